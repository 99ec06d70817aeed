"""The words by which messages say that trainings are found, and the titles of three buttons: exactly typed they count
by themselves, since a message that says "write “training”" has to be right. Pure."""

from __future__ import annotations

from typing import Final

from bot.language import for_matching

_FIND: Final = """
    training; trainings; find training; find a training; find trainings; show trainings; training khujun;
    training khuji; training dekhan; training dhundho; training dhundhen; training dikhao; ট্রেনিং; ট্রেইনিং; প্রশিক্ষণ;
    ট্রেনিং খুঁজুন; ট্রেনিং খুঁজি; ট্রেনিং দেখান; প্রশিক্ষণ খুঁজুন; প্রশিক্ষণ দেখান; ट्रेनिंग; प्रशिक्षण; ट्रेनिंग ढूँढें;
    ट्रेनिंग ढूंढें; ट्रेनिंग ढूँढो; ट्रेनिंग ढूंढो; ट्रेनिंग दिखाइए; ट्रेनिंग दिखाओ
"""
_MINE: Final = """
    my training; my trainings; show my trainings; show my training; amar training; amar training dekhan;
    amar training gulo; meri training; meri training dikhao; আমার ট্রেনিং; আমার ট্রেনিংগুলো; আমার ট্রেনিং দেখান;
    আমার প্রশিক্ষণ; मेरी ट्रेनिंग; मेरी ट्रेनिंग दिखाओ; मेरी ट्रेनिंग दिखाइए; मेरे प्रशिक्षण; मेरा प्रशिक्षण
"""
_FEWER: Final = """
    fewer reminders; less reminders; less reminders please; kom mone koran; mone korano koman; kom reminder din;
    kam yaad dilaiye; kam yaad dilao; কম মনে করান; মনে করানো কমান; এতবার মনে করাবেন না; कम याद दिलाइए; कम याद दिलाओ;
    याद कम दिलाइए; इतनी बार याद मत दिलाओ
"""
_PAYLOADS: Final = {
    for_matching(words): payload
    for payload, listed in (("tool:training", _FIND), ("me:trainings", _MINE), ("remind:fewer", _FEWER))
    for words in listed.split(";")
}


def named(text: str) -> str | None:
    """`tool:training`, `me:trainings` or `remind:fewer` if the text is one of these and nothing else (case and
    punctuation aside)."""
    return _PAYLOADS.get(for_matching(text).strip())
