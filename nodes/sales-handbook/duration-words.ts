const units: Record<string, string> = {
    Y: 'year',
    M: 'month',
    W: 'week',
    D: 'day',
    TH: 'hour',
    TM: 'minute'
}

/**
 * An ISO 8601 duration in words: `P14D` is "14 days", `P1Y6M` "1 year, 6 months".
 * @param language a BCP 47 tag
 * @returns '' for a text that is no duration; whether an edition takes it is the edition's to say
 */
export function durationWords(text: string, language: string): string {
    if (!/^P(?=\w)[\dYMWDTH]+$/.test(text)) return ''
    const [days = '', time = ''] = text.slice(1).split('T')
    const parts = [...partsOf(days, ''), ...partsOf(time, 'T')]
    if (parts.length === 0 || parts.some(({ unit }) => unit === undefined)) return ''
    const words = parts.map(({ amount, unit }) =>
        new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(amount)
    )
    return words.join(', ')
}

function partsOf(text: string, prefix: string): { amount: number; unit: string | undefined }[] {
    return [...text.matchAll(/(\d+)([A-Z])/g)].map(([, amount, letter]) => ({
        amount: Number(amount),
        unit: units[`${prefix}${letter}`]
    }))
}
