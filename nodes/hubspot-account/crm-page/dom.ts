type Child = Node | string | null
type Attributes = Record<string, string | boolean | ((event: never) => void)>

/**
 * Makes an element. Text becomes text and nothing else: what the page shows comes from a CRM and may hold anything.
 * @param attributes a boolean sets or leaves out, a function listens (`{ click: … }`)
 */
export function h<Tag extends keyof HTMLElementTagNameMap>(
    tag: Tag,
    attributes: Attributes = {},
    ...children: Child[]
): HTMLElementTagNameMap[Tag] {
    const element = document.createElement(tag)
    for (const [name, value] of Object.entries(attributes)) {
        if (typeof value === 'function') element.addEventListener(name, value as (event: Event) => void)
        else if (typeof value === 'string') element.setAttribute(name, value)
        else element.toggleAttribute(name, value)
    }
    element.append(...children.filter((child) => child !== null))
    return element
}

/** Sets a text only when it differs, so that screen readers and selections are left in peace. */
export function setText(element: Element, text: string): void {
    if (element.textContent !== text) element.textContent = text
}

/** One item on the page and how it takes a newer state of itself. */
export interface Item<T> {
    element: HTMLElement
    show(value: T): void
}

/**
 * Keeps a parent's children in step with a list: an item that stays keeps its element, and with it focus, selection
 * and what is unfolded in it.
 */
export function keyedList<T>(
    parent: HTMLElement,
    keyOf: (value: T) => string,
    create: (value: T) => Item<T>
): (values: readonly T[]) => void {
    let items = new Map<string, Item<T>>()
    return (values) => {
        const focused = document.activeElement
        const next = new Map<string, Item<T>>()
        for (const value of values) {
            const key = keyOf(value)
            const item = items.get(key) ?? create(value)
            item.show(value)
            next.set(key, item)
        }
        for (const [key, { element }] of items) if (!next.has(key)) element.remove()
        let place = parent.firstElementChild
        for (const { element } of next.values()) {
            if (element === place) place = place.nextElementSibling
            else parent.insertBefore(element, place)
        }
        items = next
        // Moving an element takes its focus away.
        if (focused instanceof HTMLElement && focused !== document.activeElement && parent.contains(focused))
            focused.focus({ preventScroll: true })
    }
}
