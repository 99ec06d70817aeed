from __future__ import annotations

import re

import pytest
from hypothesis import given

from bot.language import fold_consonants, fold_light, fold_medium, fold_text, romanise
from tests.unit.language.texts import MESSAGES

FOLDS = [fold_light, fold_medium, fold_consonants]


@pytest.mark.parametrize(
    ("native", "roman"),
    [
        ("আমি", "ami"),
        ("ব্যবসা", "byabsa"),
        ("ভর্তুকি", "bhortuki"),
        ("প্রকল্প", "prokolpo"),
        ("সময়", "somoy"),
        ("যোজনা", "jojna"),
        ("কার্য", "karjo"),
        ("ক্ষতি", "khoti"),
        ("শিক্ষা", "shikkha"),
        ("জ্ঞান", "gan"),
        ("চাঁদ", "chand"),
        ("বাংলা", "bangla"),
        ("স্বামী", "swami"),
        ("বাড়ি", "bari"),
        ("উৎসব", "utsob"),
        ("৫০", "50"),
        ("चाहिए", "chahiye"),
        ("व्यापार", "vyapar"),
        ("पंजीकरण", "panjikran"),
        ("ज़मीन", "jamin"),
        ("ऑफिस", "ophis"),
        ("मित्र", "mitra"),
        ("ज्ञान", "gyan"),
        ("कलम", "kalam"),
        ("GST रेट?", "GST ret?"),
        ("plain text।", "plain text।"),
    ],
)
def test_romanise(native: str, roman: str) -> None:
    assert romanise(native) == roman


@given(MESSAGES)
def test_romanise_leaves_no_bengali_or_devanagari(text: str) -> None:
    assert not re.search("[\u0900-\u0963\u0966-\u097f\u0980-\u09ff]", romanise(text))


@given(MESSAGES)
def test_romanise_does_not_touch_other_text(text: str) -> None:
    other = re.sub("[\u0900-\u097f\u0980-\u09ff]", "", text)
    assert romanise(other) == other


@pytest.mark.parametrize(
    ("native", "typed"),
    [
        ("কীভাবে", ["kivabe", "kibhabe", "keebhabe"]),
        ("ব্যবসা", ["bebsa", "byabsa", "bybsa"]),
        ("ভর্তুকি", ["vortuki", "bhartuki"]),
        ("প্রকল্প", ["prokolpo", "prakalpa"]),
        ("চাহিয়ে", ["chahie", "chahiye"]),
        ("चाहिए", ["chahiye", "chahie"]),
        ("योजना", ["yojana", "yojna", "yojnaa"]),
        ("सब्सिडी", ["subsidy", "sabsidi"]),
        ("ऋण", ["rin", "reen"]),
        ("ज़रूरत", ["zarurat", "jaroorat"]),
    ],
)
def test_spellings_meet_at_the_consonant_key(native: str, typed: list[str]) -> None:
    assert {fold_consonants(word) for word in typed} == {fold_consonants(native)}


def test_medium_key_still_tells_common_words_apart() -> None:
    words = ["loan", "bank", "ki", "koto", "kobe", "kothay", "kemon", "form", "farm", "tax", "gst", "pmegp", "mudra"]
    assert len({fold_medium(word) for word in words}) >= len(words) - 1


@pytest.mark.parametrize("fold", FOLDS)
def test_an_empty_key_falls_back_to_the_word(fold: object) -> None:
    assert callable(fold)
    assert fold("?") == "?"
    assert fold("") == ""


@given(MESSAGES)
def test_folds_are_total(text: str) -> None:
    for fold in FOLDS:
        assert bool(fold(text)) == bool(text)


def test_fold_text() -> None:
    assert fold_text("PMEGP-র জন্য documents?", "light") == "pmegp r jony dokuments"
    assert fold_text("", "medium") == ""
    with pytest.raises(KeyError):
        fold_text("x", "heavy")  # type: ignore[arg-type]
