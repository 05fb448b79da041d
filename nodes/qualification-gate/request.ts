import {
    answersFromInput,
    questionSetKey,
    type Answers,
    type Edition,
    type QuestionSet
} from '../../src/handbook'
import { invalidInput, isPlainObject, readId, type Typed } from '../shared'
import type { GateSettings } from './config'

/** What is asked for one contact, taken from the settings and the message. */
export interface GateRequest {
    /** The question set's key. */
    key: string
    set: QuestionSet
    /** What the message brings; empty when nothing. */
    given: Answers
    deal: DealChoice
}

/** The contact's open deals, a given one, or none. */
export type DealChoice = 'open' | { id: string } | null

/** Evaluates a typed input for one record. */
export type ValueOf = (typed: Typed) => Promise<unknown>

/**
 * Reads what a message asks for.
 * @throws NodeError or HandbookError `INPUT_INVALID`
 */
export async function readRequest(
    settings: GateSettings,
    edition: Edition,
    valueOf: ValueOf
): Promise<GateRequest> {
    const { questions, questionsType } = settings
    const name =
        questionsType === 'set' ? questions : await valueOf({ value: questions, type: questionsType })
    const key = questionSetKey(edition, name)
    const set = edition.questions[key] as QuestionSet
    return {
        key,
        set,
        given: await readAnswers(settings, set, valueOf),
        deal: await readDeal(settings, valueOf)
    }
}

async function readAnswers(
    { operation, answers, answersType }: GateSettings,
    set: QuestionSet,
    valueOf: ValueOf
): Promise<Answers> {
    const value = answersType === 'none' ? undefined : await valueOf({ value: answers, type: answersType })
    if (value !== undefined && value !== null) return answersFromInput(set, unwrapped(value))
    if (operation === 'record') throw invalidInput(`${answersType}.${answers} holds no answers`)
    return {}
}

/** Answers as this node sends them (`{ text, note, … }`) may come in again. */
function unwrapped(value: unknown): unknown {
    if (!isPlainObject(value)) return value
    return Object.fromEntries(
        Object.entries(value).map(([name, one]) => [
            name,
            isPlainObject(one) && typeof one.text === 'string' ? one.text : one
        ])
    )
}

async function readDeal({ deal, dealType }: GateSettings, valueOf: ValueOf): Promise<DealChoice> {
    if (dealType === 'found') return 'open'
    if (dealType === 'none') return null
    const value = await valueOf({ value: deal, type: dealType })
    if (value === undefined || value === null || value === '') return null
    return { id: readId(isPlainObject(value) ? value.id : value) }
}
