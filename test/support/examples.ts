/** The example flows as shipped, on a real Node-RED with the sandbox CRM behind it. */
import { channel } from 'node:diagnostics_channel'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import type { Sandbox, SandboxPortal, SandboxRecord } from '../../src/sandbox'
import {
    packageRoot,
    startNodeRed,
    type FlowNode,
    type NodeRedOptions,
    type RunningNodeRed
} from './node-red'

const folder = join(packageRoot, 'examples')

/** The config node that all examples share, so that changing it once changes them all. */
export const accountId = 'a1c0a1c0a1c0a1c0'

/** The handbook that all examples share; one that needs another edition has a config node of its own. */
export const handbookId = 'b0c0b0c0b0c0b0c0'

/** Every example file, as `Chapter/NN - Sentence.json`. */
export function listExamples(): string[] {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
        .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
        .toSorted((left, right) => left.localeCompare(right))
}

/** The nodes of one example file. */
export function readExample(file: string): FlowNode[] {
    return JSON.parse(readFileSync(join(folder, file), 'utf8')) as FlowNode[]
}

export interface ExampleOptions extends Omit<NodeRedOptions, 'flows'> {
    /** What a user writes into the environment variables of the tab's properties. */
    env?: Record<string, string>
}

/** A running example; its nodes go by the names that a user sees. */
export interface RunningExample {
    nodeRed: RunningNodeRed
    /** The CRM behind the sandbox account, without contacts at the start. @throws Error when the flow has no account */
    readonly crm: Sandbox
    /** The id of the only node of that name. */
    idOf(name: string): string
    /** Presses an inject node's button. */
    press(name: string): Promise<void>
    /** What the next message brings to a node, usually a debug node. */
    next(name: string): Promise<Message>
    /** Everything that reaches a node from now on. */
    received(name: string): Message[]
    stop(): Promise<void>
}

export type Message = Record<string, unknown> & { payload?: unknown }

/** Imports an example into Node-RED as it is and starts it. */
export async function startExample(file: string, options: ExampleOptions = {}): Promise<RunningExample> {
    const { env = {}, ...rest } = options
    const sight: Sight = {}
    exampleStarts.publish({ file, sight })
    const nodes = readExample(file).map((node) => (node.type === 'tab' ? withEnv(node, env) : node))
    const nodeRed = await startNodeRed({ ...rest, flows: nodes })
    const hasAccount = nodes.some(({ id }) => id === accountId)
    const crm = hasAccount ? asTestsSeeIt(await emptyCrm(nodeRed), sight) : null
    const idOf = (name: string) => {
        const found = nodes.filter((node) => node.name === name)
        const [only] = found
        if (!only || found.length > 1) throw new Error(`${file} has ${found.length} nodes named ${name}`)
        return only.id
    }
    return {
        nodeRed,
        get crm() {
            if (!crm) throw new Error(`${file} has no HubSpot account`)
            return crm
        },
        idOf,
        press: (name) => nodeRed.inject(idOf(name)),
        async next(name) {
            const [message] = await nodeRed.next(idOf(name))
            return ofThisRealm(message as Message)
        },
        received(name) {
            const messages: Message[] = []
            nodeRed.node(idOf(name)).on('input', (message) => messages.push(ofThisRealm(message as Message)))
            return messages
        },
        stop: () => nodeRed.stop()
    }
}

/** Who wants to know which example a test runs (`npm run coverage:handbook`) subscribes to it. */
const exampleStarts = channel('nr-hubspot-nodes:example')

/** What a test still sees of the CRM: no values in its records, or besides no records in its lists. */
interface Sight {
    lost?: 'values' | 'lists'
}

/** For `npm run coverage:handbook`, which takes a test's sight to know whether it asserts on the CRM. */
function asTestsSeeIt(crm: Sandbox, sight: Sight): Sandbox {
    if (!exampleStarts.hasSubscribers) return crm
    const { list, get, contactByEmail, associated } = crm.portal
    const seen = <T extends SandboxRecord | undefined>(record: T): T =>
        record && sight.lost ? { ...record, properties: {}, history: {} } : record
    const portal: SandboxPortal = {
        ...crm.portal,
        list: (...asked) => (sight.lost === 'lists' ? [] : list(...asked).map(seen)),
        get: (...asked) => seen(get(...asked)),
        contactByEmail: (email) => seen(contactByEmail(email)),
        associated: (...asked) => (sight.lost === 'lists' ? [] : associated(...asked))
    }
    // Not a copy: a deploy gives the sandbox another address.
    return Object.create(crm, { portal: { value: portal } }) as Sandbox
}

async function emptyCrm(nodeRed: RunningNodeRed): Promise<Sandbox> {
    const account = nodeRed.node(accountId) as unknown as { sandbox(): Promise<Sandbox> }
    const crm = await account.sandbox()
    for (const { id } of crm.portal.list('contacts')) crm.portal.archive('contacts', id)
    crm.faults.clear()
    crm.log.clear()
    // All examples of a run share the sandbox: neither the calls nor the days of the one before may hold this one up.
    if (crm.clock.now() > Date.now() + 3_600_000) crm.clock.set(Date.now())
    else crm.clock.advance('PT10S')
    return crm
}

/** What a function node made is of another realm, and so never deeply equal to what a test writes down. */
function ofThisRealm(message: Message): Message {
    const { payload } = message
    const isPlain = typeof payload === 'object' && payload !== null && !Buffer.isBuffer(payload)
    return isPlain ? { ...message, payload: JSON.parse(JSON.stringify(payload)) as unknown } : message
}

/** A tab whose environment variables have these values. */
export function withEnv(tab: FlowNode, values: Record<string, string>): FlowNode {
    const env = (tab.env ?? []) as { name: string; value: string; type: string }[]
    const changed = env.map((entry) => ({ ...entry, value: values[entry.name] ?? entry.value }))
    return { ...tab, env: changed }
}
