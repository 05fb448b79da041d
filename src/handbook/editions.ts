/** The editions that come with the pack, and how one is loaded with a user's overrides. */
import { type Edition, editionShape } from './edition'
import { checkMeaning } from './edition-checks'
import edition202302 from './editions/2023-02.json'
import edition202310 from './editions/2023-10.json'
import edition202310marketing from './editions/2023-10-marketing.json'
import edition202312 from './editions/2023-12.json'
import edition202608 from './editions/2026-08.json'
import { HandbookError, type Issue } from './errors'
import { deepFreeze, mergePatch, unsafeKeys } from './merge'
import { isObject } from './schema'

interface Source {
    readonly id: string
    readonly extends?: string
}

const sources = new Map<string, Source>(
    [edition202302, edition202310marketing, edition202310, edition202312, edition202608].map(
        (source: Source) => [source.id, source]
    )
)
const loaded = new Map<string, Edition>()

/** The edition that is in force when nobody chose one. */
export const defaultEdition = '2023-12'

/** What a dialog shows of an edition. */
export type EditionSummary = Pick<Edition, 'id' | 'title' | 'window'>

/** The editions that come with the pack, oldest first. */
export function editions(): EditionSummary[] {
    return [...sources.keys()].map((id) => {
        const { title, window } = loadEdition(id)
        return { id, title, window }
    })
}

/**
 * An edition, complete, checked and frozen.
 * @param id one of `editions()`
 * @param overrides a merge patch on it: objects merge key by key, null removes, lists and values replace
 *   (docs/decisions/0041). It may bring an `id` and `title` of its own.
 * @throws HandbookError `CONFIG_INVALID` whose `issues` name every path that is wrong
 */
export function loadEdition(id: string = defaultEdition, overrides?: unknown): Edition {
    if (overrides === undefined || overrides === null) {
        const known = loaded.get(id) ?? checked(resolve(id), id)
        loaded.set(id, known)
        return known
    }
    if (!isObject(overrides)) throw invalid(id, [{ path: '', message: 'the overrides must be an object' }])
    const unsafe = unsafeKeys(overrides).map((path) => ({ path, message: 'is no key that can be set' }))
    if (unsafe.length > 0) throw invalid(id, unsafe)
    return checked(mergePatch(resolve(id), overrides), id)
}

/** An edition with all that it extends, not yet checked. */
function resolve(id: string): unknown {
    const source = sources.get(id)
    if (!source)
        throw new HandbookError('CONFIG_INVALID', 'There is no such edition of the handbook.', [
            { path: 'edition', message: `must be one of ${[...sources.keys()].join(', ')}` }
        ])
    const { extends: base, ...own } = source
    return base === undefined ? own : mergePatch(resolve(base), own)
}

function checked(value: unknown, id: string): Edition {
    const issues: Issue[] = []
    editionShape.check(value, '', issues)
    if (issues.length > 0) throw invalid(id, issues)
    const edition = value as Edition
    issues.push(...checkMeaning(edition))
    if (issues.length > 0) throw invalid(id, issues)
    return deepFreeze(structuredClone(edition))
}

function invalid(id: string, issues: readonly Issue[]): HandbookError {
    const first = issues[0]
    const rest = issues.length > 1 ? `, and ${issues.length - 1} more` : ''
    return new HandbookError(
        'CONFIG_INVALID',
        `Edition ${id}: ${first?.path ? `${first.path} ` : ''}${first?.message}${rest}`,
        issues
    )
}
