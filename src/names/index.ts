/**
 * Splitting one Name into its parts (facts/names.md). The whole public face; works without the rest of the project.
 *
 *     splitName('Dr. María de la Cruz')
 *     // { title: 'Dr.', first: 'María', last: 'de la Cruz', confidence: 0.96, review: false, … }
 */
export { odds } from './confidence'
export { listVersions } from './data/versions'
export { splitName } from './splitName'
export type { Alternative, Level, NameParts, Reason, SplitOptions } from './types'
