/** The deal board and its forecast, as figures (rules DS-08, DS-09). */
import { type CalendarOptions, dayOf, type Instant } from './calendar'
import { keyOf, own } from './find'
import { parseDay } from './values'

/** A deal as the portal gives it. */
export interface BoardDeal {
    readonly id: string
    readonly name?: string | null
    /** Key, portal value or label. */
    readonly stage: string | null | undefined
    /** As HubSpot writes it: digits with a point. */
    readonly amount?: string | number | null
    readonly closeDate?: Instant | null
    /** When the contract that was sent expires. */
    readonly expires?: Instant | null
}

/** The stages of a board: an edition's `deals`, or a portal's pipeline. */
export interface BoardStages {
    readonly order: readonly string[]
    readonly stages: Readonly<Record<string, BoardStage>>
}

export interface BoardStage {
    readonly label: string
    readonly value?: string | undefined
    /** 0 to 1. */
    readonly probability: number
    readonly closed?: 'won' | 'lost' | undefined
    readonly forecast?: string | undefined
}

/** A deal on the board. */
export interface BoardCard {
    readonly id: string
    readonly name: string
    /** 0 where there is none. */
    readonly amount: number
    /** Amount by probability. */
    readonly weighted: number
    /** `2023-12-31`, or null. */
    readonly closeDate: string | null
    /** Open, and its close date is past. */
    readonly overdue: boolean
    /** Open, and its contract has expired (rule DS-05). */
    readonly expired: boolean
}

/** Figures of some deals; amounts in the portal's currency, to the cent. */
export interface Figures {
    readonly count: number
    readonly amount: number
    readonly weighted: number
}

export interface BoardColumn extends Figures {
    /** The stage's key; null for the deals in stages that there are not. */
    readonly key: string | null
    readonly label: string
    readonly probability: number | null
    readonly closed: 'won' | 'lost' | null
    /** By close date, the earliest first; those without last. */
    readonly cards: readonly BoardCard[]
}

export interface Board {
    /** Every stage in order, closed ones included (DS-08); last, if there are any, unknown ones. */
    readonly columns: readonly BoardColumn[]
    readonly open: Figures
    readonly won: Figures
    readonly lost: Figures
    /** Open deals by forecast, where the stages name some. */
    readonly forecast: Readonly<Record<string, Figures>>
}

/** Turns deals into the board. Deals in unknown stages count nowhere but in their own column. */
export function makeBoard(
    { order, stages }: BoardStages,
    deals: readonly BoardDeal[],
    { now, calendar = {} }: { readonly now: number; readonly calendar?: CalendarOptions }
): Board {
    const today = dayOf(now, calendar)
    const byStage = new Map<string | null, BoardDeal[]>()
    for (const deal of deals) {
        const key = keyOf(stages, deal.stage) ?? null
        const others = byStage.get(key)
        if (others) others.push(deal)
        else byStage.set(key, [deal])
    }
    const column = (key: string | null): BoardColumn => {
        const stage = own(stages, key ?? '')
        const open = stage !== undefined && stage.closed === undefined
        const cards = (byStage.get(key) ?? []).map((deal) =>
            card(deal, stage?.probability ?? 0, open ? today : null, calendar)
        )
        return {
            key,
            label: stage?.label ?? '',
            probability: stage?.probability ?? null,
            closed: stage?.closed ?? null,
            cards: cards.toSorted((a, b) => compareDays(a.closeDate, b.closeDate)),
            ...figures(cards)
        }
    }
    const columns = order.map(column)
    const sum = (wanted: (column: BoardColumn) => boolean): Figures =>
        figures(columns.filter(wanted).flatMap(({ cards }) => cards))
    const forecasts = [...new Set(order.flatMap((key) => stages[key]?.forecast ?? []))]
    return {
        columns: byStage.has(null) ? [...columns, column(null)] : columns,
        open: sum(({ closed }) => closed === null),
        won: sum(({ closed }) => closed === 'won'),
        lost: sum(({ closed }) => closed === 'lost'),
        forecast: Object.fromEntries(
            forecasts.map((name) => [name, sum(({ key }) => stages[key ?? '']?.forecast === name)])
        )
    }
}

/** @param today the day that makes a deal overdue; null when it is not open */
function card(
    deal: BoardDeal,
    probability: number,
    today: string | null,
    calendar: CalendarOptions
): BoardCard {
    const amount = typeof deal.amount === 'string' ? Number(deal.amount) : deal.amount
    const counted = Number.isFinite(amount) ? cents(amount ?? 0) : 0
    const closeDate = parseDay(deal.closeDate, calendar) ?? null
    const expires = parseDay(deal.expires, calendar) ?? null
    return {
        id: deal.id,
        name: deal.name ?? '',
        amount: counted,
        weighted: cents(counted * probability),
        closeDate,
        overdue: today !== null && closeDate !== null && closeDate < today,
        expired: today !== null && expires !== null && expires < today
    }
}

function figures(cards: readonly BoardCard[]): Figures {
    return {
        count: cards.length,
        amount: cents(cards.reduce((total, { amount }) => total + amount, 0)),
        weighted: cents(cards.reduce((total, { weighted }) => total + weighted, 0))
    }
}

function cents(amount: number): number {
    return Math.round(amount * 100) / 100
}

function compareDays(a: string | null, b: string | null): number {
    if (a === b) return 0
    if (a === null) return 1
    return b === null || a < b ? -1 : 1
}
