"""Small words that tools listen for in any language and spelling: question words, "no", "I don't know"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from bot.language import fold_text, for_matching, tokenize

_Phrases = tuple[tuple[str, ...], ...]


def _words(text: str, form: Callable[[str], str]) -> frozenset[str]:
    return frozenset(form(word) for word in text.split())


def _phrases(text: str, fold: Callable[[str], str]) -> _Phrases:
    """Phrases divided by strokes, as the keys of their words."""
    return tuple(tuple(fold(phrase).split()) for phrase in text.split("|"))


_light = partial(fold_text, strength="light")
_medium = partial(fold_text, strength="medium")

_ASKS: Final = _words(
    """
    what which how when where who whom why
    কী কি কত কতো কতটা কতদিন কখন কবে কোথায় কোথা কে কারা কাকে কেন কোন কোনটা কীভাবে কিভাবে কেমন
    koto kato kotota kotodin kokhon kobe kothay kothai kothae kara kake keno konta kivabe kibhabe kemon kemne kmne
    क्या कैसे कितना कितनी कितने कब कहाँ कहां कौन कौनसा किसे किसको क्यों
    kya kyaa kaise kese kitna kitni kitne kab kahan kaha kaun kaunsa kise kisko kyun kyon
    """,
    for_matching,  # not folded: कर and কার would be one word
)
_ASKS_IN_BENGALI: Final = frozenset(("ki", "kii", "kee", "ke", "kon"))
"""In Hindi these say whose something is."""
# Not folded either: नई, "new", would be নাই.
_NOT: Final = _words("না নই নয় নেই নাই na noi noy nei नहीं नही ना nahi nahin nhi nehi not isnt", for_matching)
_NOT_BEFORE: Final = _words("not no non without", for_matching)
_UNKNOWN: Final = _phrases(
    "জানি না|জানিনা|জানা নেই|বলতে পারব না|মনে নেই|স্কিপ|বাদ দিন|বলব না|বলতে চাই না|পরেরটা"
    "|jani na|janina|jana nei|bolte parbo na|mone nei|bolbo na|bolte chai na|porerta"
    "|पता नहीं|मालूम नहीं|नहीं पता|नहीं मालूम|याद नहीं|स्किप|छोड़िए|छोड़ो|नहीं बताना|अगला"
    "|pata nahi|pata nai|pata nhi|malum nahi|nahi pata|yaad nahi|chhodo|chhoriye|nahi batana|agla"
    "|don't know|dont know|do not know|no idea|not sure|can't say|cannot say|skip|pass|next",
    _medium,
)
_YES: Final = _phrases(
    "হ্যাঁ|হাঁ|জি|আছে|অবশ্যই|ঠিক|hya|hyan|hae|haa|ji|ache|achhe|thik"
    "|हाँ|हां|जी|बिल्कुल|है|haan|han|bilkul|hai|yes|yeah|yep|ok|okay|sure|y",
    _light,
)
_NO: Final = _phrases(
    "না|নেই|নাই|নয়|একদম না|na|nei|nai|noy|नहीं|नही|ना|बिल्कुल नहीं|nahi|nahin|nhi|naa|no|nope|not|never|n", _light
)
_STOPS: Final = tuple(
    tuple(fold_text(words, "medium").split())
    for words in (
        "থাক", "বাদ দাও", "বন্ধ করুন", "বন্ধ করো", "দরকার নেই", "লাগবে না", "thak", "thaak", "bad dao", "bondho koro",
        "dorkar nei", "lagbe na", "रहने दो", "रहने दीजिए", "छोड़ दो", "बंद करो", "ज़रूरत नहीं", "rehne do", "rahne do",
        "chhod do", "chod do", "band karo", "zarurat nahi", "leave it", "forget it", "never mind", "cancel", "stop",
    )
)  # fmt: skip
_FEW = 5  # words: an answer of a word or two, not a story that holds one


def asks(text: str, register: str = "") -> bool:
    """Tell whether a message has a question word. `register`: how it is typed, as the engine heard it."""
    words = {for_matching(token.text) for token in tokenize(text)}
    return bool(words & _ASKS) or (not register.startswith("hi") and bool(words & _ASKS_IN_BENGALI))


def denies(text: str) -> bool:
    """Tell whether a message has a "no" or "not" in it, wherever it stands."""
    return any(for_matching(token.text) in _NOT for token in tokenize(text))


def negated(words: Sequence[str], first: int, last: int) -> bool:
    """Tell whether the words around `words[first]` to `words[last]` deny them: "SC na", "not a minority"."""
    after = [for_matching(word) for word in words[last + 1 : last + 2]]
    before = [for_matching(word) for word in words[max(0, first - 2) : first]]
    return any(word in _NOT for word in after) or any(word in _NOT_BEFORE for word in before)


def unknown(text: str) -> bool:
    """Tell whether an answer is that the person does not know, or would rather not say."""
    return _holds(text, _UNKNOWN)


def stops(text: str) -> bool:
    """Tell whether a short message says that the person does not want to go on: "না, থাক", "leave it"."""
    return _holds(text, _STOPS)


def yes_no(text: str) -> bool | None:
    """Read a short answer to a yes-or-no question; None if it is neither. "na, ache" counts as its first word."""
    words = _light(text).split()
    if not words or len(words) > _FEW or unknown(text):
        return None
    if _begins(words, _NO) or _ends(words, _NO):
        return False
    return True if _begins(words, _YES) or _ends(words, _YES) else None


def _holds(text: str, phrases: _Phrases) -> bool:
    words = tuple(_medium(text).split())
    if len(words) > _FEW:
        return False
    return any(words[at : at + len(phrase)] == phrase for phrase in phrases for at in range(len(words)))


def _begins(words: Sequence[str], phrases: _Phrases) -> bool:
    return any(tuple(words[: len(phrase)]) == phrase for phrase in phrases)


def _ends(words: Sequence[str], phrases: _Phrases) -> bool:
    return any(tuple(words[-len(phrase) :]) == phrase for phrase in phrases)
