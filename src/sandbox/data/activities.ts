import { define } from '../crm/define'
import type { ObjectType, PropertyDefinition } from '../crm/model'
import { commonDerived, commonProperties, group, scopesOf } from './common'

const info = { group: 'engagement' }
const long = { ...info, fieldType: 'textarea' }

/** An activity's type: what differs between them is their own properties (facts 7). */
function activity(
    id: string,
    singular: string,
    searchable: string[],
    properties: PropertyDefinition[],
    required: string[] = [],
    readScopes: string[] = []
): ObjectType {
    return {
        id,
        name: `${singular}s`,
        singular,
        scopes: scopesOf('contacts', readScopes),
        createdProperty: 'hs_createdate',
        modifiedProperty: 'hs_lastmodifieddate',
        defaults: ['hs_createdate', 'hs_lastmodifieddate', 'hs_object_id'],
        searchable,
        echo: {
            create: ['hs_createdate', 'hs_lastmodifieddate', 'hs_object_id', 'hs_timestamp'],
            change: ['hs_lastmodifieddate', 'hs_object_id']
        },
        required: { all: ['hs_timestamp', ...required], oneOf: [] },
        groups: [group('engagement', 'Activity information', 0)],
        properties: [
            ...commonProperties('engagement'),
            define('hs_timestamp', 'Activity date', 'datetime', info),
            define('hs_attachment_ids', 'Attached file IDs', 'string', info),
            ...properties
        ],
        derived: commonDerived
    }
}

const dispositions: [string, string][] = [
    ['f240bbac-87c9-4f6e-bf70-924b57d47db7', 'Connected'],
    ['73a0d17f-1163-4015-bdd5-ec830791da20', 'No answer'],
    ['b2cf5968-551e-4856-9783-52b3da59a7d0', 'Left voicemail'],
    ['9d9162e7-6cf3-4944-bf63-4dff82258764', 'Busy'],
    ['a4c4c377-d246-4b32-a13b-75a56a4cd0ff', 'Left live message'],
    ['17b47fee-58de-441e-a44c-c6300d46f273', 'Wrong number']
]

const options = (...values: (string | [value: string, label: string])[]) => ({ ...info, options: values })

export const activities: readonly ObjectType[] = [
    activity('0-46', 'note', ['hs_note_body'], [define('hs_note_body', 'Note body', 'string', long)]),
    activity(
        '0-27',
        'task',
        ['hs_task_subject', 'hs_task_body'],
        [
            define('hs_task_subject', 'Task Title', 'string', info),
            define('hs_task_body', 'Task Notes', 'string', long),
            define(
                'hs_task_status',
                'Task Status',
                'enumeration',
                options(
                    ['NOT_STARTED', 'Not started'],
                    ['IN_PROGRESS', 'In progress'],
                    ['WAITING', 'Waiting'],
                    ['DEFERRED', 'Deferred'],
                    ['COMPLETED', 'Completed']
                )
            ),
            define(
                'hs_task_priority',
                'Priority',
                'enumeration',
                options(['NONE', 'None'], ['LOW', 'Low'], ['MEDIUM', 'Medium'], ['HIGH', 'High'])
            ),
            define(
                'hs_task_type',
                'Task Type',
                'enumeration',
                options(['TODO', 'To-do'], ['EMAIL', 'Email'], ['CALL', 'Call'])
            ),
            define('hs_task_reminders', 'Reminders', 'string', info)
        ]
    ),
    activity(
        '0-49',
        'email',
        ['hs_email_subject', 'hs_email_text'],
        [
            define(
                'hs_email_direction',
                'Email Direction',
                'enumeration',
                options('EMAIL', 'INCOMING_EMAIL', 'FORWARDED_EMAIL')
            ),
            define(
                'hs_email_status',
                'Email Send Status',
                'enumeration',
                options('SENT', 'SENDING', 'SCHEDULED', 'BOUNCED', 'FAILED')
            ),
            define('hs_email_subject', 'Email subject', 'string', info),
            define('hs_email_text', 'Text body', 'string', long),
            define('hs_email_html', 'HTML body', 'string', long),
            define('hs_email_headers', 'Headers', 'string', long)
        ],
        ['hs_email_direction'],
        ['sales-email-read']
    ),
    activity(
        '0-48',
        'call',
        ['hs_call_title', 'hs_call_body'],
        [
            define('hs_call_title', 'Call title', 'string', info),
            define('hs_call_body', 'Call notes', 'string', long),
            define('hs_call_duration', 'Call duration', 'number', info),
            define('hs_call_direction', 'Call direction', 'enumeration', options('INBOUND', 'OUTBOUND')),
            define('hs_call_disposition', 'Call outcome', 'enumeration', { ...info, options: dispositions }),
            define('hs_call_recording_url', 'Recording URL', 'string', info),
            define(
                'hs_call_status',
                'Call status',
                'enumeration',
                options(
                    'BUSY',
                    'CALLING_CRM_USER',
                    'CANCELED',
                    'COMPLETED',
                    'CONNECTING',
                    'FAILED',
                    'IN_PROGRESS',
                    'NO_ANSWER',
                    'QUEUED',
                    'RINGING'
                )
            )
        ]
    ),
    activity(
        '0-47',
        'meeting',
        ['hs_meeting_title', 'hs_meeting_body'],
        [
            define('hs_meeting_title', 'Meeting name', 'string', info),
            define('hs_meeting_body', 'Meeting description', 'string', long),
            define('hs_internal_meeting_notes', 'Internal meeting notes', 'string', long),
            define('hs_meeting_start_time', 'Meeting start time', 'datetime', info),
            define('hs_meeting_end_time', 'Meeting end time', 'datetime', info),
            define('hs_meeting_location', 'Meeting location', 'string', info),
            define(
                'hs_meeting_outcome',
                'Meeting outcome',
                'enumeration',
                options('SCHEDULED', 'COMPLETED', 'RESCHEDULED', 'NO_SHOW', 'CANCELED')
            )
        ]
    )
]
