declare module 'parse-full-name' {
    export function parseFullName(name: string): {
        first: string
        last: string
        middle: string
        suffix: string
    }
}

declare module 'humanparser' {
    export function parseName(name: string): {
        firstName?: string
        lastName?: string
        middleName?: string
        suffix?: string
    }
}
