import type { Verdict } from '../../src/handbook'

/** A verdict with just the fields that `msg.handbook` has, as a plain object that the flow may change. */
export function reported({
    verdict,
    rule,
    edition,
    from,
    to,
    path,
    missing,
    reason,
    advice,
    source
}: Verdict): Verdict {
    return {
        verdict,
        rule,
        edition,
        from,
        to,
        path: [...path],
        missing: missing.map(({ key, label }) => ({ key, label })),
        reason,
        advice,
        source
    }
}
