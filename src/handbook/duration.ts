/** ISO 8601 durations of whole units: `P14D`, `P3M`, `P1Y6M`, `PT4H`. */
export const durationPattern =
    /^P(?=\d|T\d)(\d{1,4}Y)?(\d{1,4}M)?(\d{1,4}W)?(\d{1,4}D)?(T(?=\d)(\d{1,4}H)?(\d{1,5}M)?)?$/

/** The parts of a duration; weeks are counted as days. */
export interface Duration {
    readonly months: number
    readonly days: number
    readonly minutes: number
}

/** Reads a duration; undefined when the text is none. */
export function parseDuration(text: string): Duration | undefined {
    const found = durationPattern.exec(text)
    if (!found) return undefined
    const [years, months, weeks, days, , hours, minutes] = found
        .slice(1)
        .map((part) => Number.parseInt(part ?? '0', 10))
    return {
        months: (years ?? 0) * 12 + (months ?? 0),
        days: (weeks ?? 0) * 7 + (days ?? 0),
        minutes: (hours ?? 0) * 60 + (minutes ?? 0)
    }
}
