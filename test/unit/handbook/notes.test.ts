import assert from 'node:assert/strict'
import fc from 'fast-check'
import {
    type Answers,
    answersFromNotes,
    answersToNote,
    HandbookError,
    isPlaceholder,
    loadEdition,
    missingAnswers,
    type QuestionSet
} from '../../../src/handbook'

const edition = loadEdition('2023-12')
const whys = setOf('threeWhys')
const four = setOf('mqlToSql')

function setOf(key: string): QuestionSet {
    const set = edition.questions[key]
    assert.ok(set)
    return set
}

function texts(answers: Answers): Record<string, string> {
    return Object.fromEntries(Object.entries(answers).map(([key, { text }]) => [key, text]))
}

const allThree = { whyChange: 'Cost of downtime', whyNow: 'Audit in March', whyFlowFuse: 'Remote access' }

describe('handbook: answers in notes (WWW-04, QQ-05)', () => {
    const written: Record<string, string> = {
        'headings with question mark, answers in the next line':
            'Why change?\nCost of downtime\nWhy now?\nAudit in March\nWhy FlowFuse?\nRemote access',
        'headings without question mark':
            'Why change\nCost of downtime\n\nWhy now\nAudit in March\n\nWhy FlowFuse\nRemote access',
        'answers in the same line, after a colon':
            'Why change: Cost of downtime\nWhy now: Audit in March\nWhy FlowFuse: Remote access',
        'after a dash':
            'why change - Cost of downtime\nwhy now – Audit in March\nwhy flowfuse — Remote access',
        'after the question mark':
            'Why change? Cost of downtime\nWhy now? Audit in March\nWhy FlowFuse? Remote access',
        'bold headings':
            '<p><strong>Why change?</strong></p><p>Cost of downtime</p><p><b>Why now</b></p><p>Audit in March</p><div><strong>Why FlowFuse</strong></div><div>Remote access</div>',
        'bold heading and plain answer in one line':
            '<b>Why change</b> Cost of downtime<br><b>Why now?</b> Audit in March<br><b>Why FlowFuse:</b> Remote access',
        numbered:
            '1. Why change? Cost of downtime\n2) Why now? Audit in March\n(3) Why FlowFuse? Remote access',
        'an ordered list':
            '<ol><li>Why change?<br>Cost of downtime</li><li>Why now?<br>Audit in March</li><li>Why FlowFuse?<br>Remote access</li></ol>',
        'answers as list items':
            '<p>Why change?</p><ul><li>Cost of downtime</li></ul><p>Why now?</p><ul><li>Audit in March</li></ul><p>Why FlowFuse?</p><ul><li>Remote access</li></ul>',
        "a mail's HTML":
            '<!DOCTYPE html><html><body><p>Why change?<o:p></o:p></p><p>Cost of downtime<o:p></o:p></p><p>Why now? Audit in March</p><p>Why FlowFuse? Remote access</p></body></html>',
        'a table':
            '<table><tr><td>Why change?</td><td>Cost of downtime</td></tr><tr><td>Why now?</td><td>Audit in March</td></tr><tr><td>Why FlowFuse?</td><td>Remote access</td></tr></table>',
        Markdown:
            '## Why change?\nCost of downtime\n**Why now**: Audit in March\n- **Why FlowFuse?** Remote access',
        'shouting, odd spaces and entities':
            '<p>WHY&nbsp;CHANGE&#63;&nbsp; Cost of downtime</p><p>Why  now :Audit in March</p><p>&bull; why FLOWFUSE&quest; Remote access</p>',
        'all in one line':
            'Why change? Cost of downtime. Why now? Audit in March. Why FlowFuse? Remote access',
        "the handbook's second column": `What's the trigger to invest in FlowFuse and Node-RED? Cost of downtime\nTimeline is everything! Audit in March\nWhat value does FlowFuse offer to the customer, what features are of most interest? Remote access`,
        'Q and A':
            'Q: Why change?\nA: Cost of downtime\nQ: Why now?\nA: Audit in March\nQ: Why FlowFuse?\nA: Remote access',
        'among other things':
            'Call with Ann on Monday.\nWhy change?\nCost of downtime\nWhy now?\nAudit in March\nWhy FlowFuse?\nRemote access\n**Next steps**\nSend the deck'
    }
    for (const [how, note] of Object.entries(written)) {
        it(`reads ${how}`, () => {
            const read = answersFromNotes(whys, [note])
            const dotless = Object.fromEntries(
                Object.entries(texts(read)).map(([key, text]) => [key, text.replace(/\.$/, '')])
            )
            assert.deepEqual(dotless, allThree)
            assert.deepEqual(missingAnswers(whys, read), [])
        })
    }

    it('reads the four qualifying questions as people put them (QQ-01 to QQ-04)', () => {
        const note = `<p>Intro call</p>
            <p><b>1. Have you adopted Node-RED? If so, what have you built with Node-RED?</b></p><p>Yes. OEE boards.</p>
            <p>Instances and developers: 12 instances, 3 devs</p>
            <p>In production? yes, since May</p>
            <p><u>What are you looking to build?</u><br>Alarm handling<br>and an MES bridge</p>`
        const read = answersFromNotes(four, [note])
        assert.deepEqual(texts(read), {
            adoption: 'Yes. OEE boards.',
            size: '12 instances, 3 devs',
            production: 'yes, since May',
            nextYear: 'Alarm handling\nand an MES bridge'
        })
        assert.deepEqual(read.size?.value, { instances: 12, developers: 3 })
        assert.equal(read.production?.value, true)
    })

    it('reads several sets from one note, each heading ending the answer before it', () => {
        const note = 'Plans: a bridge\nWhy change? Cost\nProduction: no\nWhy now? March'
        assert.deepEqual(texts(answersFromNotes([four, whys], [note])), {
            nextYear: 'a bridge',
            whyChange: 'Cost',
            production: 'no',
            whyNow: 'March'
        })
    })

    it('lets the later note win, by its time and not by its place', () => {
        const notes = [
            { body: 'Why now? Audit in May', at: '2023-12-02T10:00:00Z' },
            { body: 'Why now? Audit in March\nWhy change? Cost', at: '2023-12-01T10:00:00Z' }
        ]
        assert.deepEqual(texts(answersFromNotes(whys, notes)), { whyChange: 'Cost', whyNow: 'Audit in May' })
    })

    it('lets a later placeholder not take the place of an answer', () => {
        const notes = ['Why now? Audit in May', 'Why now? tbd']
        assert.deepEqual(texts(answersFromNotes(whys, notes)), { whyNow: 'Audit in May' })
    })

    const placeholders =
        '| |?|??|tbd|TBD.|n/a|N.A.|-|--|—|…|...|unknown|Unknown!|to be determined|(to be determined)|not yet known|TODO|[ ]|<tbd>|<p><br></p>|<p>&nbsp;</p>|x x x'.split(
            '|'
        )
    for (const text of placeholders) {
        it(`takes "${text}" for a placeholder`, () => {
            assert.equal(isPlaceholder(text), true)
            assert.deepEqual(
                answersFromNotes(whys, [`Why change?\n${text}\nWhy now? March`]).whyChange,
                undefined
            )
        })
    }

    for (const text of [
        'no',
        'None so far, they start in May',
        '0',
        'unknown supplier risk',
        'na zdravi, soon',
        'A'
    ]) {
        it(`takes "${text}" for an answer`, () => assert.equal(isPlaceholder(text), false))
    }

    for (const [text, value] of [
        ['12 instances, 3 developers', { instances: 12, developers: 3 }],
        ['3 devs on 40 Node-RED instances', { instances: 40, developers: 3 }],
        ['instances: 7; developers: 2', { instances: 7, developers: 2 }],
        ['1,200 instances / 15 people', { instances: 1200, developers: 15 }],
        ['about 2k instances', { instances: 2000 }],
        ['two developers', { developers: 2 }],
        ['5 and 2', { instances: 5, developers: 2 }],
        ['5', undefined],
        ['a handful', undefined]
    ] as const) {
        it(`counts "${text}" (QQ-02)`, () => {
            const read = answersFromNotes(four, [`Instances and developers: ${text}`])
            assert.deepEqual(read.size?.value, value)
            assert.equal(read.size?.text, text)
        })
    }

    for (const [text, value] of [
        ['Yes', true],
        ['yes, in two plants', true],
        ['No.', false],
        ['not yet', undefined],
        ['No, only on a bench', false],
        ['partly', undefined]
    ] as const) {
        it(`takes "${text}" for ${value === undefined ? 'neither' : value ? 'yes' : 'no'} (QQ-03)`, () => {
            assert.equal(answersFromNotes(four, [`In production: ${text}`]).production?.value, value)
        })
    }

    it('writes one readable note and escapes markup (WWW-04)', () => {
        const answers: Answers = {
            whyChange: { text: 'PLC <b>down</b> & "lost"', from: 'message' },
            whyNow: { text: 'tbd', from: 'message' },
            whyFlowFuse: { text: 'Remote access\nAudit log', from: 'message' }
        }
        assert.equal(
            answersToNote(whys, answers),
            '<p><strong>The three Whys</strong></p>' +
                '<p><strong>Why change?</strong><br>PLC &#60;b&#62;down&#60;/b&#62; &#38; &#34;lost&#34;</p>' +
                '<p><strong>Why FlowFuse?</strong><br>Remote access<br>Audit log</p>'
        )
    })

    it('refuses a note longer than HubSpot takes, and one without an answer', () => {
        const long: Answers = { whyChange: { text: 'x'.repeat(70_000), from: 'message' } }
        for (const answers of [long, {}]) {
            assert.throws(
                () => answersToNote(whys, answers),
                (error) => error instanceof HandbookError && error.code === 'INPUT_INVALID'
            )
        }
    })

    it('counts an answer that stands in no note as missing, for the three Whys only (WWW-04)', () => {
        const spoken = (set: QuestionSet): Answers =>
            Object.fromEntries(set.order.map((key) => [key, { text: 'Known', from: 'message' as const }]))
        assert.deepEqual(
            missingAnswers(whys, spoken(whys)).map(({ key }) => key),
            ['whyChange', 'whyNow', 'whyFlowFuse']
        )
        assert.deepEqual(missingAnswers(four, spoken(four)), [])
    })

    it('gives back whatever was written, also text that looks like headings, HTML or marks', () => {
        const piece = fc.constantFrom(
            'Why now?',
            'why change: money',
            'A: yes',
            '> quoted',
            '**Bold**',
            '# x',
            '<b>',
            '&lt;',
            '1. Why now? x',
            'Fine. Why change? No',
            '<!-- ',
            '</p>',
            '<style>',
            'Why FlowFuse',
            '&#0;',
            '\u0001',
            "don't",
            '- ',
            'é',
            '😀'
        )
        const text = fc.oneof(
            fc
                .array(fc.oneof(piece, fc.string({ unit: 'grapheme', maxLength: 20 })), {
                    minLength: 1,
                    maxLength: 6
                })
                .map((parts) => parts.join('\n')),
            fc.array(piece, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(' '))
        )
        const settled = (written: string): string =>
            written
                .replaceAll(/[^\P{Cc}\n\r\t]|[\u200b\ufeff]/gu, '')
                .split(/\r\n?|\n/)
                .map((line) => line.replaceAll(/\s+/g, ' ').trim())
                .filter((line) => line !== '')
                .join('\n')
        fc.assert(
            fc.property(fc.record({ whyChange: text, whyNow: text, whyFlowFuse: text }), (given) => {
                const answers = Object.fromEntries(
                    Object.entries(given).map(([key, text]) => [key, { text, from: 'message' as const }])
                )
                const expected = Object.fromEntries(
                    Object.entries(given)
                        .map(([key, text]) => [key, settled(text)])
                        .filter(([, text]) => !isPlaceholder(text ?? ''))
                )
                if (Object.keys(expected).length === 0) return
                assert.deepEqual(texts(answersFromNotes(whys, [answersToNote(whys, answers)])), expected)
            }),
            { numRuns: 500 }
        )
    })

    it('reads 70,000 characters of anything without choking', () => {
        const awkward = [
            '<',
            '<a ',
            '<!--',
            '<style>',
            '&',
            '**',
            '. Why now ',
            '1. ',
            '\n',
            '<b>',
            'Why change ',
            '? '
        ]
        for (const piece of awkward) {
            const body = piece.repeat(Math.ceil(70_000 / piece.length))
            const read = answersFromNotes([four, whys], [`${body}\nWhy FlowFuse? Remote access`])
            assert.equal(typeof read, 'object')
        }
    })
})
