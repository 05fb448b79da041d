// A mocha reporter for `npm run coverage:handbook`: which example each test ran, whether its flow wrote to the CRM, and what
// failed. With EXAMPLES_UNSEEN the tests see nothing of the CRM's records (test/support/examples.ts does its part), while the
// flow works as ever. With EXAMPLES_FIND_NOTHING=1 it is the other way round.
const { writeFileSync } = require('node:fs')
const { channel } = require('node:diagnostics_channel')
const http = require('node:http')
const { reporters, Runner } = require('mocha')

const { EXAMPLES_UNSEEN: unseen, EXAMPLES_FIND_NOTHING: findNothing } = process.env

module.exports = class extends reporters.Base {
    constructor(runner, options) {
        super(runner, options)
        let example = null
        const seen = []
        const wrote = new Set()
        const { EVENT_SUITE_BEGIN, EVENT_TEST_PASS, EVENT_TEST_FAIL, EVENT_RUN_END } = Runner.constants
        channel('nr-hubspot-nodes:example').subscribe(({ file }) => {
            example = file
        })
        watchServer((request) => {
            if (example && isWrite(request)) wrote.add(example)
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

/** Looks at every call that the pack makes on a CRM of this process. */
function watchServer(look) {
    const { emit } = http.Server.prototype
    http.Server.prototype.emit = function (event, request, response) {
        if (event !== 'request') return emit.apply(this, arguments)
        const isFlow = request.headers['user-agent'] === 'flowfuse-nr-hubspot-nodes'
        if (isFlow) look(request)
        const isBlind = isFlow ? findNothing : unseen
        return isBlind && isRecordRead(request)
            ? answerNothing(request, response)
            : emit.apply(this, arguments)
    }
}

function isWrite({ method, url }) {
    return method !== 'GET' && !/\/(?:search|read)(?:\?|$)/.test(url)
}

/** Reads of records and what belongs to them; definitions (properties, pipelines, owners) are none. */
function isRecordRead(request) {
    return /^\/crm\/(?:v\d\/|)(?:objects|associations)\//.test(request.url) && !isWrite(request)
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
