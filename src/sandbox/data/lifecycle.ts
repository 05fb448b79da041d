import { epoch } from '../crm/define'
import type { Pipeline, Stage } from '../crm/model'

const stage = (id: string, label: string, displayOrder: number, metadata: Record<string, string>): Stage => ({
    id,
    label,
    displayOrder,
    metadata,
    createdAt: epoch,
    updatedAt: epoch
})

const lifecycleStage = (id: string, label: string, order: number): Stage =>
    stage(id, label, order, {
        isClosed: String(id === 'other'),
        state: id === 'other' ? 'CLOSED' : 'OPEN'
    })

/** A stage of a deal pipeline: isClosed follows from a probability of 0 or 1 (facts 6). */
export const dealStage = (id: string, label: string, order: number, probability: string): Stage =>
    stage(id, label, order, {
        isClosed: String(Number(probability) === 0 || Number(probability) === 1),
        probability
    })

/** facts 4: HubSpot's lifecycle stages in order, readable as a pipeline. */
export const lifecyclePipeline: Pipeline = {
    id: 'contacts-lifecycle-pipeline',
    label: 'Lifecycle Stage Pipeline',
    displayOrder: 0,
    stages: [
        lifecycleStage('subscriber', 'Subscriber', 0),
        lifecycleStage('lead', 'Lead', 1),
        lifecycleStage('marketingqualifiedlead', 'Marketing Qualified Lead', 2),
        lifecycleStage('salesqualifiedlead', 'Sales Qualified Lead', 3),
        lifecycleStage('opportunity', 'Opportunity', 4),
        lifecycleStage('customer', 'Customer', 5),
        lifecycleStage('evangelist', 'Evangelist', 6),
        lifecycleStage('other', 'Other', 7)
    ],
    createdAt: epoch,
    updatedAt: epoch
}

/** facts 6: the deal pipeline every portal begins with. */
export const salesPipeline: Pipeline = {
    id: 'default',
    label: 'Sales Pipeline',
    displayOrder: 0,
    stages: [
        dealStage('appointmentscheduled', 'Appointment Scheduled', 0, '0.2'),
        dealStage('qualifiedtobuy', 'Qualified To Buy', 1, '0.4'),
        dealStage('presentationscheduled', 'Presentation Scheduled', 2, '0.6'),
        dealStage('decisionmakerboughtin', 'Decision Maker Bought-In', 3, '0.8'),
        dealStage('contractsent', 'Contract Sent', 4, '0.9'),
        dealStage('closedwon', 'Closed Won', 5, '1.0'),
        dealStage('closedlost', 'Closed Lost', 6, '0.0')
    ],
    createdAt: epoch,
    updatedAt: epoch
}
