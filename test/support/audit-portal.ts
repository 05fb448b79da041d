/**
 * A portal with planted breaches of the handbook, and for each kind as many look-alikes that are none. Everybody else in
 * it keeps all rules. The sandbox's clock is moved, so that histories are what they would be.
 */
import { startSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox'

export interface PlantOptions {
    contacts: number
    deals: number
    /** How many breaches in all; they are spread over all kinds. */
    breaches: number
    sandbox?: SandboxOptions
}

export interface PlantedPortal {
    crm: Sandbox
    /** `rule objectType id` of every breach. */
    expected: Set<string>
    /** `objectType id` of every record that belongs to a breach: the one that is found, and those it was planted with. */
    involved: Set<string>
    /** How often each kind was planted. */
    kinds: Record<string, number>
    lookAlikes: number
}

const day = 86_400_000
const hour = 3_600_000
/** A Wednesday. */
const present = Date.parse('2026-11-18T12:00:00Z')
const pql = '1066237962'
export const nurture = 'nurture'
const parked = 'PARKED'
const ladder = ['lead', 'marketingqualifiedlead', 'salesqualifiedlead', 'opportunity', 'customer']
export const stages = {
    opportunity: '210384501',
    pocStarted: '210384502',
    valueValidated: '210384503',
    contractSent: '210384504',
    won: 'closedwon',
    lost: 'closedlost'
}
export const [alma, tobias, mina] = ['410200101', '410200102', '410200103'] as const
export const connected = 'f240bbac-87c9-4f6e-bf70-924b57d47db7'
export const noAnswer = '73a0d17f-1163-4015-bdd5-ec830791da20'
export const whys =
    '<h3>Why change?</h3><p>flows drift apart</p><h3>Why now?</h3><p>a plant opens</p><h3>Why FlowFuse?</h3><p>device groups</p>'
const answers =
    '<h3>Adoption</h3><p>yes, on the line</p><h3>Instances and developers</h3><p>12 instances, 3 developers</p>' +
    '<h3>Used in production</h3><p>yes</p><h3>Next year</h3><p>two more plants</p>'

type Values = Record<string, string>
interface Made {
    id: string
    objectType: 'contacts' | 'deals'
}

/** Makes records in the past, and gathers what belongs together. */
class Planter {
    readonly crm: Sandbox
    readonly expected = new Set<string>()
    readonly #links = new Map<string, { from: { id: string }; to: { id: string } }[]>()
    /** `objectType id` of contacts and deals in the order they were made. */
    readonly records: string[] = []
    legalStage = ''
    #made = 0

    constructor(crm: Sandbox) {
        this.crm = crm
    }

    get made(): number {
        return this.#made
    }

    /** A contact that was created so many days ago and passed these stages, a day each, before its other values came. */
    contact(passed: readonly (string | null)[], values: Values = {}, age = 60): Made {
        this.#made += 1
        const [first = null, ...others] = passed
        this.#at(age)
        const { id } = this.crm.portal.create('contacts', {
            email: `person.${this.#made}@example.com`,
            firstname: 'Robin',
            lastname: `Quill ${this.#made}`,
            ...(first === null ? {} : { lifecyclestage: first })
        })
        for (const [index, stage] of others.entries()) {
            this.#at(age - (index + 1) * 0.5)
            this.crm.portal.update('contacts', id, { lifecyclestage: stage ?? '' })
        }
        if (Object.keys(values).length > 0)
            this.set({ id, objectType: 'contacts' }, values, age - passed.length)
        this.records.push(`contacts ${id}`)
        return { id, objectType: 'contacts' }
    }

    /** Sets values so many days ago. */
    set({ id, objectType }: Made, values: Values, ago: number): void {
        this.#at(ago)
        this.crm.portal.update(objectType, id, values)
    }

    mql(values: Values = {}, age = 60): Made {
        return this.contact(ladder.slice(0, 2), values, age)
    }

    sql(values: Values = {}, age = 60): Made {
        return this.contact(ladder.slice(0, 3), values, age)
    }

    opportunity(values: Values = {}): Made {
        return this.contact(ladder.slice(0, 4), { hubspot_owner_id: alma, ...values })
    }

    customer(values: Values = {}): Made {
        return this.contact(ladder, { hubspot_owner_id: alma, ...values })
    }

    /** An open deal in order, with a contact in order unless another is given. */
    deal(values: Values = {}, { noted = true, contact = undefined as Made | undefined, age = 5 } = {}): Made {
        const owner = contact ?? this.opportunity({ hs_lead_status: 'OPEN_DEAL' })
        const deal = this.bareDeal({ closedate: dayIn(60), ...values }, age)
        this.link(deal, owner)
        if (noted) this.note(whys, deal, owner)
        return deal
    }

    /** A deal without a contact. */
    bareDeal(values: Values, age = 5): Made {
        this.#at(age)
        const { id } = this.crm.portal.create('deals', {
            dealname: 'A deal',
            dealstage: stages.opportunity,
            amount: '5000',
            hubspot_owner_id: alma,
            ...values
        })
        this.records.push(`deals ${id}`)
        return { id, objectType: 'deals' }
    }

    activity(
        type: 'notes' | 'calls' | 'emails' | 'meetings',
        ago: number,
        values: Values,
        ...on: Made[]
    ): void {
        this.#at(ago)
        const at = new Date(present - ago * day).toISOString()
        const { id } = this.crm.portal.create(type, { hs_timestamp: at, hubspot_owner_id: alma, ...values })
        for (const record of on) this.#associate(type, id, record.objectType, record.id)
    }

    note(body: string, ...on: Made[]): void {
        this.activity('notes', 4, { hs_note_body: body }, ...on)
    }

    call(contact: Made, ago: number, disposition: string, owner: string = alma): void {
        const values = { hs_call_direction: 'OUTBOUND', hs_call_status: 'COMPLETED', hubspot_owner_id: owner }
        this.activity('calls', ago, { ...values, hs_call_disposition: disposition }, contact)
    }

    email(contact: Made, ago: number, more: Values = {}): void {
        const values = { hs_email_direction: 'EMAIL', hs_email_status: 'SENT', hs_email_subject: 'Hello' }
        this.activity('emails', ago, { ...values, ...more }, contact)
    }

    reply(contact: Made, ago: number): void {
        this.email(contact, ago, { hs_email_direction: 'INCOMING_EMAIL', hs_email_subject: 'Re: Hello' })
    }

    link(deal: Made, contact: Made): void {
        this.#associate('deals', deal.id, 'contacts', contact.id)
    }

    archive({ objectType, id }: Made): void {
        this.#at(0.5)
        this.crm.portal.archive(objectType, id)
    }

    breach(rule: string, { objectType, id }: Made): void {
        this.expected.add(`${rule} ${objectType} ${id}`)
    }

    /** Puts on the records what belongs to them, and lets the present begin. */
    async finish(): Promise<void> {
        for (const [pair, inputs] of this.#links)
            for (let at = 0; at < inputs.length; at += 1000)
                await this.send('POST', `/crm/associations/2026-09/${pair}/batch/associate/default`, {
                    inputs: inputs.slice(at, at + 1000)
                })
        this.crm.clock.set(present)
    }

    async send(method: string, path: string, body?: unknown): Promise<unknown> {
        this.crm.clock.advance('PT10S')
        const init = {
            method,
            headers: { authorization: `Bearer ${this.crm.token}`, 'content-type': 'application/json' },
            ...(body !== undefined && { body: JSON.stringify(body) })
        }
        // Planting holds up the process so long that the connection is closed meanwhile.
        const answer = await fetch(this.crm.url + path, init).catch(() => fetch(this.crm.url + path, init))
        if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
        return answer.json()
    }

    #at(ago: number): void {
        this.crm.clock.set(present - ago * day)
    }

    #associate(from: string, fromId: string, to: string, toId: string): void {
        const pair = `${from}/${to}`
        const inputs = this.#links.get(pair) ?? []
        this.#links.set(pair, inputs)
        inputs.push({ from: { id: fromId }, to: { id: toId } })
    }
}

/** A day so many days after the present of the planted portal. */
export function dayIn(days: number): string {
    return `${new Date(present + days * day).toISOString().slice(0, 10)}T00:00:00Z`
}

/** One kind of breach: how to plant it, and something that looks like it and is none. */
interface Kind {
    rule: string
    breach(planter: Planter): Made
    lookAlike(planter: Planter): void
}

const owned = { hubspot_owner_id: alma }
const kinds: Record<string, Kind> = {
    'LC-01 no stage': {
        rule: 'LC-01',
        breach: (p) => p.contact([null]),
        lookAlike: (p) => p.contact(['other'])
    },
    'LC-02 skipped to SQL': {
        rule: 'LC-02',
        breach(p) {
            const contact = p.contact(['lead', 'salesqualifiedlead'], {
                ...owned,
                hs_lead_status: 'UNQUALIFIED'
            })
            p.call(contact, 50, connected)
            p.note(answers, contact)
            return contact
        },
        lookAlike: (p) =>
            p.contact(['lead', 'salesqualifiedlead', null, 'marketingqualifiedlead', 'salesqualifiedlead'], {
                ...owned,
                hs_lead_status: 'UNQUALIFIED'
            })
    },
    'LC-02 created as MQL': {
        rule: 'LC-02',
        breach: (p) => p.contact(['marketingqualifiedlead'], { hs_lead_status: 'NEW' }),
        lookAlike: (p) =>
            p.contact(['lead', pql, 'salesqualifiedlead'], { ...owned, hs_lead_status: 'UNQUALIFIED' })
    },
    'LC-03 worked on without an owner': {
        rule: 'LC-03',
        breach(p) {
            const contact = p.sql({ hs_lead_status: 'IN_PROGRESS' })
            p.call(contact, 3, connected)
            return contact
        },
        lookAlike: (p) => p.mql({ hs_lead_status: 'NEW' })
    },
    'LC-11 MQL as PQL': {
        rule: 'LC-11',
        breach: (p) => p.contact(['lead', 'marketingqualifiedlead', pql]),
        lookAlike: (p) => p.contact(['lead', pql])
    },
    'LC-13 SQL without a status': {
        rule: 'LC-13',
        breach: (p) => p.sql(owned),
        lookAlike: (p) => p.sql({ ...owned, hs_lead_status: 'BAD_TIMING' })
    },
    'LC-14 Opportunity without a deal': {
        rule: 'LC-14',
        breach: (p) => p.opportunity(),
        lookAlike: (p) =>
            p.link(p.bareDeal({ dealstage: stages.lost, closedate: dayIn(-9) }), p.opportunity())
    },
    'LC-14 open deal of an SQL': {
        rule: 'LC-14',
        breach: (p) => p.deal({}, { contact: p.sql({ ...owned, hs_lead_status: 'UNQUALIFIED' }) }),
        lookAlike(p) {
            const customer = p.customer()
            p.link(p.bareDeal({ dealstage: stages.won }), customer)
            p.deal({}, { contact: customer })
        }
    },
    'LC-17 Customer without payment': {
        rule: 'LC-17',
        breach: (p) => p.customer(),
        lookAlike: (p) => p.link(p.bareDeal({ dealstage: stages.won }), p.customer())
    },
    'LC-17 won deal of an Opportunity': {
        rule: 'LC-17',
        breach(p) {
            const deal = p.bareDeal({ dealstage: stages.won })
            p.link(deal, p.opportunity())
            return deal
        },
        lookAlike(p) {
            const upsell = p.contact([...ladder, null, pql], owned)
            p.link(p.bareDeal({ dealstage: stages.won }), upsell)
        }
    },
    'LC-18 Evangelist': {
        rule: 'LC-18',
        breach: (p) => p.contact(['lead', 'evangelist']),
        lookAlike: (p) => p.contact(['lead', 'evangelist', null, 'lead'])
    },
    'LC-20 deal of Other': {
        rule: 'LC-20',
        breach: (p) => p.deal({}, { contact: p.contact(['other']) }),
        lookAlike: (p) =>
            p.link(p.bareDeal({ dealstage: stages.lost, closedate: dayIn(-9) }), p.contact(['other']))
    },
    'LC-22 stage of nobody': {
        rule: 'LC-22',
        breach: (p) => p.contact(['lead', nurture]),
        lookAlike: (p) => p.contact(['lead', nurture, null, 'lead'])
    },
    'LS-01 status of a Lead': {
        rule: 'LS-01',
        breach: (p) => p.contact(['lead'], { hs_lead_status: 'CONNECTED' }),
        lookAlike: (p) => p.mql({ hs_lead_status: 'NEW' })
    },
    'LS-01 MQL without a status': {
        rule: 'LS-01',
        breach: (p) => p.mql(owned),
        lookAlike: (p) => p.contact(['lead'], owned)
    },
    'LS-04 status of nobody': {
        rule: 'LS-04',
        breach: (p) => p.mql({ ...owned, hs_lead_status: parked }),
        lookAlike(p) {
            p.email(p.mql({ ...owned, hs_lead_status: 'UNRESPONSIVE' }), 40)
        }
    },
    'LS-05 New after our e-mail': {
        rule: 'LS-05',
        breach(p) {
            const contact = p.mql({ ...owned, hs_lead_status: 'NEW' })
            p.email(contact, 2)
            return contact
        },
        lookAlike(p) {
            p.email(p.mql({ ...owned, hs_lead_status: 'NEW' }), 2, { hs_email_status: 'BOUNCED' })
        }
    },
    'LS-06 Open without an owner': {
        rule: 'LS-06',
        breach(p) {
            const contact = p.mql()
            p.set(contact, { hs_lead_status: 'OPEN' }, 1 / 24)
            return contact
        },
        lookAlike: (p) => p.set(p.mql(owned), { hs_lead_status: 'OPEN' }, 1 / 24)
    },
    'LS-07 Open for a week': {
        rule: 'LS-07',
        breach(p) {
            const contact = p.mql(owned)
            p.set(contact, { hs_lead_status: 'OPEN' }, 7)
            return contact
        },
        lookAlike(p) {
            const contact = p.mql(owned)
            p.set(contact, { hs_lead_status: 'OPEN' }, 9)
            p.set(contact, { hs_lead_status: 'NEW' }, 8)
            p.set(contact, { hs_lead_status: 'OPEN' }, 2 / 24)
        }
    },
    'LS-08 Attempted without outreach': {
        rule: 'LS-08',
        breach(p) {
            const contact = p.mql(owned)
            p.set(contact, { hs_lead_status: 'ATTEMPTED_TO_CONTACT' }, 3)
            return contact
        },
        lookAlike(p) {
            const contact = p.mql(owned)
            p.set(contact, { hs_lead_status: 'ATTEMPTED_TO_CONTACT' }, 3)
            p.call(contact, 3, noAnswer)
        }
    },
    'LS-09 Connected without a reply': {
        rule: 'LS-09',
        breach: (p) => p.mql({ ...owned, hs_lead_status: 'CONNECTED' }),
        lookAlike: (p) => p.reply(p.mql({ ...owned, hs_lead_status: 'CONNECTED' }), 3)
    },
    'LS-10 In Progress without contact': {
        rule: 'LS-10',
        breach(p) {
            const contact = p.sql({ ...owned, hs_lead_status: 'IN_PROGRESS' })
            p.email(contact, 3)
            return contact
        },
        lookAlike: (p) => p.call(p.sql({ ...owned, hs_lead_status: 'IN_PROGRESS' }), 3, connected)
    },
    'LS-11 Open Deal without one': {
        rule: 'LS-11',
        breach: (p) => p.sql({ ...owned, hs_lead_status: 'OPEN_DEAL' }),
        lookAlike: (p) => void p.deal()
    },
    'LS-11 another status with a deal': {
        rule: 'LS-11',
        breach(p) {
            const contact = p.opportunity({ hs_lead_status: 'CONNECTED' })
            p.deal({}, { contact })
            return contact
        },
        lookAlike: (p) =>
            p.link(p.bareDeal({ dealstage: stages.lost, closedate: dayIn(-9) }), p.opportunity())
    },
    'LS-13 no reply in two weeks': {
        rule: 'LS-13',
        breach(p) {
            const contact = p.mql(owned)
            p.email(contact, 15)
            p.set(contact, { hs_lead_status: 'ATTEMPTED_TO_CONTACT' }, 15)
            return contact
        },
        lookAlike(p) {
            const contact = p.mql(owned)
            p.email(contact, 13)
            p.set(contact, { hs_lead_status: 'ATTEMPTED_TO_CONTACT' }, 13)
        }
    },
    'LS-13 Unresponsive who replied': {
        rule: 'LS-13',
        breach(p) {
            const contact = p.mql({ ...owned, hs_lead_status: 'UNRESPONSIVE' })
            p.email(contact, 40)
            p.reply(contact, 2)
            return contact
        },
        lookAlike(p) {
            const contact = p.mql({ ...owned, hs_lead_status: 'UNRESPONSIVE' })
            p.reply(contact, 45)
            p.email(contact, 40)
        }
    },
    'WWW-05 no answers': {
        rule: 'WWW-05',
        breach: (p) => p.deal({}, { noted: false }),
        lookAlike(p) {
            const contact = p.opportunity({ hs_lead_status: 'OPEN_DEAL' })
            p.deal({}, { noted: false, contact })
            p.note(whys, contact)
        }
    },
    'DS-01 closes too late': {
        rule: 'DS-01',
        breach: (p) => p.deal({ closedate: dayIn(200) }),
        lookAlike: (p) => void p.deal({ closedate: dayIn(170) })
    },
    'DS-02 a POC without a start': {
        rule: 'DS-02',
        breach: (p) => p.deal({ dealstage: stages.pocStarted }),
        lookAlike(p) {
            const deal = p.deal({ dealstage: stages.pocStarted })
            const kickOff = { hs_meeting_title: 'POC kick-off', hs_meeting_outcome: 'COMPLETED' }
            p.activity('meetings', 2, kickOff, deal)
        }
    },
    'DS-05 the contract has expired': {
        rule: 'DS-05',
        breach: (p) =>
            p.deal({ dealstage: stages.contractSent, contract_expiration_date: dayIn(-1).slice(0, 10) }),
        lookAlike: (p) =>
            void p.deal({ dealstage: stages.contractSent, contract_expiration_date: dayIn(1).slice(0, 10) })
    },
    'DS-08 a closed deal was deleted': {
        rule: 'DS-08',
        breach(p) {
            const deal = p.bareDeal({ dealstage: stages.lost })
            p.archive(deal)
            return deal
        },
        lookAlike: (p) => p.archive(p.bareDeal({}))
    },
    'DS-10 a stage of nobody': {
        rule: 'DS-10',
        breach: (p) => p.deal({ dealstage: p.legalStage }),
        lookAlike(p) {
            const deal = p.deal({})
            p.set(deal, { dealstage: stages.valueValidated }, 3)
        }
    },
    'IMP-03 a last name alone': {
        rule: 'IMP-03',
        breach(p) {
            const contact = p.contact(['lead'])
            p.set(contact, { firstname: '', lastname: 'Marit Solheim' }, 20)
            return contact
        },
        lookAlike: (p) => p.set(p.contact(['lead']), { lastname: '' }, 20)
    },
    'AO-03 decided twice': {
        rule: 'AO-03',
        breach(p) {
            const contact = p.contact(['lead'], { activation_outbound: 'Yes' })
            p.set(contact, { activation_outbound: 'No' }, 20)
            return contact
        },
        lookAlike: (p) => void p.contact(['lead'], { activation_outbound: 'Yes' })
    },
    'CT-03 two people cross over': {
        rule: 'CT-03',
        breach(p) {
            const contact = p.contact(['lead'], owned)
            p.email(contact, 5, { hubspot_owner_id: tobias })
            p.call(contact, 4, noAnswer, mina)
            return contact
        },
        lookAlike(p) {
            const contact = p.contact(['lead'], owned)
            p.email(contact, 5)
            p.call(contact, 4, noAnswer, mina)
        }
    },
    'SALES-04 a quiet deal': {
        rule: 'SALES-04',
        breach(p) {
            const contact = p.opportunity({ hs_lead_status: 'OPEN_DEAL' })
            const deal = p.deal({}, { contact, noted: false, age: 40 })
            p.activity('notes', 30, { hs_note_body: whys }, deal, contact)
            return deal
        },
        lookAlike(p) {
            const contact = p.opportunity({ hs_lead_status: 'OPEN_DEAL' })
            const deal = p.deal({}, { contact, noted: false, age: 40 })
            p.activity('notes', 30, { hs_note_body: whys }, deal, contact)
            p.call(contact, 1, noAnswer)
        }
    }
}

/** Definitions that are not the handbook's: four breaches of the portal itself. */
async function misdefine(planter: Planter): Promise<void> {
    const { crm } = planter
    const extra = (label: string) => ({ label, displayOrder: 20, metadata: { isClosed: 'false' } })
    await planter.send('POST', '/crm/v3/pipelines/contacts/contacts-lifecycle-pipeline/stages', {
        ...extra('Nurture'),
        stageId: nurture,
        metadata: { isClosed: 'false', state: 'OPEN' }
    })
    const legal = (await planter.send('POST', '/crm/v3/pipelines/deals/default/stages', {
        ...extra('Legal'),
        metadata: { probability: '0.5' }
    })) as { id: string }
    planter.legalStage = legal.id
    await planter.send('PATCH', `/crm/v3/pipelines/deals/default/stages/${stages.pocStarted}`, {
        metadata: { probability: '0.2' }
    })
    const status = crm.portal.properties('contacts').find(({ name }) => name === 'hs_lead_status')
    await planter.send('PATCH', '/crm/v3/properties/contacts/hs_lead_status', {
        options: [...(status?.options ?? []), { label: 'Parked', value: parked }].map((option, index) => ({
            ...option,
            displayOrder: index,
            hidden: false
        }))
    })
    for (const rule of ['LC-22', 'LS-04', 'DS-09', 'DS-10']) planter.expected.add(`${rule} portal `)
}

/** What the demo portal brings is not what we planted; a closed deal that is deleted would be a breach. */
function clear({ portal, clock }: Sandbox): void {
    clock.set(present)
    for (const { id } of portal.list('deals', { history: false })) {
        portal.update('deals', id, { dealstage: stages.opportunity })
        portal.archive('deals', id)
    }
    for (const { id } of portal.list('contacts', { history: false })) portal.archive('contacts', id)
}

export async function plantPortal({
    contacts,
    deals,
    breaches,
    sandbox = {}
}: PlantOptions): Promise<PlantedPortal> {
    const crm = await startSandbox({ seed: 'demo', now: present, dealAutomation: false, ...sandbox })
    clear(crm)
    const planter = new Planter(crm)
    await misdefine(planter)
    const planted: Record<string, number> = { 'the portal itself': planter.expected.size }
    const names = Object.keys(kinds)
    const involved = new Set<string>()
    let lookAlikes = 0
    for (let index = 0; planter.expected.size < breaches; index++) {
        const name = names[index % names.length] ?? ''
        const kind = kinds[name]
        if (!kind) break
        const earlier = planter.records.length
        planter.breach(kind.rule, kind.breach(planter))
        for (const record of planter.records.slice(earlier)) involved.add(record)
        kind.lookAlike(planter)
        planted[name] = (planted[name] ?? 0) + 1
        lookAlikes += 1
    }
    populate(planter, contacts, deals)
    await planter.finish()
    crm.log.clear()
    return { crm, expected: planter.expected, involved, kinds: planted, lookAlikes }
}

/** Everybody else: deals in order with their contacts, sales at work, and above all Leads and Subscribers. */
function populate(planter: Planter, contacts: number, deals: number): void {
    const { portal } = planter.crm
    for (let made = portal.list('deals', { properties: [], history: false }).length; made < deals; made++) {
        if (made % 10 < 3) planter.deal()
        else if (made % 10 < 7) planter.link(planter.bareDeal({ dealstage: stages.won }), planter.customer())
        else
            planter.link(
                planter.bareDeal({ dealstage: stages.lost, closedate: dayIn(-9) }),
                planter.opportunity()
            )
    }
    const left = contacts - portal.list('contacts', { properties: [], history: false }).length
    for (let made = 0; made < left; made++) {
        const share = made % 100
        if (share < 50) planter.contact(['lead'])
        else if (share < 92) planter.contact(['subscriber'])
        else if (share < 94) planter.contact(['other'])
        else if (share < 96) planter.mql({ hs_lead_status: 'NEW' })
        else if (share < 97) planter.mql({ ...owned, hs_lead_status: 'UNQUALIFIED' })
        else if (share < 98) planter.set(planter.mql(owned), { hs_lead_status: 'OPEN' }, (2 * hour) / day)
        else if (share < 99) planter.reply(planter.mql({ ...owned, hs_lead_status: 'CONNECTED' }), 6)
        else planter.call(planter.sql({ ...owned, hs_lead_status: 'IN_PROGRESS' }), 6, connected)
    }
}

/** How a finding is named in `expected`. */
export function nameOfFinding({
    rule,
    objectType,
    id
}: {
    rule: string
    objectType: string
    id: string
}): string {
    return `${rule} ${objectType} ${id}`
}
