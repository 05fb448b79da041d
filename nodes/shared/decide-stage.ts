/** What a contact may do, by the rules for the lifecycle and by what the CRM shows (docs/decisions/0090). */
import { decideLifecycle, type Answers, type Edition, type LifecycleVerdict } from '../../src/handbook'
import { sourcesFor, type EvidenceSource } from './evidence'
import { mergeAnswers, type EvidenceReader, type KnownFacts } from './evidence-reader'

/** How a contact may move. */
export interface Manner {
    walk: boolean
    allowBackward: boolean
}

/** What is asked for one contact. */
export interface AskedStage {
    /** The stage by the edition's key, where it has one; null asks for none. Left out, the evidence decides. */
    to?: string | null
    evidence: readonly string[]
    support: readonly string[]
    answers: Answers
    /** The contact's own words, which weigh the evidence. */
    text?: string
}

/** The part of an EvidenceReader that a decision needs. */
export type Reading = Pick<EvidenceReader, 'read'>

/**
 * Decides what a contact may do. The CRM is asked only for what the verdict misses: a move that is allowed without, or
 * refused for another reason, costs no call.
 * @param from the contact's stage, as the edition's key
 * @throws HandbookError `INPUT_INVALID`, HubSpotError
 */
export async function decideStage(
    edition: Edition,
    from: string | null,
    request: AskedStage,
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
    { answers }: Pick<AskedStage, 'answers'>,
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
