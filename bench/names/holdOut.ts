// The honest measure of what the generated lists are worth: the splitter with lists made of one half of faker's words,
// on names made of the other half only.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { splitName as SplitName } from '../../src/names'
import { fold } from '../../src/names/text'
import { bundledSplitter } from './bundle'
import { inKnownHalf } from './halves'
import type { Case } from './score'

/** A splitter whose generated lists know one half of faker's words. */
export function halfSplitter(): Promise<typeof SplitName> {
    return inTempFolder((folder) => {
        const script = join(import.meta.dirname, 'makeLists.ts')
        execFileSync(process.execPath, ['--import', 'tsx', script, '--half', '--out', folder], {
            stdio: 'ignore'
        })
        return bundledSplitter(folder, folder)
    })
}

/** The splitter as it ships. */
export function shippedSplitter(): Promise<typeof SplitName> {
    return inTempFolder((folder) => bundledSplitter(folder))
}

async function inTempFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
    const folder = mkdtempSync(join(tmpdir(), 'names-'))
    try {
        return await work(folder)
    } finally {
        rmSync(folder, { recursive: true })
    }
}

/** Whether none of a case's words is in the half that the lists know. */
export function isUnseen({ first, last }: Case): boolean {
    return [...first.split(' '), ...last.split(' ')].every((word) => !inKnownHalf(fold(word)))
}
