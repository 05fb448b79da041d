interface Waiting {
    callbacks: Set<() => void>
    listener: () => void
}

/** By signal, whom to tell when it aborts. */
const waiting = new WeakMap<AbortSignal, Waiting>()

/**
 * Calls back once when a signal aborts. One listener stands for all who wait: a signal walks through its listeners
 * whenever one comes or goes, and a node's many thousand operations share one signal.
 * @returns what ends it
 */
export function onceAborted(signal: AbortSignal | undefined, callback: () => void): () => void {
    if (!signal) return () => {}
    const entry = waiting.get(signal) ?? listen(signal)
    entry.callbacks.add(callback)
    return () => {
        entry.callbacks.delete(callback)
        if (entry.callbacks.size > 0 || waiting.get(signal) !== entry) return
        signal.removeEventListener('abort', entry.listener)
        waiting.delete(signal)
    }
}

function listen(signal: AbortSignal): Waiting {
    const callbacks = new Set<() => void>()
    const listener = () => {
        waiting.delete(signal)
        for (const callback of callbacks) callback()
    }
    const entry = { callbacks, listener }
    waiting.set(signal, entry)
    signal.addEventListener('abort', listener, { once: true })
    return entry
}
