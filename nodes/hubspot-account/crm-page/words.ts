/** The page's texts. HubSpot's own words (stages, statuses, internal names) are not translated. */
const english = {
    title: 'Sandbox CRM',
    portal: 'Portal',
    clock: 'Clock of the sandbox',
    clockAt: 'The clock now says {time}.',
    plusDay: '+1 day',
    plusDayLong: 'Advance the clock by one day',
    plusWeeks: '+2 weeks',
    plusWeeksLong: 'Advance the clock by two weeks',
    reset: 'Reset …',
    resetQuestion: 'Reset the sandbox?',
    resetText:
        'All contacts, deals and tasks go back to the beginning, and so does the clock; the list of API calls is emptied. What flows and people have changed is lost.',
    resetYes: 'Reset',
    resetDone: 'The sandbox is as it was at the beginning.',
    cancel: 'Cancel',
    readOnly: 'Your log-in may look, but not move the clock or reset.',
    sections: 'Sections',
    contacts: 'Contacts',
    board: 'Deal board',
    tasks: 'Tasks',
    findings: 'Findings',
    calls: 'API calls',
    noSandbox: 'No sandbox is deployed',
    noSandboxText:
        'In the Node-RED editor, open any HubSpot node, add an account with Portal set to “Sandbox” and press Deploy. Its contacts then appear here.',
    logIn: 'Log in to the Node-RED editor first',
    logInText:
        'This page uses the log-in of the editor in this browser, and goes on by itself once you have it.',
    openEditor: 'Open the editor',
    noAnswer: 'Node-RED does not answer. Trying again …',
    failed: 'That did not work (status {status}).',
    search: 'Search contacts',
    searchHint: 'Name, e-mail, company, stage …',
    found: '{from}–{to} of {total} contacts',
    foundNone: 'No contact found.',
    noContacts: 'No contacts yet.',
    first: 'First page',
    previous: 'Previous page',
    next: 'Next page',
    last: 'Last page',
    name: 'Name',
    email: 'E-mail',
    company: 'Company',
    stage: 'Lifecycle stage',
    status: 'Lead status',
    createdAt: 'Created',
    updatedAt: 'Last change',
    noName: '(no name)',
    close: 'Close',
    gone: 'There is no such record any more.',
    archived: 'deleted',
    properties: 'Properties ({count})',
    timeline: 'Timeline',
    onlyBookkeeping: '{count} values that HubSpot keeps itself',
    more: 'Show older ones',
    note: 'Note',
    call: 'Call',
    meeting: 'Meeting',
    task: 'Task',
    outgoing: 'outgoing',
    incoming: 'incoming',
    forwarded: 'forwarded',
    empty: 'empty',
    showAll: 'show all',
    deals: 'Deals: {count}',
    noDeals: 'No deals yet',
    noDealsText: 'As soon as a flow opens a deal, it stands here in its stage. Closed ones stay visible.',
    noCloseDate: 'no close date',
    pipeline: 'Pipeline',
    openDeals: 'Open',
    weighted: 'Weighted',
    weightedBy: 'weighted {amount}',
    won: 'Won',
    lost: 'Lost',
    otherStage: 'Other stages',
    expired: 'contract expired',
    moreDeals: 'and {count} more',
    noTasks: 'No tasks yet',
    noTasksText: 'Tasks that flows create for people appear here, the next due one first.',
    subject: 'Subject',
    taskStatus: 'Status',
    priority: 'Priority',
    due: 'Due',
    owner: 'Owner',
    overdue: 'overdue',
    shownTasks: '{shown} of {total} tasks',
    look: 'Look',
    lookAgain: 'Look again',
    looking: 'Looking …',
    lookingAt: '{looked} of at most {most} records, {findings} findings so far',
    lookedAt: 'As of {time}, by edition {edition}: {findings} findings. {looked} records looked at.',
    lookFailed: 'The look of {time} failed with {code}. What it found until then: {findings}.',
    lookOld: 'The CRM or its day has changed since.',
    neverLooked: 'Nobody has looked yet',
    neverLookedText:
        'A look holds the handbook’s rules against every contact and deal, as the node handbook-audit does. It changes nothing. The edition is that of the handbook that is bound to the sandbox, or else the default one.',
    lookingText: 'What is found appears here while the look goes on.',
    nothingFound: 'Nothing found',
    nothingFoundText: 'As of {time} the CRM keeps every rule of edition {edition} that can be audited.',
    lookFailedText: 'It said: {message}.',
    handbook: 'Handbook',
    rules: 'Rules',
    rule: 'Rule',
    record: 'Record',
    finding: 'Found, and what the handbook says',
    allRules: 'All',
    ruleCount: '{rule}: {count} findings. {says}',
    shownFindings: '{from}–{to} of {total}',
    keptFindings: '{from}–{to} of {total} that are kept; {count} were found',
    contact: 'Contact',
    deal: 'Deal',
    settings: 'The portal’s settings',
    noCalls: 'No calls yet',
    noCallsText: 'Every call that a node makes to the sandbox is listed here.',
    time: 'Time',
    kind: 'Kind',
    method: 'Method',
    path: 'Path',
    httpStatus: 'Status',
    inputs: 'Inputs',
    read: 'Read',
    write: 'Write',
    searchKind: 'Search',
    newestCalls: 'The newest {count} calls',
    CRM_UI: 'Person',
    INTEGRATION: 'Integration',
    API: 'API',
    CALCULATED: 'Calculated',
    IMPORT: 'Import',
    DEALS: 'Deal automation',
    DEFAULT: 'Default'
}

export type Word = keyof typeof english

const german: Record<Word, string> = {
    title: 'Sandbox-CRM',
    portal: 'Portal',
    clock: 'Uhr der Sandbox',
    clockAt: 'Die Uhr steht jetzt auf {time}.',
    plusDay: '+1 Tag',
    plusDayLong: 'Uhr einen Tag vorstellen',
    plusWeeks: '+2 Wochen',
    plusWeeksLong: 'Uhr zwei Wochen vorstellen',
    reset: 'Zurücksetzen …',
    resetQuestion: 'Sandbox zurücksetzen?',
    resetText:
        'Alle Kontakte, Deals und Aufgaben stehen wieder am Anfang, ebenso die Uhr; die Liste der API-Aufrufe wird geleert. Was Flows und Personen geändert haben, geht verloren.',
    resetYes: 'Zurücksetzen',
    resetDone: 'Die Sandbox ist wieder wie am Anfang.',
    cancel: 'Abbrechen',
    readOnly: 'Diese Anmeldung darf lesen, aber nicht die Uhr stellen oder zurücksetzen.',
    sections: 'Bereiche',
    contacts: 'Kontakte',
    board: 'Deal-Board',
    tasks: 'Aufgaben',
    findings: 'Befunde',
    calls: 'API-Aufrufe',
    noSandbox: 'Keine Sandbox im Einsatz',
    noSandboxText:
        'Im Node-RED-Editor einen HubSpot-Node öffnen, ein Konto mit Portal „Sandbox“ hinzufügen und „Übernahme (deploy)“ drücken. Dann erscheinen hier die Kontakte.',
    logIn: 'Bitte zuerst am Node-RED-Editor anmelden',
    logInText:
        'Diese Seite nutzt die Anmeldung des Editors in diesem Browser und geht danach von selbst weiter.',
    openEditor: 'Editor öffnen',
    noAnswer: 'Node-RED antwortet nicht. Neuer Versuch …',
    failed: 'Das hat nicht geklappt (Status {status}).',
    search: 'Kontakte suchen',
    searchHint: 'Name, E-Mail, Firma, Phase …',
    found: '{from}–{to} von {total} Kontakten',
    foundNone: 'Kein Kontakt gefunden.',
    noContacts: 'Noch keine Kontakte.',
    first: 'Erste Seite',
    previous: 'Vorige Seite',
    next: 'Nächste Seite',
    last: 'Letzte Seite',
    name: 'Name',
    email: 'E-Mail',
    company: 'Firma',
    stage: 'Lifecycle-Phase',
    status: 'Lead-Status',
    createdAt: 'Angelegt',
    updatedAt: 'Letzte Änderung',
    noName: '(ohne Namen)',
    close: 'Schließen',
    gone: 'Diesen Eintrag gibt es nicht mehr.',
    archived: 'gelöscht',
    properties: 'Eigenschaften ({count})',
    timeline: 'Verlauf',
    onlyBookkeeping: '{count} Werte, die HubSpot selbst führt',
    more: 'Ältere zeigen',
    note: 'Notiz',
    call: 'Anruf',
    meeting: 'Meeting',
    task: 'Aufgabe',
    outgoing: 'ausgehend',
    incoming: 'eingehend',
    forwarded: 'weitergeleitet',
    empty: 'leer',
    showAll: 'alles zeigen',
    deals: 'Deals: {count}',
    noDeals: 'Noch keine Deals',
    noDealsText:
        'Sobald ein Flow einen Deal eröffnet, steht er hier in seiner Phase. Abgeschlossene bleiben sichtbar.',
    noCloseDate: 'kein Abschlussdatum',
    pipeline: 'Pipeline',
    openDeals: 'Offen',
    weighted: 'Gewichtet',
    weightedBy: 'gewichtet {amount}',
    won: 'Gewonnen',
    lost: 'Verloren',
    otherStage: 'Andere Phasen',
    expired: 'Vertrag abgelaufen',
    moreDeals: 'und {count} weitere',
    noTasks: 'Noch keine Aufgaben',
    noTasksText: 'Aufgaben, die Flows für Personen anlegen, erscheinen hier, die nächste fällige zuerst.',
    subject: 'Betreff',
    taskStatus: 'Status',
    priority: 'Priorität',
    due: 'Fällig',
    owner: 'Zuständig',
    overdue: 'überfällig',
    shownTasks: '{shown} von {total} Aufgaben',
    look: 'Nachsehen',
    lookAgain: 'Erneut nachsehen',
    looking: 'Sieht nach …',
    lookingAt: '{looked} von höchstens {most} Einträgen, bisher {findings} Befunde',
    lookedAt: 'Stand {time}, nach Ausgabe {edition}: {findings} Befunde. {looked} Einträge angesehen.',
    lookFailed: 'Das Nachsehen um {time} brach mit {code} ab. Befunde bis dahin: {findings}.',
    lookOld: 'Das CRM oder sein Tag hat sich seither geändert.',
    neverLooked: 'Noch hat niemand nachgesehen',
    neverLookedText:
        'Nachsehen hält die Regeln des Handbuchs an alle Kontakte und Deals, wie der Node handbook-audit. Geändert wird nichts. Es gilt die Ausgabe des Handbuchs, das mit der Sandbox verbunden ist, sonst die voreingestellte.',
    lookingText: 'Was gefunden wird, erscheint hier schon während des Nachsehens.',
    nothingFound: 'Keine Befunde',
    nothingFoundText:
        'Stand {time} hält das CRM alle Regeln der Ausgabe {edition} ein, die sich prüfen lassen.',
    lookFailedText: 'Die Meldung: {message}.',
    handbook: 'Handbuch',
    rules: 'Regeln',
    rule: 'Regel',
    record: 'Eintrag',
    finding: 'Befund, und was das Handbuch sagt',
    allRules: 'Alle',
    ruleCount: '{rule}: {count} Befunde. {says}',
    shownFindings: '{from}–{to} von {total}',
    keptFindings: '{from}–{to} von {total} behaltenen; gefunden wurden {count}',
    contact: 'Kontakt',
    deal: 'Deal',
    settings: 'Einstellungen des Portals',
    noCalls: 'Noch keine Aufrufe',
    noCallsText: 'Jeder Aufruf, den ein Node an die Sandbox richtet, steht hier.',
    time: 'Zeit',
    kind: 'Art',
    method: 'Methode',
    path: 'Pfad',
    httpStatus: 'Status',
    inputs: 'Eingaben',
    read: 'Lesen',
    write: 'Schreiben',
    searchKind: 'Suche',
    newestCalls: 'Die neuesten {count} Aufrufe',
    CRM_UI: 'Person',
    INTEGRATION: 'Integration',
    API: 'API',
    CALCULATED: 'Berechnet',
    IMPORT: 'Import',
    DEALS: 'Deal-Automatik',
    DEFAULT: 'Vorgabe'
}

const wanted = new URLSearchParams(location.search).get('lang') ?? navigator.language
/** `?lang=`, or else the browser's language; English for all but German. */
export const language = wanted.toLowerCase().startsWith('de') ? 'de' : 'en'
const texts = language === 'de' ? german : english

/** A text in the page's language, `{name}` filled in. */
export function t(word: Word, values: Record<string, string | number> = {}): string {
    return texts[word].replaceAll(/\{(\w+)\}/g, (_, name: string) => {
        const value = values[name] ?? ''
        return typeof value === 'number' ? number(value) : value
    })
}

/** Who or what made a change: HubSpot's source type in words where there is one. */
export function sourceName(sourceType: string): string {
    return /^[A-Z_]+$/.test(sourceType) && Object.hasOwn(texts, sourceType)
        ? t(sourceType as Word)
        : sourceType
}

const formats = {
    number: new Intl.NumberFormat(language),
    cents: new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
    percent: new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }),
    dateTime: new Intl.DateTimeFormat(language === 'de' ? 'de' : 'en-GB', {
        dateStyle: 'medium',
        timeStyle: 'short'
    }),
    exact: new Intl.DateTimeFormat(language === 'de' ? 'de' : 'en-GB', {
        dateStyle: 'medium',
        timeStyle: 'medium'
    }),
    date: new Intl.DateTimeFormat(language === 'de' ? 'de' : 'en-GB', { dateStyle: 'medium' }),
    day: new Intl.DateTimeFormat(language === 'de' ? 'de' : 'en-GB', {
        dateStyle: 'medium',
        timeZone: 'UTC'
    }),
    time: new Intl.DateTimeFormat(language === 'de' ? 'de' : 'en-GB', { timeStyle: 'medium' })
}

export const number = (value: number): string => formats.number.format(value)

/** An amount of money, to the cent when it is not whole. */
export const money = (amount: number): string =>
    formats[Number.isInteger(amount) ? 'number' : 'cents'].format(amount)

/** @param share 0 to 1 */
export const percent = (share: number): string => formats.percent.format(share)

/** A moment (ISO 8601 or ms) in the reader's time zone, or a day as it is; what is no moment stays as it is. */
export function moment(
    value: string | number,
    style: 'dateTime' | 'exact' | 'date' | 'time' | 'day'
): string {
    const ms = typeof value === 'number' || /^-?\d+$/.test(value) ? Number(value) : Date.parse(value)
    return Number.isNaN(ms) || Math.abs(ms) > 8.64e15 ? String(value) : formats[style].format(ms)
}
