"""Several questions in one message: where it is cut, and when each part is answered."""

from __future__ import annotations

import random

import pytest

from rasa_project.components.choosing import chooses
from rasa_project.components.clauses import Clause, clauses
from rasa_project.components.decision import Context, Decision, Thresholds, decide
from rasa_project.components.several import SEVERAL, decide_several

LIMITS = Thresholds()
STRANGER = Context()


def rankings(topic: str, aspect: str, intent: str = "ask") -> dict[str, list[tuple[str, float]]]:
    return {
        "intent": [(intent, 0.95), ("greet", 0.02)],
        "topic": [(topic, 0.9), ("other", 0.05)],
        "aspect": [(aspect, 0.9), ("what", 0.05)],
    }


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("udyam kivabe korbo ar koto taka lagbe", ["udyam kivabe korbo", "ar koto taka lagbe"]),
        ("PMEGP documents? and how long does it take?", ["PMEGP documents?", "and how long does it take?"]),
        ("মুদ্রা লোন কী? কাগজ কী লাগে?", ["মুদ্রা লোন কী?", "কাগজ কী লাগে?"]),
        ("gst kaise banega aur kitna paisa lagega", ["gst kaise banega", "aur kitna paisa lagega"]),
        ("जीएसटी कैसे बनेगा और कितना लगेगा", ["जीएसटी कैसे बनेगा", "और कितना लगेगा"]),
        ("hello. pmegp ki", ["hello. pmegp ki"]),
        ("ami tailor ar amar dokan ache, loan pabo ki", ["ami tailor", "ar amar dokan ache, loan pabo ki"]),
        ("ami tailor", ["ami tailor"]),
        ("GST number ar composition duto i lagbe ki?", ["GST number", "ar composition duto i lagbe ki?"]),
        ("", [""]),
    ],
)
def test_cut_where_something_else_is_asked(text: str, parts: list[str]) -> None:
    assert [" ".join(part.text.split()) for part in clauses(text)] == parts


@pytest.mark.parametrize("seed", range(200))
def test_no_letter_is_lost(seed: int) -> None:
    rng = random.Random(seed)
    text = "".join(rng.choice("কী ki? ar aur. ,আর loan और\n।;5😀 ") for _ in range(rng.randrange(80)))
    assert sorted(filter(str.isalnum, "".join(part.text for part in clauses(text)))) == sorted(
        filter(str.isalnum, text)
    )


@pytest.mark.parametrize(
    "text", ["mudra ba pmegp", "mudra or pmegp which is better", "मुद्रा या पीएमईजीपी", "konta bhalo"]
)
def test_a_choice_is_no_list(text: str) -> None:
    assert chooses(text)


def test_a_list_is_no_choice() -> None:
    assert not chooses("mudra ar pmegp er kagoj")


def test_each_clause_is_answered() -> None:
    parts = [
        (rankings("udyam", "how-to-apply"), ["udyam"], Clause("", True, True)),
        (rankings("none", "cost"), [], Clause("", True, True)),
    ]
    whole = decide(parts[0][0], ["udyam"], STRANGER, LIMITS)
    got = decide_several(whole, parts, False, STRANGER, LIMITS)
    assert got is not None
    assert (got.intent, got.parts) == (SEVERAL, [["udyam", "how-to-apply"], ["udyam", "cost"]])


def test_what_stands_before_the_name_is_about_it_too() -> None:
    parts = [
        (rankings("none", "documents"), [], Clause("", True, True)),
        (rankings("pmegp", "time"), ["pmegp"], Clause("", True, True)),
    ]
    whole = decide(rankings("pmegp", "documents"), ["pmegp"], STRANGER, LIMITS)
    got = decide_several(whole, parts, False, STRANGER, LIMITS)
    assert got is not None and got.parts == [["pmegp", "documents"], ["pmegp", "time"]]


def test_a_greeting_before_a_question_is_no_question() -> None:
    parts = [
        (rankings("none", "what", "greet"), [], Clause("", True, True)),
        (rankings("pmegp", "time"), ["pmegp"], Clause("", True, True)),
    ]
    assert decide_several(Decision("ask", 0.9, "pmegp", "time"), parts, False, STRANGER, LIMITS) is None


def test_what_is_clear_is_answered_and_the_rest_asked_back() -> None:
    unclear = {**rankings("mudra", "what"), "topic": [("mudra", 0.38), ("ramp", 0.34), ("zed", 0.28)]}
    parts = [(rankings("pmegp", "time"), ["pmegp"], Clause("", True, True)), (unclear, [], Clause("", True, True))]
    got = decide_several(Decision("ask", 0.9, None, "time"), parts, False, STRANGER, LIMITS)
    assert got is not None
    assert (got.parts, got.candidates) == ([["pmegp", "time"]], ["mudra", "ramp", "zed"])
    assert decide_several(Decision("ask", 0.9, None, "time"), parts[1:] * 2, False, STRANGER, LIMITS) is None
    about_the_same = {**unclear, "topic": [("pmegp", 0.38), ("ramp", 0.34), ("zed", 0.28)]}
    parts[1] = (about_the_same, [], parts[1][2])
    assert decide_several(Decision("ask", 0.9, None, "time"), parts, False, STRANGER, LIMITS) is None


def test_the_same_asked_twice_is_one_question() -> None:
    parts = [
        (rankings("pmegp", "time"), ["pmegp"], Clause("", True, True)),
        (rankings("none", "time"), [], Clause("", True, True)),
    ]
    assert decide_several(Decision("ask", 0.9, "pmegp", "time"), parts, False, STRANGER, LIMITS) is None


def test_what_is_listed_shares_the_question() -> None:
    parts = [
        (rankings("gst", "what"), [], Clause("", False, True)),
        (rankings("composition", "eligibility"), [], Clause("", True, True)),
    ]
    whole = decide(parts[1][0], [], STRANGER, LIMITS)
    got = decide_several(whole, parts, False, STRANGER, LIMITS)
    assert got is not None and got.parts == [["gst", "eligibility"], ["composition", "eligibility"]]
    story = [(rankings("none", "what"), [], Clause("", False, True)), parts[1]]
    assert decide_several(whole, story, False, STRANGER, LIMITS) is None


def test_two_names_share_the_question_unless_it_is_a_choice() -> None:
    whole = Decision("unsure", 0.5, aspect="cost", candidates=["zed", "pmegp"], named=True)
    got = decide_several(whole, [], False, STRANGER, LIMITS)
    assert got is not None and got.parts == [["zed", "cost"], ["pmegp", "cost"]]
    assert decide_several(whole, [], True, STRANGER, LIMITS) is None
    assert (
        decide_several(Decision("unsure", 0.5, aspect="cost", candidates=["a", "b"]), [], False, STRANGER, LIMITS)
        is None
    )
