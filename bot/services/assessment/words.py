"""Words of typed answers, in the scripts and spellings in which people type them."""

from __future__ import annotations

from typing import Final

from bot.language import fold_text, for_matching

_SHORT = 3
"""Letters up to which a word must be typed as it is listed: short words fold into one another."""


def key(word: str) -> str:
    """The form in which the spellings of a word meet. `word`: one word in the form of `for_matching`."""
    return word if len(word) <= _SHORT else (fold_text(word, "light") or word)


def listed(text: str) -> frozenset[str]:
    """The keys of words that are divided by blanks."""
    return frozenset(key(word) for word in for_matching(text).split())


FILLERS: Final = listed(
    """
    answer ans anser ansar its it is the this that option opt choice choose number nombor nombar numbar nambar num
    i think my will be would maybe please sir madam
    উত্তর উত্তরটা উত্তরটি উত্তরে এটা এটি ওটা ওটি হবে হয় হলো হল আমার মনে মতে টা টি নম্বর নং নাম্বার অপশন অপশান আমি করি দাদা দিদি ভাই
    uttor uttar uttorta eta ota oita hobe hoy hoi holo amar mone mote ta ti ami mon kori dada didi bhai
    जवाब उत्तर यह ये वह वो होगा है हैं होती होता मेरा मेरे मुझे लगता हिसाब से नंबर नम्बर विकल्प ऑप्शन वाला वाली जी भैया भाई
    jawab javab jabab uttar yeh ye woh wo hoga hai hain mera mere mujhe lagta hisab se wala wali vikalp ji bhaiya manta
    """
)
"""What people put around an answer without changing it."""
JOINS: Final = listed("and plus ar aar o ebong aur আর ও এবং और व एवं तथा")
"""What joins two answers."""
