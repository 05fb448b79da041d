import { define } from '../crm/define'
import type { Derive, ObjectType, Stage, StoredRecord, View } from '../crm/model'
import { storedValue } from '../crm/read'
import { commonDerived, commonProperties, group, scopesOf } from './common'
import { rollUpProperties, rollUps } from './rollUps'

const info = { group: 'dealinformation' }
const calculated = { ...info, calculated: true }

function stageOf(deal: StoredRecord, { portal, horizon }: View): Stage | undefined {
    const id = storedValue(deal, 'dealstage', horizon)
    return portal
        .pipelines('deals')
        .flatMap(({ stages }) => stages)
        .find((stage) => stage.id === id)
}

/** Whether the deal's stage is closed, and with the probability that is asked for. */
const isClosed =
    (probability?: number): Derive =>
    (deal, view) => {
        const metadata = stageOf(deal, view)?.metadata
        const wanted = probability === undefined || Number(metadata?.['probability']) === probability
        return String(metadata?.['isClosed'] === 'true' && wanted)
    }

/** Deals (facts 2, 3 and 6). */
export const deals: ObjectType = {
    id: '0-3',
    name: 'deals',
    singular: 'deal',
    scopes: scopesOf('deals'),
    createdProperty: 'createdate',
    modifiedProperty: 'hs_lastmodifieddate',
    defaults: [
        'amount',
        'closedate',
        'createdate',
        'dealname',
        'dealstage',
        'hs_lastmodifieddate',
        'hs_object_id',
        'pipeline'
    ],
    searchable: ['dealname', 'pipeline', 'dealstage', 'description', 'dealtype'],
    echo: {
        create: [
            'createdate',
            'hs_deal_stage_probability',
            'hs_is_closed',
            'hs_is_closed_won',
            'hs_lastmodifieddate',
            'hs_object_id',
            'pipeline'
        ],
        change: ['hs_is_closed', 'hs_lastmodifieddate', 'hs_object_id']
    },
    required: { all: ['dealname', 'dealstage', 'pipeline'], oneOf: [] },
    stage: { property: 'dealstage', pipeline: 'pipeline', forwardOnly: false },
    groups: [group('dealinformation', 'Deal information', 0), group('sales_properties', 'Deal activity', 1)],
    properties: [
        ...commonProperties('dealinformation'),
        define('dealname', 'Deal Name', 'string', info),
        define('pipeline', 'Pipeline', 'enumeration', { ...info, optionsFrom: 'pipelines' }),
        define('dealstage', 'Deal Stage', 'enumeration', {
            ...info,
            fieldType: 'radio',
            optionsFrom: 'stages'
        }),
        define('amount', 'Amount', 'number', info),
        // Not set when a deal is won or lost (?): HubSpot's pages do that, its API may not.
        define('closedate', 'Close Date', 'datetime', info),
        define('createdate', 'Create Date', 'datetime', info),
        define('description', 'Deal Description', 'string', { ...info, fieldType: 'textarea' }),
        define('dealtype', 'Deal Type', 'enumeration', {
            ...info,
            fieldType: 'radio',
            options: [
                ['newbusiness', 'New Business'],
                ['existingbusiness', 'Existing Business']
            ]
        }),
        define('closed_lost_reason', 'Closed Lost Reason', 'string', { ...info, fieldType: 'textarea' }),
        define('closed_won_reason', 'Closed Won Reason', 'string', { ...info, fieldType: 'textarea' }),
        define('hs_next_step', 'Next step', 'string', info),
        define('hs_priority', 'Priority', 'enumeration', {
            ...info,
            options: [
                ['low', 'Low'],
                ['medium', 'Medium'],
                ['high', 'High']
            ]
        }),
        define('hs_is_closed', 'Is Deal Closed?', 'bool', calculated),
        define('hs_is_closed_won', 'Is Closed Won', 'bool', calculated),
        define('hs_is_closed_lost', 'Is Closed Lost', 'bool', calculated),
        define('hs_deal_stage_probability', 'Deal Probability', 'number', calculated),
        define('num_associated_contacts', 'Number of Associated Contacts', 'number', calculated),
        ...rollUpProperties
    ],
    derived: {
        ...commonDerived,
        ...rollUps,
        // Unlike a contact's, a deal's create date may be written.
        createdate: (deal, { horizon }) => storedValue(deal, 'createdate', horizon) ?? deal.created.at,
        hs_is_closed: isClosed(),
        hs_is_closed_won: isClosed(1),
        hs_is_closed_lost: isClosed(0),
        hs_deal_stage_probability: (deal, view) => stageOf(deal, view)?.metadata['probability'],
        num_associated_contacts: ({ id }, { portal }) => String(portal.associated(id, 'contacts').length)
    }
}
