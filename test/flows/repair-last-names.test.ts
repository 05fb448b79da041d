import assert from 'node:assert/strict'
import { parse } from 'csv-parse/sync'
import { startExample, type RunningExample } from '../support/examples'

const file = 'Import/03 - Repair contacts whose whole name is in Last Name.json'

interface Changes {
    dryRun: boolean
    contacts: number
    changed: { url: string; firstname?: string; lastname?: string }[]
}

describe(`${file} (IMP-03)`, () => {
    let example: RunningExample

    beforeEach(async () => {
        example = await startExample(file)
    })
    afterEach(() => example?.stop())

    const nameOf = (email: string) => {
        const { salutation, firstname, lastname } = example.crm.portal.contactByEmail(email)?.properties ?? {}
        return [salutation, firstname, lastname].filter(Boolean).join(' | ')
    }
    const make = () => Promise.all([example.next('made'), example.press('sandbox only: make some')])
    const press = async (name: string) => {
        const [changes] = await Promise.all([example.next('changes'), example.press(name)])
        return changes.payload as Changes
    }

    it('look shows what would change and writes nothing', async () => {
        await make()
        const writes = example.crm.log.count({ kind: 'write' })
        const { dryRun, contacts, changed } = await press('look')
        assert.equal(dryRun, true)
        assert.equal(contacts, changed.length)
        assert.ok(
            changed.some(
                ({ firstname, lastname }) =>
                    firstname === '(empty) → Marit' && lastname === 'Marit Solheim → Solheim'
            )
        )
        assert.ok(changed.every(({ url }) => url.startsWith('https://')))
        assert.equal(example.crm.log.count({ kind: 'write' }), writes)
        assert.equal(nameOf('marit.solheim@example.com'), 'Marit Solheim')
    })

    it('repair writes First Name and Last Name; a doubtful one is left as it is and listed', async () => {
        await make()
        const [review] = await Promise.all([example.next('for review'), press('repair')])
        assert.equal(nameOf('marit.solheim@example.com'), 'Marit | Solheim')
        assert.equal(nameOf('joost@example.org'), 'Joost | van der Linden')
        assert.equal(nameOf('selma.aydin@example.net'), 'Dr. | Selma | Aydin')
        assert.equal(nameOf('brian@example.com'), 'Brian | McAllister')
        assert.equal(nameOf('bob.tennant@example.org'), 'Robert | Tennant')
        assert.equal(nameOf('min-jun.kim@example.com'), 'Kim Min-jun')

        const rows = parse(String(review.payload), { columns: true }) as Record<string, string>[]
        const listed = rows.find(({ email }) => email === 'min-jun.kim@example.com')
        assert.deepEqual([listed?.name, listed?.firstname, listed?.lastname], ['Kim Min-jun', '', ''])
        assert.equal(listed?.id, example.crm.portal.contactByEmail('min-jun.kim@example.com')?.id)
        assert.equal(listed?.reasons, 'order-unknown')
    })

    it('a name that is only a first name is moved and not copied', async () => {
        await make()
        await press('repair')
        assert.equal(nameOf('amara@example.org'), 'Amara')
        assert.equal(example.crm.portal.contactByEmail('amara@example.org')?.properties.firstname, 'Amara')
    })

    it("a person's corrections are read back and win", async () => {
        await make()
        await press('repair')
        await Promise.all([example.next('corrections'), example.press("a person's corrections")])
        await press('repair')
        assert.equal(nameOf('min-jun.kim@example.com'), 'Min-jun | Kim')
        assert.equal(nameOf('hollowell@example.org'), 'Tom | Hollowell')
        // Its row in the corrected list was left blank: nobody has decided.
        assert.equal(nameOf('office@example.net'), 'Northwind Automation GmbH')
    })

    it('touches no contact that has a First Name, and no other property', async () => {
        await make()
        const { id } = example.crm.portal.create('contacts', {
            email: 'whole@example.com',
            firstname: 'Whole',
            lastname: 'Name Here'
        })
        const before = example.crm.portal.contactByEmail('marit.solheim@example.com')?.properties
        await press('repair')
        assert.equal(example.crm.portal.get('contacts', id)?.properties.lastname, 'Name Here')
        const after = example.crm.portal.contactByEmail('marit.solheim@example.com')?.properties ?? {}
        const touched = Object.keys(after).filter((name) => after[name] !== before?.[name])
        assert.deepEqual(touched.toSorted(), [
            'firstname',
            'hs_lastmodifieddate',
            'lastmodifieddate',
            'lastname'
        ])
    })

    it('with nothing to repair it says so', async () => {
        const { contacts } = await press('repair')
        assert.equal(contacts, 0)
    })

    it('a search that fails is reported with its code', async () => {
        example.crm.faults.add({ kind: { type: 'status', status: 401 }, times: 5 })
        const [message] = await Promise.all([example.next('not repaired'), example.press('look')])
        assert.equal((message.payload as { code: string }).code, 'HUBSPOT_AUTH')
    })
})
