""" "Show my registration": what is looked up, who may see it, and how it reads in three languages."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from bot.channels.base import Outgoing
from bot.conversation import fills, wishes
from bot.conversation.engine import Say
from bot.conversation.registration_data import MOST
from bot.conversation.reply import Composer
from bot.conversation.state import State
from bot.db.session import Database
from bot.knowledge.library import Content, read
from bot.services import contacts, numbers, workers
from bot.services.workers import Registration, Trade
from bot.settings import get_settings
from tests.surroundings import around
from tests.unit.conversation.training import classes

NOW = dt.datetime(2026, 11, 22, 20, 0, tzinfo=dt.UTC)  # the 23rd in India
FULL = Registration(
    "Rahim Sheikh", "+919830012345", "malda", (Trade("mason"), Trade("?", "patal mistri")), place="Kaliachak",
    wants=frozenset({"work", "loan"}), experience=75, last_place="Kochi", last_state="kerala", age=34, gender="man",
    education="class_8", tools="trowel", bank=True, eshram=False, language="bn",
)  # fmt: skip


@pytest.fixture(scope="session")
def real() -> Content:
    return read(get_settings().content_dir)


def person(database: Database, sender: str = "1") -> str:
    with database.session() as session:
        return contacts.find_or_create(session, "telegram", sender, NOW).id


def enter(database: Database, contact: str, entry: Registration = FULL, **more: Any) -> str:
    with database.session() as session:
        return workers.register(session, entry, NOW, contact_id=contact, **more).number


def shown(
    database: Database, real: Content, contact: str, language: Any = "en", key: str = "registration"
) -> list[Outgoing]:
    with database.session() as session:
        said = fills.filled(session, contact, [Say(key)], NOW, around())
    return Composer(real, NOW.date()).compose(said, language, State())


def press(database: Database, contact: str, payload: str) -> Say | None:
    with database.session() as session:
        return wishes.by_payload(session, contact, payload, NOW, around())


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Kaliachak, Malda", "Mason, patal mistri", "6 years 3 months", "Kochi, Kerala", "23 November 2026"]),
        ("bn", ["মালদা", "রাজমিস্ত্রি, patal mistri", "৬ বছর ৩ মাস", "কেরল", "২৩ নভেম্বর ২০২৬", "৩৪"]),
        ("hi", ["मालदा", "patal mistri", "6 साल 3 महीने", "केरल", "23 नवंबर 2026"]),
    ],
)
def test_everything_but_the_number_is_shown(database: Database, real: Content, language: Any, words: list[str]) -> None:
    me = person(database)
    number = enter(database, me)
    (reply,) = shown(database, real, me, language)
    assert numbers.shown(number) in reply.text and "98xxxxxx45" in reply.text
    assert "98300" not in reply.text and "{" not in reply.text
    assert [word for word in words if word not in reply.text] == []
    assert [button.payload for button in reply.buttons] == ["tool:worker", f"reg:card:{number.lower()}", "me:erase"]
    assert all(len(button.title) <= 20 for button in reply.buttons)


def test_what_was_not_said_has_no_line(database: Database, real: Content) -> None:
    me = person(database)
    enter(database, me, Registration("Rahim", "+919830012345", "malda", (Trade("mason"),)))
    (reply,) = shown(database, real, me)
    assert len(reply.text.splitlines()) == 6  # head, name, mobile, district, work, state
    assert "None" not in reply.text and ": \n" not in reply.text


def test_who_is_not_registered_is_told_how(database: Database, real: Content) -> None:
    (reply,) = shown(database, real, person(database))
    assert [button.payload for button in reply.buttons] == ["tool:worker", "menu"]


@pytest.mark.parametrize("count", [2, MOST, MOST + 3])
def test_several_are_a_list(database: Database, real: Content, count: int) -> None:
    helper = person(database)
    for number in range(count):
        entry = Registration(f"Person {number}", "+919830012345", "malda", (Trade("mason"),))
        enter(database, helper, entry, role="helper")
    (reply,) = shown(database, real, helper)
    assert len(reply.buttons) == min(count, MOST) and str(count) in reply.text
    assert ("latest" in reply.text) == (count > MOST)
    one = press(database, helper, reply.buttons[0].payload)
    assert one is not None and one.key == "registration_shown"
    (whole,) = Composer(real, NOW.date()).compose([one], "en", State())
    change = whole.buttons[0].payload
    assert change.startswith("set:worker:edit:wb") and len(change.encode()) <= 64
    assert "me:erase" not in [button.payload for button in whole.buttons]


@pytest.mark.parametrize("language", ["bn", "hi", "en"])
def test_the_card_by_its_button(database: Database, real: Content, language: Any) -> None:
    me = person(database)
    number = enter(database, me)
    said = press(database, me, f"reg:card:{number.lower()}")
    assert said is not None
    (reply,) = Composer(real, NOW.date()).compose([said], language, State())
    assert reply.document is not None
    assert (reply.document.name, reply.document.mime) == (f"{numbers.shown(number)}.png", "image/png")


def test_the_card_has_no_telephone(database: Database, real: Content, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    monkeypatch.setattr(
        "bot.conversation.card.draw", lambda title, rows, note: drawn.append(f"{title} {rows} {note}") or b"png"
    )
    me = person(database)
    said = press(database, me, f"reg:card:{enter(database, me).lower()}")
    assert said is not None
    Composer(real, NOW.date()).compose([said], "en", State())
    (card,) = drawn
    assert "98" not in card and "xxxx" not in card
    assert [
        part for part in ("Rahim Sheikh", "Mason, patal mistri", "Malda", "23 November 2026") if part not in card
    ] == []


def test_a_stranger_sees_nothing(database: Database) -> None:
    number = enter(database, person(database)).lower()
    stranger = person(database, "2")
    for payload in (f"reg:show:{number}", f"reg:card:{number}", "reg:show:wb123456784"):
        said = press(database, stranger, payload)
        assert said is not None and (said.key, said.values) == ("registration_none", {})
    with database.session() as session:
        (filled,) = fills.filled(session, stranger, [Say("registration_saved", {"number": number})], NOW, around())
    assert filled == Say("registration_none")


@pytest.mark.parametrize("payload", ["reg:show:1", "reg:drop:wb123456784", "reg:show:WB123456784 ", "me:card"])
def test_other_buttons_are_left_alone(database: Database, payload: str) -> None:
    assert press(database, person(database), payload) is None


def test_an_entry_from_a_list_says_that_it_waits(database: Database, real: Content) -> None:
    me = person(database)
    with database.session() as session:
        listed = workers.register(session, FULL, NOW, source="import", status="unconfirmed")
        workers.link(session, listed.worker_id, me, "self", NOW)
    (reply,) = shown(database, real, me)
    assert "waits for your yes" in reply.text


@pytest.mark.parametrize(("language", "condition"), [("en", "18"), ("bn", "১৮"), ("hi", "18")])
def test_a_scheme_that_fits_says_what_else_must_hold(
    database: Database, real: Content, language: Any, condition: str
) -> None:
    contact = person(database)
    values = {"number": enter(database, contact), "fits": ["pm-vishwakarma"], "portals": ["e-shram"], "updates": False}
    with database.session() as session:
        said = fills.filled(session, contact, [Say("registration_follows", values)], NOW, around())
    (message,) = Composer(real, NOW.date()).compose(said, language, State())
    line = next(line for line in message.text.split("\n") if real.topics["pm-vishwakarma"].title[language] in line)
    assert condition in line.removeprefix(f"• {real.topics['pm-vishwakarma'].title[language]}")


@pytest.mark.parametrize("language", ["en", "bn", "hi"])
def test_trainings_of_the_district_are_named_where_there_are_any(
    database: Database, real: Content, language: Any
) -> None:
    contact = person(database)
    values = {"number": enter(database, contact), "fits": [], "portals": ["e-shram"], "updates": False}

    def follows() -> Outgoing:
        with database.session() as session:
            said = fills.filled(session, contact, [Say("registration_follows", values)], NOW, around())
        return Composer(real, NOW.date()).compose(said, language, State())[0]

    before = follows()
    assert "tool:training" not in [button.payload for button in before.buttons]
    classes.programme(database)
    after = follows()
    assert "tool:training" in [button.payload for button in after.buttons]
    button = real.buttons["training"].text[language]
    assert button in after.text and button not in before.text


def test_the_question_about_erasing_stands_alone(real: Content) -> None:
    """In the middle of a form a plain yes must mean this question, and nothing else."""
    state = State()
    said = [Say("erase_ask"), Say("form_ask_worker_name")]
    messages = Composer(real, NOW.date()).compose(said, "en", state)
    assert len(messages) == 1 and state.confirms == "me:erase:yes" and not state.asking
