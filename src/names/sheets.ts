/** The handbook's manual way: Google Sheets' split on a space (rule IMP-05). */

export interface SheetsColumns {
    first: string
    last: string
    /** The columns behind the second, which the manual way leaves over. */
    rest: string[]
}

/** What Sheets' SPLIT(text, " ") puts in its columns: cells parted at plain spaces, empty ones left out. */
export function sheetsColumns(text: string): SheetsColumns {
    const [first = '', last = '', ...rest] = text.split(' ').filter((cell) => cell !== '')
    return { first, last, rest }
}
