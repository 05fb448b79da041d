/** Unpacks a front-coded list: each word is the number of letters shared with the one before, and its other letters. */
export function unpack(packed: string): string[] {
    let before = ''
    return Array.from(packed.matchAll(/(\d)(\D*)/g), ([, shared, rest]) => {
        before = before.slice(0, Number(shared)) + rest
        return before
    })
}
