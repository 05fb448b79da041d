/** What a person may decide about a breach that no machine can mend, and how that is then carried out. */
import { auditedAs } from './audit-deal'
import type { AuditContact, AuditDeal, AuditFinding, Choice, Step } from './audit-types'
import type { Edition } from './edition'
import type { DealRequirement } from './edition-deals'
import { keyOf, own } from './find'
import { inSentence } from './verdict'

type Kind = Omit<Choice, 'steps'> & { readonly steps: readonly Omit<Step, 'payload'>[] }

const guard = 'lifecycle-guard'
const timer = 'lead-status-timer'
const activity = 'hubspot-activity'
const deal = 'deal-stage'

const owner: Kind = {
    decision: 'owner',
    label: 'Give it an owner',
    takes: [{ property: 'owner', what: "the owner's e-mail or id" }],
    text: null,
    steps: [{ node: 'hubspot-contact', operation: 'update' }]
}

const stage: Kind = {
    decision: 'stage',
    label: 'Put the contact into the stage that is true',
    takes: [{ property: 'stage', what: 'a lifecycle stage' }],
    text: null,
    steps: [{ node: guard, operation: 'apply' }]
}

const status: Kind = {
    decision: 'status',
    label: 'Set the lead status that is true',
    takes: [{ property: 'status', what: 'a lead status' }],
    text: 'why',
    steps: [{ node: timer, operation: 'set' }]
}

/** Logs what happened and nobody logged, now unless a time is told. */
function logged(decision: string, label: string, ...steps: Kind['steps']): Kind {
    const takes = [{ property: 'time', what: 'when, or nothing for now' }]
    return { decision, label, takes, text: 'what was said', steps }
}

const call = { node: activity, operation: 'call', subject: 'Call', outcome: 'no answer' } as const
const email = { node: activity, operation: 'email', subject: 'E-mail', direction: 'outgoing' } as const
const reachedOut = { node: timer, operation: 'event', event: 'outreach' } as const
const ourEmail = logged('email', 'We wrote: log the e-mail', email)
const ourCall = logged('call', 'We called and nobody answered: log the call', call)

/** A deal that nobody entered, with the answers that it needs in a note (WWW-04). */
function entered(label: string, ...more: Kind['steps']): Kind {
    return {
        decision: 'deal',
        label,
        takes: [
            { property: 'deal.name', what: 'the name of the deal' },
            { property: 'deal.closedate', what: 'its close date' }
        ],
        text: 'the answers that a deal needs, each below its question',
        steps: [{ node: activity, operation: 'note' }, { node: deal, operation: 'open' }, ...more]
    }
}

const kinds: Readonly<Record<string, readonly Kind[]>> = {
    'CT-03 contacts': [owner],
    'LC-03 contacts': [owner],
    'LS-06 contacts': [owner],
    'LC-14 contacts': [entered('There is a deal: enter it'), stage],
    'LC-17 contacts': [
        entered('They bought: enter the deal as won', { node: deal, operation: 'won' }),
        stage
    ],
    'LC-22 contacts': [stage],
    'LS-04 contacts': [status],
    'LS-11 contacts': [status],
    'LS-07 contacts': [
        logged('call', 'We called: log it, which sets Attempted to contact', call, reachedOut),
        logged('email', 'We wrote: log it, which sets Attempted to contact', email, reachedOut),
        status
    ],
    'LS-08 contacts': [ourEmail, ourCall, status],
    'LS-09 contacts': [
        logged('reply', 'They answered: log the e-mail', { ...email, direction: 'incoming' }),
        status
    ],
    'LS-10 contacts': [logged('call', 'We talked: log the call', { ...call, outcome: 'connected' }), status],
    'LC-20 deals': [
        {
            decision: 'lost',
            label: 'Close the deal as lost',
            takes: [{ property: 'deal.closed_lost_reason', what: 'why it was lost' }],
            text: null,
            steps: [{ node: deal, operation: 'lost' }]
        }
    ]
}

const dealStage: Kind = {
    decision: 'stage',
    label: 'Put the deal into the stage that is true',
    takes: [{ property: 'stage', what: 'a deal stage' }],
    text: null,
    steps: [{ node: deal, operation: 'move' }]
}

/** What an open deal lacks is met where the edition looks for it. */
function meeting({ label, any }: DealRequirement): Kind[] {
    // What a person's word could meet an audit does not ask for.
    if (any.some(({ kind }) => kind === 'confirmed')) return []
    return any.flatMap(({ kind, property }): Kind[] => {
        if (kind === 'answers')
            return [
                {
                    decision: 'note',
                    label: 'Note the answers',
                    takes: [],
                    text: 'the answers, each below its question',
                    steps: [{ node: activity, operation: 'note' }]
                }
            ]
        if (kind === 'meeting') {
            const held = { subject: 'POC kick-off', outcome: 'completed' }
            return [
                logged('meeting', 'The POC kick-off was held: log it', {
                    node: activity,
                    operation: 'meeting',
                    ...held
                })
            ]
        }
        if (property === undefined) return []
        return [
            {
                decision: property,
                label: `Fill in ${property}`,
                takes: [{ property: `deal.${property}`, what: inSentence(label) }],
                text: null,
                steps: [{ node: deal, operation: 'move' }]
            }
        ]
    })
}

/**
 * The ways out of a breach between which only a person can choose; none where a machine can mend it alone, or where it is
 * mended in HubSpot's own pages: the portal's definitions, a deal in the recycle bin.
 * @param breach with `fix` null, or the task that asks its owner
 */
export function choicesFor(
    record: AuditContact | AuditDeal,
    { rule, fix }: Pick<AuditFinding, 'rule' | 'fix'>,
    edition: Edition
): Choice[] {
    if (fix !== null && fix.operation !== 'task') return []
    const { objectType, id } = record
    const choices = objectType === 'deals' ? ofDeal(record, rule, edition) : own(kinds, `${rule} contacts`)
    const inStage = objectType === 'deals' ? keyOf(edition.deals.stages, record.stage) : null
    return (choices ?? []).map((kind) => ({
        ...kind,
        steps: kind.steps.map((step, index) => {
            const isOfMade = index > 0 && step.operation === 'won'
            const stays = step.operation === 'move' && kind !== dealStage
            return { ...step, payload: isOfMade ? null : { id }, ...(stays && inStage && { stage: inStage }) }
        })
    }))
}

function ofDeal(record: AuditDeal, rule: string, edition: Edition): readonly Kind[] {
    const { deals } = edition
    const stage = own(deals.stages, keyOf(deals.stages, record.stage) ?? '')
    // A closed deal is over: what it lacked is for nobody to fill in.
    if (record.archived || (stage ? stage.closed : record.closed)) return []
    if (rule === deals.rule && !stage) return [dealStage]
    const required = Object.values({ ...deals.opening.requires, ...stage?.requires })
    return [
        ...(own(kinds, `${rule} deals`) ?? []),
        ...required.filter((one) => auditedAs(edition, one.rule) === rule).flatMap(meeting)
    ]
}

/** Choices as one cell of a table: `owner: Give it an owner (value: the owner's e-mail or id) | ...`. */
export function choicesInWords(choices: readonly Choice[]): string {
    return choices
        .map(({ decision, label, takes, text }) => {
            const needs = [
                ...(takes.length > 0 ? [`value: ${takes.map(({ what }) => what).join('; ')}`] : []),
                ...(text === null ? [] : [`text: ${text}`])
            ]
            return `${decision}: ${label}${needs.length > 0 ? ` (${needs.join(', ')})` : ''}`
        })
        .join(' | ')
}
