"""The words of times of day in Bengali, Hindi and English, native and roman, with the tag of each in the",
"grammar."""

from __future__ import annotations

import re
from typing import Final

from bot.language.entities.dates.pieces import fold_native, pattern

DAWN, MORNING, MIDDAY, AFTERNOON, EVENING, NIGHT, DAYTIME = range(1, 8)

WORDS: Final = (
    ("p", DAWN, pattern("ভোর(?:ে|বেলা|বেলায়)? भोर b?h?vor(?:e|bela)? bhor(?:e|bela)? bhorer tadke तड़के")),
    ("p", MORNING, pattern(
        "সকাল(?:ে|ের|বেলা|বেলায়)? सुबह सबेरे सवेरे सुबेह s[oa]?kaa?l(?:e|er|bela|belay)? shokaa?l(?:e|er|bela)?",
            "su+b[ae]*h subeh",
        "subha suba sobah subaha sabere savere saber[ae] mornings? mornin mrng mrn mor?ning প্রাতঃ মর্নিং मॉर्निंग",
            "forenoon সকালের",
    )),
    ("p", MIDDAY, pattern("দুপুর(?:ে|ের|বেলা|বেলায়)? दोपहर दुपहर d[uo]+p+u+r(?:e|er|bela)?",
        "d[uo]+p[ae]*h+[ae]*r(?:i|e)? dopher")),
    ("p", AFTERNOON, pattern(
        "(?:বিকেল|বিকাল)(?:ে|ের|বেলা|বেলায়)? বৈকাল(?:ে)? bi+ka+l(?:e|er|bela)? bi+ke+l(?:e|er|bela)? bikale",
            "after?noon aftrnoon aftarnoon আফটারনুন",
    )),
    ("p", EVENING, pattern(
        "সন্ধ্?(?:যা|যে|ে|যায|যার)(?:বেলা|বেলায়|র|য়)? সন্ধা(?:য়)? সাঁঝে? শাম(?:ে)? शाम सायं सांयकाल संध्या",
            "s+h?ondh?[yj]?(?:a|e|ay|ey|ar|abela|abelay)+ s+h?aa?ndh[yj]a+y?",
        "s+h?aa?m sh?aamko eve?ning evng evening ইভনিং",
    )),
    ("p", NIGHT, pattern("রা(?:ত|ত্রি|ত্র)(?:ে|ের|বেলা)? रात रात्रि raa?t(?:e|er|re|ri|bela)? night nite রাত্রে",
        "নাইট ra+tt?re")),
    ("h", 30, pattern(
        "সাড়ে সারে ছাড়ে साढे साडे s+h?a+[rd]+h?[ey]+ s+h?aa?rhe saadhe saade",
    )),
    ("h", 15, pattern("সও?য়া সোয়া सवा s+h?[ao]w+a+ sh?oya shoa sawa sava")),
    ("h", -15, pattern("পৌনে পোনে পৌণে पौने पोने p[ao]un[ey]+ pone ponay paone")),
    ("A", 0, pattern("টায় টেয় টেতে টোয় টাতে ta[yi]e? taye tey টায়ে")),
    ("r", 0, pattern("টার টের টোর tar ter tor")),
    ("a", 0, pattern("টা টে টো ta te")),
    ("b", 0, pattern("বাজে বাজবে বাজলে বেজে বাজতে बजे बजकर बजके बजने बजते बजें ba+j+[ei]?y? bajai bajay bje bjy bj",
        "bajkar bajke bajne bajte baaje bajhe")),
    ("b", 0, pattern("o?clock oclok o?clok অক্লক ঘটিকা(?:য়)? ghotika(?:y)?")),
    ("R", 0, pattern("hrs hours hour")),
    ("m", 0, pattern("am এএম एएम")),
    ("M", 0, pattern("pm পিএম पीएम")),
    ("s", 0, pattern(
        "সময়(?:ে)? সময় সমযে? পর(?:ে)? আগে মধ্যে দিকে নাগাদ পর্যন্ত পর্য্যন্ত অবধি ভিতর ভেতর ট্রেন s+h?o?mo?y+e?",
            "s[oa]m[oa]i?ye? somoy(?:e)? samay por[e]? age[i]? modh[yj]+e moddhe modde moddhey",
        "majhe dike nagad nagadh porj[oa]nto porjonto por?janto obdhi obodhi bhit[oa]r bhitore train",
    )),
    ("f", 0, pattern("থেকে হতে से theke thk thek se to till from টু")),
    ("g", 0, pattern("ke ko ka ki er e k r me mein in the at of on by around about approx approximately praay",
        "pray prai প্রায় এর ের के को की का में करीब লগভগ लगभग lagbhag karib")),
    ("g", 0, pattern("dike দিকে দিক taraf তরফ thik ঠিক ठीक theek exactly sharp")),
    ("u", 0, pattern("মিনিট(?:ে|ের)? मिनट minutes? mins? minit(?:e)? minat minute[re]?")),
    ("o", 12, pattern("noon মধ্যাহ্ন মধ্যাহ্নে")),
    ("o", 0, pattern("midnight মধ্যরাত(?:ে)? মাঝরাত(?:ে)? majhraat majhrat(?:e)? aadhiraat")),
    ("1", 30, pattern("half")),
    ("2", 15, pattern("quarter")),
    ("3", 0, pattern("past")),
    ("O", 0, pattern("o")),
)  # fmt: skip

# One and a half, two and a half: hours of their own ("দেড়টায়", "dhai baje").
HALVES: Final = (
    (90, pattern("দেড় ডেড় डेढ derh+ deerh dedh+ dher")),
    (150, pattern("আড়াই ढाई अढाई ঢাই a+ra+i adha+i adai ardhai dha+i")),
)
HOUR_WITH_ENDING: Final = pattern(
    "(.+?)(টায়|টার|টা|টেয়|টের|টেতে|টে|টোয়|টোর|টো|ta[yi]e?|tae|tar|ta|tey|ter|te|toy|tor|to|বাজে|বজে|बजे|baje|bje)"
)
# "No", "che" and the like are other words; right before "baje" they are hours.
HOURS_BEFORE_THE_CLOCK: Final = {
    fold_native(word): hour
    for hour, words in (
        (9, "no noo now nou nao nava नो नोै नऊ"),
        (6, "che cha chey chhey chai chhai छे छ"),
        (10, "dash dos dass"),
    )
    for word in words.split()
}
BY_DAY: Final = pattern("din diner dine dupure দিন দিনের दिन")
# Where a clock time without part of the day is one of office hours.
OFFICE: Final = re.compile(
    r"\b(?:off?ic|ofis|bank|post ?off|school|court|counter|camp|bdo|khol|khul|open|close|band\b|bando|bondho)"
    r"|\b(?:panchayat|shop|dokan|dukan)"
    "|অফিস|ব্যাঙ্ক|ব্যাংক|পোস্ট|স্কুল|কোর্ট|কাউন্টার|ক্যাম্প|পঞ্চায়েত|খোল|খুল|বন্ধ|দোকান"
    "|ऑफिस|आफिस|कार्यालय|दफ्तर|बैंक|स्कूल|कैंप|खुल|खोल|बंद|दुकान",
    re.IGNORECASE,
)
PROGRAMMES: Final = frozenset(
    [
        "kisan",
        "vishwakarma",
        "viswakarma",
        "yojana",
        "yojona",
        "svanidhi",
        "swanidhi",
        "awas",
        "mudra",
        "egp",
        "fme",
        "surya",
        "shri",
        "modi",
        "scheme",
        "schemes",
        "care",
    ]
)
# Ordinary words that look like an hour with an ending ("sattar" is seventy).
NO_HOURS: Final = frozenset(
    [
        "charter",
        "duster",
        "sattar",
        "satta",
        "chahte",
        "chahta",
        "chhata",
        "chhate",
        "atta",
        "dasta",
        "daste",
        "barate",
        "barata",
        "dasti",
        "bistar",
    ]
)
COUNTED: Final = pattern(
    "দোকান.* লোক.* জন.* টাকা.* taka.* dokan.* lok.* shops? people percent kg ghont.* ঘন্টা.* ঘণ্টা.* din দিন.*",
    "lakh লাখ লক্ষ হাজার hazar hajar jon",
    "जन लोग log rupee.* rs টি ti members? form.* ফর্ম.* machine.* মেশিন.* ঋণ loan.* লোন.* piece.* pis পিস",
)
