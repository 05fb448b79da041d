import type { ClockStep, SandboxState, StateAnswer } from './answers'
import { api, CallFailed } from './client'
import { h, setText } from './dom'
import { moment, t, type Word } from './words'

/** The top bar: which portal, its clock, and what changes it. */
export function topBar(took: (answer: StateAnswer) => void, announce: (text: string) => void) {
    const portal = h('span', { class: 'portal' })
    const clock = h('time')
    const actions: HTMLButtonElement[] = []

    const act = async (doIt: () => Promise<StateAnswer>, done: (state: SandboxState) => string) => {
        for (const button of actions) button.disabled = true
        try {
            const answer = await doIt()
            took(answer)
            if (answer.sandbox) announce(done(answer.sandbox))
        } catch (error) {
            announce(t('failed', { status: error instanceof CallFailed ? String(error.status) : '?' }))
        } finally {
            for (const button of actions) button.disabled = false
        }
    }
    const step = (by: ClockStep, short: Word, long: Word) =>
        action(
            t(short),
            t(long),
            () =>
                void act(
                    () => api.advance(by),
                    ({ now }) => t('clockAt', { time: moment(now, 'dateTime') })
                )
        )
    function action(text: string, label: string, click: () => void): HTMLButtonElement {
        const button = h('button', { type: 'button', 'aria-label': label, title: label, click }, text)
        actions.push(button)
        return button
    }

    const question = resetDialog(() => void act(api.reset, () => t('resetDone')))
    const changing = h(
        'div',
        { class: 'actions', hidden: true },
        step('P1D', 'plusDay', 'plusDayLong'),
        step('P14D', 'plusWeeks', 'plusWeeksLong'),
        action(t('reset'), t('resetQuestion'), () => question.showModal())
    )
    const note = h('p', { class: 'note', hidden: true }, t('readOnly'))
    const element = h(
        'header',
        { class: 'top' },
        h('h1', {}, t('title')),
        portal,
        h(
            'div',
            { class: 'clock', title: t('clock') },
            h('span', { class: 'visually-hidden' }, t('clock')),
            ' ',
            clock
        ),
        changing,
        note,
        question
    )
    return {
        element,
        show(state: SandboxState | null): void {
            setText(portal, state ? `${t('portal')} ${state.portalId}` : '')
            setText(clock, state ? moment(state.now, 'exact') : '')
            clock.dateTime = state ? new Date(state.now).toISOString() : ''
        },
        /** @param mayChange null while nobody knows, or there is nothing to change */
        allow(mayChange: boolean | null): void {
            changing.hidden = mayChange !== true
            note.hidden = mayChange !== false
        }
    }
}

/** A question whose safe answer has the focus. */
function resetDialog(confirmed: () => void): HTMLDialogElement {
    const close = () => dialog.close()
    const dialog = h(
        'dialog',
        { 'aria-labelledby': 'reset-question', 'aria-describedby': 'reset-text' },
        h('h2', { id: 'reset-question' }, t('resetQuestion')),
        h('p', { id: 'reset-text' }, t('resetText')),
        h(
            'div',
            { class: 'buttons' },
            h('button', { type: 'button', class: 'button', autofocus: true, click: close }, t('cancel')),
            h(
                'button',
                {
                    type: 'button',
                    class: 'button primary',
                    click: () => {
                        close()
                        confirmed()
                    }
                },
                t('resetYes')
            )
        )
    )
    return dialog
}
