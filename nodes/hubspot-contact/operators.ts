import type { SearchFilter } from '../../src/hubspot'

/** HubSpot's search operators in the dialog's order, and how many values each takes (facts/hubspot.md 3). */
const known: Readonly<Record<SearchFilter['operator'], Takes>> = {
    EQ: 'one',
    NEQ: 'one',
    IN: 'many',
    NOT_IN: 'many',
    CONTAINS_TOKEN: 'one',
    NOT_CONTAINS_TOKEN: 'one',
    GT: 'one',
    GTE: 'one',
    LT: 'one',
    LTE: 'one',
    BETWEEN: 'two',
    HAS_PROPERTY: 'none',
    NOT_HAS_PROPERTY: 'none'
}

/** How many values an operator compares with. */
export type Takes = 'none' | 'one' | 'two' | 'many'

/** The same by any name, for what a flow file may hold. */
export const operators: Readonly<Record<string, Takes | undefined>> = known

/** Whether HubSpot knows the operator. */
export function isOperator(name: string): name is SearchFilter['operator'] {
    return Object.hasOwn(known, name)
}
