/** How long work may keep the event loop, in ms: far below what an editor or a health check would notice. */
const sliceLength = 10

/** Does much work piece by piece, one after the other, and gives the rest of the process its turn in between. */
export class Pace {
    #started = performance.now()
    #last: Promise<unknown> = Promise.resolve()

    /** Does a piece of work after those that were asked for before; a piece that fails does not hold up the next. */
    async run<T>(work: () => Promise<T>): Promise<T> {
        const result = this.#last.then(async () => {
            if (performance.now() - this.#started >= sliceLength) {
                await new Promise((resume) => {
                    setImmediate(resume)
                })
                this.#started = performance.now()
            }
            return work()
        })
        this.#last = result.catch(() => undefined)
        return result
    }
}
