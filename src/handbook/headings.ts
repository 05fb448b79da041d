/** How a question's heading is recognised in a note, whoever typed it and however. */
import type { Question, QuestionSet } from './edition'
import { boldEnd, boldStart } from './note-text'

/** Lower case letters, digits and single spaces: what is left of a text when its dress is taken off. */
export function plain(text: string): string {
    return text
        .normalize('NFKC')
        .toLowerCase()
        .replaceAll(/[’‘`´']/g, '')
        .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
        .trim()
}

/** Everything that heads an answer to this question, plain: the question, its headings, its key, its rule's id. */
export function headingsOf(key: string, question: Question): string[] {
    const spelled = key.replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    return [question.label, ...question.headings, spelled, question.rule].map(plain)
}

/** A heading found at the start of a line, and what follows it there. */
export interface Heading {
    readonly key: string
    readonly rest: string
}

/** Finds headings of some question sets in lines. */
export interface HeadingReader {
    /** The heading that a line begins with, if it does. */
    read(line: string): Heading | undefined
    /** The line, cut in front of every heading that stands within it. */
    cut(line: string): string[]
}

const readers = new WeakMap<QuestionSet, readonly Pattern[]>()

interface Pattern {
    readonly key: string
    readonly words: number
    readonly source: string
    readonly start: RegExp
}

/** A reader for these sets. */
export function headingReader(sets: readonly QuestionSet[]): HeadingReader {
    const patterns = sets.flatMap(patternsOf).toSorted((a, b) => b.words - a.words)
    const within = patterns.filter(({ words }) => words > 1).map(({ source }) => source)
    const inside =
        within.length > 0
            ? new RegExp(`(?<=[.;|!?,]\\s)(?=${dress}(?:${within.join('|')})${dress}\\s*[?:])`, 'iu')
            : undefined
    return {
        read(line) {
            const bare = line.normalize('NFKC').replace(lead, '')
            for (const pattern of patterns) {
                const found = pattern.start.exec(bare)
                if (!found) continue
                const rest = answerAfter(bare.slice(found[0].length), pattern.words)
                if (rest !== undefined) return { key: pattern.key, rest }
            }
            return undefined
        },
        cut: (line) => (inside ? line.split(inside) : [line])
    }
}

/** Bullets, numbers (`2.`, `2)`, `Q2:`), quotation and Markdown in front of a heading. */
const lead = new RegExp(
    `^(?:[\\s${boldStart}*_#"“”'•·–—-]|\\(?\\d{1,2}[.):]|Q\\d{0,2}[.:)]|Question \\d{0,2}[.:)]?)+`,
    'iu'
)
/** Bold print, in HTML or Markdown, around a heading. */
const dress = `[${boldStart}${boldEnd}*_"“”']*`

/** What a line says after its heading; undefined when the words go on and it was no heading after all. */
function answerAfter(rest: string, words: number): string | undefined {
    const separated = new RegExp(`^[\\s"”'*_)]*(?:[?:=.|!…–—${boldEnd}-]|$)`, 'u').test(rest)
    if (separated) return withoutSeparators(rest)
    // "Why change from spreadsheets?": the question in other words, as long as it is one.
    const asked = words > 1 ? /^[^?]{1,80}\?/u.exec(rest) : null
    return asked ? withoutSeparators(rest.slice(asked[0].length)) : undefined
}

function withoutSeparators(rest: string): string {
    return rest.replace(new RegExp(`^[\\s?:=.|!…–—*_"”')${boldStart}${boldEnd}-]+`, 'u'), '')
}

function patternsOf(set: QuestionSet): readonly Pattern[] {
    const known = readers.get(set)
    if (known) return known
    const patterns = set.order.flatMap((key) => {
        const question = set.questions[key]
        if (!question) return []
        return [...new Set(headingsOf(key, question))].map((heading) => {
            const words = heading.split(' ')
            const source = words.map(loosely).join('[^\\p{L}\\p{N}]{1,5}')
            return {
                key,
                words: words.length,
                source,
                start: new RegExp(`^${source}(?![\\p{L}\\p{N}])`, 'iu')
            }
        })
    })
    readers.set(set, patterns)
    return patterns
}

/** A word with or without its apostrophes. */
function loosely(word: string): string {
    return Array.from(word).join("[’‘`´']?")
}
