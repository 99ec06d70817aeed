"""Cuts a message that may ask several things into the clauses that ask them. Pure; no Rasa.

A cut is only a proposal: `several.py` keeps it when every clause is understood by itself. A clause that asks nothing
("ami tailor, amar dokan ache") is the story of the next one and stays with it.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import FrozenSet, List, NamedTuple

from bot.language.fold import fold_light
from bot.language.tokens import tokenize

MOST = 3
"""More questions than these in one message are not answered one by one."""
LISTED = 3
"""A thing that shares the question of the next one ("GST number ar composition duto i lagbe?") has at most so many
words."""


def _keys(words: str) -> FrozenSet[str]:
    return frozenset(fold_light(word) for word in words.split())


_JOINS = _keys("and also plus আর এবং ও তাছাড়া ar aar ebong और तथा एवं aur tatha evam")
"""Words between two things that are both wanted. Roman "o" and "or" are left out: they mean too much else."""

_ASKS = _keys(
    "what which how when where who whom why can could do does is are should will would may need want tell explain"
    " কী কি কত কতো কতটা কতদিন কখন কবে কোথায় কোথা কে কারা কাদের কার কাকে কেন কোন কোনটা কীভাবে কিভাবে কেমন কেমনে লাগবে লাগে চাই পাব"
    " পাবো পাওয়া জানতে বলুন বলবেন বলেন হবে যাবে পারি পারব পারবো"
    " ki kee koto kato kotota kotodin kokhon kobe kothay kothai kothae kara kader kake keno kon konta kivabe kibhabe"
    " kemon kemne kmne lagbe lage chai pabo paowa jante bolun bolben hobe jabe pari parbo parbe korbo"
    " क्या कैसे कितना कितनी कितने कब कहाँ कहां कौन कौनसा कौनसे किसे किसको क्यों चाहिए मिलेगा मिलेगी मिलता लगेगा लगेंगे लगता"
    " बताइए बताओ बताएं जानना होगा सकते सकता सकती"
    " kya kaise kese kitna kitni kitne kab kahan kaha kaun kaunsa kaunse konse kise kisko kyun kyon chahiye chaiye"
    " milega milegi milta lagega lagenge lagta bataiye batao bataye janna hoga sakte sakta sakti karna karein"
)

_SENTENCE = re.compile(r"[?!।॥\n;]+|[.,](?=\s|$)|(?<=\s)[&+](?=\s)")


class Clause(NamedTuple):
    """A part of a message. `asks`: it asks something; else it may be a thing that shares the next one's question.
    `apart`: a joining word or a question mark divides it from a neighbour, not only a comma."""

    text: str
    asks: bool
    apart: bool = False


def clauses(text: str) -> List[Clause]:
    """The clauses of a message in order; a single one when it asks one thing (or nothing)."""
    found: List[Clause] = []
    story = ""
    for sentence in _sentences(text):
        *earlier, last = _at_joins(sentence)
        for piece in (*earlier, last):
            whole = f"{story} {piece}".strip()
            if _asks(piece):
                found.append(Clause(whole, True))
                story = ""
            elif not story and piece is not last and len(tokenize(piece)) <= LISTED:
                found.append(Clause(piece, False))
            else:
                story = whole
    asking = [index for index, clause in enumerate(found) if clause.asks]
    if not asking:
        return [Clause(text, True)]
    if story:
        found[asking[-1]] = Clause(f"{found[asking[-1]].text} {story}", True)
    divided = [_divided(*pair) for pair in pairwise(found)]
    return [
        clause._replace(apart=before or after)
        for clause, before, after in zip(found, [False, *divided], [*divided, False], strict=True)
    ]


def _divided(left: Clause, right: Clause) -> bool:
    first = next((fold_light(token.text) for token in tokenize(right.text)), "")
    return left.text.endswith("?") or first in _JOINS


def _sentences(text: str) -> List[str]:
    # The mark stays with its sentence: "udyam?" asks, "udyam" may be a part of a list.
    parts: List[str] = []
    start = 0
    for mark in _SENTENCE.finditer(text):
        parts.append(text[start : mark.end()])
        start = mark.end()
    parts.append(text[start:])
    return [part.strip() for part in parts if any(char.isalnum() for char in part)]


def _at_joins(sentence: str) -> List[str]:
    """The sentence, cut before each joining word that stands between words."""
    cuts = [token.start for token in tokenize(sentence)[1:] if fold_light(token.text) in _JOINS]
    ends = [*cuts, len(sentence)]
    parts = [sentence[start:end].strip() for start, end in zip([0, *cuts], ends, strict=True)]
    return [part for part in parts if part]


def _asks(piece: str) -> bool:
    return "?" in piece or any(fold_light(token.text) in _ASKS for token in tokenize(piece))
