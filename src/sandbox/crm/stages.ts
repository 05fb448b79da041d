import type { Derive, Entry, ObjectType, PropertyDefinition, Stage, StoredRecord, View } from './model'
import { define } from './define'
import { entryAt } from './read'

interface Visit {
    entered: string
    exited: string | null
}

/** Stages as they stand: by display order, equal ones by label, as HubSpot shows them. */
export const inOrder = <T extends Pick<Stage, 'displayOrder' | 'label'>>(stages: readonly T[]): T[] =>
    stages.toSorted((a, b) => a.displayOrder - b.displayOrder || (a.label < b.label ? -1 : 1))

/** The place of each stage, by id. */
export const stageOrder = (stages: readonly Stage[]): Map<string, number> =>
    new Map(inOrder(stages).map(({ id }, index) => [id, index]))

/** Every stay of a record in one stage, oldest first; `stage` null for the stage it is in now. */
function visits(record: StoredRecord, property: string, stage: string | null, view: View): Visit[] {
    const found: Visit[] = []
    let exited: string | null = null
    let entry: Entry | undefined = entryAt(record, property, view.horizon)
    const wanted = stage ?? entry?.value
    for (; entry; entry = entry.previous) {
        if (wanted && entry.value === wanted) found.push({ entered: entry.write.at, exited })
        exited = entry.write.at
    }
    return found.toReversed()
}

/**
 * The values HubSpot keeps about a stage (facts 4 and 6): when it was entered and left, and for how long.
 * All of them follow from the stage's own history, so nothing is stored and nothing can disagree.
 */
export function stageStamps(
    type: ObjectType,
    stages: readonly { id: string; label: string }[]
): { property: PropertyDefinition; derive: Derive }[] {
    const property = type.stage?.property
    if (!property) return []
    const group = type.properties.find(({ name }) => name === property)?.groupName ?? ''
    const stamp = (
        name: string,
        label: string,
        kind: 'datetime' | 'number',
        stage: string | null,
        read: (visits: Visit[], now: number) => string | number | null | undefined
    ) => ({
        property: define(name, label, kind, { group, calculated: true }),
        derive: (record: StoredRecord, view: View) => {
            const stays = visits(record, property, stage, view)
            const value = stays.length > 0 ? read(stays, view.portal.now()) : null
            return value === null || value === undefined ? undefined : String(value)
        }
    })
    const lasted = ({ entered, exited }: Visit, now: number) =>
        Math.max(0, (exited ? Date.parse(exited) : now) - Date.parse(entered))
    const total = (stays: Visit[], now: number) => stays.reduce((sum, stay) => sum + lasted(stay, now), 0)
    const latest = (stays: Visit[]) => stays.at(-1) as Visit
    const stamps = stages.flatMap(({ id, label }) => [
        stamp(
            `hs_v2_date_entered_${id}`,
            `Date entered "${label}"`,
            'datetime',
            id,
            (s) => latest(s).entered
        ),
        stamp(`hs_v2_date_exited_${id}`, `Date exited "${label}"`, 'datetime', id, (s) => latest(s).exited),
        stamp(`hs_v2_cumulative_time_in_${id}`, `Cumulative time in "${label}"`, 'number', id, total),
        stamp(`hs_v2_latest_time_in_${id}`, `Latest time in "${label}"`, 'number', id, (s, now) =>
            lasted(latest(s), now)
        ),
        stamp(
            `hs_date_entered_${id}`,
            `Date entered "${label}" (legacy)`,
            'datetime',
            id,
            (s) => latest(s).entered
        ),
        stamp(
            `hs_date_exited_${id}`,
            `Date exited "${label}" (legacy)`,
            'datetime',
            id,
            (s) => latest(s).exited
        ),
        stamp(`hs_time_in_${id}`, `Time in "${label}" (legacy)`, 'number', id, total),
        ...(property === 'lifecyclestage' && !/^\d/.test(id)
            ? [
                  stamp(
                      `hs_lifecyclestage_${id}_date`,
                      `Became a ${label} date`,
                      'datetime',
                      id,
                      (s) => latest(s).entered
                  )
              ]
            : [])
    ])
    return [
        ...stamps,
        stamp(
            'hs_v2_date_entered_current_stage',
            'Date entered current stage',
            'datetime',
            null,
            (s) => latest(s).entered
        ),
        stamp('hs_v2_time_in_current_stage', 'Time in current stage', 'number', null, (s, now) =>
            lasted(latest(s), now)
        )
    ]
}
