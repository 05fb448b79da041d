// Reads cases from JSON files of the form { source, cases: [{ input, first, last, alt?, category?, locale? }] }.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Case } from './score'

interface FileCase {
    input: unknown
    first: string | null
    last: string | null
    alt?: [string | null, string | null][]
    category?: string
    locale?: string
    variant?: string
}

/** The cases of every JSON file in a folder; each file is a group. */
export function casesIn(folder: string): Case[] {
    return readdirSync(folder)
        .filter((file) => file.endsWith('.json'))
        .flatMap((file) => {
            const { cases } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as { cases: FileCase[] }
            return cases.map((one) => ({
                group: `file: ${file}`,
                input: one.input,
                first: one.first ?? '',
                last: one.last ?? '',
                others: one.alt?.map(([first, last]): [string, string] => [first ?? '', last ?? '']),
                part: one.category ?? [one.locale, one.variant].filter(Boolean).join(' ')
            }))
        })
}
