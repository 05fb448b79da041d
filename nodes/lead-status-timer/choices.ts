/** What the admin route answers and the dialog shows. Types only. */

export interface Choice {
    /** The edition's key. */
    value: string
    label: string
}

export interface StatusChoices {
    events: Choice[]
    statuses: Choice[]
    timers: Choice[]
}
