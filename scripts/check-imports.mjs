// Holds the one-way imports of the house (docs/architecture.md): a breach names file, line and rule, and fails the lint.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { root } from './ensure-installed.mjs'

/** For each area, the areas it may import from besides itself, and the packages it may use. */
const areas = {
    'src/handbook': { areas: [], packages: [] },
    'src/names': { areas: [], packages: [] },
    'src/hubspot': { areas: [], packages: ['@hubspot/api-client', 'hpagent', 'proxy-from-env'] },
    'src/sandbox': { areas: [], packages: [] },
    'nodes/shared': {
        areas: ['src/handbook', 'src/names', 'src/hubspot'],
        packages: ['node-red', 'express']
    },
    'nodes/hubspot-account': {
        areas: ['nodes/shared', 'src/handbook', 'src/names', 'src/hubspot', 'src/sandbox'],
        packages: ['node-red', 'express']
    },
    nodes: {
        areas: ['nodes/shared', 'nodes/hubspot-account', 'src/handbook', 'src/names', 'src/hubspot'],
        packages: ['node-red', 'express']
    }
}

const forbiddenWords = [
    { within: 'src', pattern: /\bRED\.|\bRED:/, why: 'src knows nothing of Node-RED' },
    {
        within: 'nodes',
        pattern: /\bfetch\s*\(|from 'node:https?'|XMLHttpRequest/,
        why: 'nodes talk to HubSpot through src/hubspot only'
    }
]

/** The module's name in a static import or export, its last line when it has several, or a dynamic import. */
const importPattern =
    /^(?:import|export)\b[^'"]*\bfrom '([^']+)'|^\} from '([^']+)'|^import '([^']+)'|\b(?:import|require)\('([^']+)'\)/g

const breaches = []
for (const file of [...walk(join(root, 'src')), ...walk(join(root, 'nodes'))]) {
    const path = relative(root, file).split(sep).join('/')
    const text = readFileSync(file, 'utf8')
    const area = areaOf(path)
    for (const [index, line] of text.split('\n').entries()) {
        const where = `${path}:${index + 1}`
        for (const match of line.matchAll(importPattern)) {
            const why = importBreach(area, path, match.slice(1).find(Boolean) ?? '')
            if (why) breaches.push(`${where} ${why}`)
        }
        const code = line.replace(/\/\/.*|^\s*\*.*/, '')
        for (const { within, pattern, why } of forbiddenWords) {
            const isEditor = /editor|crm-page/.test(path)
            if (path.startsWith(`${within}/`) && !isEditor && pattern.test(code))
                breaches.push(`${where} ${why}`)
        }
    }
}

for (const breach of breaches) console.error(breach)
if (breaches.length > 0) {
    console.error(`${breaches.length} import(s) against the direction of the house.`)
    process.exit(1)
}

function importBreach(area, path, target) {
    const allowed = areas[area] ?? areas.nodes
    if (target.startsWith('node:')) return null
    if (!target.startsWith('.')) {
        const name = target
            .split('/')
            .slice(0, target.startsWith('@') ? 2 : 1)
            .join('/')
        return allowed.packages.includes(name) ? null : `${area} may not use the package ${name}`
    }
    const to = relative(root, resolve(root, dirname(path), target))
        .split(sep)
        .join('/')
    const toArea = areaOf(to)
    if (toArea === area || allowed.areas.includes(toArea)) return null
    return `${area} may not import from ${toArea}`
}

function areaOf(path) {
    const parts = path.split('/')
    return parts.slice(0, 2).join('/')
}

function* walk(folder) {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
        const path = join(folder, entry.name)
        if (entry.isDirectory()) yield* walk(path)
        else if (entry.name.endsWith('.ts')) yield path
    }
}
