import type { ActivityType } from '../../src/hubspot'
import type { Migration, Typed } from '../shared'

/** What the node can do, in the order of the dialog. */
export const operations = [
    'note',
    'email',
    'call',
    'meeting',
    'task',
    'list',
    'complete',
    'owner',
    'activation'
] as const

export type Operation = (typeof operations)[number]

/** Operations that log an activity, and its type in HubSpot's plural. */
export const logging: Readonly<Partial<Record<Operation, ActivityType>>> = {
    note: 'notes',
    email: 'emails',
    call: 'calls',
    meeting: 'meetings',
    task: 'tasks'
}

/** Fields that are typed inputs; the type of `x` is in `xType`. */
export const typedFields = [
    'record',
    'also',
    'text',
    'subject',
    'direction',
    'outcome',
    'from',
    'to',
    'time',
    'duration',
    'location',
    'due',
    'holidays',
    'owner',
    'reference',
    'limit'
] as const

export type TypedField = (typeof typedFields)[number]

const all = Object.keys(logging) as Operation[]

/** Which operations a field counts for. */
export const usedBy: Readonly<Record<string, readonly Operation[]>> = {
    objectType: [...all, 'list', 'owner'],
    record: operations,
    also: all,
    text: all,
    html: all,
    subject: ['email', 'call', 'meeting', 'task'],
    direction: ['email', 'call'],
    outcome: ['call', 'meeting'],
    from: ['email'],
    to: ['email'],
    time: ['note', 'email', 'call', 'meeting'],
    duration: ['call', 'meeting'],
    location: ['meeting'],
    due: ['task'],
    holidays: ['task'],
    timeZone: all,
    priority: ['task'],
    taskType: ['task'],
    owner: all,
    reference: all,
    kinds: ['list'],
    limit: ['list'],
    handbook: ['activation'],
    dryRun: [...all, 'complete', 'activation']
}

type TypedSettings = Record<TypedField | `${TypedField}Type`, string>

/** The node's own settings, as the dialog stores them. */
export interface ActivitySettings extends TypedSettings {
    version: number
    account: string
    /** For *Decide Activation Outbound*. */
    handbook: string
    operation: Operation
    /** What the record of the message is. */
    objectType: 'contacts' | 'deals'
    /** The text is HTML as it is. */
    html: boolean
    /** `low`, `medium`, `high`, or '' for none. */
    priority: string
    taskType: string
    /** IANA name, for due dates; '' is the portal's. */
    timeZone: string
    /** What *list* lists. */
    kinds: ActivityType[]
    dryRun: boolean
}

/** What a new node starts with; the editor's definition holds the same values. */
export const defaults: ActivitySettings = {
    version: 1,
    account: '',
    handbook: '',
    operation: 'note',
    objectType: 'contacts',
    record: 'payload',
    recordType: 'msg',
    also: '',
    alsoType: 'none',
    text: 'text',
    textType: 'msg',
    html: false,
    subject: 'subject',
    subjectType: 'msg',
    direction: 'outgoing',
    directionType: 'option',
    outcome: '',
    outcomeType: 'option',
    from: 'from',
    fromType: 'msg',
    to: 'to',
    toType: 'msg',
    time: '',
    timeType: 'now',
    duration: '',
    durationType: 'none',
    location: '',
    locationType: 'str',
    due: '1',
    dueType: 'business',
    timeZone: '',
    holidays: '',
    holidaysType: 'none',
    priority: '',
    taskType: 'todo',
    owner: '',
    ownerType: 'record',
    reference: '',
    referenceType: 'content',
    kinds: ['notes', 'emails', 'calls', 'meetings', 'tasks'],
    limit: '',
    limitType: 'num',
    dryRun: false
}

/** The typed input of a field. */
export function typedOf(settings: ActivitySettings, field: TypedField): Typed {
    return { value: settings[field], type: settings[`${field}Type`] }
}

/** From the configuration's first version onwards; see nodes/shared/migrate.ts. */
export const migrations: readonly Migration[] = []
