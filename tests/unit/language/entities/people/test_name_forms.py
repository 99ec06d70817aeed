"""More names: what people write around them, and their spellings in Latin and Bengali letters."""

from __future__ import annotations

import pytest

from bot.language import normalise
from bot.language.entities.people import find_name, to_bengali, to_latin

ANSWERS = """
নাম লিখুন হাজি নুরুল হক > হাজি নুরুল হক | naam likhun rahim sk > Rahim Sk | naam likho suresh mahto > Suresh Mahto
naam likhiye mohan lal > Mohan Lal | নাম লেখো কার্তিক মাহাতো > কার্তিক মাহাতো | नाम लिखिए सुरेश महतो > सुरेश महतो
my name is Sanjoy Kr Dey > Sanjoy Kr Dey | bimal kr jana > Bimal Kr Jana | bimal kr. jana > Bimal Kr. Jana
amar nm mitali sardar > Mitali Sardar | nm - rakesh oraon > Rakesh Oraon | mera nm rakesh oraon hai > Rakesh Oraon
amar naam ta holo Sukhen Barman > Sukhen Barman | my self Dipankar Roy > Dipankar Roy
this side rohit singh > Rohit Singh | I'm Sabina Khatun > Sabina Khatun | im sabina khatun > Sabina Khatun
phulmani hembram > Phulmani Hembram | Sonamoni Tudu > Sonamoni Tudu | bahamani soren > Bahamani Soren
sanatan barman > Sanatan Barman | nripen roy sarkar > Nripen Roy Sarkar
pasang dorjee sherpa > Pasang Dorjee Sherpa | dawa tamang > Dawa Tamang | bir bahadur rai > Bir Bahadur Rai
mingma lama > Mingma Lama | Hafez Abdur Rahim > Hafez Abdur Rahim | maulana siddiqullah > Maulana Siddiqullah
haji md yusuf ali > Haji Md Yusuf Ali | হাফেজ আব্দুর রহিম > হাফেজ আব্দুর রহিম
মাওলানা আবুল কালাম > মাওলানা আবুল কালাম | rohima > Rohima | শ্যামলী > শ্যামলী | sujoy > Sujoy | Dilip > Dilip
সুকান্ত > সুকান্ত | A. K. Mandal > A. K. Mandal | A K Mandal > A K Mandal | a.k. mandal > A.K. Mandal
S.K. Das > S.K. Das | sk das > Sk Das | mst rupali khatun > Mst Rupali Khatun
মোসাঃ রূপালি খাতুন > মোসাঃ রূপালি খাতুন | মোঃ আজিজুল হক > মোঃ আজিজুল হক | মো. রফিক > মো. রফিক
sri gopal ch das > Gopal Ch Das | gopal ch. das > Gopal Ch. Das | নাম: পূর্ণিমা সিং সর্দার > পূর্ণিমা সিং সর্দার
ami rabindra nath murmu bolchi > Rabindra Nath Murmu | ami sk alauddin bolchi howrah theke > Sk Alauddin
mai ramesh bol raha hu patna se > Ramesh | main geeta devi hun > Geeta Devi | मैं गीता देवी हूँ > गीता देवी
हमार नाम राजू पासवान बा > राजू पासवान | hamar naam raju paswan ba > Raju Paswan | mor nam bishu oraon > Bishu Oraon
মোর নাম ধনেশ্বর বর্মন > ধনেশ্বর বর্মন | mor nam dhaneswar barman > Dhaneswar Barman
name pls: Anwar Hossain > Anwar Hossain | লক্ষীরাণী মাহাতো > লক্ষীরাণী মাহাতো | smt. laxmi rani das > Laxmi Rani Das
shrimati sunita devi > Sunita Devi | kumari puja > Puja | mr subhas naskar > Subhas Naskar
পরিমল চন্দ্র দাস। > পরিমল চন্দ্র দাস | Bishnu Pada Maity, Tamluk > Bishnu Pada Maity
naam hai mera sanjay oraon > Sanjay Oraon | sanjay oraon naam hai > Sanjay Oraon | অমল আমার নাম > অমল
amar nam amol > Amol | name - Pinki Shaw > Pinki Shaw | Pinki shaw, w/o Rajesh shaw > Pinki Shaw
নুর ইসলাম মোল্লা > নুর ইসলাম মোল্লা | মনোয়ারা বেওয়া > মনোয়ারা বেওয়া | SUKUMAR BAURI > Sukumar Bauri
sukumar bauri ji > Sukumar Bauri | binod da > Binod | ji mera naam hai shabana parveen > Shabana Parveen
hello ami tapas > Tapas | amar name tapas > Tapas | amar puro nam holo biswanath hansda > Biswanath Hansda
chandrima > Chandrima | jhuma mal > Jhuma Mal | আমি ঝুমা মাল > ঝুমা মাল | আমি মিঠুন বাগদি বলছি > মিঠুন বাগদি
rinku das (dokan) > Rinku Das | Dipali Lohar > Dipali Lohar | lakhan lal kisku > Lakhan Lal Kisku
Nar Bahadur Chhetri > Nar Bahadur Chhetri | পেম্বা লেপচা > পেম্বা লেপচা | Kanchi Maya Tamang > Kanchi Maya Tamang
জয়দেব কর্মকার > জয়দেব কর্মকার | birsa munda > Birsa Munda | name is birsa munda > Birsa Munda
naam h mohit > Mohit | nam holo tanmay > Tanmay
"""
NOTHING = """
amar nam ki tumi jano | tomar nam ki | what is your name | আপনার নাম কী | ache | janina | loan lagbe
amar dokan ache | ami tant buni | main mazdoor hun | মাছ ধরি | ok | thik ache | pore bolbo | keno naam lagbe
nam dite chai na | নাম দেব না | naam nahi batana | skip | menu | থাক | accha bolun | kal bolbo | ami tailor
help me | kichu na | loan chai 5 lakh | udyam registration
"""
LATIN = """
সুজাতা মাহাতো > Sujata Mahato | শেখ রফিকুল ইসলাম > Shekh Rafikul Islam | সেখ আলাউদ্দিন > Sekh Alauddin
মিঠুন বাগদি > Mithun Bagdi | কার্তিক হেমব্রম > Kartik Hembram | প্রিয়াঙ্কা চক্রবর্তী > Priyanka Chakraborty
অভিজিৎ পাত্র > Abhijit Patra | দেবব্রত ঘোষাল > Debabrata Ghosal | পূর্ণিমা সর্দার > Purnima Sardar
বিশ্বনাথ হাঁসদা > Biswanath Hansda | জয়ন্তী রায় > Jayanti Roy | মোসাম্মৎ রেহেনা খাতুন > Mosammat Rehena Khatun
আনোয়ারা বেগম > Anowara Begum | শ্রীমতী গীতা দেবী > Srimati Gita Devi | হরিপদ মণ্ডল > Haripada Mondal
নিমাই চন্দ্র হালদার > Nimai Chandra Halder | দীপালি লোহার > Dipali Lohar | সঞ্জয় সিং > Sanjay Singh
রামপ্রসাদ সেন > Ramprasad Sen | সনাতন বর্মন > Sanatan Barman | পাসাং শেরপা > Pasang Sherpa
সোনাম তামাং > Sonam Tamang | লক্ষ্মণ কিস্কু > Lakshman Kisku | সুকুমার বাউরি > Sukumar Bauri
মহিউদ্দিন মোল্লা > Mohiuddin Molla | শাহিদ আফ্রিদি > Shahid Afridi | তৃষা দাস > Trisha Das
সৌমেন মাইতি > Soumen Maity | ঈশিতা বসু > Ishita Basu | ঋতম সেনগুপ্ত > Ritam Sengupta
বুদ্ধদেব ভট্টাচার্য > Buddhadeb Bhattacharya | গৌরী ওরাওঁ > Gouri Oraon | মনসা রুইদাস > Manasa Ruidas
রুখসানা পারভিন > Rukhsana Parvin | মাসুদ রানা > Masud Rana | नीरज कुमार > Niraj Kumar | सुमन देवी > Suman Devi
रामबाबू महतो > Rambabu Mahto | पंकज सिंह > Pankaj Singh | अनिल कुमार गुप्ता > Anil Kumar Gupta
मनीषा कुमारी > Manisha Kumari | रेखा देवी > Rekha Devi | कमला देवी > Kamala Devi | उमेश साव > Umesh Shaw
चंदन पासवान > Chandan Paswan | बबलू राम > Bablu Ram | धनंजय ओझा > Dhananjay Ojha | अब्दुल रहमान > Abdul Rahman
मोहम्मद सलीम > Mohammad Salim | शबनम परवीन > Shabnam Parveen | इरशाद आलम > Irshad Alam
गुड़िया कुमारी > Guriya Kumari | सुरेश ठाकुर > Suresh Thakur | बिरसा मुंडा > Birsa Munda
जगन्नाथ साहू > Jagannath Sahu | रवींद्र प्रसाद > Ravindra Prasad | सत्येंद्र यादव > Satyendra Yadav
कृष्ण मुरारी > Krishna Murari | लक्ष्मण मांझी > Lakshman Manjhi | पुष्पा देवी > Pushpa Devi
नसीमा खातून > Nasima Khatoon | श्रवण कुमार > Shravan Kumar | हरिओम मिश्रा > Hariom Mishra
DIPAK TAMANG > Dipak Tamang | sk rafikul > Sk Rafikul | md. salim > Md. Salim | ফুলমণি সরেন > Phulmani Saren
"""
BENGALI = """
Sujata Mahato > সুজাতা মাহাতো | Haripada Mondal > হরিপদ মণ্ডল | Kartik Hembram > কার্তিক হেমব্রম
Priyanka Chakraborty > প্রিয়াঙ্কা চক্রবর্তী | Mithun Bagdi > মিঠুন বাগদি | Rehana Khatun > রেহানা খাতুন
Anowara Begum > আনোয়ারা বেগম | Abdul Halim > আব্দুল হালিম | Sanatan Barman > সনাতন বর্মন
Nirmala Devi > নির্মলা দেবী | Soumen Maity > সৌমেন মাইতি | Debashis Bera > দেবাশিস বেরা
Tarak Nath Das > তারক নাথ দাস | Bikash Ranjan Roy > বিকাশ রঞ্জন রায় | Manik Lal Shaw > মানিক লাল সাউ
Rambabu Mahto > রামবাবু মাহাতো | Sunil Oraon > সুনীল ওরাওঁ | Dawa Sherpa > দাওয়া শেরপা
Pempa Lepcha > পেম্পা লেপচা | Binita Rai > বিনীতা রাই | Masud Rana > মাসুদ রানা | Jahangir Alam > জাহাঙ্গীর আলম
Moumita Ghorai > মৌমিতা ঘড়াই | Tapan Kumar Jana > তপন কুমার জানা | Ganesh Murmu > গণেশ মুর্মু
Lakshmi Rani Das > লক্ষ্মী রানী দাস | Subhankar Dolui > শুভঙ্কর দলুই | Piyali Sen > পিয়ালী সেন
Sharmistha Paul > শর্মিষ্ঠা পাল | Nabanita Dey > নবনীতা দে | Susanta Pramanik > সুশান্ত প্রামাণিক
Gopal Chandra Sarkar > গোপাল চন্দ্র সরকার | Hasina Bibi > হাসিনা বিবি | Mohammad Irfan > মোহাম্মদ ইরফান
Sahina Parvin > সাহিনা পারভীন | Bapi Sardar > বাপি সরদার | Pintu Naskar > পিন্টু নস্কর | Swarup Hazra > স্বরূপ হাজরা
Chhotelal Singh > ছোটেলাল সিং | सुनीता देवी > সুনিতা দেবী | रामू यादव > রামু যাদব | मोहन लाल > মোহন লাল
अनिल सिंह > অনিল সিং | शबाना खातून > শাবানা খাতুন | लालबाबू राम > লালবাবু রাম | बिनोद साव > বিনোদ সাউ
सुरेश पासवान > সুরেশ পাসওয়ান | कैलाश ठाकुर > কৈলাশ ঠাকুর | प्रमोद चौधरी > প্রমোদ চৌধুরী
इरफान अंसारी > ইরফান আনসারী | नीलम कुमारी > নীলম কুমারী | चंपा देवी > চম্পা দেবী
धर्मेंद्र गुप्ता > ধর্মেন্দ্র গুপ্তা | उषा देवी > উষা দেবী | हरि प्रसाद > হরি প্রসাদ | बिमला ओरांव > বিমলা ওরাওঁ
जितेंद्र महतो > জিতেন্দ্র মাহাতো | विजय कुमार > বিজয় কুমার | सलमा बेगम > সালমা বেগম
"""


def _pairs(table: str) -> list[list[str]]:
    return [pair.split(" > ") for row in table.strip().splitlines() for pair in row.split(" | ")]


@pytest.mark.parametrize(("text", "name"), _pairs(ANSWERS))
def test_names(text: str, name: str) -> None:
    found = find_name(text)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("text", [form for row in NOTHING.strip().splitlines() for form in row.split(" | ")])
def test_no_names(text: str) -> None:
    assert find_name(text) is None


@pytest.mark.parametrize(("name", "latin"), _pairs(LATIN))
def test_latin(name: str, latin: str) -> None:
    assert to_latin(name) == latin


@pytest.mark.parametrize(("name", "bengali"), _pairs(BENGALI))
def test_bengali(name: str, bengali: str) -> None:
    assert to_bengali(name) == normalise(bengali)
