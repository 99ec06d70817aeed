"""A plain yes or no below a question about a place: it counts where the question has exactly these two answers."""

from __future__ import annotations

import pytest

from bot.conversation.training.plain import meant

ONE, OTHER = "a" * 32, "b" * 32
OFFER = [("Yes, I will come", f"train:offer:{ONE}:yes"), ("No", f"train:offer:{ONE}:no")]
DROP = [
    ("Yes, give it up", f"train:dropped:{ONE}"), ("Keep my seat", f"train:keep:{ONE}"), ("Date", f"train:other:{ONE}"),
]  # fmt: skip
CLASH = [("Enrol all the same", f"train:both:{ONE}"), ("Leave it", f"train:leave:{ONE}")]
INSTEAD = [("This day instead", f"train:swap:{ONE}"), ("Leave it", f"train:leave:{ONE}")]


@pytest.mark.parametrize("text", ["yes", "Yes!", "হ্যাঁ", "haan", "ठीक है", "ok", "ha"])
@pytest.mark.parametrize("offered", [OFFER, DROP, CLASH, INSTEAD, OFFER * 2])
def test_yes(text: str, offered: list[tuple[str, str]]) -> None:
    assert meant(text, offered) == offered[0][1]


@pytest.mark.parametrize("text", ["no", "না", "nahi", "रहने दो", "thak"])
@pytest.mark.parametrize("offered", [OFFER, DROP, CLASH, INSTEAD])
def test_no(text: str, offered: list[tuple[str, str]]) -> None:
    assert meant(text, offered) == offered[1][1]


@pytest.mark.parametrize("text", ["", "yes but later", "delete", "মুছে দিন", "GST", "stop"])
def test_nothing_else_is_an_answer(text: str) -> None:
    assert meant(text, OFFER) is None


@pytest.mark.parametrize(
    "offered",
    [
        [],
        [("GST", f"train:see:{ONE}")],
        [("1", f"train:swap:{ONE}"), ("2", f"train:swap:{OTHER}")],
        [*OFFER, ("Yes, I will come", f"train:offer:{OTHER}:yes"), ("No", f"train:offer:{OTHER}:no")],
    ],
)
def test_where_there_is_no_such_question_or_two_it_means_nothing(offered: list[tuple[str, str]]) -> None:
    assert meant("yes", offered) is None and meant("no", offered) is None
