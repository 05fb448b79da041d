/** Notes, deals and associations in a sandbox, as people make them in HubSpot's own pages. */
import type { Sandbox } from '../../src/sandbox'

/** @param path behind `/crm/` @returns what the portal answers, undefined where it answers nothing */
export async function call(crm: Sandbox, method: string, path: string, body?: unknown): Promise<unknown> {
    const answer = await fetch(`${crm.url}/crm/${path}`, {
        method,
        headers: { authorization: `Bearer ${crm.token}`, 'content-type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) })
    })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status}`)
    return answer.status === 204 ? undefined : answer.json()
}

/** Associates two records, each named as `contacts/1`. */
export const link = (crm: Sandbox, from: string, to: string) =>
    call(crm, 'PUT', `objects/2026-09/${from}/associations/default/${to}`)

/** A note as a person types it. @param on records, as `contacts/1` @returns its id */
export async function typeNote(crm: Sandbox, body: string, at: string, ...on: string[]): Promise<string> {
    const { id } = crm.portal.create('notes', { hs_timestamp: at, hs_note_body: body })
    for (const record of on) await link(crm, `notes/${id}`, record)
    return id
}

/** A deal of a contact, in the first stage of the portal's pipeline unless told. @returns its id */
export async function openDeal(crm: Sandbox, contactId: string, stage?: string): Promise<string> {
    const pipelines = (await call(crm, 'GET', 'pipelines/2026-09/deals')) as {
        results: { stages: { id: string }[] }[]
    }
    const dealstage = stage ?? pipelines.results[0]?.stages[0]?.id ?? ''
    const { id } = crm.portal.create('deals', { dealname: 'A deal', dealstage })
    await link(crm, `deals/${id}`, `contacts/${contactId}`)
    return id
}

/** Bodies of the notes on a record. */
export async function notesOn(crm: Sandbox, objectType: string, id: string): Promise<string[]> {
    const answer = await call(crm, 'GET', `objects/2026-09/${objectType}/${id}/associations/notes`)
    return (answer as { results: { toObjectId: string }[] }).results.flatMap(
        ({ toObjectId }) => crm.portal.get('notes', toObjectId)?.properties.hs_note_body ?? []
    )
}
