// npm run blueprints: writes every flow of this repository for FlowFuse into dist-blueprints/: an import file with all blueprints,
// the Team Library's entries, and a source folder per blueprint for the website. Made from the same files as the import menu.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ensureInstalled, root } from './ensure-installed.mjs'

ensureInstalled()
// The Dashboard begins from the nodes' own defaults, which are TypeScript; tsx is there only once it is installed.
await import('tsx')
const { writeDashboard } = await import('./blueprints/dashboard.mjs')
const { blueprintFile, libraryEntries, websiteFiles } = await import('./blueprints/formats.mjs')
const { readSources } = await import('./blueprints/sources.mjs')

writeDashboard()
const target = join(root, 'dist-blueprints')
rmSync(target, { recursive: true, force: true })
const sources = readSources()
const files = {
    'blueprints.json': toJson(blueprintFile(sources)),
    'team-library.json': toJson(libraryEntries(sources))
}
for (const source of sources) Object.assign(files, websiteFiles(source))
for (const [path, text] of Object.entries(files)) {
    const file = join(target, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
}
console.log(`${sources.length} blueprints in dist-blueprints/: blueprints.json, team-library.json, website/`)

function toJson(value) {
    return `${JSON.stringify(value, null, 4)}\n`
}
