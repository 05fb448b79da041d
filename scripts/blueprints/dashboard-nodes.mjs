// This pack's nodes in the Dashboard blueprint, with all their settings as the dialogs store them.
import { account, handbook, node } from './dashboard-wiring.mjs'

/** Reads the board, closed deals of a year on it. */
export function dealBoard(name, wires) {
    const settings = {
        operation: 'board',
        record: 'payload',
        recordType: 'msg',
        stage: 'pocStarted',
        stageType: 'stage',
        deal: 'deal',
        dealType: 'msg',
        confirmed: '',
        confirmedType: 'none',
        allowSecond: false,
        entails: {},
        ask: true,
        repair: 'report',
        closedDays: '365',
        archived: false,
        dryRun: false,
        version: 1
    }
    return node('deal-stage', name, { account, handbook, ...settings }, wires)
}

export function contactSearch(name, filters, properties, wires) {
    return contact(name, { operation: 'search', filters, properties }, wires)
}

export function contactUpdate(name, mapping, wires, blank = 'leave') {
    return contact(name, { operation: 'update', matchBy: 'id', mapping, blank }, wires)
}

function contact(name, changes, wires) {
    const settings = {
        operation: 'get',
        record: 'payload',
        recordType: 'msg',
        change: 'hubspot',
        changeType: 'msg',
        matchBy: 'email',
        mapping: [],
        blank: 'leave',
        onlyEmpty: false,
        dryRun: false,
        properties: ['email', 'firstname', 'lastname', 'lifecyclestage'],
        history: [],
        notFound: 'error',
        filters: [],
        query: '',
        queryType: 'str',
        limit: '',
        limitType: 'num',
        output: 'array',
        version: 1
    }
    return node('hubspot-contact', name, { account, ...settings, ...changes }, [wires])
}

export function guard(name, changes, wires) {
    const settings = {
        mode: 'check',
        record: 'payload',
        recordType: 'msg',
        decideBy: 'stage',
        stage: 'stage',
        stageType: 'msg',
        evidence: 'evidence',
        evidenceType: 'msg',
        support: '',
        supportType: 'none',
        text: '',
        textType: 'none',
        skip: 'refuse',
        repair: 'report',
        allowBackward: false,
        dryRun: false,
        properties: [
            'email',
            'firstname',
            'lastname',
            'lifecyclestage',
            'hs_lead_status',
            'hubspot_owner_id'
        ],
        version: 1
    }
    return node('lifecycle-guard', name, { account, handbook, ...settings, ...changes }, wires)
}

export function timer(name, changes, wires) {
    const settings = {
        mode: 'event',
        record: 'payload',
        recordType: 'msg',
        event: '',
        eventType: 'auto',
        leadStatus: 'unqualified',
        leadStatusType: 'status',
        reason: 'reason',
        reasonType: 'msg',
        timers: '',
        tell: true,
        schedule: 'off',
        every: '1',
        at: '06:00',
        atStart: false,
        timeZone: '',
        workdays: '1,2,3,4,5',
        holidays: '',
        dryRun: false,
        version: 1
    }
    return node('lead-status-timer', name, { account, handbook, ...settings, ...changes }, wires)
}

export function questionGate(name, questions, wires) {
    const settings = {
        operation: 'both',
        questions,
        questionsType: 'set',
        record: 'payload',
        recordType: 'msg',
        answers: 'answers',
        answersType: 'msg',
        deal: '',
        dealType: 'found',
        toProperties: false,
        dryRun: false,
        version: 1
    }
    return node('qualification-gate', name, { account, handbook, ...settings }, wires)
}

/** Splits the one name that stands in Last Name. */
export function splitter(name, wires) {
    const settings = {
        source: 'lastname',
        sourceType: 'row',
        username: '',
        usernameType: 'none',
        email: 'email',
        emailType: 'row',
        country: '',
        countryType: 'none',
        corrections: '',
        correctionsType: 'none',
        details: 'names',
        detailsType: 'msg',
        mode: 'smart',
        order: 'auto',
        middle: 'separate',
        letterCase: 'smart',
        reviewBelow: '0.8',
        firstProperty: 'firstname',
        lastProperty: 'lastname',
        titleProperty: 'salutation',
        middleProperty: '',
        suffixProperty: '',
        nicknameProperty: '',
        keepFilled: true,
        writeDoubtful: false,
        version: 1
    }
    return node('name-splitter', name, settings, wires)
}

export function activityTask(name, objectType, wires) {
    const settings = {
        handbook: '',
        operation: 'task',
        objectType,
        record: 'payload',
        recordType: 'msg',
        also: '',
        alsoType: 'none',
        text: 'text',
        textType: 'msg',
        html: false,
        subject: 'subject',
        subjectType: 'msg',
        direction: 'outgoing',
        directionType: 'option',
        outcome: '',
        outcomeType: 'option',
        from: 'from',
        fromType: 'msg',
        to: 'to',
        toType: 'msg',
        time: '',
        timeType: 'now',
        duration: '',
        durationType: 'none',
        location: '',
        locationType: 'str',
        due: '1',
        dueType: 'business',
        timeZone: '',
        holidays: '',
        holidaysType: 'none',
        priority: '',
        taskType: 'todo',
        owner: '',
        ownerType: 'record',
        reference: '',
        referenceType: 'content',
        kinds: ['notes', 'emails', 'calls', 'meetings', 'tasks'],
        limit: '',
        limitType: 'num',
        dryRun: false,
        version: 1
    }
    return node('hubspot-activity', name, { account, ...settings }, [wires])
}
