// The Dashboard's own nodes of the blueprint: pages, groups, colours.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../ensure-installed.mjs'
import { account, handbook, idOf, node } from './dashboard-wiring.mjs'

/** The id of the whole Dashboard. */
export const ui = idOf('ui')

const read = (file) => readFileSync(join(root, 'blueprints/dashboard/pages', file), 'utf8')

/** Key, title, icon of the material design icons. */
const pages = [
    ['board', 'Deal board', 'view-column'],
    ['forecast', 'Forecast', 'chart-timeline-variant'],
    ['funnel', 'Lifecycle', 'filter-variant'],
    ['statuses', 'Lead status', 'timer-outline'],
    ['findings', 'Findings', 'clipboard-alert-outline'],
    ['questions', 'Questions', 'comment-question-outline']
]

/** The node that shows a page; what its buttons send goes to the node `<name> asks`. */
export function page(key, name = key) {
    const [, title] = pages.find(([candidate]) => candidate === key)
    const settings = {
        group: idOf(`group of ${key}`),
        page: '',
        ui: '',
        order: 1,
        width: '0',
        height: '0',
        head: '',
        format: read(`${key}.vue`),
        storeOutMessages: false,
        passthru: false,
        resendOnRefresh: true,
        templateScope: 'local',
        className: '',
        info: title
    }
    return node('ui-template', name, settings, [[`${name} asks`]])
}

/** What the Dashboard itself needs: its pages, and colours that follow the reader's light or dark. */
export function looks() {
    const theme = {
        id: idOf('theme'),
        type: 'ui-theme',
        name: 'HubSpot',
        colors: {
            surface: '#1f2a37',
            primary: '#0b5fae',
            bgPage: '#f4f5f7',
            groupBg: '#ffffff',
            groupOutline: '#d5d8de'
        },
        sizes: {
            density: 'default',
            pagePadding: '12px',
            groupGap: '12px',
            groupBorderRadius: '6px',
            widgetGap: '12px'
        }
    }
    const base = {
        id: ui,
        type: 'ui-base',
        name: 'HubSpot',
        path: '/dashboard',
        appIcon: '',
        includeClientData: true,
        // The form's answer goes to the one who sent it.
        acceptsClientConfig: ['ui-notification', 'ui-control', 'ui-template'],
        showPathInSidebar: false,
        headerContent: 'page',
        navigationStyle: 'default',
        titleBarStyle: 'default',
        showReconnectNotification: true,
        notificationDisplayTime: 1,
        showDisconnectNotification: true,
        allowInstall: false
    }
    const style = {
        id: idOf('style'),
        type: 'ui-template',
        z: idOf('tab'),
        name: 'style',
        group: '',
        page: '',
        ui,
        order: 1,
        width: '0',
        height: '0',
        head: '',
        format: read('style.css'),
        storeOutMessages: true,
        passthru: false,
        resendOnRefresh: true,
        templateScope: 'site:style',
        className: '',
        x: 900,
        y: 40,
        wires: [[]]
    }
    const sheets = pages.flatMap(([key, name, icon], index) => [
        {
            id: idOf(`page of ${key}`),
            type: 'ui-page',
            name,
            ui,
            path: `/${key}`,
            icon,
            layout: 'grid',
            theme: theme.id,
            breakpoints: [
                { name: 'Default', px: '0', cols: '3' },
                { name: 'Tablet', px: '576', cols: '6' },
                { name: 'Small Desktop', px: '768', cols: '9' },
                { name: 'Desktop', px: '1024', cols: '12' }
            ],
            order: index + 1,
            className: '',
            visible: 'true',
            disabled: 'false'
        },
        {
            id: idOf(`group of ${key}`),
            type: 'ui-group',
            name,
            page: idOf(`page of ${key}`),
            width: '12',
            height: '1',
            order: 1,
            showTitle: false,
            className: '',
            visible: 'true',
            disabled: 'false',
            groupType: 'default'
        }
    ])
    const sandbox = {
        id: account,
        type: 'hubspot-account',
        name: 'Sandbox',
        mode: 'sandbox',
        readOnly: false,
        version: 1
    }
    const rulebook = {
        id: handbook,
        type: 'sales-handbook',
        name: 'Handbook',
        account: sandbox.id,
        edition: '2023-12',
        overrides: {},
        version: 1
    }
    return [style, base, theme, ...sheets, sandbox, rulebook]
}
