// Mocha's own spec output, and the counts in a file for scripts/test.mjs.
const { writeFileSync } = require('node:fs')
const { reporters, Runner } = require('mocha')

module.exports = class extends reporters.Spec {
    constructor(runner, options) {
        super(runner, options)
        runner.once(Runner.constants.EVENT_RUN_END, () => {
            if (!process.env.MOCHA_RESULTS) return
            const { passes, failures, pending } = this.stats
            writeFileSync(process.env.MOCHA_RESULTS, JSON.stringify({ passes, failures, pending }))
        })
    }
}
