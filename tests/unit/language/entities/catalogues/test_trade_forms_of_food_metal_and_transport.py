"""How workers, contractors and their families name a trade, in all scripts and spellings."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.knowledge.trades import load_trades

INDEX = load_trades(Path(__file__).resolve().parents[5] / "content")

FORMS = """
housekeeper: house keeping er kaj | হাউসকিপিংয়ের কাজ | housekeeping | caretaker er kaj
domestic-worker: loker barite kaj kori | বাড়িতে বাড়িতে কাজ করি | jhi er kaj | parer barite kaj
domestic-worker: লোকের বাড়ি বাসন মাজি | ghar me kaam karti hun | jhadu poncha | बर्तन धोती | kaam wali bai
domestic-worker: manusher barite kaj | bari te kaj kori loker | babur barite kaj | bashon maji | বাবুর বাড়ি কাজ
domestic-worker: parichaarika | ghor mochhar kaj | ঠিকে কাজ করি | kothi me kaam karti | maid er kaj
domestic-worker: didi r bari kaj kori | tin bari kaj kori | ৪ বাড়িতে কাজ করি | jhadu pocha bartan | maid in flats
caregiver: ayar kaj | আয়ার কাজ | bacha dekhi | বাচ্চা দেখাশোনা করি | rugi dekhi | patient dekhashona
caregiver: nursing home aya | old age home e kaj | बच्चा संभालती | bujurgo ki seva | attendant er kaj
caregiver: buro manusher dekhashona | রোগী দেখি | mariz ki seva | babysitting | baby sitter, bacha samlano
caregiver: বয়স্ক মানুষের দেখাশোনা করি | nursing home e ayar kaj
barber: chul katar kaj | চুল দাড়ি কাটি | selun e kaj | नाई का काम | salon me kaam | hair cutting saloon | dari kati
barber: hajamat | সেলুন চালাই | बाल काटने का काम | hair cut kori | saloon dokan | নাপিতের কাজ | salon hai mera
barber: চুল কাটার দোকান
beautician: parlour er kaj | পার্লারে কাজ করি | makeup kori | mehendi lagai | ब्यूटी पार्लर में | facial kori
beautician: bridal make up | মেকাপ করি | threading facial | parlour chalai | bou sajai | কনে সাজাই
beautician: mehndi lagati hun | মেহেন্দি পরাই | spa te kaj | nail art | parlour chalai ghore
beautician: beauty parlour course korechi | makeup ar mehendi
laundry-worker: kapor dhui | কাপড় ধোয়া | dhobi ka kaam | कपड़ा धोते | istri r kaj | লন্ড্রি চালাই
laundry-worker: kapda press karta hu | kapor istri | dhopar kaj | kapor kachi | kapor kacha istri
welder: jhalaier kaj | ঝালাই করি | welding karta hu | वेल्डिंग का काम | gas welding | welder er kaj
welder: ওয়েলডিং এর কাজ | jhalai kori | welding shikhechi | arc welding | weldar | welding shop e kaj
fabricator: grill banai | গ্রিলের কাজ | steel furniture | aluminium er kaj | gate banai | স্টিলের আলমারি বানাই
fabricator: grill gate | shutter banai | lohar gate banai | almirah factory | aluminium window | एल्यूमिनियम का काम
fabricator: rolling shutter
blacksmith: da bothi banai | কামারশালায় কাজ | lohar ka kaam | kamarer kaj kori | kaste kodal banai | দা বটি বানাই
blacksmith: लोहार हूँ | hansua banate | korat banai | loha pitai | কাস্তে হাতুড়ি বানাই | kamarer dokan
blacksmith: লোহার দা কাটারি বানাই
goldsmith: sonar kaj kori | সোনার কাজ | gohona banai | gold er kaj | sone ka kaam karta hu | সোনারূপার কাজ
goldsmith: rupar gohona | swarna shilpi | গয়না গড়ি | jewellery banai | सुनारी | chandi ka kaam | shonar karigor
goldsmith: sonarupar kaj | surat e sonar kaj | chain banai sonar | nakchhabi banai | sonar dokane gohona banai
goldsmith: mumbai me sone ka kaam karta tha | সোনার দোকানে কারিগর | gold jewellery making | gold karigar surat
jewellery-polisher: hira palish | হীরা পালিশ | diamond er kaj | gohona polish | हीरा घिसाई | hire kata
jewellery-polisher: surat e hirer kaj | hira ghisai | diamond ghosai | হীরের কাজ | surat me heera polish
imitation-jewellery-maker: imitation gohona banai | সিটি গোল্ডের গয়না | artificial gohona
imitation-jewellery-maker: imitation jewelry making | नकली गहना बनाते | junk jewellery banai | puthir mala
imitation-jewellery-maker: পুঁথির মালা গাঁথি | beads jewellery | city gold churi | imitation chain banai
imitation-jewellery-maker: rolled gold | এমিটেশন গয়না | imitation jwelary
dokra-metal-caster: dokrar kaj | ডোকরার জিনিস বানাই | dokra shilpo | dhokra banate | dokra jewellery
brass-worker: pitoler kaj | কাঁসা পিতলের কাজ | kansar bason banai | पीतल के बर्तन | pital er bason
brass-worker: kasar thala banai | brass er kaj | কাঁসার থালা | kansa pitoler bason | brass utensil making
lathe-turner: led machine chalai | লেদ মেশিনে কাজ | lathe er kaj | kharad machine | lathe operator | cnc chalai
lathe-turner: lathe machine man | lathe machine operator
fitter: fitter er kaj | ফিটারের কাজ | फिटर हूं | fitting er kaj company te | iti fitter in factory
machine-operator: machine chalai factory te | মেশিন চালাই | machine operator | मशीन चलाता हूं | machine oparator
machine-operator: press machine chalai | factory te machine chalai
mechanic-two-wheeler: bike sarai | বাইক সারাই | motorcycle mistri | bike garage | bike er mistri | scooty sarai
mechanic-two-wheeler: मोटरसाइकिल का काम | bike repairing er kaj | cycle sarai | সাইকেল সারাই | साइकिल मिस्त्री
mechanic-two-wheeler: cycle mistri | bike garage e kaj
mechanic-car: gari sarai | গাড়ির মিস্ত্রি | motor garage | गाड़ी ठीक करता | denting painting | garage e kaj
mechanic-car: truck er mistri | গ্যারেজে কাজ করি | car repair | tractor mistri | gaadi ka garage | lorry mistri
mechanic-car: car garage mechanic
ac-refrigeration-mechanic: ac sarai | এসির কাজ | fridge mistri | ac repairing | एसी का काम | ac fridge er kaj
ac-refrigeration-mechanic: ফ্রিজ সারাই | ac mechanik | refrigerator repair | ac install kori | ac service kori
ac-refrigeration-mechanic: ac fridge repairing
mobile-repairer: mobile sarai | মোবাইল সারাই | phone thik kori | mobile ka kaam | मोबाइल बनाता हूं | mobile sarano
mobile-repairer: mobile er mistri | mobile repair shop | মোবাইল ঠিক করি | mobile banata hu | mobile servising
mobile-repairer: mobile repairing shop | mobile sarai er dokan
computer-operator: computer er kaj kori | ডাটা এন্ট্রি | typing er kaj | कंप्यूटर चलाता | data entry ka kaam
computer-operator: cyber cafe chalai | dtp kori | computer operater | computer typing dokan
security-guard: security te kaj | সিকিউরিটির কাজ করি | guard er kaj | गार्ड की नौकरी | darowan | night guard er kaj
security-guard: watchman ka kaam | sikiuriti | security guard duty | सिक्योरिटी में | mall e security guard
security-guard: factory te darowan | company me guard hu | এটিএম গার্ড
driver: gari chalai | গাড়ি চালাই | driver er kaj | ড্রাইভারি করি | driveri karta hu | ola chalai | auto chalai
driver: गाड़ी चलाता हूं | driver ki naukri | taxi chalata | tempo chalai | টেম্পো চালাই | pickup van chalai
driver: chhota hati chalai | ছোট হাতি চালাই | magic gari chalai | bus er driver | marutir driver | driving kori
driver: driving er kaj | ambulance chalai | marutir gari chalai | ami ekjon driver | private car driver
driver: delhi me gaadi chalata tha | school bus chalai | auto rickshaw chalai
truck-driver: lorry chalai | ট্রাক চালাই | truck ka driver | lori r driver | dumper chalai | ट्रक चलाता
truck-driver: 10 chakka chalai | tanker chalai | trailer chalai | lorry chalai bihar jhankhand | ভারী ট্রাক চালাই
e-rickshaw-driver: toto chalai | টোটো চালাই | टोटो चलाते हैं | e rickshaw | toto r driver | totor driver
e-rickshaw-driver: tuktuk chalai | toto gari chalai | tirri chalai | e-rickshaw chalata hu siliguri me
e-rickshaw-driver: battery rickshaw chalai
delivery-worker: delivery r kaj | ডেলিভারির কাজ করি | zomato te | flipkart delivery | courier er kaj
delivery-worker: डिलीवरी करता हूं | amazon e kaj | parcel delivery | blinkit delivery | ডেলিভারি করি
delivery-worker: swiggy zomato delivery boy | amazon delivery | bike e delivery kori
loader: mal tuli | মাল তোলার কাজ | mutegiri | coolie ka kaam | loading er kaj | पल्लेदारी | bosta bowa
loader: মাল ওঠাই নামাই | godown e kaj | গোডাউনে কাজ করি | bosta boi | load unload | mal boi | bora dhona
loader: maal utarta hu | truck loading | lodar er kaj | bazar e mal tana | station e coolie | mal gari te tola
loader: godown me loading unloading
factory-helper: company te kaj | কারখানায় কাজ করি | factory labour | फैक्ट्री में काम करता हूं | factory helper
factory-helper: mill e kaj | company me helper | factory worker | karkhanay kaj kori | কোম্পানিতে কাজ করি
factory-helper: company me kaam | karkhanay helper | factory mein helper ka kaam
packing-worker: packing er kaj kori | প্যাকিং করি | packing department | पैकिंग का काम | packet kori
packing-worker: packaging er kaj | packing kori factory te | packing boy | biscuit factory te packing
packing-worker: packing er kaj factory te
plastic-worker: plastic karkhana | প্লাস্টিকের কাজ | plastic factory te kaj | plastic moulding | प्लास्टिक कंपनी में
plastic-worker: plastic factory machine
brick-kiln-worker: it vatay kaj | ইটভাটায় কাজ করি | eent bhatta | bhatta me kaam | भट्ठा पर काम | it kati bhatay
brick-kiln-worker: it bhata shromik | it pari | ইট পাড়ি | chimni bhatta | itbhatay | pathera | पथेरा
brick-kiln-worker: it bhatay majur | ইট ভাটায় কাজ করি বিহারে
beedi-roller: biri badhi | বিড়ি বাঁধি | bidi banati hu | बीड़ी बनाती हूं | biri r kaj | biri bandhi ghore
beedi-roller: bidi ka kaam | বিড়ি বাধার কাজ | beedi banate | biri pakai | ghore bose biri bandhi
beedi-roller: beedi rolling at home | dine 800 biri badhi
farm-worker: chas kori | চাষের কাজ | khet me kaam | खेती करते हैं | dhan katar kaj | kheti bari | mathe kaj kori
farm-worker: জন খাটি মাঠে | jon khati | munish khati | কৃষিকাজ করি | sabji chas | alu tola | khete kaj kori
farm-worker: bagdi khet majur | ধান রুই | chasbas | dhan ruya | চাষি | khetmojur | ropni karte hain | katni
farm-worker: onner jomite kaj kori | khet majdoor hu | ধান কাটতে যাই | daily labour in paddy field
fish-worker: mach dhori | মাছ ধরি | macher kaj | মাছ চাষ করি | machli pakadte | मछली पालन करते | trawler e kaj
fish-worker: jele | bhery te kaj | mach bechi | মাছ বিক্রি করি | chingri chas | কাঁকড়া ধরি | kakra dhori
fish-worker: bagda chingri chas | meen dhori | machhli bechte hain | jal felি mach dhori | shutki kori
fish-worker: nodi te mach dhori | machli pakadna | pukure mach chas kori
tea-garden-worker: cha bagane kaj | চা বাগানে কাজ করি | cha pata tuli | चाय बागान में काम | bagane pata tuli
tea-garden-worker: tea garden labour | chiya bagan | patti todti | চা পাতা তুলি | cha baganer labour
tea-garden-worker: chai patti todti | cha bagan er permanent worker | tea garden me patti todna
rubber-tapper: rubber bagane kaj | রাবারের কাজ | rubber tepping | रबर का काम | rubber tree tapping kerala
rubber-tapper: kerala rubber tapping
sales-worker: dokane kaj | দোকানে কাজ করি | sales er kaj | दुकान में काम करता | salesman | dokaner kormochari
sales-worker: shopping mall e kaj | showroom e kaj | sels man | marketing er kaj | medicine dokane kaj
sales-worker: sharir dokane kaj kori | কাপড়ের দোকানে কাজ করি | shopping mall salesgirl | কাপড়ের দোকানে সেলসম্যান
photographer: photo tuli | ছবি তুলি | video kori biye barir | camera man | फोटो खींचता हूं | photography kori
photographer: studio chalai photo | ফটো তোলার কাজ | biye barir photo video | video shooting | biye barite photo tuli
musician-band: dhak bajai | ঢাক বাজাই | band party te bajai | ढोल बजाते | gan gai | গান গাই | baul gan kori
musician-band: tabla bajai | kirton kori | কীর্তন গাই | jhumur gan | madol bajai | মাদল বাজাই | banshi bajai
musician-band: dhol tasha | bhajan gata hu | harmonium bajai | orchestra te gan | shehnai bajate | nagara bajate
musician-band: band party te dhol bajai | baul gaan
mason+carpenter: rajmistri ar kather kaj duto jani
tailor+beautician: silai aur parlour dono
plumber+electrician: plumber aur electrician
driver+electrician: driver o electrician
"""
NOTHING = """
gari | gold loan lagbe | solar lagate chai subsidy | chamdi ka bazar | gari kinte loan chai
toto kinbo loan hobe | sewing machine kinbo | silai machine milega kya | free silai machine yojana
barber shop kothay | security deposit koto | amar bag hariye geche | mobile kinbo | photo lagbe ki
computer course | fridge kinbo | tea stall loan | dokan korbo | machine er dam | plastic ban | gold price
truck er insurance | hotel booking | packing cost | delivery charge | cooking gas | gas connection | paint kinbo
ghar banabo loan | bari banabo | baby ghumacche | bank e kaj ache | form er kaj ta hoyeche | ami bari thaki
welding machine kinbo | মেশিন কিনতে চাই | গাড়ি কেনার লোন | সোনার দাম কত | জমি কিনবো | ছবি আপলোড হচ্ছে না
মিষ্টি খাই | सोना का भाव | गाड़ी लोन | मशीन खरीदना है | घर बनाना है लोन | मोबाइल नंबर बदलना | दुकान खोलना है
ड्राइविंग लाइसेंस कैसे बने | driving licence | driving license banate chai | gari r license
painting competition | factory licence | food licence | fssai food license | trade license | electric bill
current bill | bijli bill | bijli ka bill | water connection | jute rate | machh khai | tractor loan
kisan credit card | pm kisan | krishak bandhu | khet jomi | cake khabo | artisan card | karigar card
hotel khulbo | beauty tips | salon khulbo loan | barsha | sari kinbo | handicraft mela kobe | handloom mela
weaver card | matsyajibi card | labour card | shramik card | e shram card | job card | 100 din er taka
ami kaj khujchi | kaam chahiye | kaj nei | kono kaj ache | training chai | tailoring training kothay
computer training | ami bekar | housewife | student | pension | plumber dorkar amar barite | mistri koto neay
gari kharap hoyeche | barite biye | amar meyer biye | electric bill beshi | ac kinbo | machine subsidy
silai machine free | darji ke paise diye | kath er dam | tea khabo | cha er dokan loan | mudi dokan
মুদির দোকান করব | গাড়ি কিনব লোন | সোনা বন্ধক | jomi kena | mach er dam | ration card | bag ta hariye gechi
mobile e otp ashe na | computer nei | photo lagbe | hotel kothay | chal dal | ranna ghor | taka pathabo | কাজ চাই
kaj dao | kichu kori na | ami bekar | pothashree scheme | karmasathi | shilpi bhata | lakkhir bhandar
"""


@pytest.mark.parametrize(
    ("text", "trades"),
    [
        (form, row.partition(": ")[0])
        for row in FORMS.strip().splitlines()
        for form in row.partition(": ")[2].split(" | ")
    ],
)
def test_the_answer_to_the_question_for_a_trade(text: str, trades: str) -> None:
    assert "+".join("|".join(found.trades) for found in INDEX.find(text, expected=True)) == trades


@pytest.mark.parametrize("text", [form for row in NOTHING.strip().splitlines() for form in row.split(" | ")])
def test_ordinary_talk_names_no_trade(text: str) -> None:
    assert INDEX.find(text) == []
