/** Which contacts have to be looked at for which rules: filters for HubSpot's search, and the same in our own words. */
import type { Properties, SearchFilter } from '../../src/hubspot'
import { hubSpotNames, text, type Ground } from './ground'

/** Contacts that some of the rules may be against. */
export interface Slice {
    filters: SearchFilter[]
    /** Whether a contact with these properties is of the slice. */
    matches(properties: Properties): boolean
}

/** A search that HubSpot takes (facts/hubspot.md 3): at most five groups, with room for paging by id. */
export type Query = readonly Slice[]

const mostGroups = 5

/**
 * The searches that together find every contact which a chosen rule may be against, and few besides. With `since` the
 * rules that depend on the record alone look only at what changed; a clock that runs out changes nothing in the record, so
 * contacts whose verdict may change by itself are read in every run.
 * @param stageValues every value of the stage property that the portal has
 */
export function contactQueries(ground: Ground, stageValues: readonly string[]): Query[] {
    const slices = contactSlices(ground, stageValues)
    const queries: Query[] = []
    for (let at = 0; at < slices.length; at += mostGroups) queries.push(slices.slice(at, at + mostGroups))
    return queries
}

/** Whether an earlier search has found this contact already. */
export function isOfEarlier(queries: readonly Query[], index: number, properties: Properties): boolean {
    return queries.slice(0, index).some((query) => query.some((slice) => slice.matches(properties)))
}

function contactSlices(ground: Ground, stageValues: readonly string[]): Slice[] {
    const { context, since } = ground
    const { rules, edition } = context
    const { lifecycle, leadStatus } = edition
    const has = (...ids: string[]): boolean => ids.some((id) => rules.has(id))
    const changed = since === null ? [] : [changedSince(since)]
    const slices: Slice[] = []
    const add = (...parts: Slice[]) => void slices.push(joined(parts))

    const byItself = stagesFor(ground, stageValues)
    const lasting = stagesThatMayChange(ground)
    const always = since === null ? [...new Set([...byItself, ...lasting])] : lasting
    if (always.length > 0) add(isOneOf(lifecycle.property, always))
    if (since !== null && byItself.length > 0) add(isOneOf(lifecycle.property, byItself), ...changed)
    if (!lifecycle.blank.allowed && has(lifecycle.blank.rule)) add(isEmpty(lifecycle.property), ...changed)
    const anyStatus = has(leadStatus.setRule) || (!leadStatus.who.any && has(leadStatus.who.rule))
    if (anyStatus) add(isSet(leadStatus.property), ...changed)
    if (leadStatus.who.any && hasStatusRules(ground)) add(isSet(leadStatus.property))
    if (has('IMP-03')) add(isSet('lastname'), isEmpty('firstname'), ...changed)
    const { outboundProperty } = context
    if (has('AO-03') && outboundProperty !== undefined) add(isSet(outboundProperty), ...changed)
    if (has('CT-03')) {
        const days = Number.parseInt(context.crossOverWithin.slice(1), 10)
        const from = context.now - days * 86_400_000
        add(isSince(hubSpotNames.lastContacted, from), isAtLeast(hubSpotNames.timesContacted, 2))
    }
    return slices
}

/** Values of the stages in which the contact's own record may break a rule. */
function stagesFor({ context, binding }: Ground, stageValues: readonly string[]): string[] {
    const { edition, rules } = context
    const { lifecycle, leadStatus } = edition
    const wanted = new Set<string>()
    if (!lifecycle.skips.allowed && rules.has(lifecycle.skips.rule))
        for (const key of lifecycle.order)
            if (!lifecycle.first.includes(key) && !lifecycle.fromAny.includes(key)) wanted.add(key)
    for (const { to, rule } of Object.values(lifecycle.forbidden)) if (rules.has(rule)) wanted.add(to)
    const sales = [leadStatus.who.rule, 'LC-03', 'LC-13', 'LS-06']
    if (sales.some((id) => rules.has(id))) for (const key of salesStages(edition)) wanted.add(key)
    const known = new Set(Object.values(binding.lifecycleStages))
    const unknown = rules.has(lifecycle.setRule) ? stageValues.filter((value) => !known.has(value)) : []
    return [...bound(binding.lifecycleStages, wanted), ...unknown]
}

/** Values of the stages whose verdict also depends on the time, or on activities and deals. */
function stagesThatMayChange({ context, binding }: Ground): string[] {
    const { edition, rules } = context
    const wanted = new Set<string>()
    if (hasStatusRules({ context })) for (const key of salesStages(edition)) wanted.add(key)
    if (rules.has('LC-14')) wanted.add('opportunity')
    if (rules.has('LC-17')) wanted.add('customer')
    return bound(binding.lifecycleStages, wanted)
}

/** Rules on statuses that depend on what was logged, on deals, or on the time. */
function hasStatusRules({ context: { edition, rules } }: Pick<Ground, 'context'>): boolean {
    const { values, timers } = edition.leadStatus
    const ids = [
        ...Object.values(values).flatMap(({ requires, expects }) =>
            Object.values({ ...requires, ...expects }).map(({ rule }) => rule)
        ),
        ...Object.values(timers).map(({ rule }) => rule)
    ]
    return ids.some((id) => rules.has(id))
}

function salesStages({ leadStatus }: Ground['edition']): string[] {
    return [...leadStatus.who.must, ...Object.keys(leadStatus.who.only)]
}

function bound(values: Readonly<Record<string, string>>, keys: ReadonlySet<string>): string[] {
    return [...keys].flatMap((key) => values[key] ?? [])
}

function joined(parts: readonly Slice[]): Slice {
    return {
        filters: parts.flatMap(({ filters }) => filters),
        matches: (properties) => parts.every((part) => part.matches(properties))
    }
}

const isOneOf = (propertyName: string, values: string[]): Slice => ({
    filters: [{ propertyName, operator: 'IN', values }],
    matches: (properties) => values.includes(properties[propertyName] ?? '')
})
const isSet = (propertyName: string): Slice => ({
    filters: [{ propertyName, operator: 'HAS_PROPERTY' }],
    matches: (properties) => text(properties, propertyName) !== null
})
const isEmpty = (propertyName: string): Slice => ({
    filters: [{ propertyName, operator: 'NOT_HAS_PROPERTY' }],
    matches: (properties) => text(properties, propertyName) === null
})
const isSince = (propertyName: string, from: number): Slice => ({
    filters: [{ propertyName, operator: 'GTE', value: new Date(from).toISOString() }],
    matches: (properties) => timeOf(properties[propertyName]) >= from
})
const isAtLeast = (propertyName: string, least: number): Slice => ({
    filters: [{ propertyName, operator: 'GTE', value: String(least) }],
    matches: (properties) => Number(properties[propertyName] ?? Number.NaN) >= least
})
const changedSince = (since: number): Slice => isSince(hubSpotNames.contactModified, since)

function timeOf(value: string | null | undefined): number {
    return value === null || value === undefined || value === '' ? Number.NaN : Date.parse(value)
}
