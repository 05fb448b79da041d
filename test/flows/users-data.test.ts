import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parse } from 'csv-parse/sync'
import { packageRoot } from '../support/node-red'

const text = readFileSync(join(packageRoot, 'examples/data/flowfuse-cloud-users.csv'), 'utf8')
const users = parse(text, { columns: true }) as Record<string, string>[]

describe('examples/data/flowfuse-cloud-users.csv', () => {
    it('is what scripts/make-users.mjs makes, on every run', async () => {
        const script = pathToFileURL(join(packageRoot, 'scripts/make-users.mjs')).href
        const { makeUsers } = (await import(script)) as { makeUsers(): string }
        assert.equal(makeUsers(), text)
        assert.equal(makeUsers(), text)
    })

    it('has 500 users with the columns of the Users table, and no password (facts/flowfuse.md)', () => {
        assert.equal(users.length, 500)
        assert.deepEqual(Object.keys(users[0] ?? {}), [
            'id',
            'username',
            'name',
            'email',
            'email_verified',
            'suspended',
            'createdAt',
            'updatedAt'
        ])
        assert.equal(new Set(users.map(({ username }) => username)).size, 500)
        for (const { username, name } of users) {
            assert.match(username ?? '', /^[a-z0-9_-]+$/)
            assert.ok(!name?.includes('://'))
        }
    })

    it('is mostly ordinary, with the bad input of an export in small numbers', () => {
        const count = (test: (user: Record<string, string>) => boolean) => users.filter(test).length
        assert.equal(
            count(({ email }) => email === ''),
            5
        )
        assert.equal(
            count(({ suspended }) => suspended === 'true'),
            8
        )
        const lower = users.map(({ email }) => (email ?? '').toLowerCase()).filter(Boolean)
        assert.equal(lower.length - new Set(lower).size, 4)
        assert.ok(count(({ name }) => /^\p{Lu}[\p{L}'’-]+ \p{Lu}[\p{L}'’-]+$/u.test(name ?? '')) > 250)
        assert.ok(count(({ name, username }) => name === username) >= 40)
        assert.ok(count(({ name }) => (name ?? '').includes(',')) >= 14)
        assert.ok(count(({ name }) => /[^\p{Script=Latin}\p{P}\p{N}\p{Z}]/u.test(name ?? '')) >= 10)
    })

    it('names nobody real: all addresses are in example domains', () => {
        for (const { email } of users) assert.match(email ?? '', /^$|example(\.(com|net|org))?$/i)
    })
})
