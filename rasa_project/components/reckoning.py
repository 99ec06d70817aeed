"""Whether a message wants something worked out for the person's own numbers. Pure; no Rasa.

A plain question about a late fee and the wish to reckon one's own are close in wording. What parts them: a sum or
another number, a word for reckoning, or somebody who speaks of themselves.
"""

from __future__ import annotations

from typing import Any, Dict, FrozenSet

from bot.language.entities.numbers import find_numbers
from bot.language.entities.numbers.amounts import find_amounts
from bot.language.fold import fold_light
from bot.language.tokens import tokenize
from rasa_project.components.decision import CALCULATE, Ranking

_LARGE = 100
_LEAST = 10  # a smaller number is rather part of a name: GSTR-1, class 8


def _keys(words: str) -> FrozenSet[str]:
    return frozenset(fold_light(word) for word in words.split())


_RECKONS = _keys(
    "calculate calculator calculation compute reckon count compare check classify split estimate figure sum work"
    " হিসাব হিসেব হিসাবে ক্যালকুলেটর ক্যালকুলেট গুনে কষে যাচাই তুলনা বের অঙ্ক অঙ্কটা বাছতে"
    " hisab hisaab hiseb gune koshe kosho jachai tulona ber onko bachte"
    " हिसाब कैलकुलेटर कैलकुलेट निकालो निकाल निकालिए निकालना निकालनी गिनकर गिन जोड़ जाँच तुलना चुनने जाँचना जाँचनी"
    " nikalo nikal nikaliye nikalna nikalni gin ginke jod jaanch janch tulna chunne jaanchna jaanchni"
)
_SELF = _keys(
    "i my me we our mine আমি আমার আমাকে আমাদের আমরা নিজের ami amar amake amader amra nijer"
    " मैं मेरा मेरी मेरे मुझे मुझको हम हमारा हमारी हमें अपना अपनी अपने main mein mai mera meri mere mujhe hum hamara hamari"
    " apna apni apne"
)


def reckons(text: str) -> bool:
    """Whether a message has a number of its own, a word for reckoning, or speaks of the person."""
    words = {fold_light(token.text) for token in tokenize(text)}
    if words & _RECKONS or words & _SELF or find_amounts(text):
        return True
    return any(number.value >= _LEAST for number in find_numbers(text))


def large_number(text: str) -> bool:
    """Whether a message has a sum of money, or a number that may be one."""
    return bool(find_amounts(text)) or any(number.value >= _LARGE for number in find_numbers(text))


def without_wishes(rankings: Dict[str, Any]) -> Dict[str, Any]:
    """The rankings as if nobody could wish to have something worked out."""
    left: Ranking = [(name, value) for name, value in rankings["intent"] if not name.startswith(CALCULATE)]
    total = sum(value for _, value in left) or 1.0
    return {**rankings, "intent": [(name, value / total) for name, value in left]}
