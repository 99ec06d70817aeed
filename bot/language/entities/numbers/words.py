"""The words for 0 to 99, halves and multipliers in Bengali, Hindi and English, in native and roman letters.

Spellings: Paschimbanga Bangla Akademi and the Central Hindi Directorate, and beside them those that people type.
`A/B` are spellings of one number; the tables count up from the number in their first column.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

BENGALI: Final = """
0 শূন্য/শুন্য/জিরো এক/অ্যাক দুই/দুয়ি/দু তিন চার পাঁচ/পাচ/পাঞ্চ ছয়/ছ সাত আট/আঠ নয়/ন দশ
11 এগারো/এগারহ/অ্যাগারো বারো তেরো চৌদ্দ/চোদ্দ/চোদ্দো/চৌদ্দো পনেরো/পনরো/পোনেরো ষোলো/শোলো সতেরো
18 আঠারো/আঠেরো/আটারো উনিশ/ঊনিশ
20 কুড়ি/বিশ/কুরি একুশ/একুস বাইশ তেইশ/তেয়িশ চব্বিশ/চোব্বিশ পঁচিশ/পঞ্চিশ/পচ্চিশ ছাব্বিশ সাতাশ/সাতাইশ
28 আটাশ/আঠাশ/আটাইশ ঊনত্রিশ/উনতিরিশ/উনত্রিশ
30 ত্রিশ/তিরিশ একত্রিশ/একতিরিশ বত্রিশ তেত্রিশ চৌত্রিশ পঁয়ত্রিশ/পয়ঁত্রিশ ছত্রিশ সাঁইত্রিশ/সাতত্রিশ আটত্রিশ
39 ঊনচল্লিশ
40 চল্লিশ/চল্লিস একচল্লিশ বিয়াল্লিশ/বেয়াল্লিশ তেতাল্লিশ চুয়াল্লিশ/চৌচল্লিশ পঁয়তাল্লিশ ছেচল্লিশ/ছয়চল্লিশ
47 সাতচল্লিশ আটচল্লিশ ঊনপঞ্চাশ
50 পঞ্চাশ/পঞ্চাস/পন্চাশ একান্ন বাহান্ন/বায়ান্ন তিপ্পান্ন/তেপ্পান্ন চুয়ান্ন পঞ্চান্ন ছাপ্পান্ন সাতান্ন আটান্ন
59 ঊনষাট
60 ষাট/শাট/ষাঠ একষট্টি বাষট্টি তেষট্টি চৌষট্টি পঁয়ষট্টি ছেষট্টি সাতষট্টি আটষট্টি ঊনসত্তর
70 সত্তর একাত্তর বাহাত্তর তিয়াত্তর চুয়াত্তর পঁচাত্তর ছিয়াত্তর সাতাত্তর আটাত্তর ঊনআশি/ঊনাশি
80 আশি একাশি বিরাশি তিরাশি চুরাশি পঁচাশি ছিয়াশি সাতাশি অষ্টাশি/আটাশি ঊননব্বই
90 নব্বই/নব্বুই একানব্বই বিরানব্বই তিরানব্বই চুরানব্বই পঁচানব্বই ছিয়ানব্বই সাতানব্বই আটানব্বই নিরানব্বই
"""

HINDI: Final = """
0 शून्य/जीरो एक दो तीन चार पाँच/पान्च छह/छः/छे/छै सात आठ/आट नौ दस/दश
11 ग्यारह/ग्यारा/गयारह बारह/बारा तेरह चौदह/चौदा पंद्रह/पन्द्रह/पंद्रा/पन्द्रा सोलह सत्रह/सतरह/सत्तरह
18 अठारह/अट्ठारह/अठारा उन्नीस
20 बीस इक्कीस/एक्कीस बाईस/बाइस तेईस/तेइस चौबीस पच्चीस/पचीस छब्बीस सत्ताईस/सत्ताइस अट्ठाईस/अठाईस/अठ्ठाइस
29 उनतीस/उन्तीस
30 तीस इकतीस/इकत्तीस/एकतीस बत्तीस तैंतीस/तेंतीस चौंतीस पैंतीस छत्तीस सैंतीस अड़तीस उनतालीस/उनचालीस
40 चालीस इकतालीस/एकतालीस बयालीस/बियालीस तैंतालीस/तेतालीस चौवालीस/चवालीस पैंतालीस छियालीस सैंतालीस अड़तालीस
49 उनचास/उन्चास
50 पचास इक्यावन बावन तिरपन/तिरेपन चौवन/चव्वन पचपन छप्पन सत्तावन अट्ठावन/अठावन उनसठ
60 साठ इकसठ/एकसठ बासठ तिरसठ/तिरेसठ चौंसठ पैंसठ छियासठ सड़सठ अड़सठ उनहत्तर
70 सत्तर इकहत्तर बहत्तर तिहत्तर चौहत्तर पचहत्तर छिहत्तर सतहत्तर अठहत्तर उनासी/उन्यासी
80 अस्सी इक्यासी बयासी तिरासी चौरासी पचासी छियासी सत्तासी/सतासी अट्ठासी/अठासी नवासी
90 नब्बे इक्यानवे/इक्यानबे बानवे/बानबे तिरानवे/तिरानबे चौरानवे/चौरानबे पचानवे/पंचानवे/पचानबे छियानवे/छियानबे
97 सत्तानवे/सत्तानबे अट्ठानवे/अठानवे/अट्ठानबे निन्यानवे/निन्यानबे
"""

# Beside the romanised words of the two tables above: what romanising does not give.
BENGALI_ROMAN: Final = """
0 shunno/sunno/shunya/sunya/shunyo ek/aek/ak dui/duii/duy/du tin/teen/tiin char/chaar/caar
5 panch/paanch/pach/paach/panc/paanc/pnch
6 choy/chhoy/choi/chhoi/chhay/chhoe sat/saat at/aat/att/aath noy/noi/nay/noe dosh/dos/dash/dosho/doss
11 egaro/egar/agaro/aegaro/eggaro/egharo/egaroo baro/baaro/barro tero/terro
14 choddo/chouddo/chaddo/chowddo/choudda ponero/ponaro/panero/ponoro/pnero/poneroo
16 sholo/shola/solo/sola shotero/sotero/satero/sotoro/shotoro atharo/aatharo/ataro/athero/aathero/attharo/atero
19 unish/oonish/onish/unnish
20 kuri/koori/kudi/kuree/biish/vish/bish/bis/beesh/bissh ekush/ekus/eikush baish/bais/baaish teish/teis chobbish/chobbis
25 pochish/pochis/ponchish/panchish/pachish/poncish
26 chhabbish/chabbis/chabbish satash/shatash/sataish/satas atash/athash/ataish/atthash
29 unotrish/unotirish/untrish/untirish/unatrish
30 trish/tirish/tiris/tris/trees ekotrish/ektrish/ektirish botrish/batrish/bottrish tetrish choutrish/chotrish
35 poytrish/poitrish/payatrish chhotrish/chhattrish
37 saitrish/shaitrish attrish/aattrish unochollish/unchollish/unochallish
40 chollish/challish/chollis/chollis/callish/choollish ekchollish biyallish/beyallish/biallish tetallish
44 chuyallish/chuallish poytallish/poitallish/payatallish
46 chhechollish/checholish satchollish atchollish unoponchash/unponchash/unopanchash
50 ponchash/panchash/ponchas/panchas/poncash/poncas/pancas/pochash/ponchass ekanno/akanno bahanno/bayanno/baanno
53 tippanno/teppanno chuyanno/chuanno ponchanno/panchanno
56 chhappanno satanno atanno/aatanno unoshat/unshat
60 shat/sath/shaat/shath ekshotti bashotti teshotti choushotti poyshotti/poishotti/payshotti chheshotti
67 shatshotti/satshotti atshotti unoshottor/unosottor
70 shottor/sottor/sattar/shattor ekattor/akattor bahattor tiyattor chuyattor
75 pochattor/panchattor/pochattar chhiyattor satattor atattor unoashi/unashi
80 ashi/aashi/asshi ekashi birashi tirashi churashi pochashi/ponchashi chhiyashi satashi/shatashi
88 atashi/oshtashi/ashtashi unonobboi
90 nobboi/nobbui/nabbai/nobboe/nobbuy ekanobboi biranobboi tiranobboi churanobboi pochanobboi chhiyanobboi
97 satanobboi atanobboi niranobboi
"""

HINDI_ROMAN: Final = """
0 shunya/shoonya/zero/jiro/zeero ek/aik do/doo/dow teen/tin/theen char/chaar/chaaar paanch/panch/pach/paach/panj
6 chhe/che/chah/chhah/chhai/chha/chhe saat/sat
8 aath/ath/aat/aatth/aathh nau/now/nao/naw/nou das/dus/dass/duss
11 gyarah/gyara/gyaarah/gyarha/giyarah/igyarah/gyaraah barah/baarah/barha/baraah/bara terah/tera/terha
14 chaudah/choudah/chauda/chodah/chawdah/chowdah pandrah/pandra/pandhra/pundrah/pandhrah/pandraah/pandara
16 solah/sola/solha satrah/satra/sattrah/satarah/sattarah atharah/athara/attharah/atthara/athaarah
19 unnis/unnees/unis
20 bees/bis/beess ikkis/ikkees/ekkis/ikis bais/baees/baais teis/teyis/teiis chaubis/chobis/choubis
25 pachis/pacchis/pachchis/pachees/pachhis/pacchees/pacchiis chabbis/chhabbis sattais/satais
28 atthais/athais/athhais untis/unatis/unattis
30 tees/tis/teess ikattis/iktis/ikatis battis/batis taintis/tentis/taitis/tetis
34 chauntis/chautis/chontis/chountis paintis/pentis/paitis/paintees chattis/chhattis saintis/sentis/saitis
38 adtis/adatis/arhtis untalis/unchalis/untaalis
40 chalis/chaalis/chaalees/challis/chaliss iktalis/ikatalis bayalis/biyalis/byalis taintalis/tetalis/tentalis
44 chauvalis/chavalis/chawalis/chauwalis paintalis/pentalis/paitalis chiyalis/chhiyalis/chhialis
47 saintalis/sentalis/saitalis adtalis/artalis/adatalis/arhtalis unchas/unachas
50 pachas/pachaas/pachass/pachhas/pchas ikyavan/ikyawan/ikavan bavan/bawan/baawan tirpan/tirepan/trepan
54 chauvan/chauwan/chouvan pachpan/pachapan chappan/chhappan sattavan/satawan/sattawan
58 atthavan/athavan/athawan/atthawan unsath/unsathh
60 saath/sath/saathh iksath basath/baasath tirsath/tiresath chausath/chaunsath/chonsath
65 painsath/pensath/paisath chiyasath/chhiyasath sadsath/sarsath/sadasath adsath/arsath/adasath
69 unhattar/unahattar
70 sattar/satar/sattarr ikhattar/ikahattar bahattar/bahatar tihattar chauhattar/chohattar
75 pachhattar/pachahattar/pichattar/pachattar chhihattar/chihattar sathattar/satahattar athhattar/athahattar
79 unasi/unnasi/unyasi
80 assi/assee/asi/aassi ikyasi bayasi tirasi chaurasi/chourasi/chorasi pachasi/pachaasi chiyasi/chhiyasi
87 sattasi/satasi atthasi/athasi navasi/nawasi
90 nabbe/nabe/nabbay ikyanve/ikyanave/ikyanbe/ikyanwe banve/baanve/banave/banwe tiranve/tiranave/tiranwe
94 chauranve/chauranave/chauranwe pachanve/panchanve/pachanave/pachanwe chiyanve/chhiyanve/chiyanave
97 sattanve/sattanave/sattanwe atthanve/athanve/atthanave/athanwe ninyanve/ninyanave/ninanve/ninyanwe
"""

ENGLISH: Final = """
0 zero/nil one two/tow three/thre/tree four/foure five/fiv six seven/sevn eight/eigth/egiht nine/nin ten
11 eleven/elevan/elven twelve/twelv/tweleve/twelwe thirteen/thirten/thirtin fourteen/fourten/forteen
15 fifteen/fiften/fifthteen/fiftin
16 sixteen/sixten seventeen/seventen eighteen/eighten/eigthteen nineteen/ninteen/nineten
20 twenty/twenti/tweenty/twnty/tweny
30 thirty/thirti
40 forty/fourty/forti
50 fifty/fifti/fivty/fifity
60 sixty/sixti
70 seventy/seventi/sevanty
80 eighty/eighti/eigthy
90 ninety/ninty/nintey/ninety
"""

HUNDRED, THOUSAND, LAKH, CRORE = Decimal(100), Decimal(1000), Decimal(100_000), Decimal(10_000_000)

MULTIPLIERS: Final[dict[Decimal, str]] = {
    HUNDRED: """
        শো শ শত শোও শঃ सौ सो शत sho shoo soh sau sou shau shou saw so shoto soto shato hundred hundreds hundrad
        hundrd hndrd
    """,
    THOUSAND: """
        হাজার হাজর হাযার হাজারো হাজা थाउजेंड हज़ार हजार हज़ारों थाउज़ेंड থাউজেন্ড থাউজ্যান্ড hajar hazar hajaar
        hazaar hazzar hajjar hzr hjr hzar hjar hazr hajr hazer haajar haazar hajarr thousand thousands thousnd thou
        thausand thouzand tausand thousend thosand thousan thou k
    """,
    LAKH: """
        লাখ লক্ষ লাক লাক্ষ লক্ক লাখ্ লক্ষ্য লকখ লাক্ লাখহ लाख लाक लक्ष लाख् lakh lac lacs lakhs lak lkh laksh lk lacks lakk
        lokkho lokho lokkha lokhho lokhkho laakh lakhh laksha lackh lakk lack laks lakhss lkhs laakhs l
    """,
    CRORE: """
        কোটি কোটী কটি ক্রোর কোটিও करोड़ करोड कोटि करोर करोड़ो क्रोर crore crores cr crs koti kotee koty kooti
        krore krores karor karod caror koror cror crors corore kror carore karode croer kroor krod
    """,
}

HALVES: Final[dict[Decimal, str]] = {
    Decimal("0.5"): """
        আধ আধা আধাআধি आधा आधी आधे adh adha aadha aadhi adhi aadhe half hlf
    """,
    Decimal("1.5"): """
        দেড় ডেড় ডের দের দেড ডেড ডেঢ় দেঢ় দেড়টা डेढ़ डेढ डेड़ डेड ढेड़ ढेढ़ देढ़ der derh dedh deyr derr dhed
        derek deerek দেড়েক dher derho deer ded daid deyrh dedhh dheda dhedh dairh
    """,
    Decimal("2.5"): """
        আড়াই আরাই আড়ায় আঢ়াই আড়াইটা ঢাই ढाई ढ़ाई ढाइ अढ़ाई अढाई arai aarai adai adhai aadai araai arhai dhai
        dhaai dhaii dhaee dhhai adhaai aray adhay arahi
    """,
}

MODIFIERS: Final[dict[Decimal, str]] = {
    Decimal("0.5"): """
        সাড়ে সারে শাড়ে সাঢ়ে साढ़े साढे साड़े साडे saare sare share sarhe saarhe sade saade sadhe saadhe
        shaare sarey saray sadey shaarey shade sharhe saadey sarre sadde
    """,
    Decimal("0.25"): """
        সওয়া সোয়া সয়া सवा सव्वा sowa sawa sava sawaa sova soya shoa sowya savaa soa swa shoya sowaa showa
    """,
    Decimal("-0.25"): """
        pouno pauno পৌনে পনে পোনে পৌণে पौने पौन पोने paune poune paone pone paun poun ponay pawne pouney pauna powne pouna
        paunay
    """,
}

_ORDINARY = """
    নয় ন ছ দু বার শ তের শত ষোল শো আধ ডের দের সারে পনে পোনে সয়া আরাই কটি লাক ক্রোর কোটিও আঠ শোলো লক্ষ্য
    জিরো दो छ सो पौन देड़ आट आधी आधे सतर do du doo dow one at ath att aath no noy noi nay noe now nao naw nou
    nau sat shat sath saath das dus dash dos dosh dass duss doss dosho che chhe chah chha chay choi choy cho
    car tin ten tera tero terra bara baro barro sola solo shola bis bees bish tis tees trees tris bais teis
    tree nil tow ak aik fiv nin ashi asi kudi egar sattar satar shottor nabe banve bavan bawan adh adhi
    aadhi half der deer derr dher dhed daid dairh arai aray dhai adhai adai share sare saare sade shade
    saray sarey soya swa soa sava shoa showa pone paun poun pawne pauna pouna so sou saw soh sau shau shou
    shoo soto shoto shato sho thou k l lak lack laks lakk lac lock koti krod kror cr crs sarre sadde shaare
    derek deerek lk
    powne untis satash atash atas satas unashi atashi trepan choddo koty kooti karor sathh deyr dheda ded
"""
WEAK: Final = frozenset(_ORDINARY.split())
"""Words that are also ordinary ones ("do", "so", "নয়"): numbers only beside another number or a unit."""
_LOOK_ALIKES = """
sata dosti dosto doste atta atte atti ata satta satti satte sati note noti nota chota choti choto chhota chhoti dota
nojor choto বিষ noyto noito naito dojon dojan dozon banwai banvai banway chalisa karora বিষের pounchano
pounchan countys counties আধার আঁধার
"""
NOT_NUMBERS: Final = frozenset(_LOOK_ALIKES.split())
"""Ordinary words that look like a number with an ending or in another spelling."""
