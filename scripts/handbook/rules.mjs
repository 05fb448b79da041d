// The handbook's rules, and which of them an example keeps. Read by the table in README, the coverage and the blueprints.
import { readFileSync } from 'node:fs'

/**
 * Every rule: `kind` says who keeps it. A the machine; P the machine checks the evidence, a person judges; E as A or P, in an
 * older edition only; H a person; I nobody, it is information.
 * @type {{ id: string, kind: string, editions: string[], says: string }[]}
 */
export const rules = JSON.parse(readFileSync(new URL('rules.json', import.meta.url), 'utf8'))

const ruleId = /\b(?:CT|LC|LS|QQ|WWW|DS|AO|IMP|SALES)-\d\d\b/g

/**
 * The rules that a flow keeps: those in front of its comment's colon.
 * @param {{ type: string, name?: string }[]} nodes one example file
 * @returns {string[]} ids in the comment's order; empty without a comment
 */
export function rulesKept(nodes) {
    const title = nodes.find(({ type }) => type === 'comment')?.name ?? ''
    return title.split(':')[0]?.match(ruleId) ?? []
}

/**
 * The rules that a flow's comment speaks of: those it keeps, and those in bold in its text. A rule for people only (H, I) is
 * covered by the flow that tells them of it.
 * @param {{ type: string, name?: string, info?: string }[]} nodes one example file
 * @returns {string[]} ids, each once
 */
export function rulesTold(nodes) {
    const text = nodes.find(({ type }) => type === 'comment')?.info ?? ''
    const bold = (text.match(/\*\*[^*]+\*\*/g) ?? []).flatMap((words) => words.match(ruleId) ?? [])
    return [...new Set([...rulesKept(nodes), ...bold])]
}

/** Whether a rule is for people only. */
export function isForPeople({ kind }) {
    return /^[HI](?:\/[HI])*$/.test(kind)
}
