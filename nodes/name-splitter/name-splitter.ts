import type { Node, NodeAPI } from 'node-red'
import { adminRoutes, handleMessages, workOnEach, type Message, type Work } from '../shared'
import type { NameSplitterConfig } from './config'
import { Pace } from './pace'
import { preview } from './preview'
import { Splitter, type Outcome } from './splitter'

export default (RED: NodeAPI): void => {
    function NameSplitter(this: Node, config: NameSplitterConfig) {
        RED.nodes.createNode(this, config)
        handleMessages(RED, this, async (message, io) => {
            const splitter = await Splitter.open(RED, this, config, message)
            if (Array.isArray(message.payload)) await splitList(splitter, message, message.payload, io)
            else await splitOne(splitter, message, io)
        })
    }

    async function splitOne(splitter: Splitter, message: Message, io: Work): Promise<void> {
        const { value, details, review } = await splitter.split(message.payload)
        splitter.addDetails(message, details)
        message.payload = value
        if (review) io.status.note(reviewNote(1))
        io.send(review ? [null, message] : [message, null])
    }

    /** Every entry leaves by one of the outputs or is reported as failed; an output with nothing to say stays silent. */
    async function splitList(
        splitter: Splitter,
        message: Message,
        entries: unknown[],
        io: Work
    ): Promise<void> {
        const pace = new Pace()
        const outcomes = await workOnEach(message, entries, io, (entry) =>
            pace.run(() => splitter.split(entry))
        )
        const split = outcomes.filter((outcome) => !outcome.review)
        const review = outcomes.filter((outcome) => outcome.review)
        if (review.length > 0) io.status.note(reviewNote(review.length))

        const second = withoutRows(message)
        if (split.length > 0 || entries.length === 0) io.send([fill(splitter, message, split), null])
        if (review.length > 0) io.send([null, fill(splitter, second, review)])
    }

    /** Node-RED would copy all rows, and hold up the process, if one call sent both messages. */
    function withoutRows({ payload: _payload, ...rest }: Message): Message {
        return RED.util.cloneMessage(rest)
    }

    function fill(splitter: Splitter, message: Message, outcomes: Outcome[]): Message {
        message.payload = outcomes.map((outcome) => outcome.value)
        splitter.addDetails(
            message,
            outcomes.map((outcome) => outcome.details)
        )
        return message
    }

    function reviewNote(count: number): string {
        return RED._('name-splitter.status.review', { count: String(count) })
    }

    RED.nodes.registerType('name-splitter', NameSplitter)
    adminRoutes(RED).post('/names/preview', 'hubspot.read', async (request, response) => {
        response.json(preview(request.body))
    })
}
