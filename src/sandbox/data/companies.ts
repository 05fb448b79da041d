import { define } from '../crm/define'
import type { ObjectType } from '../crm/model'
import { commonDerived, commonProperties, group, scopesOf } from './common'

const info = { group: 'companyinformation' }

export const companies: ObjectType = {
    id: '0-2',
    name: 'companies',
    singular: 'company',
    scopes: scopesOf('companies'),
    createdProperty: 'createdate',
    modifiedProperty: 'hs_lastmodifieddate',
    defaults: ['createdate', 'domain', 'hs_lastmodifieddate', 'hs_object_id', 'name'],
    searchable: ['name', 'domain', 'website', 'phone'],
    echo: {
        create: ['createdate', 'domain', 'hs_lastmodifieddate', 'hs_object_id', 'name'],
        change: ['hs_lastmodifieddate', 'hs_object_id']
    },
    required: { all: [], oneOf: ['name', 'domain'] },
    stage: { property: 'lifecyclestage', forwardOnly: true },
    groups: [group('companyinformation', 'Company information', 0)],
    properties: [
        ...commonProperties('companyinformation'),
        define('name', 'Company name', 'string', info),
        define('domain', 'Company Domain Name', 'string', info),
        define('website', 'Website URL', 'string', info),
        define('phone', 'Phone Number', 'phone_number', info),
        define('description', 'Description', 'string', { ...info, fieldType: 'textarea' }),
        define('industry', 'Industry', 'string', info),
        define('city', 'City', 'string', info),
        define('state', 'State/Region', 'string', info),
        define('country', 'Country/Region', 'string', info),
        define('numberofemployees', 'Number of Employees', 'number', info),
        define('annualrevenue', 'Annual Revenue', 'number', info),
        define('createdate', 'Create Date', 'datetime', { ...info, readOnly: true }),
        define('lifecyclestage', 'Lifecycle Stage', 'enumeration', {
            ...info,
            fieldType: 'radio',
            optionsFrom: 'lifecycle'
        })
    ],
    derived: commonDerived
}
