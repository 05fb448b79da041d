/** What dialogs of this pack are made of. */
export { isChosen, referTo, type AccountReference } from './account'
export { AdminError, postAdmin } from './admin'
export { showCatalogState } from './catalog-line'
export { complete } from './complete'
export { completionsOf } from './completions'
export {
    followHandbook,
    offerTypes,
    withStored,
    type HandbookChoices,
    type TypeChoice
} from './handbook-choices'
export { attachMappingList, type MappingList } from './mapping-list'
export { PropertyCatalog, type CatalogState } from './property-catalog'
export { attachPropertyChips, type PropertyChips } from './property-chips'
export { attachPropertyPicker, type PickerOptions } from './property-picker'
export {
    edited,
    numbered,
    reasonAgainst,
    reasonsAgainstMapping,
    validator,
    type MappedValue,
    type TypedValue
} from './reasons'
export { showReason } from './show-reason'
export { ensureStyle } from './style'
export { rowType, valueTypes } from './value-types'
export { sharedWords, wordsOf, type Words } from './words'
