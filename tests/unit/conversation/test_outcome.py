"""What a turn counts as."""

from __future__ import annotations

import pytest

from bot.conversation.engine import Say
from bot.conversation.outcome import counted, outcome
from bot.conversation.understanding import Understood
from bot.knowledge.library import Library
from bot.services.tallies import OUTCOMES
from bot.settings import get_settings

TOPICS = {"pmegp", "udyam"}


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (["answer"], "answered"), (["more"], "answered"), (["term"], "answered"), (["office_result"], "answered"),
        (["language_neighbour", "answer"], "answered"), (["unclear", "answer"], "answered"),
        (["unclear"], "asked_back"), (["search_choices"], "asked_back"), (["ask_back"], "asked_back"),
        (["which_topic"], "asked_back"), (["decline"], "declined"), (["language_unreadable"], "declined"),
        (["person_noted"], "handed_over"), (["handover_passed_on"], "handed_over"),
        (["form_ask_worker_name"], "tool"), (["emi_result"], "tool"), (["finder_result"], "tool"),
        (["gst_tax_price_impossible"], "tool"), (["registration_saved"], "tool"), (["need_posted"], "tool"),
        (["form_ask_training_place"], "training"), (["training_list"], "training"), (["quiz_question"], "training"),
        (["here_marked"], "training"), (["mentor_noted"], "training"), (["desk_sessions"], "training"),
        (["engine_down"], "failed"), (["internal_error"], "failed"), (["greeting"], "other"), (["menu_gst"], "other"),
        (["stopped"], "other"), ([], "other"),
    ],
)  # fmt: skip
def test_outcomes(keys: list[str], expected: str) -> None:
    assert outcome(keys) == expected


def test_every_message_of_the_content_counts_as_something() -> None:
    found = {outcome([key]) for key in Library(get_settings().content_dir).content().messages}
    assert found <= set(OUTCOMES) and {"tool", "training", "declined", "asked_back", "handed_over", "other"} <= found


def test_the_topic_is_that_of_the_answer() -> None:
    typed = Understood("hi", text="pmegp", register="hi_roman")
    about = counted(typed, [Say("answer", {"topic": "pmegp"})], "udyam", TOPICS)
    assert (about.language, about.register, about.topic, about.outcome) == ("hi", "hi_roman", "pmegp", "answered")


def test_what_goes_on_about_the_last_answer_has_its_topic() -> None:
    pressed = Understood("bn", payload="more")
    assert counted(pressed, [Say("more")], "udyam", TOPICS).topic == "udyam"
    assert counted(pressed, [Say("more")], "udyam", TOPICS).register == "button"
    assert counted(pressed, [Say("greeting")], "udyam", TOPICS).topic == ""


@pytest.mark.parametrize("topic", ["9830012345", "a" * 500, None, {"x": 1}])
def test_nothing_but_a_topic_is_kept_as_one(topic: object) -> None:
    typed = Understood("bn", text="x", register="bn")
    assert counted(typed, [Say("answer", {"topic": topic})], None, TOPICS).topic == ""


def test_several_answers_count_for_the_first_topic() -> None:
    typed = Understood("bn", text="x", register="bn")
    said = [Say("answers", {"parts": [["udyam", "what"], ["pmegp", "cost"]]})]
    assert counted(typed, said, None, TOPICS).topic == "udyam"
