// npm run docs: writes the table of example flows into README.md. With --check it only says whether the table is current.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import prettier from 'prettier'
import { readExamples } from './demo-node-red.mjs'
import { root } from './ensure-installed.mjs'
import { rulesKept } from './handbook/rules.mjs'

const file = join(root, 'README.md')
const before = readFileSync(file, 'utf8')
const rows = readExamples().map(({ chapter, name, nodes }) => {
    const path = encodeURI(`examples/${chapter}/${name}.json`)
    return `| [${chapter}, ${name}](${path}) | ${rulesKept(nodes).join(', ')} |`
})
const table = ['| file | rules |', '| --- | --- |', ...rows].join('\n')
const [start, end] = ['<!-- examples -->', '<!-- /examples -->']
const at = before.indexOf(start) + start.length
const text = `${before.slice(0, at)}\n\n${table}\n\n${before.slice(before.indexOf(end))}`
const after = await prettier.format(text, { ...(await prettier.resolveConfig(file)), parser: 'markdown' })

if (!process.argv.includes('--check')) writeFileSync(file, after)
else if (after !== before) {
    console.error('The table of examples in README.md is not current: npm run docs')
    process.exitCode = 1
}
