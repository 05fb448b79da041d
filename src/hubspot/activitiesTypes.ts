/** The words of activities (facts/hubspot.md 7) that src/hubspot shares with its callers. No behaviour here. */
import type { CrmRecord, OperationOptions, Place, PropertyInput, WriteResult } from './types'

/** A kind of activity, in HubSpot's plural, as it names the object type. */
export type ActivityType = 'notes' | 'emails' | 'calls' | 'meetings' | 'tasks'

/** Where an activity can be logged. */
export interface ActivityPlace extends Place {
    objectType: 'contacts' | 'deals'
}

/** What is to be logged. A blank field is left out; one that the type does not know is not looked at. */
export interface ActivityDraft {
    type: ActivityType
    /** The body. A note needs one, everything else a text or a title. */
    text?: PropertyInput
    /** The text is HTML as it is; otherwise it is text, and escaped where HubSpot wants HTML. */
    isHtml?: boolean
    /** Subject of an e-mail, title of a call, a meeting or a task, which needs one. */
    subject?: PropertyInput
    /** When it was, begins, or (a task) is due: ms since 1970. Now, when left out; a task needs it. */
    at?: number
    /** That `at` says when this one happened, and so tells it from another with the same words. */
    isTimeTold?: boolean
    ownerId?: string
    /** E-mails, which need one, and calls: `outgoing`, `incoming`, for e-mails `forwarded`, or HubSpot's own values. */
    direction?: unknown
    /** Calls and meetings: a known outcome by its label (`No answer`) or HubSpot's value. */
    outcome?: unknown
    /** Calls and meetings: ms. */
    duration?: number
    location?: PropertyInput
    /** E-mails: an address or several. */
    from?: unknown
    to?: unknown
    /** Tasks: `low`, `medium`, `high`. */
    priority?: unknown
    /** Tasks: `todo`, `call`, `email`. */
    taskType?: unknown
    /** What this activity is told from others by; without one, by what it says. */
    reference?: unknown
}

/** An activity as HubSpot holds it. */
export interface Activity extends CrmRecord {
    objectType: ActivityType
}

export interface LogOutcome {
    activity: Activity
    /** False when it was there already. */
    created: boolean
    /** Records that it was put on besides, because it was there but not on all of them. */
    spread: boolean
    /** True when nothing was sent: the operation asked for it, or the account is read only. */
    dryRun: boolean
}

export interface LogOptions extends OperationOptions {
    /** Decide and report, send nothing. */
    dryRun?: boolean
}

export interface ActivityListOptions extends OperationOptions {
    types?: readonly ActivityType[]
    /** Only the latest so many. */
    limit?: number
}

/** Activities on contacts and deals. What several ask for in one tick becomes batch calls. */
export interface ActivityStore {
    /**
     * Logs an activity on records, in one call, unless the first of them has it already (docs/decisions/0120). One that
     * is there is put on those of the records that lack it.
     * @throws HubSpotError `INPUT_INVALID` before any call when the draft can not be logged
     */
    log(places: readonly ActivityPlace[], draft: ActivityDraft, options?: LogOptions): Promise<LogOutcome>
    /** What is logged on a record, latest first. */
    list(place: ActivityPlace, options?: ActivityListOptions): Promise<Activity[]>
    /** Marks a task as done. @throws HubSpotError `HUBSPOT_NOT_FOUND` */
    complete(taskId: string, options?: LogOptions): Promise<WriteResult>
}

/** A user of the portal that records can belong to. */
export interface Owner {
    /** What `hubspot_owner_id` takes; not the user's id. */
    id: string
    email: string
    firstName: string
    lastName: string
}

/** Owners; the list is kept for five minutes, and asked for again before one counts as unknown. */
export interface OwnerStore {
    list(options?: OperationOptions): Promise<Owner[]>
    /** @param name an owner's id or e-mail @throws HubSpotError `INPUT_INVALID` when the portal has no such owner */
    find(name: string, options?: OperationOptions): Promise<Owner>
}
