// npm run screenshots: the pictures of README and docs, made from the demo and the Dashboard blueprint in a real browser; with
// `-- crm` or `-- dashboard` those of the CRM page or of the Dashboard only. Needs `npm run build` first.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { openEditor, openDialog, startChromium } from '../test/support/browser'
import { demoFlows, mainExample, readExamples, startDemo } from './demo-node-red.mjs'
import { root } from './ensure-installed.mjs'
import { shootDashboard } from './screenshots-dashboard'

const folder = join(root, 'docs/screenshots')
const schemes = ['light', 'dark'] as const
const only = process.argv[2]

/** The node of each type whose dialog is shown: the first one in the examples. */
const dialogs = [
    'hubspot-contact',
    'name-splitter',
    'hubspot-activity',
    'lifecycle-guard',
    'qualification-gate',
    'deal-stage',
    'lead-status-timer',
    'hubspot-trigger',
    'handbook-audit'
]

async function main(): Promise<void> {
    mkdirSync(folder, { recursive: true })
    const browser = await startChromium()
    try {
        if (only !== 'dashboard') await shootDemo(browser)
        if (only !== 'crm') await shootDashboard(browser, folder, schemes)
    } finally {
        await browser.close()
    }
}

async function shootDemo(browser: Browser): Promise<void> {
    const userDir = mkdtempSync(join(tmpdir(), 'nr-hubspot-screenshots-'))
    writeFileSync(join(userDir, 'flows.json'), JSON.stringify(demoFlows()))
    const demo = await startDemo({ userDir, port: 0, quiet: true })
    try {
        for (const scheme of schemes) {
            if (only !== 'crm') await shoot(browser, demo.url, scheme)
            await shootCrm(browser, demo.url, scheme)
        }
    } finally {
        await demo.stop()
        rmSync(userDir, { recursive: true, force: true })
    }
}

async function shoot(browser: Browser, url: string, scheme: (typeof schemes)[number]): Promise<void> {
    const save = (page: Page, name: string) =>
        page.screenshot({ path: join(folder, `${name}-${scheme}.png`) })
    const editor = await openEditor(browser, url, { scheme, width: 1400, height: 860 })
    await showTab(editor, 'Import', '01 ')
    await editor.locator('#red-ui-sidebar-tabs').waitFor()
    await editor.evaluate("RED.sidebar.show('debug')")
    await editor
        .locator(`.red-ui-flow-node-group[id="${buttonOfSmallExport()}"] .red-ui-flow-node-button-button`)
        .click()
    await editor.locator('.red-ui-debug-msg').first().waitFor()
    await save(editor, 'editor')

    for (const type of dialogs) {
        const found = readExamples()
            .flatMap(({ nodes }) => nodes as { id: string; type: string; z: string }[])
            .find((node) => node.type === type)
        if (!found) continue
        await editor.evaluate(`RED.workspaces.show('${found.z}')`)
        await openDialog(editor, found.id)
        await save(editor, `dialog-${type}`)
        await editor.locator('#node-dialog-cancel').click()
        await editor.locator('.red-ui-tray').waitFor({ state: 'detached' })
    }
    await editor.context().close()
}

/** The sandbox's CRM page: contacts that were imported, the board, what the audit finds, a record with its timeline. */
async function shootCrm(browser: Browser, url: string, scheme: (typeof schemes)[number]): Promise<void> {
    const context = await browser.newContext({ viewport: { width: 1400, height: 860 }, locale: 'en-GB' })
    const page = await context.newPage()
    const save = (name: string) => page.screenshot({ path: join(folder, `${name}-${scheme}.png`) })
    await fetch(`${url}/inject/${buttonOfSmallExport()}`, { method: 'POST' })
    await page.goto(`${url}/hubspot-nodes/crm/?theme=${scheme}&lang=en`)
    await page.getByText(/of 5\d contacts/).waitFor()
    await save('crm-page')
    await page.getByRole('link', { name: 'Deal board' }).click()
    await page.locator('.board li').first().waitFor()
    await save('crm-board')
    await page.getByRole('link', { name: 'Findings' }).click()
    await page.getByRole('button', { name: /^Look/ }).click()
    await page.getByRole('status').filter({ hasText: 'As of' }).waitFor()
    await save('crm-findings')
    await page.locator('.findings a[href^="#findings/contacts/"]').last().click()
    await page.locator('.timeline li').first().waitFor()
    await save('crm-record')
    await context.close()
}

function buttonOfSmallExport(): string {
    const example = readExamples().find(({ chapter, name }) => chapter === 'Import' && name.startsWith('01 '))
    const nodes = (example?.nodes ?? []) as { id: string; type: string; name?: string }[]
    return (
        nodes.find(({ type, name }) => type === 'inject' && name === '20 users')?.id ?? mainExample().inject
    )
}

async function showTab(editor: Page, chapter: string, start: string): Promise<void> {
    const example = readExamples().find((file) => file.chapter === chapter && file.name.startsWith(start))
    const tab = ((example?.nodes ?? []) as { id: string; type: string }[]).find(({ type }) => type === 'tab')
    await editor.evaluate(`RED.workspaces.show('${tab?.id ?? ''}')`)
}

void main()
