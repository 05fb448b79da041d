// The honest measure of what the generated lists are worth: the splitter with lists made of one half of faker's words,
// on names made of the other half only.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import * as esbuild from 'esbuild'
import type { splitName as SplitName } from '../../src/names'
import { fold } from '../../src/names/text'
import { inKnownHalf } from './halves'
import type { Case } from './score'

const root = join(import.meta.dirname, '../..')
const generated = new Set([
    'given',
    'families',
    'hungarian',
    'japaneseFaker',
    'cyrillicGiven',
    'vietnameseFaker'
])

/** A splitter whose generated lists know one half of faker's words. */
export async function halfSplitter(): Promise<typeof SplitName> {
    const folder = mkdtempSync(join(tmpdir(), 'names-half-'))
    try {
        const tsx = ['--import', 'tsx', join(import.meta.dirname, 'makeLists.ts'), '--half', '--out', folder]
        execFileSync(process.execPath, tsx, { cwd: root, stdio: 'ignore' })
        const outfile = join(folder, 'names.cjs')
        await esbuild.build({
            entryPoints: [join(root, 'src/names/index.ts')],
            bundle: true,
            platform: 'node',
            format: 'cjs',
            outfile,
            logLevel: 'error',
            plugins: [
                {
                    name: 'half-lists',
                    setup(build) {
                        build.onResolve({ filter: /\/data\/\w+$/ }, ({ path }) =>
                            generated.has(basename(path))
                                ? { path: join(folder, `${basename(path)}.ts`) }
                                : null
                        )
                    }
                }
            ]
        })
        return (createRequire(import.meta.url)(outfile) as { splitName: typeof SplitName }).splitName
    } finally {
        rmSync(folder, { recursive: true })
    }
}

/** Whether none of a case's words is in the half that the lists know. */
export function isUnseen({ first, last }: Case): boolean {
    return [...first.split(' '), ...last.split(' ')].every((word) => !inKnownHalf(fold(word)))
}
