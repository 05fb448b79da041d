/** What stands in front of a stage, and what of it is still lacking. */
import type { Edition, Requirement } from './edition'
import { own } from './find'
import { type Answers, missingAnswers } from './qualification'
import type { Missing } from './verdict'

/** A requirement that nothing known meets. */
export interface Gap {
    readonly rule: string
    readonly label: string
    readonly missing: readonly Missing[]
}

/** What is known about a contact when it stands at a gate. */
export interface Known {
    readonly edition: Edition
    /** Keys of the edition's evidence. */
    readonly evidence: ReadonlySet<string>
    readonly answers: Answers
}

/** The requirements that nothing known meets, in the edition's order. */
export function gapsIn(known: Known, requirements: Readonly<Record<string, Requirement>> = {}): Gap[] {
    return Object.entries(requirements).flatMap(([key, requirement]) => {
        const { label, rule, evidence, questions } = requirement
        const set = questions === undefined ? undefined : own(known.edition.questions, questions)
        if (set) {
            const missing = missingAnswers(set, known.answers)
            return missing.length > 0 ? [{ rule, label, missing }] : []
        }
        if (evidence?.some((kind) => known.evidence.has(kind))) return []
        const instead = Object.entries(requirement.not ?? {}).find(([kind]) => known.evidence.has(kind))
        return [{ rule: instead?.[1] ?? rule, label, missing: [{ key, label }] }]
    })
}
