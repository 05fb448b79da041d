/** Whether a question set is answered, so that the stage behind it may be entered (rules QQ-05, WWW-04, LC-16). */
import type { Edition, Question, QuestionSet } from './edition'
import { HandbookError } from './errors'
import { findKey, own } from './find'
import { type Answer, type Answers, isPlaceholder, missingAnswers } from './qualification'
import {
    type Advice,
    adviceText,
    makeVerdict,
    type Missing,
    sentenceList,
    strictAdvice,
    type Verdict
} from './verdict'

/**
 * The key of the question set that is named by its key or label.
 * @throws HandbookError `INPUT_INVALID` when the edition has none of that name
 */
export function questionSetKey(edition: Edition, name: unknown): string {
    const key = typeof name === 'string' ? findKey(edition.questions, name) : undefined
    if (key === undefined) throw unknownSet(edition)
    return key
}

function unknownSet({ id, questions }: Edition): HandbookError {
    const sets = Object.keys(questions)
    const known = sets.length > 0 ? `it has ${sentenceList(sets)}` : 'it has none'
    return new HandbookError('INPUT_INVALID', `Edition ${id} has no such question set; ${known}.`)
}

/**
 * Decides over the answers of one set. `to` is the stage that the set stands in front of, if one does. What counts is
 * that an answer is there; whether it is a good one is for people (QQ-05), so a number that cannot be read is advice.
 * @param setKey a key of the edition's question sets
 * @throws HandbookError `INPUT_INVALID` when the edition has no such set
 */
export function decideAnswers(edition: Edition, setKey: string, answers: Answers): Verdict {
    const set = own(edition.questions, setKey)
    if (!set) throw unknownSet(edition)
    const [to = null] = Object.entries(edition.lifecycle.stages).flatMap(([stage, { requires = {} }]) =>
        Object.values(requires).some(({ questions }) => questions === setKey) ? [stage] : []
    )
    const missing = missingAnswers(set, answers)
    const unclear = unclearAnswers(set, answers)
    const strict = strictAdvice(edition, unclear)
    if (missing.length === 0 && strict) {
        return makeVerdict(edition, {
            verdict: 'refused',
            rule: strict.rule,
            from: null,
            to,
            missing: unclear.filter(({ rule }) => rule === strict.rule).map(({ question }) => question),
            reason: strict.text
        })
    }
    return makeVerdict(edition, {
        verdict: missing.length > 0 ? 'refused' : 'allowed',
        rule: set.rule,
        from: null,
        to,
        missing,
        reason: missing.length > 0 ? reasonAgainst(set, answers, missing) : reasonFor(set),
        advice: adviceText(unclear)
    })
}

function reasonFor({ label, order, inNotes }: QuestionSet): string {
    return `${label}: all ${order.length} are answered${inNotes ? ' in HubSpot notes' : ''}.`
}

function reasonAgainst(set: QuestionSet, answers: Answers, missing: readonly Missing[]): string {
    const isElsewhere = ({ key }: Missing): boolean => {
        const text = own(answers, key)?.text
        return typeof text === 'string' && !isPlaceholder(text)
    }
    const unanswered = missing.filter((one) => !isElsewhere(one))
    const elsewhere = missing.filter(isElsewhere)
    const sentences = [
        unanswered.length > 0 ? `${set.label}: no answer yet to ${quoted(unanswered)}.` : '',
        elsewhere.length > 0 ? `Answered, but in no HubSpot note: ${quoted(elsewhere)}.` : ''
    ]
    return sentences.filter((sentence) => sentence !== '').join(' ')
}

function quoted(missing: readonly Missing[]): string {
    return sentenceList(missing.map(({ label }) => `"${label}"`))
}

/** Answers that are there, but do not say what was asked (rules QQ-02 and QQ-03). */
function unclearAnswers(set: QuestionSet, answers: Answers): (Advice & { question: Missing })[] {
    return set.order.flatMap((key) => {
        const question = own(set.questions, key)
        const answer = own(answers, key)
        if (!question || !answer || isPlaceholder(answer.text)) return []
        const lack = lackOf(question, answer)
        if (lack === null) return []
        const text = `The answer to "${question.label}" ${lack}.`
        return [{ rule: question.rule, text, question: { key, label: question.label } }]
    })
}

function lackOf({ type, counts = {} }: Question, { value }: Answer): string | null {
    if (type === 'yesNo') return typeof value === 'boolean' ? null : 'says neither yes nor no'
    if (type !== 'numbers') return null
    const found = typeof value === 'object' ? value : {}
    const absent = Object.keys(counts).filter((kind) => !Object.hasOwn(found, kind))
    return absent.length > 0 ? `does not say how many ${sentenceList(absent)}` : null
}
