import type { GuardSettings } from './config'
import { unchanged, type Contacts } from './contacts'
import { decide, type Asked } from './decide'
import { enterStages, isOvertaken, type Step } from './enter'
import { outcomeOf, type Outcome } from './outcome'
import type { StageRequest } from './request'
import { stageProperty } from './stages'
import type { Subject } from './subject'

/** How often a contact that someone else changed in between is decided anew. */
const mostAttempts = 3

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
    const asked: Asked = to === undefined ? rest : { ...rest, to: stages.keyOf(to) }
    const manner = { walk: settings.skip === 'walk', allowBackward: settings.allowBackward }
    for (let attempt = 1; ; attempt++) {
        const contact = await account.contacts.get(ref, { ...options, properties })
        const from = stages.keyOf(contact.properties[stageProperty])
        const verdict = await decide(edition, from, asked, manner, contacts.reader(contact))
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
        try {
            const result = await enterStages(contacts, contact, steps, settings.dryRun)
            return await outcomeOf(contacts, verdict, result)
        } catch (error) {
            if (!isOvertaken(error) || attempt >= mostAttempts) throw error
        }
    }
}
