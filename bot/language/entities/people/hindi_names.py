"""Names that Hindi and Bengali spell, and say, each in their own way: सिंह is Singh and সিং, not Sinha and সিংহ.

Spellings as on voter lists of West Bengal, Bihar and Jharkhand.
"""

from __future__ import annotations

from typing import Final

from bot.language.normalise import normalise


def _read(pairs: str) -> dict[str, str]:
    return {normalise(hindi): normalise(other) for hindi, other in (pair.split("=") for pair in pairs.split())}


BENGALI_OF_HINDI: Final = _read(
    """
    सिंह=সিং सिंघ=সিং साव=সাউ साह=সাহ साहू=সাহু महतो=মাহাতো महतों=মাহাতো मंडल=মণ্ডল मण्डल=মণ্ডল वर्मा=বর্মা
    विश्वास=বিশ্বাস राय=রায় राम=রাম ठाकुर=ঠাকুর चौधरी=চৌধুরী चौधुरी=চৌধুরী मोहम्मद=মোহাম্মদ मो=মোঃ शेख=শেখ खान=খান
    ख़ान=খান अंसारी=আনসারী अली=আলী हुसैन=হোসেন हुसेन=হোসেন खातून=খাতুন ख़ातून=খাতুন बेगम=বেগম बीबी=বিবি देवी=দেবী
    कुमारी=কুমারী अहमद=আহমেদ पासवान=পাসওয়ান विश्वकर्मा=বিশ্বকর্মা तिवारी=তিওয়ারি पाण्डेय=পাণ্ডে पांडेय=পাণ্ডে
    पांडे=পাণ্ডে पाण्डे=পাণ্ডে सोरेन=সোরেন हेम्ब्रम=হেমব্রম मुर्मू=মুর্মু मुर्मु=মুর্মু टुडू=টুডু हांसदा=হাঁসদা
    हाँसदा=হাঁসদা किस्कू=কিস্কু उरांव=ওরাওঁ उराँव=ওরাওঁ ओरांव=ওরাওঁ ओराँव=ওরাওঁ मुंडा=মুন্ডা मुण्डा=মুন্ডা दास=দাস घोष=ঘোষ बोस=বোস सेन=সেন
    बनर्जी=ব্যানার্জী मुखर्जी=মুখার্জী चटर्जी=চ্যাটার্জী भट्टाचार्य=ভট্টাচার্য चक्रवर्ती=চক্রবর্তী गुप्ता=গুপ্তা
    मंजू=মঞ্জু पिंकी=পিঙ্কি रिंकू=রিঙ্কু संजय=সঞ্জয় विजय=বিজয় अजय=অজয় विकास=বিকাশ विनोद=বিনোদ विक्रम=বিক্রম
    रवि=রবি शिव=শিব अब्दुल=আব্দুল रहमान=রহমান रहीम=রহিম करीम=করিম सलीम=সেলিম नसीम=নাসিম परवीन=পারভীন आयशा=আয়েশা
    फातिमा=ফাতেমা सीता=সীতা गीता=গীতা लक्ष्मी=লক্ষ্মী पूजा=পূজা सुनीता=সুনিতা अनीता=অনিতা सरिता=সরিতা कविता=কবিতা
    सविता=সবিতা दीपक=দীপক संदीप=সন্দীপ प्रदीप=প্রদীপ दिलीप=দিলীপ सिकंदर=সিকান্দার यादव=যাদব शर्मा=শর্মা मिश्रा=মিশ্র
    मिश्र=মিশ্র झा=ঝা लाल=লাল प्रसाद=প্রসাদ
    """
)
"""The Bengali spelling of a name in Devanagari, where letter by letter it would be another."""

LATIN_OF_HINDI: Final = _read(
    """
    सिंह=Singh सिन्हा=Sinha साव=Shaw साह=Sah साहू=Sahu महतो=Mahto यादव=Yadav वर्मा=Verma विश्वकर्मा=Vishwakarma
    देवी=Devi मिश्रा=Mishra मिश्र=Mishra चौधरी=Choudhary विजय=Vijay विकास=Vikash विनोद=Vinod विक्रम=Vikram
    विशाल=Vishal विवेक=Vivek विमल=Vimal विष्णु=Vishnu रवि=Ravi शिव=Shiv राजीव=Rajiv संजीव=Sanjeev दीपक=Deepak
    अजय=Ajay संजय=Sanjay सरिता=Sarita कविता=Kavita सविता=Savita सावित्री=Savitri बबीता=Babita मंडल=Mandal
    मण्डल=Mandal दास=Das गीता=Geeta सीता=Sita सीमा=Seema रीना=Reena मीना=Meena मीरा=Meera नीतू=Neetu पूजा=Pooja
    सोनू=Sonu मोनू=Monu राजू=Raju पप्पू=Pappu गुड्डू=Guddu लक्ष्मी=Lakshmi ज्योति=Jyoti पाण्डेय=Pandey पांडेय=Pandey
    पांडे=Pandey तिवारी=Tiwari ठाकुर=Thakur राय=Rai शाह=Shah खान=Khan अंसारी=Ansari अली=Ali मोहम्मद=Mohammad मो=Md
    अहमद=Ahmad हुसैन=Hussain शेख=Sheikh आलम=Alam खातून=Khatoon परवीन=Parveen बेगम=Begum रहमान=Rahman सलीम=Salim
    वीरेंद्र=Virendra जितेंद्र=Jitendra महेंद्र=Mahendra राजेंद्र=Rajendra सुरेंद्र=Surendra धर्मेंद्र=Dharmendra
    नरेंद्र=Narendra देवेंद्र=Devendra शंकर=Shankar मंजू=Manju रंजीत=Ranjit संतोष=Santosh मनोज=Manoj प्रमोद=Pramod
    अशोक=Ashok आशा=Asha उषा=Usha शोभा=Shobha कृष्णा=Krishna कृष्ण=Krishna ओमप्रकाश=Omprakash श्याम=Shyam
    बृजेश=Brijesh जगदीश=Jagdish हरीश=Harish सतीश=Satish गिरीश=Girish योगेश=Yogesh यशवंत=Yashwant पासवान=Paswan
    उरांव=Oraon उराँव=Oraon ओरांव=Oraon ओराँव=Oraon
    """
)
"""The Latin spelling of a name in Devanagari, where the Bengali one is another."""
