import type { EditorWidgetTypedInputType, EditorWidgetTypedInputTypeDefinition } from 'node-red'
import type { ActivityType } from '../../src/hubspot'
import { complete, rowType, wordsOf } from '../shared/editor'
import { migrate } from '../shared/migrate'
import {
    defaults,
    migrations,
    typedFields,
    usedBy,
    type ActivitySettings,
    type Operation,
    type TypedField
} from './config'

const words = wordsOf('hubspot-activity')

type TypeChoice = EditorWidgetTypedInputType | EditorWidgetTypedInputTypeDefinition

/** HubSpot's own outcomes, by the words that the runtime takes. */
const outcomes: Partial<Record<Operation, readonly string[]>> = {
    call: ['connected', 'no answer', 'left voicemail', 'left live message', 'busy', 'wrong number'],
    meeting: ['scheduled', 'completed', 'rescheduled', 'no show', 'canceled']
}

const directions: Partial<Record<Operation, readonly string[]>> = {
    email: ['outgoing', 'incoming', 'forwarded'],
    call: ['outgoing', 'incoming']
}

/** Reads what Node-RED does not read by itself. */
export type ReadKinds = () => ActivityType[]

/**
 * Prepares the dialog.
 * @param stored the node as Node-RED holds it
 */
export function openDialog(stored: ActivitySettings): ReadKinds {
    const node = complete(migrate(stored, migrations), defaults)
    for (const field of typedFields) {
        $(`#node-input-${field}`).typedInput({
            types: typesOf(field, node.operation, node),
            typeField: $(`#node-input-${field}Type`)
        })
    }
    const kinds = $('#hubspot-activity-kinds input')
    kinds.each((_index, box) => void $(box).prop('checked', node.kinds.includes(kindOf(box))))

    const operation = $('#node-input-operation')
    operation.on('change', () => {
        const chosen = operation.val() as Operation
        offerChoices(chosen, node)
        showRowsOf(chosen)
    })
    const objectType = $('#node-input-objectType')
    objectType.on('change', () =>
        offer('also', chosenOperation(), { ...node, objectType: chosenObjectType() })
    )
    showRowsOf(node.operation)
    return () => kinds.filter(':checked').toArray().map(kindOf)
}

function kindOf(box: HTMLElement): ActivityType {
    return $(box).val() as ActivityType
}

function chosenOperation(): Operation {
    return $('#node-input-operation').val() as Operation
}

function chosenObjectType(): ActivitySettings['objectType'] {
    return $('#node-input-objectType').val() as ActivitySettings['objectType']
}

function typesOf(field: TypedField, operation: Operation, node: ActivitySettings): TypeChoice[] {
    const sources: TypeChoice[] = ['msg', rowType(), 'flow', 'global', 'env', 'jsonata']
    switch (field) {
        case 'record':
            return ['msg', 'flow', 'global', 'env', 'jsonata', 'str']
        case 'also':
            return [
                plainType('none', 'none'),
                plainType('related', node.objectType === 'deals' ? 'dealContacts' : 'openDeals'),
                ...sources,
                'str'
            ]
        case 'direction':
            return [optionType(operation, 'direction', node.direction), ...sources]
        case 'outcome':
            return [optionType(operation, 'outcome', node.outcome), ...sources]
        case 'time':
            return [plainType('now', 'now'), ...sources, 'str']
        case 'duration':
            return [
                plainType('none', 'noDuration'),
                { value: 'num', label: words('type.seconds') },
                { value: 'duration', label: 'ISO 8601' },
                ...sources
            ]
        case 'due':
            return [
                { value: 'business', label: words('type.business') },
                { value: 'duration', label: words('type.duration') },
                { value: 'str', label: words('type.date') },
                ...sources
            ]
        case 'holidays':
            return [plainType('none', 'none'), 'str', 'json', 'msg', 'flow', 'global', 'env', 'jsonata']
        case 'owner':
            return [plainType('record', 'recordOwner'), plainType('none', 'nobody'), ...sources, 'str']
        case 'reference':
            return [plainType('content', 'content'), ...sources, 'str']
        case 'limit':
            return ['num', ...sources]
        case 'from':
        case 'to':
            return [...sources, 'str', plainType('none', 'none')]
        case 'text':
        case 'subject':
        case 'location':
            break
    }
    return [...sources, 'str']
}

/** A type without a value. */
function plainType(value: string, word: string): EditorWidgetTypedInputTypeDefinition {
    return { value, label: words(`type.${word}`), hasValue: false }
}

/** HubSpot's own values for an operation, by their words. What is stored and no choice of another operation stays offered. */
function optionType(
    operation: Operation,
    field: 'direction' | 'outcome',
    stored: string
): EditorWidgetTypedInputTypeDefinition {
    const lists = field === 'direction' ? directions : outcomes
    const values = [...(lists[operation] ?? [])]
    if (field === 'outcome') values.unshift('')
    const isElsewhere = operation in lists && Object.values(lists).some((list) => list.includes(stored))
    if (!values.includes(stored) && !isElsewhere) values.push(stored)
    const options = values.map((value) => ({ value, label: labelOfChoice(field, value) }))
    return { value: 'option', label: words('type.option'), icon: 'fa fa-list-ul', options }
}

function labelOfChoice(field: 'direction' | 'outcome', value: string): string {
    const lists = Object.values(field === 'direction' ? directions : outcomes)
    const isOurs = value === '' || lists.some((list) => list.includes(value))
    return isOurs ? words(`${field}.${value || 'none'}`) : value
}

/** Offers the choices of an operation; one that another operation's list holds gives way to the first. */
function offerChoices(operation: Operation, node: ActivitySettings): void {
    for (const field of ['direction', 'outcome'] as const) {
        if (!usedBy[field]?.includes(operation)) continue
        const input = $(`#node-input-${field}`)
        const { options = [] } = typesOf(field, operation, node)[0] as { options?: { value: string }[] }
        const value = input.typedInput('value')
        const isChoice = input.typedInput('type') === 'option'
        offer(field, operation, node)
        if (isChoice && !options.some((option) => option.value === value))
            input.typedInput('value', options[0]?.value ?? '')
    }
}

/** Sets a field's types anew and keeps what it holds. */
function offer(field: TypedField, operation: Operation, node: ActivitySettings): void {
    const input = $(`#node-input-${field}`)
    const [value, type] = [input.typedInput('value'), input.typedInput('type')]
    input.typedInput('types', typesOf(field, operation, node))
    input.typedInput('type', type)
    input.typedInput('value', value)
}

/** Shows the rows that count for the operation, and its one-line description. */
function showRowsOf(operation: Operation): void {
    $('.hubspot-activity [data-field]').each((_index, row) => {
        const field = $(row).attr('data-field') ?? ''
        $(row).toggle(usedBy[field]?.includes(operation) ?? false)
    })
    $('#hubspot-activity-about').text(words(`about.${operation}`))
    labelOf('subject').text(words(operation === 'email' ? 'label.subject' : 'label.title'))
    labelOf('record').text(words(operation === 'complete' ? 'label.task' : 'label.record'))
}

function labelOf(field: TypedField): JQuery {
    return $(`label[for="node-input-${field}"] span`)
}
