/** Which rules an audit can check, as data. A rule that an edition does not have is not audited in it. */
import type { Edition } from './edition'

/** What is looked at for a rule: contacts, deals, or the portal's own definitions. */
export type AuditedType = 'contacts' | 'deals' | 'portal'

/** One rule that can be checked. */
export interface AuditRule {
    readonly id: string
    readonly of: readonly AuditedType[]
    /**
     * True when the verdict follows from the record alone, so that a record which did not change is as it was. The
     * others also depend on the time, or on activities, notes and deals beside the record.
     */
    readonly fromRecordAlone: boolean
}

const rule = (id: string, fromRecordAlone: boolean, ...of: AuditedType[]): AuditRule => ({
    id,
    fromRecordAlone,
    of
})

const known: readonly AuditRule[] = [
    rule('CT-03', false, 'contacts'),
    rule('LC-01', true, 'contacts'),
    rule('LC-02', true, 'contacts'),
    rule('LC-03', true, 'contacts'),
    rule('LC-11', true, 'contacts'),
    rule('LC-13', true, 'contacts'),
    rule('LC-14', false, 'contacts', 'deals'),
    rule('LC-17', false, 'contacts', 'deals'),
    rule('LC-18', true, 'contacts'),
    rule('LC-20', false, 'deals'),
    rule('LC-22', true, 'contacts', 'portal'),
    rule('LS-01', true, 'contacts'),
    rule('LS-04', true, 'contacts', 'portal'),
    rule('LS-05', false, 'contacts'),
    rule('LS-06', true, 'contacts'),
    rule('LS-07', false, 'contacts'),
    rule('LS-08', false, 'contacts'),
    rule('LS-09', false, 'contacts'),
    rule('LS-10', false, 'contacts'),
    rule('LS-11', false, 'contacts'),
    rule('LS-13', false, 'contacts'),
    rule('LS-15', true, 'contacts', 'portal'),
    rule('WWW-05', false, 'deals'),
    rule('DS-01', false, 'deals'),
    rule('DS-02', false, 'deals'),
    rule('DS-05', false, 'deals'),
    rule('DS-08', true, 'deals'),
    rule('DS-09', true, 'portal'),
    rule('DS-10', true, 'deals', 'portal'),
    rule('AO-03', true, 'contacts'),
    rule('IMP-03', true, 'contacts'),
    rule('SALES-04', false, 'deals'),
    rule('X-01', false, 'contacts'),
    rule('X-03', false, 'contacts'),
    rule('X-06', true, 'deals', 'portal'),
    rule('X-07', false, 'deals'),
    rule('X-08', false, 'deals')
]

/** The rules that can be audited in an edition, in the handbook's order. */
export function auditRules(edition: Edition): AuditRule[] {
    return known.filter(({ id }) => Object.hasOwn(edition.rules, id))
}

/** The chapter a rule belongs to, as the rules' inventory abbreviates it: `LC` of `LC-02`. */
export function chapterOf(ruleId: string): string {
    return ruleId.replace(/-.*$/, '')
}
