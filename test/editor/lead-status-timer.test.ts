import assert from 'node:assert/strict'
import type { Locator, Page } from 'playwright-core'
import { defaults } from '../../nodes/lead-status-timer/config'
import { closeDialog, openDialog, screenshot } from '../support/browser'
import { useEditor } from '../support/editor'
import type { FlowNode } from '../support/node-red'

const account: FlowNode = {
    id: 'acc3acc3acc3acc3',
    type: 'hubspot-account',
    name: 'Test portal',
    mode: 'sandbox',
    readOnly: false,
    version: 1
}
const handbook: FlowNode = {
    id: 'bad3bad3bad3bad3',
    type: 'sales-handbook',
    name: '',
    account: '',
    edition: '2023-12',
    overrides: {},
    version: 1
}
const tab: FlowNode = { id: 'fab3fab3fab3fab3', type: 'tab', label: 'Leads' }
const nodeId = 'c10c000000000001'

describe('lead-status-timer: dialog', () => {
    const editor = useEditor()
    let page: Page

    async function open(
        settings: Record<string, unknown> = {},
        options = {},
        others: FlowNode[] = []
    ): Promise<Locator> {
        const timer: FlowNode = {
            id: nodeId,
            type: 'lead-status-timer',
            z: tab.id,
            x: 300,
            y: 100,
            account: account.id,
            handbook: handbook.id,
            wires: [[], [], []],
            ...settings
        }
        page = await editor.show([tab, account, handbook, timer, ...others], options)
        const answer = page.waitForResponse((response) => response.url().endsWith('/handbook/lead-status'))
        const tray = await openDialog(page, nodeId)
        await answer
        return tray
    }
    const stored = () => editor.stored(nodeId)

    it('starts with the same settings as the runtime', async () => {
        await open()
        assert.deepEqual(await editor.defaultsOf('lead-status-timer'), { name: '', ...defaults })
    })

    it('shows the rows of each mode, and keeps clocks and schedule that are chosen', async () => {
        const tray = await open()
        const shows = (field: string) => tray.locator(`.form-row:has(#node-input-${field})`).isVisible()
        const rows = async () =>
            Promise.all(['record', 'event', 'leadStatus', 'schedule', 'every', 'at', 'workdays'].map(shows))
        assert.deepEqual(await rows(), [true, true, false, false, false, false, false])
        await tray.locator('#node-input-mode').selectOption('set')
        assert.deepEqual(await rows(), [true, false, true, false, false, false, false])
        await tray.locator('#node-input-mode').selectOption('sweep')
        assert.deepEqual(await rows(), [false, false, false, true, false, false, true])
        await tray.locator('#node-input-schedule').selectOption('daily')
        assert.deepEqual(await rows(), [false, false, false, true, false, true, true])
        const clocks = tray.locator('#lead-status-timer-timers input')
        assert.equal(await clocks.count(), 3)
        await tray.locator('input[data-timer="comeBack"]').uncheck()
        await tray.locator('#node-input-holidays').fill('2026-12-25, 2026-12-26')
        await screenshot(page, 'lead-status-timer-sweep')
        await closeDialog(page)
        const { mode, schedule, timers, holidays, valid } = await stored()
        assert.deepEqual(
            [mode, schedule, timers, holidays, valid],
            ['sweep', 'daily', 'unresponsive,openTooLong', '2026-12-25, 2026-12-26', true]
        )
    })

    it('keeps its lead status while it shows a status of its own', async () => {
        const press: FlowNode = {
            id: 'c10c000000000002',
            type: 'inject',
            z: tab.id,
            x: 100,
            y: 100,
            once: true,
            onceDelay: 0.1,
            props: [{ p: 'payload' }],
            payload: 'nobody',
            payloadType: 'str',
            wires: [[nodeId]]
        }
        await open({ mode: 'set', leadStatus: 'badTiming', reasonType: 'none' }, {}, [press])
        await page.locator('.red-ui-flow-node-status-label', { hasText: /./ }).waitFor({ state: 'attached' })
        await closeDialog(page)
        await openDialog(page, nodeId)
        await page.locator('#node-input-name').fill('Later')
        await closeDialog(page)
        const { leadStatus, leadStatusType } = await stored()
        assert.deepEqual([leadStatus, leadStatusType], ['badTiming', 'status'])
    })

    it('says what can not be used: a time, days, a zone and an event that are none', async () => {
        const wrong = { mode: 'sweep', schedule: 'daily', at: '25:00', workdays: '8', timeZone: 'Mars' }
        await open(wrong)
        await closeDialog(page)
        const { valid, validationErrors } = await stored()
        assert.equal(valid, false)
        assert.match(
            String(validationErrors),
            /06:30[\s\S]*no such time zone[\s\S]*from 1 to 7|from 1 to 7[\s\S]*no such time zone/
        )
        await open({ mode: 'event', eventType: 'event', event: '' })
        await closeDialog(page)
        assert.match(String((await stored()).validationErrors), /Choose an event/)
    })
})
