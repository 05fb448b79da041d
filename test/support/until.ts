import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Resolves when this holds. Between two looks it leaves the processor to the other tests that run at the same time, and
 * a wait in vain ends with its test: it keeps no process alive.
 */
export async function until(holds: () => boolean): Promise<void> {
    while (!holds()) await sleep(1, undefined, { ref: false })
}
