// Makes examples/data/flowfuse-cloud-users.csv: 500 fictional users with the columns of FlowFuse Cloud's "Users" table
// and the kinds of names it really holds. The same on every run: node scripts/make-users.mjs
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as locales from '@faker-js/faker'
import {
    commaNames,
    companies,
    eastAsianNames,
    hostile,
    longNames,
    placeholders,
    rejectedEmails,
    singleWords
} from './odd-names.mjs'

const count = 500
const seed = 20260901
const file = join(fileURLToPath(import.meta.url), '../../examples/data/flowfuse-cloud-users.csv')
const columns = ['id', 'username', 'name', 'email', 'email_verified', 'suspended', 'createdAt', 'updatedAt']
const domains = ['example.com', 'example.net', 'example.org']

/** Where ordinary users come from, most first; the same locale may stand more than once. */
const origins = [
    ...Array.from({ length: 6 }, () => 'fakerEN_US'),
    ...Array.from({ length: 4 }, () => 'fakerEN_GB'),
    ...Array.from({ length: 4 }, () => 'fakerDE'),
    'fakerNL',
    'fakerNL',
    'fakerFR',
    'fakerFR',
    'fakerES',
    'fakerIT',
    'fakerPL',
    'fakerSV',
    'fakerDA',
    'fakerNB_NO',
    'fakerCS_CZ',
    'fakerPT_BR',
    'fakerTR',
    'fakerEN_IN',
    'fakerEN_NG'
]

if (resolve(process.argv[1] ?? '') === fileURLToPath(import.meta.url)) writeFileSync(file, makeUsers())

/** The whole CSV text, ending with a line feed. Calls of the same process give the same text. */
export function makeUsers() {
    const random = locales.fakerEN
    random.seed(seed)
    for (const origin of new Set(origins)) locales[origin].seed(seed)

    const people = [
        ...oddPeople(random),
        ...times(44, () => named(ordinary(random), (name) => name, { nameIsUsername: true })),
        ...times(16, () =>
            named(ordinary(random), (name) => asciiOf(name).toLowerCase().replaceAll(' ', '.'))
        ),
        ...times(10, () => named(ordinary(random), (name) => name.toUpperCase())),
        ...times(14, () => named(ordinary(random), (name) => name.toLowerCase())),
        ...times(5, () => named(ordinary(random), () => ''))
    ]
    while (people.length < count) people.push(named(ordinary(random), (name) => name))
    const shuffled = random.helpers.shuffle(people)
    return toCsv(spoil(asRows(shuffled, random), random))
}

function oddPeople(random) {
    const withEmail = (entries) => entries.map(([name, local]) => ({ name, local }))
    const alone = (entries) => entries.map((name) => ({ name, local: localPart(name) }))
    return [
        ...alone(longNames),
        ...commaNames.map((name) => ({ name, local: localPart(name.split(', ').toReversed().join(' ')) })),
        ...withEmail(eastAsianNames),
        ...alone(singleWords),
        ...withEmail(companies),
        ...placeholders.map((name, index) => ({
            name,
            local: `user.${index + 1}${random.string.numeric(3)}`
        })),
        ...withEmail(hostile)
    ]
}

/** An everyday person: one given name, one surname, in the usual order. */
function ordinary(random) {
    const { person } = locales[random.helpers.arrayElement(origins)]
    return `${person.firstName()} ${person.lastName()}`
}

function named(fullName, write, extra = {}) {
    return { name: write(fullName), local: localPart(fullName), ...extra }
}

/** Gives every person the other columns: unique usernames and addresses, dates that rise with the id. */
function asRows(people, random) {
    const usernames = new Set()
    const addresses = new Set()
    let created = Date.UTC(2025, 0, 6, 8, 0, 0)
    return people.map((person, index) => {
        created += random.number.int({ min: 5, max: 2000 }) * 60_000 + random.number.int({ max: 59_999 })
        const updated = created + random.number.int({ max: 40 * 24 * 60 }) * 60_000
        const username = unique(usernames, usernameOf(person.local, random))
        const local = unique(addresses, person.local)
        return {
            id: 1001 + index,
            username,
            name: person.nameIsUsername ? username : person.name,
            email: `${local}@${random.helpers.arrayElement(domains)}`,
            email_verified: random.datatype.boolean(0.95),
            suspended: false,
            createdAt: new Date(created).toISOString(),
            updatedAt: new Date(updated).toISOString()
        }
    })
}

/** Puts in what goes wrong in a real export: no e-mail, a taken one in other letters, one HubSpot refuses, suspended. */
function spoil(rows, random) {
    // The first rows stay clean, so that a look at the file shows what it is about.
    const victims = random.helpers.arrayElements(rows.slice(20), 5 + 4 + rejectedEmails.length + 8)
    for (const row of victims.splice(0, 5)) row.email = ''
    for (const row of victims.splice(0, 4)) {
        // The same person signed up a second time.
        const earlier = rows.find((other) => other.id === row.id - 11)
        row.name = earlier.name
        row.email = earlier.email.toUpperCase()
    }
    for (const [index, row] of victims.splice(0, rejectedEmails.length).entries())
        row.email = rejectedEmails[index]
    for (const row of victims) row.suspended = true
    return rows
}

function usernameOf(local, random) {
    const plain = local.replaceAll('.', random.helpers.arrayElement(['', '-', '_']))
    return random.datatype.boolean(0.3) ? `${plain}${random.number.int({ min: 1, max: 99 })}` : plain
}

function unique(taken, wanted) {
    let text = wanted
    for (let next = 2; taken.has(text); next++) text = `${wanted}${next}`
    taken.add(text)
    return text
}

/** `Zoë van der Berg` -> `zoe.berg`: what most people's addresses look like. */
function localPart(name) {
    const words = asciiOf(name)
        .toLowerCase()
        .split(/[^a-z0-9]+/)
        .filter((word) => word.length > 1)
    const [first = 'user', ...rest] = words
    return rest.length > 0 ? `${first}.${rest.at(-1)}` : first
}

function asciiOf(text) {
    const plain = {
        ß: 'ss',
        ø: 'o',
        Ø: 'O',
        ł: 'l',
        Ł: 'L',
        æ: 'ae',
        Æ: 'Ae',
        ı: 'i',
        đ: 'd',
        ð: 'd',
        œ: 'oe'
    }
    return text
        .replaceAll(/[ßøØłŁæÆıđðœ]/g, (letter) => plain[letter])
        .normalize('NFD')
        .replaceAll(/\p{M}/gu, '')
}

function toCsv(rows) {
    const quoted = (value) =>
        /[",\n]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : value
    const lines = rows.map((row) => columns.map((column) => quoted(row[column])).join(','))
    return `${[columns.join(','), ...lines].join('\n')}\n`
}

function times(number, make) {
    return Array.from({ length: number }, make)
}
