// What people really type into one Name field (facts of the FlowFuse Cloud Users table), written by hand for scripts/make-users.mjs.
// All of them are fictional. An entry is the name, or [name, local part of the e-mail].

/** Names of three and more words, particles, Iberian double surnames, titles and suffixes. */
export const longNames = [
    'Anna Maria Lindqvist',
    'Peter Paul Hagedorn',
    'Sarah Jane Whitcombe',
    'John Allan Featherstone',
    'Marie Claire Dubreuil',
    'Thomas J. Ackerly',
    'J. P. Wainscott',
    'Jan van der Meulen',
    'Ludovica de Santis',
    'Willem van den Broeck',
    'Friederike von der Heyden',
    'Joao dos Santos Pereira',
    'Karim El Haddaoui',
    'Omar bin Rashid Al Farsi',
    'Caoimhe Ni Bhriain',
    'María José García Robledo',
    'Juan Carlos Ortega Villalba',
    'Lucía Fernández de la Vega',
    'Miguel Ángel Torres Quintana',
    'Ana Sofía Mendoza y Prieto',
    'Beatriz Almeida Carvalho',
    'Dr. Henrike Vollmer',
    'Prof. Dr. Anton Siebert',
    'Ing. Marco Bellandi',
    'Dr Priya Raghunathan',
    'Robert Callahan Jr.',
    'Edward Thorncastle III',
    'Melissa Brandt, PhD',
    'William (Bill) Oakhurst',
    'Katarzyna "Kasia" Wrona',
    'Tom & Jenny Hollowell',
    'Mrs. Eleanor Pritchard'
]

/** As SAML and LDAP directories write them. */
export const commaNames = [
    'Bergmann, Julia',
    'Okonkwo, Chidi',
    'Lefebvre, Mathilde',
    'Novotny, Pavel',
    'Ashworth, Daniel P.',
    'van Dijkhuizen, Sanne',
    'Müller-Kranz, Stefan',
    'Rossetti, Dr. Carlo',
    'HALVORSEN, Ingrid',
    'Castellano, Jose Luis',
    'Tanaka, Haruto',
    'Wójcik, Marta',
    'Hughes-Barton, Oliver',
    'Sørensen, Mikkel'
]

/** East Asian and other scripts, with and without a space; romanised ones as their owners write them. */
export const eastAsianNames = [
    ['王小明', 'xiaoming.wang'],
    ['李静怡', 'jingyi.li'],
    ['欧阳思远', 'siyuan.ouyang'],
    ['田中 美咲', 'misaki.tanaka'],
    ['佐藤健一', 'kenichi.sato'],
    ['渡辺 大輔', 'daisuke.watanabe'],
    ['김민준', 'minjun.kim'],
    ['박 서연', 'seoyeon.park'],
    ['Nguyễn Thị Minh Anh', 'minhanh.nguyen'],
    ['Trần Văn Hùng', 'hung.tran'],
    ['Kim Min-jun', 'min-jun.kim'],
    ['Zhang Wei', 'wei.zhang'],
    ['YAMAMOTO Sakura', 'sakura.yamamoto'],
    ['Lee Ji Woo', 'jiwoo.lee'],
    ['Иван Петрович Соколов', 'ivan.sokolov'],
    ['Соколова Мария Андреевна', 'maria.sokolova'],
    ['Κατερίνα Δημητρίου', 'katerina.dimitriou'],
    ['Kovács Balázs', 'balazs.kovacs'],
    ['محمد الحسيني', 'mohammed.alhusseini'],
    ['נועה ברקוביץ', 'noa.berkovitz']
]

/** One word, an initial, or nothing a surname could be read from. */
export const singleWords = [
    'Marco',
    'Priya',
    'Sven',
    'Fatima',
    'dave',
    'Bartosz',
    'JULES',
    'Nils',
    'Olga',
    'Chen',
    'Hannah',
    'R.',
    'Matze',
    'Tiago',
    'Ngozi',
    'Ruben'
]

/** Companies, teams and machines that signed up as a person. */
export const companies = [
    ['Northwind Automation GmbH', 'info'],
    ['Fabrikam Ltd', 'it'],
    ['Contoso Inc.', 'admin'],
    ['Blue Heron Controls B.V.', 'office'],
    ['Acme Packaging S.r.l.', 'acme'],
    ['IIoT Team', 'iiot'],
    ['Maintenance Department', 'maintenance'],
    ['Riverside University', 'lab'],
    ['Service Account', 'svc-nodered'],
    ['Plant 4 Operator', 'plant4']
]

/** Placeholders and noise. */
export const placeholders = [
    'test',
    'Test User',
    'asdf',
    'n/a',
    'User',
    'First Last',
    'Admin',
    'demo demo',
    '-',
    'x'
]

/** Markup, formulas, e-moji, control characters: nothing of it may reach a first or last name. */
export const hostile = [
    ['<script>alert(1)</script> Mallory', 'mallory'],
    ['<b>Trent</b> Hargrove', 'trent.hargrove'],
    ['=HYPERLINK("https//example.net";"Click")', 'eve'],
    ['+Walter Pinkman-Hale', 'walter'],
    ['@nodered_fan', 'nodered_fan'],
    ['Robert"); DROP TABLE Users;--', 'bobby'],
    ['Lena 🚀 Hartwig', 'lena.hartwig'],
    ['🔥🔥🔥', 'fire'],
    ['Paula\u200b Reinholt', 'paula.reinholt'],
    ['Simon\u202eKrause', 'simon.krause'],
    ['Grüße aus Köln', 'koeln'],
    ['www.example.org', 'webmaster'],
    ['Ｆｕｌｌ Ｗｉｄｔｈ', 'fullwidth'],
    ['Dana Whitlock (she/her)', 'dana.whitlock'],
    ['Ivo Stanek | Contoso', 'ivo.stanek'],
    ['Greta Holm - DevOps Engineer', 'greta.holm']
]

/** Addresses that HubSpot does not take. */
export const rejectedEmails = [
    'petra.lang@example',
    'no-at-sign.example.com',
    'two words@example.org',
    'double@@example.net',
    'trailing.dot.@example.com'
]
