/** A local CRM that speaks HubSpot's HTTP API, for the sandbox account, the demo and the tests. */
export { startSandbox } from './sandbox'
export type * from './types'
