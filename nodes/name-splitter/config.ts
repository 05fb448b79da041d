import type { NodeDef } from 'node-red'
import type { NameParts, SplitOptions } from '../../src/names'
import { invalidConfig, migrate, type Migration, type Typed } from '../shared'

/** The node's own settings, as the dialog stores them. */
export interface NameSettings {
    source: string
    sourceType: string
    username: string
    usernameType: string
    email: string
    emailType: string
    country: string
    countryType: string
    corrections: string
    correctionsType: string
    details: string
    detailsType: string
    mode: 'smart' | 'sheets'
    order: NonNullable<SplitOptions['order']>
    middle: NonNullable<SplitOptions['middle']>
    letterCase: NonNullable<SplitOptions['letterCase']>
    reviewBelow: number | string
    firstProperty: string
    lastProperty: string
    titleProperty: string
    middleProperty: string
    suffixProperty: string
    nicknameProperty: string
    keepFilled: boolean
    writeDoubtful: boolean
    version: number
}

/** The node's configuration. */
export type NameSplitterConfig = NodeDef & NameSettings

/** What a new node starts with; the editor's definition holds the same values. */
export const defaults: NameSettings = {
    source: 'name',
    sourceType: 'row',
    username: 'username',
    usernameType: 'row',
    email: 'email',
    emailType: 'row',
    country: '',
    countryType: 'none',
    corrections: '',
    correctionsType: 'none',
    details: 'names',
    detailsType: 'msg',
    mode: 'smart',
    order: 'auto',
    middle: 'separate',
    letterCase: 'smart',
    reviewBelow: '0.8',
    firstProperty: 'firstname',
    lastProperty: 'lastname',
    titleProperty: 'salutation',
    middleProperty: '',
    suffixProperty: '',
    nicknameProperty: '',
    keepFilled: true,
    writeDoubtful: false,
    version: 1
}

/** From the configuration's first version onwards; see nodes/shared/migrate.ts. */
const migrations: readonly Migration[] = []

/** The parts of a name that can be written to a property. */
export const partNames = ['first', 'last', 'title', 'middle', 'suffix', 'nickname'] as const
export type PartName = (typeof partNames)[number]

/** The configuration, checked and in the words of the code. */
export interface Settings {
    source: Typed
    username: Typed
    email: Typed
    country: Typed
    corrections: Typed
    details: Typed
    /** What splitName gets besides the hints of each record. */
    options: SplitOptions
    /** The property each part is written to; parts that are not written are absent. */
    properties: ReadonlyMap<PartName, string>
    /** Leave properties alone that have a value already (RULES.md, decisions, "Imports"). */
    keepFilled: boolean
    /** Write the parts of doubtful names too; without it they stand in the details only. */
    writeDoubtful: boolean
}

/**
 * Reads a configuration, also one of an older pack.
 * @throws NodeError `CONFIG_INVALID` when the review threshold is no number from 0 to 1, or no property is written
 */
export function readSettings(stored: Partial<NameSettings>): Settings {
    const config: NameSettings = { ...defaults, ...migrate(stored, migrations) }
    const named = partNames
        .map((part): [PartName, string] => [part, config[`${part}Property`].trim()])
        .filter(([, property]) => property !== '')
    if (named.length === 0) throw invalidConfig('no property is chosen for any part of the name')
    return {
        source: { value: config.source, type: config.sourceType },
        username: { value: config.username, type: config.usernameType },
        email: { value: config.email, type: config.emailType },
        country: { value: config.country, type: config.countryType },
        corrections: { value: config.corrections, type: config.correctionsType },
        details: { value: config.details, type: config.detailsType },
        options: readOptions(config),
        properties: new Map(named),
        keepFilled: config.keepFilled,
        writeDoubtful: config.writeDoubtful
    }
}

/** The options that are picked from a list; the first is the one a node starts with. */
const choices = {
    mode: ['smart', 'sheets'],
    order: ['auto', 'given-first', 'family-first'],
    middle: ['separate', 'first', 'last'],
    letterCase: ['smart', 'keep']
} as const

/**
 * Checks the options of a configuration, or of a preview whose dialog is not saved yet.
 * @throws NodeError `CONFIG_INVALID`
 */
export function readOptions(
    fields: Partial<Record<keyof typeof choices | 'reviewBelow', unknown>>
): SplitOptions {
    const pick = <K extends keyof typeof choices>(key: K): (typeof choices)[K][number] => {
        const value = fields[key] ?? choices[key][0]
        const found = choices[key].find((choice) => choice === value)
        if (found === undefined) throw invalidConfig(`${key} must be one of ${choices[key].join(', ')}`)
        return found
    }
    return {
        order: pick('order'),
        middle: pick('middle'),
        letterCase: pick('letterCase'),
        sheets: pick('mode') === 'sheets',
        reviewBelow: readThreshold(fields.reviewBelow)
    }
}

function readThreshold(value: unknown): number {
    const number = value === undefined || value === '' ? 0.8 : Number(value)
    if (!(number >= 0 && number <= 1))
        throw invalidConfig('the review threshold must be a number from 0 to 1')
    return number
}

/** What is known of one name: its parts, what they were made from, and who decided. */
export interface NameDetails extends NameParts {
    /** The name as it came. */
    name: string
    /** True when a person's correction decided. */
    corrected: boolean
}
