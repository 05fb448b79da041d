import type { Node, NodeAPI, NodeDef } from 'node-red'
import {
    accountNode,
    evaluate,
    evaluateInput,
    followWaiting,
    forkOutcomes,
    handbookNode,
    handleMessages,
    migrate
} from '../shared'
import { Board } from './board'
import { defaults, migrations, type DealSettings } from './config'
import { moveDeal } from './move'
import { openDeal } from './open'
import { readRequest } from './request'
import { registerRoutes } from './routes'
import { readBoard } from './read-board'
import { reviewDeal } from './review'
import { idIn, readSubject } from './subject'

export default (RED: NodeAPI): void => {
    function DealStage(this: Node, stored: NodeDef & Partial<DealSettings>) {
        RED.nodes.createNode(this, stored)
        const settings: DealSettings = { ...defaults, ...migrate(stored, migrations) }
        const status = handleMessages(RED, this, async (message, io) => {
            const handbook = handbookNode(RED, settings.handbook)
            const account = await accountNode(RED, settings.account).account()
            const options = { signal: io.signal }
            const edition = handbook.edition()
            const binding = await handbook.binding(account)
            const { portalId } = await account.details(options)
            const board = new Board(account, portalId, edition, binding, options)
            const work = async (entry: unknown) => {
                const { operation } = settings
                const subject = readSubject(entry, operation)
                if (operation === 'review' || operation === 'board')
                    return reviewDeal(board, settings, idIn(subject))
                const request = await readRequest({ ...settings, operation }, board, (typed) =>
                    evaluate(RED, this, typed, message, subject.row)
                )
                return operation === 'open'
                    ? openDeal(board, settings, subject, request)
                    : moveDeal(board, settings, idIn(subject), request)
            }
            if (settings.operation === 'board') {
                message.payload = await readBoard(board, settings)
                return io.send([message, null])
            }
            const { record, recordType } = settings
            const input = await evaluateInput(RED, this, { value: record, type: recordType }, message)
            const count = await forkOutcomes(
                RED,
                message,
                input,
                io,
                work,
                ({ handbook: { verdict } }) => verdict === 'refused'
            )
            if (count > 0) status.note(RED._('deal-stage.status.refused', { count: String(count) }))
        })
        this.on(
            'close',
            followWaiting(RED, settings.account, (waiting) => status.waiting(waiting))
        )
    }
    RED.nodes.registerType('deal-stage', DealStage)
    registerRoutes(RED)
}
