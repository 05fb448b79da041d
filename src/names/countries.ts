/** What a country says about the order of names. */

export type Convention = 'none' | 'hungarian' | 'east-asian' | 'vietnamese' | 'two-surnames'

const conventions: [Exclude<Convention, 'none'>, string][] = [
    ['hungarian', 'hu|hun|hungary|magyarország|ungarn|hongrie'],
    [
        'east-asian',
        'cn|chn|china|中国|中國|people’s republic of china|pr china|tw|twn|taiwan|台灣|臺灣|台湾|hk|hkg|hong kong|香港|mo|macao|macau|澳門|sg|singapore|jp|jpn|japan|日本|kr|kor|korea|south korea|republic of korea|korea, republic of|대한민국|한국|kp|north korea|kh|khm|cambodia|កម្ពុជា'
    ],
    ['vietnamese', 'vn|vnm|vietnam|viet nam|việt nam'],
    [
        'two-surnames',
        'es|esp|spain|españa|mx|mex|mexico|méxico|co|col|colombia|cl|chl|chile|pe|per|peru|perú|ve|ven|venezuela|ec|ecu|ecuador|gt|gtm|guatemala|cu|cub|cuba|bo|bol|bolivia|do|dom|dominican republic|república dominicana|hn|hnd|honduras|py|pry|paraguay|sv|slv|el salvador|ni|nic|nicaragua|cr|cri|costa rica|pa|pan|panama|panamá|uy|ury|uruguay|pr|pri|puerto rico|gq|gnq|equatorial guinea'
    ]
]

const byCountry = new Map<string, Convention>(
    conventions.flatMap(([convention, names]) => names.split('|').map((name) => [name, convention] as const))
)

/** The convention of a country, by its ISO 3166 code or its name in English or its own language. */
export function conventionOf(country: unknown): Convention {
    if (typeof country !== 'string' || country === '') return 'none'
    return byCountry.get(country.trim().toLowerCase()) ?? 'none'
}
