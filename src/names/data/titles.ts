/**
 * Titles and forms of address that stand before a name. Own list; the forms that @faker-js/faker (MIT) uses
 * in its locales are all covered. Keys are lower case without full stops.
 */

/** Always a title in front of a name. What follows a lone one is a surname ("Mrs. Smith"). */
export const titles = `
mr mrs ms miss mx mister missus messrs mssrs mesdames master madam madame mme mlle mademoiselle monsieur mons messieurs
dr drs doctor doc-dr prof professor profa assoc-prof asst-prof rev revd reverend honorable honourable
capt captain cpt col colonel lt ltcol ltgov lieutenant maj sgt sergeant gen cmdr cdr adm admiral brig brigadier cpl pvt
pfc ssgt msgt sfc tsgt cwo ens rabbi rav imam mullah mufti pastor ptr msgr monsignor
pres president gov governor sen senator rep representative amb ambassador
chancellor commissioner councilman councilwoman councillor cllr det detective insp inspector supt
attorney atty adv advocate solicitor barrister
herr hr frau fr fraulein fräulein ing dipl dipl-ing dipling dr-ing dring dipl-kfm dipl-kffr dipl-inf dipl-phys mag dkfm priv-doz pd univ-prof
sr sra srta srita señor señora señorita senor senora senorita lic licda ing arq mtro mtra ingeniero licenciado doctora dra dña dona doña dn excmo excma ilmo ilma
senhor senhora sto eng enga engª enf téc tec arqª profª advª dom
sig sigra sigg signor signora signorina sigina dott dottssa dottoressa dottore avv avvocato geom rag arch egr spett gent onorevole
g ga dhr mevr mw mej ir mevrouw meneer mijnheer heer jhr jkvr drs
familie famille familia fam graf gräfin freiherr freifrau fürst fürstin comte comtesse vicomte drin maga profssa sigra gentma gentmo egregio d-ª dª maître maitre ostr stb er hj yb tansri fru frøken fröken froken hr herre siv-ing sivilingeniør tekn
pan pani pán paní panna slečna slecna mgr mudr judr phdr rndr mvdr paeddr thdr thlic icdr bc doc inż inz hab lek
gospodin gospođa gospodja gospodja gđa gđica gosp gospa gda univ inž
dl dna dnul dnă domnul doamna domnisoara domnișoara domnule
bay bayan sayın sayin doç doc av yrd öğr gör müh
pak bpk ibu bapak puan encik cik datuk dato datin tun tunku tengku haji hajah hajjah ustaz ustadz kh drg dra raden
shri shree sri shrimati smt kumari sushri pt pandit thiru thirumathi selvi janab begum
sayyid hajji hadji ustad
kapt rtn brother fra biedrs kundze kungs ponas ponia hra härra proua pr rouva herra
d-ro s-ro s-ino d-ino f-ino sinjoro sinjorino doktoro
doktor doktore profesor xatun kak
ông bà thầy cô
bsc msc phd
дон доктор профессор проф д-р доц акад академик инж г-н г-жа господин госпожа гражданин гражданка
пан пані панна доктор др м-р г-дин г-ѓа г-ца г-ђа г-ђица гдин инг
κύριος κυρία κος κα κ δρ δόκτορ δόκτωρ καθ καθηγητής καθηγήτρια δεσποινίς δις
מר גברת גב' גב׳ ד״ר דר' דר פרופ פרופ' פרופ׳ 'פרופ ׳פרופ עו״ד אינג' אינג׳ רב הרב
سيد سيدة آنسة السيد السيدة الآنسة دكتور دكتورة الدكتور الدكتورة د أ م بروفيسور بروفسور الأستاذ الاستاذ أستاذ استاذ الأستاذة المهندس المهندسة مهندس شيخ الشيخ
دکتر آقای آقا خانم مهندس استاد جناب سرکار حاج
ڈاکٹر محترم محترمہ جناب مسٹر مس مسز
کاک خاتو دادە دکتۆر
श्री श्रीमती सुश्री कुमारी डॉ डा पं पंडित प्रो डॉक्टर प्रोफेसर
জনাব বেগম মিস মিসেস মিঃ ডাঃ ড ডক্টর অধ্যাপক শ্রী শ্রীমতী
திரு திருமதி செல்வி டாக்டர்
శ్రీ శ్రీమతి డాక్టర్
ಶ್ರೀ ಶ್ರೀಮತಿ ಡಾ
ശ്രീ ശ്രീമതി ഡോ
શ્રી શ્રીમતી ડૉ
ਸ੍ਰੀ ਸ਼੍ਰੀ ਸਰਦਾਰ ਡਾ
นาย นาง นางสาว ดร คุณ ผศดร รศดร ศดร ผศ รศ ศ นพ พญ ทพ ดช ดญ
ქ-ნი ბ-ნი ბატონი ქალბატონი
պարոն տիկին օրիորդ դոկտոր պրոֆ
ބަނޑޭރި ބޮޑު އަމީރާ އަމީރު
`

/** A title only when two or more words follow, because it is also a given name or a surname. */
export const shyTitles = `
bay bayan pan pani kak doc tuan ing kundze brother master tun kk sri shri pak pr sta ga haji begum pandit dom
don doña dona sheikh shaikh shaykh sultan dato ustad raden
captain mister pastor hon me rav hr fr sr pd mons mej ir kh smt ponas bc fra к
`

/** The same, and only with a full stop: otherwise a name or an initial. */
export const dottedTitles = `g eng mag av sto rag arch det rep gov gent enf tec pt cik av б м ks prep tech art`

/** Titles that take the given name: what follows a lone one is a first name ("Sister Mary", "Sir Elton"). */
export const givenTitles = `
sir dame sister brother father mother lady uncle aunt auntie saint king queen prince princess pope emperor empress
don doña dona frère soeur sœur père padre madre fra sor schwester bruder pater ustaz shri shree sri smt lalla sidi
brat sestra ks siostra hermano hermana irmã irmão frei khun คุณ
`

/** Titles that are given names as often: a title only when two words follow and the next is a known given name. */
export const nameTitles = `
sir dame lord lady king queen prince princess duke duchess earl count countess baron baroness marquis marquess viscount prinz prinzessin
judge justice dean bishop archbishop cardinal pope abbot deacon elder major marshal general
coach chief chef emperor sheikh shaikh shaykh sheik emir sultan guru swami maharaja mayor
minister secretary officer agent private corporal commander ambassador nurse rex rabbi magistrate mag-judge don
`

/** Words that go on with a title that has begun ("Prof. Dr. med. habil.", "Rt. Hon.", "Her Majesty the Queen"). */
export const titleTails = `
med phil rer nat jur iur ing oec pol soc agr vet dent theol habil hab hc h-c em dipl univ emer techn mult
the of and right rt most very his her majesty excellency honour honor highness grace holiness honorable honourable
vice deputy lieutenant major brigadier general gen col cmdr commander admiral governor gov sergeant master chief
seri assistant asst assoc associate district court supreme federal state us high priv doz
o univ-prof wirkl geh und
phd msc bsc
`

/** Forms that open a title of several words. */
export const titleHeads = `the his her rt right most very vice deputy us lt brig tan datuk dato yb assistant asst associate assoc`

/** Given names that are written short with a full stop: no titles. */
export const shortGivenNames = `
wm geo chas jas thos jos robt edw alex benj saml danl fred ed jno ma fco fdo md mohd muhd moh abd chr joh kr ph st jr ant fr frz
theo phil rob tim tom matt nat hel kath cath eliz marg mª gpe jn bpte jb steph andr nic dom max
`

/** Every title that may stand in front. */
export const allTitles = `${titles} ${shyTitles} ${dottedTitles}`

/** French given names: before them a lone "M." is Monsieur. */
export const frenchGivenNames = `
jean pierre michel jacques françois philippe alain bernard christophe laurent thierry pascal olivier nicolas julien guillaume antoine mathieu louis henri claude marcel rené andré yves luc marc gilles hugues serge denis didier dominique eric fabrice franck frédéric gérard guy hervé jérôme lionel maxime patrice quentin rémi romain stéphane sylvain sébastien xavier vincent baptiste clément cyril damien emmanuel etienne fabien florian gaston gauthier gautier georges gustave hugo jules léon lucas mathis matthieu maurice noël paul raymond raoul robert roger thibault thomas tristan valentin victor yann émile édouard alexandre alexis arnaud arthur aurélien benoît benoit bruno cédric charles daniel david
`
