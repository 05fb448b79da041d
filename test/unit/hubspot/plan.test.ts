import assert from 'node:assert/strict'
import { afterWrite, planCreate, planUpdate } from '../../../src/hubspot/plan'
import type { CrmRecord, WriteOptions } from '../../../src/hubspot'
import { toValues, type Ref } from '../../../src/hubspot/values'

const jane: CrmRecord = {
    id: '1',
    properties: {
        email: 'jane@example.com',
        firstname: 'Jane',
        lastname: null,
        hs_additional_emails: 'j@old.example'
    }
}
const byEmail: Ref = { idProperty: 'email', value: 'jane@example.com' }

function plan(inputs: object, options: WriteOptions = {}, ref = byEmail) {
    const wanted = toValues('contacts', inputs, options.blank)
    return Object.fromEntries(planUpdate('contacts', ref, jane, wanted, options.onlyEmpty).values)
}

describe('hubspot write plans', () => {
    it('send only what differs', () => {
        assert.deepEqual(plan({ email: 'JANE@example.com', firstname: 'Jane', lastname: 'Doe' }), {
            lastname: 'Doe'
        })
    })

    it('send nothing when nothing differs', () => assert.deepEqual(plan({ firstname: 'Jane' }), {}))

    it('clear when asked to, and not what is empty already', () => {
        assert.deepEqual(plan({ firstname: '', lastname: null }, { blank: 'clear' }), { firstname: '' })
    })

    it('fill only what is empty, all of it or what is named (rules AO-03, IMP)', () => {
        const wanted = { firstname: 'Janet', lastname: 'Doe' }
        assert.deepEqual(plan(wanted, { onlyEmpty: true }), { lastname: 'Doe' })
        assert.deepEqual(plan(wanted, { onlyEmpty: ['lastname'] }), wanted)
        assert.deepEqual(plan(wanted, { onlyEmpty: ['firstname'] }), { lastname: 'Doe' })
    })

    it('do not make a secondary e-mail the first by finding a contact by it (facts 2)', () => {
        const ref = { idProperty: 'email', value: 'j@old.example' }
        assert.deepEqual(plan({ email: 'j@old.example', lastname: 'Doe' }, {}, ref), { lastname: 'Doe' })
    })

    it('change an e-mail on purpose', () => {
        assert.deepEqual(plan({ email: 'new@example.com' }), { email: 'new@example.com' })
        assert.deepEqual(plan({ email: 'j@old.example' }, {}, { id: '1' }), { email: 'j@old.example' })
    })

    it('give a new record the value it is named by', () => {
        const { values, changed } = planCreate(
            byEmail,
            toValues('contacts', { firstname: 'Jane', lastname: '' }, 'clear')
        )
        assert.deepEqual(Object.fromEntries(values), { firstname: 'Jane', email: 'jane@example.com' })
        assert.deepEqual(changed.firstname, { from: null, to: 'Jane' })
    })

    it('report values as HubSpot echoes them', () => {
        const wanted = toValues('contacts', { lastname: 'doe', firstname: '' }, 'clear')
        const update = planUpdate('contacts', byEmail, jane, wanted, false)
        const echo = {
            id: '1',
            properties: { lastname: 'Doe', firstname: null, lastmodifieddate: '2026-11-22' }
        }
        const { record, changed } = afterWrite(jane, update, echo)
        assert.deepEqual(changed, {
            lastname: { from: null, to: 'Doe' },
            firstname: { from: 'Jane', to: null }
        })
        assert.deepEqual(record.properties, { ...jane.properties, ...echo.properties })
    })
})
