/**
 * How often first and last name are both right in each kind of case: measured by bench/names (docs/names.md has
 * the table of the last run). The lowest that applies is the confidence of the result.
 */
export const odds = {
    /** A given name and a surname that the lists know, in this order. */
    known: 0.99,
    /** The given name is known. */
    givenKnown: 0.98,
    /** Only the surname is known. */
    familyKnown: 0.97,
    /** Neither is known: the usual order is assumed. */
    assumed: 0.94,
    /** Surname, comma, given name. */
    comma: 0.97,
    /** A comma, but the words say the opposite. */
    commaAgainstWords: 0.6,
    /** The caller said the order. */
    told: 0.97,
    patronymic: 0.97,
    capitals: 0.93,
    /** A surname in front, before a word that is a given name only. */
    familyFirst: 0.78,
    /** The same, before a word that is a surname as well. */
    familyOrGiven: 0.7,
    hungarian: 0.96,
    hungarianBoth: 0.7,
    hungarianFamily: 0.85,
    /** An unknown word before one that is a given name only. */
    givenBehind: 0.75,
    vietnamese: 0.96,
    vietnamesePlain: 0.75,
    vietnameseBoth: 0.75,
    vietnameseTypical: 0.85,
    romanisedReversed: 0.75,
    romanisedUnknown: 0.6,
    hint: 0.9,
    cjkSpaced: 0.98,
    cjkListed: 0.97,
    cjkLength: 0.85,
    cjkGuess: 0.7,
    cjkShort: 0.6,
    doubleSurname: 0.88,
    /** Three or more words with nothing that says where the surname begins. */
    middle: 0.95,
    /** Surname of more than one word, by its particle. */
    particle: 0.96,
    particleOrGiven: 0.9,
    particleAlone: 0.7,
    manyWords: 0.7,
    single: 0.82,
    singleGiven: 0.9,
    singleFamily: 0.6,
    singleOdd: 0.5,
    initialOnly: 0.6,
    titleOnly: 0.5,
    titleSurname: 0.9,
    titleOrInitial: 0.7,
    suffixOrName: 0.88,
    couple: 0.6,
    company: 0.7,
    companyCut: 0.9,
    textCut: 0.7,
    handle: 0.5,
    handleSplit: 0.7,
    email: 0.7,
    placeholder: 0.7,
    placeholderWord: 0.7,
    urlStripped: 0.7,
    markup: 0.7,
    tooLong: 0.6,
    mixedScript: 0.85,
    notText: 0.5
} as const

export type Doubt = keyof typeof odds
