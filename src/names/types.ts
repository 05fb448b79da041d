/** The words of the name splitter (facts/names.md). No behaviour here. */

/** Why a result is what it is, or why it is in doubt. */
export type Reason =
    | 'order-unknown'
    | 'single-word'
    | 'initial-only'
    | 'double-surname'
    | 'couple'
    | 'company'
    | 'handle'
    | 'e-mail'
    | 'placeholder'
    | 'suffix-or-name'
    | 'particle-or-given'
    | 'url-stripped'
    | 'too-long'
    | 'mixed-script'
    /** Markup, a template, code or a formula was taken out, or is all there was. */
    | 'markup'
    /** A title without a name. */
    | 'title-only'
    /** Words that are no part of the name (a job, a place, a number) were taken away. */
    | 'extra-text'
    /** The value is not text. */
    | 'not-text'

/** `high` needs nobody, `medium` is probably right, `low` should be looked at. */
export type Level = 'high' | 'medium' | 'low'

export interface SplitOptions {
    /** How the parts stand in the input; `auto` (default) decides by comma, script, surname lists and hints. */
    order?: 'auto' | 'given-first' | 'family-first'
    /** ISO 3166 two-letter code, or a country's English or own name, as a hint to the order. */
    country?: string
    /** When known: a name that only repeats it is no name. */
    username?: string
    /** When known: a name that only repeats it is no name. */
    email?: string
    /** `smart` (default) recases all-caps and all-lower input only; `keep` never does. */
    letterCase?: 'smart' | 'keep'
    /** Where middle names go: a field of their own (default), or joined to first or last. */
    middle?: 'separate' | 'first' | 'last'
    /** Exactly what Google Sheets' split on a space does: first column, second column (rule IMP-05). */
    sheets?: boolean
    /** Confidence below which `review` is set, 0 to 1 (default 0.8). */
    reviewBelow?: number
}

/** Another reading of the same input. */
export interface Alternative {
    first: string
    last: string
}

/** The parts of one name. A part that is unknown is an empty string: blank beats wrong. */
export interface NameParts {
    first: string
    last: string
    middle: string
    title: string
    suffix: string
    nickname: string
    /** The cleaned name in reading order. */
    full: string
    /** How likely first and last are both right, 0 to 1, calibrated by bench/names. */
    confidence: number
    level: Level
    reasons: Reason[]
    /** True when a person should look at it. */
    review: boolean
    alternatives: Alternative[]
}
