/** What is known of a set's questions, and what is to be written down. Pure. */
import {
    answersFromNotes,
    answersFromProperties,
    answersToNote,
    isPlaceholder,
    type Answer,
    type Answers,
    type Binding,
    type Edition,
    type QuestionSet
} from '../../src/handbook'
import type { NoteDecision, NotePlace, PlacedNote, Properties } from '../../src/hubspot'

/** An answer, the question it answers, and where in HubSpot it was found; one of a message has neither place. */
export interface FoundAnswer extends Answer {
    label: string
    /** The note's id; left out too for one that a dry run did not write. */
    note?: string
    /** The property's internal name. */
    property?: string
}

export type FoundAnswers = Record<string, FoundAnswer>

/** The answers that say something, by question key. */
export function realAnswers(answers: Answers): Answers {
    return Object.fromEntries(Object.entries(answers).filter(([, { text }]) => !isPlaceholder(text)))
}

/** An answer and the note in which it stands last. */
interface StandingAnswer {
    answer: Answer
    note: PlacedNote
}

/** The answers in these notes, oldest first: a later one wins, wherever it stands. */
function standing(edition: Edition, notes: readonly PlacedNote[]): Map<string, StandingAnswer> {
    const sets = Object.values(edition.questions)
    const found = new Map<string, StandingAnswer>()
    for (const note of notes)
        for (const [key, answer] of Object.entries(answersFromNotes(sets, [note])))
            found.set(key, { answer, note })
    return found
}

/**
 * What is still to be done so that these answers stand in a note on all of the places: nothing, put the notes that have
 * them on the places that lack them, or write one note (docs/decisions/0101).
 * @returns a pure decision, to be asked again with other notes
 * @throws HandbookError `INPUT_INVALID` when the note would be longer than HubSpot takes
 */
export function noteWriter(
    edition: Edition,
    set: QuestionSet,
    given: Answers,
    places: readonly NotePlace[]
): (notes: readonly PlacedNote[]) => NoteDecision {
    const body = answersToNote(set, given)
    const wanted = Object.entries(answersFromNotes(Object.values(edition.questions), [body]))
    return (notes) => {
        const held = standing(edition, notes)
        const isThere = wanted.every(([key, { text }]) => held.get(key)?.answer.text === text)
        if (!isThere) return { kind: 'write', body }
        const near = wanted.flatMap(([key]) => held.get(key)?.note ?? [])
        const lacking = new Set(near.filter(({ on }) => on.length < places.length).map(({ id }) => id))
        return lacking.size > 0 ? { kind: 'spread', notes: [...lacking] } : { kind: 'nothing' }
    }
}

/** Where the answers of a set are looked for. */
export interface Sources {
    notes: readonly PlacedNote[]
    /** The contact's, by the portal's names. */
    properties: Properties
    /** What the message brought. */
    given: Answers
}

/** Every question's answer: of a note before a property's, of a property before the message's. */
export function findAnswers(
    edition: Edition,
    set: QuestionSet,
    binding: Binding,
    { notes, properties, given }: Sources
): FoundAnswers {
    const inNotes = standing(edition, notes)
    const inProperties = answersFromProperties(edition, set, underEditionNames(edition, binding, properties))
    const found: FoundAnswers = {}
    for (const key of set.order) {
        const label = set.questions[key]?.label ?? key
        const held = inNotes.get(key)
        const kept = inProperties[key]
        if (held) {
            const { answer, note } = held
            found[key] = { ...answer, label, ...(note.id !== '' && { note: note.id }) }
        } else if (kept && !isPlaceholder(kept.text)) {
            const property = propertyOf(set, binding, key)
            found[key] = { ...kept, label, ...(property !== undefined && { property }) }
        } else if (given[key]) {
            found[key] = { ...given[key], label }
        }
    }
    return found
}

/** The portal's property that may hold the answer to a question. */
export function propertyOf(set: QuestionSet, { properties }: Binding, key: string): string | undefined {
    const property = set.questions[key]?.property
    return property === undefined ? undefined : properties[property]
}

/** The handbook reads properties by the names that the edition has for them. */
function underEditionNames(
    { properties: defined }: Edition,
    binding: Binding,
    properties: Properties
): Properties {
    return Object.fromEntries(
        Object.entries(binding.properties).flatMap(([key, bound]) => {
            const name = defined[key]?.name
            return name === undefined ? [] : [[name, properties[bound] ?? null]]
        })
    )
}
