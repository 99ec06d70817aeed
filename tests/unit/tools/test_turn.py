"""One message through a tool."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from bot.tools import turn
from bot.tools.base import Ask, Choice, Context, Heard, Known, Said, Tool
from bot.tools.turn import Session


class Colours(Tool):
    """Asks for a colour and a number up to ten."""

    id = "colours"
    intent = "use_colours"

    def read(self, text: str, asked: str | None, known: Known, heard: Heard) -> Mapping[str, Any]:
        found: dict[str, Any] = {"colour": None} if text == "skip" and asked == "colour" else {}
        for word in text.split():
            if word in ("red", "blue"):
                found["colour"] = word
            elif word.isdigit() and asked == "number":
                found["number"] = int(word)
        return found

    def choices(self, slot: str) -> tuple[Choice, ...]:
        return (Choice("red", "colours.red"),) if slot == "colour" else ()

    def next(self, known: Known, context: Context) -> Ask | None:
        return next((self.ask(slot) for slot in ("colour", "number") if slot not in known), None)

    def complaint(self, slot: str, value: Any, known: Known) -> str | None:
        return "colours_number_impossible" if slot == "number" and value > 10 else None

    def result(self, known: Known, context: Context) -> list[Said]:
        return [("colours_result", dict(known))]


TOOL = Colours()
NOT_UNDERSTOOD = [("form_not_understood", {})]
ASKED_COLOUR = Session(asked=("colour",))
ASKED_NUMBER = Session({"colour": "red"}, ("colour", "number"))


@pytest.mark.parametrize(
    ("session", "text", "intent", "known", "said", "taken"),
    [
        (Session(), "red please", "use_colours", {"colour": "red"}, [], True),
        (Session(), "something", "use_colours", {}, [], True),
        (ASKED_COLOUR, "red", "ask", {"colour": "red"}, [], True),
        (ASKED_COLOUR, "skip", "nlu_fallback", {"colour": None}, [], True),
        (ASKED_COLOUR, "skip", "ask", {"colour": None}, [], True),
        (ASKED_COLOUR, "mumble", "nlu_fallback", {}, NOT_UNDERSTOOD, True),
        (ASKED_COLOUR, "mumble", "use_colours", {}, [], True),  # the wish again: the question again
        (ASKED_COLOUR, "no, leave it", "deny", {}, [], False),
        (ASKED_COLOUR, "thanks", "thanks", {}, [], False),
        (ASKED_COLOUR, "what papers for red paint", "ask", {}, [], False),
        (ASKED_COLOUR, "what is red", "ask", {"colour": "red"}, [], True),  # too short to be sure
        (ASKED_NUMBER, "7", "nlu_fallback", {"colour": "red", "number": 7}, [], True),
        (ASKED_NUMBER, "no blue", "deny", {"colour": "blue"}, [], True),
        (ASKED_NUMBER, "70", "nlu_fallback", {"colour": "red"}, [("colours_number_impossible", {})], True),
        (ASKED_NUMBER, "blue 70", "ask", {"colour": "blue"}, [("colours_number_impossible", {})], True),
    ],
)
def test_hear(
    context: Context, session: Session, text: str, intent: str, known: dict[str, Any], said: list[Said], taken: bool
) -> None:
    step = turn.hear(TOOL, session, text, Heard(context, intent, "en", own=intent == TOOL.intent))
    assert (step.said, step.taken) == (said, taken)
    assert step.session.known == known
    assert step.session.asked == session.asked


@pytest.mark.parametrize(
    ("slot", "value", "known"),
    [("colour", "red", {"colour": "red"}), ("colour", "green", {}), ("size", "red", {})],
)
def test_press(context: Context, slot: str, value: str, known: dict[str, Any]) -> None:
    step = turn.press(TOOL, Session(), slot, value, context)
    assert (step.session.known, step.said, step.taken) == (known, [], True)


def test_a_session_goes_through_the_engine_and_back() -> None:
    session = Session({"colour": "red"}).asking("colour").asking("number").asking("number")
    assert session.asked == ("colour", "number")
    assert Session.load(session.dump()) == session


@pytest.mark.parametrize("stored", [None, "", [], {}, {"known": 3}, {"asked": ["colour"]}])
def test_what_is_no_session_is_a_fresh_one(stored: Any) -> None:
    assert Session.load(stored) == Session()


def test_question_and_result(context: Context) -> None:
    ask = turn.following(TOOL, Session(), context)
    assert ask == Ask("colour", "form_ask_colours_colour", (Choice("red", "colours.red"),))
    done = Session({"colour": "red", "number": 1})
    assert turn.following(TOOL, done, context) is None
    assert turn.outcome(TOOL, done, context) == [("colours_result", {"colour": "red", "number": 1})]
