/** What one run of mocha keeps for all its files, and gives back at its end. Loaded by .mocharc.json. */
const closers: (() => Promise<void>)[] = []

/** Has this done once all tests have run; what came last is done first. */
export function atEnd(close: () => Promise<void>): void {
    closers.push(close)
}

export async function mochaGlobalTeardown(): Promise<void> {
    for (const close of closers.splice(0).toReversed()) await close()
}
