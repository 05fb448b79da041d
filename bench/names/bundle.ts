// The splitter as it ships: one bundle for Node 20, as build.mjs makes it.
import { createRequire } from 'node:module'
import { basename, join } from 'node:path'
import * as esbuild from 'esbuild'
import type { splitName as SplitName } from '../../src/names'

const root = join(import.meta.dirname, '../..')
const generated = new Set([
    'given',
    'families',
    'hungarian',
    'japaneseFaker',
    'cyrillicGiven',
    'vietnameseFaker'
])

/** Bundles the splitter into the folder and loads it; `lists`: a folder with other generated lists. */
export async function bundledSplitter(folder: string, lists?: string): Promise<typeof SplitName> {
    const outfile = join(folder, 'names.cjs')
    await esbuild.build({
        entryPoints: [join(root, 'src/names/index.ts')],
        bundle: true,
        platform: 'node',
        target: 'node20',
        format: 'cjs',
        minify: true,
        outfile,
        logLevel: 'error',
        plugins: lists ? [otherLists(lists)] : []
    })
    return (createRequire(import.meta.url)(outfile) as { splitName: typeof SplitName }).splitName
}

function otherLists(lists: string): esbuild.Plugin {
    return {
        name: 'other-lists',
        setup(build) {
            build.onResolve({ filter: /\/data\/\w+$/ }, ({ path }) =>
                generated.has(basename(path)) ? { path: join(lists, `${basename(path)}.ts`) } : null
            )
        }
    }
}
