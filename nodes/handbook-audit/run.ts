/** One run over the portal, or over what changed in it. */
import {
    type AuditFinding,
    auditPortal,
    auditRules,
    type Binding,
    type Edition,
    type Known,
    type PortalDefinitions
} from '../../src/handbook'
import type { Account } from '../../src/hubspot'
import { invalidConfig, readPortal, toNodeError } from '../shared'
import { daysIn, type AuditSettings } from './config'
import { auditContacts } from './contacts'
import { auditDeals } from './deals'
import type { Ground } from './ground'
import { Report, type ReportedFinding, type Summary } from './report'

export interface RunInput {
    account: Account
    edition: Edition
    binding: Binding
    settings: AuditSettings
    /** Milliseconds; null audits everything. */
    since: number | null
    /** What people know of: counted, and not told. */
    known: Known
    signal: AbortSignal
    found(finding: ReportedFinding): void
    /** How far it has come. */
    progress(looked: number, findings: number): void
}

/** Changes of the last minutes are looked at again, because a search lags behind (facts/hubspot.md 3). */
const overlap = 5 * 60_000

/**
 * Audits, telling each finding as it comes.
 * @returns what came of it, also when the signal ended it
 * @throws NodeError `CONFIG_INVALID`, HubSpotError
 */
export async function run(input: RunInput): Promise<Summary> {
    const { account, edition, binding, settings, since, signal } = input
    const options = { signal }
    // The portal's clock is as its last answer told, so that is asked for first.
    const read = await unlessStopped(signal, readPortal(account, { ...options, fresh: true }))
    const startedAt = account.now()
    const { timeZone } = await account.details()
    const rules = auditRules(edition).filter(({ id }) => !settings.without.includes(id))
    const ground: Ground = {
        account,
        edition,
        binding,
        context: {
            edition,
            rules: new Set(rules.map(({ id }) => id)),
            now: startedAt,
            calendar: { timeZone },
            quietFor: days(settings.quietDays, 'an open deal may be quiet'),
            crossOverWithin: days(settings.crossOverDays, 'people may cross over'),
            ...(binding.properties.activationOutbound !== undefined && {
                outboundProperty: binding.properties.activationOutbound
            })
        },
        since: since === null ? null : since - overlap,
        subscription: settings.subscription.trim(),
        options
    }
    const report = await Report.open(edition, account)
    const telling = new Set<Promise<void>>()
    const tell = (finding: AuditFinding) => {
        if (input.known(finding)) {
            report.known += 1
            return
        }
        const told = report.add(finding).then(input.found)
        telling.add(told)
        void told.finally(() => telling.delete(told)).catch(() => undefined)
    }
    const listener = (type: 'contacts' | 'deals') => ({
        looked(count: number) {
            report.looked[type] += count
            input.progress(report.looked.contacts + report.looked.deals, report.count)
        },
        found: tell
    })
    const has = (type: 'contacts' | 'deals' | 'portal') => rules.some(({ of }) => of.includes(type))
    const audit = async (definitions: PortalDefinitions): Promise<true> => {
        const known = definitions.contacts?.properties
        if (ground.subscription !== '' && known && !known.some(({ name }) => name === ground.subscription))
            throw invalidConfig('the portal does not have the property that is to show a subscription')
        for (const finding of auditPortal(definitions, ground.context)) tell(finding)
        const stages = definitions.contacts?.properties.find(
            ({ name }) => name === edition.lifecycle.property
        )
        const values = (stages?.options ?? []).map(({ value }) => value)
        // One after the other: HubSpot's limit sets the pace, and half as much waits in memory.
        if (has('contacts')) await auditContacts(ground, values, listener('contacts'))
        if (has('deals')) await auditDeals(ground, listener('deals'))
        return true
    }
    const complete = read !== null && (await unlessStopped(signal, audit(read.portal))) === true
    await Promise.all(telling)
    return report.end(
        { complete, startedAt, since },
        rules.map(({ id }) => id)
    )
}

/** What a piece of work gives; null when a reset or a close ended it. @throws what else it throws */
async function unlessStopped<T>(signal: AbortSignal, work: Promise<T>): Promise<T | null> {
    try {
        return await work
    } catch (error) {
        if (!signal.aborted || toNodeError(error).code !== 'CLOSED') throw error
        return null
    }
}

function days(value: string, what: string): string {
    const duration = daysIn(value)
    if (duration === undefined)
        throw invalidConfig(`the days that ${what} are no whole number from 1 to 9999`)
    return duration
}
