import { decideLifecycle, type Edition, type LifecycleVerdict } from '../../src/handbook'
import {
    mergeAnswers,
    sourcesFor,
    type EvidenceReader,
    type EvidenceSource,
    type KnownFacts
} from '../shared'
import type { StageRequest } from './request'

/** How the node lets a contact move. */
export interface Manner {
    walk: boolean
    allowBackward: boolean
}

/** A request whose stage is named by the edition's key, where it has one. */
export type Asked = Omit<StageRequest, 'to'> & { to?: string | null }

/** The part of an EvidenceReader that a decision needs. */
export type Reading = Pick<EvidenceReader, 'read'>

/**
 * Decides what a contact may do. The CRM is asked only for what the verdict misses: a move that is allowed without, or
 * refused for another reason, costs no call.
 * @param from the contact's stage, as the edition's key
 * @throws HandbookError `INPUT_INVALID`, HubSpotError
 */
export async function decide(
    edition: Edition,
    from: string | null,
    request: Asked,
    manner: Manner,
    reader: Reading
): Promise<LifecycleVerdict> {
    const { to, evidence, support, text } = request
    const judge = ({ known, answers }: KnownFacts) =>
        decideLifecycle({
            edition,
            from,
            ...(to === undefined ? {} : { to }),
            evidence,
            known: [...support, ...known],
            answers,
            ...(text === undefined ? {} : { text }),
            ...manner
        })
    return withFacts(edition, reader, request, judge)
}

/** Judges, and as long as that may help judges again with more of what the CRM shows. */
export async function withFacts(
    edition: Edition,
    reader: Reading,
    { answers }: Pick<StageRequest, 'answers'>,
    judge: (facts: KnownFacts) => LifecycleVerdict
): Promise<LifecycleVerdict> {
    const asked = new Set<EvidenceSource>()
    let facts: KnownFacts = { known: [], answers }
    for (;;) {
        const verdict = judge(facts)
        if (verdict.verdict !== 'refused') return verdict
        const wanted = new Set([...sourcesFor(edition, verdict)].filter((source) => !asked.has(source)))
        if (wanted.size === 0) return verdict
        const read = await reader.read(wanted)
        for (const source of wanted) asked.add(source)
        facts = {
            known: [...facts.known, ...read.known],
            answers: mergeAnswers(facts.answers, read.answers)
        }
    }
}
