import type { TimeSource } from './types'

/** The longest delay a timer of Node takes. */
const longestTimer = 2 ** 31 - 1

/** The machine's own clock. One object per process, so that everything that uses it shares one limiter per token. */
export const systemTime: TimeSource = {
    now: () => Date.now(),
    sleep(ms, signal) {
        return new Promise((resolve, reject) => {
            if (signal?.aborted) {
                reject(signal.reason as Error)
                return
            }
            const onAbort = () => {
                clearTimeout(timer)
                reject(signal?.reason as Error)
            }
            const timer = setTimeout(
                () => {
                    signal?.removeEventListener('abort', onAbort)
                    resolve()
                },
                Math.min(Math.max(ms, 0), longestTimer)
            )
            signal?.addEventListener('abort', onAbort, { once: true })
        })
    }
}
