/** The e-mail blueprint, on an SMTP and a POP3 server of this test's own. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { join } from 'node:path'
import type { Sandbox } from '../../src/sandbox'
import { packageRoot, type FlowNode, type RunningNodeRed } from '../support/node-red'
import { startWithPacks } from './support'

const shipped = JSON.parse(
    readFileSync(join(packageRoot, 'blueprints/email/flow.json'), 'utf8')
) as FlowNode[]
const idOf = (name: string, type?: string) => {
    const found = shipped.find((node) => (type ? node.type === type : node.name === name))
    assert.ok(found, name)
    return found.id
}
const [sendId, boxId] = [idOf('send', 'e-mail'), idOf('mailbox')]
const email = 'ada.mails@example.com'

interface Logged {
    payload: { id: string }
}

/** Speaks line by line; `answer` gives what to say to each. */
async function serve(greeting: string, answer: () => (line: string) => string | null): Promise<Server> {
    const server = createServer((socket: Socket) => {
        const say = answer()
        let rest = ''
        socket.on('error', () => socket.destroy())
        socket.write(`${greeting}\r\n`)
        socket.on('data', (data) => {
            const lines = (rest + data.toString()).split('\r\n')
            rest = lines.pop() ?? ''
            for (const line of lines) {
                const reply = say(line)
                if (reply !== null) socket.write(`${reply}\r\n`)
                if (/^quit$/i.test(line)) socket.end()
            }
        })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return server
}

const portOf = (server: Server) => String((server.address() as AddressInfo).port)

/** Takes every mail, unless its recipient is refused. */
function smtp(taken: string[]) {
    let mail: string[] | null = null
    return (line: string): string | null => {
        if (mail) {
            if (line !== '.') return (mail.push(line), null)
            taken.push(mail.join('\n'))
            mail = null
            return '250 taken'
        }
        if (/^ehlo/i.test(line)) return '250-here\r\n250 AUTH PLAIN'
        if (/^auth/i.test(line)) return '235 welcome'
        if (/^rcpt.*refused@/i.test(line)) return '550 no such mailbox'
        if (/^data/i.test(line)) return ((mail = []), '354 go on')
        return /^quit/i.test(line) ? '221 bye' : '250 fine'
    }
}

/** A mailbox that keeps its mails, so that each is read at every fetch. */
function pop3(mails: readonly string[]) {
    return (line: string): string => {
        const [command = '', which = ''] = line.split(' ')
        if (/^stat$/i.test(command)) return `+OK ${mails.length} 1000`
        if (/^list$/i.test(command))
            return which === ''
                ? ['+OK', ...mails.map((mail, index) => `${index + 1} ${mail.length}`), '.'].join('\r\n')
                : `+OK ${which} 100`
        if (/^retr$/i.test(command)) return `+OK\r\n${mails[Number(which) - 1] ?? ''}\r\n.`
        return '+OK'
    }
}

const letter = (id: string, subject: string, ...more: string[]) =>
    [
        `From: Ada Lovelace <${email}>`,
        'To: sales@example.org',
        `Subject: ${subject}`,
        `Message-ID: <${id}@example.com>`,
        'Date: Mon, 05 Jan 2026 09:30:00 +0100',
        ...more,
        '',
        'Yes, on Thursday.'
    ].join('\r\n')

describe('the blueprint E-mail in and out (CT-01, CT-02)', function () {
    let nodeRed: RunningNodeRed
    let crm: Sandbox
    const servers: Server[] = []
    const taken: string[] = []

    before(async () => {
        const mails = [
            letter('in-1', 'Re: Node-RED on our lines'),
            letter('in-2', 'Back on Monday', 'Auto-Submitted: auto-replied')
        ]
        servers.push(await serve('220 here', () => smtp(taken)), await serve('+OK here', () => pop3(mails)))
        const [out, box] = servers.map(portOf)
        const local = { server: '127.0.0.1' }
        const flows = shipped.map((node) => {
            if (node.id === sendId) return { ...node, ...local, port: out, secure: false, tls: false }
            if (node.id !== boxId) return node
            return { ...node, ...local, port: box, protocol: 'POP3', useSSL: false }
        })
        const credentials = { userid: 'sales@example.org', password: 'a made-up one' }
        nodeRed = await startWithPacks([])
        await nodeRed.deploy(flows, { [sendId]: credentials, [boxId]: credentials })
        const account = nodeRed.node('a1c0a1c0a1c0a1c0') as unknown as { sandbox(): Promise<Sandbox> }
        crm = await account.sandbox()
    })
    after(async () => {
        await nodeRed?.stop()
        for (const server of servers) server.close()
    })

    const contact = () => crm.portal.contactByEmail(email)
    const logged = () => contact()?.properties.num_notes

    it('a mail that the server has taken is logged as outgoing', async () => {
        const reached = nodeRed.next(idOf('e-mail'))
        await nodeRed.inject(idOf('send a mail'))
        const [{ payload }] = (await reached) as unknown as [Logged]
        assert.match(taken[0] ?? '', /Shall we talk on Thursday\?/)
        const { hs_email_direction: direction, hs_email_subject: subject } =
            crm.portal.get('emails', payload.id)?.properties ?? {}
        assert.deepEqual([direction, subject], ['EMAIL', 'Node-RED on our lines'])
        assert.deepEqual([contact()?.properties.lifecyclestage, logged()], ['lead', '1'])
    })

    it('one that the server refuses is logged nowhere, and told', async () => {
        const problem = nodeRed.next(idOf('problem'))
        nodeRed.node(sendId).receive({ payload: 'Hello', topic: 'Hello', to: 'refused@example.com' })
        const [{ payload }] = (await problem) as [{ payload: { reason: string } }]
        assert.match(payload.reason, /550/)
        assert.equal(crm.portal.contactByEmail('refused@example.com'), undefined)
    })

    it('fetched mails are logged once each: a reply as an e-mail, an automatic one as a note', async () => {
        for (let times = 0; times < 2; times++) {
            const both = Promise.all([nodeRed.next(idOf('e-mail')), nodeRed.next(idOf('note'))])
            await nodeRed.inject(idOf('fetch mail'))
            const [[mail], [note]] = (await both) as unknown as [[Logged], [Logged]]
            const { hs_email_direction: direction, hs_timestamp: at } =
                crm.portal.get('emails', mail.payload.id)?.properties ?? {}
            assert.deepEqual([direction, at], ['INCOMING_EMAIL', '2026-01-05T08:30:00.000Z'])
            const body = crm.portal.get('notes', note.payload.id)?.properties.hs_note_body
            assert.match(body ?? '', /^Automatic reply: Back on Monday/)
            assert.equal(logged(), '3')
        }
    })
})
