import type { Issue } from '../../src/handbook'
import { AdminError, postAdmin } from '../shared/editor'
import type { Table, ValidateAnswer } from './answers'
import { isObject, type Overrides } from './overrides'

/** What the route said last of an edition with overrides, by both: validating a node cannot wait for an answer. */
const judged = new Map<string, readonly Issue[]>()

const judgedKey = (edition: string, overrides: unknown) => JSON.stringify([edition, overrides])

/** The first thing that is known to be wrong with the overrides; null when nothing is. */
export function knownIssue(edition: string, overrides: unknown): Issue | null {
    return judged.get(judgedKey(edition, overrides))?.[0] ?? null
}

/** The edition and the overrides that a dialog edits, in its tables and as JSON alike. */
export class Draft {
    edition: string
    /** A text while the JSON is none. */
    overrides: Overrides | string
    tables: Table[] = []
    editions: ValidateAnswer['editions'] = []
    issues: readonly Issue[] = []
    /** Why the route gave no answer; '' when it did. */
    failure = ''
    #request = 0
    #timer: number | undefined
    readonly #listeners: (() => void)[] = []

    constructor(edition: string, overrides: unknown) {
        this.edition = edition
        this.overrides = typeof overrides === 'string' || isObject(overrides) ? overrides : {}
    }

    /** Calls back when the route has judged what is edited. */
    onJudged(listener: () => void): void {
        this.#listeners.push(listener)
    }

    /** @param pause ms to wait for more changes */
    change(overrides: Overrides | string, pause = 300): void {
        this.overrides = overrides
        window.clearTimeout(this.#timer)
        this.#timer = window.setTimeout(() => void this.judge(), pause)
    }

    /** Asks the route; an answer that comes after the next question is dropped. */
    async judge(): Promise<void> {
        const request = ++this.#request
        const { edition, overrides } = this
        const given = typeof overrides === 'string' ? {} : overrides
        try {
            const answer = await postAdmin<ValidateAnswer>('handbook/validate', { edition, overrides: given })
            if (typeof overrides !== 'string') judged.set(judgedKey(edition, overrides), answer.issues)
            if (request !== this.#request) return
            this.tables = answer.tables
            this.editions = answer.editions
            this.issues = answer.issues
            this.failure = ''
        } catch (error) {
            if (request !== this.#request) return
            this.failure = error instanceof AdminError ? error.reason : String(error)
        }
        for (const listener of this.#listeners) listener()
    }
}
