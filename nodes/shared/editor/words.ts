import type { EditorRED } from 'node-red'

declare const RED: EditorRED

/** Translates a key of a catalogue. */
export type Words = (key: string, values?: Record<string, string | number>) => string

const pack = '@flowfuse/nr-hubspot-nodes'

/** The words of one node's catalogue, below its own name. @param type a node type of this pack */
export function wordsOf(type: string): Words {
    return (key, values = {}) => RED._(`${pack}/${type}:${type}.${key}`, values)
}

/** The words of the pieces in this folder; hubspot-account's catalogue holds them, below `editor`. */
export const sharedWords: Words = (key, values = {}) => RED._(`${pack}/hubspot-account:editor.${key}`, values)
