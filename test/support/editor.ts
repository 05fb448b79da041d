/**
 * The editor for tests: one Node-RED and one page per suite. Loading the editor takes seconds of both cores, emptying it
 * takes next to nothing, and a test finds it as a reload would show it.
 */
import assert from 'node:assert/strict'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { atEnd } from './at-end'
import { launchBrowser, newContext, paint, waitForEditor, type EditorOptions } from './browser'
import { emptyEditor, loadFlows, readDefaults, readNode } from './in-editor'
import { startNodeRed, type FlowNode, type NodeRedOptions, type RunningNodeRed } from './node-red'

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

interface Shown {
    page: Page
    isEmpty: boolean
}

let browser: Browser | undefined
/** By language: profiles that keep what the browser has fetched and compiled, for the files to come. */
const contexts = new Map<string, BrowserContext>()
/** Where Node-RED listened last. At the same address the browser finds the editor in its cache. */
let port = 0

/**
 * Gives the tests of a suite an editor; call it in its `describe`. Without a Chromium they are skipped, with CI=true they
 * fail. A test also fails when the page threw an error that nobody caught.
 * @param options for Node-RED; a function is called after the `before` hooks above
 */
export function useEditor(options: NodeRedOptions | (() => NodeRedOptions) = {}): Editor {
    const pages = new Map<string, Shown>()
    const failures: string[] = []
    let chromium: Browser | undefined
    let nodeRed: RunningNodeRed | undefined
    let current: Page | undefined

    before(async function () {
        chromium = await sharedBrowser(this)
        nodeRed = await startNodeRed({ port, ...(typeof options === 'function' ? options() : options) })
        port = Number(new URL(nodeRed.url).port)
    })
    afterEach(async function () {
        current = undefined
        for (const [locale, shown] of pages) {
            if (this.currentTest?.state !== 'failed') await empty(shown)
            else if (!shown.isEmpty) {
                // Nobody knows what is open there.
                pages.delete(locale)
                await closePages(shown.page.context())
            }
        }
        assert.deepEqual(failures.splice(0), [], 'errors in the page')
    })
    after(async () => {
        for (const { page } of pages.values()) {
            await page.evaluate(() => localStorage.clear())
            await closePages(page.context())
        }
        await nodeRed?.stop()
    })

    const running = () => {
        if (!chromium || !nodeRed) throw new Error('the editor is there from the first test on')
        return { chromium, nodeRed }
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
            const { locale = 'en-US', scheme = 'light', width = 1280, height = 1000 } = look
            const open = pages.get(locale)
            if (open) await empty(open)
            await running().nodeRed.deploy(flows, credentials)
            const page = open?.page ?? (await load(locale))
            pages.set(locale, { page, isEmpty: false })
            current = page
            await page.setViewportSize({ width, height })
            await paint(page, scheme)
            if (open) await page.evaluate(loadFlows)
            return page
        },
        stored: (id) => editor.page.evaluate(readNode, id),
        defaultsOf: (type) => editor.page.evaluate(readDefaults, type)
    }

    async function load(locale: string): Promise<Page> {
        const { chromium, nodeRed } = running()
        const context = contexts.get(locale) ?? (await newContext(chromium, { locale }))
        contexts.set(locale, context)
        const page = await context.newPage()
        page.on('pageerror', ({ message }) => failures.push(message))
        await page.goto(nodeRed.url)
        await waitForEditor(page)
        return page
    }

    return editor
}

/** Takes away what a test left: other pages, routes, dialogs, messages, flows. */
async function empty(shown: Shown): Promise<void> {
    if (shown.isEmpty) return
    const { page } = shown
    await closePages(page.context(), page)
    await page.unrouteAll({ behavior: 'ignoreErrors' })
    await page.mouse.move(0, 0)
    await page.evaluate(emptyEditor)
    shown.isEmpty = true
}

async function closePages(context: BrowserContext, except?: Page): Promise<void> {
    for (const page of context.pages()) if (page !== except) await page.close()
}

/** The Chromium of this run of mocha; starts it when there is none, or when it has crashed. */
async function sharedBrowser(context: Mocha.Context): Promise<Browser> {
    if (browser?.isConnected()) return browser
    contexts.clear()
    const launched = await launchBrowser(context)
    atEnd(() => launched.close())
    browser = launched
    return launched
}
