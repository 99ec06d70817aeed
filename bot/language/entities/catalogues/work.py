"""Words that make a thing a trade (work, craft, making, driving, repair, in three languages: "bag er kaj", "toto
chalai"), and those after which a name is no trade of the speaker's ("driving licence").
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.language.entities.catalogues.forms import Word
from bot.language.fold import fold_consonants, fold_light
from bot.language.normalise import for_matching


def _keys(text: str) -> frozenset[str]:
    return frozenset(fold_light(for_matching(word)) for word in text.split())


_WORK: Final = _keys(
    """
    kaj kaaj kaz kajer kaje kajta kajkormo kajkarma kajkam kam kaam kamkaj work works job jobs worker
    workers labour
    labor labourer shromik sromik shramik majdoor mojdur majdur mazdoor
    কাজ কাজের কাজে কাজকর্ম শ্রমিক মজুর মজদুর লেবার काम कामगार मज़दूर मजदूर श्रमिक लेबर वर्कर ওয়ার্কার
    """
)
_CRAFT: Final = _keys(
    """
    mistri mistiri mistry mistrir misteri mistary mistree mistrigiri karigar karigor kaarigar karigari
    karigars
    artisan craftsman craft maker making
    মিস্ত্রি মিস্ত্রী মিস্তিরি মিস্ত্রির মিস্ত্রিগিরি কারিগর কারিগরি কারিগরের मिस्त्री मिस्तरी कारीगर कारीगरी
    """
)
_MAKE: Final = _keys(
    """
    kori karta korta korchi kortam karti banai banay banaai banate banata banati banano bananor banaye
    banane banani banabi banawat banwat banaweni banawe banaila banaili banachhi banacchi banatam baniye
    baniyechi
    bananor tayri tairi shikhechi sikhechi shikhi jani jante toiri toyri tairi tairee toiryr goratam
    gori goray gora gorar bunai bunate bunta buni bona bunan
    shilpi silpi shilpo
    জানি জানা শিখেছি শিখেছিলাম বানাতে বানাচ্ছি বানিয়ে করি করতাম করছি বানাই বানায় বানানো বানানোর
    বানাতাম তৈরি তৈরির গড়ি গড়া গড়ার বুনি বোনা বোনার শিল্পী শিল্প
    जानता जानती सीखा बनावत बनावेनी करते करता करती बनाता बनाती बनाते बनाना बनाने बुनता बुनती बुनते बुनना
    शिल्पकार
    """
)
_RUN: Final = _keys(
    """
    chalai chalay chalaai chalate chalata chalati chalana chalane chalano chalanor chalak chalok driver
    draivar drivar
    draiver dribar chalawat chalaweni chalaila chalachhi chalacchi driving drive operator opereter
    oparetor operater operating chalak chalatam chalane
    চালাই চালায় চালানো চালানোর চালাতাম চালাতে চালক ড্রাইভার ড্রাইভারি অপারেটর চালাচ্ছি
    चलाता चलाती चलाते चलाना चलाने चालक ड्राइवर ड्राईवर ऑपरेटर आपरेटर
    """
)
_REPAIR: Final = _keys(
    """
    sarai sarano saranor sarae saray saraichhi saria sarata meramat meramot meramati marammat maramat repair repairing
    repaire ripair ripering ripearing repering servicing serviceing sarvising sarviching
    সারাই সারানো সারানোর সারাইয়ের মেরামত মেরামতি রিপেয়ার রিপেয়ারিং সার্ভিসিং मरम्मत रिपेयर रिपेयरिंग सर्विसिंग सुधारना
    """
)
_RIGHT: Final = _keys("thik theek tik ঠিক ठीक")
_DO: Final = _keys("kori karta karti karte korar করি করার करता करती करते")
_LINKS: Final = _keys(
    """
    diye die dia niye nie jinis jinish jinispotro saman samaan saaman items item products product se se
    er r e y te ete ka ki ke ko me mein men main of the a an on ta ter line lain liner laine site saite
    type factory
    factoryte factorite karkhana karkhanay karkhanar karkhanai mill company companyte unit ghar ghore
    wala wale
    দিয়ে নিয়ে জিনিস জিনিসপত্র সামগ্রী से सामान चीज चीज़ चीजें এর র এ য় তে টা টার লাইন লাইনে লাইনের
    সাইটে ফ্যাক্টরি ফ্যাক্টরিতে ফ্যাক্টরির কারখানা কারখানায় কারখানার মিলে মিলের
    কোম্পানিতে का की के को में पर लाइन फैक्ट्री फैक्टरी कारखाने कारखाना मिल कंपनी वाला वाली
    """
)
WORK_WORDS: Final = _WORK | _CRAFT | _MAKE | _RUN | _REPAIR
"""Keys of all these words: never a misspelled name."""
_WORK_BEFORE: Final = _keys("work working works job")
_MAKE_BEFORE: Final = _keys("make makes making")
_RUN_BEFORE: Final = _keys("drive drives driving operate operates operating")
_RUN_SKELETONS: Final = frozenset(map(fold_consonants, ("operator", "driver")))
"""Their consonants: after a thing that is run, oparator, aprator and dreibar are no other words."""
_WORK_LINKS: Final = _keys("in of with at on as a an the for my")
_LINKS_AT_MOST: Final = 3


def work_after(words: Sequence[Word], last: int) -> tuple[int, str] | None:
    """Return which word after word `last` says that a thing is worked on, and how ("work", "craft", "make", "run",
    "repair"); None without one.
    """
    for number in range(last + 1, min(last + 2 + _LINKS_AT_MOST, len(words))):
        if not words[number].follows:
            return None
        keys = {fold_light(form) for form in (words[number].form, *words[number].stems)}
        for kind, forms in (("work", _WORK), ("craft", _CRAFT), ("run", _RUN), ("repair", _REPAIR), ("make", _MAKE)):
            if not keys.isdisjoint(forms):
                return number, kind
        if not keys.isdisjoint(_RIGHT) and number + 1 < len(words) and fold_light(words[number + 1].form) in _DO:
            return number + 1, "repair"
        if len(words[number].form) > 5 and fold_consonants(words[number].form) in _RUN_SKELETONS:
            return number, "run"
        if fold_light(words[number].form) not in _LINKS:
            return None
    return None


def work_before(words: Sequence[Word], first: int) -> int | None:
    """Return the English word for working or making before a thing ("work in leather", "make bags"), None without."""
    return _before(words, first, _WORK_BEFORE, _MAKE_BEFORE)


def run_before(words: Sequence[Word], first: int) -> int | None:
    """Return the English word for driving or operating before a thing ("drive a toto"), None without."""
    return _before(words, first, _RUN_BEFORE)


def _before(
    words: Sequence[Word], first: int, verbs: frozenset[str], close: frozenset[str] = frozenset()
) -> int | None:
    """The English verb before a thing ("work in leather", "drive a toto"), one of `close` only right before it."""
    number = first - 1
    if number >= 0 and words[first].follows and fold_light(words[number].form) in close:
        return number
    while number >= 0 and words[number + 1].follows and fold_light(words[number].form) in _WORK_LINKS:
        number -= 1
    if number >= 0 and words[number + 1].follows and fold_light(words[number].form) in verbs:
        return number
    return None


_NO_TRADE_AFTER: Final = _keys(
    """
    licence license lisence laisens laisence card kard mela fair competition exhibition training treining trening
    course kors certificate kinbo kinte kinbe kena kinechi kharidna kharid kharidne dam daam price rate bhav bhaw
    dorkar darkar lagbe chai chahiye jarurat zaroorat needed wanted koto kitna kitne paise poisa
    kothay kothai kahan kaha yojana yojona scheme skim society samiti somiti gas
    লাইসেন্স কার্ড মেলা মেলায় মেলার প্রতিযোগিতা ট্রেনিং প্রশিক্ষণ কোর্স সার্টিফিকেট কিনব কিনবো কিনতে কেনা কেনার দাম দর কোথায়
    যোজনা প্রকল্প সমিতি দরকার লাগবে চাই কত
    चाहिए जरूरत कितना कितने लाइसेंस कार्ड मेला प्रतियोगिता ट्रेनिंग प्रशिक्षण कोर्स खरीदना खरीद दाम भाव कहां कहाँ योजना समिति
    """
)
_SMALL_LINKS: Final = _keys("er r ka ki ke ko shop dokan এর র দোকান का की के को दुकान machine mesin মেশিন मशीन")


def speaks_of_something_else(words: Sequence[Word], last: int) -> bool:
    """Tell whether what follows word `last` makes it no trade of the speaker's: "handloom mela", "weaver card"."""
    for number in range(last + 1, min(last + 3, len(words))):
        if not words[number].follows:
            return False
        if fold_light(words[number].form) in _NO_TRADE_AFTER:
            return True
        if fold_light(words[number].form) not in _SMALL_LINKS:
            return False
    return False
