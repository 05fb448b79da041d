/** How long work may keep the event loop, in ms: far below what an editor or a health check would notice. */
const sliceLength = 15

/** Gives the rest of the process its turn in the middle of much work. */
export class Pace {
    #started = performance.now()
    #turn: Promise<void> | null = null

    /** To be awaited before each piece of work: goes on at once, or after everything else had its turn. */
    async step(): Promise<void> {
        while (performance.now() - this.#started >= sliceLength) {
            this.#turn ??= new Promise((resume) => {
                setImmediate(() => {
                    this.#turn = null
                    this.#started = performance.now()
                    resume()
                })
            })
            await this.#turn
        }
    }
}
