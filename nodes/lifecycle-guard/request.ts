import { answersFromInput, type Answers, type Edition } from '../../src/handbook'
import { invalidInput, isPlainObject, kindOf, mergeAnswers, type AskedStage, type Typed } from '../shared'
import type { GuardSettings } from './config'

/** What is asked for one contact, taken from the settings and the message. */
export interface StageRequest extends Omit<AskedStage, 'to'> {
    /** The stage as the message names it; null asks for none. Left out, the evidence decides. */
    to?: string | number | null
}

/** Evaluates a typed input for one record. */
type ValueOf = (typed: Typed) => Promise<unknown>

/**
 * Reads what a message asks for.
 * @throws NodeError or HandbookError `INPUT_INVALID`
 */
export async function readRequest(
    settings: GuardSettings,
    edition: Edition,
    valueOf: ValueOf
): Promise<StageRequest> {
    const { support, answers } = await readSupport(settings, edition, valueOf)
    const text = await readText(settings, valueOf)
    const words = text === undefined ? {} : { text }
    // Beside a stage that is asked for, evidence calls for nothing by itself; the contact's words weigh it.
    if (settings.mode === 'review') return { evidence: support, support: [], answers, ...words }
    if (settings.decideBy === 'stage') {
        const to = await readStage(settings, valueOf)
        return { to, evidence: support, support: [], answers, ...words }
    }
    return { evidence: await readEvidence(settings, valueOf), support, answers, ...words }
}

async function readStage(
    { stage, stageType }: GuardSettings,
    valueOf: ValueOf
): Promise<string | number | null> {
    const value = stageType === 'stage' ? stage : await valueOf({ value: stage, type: stageType })
    if (value === undefined) throw invalidInput(`${stageType}.${stage} holds no lifecycle stage`)
    if (value === null || typeof value === 'string' || typeof value === 'number') return value
    throw invalidInput(`a lifecycle stage must be a text, not ${kindOf(value)}`)
}

async function readEvidence({ evidence, evidenceType }: GuardSettings, valueOf: ValueOf): Promise<string[]> {
    if (evidenceType === 'evidence') return evidence.split(',').filter((kind) => kind !== '')
    const value = await valueOf({ value: evidence, type: evidenceType })
    if (value === undefined) throw invalidInput(`${evidenceType}.${evidence} holds no evidence`)
    return kindsIn(value)
}

/** Kinds of evidence and answers, in whatever way a message brings them together. */
async function readSupport(
    { support, supportType }: GuardSettings,
    edition: Edition,
    valueOf: ValueOf
): Promise<{ support: string[]; answers: Answers }> {
    const value =
        supportType === 'none'
            ? undefined
            : supportType === 'evidence'
              ? support.split(',').filter((kind) => kind !== '')
              : await valueOf({ value: support, type: supportType })
    const parts: unknown[] = Array.isArray(value) ? value : [value]
    const kinds: string[] = []
    const answers: Answers[] = []
    for (const part of parts) {
        if (!isPlainObject(part)) {
            kinds.push(...kindsIn(part))
            continue
        }
        const { evidence, answers: inside, ...rest } = part
        kinds.push(...kindsIn(evidence))
        const given = isPlainObject(inside) ? { ...rest, ...inside } : rest
        for (const set of Object.values(edition.questions)) answers.push(answersFromInput(set, given))
    }
    return { support: kinds, answers: mergeAnswers(...answers) }
}

async function readText({ text, textType }: GuardSettings, valueOf: ValueOf): Promise<string | undefined> {
    if (textType === 'none') return undefined
    const value = await valueOf({ value: text, type: textType })
    return typeof value === 'string' ? value : undefined
}

function kindsIn(value: unknown): string[] {
    const list: unknown[] = Array.isArray(value) ? value : [value]
    return list.flatMap((kind) => {
        if (kind === undefined || kind === null || kind === '') return []
        if (typeof kind !== 'string')
            throw invalidInput(`a kind of evidence must be a text, not ${kindOf(kind)}`)
        return [kind]
    })
}
