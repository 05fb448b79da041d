// The forms in which FlowFuse takes flows (facts of its blueprints, its Team Library and its website's sources).

/** The file that an administrator imports: Admin Settings, Blueprints, Import. */
export function blueprintFile(sources) {
    const blueprints = sources.map(({ name, description, category, icon, flows, modules }) => ({
        name,
        description,
        category,
        icon,
        flows: { flows },
        modules
    }))
    return { blueprints, count: blueprints.length }
}

/** What a team's library stores: an entry is a path, a type and a body. */
export function libraryEntries(sources) {
    const entries = sources.map(({ path, flows }) => ({
        name: `HubSpot/${path}`,
        type: 'flows',
        meta: {},
        body: flows
    }))
    return { entries, count: entries.length }
}

/** A blueprint's folder in the website's sources, by file. */
export function websiteFiles({ name, description, path, flows, modules }) {
    const folder = `website/hubspot/${slug(path)}`
    const comment = flows.find(({ type }) => type === 'comment')
    const manifest = {
        name: `@flowfuse/hubspot-${slug(path).replaceAll('/', '-')}`,
        version: '1.0.0',
        description,
        main: 'flow.json',
        license: 'Apache-2.0',
        dependencies: modules
    }
    const front = [
        '---',
        `title: ${JSON.stringify(name)}`,
        `description: ${JSON.stringify(description)}`,
        'tags:',
        '    - blueprints',
        '    - hubspot',
        'layout: layouts/blueprint.njk',
        '---'
    ]
    const body = [`# ${name}`, description, '## How to use it', comment?.info ?? '']
    return {
        [`${folder}/flow.json`]: `${JSON.stringify(flows, null, 4)}\n`,
        [`${folder}/package.json`]: `${JSON.stringify(manifest, null, 4)}\n`,
        [`${folder}/index.md`]: `${front.join('\n')}\n\n${body.filter(Boolean).join('\n\n')}\n`
    }
}

/** `Deals/01 - Open a deal` -> `deals/open-a-deal`. */
function slug(path) {
    const words = (part) => part.replace(/^\d+ - /, '').match(/[a-z0-9]+/gi) ?? []
    return path
        .split('/')
        .map((part) => words(part).join('-').toLowerCase())
        .join('/')
}
