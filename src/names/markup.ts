/** Takes HTML out of a text in one pass, without patterns that backtrack. */

const entities: Record<string, string> = {
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    apos: "'",
    nbsp: ' ',
    shy: '',
    ndash: '-',
    mdash: '-'
}

/** Decodes the entities that forms and exports leave in names, once. */
export function decodeEntities(text: string): string {
    return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}));/gi, (whole, decimal, hex, name) => {
        if (name) return entities[String(name).toLowerCase()] ?? whole
        const code = decimal ? Number(decimal) : Number.parseInt(String(hex), 16)
        return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
    })
}

export interface Stripped {
    text: string
    /** Script, style or a tag left open: more than formatting. */
    active: boolean
    /** An address in angle brackets, as mail programs write it. */
    address: boolean
}

/** Takes out every `<...>`: tags with what script and style contain, and addresses in angle brackets. */
export function stripTags(text: string): Stripped {
    const result: Stripped = { text: '', active: false, address: false }
    const lower = text.toLowerCase()
    let at = 0
    while (at < text.length) {
        const open = text.indexOf('<', at)
        if (open < 0) break
        result.text += text.slice(at, open)
        if (!/[a-z/!?]/.test(lower.charAt(open + 1))) {
            result.text += ' '
            at = open + 1
            continue
        }
        const close = text.indexOf('>', open)
        if (close < 0) {
            result.active = true
            return result
        }
        const inside = lower.slice(open + 1, close)
        if (inside.includes('@')) result.address = true
        else if (/[=(]/.test(inside)) result.active = true
        at = close + 1
        const raw = /^(script|style)\b/.exec(inside)?.[1]
        if (raw) {
            result.active = true
            const end = lower.indexOf(`</${raw}`, at)
            const endClose = end < 0 ? -1 : text.indexOf('>', end)
            at = endClose < 0 ? text.length : endClose + 1
        }
    }
    result.text += text.slice(at)
    return result
}
