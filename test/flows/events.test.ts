import assert from 'node:assert/strict'
import { setImmediate as turn } from 'node:timers/promises'
import RED from 'node-red'
import { openDeal, typeNote } from '../support/crm-notes'
import { inDays } from '../support/deal-flow'
import { readExample, startExample, type Message, type RunningExample } from '../support/examples'
import { stageOf } from '../support/lifecycle-flow'

/** Resolves when a poll that ends from now on has ended. */
function pollEnded(file: string, trigger: string): Promise<void> {
    const id = readExample(file).find(({ name }) => name === trigger)?.id
    return new Promise<void>((done) => {
        const listen = (event: { id: string; status: { fill?: string } }) => {
            if (event.id !== id || event.status.fill !== 'green') return
            RED.events.removeListener('node-status', listen)
            done()
        }
        RED.events.on('node-status', listen)
    })
}

/**
 * Starts an example and resolves when its first poll has ended: what happens from here on is told, and a deploy cuts
 * nothing off.
 */
async function startPolling(
    file: string,
    trigger: string,
    env: Record<string, string> = {}
): Promise<RunningExample> {
    const polled = pollEnded(file, trigger)
    const example = await startExample(file, { env })
    await polled
    return example
}

/** Collects what reaches a node, over all deploys: whichever poll finds something, it is seen. */
function watch(example: RunningExample, name: string): Message[] {
    const seen: Message[] = []
    const listen = () => {
        const node = example.nodeRed.node(example.idOf(name))
        node.on('input', (message) => seen.push(message as Message))
    }
    listen()
    RED.events.on('flows:started', listen)
    watched.push(() => RED.events.removeListener('flows:started', listen))
    return seen
}
const watched: (() => void)[] = []

/** Deploys the file again, as it is: polling then begins at once, where it was. */
async function pollNow(
    example: RunningExample,
    file: string,
    env: Record<string, string> = {}
): Promise<void> {
    const nodes = readExample(file).map((node) => {
        const variables = (node.env ?? []) as { name: string; value: string }[]
        const filledIn = variables.map((one) => ({ ...one, value: env[one.name] ?? one.value }))
        return node.type === 'tab' ? { ...node, env: filledIn } : node
    })
    await example.nodeRed.deploy(nodes)
}

async function filled(messages: Message[], count = 1): Promise<Message> {
    while (messages.length < count) await turn()
    return messages.at(-1) ?? {}
}

async function stop(example: RunningExample | undefined): Promise<void> {
    for (const end of watched.splice(0)) end()
    await example?.stop()
}

interface Told {
    text: string
    at: string
    by: string
    url: string
}

const polled = 'Events/01 - Tell when a contact changes its stage.json'

describe(`${polled} (LC-02)`, () => {
    let example: RunningExample

    before(async () => {
        example = await startPolling(polled, 'stage changed')
    })
    after(() => stop(example))

    it('each step is told once, with who and from where to where, also what happened while it stood', async () => {
        const email = 'nora.lind@example.org'
        const told = watch(example, 'sales channel')
        const written = example.next('written')
        await example.press('becomes a Lead')
        await written
        await pollNow(example, polled)
        const first = (await filled(told)).payload as Told
        const contact = example.crm.portal.contactByEmail(email)
        assert.equal(contact?.properties.lifecyclestage, 'lead')
        assert.equal(first.text, 'Nora Lind: no stage -> lead')
        assert.equal(first.at, contact.history.lifecyclestage?.[0]?.timestamp)
        assert.ok(first.url.endsWith(contact.id))

        const again = example.next('written')
        await example.press('becomes a Lead')
        await again
        const moved = example.next('written')
        await example.press('becomes an MQL')
        await moved
        await pollNow(example, polled)
        const second = (await filled(told, 2)).payload as Told
        assert.equal(second.text, 'Nora Lind: lead -> marketingqualifiedlead')
        assert.equal(told.length, 2)
        assert.equal(stageOf(example.crm, email), 'marketingqualifiedlead')
    })

    it('what goes wrong is told with its code', async () => {
        example.crm.faults.add({ kind: { type: 'status', status: 401 }, times: 3 })
        const problems = watch(example, 'problem')
        await pollNow(example, polled)
        const { payload } = await filled(problems)
        assert.equal((payload as { code: string }).code, 'HUBSPOT_AUTH')
        example.crm.faults.clear()
    })
})

const pushed = 'Events/02 - Tell when a contact changes its stage by webhook.json'

describe(`${pushed} (LC-02)`, () => {
    let example: RunningExample

    before(async () => {
        example = await startExample(pushed)
    })
    after(() => stop(example))

    it('the sandbox delivers signed webhooks, and each step is told at once', async () => {
        const first = example.next('sales channel')
        await example.press('becomes a Lead')
        assert.equal(((await first).payload as Told).text, 'Nora Lind: no stage -> lead')
        const second = example.next('sales channel')
        await example.press('becomes an MQL')
        assert.equal(((await second).payload as Told).text, 'Nora Lind: lead -> marketingqualifiedlead')
        assert.equal(stageOf(example.crm, 'nora.lind@example.org'), 'marketingqualifiedlead')
    })

    it('nobody else gets in', async () => {
        const told = example.received('in words')
        const answer = await fetch(`${example.nodeRed.url}/hubspot/stages`, {
            method: 'POST',
            headers: {
                'content-type': 'application/json',
                'x-hubspot-signature-v3': 'x',
                'x-hubspot-request-timestamp': String(Date.now())
            },
            body: '[]'
        })
        assert.deepEqual([answer.status, told.length], [401, 0])
    })
})

const gmail = 'Events/03 - Contacts that the Gmail extension created get a stage.json'

describe(`${gmail} (CT-04, LC-01)`, () => {
    let example: RunningExample

    beforeEach(async () => {
        example = await startPolling(gmail, 'contact created')
    })
    afterEach(() => stop(example))

    const mail = { type: 'EMAIL_INTEGRATION', id: 'gmail' }

    it('who got a first e-mail is a Lead; colleagues, other sources and who has a stage are left alone', async () => {
        const { portal } = example.crm
        const [set, asked, alone] = ['set', 'ask the owner', 'left alone'].map((name) => watch(example, name))
        assert.ok(set && asked && alone)
        const made = example.next('made')
        await example.press('an e-mail to a stranger')
        await made
        const colleague = example.next('made')
        await example.press('an e-mail to a colleague')
        await colleague
        portal.create('contacts', { email: 'typed@example.org' })
        portal.create('contacts', { email: 'mailed@example.org' }, mail)
        portal.create('contacts', { email: 'chosen@example.org', lifecyclestage: 'subscriber' }, mail)
        await pollNow(example, gmail)
        await filled(set, 2)
        await filled(alone)
        assert.equal(alone.length, 1)
        const stages = ['tomas.berg', 'mailed', 'chosen', 'typed'].map((name) =>
            stageOf(example.crm, `${name}@example.org`)
        )
        assert.deepEqual(stages, ['lead', 'lead', 'subscriber', undefined])
        assert.equal(stageOf(example.crm, 'colleague@example.net'), undefined)
        assert.equal(asked.length, 0)
    })

    it('or the owner is asked, once', async () => {
        const env = { ASK_OWNER: 'true' }
        await example.stop()
        example = await startPolling(gmail, 'contact created', env)
        const { portal } = example.crm
        const owner = portal.properties('contacts').find(({ name }) => name === 'hubspot_owner_id')
            ?.options[0]?.value
        assert.ok(owner)
        const email = 'owned@example.org'
        const asked = watch(example, 'asked')
        portal.create('contacts', { email, firstname: 'Olu', hubspot_owner_id: owner }, mail)
        await pollNow(example, gmail, env)
        const { hubspot } = await filled(asked)
        assert.equal((hubspot as { created: boolean }).created, true)
        const tasks = portal
            .list('tasks')
            .filter(({ properties }) => properties.hs_task_subject === 'Choose the lifecycle stage of Olu')
        assert.deepEqual(
            tasks.map(({ properties }) => properties.hubspot_owner_id),
            [owner]
        )
        assert.equal(stageOf(example.crm, email), undefined)
    })
})

const reviewed = 'Events/04 - Review deals the moment people open or move them.json'

describe(`${reviewed} (WWW-04, DS-10, LC-14)`, () => {
    const stages = { opportunity: '210384501', pocStarted: '210384502' }
    const whys = ['Why change?', 'Why now?', 'Why FlowFuse?']
    const owner = '410200102'
    let example: RunningExample

    beforeEach(async () => {
        example = await startPolling(reviewed, 'deal opened or moved')
        for (const { id } of example.crm.portal.list('tasks')) example.crm.portal.archive('tasks', id)
    })
    afterEach(() => stop(example))

    const get = (type: string, id: string) => example.crm.portal.get(type, id)?.properties ?? {}
    const ofReview = () => {
        const [verdicts, lacking, inOrder] = ['once', 'lacking', 'in order'].map((name) =>
            watch(example, name)
        )
        assert.ok(verdicts && lacking && inOrder)
        return { verdicts, lacking, inOrder }
    }
    const tasks = () =>
        example.crm.portal
            .list('tasks')
            .map(({ properties }) => [properties.hs_task_subject, properties.hubspot_owner_id])

    it('a deal that a person opens without the Whys is lacking, once; with them, moved, it is in order', async () => {
        const { portal, clock } = example.crm
        const { verdicts, lacking, inOrder } = ofReview()
        const contact = portal.create('contacts', { email: 'ann@example.com' }).id
        const deal = await openDeal(example.crm, contact, stages.pocStarted)
        portal.update('deals', deal, { hubspot_owner_id: owner, poc_start_date: inDays(0) })
        await pollNow(example, reviewed)
        // As created, and with its first stage.
        await filled(verdicts, 2)
        const gap = (await filled(lacking)).payload as { rule: string; missing: string[]; task: string }
        assert.deepEqual([gap.rule, [...gap.missing], gap.task], ['WWW-04', whys, 'done'])
        const task = ['POC Started: complete what the deal lacks', owner]
        assert.deepEqual(tasks(), [task])
        assert.equal(get('deals', deal).dealstage, stages.pocStarted)

        const note = '<p>Why change?<br>a b</p><p>Why now?<br>c d</p><p>Why FlowFuse?<br>e f</p>'
        await typeNote(example.crm, note, new Date(clock.now()).toISOString(), `deals/${deal}`)
        clock.advance(1000)
        portal.update('deals', deal, { dealstage: stages.opportunity, closedate: `${inDays(30)}T00:00:00Z` })
        // What the portal's own automation did is taken back: a portal may have it off.
        for (const lifecyclestage of ['', 'salesqualifiedlead'])
            portal.update('contacts', contact, { lifecyclestage })
        await pollNow(example, reviewed)
        const clear = (await filled(inOrder)).payload as { advice: string; entailed: string[] }
        assert.match(clear.advice, /Opportunity lies before POC Started: a step back/)
        assert.deepEqual(
            [...clear.entailed],
            [
                'The contacts become Opportunity: done',
                'Lead status Open Deal: done',
                'Task for the owner: done'
            ]
        )
        const { lifecyclestage, hs_lead_status } = get('contacts', contact)
        assert.deepEqual([lifecyclestage, hs_lead_status], ['opportunity', 'OPEN_DEAL'])

        example.crm.log.clear()
        const reviews = watch(example, 'review')
        const again = pollEnded(reviewed, 'deal opened or moved')
        await pollNow(example, reviewed)
        await again
        await turn()
        assert.deepEqual([reviews.length, lacking.length, inOrder.length], [0, 1, 1])
        assert.equal(example.crm.log.count({ kind: 'write' }), 0)
        assert.deepEqual(tasks(), [task])
    })

    it('the buttons move a deal without the Whys, and back with them; the review does what that entails', async () => {
        const { portal } = example.crm
        const { verdicts, lacking, inOrder } = ofReview()
        const contact = portal.create('contacts', {
            email: 'zanele.dube@example.net',
            lifecyclestage: 'opportunity',
            hs_lead_status: 'CONNECTED',
            hubspot_owner_id: owner
        }).id
        const deal = await openDeal(example.crm, contact, stages.opportunity)
        const moved = example.next('moved')
        await example.press('move it without the Whys')
        await moved
        assert.equal(get('deals', deal).dealstage, stages.pocStarted)
        await pollNow(example, reviewed)
        await filled(verdicts, 3)
        const gap = (await filled(lacking)).payload as { missing: string[] }
        assert.deepEqual([[...gap.missing], lacking.length, inOrder.length], [whys, 1, 0])
        assert.deepEqual(tasks(), [['POC Started: complete what the deal lacks', owner]])

        const back = example.next('moved')
        await example.press('note the Whys, move it back')
        await back
        assert.deepEqual(
            [get('deals', deal).dealstage, get('contacts', contact).hs_lead_status],
            [stages.opportunity, 'CONNECTED']
        )
        await pollNow(example, reviewed)
        await filled(inOrder)
        assert.equal(get('contacts', contact).hs_lead_status, 'OPEN_DEAL')
        assert.deepEqual([lacking.length, inOrder.length, tasks().length], [1, 1, 1])
    })

    it('without an open deal nothing is moved, and what goes wrong is told with its code', async () => {
        example.crm.portal.create('contacts', { email: 'zanele.dube@example.net' })
        const refused = example.next('not moved')
        await example.press('move it without the Whys')
        assert.equal(((await refused).payload as { rule: string }).rule, 'WWW-04')
        example.crm.faults.add({ kind: { type: 'status', status: 401 }, times: 3 })
        const problems = watch(example, 'problem')
        await pollNow(example, reviewed)
        const { payload } = await filled(problems)
        assert.equal((payload as { code: string }).code, 'HUBSPOT_AUTH')
        example.crm.faults.clear()
    })
})
