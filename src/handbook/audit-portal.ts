/** What an audit finds in the portal's own definitions (rules LC-22, LS-04, DS-09, DS-10). */
import type { AuditContext, AuditFinding } from './audit-types'
import { comparePortal } from './portal'
import type { PortalDefinitions } from './portal-definitions'
import type { Difference, DifferencePart } from './portal-difference'

/** The parts that a rule is about; what is said of properties concerns no record. */
const words: Partial<Record<DifferencePart, string>> = {
    lifecycleStage: 'lifecycle stage',
    lifecycleOrder: 'order of the lifecycle stages',
    leadStatus: 'lead status',
    dealPipeline: 'deal pipeline',
    dealStage: 'deal stage',
    probability: 'probability of the deal stage',
    dealOrder: 'order of the deal stages'
}

/** Every difference between the edition and the portal that a chosen rule is about. Only a person changes definitions. */
export function auditPortal(
    portal: PortalDefinitions,
    { edition, rules }: Pick<AuditContext, 'edition' | 'rules'>
): AuditFinding[] {
    return comparePortal(edition, portal).flatMap((difference) => {
        const what = words[difference.part]
        const rule = ruleOf(difference)
        if (what === undefined || !rules.has(rule) || !Object.hasOwn(edition.rules, rule)) return []
        return [
            {
                rule,
                objectType: 'portal',
                id: '',
                ownerId: null,
                found: sentence(difference, what),
                says: edition.rules[rule]?.text ?? '',
                fix: null,
                choices: []
            }
        ]
    })
}

/** A stage of the board that is missing or renamed breaks the board's order (DS-10), whatever the stage is for. */
function ruleOf({ part, rule }: Difference): string {
    return part === 'dealStage' && rule.startsWith('DS-') ? 'DS-10' : rule
}

function sentence({ kind, label, found, wanted }: Difference, what: string): string {
    const named = label === '' ? what : `${what} ${label}`
    if (kind === 'missing') return `The portal does not have the ${named}.`
    if (kind === 'extra') return `The portal has the ${named}, which the handbook does not have.`
    return `The portal's ${named} is ${found ?? 'not set'}, not ${wanted ?? 'set'}.`
}
