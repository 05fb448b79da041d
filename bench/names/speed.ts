// Names a second on one core. Each splitter runs many short rounds in turn with its peer, so that both feel the same
// load of the machine; the best rounds are what the core can do, the median what it did.
import { splitName } from '../../src/names'
import { peers } from './peers'

export interface Speed {
    name: string
    best: number
    median: number
}

const rounds = 40

/** The speed of the splitter as it ships and of parse-full-name, over the same names. */
export function speeds(names: string[], splitName: (input: string) => unknown): Speed[] {
    const runners: [string, (input: string) => unknown][] = [
        ['splitName', splitName],
        ['parse-full-name', (input) => peers['parse-full-name']?.(input)]
    ]
    const taken = new Map<string, number[]>(runners.map(([name]) => [name, []]))
    for (let round = -5; round < rounds; round++) {
        for (const [name, run] of runners) {
            const started = performance.now()
            for (const input of names) run(input)
            if (round >= 0) taken.get(name)?.push((names.length * 1000) / (performance.now() - started))
        }
    }
    return runners.map(([name]) => {
        const sorted = (taken.get(name) ?? []).toSorted((a, b) => a - b)
        return { name, best: Math.round(sorted.at(-3) ?? 0), median: Math.round(sorted[rounds / 2] ?? 0) }
    })
}

/** Milliseconds for the slowest way to make a long name, at some lengths: twice as long must take about twice as long. */
export function growth(lengths: number[]): { length: number; ms: number }[] {
    const shapes = [
        'a',
        'John ',
        'van der ',
        "'",
        '(',
        '<',
        'J. ',
        'é',
        '王',
        'John, ',
        '@ ',
        '&amp;',
        'a.b '
    ]
    return lengths.map((length) => {
        const times = shapes.map((shape) =>
            timeOf(shape.repeat(Math.ceil(length / shape.length)).slice(0, length))
        )
        return { length, ms: Math.max(...times) }
    })
}

function timeOf(text: string): number {
    let best = Infinity
    for (let again = 0; again < 5; again++) {
        const started = performance.now()
        splitName(text)
        best = Math.min(best, performance.now() - started)
    }
    return best
}
