import type { EditorNodeProperties, EditorRED } from 'node-red'
import { edited, reasonAgainst, rowType, validator, wordsOf } from '../shared/editor'
import type { NameSettings } from './config'
import { isThreshold, startPreview } from './preview-editor'

declare const RED: EditorRED

type Properties = EditorNodeProperties & NameSettings

const words = wordsOf('name-splitter')

/** A typed input whose blank value is refused only where `isNeeded`. */
const typedValue = (typeProperty: keyof NameSettings, isNeeded = false) =>
    validator((node: Properties, value: string) => {
        const type = edited(node, typeProperty)
        return (type !== 'none' && reasonAgainst({ value, type }, isNeeded)) || true
    })

const parts = ['first', 'last', 'title', 'middle', 'suffix', 'nickname'] as const

const namesSomething = validator((node: Properties) => {
    const isNamed = parts.some((part) => edited(node, `${part}Property`).trim() !== '')
    return isNamed || words('reason.properties')
})

RED.nodes.registerType<Properties>('name-splitter', {
    category: 'HubSpot',
    color: '#FF9E80',
    icon: 'name-splitter.svg',
    defaults: {
        name: { value: '' },
        source: { value: 'name', validate: typedValue('sourceType', true) },
        sourceType: { value: 'row' },
        username: { value: 'username', validate: typedValue('usernameType') },
        usernameType: { value: 'row' },
        email: { value: 'email', validate: typedValue('emailType') },
        emailType: { value: 'row' },
        country: { value: '', validate: typedValue('countryType') },
        countryType: { value: 'none' },
        corrections: { value: '', validate: typedValue('correctionsType', true) },
        correctionsType: { value: 'none' },
        details: { value: 'names', validate: typedValue('detailsType', true) },
        detailsType: { value: 'msg' },
        mode: { value: 'smart' },
        order: { value: 'auto' },
        middle: { value: 'separate' },
        letterCase: { value: 'smart' },
        reviewBelow: {
            value: '0.8',
            validate: validator((_node: Properties, value: string) => {
                return (
                    value === '' ||
                    isThreshold(value) ||
                    /^\$\{[^}]+\}$/.test(value) ||
                    words('reason.reviewBelow')
                )
            })
        },
        firstProperty: { value: 'firstname', validate: namesSomething },
        lastProperty: { value: 'lastname', validate: namesSomething },
        titleProperty: { value: 'salutation', validate: namesSomething },
        middleProperty: { value: '' },
        suffixProperty: { value: '' },
        nicknameProperty: { value: '' },
        keepFilled: { value: true },
        writeDoubtful: { value: false },
        version: { value: 1 }
    },
    inputs: 1,
    outputs: 2,
    paletteLabel: 'name splitter',
    label() {
        return this.name || words('label.split')
    },
    labelStyle() {
        return this.name ? 'node_label_italic' : ''
    },
    inputLabels() {
        return words('port.input')
    },
    outputLabels(index) {
        return words(index === 0 ? 'port.split' : 'port.review')
    },
    oneditprepare() {
        const field = rowType()
        const none = { value: 'none', label: words('type.none'), hasValue: false }
        const fixed = { value: 'str', label: words('type.fixed'), icon: 'fa fa-globe' }
        const typed: [string, (string | object)[]][] = [
            ['source', [field, 'msg', 'jsonata']],
            ['username', [field, 'msg', 'jsonata', none]],
            ['email', [field, 'msg', 'jsonata', none]],
            ['country', [none, fixed, field, 'msg', 'flow', 'global', 'env', 'jsonata']],
            ['corrections', [none, 'msg', 'flow', 'global', 'jsonata']],
            ['details', ['msg', field, none]]
        ]
        for (const [property, types] of typed) {
            $(`#node-input-${property}`).typedInput({
                types: types as 'msg'[],
                typeField: $(`#node-input-${property}Type`)
            })
        }
        // A node that a program wrote may lack a setting; it works with the first choice, so the dialog shows that.
        $('.name-splitter select').each(function () {
            if ($(this).val() === null) $(this).prop('selectedIndex', 0)
        })
        $('#node-input-mode')
            .on('change', function () {
                $('.name-splitter-smart').toggle($(this).val() === 'smart')
            })
            .trigger('change')
        startPreview(words)
    }
})
