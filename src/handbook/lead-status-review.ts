/** Where a contact's lead status is not as the handbook has it (rules LS-01, LS-04 to LS-06, LS-10, LS-11). */
import type { Edition } from './edition'
import { own } from './find'
import { type LeadStatusFacts, statusKey, whoHasLeadStatus } from './lead-status'
import { sourceOf } from './verdict'

/** One breach, with what would mend it. */
export interface LeadStatusFinding {
    readonly rule: string
    readonly reason: string
    readonly source: string
    /** The status that would be right: null for none, undefined where a person must say. */
    readonly proposed?: string | null
}

/**
 * Reviews what a contact has now. Only facts that are known count: one that is left out is held against nobody.
 * @param stage and
 * @param status as key, portal value or label
 */
export function reviewLeadStatus(
    edition: Edition,
    stage: string | null | undefined,
    status: string | null | undefined,
    facts: LeadStatusFacts = {}
): LeadStatusFinding[] {
    const { values, who, setRule, start } = edition.leadStatus
    const key = statusKey(edition, status)
    const having = whoHasLeadStatus(edition, stage)
    const finding = (rule: string, reason: string, proposed?: string | null): LeadStatusFinding => ({
        rule,
        reason,
        source: sourceOf(edition, rule),
        ...(proposed !== undefined && { proposed })
    })
    if (key === undefined) return [finding(setRule, 'The lead status is none of this edition.')]
    if (key === null) {
        if (having === 'must')
            return [
                finding(
                    who.rule,
                    'There is no lead status.',
                    facts.owner ? start?.withOwner : start?.withoutOwner
                )
            ]
        return having === 'some' && facts.openDeal ? dealFindings(edition, null, finding) : []
    }
    if (having === 'none') return [finding(who.rule, 'A contact of this stage has no lead status.', null)]
    const entry = values[key]
    const findings: LeadStatusFinding[] = []
    for (const needed of [...Object.values(entry?.requires ?? {}), ...Object.values(entry?.expects ?? {})]) {
        const known = needed.fact === 'marketingOnly' ? !(facts.outreach || facts.reply) : facts[needed.fact]
        if (known === false) findings.push(finding(needed.rule, `${entry?.label} goes with ${needed.label}.`))
    }
    if (having === 'some' && facts.openDeal) findings.push(...dealFindings(edition, key, finding))
    return findings
}

/** A contact with an open deal whose stage allows one status only has that one. */
function dealFindings(
    edition: Edition,
    key: string | null,
    finding: (rule: string, reason: string, proposed: string) => LeadStatusFinding
): LeadStatusFinding[] {
    const proposed = own(edition.leadStatus.events, 'dealOpened')?.to
    const status = proposed === undefined ? undefined : edition.leadStatus.values[proposed]
    if (proposed === undefined || !status || key === proposed) return []
    return [finding(status.rule, `With an open deal the lead status is ${status.label}.`, proposed)]
}
