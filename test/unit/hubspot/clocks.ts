/** Clocks on which no test waits. */
import type { TimeSource } from '../../../src/hubspot'
import type { Sandbox } from '../../../src/sandbox'

export interface SteppingTime extends TimeSource {
    /** Every wait that was asked for, in ms. */
    readonly sleeps: number[]
    set(now: number): void
}

/** A clock that stands still, except that whoever sleeps wakes at once, at the time they wanted. */
export function steppingTime(now = Date.parse('2026-11-22T09:00:00Z')): SteppingTime {
    const sleeps: number[] = []
    return {
        sleeps,
        now: () => now,
        set: (time) => (now = time),
        async sleep(ms, signal) {
            sleeps.push(ms)
            const until = now + ms
            await nextTurn()
            if (signal?.aborted) throw signal.reason
            now = Math.max(now, until)
        }
    }
}

/** The sandbox's own clock: who sleeps on it moves it. */
export function timeOf({ clock }: Sandbox): SteppingTime {
    const sleeps: number[] = []
    return {
        sleeps,
        now: () => clock.now(),
        set: (time) => clock.set(time),
        async sleep(ms, signal) {
            sleeps.push(ms)
            const until = clock.now() + ms
            await nextTurn()
            if (signal?.aborted) throw signal.reason
            if (until > clock.now()) clock.set(until)
        }
    }
}

export function nextTurn(): Promise<void> {
    return new Promise((resolve) => setImmediate(resolve))
}

/** A clock on which each turn of the event loop that the test takes is a millisecond. */
export function turningTime(): TimeSource & { turn(): Promise<void> } {
    let turns = 0
    const time = {
        now: () => turns,
        async sleep(ms: number) {
            const until = turns + ms
            while (time.now() < until) await nextTurn()
        },
        turn() {
            turns += 1
            return nextTurn()
        }
    }
    return time
}
