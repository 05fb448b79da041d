/** Words that open a surname ("van der Berg", "de la Cruz", "bin Ibrahim"). Own list; keys are lower case. */

/** Never a given name: wherever they stand, a surname begins. */
export const particles = `
de der den des dem del dela dell dello degli dei delle dalla dal dalle dallo du d da das do dos di du e von vom zu zum zur zer
van vander vanden vande ver ten ter te tot op aan in 't ’t 's thoe thor uit uyt af av åf
bin binti binte bint ibn ibni bte b ben bar bat ould ouled wuld mac mc ó o' ua uí ui ní ni nic mhic
el al as ash ad an at ur ul aal
la las le les lo los li
st st. ste ste. saint sainte san santa santo são sao sant
della dalla dell' dall' d' l' y und della
ap ab ferch verch
ibnu abu abou umm bou ait aït
פון בן בת אבן בר בית דה אל
بن ابن بنت آل أبو ابو ال
фон ван дер де ди да ла ле бин бен ибн оглы аль эль
ณ
`

/** Particles that are also given names or surnames on their own when written with a capital. */
export const givenParticles = `
van ben della al do san le la li mac mc dan den del di da das an as ash ad ur in te ten des vander
ni bat bar ver abu bin lo e y ua ui st saint santo santa lou abou ait ul at b d op li aan af av tot
`

/** Joins two surnames ("Ortega y Gasset", "Costa e Silva", "Gaudí i Cornet"). */
export const connectors = `y e i`

/** Opens a compound given name with the next word ("Abdul Rahman", "Abu Bakr"). */
export const boundGiven = `
abdul abdel abd abdal abdool abdoul abdur abdus abu abou
عبد ابو أبو
`

/** Closes a compound given name with the word before ("زين الدين", "Nur al-Din", "Zain ul Abideen"). */
export const boundTail = `الدين الله الرحمن الرحيم الكريم العزيز`

/** Given names that continue with an article: "María del Carmen", "Juan de Dios", "Francisco de Paula". */
export const devotionalHeads = `
maria ma mª ana rosa juan francisco vicente jose luz flor manuel antonio pedro teresa sor domingo
`
export const devotionalTails = `
carmen pilar rosario mar angeles dolores jesus luz lourdes nieves consuelo socorro rocio guadalupe fatima concepcion
mercedes soledad remedios paz sol valle refugio dios paula asis padua borja conceicao gloria caridad asuncion
belen milagros ascension amparo carmo ceu graca rosaire
`

/** First halves and second halves of given names that are commonly used together. */
export const compoundHeads = `
maria jose juan ana luis miguel jorge marco rosa carlos julio jesus pedro joao victor luiz francisco antonio fernando
mary jean anna anne marie john hans karl sarah lee billy bobby peggy betty sue jo
gian pier dulce davi enzo`
export const compoundTails = `
luis carlos antonio manuel maria miguel pablo jose angel javier eduardo emilio ramon alberto daniel ignacio fernando
enrique cesar rafael alejandro francisco david guadalupe elena luisa isabel cristina teresa eugenia fernanda soledad
sofia victoria paula clara julia laura luiza beatriz alice helena eduarda cecilia pedro lucas gabriel henrique lucca
ann anne jane lou jo sue beth kay lynn lee luc claude paul pierre marc philippe francois michel louis yves jacques
grazia pia rita chiara heinz peter otto friedrich joachim jurgen georg dieter werner gunther
bob joe ray`
