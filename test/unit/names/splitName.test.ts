import assert from 'node:assert/strict'
import { splitName } from '../../../src/names'
import { additions, found, notNames, singles } from './cases/messy'
import type { Row } from './cases/row'
import { commas, letterCase, particles, people, titles } from './cases/western'
import { eastAsian, otherScripts, patronymics, surnameFirst } from './cases/world'

/** Middle names and the suffix may go with either neighbour (facts/names.md). */
function isRight(input: string, first: string, last: string): boolean {
    const out = splitName(input)
    const firsts = [out.first, `${out.first} ${out.middle}`]
    const lasts = [out.last, `${out.middle} ${out.last}`, `${out.last} ${out.middle}`]
    const same = (list: string[], wanted: string) =>
        list.some((one) => one.trim().toLowerCase() === wanted.toLowerCase())
    return same(firsts, first) && same(lasts, last)
}

function readings([, first, last, ...rest]: Row): [string, string][] {
    const pairs: [string, string][] = [[first, last]]
    for (let at = 0; at + 1 < rest.length; at += 2) pairs.push([rest[at] ?? '', rest[at + 1] ?? ''])
    return pairs
}

function table(title: string, rows: Row[]): void {
    describe(title, () => {
        for (const row of rows) {
            it(JSON.stringify(row[0]), () => {
                const { first, middle, last } = splitName(row[0])
                const wanted = readings(row)
                assert.ok(
                    wanted.some(([one, two]) => isRight(row[0], one, two)),
                    `${first} | ${middle} | ${last} instead of ${wanted[0]?.join(' | ')}`
                )
            })
        }
    })
}

describe('names: splitName fills First Name and Last Name (IMP-01)', () => {
    table('people of Europe and America', people)
    table('particles, double surnames, compound given names', particles)
    table('titles and suffixes', titles)
    table('surname, comma, given name', commas)
    table('Chinese, Japanese and Korean writing', eastAsian)
    table('Vietnamese, Hungarian and romanised East Asian names', surnameFirst)
    table('patronymics and Cyrillic', patronymics)
    table('other scripts', otherScripts)
    table('what people add to their name', additions)
    table('one word (IMP-03)', singles)
    table('found by trying to break it', found)

    describe('letter case: only capitals or small letters throughout are changed', () => {
        for (const [input, first, last] of letterCase) {
            it(input, () => {
                const out = splitName(input)
                assert.deepEqual([out.first, out.last], [first, last])
            })
        }
    })

    describe('what is no person’s name stays blank, because blank beats wrong', () => {
        for (const input of notNames) {
            it(JSON.stringify(input), () => {
                const out = splitName(input)
                assert.deepEqual([out.first, out.middle, out.last], ['', '', ''])
            })
        }
    })
})
