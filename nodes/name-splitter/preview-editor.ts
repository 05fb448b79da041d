import type { NameParts } from '../../src/names'
import { AdminError, postAdmin, type Words } from '../shared/editor'
import type { PartName } from './config'

/** Wait so long after the last key, in ms, before Node-RED is asked. */
const settle = 150

const shownAlways: PartName[] = ['first', 'last']
const shownWhenFilled: PartName[] = ['title', 'middle', 'suffix', 'nickname']

/** The dialog's live preview: a typed name, split by the runtime with the settings as they stand in the dialog. */
export function startPreview(words: Words): void {
    const input = $('#name-splitter-try')
    const box = $('#name-splitter-parts')
    let timer: ReturnType<typeof setTimeout> | undefined
    let latest = 0

    const ask = async () => {
        const question = ++latest
        const name = String(input.val())
        const answer = name.trim() === '' ? '' : await answerTo(name, words)
        if (question === latest) box.empty().append(answer)
    }
    const later = () => {
        clearTimeout(timer)
        timer = setTimeout(() => void ask(), settle)
    }
    input.on('input', later)
    $('.name-splitter').on('change input', '.name-splitter-asks', later)
}

/** Whether a text is a review threshold. */
export function isThreshold(value: unknown): boolean {
    return String(value).trim() !== '' && Number(value) >= 0 && Number(value) <= 1
}

async function answerTo(name: string, words: Words): Promise<JQuery> {
    try {
        return resultOf(await postAdmin<NameParts>('names/preview', { name, ...settingsNow() }), words)
    } catch (error) {
        const reason = error instanceof AdminError ? error.reason : String(error)
        return $('<div>', { class: 'name-splitter-failed' }).text(reason)
    }
}

/**
 * The settings that decide how a name is read, saved or not. A country counts when it is a fixed one, a threshold when
 * it is a number; where they come from elsewhere the preview does without.
 */
function settingsNow(): Record<string, string> {
    const valueOf = (property: string) => String($(`#node-input-${property}`).val() ?? '')
    const reviewBelow = valueOf('reviewBelow')
    return {
        mode: valueOf('mode'),
        order: valueOf('order'),
        middle: valueOf('middle'),
        letterCase: valueOf('letterCase'),
        ...(isThreshold(reviewBelow) ? { reviewBelow } : {}),
        ...(valueOf('countryType') === 'str' ? { country: valueOf('country') } : {})
    }
}

/** The answer as a list; text only, because the name is whatever somebody typed. */
function resultOf(parts: NameParts, words: Words): JQuery {
    const list = $('<dl>', { class: 'name-splitter-result' })
    const line = (key: string, text: string, style = '') =>
        list.append($('<dt>').text(words(key)), $('<dd>', { 'data-line': key, class: style }).text(text))
    for (const part of shownAlways) {
        if (parts[part]) line(`part.${part}`, parts[part])
        else line(`part.${part}`, words('preview.blank'), 'name-splitter-blank')
    }
    for (const part of shownWhenFilled) if (parts[part]) line(`part.${part}`, parts[part])
    // Rounded down, so that 99.6 % is never shown as certain.
    line('preview.confidence', `${Math.floor(parts.confidence * 100)} %, ${words(`level.${parts.level}`)}`)
    if (parts.reasons.length > 0) {
        line('preview.reasons', parts.reasons.map((reason) => words(`reasons.${reason}`)).join('; '))
    }
    if (parts.alternatives.length > 0) {
        const written = parts.alternatives.map(({ first, last }) => `${first || '–'} | ${last || '–'}`)
        line('preview.alternatives', written.join('; '))
    }
    line('preview.goes', words(parts.review ? 'port.review' : 'port.split'))
    return list
}
