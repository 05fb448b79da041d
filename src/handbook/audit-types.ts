/** The words of an audit. No behaviour here. */
import type { Activity } from './activities'
import type { CalendarOptions, Instant } from './calendar'
import type { DealFacts } from './deal-checks'
import type { Edition } from './edition'
import type { Answers } from './qualification'

/** A value that a property had, and since when; blank for a clearing. Stages and statuses by key, value or label. */
export interface PastValue {
    readonly value: string | null
    readonly at: Instant
}

/** An activity with the owner it is logged for. */
export type OwnedActivity = Activity & { readonly ownerId?: string | null }

/** What else a verdict on a contact may depend on, and has to be read for it. */
export type ContactNeed = 'stageHistory' | 'statusHistory' | 'outboundHistory' | 'deals' | 'activities'

/** A contact as an audit sees it. What is left out is not known, and held against nobody. */
export interface AuditContact {
    readonly objectType: 'contacts'
    readonly id: string
    readonly ownerId: string | null
    /** As key, portal value or label, as the lead status. */
    readonly stage: string | null
    readonly status: string | null
    readonly firstName?: string | null
    readonly lastName?: string | null
    readonly activationOutbound?: string | null
    /** Keys of the stages that it was ever in. */
    readonly entered?: readonly string[]
    /** How often somebody of ours was in contact, and when last, by the CRM's roll-ups (facts 7). */
    readonly timesContacted?: number
    readonly lastContacted?: Instant | null
    readonly lastReplied?: Instant | null
    /** Whether a subscription is active, where the portal has a property for it. */
    readonly subscribed?: boolean
    readonly stageHistory?: readonly PastValue[]
    readonly statusHistory?: readonly PastValue[]
    readonly outboundHistory?: readonly PastValue[]
    /** Of its deals, whether one is open, was won, was lost. */
    readonly deals?: { readonly open: boolean; readonly won: boolean; readonly lost: boolean }
    readonly activities?: readonly OwnedActivity[]
}

/** What else a verdict on a deal may depend on. */
export type DealNeed = 'contacts' | 'answers' | 'kickOffs'

/** A contact of a deal. */
export interface DealContact {
    readonly id: string
    readonly stage: string | null
    /** Keys of the stages that it was ever in. */
    readonly entered?: readonly string[]
    readonly lastActivity?: Instant | null
    readonly nextActivity?: Instant | null
}

/** A deal of the handbook's pipeline as an audit sees it. */
export interface AuditDeal {
    readonly objectType: 'deals'
    readonly id: string
    readonly ownerId: string | null
    /** As key, portal value or label. */
    readonly stage: string | null
    /** As the portal has it, for a stage that the edition does not have. */
    readonly closed?: 'won' | 'lost' | null
    /** It lies in the recycle bin. */
    readonly archived?: boolean
    /** By the names that the edition gives them. */
    readonly properties: NonNullable<DealFacts['properties']>
    readonly createdAt?: Instant | null
    /** When it entered its stage. */
    readonly stageSince?: Instant | null
    readonly lastActivity?: Instant | null
    readonly nextActivity?: Instant | null
    readonly contacts?: readonly DealContact[]
    readonly answers?: Answers
    readonly kickOffs?: DealFacts['kickOffs']
}

/** What an audit goes by. */
export interface AuditContext {
    readonly edition: Edition
    /** Rule ids that are looked at. */
    readonly rules: ReadonlySet<string>
    /** Milliseconds since 1970. */
    readonly now: number
    readonly calendar?: CalendarOptions
    /** SALES-04: an open deal may be without activity for so long, as ISO 8601. */
    readonly quietFor: string
    /** CT-03: two people who write within this time cross over, as ISO 8601. */
    readonly crossOverWithin: string
    /** Internal name of the property that AO-03 is about, in the portal. */
    readonly outboundProperty?: string
}

/**
 * A message that the right node can carry out. The payload names the record; further fields are the message properties
 * of the same name that the node is to take (`stage`, `evidence`, `status`, `event`, `subject`, `text`).
 */
export interface Fix {
    readonly node:
        'lifecycle-guard' | 'lead-status-timer' | 'name-splitter' | 'hubspot-contact' | 'hubspot-activity'
    /**
     * lifecycle-guard: `apply` a stage, `walk` by evidence, `fill` or `back` as a review repairs · lead-status-timer:
     * `event`, or `set` a status (null clears it) · name-splitter: `split` · hubspot-contact: `update` ·
     * hubspot-activity: `task` for the owner
     */
    readonly operation: 'apply' | 'walk' | 'fill' | 'back' | 'event' | 'set' | 'split' | 'update' | 'task'
    readonly payload: FixRecord | readonly FixRecord[]
    readonly stage?: string
    readonly evidence?: string
    readonly status?: string | null
    readonly event?: string
    readonly subject?: string
    readonly text?: string
}

/** One step of what a person decided: a message as a `Fix`, for more nodes. */
export interface Step {
    readonly node: Fix['node'] | 'deal-stage'
    /**
     * As of a `Fix`; besides, hubspot-activity: `call`, `email`, `meeting`, `note` · deal-stage: `open`, `move`, `won`,
     * `lost`
     */
    readonly operation:
        Fix['operation'] | 'call' | 'email' | 'meeting' | 'note' | 'open' | 'move' | 'won' | 'lost'
    /** null takes the record that the step before gives. */
    readonly payload: FixRecord | null
    readonly stage?: string
    readonly event?: string
    readonly subject?: string
    readonly direction?: 'outgoing' | 'incoming'
    readonly outcome?: string
}

/** One way out of a breach that only a person can take. Its words are English and hold no personal data. */
export interface Choice {
    /** The word that takes it, in a table or a form. */
    readonly decision: string
    readonly label: string
    /** What the person says with it, and the message property that it goes to, such as `status` or `deal.closedate`. */
    readonly takes: readonly { readonly property: string; readonly what: string }[]
    /** What else is told in the message's `text`; null for nothing. */
    readonly text: string | null
    /** One after the other, while each succeeds. */
    readonly steps: readonly Step[]
}

export interface FixRecord {
    readonly id: string
    readonly properties?: Readonly<Record<string, string | null>>
}

/** One breach. Its sentences hold no personal data. */
export interface AuditFinding {
    readonly rule: string
    readonly objectType: 'contacts' | 'deals' | 'portal'
    /** The record; '' for the portal's definitions. */
    readonly id: string
    readonly ownerId: string | null
    /** One English sentence: what is there. */
    readonly found: string
    /** One English sentence: what the handbook says. */
    readonly says: string
    /** null where only a person can mend it. */
    readonly fix: Fix | null
    /** The ways between which a person chooses; none where `fix` mends it, or it is mended in HubSpot's own pages. */
    readonly choices: readonly Choice[]
}
