/** As much of a property as finding it by name needs. */
export interface Named {
    name: string
    label: string
}

/** More than this many entries help nobody to choose. */
const longest = 60

/**
 * The properties that fit what was typed, best first: the very name, then names and labels that begin with it, then
 * those that hold it.
 */
export function completionsOf<T extends Named>(properties: readonly T[], typed: string): T[] {
    const text = typed.trim().toLowerCase()
    return properties
        .map((property) => ({ property, rank: rankOf(property, text) }))
        .filter(({ rank }) => rank < 4)
        .sort((left, right) => left.rank - right.rank)
        .slice(0, longest)
        .map(({ property }) => property)
}

function rankOf({ name, label }: Named, text: string): number {
    const [lowerName, lowerLabel] = [name.toLowerCase(), label.toLowerCase()]
    if (lowerName === text || lowerLabel === text) return 0
    if (lowerName.startsWith(text) || lowerLabel.startsWith(text)) return 1
    if (lowerLabel.split(/\s+/).some((word) => word.startsWith(text))) return 2
    return lowerName.includes(text) || lowerLabel.includes(text) ? 3 : 4
}
