/** The one door to HubSpot (docs/architecture.md). Nothing else of this folder is for use outside it. */
export { openAccount } from './account'
export { activityTypes } from './activities'
export type * from './activitiesTypes'
export { API_VERSION } from './apiVersion'
export type * from './definitionsTypes'
export { HubSpotError, type ErrorCode, type ErrorDetails } from './errors'
export { withOldValue } from './eventHistory'
export {
    typeOfEvent,
    type EventAssociation,
    type EventChange,
    type EventKind,
    type RecordEvent
} from './events'
export type * from './notesTypes'
export { ChangePoller, type PolledChange, type Watch } from './poll'
export { newCursor, readCursor, type CursorFlaw, type PollCursor } from './pollCursor'
export { REQUIRED_SCOPES } from './portal'
export { RecentEvents } from './recentEvents'
export { systemTime } from './time'
export type * from './types'
export { readWebhooks, type RefusedEvent, type WebhookDelivery } from './webhookEvents'
export {
    decodeWebhookUri,
    flawOfHeaders,
    flawOfWebhook,
    webhookWindow,
    type SignedWebhook,
    type WebhookFlaw,
    type WebhookHeaders
} from './webhooks'
