/** Texts of activities: HTML from text, the mark of a reference, and whether two say the same. Pure. */
import { invalid } from './values'

const longestReference = 200

/** Text as HTML that shows it, line by line. */
export function htmlOf(text: string): string {
    const escaped = text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
    return escaped.replaceAll(/\r\n?|\n/g, '<br>')
}

/**
 * The mark by which an activity is found again: HubSpot has no field for it, so it stands in the text, where a person may
 * see it and HubSpot keeps it (docs/decisions/0120).
 * @returns null when there is no reference
 * @throws HubSpotError `INPUT_INVALID` for one that is no text or number, or longer than 200 characters
 */
export function markOf(reference: unknown): string | null {
    if (reference === undefined || reference === null) return null
    if (typeof reference !== 'string' && !(typeof reference === 'number' && Number.isFinite(reference)))
        throw invalid('the reference is neither a text nor a number')
    const text = String(reference)
        .replaceAll(/[\s\p{Cc}]+/gu, ' ')
        .trim()
    if (text.length > longestReference)
        throw invalid(`the reference is longer than ${longestReference} characters`)
    // Without brackets of its own no reference is a part of another's mark.
    const encoded = text.replaceAll(/[%[\]]/g, (character) => encodeURIComponent(character))
    return encoded === '' ? null : `[ref: ${encoded}]`
}

const entities: Readonly<Record<string, string>> = {
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    apos: "'",
    nbsp: ' '
}

/** What a reader sees of HTML or text, in one line. HubSpot may change tags, entities and spaces (facts/hubspot.md 7). */
export function plainText(html: string): string {
    return html
        .replaceAll(/<[^<>]*>/g, ' ')
        .replaceAll(
            /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,4}));/gi,
            (whole: string, decimal?: string, hex?: string, name?: string) => {
                if (name !== undefined) return entities[name.toLowerCase()] ?? whole
                const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
                return code <= 0x10ffff ? String.fromCodePoint(code) : whole
            }
        )
        .replaceAll(/\s+/g, ' ')
        .trim()
}
