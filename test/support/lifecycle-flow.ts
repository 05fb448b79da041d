/** What the tests of the lifecycle examples ask of a CRM. */
import assert from 'node:assert/strict'
import type { Verdict } from '../../src/handbook'
import type { Sandbox } from '../../src/sandbox'
import type { Message, RunningExample } from './examples'

/** Presses an inject node and resolves with what then reaches another node. */
export async function pressAndWait(example: RunningExample, button: string, node: string): Promise<Message> {
    const [message] = await Promise.all([example.next(node), example.press(button)])
    return message
}

/** The verdict that a message carries for a single contact. */
export function verdictIn({ handbook }: Message): Verdict {
    return handbook as Verdict
}

/** A contact that a person moved through stages in HubSpot's own pages. */
export function plantContact(crm: Sandbox, email: string, ...stages: string[]): string {
    const [first = '', ...rest] = stages
    const { id } = crm.portal.create('contacts', { email, ...(first ? { lifecyclestage: first } : {}) })
    for (const lifecyclestage of rest) crm.portal.update('contacts', id, { lifecyclestage })
    return id
}

export function stageOf(crm: Sandbox, email: string): string | undefined {
    return crm.portal.contactByEmail(email)?.properties.lifecyclestage
}

/** The values that the stage had, oldest first; '' is a clearing. */
export function stagesOf(crm: Sandbox, email: string): string[] {
    const history = crm.portal.contactByEmail(email)?.history.lifecyclestage ?? []
    return history.map(({ value }) => value).toReversed()
}

/** Asserts that HubSpot has dated each of these stages, in this order (facts/hubspot.md 4). */
export function assertDated(crm: Sandbox, email: string, ...stages: string[]): void {
    const properties = crm.portal.contactByEmail(email)?.properties ?? {}
    const dates = stages.map((stage) => {
        const entered = properties[`hs_v2_date_entered_${stage}`]
        assert.ok(entered, `${stage} was never entered`)
        // A custom stage has no date of the old kind.
        if (!/^\d/.test(stage)) assert.ok(properties[`hs_lifecyclestage_${stage}_date`], stage)
        return Date.parse(entered)
    })
    assert.deepEqual(
        dates,
        dates.toSorted((a, b) => a - b)
    )
}

/** Associates two records by the API, as another program would. */
export async function associate(
    crm: Sandbox,
    from: string,
    fromId: string,
    to: string,
    toId: string
): Promise<void> {
    const path = `/crm/objects/2026-09/${from}/${fromId}/associations/default/${to}/${toId}`
    const answer = await fetch(crm.url + path, {
        method: 'PUT',
        headers: { authorization: `Bearer ${crm.token}` }
    })
    assert.ok(answer.ok, `associate: ${answer.status}`)
}

/** Logs an activity on a contact, an hour ago. */
export async function logOn(
    crm: Sandbox,
    contact: string,
    type: string,
    properties: Record<string, string>
): Promise<string> {
    const at = new Date(crm.clock.now() - 3_600_000).toISOString()
    const { id } = crm.portal.create(type, { hs_timestamp: at, ...properties })
    await associate(crm, type, id, 'contacts', contact)
    return id
}
