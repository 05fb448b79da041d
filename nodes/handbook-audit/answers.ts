/** A rule as the dialog offers it. */
export interface RuleChoice {
    id: string
    /** What the handbook says, in the edition's words. */
    says: string
}
