/** Who is in the demo portal. All of them are invented; their addresses are of domains kept for examples. */

export type DemoStage =
    | 'subscriber'
    | 'lead'
    | 'marketingqualifiedlead'
    | 'pql'
    | 'salesqualifiedlead'
    | 'opportunity'
    | 'customer'
    | 'evangelist'
    | 'other'
    | null

export interface DemoPerson {
    first: string
    last: string
    email: string
    company: string
    stage: DemoStage
    /** Days since the contact was created. */
    age: number
    leadStatus?: string
    /** Which of the owners. */
    owner?: 0 | 1 | 2
    /** Other properties. */
    more?: Record<string, string>
}

const person = (
    first: string,
    last: string,
    email: string,
    company: string,
    stage: DemoStage,
    age: number,
    leadStatus?: string,
    owner?: 0 | 1 | 2,
    more?: Record<string, string>
): DemoPerson => ({
    first,
    last,
    email,
    company,
    stage,
    age,
    ...(leadStatus !== undefined && { leadStatus }),
    ...(owner !== undefined && { owner }),
    ...(more && { more })
})

export const owners = [
    { email: 'alma.reyes@example.com', firstName: 'Alma', lastName: 'Reyes' },
    { email: 'tobias.falk@example.com', firstName: 'Tobias', lastName: 'Falk' },
    { email: 'mina.okafor@example.com', firstName: 'Mina', lastName: 'Okafor' }
]

const outbound = { activation_outbound: 'Yes' }

export const people: readonly DemoPerson[] = [
    // Subscribers and leads, from newsletter, trial and webinar.
    person('Ines', 'Carvalho', 'ines.carvalho@example.org', 'Norte Bottling', 'subscriber', 41),
    person('Pavel', 'Dvořák', 'pavel.dvorak@example.net', 'Dvořák Tools', 'subscriber', 38),
    person('Grace', 'Mbeki', 'grace.mbeki@example.com', 'Umoya Energy', 'subscriber', 12),
    person('Hana', 'Sato', 'hana.sato@example.org', 'Sato Precision', 'lead', 55),
    person('Oliver', 'Grant', 'oliver.grant@example.com', 'Grant & Daughters', 'lead', 47),
    person('María José', 'Carreño Quiñones', 'mj.carreno@example.net', 'Aguas del Sur', 'lead', 33),
    person('Anders', 'Lindqvist', 'anders.lindqvist@example.org', 'Lindqvist Skog', 'lead', 20),
    person('Priya', 'Raman', 'priya.raman@example.com', 'Raman Textiles', 'lead', 9),
    person('Kofi', 'Asante', 'kofi.asante@example.net', 'Asante Cold Chain', 'lead', 3),
    // Imported from the Cloud's one Name field: the whole name stands in Last Name (rule IMP-03).
    person('', 'Lucia Fernandez', 'lucia.fernandez@example.org', 'Fernandez Vinos', 'lead', 62),
    person('', 'van der Berg, Pieter', 'pieter.vdberg@example.com', 'Berg Pumpen', 'lead', 61),
    person('', 'Dr. Emily Watson', 'emily.watson@example.net', 'Watson Labs', 'lead', 60),
    person('', 'Nguyen Thi Mai', 'mai.nguyen@example.org', 'Mai Packaging', 'lead', 59),
    person('', 'jkowalski', 'j.kowalski@example.com', '', 'lead', 58),
    person('', 'ACME Robotics GmbH', 'info@robotics.example.net', 'ACME Robotics GmbH', 'lead', 57),
    // A stage is missing (rule LC-01).
    person('Sven', 'Holm', 'sven.holm@example.org', 'Holm Marine', null, 15),
    person('Chiara', 'Bellini', 'chiara.bellini@example.com', '', null, 6),
    // Marketing qualified leads in the states of their lead status.
    person(
        'Marta',
        'Kowalczyk',
        'marta.kowalczyk@example.net',
        'Kowalczyk Foods',
        'marketingqualifiedlead',
        8,
        'NEW'
    ),
    person(
        'Diego',
        'Fuentes',
        'diego.fuentes@example.org',
        'Fuentes Solar',
        'marketingqualifiedlead',
        10,
        'OPEN',
        0
    ),
    person(
        'Leila',
        'Haddad',
        'leila.haddad@example.com',
        'Haddad Cement',
        'marketingqualifiedlead',
        30,
        'OPEN',
        1
    ),
    person(
        'Jonas',
        'Weber',
        'jonas.weber@example.net',
        'Weber Fördertechnik',
        'marketingqualifiedlead',
        36,
        'ATTEMPTED_TO_CONTACT',
        0
    ),
    person(
        'Amara',
        'Nwosu',
        'amara.nwosu@example.org',
        'Nwosu Ports',
        'marketingqualifiedlead',
        22,
        'ATTEMPTED_TO_CONTACT',
        2
    ),
    person(
        'Tom',
        "O'Brien",
        'tom.obrien@example.com',
        "O'Brien Dairy",
        'marketingqualifiedlead',
        18,
        'CONNECTED',
        1
    ),
    person(
        'Yuki',
        'Tanaka',
        'yuki.tanaka@example.net',
        'Tanaka Motors',
        'marketingqualifiedlead',
        44,
        'UNRESPONSIVE',
        2
    ),
    person(
        'Rosa',
        'Jensen',
        'rosa.jensen@example.org',
        'Jensen Farms',
        'marketingqualifiedlead',
        51,
        'UNQUALIFIED',
        0
    ),
    person(
        'Emil',
        'Novak',
        'emil.novak@example.com',
        'Novak Glass',
        'marketingqualifiedlead',
        49,
        'BAD_TIMING',
        1
    ),
    // Product qualified leads: upsell candidates found by watching the Cloud.
    person('Sofia', 'Lombardi', 'sofia.lombardi@example.net', 'Lombardi Espresso', 'pql', 70, undefined, 2),
    person('Noah', 'Fischer', 'noah.fischer@example.org', 'Fischer Metrology', 'pql', 66, undefined, 2),
    // Sales qualified leads.
    person(
        'Ravi',
        'Menon',
        'ravi.menon@example.com',
        'Menon Steel',
        'salesqualifiedlead',
        75,
        'IN_PROGRESS',
        0,
        outbound
    ),
    person(
        'Clara',
        'Dubois',
        'clara.dubois@example.net',
        'Dubois Aero',
        'salesqualifiedlead',
        64,
        'CONNECTED',
        1
    ),
    person(
        'Mateus',
        'Araújo',
        'mateus.araujo@example.org',
        'Araújo Papel',
        'salesqualifiedlead',
        58,
        undefined,
        1
    ),
    // Opportunities, each with a deal.
    person(
        'Katrin',
        'Vogel',
        'katrin.vogel@example.com',
        'Vogel Hydraulik',
        'opportunity',
        90,
        'OPEN_DEAL',
        0
    ),
    person(
        'Samuel',
        'Adeyemi',
        'samuel.adeyemi@example.net',
        'Adeyemi Logistics',
        'opportunity',
        96,
        'OPEN_DEAL',
        1
    ),
    person(
        'Freya',
        'Nilsen',
        'freya.nilsen@example.org',
        'Nilsen Offshore',
        'opportunity',
        110,
        'OPEN_DEAL',
        2,
        outbound
    ),
    person(
        'Hugo',
        'Marchetti',
        'hugo.marchetti@example.com',
        'Marchetti Robotics',
        'opportunity',
        120,
        'OPEN_DEAL',
        0
    ),
    person('Zanele', 'Dube', 'zanele.dube@example.net', 'Dube Mining', 'opportunity', 130, 'CONNECTED', 1),
    // Customers.
    person(
        'Elena',
        'Petrova',
        'elena.petrova@example.org',
        'Petrova Instruments',
        'customer',
        210,
        undefined,
        0
    ),
    person('Daniel', 'Cohen', 'daniel.cohen@example.com', 'Cohen Automation', 'customer', 260, undefined, 1),
    person('Aino', 'Virtanen', 'aino.virtanen@example.net', 'Virtanen Timber', 'customer', 300, undefined, 2),
    // Evangelist is not in use (rule LC-18); partners are Other.
    person('Marc', 'Leroy', 'marc.leroy@example.org', 'Leroy Conseil', 'evangelist', 320),
    person('Beatriz', 'Soto', 'beatriz.soto@example.com', 'Soto Integradores', 'other', 150),
    person('Liam', 'Walsh', 'liam.walsh@example.net', 'Walsh Consulting', 'other', 140)
]
