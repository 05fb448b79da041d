import { sharedWords, wordsOf } from './words'

/** Why an admin route gave no answer, in words for the dialog. */
export class AdminError extends Error {
    /** The reason in the user's language; the message is the route's own English sentence. */
    readonly reason: string

    constructor(reason: string, message = '') {
        super(message)
        this.name = 'AdminError'
        this.reason = reason
    }
}

/**
 * Posts to one of this pack's admin routes.
 * @param path below `hubspot-nodes/`
 * @throws AdminError with a translated reason
 */
export function postAdmin<T>(path: string, body: object): Promise<T> {
    return new Promise((resolve, reject) => {
        void $.ajax({
            url: `hubspot-nodes/${path}`,
            method: 'POST',
            contentType: 'application/json',
            data: JSON.stringify(body)
        })
            .done((answer: T) => resolve(answer))
            .fail((answer: JQuery.jqXHR) => reject(errorOf(answer)))
    })
}

function errorOf(answer: JQuery.jqXHR): AdminError {
    const { code, message } = (answer.responseJSON ?? {}) as { code?: string; message?: string }
    if (code) return new AdminError(wordsOf('hubspot-account')(`check.${code}`), message)
    if (answer.status === 401 || answer.status === 403) return new AdminError(sharedWords('notAllowed'))
    return new AdminError(wordsOf('hubspot-account')('check.failed', { status: answer.status }))
}
