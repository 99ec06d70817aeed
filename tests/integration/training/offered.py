"""What is offered at a running service of its own, with days counted from now, for the tests of finding and enrolling.

Everybody finds the same seven sessions; what a test changes is a session of its own, of a course that no search of the
other tests meets.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from bot.clock import INDIA, utc_now
from bot.db.models import Agency, Course, Enrolment, Programme, TrainingSession
from bot.db.session import Database
from bot.delivery.policy import Rules
from bot.services import preferences
from bot.services.training import attendance, enrolments
from bot.services.training.plans import Schedule
from tests.integration.workers.registrations import says

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tests.service import Person, Reply, Service

LANGUAGE = {"en": "en", "bn": "bn", "hi": "hi", "bn_roman": "bn", "hi_roman": "hi", "mixed": "bn"}
"""Register -> the language of the reply."""
ADDRESS = "https://sathi.example.org"
TITLES = {
    "gst": {"en": "GST for shops", "bn": "দোকানের জিএসটি", "hi": "दुकान का जीएसटी"},
    "leather": {"en": "Leather goods abroad", "bn": "চামড়ার জিনিস বিদেশে", "hi": "चमड़े का सामान विदेश में"},
    "ondc": {"en": "First steps on ONDC", "bn": "ওএনডিসি-র প্রথম ধাপ", "hi": "ओएनडीसी के पहले क़दम"},
    "photos": {"en": "Photos that sell", "bn": "বিক্রির ছবি", "hi": "बिकने वाली तस्वीरें"},
    "schemes": {"en": "Which scheme for whom", "bn": "কার জন্য কোন প্রকল্প", "hi": "किसके लिए कौन-सी योजना"},
}
_COURSES: dict[str, dict[str, Any]] = {
    "gst": {
        "topic": "gst", "languages": ["bn", "hi"], "assessment": "gst-basics",
        "about": {"en": "Shopkeepers", "bn": "দোকানদার", "hi": "दुकानदार"},
        "bring": {"en": "A pen and a bill", "bn": "কলম আর একটা বিল", "hi": "कलम और एक बिल"},
        "modules": [{"en": "Who needs a number", "bn": "নম্বর কার লাগে", "hi": "नंबर किसे चाहिए"}],
    },
    "leather": {"topic": "export", "sector": "leather", "languages": ["bn", "en"]},
    "ondc": {"topic": "ondc", "languages": ["bn"]},
    "photos": {"topic": "digital_marketing", "languages": ["bn"]},
    "schemes": {"topic": "schemes", "languages": ["bn"]},
}  # fmt: skip
SESSIONS: tuple[tuple[str, str, str, str, int, int], ...] = (
    ("gst-malda", "gst", "malda", "classroom", 5, 11),
    ("gst-malda-later", "gst", "malda", "classroom", 12, 11),
    ("gst-online", "gst", "kolkata", "online", 6, 18),
    ("leather-kolkata", "leather", "kolkata", "classroom", 7, 11),
    ("ondc-nadia", "ondc", "nadia", "classroom", 9, 11),
    ("photos-online", "photos", "howrah", "online", 4, 16),
    ("schemes-purulia", "schemes", "purulia", "classroom", 10, 11),
)
"""Code, course, district, mode, day from today, hour."""


class Offered:
    """The service and its sessions. `ids`: code -> id of a session that everybody finds."""

    def __init__(self, service: Service) -> None:
        self.service, self.said = service, service.said
        self.schedule = Schedule(service.said.content.reminders, Rules(dt.time(0), dt.time(0)))
        self.ids: dict[str, str] = {}
        self._courses: dict[str, str] = {}
        now = utc_now()
        with self.session() as session:
            owner = Programme(
                code="OFFER", title={"en": "Programme"}, starts_on=now.date(), ends_on=now.date() + dt.timedelta(90)
            )
            session.add(owner)
            session.flush()
            agency = Agency(code="OFFER-A", programme_id=owner.id, name="Purba Agency")
            session.add(agency)
            session.flush()
            self._agency = agency.id
        for code, values in _COURSES.items():
            self._courses[code] = self._course(TITLES[code], **values)
        for code, course, district, mode, day, hour in SESSIONS:
            self.ids[code] = self.held(course, starts=self.day(day, hour), district=district, mode=mode)

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A transaction in the service's own database."""
        database = Database(f"sqlite:///{self.service.data_dir / 'bot.sqlite3'}")
        try:
            with database.session() as session:
                yield session
        finally:
            database.close()

    @staticmethod
    def day(days: int, hour: int = 11) -> dt.datetime:
        """An hour in India, so many days from today."""
        day = utc_now().astimezone(INDIA).date() + dt.timedelta(days)
        return dt.datetime.combine(day, dt.time(hour), INDIA)

    def course(self, title: str, **values: Any) -> str:
        """A course of its own, in technology for plastics; what `held` knows it by."""
        code = secrets.token_hex(4)
        given = {"topic": "technology", "sector": "plastics", "languages": ["bn"], **values}
        self._courses[code] = self._course({"en": title, "bn": title, "hi": title}, **given)
        return code

    def held(self, course: str, *, starts: dt.datetime | None = None, hours: float = 3, **values: Any) -> str:
        """A session of a course; its id. Without other words: in Kalimpong, 40 days from now, for 50 people."""
        given = {"district": "kalimpong", "mode": "classroom", "capacity": 50, **values}
        given.setdefault("place", "Town Hall" if given["mode"] == "classroom" else "")
        starts = starts or self.day(40)
        with self.session() as session:
            made = TrainingSession(
                code=secrets.token_hex(4), course_id=self._courses[course], starts_at=starts,
                ends_at=starts + dt.timedelta(hours=hours), secret=attendance.new_secret(), created_at=utc_now(),
                **given,
            )  # fmt: skip
            session.add(made)
            session.flush()
            return made.id

    def change(self, session_id: str, **values: Any) -> None:
        """As if time had passed, or the agency had written something else."""
        with self.session() as session:
            one = session.get_one(TrainingSession, session_id)
            for name, value in values.items():
                setattr(one, name, value)

    def full(self, title: str, **values: Any) -> tuple[str, Callable[[], None]]:
        """A session whose one place somebody else has; its id, and what makes them give it up."""
        session_id = self.held(self.course(title), capacity=1, **values)
        contact: str = self.enrolled(session_id).contact["id"]

        def leaves() -> None:
            with self.session() as session:
                wanted = select(Enrolment.id).where(
                    Enrolment.session_id == session_id, Enrolment.contact_id == contact
                )  # fmt: skip
                enrolment = session.scalars(wanted).one()
                enrolments.cancel(session, contact, enrolment, utc_now(), schedule=self.schedule)

        return session_id, leaves

    def enrolled(self, *session_ids: str, language: str = "en") -> Person:
        """Somebody who has a place in each of these sessions, and was asked nothing more."""
        person = self.service.person(language)
        contact: str = person.contact["id"]
        with self.session() as session:
            for session_id in session_ids:
                made = enrolments.enrol(session, contact, session_id, utc_now(), schedule=self.schedule)
                assert made.kind == "enrolled"
        return person

    def took_part(self, person: Person, title: str, presence: int = 100) -> str:
        """Somebody had a place in a session that is over; the id of the enrolment."""
        session_id = self.held(self.course(title), starts=self.day(-2), status="held")
        contact: str = person.contact["id"]
        with self.session() as session:
            made = Enrolment(
                session_id=session_id, contact_id=contact, status="enrolled", since=self.day(-9), presence=presence
            )
            session.add(made)
            session.flush()
            return made.id

    def enrolment(self, person: Person, session_id: str) -> Enrolment:
        """What somebody has in a session."""
        contact: str = person.contact["id"]
        with self.session() as session:
            wanted = select(Enrolment).where(Enrolment.contact_id == contact, Enrolment.session_id == session_id)
            return session.scalars(wanted).one()

    def reminded(self, person: Person) -> tuple[bool, bool]:
        """Whether somebody gets the important reminders of trainings, and those on top."""
        contact: str = person.contact["id"]
        with self.session() as session:
            main, more = (
                bool(preferences.wants(session, [contact], "reminders", topic))
                for topic in ("training", "training_more")
            )
        return main, more

    def shows(self, reply: Reply, key: str) -> bool:
        """Whether a message of the content is among the reply: its longest piece without a value."""
        return says(self.service, reply, key)

    def titles(self, reply: Reply) -> set[str]:
        """Which of the courses that everybody finds are named in a reply."""
        return {code for code, title in TITLES.items() if title[reply.language] in reply.text}

    def _course(self, title: dict[str, str], **values: Any) -> str:
        with self.session() as session:
            made = Course(code=secrets.token_hex(4), agency_id=self._agency, title=title, **values)
            session.add(made)
            session.flush()
            return made.id


@pytest.fixture(scope="session")
def offered(start: Callable[..., Service]) -> Iterator[Offered]:
    with start(QUIET_HOURS="none", PUBLIC_URL=ADDRESS) as service:
        yield Offered(service)
        faults = [line for line in service.log if "Traceback" in line or "| ERROR" in line]
        assert not faults, "errors that no person saw:\n" + "\n".join(service.log)[-8000:]


def press(person: Person, reply: Reply, start: str, end: str = "") -> Reply:
    """Presses the only button of a reply whose payload begins, and ends, so."""
    found = [one for one in reply.payloads if one.startswith(start) and one.endswith(end)]
    assert len(found) == 1, f"{start}...{end}: {reply.payloads}\n{reply.text}"
    return person.presses(found[0])
