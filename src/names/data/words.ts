/** Words that show that a text is no person's name, or that a part of it is not. Own lists; lower case. */

/** Alone, or with nothing but each other, these are no name. */
export const placeholders = `
test tests testing tester testuser test1 test2 testtest asdf asdfg asdfgh asdfghj asdfjkl asd asdasd sdf sdfsdf dfg fgh ghj hjkl jkl qwe qwer
qwert qwerty qwertz azerty zxc zxcv zxcvb zxcvbn yxcv abc abcd abcde abcdef xyz aaa bbb ccc xxx yyy zzz foo bar baz qux foobar
n/a na nan none null nil undefined unknown anonymous anonym anonymus noname nobody someone somebody anyone
name user username login admin administrator root guest demo sample example dummy fake temp tmp blah bla lol
firstname lastname surname fullname first last middle your my me myself no not available private
info contact support sales office hello hi mail email webmaster postmaster noreply no-reply accounts billing
customer client employee student member account owner person human xx xxxx aa ss dd ff jj kk ll qq ww ee zz
usuario utilisateur benutzer prueba teste prova essai inconnu desconocido unbekannt sconosciuto onbekend okänd
тест имя неизвестно админ テスト 测试 測試 테스트 名前 姓名
vorname nachname nombre apellido prénom prenom nom cognome voornaam achternaam imię nazwisko def ghi new one it
mr/mrs tbd tba todo void string object true false
`

/** Placeholders that are also a surname or a given name: only counted beside another placeholder, or alone in lower case. */
export const shyPlaceholders = `nom new one it null test guest bar sales private first na foo hi no my me root sample owner person human aa ss dd lol ww mail ee bla prova void client`

/** Legal forms: a company wherever they close a text. */
export const legalForms = `
inc incorporated ltd limited llc llp plc corp corporation gmbh mbh ug ohg kgaa e.v ev eg sarl sàrl eurl sasu sas
bv bvba nv vof oy oyj aps a/s asa hb kb sp.zo.o spzoo z.o.o zoo sro s.r.o spol doo d.o.o srl spa s.p.a snc
ltda eireli pty pvt pte sdn bhd kk k.k ooo ооо оао зао пао ип тов ао zrt kft bt nyrt s.a s.a.s s.l s.l.u sl
株式会社 有限会社 合同会社 有限公司 公司 集团 株式會社 주식회사
`

/** Legal forms that are also names or initials: only in capitals behind another word, the rest not in capitals. */
export const shyLegalForms = `ag sa ab as se kg co oy bt sl bv nv hb kb ug ao ip ip ev eg zoo sas kk spa tov`

/** Words that make a text an organisation, a team or a place when they open or close it. */
export const organisationWords = `
team department dept departement abteilung company companies solutions technologies technology services systems
consulting consultants consultancy holdings holding industries enterprises enterprise associates partners software
labs laboratories laboratory university universität universitat universidad universidade université universita università hochschule
institute institut instituto istituto foundation fundación fundacion stiftung association committee
ministry agency automation electronics logistics international group groupe gruppe grupo gruppo club society council
bank banque banco hospital clinic school schule college academy academia église church kirche
studio studios media marketing engineering manufacturing operations helpdesk it-support gmbh&co
factory werk fabrik networks network digital robotics energy pharma pharmaceuticals motors airlines insurance
restaurant hotel cafe shop store market agentur verein family
`

/** Words that make a text an organisation wherever they stand. */
export const certainOrganisations = `university universität universitat universidad universidade université universita università universiteit universitetet uniwersytet hochschule ministerium ministerio gmbh institut instituto`

/** Organisation words that are surnames: they count only when no known given name stands before them. */
export const shyOrganisationWords = `church bank school college club shop store market factory cafe hotel media energy network partners family marketing international group digital studio academy werk holding company`

/** Jobs and departments: after a comma, a dash or in brackets they are no name. */
export const jobWords = `
ceo cto cfo coo cmo cio cpo cso vp svp evp director manager engineer developer founder cofounder co-founder president
head lead chief officer analyst architect consultant designer administrator admin specialist technician operator
sales marketing support hr finance legal accounting procurement purchasing it engineering operations product
owner partner student intern trainee professor teacher lawyer nurse freelancer freelance contractor retired
senior principal staff assistant associate executive representative coordinator supervisor scientist researcher
geschäftsführer leiter ingenieur entwickler vertrieb directeur gérant ingénieur directeur gerente director ingeniero
test work home private business office external extern guest admin
`

/** Words of sentences, which no name has. */
export const sentenceWords = `the you your yours this that these click free buy win please hello hi my is am i'm are was were have get got want need how what where when why who with without for our we not http https www subscribe visit earn money cash bitcoin casino loan bonus`

/** Cuts off what follows: an earlier or another name. */
export const formerly = `aka a.k.a a.k.a. née nee né geb geb. geborene geborener born alias fka f/k/a formerly ook dite dit nata roz rozená`

/** Pronouns people add to their name. */
export const pronouns = `
she her hers he him his they them their theirs ze zir hir xe xem it its any all ask pronouns elle il iel ella él elles ellos
sie ihr er ihm lei lui hen hän ona on
`

/** Ends of addresses that make a word with a full stop a web address. */
export const topLevels = `com net org io dev app info biz example edu gov xyz online site shop top link club click co uk de fr ru cn jp br au ca eu nl es it pl se ch at be me tv ai us in test local invalid`
