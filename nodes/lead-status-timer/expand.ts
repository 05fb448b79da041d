/** From the payload to the contacts it is about: an activity or a deal may be about several. */
import { toNodeError } from '../shared'
import type { Desk } from './desk'
import { subjectsOf, type Subject } from './subject'

/** Entries with one contact each. */
export interface Expanded {
    /** A single entry where the payload is one and is about one contact, otherwise an array. */
    entries: unknown
    /** @throws NodeError what is wrong with the entry */
    subjectAt(index: number): Subject
}

/** @param hubspot `msg.hubspot`: of a single entry an object, of an array one for each */
export async function subjectsIn(desk: Desk, input: unknown, hubspot: unknown): Promise<Expanded> {
    const isList = Array.isArray(input)
    const inputs: unknown[] = isList ? input : [input]
    const infos: unknown[] = isList
        ? Array.isArray(hubspot) && hubspot.length === inputs.length
            ? hubspot
            : []
        : [hubspot]
    const found = await Promise.all(
        inputs.map((entry, index) =>
            subjectsOf(desk, entry, infos[index]).then(
                (subjects) => subjects.map((subject) => ({ entry, subject })),
                (error: unknown) => [{ entry, error: toNodeError(error) }]
            )
        )
    )
    const parts = found.flat()
    const isSingle = !isList && parts.length === 1
    return {
        entries: isSingle ? input : parts.map(({ entry }) => entry),
        subjectAt(index) {
            const part = parts[index]
            if (part && 'subject' in part) return part.subject
            throw toNodeError(part?.error)
        }
    }
}
