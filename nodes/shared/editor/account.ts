import type { EditorRED } from 'node-red'

declare const RED: EditorRED

/** What an admin route needs to find the account a dialog means. */
export interface AccountReference {
    account: string
    mode?: string
    token?: string
}

/** A config node as the editor holds it; a token is there only while it was typed and not yet deployed. */
interface EditedAccount {
    mode?: string
    credentials?: { token?: string }
}

/** Whether the select of config nodes holds one, and not its *Add new…* entry. */
export function isChosen(id: unknown): id is string {
    return typeof id === 'string' && id !== '' && id !== '_ADD_' && RED.nodes.node(id) !== null
}

/** Names the account; for one that is not deployed yet also what the route needs to open it. */
export function referTo(id: string): AccountReference {
    const { mode, credentials } = (RED.nodes.node(id) ?? {}) as EditedAccount
    const token = credentials?.token
    return { account: id, ...(mode ? { mode } : {}), ...(token ? { token } : {}) }
}
