/**
 * What may follow a name: generations, degrees, professions, honours, honorifics. Own list; the forms that
 * @faker-js/faker (MIT) uses in its locales are all covered. Keys are lower case without full stops.
 */

/** Never a name. */
export const suffixes = `
jr jnr junr sr snr senr ii iii iv vi vii viii ix 1st 2nd 3rd 4th 5th iind iiird
junior júnior esq esquire
phd phds dphil edd dds dmd dvm dnp psyd pharmd jd llb llm lld md mds mbbs mbchb mrcp frcs frcp frs frsc facs facp faan
msc bsc beng meng mtech btech mba emba mpa mph msw mfa bfa mres mphil mrs-ed bcom mcom bba bca mca bed med-ed
cpa cfa cfp cma cia cisa cissp pmp csm cspo psm pe pmi acp shrm sphr cpcu clu lutc chfc ccie ccna
rn bsn msn aprn fnp lpn lcsw lmft lmhc lpc phr cna emt crna pa-c np
ret retd usmc usn usaf usa-ret kbe obe mbe cbe gbe dbe kcb gcb kcmg gcmg bart bt qc kc mep mp mla
fils père pere cadet
filho neto sobrinho bisneto filha neta
ml st mladší starší mladsi starsi csc drsc dis
dipl dipl-ing ingmba mbl
oecc dipl-oec
jun sen dä dj dy deae
mag-fh ba-hons bsc-hons
k-dze k-gs kundze kungs
проф доц докт канд акад наук мл ст младший старший
наук
المحترم المحترمة المبجل الموقر
چھوٹے بڑے پہل دوم سوم چہارم پنجم ششم هفتم ہفتم نوئم دسم
`

/**
 * A suffix after a comma, with full stops inside, or in capitals behind two words that are not in capitals;
 * otherwise a name ("Jack Ma", "Anh Do", "Aishwarya Rai").
 */
export const shySuffixes = `
ma ba bs ms do dc dd od pa ra ba ca sj op osb osf cs dr ae ed eds mr ai mb bm ao am oam ac om rai dea aia esq cto ceo cfo coo cmo cio cpo cso vp svp evp hr it pr qa ux ui rdn rd ld cpc ms-c ing lic lcdo mtro arq
fca aca acca mcips frsa fiet miet ceng cphys csci mrics frics mice fice lmt cscs dpm dpt otr ot pt msed
dipl inż
`

/** Generation marks that are also initials: only behind two words. */
export const shyGenerations = `i v x`

/** Suffixes that are surnames as well: only behind two words ("Maria Neto" is a surname). */
export const surnameSuffixes = `neto filho sobrinho filha neta junior júnior fils père pere cadet kundze sen st med ret dis`

/** Phrases of several words, matched whole at the end of the name. */
export const suffixPhrases = [
    'حفظه الله',
    'the younger',
    'the elder',
    'the third',
    'the second',
    'd. ä.',
    'd. j.',
    'd. y.',
    'd. e.',
    'dipl. ing.',
    'i. наук',
    'і. наук',
    'пед. наук',
    'політ. наук',
    'філол. наук',
    'філос. наук',
    'юрид. наук',
    'техн. наук',
    'психол. наук',
    'мед. наук',
    'екон. наук',
    'хім. наук',
    'фіз.-мат. наук',
    'физ.-мат. наук',
    'ист. наук',
    'іст. наук',
    'экон. наук',
    'филол. наук',
    'ph. d.',
    'ph. d',
    'm. d.',
    'd. d. s.',
    'b. a.',
    'm. a.',
    'b. sc.',
    'm. sc.',
    'esq.'
]
