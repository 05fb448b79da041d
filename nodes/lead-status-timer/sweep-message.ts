/** A sweep as messages: one for each contact for which something is due. */
import type { NodeAPI } from 'node-red'
import type { Message, Work } from '../shared'
import type { TimerSettings } from './config'
import type { Desk } from './desk'
import { sweep, type Swept } from './sweep'
import type { WatchList } from './watch'

interface Parts {
    desk: Desk
    watched: WatchList
    settings: TimerSettings
}

/**
 * Sweeps, and sends what came of it by the first output (a status that changed) or the second (what is due). The message
 * itself gets `sweep`, with what the sweep came to, for a Complete node.
 */
export async function sweepFor(
    red: NodeAPI,
    message: Message,
    io: Work,
    { desk, watched, settings }: Parts
): Promise<Swept> {
    const { payload: _payload, ...rest } = message
    const swept = await sweep({
        desk,
        watched,
        timers: settings.timers.split(',').filter(Boolean),
        tell: settings.tell,
        teller: {
            // The message itself counts as one in the status.
            begin: (count) => io.status.begin(count),
            end: (count) => io.status.end(count),
            send({ outcome, output }) {
                const own: Message = Object.assign(red.util.cloneMessage(rest), outcome)
                io.send(output === 'changed' ? [own, null, null] : [null, own, null])
            },
            fail: (error, id) => io.failRecord(error, rest, id, 0)
        }
    })
    Object.assign(message, { sweep: swept })
    return swept
}
