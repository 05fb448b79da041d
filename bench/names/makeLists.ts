// Writes src/names/data/{given,families,hungarian,japaneseFaker,cyrillicGiven}.ts from @faker-js/faker (MIT).
//   node --import tsx bench/names/makeLists.ts                  writes the lists
//   node --import tsx bench/names/makeLists.ts --half --out X   writes lists made of one half of the words to X (hold-out)
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { allLocales } from '@faker-js/faker'
import { fold } from '../../src/names/text'
import { inKnownHalf } from './halves'
import { ownFamilies, ownGiven, ownHungarianFamilies, ownHungarianGiven, ownCyrillicGiven } from './ownLists'

const half = process.argv.includes('--half')
const outAt = process.argv.indexOf('--out')
const out = outAt > 0 ? process.argv[outAt + 1]! : join(import.meta.dirname, '../../src/names/data')

/** Locales whose short lists hold the commonest names: taken whole. */
const wholeGiven = [
    'en_AU',
    'es',
    'es_MX',
    'pt_BR',
    'pt_PT',
    'fr_CH',
    'de_CH',
    'da',
    'sv',
    'nb_NO',
    'fi',
    'en_IN'
]
const wholeFamilies = [
    'en_AU',
    'es',
    'pt_BR',
    'pt_PT',
    'fr',
    'de_CH',
    'da',
    'sv',
    'nb_NO',
    'fi',
    'en_IN',
    'ro',
    'sl_SI'
]

const givenLanguages = new Map<string, Set<string>>()
const familyLanguages = new Map<string, Set<string>>()
const cyrillic = new Map<string, Set<string>>()
const cyrillicFamilies = new Set<string>()

for (const [locale, { person }] of Object.entries(allLocales)) {
    if (!person) continue
    const language = locale.split('_')[0]!
    for (const [lists, counts] of [
        [person.first_name, givenLanguages],
        [person.last_name, familyLanguages]
    ] as const) {
        for (const word of words(lists)) {
            const key = fold(word)
            if (/^[a-z]{2,}$/.test(key)) {
                if (!counts.has(key)) counts.set(key, new Set())
                counts.get(key)!.add(language)
            } else if (/^[\u0430-\u045f]{3,}$/.test(key)) {
                if (counts === familyLanguages) cyrillicFamilies.add(key)
                else cyrillic.set(key, (cyrillic.get(key) ?? new Set()).add(language))
            }
        }
    }
}

/** Words of faker, not own ones, are halved for the hold-out. */
const kept = (word: string) => !half || inKnownHalf(word)
const fromWhole = (locales: string[], part: 'first_name' | 'last_name') =>
    locales.flatMap((locale) =>
        words(allLocales[locale as keyof typeof allLocales].person?.[part])
            .map(fold)
            .filter((key) => /^[a-z]{2,}$/.test(key))
    )
const common = (counts: Map<string, Set<string>>) =>
    [...counts].filter(([, languages]) => languages.size >= 2).map(([word]) => word)

const hungarianGiven = unique([
    ...words(allLocales.hu.person?.first_name).map(fold).filter(kept),
    ...split(ownHungarianGiven)
])
const hungarianFamilies = unique([
    ...words(allLocales.hu.person?.last_name).map(fold).filter(kept),
    ...split(ownHungarianFamilies)
])
const given = unique([
    ...common(givenLanguages).filter(kept),
    ...fromWhole(wholeGiven, 'first_name').filter(kept),
    ...split(ownGiven)
])
const families = unique([
    ...common(familyLanguages).filter(kept),
    ...fromWhole(wholeFamilies, 'last_name').filter(kept),
    ...split(ownFamilies)
])
const isGiven = new Set([...givenLanguages.keys(), ...given])
const isFamily = new Set([...familyLanguages.keys(), ...families])
const source =
    'Made by bench/names/makeLists.ts from @faker-js/faker (MIT) and bench/names/ownLists.ts; do not edit.'

write('given', {
    givenOnly: ['Given names that are no surname.', given.filter((word) => !isFamily.has(word))],
    mostlyGiven: [
        'Those of givenOrFamily that are given names in four languages or more, and surnames in a quarter of them at most.',
        given.filter((word) => isFamily.has(word) && isMostlyGiven(word))
    ],
    givenOrFamily: ['Given names that are surnames as well.', given.filter((word) => isFamily.has(word))]
})
write('families', {
    familyOnly: ['Surnames that are no given name.', families.filter((word) => !isGiven.has(word))],
    familyOrGiven: [
        'Surnames that are given names as well, and are not in the list of given names.',
        families.filter((word) => isGiven.has(word) && !given.includes(word))
    ],
    spanishFamilies: [
        'Surnames of Spain and Latin America, which come in pairs.',
        unique(fromWhole(['es', 'es_MX'], 'last_name').filter(kept))
    ]
})
write('hungarian', {
    hungarianGiven: ['Hungarian given names.', hungarianGiven],
    hungarianFamilies: ['Hungarian surnames.', hungarianFamilies]
})
write('cyrillicGiven', {
    cyrillicGiven: [
        'Given names in Cyrillic.',
        unique([
            ...common(cyrillic).filter((word) => kept(word) && !cyrillicFamilies.has(word)),
            ...split(ownCyrillicGiven)
        ])
    ]
})
write('vietnameseFaker', {
    vietnameseSyllables: [
        'Syllables of Vietnamese given names, without signs.',
        unique(
            words(allLocales.vi.person?.first_name)
                .flatMap((word) => word.split(' ').map(fold))
                .filter(kept)
        )
    ]
})
write('japaneseFaker', {
    japaneseFaker: ['Japanese surnames.', unique(words(allLocales.ja.person?.last_name).filter(kept))]
})

function isMostlyGiven(word: string): boolean {
    const asGiven = givenLanguages.get(word)?.size ?? 0
    return asGiven >= 4 && asGiven >= 4 * (familyLanguages.get(word)?.size ?? 0)
}

/** Latin and Cyrillic lists are front-coded (data/unpack.ts): a list is a third smaller that way. */
function write(file: string, lists: Record<string, [string, string[]]>) {
    mkdirSync(out, { recursive: true })
    const packed = file !== 'japaneseFaker'
    const body = Object.entries(lists).map(([name, [what, list]]) => {
        const sorted = list.toSorted()
        const text = packed ? pack(sorted) : sorted.join(' ')
        return `\n/** ${what}${packed ? ' Front-coded.' : ''} */\nexport const ${name} =\n    '${text}'\n`
    })
    writeFileSync(join(out, `${file}.ts`), `// ${source}\n${body.join('')}`)
    for (const [name, [, list]] of Object.entries(lists)) console.log(name, list.length)
}

/** Each word as the number of letters it shares with the one before (at most 9) and its other letters. */
function pack(sorted: string[]): string {
    let before = ''
    return sorted
        .filter((word) => /^\p{L}+$/u.test(word))
        .map((word) => {
            let shared = 0
            while (shared < 9 && shared < before.length && word.charAt(shared) === before.charAt(shared))
                shared++
            before = word
            return `${shared}${word.slice(shared)}`
        })
        .join('')
}

function words(lists: unknown): string[] {
    if (!lists || typeof lists !== 'object') return []
    return unique(
        Object.values(lists)
            .flat()
            .filter((word): word is string => typeof word === 'string')
    )
}

function split(text: string): string[] {
    return text.split(/\s+/).filter(Boolean).map(fold)
}

function unique(list: string[]): string[] {
    return [...new Set(list)]
}
