/** Shows at a line of a list why it can not be used, as Node-RED shows it at a field. @param reason null for none */
export function showReason(line: JQuery, reason: string | null): void {
    line.toggleClass('hubspot-line-invalid', reason !== null).attr('title', reason ?? '')
    line.next('.hubspot-line-reason').remove()
    if (reason !== null) $('<div>', { class: 'hubspot-line-reason' }).text(reason).insertAfter(line)
}
