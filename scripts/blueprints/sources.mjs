// What becomes a blueprint: the starter with the whole handbook, the folders of blueprints/, and every example.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readExamples } from '../demo-node-red.mjs'
import { root } from '../ensure-installed.mjs'
import { rulesKept } from '../handbook/rules.mjs'
import { starterFlows } from './starter.mjs'

const pack = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const category = 'HubSpot'

/**
 * @typedef {object} Source
 * @property {string} name as it is listed
 * @property {string} description one or two sentences
 * @property {string} category
 * @property {string} icon a heroicon's name, as FlowFuse's own blueprints have
 * @property {object[]} flows Node-RED nodes
 * @property {Record<string, string>} modules npm packages with their version ranges
 * @property {string} path where it lies in the Team Library and on the website's sources, without extension
 */

/** Every blueprint: the starter first, then those with nodes of other packs, then the examples in the order of the menu. */
export function readSources() {
    return [readStarter(), ...readFolders(), ...readExamples().map(fromExample)]
}

/** The range of this pack's versions on which a flow of today runs: what npm would write. */
export function packModule() {
    return { [pack.name]: `^${pack.version}` }
}

function readStarter() {
    return {
        name: 'HubSpot by the handbook',
        description:
            'The whole sales handbook as flows, a tab per chapter: contacts, lifecycle, lead status, questions, deals. ' +
            'Runs on the built-in sandbox CRM; one config node turns it to your portal.',
        category,
        icon: 'book-open',
        flows: starterFlows(readExamples()),
        modules: packModule(),
        path: 'Starter'
    }
}

/** blueprints/<name>/: flow.json, and package.json that names it and the packs whose nodes it uses besides ours. */
function readFolders() {
    const folder = join(root, 'blueprints')
    return readdirSync(folder)
        .toSorted()
        .filter((name) => existsSync(join(folder, name, 'flow.json')))
        .map((name) => {
            const read = (file) => JSON.parse(readFileSync(join(folder, name, file), 'utf8'))
            const { blueprint, description, dependencies } = read('package.json')
            return {
                name: blueprint.name,
                description,
                category,
                icon: blueprint.icon,
                flows: read('flow.json'),
                modules: { ...packModule(), ...dependencies },
                path: blueprint.name
            }
        })
}

function fromExample({ chapter, name, nodes }) {
    const title = name.replace(/^\d+ - /, '')
    const comment = nodes.find(({ type }) => type === 'comment')
    const says = comment.name.split(':').slice(1).join(':').trim()
    return {
        name: title,
        description: `${chapter}. ${says.charAt(0).toUpperCase()}${says.slice(1)} (${rulesKept(nodes).join(', ')}).`,
        category,
        icon: 'user-group',
        flows: nodes,
        modules: packModule(),
        path: `${chapter}/${name}`
    }
}
