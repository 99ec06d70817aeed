from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given

from bot.language.entities.catalogues.forms import read_words
from bot.language.entities.catalogues.phrases import Phrase, PhraseIndex
from tests.unit.language.texts import MESSAGES

INDEX = PhraseIndex(
    [
        Phrase("Kharagpur", 0),
        Phrase("Diamond Harbour", 1),
        Phrase("Para", 2),
        Phrase("খড়গপুর", 0),
        Phrase("Rampur", 3, spelled=True),
    ],
    ordinary=["para", "pura"],
    decoys=["Gorakhpur"],
)


def targets(text: str, bold: bool = False) -> list[tuple[set[int], bool]]:
    return [(set(hit.targets), hit.ordinary) for hit in INDEX.hits(read_words(text), bold=bold)]


@pytest.mark.parametrize(
    ("text", "bold", "found"),
    [
        ("kharagpur", False, 0),
        ("khorogpur", False, 0),
        ("Kharagpurer", False, 0),
        ("খড়গপুরে", False, 0),
        ("kharag pur", False, 0),
        ("kharagpvr", True, 0),
        ("diamondharbour", False, 1),
        ("diamond-harbour e", False, 1),
        ("rampur", False, 3),
    ],
)
def test_spellings(text: str, bold: bool, found: int) -> None:
    assert targets(text, bold) == [({found}, False)]


@pytest.mark.parametrize("text", ["gorakhpur", "raampur", "diamond, harbour", "pura", "kh rag pur", ""])
def test_what_is_not_found(text: str) -> None:
    assert targets(text) == []


def test_an_everyday_word_is_marked() -> None:
    assert targets("para") == [({2}, True)]
    assert INDEX.is_ordinary("para")


def test_words_keep_their_place_and_lose_their_endings() -> None:
    words = read_words("মালদার বাড়ি, maldate")
    assert [word.follows for word in words] == [False, True, False]
    assert "মালদা" in words[0].stems
    assert "malda" in words[2].stems


@given(MESSAGES)
def test_any_text(text: str) -> None:
    words = read_words(text)
    assert all(word.start < word.end <= len(text) for word in words)
    for bold in (False, True):
        hits = INDEX.hits(words, bold=bold)
        assert all(first.last < second.first for first, second in pairwise(hits))
