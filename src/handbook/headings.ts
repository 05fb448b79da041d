/** How a question's heading is recognised, whoever typed it and however. */
import type { Question } from './edition'

/** Lower case letters, digits and single spaces: what is left of a text when its dress is taken off. */
export function plain(text: string): string {
    return text
        .normalize('NFKC')
        .toLowerCase()
        .replaceAll(/[’‘`´']/g, '')
        .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
        .trim()
}

/** Everything that heads an answer to this question, plain: the question, its headings, its key, its rule's id. */
export function headingsOf(key: string, question: Question): string[] {
    const spelled = key.replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    return [question.label, ...question.headings, spelled, question.rule].map(plain)
}
