import type { Activity } from '../../src/handbook'
import type { Properties } from '../../src/hubspot'

/** Properties that `emailOf` reads. */
export const emailProperties = ['hs_timestamp', 'hs_email_direction', 'hs_email_status', 'hs_email_subject']

/** Statuses of an e-mail that has not reached anybody (facts/hubspot.md 7). */
const unsent = new Set(['BOUNCED', 'FAILED', 'SCHEDULED', 'SENDING'])

/** How mail programs begin the subject of an answer that nobody wrote. */
const automatic =
    /^\s*(auto(matic|mated)?[-\s]?(reply|response)\b|auto:|out of (the )?office\b|automatische antwort\b|abwesenheit|automatisch antwoord\b|afwezig|r[ée]ponse automatique\b|respuesta autom[áa]tica\b|risposta automatica\b)/i

/**
 * An e-mail's record as the handbook understands it. One that was not sent, or was forwarded to the CRM, has no direction:
 * it is nobody's word to anybody. Of headers HubSpot keeps only the addresses, so its subject tells an automatic answer.
 */
export function emailOf(properties: Properties): Activity {
    const isTheirs = properties.hs_email_direction === 'INCOMING_EMAIL'
    const isOurs = properties.hs_email_direction === 'EMAIL' && !unsent.has(properties.hs_email_status ?? '')
    return {
        type: 'email',
        at: properties.hs_timestamp ?? '',
        ...(isTheirs && { direction: 'incoming' }),
        ...(isOurs && { direction: 'outgoing' }),
        ...(isTheirs && automatic.test(properties.hs_email_subject ?? '') && { automatic: true })
    }
}
