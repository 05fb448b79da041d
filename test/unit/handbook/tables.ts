/** Reads the text tables in which these tests say what the handbook says, apart from the code that decides it. */

/** A table with a header line: row name, then a cell for each column; `none` is null. */
export function readTable(text: string): { row: string | null; column: string; cell: string }[] {
    const lines = text
        .trim()
        .split('\n')
        .map((line) => line.trim().split(/\s+/))
    const columns = lines[0] ?? []
    return lines.slice(1).flatMap(([row = '', ...cells]) => {
        if (cells.length !== columns.length)
            throw new Error(`Row ${row} has ${cells.length} of ${columns.length} cells`)
        return columns.map((column, index) => ({
            row: row === 'none' ? null : row,
            column,
            cell: cells[index] ?? ''
        }))
    })
}
