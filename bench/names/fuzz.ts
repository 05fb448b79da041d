// Throws everything at splitName that is not a name. Used by the benchmark (200,000 inputs) and, smaller, by the unit tests.
import { splitName, type SplitOptions } from '../../src/names'

export interface FuzzReport {
    inputs: number
    /** What threw, or left what must never leave. Inputs are quoted: they are made up. */
    failures: string[]
    slowestMs: number
    slowestInput: string
}

/** What no part of a result may hold. */
const forbidden =
    /[\p{Cc}\u200b\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff<>{}]|^[\s]*[=+\-@]|:\/\/|www\.|\S@\S|&(?:lt|gt|amp|#)|javascript:/iu

/** A small generator of its own, so that a run can be repeated by its seed (mulberry32). */
export function randomFrom(seed: number): () => number {
    let state = seed >>> 0
    return () => {
        state = (state + 0x6d2b79f5) >>> 0
        let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
        mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
        return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000
    }
}

const seeds = [
    'John',
    'Smith',
    'Müller',
    'van',
    'der',
    'de',
    'la',
    'y',
    'Dr.',
    'Prof.',
    'Jr.',
    'III',
    'M.',
    'J',
    "O'Brien",
    'née',
    'aka',
    '&',
    'and',
    '/',
    '|',
    '-',
    ' - ',
    '@',
    ' at ',
    ',',
    ';',
    '(',
    ')',
    '[',
    ']',
    '"',
    "'",
    '“',
    '<b>',
    '</b>',
    '<script>',
    '<img src=x onerror=y>',
    '&lt;',
    '&amp;lt;b&amp;gt;',
    '&#60;',
    '&#x202e;',
    '=1+1',
    '+',
    '=cmd',
    '@SUM(A1)',
    'http://a.example',
    'www.a.example',
    'a@b.example',
    'javascript:x',
    '{{x}}',
    '${y}',
    '%3C',
    '\u0000',
    '\u0007',
    '\u200b',
    '\u200d',
    '\u202e',
    '\u2066',
    '\ufeff',
    '\ud800',
    '\udfff',
    '山田',
    '太郎',
    '김',
    '민준',
    'さん',
    'Иванов',
    'Иванович',
    'محمد',
    'عبد',
    'דוד',
    'नरेन्द्र',
    'สมชาย',
    'Nguyễn',
    '😀',
    '👨‍👩‍👧',
    '🇩🇪',
    '́',
    '̷',
    'ﬁ',
    'Ａ',
    '𝓙',
    '__proto__',
    'constructor',
    'toString',
    'null',
    'test',
    'GmbH',
    '12345',
    '٣٤٥',
    '\u2028',
    '\t',
    '\n',
    '‘',
    '’',
    '`',
    '´',
    '·',
    '・',
    'ª',
    'İ',
    'ß',
    'ǅ'
]

function makeInput(random: () => number): string {
    const kind = random()
    const pick = () => seeds[Math.floor(random() * seeds.length)] ?? ''
    if (kind < 0.25) {
        const length = Math.floor(random() * 40)
        return Array.from({ length }, () => String.fromCharCode(Math.floor(random() * 0x10000))).join('')
    }
    if (kind < 0.35) {
        const length = Math.floor(random() * 30)
        return Array.from({ length }, () => String.fromCodePoint(Math.floor(random() * 0x11_0000))).join('')
    }
    if (kind < 0.45) {
        const length = Math.floor(random() * 60)
        return Array.from({ length }, () => String.fromCharCode(Math.floor(random() * 0x80))).join('')
    }
    if (kind < 0.46) return pick().repeat(1 + Math.floor((random() * 20_000) / Math.max(pick().length, 1)))
    const words = 1 + Math.floor(random() * 8)
    const gap = random() < 0.3 ? '' : ' '
    return Array.from({ length: words }, pick).join(gap)
}

const hostile: unknown[] = [
    undefined,
    null,
    0,
    NaN,
    true,
    Symbol('x'),
    10n,
    {},
    [],
    ['John', 'Smith'],
    { first: 'John' },
    () => 'John',
    new Date(0),
    Object.create(null),
    new Proxy(
        {},
        {
            get: () => {
                throw new Error('trap')
            }
        }
    ),
    'a'.repeat(20_000),
    'John '.repeat(4000),
    '('.repeat(10_000) + 'John' + ')'.repeat(10_000),
    '<'.repeat(20_000),
    `${' '.repeat(19_990)}John Smith`,
    "'".repeat(20_000),
    '&#'.repeat(10_000),
    'John, '.repeat(3300),
    'van '.repeat(37),
    'é'.normalize('NFD').repeat(10_000),
    'e' + '\u0301'.repeat(19_999),
    '王'.repeat(20_000)
]

/** Splits so many made-up inputs and reports what went wrong. */
export function fuzz(inputs: number, seed: number): FuzzReport {
    const random = randomFrom(seed)
    const report: FuzzReport = { inputs, failures: [], slowestMs: 0, slowestInput: '' }
    for (let at = 0; at < inputs; at++) {
        const input = at < hostile.length ? hostile[at] : makeInput(random)
        checkOne(input, at, report)
    }
    return report
}

function checkOne(input: unknown, at: number, report: FuzzReport): void {
    const quoted = typeof input === 'string' ? JSON.stringify(input.slice(0, 80)) : typeof input
    const options: SplitOptions =
        at % 7 === 0
            ? { country: 'HU' }
            : at % 11 === 0
              ? { sheets: true }
              : at % 13 === 0
                ? { middle: 'last' }
                : {}
    try {
        const started = performance.now()
        const out = splitName(input, options)
        const took = slowOnly(input, options, performance.now() - started)
        if (took > report.slowestMs) {
            report.slowestMs = took
            report.slowestInput = quoted
        }
        for (const part of ['first', 'last', 'middle', 'title', 'suffix', 'nickname', 'full'] as const) {
            if (forbidden.test(out[part]))
                report.failures.push(`${part} of ${quoted}: ${JSON.stringify(out[part])}`)
        }
        if (!(out.confidence >= 0 && out.confidence <= 1)) report.failures.push(`confidence of ${quoted}`)
    } catch (error) {
        report.failures.push(`${quoted} threw ${String(error)}`)
    }
}

/** A pause of the machine is not the splitter's: what was slow is timed again and the quickest counts. */
function slowOnly(input: unknown, options: SplitOptions, first: number): number {
    let took = first
    for (let again = 0; again < 3 && took > 1; again++) {
        const started = performance.now()
        splitName(input, options)
        took = Math.min(took, performance.now() - started)
    }
    return took
}
