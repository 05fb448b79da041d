import type { Edition } from '../../src/handbook'
import type { Table, TableField, TableRow } from './answers'

/** An entry of an edition as a row shows it. */
type Entry = Readonly<Record<string, unknown>> & { readonly label: string; readonly rule: string }

const label: TableField = { name: 'label', kind: 'text' }
const value: TableField = { name: 'value', kind: 'text' }

/**
 * The parts of an edition that the dialog edits as tables.
 * @param edition with its overrides, or without when they are not valid
 * @param base without overrides
 */
export function tablesOf(edition: Edition, base: Edition): Table[] {
    const rows = (
        path: string,
        order: readonly string[],
        fields: TableField[],
        of: (edition: Edition) => Entries
    ) => {
        const [now, before] = [of(edition), of(base)]
        return order.flatMap((key) => {
            const entry = now[key]
            return entry ? [rowOf(edition, `${path}.${key}`, entry, before[key], fields)] : []
        })
    }
    const stageFields: TableField[] = [label, { name: 'probability', kind: 'percent' }, value]
    const timerFields: TableField[] = [{ name: 'after', kind: 'duration' }]
    const propertyFields: TableField[] = [label, { name: 'name', kind: 'text' }]
    const { lifecycle, leadStatus, deals } = edition
    const tables: Table[] = [
        {
            id: 'lifecycleStages',
            fields: [label, value],
            rows: rows('lifecycle.stages', lifecycle.order, [label, value], (of) => of.lifecycle.stages)
        },
        {
            id: 'leadStatuses',
            fields: [label, value],
            rows: rows('leadStatus.values', leadStatus.order, [label, value], (of) => of.leadStatus.values)
        },
        {
            id: 'timers',
            fields: timerFields,
            rows: [
                ...rows(
                    'leadStatus.timers',
                    Object.keys(leadStatus.timers),
                    timerFields,
                    (of) => of.leadStatus.timers
                ),
                ...rows('deals.timers', Object.keys(deals.timers), timerFields, (of) => of.deals.timers)
            ]
        },
        {
            id: 'dealPipeline',
            fields: [label, value],
            rows: [
                rowOf(
                    edition,
                    'deals.pipeline',
                    { ...deals.pipeline, rule: deals.rule },
                    { ...base.deals.pipeline, rule: base.deals.rule },
                    [label, value]
                )
            ]
        },
        {
            id: 'dealStages',
            fields: stageFields,
            rows: rows('deals.stages', deals.order, stageFields, (of) => of.deals.stages)
        },
        {
            id: 'properties',
            fields: propertyFields,
            rows: rows('properties', Object.keys(edition.properties), propertyFields, (of) => of.properties)
        }
    ]
    return tables.filter(
        (table) => table.rows.length > 0 && (table.id !== 'dealPipeline' || deals.order.length > 0)
    )
}

type Entries = Readonly<Record<string, Entry>>

function rowOf(
    edition: Edition,
    path: string,
    entry: Entry,
    before: Entry | undefined,
    fields: readonly TableField[]
): TableRow {
    const base = Object.fromEntries(fields.map(({ name }) => [name, plain(before?.[name])]))
    return {
        path,
        title: before?.label ?? entry.label,
        rule: entry.rule,
        ruleText: edition.rules[entry.rule]?.text ?? '',
        base,
        ...(entry.businessDays === true ? { businessDays: true } : {})
    }
}

function plain(found: unknown): string | number | null {
    return typeof found === 'string' || typeof found === 'number' ? found : null
}
