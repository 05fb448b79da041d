/** Which facts a verdict on a lead status still depends on, so that only those are looked up. */
import type { LeadStatus } from './edition'
import { own } from './find'
import { type LeadStatusRequest, statusesFor } from './lead-status'
import type { Verdict } from './verdict'

/** A fact by the name that the edition has for it. */
export type LeadStatusFact = NonNullable<LeadStatus['requires']>[string]['fact']

/**
 * The facts that are not known and could change the verdict or its advice; none when it stands whatever they are.
 * @param verdict what `decideLeadStatus` said to the request
 */
export function factsInDoubt(request: LeadStatusRequest, verdict: Verdict): LeadStatusFact[] {
    const { edition, facts = {} } = request
    const status = verdict.to === null ? undefined : own(edition.leadStatus.values, verdict.to)
    if (verdict.to === null || !statusesFor(edition, request.stage).includes(verdict.to)) return []
    const isAsked = request.to !== undefined && verdict.verdict !== 'unchanged'
    // What an event merely brings about is expected of nobody.
    const needed = { ...(verdict.missing.length > 0 && status?.requires), ...(isAsked && status?.expects) }
    const unknown = (fact: LeadStatusFact): boolean =>
        fact === 'marketingOnly'
            ? facts.outreach === undefined || facts.reply === undefined
            : facts[fact] === undefined
    return [...new Set(Object.values(needed).map(({ fact }) => fact))].filter(unknown)
}
