// Names made of @faker-js/faker's lists, every locale that has names, in the order natural to each.
import { allFakers, allLocales, type Faker } from '@faker-js/faker'
import type { Case } from './score'

/** Locales whose natural order is surname first. */
const familyFirst = new Set(['hu', 'ja', 'ko', 'zh_CN', 'zh_TW', 'vi'])
/** Locales that write no space between surname and given name. */
const unspaced = new Set(['ja', 'ko', 'zh_CN', 'zh_TW'])
/** Locales with patronymics, whose lists put the surname in front. */
const patronymic = new Set(['ru', 'uk'])

const seed = 20261122

interface Person {
    first: string
    last: string
    middle: string
}

/** The locales that have names. */
export function locales(): string[] {
    return Object.entries(allLocales)
        .filter(([, { person }]) => person?.first_name && person.last_name)
        .map(([locale]) => locale)
}

/** All generated groups; the same cases for the same number. */
export function generatedCases(perLocale: number): Case[] {
    return locales().flatMap((locale) => {
        const faker = allFakers[locale as keyof typeof allFakers]
        faker.seed(seed)
        return Array.from({ length: perLocale }, () => personOf(faker)).flatMap((person, index) =>
            variantsOf(locale, faker, person, index)
        )
    })
}

/** Faker throws for what a locale says that it has not (`null` in its data). */
function orEmpty(make: () => string): string {
    try {
        return make()
    } catch {
        return ''
    }
}

function personOf(faker: Faker): Person {
    const sex = faker.helpers.arrayElement(['female', 'male'] as const)
    return {
        first: faker.person.firstName(sex).trim(),
        last: faker.person.lastName(sex).trim(),
        middle: orEmpty(() => faker.person.middleName(sex)).trim()
    }
}

function variantsOf(locale: string, faker: Faker, { first, last, middle }: Person, index: number): Case[] {
    const natural = familyFirst.has(locale) ? `${last} ${first}` : `${first} ${last}`
    const make = (group: string, input: string): Case => ({ group, input, first, last, part: locale })
    const prefix = orEmpty(() => faker.person.prefix())
    const suffix = orEmpty(() => faker.person.suffix())
    const cases = [
        make('plain', natural),
        make('titles and suffixes', titled(natural, prefix, suffix, index)),
        make('caps and lower', index % 2 === 0 ? natural.toUpperCase() : natural.toLowerCase()),
        make('comma', commaForm(first, last, prefix, suffix, index))
    ]
    if (unspaced.has(locale)) cases.push(make('no spaces', `${last}${first}`))
    if (patronymic.has(locale)) {
        cases.push(
            make(
                'middle and Russian order',
                index % 2 === 0 ? `${last} ${first} ${middle}` : `${first} ${middle} ${last}`
            )
        )
    } else if (!familyFirst.has(locale)) {
        const between = index % 2 === 0 ? `${first.charAt(0)}.` : first.split(' ')[0]
        cases.push({
            ...make('middle and Russian order', `${first} ${between} ${last}`),
            others: [[`${first} ${between}`, last]]
        })
    }
    return cases
}

function titled(name: string, prefix: string, suffix: string, index: number): string {
    const parts = index % 3 === 0 ? [prefix, name] : index % 3 === 1 ? [name, suffix] : [prefix, name, suffix]
    return parts.filter(Boolean).join(' ')
}

function commaForm(first: string, last: string, prefix: string, suffix: string, index: number): string {
    const forms = [
        `${last}, ${first}`,
        `${last},${first}`,
        `${last}, ${prefix} ${first}`,
        `${last}, ${first}, ${suffix}`
    ]
    return (forms[index % forms.length] ?? '').replace(/ {2,}/g, ' ').replace(/, $/, '')
}
