/** Reads from the CRM what supports a lifecycle move, and no more than that. */
import {
    answersFromNotes,
    answersFromProperties,
    evidenceIn,
    isPlaceholder,
    type Answers,
    type Binding,
    type Edition,
    type NoteText
} from '../../src/handbook'
import type { Account, CrmRecord, OperationOptions, Properties } from '../../src/hubspot'
import {
    callOf,
    callProperties,
    dealEvidence,
    dealProperties,
    isOpen,
    meetingOf,
    meetingProperties,
    type EvidenceSource
} from './evidence'
import { recordsOn } from './records-on'

/** What is known about a contact besides its stage. */
export interface KnownFacts {
    /** Kinds of evidence. */
    known: string[]
    answers: Answers
}

const noteProperties = ['hs_timestamp', 'hs_note_body']

/** The contact properties that may hold answers, by the names that the portal has for them. */
export function answerProperties({ questions, properties }: Edition, binding: Binding): string[] {
    return Object.values(questions).flatMap((set) =>
        Object.values(set.questions).flatMap(({ property }) => {
            const isOfContact = property !== undefined && properties[property]?.objectType === 'contacts'
            return isOfContact ? (binding.properties[property] ?? []) : []
        })
    )
}

/** Reads about one contact; questions about many contacts at once become batch calls of the account. */
export class EvidenceReader {
    readonly #account: Account
    readonly #edition: Edition
    readonly #binding: Binding
    readonly #contact: Pick<CrmRecord, 'id' | 'properties'>
    readonly #options: OperationOptions
    #deals: Promise<CrmRecord[]> | null = null

    /** @param contact with its `answerProperties` */
    constructor(
        account: Account,
        edition: Edition,
        binding: Binding,
        contact: Pick<CrmRecord, 'id' | 'properties'>,
        options: OperationOptions
    ) {
        this.#account = account
        this.#edition = edition
        this.#binding = binding
        this.#contact = contact
        this.#options = options
    }

    /** @throws HubSpotError */
    async read(sources: ReadonlySet<EvidenceSource>, now = this.#account.now()): Promise<KnownFacts> {
        const [activities, deals, own, ofDeals] = await Promise.all([
            sources.has('activities') ? this.#discussions(now) : [],
            sources.has('deals') ? this.#dealsOf() : [],
            sources.has('notes') ? this.#associated('notes', noteProperties) : [],
            sources.has('dealNotes') ? this.#dealNotes() : []
        ])
        const shown = [...activities, ...dealEvidence(deals.map(({ properties }) => properties))]
        const known = shown.filter((kind) => Object.hasOwn(this.#edition.lifecycle.evidence, kind))
        return { known, answers: this.#answersIn([...own, ...ofDeals]) }
    }

    async #discussions(now: number): Promise<string[]> {
        const [calls, meetings] = await Promise.all([
            this.#associated('calls', callProperties),
            this.#associated('meetings', meetingProperties)
        ])
        const activities = [
            ...calls.map(({ properties }) => callOf(properties)),
            ...meetings.map(({ properties }) => meetingOf(properties))
        ]
        return evidenceIn(activities, now)
    }

    #dealsOf(): Promise<CrmRecord[]> {
        this.#deals ??= this.#associated('deals', dealProperties)
        return this.#deals
    }

    /** From these notes, each once, and from the contact's properties. */
    #answersIn(notes: readonly CrmRecord[]): Answers {
        const sets = Object.values(this.#edition.questions)
        const texts = new Map(notes.map(({ id, properties }) => [id, noteOf(properties)]))
        const properties = this.#boundProperties()
        const fromProperties = sets.map((set) => answersFromProperties(this.#edition, set, properties))
        return mergeAnswers(...fromProperties, answersFromNotes(sets, [...texts.values()]))
    }

    async #dealNotes(): Promise<CrmRecord[]> {
        const open = (await this.#dealsOf()).filter(({ properties }) => isOpen(properties))
        const notes = await Promise.all(
            open.map(({ id }) => this.#associated('notes', noteProperties, 'deals', id))
        )
        return notes.flat()
    }

    /** The contact's properties under the names that the edition gives them. */
    #boundProperties(): Properties {
        return Object.fromEntries(
            Object.entries(this.#binding.properties).flatMap(([key, bound]) => {
                const name = this.#edition.properties[key]?.name
                return name === undefined ? [] : [[name, this.#contact.properties[bound] ?? null]]
            })
        )
    }

    #associated(
        to: string,
        properties: readonly string[],
        from = 'contacts',
        id = this.#contact.id
    ): Promise<CrmRecord[]> {
        return recordsOn(this.#account, { objectType: from, id }, to, properties, this.#options)
    }
}

/** Later answers win, except where they are placeholders. */
export function mergeAnswers(...all: readonly Answers[]): Answers {
    const merged: Record<string, Answers[string]> = {}
    for (const answers of all) {
        for (const [key, answer] of Object.entries(answers)) {
            if (!Object.hasOwn(merged, key) || !isPlaceholder(answer.text)) merged[key] = answer
        }
    }
    return merged
}

function noteOf(properties: Properties): NoteText {
    return { body: properties.hs_note_body, at: properties.hs_timestamp }
}
