/** Records that have no unique property, made once however often it is asked for (docs/decisions/0100, 0140). */
import { byCreation, openSettler, type Held, type SettlerOptions } from './settle'
import { Turns } from './turns'
import type { Account, ObjectStore } from './types'

export interface OnceOptions extends Omit<SettlerOptions, 'store' | 'properties' | 'turns'> {
    objects(objectType: string): ObjectStore
}

export function openOnce({ objects, ...settling }: OnceOptions): Account['createOnce'] {
    const turns = new Turns()

    return async function createOnce(objectType, wanted, options = {}) {
        const { properties, places, read, isSame } = wanted
        const [place, ...also] = places
        const settler = openSettler({ ...settling, store: objects(objectType), properties: read, turns })
        const first = (held: readonly Held[]) =>
            held.filter(({ record }) => isSame(record)).toSorted(byCreation)[0]
        const { held, written, dryRun } = await settler.settle(
            [place],
            (known) => (first(known) ? { kind: 'nothing' } : { kind: 'write', properties, also }),
            options
        )
        const record = (written ?? first(held))?.record ?? { id: '', properties: {} }
        return { record, created: written !== null, dryRun }
    }
}
