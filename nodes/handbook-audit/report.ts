/** What a run tells: a message per finding, and a summary with a table. */
import {
    type AuditFinding,
    choicesInWords,
    type Edition,
    FindingTally,
    type TableRow,
    toCsv
} from '../../src/handbook'
import { type Account, type CallCounts, HubSpotError } from '../../src/hubspot'

/** A finding as it leaves the node, in `msg.payload`. */
export interface ReportedFinding extends Omit<AuditFinding, 'ownerId'> {
    owner: { id: string; name: string } | null
    /** Where a person opens the record; '' for the portal's definitions. */
    url: string
}

/** What leaves the second output when a run ends, in `msg.payload`. */
export interface Summary {
    edition: string
    /** ISO 8601, by the portal's clock. */
    startedAt: string
    endedAt: string
    /** What the next incremental run takes as `since`; a run that was stopped moves it nowhere. */
    cursor: string | null
    /** False when somebody stopped it: what it found until then is told. */
    complete: boolean
    /** The rules that were looked at. */
    rules: string[]
    looked: { contacts: number; deals: number }
    findings: number
    /** Those besides that the node was told to leave. */
    known: number
    byRule: { rule: string; says: string; count: number }[]
    byOwner: { ownerId: string; owner: string; count: number }[]
    /** One line per finding, at most 10,000; `truncated` when there were more. */
    rows: TableRow[]
    truncated: boolean
    /** The rows as CSV. */
    csv: string
    /** Calls that the account made meanwhile. */
    calls: { read: number; search: number; write: number }
}

const columns = ['rule', 'objectType', 'id', 'owner', 'found', 'says', 'fix', 'choices', 'url']
const mostRows = 10_000

/** Gathers what the summary needs: rows up to a limit, and counts. */
export class Report {
    readonly #edition: Edition
    readonly #account: Account
    readonly #calls: CallCounts
    readonly #owners: ReadonlyMap<string, string>
    readonly #tally = new FindingTally()
    readonly #rows: TableRow[] = []
    readonly looked = { contacts: 0, deals: 0 }
    /** Findings that are not told. */
    known = 0

    private constructor(edition: Edition, account: Account, owners: ReadonlyMap<string, string>) {
        this.#edition = edition
        this.#account = account
        this.#calls = { ...account.calls }
        this.#owners = owners
    }

    static async open(edition: Edition, account: Account): Promise<Report> {
        return new Report(edition, account, await ownerNames(account))
    }

    get count(): number {
        return this.#tally.count
    }

    async add(finding: AuditFinding): Promise<ReportedFinding> {
        const { ownerId, ...rest } = finding
        const { objectType, id } = rest
        this.#tally.add(finding)
        const url = objectType === 'portal' ? '' : await this.#account.recordUrl(objectType, id)
        const owner = ownerId === null ? null : { id: ownerId, name: this.#owners.get(ownerId) ?? '' }
        if (this.#rows.length < mostRows)
            this.#rows.push({
                rule: rest.rule,
                objectType,
                id,
                owner: owner === null ? '' : owner.name || owner.id,
                found: rest.found,
                says: rest.says,
                fix: rest.fix === null ? '' : `${rest.fix.node}: ${rest.fix.operation}`,
                choices: choicesInWords(rest.choices),
                url
            })
        return { ...rest, owner, url }
    }

    /** @param since of an incremental run, as it was given */
    end(
        { complete, startedAt, since }: { complete: boolean; startedAt: number; since: number | null },
        rules: readonly string[]
    ): Summary {
        const { calls } = this.#account
        const iso = (time: number) => new Date(time).toISOString()
        return {
            edition: this.#edition.id,
            startedAt: iso(startedAt),
            endedAt: iso(this.#account.now()),
            cursor: complete ? iso(startedAt) : since === null ? null : iso(since),
            complete,
            rules: [...rules],
            looked: { ...this.looked },
            findings: this.#tally.count,
            known: this.known,
            byRule: Object.entries(this.#tally.byRule).map(([rule, count]) => ({
                rule,
                says: this.#edition.rules[rule]?.text ?? '',
                count
            })),
            byOwner: this.#tally.byOwner.map(([ownerId, count]) => ({
                ownerId,
                owner: this.#owners.get(ownerId) ?? '',
                count
            })),
            rows: this.#rows,
            truncated: this.#tally.count > this.#rows.length,
            csv: toCsv(columns, this.#rows),
            calls: {
                read: calls.read - this.#calls.read,
                search: calls.search - this.#calls.search,
                write: calls.write - this.#calls.write
            }
        }
    }
}

/** Names by owner id; none when the token may not read them. */
async function ownerNames(account: Account): Promise<Map<string, string>> {
    try {
        const owners = await account.owners.list()
        return new Map(
            owners.map(({ id, email, firstName, lastName }) => [
                id,
                [firstName, lastName].filter(Boolean).join(' ') || email
            ])
        )
    } catch (error) {
        if (error instanceof HubSpotError && error.code === 'HUBSPOT_SCOPES') return new Map()
        throw error
    }
}
