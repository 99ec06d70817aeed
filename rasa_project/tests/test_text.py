"""Tokenizer, augmentation, features and vectors: from what a person typed to numbers."""

from __future__ import annotations

import math
import random
from typing import Any

import numpy as np
import pytest
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.language.fold import fold_medium
from bot.language.scripts import dominant_script
from rasa_project.components.augment import Augmenter, misspell, variants
from rasa_project.components.featurizer import ALIAS
from rasa_project.components.sidebyside import WORTH_IT, in_parts
from rasa_project.components.textfeatures import features, word_features
from rasa_project.components.tokenizer import IndicTokenizer
from rasa_project.components.vectors import Vocabulary, count, together

SENTENCES = [
    "PMEGP-তে কী কী কাগজ লাগে?",
    "मुझे लोन चाहिए, कितना ब्याज लगेगा।",
    "udyam registration e ki lagbe",
    "GSTR-3B ₹5,000 🙂 p.m.e.g.p e-way",
    "র‍্যাম্প প্রকল্প",
    "   ",
    "🙂🙂",
]


def _tokens(text: str) -> list[Any]:
    tokenizer = IndicTokenizer(IndicTokenizer.get_default_config())
    return tokenizer.tokenize(Message(data={TEXT: text}), TEXT)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("मुझे चाहिए", ["मुझे", "चाहिए"]),
        ("ব্যবসায়ীদের কাছ থেকে", ["ব্যবসায়ীদের", "কাছ", "থেকে"]),
        ("র‍্যাম্প কী?", ["র‍্যাম্প", "কী"]),
        ("रजिस्ट्रेशन, फ़ीस।", ["रजिस्ट्रेशन", "फ़ीस"]),
        ("p.m.e.g.p loan", ["p.m.e.g.p", "loan"]),
    ],
)
def test_indic_words_stay_whole(text: str, words: list[str]) -> None:
    assert [token.text for token in _tokens(text)] == words


@pytest.mark.parametrize("text", SENTENCES)
def test_offsets_point_into_the_text_as_typed(text: str) -> None:
    for token in _tokens(text):
        assert text[token.start : token.end] == token.text


# --- augmentation

ROWS = [
    {TEXT: "ব্যবসার জন্য লোন চাই", INTENT: "ask", "topic": "mudra", "aspect": "what", "example_number": 1},
    {TEXT: "सब्सिडी कितनी मिलेगी", INTENT: "ask", "topic": "pmegp", "aspect": "benefit", "example_number": 2},
    {TEXT: "documents for registration", INTENT: "ask", "topic": "udyam", "aspect": "documents", "example_number": 3},
    {TEXT: "hi", INTENT: "greet", "example_number": 4},
    {TEXT: "পিএমইজিপি লোন", INTENT: "ask", "topic": "pmegp", "aspect": "what", "example_number": 5, ALIAS: "pmegp"},
]


def _augmented(**config: Any) -> list[dict[str, Any]]:
    augmenter = Augmenter({**Augmenter.get_default_config(), **config})
    data = TrainingData([Message(data=dict(row)) for row in ROWS])
    return [message.data for message in augmenter.process_training_data(data).training_examples]


def test_the_same_seed_gives_the_same_rows_and_another_seed_others() -> None:
    assert _augmented(slips=0.6, seed=7) == _augmented(slips=0.6, seed=7)
    assert _augmented(slips=0.6, seed=7) != _augmented(slips=0.6, seed=8)


def test_the_rows_of_people_stay_and_copies_keep_their_labels() -> None:
    rows = _augmented(slips=1.0)
    by_number = {row["example_number"]: row for row in ROWS}
    assert [row for row in rows if row in ROWS] == ROWS
    assert len(rows) > len(ROWS)
    for row in rows:
        source = by_number[row["example_number"]]
        for label in (INTENT, "topic", "aspect"):
            assert row.get(label) == source.get(label)


def test_a_copy_of_an_alias_is_no_alias() -> None:
    # Or a slip in a short name ("mudra", "murda") would make the name of a topic out of an ordinary word.
    assert [row[TEXT] for row in _augmented(slips=1.0) if ALIAS in row] == ["পিএমইজিপি লোন"]


NO_SLIPS = {"romanised": True, "slips": 0.0}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[TEXT])
def test_native_rows_get_a_romanised_copy(row: dict[str, Any]) -> None:
    native = dominant_script(row[TEXT]) in ("Beng", "Deva")
    copies = list(variants(row[TEXT], None, random.Random(1), NO_SLIPS))
    assert len(copies) == (1 if native else 0)
    assert all(copy.isascii() for copy in copies)
    if native:
        assert len(copies[0].split()) == len(row[TEXT].split())


def test_roman_rows_get_a_copy_in_another_spelling() -> None:
    copies = [list(variants("amar bhabishyat bhalo", "bn_roman", random.Random(n), NO_SLIPS)) for n in range(20)]
    assert all(len(copy) <= 1 for copy in copies)  # none, if it comes out as it was
    assert len({one for copy in copies for one in copy}) > 5
    assert list(variants("my future", "en", random.Random(1), NO_SLIPS)) == []


def test_nothing_is_romanised_when_switched_off() -> None:
    off = {"romanised": False, "slips": 0.0}
    assert list(variants("ব্যবসার জন্য", "bn", random.Random(1), off)) == []
    assert list(variants("amar bhabishyat", "bn_roman", random.Random(1), off)) == []


def test_slips_change_longer_words_a_little() -> None:
    rng = random.Random(3)
    changed = 0
    for text in ["documents for udyam registration", "ব্যবসার জন্য ভর্তুকি", "सब्सिडी कितनी मिलेगी मुझे"] * 100:
        before, after = text.split(" "), misspell(text, rng, 0.5).split(" ")
        assert len(before) == len(after)
        for old, new in zip(before, after, strict=True):
            if old == new:
                continue
            changed += 1
            assert len(old) >= 5
            assert abs(len(old) - len(new)) <= 1
            assert (old[0], new[-1]) == (new[0], old[-1]) or sorted(old) == sorted(new)
    assert 250 < changed < 700


@pytest.mark.parametrize("text", ["", "hi", "loan ki", "কী করব"])
def test_short_words_have_no_slips(text: str) -> None:
    assert misspell(text, random.Random(1), 1.0) == text


def test_messages_of_people_are_left_alone() -> None:
    messages = [Message(data={TEXT: "ব্যবসার জন্য লোন চাই"})]
    assert Augmenter(Augmenter.get_default_config()).process(messages) == messages
    assert messages[0].data == {TEXT: "ব্যবসার জন্য লোন চাই"}


# --- features


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("mudra", "মুদ্রা"),
        ("mudra", "मुद्रा"),
        ("bhortuki", "ভর্তুকি"),
        ("yojna", "योजना"),
        ("prokolpo", "প্রকল্প"),
        ("byabsa", "ব্যবসা"),
    ],
)
def test_native_and_romanised_spellings_share_their_keys(one: str, other: str) -> None:
    def keys(word: str) -> set[str]:
        return {feature for feature in word_features(word) if not feature.startswith(("w:", "l:"))}

    assert keys(one) == keys(other)
    assert f"m:{fold_medium(one)}" in keys(one)
    assert any(feature.startswith("l:") for feature in word_features(one))


@pytest.mark.parametrize(("one", "other"), [("p.m.e.g.p", "pmegp"), ("পি.এম.ই.জি.পি", "পিএমইজিপি"), ("e-way", "eway")])
def test_abbreviations_with_and_without_dots_have_the_same_features(one: str, other: str) -> None:
    assert features([one, "bill"]) == features([other, "bill"])
    assert features(["2.5"]) != features(["25"])


def test_different_words_do_not_share_their_features() -> None:
    assert not {f for f in word_features("subsidy") if f.startswith("m:")} & {f for f in word_features("documents")}


def test_neighbours_names_and_length_are_features() -> None:
    found = features(["loan", "চাই"], ["mudra"])
    assert {"2:^_ln", f"2:ln_{fold_medium('চাই')}", f"2:{fold_medium('চাই')}_$", "n:mudra", "len:2"} <= set(found)
    assert "n:none" not in found


@pytest.mark.parametrize(
    ("count", "length"), [(0, "1"), (1, "1"), (2, "2"), (3, "2"), (4, "3"), (7, "3"), (8, "4"), (40, "4")]
)
def test_length_classes(count: int, length: str) -> None:
    found = features(["x"] * count)
    assert [feature for feature in found if feature.startswith("len:")] == [f"len:{length}"]
    assert "n:none" in found


# --- vectors

DOCUMENTS = [["a", "b", "b"], ["a", "c"], ["a", "b"], ["d"]]


def test_rare_features_are_left_out_and_idf_follows_the_formula() -> None:
    vocabulary = Vocabulary.learn(count(DOCUMENTS), minimum=2)
    assert vocabulary.columns == {"a": 0, "b": 1}
    assert vocabulary.idf == pytest.approx([math.log(5 / 4) + 1, math.log(5 / 3) + 1])


def test_a_feature_counts_once_a_document_for_idf() -> None:
    assert Vocabulary.learn(count([["a"] * 9, ["b"]]), minimum=2).columns == {}


def test_weights_follow_the_formula() -> None:
    vocabulary = Vocabulary.learn(count(DOCUMENTS), minimum=1)
    row = vocabulary.rows(count([["b", "a", "b", "unknown"]])).toarray()[0]
    a, b = math.log(5 / 4) + 1, (1 + math.log(2)) * (math.log(5 / 3) + 1)
    expected = np.zeros(4)
    expected[vocabulary.columns["a"]], expected[vocabulary.columns["b"]] = a, b
    assert row == pytest.approx(expected / math.hypot(a, b), abs=1e-6)


def test_rows_have_length_one() -> None:
    rng = random.Random(5)
    vocabulary = Vocabulary.learn(count(DOCUMENTS), minimum=1)
    documents = [[*rng.choices("abcdxyz", k=rng.randrange(1, 12)), "a"] for _ in range(200)]
    lengths = np.sqrt(vocabulary.rows(count(documents)).power(2).sum(axis=1))
    assert lengths == pytest.approx(np.ones((200, 1)), abs=1e-5)


def test_unknown_features_are_ignored() -> None:
    vocabulary = Vocabulary.learn(count(DOCUMENTS), minimum=2)
    rows = vocabulary.rows(count([["a", "b"], ["a", "never", "b", "seen"], ["never"], []]))
    assert rows.shape == (4, 2)
    assert (rows[0] != rows[1]).nnz == 0
    assert rows[2].nnz == rows[3].nnz == 0
    assert np.isfinite(rows.toarray()).all()


def test_no_documents_give_no_rows() -> None:
    assert Vocabulary.learn(count(DOCUMENTS), minimum=1).rows(count([])).shape == (0, 4)


def test_parts_together_are_the_whole() -> None:
    whole = count(DOCUMENTS)
    parts = together([count(DOCUMENTS[:1]), count([]), count(DOCUMENTS[1:])])
    assert parts.features == whole.features
    assert (parts.matrix.toarray() == whole.matrix.toarray()).all()


@pytest.mark.parametrize("size", [0, 10, WORTH_IT + 1])
def test_work_in_parts_keeps_the_order(size: int) -> None:
    items = list(range(size))
    parts = in_parts(lambda part: [item * 2 for item in part], items)
    assert [item for part in parts for item in part] == [item * 2 for item in items]


def test_what_fails_in_a_part_is_raised() -> None:
    with pytest.raises(ZeroDivisionError):
        in_parts(lambda part: 1 // min(part), list(range(WORTH_IT + 1)))
