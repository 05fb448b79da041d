/** Between the HTML of a HubSpot note and lines of text. */

/** Stand in a line's text where bold print begins and ends. */
export const boldStart = '\u0002'
export const boldEnd = '\u0001'

const blocks = new Set(
    'address article blockquote br dd div dl dt h1 h2 h3 h4 h5 h6 hr li ol p pre section table td th tr ul'.split(
        ' '
    )
)
const bold = new Set('b h1 h2 h3 h4 h5 h6 strong th'.split(' '))
const hidden = new Set(['head', 'script', 'style', 'title'])
/** Tags that only dress text. What is none of all these is what somebody typed: `<Acme>` stays. */
const inline = new Set(
    (
        'a abbr aside body button caption center cite code col colgroup del em figcaption figure font footer form header html ' +
        'i iframe img input ins label link main mark meta nav s small span strike sub sup tbody tfoot thead tt u wbr ' +
        // How mails begin, and what Outlook puts into its paragraphs.
        'doctype o:p'
    ).split(' ')
)

/**
 * The lines of a note, HTML or plain text, with entities resolved, spaces collapsed and blank lines left out. Linear in
 * the length of the note, whatever is in it.
 */
export function noteLines(body: string): string[] {
    const { text, hasBlocks } = withoutTags(withoutControls(body))
    // In a note of blocks a line feed is a mere space; where there is none it is all the structure there is.
    const lined = hasBlocks ? text : text.replaceAll('\v', '\n')
    return lined
        .split('\n')
        .map((line) => decodeEntities(line).replaceAll(/\s+/g, ' ').trim())
        .filter((line) => line !== '')
}

/** A line without the marks of bold print. */
export function unmarked(line: string): string {
    return line.replaceAll(boldStart, '').replaceAll(boldEnd, '').trim()
}

/** What a reader sees of HTML or plain text, line by line: no tags, entities resolved, no blank lines. */
export function plainText(body: string): string {
    return noteLines(body)
        .map(unmarked)
        .filter((line) => line !== '')
        .join('\n')
}

/** Text without control characters (two of which are the marks above) and with one kind of line end. */
export function withoutControls(text: string): string {
    return text.replaceAll(/[^\P{Cc}\n\r\t]|[\u200b\ufeff]/gu, '').replaceAll(/\r\n?/g, '\n')
}

/** Escapes text for the body of a note. */
export function escapeHtml(text: string): string {
    return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

/** Blocks become line feeds, bold print its marks, a line feed of the source a vertical tab; other tags go. */
function withoutTags(html: string): { text: string; hasBlocks: boolean } {
    const parts: string[] = []
    const tagHere = /<([/!]?)([a-zA-Z][a-zA-Z0-9:]*)(?:[\s/][^<>]*)?>/y
    const absent = new Set<string>()
    /** Where the text goes on after `end`; undefined when it never comes, and then nothing is left out. */
    const after = (end: string, from: number): number | undefined => {
        const found = absent.has(end) ? -1 : html.indexOf(end, from)
        if (found >= 0) return found + end.length
        absent.add(end)
        return undefined
    }
    let hasBlocks = false
    let at = 0
    while (at < html.length) {
        const open = html.indexOf('<', at)
        const until = open < 0 ? html.length : open
        parts.push(html.slice(at, until).replaceAll('\n', '\v'))
        if (open < 0) break
        const past = html.startsWith('<!--', open) ? after('-->', open) : undefined
        if (past !== undefined) {
            at = past
            continue
        }
        tagHere.lastIndex = open
        const tag = tagHere.exec(html)
        const name = (tag?.[2] ?? '').toLowerCase()
        if (!tag || ![blocks, bold, hidden, inline].some((names) => names.has(name))) {
            parts.push('<')
            at = open + 1
            continue
        }
        const closing = tag[1] === '/'
        at = open + tag[0].length
        if (hidden.has(name) && !closing) at = after(`</${name}>`, at) ?? at
        if (bold.has(name) && closing) parts.push(boldEnd)
        if (blocks.has(name)) {
            hasBlocks = true
            parts.push('\n')
        }
        if (bold.has(name) && !closing) parts.push(boldStart)
    }
    return { text: parts.join(''), hasBlocks }
}

const named = table(
    'amp & lt < gt > quot " apos \' hellip … ndash – mdash — lsquo ‘ rsquo ’ ldquo “ rdquo ” bull • middot · quest ? colon : ' +
        'szlig ß oslash ø Oslash Ø aelig æ AElig Æ euro € pound £ copy © reg ® trade ™ deg ° times × rarr → larr ←'
).set('nbsp', ' ')

/** Combining marks, by the ending of entities such as `&eacute;`. */
const accents = table(
    'acute \u0301 grave \u0300 circ \u0302 uml \u0308 tilde \u0303 ring \u030a cedil \u0327 caron \u030c'
)

function table(pairs: string): Map<string, string> {
    const words = pairs.split(' ')
    return new Map(words.flatMap((name, index) => (index % 2 === 0 ? [[name, words[index + 1] ?? '']] : [])))
}

/** Resolves HTML entities; an unknown one stays as it was typed. */
function decodeEntities(text: string): string {
    return text.replaceAll(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,10});/gi, (whole, name: string) => {
        if (name.startsWith('#')) {
            const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
            const readable = code >= 32 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
            return readable ? String.fromCodePoint(code) : ' '
        }
        const accent = accents.get(name.slice(1))
        if (accent !== undefined) return (name.charAt(0) + accent).normalize('NFC')
        return named.get(name) ?? whole
    })
}
