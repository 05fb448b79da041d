/** What a deal stage requires, checked against what is known about the deal (rules DS-01 to DS-06, WWW-04). */
import { addDuration, addToDay, type CalendarOptions, dayOf, type Instant, toInstant } from './calendar'
import type { Edition } from './edition'
import type { DealCheck, DealRequirement } from './edition-deals'
import { own } from './find'
import { type Answers, isPlaceholder, missingAnswers } from './qualification'
import { parseDay } from './values'
import type { Missing } from './verdict'

/** What is known about a deal. */
export interface DealFacts {
    /** The deal's own properties, by internal name. */
    readonly properties?: Readonly<Record<string, string | null | undefined>>
    /** The answers known so far, on the deal or its contacts. */
    readonly answers?: Answers
    /** Kick-off meetings of a POC: when, and whether it was held (left out: it is scheduled). */
    readonly kickOffs?: readonly { readonly at: Instant; readonly held?: boolean }[]
    /** Keys of requirements that a person says are met. */
    readonly confirmed?: readonly string[]
    /** Milliseconds since 1970. */
    readonly now: number
    readonly calendar?: CalendarOptions
}

/** A requirement that is not met. */
export interface DealGap {
    readonly rule: string
    readonly label: string
    readonly missing: readonly Missing[]
}

/** The requirements that nothing known meets, in the edition's order. */
export function dealGaps(
    edition: Edition,
    requirements: Readonly<Record<string, DealRequirement>>,
    facts: DealFacts
): DealGap[] {
    return Object.entries(requirements).flatMap(([key, { rule, label, any }]) => {
        if (any.some((check) => isMet(edition, key, check, facts))) return []
        const set = any
            .map(({ questions }) => own(edition.questions, questions ?? ''))
            .find((found) => found !== undefined)
        return [{ rule, label, missing: set ? missingAnswers(set, facts.answers ?? {}) : [{ key, label }] }]
    })
}

/** A check with what it looks at. */
interface Look {
    readonly edition: Edition
    readonly facts: DealFacts
    readonly key: string
    readonly check: DealCheck
    /** The property's value, and as a day. */
    readonly value: string | null | undefined
    readonly day: string | undefined
    readonly today: string
    /** The last day that will do. */
    readonly limit: string | undefined
}

const looks: Readonly<Record<DealCheck['kind'], (look: Look) => boolean>> = {
    answers({ edition, facts, check }) {
        const set = own(edition.questions, check.questions ?? '')
        return set !== undefined && missingAnswers(set, facts.answers ?? {}).length === 0
    },
    date: ({ day }) => day !== undefined,
    dateUntil: ({ day, limit }) => day !== undefined && limit !== undefined && day <= limit,
    dateFrom: ({ day, today, limit }) =>
        day !== undefined && day >= today && (limit === undefined || day <= limit),
    text: ({ value }) => typeof value === 'string' && !isPlaceholder(value),
    meeting: ({ facts, check }) =>
        (facts.kickOffs ?? []).some(({ at, held }) =>
            isNear(toInstant(at), held, check.within ?? 'P0D', facts)
        ),
    confirmed: ({ facts, key }) => facts.confirmed?.includes(key) === true
}

function isMet(edition: Edition, key: string, check: DealCheck, facts: DealFacts): boolean {
    const { now, calendar = {} } = facts
    const value = check.property === undefined ? undefined : own(facts.properties ?? {}, check.property)
    const today = dayOf(now, calendar)
    const limit = check.within === undefined ? undefined : addToDay(today, check.within)
    return looks[check.kind]({
        edition,
        facts,
        key,
        check,
        value,
        day: parseDay(value, calendar),
        today,
        limit
    })
}

/** A meeting that was held, or is scheduled between now and the end of the near future. */
function isNear(
    at: number | undefined,
    held: boolean | undefined,
    within: string,
    facts: DealFacts
): boolean {
    if (at === undefined) return false
    if (at <= facts.now) return held === true
    return held !== false && at <= addDuration(facts.now, within, facts.calendar)
}
