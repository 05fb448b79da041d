// Makes blueprints/dashboard/flow.json from its pages (blueprints/dashboard/pages) and the wiring below; `npm run blueprints`
// writes it, and a test says when the file is not current.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../ensure-installed.mjs'
import { code } from './dashboard-functions.mjs'
import { looks, page, ui } from './dashboard-looks.mjs'
import {
    activityTask,
    contactSearch,
    contactUpdate,
    dealBoard,
    guard,
    questionGate,
    splitter,
    timer
} from './dashboard-nodes.mjs'
import { func, group, idOf, linkIn, linkOut, node, wireUp } from './dashboard-wiring.mjs'

const folder = join(root, 'blueprints/dashboard')

/** Writes the flow anew. */
export function writeDashboard() {
    writeFileSync(join(folder, 'flow.json'), dashboardText())
}

/** The flow as the file holds it. */
export function dashboardText() {
    const groups = [asking, deals, funnel, statuses, findings, fixes, questions, trouble]
    const tab = {
        id: idOf('tab'),
        type: 'tab',
        label: 'CRM dashboard',
        disabled: false,
        info: 'Six pages of the CRM, read when somebody opens them. See the comment at the top of the tab.',
        env: [{ name: 'PQL_STAGE', value: '1066237962', type: 'str' }]
    }
    const flow = [
        tab,
        ...wireUp(
            tab.id,
            comment,
            groups.map((make) => make())
        ),
        ...looks()
    ]
    return `${JSON.stringify(flow, null, 4)}\n`
}

const comment = {
    name: 'The CRM on six pages: deal board, forecast, lifecycle, lead status, findings, questions',
    info: [
        'Open **/dashboard** of this Node-RED: each page reads the CRM when somebody opens it, and shows the sandbox until the',
        'account is your portal. **Findings** lists what is not as the handbook says; *Fix …* says what it would write, and',
        'writes it after *Do it*. **Questions** records the answers of a call as a note.',
        '',
        '- Whoever can open the Dashboard can use these buttons: protect it with FlowFuse user authentication.',
        '- PQL is a stage of your own: its id stands in the properties of this tab (PQL_STAGE).',
        '- A page is not read again within half a minute (the lifecycle ten minutes, findings an hour) unless its button is pressed.'
    ].join('\n')
}

function asking() {
    return group('What is asked for', [
        [
            node('ui-event', 'a page is opened', { ui }, [['what to read']]),
            linkIn('asked for', ['what to read'])
        ],
        [
            func('what to read', code.whatToRead, [
                ['read the deals'],
                ['read the contacts'],
                ['read the statuses'],
                ['look for findings']
            ])
        ],
        [
            linkOut('read the deals', 'deals'),
            linkOut('read the contacts', 'contacts'),
            linkOut('read the statuses', 'statuses'),
            linkOut('look for findings', 'findings')
        ]
    ])
}

function deals() {
    return group('Deal board and forecast', [
        [linkIn('deals', ['read the board']), linkIn('deals failed', ['board', 'forecast'])],
        [dealBoard('read the board', [['for the pages'], []])],
        [func('for the pages', code.board, [['board', 'forecast']])],
        [page('board'), page('forecast')],
        [linkOut('board asks', 'asked for'), linkOut('forecast asks', 'asked for')]
    ])
}

function funnel() {
    return group('Lifecycle', [
        [linkIn('contacts', ['all contacts']), linkIn('contacts failed', ['funnel'])],
        [contactSearch('all contacts', [], ['lifecyclestage'], ['count the stages'])],
        [func('count the stages', code.funnel, [['funnel']])],
        [page('funnel')],
        [linkOut('funnel asks', 'asked for')]
    ])
}

/** What is due is decided as a sweep would decide it, and not written. */
function statuses() {
    const value = '["marketingqualifiedlead","salesqualifiedlead"]'
    const stages = {
        property: 'lifecyclestage',
        operator: 'IN',
        value,
        type: 'json',
        high: '',
        highType: 'str'
    }
    const properties =
        'email firstname lastname lifecyclestage hs_lead_status hubspot_owner_id notes_last_contacted'
    return group('Lead statuses and their clocks', [
        [linkIn('statuses', ['what is due']), linkIn('statuses failed', ['statuses page'])],
        [
            timer('what is due', { mode: 'sweep', dryRun: true, tell: false }, [['gather'], ['gather'], []]),
            node('complete', 'looked', { scope: ['what is due'], uncaught: false }, [['gather']])
        ],
        [func('gather', code.gather, [['MQLs and SQLs']])],
        [contactSearch('MQLs and SQLs', [stages], properties.split(' '), ['with their clocks'])],
        [func('with their clocks', code.statuses, [['statuses page']])],
        [page('statuses', 'statuses page')],
        [linkOut('statuses page asks', 'asked for')]
    ])
}

function findings() {
    const audit = {
        without: [],
        since: '',
        sinceType: 'none',
        quietDays: '14',
        crossOverDays: '30',
        subscription: ''
    }
    return group('Findings', [
        [linkIn('findings', ['begin']), linkIn('what became of it', ['the list'])],
        [func('begin', code.begin, [['the list']])],
        [func('the list', code.list, [['findings page'], ['audit'], ['to be fixed']])],
        [
            page('findings', 'findings page'),
            node('handbook-audit', 'audit', audit, [['back to the list'], ['back to the list']]),
            linkOut('to be fixed', 'fix')
        ],
        [linkOut('findings page asks', 'a button'), linkOut('back to the list', 'what became of it')]
    ])
}

/** The node that a finding's fix names carries it out. */
function fixes() {
    const done = [['done'], ['refused']]
    const byTimer = [['done'], ['done'], ['refused']]
    const rows = ['firstname', 'lastname', 'salutation'].map((property) => ({
        property,
        value: property,
        type: 'row'
    }))
    const actions = {
        'lifecycle-guard apply': guard('set the stage', { mode: 'apply' }, done),
        'lifecycle-guard walk': guard(
            'walk',
            { mode: 'apply', decideBy: 'evidence', skip: 'walk', allowBackward: true },
            done
        ),
        'lifecycle-guard fill': guard('fill the gap', { mode: 'review', repair: 'fill' }, done),
        'lifecycle-guard back': guard('put back', { mode: 'review', repair: 'back' }, done),
        'lead-status-timer set': timer(
            'set the status',
            { mode: 'set', leadStatus: 'status', leadStatusType: 'msg' },
            byTimer
        ),
        'lead-status-timer event': timer(
            'what happened',
            { mode: 'event', event: 'event', eventType: 'msg' },
            byTimer
        ),
        'name-splitter split': splitter('split the name', [['write the names'], ['refused']]),
        'hubspot-contact update': contactUpdate('write back', [], ['done']),
        'hubspot-activity task contacts': activityTask('ask the contact’s owner', 'contacts', ['done']),
        'hubspot-activity task deals': activityTask('ask the deal’s owner', 'deals', ['done'])
    }
    const rules = Object.keys(actions).map((v) => ({ t: 'eq', v, vt: 'str' }))
    const choice = {
        property: 'action',
        propertyType: 'msg',
        rules,
        checkall: 'false',
        repair: false,
        outputs: rules.length
    }
    const nodes = Object.values(actions)
    return group('What mends a finding', [
        [linkIn('fix', ['which node']), linkIn('a button', ['which button'])],
        [
            node(
                'switch',
                'which node',
                choice,
                nodes.map(({ name }) => [name])
            ),
            func('which button', code.button, [['mended'], ['asked']])
        ],
        nodes,
        [contactUpdate('write the names', rows, ['done'], 'clear')],
        [func('done', code.fixed, [['mended']]), func('refused', code.refused, [['mended']])],
        [linkOut('mended', 'what became of it'), linkOut('asked', 'asked for')]
    ])
}

function questions() {
    return group('Questions', [
        [linkIn('the form asks', ['read the form']), linkIn('questions failed', ['questions page'])],
        [func('read the form', code.form, [['the four'], ['three Whys'], ['questions page']])],
        [
            questionGate('the four', 'mqlToSql', [['still missing'], ['still missing']]),
            questionGate('three Whys', 'threeWhys', [['still missing'], ['still missing']])
        ],
        [func('still missing', code.outcome, [['questions page']])],
        [page('questions', 'questions page')],
        [linkOut('questions page asks', 'the form asks')]
    ])
}

/** What fails is told on the page that asked. */
function trouble() {
    const places = [
        'deals failed',
        'contacts failed',
        'statuses failed',
        'what became of it',
        'questions failed'
    ]
    const outs = places.map((place, index) => linkOut(`tell page ${index + 1}`, place))
    return group('What went wrong', [
        [node('catch', 'failed', { scope: 'ours', uncaught: false }, [['in words']])],
        [
            func(
                'in words',
                code.trouble,
                outs.map(({ name }) => [name])
            )
        ],
        outs
    ])
}
