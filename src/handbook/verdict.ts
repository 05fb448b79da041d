/** What every decision of the handbook answers with: the shape of `msg.handbook`. */
import type { Edition } from './edition'

/** Something a record lacks: a stage that was passed over, evidence, an answer, a deal's date. */
export interface Missing {
    /** The key in the edition. */
    readonly key: string
    /** As a person would say it. */
    readonly label: string
}

/** A decision, with the rule it rests on. */
export interface Verdict {
    readonly verdict: 'allowed' | 'refused' | 'unchanged' | 'due'
    /** The rule's id in this edition, such as `LC-02`. */
    readonly rule: string
    /** The edition's id. */
    readonly edition: string
    /** Key of the stage or status the record has, or what it was given as when the edition has no such; null is none. */
    readonly from: string | null
    /** Key of the one that was asked for, or that the evidence makes. */
    readonly to: string | null
    /** What may be entered, in order. With a refusal: how far a walk gets before the gate that refuses. */
    readonly path: readonly string[]
    readonly missing: readonly Missing[]
    /** One English sentence or two. */
    readonly reason: string
    /** What experience says although the handbook leaves it open; null when there is nothing to say. */
    readonly advice: string | null
    /** The page that the rule is from. */
    readonly source: string
}

/** The parts of a verdict that a decision fills in; the rest follows from the edition. */
export type VerdictParts = Pick<Verdict, 'verdict' | 'rule' | 'reason' | 'to' | 'from'> &
    Partial<Pick<Verdict, 'path' | 'missing' | 'advice'>>

/** Completes a verdict with the edition's id and the rule's source. */
export function makeVerdict(edition: Edition, parts: VerdictParts): Verdict {
    return {
        path: [],
        missing: [],
        advice: null,
        ...parts,
        edition: edition.id,
        source: sourceOf(edition, parts.rule)
    }
}

/** The first of the edition's sources that states the rule, as a key and its title. */
export function sourceOf(edition: Edition, rule: string): string {
    const key = edition.rules[rule]?.sources.find((source) => Object.hasOwn(edition.sources, source))
    return key === undefined ? edition.title : `${key}: ${edition.sources[key]?.title}`
}

/** Advice and the rule it rests on. */
export interface Advice {
    readonly rule: string
    readonly text: string
}

/** The first piece of advice that this edition is strict about. */
export function strictAdvice(edition: Edition, advice: readonly Advice[]): Advice | undefined {
    return advice.find(({ rule }) => Object.hasOwn(edition.strict, rule) && edition.strict[rule])
}

/** Advice as a verdict carries it. */
export function adviceText(advice: readonly Advice[]): string | null {
    return advice.length > 0 ? advice.map(({ text }) => text).join(' ') : null
}

/** Joins labels as a sentence does: `A`, `A and B`, `A, B and C`. */
export function sentenceList(labels: readonly string[]): string {
    if (labels.length < 2) return labels.join('')
    return `${labels.slice(0, -1).join(', ')} and ${labels.at(-1)}`
}

/** A label in the middle of a sentence: `An open deal` becomes `an open deal`, `SPICED` stays. */
export function inSentence(label: string): string {
    return /^[A-Z][a-z ]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label
}
