/** Tells a request to talk from one that only came through the same form (rules LC-07, LC-08). */
import type { Edition } from './edition'
import { plain } from './headings'

/**
 * What a request is by its words: its own kind of evidence, another kind (a "contact us" that asks for support), or
 * null when it is no evidence (a job application). Words of both sorts leave it as it is: a person reads it anyway,
 * and a request to talk must not be lost.
 */
export function classifyRequest(edition: Edition, kind: string, words: string | undefined): string | null {
    const { evidence, talk, instead } = edition.lifecycle.requests
    if (words === undefined || !evidence.includes(kind)) return kind
    const text = ` ${plain(words)} `
    const says = (phrase: string): boolean => text.includes(` ${plain(phrase)} `)
    if (talk.some(says)) return kind
    const other = Object.values(instead).find(({ phrases }) => phrases.some(says))
    return other ? (other.evidence ?? null) : kind
}
