import {
    decideLifecycle,
    type Edition,
    type HistoryFinding,
    reviewLifecycleHistory,
    type LifecycleVerdict,
    type Verdict
} from '../../src/handbook'
import type { CrmRecord, HistoryEntry } from '../../src/hubspot'
import {
    canShow,
    enterStages,
    isOvertaken,
    NodeError,
    stageProperty,
    withFacts,
    type BoundKeys
} from '../shared'
import type { GuardSettings } from './config'
import { unchanged, type Contacts } from './contacts'
import { outcomeOf, type Outcome } from './outcome'
import { planRepair } from './repair'
import type { StageRequest } from './request'
import type { Subject } from './subject'

/** A change that was made, by the edition's keys, and the history that it ends. */
export interface Change {
    from: string | null
    to: string
    /** What the history says against it. */
    finding?: HistoryFinding
    /** Whether the contact has stayed there since. */
    isLast: boolean
}

/**
 * Reviews a change that was already made, by HubSpot's history of the stage, and with `repair` mends it.
 * @throws HubSpotError, NodeError, HandbookError with a code
 */
export async function review(
    contacts: Contacts,
    settings: GuardSettings,
    { ref, changedTo }: Pick<Subject, 'ref' | 'changedTo'>,
    request: StageRequest
): Promise<Outcome> {
    const { account, edition, stages, properties, options } = contacts
    const contact = await account.contacts.get(ref, {
        ...options,
        properties,
        propertiesWithHistory: [stageProperty]
    })
    const history = contact.propertiesWithHistory?.[stageProperty] ?? []
    const change = changeIn(edition, stages, history, changedTo)
    if (!change) return outcomeOf(contacts, verdictOnNone(edition), unchanged(contact))
    const judge = (known: readonly string[], answers: StageRequest['answers']) =>
        judgeChange(edition, change, { ...request, support: [...request.support, ...known], answers })
    const verdict = await withFacts(edition, contacts.reader(contact), request, (facts) =>
        judge(facts.known, facts.answers)
    )
    if (settings.repair === 'report' || verdict.verdict !== 'refused' || !change.isLast) {
        return outcomeOf(contacts, verdict, unchanged(contact))
    }
    const isDry = settings.dryRun || account.readOnly
    const plan = planRepair(edition, change, verdict, settings.repair, isDry)
    const result = await mend(contacts, contact, plan.path, isDry)
    return outcomeOf(
        contacts,
        { ...verdict, path: plan.path, reason: `${verdict.reason} ${plan.reason}` },
        result
    )
}

/**
 * The last change of a history, or the last one to the stage that an event names; null when the contact has no stage.
 */
export function changeIn(
    edition: Edition,
    stages: BoundKeys,
    history: readonly HistoryEntry[],
    changedTo: string | undefined
): Change | null {
    // Newest first as it comes: turned round, changes of one millisecond keep their order.
    const entries = history
        .toReversed()
        .toSorted((a, b) => Date.parse(a.timestamp) - Date.parse(b.timestamp))
        .map(({ value, timestamp }) => ({ stage: stages.keyOf(value), at: timestamp }))
    const findings = reviewLifecycleHistory(entries, edition)
    const wanted = changedTo === undefined ? undefined : stages.keyOf(changedTo)
    const isWanted = ({ stage }: { stage: string | null }) => stage !== null && stage === wanted
    const last = entries.length - 1
    const named = wanted === undefined ? -1 : entries.findLastIndex(isWanted)
    const index = named < 0 ? last : named
    const entry = entries[index]
    if (!entry || entry.stage === null) return null
    // A clearing is half of going back: the stage before it counts.
    const before = entries.slice(0, index).findLast(({ stage }) => stage !== null)
    const at = new Date(Date.parse(entry.at)).toISOString()
    const finding = findings.find((one) => one.at === at && one.to === entry.stage)
    return {
        from: before?.stage ?? null,
        to: entry.stage,
        ...(finding && { finding }),
        isLast: index === last
    }
}

/** A contact that never had a stage, or has lost it (rule LC-01). */
function verdictOnNone(edition: Edition): Verdict {
    const { allowed } = edition.lifecycle.blank
    const verdict = decideLifecycle({ edition, from: null, to: null })
    return allowed
        ? verdict
        : { ...verdict, verdict: 'refused', reason: 'The contact has no stage, and every contact has one.' }
}

/**
 * Judges a change by its history, and by what its stage needs as far as the CRM can show it: a request to talk may have
 * been made by word of mouth, a deal or the answers may not. With stages that were skipped, what those lack is listed
 * too, so that one task can ask for everything.
 */
export function judgeChange(edition: Edition, change: Change, request: StageRequest): LifecycleVerdict {
    const { from, to, finding } = change
    const breach = finding && finding.kind !== 'back' ? finding : undefined
    const entered = judgeEntry(edition, to, request)
    const parts = { from, to, path: [], clearBefore: [] }
    if (breach) {
        const { kind, rule, reason, source } = breach
        const skipped = breach.missing.map(({ key }) => judgeEntry(edition, key, request))
        const gaps = kind === 'skipped' ? [...skipped, entered].flatMap(({ missing }) => missing) : []
        const missing = [...breach.missing, ...gaps]
        return { ...entered, ...parts, verdict: 'refused', rule, reason, missing, source, advice: null }
    }
    if (entered.verdict === 'refused' && entered.missing.length > 0) return { ...entered, ...parts }
    return {
        ...entered,
        ...parts,
        verdict: 'allowed',
        reason: finding
            ? 'The contact was put back, which the handbook leaves open.'
            : 'No stage was skipped.',
        missing: [],
        advice: finding ? finding.reason : entered.advice
    }
}

/** What a single step into a stage finds. */
function judgeEntry(
    edition: Edition,
    stage: string,
    { evidence, support, answers, text }: StageRequest
): LifecycleVerdict {
    return decideLifecycle({
        edition,
        from: stageBefore(edition, stage),
        to: stage,
        evidence: [...evidence, ...unseen(edition, stage)],
        known: support,
        answers,
        ...(text === undefined ? {} : { text })
    })
}

/** Any stage from which this one is a single step; null when a contact may start with it or nothing leads there. */
function stageBefore({ lifecycle }: Edition, stage: string): string | null {
    const found = Object.entries(lifecycle.transitions).find(([, next]) => next.includes(stage))
    return found?.[0] ?? null
}

/** Evidence that a stage needs and the CRM never shows: a person judged it when making the change. */
export function unseen({ lifecycle }: Edition, stage: string): string[] {
    const { requires = {}, expects = {} } = Object.hasOwn(lifecycle.stages, stage)
        ? (lifecycle.stages[stage] ?? {})
        : {}
    return Object.values({ ...requires, ...expects }).flatMap(({ evidence }) =>
        evidence === undefined || canShow(evidence) ? [] : evidence.slice(0, 1)
    )
}

async function mend(contacts: Contacts, contact: CrmRecord, path: readonly string[], dryRun: boolean) {
    if (path.length === 0) return unchanged(contact)
    try {
        // The first stage lies before the one the contact is in.
        const steps = path.map((key, index) => ({ key, goesBack: index === 0 }))
        return await enterStages(contacts, contact, steps, dryRun)
    } catch (error) {
        if (!isOvertaken(error)) throw error
        throw new NodeError(
            'HUBSPOT_CONFLICT',
            'someone else changed the stage during the review; nothing was written'
        )
    }
}
