import type { NameParts } from '../../src/names'
import { score, type Case } from './score'

/** What the splitter made of a group of cases. */
export interface Tally {
    cases: number
    first: number
    both: number
    flagged: number
    unflaggedFirst: number
    failing: string[]
}

/** Confidence said, and how often first and both were right. */
export type Calibration = Map<number, { cases: number; first: number; both: number }>

export interface Result {
    groups: Map<string, Tally>
    calibration: Calibration
}

/** Splits all cases and counts, by group and by the confidence that was said. */
export function tally(cases: Case[], split: (input: unknown) => NameParts): Result {
    const groups = new Map<string, Tally>()
    const calibration: Calibration = new Map()
    for (const one of cases) {
        const out = split(one.input)
        const right = score(out, one)
        count(groups, one, out, right)
        const level = calibration.get(out.confidence) ?? { cases: 0, first: 0, both: 0 }
        level.cases++
        if (right.first) level.first++
        if (right.both) level.both++
        calibration.set(out.confidence, level)
    }
    return { groups, calibration }
}

function count(
    groups: Map<string, Tally>,
    one: Case,
    out: NameParts,
    right: { first: boolean; both: boolean }
): void {
    const group = groups.get(one.group) ?? {
        cases: 0,
        first: 0,
        both: 0,
        flagged: 0,
        unflaggedFirst: 0,
        failing: []
    }
    groups.set(one.group, group)
    group.cases++
    if (right.first) group.first++
    if (right.both) group.both++
    if (out.review) group.flagged++
    else if (right.first) group.unflaggedFirst++
    if (right.both) return
    const wanted = `${one.first} | ${one.last}`
    group.failing.push(
        `${one.part ?? ''}: \`${String(one.input).slice(0, 60)}\` gave ${out.first} | ${out.last}, wanted ${wanted}`
    )
}

/** A percentage with two digits behind the point. */
export function percent(part: number, whole: number): string {
    return whole === 0 ? '–' : ((100 * part) / whole).toFixed(2)
}
