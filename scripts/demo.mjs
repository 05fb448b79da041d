// npm run demo: Node-RED with the pack, the sandbox CRM and the example flows; `-- --once` does the main job headless.
import { ensureInstalled, runNode } from './ensure-installed.mjs'

ensureInstalled()
if (!process.argv.includes('--no-build')) {
    const code = runNode('build.mjs')
    if (code !== 0) process.exit(code)
}

if (process.argv.includes('--once')) {
    const { runOnce } = await import('./demo-once.mjs')
    process.exit(await runOnce())
}

const { demoFolder, mainExample, prepareFlows, startDemo } = await import('./demo-node-red.mjs')
const kept = prepareFlows(demoFolder)
const demo = await startDemo({ userDir: demoFolder, port: Number(process.env.PORT ?? 1880) })

console.log(`
  Editor     ${demo.url}/
  CRM page   ${demo.url}/hubspot-nodes/crm/

  Open both. In the editor, on the tab "${mainExample().tab}", press the button at the left of "your own file",
  and watch 500 users of FlowFuse Cloud arrive on the CRM page.
  Every other tab is an example for rules of the handbook; its comment node says what to press and what to see.
  Grey tabs watch the CRM by themselves, or need a database: a double click on the tab enables one.
${kept ? `\n  The examples have changed; your flows of the last time are in .demo/${kept}.\n` : ''}
  Ctrl-C ends everything.
`)

let stopping = false
for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => {
        if (stopping) process.exit(1)
        stopping = true
        void demo.stop().finally(() => process.exit(0))
    })
}
