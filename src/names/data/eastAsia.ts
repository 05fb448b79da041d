/**
 * Surnames of China, Korea and Vietnam, and the romanised ones of East Asia. The Chinese list is the classic
 * Hundred Family Surnames (Song dynasty, public domain) and common modern ones; the rest is an own list.
 */

/** Chinese surnames of one character, simplified and traditional. */
export const chineseSurnames =
    '赵趙钱錢孙孫李周吴吳郑鄭王冯馮陈陳褚卫衛蒋蔣沈韩韓杨楊朱秦尤许許何吕呂施张張孔曹严嚴华華金魏陶姜戚谢謝邹鄒喻柏水窦竇章云雲苏蘇潘葛奚范範彭郎鲁魯韦韋昌马馬苗凤鳳花方俞任袁柳酆鲍鮑史唐费費廉岑薛雷贺賀倪汤湯滕殷罗羅毕畢郝邬鄔安常乐樂于於时時傅皮卞齐齊康伍余餘元卜顾顧孟平黄黃和穆萧蕭尹姚邵湛汪祁毛禹狄米贝貝明臧计計伏成戴谈談宋茅庞龐熊纪紀舒屈项項祝董梁杜阮蓝藍闵閔席季麻强強贾賈路娄婁危江童颜顏郭梅盛林刁钟鐘鍾徐邱骆駱高夏蔡田樊胡凌霍虞万萬支柯昝管卢盧莫经經房裘缪繆干解应應宗丁宣贲邓鄧郁鬱单單杭洪包诸諸左石崔吉钮鈕龚龔程嵇邢滑裴陆陸荣榮翁荀羊惠甄曲家封芮羿储儲靳汲邴糜松井段富巫乌烏焦巴弓牧隗山谷车車侯宓蓬全郗班仰秋仲伊宫宮宁寧甯仇栾欒甘钭厉厲戎祖武符刘劉景詹束龙龍叶葉幸司韶郜黎蓟薊薄印宿白怀懷蒲邰从從鄂索咸籍赖賴卓蔺藺屠蒙池乔喬阴陰胥能苍蒼双雙闻聞莘党黨翟谭譚贡貢劳勞逄姬申扶堵冉宰郦酈雍璩桑桂濮牛寿壽通边邊扈燕冀郏浦尚农農温溫别別庄莊晏柴瞿阎閻充慕连連茹习習宦艾鱼魚容向古易慎戈廖庾终終暨居衡步都耿满滿弘匡国國文寇广廣禄祿阙闕东東欧歐殳沃利蔚越夔隆师師巩鞏厍聂聶晁勾敖融冷訾辛阚闞那简簡饶饒空曾毋沙乜养養鞠须須丰豐巢关關蒯相查后后荆荊红紅游遊竺权權逯盖蓋益桓公肖涂塗覃佟岳岳付代兰蘭邝鄺赫仝苟楚牟冼麦麥区區植鹿闫闾粟敬晋晉党麴危商佘佴伯海归歸墨哈谯笪年爱愛阳陽言福尧堯谌諶占来來官揭练練母初但瓮邸操柏候倫缑隋屈丘丛叢侍沐危'

/** Chinese surnames of two characters, simplified and traditional. */
export const chineseCompounds = `
欧阳 歐陽 司马 司馬 上官 诸葛 諸葛 夏侯 东方 東方 皇甫 尉迟 尉遲 公孙 公孫 慕容 令狐 司徒 司空 司寇 宇文 长孙 長孫 鲜于 鮮于
轩辕 軒轅 百里 呼延 端木 南宫 南宮 西门 西門 独孤 獨孤 赫连 赫連 澹台 澹臺 公冶 宗政 濮阳 濮陽 淳于 单于 單于 太叔 申屠
仲孙 仲孫 钟离 鍾離 闾丘 閭丘 亓官 闻人 聞人 万俟 公羊 拓跋 东郭 東郭 左丘 第五 梁丘 段干 谷梁 穀梁 乐正 樂正 漆雕
纳兰 納蘭 完颜 完顏 耶律 范姜 張簡 张简
`

/** Korean surnames of one syllable. */
export const koreanSurnames =
    '김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진나지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용예경봉사부가복태목형피두감음빈동온호범좌팽승간상시갈단당견화창옹순종풍라로리림량려렴란'

/** Korean surnames of two syllables that are not more likely one syllable and a given name. */
export const koreanCompounds = `남궁 황보 제갈 사공 독고 망절`

/** Korean compound surnames that are only meant when two syllables follow. */
export const koreanShyCompounds = `선우 동방 서문 어금 강전 장곡`

/** Vietnamese surnames, with their signs. */
export const vietnameseSurnames = `
nguyễn trần lê phạm huỳnh hoàng phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh đoàn đào trương trịnh tô tăng vương phùng mai hà lâm
cao lương thái tạ quách châu từ la lưu chu tống triệu thạch kiều đàm diệp tôn doãn khổng lại nghiêm ngụy văn mạc quan hứa bạch
cù âu giang ông tiêu viên đồng lục mã sơn nông vi lò hoa ninh thân vi bế khúc lữ đậu mạch giáp la phó
`

/** Vietnamese surnames that, written without signs, are not a name of another country. */
export const vietnamesePlain = `nguyen tran pham huynh hoang phan vu vo dang bui do ho ngo duong ly dinh doan dao truong trinh phung le luong`

/** More of them, which count only before two further Vietnamese syllables. */
export const vietnameseShy = `mai lam ha cao to ta quach chau tu la luu chu trieu thach kieu dam diep ton nghiem mac tang thai`

/** Words that stand between a Vietnamese surname and given name. */
export const vietnameseMiddles = `van thi văn thị`

/** Syllables of Vietnamese names without signs, beyond the generated ones (to tell "Le Minh Tuan" from "Le Roux"). */
export const vietnameseOwnSyllables = `
an anh bao bich binh canh chau chi chien cong cuong dai dan dat diem dinh dong duc dung duong duy gia giang ha hai han hang hanh hao hien hieu hoa hoai hoang hong hue hung huong huu huy
huyen khai khanh khoa khoi kien kim ky lam lan linh loan loc long ly mai manh minh my nam nga ngan nghia ngoc nguyen nguyet nhan nhat nhi nhung oanh phat phong phu phuc phuong quan quang que quoc quy
quyen quynh sang son tai tam tan thach thai thang thanh thao the thi thien thinh thu thuan thuy tien tin toan tra tram trang tri trinh trong trung truong tu tuan tung tuyen tuyet uyen van viet vinh vu vy xuan yen
`

/** Romanised surnames of Chinese people in Pinyin and in the ways of Taiwan, Hong Kong and South-East Asia. */
export const romanisedChinese = `
li wang zhang liu chen yang zhao huang zhou wu xu sun zhu ma hu guo lin he gao liang zheng luo song xie tang han cao deng xiao feng
zeng cheng cai peng pan yuan yu dong su ye lu lyu wei jiang tian du ding shen fan fu zhong dai cui ren liao yao fang jin qiu xia tan zou
xiong bai meng qin shao hou duan lei qian yin yan mao gu hao wan kong xi hua qi shi tu xue ouyang sima zhuge situ shangguan huangfu
chan cheung wong leung lau chow ng lam kwok ho lo tse tsang tam chiu cheng yeung yip siu fung chu chung kwan mak tsui poon kwong szeto au
lee tsai hsu chang hsieh hsiao huang kuo chiang chuang chien chou tseng teng tsao hung shih lai liao yeh pai peng wen tsui chiu
tan lim ong goh teo koh chua ang toh sim yeo quek chia tay soh heng kwek foo
`

/** Romanised Korean surnames. */
export const romanisedKorean = `
kim lee yi rhee park pak bak choi choe jung jeong chung chong kang gang cho jo yoon yun jang chang lim im rim han oh seo suh shin sin kwon gwon hwang ahn an
song ryu yoo yu hong jeon jun ko go koh moon mun yang son sohn bae baek paik heo hur huh nam noh roh sim shim ha kwak sung seong cha joo ju woo koo ku min na eom um chae won cheon bang kong hyun ham byun yeom
`

/** Syllables of romanised Korean given names. */
export const koreanSyllables = `
min jun joon ji jee hoon hun sung seong hyun hyeon young yeong woo seo yeon yun jin soo su hye eun kyung gyeong tae dong jae sang ho hee mi ah bin ra na yoon won ki gi chul cheol hwan joo ju ha rin yu yoo yul
geun keun seok suk hyuk hyeok kwang gwang ki jong chan chang myung myeong nam sun seon sook suk yong in il kun kyu gyu byung byeong doo do dae beom bum won wook uk ryeong rim rae hwa hyo yi ye seul bit sol eui ui gun han bo go gang ye sik mo un on
hui jung jeong
`

/** Syllables of Pinyin, to tell a given name of two syllables from a surname of one. */
export const pinyinSyllables = `
ai an ang ao ba bai ban bang bao bei ben bi bian biao bin bing bo cai can cang chang chao chen cheng chi chong chu chuan chuang chun cong cui da dai dan dang dao de deng di dian ding dong dou du duan dun
en er fa fan fang fei fen feng fu gai gang gao ge geng gong gu guan guang gui guo hai han hang hao he heng hong hou hu hua huai huan huang hui hun huo ji jia jian jiang jiao jie jin jing jiong jiu ju juan jue jun
kai kan kang ke kong kuan kui kun lai lan lang lao lei leng li lian liang liao lin ling liu long lou lu luan lun luo lv lyu man mao mei men meng mi mian miao min ming mo mu na nai nan neng ni nian ning niu nuo ou
pan pang pei peng pin ping pu qi qian qiang qiao qin qing qiong qiu qu quan ran rang ren rong rou ru ruan rui run ruo san sen sha shan shang shao shen sheng shi shou shu shuai shuang shui shun shuo si song su sun suo
tai tan tang tao teng tian ting tong tu tuan wan wang wei wen wo wu xi xia xian xiang xiao xie xin xing xiong xiu xu xuan xue xun ya yan yang yao ye yi yin ying yong you yu yuan yue yun ze zeng zhan zhang zhao zhe zhen zheng zhi zhong zhou zhu zhuang zhuo zi zong zu
`

/** Syllables of Chinese given names as Taiwan, Hong Kong and South-East Asia write them. */
export const southernSyllables = `
ah yew kuan hsien loong chee siew boon swee hock teck seng huat keng leng choo choon chong chin cheng chye eng eu fook hoe hoon hui hwa hwee kah kai kee keat kheng khoon kiat kok koon kwee kwok
lai lay leong lian lim ling loke meng mee mei mooi mun nai ngee pei peng poh puay sai san seok siang siok siow soon sook suan sze tat teik thiam tien tong wah wai wee weng wing wong woon yam yee yeow yin yoke yoong yuen yun
chun hung wen mei hui ling chih ming hsiung hsin yi shu fen chia jung tzu hsiang cheng fang ya chuan tsung hsueh yu ting kuang kuo jen shih tao chieh hao wei hsuan yung ching pin pei
kin kit kwan lok man nga oi pui siu tak tsz tung wan wun yiu yan yat ka chi fung hin ho hoi hon
`

/** Romanised Japanese surnames. */
export const romanisedJapanese = `
sato satou suzuki takahashi tanaka watanabe ito itou yamamoto nakamura kobayashi kato katou yoshida yamada sasaki yamaguchi matsumoto inoue kimura hayashi shimizu
yamazaki yamasaki mori abe ikeda hashimoto yamashita ishikawa nakajima nakashima maeda fujita ogawa goto gotou okada hasegawa murakami kondo kondou ishii saito saitou sakamoto endo endou
aoki fujii nishimura fukuda ota oota miura fujiwara okamoto matsuda nakagawa nakano harada ono tamura takeuchi kaneko wada nakayama ishida ueda morita hara shibata sakai kudo kudou yokoyama miyazaki
miyamoto uchida takagi ando andou taniguchi ohno oono maruyama imai takada fujimoto takeda murata ueno sugiyama masuda sugawara hirano otsuka ootsuka kojima chiba kubo matsui iwasaki sakurai kinoshita
noguchi matsuo nomura kikuchi sano onishi oonishi sugimoto arai hamada ichikawa furukawa mizuno komatsu shimada koyama yamanaka igarashi yamauchi nishida kitamura yasuda kawamura iida sekiguchi
kawasaki tsuchiya honda kubota higuchi oshima ooshima nagata kawaguchi higashi matsuura tsuji nishikawa iwata tsuda hattori higa okubo ookubo shinohara ishihara kuroda hirata kawakami yano hori
araki kamiya toyoda toyota mishima murayama kurosawa miyazawa tezuka nagai asano aoyama fukushima matsushita morimoto nishiyama yoshimura uehara kuwabara sakata adachi kitagawa nagano takano
`
