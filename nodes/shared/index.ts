/** The plumbing that every node of the pack uses; bundled once as dist/lib/shared.js. */
export { accountNode, type HubSpotAccountNode } from './account'
export { adminRoutes, sendError } from './admin'
export { lendAuditor, provideAuditor, type Audit, type Auditor, type Audited } from './auditor'
export { BoundKeys, stageProperty } from './bound-keys'
export { decideStage, withFacts, type AskedStage, type Manner, type Reading } from './decide-stage'
export { enterStages, isOvertaken, untilCurrent, type StageDoor, type Step } from './enter-stages'
export { readPortal, type ReadPortal, type Unreadable } from './definitions'
export { emailOf, emailProperties } from './emails'
export {
    callOf,
    callProperties,
    canShow,
    dealProperties,
    isOpen,
    meetingOf,
    meetingProperties,
    sourcesFor,
    type EvidenceSource
} from './evidence'
export { answerProperties, EvidenceReader, mergeAnswers, type KnownFacts } from './evidence-reader'
export { invalidConfig, invalidInput, NodeError, toNodeError } from './errors'
export { workOnEach } from './fates'
export { followWaiting } from './follow-waiting'
export { forkOutcomes } from './fork'
export { handbookNode, type SalesHandbookNode } from './handbook'
export { handleMessages, type Message, type Work } from './input'
export { type AccountLender, lendAccount, provideAccounts } from './lend'
export { kickOffIn, kickOffProperties } from './kick-offs'
export { withOwnerId } from './owner-input'
export { migrate, type Migration, type StoredConfig } from './migrate'
export {
    infoOf,
    isPlainObject,
    kindOf,
    readId,
    readRecord,
    refOf,
    type HubSpotInfo,
    type RecordInput
} from './records'
export { recordsOn } from './records-on'
export { StatusLine } from './status'
export { reported } from './verdict'
export { evaluate, evaluateInput, nameOf, type Typed } from './typed'
