"""Districts, towns, blocks and localities as people type them when they are asked where they live."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.knowledge.places import load_places

INDEX = load_places(Path(__file__).resolve().parents[5] / "content")

FORMS = """
malda: malda ; মালদা জেলা ; maldah ; मालदा ; chanchal ; gazole ; gajol ; kaliachak ; harishchandrapur ; manikchak
malda: english bazar ; ratua ; habibpur ; bamangola ; old malda ; puratan malda ; kaliachak 2 ; sujapur ; mothabari
malda: baishnabnagar ; samsi ; chanchol
north-24-parganas: 24 pargana uttar ; north 24 parganas ; north 24 pgs ; উত্তর চব্বিশ পরগনা ; uttar chobbis porgona
north-24-parganas: uttar 24 pgs ; (N) 24 pgs ; barasat ; basirhat ; bongaon ; bangaon ; barrackpore ; habra
north-24-parganas: hasnabad ; dum dum ; madhyamgram ; new barrackpore ; naihati ; bhatpara ; kanchrapara ; halisahar
north-24-parganas: titagarh ; khardah ; kamarhati ; panihati ; sodepur ; belgharia ; baranagar ; ashoknagar
north-24-parganas: gobardanga ; bagdah ; gaighata ; deganga ; sandeshkhali ; hingalganj ; minakhan ; haroa
north-24-parganas: swarupnagar ; baduria ; rajarhat ; new town ; salt lake ; petrapole
south-24-parganas: S 24 pgs ; dokkhin 24 porgona ; দক্ষিণ ২৪ পরগনা ; দঃ ২৪ পরগণা ; दक्षिण 24 परगना ; baruipur
south-24-parganas: canning ; ক্যানিং ; diamond harbour ; kakdwip ; sagar ; gosaba ; basanti ; sonarpur ; maheshtala
south-24-parganas: budge budge ; bajbaj ; pujali ; joynagar ; jaynagar ; kultali ; mathurapur ; patharpratima
south-24-parganas: namkhana ; falta ; magrahat ; mograhat ; bhangar ; bhangor ; bantala ; amtala ; kulpi
south-24-parganas: mandirbazar ; rajpur sonarpur ; narendrapur
north-24-parganas|south-24-parganas: 24 parganas
murshidabad: murshidabad ; mursidabad ; mursidbad ; মুর্শিদাবাদে থাকি ; मुर्शिदाबाद ; berhampore ; bahrampur
murshidabad: jangipur ; domkal ; lalgola ; farakka ; kandi ; dhulian ; samserganj ; shamsherganj ; suti
murshidabad: raghunathganj ; sagardighi ; nabagram ; khargram ; burwan ; bharatpur ; beldanga ; rejinagar
murshidabad: hariharpara ; nowda ; jalangi ; raninagar ; bhagwangola ; lalbagh ; jiaganj ; azimganj
murshidabad: aurangabad murshidabad ; khagra ; baharampur
nadia: nodia ; nadiya jela ; নদীয়া ; नदिया ; krishnanagar ; krishnonagar ; ranaghat ; shantipur ; nabadwip
nadia: kalyani ; santipur ; শান্তিপুর ; phulia ; fulia ; ফুলিয়া ; karimpur ; tehatta ; chakdaha ; bagula ; mayapur
nadia: plassey ; polashi ; haringhata
hooghly: hugli ; hoogly ; হুগলী ; chandannagar ; chinsurah ; chuchura ; arambagh ; serampore ; srirampur
hooghly: tarakeswar ; singur ; dankuni ; rishra ; konnagar ; uttarpara ; baidyabati ; bhadreswar ; bansberia
hooghly: pandua ; dhaniakhali ; dhonekhali ; khanakul ; goghat ; pursurah ; jangipara ; haripal ; chanditala
hooghly: balagarh ; begampur
howrah: haora ; hawra ; হাওড়া ; हावड़ा ; uluberia ; bally ; domjur ; shibpur ; liluah ; liluya ; bagnan ; amta
howrah: udaynarayanpur ; jagatballavpur ; panchla ; santragachi ; salkia ; andul ; shyampur ; belur
bankura: bankura ; bakura ; বাকুড়া ; बांकुड़ा ; khatra ; sonamukhi ; saltora ; gangajalghati ; panchmura ; simlapal
bankura: ranibandh ; kotulpur
purulia: purulia ; puruliya ; पुरुलिया ; raghunathpur ; jhalda ; manbazar ; adra ; bandwan ; balarampur ; charida
purulia: bagmundi ; arsha ; neturia ; santuri ; manbazar 1
birbhum: birbhum ; বীরভুম ; बीरभूम ; bolpur ; suri ; siuri ; rampurhat ; nalhati ; sainthia ; dubrajpur ; muraroi
birbhum: ilambazar ; shantiniketan ; santiniketan ; tarapith ; mayureswar
purba-medinipur: purba medinipur ; east midnapore ; pub medinipur ; haldia ; contai ; kanthi ; kathi ; tamluk
purba-medinipur: digha ; egra ; nandigram ; mahishadal ; panskura ; kolaghat ; moyna purba medinipur ; bhagabanpur
purba-medinipur: ramnagar ; khejuri ; patashpur ; mecheda
paschim-medinipur: paschim medinipur ; west midnapur ; kharagpur ; kharogpur ; ghatal ; garhbeta ; gorbeta ; belda
paschim-medinipur: sabang ; pingla ; debra ; daspur ; chandrakona ; keshpur ; salboni ; narayangarh ; dantan
paschim-medinipur: keshiary
paschim-medinipur|purba-medinipur: medinipur ; midnapore
jhargram: jhargram ; jhadgram ; ঝাড়গ্ৰাম ; gopiballavpur ; belpahari ; binpur ; jamboni
darjeeling: darjeeling ; darjiling ; দার্জিলিঙ ; kurseong ; mirik ; naxalbari ; phansidewa ; fansidewa ; kharibari
darjeeling: matigara ; bagdogra ; sukna ; ghoom
kalimpong: kalimpong ; gorubathan ; pedong ; lava
jalpaiguri: jalpaiguri ; jolpaiguri ; जलपाईगुड़ी ; mal bazar ; dhupguri ; maynaguri ; moynaguri ; nagrakata
jalpaiguri: banarhat ; binnaguri ; malbazar ; odlabari ; chalsa ; rajganj ; belakoba ; metelli
alipurduar: alipurduar ; alipur duar ; अलीपुरद्वार ; falakata ; kalchini ; birpara ; madarihat ; hasimara ; jaigaon
alipurduar: kumargram ; kamakhyaguri ; hamiltonganj
cooch-behar: cooch behar ; koch bihar ; coochbihar ; kochbihar ; कूचबिहार ; dinhata ; tufanganj ; mathabhanga
cooch-behar: mekhliganj ; haldibari ; sitalkuchi ; sitai ; pundibari ; boxirhat
uttar-dinajpur: uttar dinajpur ; U dinajpur ; raiganj ; raigonj ; kaliaganj ; itahar ; karandighi ; goalpokhar
uttar-dinajpur: chopra ; dalkhola ; hemtabad
dakshin-dinajpur: dakshin dinajpur ; dokkhin dinajpur ; balurghat ; gangarampur ; buniadpur ; banshihari
dakshin-dinajpur: harirampur ; kushmandi ; tapan ; hili ; kumarganj
paschim-bardhaman: asansol ; durgapur ; raniganj ; kulti ; barakar ; jamuria ; pandabeswar ; andal ; panagarh
paschim-bardhaman: chittaranjan ; salanpur ; burnpur
purba-bardhaman: burdwan town ; katwa ; kalna ; guskara ; bhatar ; galsi ; ausgram ; raina ; purbasthali
purba-bardhaman: samudragarh ; dhatrigram ; jamalpur ; mangalkot ; ketugram ; monteswar
kolkata: behala ; tollygunge ; jadavpur ; kolkata 700091 ; কলকাতা ; calcutta ; metiabruz ; metiaburuz ; garden reach
kolkata: khidirpur ; park circus ; tangra ; topsia ; tiljala ; burrabazar ; shyambazar ; sealdah ; kumartuli
kolkata: maniktala ; ultadanga ; beleghata ; gariahat ; dhakuria ; kasba ; thakurpukur ; haridevpur ; esplanade
kolkata: rajabazar
"""


@pytest.mark.parametrize(
    ("text", "districts"),
    [
        (form, row.partition(": ")[0])
        for row in FORMS.strip().splitlines()
        for form in row.partition(": ")[2].split(" ; ")
    ],
)
def test_where_somebody_lives(text: str, districts: str) -> None:
    assert ["|".join(sorted(found.districts)) for found in INDEX.find(text, expected=True)] == [districts]


@pytest.mark.parametrize(
    "text",
    ["chopra sir bolechen", "fruit canning business", "মালদার পার্টি", "paikari dam koto", "kalyani didi", "malda aam"],
)
def test_a_name_in_another_sense_is_no_place(text: str) -> None:
    assert INDEX.find(text) == []
