import assert from 'node:assert/strict'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { packageRoot } from '../support/node-red'
import { startExample, type RunningExample } from '../support/examples'

const file = 'Import/01 - Import FlowFuse Cloud users from a CSV export.json'

interface Report {
    in: number
    written: number
    unchanged: number
    refused: number
    failed: number
    review: number
}
interface Trouble {
    outcome: string
    email?: string
    code?: string
    reason: string
}

const handled = ({ written, unchanged, refused, failed }: Report) => written + unchanged + refused + failed

/** Resolves when a file holds a text; the test's own time limit ends the waiting. */
async function fileHolds(path: string, text: string): Promise<void> {
    while (!existsSync(path) || readFileSync(path, 'utf8') !== text) {
        await new Promise((resume) => setTimeout(resume, 5))
    }
}

describe(`${file} (IMP-01, IMP-02, IMP-04)`, () => {
    let work: string
    let example: RunningExample

    before(() => {
        work = mkdtempSync(join(tmpdir(), 'nr-hubspot-work-'))
        // As an instance has it after installing the pack.
        mkdirSync(join(work, 'node_modules/@flowfuse'), { recursive: true })
        symlinkSync(packageRoot, join(work, 'node_modules/@flowfuse/nr-hubspot-nodes'), 'junction')
    })
    after(() => rmSync(work, { recursive: true, force: true }))
    afterEach(() => example?.stop())

    const start = async (env: Record<string, string> = {}) => {
        example = await startExample(file, { env, settings: { fileWorkingDirectory: work } })
    }
    const contact = (email: string) => example.crm.portal.contactByEmail(email)?.properties

    /** Presses a button and gives what the report says. */
    async function press(name: string) {
        const review = example.received('for review')
        const troubles = example.received('refused and failed')
        const [report] = await Promise.all([example.next('report'), example.press(name)])
        // Review list and troubles leave with the report and have one node more to pass.
        for (let turn = 0; turn < 20; turn++) await new Promise((resume) => setImmediate(resume))
        return {
            report: report.payload as Report,
            review: review[0]?.payload as string | undefined,
            troubles: (troubles[0]?.payload ?? []) as Trouble[]
        }
    }

    it('20 users: names split, doubtful ones blank and listed, bad rows reported, nothing lost', async () => {
        await start()
        const { report, review, troubles } = await press('20 users')
        assert.equal(report.in, 20)
        assert.equal(handled(report), 20)

        const nameOf = (email: string) => [contact(email)?.firstname, contact(email)?.lastname]
        assert.deepEqual(nameOf('fabrice.surth@example.com'), ['Fabrice', 'Sürth'])
        assert.deepEqual(nameOf('kristy.jast@example.org'), ['Kristy', 'Jast'])
        assert.deepEqual(nameOf('ingrid.halvorsen@example.org'), ['Ingrid', 'Halvorsen'])
        assert.deepEqual(nameOf('iiot@example.net'), [undefined, undefined])
        assert.equal(contact('mrs.pritchard@example.com')?.salutation, 'Mrs.')
        assert.equal(contact('fabrice.surth@example.com')?.lifecyclestage, 'lead')

        const listed = parse(review ?? '', { columns: true }) as Record<string, string>[]
        assert.equal(listed.length, report.review)
        const team = listed.find(({ email }) => email === 'iiot@example.net')
        assert.deepEqual(
            [team?.name, team?.firstname, team?.lastname, team?.reasons],
            ['IIoT Team', '', '', 'company']
        )

        assert.deepEqual(troubles.map(({ outcome, code = '' }) => `${outcome} ${code}`).toSorted(), [
            'failed HUBSPOT_VALIDATION',
            'failed INPUT_INVALID',
            'refused '
        ])
        assert.equal(report.refused, 1)
        assert.equal(contact('rosella.satterfield@example.com'), undefined)
    })

    it('the same file again changes nothing and writes nothing', async () => {
        await start()
        await press('20 users')
        const writes = example.crm.log.count({ kind: 'write' })
        const { report } = await press('20 users')
        assert.deepEqual([report.written, report.failed, handled(report)], [0, 2, 20])
        // The address that HubSpot refuses is tried again.
        assert.ok(example.crm.log.count({ kind: 'write' }) - writes <= 2)
    })

    it('a stage is never lowered, and a first name that HubSpot has stays', async () => {
        await start()
        example.crm.portal.create('contacts', {
            email: 'fabrice.surth@example.com',
            firstname: 'Fabrizio',
            lastname: 'Sürth',
            lifecyclestage: 'customer'
        })
        await press('20 users')
        assert.equal(contact('fabrice.surth@example.com')?.lifecyclestage, 'customer')
        assert.equal(contact('fabrice.surth@example.com')?.firstname, 'Fabrizio')
    })

    it('IMP-03: a contact whose whole name sits in Last Name is mended on the way', async () => {
        await start()
        example.crm.portal.create('contacts', {
            email: 'fabrice.surth@example.com',
            lastname: 'Fabrice Sürth'
        })
        await press('20 users')
        const { firstname, lastname } = contact('fabrice.surth@example.com') ?? {}
        assert.deepEqual([firstname, lastname], ['Fabrice', 'Sürth'])
    })

    it("a person's corrections come back and win from then on", async () => {
        await start()
        await press('20 users')
        const [kept] = await Promise.all([
            example.next('corrections'),
            example.press("a person's corrections")
        ])
        assert.deepEqual(kept.payload, { read: 2, kept: 2 })
        for (let run = 0; run < 2; run++) {
            const { review } = await press('20 users')
            assert.doesNotMatch(review ?? '', /yvonne/)
            const { firstname, lastname } = contact('yvonne.abrahamsson@example.net') ?? {}
            assert.deepEqual([firstname, lastname], ['Yvonne', 'Abrahamsson'])
            assert.equal(contact('katerina.dimitriou@example.org')?.firstname, 'Katerina')
        }
    })

    it('your own file: the 500 users that come with the pack, in at most 8 write calls', async () => {
        await start()
        const { report, troubles } = await press('your own file')
        const rows = parse(readFileSync(join(packageRoot, 'examples/data/flowfuse-cloud-users.csv')), {
            columns: true
        }) as { name: string; email: string; suspended: string }[]
        assert.equal(report.in, 500)
        assert.equal(handled(report), 500)
        assert.equal(report.refused, rows.filter(({ suspended }) => suspended === 'true').length)
        assert.equal(troubles.filter(({ code }) => code === 'INPUT_INVALID').length, 5)
        assert.equal(troubles.filter(({ code }) => code === 'HUBSPOT_VALIDATION').length, 5)
        assert.equal(report.failed, 10)

        const addresses = new Set(
            rows
                .filter(({ suspended }) => suspended === 'false')
                .map(({ email }) => email.toLowerCase())
                .filter((email) => example.crm.portal.contactByEmail(email))
        )
        assert.equal(example.crm.portal.list('contacts').length, addresses.size)
        assert.equal(addresses.size, 500 - report.refused - report.failed - 4)
        const writes = example.crm.log.count({ kind: 'write' })
        assert.ok(writes <= 8, `${writes} write calls`)
    })

    it('no first or last name of the 500 carries markup, an address or a formula', async () => {
        await start()
        await press('your own file')
        for (const { properties } of example.crm.portal.list('contacts')) {
            for (const value of [properties.firstname ?? '', properties.lastname ?? '']) {
                assert.doesNotMatch(value, /[<>@=;]|^[+-]|https?:|\u202e|\u200b/)
            }
        }
    })

    it('writes the review list to a file and reads a filled-in one back', async () => {
        const [reviewFile, correctionsFile] = [join(work, 'review.csv'), join(work, 'corrections.csv')]
        await start({ REVIEW_CSV: reviewFile, CORRECTIONS_CSV: correctionsFile })
        const { review } = await press('20 users')
        await fileHolds(reviewFile, review ?? '')
        const filledIn = readFileSync(reviewFile, 'utf8').replace('IIoT Team,,,', 'IIoT Team,,IIoT Team,')
        writeFileSync(correctionsFile, filledIn)
        await Promise.all([example.next('corrections'), example.press('your own corrections')])
        await press('20 users')
        assert.equal(contact('iiot@example.net')?.lastname, 'IIoT Team')
    })

    it('a file that is not there is reported', async () => {
        await start({ USERS_CSV: join(work, 'no-such.csv') })
        const [message] = await Promise.all([
            example.next('refused and failed'),
            example.press('your own file')
        ])
        const [trouble] = message.payload as [Trouble]
        assert.match(trouble.reason, /ENOENT/)
    })

    it('when HubSpot can not be reached every row is reported, and the next run makes up for it', async () => {
        await start()
        const takeBack = example.crm.faults.add({ kind: { type: 'status', status: 401 }, times: 1000 })
        const first = await press('20 users')
        assert.deepEqual([first.report.written, first.report.failed], [0, 19])
        assert.ok(first.troubles.some(({ code }) => code === 'HUBSPOT_AUTH'))
        takeBack()
        const second = await press('20 users')
        assert.equal(second.report.failed, 2)
        assert.equal(handled(second.report), 20)
    })
})
