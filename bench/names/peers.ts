// The other libraries, each behind the same function. What throws gives blank parts.
import anotherNameParser from 'another-name-parser'
import { parseName } from 'humanparser'
import { parseFullName } from 'parse-full-name'
import type { Parts } from './score'

export type Splitter = (input: unknown) => Parts

const blank: Parts = { first: '', last: '', middle: '', suffix: '' }

function guarded(split: (input: string) => Parts): Splitter {
    return (input) => {
        try {
            return typeof input === 'string' ? split(input) : blank
        } catch {
            return blank
        }
    }
}

export const peers: Record<string, Splitter> = {
    'first token + rest': guarded((input) => {
        const [first = '', ...rest] = input.trim().split(/\s+/)
        return { ...blank, first, last: rest.join(' ') }
    }),
    'parse-full-name': guarded((input) => parseFullName(input)),
    humanparser: guarded((input) => {
        const { firstName = '', lastName = '', middleName = '', suffix = '' } = parseName(input)
        return { first: firstName, last: lastName, middle: middleName, suffix }
    }),
    'another-name-parser': guarded((input) => {
        const { first, last, middle, suffix } = anotherNameParser(input)
        return { first: first ?? '', last: last ?? '', middle: middle ?? '', suffix: suffix ?? '' }
    })
}
