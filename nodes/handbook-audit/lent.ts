import { bindPortal, readKnown } from '../../src/handbook'
import { NodeError, readPortal, type Auditor } from '../shared'
import { defaults } from './config'
import { run } from './run'

/** The audit as others borrow it (nodes/shared/auditor.ts): everything, with the settings of a new node. */
export const audit: Auditor = async ({ account, edition, binding, signal, found, progress }) => {
    const { startedAt, looked, complete } = await run({
        account,
        edition,
        binding: binding ?? bindPortal(edition, (await readPortal(account, { signal })).portal),
        settings: defaults,
        since: null,
        known: readKnown([]),
        signal,
        found,
        progress
    })
    if (!complete) throw new NodeError('CLOSED', 'the audit was stopped')
    return { startedAt, looked: looked.contacts + looked.deals }
}
