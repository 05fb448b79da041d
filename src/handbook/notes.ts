/** Answers to and from HubSpot notes (rules QQ-05, WWW-04). */
import { type Instant, toInstant } from './calendar'
import type { QuestionSet } from './edition'
import { HandbookError } from './errors'
import { own } from './find'
import { type HeadingReader, headingReader } from './headings'
import { boldEnd, boldStart, escapeHtml, noteLines, unmarked, withoutControls } from './note-text'
import { type Answer, type Answers, isPlaceholder, makeAnswer } from './qualification'

/** What HubSpot takes as the body of a note (facts 7). */
export const longestNote = 65_536

/** A note as it is read: its body, HTML or text, and when it was written. */
export interface NoteText {
    readonly body: string | null | undefined
    /** Instant or ISO 8601; without it the place in the list counts. */
    readonly at?: Instant | null
}

/**
 * One note with the answers of a set, as readable HTML; questions without an answer are left out. The same answers
 * give the same note, and reading it gives them back. What looks like markup in an answer is escaped.
 * @throws HandbookError `INPUT_INVALID` when there is no answer at all, or the note is longer than HubSpot takes
 */
export function answersToNote(set: QuestionSet, answers: Answers): string {
    const reader = headingReader([set])
    const sections = set.order.flatMap((key) => {
        const answer = own(answers, key)
        const label = set.questions[key]?.label
        if (!answer || label === undefined || isPlaceholder(answer.text)) return []
        const lines = textLines(answer.text).map((line) =>
            escapeHtml(needsQuoting(reader, line) ? `> ${line}` : line)
        )
        return [`<p><strong>${escapeHtml(label)}</strong><br>${lines.join('<br>')}</p>`]
    })
    if (sections.length === 0) throw new HandbookError('INPUT_INVALID', 'There is no answer to write down.')
    const note = `<p><strong>${escapeHtml(set.label)}</strong></p>${sections.join('')}`
    if (note.length > longestNote)
        throw new HandbookError(
            'INPUT_INVALID',
            `The answers make a note of ${note.length} characters; HubSpot takes ${longestNote}.`
        )
    return note
}

/**
 * Reads answers back from notes that a person, or this pack, wrote: a heading with or without question mark, bold or
 * plain, numbered or not, its answer behind it or in the lines below. A later note wins, except where it has only a
 * placeholder.
 * @param sets one question set, or all that may share a note: each heading then ends the answer before it
 */
export function answersFromNotes(
    sets: QuestionSet | readonly QuestionSet[],
    notes: readonly (string | NoteText)[]
): Answers {
    const all = isList(sets) ? sets : [sets]
    const reader = headingReader(all)
    const answers: Record<string, Answer> = {}
    for (const body of inOrder(notes)) {
        for (const [key, text] of readNote(reader, body)) {
            const question = all.map((set) => own(set.questions, key)).find((found) => found !== undefined)
            if (question && !isPlaceholder(text)) answers[key] = makeAnswer(question, text, 'note')
        }
    }
    return answers
}

/** Key and text of every answer in a note, in the order they stand there. */
function readNote(reader: HeadingReader, body: string): [string, string][] {
    const found: [string, string[]][] = []
    for (const line of noteLines(body).flatMap((whole) => (isQuoted(whole) ? [whole] : reader.cut(whole)))) {
        const current = found.at(-1)?.[1]
        if (isQuoted(line)) {
            current?.push(line.replace(/^> ?/, ''))
            continue
        }
        const heading = reader.read(line)
        if (heading) found.push([heading.key, heading.rest === '' ? [] : [heading.rest]])
        else if (current && current.length > 0 && isTitle(line)) found.push(['', []])
        else current?.push(current.length === 0 ? line.replace(answerMark, '') : line)
    }
    return found.map(([key, lines]) => [key, lines.map(unmarked).join('\n').trim()])
}

/** `A:` or `Answer:` in front of an answer. */
const answerMark = /^(?:a|answer)\s?[:.)]\s*/i

/** A line that an answer of ours would be misread by is written as a quotation, and read back without the mark. */
function needsQuoting(reader: HeadingReader, line: string): boolean {
    return (
        isQuoted(line) ||
        isTitle(line) ||
        answerMark.test(line) ||
        reader.read(line) !== undefined ||
        reader.cut(line).length > 1
    )
}

function isQuoted(line: string): boolean {
    return line.startsWith('>')
}

/** A line all in bold print, or a Markdown heading: it begins something else. */
function isTitle(line: string): boolean {
    const html = new RegExp(`^${boldStart}[^${boldEnd}]+${boldEnd}:?$`, 'u')
    return html.test(line) || /^(?:\*\*[^*]+\*\*:?|#{1,6} .+)$/.test(line)
}

/** An answer's own lines, as reading gives them back. */
function textLines(text: string): string[] {
    return withoutControls(text)
        .split('\n')
        .map((line) => line.replaceAll(/\s+/g, ' ').trim())
        .filter((line) => line !== '')
}

/** The bodies, oldest first. */
function inOrder(notes: readonly (string | NoteText)[]): string[] {
    return notes
        .map((note) => (typeof note === 'string' ? { body: note } : note))
        .map(({ body, at }: NoteText) => ({
            body: typeof body === 'string' ? body : '',
            time: toInstant(at) ?? 0
        }))
        .toSorted((a, b) => a.time - b.time)
        .map(({ body }) => body)
}

function isList<T>(value: T | readonly T[]): value is readonly T[] {
    return Array.isArray(value)
}
