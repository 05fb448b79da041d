/** Names in Chinese, Japanese and Korean writing: surname first, mostly without a space. */
import {
    chineseCompounds,
    chineseSurnames,
    koreanCompounds,
    koreanShyCompounds,
    koreanSurnames
} from './data/eastAsia'
import {
    gluedHonorifics,
    japaneseEndings,
    japaneseGivenEndings,
    japaneseOnly,
    japaneseSurnames,
    shyHonorifics,
    spacedHonorifics
} from './data/japanese'
import { japaneseFaker } from './data/japaneseFaker'
import { type Arrangement, type Draft, doubt } from './draft'
import { hasHan, hasHangul, hasKana, isEastAsian, wordSet } from './text'

const latinThenOther = /^([\p{Script=Latin}\p{M}'’-]+)(.+)$/u

const chinese = new Set(chineseSurnames)
const chineseTwo = wordSet(chineseCompounds)
const korean = new Set(koreanSurnames)
const koreanTwo = wordSet(koreanCompounds)
const koreanShyTwo = wordSet(koreanShyCompounds)
const japanese = wordSet(`${japaneseSurnames} ${japaneseFaker}`)
const surnameEnding = new Set(japaneseEndings)
const onlyJapanese = new Set(japaneseOnly)
const givenEndings = [...wordSet(japaneseGivenEndings)]
const spacedHonorific = wordSet(`${gluedHonorifics} ${spacedHonorifics}`)
const honorifics = [...wordSet(gluedHonorifics)]
const shyHonorific = wordSet(shyHonorifics)

/** Parts a name with East Asian writing in it, or passes when it has none. */
export function arrangeEastAsian(words: string[], draft: Draft): Arrangement | null {
    if (!words.some(isEastAsian)) return null
    const cleaned = dropHonorific(words, draft)
    if (cleaned.length === 1) return oneWord(cleaned[0] ?? '', draft)
    if (cleaned.every(isEastAsian)) return spaced(cleaned, draft)
    return mixed(cleaned, draft)
}

/** "田中さん", "山田 太郎 様": the honorific goes to the suffix. */
function dropHonorific(words: string[], draft: Draft): string[] {
    const last = words.at(-1) ?? ''
    if (words.length > 1 && spacedHonorific.has(last)) {
        draft.suffix.unshift(last)
        return words.slice(0, -1)
    }
    const found = honorifics.find((honorific) => last.endsWith(honorific))
    if (!found) return words
    const rest = last.slice(0, -found.length)
    if (rest.length < 1) return words
    if (shyHonorific.has(found) && words.length === 1 && rest.length < 3 && !isSurname(rest)) return words
    draft.suffix.unshift(found)
    return [...words.slice(0, -1), rest]
}

function isSurname(text: string): boolean {
    return (
        japanese.has(text) ||
        chineseTwo.has(text) ||
        koreanTwo.has(text) ||
        (text.length === 1 && (chinese.has(text) || korean.has(text)))
    )
}

function spaced(words: string[], draft: Draft): Arrangement {
    const katakana = words.every((word) => /^[\u30a1-\u30fa\u30fc]+$/.test(word))
    if (katakana) {
        doubt(draft, 'cjkGuess', 'order-unknown')
        return foreign(words)
    }
    if (
        words.length === 2 &&
        (words[1] ?? '').length <= 2 &&
        isSurname(words[1] ?? '') &&
        !isSurname(words[0] ?? '') &&
        (words[0] ?? '').length > 2
    ) {
        doubt(draft, 'cjkGuess', 'order-unknown')
        return { first: words.slice(0, 1), middle: [], last: words.slice(1) }
    }
    const known = isSurname(words[0] ?? '') || words.length === 2
    doubt(draft, known ? 'cjkSpaced' : 'cjkLength')
    return { last: words.slice(0, 1), first: [words.slice(1).join('')], middle: [] }
}

function foreign(words: string[]): Arrangement {
    return { first: words.slice(0, 1), middle: words.slice(1, -1), last: words.slice(-1) }
}

/** Words in two scripts: "David 王". */
function mixed(words: string[], draft: Draft): Arrangement | null {
    const [one = '', two = ''] = words
    if (words.length !== 2) return null
    if (!isEastAsian(one) && isSurname(two)) {
        doubt(draft, 'mixedScript', 'mixed-script')
        return { first: [one], middle: [], last: [two] }
    }
    doubt(draft, 'textCut', 'mixed-script')
    return isSurname(one)
        ? { first: [two], middle: [], last: [one] }
        : { first: [one], middle: [], last: [two] }
}

function oneWord(word: string, draft: Draft): Arrangement {
    if (/[・·•‧=＝]/.test(word)) {
        const words = word.split(/[・·•‧=＝]+/).filter(Boolean)
        if (words.length > 1) {
            doubt(draft, 'cjkSpaced')
            return foreign(words)
        }
    }
    const glued = latinThenOther.exec(word)
    if (glued) {
        doubt(draft, 'cjkLength', 'mixed-script')
        return split(word, glued[1]?.length ?? 0)
    }
    const chars = Array.from(word)
    if (chars.length === 1) {
        doubt(draft, 'singleFamily', 'single-word')
        return isSurname(word)
            ? { first: [], middle: [], last: [word] }
            : { first: [word], middle: [], last: [] }
    }
    if (hasHangul(word)) return koreanWord(word, draft)
    if (!hasHan(word)) {
        doubt(draft, 'singleOdd', 'single-word')
        return { first: [word], middle: [], last: [] }
    }
    return hanWord(word, chars, draft)
}

function split(word: string, at: number): Arrangement {
    return { last: [word.slice(0, at)], first: [word.slice(at)], middle: [] }
}

function koreanWord(word: string, draft: Draft): Arrangement {
    const two = word.slice(0, 2)
    if (hasHan(word.charAt(0))) {
        doubt(draft, 'cjkListed')
        return split(word, 1)
    }
    if (word.length > 2 && (koreanTwo.has(two) || (word.length > 3 && koreanShyTwo.has(two)))) {
        doubt(draft, 'cjkListed')
        return split(word, 2)
    }
    if (!korean.has(word.charAt(0)) || word.length > 4) {
        doubt(draft, 'singleOdd', 'single-word')
        return { first: [word], middle: [], last: [] }
    }
    doubt(draft, word.length === 3 ? 'cjkListed' : 'cjkShort')
    return split(word, 1)
}

function hanWord(word: string, chars: string[], draft: Draft): Arrangement {
    const count = chars.length
    if (chineseTwo.has(word) || (japanese.has(word) && !(count === 2 && isRatherChinese(word)))) {
        doubt(draft, draft.suffix.length > 0 ? 'cjkLength' : 'cjkShort', 'single-word')
        return { first: [], middle: [], last: [word] }
    }
    if (count === 2) {
        if (!chinese.has(chars[0] ?? '') && !japanese.has(chars[0] ?? '')) {
            doubt(draft, 'cjkShort', 'single-word')
            return { first: [word], middle: [], last: [] }
        }
        doubt(draft, 'cjkLength')
        return split(word, chars[0]?.length ?? 1)
    }
    const length = surnameLength(word, chars, draft)
    return split(word, chars.slice(0, length).join('').length)
}

/** How many characters are the surname, for three characters or more. */
function surnameLength(word: string, chars: string[], draft: Draft): number {
    const count = chars.length
    const two = chars.slice(0, 2).join('')
    const three = chars.slice(0, 3).join('')
    if (chineseTwo.has(two)) {
        doubt(draft, count < 5 ? 'cjkListed' : 'cjkLength')
        return 2
    }
    if (hasKana(word)) return kanaLength(chars, draft)
    if (count > 3 && japanese.has(three)) {
        doubt(draft, 'cjkListed')
        return 3
    }
    if (count === 3) return ofThree(chars, two, draft)
    if (japanese.has(two)) {
        doubt(draft, 'cjkListed')
        return 2
    }
    if (japanese.has(chars[0] ?? '') && givenEndings.some((ending) => word.endsWith(ending)) && count === 4) {
        doubt(draft, 'cjkLength')
        return 1
    }
    doubt(draft, count === 4 ? 'cjkLength' : 'cjkGuess', count === 4 ? undefined : 'order-unknown')
    return count > 5 ? 3 : 2
}

/** Three characters: one and two in China and Korea, two and one or one and two in Japan. */
function ofThree(chars: string[], two: string, draft: Draft): number {
    const [one = '', middle = ''] = chars
    const listed = japanese.has(two)
    if (listed) {
        doubt(draft, chinese.has(one) ? 'cjkLength' : 'cjkListed')
        return 2
    }
    if (!chinese.has(one) && surnameEnding.has(middle)) {
        doubt(draft, 'cjkLength')
        return 2
    }
    if (chinese.has(one) || japanese.has(one)) {
        const looksJapanese = surnameEnding.has(middle) && (onlyJapanese.has(one) || onlyJapanese.has(middle))
        doubt(draft, looksJapanese ? 'cjkGuess' : 'cjkListed')
        return looksJapanese ? 2 : 1
    }
    doubt(draft, 'cjkGuess', 'order-unknown')
    return surnameEnding.has(middle) || onlyJapanese.has(one) ? 2 : 1
}

/** Characters and kana: the surname is the longest listed one, or the characters before the first kana. */
function kanaLength(chars: string[], draft: Draft): number {
    for (let length = Math.min(4, chars.length - 1); length > 0; length--) {
        if (!japanese.has(chars.slice(0, length).join(''))) continue
        if (length > 1 || hasKana(chars[1] ?? '')) {
            doubt(draft, 'cjkListed')
            return length
        }
    }
    const kana = chars.findIndex(hasKana)
    doubt(draft, kana > 1 ? 'cjkLength' : 'cjkGuess', kana > 1 ? undefined : 'order-unknown')
    return kana > 2 ? 2 : Math.max(kana, 1)
}

/** Two characters that are a Japanese surname, but as likely a Chinese surname and given name. */
function isRatherChinese(word: string): boolean {
    const [one = '', two = ''] = word
    return chinese.has(one) && !surnameEnding.has(two) && !onlyJapanese.has(one) && !onlyJapanese.has(two)
}
