/** What the CRM shows about a deal, read only when a verdict depends on it. */
import {
    answersFromNotes,
    decideDealStage,
    type DealFacts,
    type DealStageRequest,
    type DealStageVerdict
} from '../../src/handbook'
import type { CrmRecord, Place } from '../../src/hubspot'
import {
    EvidenceReader,
    kickOffIn,
    kickOffProperties,
    mergeAnswers,
    recordsOn,
    type EvidenceSource
} from '../shared'
import type { Board } from './board'

type Source = 'answers' | 'meeting'

/** Where facts are looked for. */
export interface Sources {
    /** With their `answerProperties`. */
    contacts: readonly CrmRecord[]
    /** Left out for a deal that is not there yet. */
    deal?: CrmRecord
}

/**
 * Decides, and when something that the CRM may show is missing, reads it and decides again. A move that is allowed
 * without, or refused for another reason too, costs no call more than it must.
 * @throws HubSpotError
 */
export async function decideWithFacts(
    board: Board,
    request: DealStageRequest,
    sources: Sources,
    decide: (request: DealStageRequest) => DealStageVerdict = decideDealStage
): Promise<DealStageVerdict> {
    const verdict = decide(request)
    if (verdict.verdict !== 'refused') return verdict
    const needed = neededBy(board, verdict)
    if (needed.size === 0) return verdict
    const [answers, kickOffs] = await Promise.all([
        needed.has('answers') ? answersOf(board, sources) : {},
        needed.has('meeting') ? kickOffsOf(board, sources) : []
    ])
    return decide({ ...request, answers, kickOffs })
}

/** The sources that may hold what a verdict misses. */
function neededBy({ edition }: Board, { to, missing }: DealStageVerdict): Set<Source> {
    const { opening, stages } = edition.deals
    const requirements = {
        ...opening.requires,
        ...(Object.hasOwn(stages, to ?? '') ? stages[to ?? '']?.requires : {})
    }
    const absent = new Set(missing.map(({ key }) => key))
    const needed = new Set<Source>()
    for (const [key, { any }] of Object.entries(requirements)) {
        for (const { kind, questions = '' } of any) {
            const set = Object.hasOwn(edition.questions, questions) ? edition.questions[questions] : undefined
            if (kind === 'answers' && set?.order.some((question) => absent.has(question))) needed.add(kind)
            if (kind === 'meeting' && absent.has(key)) needed.add(kind)
        }
    }
    return needed
}

/** Rules WWW-04, LC-16: what stands in notes of the contacts and their open deals, or of the deal itself. */
async function answersOf(board: Board, { contacts, deal }: Sources): Promise<DealFacts['answers'] & object> {
    const { account, edition, binding, options } = board
    const from: ReadonlySet<EvidenceSource> = new Set(deal ? ['notes'] : ['notes', 'dealNotes'])
    const ofContacts = contacts.map(async (contact) => {
        const reader = new EvidenceReader(account, edition, binding, contact, options)
        return (await reader.read(from)).answers
    })
    const noted = deal ? await account.notes.read([{ objectType: 'deals', id: deal.id }], options) : []
    const ofDeal = answersFromNotes(Object.values(edition.questions), noted)
    return mergeAnswers(...(await Promise.all(ofContacts)), ofDeal)
}

/** Rule DS-02: meetings of the deal or its contacts whose title says kick-off or POC (docs/decisions/0141). */
async function kickOffsOf(
    { account, options, now }: Board,
    { contacts, deal }: Sources
): Promise<DealFacts['kickOffs'] & object> {
    const places: Place[] = [
        ...(deal ? [{ objectType: 'deals', id: deal.id }] : []),
        ...contacts.map(({ id }) => ({ objectType: 'contacts', id }))
    ]
    const found = await Promise.all(
        places.map((place) => recordsOn(account, place, 'meetings', kickOffProperties, options))
    )
    return found.flat().flatMap(({ properties }) => kickOffIn(properties, now()))
}
