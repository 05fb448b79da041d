/** What every write of a definition goes by: nothing in a read-only account, and done is what a read shows. */
import type { SchemaClient } from './schemaClient'
import { HubSpotError } from './errors'
import type { TimeSource } from './types'

/** How definitions are written. */
export interface SchemaContext {
    /** @throws HubSpotError `CLOSED` */
    client(): Promise<SchemaClient>
    readOnly: boolean
    time: TimeSource
    /** Aborts when the account closes. */
    closing: AbortSignal
}

/** A new property is visible 250 to 700 ms after its creation (facts/hubspot.md 5). */
const looks = [0, 300, 600, 1200]

/** @throws HubSpotError `CONFIG_INVALID` */
export function refuseReadOnly({ readOnly }: Pick<SchemaContext, 'readOnly'>): void {
    if (readOnly) throw new HubSpotError('CONFIG_INVALID', 'the account is read only')
}

/**
 * Reads until what was written is there: HubSpot's answers to writes only echo the request (facts/hubspot.md 6).
 * @param find reads anew, undefined while it is not there
 * @throws HubSpotError `HUBSPOT_NOT_APPLIED` when it never is
 */
export async function readBack<Value>(
    { time, closing }: Pick<SchemaContext, 'time' | 'closing'>,
    what: string,
    find: () => Promise<Value | undefined>
): Promise<Value> {
    for (const pause of looks) {
        if (pause > 0) await time.sleep(pause, closing)
        const found = await find()
        if (found !== undefined) return found
    }
    throw new HubSpotError('HUBSPOT_NOT_APPLIED', `HubSpot said yes, but ${what} is not there`)
}

/**
 * A create that got no clear answer may have been done: looks before it calls that a failure.
 * @param find whether it is there
 */
export async function createOnce<Value>(
    create: () => Promise<unknown>,
    find: () => Promise<Value | undefined>
): Promise<void> {
    try {
        await create()
    } catch (error) {
        const mayBeDone =
            error instanceof HubSpotError && (error.details.uncertain || error.code === 'HUBSPOT_CONFLICT')
        if (!mayBeDone || (await find()) === undefined) throw error
    }
}

/** How labels are compared: without case and without telling spaces, `_` and `-` apart (rule LS-04). */
export function sameLabel(one: string, other: string): boolean {
    return plain(one) === plain(other)
}

function plain(label: string): string {
    return label
        .normalize('NFKC')
        .trim()
        .toLowerCase()
        .replace(/[\s_-]+/g, ' ')
}
