/** Input, first name, last name, and further pairs that are right as well. */
export type Row = [input: string, first: string, last: string, ...others: string[]]
