/** The lifecycle stages as a graph (rule LC-02): what leads where, what is forbidden, which way is back. */
import type { Edition } from './edition'
import { own } from './find'

/** A rule that stands against one move. */
export interface Bar {
    readonly rule: string
    readonly reason: string
}

/** How a move from one stage (null: none) to another stands to the ladder. */
export type Move =
    /** One step that the handbook lists; `back` when HubSpot counts it as going back. */
    | { readonly kind: 'step' }
    /** Against the portal's order, and not listed. */
    | { readonly kind: 'back'; readonly passed: boolean }
    /** Past stages in between: the ways that lead there, shortest first, each with its end. */
    | { readonly kind: 'skip'; readonly ways: readonly (readonly string[])[] }

/** How the move stands to the ladder. Both stages must be the edition's, and differ. */
export function judgeMove(edition: Edition, from: string | null, to: string): Move {
    if (stepsFrom(edition, from).includes(to)) return { kind: 'step' }
    if (isBackward(edition, from, to)) {
        return { kind: 'back', passed: from !== null && waysBetween(edition, to, from).length > 0 }
    }
    return { kind: 'skip', ways: waysBetween(edition, from, to) }
}

/** Every way up the ladder without a loop, without its start, shortest first. */
export function waysBetween(edition: Edition, from: string | null, to: string): string[][] {
    const ways = waysTo(edition, from, to, new Set(from === null ? [] : [from]))
    return ways.toSorted((a, b) => a.length - b.length)
}

/** Every stage that the handbook lets follow this one (null: that a contact may start with). */
export function stepsFrom(edition: Edition, from: string | null): readonly string[] {
    const { first, fromAny, transitions, back } = edition.lifecycle
    if (from === null) return [...first, ...fromAny]
    const listed = [...(own(transitions, from) ?? []), ...(own(back.moves, from) ?? []), ...fromAny]
    return listed.filter((to) => to !== from)
}

/** The rule that forbids entering `to` from `from` outright, if there is one. */
export function barAgainst(edition: Edition, from: string | null, to: string): Bar | undefined {
    return Object.values(edition.lifecycle.forbidden).find((move) => concerns(move, from, to))
}

/** What speaks against a move that is allowed. */
export function cautionsAgainst(edition: Edition, from: string | null, to: string): Bar[] {
    return Object.values(edition.lifecycle.cautions).filter((move) => concerns(move, from, to))
}

/** Whether HubSpot counts this as going back, and so wants the property cleared first (facts 4). */
export function isBackward(edition: Edition, from: string | null, to: string): boolean {
    const { order } = edition.lifecycle
    return from !== null && order.indexOf(to) < order.indexOf(from)
}

/** Going back and standing outside are no way up. */
function waysTo(edition: Edition, from: string | null, to: string, seen: ReadonlySet<string>): string[][] {
    const { first, transitions } = edition.lifecycle
    const next = from === null ? first : (own(transitions, from) ?? [])
    return next
        .filter((stage) => !seen.has(stage) && !barAgainst(edition, from, stage))
        .flatMap((stage) =>
            stage === to
                ? [[stage]]
                : waysTo(edition, stage, to, new Set([...seen, stage])).map((way) => [stage, ...way])
        )
}

function concerns(
    move: { readonly from?: readonly string[]; readonly to: string },
    from: string | null,
    to: string
): boolean {
    return move.to === to && (move.from === undefined || (from !== null && move.from.includes(from)))
}
