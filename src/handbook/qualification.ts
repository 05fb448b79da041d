/** The questions that stand between stages (rules QQ-01 to QQ-05, WWW-01 to WWW-05): which are answered, and how. */
import type { Edition, Question, QuestionSet } from './edition'
import { HandbookError } from './errors'
import { findKey, isBlank, own } from './find'
import { headingsOf, plain } from './headings'
import { noteLines } from './note-text'
import type { Missing } from './verdict'

/** What a text says when it is counted or taken as yes or no; undefined when it says neither. */
export type AnswerValue = boolean | Readonly<Record<string, number>>

/** One answer, as plain text. */
export interface Answer {
    readonly text: string
    /** Rules QQ-02 (numbers by what is counted) and QQ-03 (yes or no), when the text says so. */
    readonly value?: AnswerValue
    /** Where it was found: only `note` counts for a set whose answers must stand in notes (rule WWW-04). */
    readonly from: 'note' | 'property' | 'message'
}

/** Answers by question key. */
export type Answers = Readonly<Record<string, Answer>>

/**
 * The questions of a set that have no answer yet, in the handbook's order. An answer that is empty or a placeholder
 * is none, and for the three Whys neither is one that stands in no HubSpot note (rule WWW-04).
 */
export function missingAnswers(set: QuestionSet, answers: Answers): Missing[] {
    return set.order
        .filter((key) => {
            const answer = own(answers, key)
            if (typeof answer?.text !== 'string' || isPlaceholder(answer.text)) return true
            return set.inNotes && answer.from !== 'note'
        })
        .map((key) => ({ key, label: set.questions[key]?.label ?? key }))
}

/** Whether a text, or what its HTML shows, stands for an answer that is still to come: empty, `?`, `tbd`, `n/a`, `-`, `unknown` … */
export function isPlaceholder(text: string): boolean {
    const bare = plain(noteLines(text).join(' ')).replaceAll(' ', '')
    return bare === '' || placeholders.has(bare)
}

const placeholders = new Set(
    (
        'tbd tba tbc tobedetermined tobedefined tobediscussed tobeanswered tobeconfirmed todo pending ' +
        'na notavailable notapplicable notyet notyetknown notknown notknownyet unknown unclear dontknow idk ' +
        'noanswer noansweryet empty null undefined xxx'
    ).split(' ')
)

/** What a text says for a question: numbers (QQ-02), yes or no (QQ-03), or nothing that can be counted. */
export function answerValue(question: Question, text: string): AnswerValue | undefined {
    const said = noteLines(text).join('\n')
    if (question.type === 'yesNo') return yesOrNo(said)
    if (question.type === 'numbers') return counts(question, said)
    return undefined
}

/** Makes an answer of a text. */
export function makeAnswer(question: Question, text: string, from: Answer['from']): Answer {
    const value = answerValue(question, text)
    return value === undefined ? { text, from } : { text, from, value }
}

/**
 * Takes the answers of one set out of whatever a message brought: an object by question key, rule id, or the question
 * as asked. Fields that are no question are left alone; blank ones give no answer.
 * @throws HandbookError `INPUT_INVALID` when it is no object, or an answer is neither text, number nor yes/no
 */
export function answersFromInput(set: QuestionSet, input: unknown): Answers {
    if (typeof input !== 'object' || input === null || Array.isArray(input))
        throw new HandbookError('INPUT_INVALID', 'The answers must be an object with one entry per question.')
    const answers: Record<string, Answer> = {}
    for (const [name, value] of Object.entries(input)) {
        const key = questionKey(set, name)
        const question = key === undefined ? undefined : own(set.questions, key)
        if (key === undefined || !question) continue
        const text = answerText(question, value)
        if (text === undefined)
            throw new HandbookError('INPUT_INVALID', `The answer to "${question.label}" is no text.`, [
                { path: key, message: 'must be a text, a number, or yes or no' }
            ])
        if (text.trim() !== '') answers[key] = makeAnswer(question, text.trim(), 'message')
    }
    return answers
}

/** The answers that stand in a record's own properties, by the names that the edition gives them. */
export function answersFromProperties(
    edition: Edition,
    set: QuestionSet,
    properties: Readonly<Record<string, string | null | undefined>>
): Answers {
    const answers: Record<string, Answer> = {}
    for (const key of set.order) {
        const question = set.questions[key]
        const name =
            question?.property === undefined ? undefined : edition.properties[question.property]?.name
        const text = name === undefined ? undefined : own(properties, name)
        if (question && !isBlank(text)) answers[key] = makeAnswer(question, text.trim(), 'property')
    }
    return answers
}

/** The key of the question that is named by key, rule id, label or one of its headings. */
export function questionKey(set: QuestionSet, name: string): string | undefined {
    const byKey = findKey(set.questions, name)
    if (byKey !== undefined) return byKey
    const wanted = plain(name)
    return set.order.find((key) => {
        const question = set.questions[key]
        return (
            question !== undefined &&
            (plain(question.rule) === wanted ||
                headingsOf(key, question).some((heading) => heading === wanted))
        )
    })
}

function answerText(question: Question, value: unknown): string | undefined {
    if (value === null || value === undefined) return ''
    if (typeof value === 'string') return value
    if (typeof value === 'number') return Number.isFinite(value) ? String(value) : undefined
    if (typeof value === 'boolean') return value ? 'Yes' : 'No'
    if (typeof value !== 'object' || Array.isArray(value) || question.counts === undefined) return undefined
    const parts = Object.entries(value).filter(([name]) => own(question.counts ?? {}, name) !== undefined)
    if (parts.some(([, count]) => typeof count !== 'number' || !Number.isFinite(count))) return undefined
    return parts.map(([name, count]) => `${count} ${name}`).join(', ')
}

const yes =
    /^(yes|yep|yeah|yup|y|true|correct|sure|indeed|absolutely|definitely|they do|we do|it is|ja|oui|si|sí)\b/
const no = /^(no|nope|n|false|not|none|never|they don't|we don't|it isn't|it is not|nein|nee|non)\b/

function yesOrNo(text: string): boolean | undefined {
    const said = text.trim().toLowerCase()
    if (no.test(said)) return false
    return yes.test(said) ? true : undefined
}

/**
 * A number beside each word that names what is counted: in front of it (`3 instances`), or behind it when the text
 * begins with the word (`instances: 3`). Failing that, the numbers in the handbook's order.
 */
function counts(question: Question, text: string): Record<string, number> | undefined {
    const kinds = Object.entries(question.counts ?? {})
    const found: Record<string, number> = {}
    const tokens = [...text.toLowerCase().matchAll(/\d[\d.,' ]*k?(?![a-z\d])|\p{L}+/gu)].map((match) =>
        match[0].trim()
    )
    const numbers = tokens.map(toNumber)
    const named = kinds.flatMap(([, words]) => words)
    const first = tokens.find((token, index) => numbers[index] !== undefined || named.includes(token))
    const steps = first !== undefined && named.includes(first) ? [1, 2, -1] : [-1, -2, -3, 1]
    for (const [kind, words] of kinds) {
        const at = tokens.findIndex((token, index) => numbers[index] === undefined && words.includes(token))
        if (at < 0) continue
        const nearest = steps.map((step) => numbers[at + step]).find((count) => count !== undefined)
        if (nearest !== undefined) found[kind] = nearest
    }
    if (Object.keys(found).length > 0) return found
    const bare = numbers.filter((value) => value !== undefined)
    if (bare.length !== kinds.length) return undefined
    for (const [index, [kind]] of kinds.entries()) found[kind] = bare[index] ?? 0
    return found
}

const words = [
    'zero',
    'one',
    'two',
    'three',
    'four',
    'five',
    'six',
    'seven',
    'eight',
    'nine',
    'ten',
    'eleven',
    'twelve'
]

function toNumber(token: string): number | undefined {
    if (!/^\d/.test(token)) {
        const index = words.indexOf(token)
        return index < 0 ? undefined : index
    }
    const thousands = token.endsWith('k') ? 1000 : 1
    const digits = token
        .replace(/k$/, '')
        .replaceAll(/[' ]|[.,](?=\d{3}(?!\d))/g, '')
        .replace(/[.,]+$/, '')
        .replace(',', '.')
    const value = Number(digits) * thousands
    return Number.isFinite(value) ? value : undefined
}
