from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.entities.people.names import find_name
from tests.unit.language.texts import MESSAGES

# Texts that say whose name comes: (text, name, honorific).
INTRODUCED = [
    ("amar nam Sk. Rafikul Islam", "Sk. Rafikul Islam", None),
    ("amr naam rafikul islam", "Rafikul Islam", None),
    ("amar naam holo tanmoy ghosh", "Tanmoy Ghosh", None),
    ("amar nam ta holo rina", "Rina", None),
    ("Amar nam Kohinoor Bibi. ami selai er kaj kori", "Kohinoor Bibi", None),
    ("amar nam holo Priya ar ami malda te thaki", "Priya", None),
    ("मेरा नाम रतन दास. amar boyos 35 bochor", "रतन दास", None),
    ("nam amar haru mondal", "Haru Mondal", None),
    ("আমার নাম শ্রীমতী লক্ষ্মী দাস", "লক্ষ্মী দাস", "শ্রীমতী"),
    ("আমার নাম হলো প্রিয়াঙ্কা মণ্ডল।", "প্রিয়াঙ্কা মণ্ডল", None),
    ("আমার নাম আব্দুল মান্নান, বয়স ৩৫", "আব্দুল মান্নান", None),
    ("my name is mr. Subrata Roy", "Subrata Roy", "Mr"),
    ("My Name Is Kavita Sharma", "Kavita Sharma", None),
    ("my name is Subrata. I live in Malda", "Subrata", None),
    ("my name is Anjali and I make pickles", "Anjali", None),
    ("mera naam Ramesh Yadav hai", "Ramesh Yadav", None),
    ("naam mera Sohan hai", "Sohan", None),
    ("mera naam hai guddu", "Guddu", None),
    ("मेरा नाम सुनीता देवी है", "सुनीता देवी", None),
    ("naam: Md Salim", "Md Salim", None),
    ("নাম: মোঃ সেলিম", "মোঃ সেলিম", None),
    ("নাম - রফিকুল", "রফিকুল", None),
    ("naam: smt. shibani mahato", "Shibani Mahato", "Smt"),
    ("আমি রহিম সেখ", "রহিম সেখ", None),
    ("আমি সুমন বলছি", "সুমন", None),
    ("main Sunita Devi bol rahi hun", "Sunita Devi", None),
    ("मैं रमेश यादव बोल रहा हूँ", "रमेश यादव", None),
    ("मैं सलमान हूँ", "सलमान", None),
    ("ami abdul karim bolchi, bari malda", "Abdul Karim", None),
    ("Namaskar, ami Tanmoy Das bolchi", "Tanmoy Das", None),
    ("i am Subrata Roy", "Subrata Roy", None),
    ("i'm rahim", "Rahim", None),
    ("I am Deb Kumar Nath from Nadia", "Deb Kumar Nath", None),
    ("this is Sandipan Kar here", "Sandipan Kar", None),
    ("myself Tushar", "Tushar", None),
    ("Rahim Sk amar nam", "Rahim Sk", None),
    ("রহিম আমার নাম", "রহিম", None),
]

# Answers to a question for a name.
BARE = [
    ("rafikul islam", "Rafikul Islam", None), ("RAFIKUL ISLAM", "Rafikul Islam", None), ("রফিকুল", "রফিকুল", None),
    ("रमेश", "रमेश", None), ("  rina   dey ", "Rina Dey", None), ("S. Das", "S. Das", None),
    ("A.K. Roy", "A.K. Roy", None),
    ("Sk Rafiqul", "Sk Rafiqul", None), ("Mst. Khatun Bibi", "Mst. Khatun Bibi", None), ("মোঃ রহিম", "মোঃ রহিম", None),
    ("haji abdul sattar", "Haji Abdul Sattar", None), ("Late Abdul Gani", "Abdul Gani", "Late"),
    ("c/o Ramesh Das", "Ramesh Das", None),
    ("Rina Das c/o Bimal Das", "Rina Das", None), ("Rina Das w/o Bimal Das", "Rina Das", None),
    ("Subrata da", "Subrata", "Da"),
    ("rahim bhai", "Rahim", "Bhai"), ("Sharma ji", "Sharma", "Ji"), ("আব্দুল ভাই", "আব্দুল", "ভাই"),
    ("Sita didi", "Sita", "Didi"),
    ("জনাব আব্দুল করিম সাহেব", "আব্দুল করিম", "জনাব সাহেব"), ("श्रीमती सुनीता देवी जी", "सुनीता देवी", "श्रीमती जी"),
    ("সুশ্রী রিনা পাল", "রিনা পাল", "সুশ্রী"), ("सुश्री रीना पाल", "रीना पाल", "सुश्री"),
    ("Kumari Rina Das", "Rina Das", "Kumari"),
    ("Rina Kumari", "Rina Kumari", None), ("Dr. S. K. Das", "S. K. Das", "Dr"), ("Er. Subir Pal", "Subir Pal", "Er"),
    ("Sri. Haren Roy babu", "Haren Roy", "Sri Babu"), ("Sri Gopal Ch. Das", "Gopal Ch. Das", "Sri"),
    ("D'Souza", "D'Souza", None),
    ("Dulal Chandra Roy Chowdhury", "Dulal Chandra Roy Chowdhury", None),
    ("Bikash Chandra Jana", "Bikash Chandra Jana", None),
    ("salam mondal", "Salam Mondal", None), ("মো: আলী", "মো: আলী", None), ("abdus salam", "Abdus Salam", None),
    ("amar das", "Amar Das", None), ("Tara Mondal", "Tara Mondal", None),
    ("Bishnu pada maity", "Bishnu Pada Maity", None),
    ("hello, rahim das", "Rahim Das", None), ("ji Ramesh Kumar", "Ramesh Kumar", None),
    ("subrata roy, malda", "Subrata Roy", None),
    ("babar nam Karim Sk", "Karim Sk", None), ("बुधनी मुर्मू", "बुधनी मुर्मू", None),
    ("मेरा नाम विकास दास है", "विकास दास", None),
    ("budhni hembram", "Budhni Hembram", None),
    ("Tshering Bhutia", "Tshering Bhutia", None), ("pasang lama", "Pasang Lama", None),
    ("sonamoni hansda", "Sonamoni Hansda", None),
    ("Suman🙂", "Suman", None), ('"Rina Das"', "Rina Das", None), ("Suman Sen.", "Suman Sen", None),
    ("nam rina", "Rina", None),
    ("hi i am Pritam", "Pritam", None), ("আমি মালতী, বাঁকুড়া থেকে", "মালতী", None),
    ("শ্রীমতি মায়া পাল", "মায়া পাল", "শ্রীমতি"),
]  # fmt: skip


@pytest.mark.parametrize("expected", [True, False])
@pytest.mark.parametrize(("text", "name", "honorific"), INTRODUCED)
def test_introduced_names(text: str, name: str, honorific: str | None, expected: bool) -> None:
    found = find_name(text, expected=expected)
    assert found is not None
    assert (found.name, found.honorific) == (name, honorific)


@pytest.mark.parametrize(("text", "name", "honorific"), BARE)
def test_answers(text: str, name: str, honorific: str | None) -> None:
    found = find_name(text)
    assert found is not None
    assert (found.name, found.honorific) == (name, honorific)


@pytest.mark.parametrize("text", ["rafikul islam", "রফিকুল", "Rina Das", "babar nam Karim Sk", "Subrata da", "S. Das"])
def test_a_bare_name_counts_only_where_one_was_asked_for(text: str) -> None:
    assert find_name(text, expected=False) is None


@pytest.mark.parametrize(
    "text",
    [
        "ha", "na", "keno", "jani na", "pore bolbo", "skip", "ki korbo", "কেন", "জানি না",
        "পরে বলব", "হ্যাঁ", "না", "নাম কেন লাগবে", "what is your name?", "why", "no", "yes", "ok",
        "hello", "hi", "namaskar", "নমস্কার", "123", "loan chai", "ami loan chai", "amar nam ki",
        "amar nam bolbo na", "mera naam kya hai", "mujhe loan chahiye", "आपका नाम क्या है", "नहीं",
        "पता नहीं", "बाद में", "baad mein", "nahi bataunga", "cancel", "menu", "back", "help me",
        "i don't know", "not now", "dokaner nam Maa Tara", "tumi ke", "apni ke", "ki lagbe",
        "thik ache", "dhonnobad", "thank you", "amar dokan ache", "ami tailor er kaj kori",
        "আমি দোকান খুলতে চাই", "ami malda te thaki", "i am a tailor", "i am interested in loan",
        "i am from malda", "main ek kisan hun", "मैं लोन लेना चाहता हूँ", "hmm", "asdfgh", "??",
        "good morning", "assalamu alaikum", "pmegp", "mudra loan", "ki kore abedon korbo",
        "my name is not in the list", "amar nam aadhaar e bhul ache", "amar nam vul", "keno bolbo",
        "dorkar nei", "bolte chai na", "bolbo na", "জানাতে চাই না", "দরকার নেই", "এখন না",
        "kolkata", "মালদা", "ji", "haan ji", "didi", "dada", "babu", "sir", "rs 500", "gst number",
        "next", "stop", "bolun", "kichu na", "কিছু না", "wait", "ektu pore", "jaldi bolo", "sorry",
        "my shop name is Maa Tara Store", "company name is ABC", "scheme er nam ki", "bujhlam na",
        "samajh nahi aaya", "kyun chahiye", "phone number dichhi", "age bolun ki korte hobe", "😀",
        "...", "male", "women", "koto taka lagbe", "Who are you", "tell me more", "etar naam ki",
        "আপনার নাম কি", "amar ekta proshno ache", "kaj chai", "chakri chai", "kapor er dokan",
        "mach chas", "tailoring", "handloom weaver", "ami selai kori", "ami porer din bolbo",
        "amar boyos 35", "ami chasi", "ami bidhoba", "ami kichu bujhte parchi na", "কি করতে হবে",
        "কত টাকা লাগবে", "আমি বেকার", "আমি একজন তাঁতি", "আমি শাড়ি বানাই", "main silai karti hun",
        "मैं सिलाई करती हूँ", "i am unemployed", "i am confused", "i am not sure", "this is wrong",
        "this is my number", "call me tomorrow", "call me later", "main bihar se hun",
        "hum garib hain", "ami garib manush", "নাম দেব না", "naam kyu chahiye",
        "naam batana zaruri hai kya", "আগে বলুন কত টাকা পাব", "tumi robot naki", "who made you",
        "prithibi", "bhogoban jane", "jhamela", "birokto koro na", "dhur", "ufff", "valo lagche na",
        "ki bolchen", "speak bengali", "bangla te bolun", "হিন্দিতে বলুন", "hindi mein bolo",
        "change language", "go back", "start again", "main menu", "new application",
        "old application", "form kothay", "kagoj ki ki lagbe", "dui", "ek", "one", "panch lakh",
        "amar number 9830012345", "my wife name", "dokaner name Tara Maa", "ami kal asbo",
        "ami jani", "ami pari na", "amar nam likhte parchi na", "amar nam change korte chai",
        "আমার নাম ভুল আছে", "আমার নাম তালিকায় নেই", "मेरा नाम लिस्ट में नहीं है",
        "mera naam galat hai", "my name spelling is wrong", "my name should be private", "my name",
        "amar nam", "নাম", "name", "full name", "same as aadhaar", "aadhar card e je nam",
        "age bolechi", "already given", "see above", "as per pan", "kichui na", "ignore",
        "whatever", "lol", "haha", "hahaha", "ohh", "oh god", "hey ram", "jai shree ram",
        "joy bangla", "ইনশাআল্লাহ", "inshallah", "masallah", "thik achhe dada", "hya dada",
        "ha bolun", "ji bolie", "bataiye", "boliye", "suniye", "abar bolun", "আবার বলুন",
        "বুঝলাম না", "কী বলছেন", "হবে না", "পারব না", "ki jhamela", "cha khabo", "bhat khabo",
        "amar nam lekhate chai", "আমার নাম লেখান", "mera naam darj karna hai", "मेरा नाम दर्ज करना है",
        "मेरा नाम लिखवाना है", "amar nam nothibhukto korun", "मेरा नाम जोड़ दो", "আমার নাম তুলতে চাই",
        "machine kinbo", "selai machine", "pocket money", "duck farm", "goat farming", "poultry",
        "mudi dokan", "ice cream", "momo stall", "phuchka", "telebhaja", "pan dokan",
    ],
)  # fmt: skip
def test_no_name(text: str) -> None:
    assert find_name(text) is None
    assert find_name(text, expected=False) is None


@given(MESSAGES, st.booleans())
def test_any_text_is_read(text: str, expected: bool) -> None:
    find_name(text, expected=expected)


WORDS = st.sampled_from(
    [
        "amar", "nam", "my", "name", "is", "Rahim", "rahim", "SK.", "S.", "das", "লক্ষ্মী", "রায়", "मेरा", "नाम",
        "सुनीता", "है", "Dr.", "Smt", "bhai", "জি", ",", ".", "\n", "", ":", "c/o", "-", "bolchi", "İx", "12", "?",
    ]
)  # fmt: skip


@given(st.lists(WORDS, max_size=9).map(" ".join), st.booleans())
def test_the_span_is_the_name(text: str, expected: bool) -> None:
    found = find_name(text, expected=expected)
    if found:
        assert " ".join(text[found.start : found.end].split()).casefold() == found.name.casefold()
        assert found.name == found.name.strip()
        assert 1 <= len(found.name.split()) <= 5
