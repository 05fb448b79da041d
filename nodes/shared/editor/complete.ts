/**
 * Fills in what a flow written by hand leaves out, in the dialog's plain fields too, so that it shows what runs.
 * @param stored the node as Node-RED holds it, in today's form
 * @param defaults what the runtime takes instead
 */
export function complete<Settings extends object>(stored: Settings, defaults: Settings): Settings {
    const given = Object.fromEntries(Object.entries(stored).filter(([, value]) => value !== undefined))
    for (const [field, value] of Object.entries(defaults) as [string, unknown][]) {
        if (field in given) continue
        if (typeof value === 'string') $(`#node-input-${field}`).val(value)
        else if (typeof value === 'boolean') $(`#node-input-${field}`).prop('checked', value)
    }
    return { ...defaults, ...given }
}
