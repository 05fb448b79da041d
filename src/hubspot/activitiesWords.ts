/** The words people use for HubSpot's values of activities (facts/hubspot.md 7). Pure. */
import { invalid } from './values'

/** By HubSpot's value, the other words for it. */
type Values = Readonly<Record<string, readonly string[]>>

export const emailDirections: Values = {
    EMAIL: ['outgoing', 'outbound', 'sent'],
    INCOMING_EMAIL: ['incoming', 'inbound', 'received'],
    FORWARDED_EMAIL: ['forwarded']
}

export const callDirections: Values = {
    OUTBOUND: ['outgoing'],
    INBOUND: ['incoming']
}

/** HubSpot's own outcomes of calls; a portal may have more, which are given by their id. */
export const callOutcomes: Values = {
    'f240bbac-87c9-4f6e-bf70-924b57d47db7': ['connected'],
    '73a0d17f-1163-4015-bdd5-ec830791da20': ['no answer'],
    'b2cf5968-551e-4856-9783-52b3da59a7d0': ['left voicemail'],
    '9d9162e7-6cf3-4944-bf63-4dff82258764': ['busy'],
    'a4c4c377-d246-4b32-a13b-75a56a4cd0ff': ['left live message'],
    '17b47fee-58de-441e-a44c-c6300d46f273': ['wrong number']
}

export const meetingOutcomes: Values = {
    SCHEDULED: [],
    COMPLETED: ['held'],
    RESCHEDULED: [],
    NO_SHOW: [],
    CANCELED: ['cancelled']
}

export const taskPriorities: Values = { LOW: [], MEDIUM: [], HIGH: [] }

export const taskTypes: Values = { TODO: ['to-do', 'to do'], EMAIL: ['e-mail'], CALL: [] }

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

/**
 * HubSpot's value for a word, whatever its case and whether it is written with spaces, `_` or `-`.
 * @param what names the field in the error
 * @returns undefined for a blank one
 * @throws HubSpotError `INPUT_INVALID` that lists what would do
 */
export function toValue(what: string, values: Values, given: unknown): string | undefined {
    if (given === undefined || given === null || given === '') return undefined
    if (typeof given === 'string') {
        if (values === callOutcomes && uuid.test(given.trim())) return given.trim().toLowerCase()
        const word = plain(given)
        const known = Object.entries(values).find(
            ([value, words]) => plain(value) === word || words.some((one) => plain(one) === word)
        )
        if (known) return known[0]
    }
    const names = Object.entries(values).map(([value, words]) => words[0] ?? value.toLowerCase())
    throw invalid(`the ${what} is none of: ${names.join(', ')}`)
}

function plain(word: string): string {
    return word
        .trim()
        .toLowerCase()
        .replace(/[\s_-]+/g, ' ')
}
