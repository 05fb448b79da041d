import { routes } from './api/index'
import { createClock } from './clock'
import type { Portal } from './crm/portal'
import { seedPortal } from './data/seed'
import { ChangeFeed } from './feed'
import { grantsOf, makeToken } from './http/dispatch'
import { Faults } from './http/faults'
import { professional, RateLimits } from './http/limits'
import { CallLog } from './http/log'
import { SandboxServer } from './http/server'
import { sidedoor } from './sidedoor'
import type { Sandbox, SandboxOptions } from './types'
import { Courier } from './webhooks/courier'

/** How a sandbox that was closed is served again. */
const listeners = new WeakMap<Sandbox, (port: number) => Promise<void>>()

/**
 * Starts a CRM of your own that speaks HubSpot's HTTP API on 127.0.0.1, with its data in memory.
 * Point any HubSpot client at `url` with `token`. After `close` the data stays: `from` serves it again.
 * @throws RangeError when `now` is no time or `defaultLifecycleStage` no stage; the system's error when the port is taken
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
    if (options.from) {
        await listeners.get(options.from)?.(options.port ?? 0)
        return options.from
    }
    const clock = createClock(options.now, options.frozen ?? false)
    const feed = new ChangeFeed()
    const settings = {
        defaultLifecycleStage: options.defaultLifecycleStage ?? null,
        dealAutomation: options.dealAutomation ?? true,
        indexLag: options.indexLag ?? 0
    }
    const newPortal = () => seedPortal(options.seed ?? 'empty', clock, settings, feed.tell)
    let portal: Portal = newPortal()
    const { defaultLifecycleStage: stage } = settings
    if (
        stage !== null &&
        !portal.pipelines('contacts').some(({ stages }) => stages.some(({ id }) => id === stage))
    )
        throw new RangeError('defaultLifecycleStage is no lifecycle stage of this portal')
    const token = options.token ?? makeToken()
    const limits = new RateLimits({ ...professional, ...options.limits }, () => clock.now())
    const faults = new Faults()
    const log = new CallLog()
    const server = new SandboxServer({
        portal: () => portal,
        routes,
        grants: grantsOf(token, options.tokens ?? []),
        limits,
        onFailure: options.onFailure ?? (() => undefined),
        faults,
        log,
        latency: options.latency ?? 0
    })
    const courier = new Courier({ now: clock.now, portal: () => portal })
    feed.subscribe((change) => courier.tell(change))
    const reset = () => {
        clock.restart()
        limits.clear()
        courier.clear()
        const before = portal
        portal = newPortal()
        feed.tellAll(before, portal)
    }
    await server.listen(options.port ?? 0)
    const sandbox: Sandbox = {
        get url() {
            return server.url
        },
        token,
        clock: {
            now: clock.now,
            set(time) {
                clock.set(time)
                courier.deliver()
            },
            advance(by) {
                clock.advance(by)
                courier.deliver()
            }
        },
        faults,
        log,
        portal: sidedoor(() => portal, feed, reset),
        webhooks: courier,
        async close() {
            courier.close()
            await server.close()
        }
    }
    listeners.set(sandbox, async (port) => {
        await server.listen(port)
        courier.open()
    })
    return sandbox
}
