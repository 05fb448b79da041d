import type { AuditFinding, Binding, Edition } from '../../src/handbook'
import type { Account } from '../../src/hubspot'
import { invalidConfig } from './errors'

/** One audit of a portal against every rule of an edition that can be audited. */
export interface Audit {
    account: Account
    edition: Edition
    /** Null binds the edition to what the portal has. */
    binding: Binding | null
    /** Ends it. */
    signal: AbortSignal
    /** Told of each breach as it is found; the owner by name where the token may read it. */
    found(finding: Omit<AuditFinding, 'ownerId'> & { owner: { id: string; name: string } | null }): void
    /** How many records were looked at so far. */
    progress(looked: number): void
}

/** What came of it. */
export interface Audited {
    /** ISO 8601, by the portal's clock. */
    startedAt: string
    /** Records that were looked at. */
    looked: number
}

/** @throws HubSpotError, or a NodeError `CLOSED` when its signal ended it */
export type Auditor = (audit: Audit) => Promise<Audited>

let provided: Auditor | null = null

/** Called by handbook-audit, which alone knows how to audit. */
export function provideAuditor(auditor: Auditor): void {
    provided = auditor
}

/** @throws NodeError `CONFIG_INVALID` when handbook-audit is not loaded */
export function lendAuditor(): Auditor {
    if (!provided) throw invalidConfig('the node handbook-audit is not loaded')
    return provided
}
