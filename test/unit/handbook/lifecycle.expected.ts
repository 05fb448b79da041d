/**
 * What the handbook says about every move, written down from it and from the decisions on what it leaves open.
 * `go`: as far as the order is concerned; then the stage's gates decide. `=`: nothing changes. A rule id: refused by it.
 */

/** What a stage needs to be entered: the rule, and evidence any of which will do, or a question set. */
export interface ExpectedGate {
    stage: string
    rule: string
    evidence?: string[]
    questions?: string
    /** Evidence that is none, with the rule that says so. */
    instead?: Record<string, string>
}

export interface ExpectedEdition {
    /** From (rows) to (columns). */
    moves: string
    gates: ExpectedGate[]
    /** From (rows), what happens (columns): the stage entered in the end when everything else is known. */
    events: string
    /** What may follow what (null: first), without going back. */
    steps: [string | null, string][]
    /** Never entered. */
    never: string[]
}

const since2023 = {
    moves: `
                    subscriber lead  mql   pql   sql   opportunity customer evangelist other
        none        go         go    LC-02 LC-02 LC-02 LC-02       LC-02    LC-18      go
        subscriber  =          go    LC-02 LC-02 LC-02 LC-02       LC-02    LC-18      go
        lead        LC-02      =     go    go    LC-02 LC-02       LC-02    LC-18      go
        mql         LC-02      LC-02 =     LC-11 go    LC-02       LC-02    LC-18      go
        pql         LC-02      LC-02 go    =     go    LC-02       LC-02    LC-18      go
        sql         LC-02      LC-02 LC-02 LC-11 =     go          LC-02    LC-18      go
        opportunity LC-02      LC-02 LC-02 LC-11 LC-02 =           go       LC-18      go
        customer    LC-02      LC-02 LC-02 go    LC-02 LC-02       =        LC-18      go
        evangelist  LC-02      LC-02 LC-02 LC-02 LC-02 LC-02       LC-02    =          go
        other       LC-20      go    LC-20 LC-20 LC-20 LC-20       LC-20    LC-18      =
    `,
    events: `
                    newsletter webinar trial demoRequest contactRequest directOutreach support discussion usage qualified dealOpened  dealWon  subscriptionActive partner cloudImport
        none        subscriber lead    lead  mql         mql            mql            lead    =          pql   sql       opportunity customer customer           other   lead
        subscriber  =          lead    lead  mql         mql            mql            =       =          pql   sql       opportunity customer customer           other   =
        lead        =          =       =     mql         mql            mql            =       =          pql   sql       opportunity customer customer           other   =
        mql         =          =       =     =           =              =              =       =          LC-11 sql       opportunity customer customer           other   =
        pql         =          =       =     mql         mql            mql            =       =          =     sql       opportunity customer customer           other   =
        sql         =          =       =     =           =              =              =       =          LC-11 =         opportunity customer customer           other   =
        opportunity =          =       =     =           =              =              =       =          LC-11 =         =           customer customer           other   =
        customer    =          =       =     =           =              =              =       =          pql   =         =           =        =                  =       =
        evangelist  =          =       =     =           =              =              =       =          =     =         =           =        =                  other   =
        other       =          =       =     =           =              =              =       =          =     =         =           =        =                  =       =
    `,
    steps: [
        [null, 'subscriber'],
        [null, 'lead'],
        ['subscriber', 'lead'],
        ['lead', 'mql'],
        ['lead', 'pql'],
        ['mql', 'sql'],
        ['pql', 'sql'],
        ['pql', 'mql'],
        ['sql', 'opportunity'],
        ['opportunity', 'customer'],
        ['customer', 'pql'],
        ['other', 'lead']
    ] satisfies [string | null, string][],
    never: ['evangelist']
}

const gates: Record<'mql' | 'discussion' | 'answers' | 'deal' | 'whys' | 'payment', ExpectedGate> = {
    mql: {
        stage: 'mql',
        rule: 'LC-07',
        evidence: ['demoRequest', 'contactRequest', 'directOutreach'],
        instead: { support: 'LC-08' }
    },
    discussion: { stage: 'sql', rule: 'LC-12', evidence: ['discussion'] },
    answers: { stage: 'sql', rule: 'QQ-05', questions: 'mqlToSql' },
    deal: { stage: 'opportunity', rule: 'LC-14', evidence: ['dealOpened'] },
    whys: { stage: 'opportunity', rule: 'LC-16', questions: 'threeWhys' },
    payment: { stage: 'customer', rule: 'LC-17', evidence: ['dealWon', 'subscriptionActive'] }
}

export const expected: Record<string, ExpectedEdition> = {
    '2023-02': {
        moves: `
                        subscriber lead   mql   sql   opportunity customer evangelist other
            none        go         go     go    go    go          go       go         go
            subscriber  =          go     go    go    go          go       go         go
            lead        LC-22      =      go    go    go          go       go         go
            mql         LC-22      LC-22  =     go    go          go       go         go
            sql         LC-22      LC-22  LC-22 =     go          go       go         go
            opportunity LC-22      LC-22  LC-22 LC-22 =           go       go         go
            customer    LC-22      LC-22  LC-22 LC-22 LC-22       =        go         go
            evangelist  LC-22      LC-22  LC-22 LC-22 LC-22       LC-22    =          go
            other       LC-22      go     LC-22 LC-22 LC-22       LC-22    LC-22      =
        `,
        gates: [
            { stage: 'mql', rule: 'LC-09', evidence: ['marketingQualified'] },
            { stage: 'opportunity', rule: 'LC-15', evidence: ['negotiating', 'dealOpened'] },
            gates.payment
        ],
        events: `
                        newsletter webinar trial localInstall demoRequest contactRequest directOutreach support usage marketingQualified discussion qualified negotiating dealOpened  dealWon  subscriptionActive advocacy   partner
            none        subscriber lead    lead  lead         lead        lead           lead           lead    =     mql                =          sql       opportunity opportunity customer customer           evangelist other
            subscriber  =          lead    lead  lead         lead        lead           lead           =       =     mql                =          sql       opportunity opportunity customer customer           evangelist other
            lead        =          =       =     =            =           =              =              =       =     mql                =          sql       opportunity opportunity customer customer           evangelist other
            mql         =          =       =     =            =           =              =              =       =     =                  =          sql       opportunity opportunity customer customer           evangelist other
            sql         =          =       =     =            =           =              =              =       =     =                  =          =         opportunity opportunity customer customer           evangelist other
            opportunity =          =       =     =            =           =              =              =       =     =                  =          =         =           =           customer customer           evangelist other
            customer    =          =       =     =            =           =              =              =       =     =                  =          =         =           =           =        =                  evangelist =
            evangelist  =          =       =     =            =           =              =              =       =     =                  =          =         =           =           =        =                  =          other
            other       =          =       =     =            =           =              =              =       =     =                  =          =         =           =           =        =                  =          =
        `,
        steps: [
            [null, 'subscriber'],
            [null, 'lead'],
            ['subscriber', 'lead'],
            ['lead', 'mql'],
            ['mql', 'sql'],
            ['sql', 'opportunity'],
            ['opportunity', 'customer'],
            ['customer', 'evangelist'],
            ['other', 'lead']
        ],
        never: []
    },
    '2023-10-marketing': {
        ...since2023,
        gates: [gates.mql, gates.discussion, gates.deal, gates.whys, gates.payment]
    },
    '2023-10': { ...since2023, gates: Object.values(gates) },
    '2023-12': { ...since2023, gates: Object.values(gates) },
    '2026-08': {
        moves: `
                        subscriber lead  mql   sql   opportunity customer other
            none        go         go    LC-02 LC-02 LC-02       LC-02    go
            subscriber  =          go    LC-02 LC-02 LC-02       LC-02    go
            lead        LC-02      =     go    LC-02 LC-02       LC-02    go
            mql         LC-02      LC-02 =     go    LC-02       LC-02    go
            sql         LC-02      LC-02 LC-02 =     go          LC-02    go
            opportunity LC-02      LC-02 LC-02 LC-02 =           go       go
            customer    LC-02      LC-02 LC-02 LC-02 LC-02       =        go
            other       LC-20      go    LC-20 LC-20 LC-20       LC-20    =
        `,
        gates: [
            {
                ...gates.mql,
                evidence: [
                    ...(gates.mql.evidence ?? []),
                    'quoteRequest',
                    'trialLicenceRequest',
                    'eventVisit',
                    'webinarQuestion',
                    'businessUser',
                    'firstMeeting'
                ]
            },
            gates.discussion,
            gates.answers,
            gates.deal,
            { stage: 'opportunity', rule: 'X-08', questions: 'spiced' },
            gates.payment
        ],
        events: `
                        newsletter webinar trial demoRequest contactRequest directOutreach support discussion qualified dealOpened  dealWon  subscriptionActive partner websiteForm quoteRequest trialLicenceRequest eventVisit webinarQuestion businessUser firstMeeting cloudImport
            none        subscriber lead    lead  mql         mql            mql            lead    =          sql       opportunity customer customer           other   lead        mql          mql                 mql        mql             mql          mql          lead
            subscriber  =          lead    lead  mql         mql            mql            =       =          sql       opportunity customer customer           other   lead        mql          mql                 mql        mql             mql          mql          =
            lead        =          =       =     mql         mql            mql            =       =          sql       opportunity customer customer           other   =           mql          mql                 mql        mql             mql          mql          =
            mql         =          =       =     =           =              =              =       =          sql       opportunity customer customer           other   =           =            =                   =          =               =            =            =
            sql         =          =       =     =           =              =              =       =          =         opportunity customer customer           other   =           =            =                   =          =               =            =            =
            opportunity =          =       =     =           =              =              =       =          =         =           customer customer           other   =           =            =                   =          =               =            =            =
            customer    =          =       =     =           =              =              =       =          =         =           =        =                  =       =           =            =                   =          =               =            =            =
            other       =          =       =     =           =              =              =       =          =         =           =        =                  =       =           =            =                   =          =               =            =            =
        `,
        steps: [
            [null, 'subscriber'],
            [null, 'lead'],
            ['subscriber', 'lead'],
            ['lead', 'mql'],
            ['mql', 'sql'],
            ['sql', 'opportunity'],
            ['opportunity', 'customer'],
            ['other', 'lead']
        ],
        never: []
    }
}
