/** Evidence: what happened to a contact, and which stage that calls for (rules LC-04 to LC-20). */
import type { Edition } from './edition'
import { HandbookError } from './errors'
import { findKind, nameOf } from './find'
import { plain } from './headings'

/** Evidence that makes a stage of a contact. */
export type Cause = Edition['lifecycle']['evidence'][string] & { readonly enters: string }

/**
 * The edition's keys for kinds of evidence as people write them (`demo request`); the contact's own words may make one
 * another kind, or none.
 * @throws HandbookError `INPUT_INVALID` for a kind that the edition does not know
 */
export function evidenceKinds(
    edition: Edition,
    given: string | readonly string[] | undefined,
    words?: string
): string[] {
    return [given]
        .flat()
        .map(nameOf)
        .filter((kind) => kind !== null)
        .flatMap((kind) => {
            const key = findKind(edition.lifecycle.evidence, kind)
            if (key === undefined)
                throw new HandbookError('INPUT_INVALID', 'A kind of evidence is none of this edition.', [
                    {
                        path: 'evidence',
                        message: `must be one of ${Object.keys(edition.lifecycle.evidence).join(', ')}`
                    }
                ])
            return classifyRequest(edition, key, words) ?? []
        })
}

/** The evidence that calls for the highest stage; between equals one that also moves a contact on. */
export function causeOf(edition: Edition, kinds: readonly string[]): Cause | undefined {
    const height = (cause: Cause): number =>
        edition.lifecycle.order.indexOf(cause.enters) * 2 + (cause.onlyFirst ? 0 : 1)
    return kinds
        .map((kind) => edition.lifecycle.evidence[kind])
        .filter((entry): entry is Cause => entry?.enters !== undefined)
        .toSorted((a, b) => height(b) - height(a))[0]
}

/**
 * What a request is by its words (rules LC-07, LC-08): its own kind of evidence, another kind (a "contact us" that asks
 * for support), or null when it is no evidence (a job application). Words of both sorts leave it as it is: a person
 * reads it anyway, and a request to talk must not be lost.
 */
export function classifyRequest(edition: Edition, kind: string, words: string | undefined): string | null {
    const { evidence, talk, instead } = edition.lifecycle.requests
    if (typeof words !== 'string' || !evidence.includes(kind)) return kind
    const text = ` ${plain(words)} `
    const says = (phrase: string): boolean => text.includes(` ${plain(phrase)} `)
    if (talk.some(says)) return kind
    const other = Object.values(instead).find(({ phrases }) => phrases.some(says))
    return other ? (other.evidence ?? null) : kind
}
