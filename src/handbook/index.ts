/**
 * The rules of FlowFuse's handbook: editions as data, and pure decisions on them. Nothing here does I/O or knows
 * HubSpot beyond default names of values and properties.
 */
export { type Edition, type LifecycleStage, type Question, type QuestionSet } from './edition'
export { defaultEdition, type EditionSummary, editions, loadEdition } from './editions'
export { HandbookError, type HandbookErrorCode, type Issue } from './errors'
export { type HistoryEntry, type HistoryFinding, reviewLifecycleHistory } from './lifecycle-history'
export { plainText } from './note-text'
export { answersFromNotes, answersToNote, longestNote, type NoteText } from './notes'
export { activationKey, type ActivationRequest, decideActivationOutbound } from './activation'
export { type Activity, type Contacts, contactsIn, evidenceIn } from './activities'
export {
    addBusinessDays,
    addDuration,
    addToDay,
    type CalendarOptions,
    checkCalendar,
    dayOf,
    type Instant,
    toInstant
} from './calendar'
export {
    decideLeadStatus,
    type LeadStatusFacts,
    type LeadStatusRequest,
    statusesFor,
    statusKey,
    whoHasLeadStatus
} from './lead-status'
export { type ClockRequest, type ClockVerdict, decideClocks } from './lead-status-clock'
export { factsInDoubt, type LeadStatusFact } from './lead-status-facts'
export { type LeadStatusFinding, reviewLeadStatus } from './lead-status-review'
export { type Glimpse, nextLook, planSweep, type Prospect, type SweepPlan } from './lead-status-sweep'
export { decideLifecycle, type LifecycleRequest, type LifecycleVerdict } from './lifecycle'
export { comparePortal } from './portal'
export { bindPortal, type Binding, type BoundPart, type Unbound, type UnboundCode } from './portal-binding'
export { type Change, planChanges } from './portal-changes'
export type {
    PortalDefinitions,
    PortalObjectType,
    PortalOption,
    PortalPipeline,
    PortalProperty,
    PortalStage
} from './portal-definitions'
export type { Difference, DifferencePart } from './portal-difference'
export {
    type Answer,
    type Answers,
    answersFromInput,
    answersFromProperties,
    type AnswerValue,
    isPlaceholder,
    missingAnswers
} from './qualification'
export { decideAnswers, questionSetKey } from './question-gate'
export type { Missing, Verdict } from './verdict'
export {
    type Board,
    type BoardCard,
    type BoardColumn,
    type BoardDeal,
    type BoardStage,
    type BoardStages,
    type Figures,
    makeBoard
} from './board'
export type { DealFacts } from './deal-checks'
export { type DealClockVerdict, decideDealClocks } from './deal-clock'
export {
    type DealFinding,
    type DealStageRequest,
    type DealStageVerdict,
    decideDealStage,
    type EntailedAction,
    reviewDeal
} from './deal-stage'
export { reviewDealStage } from './deal-review'
export { parseAmount, parseDay } from './values'
export { type AuditedType, type AuditRule, auditRules, chapterOf } from './audit-rules'
export { auditedDealNeeds, auditRecord, contactNeeds } from './audit-record'
export { choicesInWords } from './audit-choices'
export { type Known, readKnown } from './audit-known'
export { auditPortal } from './audit-portal'
export { FindingTally, type TableRow, type Tally, toCsv } from './audit-summary'
export type {
    AuditContact,
    AuditContext,
    AuditDeal,
    AuditFinding,
    Choice,
    ContactNeed,
    DealContact,
    DealNeed,
    Fix,
    FixRecord,
    OwnedActivity,
    PastValue,
    Step
} from './audit-types'
