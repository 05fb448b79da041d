import { bindPortal, type Binding, type Edition } from '../../src/handbook'
import type { Account } from '../../src/hubspot'
import { readPortal } from '../shared'

/** As long as the account keeps its definitions of properties. */
const keptFor = 5 * 60_000

interface Kept {
    at: number
    generation: number
    binding: Promise<Binding>
}

/** Bindings older than the last change that this process made to a portal count no more. */
let generation = 0

/** Makes every handbook of this process ask its portals anew. */
export function forgetBindings(): void {
    generation++
}

/** Binds one edition to the accounts it is used with, and keeps each binding for a while. */
export class Binder {
    readonly #edition: Edition
    readonly #now: () => number
    readonly #kept = new WeakMap<Account, Kept>()

    /** @param now ms since the epoch; tests replace it */
    constructor(edition: Edition, now: () => number = Date.now) {
        this.#edition = edition
        this.#now = now
    }

    /** @throws HubSpotError; the next call asks again */
    bind(account: Account, fresh = false): Promise<Binding> {
        const known = this.#kept.get(account)
        const isGood = known && known.generation === generation && this.#now() - known.at < keptFor
        if (isGood && !fresh) return known.binding
        const binding = readPortal(account, { fresh: fresh || known !== undefined }).then(({ portal }) =>
            bindPortal(this.#edition, portal)
        )
        const kept: Kept = { at: this.#now(), generation, binding }
        this.#kept.set(account, kept)
        binding.catch(() => {
            if (this.#kept.get(account) === kept) this.#kept.delete(account)
        })
        return binding
    }
}
