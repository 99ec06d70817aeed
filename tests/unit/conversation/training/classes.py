"""A small programme to talk about: a course in GST in Malda, twice, and online; one in export for leather in Howrah."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from bot.channels.base import Inbound, Outgoing
from bot.clock import INDIA
from bot.conversation.engine import Say
from bot.conversation.turns import Limits, Turns
from bot.db.models import Agency, Contact, Course, Enrolment, Learner, Programme, TrainingSession
from bot.db.session import Database
from bot.knowledge.library import Library
from bot.language import LanguageModel

NOW = dt.datetime(2026, 11, 22, 10, 0, tzinfo=INDIA)


def three(text: str) -> dict[str, str]:
    return {"en": text, "bn": f"{text} বাংলা", "hi": f"{text} हिंदी"}


def at(day: int, hour: int = 11) -> dt.datetime:
    """A day of November 2026 and after, at an hour in India."""
    return dt.datetime(2026, 11, 1, hour, tzinfo=INDIA) + dt.timedelta(days=day - 1)


@dataclass
class Engine:
    """Says what it is told to say to a sentence; `got`: everything that came through to it."""

    says: dict[str, Say] = field(default_factory=dict)
    got: list[str] = field(default_factory=list)

    async def turn(self, sender: str, message: str, metadata: dict[str, Any]) -> list[Say]:
        self.got.append(message)
        return [self.says.get(message, Say("greeting"))]


class Talk:
    """One person in a chat, whose clock the tests move."""

    def __init__(self, database: Database, library: Library, model: LanguageModel, language: str = "en") -> None:
        self.database, self.engine, self.now, self.count = database, Engine(), NOW, 0
        self.wish = {"bn": "ট্রেনিং কোথায় আছে", "hi": "ट्रेनिंग कहाँ है"}.get(language, "which trainings")
        limits = Limits(default=language, address="https://sathi.example.org")  # type: ignore[arg-type]
        self.turns = Turns(
            database, self.engine, library, model, lambda: self.now, limits  # type: ignore[arg-type]
        )  # fmt: skip

    async def says(self, text: str = "", payload: str = "", sender: str = "p") -> Outgoing:
        self.count += 1
        kind: Any = "payload" if payload else "text"
        message = Inbound("web", str(self.count), sender, kind, text, payload)
        (reply,) = await self.turns.answer(await self.turns.accept(message))
        assert "{" not in reply.text and "None" not in reply.text, reply.text
        assert all(len(button.payload.encode()) <= 64 for button in reply.buttons)
        assert all(button.title.strip() and "{" not in button.title for button in reply.buttons)
        return reply

    async def press(self, reply: Outgoing, start: str, sender: str = "p") -> Outgoing:
        (payload,) = [button.payload for button in reply.buttons if button.payload.startswith(start)]
        return await self.says(payload=payload, sender=sender)

    async def looks(self, sender: str = "p", **values: Any) -> Outgoing:
        """What the tool found out that they look for, said by the engine."""
        self.engine.says[self.wish] = Say("trainings", values)
        return await self.says(self.wish, sender=sender)

    async def wishes(self, key: str, text: str = "a wish", sender: str = "p") -> Outgoing:
        self.engine.says[text] = Say(key)
        return await self.says(text, sender=sender)

    def contact(self, sender: str = "p") -> str:
        with self.database.session() as session:
            return session.scalars(select(Contact.id).where(Contact.sender == sender)).one()

    def enrolment(self, code: str, sender: str = "p") -> Enrolment:
        with self.database.session() as session:
            wanted = select(Enrolment).join(TrainingSession, TrainingSession.id == Enrolment.session_id)
            contact = select(Contact.id).where(Contact.sender == sender).scalar_subquery()
            return session.scalars(wanted.where(TrainingSession.code == code, Enrolment.contact_id == contact)).one()

    def learner(self, sender: str = "p") -> Learner | None:
        contact = self.contact(sender)
        with self.database.session() as session:
            return session.get(Learner, contact)

    def change(self, code: str, **values: Any) -> None:
        with self.database.session() as session:
            one = session.scalars(select(TrainingSession).where(TrainingSession.code == code)).one()
            for name, value in values.items():
                setattr(one, name, value)

    def course(self, code: str, **values: Any) -> None:
        with self.database.session() as session:
            one = session.scalars(select(Course).where(Course.code == code)).one()
            for name, value in values.items():
                setattr(one, name, value)

    def there(self, code: str, presence: int | None, sender: str = "p") -> None:
        """The session is over, and they were there for so much of it."""
        enrolment_id = self.enrolment(code, sender).id
        with self.database.session() as session:
            session.get_one(Enrolment, enrolment_id).presence = presence
        self.change(code, status="held")


def ids(database: Database) -> dict[str, str]:
    """Code to id."""
    with database.session() as session:
        return {one.code: one.id for one in session.scalars(select(TrainingSession))}


def programme(database: Database) -> None:
    """Malda on the 25th and 28th, online on the 26th, Howrah (export, leather) on the 27th; one seat in the last."""
    with database.session() as session:
        owner = Programme(
            code="P1", title=three("Programme"), starts_on=dt.date(2026, 10, 1), ends_on=dt.date(2027, 1, 31)
        )
        session.add(owner)
        session.flush()
        agency = Agency(code="A1", programme_id=owner.id, name="Sample Agency")
        session.add(agency)
        session.flush()
        gst = Course(
            code="GST", agency_id=agency.id, title=three("GST for shops"), about=three("Shopkeepers"),
            bring=three("A pen"), topic="gst", languages=["bn", "hi"], modules=[three("Who must register")],
        )  # fmt: skip
        export = Course(
            code="EXP", agency_id=agency.id, title=three("Leather abroad"), topic="export", sector="leather",
            languages=["hi"], modules=[],
        )  # fmt: skip
        session.add_all([gst, export])
        session.flush()
        for code, course, district, mode, day, capacity in (
            ("M1", gst, "malda", "classroom", 25, 50),
            ("O1", gst, "malda", "online", 26, 50),
            ("H1", export, "howrah", "classroom", 27, 1),
            ("M2", gst, "malda", "classroom", 28, 50),
        ):
            session.add(
                TrainingSession(
                    code=code,
                    course_id=course.id,
                    district=district,
                    mode=mode,
                    starts_at=at(day),
                    ends_at=at(day, 14),
                    place="Town Hall" if mode == "classroom" else "",
                    capacity=capacity,
                    secret="s" * 32,
                    languages=course.languages,
                    access=["ramp"] if code == "M1" else [],
                    created_at=NOW,
                )
            )
