/**
 * The rules of FlowFuse's handbook: editions as data, and pure decisions on them. Nothing here does I/O or knows
 * HubSpot beyond default names of values and properties.
 */
export { type Edition, type LifecycleStage, type Question, type QuestionSet } from './edition'
export { defaultEdition, type EditionSummary, editions, loadEdition } from './editions'
export { HandbookError, type HandbookErrorCode, type Issue } from './errors'
export { type HistoryEntry, type HistoryFinding, reviewLifecycleHistory } from './lifecycle-history'
export { answersFromNotes, answersToNote, longestNote, type NoteText } from './notes'
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
export { type LeadStatusFinding, reviewLeadStatus } from './lead-status-review'
export { decideLifecycle, type LifecycleRequest, type LifecycleVerdict } from './lifecycle'
export {
    type Answer,
    type Answers,
    answersFromInput,
    answersFromProperties,
    type AnswerValue,
    isPlaceholder,
    missingAnswers
} from './qualification'
export type { Missing, Verdict } from './verdict'
