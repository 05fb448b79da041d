/** Takes off what people add to their name: nicknames, pronouns, earlier names, companies, a second person. */
import { formerly, jobWords, pronouns } from './data/words'
import { type Draft, doubt } from './draft'
import { GIVEN, know } from './lexicon'
import { isParticle } from './split'
import { hasHan, hasLetter, isCaps, isEastAsian, wordSet } from './text'

const nameLetters = /^[\p{L}\p{M} .'’-]+$/u
const atSign = /^@\p{L}/u

const pronounWords = wordSet(pronouns)
const formerWords = wordSet(formerly)
const jobs = wordSet(jobWords)
const closers: Record<string, string> = {
    '(': ')',
    '[': ']',
    '"': '"',
    '“': '”',
    '„': '“”"',
    '«': '»',
    '”': '”',
    '‘': '’',
    "'": "'",
    '’': '’'
}

/** Takes brackets and quotation marks out of a text; what they hold may be a nickname. */
export function peelBrackets(text: string, draft: Draft): string {
    if (!/["“”„«([\])»]|(?:^|\s)['’‘]/.test(text)) return text
    let outside = ''
    const inside: { text: string; quoted: boolean; last: boolean }[] = []
    let at = 0
    while (at < text.length) {
        const char = text.charAt(at)
        const close = closingAt(text, at)
        if (close > at) {
            const held = text.slice(at + 1, close).trim()
            const rest = text.slice(close + 1).trim()
            if (held) inside.push({ text: held, quoted: char !== '(' && char !== '[', last: rest === '' })
            outside += ' '
            at = close + 1
        } else {
            outside += /["“”„«»()[\]]/.test(char) ? ' ' : char
            at++
        }
    }
    outside = outside.replace(/\s+/g, ' ').trim()
    if (!hasLetter(outside))
        return inside
            .map((part) => part.text)
            .join(' ')
            .replace(/["“”„«»()[\]]/g, ' ')
            .trim()
    for (const part of inside) takeInside(part, outside, draft)
    return outside
}

/** Where the bracket or quotation mark that opens here closes; -1 if none opens. */
function closingAt(text: string, at: number): number {
    const char = text.charAt(at)
    const closer = closers[char]
    if (!closer) return -1
    if (char === "'" || char === '’' || char === '‘') {
        if (at > 0 && text.charAt(at - 1) !== ' ') return -1
        for (let end = at + 2; end < text.length; end++) {
            if (/['’]/.test(text.charAt(end)) && /^(?:[\s,)]|$)/.test(text.charAt(end + 1))) return end
        }
        return -1
    }
    for (let end = at + 1; end < text.length; end++) if (closer.includes(text.charAt(end))) return end
    return -1
}

function takeInside(
    part: { text: string; quoted: boolean; last: boolean },
    outside: string,
    draft: Draft
): void {
    const words = part.text.split(/[\s/,]+/).filter(Boolean)
    if (words.every((word) => pronounWords.has(word.toLowerCase()))) return
    if (words.length > 3 || formerWords.has(words[0]?.toLowerCase() ?? '')) return
    if (!nameLetters.test(part.text)) return
    if (words.some((word) => jobs.has(word.toLowerCase()))) return
    if (!part.quoted && isCaps(part.text) && know(part.text) === 0) return
    const sameScript = isEastAsian(part.text) === isEastAsian(outside)
    const isName = (know(words[0] ?? '') & GIVEN) !== 0
    if (part.quoted || !part.last || isName || !sameScript) draft.nickname ||= part.text
}

/** Words that cut a name, where they stand behind another word. */
const cutting = new Set([
    ...formerWords,
    'at',
    'from',
    'bei',
    'chez',
    'c/o',
    '|',
    '•',
    '·',
    '‧',
    '@',
    '-',
    '–',
    '—'
])

/** Takes off earlier names, pronouns and what follows a dash, a bar, an `@`, "at" or "from". */
export function peelTail(words: string[], draft: Draft): string[] {
    if (!words.some((word) => cutting.has(word) || /[/@]/.test(word))) return words
    const kept: string[] = []
    for (let at = 0; at < words.length; at++) {
        const word = words[at] ?? ''
        const lower = word.toLowerCase()
        if (at > 0 && formerWords.has(lower) && word === lower) break
        if (word.includes('/') && word.split('/').every((part) => pronounWords.has(part.toLowerCase())))
            continue
        if (kept.length === 1 && /^[-–—|]$/.test(word) && isNameBehind(kept[0] ?? '', words.slice(at + 1))) {
            doubt(draft, 'textCut', 'extra-text')
            return words.slice(at + 1)
        }
        if (kept.length > 0 && /^(?:[|•·‧]$|\/\/)/.test(word)) {
            doubt(draft, 'companyCut', 'extra-text')
            break
        }
        if (kept.length > 0 && (word === '@' || atSign.test(word))) {
            doubt(draft, 'companyCut', 'extra-text')
            break
        }
        if (kept.length > 0 && /^[-–—]$/.test(word)) {
            doubt(draft, 'textCut', 'extra-text')
            break
        }
        if (kept.length > 0 && at < words.length - 1 && /^(?:at|from|bei|chez|c\/o)$/.test(word)) {
            doubt(draft, 'textCut', 'extra-text')
            break
        }
        kept.push(word)
    }
    return kept
}

/** "Acme - John Smith": the name stands behind. */
function isNameBehind(head: string, tail: string[]): boolean {
    return know(head) === 0 && tail.length > 1 && (know(tail[0] ?? '') & GIVEN) !== 0
}

/** What separates two people: `&`, a slash, "and" and its like. */
const between = new Set(['&', '+', '/', 'and', 'und', 'et', 'og', 'och', 'or', 'oder', 'with'])

/** Two people under one name: the words of the first, with a surname that only the second has. */
export function peelCouple(words: string[], draft: Draft, isTitle: (word: string) => boolean): string[] {
    const at = words.findIndex(
        (word, index) => between.has(word) && index < words.length - 1 && !isParticle(words[index + 1] ?? '')
    )
    if (at < 0) return words
    const before = words.slice(0, at)
    const after = words.slice(at + 1).filter((word) => !between.has(word))
    const namesBefore = before.filter((word) => !isTitle(word))
    const namesAfter = after.filter((word) => !isTitle(word))
    doubt(draft, 'couple', 'couple')
    if (namesBefore.length === 0) {
        const rest = peelCouple(words.slice(at + 1), draft, isTitle).filter((word) => !isTitle(word))
        return [...before.slice(0, 1), ...rest]
    }
    if (namesBefore.length > 1 || namesAfter.length === 0) return before
    if (namesAfter.length === 1) return (know(namesBefore[0] ?? '') & GIVEN) !== 0 ? before : []
    return [...before, ...namesAfter.slice(1)]
}

/** "John/Smith": a slash or a plus inside a word parts it. */
export function partSlashes(words: string[], draft: Draft): string[] {
    if (!words.some((word) => word.length > 1 && /[/+]/.test(word)) || words.includes('/')) return words
    doubt(draft, 'textCut', 'extra-text')
    const mark = words.length > 1 ? ['/'] : []
    return words.flatMap((word) => {
        const parts = word.length > 1 ? word.split(/[/+]+/).filter(Boolean) : [word]
        return parts.flatMap((part, index) => (index > 0 ? [...mark, part] : [part]))
    })
}

/** "王大卫 David Wang": the Latin name is what the person is greeted by, the other is kept as nickname. */
export function peelSecondScript(words: string[], draft: Draft): string[] {
    const eastern = words.filter(isEastAsian)
    const western = words.filter((word) => !isEastAsian(word))
    if (eastern.length === 0 || western.length === 0) return words
    if (western.length > 1) {
        if (eastern.some((word) => hasHan(word) || word.length > 1)) {
            draft.nickname ||= eastern.join('')
            doubt(draft, 'textCut', 'mixed-script')
            return western
        }
    }
    return words
}
