/** What makes an edition sound beyond its shape: rules and references that exist, graphs without loops, names told apart. */
import { checkDeals } from './check-deals'
import { checkLeadStatus } from './check-lead-status'
import { checkLifecycle } from './check-lifecycle'
import { checkNames, checkOrder, reference } from './check-tools'
import type { Edition } from './edition'
import type { Issue } from './errors'
import { isObject } from './schema'

/** Everything that is wrong with an edition whose shape is right; each issue names its path. */
export function checkMeaning(edition: Edition): Issue[] {
    return [
        ...checkRules(edition),
        ...checkLifecycle(edition),
        ...checkLeadStatus(edition),
        ...checkDeals(edition),
        ...checkQuestions(edition)
    ]
}

function checkRules(edition: Edition): Issue[] {
    const issues: Issue[] = []
    for (const { path, id } of citedRules(edition, '')) {
        if (!Object.hasOwn(edition.rules, id))
            issues.push({ path, message: `cites ${id}, which is no rule here` })
    }
    for (const id of Object.keys(edition.strict)) {
        if (!Object.hasOwn(edition.rules, id))
            issues.push({ path: `strict.${id}`, message: `cites ${id}, which is no rule here` })
    }
    for (const [id, rule] of Object.entries(edition.rules)) {
        if (!/^[A-Z]{1,6}-\d{2}$/.test(id))
            issues.push({ path: `rules.${id}`, message: 'is no rule id such as LC-02' })
        if (!rule.sources.some((source) => Object.hasOwn(edition.sources, source)))
            issues.push({ path: `rules.${id}.sources`, message: 'names no source of this edition' })
    }
    return issues
}

/** Every rule id that a value cites: in `rule`, `setRule`, `supersededBy` and the entries of `not`. */
function citedRules(value: unknown, path: string): { path: string; id: string }[] {
    if (Array.isArray(value)) return value.flatMap((entry, index) => citedRules(entry, `${path}[${index}]`))
    if (!isObject(value)) return []
    return Object.entries(value).flatMap(([key, child]) => {
        const here = path === '' ? key : `${path}.${key}`
        const cites = key === 'rule' || key === 'setRule' || key === 'supersededBy' || path.endsWith('.not')
        return cites && typeof child === 'string' ? [{ path: here, id: child }] : citedRules(child, here)
    })
}

function checkQuestions(edition: Edition): Issue[] {
    const issues: Issue[] = []
    const property = reference(issues, edition.properties, 'property')
    const owner = new Map<string, string>()
    for (const [setKey, set] of Object.entries(edition.questions)) {
        const path = `questions.${setKey}`
        issues.push(...checkOrder(set.order, set.questions, path, 'questions'))
        issues.push(...checkNames(set.questions, `${path}.questions`))
        for (const [key, question] of Object.entries(set.questions)) {
            const here = `${path}.questions.${key}`
            const other = owner.get(key)
            if (other !== undefined) issues.push({ path: here, message: `is a question of ${other} already` })
            owner.set(key, setKey)
            if (question.property !== undefined) property(question.property, `${here}.property`)
            if ((question.type === 'numbers') !== (question.counts !== undefined))
                issues.push({
                    path: `${here}.counts`,
                    message: 'belongs to questions of type numbers, and to them only'
                })
        }
    }
    return issues
}
