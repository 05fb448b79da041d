/** Records on one page of a message sequence. */
export const pageSize = 100

/** Gathers what comes into pages; nothing at all gives one empty page, so that a flow hears of it. */
export async function* inPages<T>(items: AsyncIterable<T>, size = pageSize): AsyncGenerator<T[]> {
    let page: T[] = []
    let isFirst = true
    for await (const item of items) {
        page.push(item)
        if (page.length < size) continue
        yield page
        page = []
        isFirst = false
    }
    if (page.length > 0 || isFirst) yield page
}

/** `msg.parts` of one message of a sequence, as the core *split* node writes it, so that *join* understands it. */
export interface Parts {
    id: string
    type: 'array'
    index: number
    len: number
    /** Only on the last message: how many there are is not known before. */
    count?: number
    /** The parts the incoming message had. */
    parts?: unknown
}

/** Each item with its parts; holds one item back, because the last one carries the count. */
export async function* withParts<T>(
    items: AsyncIterable<T>,
    common: { id: string; len: number; parts?: unknown }
): AsyncGenerator<{ item: T; parts: Parts }> {
    const { id, len, parts: outer } = common
    let held: { item: T } | null = null
    let index = 0
    const next = (item: T, isLast: boolean) => {
        const parts: Parts = { id, type: 'array', index: index++, len }
        if (isLast) parts.count = index
        if (outer !== undefined) parts.parts = outer
        return { item, parts }
    }
    for await (const item of items) {
        if (held) yield next(held.item, false)
        held = { item }
    }
    if (held) yield next(held.item, true)
}
