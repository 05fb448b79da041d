/** Decides which end the surname is on, from what the words themselves say. Each rule answers or passes on. */
import { conventionOf } from './countries'
import { type Arrangement, type Draft, doubt } from './draft'
import {
    FAMILY,
    GIVEN,
    HUNGARIAN_FAMILY,
    HUNGARIAN_GIVEN,
    isFamilyOnly,
    isGivenOnly,
    know,
    MOSTLY_GIVEN,
    SPANISH_FAMILY
} from './lexicon'
import { arrangeRomanised } from './romanised'
import { arrangeGiven, arrangeGivenFirst, familyLengthAtFront, isParticle, opensFamily } from './split'
import { fold, isCaps, isInitial, letterCount } from './text'
import type { SplitOptions } from './types'
import { arrangeVietnamese } from './vietnamese'

/** Parts a name of two words or more that is not in Chinese, Japanese or Korean writing. */
export function arrange(words: string[], draft: Draft, options: SplitOptions): Arrangement {
    const convention = conventionOf(options.country)
    if (options.order === 'family-first') return told(words, draft, true)
    if (options.order === 'given-first') return told(words, draft, false)
    if (opensFamily(words)) {
        const byCapitals = arrangeByCapitals(words, draft)
        if (byCapitals) return byCapitals
        doubt(draft, 'particleAlone', 'particle-or-given')
        return { first: [], middle: [], last: words }
    }
    return (
        arrangeByCapitals(words, draft) ??
        arrangeByPatronymic(words, draft) ??
        arrangeInitialsBehind(words, draft) ??
        arrangeVietnamese(words, draft, convention) ??
        arrangeHungarian(words, draft, convention) ??
        arrangeRomanised(words, draft, convention) ??
        arrangeFamilyFirst(words, draft) ??
        givenFirst(words, draft, convention === 'two-surnames')
    )
}

function told(words: string[], draft: Draft, familyFirst: boolean): Arrangement {
    doubt(draft, 'told')
    if (!familyFirst) return arrangeGivenFirst(words, draft)
    return familyInFront(words, familyLengthAtFront(words))
}

/** Surname of so many words in front, the given names behind it. */
export function familyInFront(words: string[], length: number): Arrangement {
    return { last: words.slice(0, length), ...arrangeGiven(words.slice(length)) }
}

/** "DUPONT Jean", "Jean DUPONT": the words in capitals are the surname, when others are not. */
function arrangeByCapitals(words: string[], draft: Draft): Arrangement | null {
    if (!words.some(isCaps)) return null
    const marked = words.map((word) => isCaps(word) && !isInitial(word) && isSurnameInCaps(word))
    if (!marked.includes(true)) return null
    const others = words.filter((word, index) => !marked[index] && !isInitial(word) && !isParticle(word))
    if (others.length === 0 || others.some(isCaps)) return null
    const from = marked.indexOf(true)
    const to = marked.lastIndexOf(true)
    if (marked.slice(from, to + 1).includes(false)) return null
    if (to === words.length - 1) {
        doubt(draft, 'capitals')
        let start = from
        while (start > 1 && isParticle(words[start - 1] ?? '')) start--
        return start === 0 ? null : { ...arrangeGiven(words.slice(0, start)), last: words.slice(start) }
    }
    if (words.slice(0, from).some((word) => !isParticle(word))) return null
    if ((know(words[from] ?? '') & GIVEN) !== 0 && (know(words[to + 1] ?? '') & GIVEN) === 0) return null
    doubt(draft, 'capitals')
    return familyInFront(words, to + 1)
}

/** Two capitals without a vowel are initials ("JP Morgan"); others are a surname. */
function isSurnameInCaps(word: string): boolean {
    return word.length > 2 || (know(word) !== 0 && !word.endsWith('J'))
}

const patronymicCyrillic = /(?:ович|евич|ьич|овна|евна|ична|івна|ївна|йович|инична|оўна|еўна|авіч|евіч)$/
const patronymicLatin = /(?:ovich|evich|yevich|ovych|evych|ovna|evna|yevna|ivna|yivna|inichna|ilyich|ievich)$/
const turkicPatronymic =
    /^(?:оглы|оглу|кызы|гызы|улы|уулу|oglu|oğlu|ogly|qizi|qızı|kyzy|ogli|o['‘’ʻ]g['‘’ʻ]li)$/i

/** "Иванов Иван Иванович", "Иван Иванович Иванов": the father's name tells where the surname is. */
function arrangeByPatronymic(words: string[], draft: Draft): Arrangement | null {
    const count = words.length
    if (count === 4 && turkicPatronymic.test(words[3] ?? '')) {
        doubt(draft, 'patronymic')
        return { last: words.slice(0, 1), first: words.slice(1, 2), middle: words.slice(2) }
    }
    const [one = '', two = ''] = words
    if (count === 2 && /(?:овна|евна|ична|івна|ївна)$/.test(two) && (know(one) & GIVEN) !== 0) {
        doubt(draft, 'patronymic')
        return { first: [one], middle: [two], last: [] }
    }
    if (count !== 3 || !isPatronymic(words[2] ?? '')) return null
    if (isPatronymic(two)) return null
    const latin = /[a-z]/i.test(two)
    if (latin && !isSlavicFamily(one)) return null
    if ((know(one) & GIVEN) !== 0 && !isSlavicFamily(one) && (know(two) & GIVEN) !== 0) return null
    doubt(draft, 'patronymic')
    return { last: [one], first: [two], middle: words.slice(2) }
}

function isPatronymic(word: string): boolean {
    const lower = word.toLowerCase()
    return patronymicCyrillic.test(lower) || patronymicLatin.test(lower)
}

const slavicFamily =
    /(?:[оеё]в|[оеё]ва|ин|ина|ын|ына|ский|ская|цкий|цкая|ський|ська|цький|цька|енко|чук|юк|ой|ых|их|ук|ик|як)$|(?:[oe]v|[oe]va|yov|yova|in|ina|yn|yna|sky|skiy|skii|ski|skaya|ska|tsky|tskaya|enko|chuk|yuk|uk|oy|off|eff)$/

/** Whether a word ends as Slavic surnames do. */
export function isSlavicFamily(word: string): boolean {
    return slavicFamily.test(word.toLowerCase())
}

/** A word in Cyrillic that ends as surnames do and is no given name. */
export function isCyrillicFamily(word: string): boolean {
    return /[\u0400-\u04ff]/.test(word) && isSlavicFamily(word) && (know(word) & GIVEN) === 0
}

/** "Пушкин А.С.", "Tolkien J. R. R.": initials stand behind a surname. */
function arrangeInitialsBehind(words: string[], draft: Draft): Arrangement | null {
    if (isInitial(words[0] ?? '') || !isInitial(words.at(-1) ?? '')) return null
    let from = words.length
    while (from > 0 && isInitial(words[from - 1] ?? '')) from--
    const initials = words.slice(from)
    const count = letterCount(initials)
    const known = know(words[0] ?? '')
    const isFamily = count > 1 || isFamilyOnly(known) || isCyrillicFamily(words[0] ?? '')
    if (from === 1 && isFamily && (known & GIVEN) === 0) {
        doubt(draft, 'capitals', 'initial-only')
        return { last: words.slice(0, 1), first: initials, middle: [] }
    }
    doubt(draft, 'initialOnly', 'initial-only')
    if (from > 1) return arrangeGivenFirst(words, draft)
    return { first: words.slice(0, 1), middle: [], last: initials }
}

/** "Nagy Péter": Hungarian surname in front of a Hungarian given name. */
function arrangeHungarian(words: string[], draft: Draft, convention: string): Arrangement | null {
    const [one = '', two = ''] = words
    const first = know(one.endsWith('né') ? one.slice(0, -2) : one)
    const second = know(two)
    const last = know(words.at(-1) ?? '')
    if (convention === 'hungarian') {
        if (isGivenOnly(first) && !isGivenOnly(last)) return null
        if ((first & GIVEN) !== 0 && (last & HUNGARIAN_FAMILY) !== 0 && (last & GIVEN) === 0) return null
        doubt(draft, 'hint')
        return familyInFront(words, hungarianLength(words))
    }
    if ((first & HUNGARIAN_FAMILY) === 0 || words.length > 4) return null
    const length = hungarianLength(words)
    const given = length === 1 ? second : know(words[length] ?? '')
    if (words.length > 2 && isFamilyOnly(last)) return null
    if ((given & HUNGARIAN_GIVEN) === 0) return hungarianByFamily(words, length, draft)
    const accented = /[áéíóöőúüű]/i.test(words.join(''))
    if ((first & GIVEN) !== 0 && !accented && (convention !== 'none' || (first & HUNGARIAN_GIVEN) === 0))
        return null
    const firstIsGiven = (first & HUNGARIAN_GIVEN) !== 0
    const givenIsFamily = (given & HUNGARIAN_FAMILY) !== 0
    if (firstIsGiven && words.length > 2 && (last & GIVEN) === 0) return null
    if (firstIsGiven && givenIsFamily && !accented) return null
    const certain = !givenIsFamily && (first & GIVEN) === 0 && (accented || isGivenOnly(given))
    if (certain) doubt(draft, 'hungarian')
    else doubt(draft, firstIsGiven && !givenIsFamily ? 'familyFirst' : 'hungarianBoth', 'order-unknown')
    return familyInFront(words, length)
}

/** "Gulyás Panka": the surname is no given name anywhere, and the signs of the writing are Hungarian. */
function hungarianByFamily(words: string[], length: number, draft: Draft): Arrangement | null {
    const given = know(words[length] ?? '')
    if ((know(words[0] ?? '') & GIVEN) !== 0 || isFamilyOnly(given) || words.length > 3) return null
    if (!/[áéíóöőúüű]/i.test(words.join(''))) return null
    doubt(
        draft,
        (given & GIVEN) === 0 ? 'hungarianFamily' : 'hungarian',
        (given & GIVEN) === 0 ? 'order-unknown' : undefined
    )
    return familyInFront(words, length)
}

/** "Kovács Nagy Péter": two surnames only when the third word is the given one. */
function hungarianLength(words: string[]): number {
    if (words.length < 3) return 1
    if (words[0]?.endsWith('né') && words.length === 3) return 2
    return isFamilyOnly(know(words[1] ?? '')) && (know(words[2] ?? '') & GIVEN) !== 0 ? 2 : 1
}

/** "Smith John", "Popescu Ion", "Петрова Анна": a surname, by list or ending, before a given name. */
function arrangeFamilyFirst(words: string[], draft: Draft): Arrangement | null {
    if (words.length !== 2) return null
    const [one = '', two = ''] = words
    const first = know(one)
    const second = know(two)
    if ((first & GIVEN) !== 0 || (second & GIVEN) === 0) return null
    const endsAsFamily = surnameEnding.test(fold(one)) && !surnameEnding.test(fold(two))
    if (/[\u0400-\u04ff]/.test(one)) {
        if (!isSlavicFamily(one) || (isSlavicFamily(two) && two.length > 5)) return null
    } else if ((first & FAMILY) === 0 && !endsAsFamily) {
        return null
    }
    doubt(draft, isGivenOnly(second) ? 'familyFirst' : 'familyOrGiven', 'order-unknown')
    const mostlyGiven = (second & MOSTLY_GIVEN) !== 0 && (first & SPANISH_FAMILY) === 0
    if (!isGivenOnly(second) && !mostlyGiven && !endsAsFamily) return null
    return { last: [one], first: [two], middle: [] }
}

/** Endings that make a word a surname in Europe and the Caucasus, whatever the word. */
const surnameEnding =
    /^.{3,}(?:ov|ova|ev|eva|sky|ski|ska|skaya|enko|escu|eanu|opoulos|opoulou|akis|idis|iadis|dze|shvili|oglu|sson|sdottir|dottir|aitis|auskas|iene)$/

function givenFirst(words: string[], draft: Draft, pairs: boolean): Arrangement {
    const first = know(words[0] ?? '')
    const last = know(words.at(-1) ?? '')
    const givenKnown = (first & GIVEN) !== 0
    const familyKnown = (last & (FAMILY | HUNGARIAN_FAMILY)) !== 0
    if (givenKnown && familyKnown) doubt(draft, 'known')
    else if (givenKnown) doubt(draft, 'givenKnown')
    else if (familyKnown) doubt(draft, 'familyKnown')
    else doubt(draft, 'assumed')
    const initials = isInitial(words[0] ?? '') ? letterCount(words.slice(0, 1)) : 0
    if (initials === 1 && words.length === 2) doubt(draft, 'initialOnly', 'initial-only')
    else if (words.length === 2 && first === 0 && initials === 0 && isGivenOnly(last))
        doubt(draft, 'givenBehind', 'order-unknown')
    if (isTestWord(words)) doubt(draft, 'placeholderWord', 'placeholder')
    return arrangeGivenFirst(words, draft, pairs)
}

/** "Jennifer Test" may be meant so. */
function isTestWord(words: string[]): boolean {
    return words.length === 2 && words.some((word) => /^(?:test|testing|tester|demo|dummy|fake)$/i.test(word))
}
