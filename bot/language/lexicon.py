"""Hand-written words: the grammar words that carry a sentence's language, and those that every language
borrows.

Roman spellings are those that people in West Bengal type in chat, several for a word. A word that is common
in two languages (ki, na, jo, to, me, hi, are, se) is listed where it belongs; the model weighs it by its
neighbours.
"""

from __future__ import annotations

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


BENGALI_WORDS: Final = _words(
    """
    আমি আমরা আমার আমাদের আমাকে আমায় তুমি তোমার তোমরা তোমাকে তুই তোর আপনি আপনার আপনারা আপনাদের আপনাকে সে
    তিনি তার তাকে তারা তাদের ওর ওরা এটা এটি এই ওই ওটা সেটা এর এদের যে যা যারা যার কে কি কী কেন কেমন কোন কোনো
    কোনটা কোথায় কখন কবে কত কতটা কতদিন কতো কীভাবে কিভাবে কাকে কার কারা কাছে কিছু করে করব করবো করতে করা করলে
    করেছি করেছে করছি করছে করুন করবেন করার করি করেন করেছেন কর করো হবে হয় হয়ে হলে হয়েছে হচ্ছে হতে হব হয়নি
    ছিল ছিলাম ছিলেন আছে আছি আছেন নেই নাই না নয় নিয়ে নিতে নেব নেবো নিলে দিতে দেব দেবো দিন দিয়ে দেয় দেবে
    দেবেন দিলে দেওয়া নেওয়া পাব পাবো পাবে পেতে পাওয়া পাই পেলে পাচ্ছি পারি পারব পারবো পারবে পারবেন যায়
    যাবে যাব যাবো যেতে যাচ্ছে গেলে গেছে গিয়ে লাগবে লাগে চাই চাইছি চান চাইলে জানতে জানি জানান জানাবেন বলুন
    বলবেন বলতে বলেছে বলে থেকে থাকলে থাকে থাকা জন্য জন্যে সঙ্গে সাথে মধ্যে উপর ওপর দ্বারা এবং আর ও অথবা বা
    কিন্তু তবে তাহলে তাই যদি যখন তখন এখন এখানে সেখানে এবার আবার খুব অনেক সব সবাই একটা একটি একজন এক দুই আরও
    আরো শুধু পরে আগে আজ কাল মতো মত হ্যাঁ হুম ভাই দাদা দিদি ভালো ধন্যবাদ নমস্কার টাকা কাজ বাড়ি গ্রাম দোকান
    কিনতে বেচতে টাকার লোন ব্যবসা ব্যবসার ব্যাবসা করাতে রে গো টা টি গুলো গুলি
    """
)

HINDI_WORDS: Final = _words(
    """
    मैं मैंने मुझे मुझको मेरा मेरी मेरे हम हमें हमारा हमारी हमारे तुम तुम्हें तुम्हारा आप आपको आपका आपकी
    आपके वह वे वो यह ये इस उस इसका इसकी इसके उसका उसकी उसके इसे उसे उन्हें इन्हें उनका उनकी उनके इन उन जो
    जिस जिसका जिसे कौन क्या क्यों कैसे कैसा कैसी कब कहाँ कहां किधर किस किसका किसे किसको किसी कोई कुछ कितना
    कितनी कितने का की के को से में पर तक ने है हैं हूँ हूं हो था थी थे होगा होगी होंगे होना होता होती होते
    हुआ हुई हुए रहा रही रहे गया गई गए जा जाना जाता जाती जाते जाएगा जायेगा जाए करना करने करता करती करते करें
    करो कर करूँ करूं करूंगा किया किए कीजिए कीजिये करके देना देने दें दो दिया दी दिए देता लेना लेने लें लो
    लिया ली लिए लेता मिलेगा मिलेगी मिलेंगे मिलता मिलती मिलना मिल मिला चाहिए चाहिये चाहता चाहती चाहते सकता
    सकती सकते सकूं पाना बताओ बताइए बताएं बताना बता पता लगेगा लगेगी लगता लगते लगाना नहीं ना मत हाँ हां जी और
    या लेकिन मगर तो अगर जब तब अब यहाँ यहां वहाँ वहां भी ही सिर्फ बहुत ज्यादा कम सब सभी एक फिर बाद पहले आज कल
    साथ द्वारा तथा एवं अपना अपनी अपने वाला वाली वाले भाई दीदी अच्छा ठीक धन्यवाद नमस्ते शुक्रिया पैसा पैसे
    काम घर दुकान गाँव
    """
)

BENGALI_ROMAN: Final = _words(
    """
    ami amra amar amr amader amake amay tumi tmi tomar tmr tomra tomake tui tor apni apnar apnara apnader
    apnake aapni aapnar se tini tar take tara tader or ora eta ata eita aita eti ei oi ota oita seta sheta
    er eder je ja jara jar ke ki kii keno kno kano kemon kmn kamon kon kono konta konti kothay kothai kotha
    kokhon kobe koto kotota kotodin kivabe kibhabe kibabe kivave kemne kmne kake kar kara kache kace kase
    kichu kicu kisu kore kori korbo korb krbo korte krte kora korle korechi korece korecchi korchi korsi
    korche korse korun korben koren korar koro krun koresi koreche korechen korlam korlo korbe korbena na
    hobe hbe hoi hoy hoye hole holei hoyeche hoise hoyche hocche hocce hosse hote hobo hoyni hoini hon chilo
    cilo silo chilam chilen ache ase achhe achi asi achen nei nai noy noi niye nia nite nebo nibo nile nin
    nilam dite debo dibo din dao diye dia dey dei debe dibe deben diben dile dewa deoa deya newa neoa neya
    pabo pabe pete pawa paoa pai pele pacchi pacci pacche pari parbo parbe parben pare paren parchi parsi
    paschi jay jai jabe jabo jete jacche jacce jache jaben gele geche gese giye gie lagbe lage laglo chai
    cai chaichi chan caile chaile chay jante jani janan janaben janina janen bolun bolben bolte boleche bole
    bolen bolo boli bolbo theke thake thakle thaka thakbe jonno jonne jonyo jnno jono songe sange sathe
    shathe satha modhye moddhe moddho upor opor ebong ebang ar aar othoba ba kintu kintoo tobe tahole tahle
    taile tai jodi jokhon tokhon ekhon akhon ekhn akn ekhane okhane sekhane ebar abar khub khb onek onk shob
    sob sobai shobai ekta akta ekti akti ekjon ek akjon dui duto aro aaro shudhu sudhu pore por age aage aj
    ajke aaj kal kalke moto mto moton hya hyan haan hmm hum vai bhai dada didi bon valo bhalo dhonnobad
    dhonyobad nomoskar nomoshkar namaskar taka takar kaj kaaj kajer bari gram gramer dokan dokaner kinte kinbo bechte
    bikri bebsa babsa byabsa byebsa bebsar babsar byabsar beboshar korate korano ta ti gulo guli gula der ra
    khulte khulbo dorkar drkr chalu suru shuru bondho somoy shomoy mash mas bochor bochhor sorkar sorkari
    shorkari sahajjo sahajyo shahajjo byaparta bepar byapar byapare bujhi bujhte bujhlam bujhini parini
    parina hoyna hoina korini korina lagena mane maane thik achha accha acha naki nki jeno jemon temon emon
    karon karone bhitore vitore baire dike pashe samne rin porishodh abedon nothi kagoj kagojpotro prokolpo
    bhortuki vortuki joma dilam pelam gelam esechi eshechi aschi ashchi aste ashte asbe ashbe dekhun dekhao
    dekhte dekhbo vaia vaiya vaya bhaia bhaiya apnr amdr ey te tei ete eto ato oto besi beshi kom dorkari
    hoyto hoito hoeche hoice hoyse disi dise diyechi diyeche nisi nise gesi pailam paisi paise jaan jeta
    jeti seita oitar etar kothar baba ma meye chele mayer babar nam naam tarpor erpor abong chara chhara
    proti prottek protiti jodio majhe maje jaiga jayga gecho korchen korechilo hochchhe hochhe likhe likhun
    pathan pathao pathabo bolchi bolchen bolchilam cheye chailam khuje khujchi paini painai peyechi peyeche
    nebe neben
    """
)

HINDI_ROMAN: Final = _words(
    """
    main mai mein maine mujhe muje mujhko mjhe mera meri mere ham hum hame hamein hume hamara hamari hamare
    tum tumhe tumhara aap ap aapko apko aapka apka aapki apki aapke apke wah woh wo vo yah yeh ye is us iska
    iski iske uska uski uske ise use usse isse unhe unka unki unke inka inke in un jo jis jiska jise kaun
    kon kya kyaa kia kyu kyun kyon kyo kaise kese kaisa kaisi kab kaha kahan kahaan kidhar kis kiska kise
    kisko kisi koi kuch kuchh kitna kitni kitne ka ki ke ko se me par pe tak ne hai h hain hoon hun hu ho
    tha thi the hoga hogi honge hona hota hoti hote hua hui hue raha rahi rahe rha rhi rhe gaya gayi gaye
    gya ja jana jaana jata jati jate jaega jayega jaye jaaye karna krna karne krne karta karti karte kare
    karen karein karo kro kar kr karu karun karunga kiya kiye kijiye kijie karke karwana karvana karana dena
    dene den do diya di diye deta dijiye lena lene le lo liya li liye lie leta lunga milega milegi milenge
    milta milti milna mil mila mile chahiye chahie chaiye chahiy chahte chahta chahti sakta sakti sakte skta
    skte sakun paana batao bataiye bataye batayen batana bata btao pata pta lagega lagegi lagta lagte lagti
    lagana lagenge nahi nahin nai nhi mat haan han ha ji aur or ya lekin magar to toh agar jab tab ab abhi
    yahan yaha wahan waha vahan bhi hi sirf bahut bohot bahot bhot zyada jyada kam sab sabhi ek phir fir
    baad bad pehle pahle aaj kal sath saath dwara apna apni apne wala wali wale vala bhai bhaiya didi accha
    acha achha theek thik dhanyavad dhanyawad namaste namaskar shukriya paisa paise kaam ghar dukan dukaan
    gaon gaanv chalu shuru shuroo band samay din mahina mahine saal sal sarkar sarkari madad bare baare
    vyapar vyapaar byapar udyog samajh samjha kyunki kyonki isliye jaise waise aisa aise vaise andar bahar
    taraf paas pass samne sahi galat naya nayi naye purana kholna kholne khol bechna bechne kharidna
    kharidne bana banana banane banwana bhejo bhejna bhejiye dekho dekhna dikhao dikhaye suno sunao bolo
    bolna raho hoke hokar lekar leke tarah tarike jama jamaa zaroori jaruri zarurat jarurat avedan aavedan
    yojana yojna labh laabh rin karz karj sahayata kagaz kagaj dastavej kripya kripaya kijiyega bataiyega
    batayiye mujhse humko hamko tumko unko inko usko isko jisko jinke kisne kisase kitnaa wahi yahi koyi
    """
)

ENGLISH_WORDS: Final = _words(
    """
    the a an of to for in on at by with from and or but if is are was were be been am do does did can could
    will would shall should may might must have has had i me my mine we us our you your he she it its they
    them their this that these those what which who whom when where why how not no yes please there here
    than then so because about into over after before all any some more most many much get need want know
    tell give show make take help find let dont cant im whats hows isnt
    """
)
"""English grammar words: those that tell an English sentence from Bengali or Hindi with English nouns."""

BORROWED: Final = _words(
    """
    loan loans bank banks gst gstin pan tan aadhaar aadhar adhaar adhar udyam udyog msme mudra pmegp cgtmse
    ondc upi emi kyc otp id number registration register registered certificate licence license trade fssai
    document documents form online offline apply application status subsidy scheme schemes business shop
    company firm office account amount rate interest percent tax return file filing invoice bill eway e-way
    website site link app apps portal login password mobile phone sms email mail whatsapp call customer
    seller buyer product products order delivery price market marketing export import training course class
    exam test quiz survey women sc st obc group self shg limited pvt private partnership proprietor
    proprietorship project report machine factory workshop unit manager officer block district state centre
    center card credit debit payment cash deposit guarantee security collateral insurance pension rupees rs
    lakh lakhs crore cr hello hi hii hey ok okay thanks thank sorry sir madam good morning night details
    detail info information problem address sbi uco pnb cibil score turnover composition input quarterly
    monthly yearly gstr hsn sac tds tcs dgft iec rcmc swiggy amazon flipkart facebook google youtube
    bhabishyat bhabisyat vobishyat bhobishyot vishwakarma biswakarma bishwakarma shramashree shramasree shishu kishor
    tarun svanidhi swanidhi sfurti silpasathi zed psb cgtmse ramp
    internet computer digital photo video start up startup new renew update cancel change tailoring handloom
    saree grocery hotel restaurant food time date max minimum maximum limit eligible eligibility benefit
    benefits
    """
)
"""Words that Bengali and Hindi sentences borrow freely: they say nothing about the language of a message."""
