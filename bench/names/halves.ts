/** Whether a word is in the half of the words that the hold-out's lists may know (FNV-1a parity: stable, blind to the word's kind). */
export function inKnownHalf(word: string): boolean {
    let hash = 0x811c9dc5
    for (const char of word) {
        hash = Math.imul(hash ^ char.codePointAt(0)!, 0x01000193)
    }
    return ((hash >>> 7) & 1) === 0
}
