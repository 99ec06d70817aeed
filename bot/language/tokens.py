"""Words and numbers of a message, with their places in it."""

from __future__ import annotations

from typing import NamedTuple

import regex  # type: ignore[import-untyped,unused-ignore]

# A letter with what hangs on it: vowel signs, virama, nukta, joiners. (?u)\w would cut 'चाहिए' into च, ह, ए.
_LETTER = r"\p{L}[\p{M}\u200c\u200d]*"
_INDIC_LETTER = r"[\p{L}--\p{Latin}][\p{M}\u200c\u200d]*"
_DIGIT = r"\p{Nd}[\p{M}\u200c\u200d]*"
_TOKEN = regex.compile(
    rf"""
    (?<![\p{{L}}\p{{M}}.])(?:{_LETTER}|(?:{_INDIC_LETTER}){{2}})      # p.m.e.g.p, পি.এম.ই.জি.পি
        (?:\.(?:{_LETTER}|(?:{_INDIC_LETTER}){{2}})(?![\p{{L}}\p{{M}}]))+
  | (?<![\p{{L}}\p{{M}}\p{{Nd}}])\p{{Latin}}\p{{M}}*-(?:{_LETTER})+   # e-way, e-commerce
  | {_LETTER}(?:{_LETTER}|{_DIGIT}|['’](?={_LETTER}))*                # don't, gstr3b
  | {_DIGIT}(?:{_DIGIT}|[.,](?={_DIGIT}))*                            # 1,25,000 and 2.5; "5lakh" is two tokens
    """,
    regex.VERBOSE | regex.V1,
)


class Token(NamedTuple):
    """A word or number: `text == message[start:end]`, offsets in code points of the message as it came."""

    text: str
    start: int
    end: int


def tokenize(text: str) -> list[Token]:
    """Return the words and numbers of `text` in order, without punctuation, symbols and emoji.

    No token cuts a letter from its signs. Hyphenated words are separate tokens ("loan-er", "ভর্তুকি-সহ")
    except after a single Latin letter ("e-way"); dotted abbreviations are one ("p.m.e.g.p"). Never raises.
    """
    return [Token(match.group(), match.start(), match.end()) for match in _TOKEN.finditer(text)]
