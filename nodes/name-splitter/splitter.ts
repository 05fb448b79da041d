import type { Node, NodeAPI } from 'node-red'
import { splitName } from '../../src/names'
import { evaluate, invalidConfig, type Message, type Typed } from '../shared'
import { readSettings, type NameDetails, type NameSettings, type Settings } from './config'
import { readCorrections, type Corrections } from './corrections'
import { detailsOf, isSplitAlready, readEntry, textOf, writeParts } from './entries'

/** What became of one entry; the details are null for one that was left as it is. */
export interface Outcome {
    value: Record<string, unknown>
    details: NameDetails | null
    /** True when a person should look at it. */
    review: boolean
}

/** The node's work on the entries of one message. */
export class Splitter {
    readonly #red: NodeAPI
    readonly #node: Node
    readonly #message: Message
    readonly #settings: Settings
    readonly #corrections: Corrections

    private constructor(
        red: NodeAPI,
        node: Node,
        message: Message,
        { settings, corrections }: { settings: Settings; corrections: Corrections }
    ) {
        this.#red = red
        this.#node = node
        this.#message = message
        this.#settings = settings
        this.#corrections = corrections
    }

    /**
     * Reads what holds for all entries of a message: the configuration and a person's earlier corrections.
     * @throws NodeError `CONFIG_INVALID`, or `INPUT_INVALID` for corrections that are none
     */
    static async open(
        red: NodeAPI,
        node: Node,
        config: Partial<NameSettings>,
        message: Message
    ): Promise<Splitter> {
        const settings = readSettings(config)
        const value =
            settings.corrections.type === 'none'
                ? undefined
                : await evaluate(red, node, settings.corrections, message)
        const corrections = readCorrections(value, settings.properties)
        return new Splitter(red, node, message, { settings, corrections })
    }

    /**
     * Splits the name of one entry and writes its parts where the configuration says.
     * A person's correction wins over everything, then columns that are split already, then the splitter.
     * @throws NodeError `INPUT_INVALID` for an entry or a name that is none
     */
    async split(value: unknown): Promise<Outcome> {
        const { source, properties, options, keepFilled, writeDoubtful } = this.#settings
        const sourceField = source.type === 'row' ? source.value : null
        const entry = readEntry(value, sourceField || 'name')
        const name = await this.#text(source, entry.fields, 'name')
        const email = await this.#text(this.#settings.email, entry.fields, 'e-mail')

        const correction = this.#corrections(name, email)
        if (!correction && keepFilled && isSplitAlready(entry.fields, properties)) {
            return this.#outcome(entry.withFields(entry.fields), null)
        }
        const parts =
            correction ??
            splitName(name, {
                ...options,
                email,
                username: await this.#text(this.#settings.username, entry.fields, 'username'),
                country: await this.#text(this.#settings.country, entry.fields, 'country')
            })
        const fields =
            parts.review && !writeDoubtful && !options.sheets
                ? entry.fields
                : writeParts(entry.fields, parts, properties, {
                      sourceField,
                      keepFilled: keepFilled && !correction
                  })
        return this.#outcome(entry.withFields(fields), detailsOf(name, parts, correction !== null))
    }

    /** Puts the details of one entry, or of a list's entries in their order, onto a message. */
    addDetails(message: Message, details: (NameDetails | null)[] | NameDetails | null): void {
        const { type, value } = this.#settings.details
        if (type === 'msg' && !this.#red.util.setMessageProperty(message, value, details, true)) {
            throw invalidConfig('the details can not be written to this message property')
        }
    }

    #outcome(value: Record<string, unknown>, details: NameDetails | null): Outcome {
        const { type, value: field } = this.#settings.details
        return {
            value: type === 'row' && details ? { ...value, [field]: details } : value,
            details,
            review: details?.review ?? false
        }
    }

    async #text(typed: Typed, fields: Record<string, unknown>, what: string): Promise<string> {
        if (typed.type === 'none' || typed.value === '') return ''
        return textOf(await evaluate(this.#red, this.#node, typed, this.#message, fields), what)
    }
}
