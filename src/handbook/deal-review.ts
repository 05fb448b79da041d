/** A change of the deal stage that was made already (rules DS-01 to DS-10, WWW-04). */
import { type DealStageRequest, type DealStageVerdict, decideDealStage, reviewDeal } from './deal-stage'
import { isBlank, keyOf, own } from './find'

/**
 * Judges a deal where it is: `refused` when it lacks what its stage needs, or what opening a deal needs; the order of the
 * board and what is expected are advice, unless the edition is strict. What only a person's word could meet counts as
 * met, because a person made the change. A closed deal lacks nothing.
 * @param request with the stage before in `from` (blank: the deal was made where it is) and the one it is in in `to`
 */
export function reviewDealStage(request: DealStageRequest): DealStageVerdict {
    const { edition, to } = request
    const { stages, opening } = edition.deals
    const stage = own(stages, keyOf(stages, to) ?? '')
    // Nobody answers questions about a deal that was made as closed: it jumped.
    const before = isBlank(request.from) && stage?.closed ? opening.stages[0] : request.from
    const word = Object.values(stages).flatMap(({ requires = {} }) => Object.keys(requires))
    const confirmed = [...word, ...Object.keys(opening.requires)]
    const decided = decideDealStage({ ...request, from: before, confirmed, openDeals: 0 })
    const verdict = { ...decided, from: isBlank(request.from) ? null : decided.from, path: [] }
    const gaps = reviewDeal({ ...request, from: to, confirmed }).filter(({ missing }) => missing.length > 0)
    const [first] = gaps
    if (!first) {
        const reason = 'The deal has what its stage requires.'
        return verdict.verdict === 'allowed' ? { ...verdict, reason } : verdict
    }
    return {
        ...verdict,
        verdict: 'refused',
        rule: first.rule,
        source: first.source,
        missing: gaps.flatMap(({ missing }) => missing),
        reason: gaps.map(({ reason }) => reason).join(' '),
        entails: []
    }
}
