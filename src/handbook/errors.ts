/** One thing that is wrong with an edition or an input: where, and what, in English. */
export interface Issue {
    /** Dotted path into the edition, such as `lifecycle.stages.mql.label`; empty for the whole. */
    path: string
    message: string
}

/** `CONFIG_INVALID`: an edition or a user's overrides are wrong. `INPUT_INVALID`: what a message brought is. */
export type HandbookErrorCode = 'CONFIG_INVALID' | 'INPUT_INVALID'

/** A failure of the handbook's part. A refusal is never one: it is a verdict. */
export class HandbookError extends Error {
    override readonly name = 'HandbookError'
    readonly code: HandbookErrorCode
    readonly issues: readonly Issue[]

    constructor(code: HandbookErrorCode, message: string, issues: readonly Issue[] = []) {
        super(message)
        this.code = code
        this.issues = issues
    }
}
