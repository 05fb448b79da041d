import type { Change, Properties, PropertyInputs } from '../../src/hubspot'
import { invalidInput, isPlainObject, kindOf, NodeError, readId } from '../shared'
import { safeName } from './values'

/** What an earlier message's `msg.hubspot` says is to be taken back. */
export interface Undo {
    /** A created record is archived, changed properties are restored, and where nothing was written nothing is done. */
    kind: 'archive' | 'restore' | 'nothing'
    /** Null for a record that a dry run only would have created. */
    id: string | null
    changed: Record<string, Change>
}

/**
 * Reads `msg.hubspot` of an earlier message.
 * @throws NodeError `INPUT_INVALID` when it is none, speaks of another portal or object type, or of an archived record,
 * which HubSpot's API can not bring back (facts/hubspot.md 2, DELETE)
 */
export function readUndo(info: unknown, portalId: number): Undo {
    if (!isPlainObject(info)) throw invalidInput(`there is no msg.hubspot to undo, but ${kindOf(info)}`)
    if (info.objectType !== 'contacts') throw invalidInput('the change to undo is not of a contact')
    if (info.portalId !== portalId) throw invalidInput('the change to undo was made in another portal')
    if (info.dryRun === true) {
        const isReal = info.id !== '' && info.created !== true
        return { kind: 'nothing', id: isReal ? readId(info.id) : null, changed: {} }
    }
    const id = readId(info.id)
    if (info.archived === true)
        throw invalidInput('an archived contact can only be restored in HubSpot itself')
    if (info.created === true) return { kind: 'archive', id, changed: {} }
    const changed = readChanges(info.changed)
    return { kind: Object.keys(changed).length > 0 ? 'restore' : 'nothing', id, changed }
}

function readChanges(value: unknown): Record<string, Change> {
    if (!isPlainObject(value)) throw invalidInput('the change to undo does not say what was changed')
    return Object.fromEntries(
        Object.entries(value).map(([name, change]) => {
            if (!isPlainObject(change) || !isValue(change.from) || !isValue(change.to)) {
                throw invalidInput(`the change to undo does not say what ${safeName(name)} was`)
            }
            return [name, { from: change.from ?? null, to: change.to ?? null }]
        })
    )
}

function isValue(value: unknown): value is string | null | undefined {
    return value === null || value === undefined || typeof value === 'string'
}

/**
 * The values to write back. All or nothing: one property that somebody changed since keeps the record as it is
 * (docs/decisions/0050).
 * @param current the record as HubSpot holds it now
 * @throws NodeError `HUBSPOT_CONFLICT` naming the properties that hold neither our value nor the earlier one
 */
export function restore(changed: Record<string, Change>, current: Properties): PropertyInputs {
    const values: PropertyInputs = {}
    const conflicts: string[] = []
    for (const [name, { from, to }] of Object.entries(changed)) {
        const now = current[name] ?? null
        if (isSame(name, now, from)) continue
        if (isSame(name, now, to)) values[name] = from
        else conflicts.push(name)
    }
    if (conflicts.length > 0) {
        throw new NodeError(
            'HUBSPOT_CONFLICT',
            `changed since, not undone: ${conflicts.map(safeName).join(', ')}`
        )
    }
    return values
}

/** HubSpot keeps e-mails in lower case (facts/hubspot.md 2) and has no difference between empty and null. */
function isSame(name: string, left: string | null, right: string | null): boolean {
    const normal = (value: string | null) => (name === 'email' ? value?.toLowerCase() : value) ?? ''
    return normal(left) === normal(right)
}
