/** A real Chromium on a real Node-RED editor. */
import { existsSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { chromium, type Browser, type BrowserContextOptions, type Locator, type Page } from 'playwright-core'
import { setScheme } from './in-editor'
import { packageRoot } from './node-red'

const usualPlaces = [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/snap/bin/chromium',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'
]

const flags = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync'
]

const advice =
    'Editor tests skipped: no Chromium found. Install one (Debian: apt-get install chromium) or name it in CHROMIUM.'
let isAdvised = false

/**
 * Starts Chromium with a profile of its own. Without one the calling suite is skipped, or with CI=true fails.
 * Call it in a `before` hook and close what it returns in `after`.
 */
export async function launchBrowser(context: Mocha.Context): Promise<Browser> {
    if (executable()) return startChromium()
    if (process.env.CI === 'true') throw new Error(advice)
    if (!isAdvised) process.stdout.write(`${advice}\n`)
    isAdvised = true
    return context.skip()
}

/** Starts Chromium. @throws Error that says how to get one */
export function startChromium(): Promise<Browser> {
    const executablePath = executable()
    if (!executablePath) throw new Error(advice)
    return chromium.launch({ executablePath, args: flags, headless: true })
}

function executable(): string | undefined {
    return process.env.CHROMIUM ?? usualPlaces.find((path) => existsSync(path))
}

export interface EditorOptions {
    /** Default `en-US`. */
    locale?: string
    /** Default `light`. */
    scheme?: 'light' | 'dark'
    width?: number
    height?: number
}

/**
 * A page in a fresh context. What it waits for has as long as a test has: how fast the machine is decides nothing, and a wait
 * in vain still ends with what it waited for.
 */
export async function freshPage(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext(options)
    context.setDefaultTimeout(100_000)
    return context.newPage()
}

/** Opens the editor in a fresh context. A suite of tests takes `useEditor` instead, which loads it once. */
export async function openEditor(browser: Browser, url: string, options: EditorOptions = {}): Promise<Page> {
    const { locale = 'en-US', scheme = 'light', width = 1280, height = 1000 } = options
    const page = await freshPage(browser, { locale, viewport: { width, height }, reducedMotion: 'reduce' })
    // tsx compiles named functions into calls of a helper that a page does not have.
    await page.addInitScript({ content: 'globalThis.__name = (value) => value' })
    await page.goto(url)
    await page.locator('.red-ui-palette-node[data-palette-type="hubspot-contact"]').waitFor()
    await page.locator('#red-ui-loading-progress').waitFor({ state: 'hidden' })
    await paint(page, scheme)
    return page
}

/** Shows the editor in light or dark colours. */
export async function paint(page: Page, scheme: 'light' | 'dark'): Promise<void> {
    await page.emulateMedia({ colorScheme: scheme })
    await page.evaluate(setScheme, scheme)
}

/** Opens a node's dialog with a double click and waits until it stands still. */
export async function openDialog(page: Page, nodeId: string): Promise<Locator> {
    await page.locator(`.red-ui-flow-node-group[id="${nodeId}"] .red-ui-flow-node`).first().dblclick()
    return settledTray(page)
}

/** The uppermost tray once it has slid in. */
export async function settledTray(page: Page): Promise<Locator> {
    const tray = page.locator('.red-ui-tray').last()
    await tray.waitFor()
    await tray.evaluate(
        (element) =>
            new Promise<void>((done) => {
                let before = Number.NaN
                const look = () => {
                    const { left } = element.getBoundingClientRect()
                    if (left === before) done()
                    else {
                        before = left
                        setTimeout(look, 60)
                    }
                }
                look()
            })
    )
    return tray
}

/** Presses *Done* and waits until the dialog is gone. */
export async function closeDialog(page: Page): Promise<void> {
    await page.locator('#node-dialog-ok').click()
    await page.locator('.red-ui-tray').waitFor({ state: 'detached' })
}

/** Presses *Deploy* and waits for Node-RED's answer. */
export async function deploy(page: Page): Promise<void> {
    const answer = page.waitForResponse(
        (response) => response.url().endsWith('/flows') && response.request().method() === 'POST'
    )
    await page.locator('#red-ui-header-button-deploy').click()
    await answer
}

/** Keeps a picture for a person to look at, in `.test-results/screenshots`. */
export async function screenshot(target: Page | Locator, name: string): Promise<void> {
    const path = join(packageRoot, '.test-results', 'screenshots', `${name}.png`)
    mkdirSync(dirname(path), { recursive: true })
    await target.screenshot({ path })
}
