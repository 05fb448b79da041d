import assert from 'node:assert/strict'
import { parse } from 'csv-parse/sync'
import { startExample, type RunningExample } from '../support/examples'

const file = 'Import/04 - Split names as Google Sheets does.json'

describe(`${file} (IMP-05)`, () => {
    let example: RunningExample

    before(async () => {
        example = await startExample(file)
    })
    after(() => example?.stop())

    it("gives Google Sheets' columns beside the smart ones, a line for each name in its order", async () => {
        const [message] = await Promise.all([example.next('both ways'), example.press('some names')])
        const rows = parse(String(message.payload), { columns: true }) as Record<string, string>[]
        const columns = ['name', 'sheets_firstname', 'sheets_lastname', 'firstname', 'lastname'] as const
        assert.deepEqual(
            rows.map((row) => columns.map((column) => row[column])),
            [
                ['Marit Solheim', 'Marit', 'Solheim', 'Marit', 'Solheim'],
                ['Anne-Marie van der Berg', 'Anne-Marie', 'van', 'Anne-Marie', 'van der Berg'],
                ['Lefebvre, Mathilde', 'Lefebvre,', 'Mathilde', 'Mathilde', 'Lefebvre'],
                ['Dr. Selma Aydin', 'Dr.', 'Selma', 'Selma', 'Aydin'],
                ['JOHN MCDONALD', 'JOHN', 'MCDONALD', 'John', 'McDonald'],
                ['María José García Robledo', 'María', 'José', 'María José', 'García Robledo'],
                ['王小明', '王小明', '', '小明', '王'],
                ['jane.doe', 'jane.doe', '', '', ''],
                ['Northwind Automation GmbH', 'Northwind', 'Automation', '', ''],
                ['Amara', 'Amara', '', 'Amara', '']
            ]
        )
        const company = rows.find(({ name }) => name === 'Northwind Automation GmbH')
        assert.deepEqual([company?.review, company?.reasons], ['yes', 'company'])
        assert.equal(rows.find(({ name }) => name === 'Dr. Selma Aydin')?.salutation, 'Dr.')
    })
})
