"""What understanding loses when the same messages are typed worse: with slips of the finger, or in roman letters."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

from bot.evaluation.score import Judged, table
from bot.language import dominant_script, normalise, romanise, tokenize

SEED = 7
SHORTEST = 6
_KEYBOARD = """
    q:wa w:qes e:wrd r:etf t:ryg y:tuh u:yij i:uok o:ipl p:ol a:qsz s:awdx d:sefc f:drgv g:fthb h:gyjn j:hukm
    k:jil l:kop z:asx x:zsc c:xdv v:cfb b:vgn n:bhm m:njk
"""
_NEIGHBOURS = dict(pair.split(":") for pair in _KEYBOARD.split())  # of each letter on a QWERTY keyboard


def slips(text: str, name: str) -> str:
    """The text with one slip in each word of six letters or more: dropped, doubled, swapped, or (in Latin letters) a
    neighbour on the keyboard. The first letter stays. The same text and `name` give the same slips.
    """
    rng = random.Random(f"{SEED} {name}")
    text = normalise(text)
    parts: list[str] = []
    end = 0
    for token in tokenize(text):
        parts.append(text[end : token.start])
        parts.append(
            _slip(token.text, rng) if len(token.text) >= SHORTEST and not _has_digit(token.text) else token.text
        )
        end = token.end
    return "".join([*parts, text[end:]])


def _slip(word: str, rng: random.Random) -> str:
    at = rng.randrange(1, len(word) - 1)
    letter = word[at]
    kinds = ["drop", "double", "swap"] + (["neighbour"] if letter.lower() in _NEIGHBOURS else [])
    kind = rng.choice(kinds)
    if kind == "drop" or (kind == "swap" and word[at + 1] == letter):
        return word[:at] + word[at + 1 :]
    if kind == "double":
        return word[:at] + letter + word[at:]
    if kind == "swap":
        return word[:at] + word[at + 1] + letter + word[at + 2 :]
    other = rng.choice(_NEIGHBOURS[letter.lower()])
    return word[:at] + (other.upper() if letter.isupper() else other) + word[at + 1 :]


def _has_digit(word: str) -> bool:
    return any(char.isdigit() for char in word)


def romanised(text: str) -> str:
    """The text in roman letters if most of it is in Bengali or Devanagari letters; else as it is."""
    return romanise(text) if dominant_script(text) in ("Beng", "Deva") else text


def loss(before: Sequence[Judged], after: Sequence[Judged]) -> dict[str, Any]:
    """By register: how many messages, and their `both` before and after, with the loss in points.

    `before` and `after`: the same messages in the same order.
    """
    first = {row.name: row.both for row in table(before)}
    return {
        row.name: {
            "count": row.count,
            "before": first[row.name],
            "after": row.both,
            "loss": first[row.name] - row.both,
        }
        for row in table(after)
    }
