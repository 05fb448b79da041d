// Words added by hand to what makeLists.ts takes from @faker-js/faker: common knowledge, written for this project.

export const ownGiven = `
johnny jonny bill billy bob bobby jim jimmy joe joey mike mikey tom tommy tim timmy dan danny dave davey steve stevie nick nicky rob robbie ron ronnie
ed eddie ted teddy ben benny sam sammy max alex andy tony pete chris matt pat patty patrick kate katie kathy cathy liz lizzie beth betsy sue susie
jen jenny jess jessie meg maggie peggy sally becky abby amy ann anne annie anna jane janet joan jill judy kim kelly lisa lucy mary molly nancy nina
rachel rebecca rosie ruth sara sarah sharon sheila shirley sophie stella tina tracy vicky wendy zoe john james robert michael william david richard
joseph thomas charles christopher daniel matthew anthony mark donald steven paul andrew joshua kenneth kevin brian george timothy ronald edward jason
jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory frank alexander raymond jack dennis jerry
tyler aaron jose adam nathan henry douglas zachary peter kyle ethan walter noah jeremy christian keith roger terry gerald harold sean austin carl
arthur lawrence dylan jesse jordan bryan albert bruce gabriel joe logan alan juan ralph roy eugene randy vincent russell elijah louis philip bobby
johnny bradley patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty margaret sandra ashley kimberly emily donna
michelle carol amanda dorothy melissa deborah stephanie rebecca sharon laura cynthia kathleen amy angela shirley brenda emma pamela nicole helen
samantha katherine christine debra rachel carolyn janet catherine maria heather diane ruth julie olivia joyce virginia victoria kelly lauren
christina joan evelyn judith megan andrea cheryl hannah jacqueline martha gloria teresa ann madison frances kathryn janice jean abigail alice julia
judy sophia grace denise amber doris marilyn danielle beverly isabella theresa diana natalie brittany charlotte marie kayla alexis lori
oliver leo oscar archie freddie theo alfie harry isla ivy mia ava freya lily florence poppy evie
jan piet kees henk wim joost maarten bram thijs sven lars nils ole knut bjorn erik jens soren mads niels anders jorgen
hans karl klaus jurgen dieter heinz gunther uwe jochen stefan andreas matthias sebastian tobias florian lukas felix julian maximilian moritz
jean pierre michel jacques francois philippe alain bernard christophe laurent thierry pascal olivier nicolas julien guillaume antoine mathieu
claire camille manon chloe lea sandrine isabelle nathalie sylvie valerie celine aurelie emilie
giovanni giuseppe antonio mario luigi francesco angelo vincenzo pietro salvatore carlo franco domenico bruno paolo marco luca matteo andrea alessandro
giulia chiara francesca federica valentina martina silvia elena paola
carlos luis miguel jesus javier francisco manuel pedro alejandro fernando sergio pablo jorge alberto ramon raul enrique diego rafael
carmen dolores pilar lucia cristina ana marta isabel rosa beatriz raquel
joao paulo ricardo rui nuno tiago goncalo luiz thiago gustavo felipe rodrigo lucas
ivan dmitri dmitry sergei sergey alexei alexey nikolai vladimir mikhail andrei andrey boris igor oleg yuri pavel anton maxim natalia olga svetlana tatiana irina elena ekaterina anastasia
piotr krzysztof andrzej tomasz jakub katarzyna malgorzata agnieszka petr jiri tomas martin lukas jana eva hana
ahmed mohamed muhammad mohammed ali hassan hussein omar khalid ibrahim yusuf youssef mustafa fatima aisha maryam zainab layla
raj rahul amit anil sanjay vijay ravi suresh ramesh rajesh priya pooja neha anita sunita deepak arjun
mehmet mustafa ahmet huseyin hasan ayse fatma zeynep emine
gabriel yuki taro hiroshi kenji akira haruto sakura
`

export const ownFamilies = `
smith johnson williams brown jones garcia miller davis rodriguez martinez hernandez lopez gonzalez wilson anderson taylor moore jackson thompson white
harris sanchez clark ramirez lewis robinson walker young allen king wright torres nguyen hill flores green adams nelson baker hall rivera
campbell mitchell carter roberts gomez phillips evans turner diaz parker cruz edwards collins reyes stewart morris morales murphy cook rogers
gutierrez ortiz morgan cooper peterson bailey reed kelly howard ramos cox ward richardson watson brooks chavez wood
bennett gray mendoza ruiz hughes price alvarez castillo sanders patel myers long ross foster jimenez powell jenkins perry
sullivan bell coleman butler henderson barnes fisher vasquez simmons graham murray ford castro mcdonald wallace hamilton ellis stevens mendez
gibson ferguson kennedy wells webb hunt simpson hawkins knight stone porter hicks crawford boyd mason morales dixon hunter burns gordon shaw holmes
rice robertson black palmer mills grant warren fox rose armstrong carpenter weaver lawrence elliott chapman
russell jordan lewis dean craig ross reid blake chase parker wade todd dale glenn grant neil leon marshall stuart gordon lloyd clay kent douglas bruce duncan keith
cameron curtis leslie stanley sidney spencer percy vernon warren webster wesley whitney winston lawrence laurence leonard terry barry perry harvey harris harrison hudson lincoln logan mason maxwell
nelson norris oliver otis owens owen palmer quincy ray reynolds robin rodney roland roman ruben samson saul scott shelby sherman sinclair solomon sterling tracy travis tucker tyler vaughn vance victor
walton wilder willis wyatt york zimmerman arnold austin baldwin barrett benedict bernard bishop boone brady brent brooks bryan bryant burton byron calvin carey carroll carson cassidy chandler charles clark
clayton clifford clinton colby corey cornell courtney dallas dalton damon daniel daniels darwin davidson dominic donovan drake dudley dunn edmund elmer emerson emery erickson ernst everett ezra finley fletcher
floyd francis franklin frank fraser frederick fredericks gilbert graham grady gray guy hamilton hans hardy hayes heath henry herbert herman hilton holland hubert hugh hughes hugo hunter irving irwin isaac jacob jacobs
jarvis jerome joel joseph joyce jude judd julian karl kelley kendall kim kirk kurt lambert lance lane langdon lee levi lionel lucas luke luther lynn madison malcolm marcus mark marks marlow martin mathew matthews
merrill michael miles mills milton mitchell monroe montgomery morris morton murray myles nathan neal newton nichols nicholas noble noel nolan norman norton paige pascal patrick paul peter philip phillip pierce pierre porter
presley preston raymond reese regan rex rhodes richard riley robert rose roy royce rudolph rupert ruth ryan salvador santiago sanford sawyer seymour shane shannon sheldon shelton simon skyler stone sullivan sydney
taylor theodore thomas tobias tomas truman valentine vincent wallace walter wayne wendell wilbur wiley willard william wolf woodrow wright xavier zane alexander allison ashley audrey avery bailey beverly beryl blair
carter casey christian christie claire clay connor cooper crystal darcy diamond dixon faith fay field fields finch forest gail gale gates george georges ginger grace hope hollis holly iris ivory ivy jade jewel joy
kennedy kerry lake lamar laurel leigh leslie logan marion marlowe may mercer merle morgan nova olive paris pearl penn phoenix piper quinn rain raven reagan remy river robin rowan ruby sage sanders sharon shea
sky star summer sutton tate temple tennyson vivian west wren zola
doe public bloggs mustermann musterfrau dupont durand martin bernard dubois moreau laurent simon michel lefebvre leroy roux fournier girard bonnet lambert fontaine rousseau
muller schmidt schneider fischer weber meyer wagner becker schulz hoffmann schafer koch bauer richter klein wolf schroder neumann schwarz zimmermann braun kruger hofmann hartmann lange
rossi ferrari esposito bianchi romano colombo ricci marino greco bruno gallo conti costa giordano mancini rizzo lombardi moretti
silva santos ferreira pereira oliveira costa rodrigues martins sousa fernandes goncalves gomes lopes marques alves almeida ribeiro pinto carvalho teixeira souza barbosa araujo nascimento
jansen visser smit bakker mulder bos vos peters hendriks dekker brouwer dijkstra smits
johansson andersson karlsson nilsson eriksson larsson olsson persson svensson gustafsson hansen johansen olsen larsen andersen pedersen nielsen jensen kristensen christensen rasmussen sorensen jorgensen petersen madsen
korhonen virtanen makinen nieminen makela hamalainen laine heikkinen koskinen jarvinen
nowak kowalski wisniewski wojcik kowalczyk kaminski lewandowski zielinski szymanski wozniak dabrowski kozlowski jankowski mazur krawczyk
novak svoboda novotny dvorak cerny prochazka kucera vesely horak nemec
popescu ionescu popa dumitrescu stan stoica gheorghe rusu munteanu
ivanov petrov sidorov smirnov kuznetsov popov sokolov lebedev kozlov novikov morozov volkov pavlov ivanova petrova
papadopoulos georgiou nikolaidis papadakis
yilmaz kaya demir celik sahin yildiz ozturk aydin ozdemir arslan dogan kilic
sharma verma gupta kumar singh patel shah mehta reddy iyer nair rao joshi desai agarwal banerjee mukherjee chatterjee das bose khan chaudhary yadav mishra tiwari pandey
cohen levy mizrahi peretz biton friedman goldberg katz rosenberg shapiro
obrien oconnor oneill osullivan mccarthy murphy walsh byrne ryan doyle gallagher doherty kennedy lynch murray quinn
mueller schaefer schroeder krueger picard berners trump obama clinton einstein mozart beethoven bach
`

export const ownHungarianGiven = `
péter istván jános józsef lászló zoltán sándor gábor ferenc attila tamás zsolt tibor andrás csaba imre lajos györgy balázs gyula mihály károly róbert béla
dávid dániel ádám bence máté levente márk kristóf gergő gergely botond milán viktor norbert roland richárd szabolcs krisztián árpád jenő géza dezső ernő
pál kálmán endre barnabás bálint áron ákos benedek vilmos rezső ottó ottokár kornél marcell olivér zalán dominik noel dezsö elemér ödön nándor oszkár ervin
jácint vidor bertalan albert antal hunor nimród csongor vajk zsigmond zsombor zétény samu ábel kende koppány
mária erzsébet katalin éva ilona anna zsuzsanna margit judit ágnes julianna andrea ildikó erika krisztina irén eszter magdolna edit mónika gabriella szilvia
anita anikó viktória márta rozália tímea piroska melinda beáta klára rita nikolett renáta zsófia emese réka petra boglárka dóra fanni lilla nóra virág hanna
luca zoé léna lili jázmin csenge noémi orsolya enikő tünde györgyi bernadett brigitta adrienn henrietta marianna zsuzsa kati erzsi ilonka mariann borbála sára
dorina vivien evelin dorottya bettina kinga szabina szonja villő csilla hajnalka ibolya etelka aranka jolán terézia veronika valéria teréz ida olga irma gizella
`

export const ownHungarianFamilies = `
nagy kovács tóth szabó horváth varga kiss molnár németh farkas balogh papp takács juhász lakatos mészáros oláh simon rácz fekete szilágyi török fehér balázs gál
kis szűcs kocsis orsós pintér fodor szalai sipos magyar lukács gulyás bíró biró király katona jakab bogdán boros fazekas kelemen antal somogyi váradi fülöp orosz
vincze veres hegedűs deák budai pap bálint pál illés szőke vörös vass bognár lengyel fábián bodnár hajdu hajdú halász jónás kerekes kozma székely gáspár pásztor
bakos dudás orbán barna novák soós nemes pataki faragó balla borbély kun berki barta csonka szekeres mezei sárközi dobos mohácsi kormos erdős erdélyi vajda
csizmadia kántor sebestyén benkő szántó rózsa bárány bartha berta csáki cseh czakó demeter domokos dósa erdei fehérvári ferenczi földi gombos győri győrfi hajnal
herczeg hornyák huszár kádár kárpáti kertész keresztes kollár komáromi kósa kövesdi kurucz lőrincz madarász makai megyeri mikó mile nyári nyerges pálfi pálinkás
petrovics polgár pongrácz puskás radics rostás sallai sánta sárosi solymosi szabados szakács szalay szász szegedi szentpéteri szigeti szolnoki tatár tihanyi urbán
vadász vámos várkonyi végh vida szentgyörgyi esterházy rákosi bartók kodály petőfi jókai karinthy móricz gyurcsány medgyessy karácsony gyurta hosszú szoboszlai
antall göncz mádl sólyom áder sulyok schmitt novak kovacsics pethő szepesi székelyhidi bencze bende csordás csányi dankó darvas gyöngyösi hamza jankovics
kaszás kelemen koltai kondor korom kozák lázár magos mátyás miskolczi nádasdy pásztori rigó somlai szűts tárkány tímár tokár ujvári újvári vári virágh zentai
`

export const ownCyrillicGiven = `
александр дмитрий максим сергей андрей алексей артём артем илья кирилл михаил никита матвей роман егор арсений иван денис евгений тимофей владислав игорь владимир
павел руслан марк константин тимур олег ярослав антон николай глеб данил даниил савелий вадим степан юрий богдан артур семен семён макар лев виктор елисей
виталий вячеслав захар мирон георгий давид пётр петр федор фёдор василий григорий валерий борис анатолий геннадий леонид станислав эдуард
анастасия мария анна виктория екатерина наталья наталия марина полина софия дарья алиса ксения александра елена ирина ольга татьяна светлана юлия валерия
людмила галина нина вера надежда любовь тамара лариса оксана валентина зинаида лидия евгения диана милана варвара ульяна кристина вероника маргарита
олександр андрій сергій микола володимир михайло олексій дмитро ігор юрій тарас петро василь іван олена наталія ірина тетяна оксана катерина юлія марія ганна софія
георги димитър николай стоян петър христо йордан тодор красимир пламен мария ивана иванка елена радка даниел борис александър симона виктория йоана калоян
никола милан драган зоран горан дејан душан лука марко стефан јован милош немања ана јелена милица марија драгана снежана
айша айгуль нурлан ерлан болат тимур алия динара
`
