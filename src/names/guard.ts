/** The first step: any text becomes clean text in NFC with single spaces, or is refused. */
import { topLevels } from './data/words'
import { decodeEntities, stripTags } from './markup'
import { wordSet } from './text'
import type { Reason } from './types'

/** Longer than any name, markup and padding included. */
const maxInput = 2000
/** Longer than any name. */
const maxName = 150

export interface Cleaned {
    text: string
    /** Nothing but letters, spaces, commas, full stops, hyphens and apostrophes. */
    plain: boolean
    /** What was found in it; with an empty text, why nothing is left. */
    found: Reason[]
}

/** Letters of the scripts most names are written in, which need no cleaning (all are NFC). */
const plain =
    /^[ .,'A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0400-\u0481\u048a-\u052f\u0531-\u0556\u0561-\u0587\u05d0-\u05ea\u0621-\u064a\u0671-\u06d3\u10d0-\u10fa\u1ea0-\u1ef9\u3041-\u3096\u30a1-\u30fa\u30fc\u3005\u4e00-\u9fff\uac00-\ud7a3-]*$/

const domainEnds = wordSet(topLevels)

/** Cleans a text; linear in its length. Refuses what is too long, a formula, a template or code. */
export function clean(input: string): Cleaned {
    const trimmed = input.length > 64 ? input.trim() : input
    if (trimmed.length > maxInput) return refuse('too-long')
    if (plain.test(trimmed) && !/\.[a-z]{2}/.test(trimmed)) {
        if (/^ *-/.test(trimmed)) return limit(tidy(trimmed.replace(/^[\s-]+/, '')), [], true)
        return limit(tidy(trimmed), [], true)
    }
    return cleanOdd(trimmed)
}

function cleanOdd(input: string): Cleaned {
    const found: Reason[] = []
    const decoded = input.includes('&') ? decodeEntities(input) : input
    let text = straighten(decoded.normalize('NFC'))
    if (/\{\{|\$\{|<%|%[0-9a-f]{2}|\\[xu][0-9a-f]{2}/i.test(text)) return refuse('markup')
    if (text.includes('<')) {
        const stripped = stripTags(text)
        if (stripped.active) found.push('markup')
        if (stripped.address) found.push('e-mail')
        text = stripped.text
    }
    text = stripInvisible(text)
    text = text.replace(signBeforeLetter, '')
    const start = text.trimStart().charAt(0)
    if (start === '=') return refuse('markup')
    if (start === '@') return refuse('handle')
    if (/[.@/:]/.test(text)) text = stripAddresses(text, found)
    if (/[{}\\^%$<>=]|\);|--/.test(text)) return refuse('markup')
    text = stripSymbols(text)
    return limit(tidy(text), found, false)
}

function limit(text: string, found: Reason[], isPlain: boolean): Cleaned {
    if (text.length > maxName) return refuse('too-long')
    return { text, found, plain: isPlain }
}

function refuse(reason: Reason): Cleaned {
    return { text: '', found: [reason], plain: false }
}

function tidy(text: string): string {
    if (!text.includes('  ') && text.charAt(0) !== ' ' && !text.endsWith(' ') && !/[\t\n\r]/.test(text))
        return text
    return text.replace(/\s+/g, ' ').trim()
}

/** Full-width, mathematical, circled and ligature letters to plain ones; apostrophes and hyphens to one form each. */
function straighten(text: string): string {
    return text
        .replace(
            /[\uff01-\uff9f\ufb00-\ufb06\ufb50-\ufdfb\ufe70-\ufefc\u2460-\u24ff\u3300-\u33ff]|[\u{1d400}-\u{1d7ff}\u{1f100}-\u{1f1ff}]/gu,
            (char) => (char >= '\u{1f100}' && char <= '\u{1f1ff}' ? ' ' : char.normalize('NFKC'))
        )
        .replace(/[`´ˊˋ′]/g, "'")
        .replace(/[\u2010\u2011\u2212\ufe63\ufe58]/g, '-')
        .replace(/([א-ת])["“”]([א-ת])/g, '$1\u05f4$2')
        .replace(/[；;]/g, ',')
        .replace(/[，、،﹐]/g, ',')
}

const signBeforeLetter = /^[\s+-]+(?=\p{L})/u
const zeroWidthBeforeCapital = /([\p{Ll}])\u200b(?=\p{Lu})/gu
const anySpace = /[\t\n\v\f\r\u0085\p{Z}]+/gu
const joinerOrInvisible =
    /([\u0620-\u06ff\u0900-\u0dff])[\u200c\u200d]+(?=[\u0620-\u06ff\u0900-\u0dff])|\u034f|[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}\u115f\u1160\u3164\uffa0]/gu
const overlays = /[\u0334-\u0338]|\u0489|[\u20d0-\u20f0]|[\ufe00-\ufe0f]|[\u{e0100}-\u{e01ef}]/gu
const looseMarks = /(^|[^\p{L}\p{M}])\p{M}+/gu
/** What no name has and no later step reads. */
const symbols = /[^\u200d\u200c\p{L}\p{M}\p{Nd} .,'’‘ʼʻ"“”„«»()[\]&|/+@_·・•‧\u05f3\u05f4ªº–—-]/gu

/** Control, bidi and invisible characters; a joiner stays where a script needs it inside a word. */
function stripInvisible(text: string): string {
    return text
        .replace(zeroWidthBeforeCapital, '$1 ')
        .replace(anySpace, ' ')
        .replace(joinerOrInvisible, (whole, before) => (before ? whole.slice(0, 2) : ''))
        .replace(overlays, '')
        .replace(/([\u0300-\u036f]{2})[\u0300-\u036f]+/g, '$1')
        .replace(looseMarks, '$1')
}

/** Takes web and mail addresses out, word by word. */
function stripAddresses(text: string, found: Reason[]): string {
    const words = text.split(' ')
    const kept = words.filter((word) => {
        if (word.length > 2 && word.indexOf('@', 1) > 0) {
            if (!found.includes('e-mail')) found.push('e-mail')
            return false
        }
        if (isWebAddress(word)) {
            if (!found.includes('url-stripped')) found.push('url-stripped')
            return false
        }
        return true
    })
    return kept.length === words.length ? text : kept.join(' ')
}

function isWebAddress(word: string): boolean {
    if (/:\/\/|www\.|(?:mailto|javascript|data|tel):/i.test(word)) return true
    const dot = word.lastIndexOf('.')
    if (dot < 2 || dot > word.length - 3) return false
    const end = word.slice(dot + 1).replace(/[/:?#].*$/, '')
    return word === word.toLowerCase() && domainEnds.has(end)
}

/** What no name has becomes a space: symbols, emoji, other punctuation. What the next steps read stays. */
function stripSymbols(text: string): string {
    return text
        .replace(/&(?=\S)|(?<=\S)&/g, ' & ')
        .replace(symbols, ' ')
        .replace(/\u30fb|\uff65/g, '・')
}
