"""The sounds of names in Latin letters in Bengali ones: habits of spelling, not rules of speech."""

from __future__ import annotations

import regex  # type: ignore[import-untyped,unused-ignore]

_CONSONANTS = {
    "ksh": "ক্ষ", "kkh": "ক্ষ", "chh": "ছ", "cch": "চ্ছ", "tth": "ত্থ", "ddh": "দ্ধ", "gy": "জ্ঞ",
    "ssh": "শ", "ck": "ক", "kh": "খ", "gh": "ঘ", "ch": "চ", "jh": "ঝ", "th": "থ", "dh": "ধ", "ph": "ফ",
    "bh": "ভ", "sh": "শ", "rh": "ঢ়", "k": "ক", "g": "গ", "c": "ক", "j": "জ", "z": "জ", "t": "ত",
    "d": "দ", "n": "ন", "p": "প", "f": "ফ", "b": "ব", "v": "ভ", "m": "ম", "y": "য়", "r": "র", "l": "ল",
    "w": "ও", "s": "স", "h": "হ", "q": "ক", "x": "ক্স",
}  # fmt: skip
_VOWELS = {
    "aa": ("আ", "া"), "ee": ("ঈ", "ী"), "ii": ("ঈ", "ী"), "oo": ("উ", "ু"), "uu": ("ঊ", "ূ"),
    "ou": ("ঔ", "ৌ"), "au": ("ঔ", "ৌ"), "ai": ("আই", "াই"), "oi": ("ঐ", "ৈ"), "a": ("আ", "া"),
    "i": ("ই", "ি"), "u": ("উ", "ু"), "e": ("এ", "ে"), "o": ("ও", "ো"),
}  # fmt: skip
_LATIN_UNIT = regex.compile("|".join(sorted([*_CONSONANTS, *_VOWELS], key=len, reverse=True)) + "|.", regex.DOTALL)
# Consonants that are written as one letter together; others stand side by side (রহমান, সুলতান).
_JOINED = regex.compile(
    r"[kgtdpbfs]r|(?:gh|dh|bh|sh|th|kh)r|[kgpbsf]l|shl|r[kgcjtdpbmnlsvyzf]h?|ndh?|nth?|mp|mbh?|ngh?|nkh?|njh?|nchh?|sth?|shth?"
    r"|shn|skh?|sp|sm|s[wvb]|sh[wv]|[td]w|kt|pt|tn|gn|dm|lp|bd|bj|tp|ts|dbh|kk|gg|cc|jj|tt|dd|pp|bb|mm|nn|ll|ss|zz|nm|hm(?=$)"
)
_HOMORGANIC = {"k": "ঙ", "g": "ঙ", "c": "ঞ", "j": "ঞ"}
_REPAIRS = (("শ্ত", "ষ্ট"), ("শ্থ", "ষ্ঠ"), ("িশ্ন", "িষ্ণ"), ("র্ন", "র্ণ"), ("ঞ্গ", "ঙ্গ"), ("ইু", "ইউ"))


def latin_sounds_in_bengali(word: str, whole: bool) -> str:
    """Return a name in small Latin letters in Bengali ones. `whole`: it ends here, so that a last a is written."""
    units = [(match.group(), match.start()) for match in _LATIN_UNIT.finditer(word)]
    written = ""
    for number, (unit, start) in enumerate(units):
        before = units[number - 1][0] if number else ""
        after = units[number + 1][0] if number + 1 < len(units) else ""
        rest = word[start + len(unit) :]
        if unit in _VOWELS:
            if not before:
                written += "অ" if unit == "a" and _starts_short(word) else _VOWELS[unit][0]
            elif before == "w":
                written += _VOWELS[unit][1]
            elif before in _VOWELS:
                written += "য়" + _VOWELS[unit][1] if unit in ("a", "aa", "e", "o") else _VOWELS[unit][0]
            elif not (unit == "a" and _is_inherent(word[:start], rest, whole)):
                written += _VOWELS[unit][1]
            continue
        written += _consonant(written, unit, before, after, rest)
    for typed, meant in _REPAIRS:
        written = written.replace(typed, meant)
    return written


def _consonant(written: str, unit: str, before: str, after: str, rest: str) -> str:
    letter = "ব" if unit == "v" and not before else _CONSONANTS.get(unit, "")
    after_consonant = before in _CONSONANTS and before not in ("y", "w", "h")
    if unit == "y":
        if not before:
            return "ই" if after in ("u", "oo") else "ইয়" if after in ("a", "aa", "e") else "য"
        if after_consonant:
            return "্য" if after in _VOWELS else "ী"
        return "য়"
    if unit == "w":
        if after_consonant and after in _VOWELS:
            return "্ব"
        return "ওয়" if after in _VOWELS else "ও"
    if unit == "n" and after[:1] in _HOMORGANIC and after:
        letter = _HOMORGANIC[after[0]]
        if after == "g" and (not rest[1:] or rest[1] not in "aeiouyrl"):
            return "ং"
    if unit == "g" and before == "n" and written.endswith("ং"):
        return ""
    if after_consonant and _JOINED.fullmatch(before + unit):
        return "্" + letter
    return letter


_SHORT_START = regex.compile(r"a(?:n[iukjyw]|m[iar]|r[upn]|bh|v|j[aioe]|d[hi]|p|sh[wo]|s[iew]|t)")
_SHORT_BEFORE_TWO = regex.compile(
    r"[nm][kgcjtdpb]|r[^aeiou]|h[^aeiou]|([bcdgklmprs])\1|ksh|y|b|sh|[gdp][^aeiou]|[^aeiou]+y"
)
_CLOSED = regex.compile(r"[^aeiou]+")
_SHORT_BEFORE_END = regex.compile(  # what stands before and after the last a: Chandan, Kamal, Uttam, Sagar, Pranab
    r".*(?:[^mhrjwy]a(?:n|nt)|[aiu][^aeiou]*al|u[^aeiou]*am|i[^aeiou]*am|(?:[^dkwtbf]|nd|nt|sw|shw)ar|a(?:b|v|bh|g|ng|ndh?|y|p|jit))"
)


def _starts_short(word: str) -> bool:
    return _SHORT_START.match(word) is not None and not word.endswith(("ul", "ur", "in", "ah"))


def _is_inherent(before: str, after: str, whole: bool) -> bool:
    """Whether the a between `before` and `after` is the inherent vowel, not আ: habits of names, not rules of speech."""
    if not after:
        return not whole
    if before.endswith("y") and len(before) == 1:
        return False
    if not whole and _CLOSED.fullmatch(after):
        return after != "j"
    first = not any(vowel in before for vowel in "aeiou")
    if _CLOSED.fullmatch(after):
        return not first and _SHORT_BEFORE_END.fullmatch(before + "a" + after) is not None
    closed = _CLOSED.match(after)
    if closed is None:
        return False
    if _LATIN_UNIT.match(after).group() != closed.group():  # type: ignore[union-attr,unused-ignore]
        return _SHORT_BEFORE_TWO.match(after) is not None
    return not (first and len(after) - len(closed.group()) == 1)
