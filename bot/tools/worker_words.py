"""What the registration listens for beside values: denials, agreement, "that is enough", for whom, which field."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

import regex  # type: ignore[import-untyped,unused-ignore]

from bot.language import for_matching, tokenize
from bot.tools.words import stops, unknown, yes_no

_DOTTED: Final = {
    unicodedata.normalize("NFD", letter): letter
    for letter in "\u09dc\u09dd\u09df\u0958\u0959\u095a\u095b\u095c\u095d\u095e"
}


def forms(text: str) -> frozenset[str]:
    """The words of a list in the form for comparing."""
    return frozenset(for_matching(word) for word in text.split())


def pattern(*choices: str) -> regex.Pattern[str]:
    """Any of the choices, in capitals or not, their dotted letters (ড়, ज़) written as one sign or as two."""
    text = "|".join(unicodedata.normalize("NFD", choice) for choice in choices)
    for pair, letter in _DOTTED.items():
        text = text.replace(pair, f"(?:{pair}|{letter})")
    return regex.compile(text, regex.IGNORECASE)


_NOT_AFTER: Final = forms(
    "na naa noi noy noya nay nai nahi nahin nhi nehi not না নই নয় নহে नहीं नही ना bodole badole bodle "
    "badle bajay bajaye jaygay jaigay jagah বদলে জায়গায় बदले बजाय जगह"
)
_NOT_BEFORE: Final = forms("not isnt instead")
_LINKS: Final = forms(
    "kori kore korte korchi karta karti karte korta করি করে করতে করছি करता करती jela jila zila zilla district "
    "jelar kaj kajer kaaj kaam er r ta theke te e bochor bochhor saal sal "
    "years year of ka ke ki from hoon hun hu জেলা জেলার কাজ এর টা থেকে বছর जिला ज़िला ज़िले काम साल का के "
    "की से हूँ हूं the a mistri mistrir"
)
_FEW: Final = 6  # words
_MOST_LINKS: Final = 3  # "plumber er kaj kori na"
_LEADING_NO: Final = forms(
    "na naa no nah nope nahi nahin nhi না नहीं नही ना bhul vul bhool ভুল galat गलत wrong sorry mistake "
    "actually asole আসলে thik kore ঠিক"
)
_ADDING: Final = forms(
    "add too also plus aro aaro sathe songe saathe sath bhi jog jogo আরও আরো যোগ সঙ্গে সাথে भी साथ जोड़ "
    "जोड़ो जोड़िए jodo joro likho"
)
_CHANGING: Final = pattern(
    r"\b(?:change|correct|edit|update|wrong|bodl\w*|bodol\w*|badl\w*|badal\w*|poriborton|thik\s+kor\w*|sudhar\w*|"
    r"shudhre|bhul|vul|galat|notun)\b",
    "বদল|বদলা|পাল্ট|পরিবর্তন|ঠিক কর|ভুল|बदल|सुधार|ठीक कर|गलत|ग़लत",
)


def denial(text: str, start: int, end: int) -> int | None:
    """Where the words end that deny `text[start:end]` ("Malda noy", "not mason": the end of the value itself); None
    if nothing does. A "no" behind a comma denies what came before the message, not this."""
    tokens = tokenize(text)
    place, skipped = end, 0
    for token in (token for token in tokens if token.start >= end):
        word = for_matching(token.text)
        if text[place : token.start].strip(" -'’"):
            break
        if word in _NOT_AFTER:
            return token.end
        if word not in _LINKS or skipped == _MOST_LINKS:
            break
        place, skipped = token.end, skipped + 1
    before = [token for token in tokens if token.end <= start][-3:]
    place = start
    for token in reversed(before):
        if text[token.end : place].strip(" -'’"):
            break
        word = for_matching(token.text)
        if word in _NOT_BEFORE:
            return end
        if word not in _LINKS:
            break
        place = token.start
    return None


def corrects(text: str) -> bool:
    """Whether a message begins by taking back what was said: "na, plumber", "wrong, ..."."""
    tokens = tokenize(text)
    return bool(tokens) and len(tokens) > 1 and for_matching(tokens[0].text) in _LEADING_NO


def adds(text: str) -> bool:
    """Whether a message adds to what was said: "plumber too", "aar o"."""
    return any(for_matching(token.text) in _ADDING for token in tokenize(text))


def changes(text: str) -> bool:
    """Whether a message asks for something to be changed."""
    return _CHANGING.search(text) is not None


_CLAUSE: Final = pattern(
    r"[,;.।!?\n|]+(?=\s|$)|[,;।\n]|\s(?:ar|aar|ebong|and|aur|kintu|but|lekin|আর|এবং|কিন্তু|ও|और|पर|लेकिन)\s"
)


def clauses(text: str) -> list[tuple[int, str]]:
    """The parts of a message between its signs and its words for "and", with their places."""
    found: list[tuple[int, str]] = []
    start = 0
    for match in _CLAUSE.finditer(text):
        found.append((start, text[start : match.start()]))
        start = match.end()
    return [(at, part) for at, part in [*found, (start, text[start:])] if part.strip()]


def overlaps(start: int, end: int, spans: Iterable[tuple[int, int]]) -> bool:
    """Whether a part of a message shares anything with one of others."""
    return any(start < stop and begin < end for begin, stop in spans)


def blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The message, as long as it was, with commas for the characters of `spans`."""
    for start, end in spans:
        text = text[:start] + "," * (end - start) + text[end:]
    return text


def without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The message, as long as it was, with blanks for every clause that one of `spans` lies in: what is left may be a
    bare answer."""
    for at, part in clauses(text):
        if overlaps(at, at + len(part), spans):
            text = text[:at] + " " * len(part) + text[at + len(part) :]
    return text


_YES: Final = forms(
    "yes yeah yep y ok okay sure fine theek hya hyan haa ha haan han hmm ji jee ache achha accha thik "
    "thikache sob shob sab সব raji razi raaji raazi raajee agree agreed i am we do consent accept accepted "
    "confirm confirmed "
    "correct right all it is thats that and she he they are here with agrees uni tini se sathe songe saath "
    "sath mere vo wo woh achen baba ma bhai bhaiya bon beta madam sahab saheb sammati sommoti sommati "
    "manzoor manjoor sahmat razamandi hai hain hoon hun hu achi achhi ami main mein amar amra hum dilam "
    "dichchi dicchi di den din korun koro kore karo kijiye kar do dijiye de lo likhun likho likhe nin nao "
    "rakhun rakho register rejister registration submit please pls plz sir dada didi bilkul obossoi "
    "oboshyoi হ্যাঁ হাঁ জি আচ্ছা ঠিক আছে ভাই বাবা মা দাদা দিদি বোন স্যার ম্যাডাম উনি তিনি সে সঙ্গে সাথে "
    "আছেন भाई भैया बाबा दीदी साहब सर मैडम वे वह वो साथ मेरे ঠিকআছে রাজি আমি আছি সম্মতি দিলাম দিচ্ছি করুন "
    "করো করে নিন নাও লিখুন লিখে রাখুন অবশ্যই রেজিস্টার দিন দাও হাঁ। ওকে ইয়েস हाँ हां जी ठीक है हूँ हूं "
    "मैं राज़ी राजी सहमत मंज़ूर मंजूर सहमति देता देती करो कीजिए करें कर दीजिए दो लिखो लिखिए लिख लो लीजिए "
    "रजिस्टर बिल्कुल ओके यस सही सब"
)
_AGREES: Final = pattern(
    r"\b(?:agree|consent|accept|ra+ji|ra+zi|so?mmoti|sammati|sahmat|manzoor|manjoor|confirm|ok|okay|correct|right|register|"
    r"thik|theek|sahi|rejister|submit)\w*", "রাজি|সম্মতি|ঠিক|রেজিস্টার|राज़ी|राजी|सहमत|सहमति|मंज़ूर|मंजूर|ठीक|सही|रजिस्टर",
)  # fmt: skip
_NO_WORDS: Final = forms(
    "no na naa nah nope nahi nahin nhi noi noy not dont do agree raji razi raaji raazi ami i main mein hoon hun hu "
    "achi না নই নয় আমি রাজি নেই নাই সম্মতি দেব দিচ্ছি debo dibo dichchi sommoti sammati consent নহি नहीं "
    "नही ना मैं राज़ी राजी सहमत हूँ हूं जी ji sahmat never refuse sir dada didi please thanks thank you "
    "thak chai chaina চাই likhben lekhben likhbo rakhben rakhun লিখবেন রাখবেন मत likho लिखो लिखिए kar "
    "karo korben করবেন"
)
_DENIES: Final = forms(
    "no na naa nah nope nahi nahin nhi noi noy not dont না নই নয় নেই নাই নহি नहीं नही ना never refuse chaina मत"
)

_THEY: Final = forms("uni tini se she he does উনি তিনি সে वे वह वो")


def agreement(text: str) -> bool | None:
    """The answer to "do you agree?" when the message is that and nothing else: a yes inside another sentence is none,
    and neither is a no. Of both the no counts."""
    words = [for_matching(token.text) for token in tokenize(text)]
    if not words or len(words) > 8:
        return None
    if any(word in _DENIES for word in words):
        refused = _NO_WORDS | _THEY if _AGREES.search(text) else _NO_WORDS  # "she is not here" refuses nothing
        return False if all(word in refused for word in words) else None
    if not all(word in _YES for word in words):
        return None
    return True if yes_no(text) or _AGREES.search(text) else None


_ALL_SAID: Final = (
    "enough|that enough|that all|this all|that it|no more|nothing more|nothing else|finish|finished|done|"
    "bas|bass|bas itna|itna|kafi|itna kafi|bas kafi|ho gaya|bas ho gaya|aur nahi|aur kuch nahi|"
    "bas aur nahi|bas aur kuch nahi|eituku|etuku|etotuku|eitai|bas eituku|bas etuku|ar na|ar noy|ar nei|"
    "ar lagbe na|ar bolbo na|ar kichu na|ar kichu nei|ar kichu noy|ar kichu bolbo na|ar kichu bolar nei|"
    "ar kichu lagbe na|bas ar na|hoye geche|hoyeche|sesh|shesh|এটুকু|এইটুকু|এতটুকু|এটাই|ব্যস|ব্যস এটুকু|"
    "আর না|আর নয়|আর নেই|আর লাগবে না|আর বলব না|আর কিছু না|আর কিছু নেই|আর কিছু নয়|আর কিছু বলব না|"
    "আর কিছু বলার নেই|আর কিছু লাগবে না|হয়ে গেছে|হয়েছে|শেষ|बस|बस इतना|इतना|काफ़ी|काफी|इतना काफ़ी|"
    "इतना काफी|हो गया|बस हो गया|और नहीं|और कुछ नहीं|बस और नहीं|बस और कुछ नहीं"
)
_AROUND_IT: Final = forms(
    "ok okay for now is thats that's its just please thank thanks you sir dada didi bhai e to go thak "
    "thakuk ekhon apatoto aj i ei hi ji jee hai ab abhi filhal থাক থাকুক এখন আপাতত আজ তো দাদা দিদি ধন্যবাদ "
    "ही जी है अब अभी फ़िलहाल भाई"
)
"""Small words that stand around "that is enough" and change nothing of it."""
_FORMS_OF_IT: Final = {
    for_matching(said): for_matching(plain)
    for said, plain in (
        ("eitukui", "eituku"), ("etukui", "etuku"), ("etotukui", "etotuku"), ("itnahi", "itna"), ("kuchh", "kuch"),
        ("aar", "ar"), ("bass", "bas"), ("byas", "bas"), ("kichhu", "kichu"), ("nahin", "nahi"), ("nhi", "nahi"),
        ("thats", "that"), ("এটুকুই", "এটুকু"), ("এইটুকুই", "এইটুকু"), ("এতটুকুই", "এতটুকু"), ("ব্যাস", "ব্যস"),
        ("नही", "नहीं"),
    )
}  # fmt: skip
_ENOUGH: Final = frozenset(" ".join(for_matching(word) for word in phrase.split()) for phrase in _ALL_SAID.split("|"))


def enough(text: str) -> bool:
    """Whether a message says that this is all the person wants to say of themselves."""
    words = [for_matching(token.text) for token in tokenize(text)]
    plain = [_FORMS_OF_IT.get(word, word) for word in words]
    kept = [word for word in plain if word not in _AROUND_IT]
    return " ".join(kept) in _ENOUGH or " ".join(plain) in _ENOUGH


_LACKS: Final = forms(
    "no not none didnt dont havent never na nei nai ni paini asheni aseni nahi nahin nhi না নেই নাই নি পাইনি আসেনি नहीं नही"
)


def lacks(text: str) -> bool:
    """Whether a short message says that something is not there: "I have no code", "code asheni"."""
    words = [for_matching(token.text) for token in tokenize(text)]
    return len(words) <= _FEW and any(word in _LACKS for word in words) and not any(char.isdecimal() for char in text)


def passes(text: str) -> bool:
    """Whether a message passes over a question instead of answering it."""
    return unknown(text) or enough(text) or stops(text)


_FIELDS: Final = {
    "name": r"\bname\b|\bna+m(?:ta)?\b|নাম(?:টা)?(?!\p{L})|नाम",
    "phone": r"\b(?:phone|mobile|number|nombor|nambar)\b|ফোন|মোবাইল|নম্বর|फ़ोन|फोन|मोबाइल|नंबर",
    "district": r"\b(?:district|jela|jila|zila|zilla|address|thikana|bari|block)\b|জেলা|ঠিকানা|ব্লক|जिला|ज़िला|ज़िले|जिले|पता",
    "trades": r"\b(?:trade|work|kaj|kaaj|kaam|skill|pesha)\b|কাজ|পেশা|काम|पेशा|हुनर",
    "wants": r"\b(?:want|chahida|chawa|dorkar|zarurat)\b|চাহিদা|দরকার|ज़रूरत",
    "experience": r"\b(?:experience|obhiggota|anubhav|tajurba)\b|অভিজ্ঞতা|अनुभव|तजुर्बा",
    "last_place": r"\b(?:last\s+(?:work)?place|sesh\s+kaj\w*)\b|শেষ কাজ|पिछला काम|आख़िरी काम",
    "age": r"\b(?:age|boyos|boyosh|umar|umr)\b|বয়স|उम्र",
    "gender": r"\b(?:gender|lingo)\b|লিঙ্গ|लिंग",
    "education": r"\b(?:education|porashona|porasona|padhai)\b|পড়াশোনা|पढ़ाई",
    "tools": r"\b(?:tools?|jontropati|jontro|auzar)\b|যন্ত্রপাতি|যন্ত্র|औज़ार|औजार",
    "bank": r"\bbank\b|ব্যাঙ্ক|ব্যাংক|बैंक",
    "eshram": r"\be-?\s?shram\b|ই-?\s?শ্রম|ई-?\s?श्रम",
    "share": r"\bshar(?:e|ing)\b",
}
_FIELD_PATTERNS: Final = {field: pattern(ways) for field, ways in _FIELDS.items()}


def field_named(text: str, among: Iterable[str]) -> str | None:
    """The one field that a message names ("nam bodlao"); None if none or several."""
    named = [field for field in among if field in _FIELD_PATTERNS and _FIELD_PATTERNS[field].search(text)]
    return named[0] if len(named) == 1 else None
