/**
 * The editor for tests: one Node-RED and one page for all tests of a run. Loading the editor takes seconds of both cores, emptying it
 * takes next to nothing, and a test finds it as a reload would show it.
 */
import assert from 'node:assert/strict'
import type { Browser, Page } from 'playwright-core'
import { atEnd } from './at-end'
import { launchBrowser, openEditor, paint, type EditorOptions } from './browser'
import { emptyEditor, loadFlows, readDefaults, readNode } from './in-editor'
import {
    endLeftRunning,
    leaveRunning,
    startNodeRed,
    type FlowNode,
    type NodeRedOptions,
    type RunningNodeRed
} from './node-red'

export interface ShowOptions extends EditorOptions {
    /** By config node id, what a user would have typed into its password fields. */
    credentials?: Record<string, Record<string, string>>
}

export interface Editor {
    readonly nodeRed: RunningNodeRed
    /** The page of the last `show`. */
    readonly page: Page
    /** Deploys these flows and shows them, with nothing of the test before. */
    show(flows: FlowNode[], options?: ShowOptions): Promise<Page>
    /** A node's settings in the editor, whether it is `changed` and `valid`, and its `validationErrors`. */
    stored(id: string): Promise<Record<string, unknown>>
    /** What a new node of a type starts with. */
    defaultsOf(type: string): Promise<Record<string, unknown>>
}

/** A running Node-RED with the pages of its editor, by language. */
interface Stage {
    nodeRed: RunningNodeRed
    pages: Map<string, Shown>
}

interface Shown {
    page: Page
    isEmpty: boolean
    /** What the page threw and nobody caught. */
    failures: string[]
}

/** What Node-RED's code editor throws when its dialog is closed before its worker has answered. */
const closedWhileColouring = 'Model is disposed!'

const usualLocale = 'en-US'

let browser: Browser | undefined
/** What the suite before left for the next one that wants the same. */
let idle: Stage | undefined

/**
 * Gives the tests of a suite an editor; call it in its `describe`. Without a Chromium they are skipped, with CI=true they
 * fail. A test also fails when the page threw an error that nobody caught.
 * @param options for a Node-RED of the suite's own; called after the `before` hooks above
 */
export function useEditor(options?: () => NodeRedOptions): Editor {
    let stage: Stage | undefined
    let current: Page | undefined

    before(async function () {
        await startBrowser(this)
        stage = (options ? undefined : idle) ?? {
            nodeRed: await startNodeRed(options?.()),
            pages: new Map<string, Shown>()
        }
        // Here rather than in the first test, whose time is for what it tests.
        const { nodeRed, pages } = stage
        if (!pages.has(usualLocale)) pages.set(usualLocale, await load(nodeRed.url, usualLocale))
    })
    afterEach(async function () {
        current = undefined
        if (!stage) return
        for (const [locale, shown] of stage.pages) {
            if (this.currentTest?.state !== 'failed') await empty(shown)
            else if (!shown.isEmpty) {
                // Nobody knows what is open there.
                stage.pages.delete(locale)
                await shown.page.context().close()
            }
            assert.deepEqual(shown.failures.splice(0), [], 'errors in the page')
        }
    })
    after(async () => {
        if (!stage) return
        const left = stage
        const end = async () => {
            if (idle === left) idle = undefined
            for (const { page } of left.pages.values()) await page.context().close()
            await left.nodeRed.stop()
        }
        if (options) return end()
        idle = left
        leaveRunning(end)
    })

    const running = () => {
        if (!stage) throw new Error('the editor is there from the first test on')
        return stage
    }
    const editor: Editor = {
        get nodeRed() {
            return running().nodeRed
        },
        get page() {
            if (!current) throw new Error('nothing is shown yet')
            return current
        },
        async show(flows, { credentials, ...look } = {}) {
            const { locale = usualLocale, scheme = 'light', width = 1280, height = 1000 } = look
            const { nodeRed, pages } = running()
            const open = pages.get(locale)
            if (open) await empty(open)
            await nodeRed.deploy(flows, credentials)
            const shown = open ?? (await load(nodeRed.url, locale))
            pages.set(locale, shown)
            shown.isEmpty = false
            current = shown.page
            await current.setViewportSize({ width, height })
            await paint(current, scheme)
            if (open) await current.evaluate(loadFlows)
            return current
        },
        stored: (id) => editor.page.evaluate(readNode, id),
        defaultsOf: (type) => editor.page.evaluate(readDefaults, type)
    }
    return editor
}

async function load(url: string, locale: string): Promise<Shown> {
    if (!browser) throw new Error('the browser is there from the first test on')
    const page = await openEditor(browser, url, { locale })
    const failures: string[] = []
    page.on('pageerror', ({ message }) => {
        if (!message.startsWith(closedWhileColouring)) failures.push(message)
    })
    return { page, isEmpty: false, failures }
}

/** Takes away what a test left: other pages, routes, dialogs, messages, flows. */
async function empty(shown: Shown): Promise<void> {
    if (shown.isEmpty) return
    const { page } = shown
    for (const other of page.context().pages()) if (other !== page) await other.close()
    await page.unrouteAll({ behavior: 'ignoreErrors' })
    await page.mouse.move(0, 0)
    await page.evaluate(emptyEditor)
    shown.isEmpty = true
}

/** Starts the Chromium of this run of mocha, unless it runs; one that has crashed is replaced. */
async function startBrowser(context: Mocha.Context): Promise<void> {
    if (browser?.isConnected()) return
    await endLeftRunning()
    const launched = await launchBrowser(context)
    atEnd(() => launched.close())
    atEnd(endLeftRunning)
    browser = launched
}
