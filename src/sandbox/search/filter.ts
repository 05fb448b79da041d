import { validation } from '../crm/errors'
import type { PropertyDefinition, StoredRecord, View } from '../crm/model'
import type { Portal } from '../crm/portal'
import { reader } from '../crm/read'
import type { RecordStore } from '../crm/store'
import { readInstant } from '../crm/values'
import type { Filter } from './request'
import { containsTokens } from './tokens'

export type Test = (record: StoredRecord) => boolean

/** How the values of one property are compared. */
interface Comparison {
    /** Brings a value to the form that is compared. @returns null when it cannot be one of this type */
    form: (value: string) => string | number | null
    /** The parts that EQ and IN look at: a checkbox list has several. */
    several: boolean
}

/** Turns one filter into a test, with all that can be decided beforehand decided. @throws CrmError 400 */
export function testOf(portal: Portal, store: RecordStore, filter: Filter, view: View): Test {
    const { propertyName } = filter
    if (propertyName.startsWith('associations.'))
        return associationTest(portal, propertyName.slice('associations.'.length), filter)
    const definition = store.definitions.get(propertyName)
    // What an unknown property in a filter gets is not recorded (?).
    if (!definition || definition.archived)
        throw validation(`Property "${propertyName}" does not exist`, {
            errors: [
                {
                    message: `Property "${propertyName}" does not exist`,
                    code: 'PROPERTY_DOESNT_EXIST',
                    context: { propertyName: [propertyName] }
                }
            ]
        })
    return valueTest(reader(store.derived, propertyName, view), comparisonOf(definition), filter)
}

function valueTest(
    read: (record: StoredRecord) => string | undefined,
    how: Comparison,
    filter: Filter
): Test {
    const { operator } = filter
    const has = (test: (value: string) => boolean): Test => {
        return (record) => {
            const value = read(record)
            return value !== undefined && test(value)
        }
    }
    // NEQ and its like meet records without a value, as a search index does (?).
    const hasNot = (test: (value: string) => boolean): Test => {
        return (record) => {
            const value = read(record)
            return value === undefined || !test(value)
        }
    }
    const form = (value: string | undefined) => {
        const formed = how.form(value ?? '')
        if (formed === null) throw validation(`${filter.propertyName} cannot be compared with this value`)
        return formed
    }
    const compared = (test: (formed: string | number) => boolean) =>
        has((value) => {
            const formed = how.form(value)
            return formed !== null && test(formed)
        })
    const isOneOf = (wanted: Set<string | number>) => (value: string) =>
        how.several
            ? value.split(';').some((part) => wanted.has(part))
            : wanted.has(how.form(value) ?? Number.NaN)
    switch (operator) {
        case 'HAS_PROPERTY':
            return has(() => true)
        case 'NOT_HAS_PROPERTY':
            return hasNot(() => true)
        case 'EQ':
            return has(isOneOf(new Set([form(filter.value)])))
        case 'NEQ':
            return hasNot(isOneOf(new Set([form(filter.value)])))
        case 'IN':
            return has(isOneOf(new Set(filter.values.map(form))))
        case 'NOT_IN':
            return hasNot(isOneOf(new Set(filter.values.map(form))))
        case 'LT':
        case 'LTE':
        case 'GT':
        case 'GTE': {
            const bound = form(filter.value)
            if (operator === 'LT') return compared((value) => value < bound)
            if (operator === 'LTE') return compared((value) => value <= bound)
            if (operator === 'GT') return compared((value) => value > bound)
            return compared((value) => value >= bound)
        }
        case 'BETWEEN': {
            const [low, high] = [form(filter.value), form(filter.highValue)]
            return compared((value) => value >= low && value <= high)
        }
        case 'CONTAINS_TOKEN':
            return has(containsTokens(filter.value ?? ''))
        case 'NOT_CONTAINS_TOKEN':
    }
    return hasNot(containsTokens(filter.value ?? ''))
}

/** facts 3: text without regard to case, options with; dates as ms or ISO 8601. */
function comparisonOf({ type, fieldType }: PropertyDefinition): Comparison {
    switch (type) {
        case 'number':
            return {
                several: false,
                form: (value) => (value === '' || Number.isNaN(Number(value)) ? null : Number(value))
            }
        case 'date':
        case 'datetime': {
            const digits = type === 'date' ? 10 : 24
            const form = (value: string) => {
                // Stored values have this form already; it sorts as text.
                if (value.length === digits && value.charCodeAt(4) === 45) {
                    if (type === 'date' || value.endsWith('Z')) return value
                }
                const ms = readInstant(value)
                return ms === null ? null : new Date(ms).toISOString().slice(0, digits)
            }
            return { several: false, form }
        }
        case 'enumeration':
        case 'bool':
            return { several: fieldType === 'checkbox', form: (value) => value }
        case 'string':
        case 'phone_number':
    }
    return { several: false, form: (value) => value.toLowerCase() }
}

/** facts 3: `associations.contact` and its like, compared with ids. */
function associationTest(portal: Portal, name: string, filter: Filter): Test {
    const other = portal.store(name)
    if (!other) throw validation(`associations.${name} cannot be searched`)
    const ids = (record: StoredRecord) => portal.associated(record.id, other.type.name).map(({ id }) => id)
    const wanted = new Set([...filter.values, ...(filter.value === undefined ? [] : [filter.value])])
    switch (filter.operator) {
        case 'HAS_PROPERTY':
            return (record) => ids(record).length > 0
        case 'NOT_HAS_PROPERTY':
            return (record) => ids(record).length === 0
        case 'EQ':
        case 'IN':
            return (record) => ids(record).some((id) => wanted.has(id))
        case 'NEQ':
        case 'NOT_IN':
            return (record) => !ids(record).some((id) => wanted.has(id))
        case 'LT':
        case 'LTE':
        case 'GT':
        case 'GTE':
        case 'BETWEEN':
        case 'CONTAINS_TOKEN':
        case 'NOT_CONTAINS_TOKEN':
    }
    throw validation(`operator ${filter.operator} is not supported for associations.${name}`)
}
