// A mocha reporter for `npm run coverage:handbook`: which example each test ran, whether its flow wrote to the CRM, and what
// failed. With EXAMPLES_UNSEEN the tests see nothing of the CRM's records from the flow's first call on (test/support/examples.ts
// does its part), while the flow works as ever. With EXAMPLES_FIND_NOTHING=1 it is the other way round.
const { writeFileSync } = require('node:fs')
const { channel } = require('node:diagnostics_channel')
const http = require('node:http')
const { reporters, Runner } = require('mocha')

const { EXAMPLES_UNSEEN: unseen, EXAMPLES_FIND_NOTHING: findNothing } = process.env

module.exports = class extends reporters.Base {
    constructor(runner, options) {
        super(runner, options)
        let [example, sight] = [null, {}]
        const seen = []
        const wrote = new Set()
        const { EVENT_SUITE_BEGIN, EVENT_TEST_PASS, EVENT_TEST_FAIL, EVENT_RUN_END } = Runner.constants
        channel('nr-hubspot-nodes:example').subscribe((start) => {
            example = start.file
            sight = start.sight
        })
        watchServer((request, isFlow) => {
            if (!example) return false
            if (isFlow && isWrite(request)) wrote.add(example)
            if (isFlow && unseen && isOfRecords(request)) sight.lost = unseen
            return isRecordRead(request) && (isFlow ? findNothing === '1' : sight.lost !== undefined)
        })
        runner.on(EVENT_SUITE_BEGIN, (suite) => {
            if (suite.parent?.root) example = null
        })
        runner.on(EVENT_TEST_PASS, () => example && seen.push({ example, outcome: 'passed' }))
        runner.on(EVENT_TEST_FAIL, ({ type, title }, error) => {
            const outcome = error?.code === 'ERR_ASSERTION' ? 'asserted' : 'failed'
            if (example) seen.push({ example, outcome, title, type, message: String(error?.message) })
        })
        runner.once(EVENT_RUN_END, () => {
            writeFileSync(process.env.WITNESS, JSON.stringify({ seen, wrote: [...wrote] }))
        })
    }
}

/**
 * Looks at every call on a CRM of this process.
 * @param {(request: object, isFlow: boolean) => boolean} isBlind whether nothing is found by this call
 */
function watchServer(isBlind) {
    const { emit } = http.Server.prototype
    http.Server.prototype.emit = function (event, request, response) {
        if (event !== 'request') return emit.apply(this, arguments)
        const isFlow = request.headers['user-agent'] === 'flowfuse-nr-hubspot-nodes'
        return isBlind(request, isFlow) ? answerNothing(request, response) : emit.apply(this, arguments)
    }
}

function isWrite({ method, url }) {
    return method !== 'GET' && !/\/(?:search|read)(?:\?|$)/.test(url)
}

/** Reads of records and what belongs to them; definitions (properties, pipelines, owners) are none. */
function isRecordRead(request) {
    return isOfRecords(request) && !isWrite(request)
}

function isOfRecords({ url }) {
    return /^\/crm\/(?:v\d\/|)(?:objects|associations)\//.test(url)
}

function answerNothing(request, response) {
    request.resume()
    const isSingle = request.method === 'GET' && /\/objects\/(?:[^/]+\/){1,2}\d+(?:\?|$)/.test(request.url)
    const body = isSingle
        ? { status: 'error', category: 'OBJECT_NOT_FOUND', message: 'resource not found' }
        : { status: 'COMPLETE', total: 0, results: [] }
    response.writeHead(isSingle ? 404 : 200, { 'content-type': 'application/json' })
    response.end(JSON.stringify(body))
    return true
}
