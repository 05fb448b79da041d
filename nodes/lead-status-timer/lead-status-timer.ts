import type { Node, NodeAPI, NodeDef } from 'node-red'
import {
    accountNode,
    evaluate,
    evaluateInput,
    followWaiting,
    forkOutcomes,
    handbookNode,
    handleMessages,
    migrate,
    type Message,
    type Work
} from '../shared'
import { changeStatus } from './change'
import { defaults, migrations, type TimerSettings } from './config'
import { openDesk } from './desk'
import { subjectsIn } from './expand'
import { readRequest } from './request'
import { registerRoutes } from './routes'
import { keepSchedule } from './schedule'
import { sweepFor } from './sweep-message'
import { WatchList } from './watch'

export default (RED: NodeAPI): void => {
    function LeadStatusTimer(this: Node, stored: NodeDef & Partial<TimerSettings>) {
        RED.nodes.createNode(this, stored)
        const settings: TimerSettings = { ...defaults, ...migrate(stored, migrations) }
        const watched = new WatchList()
        let zone = settings.timeZone.trim()
        let sweeping: Promise<unknown> = Promise.resolve()
        let sweeps = 0

        const open = async (io: Work) => {
            const handbook = handbookNode(RED, settings.handbook)
            const account = await accountNode(RED, settings.account).account()
            const edition = handbook.edition()
            const binding = await handbook.binding(account)
            const desk = await openDesk(account, edition, binding, settings, { signal: io.signal })
            zone ||= desk.calendar.timeZone ?? ''
            return { desk, binding }
        }

        /** One sweep after the other: a second at the same time would only ask the same. */
        const sweepNow = (message: Message, io: Work): Promise<void> => {
            const own = sweeping.then(async () => {
                const { desk } = await open(io)
                const { due, changed } = await sweepFor(RED, message, io, {
                    desk,
                    watched,
                    settings
                })
                if (due + changed > 0) status.note(RED._(words('status.swept'), { changed, due }))
            })
            sweeps += 1
            sweeping = own.catch(() => undefined).then(() => (sweeps -= 1))
            return own
        }

        /** The portal's time zone is asked for until it is known; what goes wrong then, a sweep says too. */
        const zoneOf = (): string | null => {
            if (zone === '') learnZone().catch(() => undefined)
            return zone || null
        }
        const learnZone = async (): Promise<void> => {
            const account = await accountNode(RED, settings.account).account()
            zone ||= (await account.details()).timeZone
        }

        const changeAll = async (message: Message, io: Work): Promise<void> => {
            const { desk, binding } = await open(io)
            const { edition, stages, account } = desk
            const { record, recordType } = settings
            const input = await evaluateInput(RED, this, { value: record, type: recordType }, message)
            const { entries, subjectAt } = await subjectsIn(desk, input, message.hubspot)
            const work = async (_entry: unknown, index = 0) => {
                const subject = subjectAt(index)
                const reading = { edition, binding, stages, now: account.now() }
                const asked = await readRequest(settings, reading, subject, (typed) =>
                    evaluate(RED, this, typed, message, subject.row)
                )
                return changeStatus(desk, subject.ref, asked)
            }
            const three: Work = {
                ...io,
                send(out) {
                    const [kept = null, refused = null] = Array.isArray(out) ? out : [out]
                    io.send([kept, null, refused])
                }
            }
            const count = await forkOutcomes(
                RED,
                message,
                entries,
                three,
                work,
                ({ handbook }) => handbook.verdict === 'refused'
            )
            if (count > 0) status.note(RED._(words('status.refused'), { count }))
        }

        const status = handleMessages(RED, this, settings.mode === 'sweep' ? sweepNow : changeAll)
        const unfollow = followWaiting(RED, settings.account, (waiting) => status.waiting(waiting))
        // A sweep that takes longer than the pause between two is not followed by a queue of them.
        const sweepByItself = () => {
            if (sweeps === 0) this.receive({ topic: 'sweep' })
        }
        const stopSchedule =
            settings.mode === 'sweep' ? keepSchedule(settings, zoneOf, sweepByItself) : () => undefined
        this.on('close', () => {
            stopSchedule()
            unfollow()
        })
    }
    RED.nodes.registerType('lead-status-timer', LeadStatusTimer)
    registerRoutes(RED)
}

const words = (key: string) => `@flowfuse/nr-hubspot-nodes/lead-status-timer:lead-status-timer.${key}`
