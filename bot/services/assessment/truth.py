"""Whether a typed answer says that a sentence holds: "haan", "thik", "ভুল", "galat hai", "sahi nahi", "not true"."""

from __future__ import annotations

from typing import Final

from bot.language import for_matching
from bot.services.assessment.words import FILLERS, key, listed

_AGREES: Final = listed(
    """
    yes y yeah yep yup ok okay sure agree agreed হ্যাঁ হ্যা হাঁ হ্যাঁঁ জি জী একমত
    ha haa han haan hna hya hyan hyaa hae ji jee yes ekmot हाँ हां हा जी सहमत sahmat hanji haanji bilkul बिल्कुल
    """
)
_DENIES: Final = listed(
    "no n nope nah cannot cant disagree না নাহ নেই na naa nahi nahin nhi nehi nai nei noi नहीं नहि नही ना न"
)
_NOT_BEFORE: Final = listed("not isnt arent doesnt dont cant cannot never")
_NOT_BEFORE_VERBS: Final = listed("नहीं नही नहि nahi nahin nhi nehi nai")
_NOT_AFTER: Final = listed("না নয় নেই na naa noy noi nay nahi nahin nhi nehi nai नहीं नही नहि ना not")
_TRUE: Final = listed(
    """
    true t right correct ঠিক ঠিকই সত্যি সত্য সঠিক সত্যিই thik thiki theek tik sotti sotyi sottii satya satyi
    sathik shothik sothik sotto सही सच ठीक सत्य sahi sach theek sachi shi sacchi ট্রু ट्रू राइट রাইট কারেক্ট करेक्ट
    """
)
_FALSE: Final = listed(
    """
    false f wrong incorrect untrue ভুল মিথ্যা মিথ্যে বেঠিক bhul vul bul bhool mithya mithye mittha bethik ভুলই
    गलत ग़लत झूठ झूठा असत्य galat golot galt ghalat jhuth jhut jhooth jhoot asatya ফলস फॉल्स ফল্স রং रॉन्ग
    """
)
_CAN: Final = listed(
    """
    can may must does পারে পারেন পারি যায় যাবে হয় হবে লাগে লাগবে চলে pare paren pari jay jabe hoy hobe lage lagbe chole
    कर सकता सकती सकते होता होती होते होगा लगता है हैं चलता kar sakta sakti sakte hota hoti hote hoga lagta hai hain chalta
    """
)
"""The verb of the sentence said again: "pare na", "सकते हैं"."""
_PADDING: Final = FILLERS | listed(
    """
    statement sentence কথা কথাটা বাক্য বাক্যটা একদম একেবারে পুরো আছে kotha kothata baky bakyo ekdom ekdam puro ache achhe
    बात वाक्य एकदम बिलकुल पूरा baat vakya bilkul poora pura absolutely totally completely quite that
    """
)
_SIGNS: Final = {"👍": True, "✅": True, "✔": True, "☑": True, "👎": False, "❌": False, "✖": False, "❎": False}
_NUMBERS: Final = {"1": True, "2": False}
_LONGEST = 8  # words: a longer message says more than yes or no


def holds(text: str) -> bool | None:
    """True or false; None if the text says neither, both, or asks something. 1 is true and 2 is false, in the order of
    the two buttons. A "no" before "right" ("na, thik") leaves open what is meant and is none."""
    signs = {_SIGNS[sign] for sign in text if sign in _SIGNS}
    words = for_matching(text).split()
    if not words:
        return signs.pop() if len(signs) == 1 else None
    if "?" in text or len(words) > _LONGEST:
        return None
    if len(words) == 1 and words[0] in _NUMBERS:
        return _NUMBERS[words[0]]
    forms = [key(word) for word in words]
    verdicts = [place for place, form in enumerate(forms) if form in _TRUE | _FALSE]
    if not verdicts and not any(form in _AGREES for form in forms):
        verdicts = [place for place, form in enumerate(forms) if form in _CAN][-1:]
    said = _judged(forms, verdicts, "," in text) if verdicts else _plain(forms)
    return said if not signs or signs == {said} else None


def _plain(forms: list[str]) -> bool | None:
    """A yes or a no alone, or with the verb."""
    yes, no = (any(form in words for form in forms) for words in (_AGREES, _DENIES))
    if yes == no or any(form not in _AGREES | _DENIES | _CAN | _PADDING for form in forms):
        return None
    return yes


def _judged(forms: list[str], verdicts: list[int], paused: bool) -> bool | None:
    """ "Right", "wrong" or the verb, perhaps denied, perhaps with a yes or no in front that must agree with it.
    `paused`: there is a comma, so that "nahi" in front is a no of its own."""
    first, last = verdicts[0], verdicts[-1]
    kinds = {forms[place] not in _FALSE for place in verdicts}
    if len(kinds) > 1:
        return None
    value = kinds.pop()
    before, between, after = forms[:first], forms[first:last], forms[last + 1 :]
    ahead = _NOT_BEFORE | _NOT_BEFORE_VERBS if forms[first] in _CAN and not paused else _NOT_BEFORE
    turned = sum(form in ahead for form in before) + sum(form in _NOT_AFTER for form in (*between, *after))
    if turned > 1:
        return None
    value ^= bool(turned)
    rest = [form for form in before if form not in ahead]
    rest += [form for form in (*between, *after) if form not in _NOT_AFTER | _TRUE | _FALSE]
    said = {form in _AGREES for form in rest if form in _AGREES | _DENIES and form not in _PADDING}
    if any(form not in _AGREES | _DENIES | _CAN | _PADDING for form in rest) or (said and said != {value}):
        return None
    return value
