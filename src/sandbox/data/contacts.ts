import { define } from '../crm/define'
import type { ObjectType, PropertyDefinition } from '../crm/model'
import { storedValue } from '../crm/read'
import { commonDerived, commonProperties, group, scopesOf } from './common'
import { rollUpProperties, rollUps } from './rollUps'

const sales = { group: 'sales_properties' }
const address = { group: 'contactinformation' }
const emailInfo = { group: 'emailinformation', readOnly: true }
const analytics = { group: 'analyticsinformation', readOnly: true }

/** facts 5: the lead statuses a portal begins with; two of them stand at the same place. */
const leadStatus: PropertyDefinition = {
    ...define('hs_lead_status', 'Lead Status', 'enumeration', { ...sales, fieldType: 'radio' }),
    options: (
        [
            ['NEW', 'New', 0],
            ['OPEN', 'Open', 1],
            ['IN_PROGRESS', 'In Progress', 2],
            ['OPEN_DEAL', 'Open Deal', 2],
            ['UNQUALIFIED', 'Unqualified', 3],
            ['ATTEMPTED_TO_CONTACT', 'Attempted to Contact', 4],
            ['CONNECTED', 'Connected', 5],
            ['BAD_TIMING', 'Bad Timing', 6]
        ] as const
    ).map(([value, label, displayOrder]) => ({ value, label, displayOrder, hidden: false, description: '' }))
}

const sourceOptions = [
    'ORGANIC_SEARCH',
    'PAID_SEARCH',
    'EMAIL_MARKETING',
    'SOCIAL_MEDIA',
    'REFERRALS',
    'OTHER_CAMPAIGNS',
    'DIRECT_TRAFFIC',
    'OFFLINE',
    'PAID_SOCIAL'
]

const properties: PropertyDefinition[] = [
    ...commonProperties('contactinformation'),
    define('email', 'Email', 'string', { format: 'email' }),
    define('hs_additional_emails', 'Additional email addresses', 'enumeration', {
        fieldType: 'checkbox',
        format: 'email-list'
    }),
    define('work_email', 'Work email'),
    define('firstname', 'First Name'),
    define('lastname', 'Last Name'),
    define('salutation', 'Salutation'),
    define('phone', 'Phone Number', 'phone_number'),
    define('mobilephone', 'Mobile Phone Number', 'phone_number'),
    define('fax', 'Fax Number'),
    define('company', 'Company Name'),
    define('website', 'Website URL'),
    define('jobtitle', 'Job Title'),
    define('job_function', 'Job function'),
    define('seniority', 'Seniority'),
    define('industry', 'Industry'),
    define('company_size', 'Company size'),
    define('numemployees', 'Number of Employees', 'enumeration', {
        options: ['1-5', '5-25', '25-50', '50-100', '100-500', '500-1000', '1000+']
    }),
    define('annualrevenue', 'Annual Revenue'),
    define('message', 'Message', 'string', { fieldType: 'textarea' }),
    define('date_of_birth', 'Date of birth'),
    define('closedate', 'Close Date', 'datetime', sales),
    define('address', 'Street Address', 'string', address),
    define('city', 'City', 'string', address),
    define('state', 'State/Region', 'string', address),
    define('zip', 'Postal Code', 'string', address),
    define('country', 'Country/Region', 'string', address),
    define('hs_language', 'Preferred language', 'enumeration', {
        options: [
            ['en', 'English'],
            ['de', 'German'],
            ['fr', 'French'],
            ['es', 'Spanish'],
            ['nl', 'Dutch'],
            ['pt', 'Portuguese'],
            ['ja', 'Japanese'],
            ['zh-cn', 'Chinese (Simplified)']
        ]
    }),
    define('hs_timezone', 'Time zone'),
    define('hs_linkedin_url', 'LinkedIn URL'),
    define('twitterhandle', 'Twitter Username'),
    define('lifecyclestage', 'Lifecycle Stage', 'enumeration', {
        fieldType: 'radio',
        optionsFrom: 'lifecycle'
    }),
    leadStatus,
    define('hs_buying_role', 'Buying Role', 'enumeration', {
        ...sales,
        fieldType: 'checkbox',
        options: [
            ['BLOCKER', 'Blocker'],
            ['BUDGET_HOLDER', 'Budget Holder'],
            ['CHAMPION', 'Champion'],
            ['DECISION_MAKER', 'Decision Maker'],
            ['END_USER', 'End User'],
            ['EXECUTIVE_SPONSOR', 'Executive Sponsor'],
            ['INFLUENCER', 'Influencer'],
            ['LEGAL_AND_COMPLIANCE', 'Legal & Compliance'],
            ['OTHER', 'Other']
        ]
    }),
    define('hs_marketable_status', 'Marketing contact status', 'bool', { readOnly: true }),
    define('hs_legal_basis', 'Legal basis for processing contact data', 'enumeration', {
        fieldType: 'checkbox',
        options: [
            'Legitimate interest – prospect/lead',
            'Freely given consent from contact',
            'Not applicable'
        ]
    }),
    define('hs_email_optout', 'Unsubscribed from all email', 'bool', emailInfo),
    define('hs_email_domain', 'Email Domain', 'string', { ...emailInfo, calculated: true }),
    define('hs_analytics_source', 'Original Source', 'enumeration', {
        group: 'analyticsinformation',
        options: sourceOptions
    }),
    define('hs_latest_source', 'Latest Source', 'enumeration', { ...analytics, options: sourceOptions }),
    define('createdate', 'Create Date', 'datetime', { readOnly: true }),
    define('lastmodifieddate', 'Last Modified Date', 'datetime', { readOnly: true }),
    define('hs_pipeline', 'Pipeline', 'string', { readOnly: true }),
    define('hs_is_contact', 'Is a contact', 'bool', { calculated: true }),
    define('hs_full_name_or_email', 'Full name or email', 'string', { calculated: true }),
    define('num_associated_deals', 'Number of Associated Deals', 'number', { ...sales, calculated: true }),
    ...rollUpProperties
]

/** Contacts, the first object type and the fullest (facts 2 to 5 and 7). */
export const contacts: ObjectType = {
    id: '0-1',
    name: 'contacts',
    singular: 'contact',
    scopes: scopesOf('contacts'),
    createdProperty: 'createdate',
    modifiedProperty: 'lastmodifieddate',
    defaults: ['createdate', 'email', 'firstname', 'hs_object_id', 'lastmodifieddate', 'lastname'],
    searchable: ['firstname', 'lastname', 'email', 'hs_additional_emails', 'phone', 'mobilephone', 'company'],
    echo: {
        create: [
            'createdate',
            'email',
            'hs_full_name_or_email',
            'hs_is_contact',
            'hs_is_unworked',
            'hs_object_id',
            'hs_object_source',
            'hs_object_source_id',
            'hs_pipeline',
            'lastmodifieddate',
            'lifecyclestage',
            'num_notes'
        ],
        change: ['hs_full_name_or_email', 'hs_object_id', 'lastmodifieddate']
    },
    naturalKey: { property: 'email', also: 'hs_additional_emails' },
    required: { all: [], oneOf: ['email', 'firstname', 'lastname'] },
    stage: { property: 'lifecyclestage', forwardOnly: true },
    groups: [
        group('contactinformation', 'Contact information', 0),
        group('emailinformation', 'Email information', 1),
        group('analyticsinformation', 'Web analytics history', 2),
        group('sales_properties', 'Sales properties', 3)
    ],
    properties,
    derived: {
        ...commonDerived,
        ...rollUps,
        hs_pipeline: () => 'contacts-lifecycle-pipeline',
        hs_is_contact: () => 'true',
        hs_full_name_or_email: (record, { horizon }) => {
            const name = [storedValue(record, 'firstname', horizon), storedValue(record, 'lastname', horizon)]
            return name.filter(Boolean).join(' ') || storedValue(record, 'email', horizon)
        },
        hs_email_domain: (record, { horizon }) => storedValue(record, 'email', horizon)?.split('@')[1],
        num_associated_deals: ({ id }, { portal }) => {
            const { length } = portal.associated(id, 'deals')
            return length > 0 ? String(length) : undefined
        }
    }
}
