// Mocha's own spec output, and in a file for scripts/test.mjs the counts and what failed.
const { writeFileSync } = require('node:fs')
const { reporters, Runner } = require('mocha')

module.exports = class extends reporters.Spec {
    constructor(runner, options) {
        super(runner, options)
        const failed = []
        runner.on(Runner.constants.EVENT_TEST_FAIL, (test, error) => {
            const reason = String(error?.message ?? error).split('\n', 1)[0]
            failed.push(`${test.fullTitle()}: ${reason}`)
        })
        runner.once(Runner.constants.EVENT_RUN_END, () => {
            if (!process.env.MOCHA_RESULTS) return
            const { passes, failures, pending } = this.stats
            writeFileSync(process.env.MOCHA_RESULTS, JSON.stringify({ passes, failures, pending, failed }))
        })
    }
}
