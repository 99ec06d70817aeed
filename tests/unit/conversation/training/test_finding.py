"""Finding a training: the list, what is offered where there is none, one of them with all that is known."""

from __future__ import annotations

import pytest

from bot.channels.base import Outgoing
from bot.conversation.training.finding import Wanted
from bot.db.models import TrainingSession
from bot.knowledge.library import Library
from bot.language import LanguageModel
from bot.services import preferences
from bot.tools.training import LANGUAGES, SECTORS, TOPICS
from tests.unit.conversation.training.classes import Talk, at, ids


def seen(talk: Talk, reply: Outgoing) -> list[str]:
    """Codes of the sessions that a reply offers, in its order."""
    codes = {session_id: code for code, session_id in ids(talk.database).items()}
    return [codes[b.payload.split(":")[2]] for b in reply.buttons if b.payload.startswith("train:see:")]


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ({}, ["M1", "O1", "H1", "M2"]),
        ({"topic": "gst"}, ["M1", "O1", "M2"]),
        ({"topic": "export", "sector": "leather"}, ["H1"]),
        ({"sector": "leather"}, ["H1"]),
        ({"district": "howrah"}, ["O1", "H1"]),
        ({"district": "howrah", "mode": "classroom"}, ["H1"]),
        ({"mode": "online"}, ["O1"]),
        ({"language": "bn"}, ["M1", "O1", "M2"]),
        ({"from": "2026-11-26", "to": "2026-11-27"}, ["O1", "H1"]),
        ({"from": "2026-11-28", "to": "2026-11-28", "district": "malda"}, ["M2"]),
        ({"own_sector": "leather"}, ["M1", "O1", "H1", "M2"]),
        ({"own_sector": "jute"}, ["M1", "O1", "M2", "H1"]),
    ],
)
async def test_what_is_found_the_soonest_first(talk: Talk, values: dict[str, str], found: list[str]) -> None:
    assert seen(talk, await talk.looks(**values)) == found


async def test_each_line_says_day_time_place_and_seats(talk: Talk) -> None:
    talk.change("H1", seats=1)
    talk.change("O1", seats=49)
    reply = await talk.looks()
    lines = reply.text.splitlines()
    first = "1. GST for shops: Wednesday, 25 November 2026, 11 am; Town Hall, Malda (50 seats left)"
    assert first in lines
    assert any("online (1 seat left)" in line for line in lines)
    assert any(line.startswith("3. Leather abroad") and "(full, waiting list)" in line for line in lines)
    assert [button.title for button in reply.buttons[:3]] == ["1. GST", "2. GST", "3. Export"]


async def test_a_number_chooses_and_what_has_begun_is_not_shown(talk: Talk) -> None:
    talk.now = at(25, 12)
    reply = await talk.looks(topic="gst")
    assert seen(talk, reply) == ["O1", "M2"]
    assert "GST for shops" in (await talk.says("2")).text and talk.engine.got == ["which trainings"]


async def test_only_eight_are_shown_and_how_many_more_there_are(talk: Talk) -> None:
    with talk.database.session() as session:
        model = session.get_one(TrainingSession, ids(talk.database)["M1"])
        for number in range(8):
            values = {
                column.name: getattr(model, column.key)
                for column in TrainingSession.__table__.columns
                if column.name not in ("id", "code")
            }
            session.add(TrainingSession(**values, code=f"X{number}"))
    reply = await talk.looks()
    assert len(seen(talk, reply)) == 8 and "There are 4 more" in reply.text and len(reply.buttons) <= 10


async def test_in_a_district_without_one_there_are_those_online_and_those_nearby(talk: Talk) -> None:
    reply = await talk.looks(district="darjeeling", topic="gst")
    assert seen(talk, reply) == ["O1"] and "Darjeeling" in reply.text and "online" in reply.text
    elsewhere = await talk.press(reply, "train:find:gst:-:-:c")
    assert seen(talk, elsewhere) == ["M1", "M2"]


async def test_without_one_the_nearest_districts_come_first(talk: Talk) -> None:
    reply = await talk.looks(district="hooghly", mode="classroom")
    assert "In Hooghly there is none now" in reply.text
    assert seen(talk, reply) == ["H1", "M1", "M2"]  # Howrah is the neighbour


async def test_on_other_days_and_in_another_way(talk: Talk) -> None:
    days = await talk.looks(topic="export", **{"from": "2026-11-23", "to": "2026-11-24"})
    assert "In those days there is none" in days.text and seen(talk, days) == ["H1"]
    way = await talk.looks(topic="export", mode="online")
    assert "In this way there is none" in way.text and seen(talk, way) == ["H1"]


async def test_without_such_a_subject_the_others_are_offered_and_news_but_no_promise(talk: Talk) -> None:
    reply = await talk.looks(topic="green")
    assert "no such training now" in reply.text and "green practice" in reply.text
    assert [b.payload for b in reply.buttons] == [
        "train:find:gst:-:-:-:-", "train:find:export:-:-:-:-", "consent:announcements:ask",
    ]  # fmt: skip
    assert seen(talk, await talk.press(reply, "train:find:export")) == ["H1"]
    with talk.database.session() as session:
        preferences.set(session, talk.contact(), "announcements", True, talk.now)
    assert "consent" not in str((await talk.looks(topic="green")).buttons)


async def test_nothing_is_planned_at_all(talk: Talk) -> None:
    talk.now = at(60)
    reply = await talk.looks(topic="gst")
    assert "No training is planned now" in reply.text
    assert [b.payload for b in reply.buttons] == ["consent:announcements:ask", "tool:office", "menu"]


async def test_details_name_all_that_is_known_and_what_is_agreed_to(talk: Talk) -> None:
    reply = await talk.says(payload=f"train:see:{ids(talk.database)['M1']}")
    for part in (
        "GST for shops", "For whom: Shopkeepers", "• Who must register", "Wednesday, 25 November 2026, 11 am to 2 pm",
        "Town Hall, Malda", "Language: Bengali, Hindi", "Bring: A pen", "a ramp instead of steps", "50 seats left",
        "Sample Agency", "your name, attendance, marks",
    ):  # fmt: skip
        assert part in reply.text, part
    assert [b.payload.rsplit(":", 1)[0] for b in reply.buttons] == [
        "train:join", "train:dates", "consent:training",
    ]  # fmt: skip
    online = await talk.says(payload=f"train:see:{ids(talk.database)['O1']}")
    assert "15 minutes before" in online.text and "Town Hall" not in online.text


async def test_other_dates_are_those_of_the_course(talk: Talk) -> None:
    known = ids(talk.database)
    assert seen(talk, await talk.says(payload=f"train:dates:{known['M1']}")) == ["O1", "M2"]
    assert "no other date" in (await talk.says(payload=f"train:dates:{known['H1']}")).text


async def test_a_session_that_is_over_cancelled_or_gone(talk: Talk) -> None:
    known = ids(talk.database)
    talk.change("M1", status="cancelled")
    assert "does not take place" in (await talk.says(payload=f"train:see:{known['M1']}")).text
    talk.now = at(27, 12)
    assert "has begun or is over" in (await talk.says(payload=f"train:join:{known['H1']}")).text
    assert "do not find this" in (await talk.says(payload=f"train:see:{'0' * 32}")).text


@pytest.mark.parametrize("language", ["bn", "hi", "en"])
async def test_each_language_is_whole(
    talk: Talk, project_library: Library, model: LanguageModel, language: str
) -> None:
    other = Talk(talk.database, project_library, model, language)
    for values in ({}, {"topic": "green"}, {"district": "hooghly", "mode": "classroom"}, {"from": "2026-11-23"}):
        reply = await other.looks(**values)
        assert reply.language == language and all(len(button.title) <= 24 for button in reply.buttons)
    details = await other.says(payload=f"train:see:{ids(talk.database)['M1']}")
    assert details.language == language
    if language != "en":
        assert "GST for shops " in details.text and "Where" not in details.text


def test_every_search_fits_into_a_button() -> None:
    longest = Wanted(
        max(TOPICS, key=len), max(SECTORS, key=len), "south-24-parganas", "classroom", max(LANGUAGES, key=len)
    )
    assert len(longest.payload.encode()) <= 64
