/** The one door to HubSpot (docs/architecture.md). Nothing else of this folder is for use outside it. */
export { openAccount } from './account'
export { activityTypes } from './activities'
export type * from './activitiesTypes'
export { API_VERSION } from './apiVersion'
export { HubSpotError, type ErrorCode, type ErrorDetails } from './errors'
export { REQUIRED_SCOPES } from './portal'
export { systemTime } from './time'
export type * from './types'
