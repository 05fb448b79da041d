import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { startExample, type RunningExample } from '../support/examples'
import { saveUsers, startPostgres, userDirWith, type RunningPostgres } from '../support/postgres'

const file = 'Import/02 - Import new FlowFuse Cloud users from PostgreSQL.json'

interface Report {
    in: number
    written?: number
    unchanged?: number
    refused?: number
    failed?: number
    cursor?: string
}

describe(`${file} (IMP-01, IMP-02, IMP-04)`, () => {
    let postgres: RunningPostgres
    let example: RunningExample
    let userDir: string

    before(async function () {
        postgres = await startPostgres()
        userDir = userDirWith('pg', '^8.0.0')
        Object.assign(process.env, postgres.env)
    })
    after(async () => {
        for (const name of Object.keys(postgres?.env ?? {})) delete process.env[name]
        await postgres?.stop()
        if (userDir) rmSync(userDir, { recursive: true, force: true })
    })
    beforeEach(async () => {
        await postgres.client.query('TRUNCATE "Users" RESTART IDENTITY')
        await saveUsers(postgres.client, [
            {
                username: 'marit',
                name: 'Marit Solheim',
                email: 'marit@example.com',
                updatedAt: '2026-01-01T10:00:00.001Z'
            },
            {
                username: 'joost',
                name: 'van der Linden, Joost',
                email: 'joost@example.com',
                updatedAt: '2026-01-01T10:00:00.001Z'
            },
            {
                username: 'selma',
                name: 'Dr. Selma Aydin',
                email: 'selma@example.com',
                updatedAt: '2026-01-02T10:00:00Z'
            },
            { username: 'noname', name: 'noname', email: null, updatedAt: '2026-01-03T10:00:00Z' },
            {
                username: 'out',
                name: 'Out Sider',
                email: 'out@example.com',
                suspended: true,
                updatedAt: '2026-01-04T10:00:00Z'
            }
        ])
    })
    afterEach(() => example?.stop())

    const start = async (env: Record<string, string> = {}) => {
        example = await startExample(file, { env, userDir })
    }
    const press = async () => {
        const [report] = await Promise.all([example.next('report'), example.press('new and changed users')])
        return report.payload as Report
    }
    const nameOf = (email: string) => {
        const { firstname, lastname } = example.crm.portal.contactByEmail(email)?.properties ?? {}
        return [firstname, lastname]
    }

    it('reads the table, splits and writes; refused and failed ones are reported', async () => {
        await start()
        const troubles = example.next('refused and failed')
        const { cursor, ...counts } = await press()
        assert.deepEqual(counts, { in: 5, written: 3, unchanged: 0, refused: 1, failed: 1, review: 0 })
        assert.equal(cursor, 'moved')
        assert.deepEqual(nameOf('joost@example.com'), ['Joost', 'van der Linden'])
        assert.equal(example.crm.portal.contactByEmail('selma@example.com')?.properties.salutation, 'Dr.')
        const listed = (await troubles).payload as { outcome: string; code?: string }[]
        assert.deepEqual(listed.map(({ outcome, code = '' }) => `${outcome} ${code}`).toSorted(), [
            'failed INPUT_INVALID',
            'refused '
        ])
    })

    it('a second run reads only what is new or changed', async () => {
        await start()
        await press()
        assert.deepEqual(await press(), { in: 0 })
        await saveUsers(postgres.client, [
            {
                username: 'marit',
                name: 'Marit Solheim',
                email: 'marit.solheim@example.com',
                updatedAt: '2026-02-01T10:00:00Z'
            },
            {
                username: 'new',
                name: 'Nora Holm',
                email: 'nora@example.com',
                updatedAt: '2026-02-01T10:00:00Z'
            }
        ])
        const { written, in: read } = await press()
        assert.deepEqual([read, written], [2, 2])
        assert.deepEqual(nameOf('nora@example.com'), ['Nora', 'Holm'])
    })

    it('goes on page by page, also between users of the same moment', async () => {
        await start({ PAGE_SIZE: '1' })
        const reports = example.received('report')
        const finished = new Promise<void>((done) => {
            const look = () =>
                reports.some(({ payload }) => (payload as Report).in === 0) ? done() : setTimeout(look, 5)
            look()
        })
        await example.press('new and changed users')
        await finished
        assert.deepEqual(
            reports.map(({ payload }) => (payload as Report).in),
            [1, 1, 1, 1, 1, 0]
        )
        assert.deepEqual(nameOf('joost@example.com'), ['Joost', 'van der Linden'])
    })

    it('when HubSpot can not take a page, the cursor stays and the next run makes up for it', async () => {
        await start()
        const takeBack = example.crm.faults.add({ kind: { type: 'status', status: 401 }, times: 1000 })
        assert.equal((await press()).cursor, 'stays')
        takeBack()
        const { written, cursor } = await press()
        assert.deepEqual([written, cursor], [3, 'moved'])
    })

    it('users changed within the last minute wait, so that an open transaction can not slip behind the cursor', async () => {
        await saveUsers(postgres.client, [
            {
                username: 'fresh',
                name: 'Fresh Fish',
                email: 'fresh@example.com',
                updatedAt: new Date().toISOString()
            }
        ])
        await start()
        assert.equal((await press()).in, 5)
    })

    it('a database that can not be reached is reported without its credentials', async () => {
        process.env.PGPORT = '1'
        await start()
        const [message] = await Promise.all([
            example.next('refused and failed'),
            example.press('new and changed users')
        ])
        process.env.PGPORT = postgres.env.PGPORT
        const text = JSON.stringify(message)
        assert.match(text, /ECONNREFUSED/)
        assert.doesNotMatch(text, /only-for-this-test/)
    })
})
