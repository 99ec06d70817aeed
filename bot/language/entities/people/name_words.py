"""Words that are no names, although they may stand where a name was asked for: answers, places, trades, daily words.

The English, Bengali and Hindi lists hold the most frequent words of the word lists of wordfreq, without names.
"""

from __future__ import annotations

from typing import Final

from bot.language.lexicon import BENGALI_ROMAN, BENGALI_WORDS, BORROWED, ENGLISH_WORDS, HINDI_ROMAN, HINDI_WORDS
from bot.language.normalise import normalise


def _words(text: str) -> frozenset[str]:
    return frozenset(normalise(text).split())


_ROMAN = _words(
    """
    haa hyaan hna huh hmmm nah nope yep yup okey achcha thikache thikase bujhlum skip skp porer poreer baade cansel
    batil exit quit bye tata restart reset menu pichone helpp dhanyabad dhonnobaad thankyou thnx thx tnx plz pls helo
    hallo hlo namoskar nomoskaar namaskaar pranam assalamu alaikum walaikum adab johar juhar suprabhat suprovat shuvo
    sokal ratri suvo gm gn bolbona boliben bol boltechi bolbe likhbo likhchi debona dibona dimu koris korbona janena
    jaani janbo chinina chini chaina chaaina chahina lagbena parbona parchina hobena hocchena kyano kisher kiser
    naamta namta porichoy poricoy parichay thikana thikaana basa para thana jela pin shohor desh rajyo mistri karigor
    chakri chakori byabsha bebsha babosha gari mach dhan pat kapor kapod shari churi goyna mati bash bans kath loha
    bidi biri rikshaw rickshaw toto van auto tractor goru chagol murgi hans chas chaash jomi poisa kisti sudh sud
    byank khata savings fixed atm cheque gas ration khabar khaabar bhat vat ruti chaa cha jol jal ghum oshudh osudh
    daktar doctor haspatal hospital mukhyo montri kaka kaki mama mami pishi mashi jethu thakuma dadu nana nani bou
    bor stri swami pita mata maa ammi abba husband sister uncle aunty bondhu male female purush mohila nari hindu
    muslim sikh christian bcw adibasi voter passport bhul vul misspelt misspelled incorrect spelling banan correct
    bodlabo bodol poriborton boka pagol pagal gadha chor baje faltu bekar kharap sundor sundar mota roga boro chhoto
    choto notun purono kolkata calcutta howrah haora hooghly hugli murshidabad malda maldah birbhum bankura purulia
    bardhaman burdwan asansol durgapur medinipur midnapore kharagpur haldia jhargram darjeeling kalimpong jalpaiguri
    alipurduar siliguri coochbehar cooch behar dinajpur raiganj balurghat parganas barasat basirhat diamond harbour
    krishnanagar ranaghat bongaon bolpur digha sundarban bengal bangla banglay bangladesh bihar jharkhand odisha
    assam delhi mumbai bombay kerala chennai bangalore gujarat surat india bharat hindi ingreji bengali urdu nepali
    santali baadme bataunga bataungi bataenge rehne chhodo chodo jaane hatao samjhi bilkul zaroor jarur matlab aaya
    aayi karungi makan kapda kheti kisan mazdoor majdur labour labourer worker driver tailor darji electrician
    plumber carpenter mason painter cook barber farmer artisan weaver tanti potter fisherman vendor hawker trader
    student teacher housewife unemployed migrant handicraft embroidery kantha zari pottery bakery sweets tea stall
    salon parlour parlor beauty repair welding donno idk dunno nobody whoever anonymous testing asdf asdfgh qwerty
    abc xyz abcd none null nil busy tomorrow yesterday monday tuesday wednesday thursday friday saturday sunday
    stupid idiot fool bot robot agent operator interested tired sad hungry sick jobless married widow divorced
    handicapped disabled
    prithibi jhamela dhur ignore haha hahaha hehe ohh inshallah mashallah masallah alhamdulillah bolie boliye suniye
    sunun shunun poultry phuchka fuchka telebhaja duck goat cow farming likhte thaklam khabo khelam bechi bechbo banai
    bidhoba garib gorib manush lok chasi chashi krishok sromik shromik kumor kamar napit jele mali halwai halwayi mochi
    porashona porasona lekhapora padhai iti diploma madhyamik dhopa rajmistri kathmistri khalasi helper mistry silai
    selai sewing tailors
    lekhate lekhabo lekhano lekhaben lekhan likhate likhana likhani likhwana likhwani likhwane likhvana likhwa likhwao
    likhwado likhwaiye likhaiye darj darz dorj nothibhukto nothibukto nothibhukti nothivukto register registar ragister
    registration jod jodo jodna jodiye chadhana chadhao chadha charhana tolo tulte tulun tulbo tolate talikay talika
    soochi suchi entry
    """
)

_ENGLISH = _words(
    """
    as his one just like out her people also now other only first him see two think back go well said way very even
    really right work year years being day too going off made still got never life say world down great through last
    while best such love man home long look something same used both every come part three around between always
    better high little old since another own things under during game thing house place school again next each
    without against end found big feel sure team ever family keep put money free second someone away left city days
    lot name play until doing few real called different having set thought done however getting god government
    looking public top care system times week already anything case nothing person today enough everything full live
    making point read told yet four hard mean once support including music power seen states stop water based believe
    head men national small took white came far job side though try went actually american later less line party run
    says service country open season children everyone general trying united using area black following law makes
    together war whole face five kind maybe per president story working games health hope important least means news
    within able book early friends local oh post young ago others social talk court fact given guys half hand level
    mind often single become body coming control death guy hours pay south true almost history known large lost
    research room several started taking university win wrong along anyone else girl matter pretty remember air bit
    friend hit needs nice playing probably saying understand yeah york close comes idea international looks past
    possible wanted cause due happy human members months move question series wait woman ask community late leave
    north special watch either future light low million police short stay taken buy deal rather reason red soon third
    turn whether among check development further heart minutes myself services yourself act although asked child fire
    fun living major media players art behind building easy gonna near non plan political quite six talking west
    works according available education final former front kids list ready sometimes son street bring college current
    example experience heard london meet program type chance father march process song study word across action clear
    gave gets himself month outside students words board cost cut field held instead moment mother road seems
    thinking town wants department energy fight fine force hear issue played points re rest results running shows
    space summer term wife america beautiful goes killed land shot strong co especially eyes include june parents
    period position record similar total above club common died film happened knew lead likely military perfect
    personal share won april county couple dead english happen hold industry inside issues player problems rights
    sense star view weeks break british companies event higher hour member middle needed present result takes wish
    answer boy design finally girls gold gone guess july king learn policy society added al alone average brought
    certain church east hands hot longer medical movie original park performance press received role sent themselves
    tried worked worth areas became books cool director exactly giving ground meeting provide questions relationship
    september sound source usually value evidence follow lives official production reading round save stand stuff
    whatever blue countries drive eat fall fast federal feeling felt green league management match model picture size
    step trust central changes england forward groups key mom page paid range review science upon various attention
    brother cannot character chief cup football hate led looked lower natural october property quality send style
    vote amazing august blood china complete dog economic hell involved itself language lord november oil related
    serious stage terms title add article attack born damn decided decision enjoy entire french january kill met
    perhaps poor release situation technology turned written choice code considered continue council cover currently
    door election european events financial foreign hair increase legal lose pick race seem seven sign simple simply
    staff super union walk washington bed began built career changed crazy daily daughter
    december die difficult figure knows loss modern ones paper parts popular published safe starting systems version
    voice whose writing army australia earth forget goal huge listen practice rules sea success towards waiting ways
    access base below created deep followed lol missing offer professional released risk schools sleep table ten truth
    ball box build cases dark europe minister note piece recent seeing straight visit wall wanna wrote allowed boys
    culture etc fans february gives growth included pain places respect response river rock speak specific standard
    tonight write album century charge cold create effect eight except eye funny moving network peace provided recently
    required sales spent store track via watching weight addition ahead allow anti association beat capital chinese
    committee conference difference double expect island moved normal plans population potential pressure radio russian
    station text treatment western beginning california campaign certainly completely content cross described despite
    focus ice individual interesting join kept leading loved message miles nearly particular previous quickly region
    reported section sort speed travel consider contact drop fair feet kid positive sale throughout tour welcome
    absolutely additional beyond conditions earlier extra forces immediately jobs leaving minute nature numbers quick
    sell significant studies unless winning agree canada clean construction episode favorite income justice levels
    movement posted safety scene sold sounds spend statement sun teams ability announced asking calling coach
    collection continued costs definitely designed expected gun happens heavy includes knowledge particularly search
    subject train wide wow author claim dad developed fear fit generally german global goals gotta judge lady leader
    letter lines material named opportunity plus pre regular secretary stories workers annual anymore bar battle brain
    contract degree families features finished floor france growing hurt image majority meant opening opinion physical
    pro reach rule seriously sports successful active administration approach australian biggest cancer civil dance
    defense direction independent master reasons russia ship stock weekend wonder worst africa awesome beach clearly
    commercial compared effort ended fan fighting imagine impact lack latest learning multiple older operation
    organization passed pictures protect secret senior spring telling wear activities analysis anyway bought calls
    choose christmas color commission competition direct dream easily finish grand increased indian literally luck
    marriage names necessary patients resources rich skin speaking supposed sweet thus touch caught closed congress
    damage directly disease doubt drink driving established feels fish gay germany glad greater grow largest notice
    overall planning professor programs records reports shown sit trip associated basic captain carry cars crime
    effective effects explain fully highly holding japan laws parties plant reality spot texas winter worse advice
    agreement award broken caused challenge characters comment equipment eventually helped holy killing lived lots
    nation otherwise prices primary purpose rates responsible showing theory uses agency avoid camera catch cell coast
    comments drug economy environment executive foot mass meaning mission nine officers operations politics pop
    produced ran therefore trial truly weather activity claims coffee complex condition division evening flight freedom
    heat highest interview library located location murder offered putting queen seconds showed sitting standing stars
    walking accept actual appear attempt broke channel distance eating exchange fat fell finding glass learned losing
    northern opened placed powerful prior protection reached receive religious ride royal screen serve signed slow
    species speech traffic tree types wearing wonderful agreed airport animals appears begin bottom cities demand
    engine everybody famous ideas investment keeping notes partner plays raised runs solution songs sources southern
    square stopped structure traditional twice wind worry americans appeared becomes brand bus cent chicago count
    covered critical forced fourth fresh lake mental mentioned missed mostly mouth owner photos previously realize
    remain scale separate smart starts surface throw totally twitter views wedding acting actions african arms budget
    click estate failed fashion feature fund generation hearing hill larger metal mid paris profile pull push returned
    seat seemed target understanding village animal authority basis becoming draw dude employees enter follows
    foundation http individuals japanese leaders memory prime projects ring rise selling served silver soul spread
    supply waste weird adult apparently artist chairman edition engineering grade happening healthy institute method
    nations obviously option prison provides remains senate smaller somebody strength users wild window winner arrived
    bet camp cast continues dangerous extremely greatest handle improve indeed leaves movies negative prevent removed
    spirit television till trouble videos advantage apart aware cat customers decide dinner dollars eastern fifth
    function gift helping herself impossible influence items los materials nor produce progress proud require shooting
    shut standards tells thinks wood background birth bridge carried classes completed concept copy dear dogs drugs
    efforts garden host housing inc israel journal labor leadership length lucky neither onto patient possibly prove
    rare setting skills software thousands tough units alive apple balance birthday boss cards changing connection
    dress easier fellow florida horse knowing liked magic managed map net owned request stick turns vehicle volume wake
    aid believed billion buying cells concerned conversation corner criminal cultural develop ends existing farm fix
    fly guide images investigation mexico operating paying presented raise responsibility roll slightly suggest
    surprise technical thoughts treat unique variety violence weapons yours youth appreciate bigger breaking discovered
    dry edge evil excited forever funds helps injury iron lovely mad magazine models offers ordered parliament prepared
    reference religion sites somewhere stated strategy teachers web wine accounts angeles arm audience bay blog closer
    core democratic description dropped excellent exist figures forms guard honest issued joined lies likes medicine
    mention mountain nuclear orders port presence reaction reduce shoot sides solid spanish sport steps stress taste
    victory afternoon assistant britain citizens classic clothes decisions electric emergency entered entirely facts
    failure festival flat fuel houses ill initial introduced kick links massive matters pair picked pieces plane plenty
    prince proper providing quarter regional session shape sky teaching toward transfer upper useful valley watched
    willing windows zone accident advanced alternative anywhere articles awards bear boat bringing capacity cheap
    climate communities discussion drinking duty fantastic feelings flying governor hundred industrial joint mix museum
    options path plants policies promise proposed purchase rain remove signs spending steel supporting terrible treated
    turning vice warm afraid arts beer border canadian command crew crowd dating elements enemy ensure environmental
    filled forest intelligence intended moon ocean powers profit proof republican soldiers suit wins appearance asian
    attorney behavior bodies brothers buildings chair creating debt domestic expensive grew historical homes honestly
    honor jump launch listed native noted originally planned sets suddenly supreme tech trees user writer yellow
    younger ancient attacks charges combined communication connected contains download ending exercise express flow
    formed girlfriend hero illegal increasing joke methods officials performed planet relationships scotland selected
    shared shopping soft stuck sugar suggested supported surprised taught transport accepted adding affairs allows
    appeal applied appropriate artists boston confirmed device drama entry era factor feed golden grant grown heads
    hoping keeps lawyer legs lying measures mistake organizations platform pool pulled regarding relations requires
    route saved schedule scientific shoes smoke squad teach tests values walked abuse angry businesses candidate
    comfortable concern developing discuss elections emotional everywhere facilities falling fox guns holiday interests
    internal ireland italian italy jersey laugh leg letters liberal listening loves lunch milk pack perform recorded
    relatively sector sharing snow storm streets strike studio sub weak actor advance apartment chain chapter committed
    confidence cute equal fake finance focused hits identity journey kitchen korea leads maintain measure numerous
    owners posts properties quiet revealed specifically split task taxes twenty urban acts affected aircraft
    applications approved approximately argument arrested claimed conflict considering corporate debate determined
    distribution escape extended factors faster fault fill films flowers friendly
    """
)

_NATIVE_ANSWERS = _words(
    """
    জেলায় জেলার থাকি থাকেন দর্জি দরজি নাপিত ড্রাইভার মিস্ত্রি রাজমিস্ত্রি পড়াশোনা লেখাপড়া দর্জি पढ़ाई दर्जी
    दर्ज़ी नाई ड्राइवर मिस्त्री राजमिस्त्री रसोइया
    পরে স্কিপ বাতিল থামুন মেনু হ্যালো হাই জানিনা বলব বলবো বলবোনা করবনা লাগবে লাগবেনা চাইনা পারবনা ঠিকানা কলকাতা হাওড়া
    হুগলি নদিয়া মুর্শিদাবাদ মালদা মালদহ বীরভূম বাঁকুড়া পুরুলিয়া বর্ধমান মেদিনীপুর ঝাড়গ্রাম দার্জিলিং কালিম্পং জলপাইগুড়ি আলিপুরদুয়ার
    কোচবিহার দিনাজপুর পরগনা শিলিগুড়ি আসানসোল দুর্গাপুর দর্জি মিস্ত্রি কারিগর চাষ চাষি কৃষক বেকার ছাত্রী শিক্ষিকা গৃহবধূ আচ্ছা ওকে
    পাগল বোকা বাজে ফালতু কাপড় মুরগি গরু জমি ধান শাড়ি বিড়ি আধার প্যান কার্ড ভোটার রেশন নমস্কার প্রণাম আসসালামু আলাইকুম সুপ্রভাত
    বলছি বলছিলাম চাই করি বানান ফর্ম লোন জিএসটি উদ্যম পিতা बताऊंगा बताऊँगा बाद स्किप रद्द रुको मेनू हेलो नमस्ते प्रणाम सलाम पता
    छोड़ो कोलकाता हावड़ा दर्जी मिस्त्री मजदूर बेरोजगार शिक्षक पुरुष ओके पागल बेकार कपड़ा मुर्गी गाय खेती पैन कार्ड वोटर राशन फॉर्म लोन
    जीएसटी उद्यम क्यूं हूँ बा हवे छै
    """
)

_BENGALI = _words(
    """
    কথা সময় পর মনে পারে শুরু তা বছর সেই রয়েছে হিসেবে নতুন প্রথম নাম এমন তো দেখা বাংলাদেশ কেউ বেশি জাতীয় বিভিন্ন শেষ বড়
    মানুষ পর্যন্ত জন দিকে করবে মাধ্যমে ব্যবহার প্রতি হল কারণ দেশের ধরে প্রায় নিজের বিরুদ্ধে তাঁর বন্ধ পুলিশ হলো কারণে তৈরি
    বাংলাদেশের মা সালে অংশ চলে দেখতে বলা সালের মানুষের সবচেয়ে দল গত ঠিক দলের পড়ে হাজার অন্য ঢাকা বিশেষ বেশ যেন হয়েছিল
    অনুষ্ঠিত দেখে সকল নামে একই ফলে ভাল চেষ্টা নারী নির্বাচন বছরের শিক্ষা আন্তর্জাতিক সরকারের সামনে আল মাঝে সাধারণ হওয়ার ছোট
    জেলা দেশে সম্পর্কে হাতে ছাড়া তথ্য দেয়া বাংলা কম দেখুন পারেন যেখানে যেমন সদস্য উত্তর ঘোষণা তিন ধরনের ভারতের মৃত্যু দিয়েছে
    ভিডিও খবর একটু চেয়ে ভারত অভিযোগ এসে ক্ষেত্রে দেশ নাকি বিষয়ে ব্যবস্থা মাত্র সমস্যা আসে থাকবে ব্যাপারে করছেন চায় তুলে দেন
    প্রধানমন্ত্রী ফিরে বলেছেন বলেন সময়ে সুন্দর সুযোগ অন্যান্য ছেলে ভাবে যাওয়া রাজনৈতিক সহ এখনো খারাপ প্রয়োজন সাহায্য হাত উচিত
    গ্রহণ দক্ষিণ প্রদান মানে মেয়ে এতে এসব নিশ্চিত বের যান সরকারি হওয়া ঘটনা থাকতে পালন বন্ধু বাবা ভারতীয় দাবি দু নেতা মারা
    অর্থ আইন এত নির্বাচনে পরিবর্তন প্রশ্ন বিশ্বের সংবাদ এসেছে কখনো কোটি দ্বিতীয় ব্যক্তি ভুল যোগ লোক সবার অনুযায়ী আসছে আসলে বাইরে
    যাওয়ার রাতে সংখ্যা স্থানীয় হত্যা হোক গুরুত্বপূর্ণ দরকার নিহত পানি বর্তমান ভাষা মার্কিন স্বাধীনতা অবস্থান কাজে নিজেকে বিশ্ব
    রাখা সম্ভব সিদ্ধান্ত উপজেলার এলাকায় গেল প্রকাশিত যদিও যুদ্ধ রেখে আলোচনা ছেড়ে পরিবারের বাস মার্চ যাতে শহরের হন অন্যতম
    থাকার বসে রাখতে এগিয়ে করেছিল দ্রুত পুলিশের বাংলাদেশে ভয় মুসলিম সারা সৃষ্টি আগস্ট চলছে চিন্তা বিয়ে বিষয় মাসে মূল লেখা সকাল
    স্কুল আগামী এরপর কারন গান ফোন সাবেক হয়তো হিসাবে খাবার খেলা ছাত্র দুটি পক্ষে বর্তমানে বার ভোট মাস সংসদ সেরা কঠিন গ্রেফতার
    দিনের নি পাকিস্তান যিনি সময়ের সামাজিক সেপ্টেম্বর অবশ্যই উল্লেখ একে কোনও ঘটে ছিলো জনপ্রিয় জীবনের দিয়েছেন পরিবার পুরো
    প্রাথমিক বই বিশ্ববিদ্যালয়ের লাভ শিশু স্ত্রী অবস্থা আহত উন্নয়ন এখনও এপ্রিল কলেজ কাছ খুবই গল্প চালু পথ পূর্ব বলছে বিরোধী বিস্তারিত
    বুঝতে মৃত্যুর শহর উপজেলা কয়েক কাজের কিছুই কেন্দ্র ঘটনায় চার তে দায়িত্ব নিজেদের ফুটবল রাত শিক্ষক আসা কিনা গাড়ি থেকেই নামের
    পায় যুক্ত যোগাযোগ লাখ সবাইকে হলেও এমনকি কাউকে কারো কেবল গড়ে পরিচিত পরীক্ষা ফেলে বিষয়টি বেশী শেয়ার হয়েছেন হামলা
    অবস্থায় আগের একবার কয়েকটি খুঁজে জুলাই তারপর পথে পাশাপাশি মুখে মে রক্ষা সম্পর্ক অধিকার উদ্ধার একমাত্র চোখ দেওয়ার ধারণা
    পাকিস্তানের প্রতিষ্ঠান মুক্ত সহজ এলাকা ক্রিকেট ক্ষমতা খুন থাকেন দিনে দেখি ভাষায় মধ্য মহিলা মামলা লক্ষ স্বাস্থ্য হারিয়ে উপায়
    কেন্দ্রীয় তারিখে দিচ্ছে নিরাপত্তা পা পাশে বাড়িতে বিএনপি বিচার ভুলে মুখ মোবাইল আন্দোলন আসবে উচ্চ ঘরে ধরা পেয়ে প্রেসিডেন্ট
    বিক্রি সঠিক সমস্ত সাংবাদিক সৌদি অফ আসল উঠে উপরে এদিকে জন্ম তাতে পছন্দ পরিকল্পনা পান পুরস্কার পৃথিবীর মাথা রাষ্ট্রপতি লক্ষ্য
    শব্দ সত্যি আটক আলাদা ইতিহাস এলাকার চট্টগ্রাম জেলার দেয়ার নামক নিজস্ব পরিণত পাঁচ ফেসবুক বিভাগের বিমান বৃদ্ধি মন্ত্রী যাই
    রাজ্যের শহরে শিকার শেষে অক্টোবর অব আসতে জায়গা নির্দেশ নেয় পরবর্তী পরিচালক প্রতিটি ভাগ ভারতে যুক্তরাষ্ট্রের লেখক শতাংশ
    শুধুমাত্র সংস্থা সদর সভাপতি স্থান অপেক্ষা আওয়ামী আগেই ইউনিয়নের করেছিলেন দাম পাওয়ার ফেব্রুয়ারি বছরে বলার বিএনপির
    বিশ্ববিদ্যালয় লীগ স্থানে জীবনে জুন দিক দিবস দীর্ঘ নিউজ নির্বাচিত মন মায়ের রাজ্য সড়ক সিটি আয়োজন ইউনিয়ন এটাই পুরুষ প্রার্থী
    বদলে ব্যাপক মতে মাথায় রাখার রাস্তা সম্পাদক সামরিক হতো অনলাইন এরা কার্যক্রম গ্রামে জানেন জায়গায় দূরে নভেম্বর নেয়া প্রথমে
    প্রমাণ লড়াই সরাসরি সেবা অনুষ্ঠান কিংবা জানে তাদেরকে নষ্ট নিচে নির্বাচনের পাবেন পেয়েছে বাজার বাহিনী মিথ্যা যাদের অস্ত্র
    আক্রান্ত আয় ইসলামী কখনও করলাম দেখার নিয়ন্ত্রণ নির্মাণ পড়েছে পরিচয় পরিমাণ প্রভাব বয়স বল ব্যক্তিগত ভূমিকা মানুষকে মাসের
    রাজধানী লীগের সিলেট হলেন অনুসারে আঘাত আজকে আসার কষ্ট কালো ধ্বংস নারীদের প্রযুক্তি বাদ বিদ্যুৎ বিপক্ষে যথেষ্ট রকম সন্তান
    সমর্থন সর্বোচ্চ অবস্থিত আন্দোলনের আরব উৎসব এতো কর্তৃক জানিয়েছেন ডলার তাঁদের তালিকা তৈরী ধর্ম প্রতিদিন প্রবেশ প্রস্তাব বিক্ষোভ
    বিষয়ক ব্যাংক মজা মিনিট সুবিধা অন্তত আক্রমণ একদিন কর্মকর্তা খুলে গ্রুপ চলচ্চিত্র ডিসেম্বর পড়তে বরং বলছেন বাহিনীর ব্যাপার ভিন্ন
    শক্তিশালী সংগ্রহ অভিযান আল্লাহ একা এছাড়া এভাবে কমিটি চোখে টিভি ঢাকার তৃতীয় নিয়েছে পদে প্রতিবাদ বাসায় মোট রাস্তায় আজকের
    আবেদন আসুন আহ্বান গ্রামের চুক্তি জনগণের জনের ধর্মীয় নাগরিক নানা নিজ পরিচালনা বাকি বেঁচে মন্তব্য মহান মেনে সকালে সমাজ হার
    আগুন উপস্থিত এছাড়াও কর্মী ক্ষতি খেলার গঠন ঘটনার জুড়ে তেমন দাও পর্যায়ে প্রাক্তন বর্ণনা বেড়ে মূল্য মৃত রাখে সফল হামলার অধীনে
    অনুমতি ইন্টারনেট খুশি গ্রেপ্তার চালিয়ে তোমাদের নিয়োগ নিরাপদ প্রস্তুত বিভাগ মাছ শিল্প অত্যন্ত অনুষ্ঠানে অর্থনৈতিক কবি কেটে
    চেয়ারম্যান ছড়িয়ে ছবির তাঁকে তিনটি ধীরে পড়া পরিষ্কার পরের বললেন বাবার ভর্তি রিপোর্ট রেকর্ড শত সংগঠন সম্মান সরকারী সর্বশেষ
    স্বামী হবার হাসপাতালে অপরাধ আদালত ইত্যাদি এগুলো কমিটির ক্ষমা ঘুরে জাতির জেনারেল তাঁরা দূর নিজে নিন নির্বাচনী পার ফেসবুকে
    বলি ব্যবহৃত ব্যর্থ যত যাকে শাস্তি শুনে সমাধান সম্ভবত স্বাধীন ঐতিহাসিক করল করলেন করেই কল কাহিনী কিছুটা খেয়ে জড়িত ডিজিটাল
    পরিবেশ পেছনে প্রকল্প মিলিয়ন সংস্কৃতি সম্পূর্ণ হয়ত হুমকি অংশগ্রহণ অতিরিক্ত গতকাল তারিখ দলে নিউ পোস্ট যুদ্ধের শিক্ষার্থী সংক্রান্ত
    সম্পন্ন সাল হত আদেশ উদ্দেশ্যে খেতে গেলো ঘর চুরি তদন্ত নদী নদীর নিষিদ্ধ পরিষদ প্রচার ফল বাজারে ম্যাচ যুক্তরাষ্ট্র শ্রমিক সক্ষম
    সভা হা অঞ্চলের অনেকেই অভিনয় অভিযোগে কারনে কার্যকর খরচ গভীর গেছেন চা চিকিৎসা চীন ছবিতে পক্ষ পার্টির পূর্ণ ফলাফল বাধ্য
    ব্যক্তির ভাষার মূলত যাত্রা রাজনীতি সেনা স্কুলে হঠাৎ আটকে আমিও আমেরিকান ইংরেজি এন্ড করত খোলা গরম ঘন্টা দৈনিক পোশাক
    প্রতিবেদন বাংলার মাঠে মামলার যেসব রক্ত শীর্ষ হিন্দু হে অন্যদিকে অবশ্য আনা ইচ্ছা ইন কোথাও খাদ্য ঘটেছে চূড়ান্ত ছয় জানুয়ারি টেস্ট
    তালিকায় দাঁড়িয়ে নিয়মিত নেন পুনরায় বঙ্গবন্ধু
    """
)

_HINDI = _words(
    """
    कि भारत बात नाम दिन देश नही लोग हर कहा समय बार कभी तरह होने कई रूप उन्होंने जैसे मे लोगों सबसे साल जाने प्रदेश ले ऐसे पास ऐसा बारे
    दिल्ली बस अधिक दिल भारतीय कारण अभी लगा पे बना बीच दुनिया दोनों चुनाव लेकर आगे ओर कहते धर्म फिल्म इसी कांग्रेस खुद पुलिस बन
    शुरू सही पार्टी पूरी अलग उत्तर केवल क्योंकि पानी यही बड़ी माँ गयी देख मन राज्य लिये अन्य करे बड़ा बड़े मंदिर आया देते भाषा सामने तीन
    पाकिस्तान प्यार रात क्षेत्र याद हाथ उसने चल महिला शामिल आने इतना इसलिए जानकारी परिवार पूरा बिना ऐसी करेंगे जगह प्राप्त बंद बाहर
    अनुसार इसमें दूर दौरान पूर्व व्यक्ति खिलाफ दूसरे भगवान वर्ष बनाने लगे समझ समाज हिन्दू पिता प्रकार आम कार्य देखा पूरे भर यदि वही शहर
    कह जनता तेरे भाजपा मौत शिक्षा सुबह आई उपयोग गये तरफ तू मंत्री आदमी जान बिहार लाख सेवा चार जारी जिसमें पहली हे आदि करोड़ कहीं
    काफी टीम मीडिया रखा शब्द हमेशा आता इस्तेमाल तेरी प्रधानमंत्री बच्चे माता रह आए प्रति बच्चों रंग सारे हमने ऊपर कहना चला जन्म जबकि
    जहाँ राष्ट्रीय सेना हिन्दी अच्छे आपने इससे उसी ध्यान प्रयोग रहते वालों हिंदी अच्छी अलावा इतनी छोड़ जहां जिसके मिले लग विश्व सा ज्ञान
    नेता लड़की विभाग सरकारी नीचे पीछे बनाया भाग मुख्यमंत्री आती छोटे तैयार युद्ध विचार सोच आधार कहानी कोशिश खेल बने मुख्य रहता लिखा
    स्कूल आते मै लगी सवाल अमेरिका चीन जिला जिससे देखने बोल मतलब लेते शरीर सके स्थान अध्यक्ष दर्द नई नया बजे मां विधानसभा होकर बाप
    राजस्थान लगभग शायद सच किये देंगे निर्माण माना रहने विशेष वैसे जैसा नए बीजेपी यात्रा सुरक्षा हालांकि इतिहास गांव जाएगी जिले पत्नी पसंद
    बताया मार योजना वजह व्यवस्था शादी सारी स्थिति कंपनी जवाब थीं बदल बैंक मांग मिली संख्या केंद्र खाने जाये तौर देखें बिजली मदद वापस
    स्तर अंदर इंडिया इतने ऑफ दूसरी प्रमुख बहन विधायक उम्र कश्मीर कार्यक्रम तेरा देती नगर पति पूर्ण प्रदर्शन प्रदान महिलाओं रख स्थित करेगा
    कानून पड़ा पद विरोध शुभकामनाएं सर हाल अगस्त आये एंड काल कोर्ट गलत चुका चुके ताकि बनी बल्कि बाबा मामले रुपये लोगो वहीं वोट समर्थन
    सम्मान अंग्रेजी चले चाहे जिसने देखते धीरे पहचान पैदा माध्यम शाम आरोप जल जानते जैसी पंजाब पांच पिछले महीने रखने रहेगा राजनीति हिंदू हेतु
    हों इनके उनको उससे छोटी देर परीक्षा प्रयास बाकी मार्च मुस्लिम वक्त विभिन्न समस्या हत्या उच्च पड़ता बातें भूल मिलने रहती राष्ट्रपति
    लगाया संघ संस्कृति अध्ययन खबर दिनों निकल पाया मिनट विषय हिस्सा अधिकार डर तभी दिखाई दोस्त महत्वपूर्ण मैच रखना घंटे तहत देखो पोस्ट
    बोले मान हार अंतिम आर्थिक उपलब्ध कुल गीत जाति तुम्हारे दिवस देखकर पहला बनने बेटी भारी स्वास्थ्य अर्थ आग उसमें गुजरात बोला राजनीतिक
    विवाह सड़क सहित सात स्वयं हजार आयोजित कमी कही किसान खत्म जल्दी टीवी निर्णय बेहतर राष्ट्र संयुक्त अभियान जरूरत जाएंगे धन नजर पत्र
    बाल युवा रेलवे वर्ग शुरुआत शो संबंध स्वतंत्रता अवसर आरक्षण इनकी चलते जांच जाओ तुझे दर्शन दलित बनाए बैठे मर महान रक्षा लाभ सफलता
    सामाजिक कदम कहने कृपया खाना घटना चुकी जिसकी दर बंगाल बढ़ बेटा भर्ती रहना सफल कहता खड़े जिंदगी जेल दूध दूसरा देशों मुश्किल रहें शब्दों
    संगठन इंसान उठा ऑफ़ चलता तुम्हारी थोड़ी दल नज़र नौकरी परेशान मृत्यु रोक लोक साफ सुख उसको खून गुरु जरूर डाल नंबर पड़े पल प्रक्रिया मध्य
    मुंबई वर्तमान सभा सो अंत उनसे उम्मीद क्रिकेट घोषणा चरण छात्रों जल्द तेल थोड़ा दिशा परिणाम परिवर्तन पार बल बेटे मानव मुक्त लिख हमे
    किसानों चेहरे छात्र ज़िन्दगी ज़्यादा पत्थर पा भविष्य मनुष्य वाह सबको सारा असली कॉलेज खुश जमीन जुलाई देकर देखना देगा पुत्र भोजन
    महाराष्ट्र रखते लखनऊ लगाने वन शासन सुन स्थानीय अप्रैल अल्लाह आंदोलन आदेश कीमत खा चली पाए प्रभु बयान भूमिका लागू सदस्य सामान्य अक्सर
    आवश्यकता करनी खुशी खूब गलती चर्चा चैनल छोटा तरीके दम निकाल नेतृत्व पेट बाजार मिलकर रिपोर्ट लगातार समान साबित हरियाणा खड़ा जिन
    टेस्ट दिखा दोस्तों पक्ष प्रवेश प्रशिक्षण फैसला मार्ग
    """
)

_DONE_WITH_NAMES = _words(
    """
    লেখান লেখাতে লেখাব লেখাবো লেখানো লেখাই লেখাবেন লেখাও লিখাতে নথিভুক্ত নথিভুক্তি নথিবদ্ধ তুলতে তুলুন তোলা তুলব
    তোলাতে তালিকা
    রেজিস্টার রেজিস্ট্রেশন এন্ট্রি দর্জ
    दर्ज दर्ज़ लिखवाना लिखवानी लिखवाने लिखवा लिखवाओ लिखवाइए लिखवाइये लिखाना लिखाने लिखानी लिखाओ जोड़ जोड़ना जोड़ो
    जोड़िए चढ़ाना
    चढ़ा चढ़वाना चढ़वा रजिस्टर रजिस्ट्रेशन पंजीकरण पंजीकृत डलवाना डलवा सूची
    """
)
"""What is done with a name: "amar nam lekhate chai" wants it written and does not say it."""

ORDINARY_LATIN: Final = _ROMAN | _ENGLISH | BENGALI_ROMAN | HINDI_ROMAN | ENGLISH_WORDS | BORROWED
"""Ordinary words in Latin letters, lower case: English, and Bengali and Hindi as typed in roman letters."""

ORDINARY_NATIVE: Final = (
    _NATIVE_ANSWERS | _BENGALI | _HINDI | _DONE_WITH_NAMES | _words(" ".join(BENGALI_WORDS | HINDI_WORDS))
)
"""Ordinary words in Bengali and Devanagari letters, normalised."""
