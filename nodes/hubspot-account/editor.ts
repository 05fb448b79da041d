import type { EditorNodeProperties, EditorRED } from 'node-red'

declare const RED: EditorRED

interface AccountProperties extends EditorNodeProperties {
    mode: 'hubspot' | 'sandbox'
    readOnly: boolean
    version: number
}

interface AccountCredentials {
    token: string
    has_token?: boolean
}

/** The answer of the admin route `check`. */
interface Report {
    details: { portalId: number; dataHostingLocation: string; accountType: string }
    missingScopes: string[]
    dailyRemaining: number | null
    dailyLimit: number | null
}

RED.nodes.registerType<AccountProperties, AccountCredentials>('hubspot-account', {
    category: 'config',
    defaults: {
        name: { value: '' },
        mode: { value: 'hubspot', required: true },
        readOnly: { value: false },
        version: { value: 1 }
    },
    credentials: {
        token: { type: 'password' }
    },
    label() {
        return (
            this.name || RED._(`@flowfuse/nr-hubspot-nodes/hubspot-account:hubspot-account.mode.${this.mode}`)
        )
    },
    oneditprepare() {
        const id = this.id
        const words = (key: string, values: Record<string, string | number> = {}) =>
            RED._(`@flowfuse/nr-hubspot-nodes/hubspot-account:hubspot-account.${key}`, values)
        const mode = $('#node-config-input-mode')
        const report = $('#hubspot-account-report')

        mode.on('change', () => {
            const isSandbox = mode.val() === 'sandbox'
            $('.hubspot-account-row-token').toggle(!isSandbox)
            $('.hubspot-account-row-sandbox').toggle(isSandbox)
            report.hide()
        }).trigger('change')

        $('#hubspot-account-check').on('click', function () {
            const button = $(this).prop('disabled', true)
            show(report, 'fa-spinner fa-spin', [words('check.running')])
            void $.ajax({
                url: 'hubspot-nodes/check',
                method: 'POST',
                contentType: 'application/json',
                data: JSON.stringify({
                    account: id,
                    mode: mode.val(),
                    token: $('#node-config-input-token').val()
                })
            })
                .done((answer: Report) => {
                    show(
                        report,
                        answer.missingScopes.length > 0 ? 'fa-exclamation-triangle' : 'fa-check',
                        reportLines(answer, words)
                    )
                })
                .fail((answer: { responseJSON?: { code?: string; message?: string }; status: number }) => {
                    const { code, message } = answer.responseJSON ?? {}
                    show(report, 'fa-times', [
                        code ? words(`check.${code}`) : words('check.failed', { status: answer.status }),
                        ...(message ? [message] : [])
                    ])
                })
                .always(() => button.prop('disabled', false))
        })
    }
})

/** What the check found, a line each. */
function reportLines(
    report: Report,
    words: (key: string, values?: Record<string, string | number>) => string
): string[] {
    const { portalId, dataHostingLocation, accountType } = report.details
    const lines = [words('check.portal', { id: portalId, region: dataHostingLocation, type: accountType })]
    if (report.dailyRemaining !== null && report.dailyLimit !== null) {
        lines.push(
            words('check.calls', {
                left: report.dailyRemaining.toLocaleString(),
                limit: report.dailyLimit.toLocaleString()
            })
        )
    }
    if (report.missingScopes.length === 0) lines.push(words('check.scopes'))
    else
        lines.push(
            words('check.missing', { count: report.missingScopes.length }),
            ...report.missingScopes.map((scope) => `· ${scope}`)
        )
    return lines
}

/** Shows an icon and lines of text; text only, because parts of it come from the network. */
function show(box: JQuery, icon: string, lines: string[]): void {
    box.empty().css({ display: 'flex', gap: '8px' })
    $('<i>', { class: `fa ${icon}`, css: { marginTop: '3px' } }).appendTo(box)
    const text = $('<div>').appendTo(box)
    for (const line of lines) $('<div>').text(line).appendTo(text)
}
