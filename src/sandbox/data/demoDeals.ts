/** What is on the demo portal's deal board: invented, like the people. */

export interface DemoDeal {
    name: string
    contact: string
    stage: 'opportunity' | 'pocStarted' | 'valueValidated' | 'contractSent' | 'closedwon' | 'closedlost'
    amount: string
    /** Days since it was opened, and until it is to close (less than zero: it has closed). */
    age: number
    closes: number
    owner: 0 | 1 | 2
    /** Answers to the three Whys, as a note. */
    whys?: [change: string, now: string, flowfuse: string]
    more?: Record<string, string>
}

export const deals: readonly DemoDeal[] = [
    {
        name: 'Vogel Hydraulik - Team',
        contact: 'katrin.vogel@example.com',
        stage: 'opportunity',
        amount: '12000',
        age: 14,
        closes: 75,
        owner: 0,
        whys: [
            'Forty test benches run Node-RED on single PCs that nobody updates.',
            'The audit in spring asks for access control on every one of them.',
            'One place to deploy, with single sign-on and snapshots.'
        ]
    },
    {
        name: 'Adeyemi Logistics - Enterprise',
        contact: 'samuel.adeyemi@example.net',
        stage: 'pocStarted',
        amount: '48000',
        age: 25,
        closes: 60,
        owner: 1,
        whys: [
            'Each depot built its own flows and they drift apart.',
            'A new depot opens next quarter.',
            'Device groups and pipelines between stages.'
        ]
    },
    {
        name: 'Nilsen Offshore - Enterprise',
        contact: 'freya.nilsen@example.org',
        stage: 'valueValidated',
        amount: '64000',
        age: 48,
        closes: 40,
        owner: 2,
        whys: [
            'Vessel data is collected by hand when a ship is in port.',
            'The charter contract asks for daily figures from January.',
            'Remote device agent that copes with a satellite link.'
        ]
    },
    {
        name: 'Marchetti Robotics - Team',
        contact: 'hugo.marchetti@example.com',
        stage: 'contractSent',
        amount: '18000',
        age: 60,
        closes: 14,
        owner: 0,
        whys: [
            'Support cannot see what runs at customer sites.',
            'The support contract is renewed at the end of the year.',
            'Remote editing with an audit log.'
        ]
    },
    // On the board without the three Whys (rule WWW-04).
    {
        name: 'Dube Mining - Enterprise',
        contact: 'zanele.dube@example.net',
        stage: 'opportunity',
        amount: '90000',
        age: 7,
        closes: 220,
        owner: 1
    },
    {
        name: 'Petrova Instruments - Team',
        contact: 'elena.petrova@example.org',
        stage: 'closedwon',
        amount: '15000',
        age: 150,
        closes: -90,
        owner: 0
    },
    {
        name: 'Cohen Automation - Enterprise',
        contact: 'daniel.cohen@example.com',
        stage: 'closedwon',
        amount: '52000',
        age: 190,
        closes: -120,
        owner: 1
    },
    {
        name: 'Virtanen Timber - Team',
        contact: 'aino.virtanen@example.net',
        stage: 'closedwon',
        amount: '14000',
        age: 220,
        closes: -160,
        owner: 2
    },
    {
        name: 'Walsh Consulting - Team',
        contact: 'liam.walsh@example.net',
        stage: 'closedlost',
        amount: '9000',
        age: 100,
        closes: -40,
        owner: 2
    }
]
