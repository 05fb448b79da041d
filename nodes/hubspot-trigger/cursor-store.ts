import type { Node, NodeAPI } from 'node-red'
import { invalidConfig } from '../shared'

/**
 * Where the cursor is kept: in the context of the node's flow, in the store that the user picked. The node's own context
 * would not do: where Node-RED's settings name no stores, a deploy deletes it.
 */
export interface CursorStore {
    /** @throws NodeError `CONFIG_INVALID` when there is no such store, or it cannot be read */
    read(): Promise<unknown>
    write(cursor: object): Promise<void>
}

/** @param store '' is Node-RED's default */
export function openCursorStore(red: NodeAPI, node: Node, store: string): CursorStore {
    const context = node.context().flow
    const key = `hubspot-trigger-${node.id}`
    const failure = (what: string) => invalidConfig(`the context store ${nameOf(store)} cannot be ${what}`)
    return {
        read() {
            checkStore(red, store)
            return new Promise((resolve, reject) => {
                const done = (error: unknown, value: unknown) =>
                    error ? reject(failure('read')) : resolve(value)
                if (store === '') context.get(key, done)
                else context.get(key, store, done)
            })
        },
        write(cursor) {
            checkStore(red, store)
            return new Promise((resolve, reject) => {
                const done = (error?: unknown) => (error ? reject(failure('written')) : resolve())
                if (store === '') context.set(key, cursor, done)
                else context.set(key, cursor, store, done)
            })
        }
    }
}

/** Node-RED itself would take its default store in place of one that is not there, and only warn. */
function checkStore(red: NodeAPI, store: string): void {
    if (store !== '' && !storesOf(red).includes(store))
        throw invalidConfig(`there is no context store ${nameOf(store)}`)
}

/** The stores that Node-RED's settings name; without any there is one, in memory. */
function storesOf(red: NodeAPI): string[] {
    const { contextStorage } = red.settings as unknown as { contextStorage?: Record<string, unknown> }
    if (!contextStorage || Object.keys(contextStorage).length === 0) return ['memory', 'default']
    return Object.keys(contextStorage)
}

function nameOf(store: string): string {
    return store === '' ? 'default' : store.slice(0, 40)
}
