import { splitName, type NameParts } from '../../src/names'
import { invalidInput, isPlainObject } from '../shared'
import { readOptions } from './config'

/** Longer names are refused here; the splitter itself takes any length. */
const longestName = 1000

/**
 * What the dialog's live preview asks for: the parts of one name with the options as they are set there, saved or not.
 * @param body `{ name, country?, mode?, order?, middle?, letterCase?, reviewBelow? }`
 * @throws NodeError `INPUT_INVALID` for a body that is none, `CONFIG_INVALID` for options that are none
 */
export function preview(body: unknown): NameParts {
    if (!isPlainObject(body)) throw invalidInput('the request must be an object')
    const { name, country = '', ...options } = body
    if (typeof name !== 'string' || name.length > longestName)
        throw invalidInput(`the name must be text of at most ${longestName} characters`)
    if (typeof country !== 'string' || country.length > 100)
        throw invalidInput('the country must be text of at most 100 characters')
    return splitName(name, { ...readOptions(options), country })
}
