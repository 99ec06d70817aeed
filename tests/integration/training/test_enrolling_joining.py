"""Taking part: one tap, what is asked once, another training at the same time, a full one and its waiting list."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from bot.clock import utc_now
from bot.db.models import Enrolment, Learner
from bot.services import consent
from tests.integration.training.offered import press
from tests.service import until

if TYPE_CHECKING:
    from tests.integration.training.offered import Offered
    from tests.service import Person

pytestmark = pytest.mark.engine

LANGUAGES = ("en", "bn", "hi")
NAMES = {
    "en": ("Rahim Sheikh", "Rahim Sheikh"), "bn": ("আমার নাম রহিমা বিবি", "রহিমা বিবি"), "hi": ("रहीमा बीबी", "रहीमा बीबी"),
}  # fmt: skip
YES = {"en": "yes", "bn": "হ্যাঁ", "hi": "हाँ"}
NO = {"en": "no", "bn": "না", "hi": "नहीं"}
LATER = {"en": "skip", "bn": "পরে বলব", "hi": "baad mein"}
NO_NAMES = {
    "en": "what is GST?", "bn": "জিএসটি কী?", "hi": "धन्यवाद", "bn_roman": "kom reminder din", "hi_roman": "theek hai",
    "mixed": "fewer reminders",
}  # fmt: skip


def learner(offered: Offered, person: Person) -> Learner | None:
    contact: str = person.contact["id"]
    with offered.session() as session:
        return session.get(Learner, contact)


def agreed(offered: Offered, person: Person) -> bool:
    contact: str = person.contact["id"]
    with offered.session() as session:
        return consent.granted(session, contact, "training")


def status(offered: Offered, person: Person, session_id: str) -> str:
    return offered.enrolment(person, session_id).status


# ---- One tap, and what is asked once


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_tap_then_name_and_group(offered: Offered, language: str) -> None:
    person, where = offered.service.person(language), offered.ids["gst-malda"]
    details = person.presses(f"train:see:{where}")
    assert not agreed(offered, person)
    reply = press(person, details, "train:join:")
    assert status(offered, person, where) == "enrolled" and agreed(offered, person)
    assert offered.shows(reply, "training_enrolled") and offered.shows(reply, "training_name_line"), reply.text
    typed, name = NAMES[language]
    reply = person.says(typed)
    assert name in reply.text and offered.shows(reply, "training_ask_women"), reply.text
    reply = person.says(YES[language])
    assert offered.shows(reply, "training_ask_group"), reply.text
    reply = press(person, reply, "train:group:", ":obc")
    assert offered.shows(reply, "training_thanks") and len(reply.buttons) == 3
    found = learner(offered, person)
    assert found is not None and (found.name, found.women_led, found.group) == (name, True, "obc")


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_asked_can_be_left_out_and_is_not_asked_again(offered: Offered, language: str) -> None:
    person, where = offered.service.person(language), offered.held(offered.course("Moulds"))
    reply = person.presses(f"train:join:{where}")
    reply = person.says(LATER[language])
    assert offered.shows(reply, "training_ask_women"), reply.text
    reply = press(person, reply, "train:women:", ":skip")
    reply = press(person, reply, "train:group:", ":skip")
    assert offered.shows(reply, "training_thanks"), reply.text
    found = learner(offered, person)
    assert found is not None and (found.name, found.women_led, found.group) == (None, None, None)
    again = person.presses(f"train:join:{offered.held(offered.course('Colours'), starts=offered.day(41))}")
    assert offered.shows(again, "training_reminded") and not offered.shows(again, "training_name_line"), again.text


@pytest.mark.parametrize("register", NO_NAMES)
def test_what_is_no_name_is_not_taken_for_one(offered: Offered, register: str) -> None:
    person = offered.service.person({"mixed": "bn"}.get(register, register.split("_")[0]))
    person.presses(f"train:join:{offered.ids['schemes-purulia']}")
    reply = person.says(NO_NAMES[register])
    assert not offered.shows(reply, "training_ask_women"), reply.text
    found = learner(offered, person)
    assert found is not None and found.name is None


def test_reminders_are_planned_once_and_pressing_twice_changes_nothing(offered: Offered) -> None:
    person, where = offered.service.person("en"), offered.held(offered.course("Extruders"))
    person.presses(f"train:join:{where}")
    again = person.presses(f"train:join:{where}")
    offered.said.check_message(again, "training_already", "en")
    subject = offered.enrolment(person, where).id
    rows = offered.service.rows("SELECT kind FROM timed_tasks WHERE subject = ? AND status = 'waiting'", subject)
    assert sorted(row["kind"] for row in rows) == ["day1", "days3", "hours2"]
    assert offered.reminded(person) == (True, True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_session_that_has_begun_or_is_cancelled_takes_nobody(offered: Offered, language: str) -> None:
    person, where = offered.service.person(language), offered.held(offered.course("Granules"))
    offered.change(where, status="cancelled")
    assert offered.shows(person.presses(f"train:join:{where}"), "training_was_cancelled")
    begun = utc_now() - dt.timedelta(minutes=10)
    offered.change(where, status="planned", starts_at=begun, ends_at=begun + dt.timedelta(hours=3))
    assert offered.shows(person.presses(f"train:join:{where}"), "training_over")


# ---- At the same time


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_clash_is_said_before_and_a_plain_no_leaves_it(offered: Offered, language: str) -> None:
    one, other = (offered.held(offered.course(title), starts=offered.day(45)) for title in ("Bottles", "Boxes"))
    person = offered.enrolled(one, language=language)
    reply = person.presses(f"train:join:{other}")
    assert "Bottles" in reply.text and "Boxes" in reply.text and offered.shows(reply, "training_clash"), reply.text
    offered.said.check_message(person.says(NO[language]), "training_left", language)
    assert not offered.service.rows(
        "SELECT 1 FROM enrolments WHERE session_id = ? AND contact_id = ?", other, person.contact["id"]
    )
    person.presses(f"train:join:{other}")
    reply = person.says(YES[language])
    assert "Bottles" in reply.text, "what is at the same time is named"
    assert status(offered, person, other) == status(offered, person, one) == "enrolled"


# ---- Full


@pytest.mark.parametrize("language", LANGUAGES)
def test_full_waiting_offered_and_taken(offered: Offered, language: str) -> None:
    where, leaves = offered.full("Recycling")
    person = offered.service.person(language)
    details = person.presses(f"train:see:{where}")
    assert offered.shows(details, "training_full"), details.text
    reply = press(person, details, "train:join:")
    assert offered.shows(reply, "training_waiting") and offered.shows(reply, "training_first"), reply.text
    leaves()
    assert status(offered, person, where) == "offered"
    reply = person.presses("me:trainings")
    assert offered.shows(reply, "training_offered"), reply.text
    reply = person.says(YES[language])
    assert offered.shows(reply, "training_enrolled"), reply.text
    assert status(offered, person, where) == "enrolled"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_free_place_is_offered_by_itself_and_goes_on_to_the_next_after_a_no(offered: Offered, language: str) -> None:
    where, leaves = offered.full("Sorting")
    first, second = offered.service.person(language), offered.service.person(language)
    for person in (first, second):
        person.presses(f"train:join:{where}")
    assert "2" in second.presses("me:trainings").text or "২" in second.presses("me:trainings").text
    leaves()
    until(lambda: _told(offered, first))
    shown = first.presses("me:trainings")
    assert f"train:offer:{offered.enrolment(first, where).id}:yes" in shown.payloads
    reply = first.says(NO[language])
    assert offered.shows(reply, "training_declined"), reply.text
    assert (status(offered, first, where), status(offered, second, where)) == ("cancelled", "offered")


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_offer_that_is_over_is_not_taken_any_more(offered: Offered, language: str) -> None:
    where, leaves = offered.full("Films")
    person = offered.service.person(language)
    person.presses(f"train:join:{where}")
    leaves()
    shown = person.presses("me:trainings")
    enrolment = offered.enrolment(person, where).id
    with offered.session() as session:
        session.get_one(Enrolment, enrolment).offer_until = utc_now() - dt.timedelta(minutes=1)
    reply = person.presses(f"train:offer:{enrolment}:yes")
    assert shown.payloads and offered.shows(reply, "training_offer_over"), reply.text
    assert status(offered, person, where) == "cancelled"
    assert press(person, reply, "train:dates:").messages


def _told(offered: Offered, person: Person) -> bool:
    """Whether the scheduler has written them the offer."""
    (row,) = offered.service.rows("SELECT id FROM enrolments WHERE contact_id = ?", person.contact["id"])
    return bool(
        offered.service.rows(
            "SELECT 1 FROM timed_tasks WHERE subject = ? AND kind = 'offer' AND status = 'done'", row["id"]
        )
    )
