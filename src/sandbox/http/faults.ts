import type { Fault, SandboxFaults } from '../types'

/** The faults that were ordered, in order; a call meets the first that is due. */
export class Faults implements SandboxFaults {
    #ordered: { fault: Fault; pass: number; left: number }[] = []

    add(fault: Fault): () => void {
        const order = { fault, pass: fault.after ?? 0, left: fault.times ?? 1 }
        this.#ordered.push(order)
        return () => {
            this.#ordered = this.#ordered.filter((one) => one !== order)
        }
    }

    clear(): void {
        this.#ordered = []
    }

    /** The fault this call meets, if any. */
    next(method: string, path: string): Fault['kind'] | undefined {
        for (const order of this.#ordered) {
            const { match } = order.fault
            if (match?.method !== undefined && match.method.toUpperCase() !== method) continue
            if (match?.path !== undefined && !pathMatches(match.path, path)) continue
            if (order.pass > 0) {
                order.pass -= 1
                continue
            }
            order.left -= 1
            if (order.left <= 0) this.#ordered = this.#ordered.filter((one) => one !== order)
            return order.fault.kind
        }
        return undefined
    }
}

/** A text is met anywhere in the path. */
export function pathMatches(wanted: string | RegExp, path: string): boolean {
    return typeof wanted === 'string' ? path.includes(wanted) : path.search(wanted) >= 0
}
