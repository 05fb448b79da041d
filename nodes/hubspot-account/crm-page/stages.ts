/** HubSpot's own stages and statuses with their labels (facts/hubspot.md 4, 5, 6); a portal may have more. */

/** Lifecycle stages in their order. */
export const lifecycleStages: Readonly<Record<string, string>> = {
    subscriber: 'Subscriber',
    lead: 'Lead',
    marketingqualifiedlead: 'Marketing Qualified Lead',
    salesqualifiedlead: 'Sales Qualified Lead',
    opportunity: 'Opportunity',
    customer: 'Customer',
    evangelist: 'Evangelist',
    other: 'Other'
}

export const leadStatuses: Readonly<Record<string, string>> = {
    NEW: 'New',
    OPEN: 'Open',
    IN_PROGRESS: 'In Progress',
    OPEN_DEAL: 'Open Deal',
    UNQUALIFIED: 'Unqualified',
    ATTEMPTED_TO_CONTACT: 'Attempted to Contact',
    CONNECTED: 'Connected',
    BAD_TIMING: 'Bad Timing'
}

export interface DealStage {
    id: string
    label: string
    closed: boolean
}

/** The stages of HubSpot's default pipeline in their order. */
export const dealStages: readonly DealStage[] = [
    { id: 'appointmentscheduled', label: 'Appointment Scheduled', closed: false },
    { id: 'qualifiedtobuy', label: 'Qualified To Buy', closed: false },
    { id: 'presentationscheduled', label: 'Presentation Scheduled', closed: false },
    { id: 'decisionmakerboughtin', label: 'Decision Maker Bought-In', closed: false },
    { id: 'contractsent', label: 'Contract Sent', closed: false },
    { id: 'closedwon', label: 'Closed Won', closed: true },
    { id: 'closedlost', label: 'Closed Lost', closed: true }
]

/** The label of an internal value; a value of the portal's own is its own label. */
export function labelOf(labels: Readonly<Record<string, string>>, value: string): string {
    return Object.hasOwn(labels, value) ? (labels[value] ?? value) : value
}
