/** What the admin route answers and the dialog shows. Types only. */

export interface Choice {
    /** The edition's key. */
    value: string
    label: string
}

export interface EntailmentChoice extends Choice {
    rule: string
    /** The stage it belongs to. */
    stage: string
    byDefault: boolean
}

export interface DealChoices {
    stages: (Choice & { closed?: 'won' | 'lost' })[]
    /** Where a deal is opened. */
    opening: string | null
    /** What only a person's word can meet, or can meet too. */
    requirements: Choice[]
    entailments: EntailmentChoice[]
}
