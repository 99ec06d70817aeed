"""Message templates: the form of a file, what the check finds in it, how its places are filled, and those there are."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.conversation import payloads
from bot.knowledge.check import check
from bot.knowledge.check_templates import TTL, TemplatesCheck
from bot.knowledge.library import Content, ContentError, Library, read
from bot.knowledge.lines import Located
from bot.knowledge.model import LANGUAGES
from bot.knowledge.problems import Problem, Spot
from bot.knowledge.templates import ParametersError, Template, one_line, parse, pieces, places
from bot.settings import ROOT

WORDS = "Please note that your session {{1}} is on {{2}} in the hall of the block office."


def written(one: dict[str, Any]) -> str:
    """As YAML, without parts that refer to others."""
    return yaml.safe_dump(json.loads(json.dumps(one)), allow_unicode=True, sort_keys=False)


def three(text: str, **other: str) -> dict[str, str]:
    return {"en": text, "bn": text, "hi": text} | other


def named(*names: str) -> list[dict[str, Any]]:
    return [{"name": name, "example": three(name.upper())} for name in names]


def template(**changes: Any) -> dict[str, Any]:
    data: dict[str, Any] = {
        "name": "notice", "category": "utility", "purpose": "service", "parameters": named("title", "day"),
        "text": three(WORDS),
    }  # fmt: skip
    return data | changes


def checked(*templates: dict[str, Any], file: str = "") -> list[Problem]:
    """What is wrong in the files of these templates."""
    kept = TemplatesCheck()
    spots = [Spot(Path(f"{file or one['name']}.yml"), Located(written(one))) for one in templates]
    return [problem for spot in spots for problem in kept.problems(spot)]


# The form


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "Notice"},
        {"name": "notice-two"},
        {"name": "n" * 65},
        {"category": "authentication"},
        {"purpose": "reply"},
        {"ttl_seconds": 0},
        {"ttl_seconds": -1},
        {"text": {"en": "only one"}},
        {"text": three(WORDS, hi="  ")},
        {"parameters": [{"name": "title"}]},
        {"parameters": [{"name": "Title", "example": three("x")}]},
        {"buttons": [{"title": three("Yes")}]},
        {"buttons": [{"title": three("Yes"), "payload": "two words"}]},
        {"buttons": [{"title": three("Yes"), "payload": "p" * 65}]},
        {"link": {"title": three("Open"), "url": "http://example.org/"}},
        {"link": {"title": three("Open"), "url": "https://example.org/{{1}}"}},
        {
            "buttons": [{"title": three("Yes"), "payload": "start"}],
            "link": {"title": three("O"), "url": "https://x.in"},
        },
        {"header": three("Namaskar")},
    ],
    ids=str,
)
def test_what_the_schema_refuses(changes: dict[str, Any]) -> None:
    assert parse(template())
    with pytest.raises(ValidationError):
        parse(template(**changes))


def test_an_empty_file_is_no_template() -> None:
    with pytest.raises(ValidationError):
        parse(None)


# What WhatsApp would refuse

TITLES = [{"title": three(f"Choice {number}"), "payload": "menu"} for number in range(11)]
MANY = "word " * 30

BAD = [
    ({"text": three(WORDS, bn=WORDS.replace("{{1}}", "{{১}}"))}, "text", "{{১}} is no place of a template"),
    ({"text": three(WORDS.replace("{{1}}", "{{ 1 }}"))}, "text", "{{ 1 }} is no place of a template"),
    ({"text": three(WORDS.replace("{{1}}", "{1}"))}, "text", "{1} is no place of a template"),
    ({"text": three(WORDS.replace("{{1}}", "{{title}}"))}, "text", "{{title}} is no place of a template"),
    ({"text": three(WORDS.replace("{{1}}", "{{{1}}}"))}, "text", "{{{1}}} is no place of a template"),
    ({"text": three(WORDS.replace("{{1}}", "{{0}}"))}, "text", "{{0}} is no place of a template"),
    ({"text": three(WORDS.replace("{{1}}", "{{1}"))}, "text", "{{1} is no place of a template"),
    ({"text": three(WORDS + " }")}, "text", "} is no place of a template"),
    ({"text": three(WORDS.replace("{{2}}", "{{3}}"))}, "text", "has the places {{1}}, {{3}}, the parameters are 2"),
    ({"text": three(WORDS.replace("{{2}}", "{{1}}"))}, "text", "has the places {{1}}, {{1}}, the parameters are 2"),
    ({"text": three(WORDS, hi="कुछ भी नहीं")}, "text", "text.hi has the places none, the parameters are 2"),
    ({"parameters": []}, "text", "has the places {{1}}, {{2}}, the parameters are 0"),
    ({"text": three("{{1}} is what we have to tell you today about the day {{2}} of it.")}, "text", "begins or ends"),
    ({"text": three("… {{1}} is what we have to tell you today about the day {{2}} of it.")}, "text", "begins or ends"),
    ({"text": three("What we have to tell you today about the session {{1}} is the day: {{2}}.")}, "text", "begins or"),
    ({"text": three("What we have to tell you today is {{1}}{{2}} about the session.")}, "text", "two places side by"),
    ({"text": three("What we have to tell you today is {{1}} {{2}} about the session.")}, "text", "two places side by"),
    ({"text": three("We say {{1}}, then {{2}} too.")}, "text", "has 6 words for 2 places"),
    ({"text": three(f"{WORDS} {'x' * 1024}")}, "text", "characters, at most 1024"),
    ({"text": three(WORDS + "\n\n\nMore")}, "text", "three line breaks in a row"),
    ({"text": three(WORDS + "     More")}, "text", "five spaces"),
    ({"text": three(WORDS + " 5 days", bn=WORDS + " ৬ দিন")}, "text", "numbers differ between en and bn: 5, 6"),
    ({"text": three(WORDS + " It gives ₹500.")}, "text", "figure written by hand"),
    ({"parameters": [*named("title"), {"name": "day", "example": three("x" * 1000)}]}, "parameters", "at most 1024"),
    ({"parameters": [*named("title"), {"name": "day", "example": three("a\nb")}]}, "parameters", "line break"),
    ({"parameters": named("title", "title")}, "parameters", "parameter title stands twice"),
    ({"footer": three("f" * 61)}, "footer", "footer has 61 characters, at most 60"),
    ({"footer": three("To stop: {{1}}")}, "footer", "a place"),
    ({"footer": three("*STOP*")}, "footer", "a sign for bold letters"),
    ({"footer": three("Thanks 🙏")}, "footer", "an emoji"),
    ({"footer": three("24 hours", hi="48 घंटे")}, "footer", "footer: numbers differ between en and hi"),
    ({"buttons": [{"title": three("t" * 26), "payload": "menu"}]}, "buttons", "has 26 characters, at most 25"),
    ({"buttons": [{"title": three("{{1}}"), "payload": "menu"}]}, "buttons", "a place"),
    ({"buttons": TITLES}, "buttons", "11 buttons, at most 10"),
    ({"buttons": [TITLES[0], {**TITLES[1], "title": three("Other", bn="Choice 0")}]}, "buttons", "two buttons are"),
    ({"link": {"title": three("t" * 26), "url": "https://x.in"}}, "link", "has 26 characters, at most 25"),
    ({"ttl_seconds": 29}, "ttl_seconds", "ttl_seconds is 29, for utility 30 to 43200"),
    ({"ttl_seconds": 43_201}, "ttl_seconds", "ttl_seconds is 43201, for utility 30 to 43200"),
    ({"category": "marketing"}, "category", "category marketing does not fit purpose service"),
    ({"category": "marketing", "purpose": "reminders"}, "category", "marketing does not fit purpose reminders"),
    ({"purpose": "announcements"}, "category", "category utility does not fit purpose announcements"),
    (
        {"category": "marketing", "purpose": "announcements", "ttl_seconds": 43_199},
        "ttl_seconds",
        "for marketing 43200 to 2592000",
    ),
]


@pytest.mark.parametrize(("changes", "part", "says"), BAD, ids=[says for _, _, says in BAD])
def test_bad_templates(changes: dict[str, Any], part: str, says: str) -> None:
    bad = template(**changes)
    found = checked(bad)
    assert found and any(says in problem.message for problem in found), [str(problem) for problem in found]
    lines = written(bad).splitlines()
    start = next(number for number, line in enumerate(lines, 1) if line.startswith(f"{part}:"))
    end = next((n for n, line in enumerate(lines, 1) if n > start and re.match(r"[a-z]", line)), len(lines) + 1)
    for problem in found:
        assert problem.file.name == "notice.yml" and problem.mend
        assert start <= problem.line < end


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"text": three(WORDS, hi=WORDS.replace("{{1}}", "{{x}}").replace("{{2}}", "{{1}}").replace("{{x}}", "{{2}}"))},
        {"parameters": [], "text": three("An answer is here for you. Write a word to read it.")},
        {"text": three(f"{WORDS} {'x' * (1024 - len(WORDS) - 1)}"), "parameters": [
            {"name": "title", "example": three("abcde")}, {"name": "day", "example": three("abcde")}]},
        {"footer": three("f" * 60), "buttons": TITLES[:10]},
        {"buttons": [{"title": three("t" * 25), "payload": "menu"}]},
        {"link": {"title": three("Open"), "url": "https://example.org/page?a=1"}},
        {"ttl_seconds": 30},
        {"ttl_seconds": 43_200},
        {"category": "marketing", "purpose": "announcements", "ttl_seconds": 2_592_000},
    ],
    ids=str,
)  # fmt: skip
def test_sound_templates(changes: dict[str, Any]) -> None:
    assert [str(problem) for problem in checked(template(**changes))] == []


def test_a_template_missing_in_one_language_names_the_line() -> None:
    (problem,) = checked(template(text={"en": WORDS, "bn": WORDS}))
    assert (problem.message, problem.mend, problem.line) == ("text.hi is missing", "add text.hi", 15)


def test_the_file_has_the_name_of_the_template() -> None:
    (problem,) = checked(template(), file="other")
    assert problem.message == "name is notice, the file is other.yml"


def test_the_same_text_twice() -> None:
    (problem, *others) = checked(template(), template(name="other", text=three(WORDS, bn=WORDS + "!", hi=WORDS + "?")))
    assert problem.message == "the same text as notice" and problem.file.name == "other.yml" and not others


def test_the_check_of_the_content_reads_them(
    tmp_path: Path, write_content: Callable[..., Path], topic_data: Callable[..., dict[str, Any]]
) -> None:
    folder = write_content(tmp_path, topic_data()) / "templates"
    folder.mkdir()
    for one in (template(), template(name="other", ttl_seconds=5)):
        (folder / f"{one['name']}.yml").write_text(written(one), encoding="utf-8")
    same, same_bn, same_hi, ttl = sorted(check([folder], tmp_path), key=lambda problem: problem.message)
    assert ttl.message.startswith("ttl_seconds is 5") and ttl.file == folder / "other.yml"
    assert {one.message for one in (same, same_bn, same_hi)} == {"the same text as notice"}


def test_a_broken_one_keeps_the_last_good_content(
    tmp_path: Path, write_content: Callable[..., Path], topic_data: Callable[..., dict[str, Any]]
) -> None:
    folder = write_content(tmp_path, topic_data())
    file = folder / "templates" / "notice.yml"
    file.parent.mkdir()
    file.write_text(written(template()), encoding="utf-8")
    now = 0.0
    library = Library(folder, lambda: now)
    assert library.content().templates["notice"].purpose == "service"
    file.write_text(written(template(purpose="nothing")), encoding="utf-8")
    with pytest.raises(ContentError, match=r"notice\.yml: purpose"):
        read(folder)
    now = 10.0
    assert library.content().templates["notice"].purpose == "service"
    file.unlink()  # messages that wait may need it
    now = 20.0
    assert "notice" in library.content().templates


# Filling


def test_places_are_filled_in_each_languages_order() -> None:
    swapped = "On {{2}} there is the session {{1}} in the hall of the block office."
    made = parse(template(text=three(WORDS, bn=swapped), footer=three("To stop, write STOP")))
    assert made.body("bn", ["ONDC", "5 May"]) == "On 5 May there is the session ONDC in the hall of the block office."
    assert made.filled("en", ("ONDC", "5 May")) == (
        "Please note that your session ONDC is on 5 May in the hall of the block office.\n\nTo stop, write STOP"
    )


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ([], "notice takes 2 values (title, day), not 0: give one for each"),
        (["a"], "takes 2 values (title, day), not 1"),
        (["a", "b", "c"], "takes 2 values (title, day), not 3"),
        (["a", " "], "value 2 (day) is empty"),
        (["a\nb", "c"], "value 1 (title) has a line break"),
        (["a\tb", "c"], "value 1 (title) has a line break, a tab"),
        (["a     b", "c"], "many spaces"),
        (["a", "b" * 1000], "notice has 1071 characters with these values, at most 1024"),
    ],
)
def test_wrong_parameter_count_and_values_that_whatsapp_refuses(values: list[str], says: str) -> None:
    with pytest.raises(ParametersError) as told:
        parse(template()).filled("en", values)
    assert says in str(told.value)


def test_without_places_no_value_is_taken() -> None:
    made = parse(template(parameters=[], text=three("An answer is here.")))
    assert made.filled("hi", ()) == "An answer is here."
    with pytest.raises(ParametersError, match=r"takes 0 values \(none\), not 1"):
        made.filled("hi", ("x",))


@given(st.lists(st.text(min_size=1, max_size=40), min_size=2, max_size=2))
def test_any_text_becomes_a_value_in_one_line_and_stands_in_its_place(values: list[str]) -> None:
    lines = [one_line(value) for value in values]
    made = parse(template())
    if all(lines):
        before, between, after = pieces(WORDS)
        assert made.body("en", lines) == before + lines[0] + between + lines[1] + after
    else:
        with pytest.raises(ParametersError):
            made.body("en", lines)


@given(st.text())
def test_places_and_pieces_are_the_whole_text(text: str) -> None:
    found, between = places(text), pieces(text)
    assert len(between) == len(found) + 1
    rest = [f"{{{{{number}}}}}{piece}" for number, piece in zip(found, between[1:], strict=True)]
    assert between[0] + "".join(rest) == text


# Those that there are


@pytest.fixture(scope="module")
def real() -> Content:
    return read(ROOT / "content")


NEEDED = {
    "session_reminder": "reminders", "session_changed": "service", "registration_confirm": "service",
    "session_soon": "reminders", "session_begins": "reminders", "session_link": "reminders",
    "session_cancelled": "service", "session_place_free": "service", "training_digest": "service",
    "announcement_general": "announcements", "announcement_scheme": "announcements", "handover_answer": "service",
    "welcome_back": "service", "feedback_request": "service", "assessment_due": "reminders",
    "work_offer": "service", "need_news": "service", "need_introduction": "service",
    "loan_update": "service", "mentor_news": "service", "certificate_ready": "service",
}  # fmt: skip


def test_the_templates_of_the_product(real: Content) -> None:
    assert {name: one.purpose for name, one in real.templates.items()} == NEEDED


@pytest.mark.parametrize("name", NEEDED)
def test_each_reads_whole_in_each_language(real: Content, name: str) -> None:
    made: Template = real.templates[name]
    for language in LANGUAGES:
        text = made.filled(language, made.examples(language))
        assert "{" not in text and "  " not in text
        digits = {"bn": "[0-9०-९]", "hi": "[০-৯०-९]", "en": "[০-৯०-९]"}[language]
        assert not re.search(digits, text), "numbers stand in the reader's digits"
    assert made.category == ("marketing" if made.purpose == "announcements" else "utility")
    if made.ttl_seconds is not None:
        assert TTL[made.category][0] <= made.ttl_seconds <= TTL[made.category][1]


def test_every_button_is_understood_when_it_is_pressed(real: Content) -> None:
    pressed = [button.payload for one in real.templates.values() for button in one.buttons]
    # Before it is sent, the person's id is put between these two words (tests/contract/test_worker_entries.py).
    of_entries = {payload for payload in pressed if payload.startswith("entry:")}
    assert of_entries == {"entry:yes", "entry:no", "entry:notice"}
    # Those of the gateway's own flows never reach the engine (bot/conversation/wishes.py).
    own = {"quiz:mine", "mentor:mine"}
    others = [payload for payload in pressed if payload not in of_entries | own]
    assert others and all(payloads.parse(payload, real.topics) is not None for payload in others)


def test_reminders_do_not_outlive_their_use_and_every_announcement_says_how_to_stop(real: Content) -> None:
    assert real.templates["session_reminder"].ttl_seconds == 6 * 3600
    for one in real.templates.values():
        if one.purpose == "announcements":
            footer = one.footer is not None and "STOP" in one.footer.en
            assert footer or any(button.payload == "stop" for button in one.buttons)
