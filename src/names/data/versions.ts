/** The word lists and the versions of what they were made from, so that a result can be traced to its lists. */
export const listVersions = {
    /** Raised when a list changes. */
    lists: '2026-11-22',
    /** Given names, surnames, Hungarian and Japanese lists are derived from this version of @faker-js/faker (MIT). */
    faker: '10.6.0'
} as const
