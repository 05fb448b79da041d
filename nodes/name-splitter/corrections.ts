import type { NameParts } from '../../src/names'
import { invalidInput, isPlainObject, kindOf } from '../shared'
import { partNames, type PartName, type Settings } from './config'

/** Finds what a person has decided about a name before (IMP-03: corrections win for ever after). */
export type Corrections = (name: string, email: string) => NameParts | null

/**
 * Makes earlier corrections findable by e-mail (in any letter case) and by the exact name as it came; the e-mail wins,
 * because it names one person.
 * @param value an object `{ <name or e-mail>: { firstname, lastname } }`, or rows `{ name, email, firstname, lastname }`
 *     as a review list has them; nothing at all is no corrections
 * @param properties the property each part is written to: a correction may use these names or the parts' own
 * @throws NodeError `INPUT_INVALID` for anything else
 */
export function readCorrections(value: unknown, properties: Settings['properties']): Corrections {
    if (value === undefined || value === null || value === '') return () => null
    const byKey = new Map<string, unknown>()
    if (Array.isArray(value)) {
        for (const row of value) {
            if (!isPlainObject(row) || !isDecided(row, properties)) continue
            if (typeof row.name === 'string') byKey.set(nameKey(row.name), row)
            if (typeof row.email === 'string' && row.email.trim() !== '') byKey.set(emailKey(row.email), row)
        }
    } else if (isPlainObject(value)) {
        for (const [key, entry] of Object.entries(value)) {
            if (isPlainObject(entry) && !isDecided(entry, properties)) continue
            byKey.set(nameKey(key), entry)
            if (key.includes('@')) byKey.set(emailKey(key), entry)
        }
    } else {
        throw invalidInput(`corrections must be an object or an array of rows, not ${kindOf(value)}`)
    }
    return (name, email) => {
        const found = (email && byKey.get(emailKey(email))) || byKey.get(nameKey(name))
        if (found === undefined) return null
        if (!isPlainObject(found))
            throw invalidInput('the correction for this name is not an object with its parts')
        return partsOf(found, properties)
    }
}

/** A row of a review list that nobody has filled in yet corrects nothing. */
function isDecided(row: Record<string, unknown>, properties: Settings['properties']): boolean {
    return partNames.some((part) => readPart(row, part, properties) !== '')
}

function partsOf(row: Record<string, unknown>, properties: Settings['properties']): NameParts {
    const part = (name: PartName) => readPart(row, name, properties)
    const [first, middle, last] = [part('first'), part('middle'), part('last')]
    return {
        first,
        last,
        middle,
        title: part('title'),
        suffix: part('suffix'),
        nickname: part('nickname'),
        full: [first, middle, last].filter((word) => word !== '').join(' '),
        confidence: 1,
        level: 'high',
        reasons: [],
        review: false,
        alternatives: []
    }
}

function readPart(row: Record<string, unknown>, part: PartName, properties: Settings['properties']): string {
    const property = properties.get(part)
    const value = property !== undefined && Object.hasOwn(row, property) ? row[property] : row[part]
    return typeof value === 'string' ? value.trim() : ''
}

function emailKey(email: string): string {
    return `email ${email.trim().toLowerCase()}`
}

/** A review list writes `'=SUM(…)` for a name that a spreadsheet would take for a formula. */
function nameKey(name: string): string {
    return `name ${name.trim().replace(/^'(?=[=+\-@])/, '')}`
}
