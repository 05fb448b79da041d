// The cases written by hand for the unit tests, as groups of the benchmark.
import * as messy from '../../test/unit/names/cases/messy'
import type { Row } from '../../test/unit/names/cases/row'
import * as western from '../../test/unit/names/cases/western'
import * as world from '../../test/unit/names/cases/world'
import type { Case } from './score'

/** Every table is a part of its file's group. */
export function writtenCases(): Case[] {
    const { notNames, ...messyTables } = messy
    const tables = { 'written: western': western, 'written: world': world, 'written: messy': messyTables }
    const rows = Object.entries(tables).flatMap(([group, parts]) =>
        Object.entries(parts as Record<string, Row[]>).flatMap(([part, cases]) =>
            cases.map((row) => caseOf(group, part, row))
        )
    )
    const blanks = notNames.map((input) => ({
        group: 'written: messy',
        part: 'notNames',
        input,
        first: '',
        last: ''
    }))
    return [...rows, ...blanks]
}

function caseOf(group: string, part: string, [input, first, last, ...rest]: Row): Case {
    const others: [string, string][] = []
    for (let at = 0; at + 1 < rest.length; at += 2) others.push([rest[at] ?? '', rest[at + 1] ?? ''])
    return { group, part, input, first, last, others }
}
