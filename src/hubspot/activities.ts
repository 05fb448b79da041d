/** Activities on contacts and deals (facts/hubspot.md 7), none of them logged twice (docs/decisions/0120). */
import { activityProperties, commonProperties, planActivity } from './activitiesDraft'
import type { Activity, ActivityStore, ActivityType } from './activitiesTypes'
import { byCreation, openSettler, type Held, type Settler, type SettlerOptions } from './settle'
import type { CrmRecord, ObjectStore } from './types'
import { invalid, toId } from './values'

export interface ActivitiesOptions extends Omit<SettlerOptions, 'store' | 'properties'> {
    objects(objectType: string): ObjectStore
    /** What time it is at the portal. */
    now(): number
}

/** Every kind of activity, in the order of a timeline's filters. */
export const activityTypes: readonly ActivityType[] = ['notes', 'emails', 'calls', 'meetings', 'tasks']

export function openActivities({ objects, now, ...options }: ActivitiesOptions): ActivityStore {
    const settlers = new Map<ActivityType, Settler>()

    function settlerOf(type: ActivityType): Settler {
        const known = settlers.get(type)
        if (known) return known
        const properties = [...commonProperties, ...activityProperties[type]]
        const settler = openSettler({ ...options, store: objects(type), properties })
        settlers.set(type, settler)
        return settler
    }

    return {
        async log(places, draft, logging) {
            const { type } = draft
            const planned = planActivity(draft, now())
            const isSame = (held: Held) => isOn(held, places[0]) && planned.isSame(held.record.properties)
            const { held, written, spread, dryRun } = await settlerOf(type).settle(
                places,
                (known) => {
                    const found = firstOf(known.filter(isSame))
                    if (!found) return { kind: 'write', properties: planned.properties }
                    const isEverywhere = places.every((place) => isOn(found, place))
                    return isEverywhere ? { kind: 'nothing' } : { kind: 'spread', ids: [found.record.id] }
                },
                logging
            )
            // After a lost answer, what is new on the record may be somebody else's.
            const one = firstOf(held.filter(isSame)) ?? written
            return {
                activity: toActivity(type, one?.record ?? { id: '', properties: {} }),
                created: written !== null,
                spread: spread.length > 0,
                dryRun
            }
        },
        async list(place, { types = activityTypes, limit, signal } = {}) {
            if (limit !== undefined && !(Number.isInteger(limit) && limit > 0))
                throw invalid('the limit is not a whole number above zero')
            const found = await Promise.all(
                types.map(async (type) => {
                    const held = await settlerOf(type).read([place], { signal })
                    return held.map(({ record }) => toActivity(type, record))
                })
            )
            return found.flat().toSorted(latestFirst).slice(0, limit)
        },
        complete(taskId, completing) {
            const properties = [...commonProperties, ...activityProperties.tasks]
            return objects('tasks').update(
                { id: taskId },
                { hs_task_status: 'COMPLETED' },
                { ...completing, properties }
            )
        }
    }
}

function isOn({ on }: Held, place: { objectType: string; id: string } | undefined): boolean {
    return (
        place !== undefined &&
        on.some(({ objectType, id }) => objectType === place.objectType && id === toId(place.id))
    )
}

/** The first that was logged: every process that looks comes to the same one. */
function firstOf(held: readonly Held[]): Held | undefined {
    return held.toSorted(byCreation)[0]
}

function toActivity(objectType: ActivityType, record: CrmRecord): Activity {
    return { ...record, objectType }
}

function latestFirst(a: Activity, b: Activity): number {
    return timeOf(b) - timeOf(a) || (BigInt(a.id) < BigInt(b.id) ? 1 : -1)
}

function timeOf({ properties, createdAt }: Activity): number {
    return Date.parse(properties.hs_timestamp ?? createdAt ?? '') || 0
}
