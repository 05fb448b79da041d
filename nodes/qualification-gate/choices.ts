/** What the admin route answers and the dialog shows. Types only. */

/** A question set of an edition. */
export interface QuestionSetChoice {
    /** The edition's key. */
    value: string
    label: string
    rule: string
    /** Only answers in notes count (rule WWW-04). */
    inNotes: boolean
    questions: { key: string; label: string }[]
}
