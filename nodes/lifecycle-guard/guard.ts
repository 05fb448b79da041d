import { decideStage, enterStages, stageProperty, untilCurrent, type AskedStage, type Step } from '../shared'
import type { GuardSettings } from './config'
import { unchanged, type Contacts } from './contacts'
import { outcomeOf, type Outcome } from './outcome'
import type { StageRequest } from './request'
import type { Subject } from './subject'

/**
 * Decides a stage for one contact, and in mode *apply* enters it.
 * @throws HubSpotError, NodeError, HandbookError with a code
 */
export async function guard(
    contacts: Contacts,
    settings: GuardSettings,
    { ref }: Pick<Subject, 'ref'>,
    request: StageRequest
): Promise<Outcome> {
    const { account, edition, stages, properties, options } = contacts
    const { to, ...rest } = request
    const asked: AskedStage = to === undefined ? rest : { ...rest, to: stages.keyOf(to) }
    const manner = { walk: settings.skip === 'walk', allowBackward: settings.allowBackward }
    return untilCurrent(async () => {
        const contact = await account.contacts.get(ref, { ...options, properties })
        const from = stages.keyOf(contact.properties[stageProperty])
        const verdict = await decideStage(edition, from, asked, manner, contacts.reader(contact))
        const isClearing = verdict.verdict === 'allowed' && verdict.to === null
        const steps: Step[] = isClearing
            ? [{ key: null, goesBack: false }]
            : verdict.path.map((key) => ({
                  key,
                  goesBack: settings.allowBackward || verdict.clearBefore.includes(key)
              }))
        if (settings.mode !== 'apply') {
            // A check tells of a stage that the portal lacks, as applying it would.
            for (const { key } of steps) if (key !== null) stages.valueOf(key)
            return outcomeOf(contacts, verdict, unchanged(contact))
        }
        const result = await enterStages(contacts, contact, steps, settings.dryRun)
        return outcomeOf(contacts, verdict, result)
    })
}
