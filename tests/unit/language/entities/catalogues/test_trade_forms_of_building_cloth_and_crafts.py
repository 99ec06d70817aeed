"""How workers, contractors and their families name a trade, in all scripts and spellings."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.knowledge.trades import load_trades

INDEX = load_trades(Path(__file__).resolve().parents[5] / "content")

FORMS = """
mason: gathnir kaj kori | rajmistri r kaj | राज मिस्त्री का काम | plaster er kaj kori | ইট গাঁথার কাজ
mason: dewar plaster kori | brick work | main raj mistri hun | amar bor rajmistiri | ভাই রাজমিস্তিরির কাজ করে
mason: ghar banane ka kaam karta hu | চুন সুরকির কাজ | chinai ka kaam | ita jodai karte hain | head mistri
mason: ইটের কাজ করি | kerala te rajmistri r kaj korchi 5 bochor | আমি চেন্নাইয়ে রাজমিস্ত্রির কাজ করি
mason: main raj mistri ka kaam karta hoon mumbai mein | amar swami rajmistri, baire kaj kore
construction-helper: jogaler kaj kori | যোগাড়ের কাজ করি | rajmistri r jogare | mistri ke sath helper
construction-helper: mistrir songe jogar di | জোগাড় দিই | masala makhi | dhalaier kaj | ঢালাইয়ের কাজ করি
construction-helper: bilding er kaj | बिल्डिंग में काम करता हूं | construction line | labour er kaj building e
construction-helper: nirman sramik | building site labour | beldari karta hu | ইট বালি বই
construction-helper: kerala te building er kaje jogaler kaj kori | mistri ka helper hu site pe
construction-helper: building site e labour | রাজমিস্ত্রির জোগাড়ে | construction labour in bangalore
bar-bender: rod badhar kaj | sariya ka kaam | लोहा बांधने का काम | rod mistri | সরিয়া বাঁধি | rod bendar
bar-bender: chhar badhi | রড বাঁধি | rod binding | sariya bandhta hu | rod er kaj kori | rod badhai kori dubai
shuttering-carpenter: shutering er kaj | সাটারিং এর কাজ | centering mistri | सेटरिंग का काम | setring ka kaam
shuttering-carpenter: shatering carpenter | plate lagai dhalai er | শাটারিং কার্পেন্টার | shuttering carpenter
carpenter: kath er kaj | কাঠের কাজ করি | badhai ka kaam | बढ़ई का काम | furniture banai | khat almari banai
carpenter: lakdi ka kaam karte hain | khat alna banai | wood work | kather mistiri | দরজা জানালা বানাই | কাঠমিস্তিরি
carpenter: sofa banai | chair table banai | furniture polish | फर्नीचर बनाता हूं | palang banai
carpenter: কাঠের ফার্নিচার বানাই | lakdi ka furniture banata hu | khat palonko toiri kori
painter: rong er kaj | রঙের কাজ | rang ka kaam | ghar rong kori | paint er kaj kori | putty mari | পুট্টি পেইন্টিং
painter: colour er kaj | बाड़ी रंग | रंगाई का काम | deyal rong kori | building colour | wall putty ar rong
painter: ghar me paint karta hu | রঙ করি বাড়িতে | gharer rong er mistri | building e rong kori
painter: wall painting in flats | putti aur paint | rong mistrir kaj kori
plumber: jol er line er kaj | পাইপের কাজ করি | plumbar | water pump mistri | nal ka kaam | kolmistri
plumber: bathroom fitting | কল সারাই | tubewell mistri | पलम्बर | sanitary fitting | টিউবওয়েল মিস্ত্রি
plumber: plumber hu, nal pipe ka kaam | বাথরুমের কল পাইপ লাগাই
electrician: current er kaj | কারেন্টের কাজ | bijli ka kaam | wiring kori | house wairing | electriker kaj
electrician: ইলেকট্রিকের কাজ করি | bijlee mistri | light er kaj | wiring er kaj kori | fan light mistri
electrician: মোটর বাঁধাই | इलेक्ट्रिक का काम | विजली मिस्त्री | electrik mistri | fan sarai | বাড়ির ওয়্যারিং করি
electrician: ghar me bijli wiring karta hu | electric er kaj jani
tile-fitter: tiles boshai | টাইলস বসাই | tiles lagata hun | টাইলসের কাজ | marbel er kaj | marble polish
tile-fitter: tiles mistri ka kaam karta hoon | टाइल मिस्त्री का काम करता हूँ
tile-fitter: मार्बल लगाते हैं | granite fitting | mosaic er kaj | tails er kaj | মেঝে টাইলস | tiles marble fitting
scaffolder: bhara bandhar kaj | ভারা বাঁধার কাজ করি | scaffolding ka kaam | skafolding | pad bandhi
crane-operator: crane chalai | hydra chalata hu | tower crane | ক্রেন চালাই | क्रेन चलाता हूँ | crane operator dubai
earthmover-operator: jcb chalai | জেসিবি চালাই | poclain operator | hitachi driver | जेसीबी चलाता हूँ | dozer chalai
earthmover-operator: mati kata machine chalai | backhoe operator | jcb driver | excavator operator | jcb chalai
road-worker: rastar kaj kori | রাস্তার কাজ | road er kaj | sadak ka kaam | pich dhalai | রাস্তায় পিচ ঢালাই
road-worker: 100 din er kaj | highway te kaj | सड़क पर काम करते हैं | rasta r kaj | rasta banai
road-worker: road construction labour
pipe-fitter: pipe fitting | পাইপ ফিটার | पाइप फिटर | pipe fiter | pipe line fitter | gas pipe line er kaj
pipe-fitter: gulf e pipe fitter
solar-installer: solar lagai | সোলার বসাই | solar panel boshai | सोलर लगाते हैं | solar plate lagai
solar-installer: solar panel er kaj kori | সোলার প্যানেল ইনস্টল করি | solar panel fitting er kaj
zari-worker: jorir kaj kori | জরি বসাই | zari zardosi | जरदोजी का काम | stone boshai sari te | chumki boshai
zari-worker: চুমকির কাজ | sari te pathor boshano | zari ka karigar | hand zari | adda kaj | আড্ডা কাজ জরির
zari-worker: zari zardozi on saree | শাড়িতে জরির কাজ | sari par zari ka kaam
embroiderer: embroidary kori | কাঁথাস্টিচের কাজ | kantha stitch saree | सूई का काम कढ़ाई | needle work
embroiderer: nokshi katha | embroidery machine chalai | হাতের সেলাই কাঁথা | crochet | kurush er kaj | ক্রুশের কাজ
embroiderer: uler kaj | computer embroidery | fabric embroidery | wool knitting hater | applique work | নকশী কাঁথা
embroiderer: kasida kari | fulkari | beads work sari | kantha stitch er kaj kori ghore | কাঁথা স্টিচ শাড়ি
embroiderer: hand embroidery on sarees | সুচ সুতোর কাজ
tailor: silai ka kaam | সেলাই জানি | blouse banai | nighty selai | kurti banai | दरजी हूँ | ladies blouse stitching
tailor: salwar banai | churidar banai | jama banai | pant shirt silai | suit silta hu | kapda silai
tailor: petticoat selai | সায়া ব্লাউজ সেলাই | nighty banai | boutique chalai | fall piko | falls pico
tailor: টেলারিং দোকান | darji ka kaam | jama kapor banai | জামা বানাই | frock banai | ghore bose sellai kori
tailor: বাড়িতে মেশিনে সেলাই করি | ladies tailor ghore blouse banai | ghar par silai machine se kapda silti hu
tailor: masterji tailor | জামাকাপড় সেলাই | stitching clothes at home
sewing-machine-operator: juki chalai | garments e kaj kori | গার্মেন্টসে কাজ | sewing machine chalai
sewing-machine-operator: garment factory tirupur | overlock chalai | silai machine chalati hu | सिलाई मशीन चलाता
sewing-machine-operator: ready made garments kaj | jins factory | jeans er kaj | সেলাই মেশিন চালাই
sewing-machine-operator: flat lock machine | tirupur e garments | garment factory te juki chalai
sewing-machine-operator: sewing machine operator at tirupur | গার্মেন্টসে মেশিন চালাই
handloom-weaver: tant buni | তাঁতের শাড়ি বুনি | tanter kaj kori | saree bunte hain | हाथ करघा | gamcha buni
handloom-weaver: lungi buni | khadi bunan | muslin buni | তাঁত চালাই | balucheri buni | jamdani saree
handloom-weaver: dhonekhali tant | tangail saree buni | khaddar | tant ghor ache | handloom saree banai
handloom-weaver: tant e saree buni phulia te | তাঁতে গামছা বুনি | handloom saree weaver | haath se kapda bunte hai
powerloom-worker: power loom chalai | পাওয়ারলুম চালাই | loom chalata hu | hosiery te kaj | genji factory
powerloom-worker: গেঞ্জি কারখানা | পাওয়ার লুমে কাজ করি | bhiwandi powerloom | genji r kaj
powerloom-worker: power loom factory worker
dyer: kapor rang kori | সুতা রং করি | dyeing er kaj | batik print | ছাপার কাজ শাড়ি | saree print kori
dyer: রং করি কাপড়ে | कपड़े की रंगाई | fabric painting | block print kori | dyeing mill | kapore chhapa
leather-worker: leather er kaj | চামড়ার কাজ | chamde ka kaam | leather purse banai | belt banai | চামড়ার বেল্ট
leather-worker: leather bag factory bantala | wallet banai | money bag toiri | लेदर का काम | chamrar jinis banai
leather-worker: leather wallet making
shoe-maker: juta banai | জুতো সারাই | chappal banai | joota banate hai | चप्पल बनाते | juto r kaj | jutar karkhana
shoe-maker: জুতো বানাই | mochi ka kaam | sandal banai | hawai chappal | slipper making | জুতোর কারখানায়
shoe-maker: shoe making | জুতা পালিশ | chamrar juto banai | chappal factory
bag-maker: bag er kaj kori | ব্যাগ বানাই | byag silai | school bag banai | purse banai | बैग का काम | bager karkhana
bag-maker: bag stitching | thailа banai | jhola banai | থলে বানাই | side bag banai | side bag selai
bag-maker: চামড়ার ব্যাগ সেলাই | school bag selai kori
tannery-worker: tannery te kaj kori | ট্যানারিতে | chamra pakai | टेनरी में | tannery labour bantala
jute-worker: pater kaj | পাটের ব্যাগ বানাই | jute bag banai | chotkole kaj | জুটমিলে কাজ করি | patkol
jute-worker: jute mill shromik | পাটকল | jute er jinis banai | जूट मिल में | jut mile kaj | পাট দিয়ে জিনিস বানাই
jute-worker: chot kol | jute mill me majdur | jute bag banai | পাটের ব্যাগ
mat-weaver: madur bunte jani | মাদুর বুনি | sitalpati buni | chatai banate | মাদুর কাঠির কাজ | chatai buni
mat-weaver: sabai ghas er jinis | পাটি বুনি | talai buni | খেজুর পাতার চাটাই | শীতল পাটি বানাই | madur kathi
mat-weaver: madur kathi diye madur buni | sitalpati
potter: kumor | matir hari banai | মাটির ভাঁড় বানাই | कुम्हार का काम | diya banate hain mitti ke | matir prodip
potter: kulhar banate | মাটির প্রদীপ | ভাঁড় বানাই | matir kolshi | bhar banai | bhnar banai matir
potter: mati r pradip banai | মাটি দিয়ে জিনিস বানাই | ghara surahi | kulhad banata hun | চাক ঘোরাই | tali banai
potter: mitti ka diya | matir pradip ar bhar banai | matir jinis banai | clay pots and cups
idol-maker: thakur banai | ঠাকুর গড়ি | durga protima | মূর্তি গড়ি | kumortuli te thakur gori | मूर्ती बनाते हैं
idol-maker: pratima shilpi | ঠাকুর গড়ার কাজ | murti banai | saraswati thakur banai | thakurer murti | প্রতিমা বানাই
idol-maker: durga thakur banai kumartuli | মাটির মূর্তি গড়ি
sculptor: sculpture kori | ভাস্কর্য গড়ি | kather murti khodai | wood carving
bamboo-cane-worker: bansh er kaj | বাঁশের জিনিস বানাই | bet er kaj | jhuri kula banai | টোকরি বানাই
bamboo-cane-worker: बांस की टोकरी बनाते | moora banai | মোড়া বানাই | bnash beter kaj | বেতের চেয়ার
bamboo-cane-worker: daliya soop banate | soop daura | kulo dala banai | বাঁশ দিয়ে ঝুড়ি বানাই | dali banate
bamboo-cane-worker: bamboo diye jinis banai | baans ki tokri | basher jhuri dala banai | bamboo basket making
toy-maker: khelna banai | পুতুল বানাই | matir putul banai | soft toys banai | খেলনা বানাই | गुड़िया बनाती
toy-maker: teddy banai | kath er putul | teddy bear banai | কাঠের খেলনা বানাই | soft toy banai
mask-maker: mukhosh banai | মুখোশ গড়ি | chhou mukhos | mask banai cho nach er | mukhauta banate | ছো মুখোশ
shola-worker: sholar kaj kori | শোলা দিয়ে ফুল বানাই | topor banai | টোপর মুকুট বানাই | thermocol er kaj
shola-worker: sola shilpo | shola phool | চাঁদমালা বানাই | chandmala banai | শোলার ফুল | solar topor banai
conch-shell-worker: sankha banai | শাঁখা কাটি | shankher kaj kori | shakha kati | শাঁখের কাজ করি | sankh ka kaam
conch-shell-worker: শাখা পলা বানাই | shankha pola banai | sankha polar kaj
stone-worker: pathor bhangi | পাথর খাদানে কাজ | crusher e kaj | पत्थर तोड़ते | pathor khadane kaj | sil nora kati
stone-worker: শিলনোড়া কাটি | stone crusher | pathor katar kaj | patthar khadan | ক্রাশারে কাজ করি
stone-worker: pathor khodai kori
boat-maker: nouko banai | নৌকা বানাই | naav banate | trolar banai | ট্রলার বানাই | boat banai
cook: ranna kori | রান্নার কাজ করি | khana banane ka kaam | catering e ranna | hotel e ranna kori | biye barir ranna
cook: রাঁধুনির কাজ | bawarchi hu | खाना बनाता हूं | catering business | mid day meal ranna | rannar mashi
cook: biriyani banai | chinese cook | khana pakati hu | tiffin service | ঘরে রান্না করে দিই
cook: home food delivery tiffin | biriyani ranna kori | রান্না করি লোকের বাড়ি | tandoor cook | hotel e ranna kori
cook: dhabay ranna kori | hotel me khana banata hu | রেস্টুরেন্টে কুক | catering e ranna kori | chef in restaurant
sweet-maker: misti banai | মিষ্টি তৈরি করি | mishtir karigar | halwai | मिठाई बनाता | rosogolla banai
sweet-maker: mistir dokane karigar | sondesh banai | রসগোল্লা বানাই | chhanar kaj | ছানা কাটি | mithai ka kaam
sweet-maker: mishti dokane karigor | pera banai | ladoo banati | pitha puli banai | moya banai | মোয়া বানাই
sweet-maker: mistir dokane karigar | ঘরে সন্দেশ নাড়ু বানাই
baker: cake banai | কেক বানাই | bekari te kaj | pauruti banai | बेकरी में काम | biscuit banai | cake order ni
baker: baking kori | biskut factory | home made cake | ruti factory | bread banai | pastry banai | home baker cake
baker: bakery factory worker
food-processor: achar banai | আচার বানাই | papad belti hu | papad banana | bori dii | বড়ি দিই | chanachur banai
food-processor: muri bhaji | masala packing | গুঁড়ো মশলা তৈরি | mosla guro kori | khoi bhaji | jam jelly banai
food-processor: namkeen banate | पापड़ बेलते | chips banai | kasundi banai | ghee banai | gur banai
food-processor: খেজুর গুড় বানাই | badi banai | sattu banati | অচার বানাই | tel kol | chira muri | মুড়ি ভাজি
food-processor: dal er bori banai | ঘি বানাই | nimki banai | ghore achar, bori banai | chanachur factory te kaj
food-processor: masala grinding unit
waiter: waiter er kaj | ওয়েটারের কাজ | hotel boy | होटल में वेटर | catering boy er kaj | restaurant e waiter
waiter: service boy | hotel e waiter | রেস্টুরেন্টে ওয়েটারের কাজ
hotel-cleaner: hotel e safai | সাফাইয়ের কাজ | office cleaning | झाड़ू मारता | sweeper er kaj | clinar
hotel-cleaner: safai ka kaam | municipality safai kormi | jhadu lagate | room boy er kaj | jharu di office e
hotel-cleaner: office sweeping cleaning | হোটেলে বাসন মাজি | sweeper in hospital
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
