/** The kinds of association HubSpot defines (facts 6), each pair once; `label` only where HubSpot has one. */
const pairs: [from: string, to: string, typeId: number, reverseId: number, label?: string][] = [
    ['deals', 'contacts', 3, 4],
    ['contacts', 'companies', 279, 280],
    ['contacts', 'companies', 1, 2, 'Primary'],
    ['deals', 'companies', 341, 342],
    ['deals', 'companies', 5, 6, 'Primary'],
    ['contacts', 'contacts', 449, 449],
    ['notes', 'contacts', 202, 201],
    ['tasks', 'contacts', 204, 203],
    ['calls', 'contacts', 194, 193],
    ['emails', 'contacts', 198, 197],
    ['meetings', 'contacts', 200, 199],
    ['notes', 'deals', 214, 213],
    ['tasks', 'deals', 216, 215],
    ['calls', 'deals', 206, 205],
    ['emails', 'deals', 210, 209],
    ['meetings', 'deals', 212, 211],
    ['notes', 'companies', 190, 189],
    ['tasks', 'companies', 192, 191],
    ['calls', 'companies', 182, 181],
    ['emails', 'companies', 186, 185],
    ['meetings', 'companies', 188, 187]
]

export interface AssociationType {
    id: number
    from: string
    to: string
    label: string | null
    reverse: number
}

/** Every association type, seen from its `from` side. */
export const associationTypes: readonly AssociationType[] = pairs.flatMap(
    ([from, to, id, reverse, label = null]) => [
        { id, from, to, label, reverse },
        ...(id === reverse ? [] : [{ id: reverse, from: to, to: from, label, reverse: id }])
    ]
)

/** The type a default association between two kinds of record gets; undefined when HubSpot has none. */
export const defaultType = (from: string, to: string): AssociationType | undefined =>
    associationTypes.find((type) => type.from === from && type.to === to && type.label === null)

const none: ReadonlyMap<string, ReadonlySet<number>> = new Map()

/** Who is associated with whom. Ids are unique over all types in this portal. */
export class Associations {
    readonly #links = new Map<string, Map<string, Map<string, Set<number>>>>()

    /** Idempotent. */
    add(fromId: string, type: AssociationType, toId: string): void {
        this.#side(fromId, type.to, toId).add(type.id)
        this.#side(toId, type.from, fromId).add(type.reverse)
    }

    /** Removes these kinds of association between two records, or all of them. */
    remove(
        fromType: string,
        fromId: string,
        toType: string,
        toId: string,
        types?: readonly AssociationType[]
    ): void {
        const gone = types ?? associationTypes.filter(({ from, to }) => from === fromType && to === toType)
        for (const { id, reverse } of gone) {
            this.#drop(fromId, toType, toId, id)
            this.#drop(toId, fromType, fromId, reverse)
        }
    }

    /** The records of one type associated with this one, and how; in the order they were added. */
    of(id: string, toType: string): ReadonlyMap<string, ReadonlySet<number>> {
        return this.#links.get(id)?.get(toType) ?? none
    }

    #side(id: string, toType: string, toId: string): Set<number> {
        const byType = emplace(this.#links, id, () => new Map<string, Map<string, Set<number>>>())
        return emplace(
            emplace(byType, toType, () => new Map<string, Set<number>>()),
            toId,
            () => new Set<number>()
        )
    }

    #drop(id: string, toType: string, toId: string, typeId: number): void {
        const links = this.#links.get(id)?.get(toType)
        const types = links?.get(toId)
        types?.delete(typeId)
        if (types?.size === 0) links?.delete(toId)
    }
}

function emplace<K, V>(map: Map<K, V>, key: K, make: () => V): V {
    let value = map.get(key)
    if (value === undefined) {
        value = make()
        map.set(key, value)
    }
    return value
}
