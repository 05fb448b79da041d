// The pictures of the Dashboard blueprint, for docs/dashboard.md. Needs what `npm run test:blueprints` installs.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import type { Sandbox } from '../src/sandbox'
import { startWithPacks } from '../test/blueprints/support'
import { accountId } from '../test/support/examples'
import type { FlowNode } from '../test/support/node-red'
import { root } from './ensure-installed.mjs'

/** Each page, and what is there when it has read the CRM. */
const pages = {
    board: '.crm-card',
    forecast: '.crm-table tbody tr',
    funnel: '.crm-funnel li',
    statuses: '.crm-table tbody tr',
    findings: '.crm-table tbody tr',
    questions: '.crm-form'
}

/** Saves `dashboard-<page>-<scheme>.png` of every page into a folder. */
export async function shootDashboard(
    browser: Browser,
    folder: string,
    schemes: readonly ('light' | 'dark')[]
): Promise<void> {
    if (!existsSync(join(root, 'test/blueprints/node_modules'))) {
        console.log('No pictures of the Dashboard: it is not installed. npm run test:blueprints')
        return
    }
    const text = readFileSync(join(root, 'blueprints/dashboard/flow.json'), 'utf8')
    const nodeRed = await startWithPacks(JSON.parse(text) as FlowNode[])
    const account = nodeRed.node(accountId) as unknown as { sandbox(): Promise<Sandbox> }
    const { portal } = await account.sandbox()
    portal.reset()
    try {
        for (const colorScheme of schemes) {
            const viewport = { width: 1280, height: 760 }
            const context = await browser.newContext({ colorScheme, viewport, locale: 'en-US' })
            const page = await context.newPage()
            for (const [path, there] of Object.entries(pages)) {
                await page.goto(`${nodeRed.url}/dashboard/${path}`)
                await page.locator(there).first().waitFor()
                if (path === 'findings') await page.getByRole('button', { name: 'Fix …' }).nth(2).click()
                // Vuetify fades its pages in.
                await page.waitForTimeout(400)
                await page.screenshot({ path: join(folder, `dashboard-${path}-${colorScheme}.png`) })
            }
            await context.close()
        }
    } finally {
        await nodeRed.stop()
    }
}
