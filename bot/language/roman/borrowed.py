"""English words, names and abbreviations as Bengali and Hindi write them in their own letters, with the spelling in
which people type them: they write "loan", not "lon".

One entry: the English spelling, then its native spellings (both languages; the letters tell which). Collected from the
answers in content/, the words of everyday business around them, and titles that stand there in three languages.
"""

from __future__ import annotations

from bot.language.normalise import for_matching

_NAMES = """
PMEGP পিএমইজিপি पीएमईजीपी; PMFME পিএমএফএমই पीएमएफएमई; GST জিএসটি জিএসটী जीएसटी; CGST সিজিএসটি सीजीएसटी;
SGST এসজিএসটি एसजीएसटी; IGST আইজিএসটি आईजीएसटी; GSTIN জিএসটিআইএন जीएसटीआईएन; ONDC ওএনডিসি ओएनडीसी;
MSME এমএসএমই एमएसएमई; CGTMSE সিজিটিএমএসই सीजीटीएमएसई; KVIC কেভিআইসি केवीआईसी; DIC ডিআইসি डीआईसी;
BDO বিডিও बीडीओ; RBI আরবিআই आरबीआई; SBI এসবিআই एसबीआई; SIDBI সিডবি सिडबी; NABARD নাবার্ড नाबार्ड;
EMI ইএমআই ईएमआई; OTP ওটিপি ओटीपी; KYC কেওয়াইসি केवाईसी; UPI ইউপিআই यूपीआई; QR কিউআর क्यूआर; PIN পিন पिन;
ATM এটিএম एटीएम; SMS এসএমএস एसएमएस; PDF পিডিএফ पीडीएफ; HSN এইচএসএন एचएसएन; ITC আইটিসি आईटीसी; LUT এলইউটি एलयूटी;
ITR আইটিআর आईटीआर; TDS টিডিএস टीडीएस; TCS টিসিএস टीसीएस; SC এসসি एससी; ST এসটি एसटी; OBC ওবিসি ओबीसी;
NGO এনজিও एनजीओ; SHG এসএইচজি एसएचजी; CA সিএ सीए; CSC সিএসসি सीएससी; MRP এমআরপি एमआरपी; PSB পিএসবি पीएसबी;
PM পিএম पीएम; NBFC এনবিএফসি एनबीएफसी; CIBIL সিবিল सिबिल; RAMP র‍্যাম্প ৰ্যাম্প रैंप; SFURTI স্ফূর্তি स्फूर्ति;
ZED জেড ज़ेड; TReDS ট্রেডস ट्रेड्स; LPG এলপিজি एलपीजी; FSSAI এফএসএসএআই एफएसएसएआई; PAN প্যান पैन;
Aadhaar আধার आधार; Udyam উদ্যম उद्यम; Mudra মুদ্রা मुद्रा; SVANidhi স্বনিধি स्वनिधि;
Vishwakarma বিশ্বকর্মা विश्वकर्मा; Shramashree শ্রমশ্রী श्रमश्री; Karmasathi কর্মসাথী कर्मसाथी;
Silpasathi শিল্পসাথী शिल्पसाथी; Bhabishyat ভবিষ্যৎ भविष्यत; Shishu শিশু शिशु; Kishor কিশোর किशोर;
Tarun তরুণ तरुण; Utkarsh উৎকর্ষ उत्कर्ष; India ইন্ডিয়া इंडिया; Bengal बंगाल; Paschimbanga পশ্চিমবঙ্গ;
Kolkata কলকাতা कोलकाता; Bharat ভারত भारत; Delhi দিল্লি दिल्ली; Bangla বাংলা बांग्ला बंगला;
Hindi হিন্দি হিন্দী हिंदी हिन्दी; English ইংলিশ इंग्लिश; Devanagari দেবনাগরী देवनागरी; Roman রোমান रोमन;
Amazon অ্যামাজন अमेज़न; Flipkart ফ্লিপকার্ট फ्लिपकार्ट; Meesho মিশো मीशो; Google গুগল गूगल;
WhatsApp হোয়াটসঅ্যাপ হোয়াটসঅ্যাপ व्हाट्सऐप; Facebook ফেসবুক फ़ेसबुक; Telegram টেলিগ্রাম टेलीग्राम;
Digilocker ডিজিলকার डिजिलॉकर; January জানুয়ারি জানুয়ারী जनवरी; February ফেব্রুয়ারি फ़रवरी; March মার্চ मार्च;
April এপ্রিল अप्रैल; June জুন जून; July জুলাই जुलाई; August আগস্ট अगस्त; September সেপ্টেম্বর सितंबर;
October অক্টোবর अक्टूबर; November নভেম্বর नवंबर; December ডিসেম্বর दिसंबर; Namaskar নমস্কার नमस्कार;
Namaste নমস্তে नमस्ते; GSTR জিএসটিআর जीएसटीआर; DPR ডিপিআর डीपीआर; IRN আইআরএন आईआरएन; ARN এআরএন एआरएन;
URN ইউআরএন यूआरएन; UAN ইউএএন यूएएन; ODOP ওডিওপি ओडीओपी; XML এক্সএমএল एक्सएमएल; IFF আইএফএফ आईएफएफ; FD এফডি एफडी;
CRIF ক্রিফ क्रिफ; e-Shram ইশ্রম; Zomato জোম্যাটো ज़ोमैटो; Swiggy সুইগি स्विगी; GoFrugal गोफ्रूगल; Howrah হাওড়া हावड़ा;
Malda মালদা मालदा; Nadia নদিয়া नदिया; Murshidabad মুর্শিদাবাদ मुर्शिदाबाद; Purulia পুরুলিয়া पुरुलिया;
Bankura বাঁকুড়া बांकुड़ा; Birbhum বীরভূম बीरभूम; Hooghly হুগলি हुगली; Jalpaiguri জলপাইগুড়ি जलपाईगुड़ी;
Darjeeling দার্জিলিং दार्जिलिंग; Kaliachak কালিয়াচক कालियाचक; Gujarat গুজরাট गुजरात; Maharashtra মহারাষ্ট্র महाराष्ट्र;
Karnataka কর্ণাটক कर्नाटक; Tamilnadu তামিলনাড়ু तमिलनाडु; Punjab পাঞ্জাব पंजाब; Rajasthan রাজস্থান राजस्थान; Goa গোয়া गोवा;
ITI আইটিআই आईटीआई; Asansol আসানসোল आसनसोल; Barasat বারাসত; Kumortuli কুমোরটুলি
"""
_WORDS = """
tiles টাইলস टाइल्स; landline ল্যান্ডলাইন लैंडलाइन; electrician ইলেকট্রিশিয়ান इलेक्ट्रीशियन; channel চ্যানেল चैनल;
welder ওয়েল্ডার वेल्डर; protection প্রোটেকশন प्रोटेक्शन; desk ডেস্ক डेस्क;
bank ব্যাঙ্ক ব্যাংক बैंक; loan লোন लोन; app অ্যাপ ऐप एप; apps অ্যাপস ऐप्स; seller সেলার सेलर;
number নম্বর নাম্বার नंबर नम्बर; bill বিল बिल; tax ট্যাক্স टैक्स; fees फ़ीस फीस; fee ফি; credit ক্রেডিট क्रेडिट;
card কার্ড कार्ड; return রিটার্ন रिटर्न; returns রিটার্নস; portal পোর্টাল पोर्टल;
registration রেজিস্ট্রেশন রেজিষ্ট্রেশন रजिस्ट्रेशन; certificate সার্টিফিকেট सर्टिफिकेट सर्टिफ़िकेट;
form ফর্ম फॉर्म फ़ॉर्म; online অনলাইন ऑनलाइन; offline অফলাইন ऑफ़लाइन ऑफलाइन; company কোম্পানি কোম্পানী कंपनी;
mobile মোবাইল मोबाइल; phone ফোন फ़ोन फोन; delivery ডেলিভারি डिलीवरी; photo ফটো ফোটো फ़ोटो फोटो;
order অর্ডার ऑर्डर; account অ্যাকাউন্ট একাউন্ট अकाउंट; guarantee গ্যারান্টি गारंटी; guarantor গ্যারান্টর গ্যারান্টার জামিনদার गारंटर;
report রিপোর্ট रिपोर्ट; unit ইউনিট यूनिट; buyer বায়ার बायर; score স্কোর स्कोर; late লেট लेट;
composition কম্পোজিশন कंपोज़िशन कंपोजिशन; enrolment এনরোলমেন্ট एनरोलमेंट; refund রিফান্ড रिफंड; invoice ইনভয়েস इनवॉइस;
statement স্টেটমেন্ট स्टेटमेंट; stock স্টক स्टॉक; message মেসেজ मैसेज; micro মাইক্রো माइक्रो; small স্মল स्मॉल;
medium মিডিয়াম मीडियम; training ট্রেনিং ট্রেণিং ट्रेनिंग; email ইমেল ইমেইল ईमेल; code কোড कोड;
service সার্ভিস सर्विस; quotation কোটেশন कोटेशन; cluster ক্লাস্টার क्लस्टर; finance ফিন্যান্স फ़ाइनेंस फाइनेंस;
microfinance মাইক্রোফিনান্স মাইক্রোফিন্যান্স माइक्रोफ़ाइनेंस माइक्रोफाइनेंस; licence লাইসেন্স लाइसेंस;
commission কমিশন कमीशन; catalogue ক্যাটালগ कैटलॉग; officer অফিসার अफसर ऑफिसर अफ़सर; notice নোটিস নোটিশ नोटिस;
way ওয়ে; bag ব্যাগ बैग; hawker হকার हॉकर; stand স্ট্যান্ড स्टैंड; up আপ अप; Stand-Up স্ট্যান্ডআপ स्टैंडअप;
packing প্যাকিং पैकिंग; restaurant রেস্তোরাঁ रेस्तराँ; chalan চালান चालान; login লগইন लॉगिन; rate রেট रेट;
block ব্লক ब्लॉक; file ফাইল फ़ाइल फाइल; scheme স্কিম स्कीम; parcel পার্সেল पार्सल; job জব जॉब; slip স্লিপ स्लिप;
packet প্যাকেট पैकेट; digital ডিজিটাল डिजिटल; agent এজেন্ট एजेंट; site সাইট साइट;
project প্রোজেক্ট প্রজেক্ট प्रोजेक्ट; machine মেশিন मशीन; network নেটওয়ার্ক नेटवर्क;
settlement সেটেলমেন্ট सेटलमेंट; settle সেটল सेटल; board বোর্ড बोर्ड; off অফ ऑफ; supply সাপ্লাই सप्लाई;
supplier সাপ্লায়ার सप्लायर; marketplace মার্কেটপ্লেস मार्केटप्लेस; market মার্কেট मार्केट; charge চার্জ चार्ज;
cash ক্যাশ कैश; cashback ক্যাশব্যাক कैशबैक; trust ট্রাস্ট ट्रस्ट; renew রিনিউ रिन्यू;
processing প্রসেসিং प्रोसेसिंग; trade ট্রেড ट्रेड; vending ভেন্ডিং वेंडिंग; vendor ভেন্ডর वेंडर;
video ভিডিও वीडियो; ration রেশন राशन; session সেশন सेशन; assist অ্যাসিস্ট असिस्ट; bronze ব্রোঞ্জ ब्रॉन्ज़;
silver সিলভার सिल्वर; gold গোল্ড गोल्ड; reverse রিভার্স रिवर्स; password পাসওয়ার্ড पासवर्ड; dealer ডিলার डीलर;
link লিঙ্ক লিংক लिंक; flat ফ্ল্যাট फ़्लैट फ्लैट; website ওয়েবসাইট वेबसाइट; helpdesk হেল্পডেস্ক हेल्पडेस्क;
helpline হেল্পলাইন हेल्पलाइन; class ক্লাস क्लास; brand ব্র্যান্ড ब्रांड; copy কপি कॉपी;
suspend সাসপেন্ড सस्पेंड; ice_cream আইসক্রিম आइसक्रीम; pocket পকেট पॉकेट; ledger লেজার लेजर; user ইউজার यूज़र;
name নেম नेम; register রেজিস্টার रजिस्टर; registered রেজিস্টার্ড रजिस्टर्ड; shipping শিপিং शिपिंग;
status স্ট্যাটাস स्टेटस; memo মেমো मेमो; turnover টার্নওভার टर्नओवर; input ইনপুট इनपुट; output আউটপুট आउटपुट;
gym জিম जिम; finder ফাইন্ডার फाइंडर; line লাইন लाइन; cheque চেক चेक; passbook পাসবই पासबुक;
partnership পার্টনারশিপ पार्टनरशिप; partner পার্টনার पार्टनर; upload আপলোড अपलोड; download ডাউনলোড डाउनलोड;
plastic প্লাস্টিক प्लास्टिक; record রেকর্ড रिकॉर्ड; contact কনট্যাক্ট कॉन्टैक्ट;
screenshot স্ক্রিনশট स्क्रीनशॉट; scan স্ক্যান स्कैन; stamp স্ট্যাম্প स्टांप स्टाम्प; dairy ডেয়ারি डेयरी;
corporation কর্পোরেশন कॉर्पोरेशन; minute মিনিট मिनट; budget বাজেট बजट; internet ইন্টারনেট इंटरनेट;
common কমন कॉमन; centre সেন্টার सेंटर; commerce কমার্স कॉमर्स; e-commerce ইকমার্স ईकॉमर्स;
reserve রিজার্ভ रिज़र्व; tiffin টিফিন टिफ़िन टिफिन; resource রিসোর্স रिसोर्स; person পার্সন पर्सन;
society সোসাইটি सोसाइटी; mail মেল मेल; computer কম্পিউটার कंप्यूटर; program প্রোগ্রাম प्रोग्राम;
cold কোল্ড कोल्ड; drink ড্রিঙ্ক ड्रिंक; nil নিল निल; net নিট; van ভ্যান वैन; engine ইঞ্জিন इंजन;
transport ট্রান্সপোর্ট ट्रांसपोर्ट; transporter ট্রান্সপোর্টার ट्रांसपोर्टर; driver ড্রাইভার ड्राइवर;
save সেভ सेव; km কিমি किमी; work ওয়ার্ক वर्क; workshop ওয়ার্কশপ वर्कशॉप; catering কেটারিং कैटरिंग;
club ক্লাব क्लब; belt বেল্ট बेल्ट; jacket জ্যাকেট जैकेट; hotel হোটেল होटल; salon সেলুন सैलून;
council কাউন্সিল काउंसिल; piece পিস पीस; system সিস্টেম सिस्टम; director ডিরেক্টর डायरेक्टर; cyber সাইবার साइबर;
cafe ক্যাফে कैफे कैफ़े; stall স্টল स्टॉल; appeal আপিল अपील; footpath ফুটপাত ফুটপাথ फुटपाथ; cell সেল सेल;
manager ম্যানেজার मैनेजर; counter কাউন্টার काउंटर; call কল कॉल; payment পেমেন্ট पेमेंट; ID আইডি आईडी;
store স্টোর स्टोर; calculator ক্যালকুলেটর कैलकुलेटर; foreclosure ফোরক্লোজার फ़ोरक्लोज़र फोरक्लोज़र;
overdraft ওভারড্রাফট ओवरड्राफ़्ट; reducing রিডিউসিং रिड्यूसिंग; paper পেপার पेपर; plus প্লাস प्लस;
defaulter ডিফল্টার डिफ़ॉल्टर; census সেন্সাস सेंसस; town টাউন टाउन; type টাইপ टाइप; screen স্ক্রিন स्क्रीन;
share শেয়ার शेयर; lead লিড लीड; district ডিস্ট্রিক্ট डिस्ट्रिक्ट; show শো शो; case কেস केस; lens লেন্স लेंस;
scale স্কেল स्केल; lampshade ল্যাম্পশেড लैंपशेड; box बॉक्स; forward ফরোয়ার্ড फ़ॉरवर्ड; apparel অ্যাপারেল;
electronics ইলেকট্রনিক্স इलेक्ट्रॉनिक्स; print প্রিন্ট प्रिंट; pension পেনশন पेंशन; poster পোস্টার पोस्टर;
bakery বেকারি बेकरी; jam জ্যাম जैम; federation ফেডারেশন फ़ेडरेशन; canteen ক্যান্টিন कैंटीन; school স্কুল स्कूल;
committee কমিটি कमेटी; tender টেন্ডার टेंडर; tanker ট্যাঙ্কার; sample স্যাম্পল सैंपल;
signature সিগনেচার सिग्नेचर; deed ডিড डीड; fire ফায়ার फ़ायर; business বিজনেস बिज़नेस बिजनेस;
accountant অ্যাকাউন্ট্যান্ট হিসাবরক্ষক अकाउंटेंट; agreement এগ্রিমেন্ট एग्रीमेंट; income ইনকাম इनकम;
garment গার্মেন্ট गारमेंट; beauty বিউটি ब्यूटी; fund ফান্ড फंड; seat সিট सीट; sign সাইন साइन; free ফ্রি फ्री;
camp ক্যাম্প कैंप; cycle সাইকেল साइकिल; furniture ফার্নিচার फ़र्नीचर फर्नीचर; test টেস্ট टेस्ट; cover কভার कवर;
cancel ক্যানসেল ক্যান্সেল कैंसिल; list লিস্ট लिस्ट; nominee নমিনি नॉमिनी; quality কোয়ালিটি क्वालिटी;
agency এজেন্সি एजेंसी; pack প্যাক पैक; engineering ইঞ্জিনিয়ারিং इंजीनियरिंग; tannery ট্যানারি टैनरी;
design ডিজাইন डिज़ाइन; passport পাসপোর্ট पासपोर्ट; ticket টিকিট टिकट; dashboard ড্যাশবোর্ড डैशबोर्ड;
private প্রাইভেট प्राइवेट; button बटन; voice ভয়েস वॉइस; group গ্রুপ ग्रुप; chat চ্যাট चैट;
second সেকেন্ড सेकंड; menu মেনু मेनू मेन्यू; office অফিস ऑफिस ऑफ़िस; coir কয়ার कॉयर; HR এইচআর एचआर;
stop স্টপ स्टॉप; start স্টার্ট स्टार्ट
"""
_MORE_WORDS = """
subsidy সাবসিডি सब्सिडी; document ডকুমেন্ট डॉक्यूमेंट; documents ডকুমেন্টস डॉक्यूमेंट्स;
application অ্যাপ্লিকেশন एप्लिकेशन; apply অ্যাপ্লাই अप्लाई; interest ইন্টারেস্ট इंटरेस्ट;
collateral কোল্যাটারাল कोलैटरल; margin মার্জিন मार्जिन; limit লিমিট लिमिट; branch ব্রাঞ্চ ब्रांच;
balance ব্যালান্স बैलेंस; deposit ডিপোজিট डिपॉज़िट; discount ডিসকাউন্ট डिस्काउंट; offer অফার ऑफर ऑफ़र;
customer কাস্টমার कस्टमर; care কেয়ার केयर; complaint কমপ্লেন कंप्लेंट; product প্রোডাক্ট प्रोडक्ट;
products প্রোডাক্টস; price প্রাইস प्राइस; profit প্রফিট प्रॉफिट; sale সেলস; GPS জিপিএস;
export এক্সপোর্ট एक्सपोर्ट; import ইমপোর্ট इंपोर्ट; exporter এক্সপোর্টার एक्सपोर्टर; courier কুরিয়ার कूरियर;
logistics লজিস্টিক্স लॉजिस्टिक्स; tracking ট্র্যাকিং ट्रैकिंग; pickup পিকআপ पिकअप; address অ্যাড্রেস एड्रेस;
verification ভেরিফিকেশন वेरिफिकेशन; verify ভেরিফাই वेरिफाई; update আপডেট अपडेट; approve অ্যাপ্রুভ;
approval অ্যাপ্রুভাল अप्रूवल; reject রিজেক্ট रिजेक्ट; pending পেন্ডিং पेंडिंग; active অ্যাকটিভ एक्टिव;
option অপশন ऑप्शन; category ক্যাটেগরি कैटेगरी; size সাইজ साइज; colour কালার कलर; camera ক্যামেরা कैमरा;
battery ব্যাটারি बैटरी; computerised কম্পিউটারাইজড; gate গেট गेट; gas গ্যাস गैस;
factory ফ্যাক্টরি फैक्ट्री फ़ैक्टरी फैक्टरी; industry ইন্ডাস্ট্রি इंडस्ट्री; hotelier হোটেলিয়ার; doctor ডাক্তার डॉक्टर;
hospital হাসপাতাল; police পুলিশ पुलिस; post পোস্ট पोस्ट; train ট্রেন ट्रेन; truck ট্রাক ट्रक; auto অটো ऑटो;
toto টোটো टोटो; rickshaw রিকশা रिक्शा; plot প্লট प्लॉट; rent রেন্ট रेंट; advance অ্যাডভান্স एडवांस;
policy পলিসি पॉलिसी; insurance ইনসিওরেন্স इंश्योरेंस; premium প্রিমিয়াম प्रीमियम; claim ক্লেম क्लेम;
audit অডিট ऑडिट; pass পাস; fail ফেল फेल; result রেজাল্ট रिजल्ट; exam এক্সাম एग्जाम; college কলেজ कॉलेज;
degree ডিগ্রি डिग्री; course কোর্স कोर्स; skill স্কিল स्किल; tools টুলস टूल्स; toolkit টুলকিট टूलकिट;
kit কিট किट; stipend স্টাইপেন্ড स्टाइपेंड; labour লেবার लेबर; worker ওয়ার্কার वर्कर; contractor কন্ট্রাক্টর;
foreman ফোরম্যান; shift শিফট शिफ्ट; overtime ওভারটাইম ओवरटाइम; salary স্যালারি सैलरी; bonus বোনাস बोनस;
leave লিভ; gratuity গ্র্যাচুইটি ग्रेच्युटी; TV টিভি टीवी; fan ফ্যান फैन; fridge ফ্রিজ फ्रिज;
freezer ফ্রিজার फ्रीजर फ्रीज़र; meter মিটার मीटर; litre লিটার लीटर; kilo কিলো किलो; tonne টন टन; feet ফুট फुट;
inch ইঞ্চি इंच; percent পারসেন্ট পার্সেন্ট परसेंट; point পয়েন্ট पॉइंट; step স্টেপ स्टेप; page পেজ पेज; click ক্লিক क्लिक;
submit সাবমিট सबमिट; browser ব্রাউজার ब्राउज़र; setting সেটিং सेटिंग; settings সেটিংস सेटिंग्स;
server সার্ভার सर्वर; data ডেটা ডাটা डेटा; software সফটওয়্যার सॉफ्टवेयर; print_out প্রিন্টআউট प्रिंटआउट;
xerox জেরক্স ज़ेरॉक्स; notary নোটারি नोटरी; affidavit एफिडेविट; lawyer লইয়ার; court কোর্ট कोर्ट; judge জজ जज;
helper হেল্পার हेल्पर; boutique বুটিক बुटीक; jute জুট जूट; cotton কটন कॉटन; silk সিল্ক सिल्क;
leather লেদার लेदर; purse পার্স पर्स; wallet ওয়ালেট वॉलेट; shoe শু; food ফুড फूड; plant প্ল্যান্ট प्लांट;
solar সোলার सोलर; pump পাম্প पंप; tractor ট্রাক্টর ट्रैक्टर; poultry পোলট্রি पोल्ट्री; farm ফার্ম फ़ार्म;
parlour পার্লার पार्लर; tailor টেলর टेलर; cutting কাটিং कटिंग; fitting ফিটিং फिटिंग; repair রিপেয়ার रिपेयर;
warranty ওয়ারেন্টি वारंटी; green গ্রিন ग्रीन; red রেড रेड; white হোয়াইট व्हाइट; national ন্যাশনাল नेशनल;
central সেন্ট্রাল सेंट्रल; state স্টেট स्टेट; government গভর্নমেন্ট गवर्नमेंट; mission মিশন मिशन;
portfolio পোর্টফোলিও; summit সামিট; startup স্টার্টআপ स्टार्टअप; team টিম टीम; leader লিডার लीडर;
member মেম্বার मेंबर; meeting মিটিং मीटिंग; visit ভিজিট विज़िट; time টাইম टाइम; date ডেট डेट; year ইয়ার;
month মান্থ; sheet শিট शीट; packaging প্যাকেজিং पैकेजिंग; label লেবেল लेबल; barcode বারকোড बारकोड;
tag ট্যাগ टैग; sticker স্টিকার स्टिकर; fashion ফ্যাশন फैशन; style স্টাইল स्टाइल; hub হাব हब; mall मॉल;
shop শপ शॉप; showroom শোরুম शोरूम; godown গোডাউন; warehouse ওয়্যারহাউস वेयरहाउस; lakh লক্ষ লাখ लाख;
crore কোটি करोड़; percentage পারসেন্টেজ; reply রিপ্লাই रिप्लाई; sorry সরি सॉरी; please প্লিজ प्लीज; okay ओके;
hello হ্যালো हैलो; panchayat পঞ্চায়েত पंचायत; principal প্রিন্সিপল प्रिंसिपल; rating রেটিং रेटिंग;
sanction স্যাংশন सैंक्शन; hardware হার্ডওয়্যার हार्डवेयर; cement সিমেন্ট सीमेंट; general জেনারেল जनरल; one ওয়ান;
surrender সারেন্ডার सरेंडर; chair চেয়ার; single সিঙ্গল सिंगल; window উইন্ডো विंडो; local লোকাল लोकल; slab স্ল্যাব स्लैब;
facial ফেসিয়াল फेशियल; pandal প্যান্ডেল पंडाल; student স্টুডেন্ট स्टूडेंट; client ক্লায়েন্ট क्लाइंट; chart চার্ট चार्ट;
part পার্ট; marksheet মার্কশিট मार्कशीट; smartphone স্মার্টফোন स्मार्टफ़ोन; PIN_code পিনকোড पिनकोड;
participant পার্টিসিপেন্ট; enablement এনেবলমেন্ট; zero জিরো जीरो ज़ीरो; minus মাইনাস माइनस; play প্লে प्ले; tyre টায়ার टायर;
rider রাইডার राइडर; flex ফ্লেক্স फ्लेक्स; voucher ভাউচার वाउचर; expire एक्सपायर; defect ডিফেক্ট डिफेक्ट; book बुक;
party পার্টি पार्टी; kilometre কিলোমিটার किलोमीटर; floating ফ্লোটিং फ्लोटिंग; fine ফাইন फाइन; fix ফিক্স फिक्स;
firm फर्म; default ডিফল্ট डिफॉल्ट; format ফরম্যাট फॉर्मेट; platform প্ল্যাটফর্ম प्लेटफॉर्म; filter ফিল্টার फिल्टर;
fraud ফ্রড फ्रॉड; photocopy ফটোকপি फोटोकॉपी; regular রেগুলার रेगुलर; lender ঋণদাতা;
consultant পরামর্শদাতা
"""


def _read(entries: str) -> dict[str, str]:
    """Native spelling to English spelling; an underscore stands for a blank."""
    table: dict[str, str] = {}
    for entry in entries.replace("\n", " ").split(";"):
        english, *native = entry.split()
        table.update((for_matching(word), english.replace("_", " ")) for word in native)
    return table


BORROWED_SPELLINGS = {**_read(_WORDS), **_read(_MORE_WORDS), **_read(_NAMES)}
"""Native spelling -> English spelling."""
