/** One run over the portal, or over what changed in it. */
import { auditPortal, auditRules, type AuditFinding, type Binding, type Edition } from '../../src/handbook'
import type { Account } from '../../src/hubspot'
import { invalidConfig, toNodeError } from '../shared'
import { daysIn, type AuditSettings } from './config'
import { auditContacts } from './contacts'
import { auditDeals } from './deals'
import { readDefinitions } from './definitions'
import type { Ground } from './ground'
import { Report, type ReportedFinding, type Summary } from './report'

export interface RunInput {
    account: Account
    edition: Edition
    binding: Binding
    settings: AuditSettings
    /** Milliseconds; null audits everything. */
    since: number | null
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
    const { timeZone } = await account.details(options)
    const startedAt = account.now()
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
    const report = await Report.open(edition, account, options)
    const telling = new Set<Promise<void>>()
    const tell = (finding: AuditFinding) => {
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
    let complete = true
    try {
        const portal = await readDefinitions(account, options)
        for (const finding of auditPortal(portal, ground.context)) tell(finding)
        const stages = portal.contacts?.properties.find(({ name }) => name === edition.lifecycle.property)
        const values = (stages?.options ?? []).map(({ value }) => value)
        await Promise.all([
            has('contacts') ? auditContacts(ground, values, listener('contacts')) : undefined,
            has('deals') ? auditDeals(ground, listener('deals')) : undefined
        ])
    } catch (error) {
        if (!signal.aborted || toNodeError(error).code !== 'CLOSED') throw error
        complete = false
    }
    await Promise.all(telling)
    return report.end(
        { complete, startedAt, since },
        rules.map(({ id }) => id)
    )
}

function days(value: string, what: string): string {
    const duration = daysIn(value)
    if (duration === undefined)
        throw invalidConfig(`the days that ${what} are no whole number from 1 to 9999`)
    return duration
}
