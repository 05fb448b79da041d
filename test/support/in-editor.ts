/** What tests do inside the editor's page: every function here is sent there and runs alone. */

/** What of Node-RED's editor they use. */
interface EditorWindow {
    RED: {
        actions: { invoke(action: string): void }
        events: { emit(event: string): void }
        history: { clear(): void }
        nodes: {
            clear(): void
            dirty(isDirty: boolean): void
            getType(type: string): { defaults: Record<string, { value: unknown }> }
            getWorkspaceOrder(): string[]
            import(flows: object[]): void
            node(id: string): Record<string, unknown> & { type: string }
            version(revision: string | null): void
        }
        sidebar: { show(id: string): void }
        view: { redraw(isUpdated: boolean): void }
        workspaces: { show(id: string): void }
    }
}

/** Closes and clears everything, as before the flows are loaded. A deploy from elsewhere then shows nothing. */
export async function emptyEditor(): Promise<void> {
    const { RED } = window as unknown as EditorWindow
    let tray: HTMLElement | undefined
    while ((tray = $('.red-ui-tray').get(-1))) {
        const top = tray
        $(top).find('#node-dialog-cancel, #node-config-dialog-cancel').trigger('click')
        while (top.isConnected) await new Promise((resume) => setTimeout(resume, 10))
    }
    $.fx.off = true
    for (const note of $('.red-ui-notification').get()) (note as HTMLElement & { close(): void }).close()
    $.fx.off = false
    RED.nodes.clear()
    RED.history.clear()
    RED.nodes.version(null)
    RED.actions.invoke('core:clear-debug-messages')
    RED.sidebar.show('info')
}

/** What the editor does with the flows when it is loaded. */
export async function loadFlows(): Promise<void> {
    const { RED } = window as unknown as EditorWindow
    const { flows, rev } = (await $.ajax({ url: 'flows', cache: false, dataType: 'json' })) as {
        flows: object[]
        rev: string
    }
    RED.nodes.version(rev)
    RED.nodes.import(flows)
    RED.nodes.dirty(false)
    RED.view.redraw(true)
    const [first] = RED.nodes.getWorkspaceOrder()
    if (first) RED.workspaces.show(first)
    RED.events.emit('flows:loaded')
}

/** A node's settings, whether it was changed, whether it is valid and why not. */
export function readNode(id: string): Record<string, unknown> {
    const { RED } = window as unknown as EditorWindow
    const node = RED.nodes.node(id)
    const settings = Object.keys(RED.nodes.getType(node.type).defaults)
    return Object.fromEntries(
        [...settings, 'changed', 'valid', 'validationErrors'].map((key) => [key, node[key]])
    )
}

/** The default settings of a type. */
export function readDefaults(type: string): Record<string, unknown> {
    const { RED } = window as unknown as EditorWindow
    const entries = Object.entries(RED.nodes.getType(type).defaults)
    return Object.fromEntries(entries.map(([name, { value }]) => [name, value]))
}

/**
 * Node-RED 5 follows the page's colour scheme by itself. On 4.x this turns the lightness of its colour variables
 * round, as a dark theme would: whatever does not use them stays bright and shows.
 */
export function setScheme(scheme: 'light' | 'dark'): void {
    const styleId = 'test-dark'
    document.getElementById(styleId)?.remove()
    if (scheme === 'light') return
    const isDark = (colour: string) => {
        const [red = 255, green = 255, blue = 255] = (colour.match(/\d+/g) ?? []).map(Number)
        return red + green + blue < 384
    }
    const probe = document.createElement('div')
    document.body.append(probe)
    const resolve = (colour: string) => {
        probe.style.color = ''
        probe.style.color = colour
        return probe.style.color === '' ? '' : getComputedStyle(probe).color
    }
    const turned = (colour: string): string | null => {
        const parts = colour.match(/[\d.]+/g)?.map(Number)
        if (!parts || parts.length < 3) return null
        const [red = 0, green = 0, blue = 0, alpha = 1] = parts
        const shift = 255 - Math.max(red, green, blue) - Math.min(red, green, blue)
        const dark = [red, green, blue].map((part) => Math.round(part + shift * 0.92))
        return `rgba(${dark.join(', ')}, ${alpha})`
    }
    // All are read before one is written: each write makes the browser style the whole page anew.
    const lines: string[] = []
    if (!isDark(resolve('var(--red-ui-form-background)'))) {
        const rules = [...document.styleSheets].flatMap(({ cssRules }) => [...cssRules])
        for (const rule of rules) {
            if (!(rule instanceof CSSStyleRule) || rule.selectorText !== ':root') continue
            for (const name of rule.style) {
                const colour = turned(resolve(rule.style.getPropertyValue(name).trim()))
                if (name.startsWith('--red-ui-') && colour) lines.push(`${name}: ${colour};`)
            }
        }
    }
    probe.remove()
    const style = document.createElement('style')
    style.id = styleId
    style.textContent = `:root:root { ${lines.join(' ')} }`
    document.head.append(style)
}
