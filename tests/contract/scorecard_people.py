"""A generated programme that has taken place: its rows in the database, and the same as tables for an independent
computation."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import insert

from bot.db.models import (
    Agency,
    Attempt,
    Certificate,
    ConsentEvent,
    Contact,
    Course,
    Enrolment,
    Feedback,
    Learner,
    Programme,
    TimedTask,
    TrainingSession,
    new_id,
)
from bot.db.session import Database

NOW = dt.datetime(2026, 11, 22, 6, 0, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
START = dt.date(2026, 8, 1)
QUESTIONS = ("useful", "trainer", "pace")
DISTRICTS = ("malda", "nadia", "howrah", "purulia", "darjeeling")
GROUPS = ("sc", "st", "obc", "minority", "none", None)


@dataclass
class Made:
    """`rows`: table -> rows as they were written."""

    programme: str
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)


def made(
    database: Database,
    people: int,
    sessions: int,
    seed: int = 1,
    *,
    courses: int = 12,
    minimum: int = 20,
    sizes: tuple[int, ...] = (),
) -> Made:
    """Writes it. Each person has one or two places; `sizes`: how many places the first sessions have at most."""
    chance = random.Random(seed)
    programme = new_id()
    agencies = [
        {"id": new_id(), "code": f"A{n}-{programme[:6]}", "programme_id": programme, "name": f"Sample agency {n}",
         "planned": 25} for n in range(3)
    ]  # fmt: skip
    taught = [
        {"id": new_id(), "code": f"C{n:02}-{programme[:6]}", "agency_id": agencies[n % 3]["id"], "topic": "gst",
         "title": {"en": f"Course {n}"}, "assessment": "gst" if n % 4 else ""} for n in range(courses)
    ]  # fmt: skip
    held: list[dict[str, Any]] = []
    for n in range(sessions):
        begin = dt.datetime.combine(START, dt.time(5, 30), dt.UTC) + n * 110 * DAY / sessions
        held.append(
            {"id": new_id(), "code": f"S{n:03}-{programme[:6]}", "course_id": taught[n % courses]["id"],
             "district": DISTRICTS[n % 7 % 5], "mode": "classroom", "starts_at": begin,
             "ends_at": begin + dt.timedelta(hours=3), "capacity": 100, "seats": 0, "secret": "00",
             "status": "cancelled" if n % 15 == 14 else "held", "created_at": NOW}
        )  # fmt: skip
    contacts = [
        {"id": new_id(), "channel": "telegram", "sender": f"{programme[:6]}{n}", "language": "bn", "created_at": NOW,
         "seen_at": NOW, "turns": 1, "state": {}} for n in range(people)
    ]  # fmt: skip
    learners = [
        {"contact_id": one["id"], "women_led": chance.choice((True, True, False, None)),
         "group": chance.choice(GROUPS), "updated_at": NOW} for one in contacts if chance.random() < 0.9
    ]  # fmt: skip
    consents = [
        {"holder": one["id"], "subject": one["id"], "purpose": "training", "kind": kind, "version": "1", "at": NOW}
        for one in contacts
        for kind in chance.choice((("granted",), ("granted",), ("granted", "withdrawn"), ("refused",), ()))
    ]
    rows = _places(chance, contacts, held, taught, sizes)
    tasks = [
        {"kind": kind, "subject": one["id"], "version": "1.1", "belongs_to": one["session_id"], "due_at": NOW,
         "status": status, "reason": reason, "values": {}, "attempts": 0, "created_at": NOW}
        for one in rows["enrolments"] for kind in ("day1", "hours2")
        for status, reason in (chance.choice((("done", ""), ("done", ""), ("cancelled", ""), ("dropped", "late"))),)
    ]  # fmt: skip
    tables: list[tuple[Any, list[dict[str, Any]]]] = [
        (Programme, [{"id": programme, "code": f"P-{programme[:6].upper()}", "title": {"en": "Sample programme"},
                      "starts_on": START, "ends_on": START + 121 * DAY, "minimum": minimum, "quota": {}}]),
        (Agency, agencies), (Course, taught), (TrainingSession, held), (Contact, contacts), (Learner, learners),
        (ConsentEvent, consents), (Enrolment, rows["enrolments"]), (Feedback, rows["feedback"]),
        (Attempt, rows["attempts"]), (Certificate, rows["certificates"]),
    ]  # fmt: skip
    with database.session() as db:
        for model, written in tables:
            if written:
                db.execute(insert(model), written)
        if tasks:
            db.execute(insert(TimedTask.__table__), tasks)
    rows |= {"agencies": agencies, "courses": taught, "sessions": held, "contacts": contacts, "learners": learners}
    return Made(programme, rows | {"consents": consents, "tasks": tasks})


def _places(
    chance: random.Random,
    contacts: list[dict[str, Any]],
    held: list[dict[str, Any]],
    taught: list[dict[str, Any]],
    sizes: tuple[int, ...],
) -> dict[str, list[dict[str, Any]]]:
    tested = {one["id"] for one in taught if one["assessment"]}
    found: dict[str, list[dict[str, Any]]] = {"enrolments": [], "feedback": [], "attempts": [], "certificates": []}
    used: dict[str, int] = {}
    room = {one["id"]: size for one, size in zip(held, sizes, strict=False)}
    for person in contacts:
        for session in chance.sample(held, min(len(held), chance.choice((1, 1, 1, 2)))):
            if used.get(session["id"], 0) >= room.get(session["id"], 10_000):
                continue
            used[session["id"]] = used.get(session["id"], 0) + 1
            status, reason = chance.choice((*[("enrolled", "")] * 8, ("cancelled", "self"), ("waiting", "")))
            if session["status"] == "cancelled":
                status, reason = "cancelled", "session_cancelled"
            presence = chance.choice((None, 0, 40, 85, 90, 100, 100)) if status == "enrolled" else None
            one = {
                "id": new_id(), "session_id": session["id"], "contact_id": person["id"], "status": status,
                "reason": reason, "since": NOW, "presence": presence, "round": 1, "source": "chat",
            }  # fmt: skip
            found["enrolments"].append(one)
            if presence:
                _after(chance, found, one, session["course_id"] in tested)
    return found


def _after(chance: random.Random, found: dict[str, list[dict[str, Any]]], one: dict[str, Any], tested: bool) -> None:
    if chance.random() < 0.7:
        answers = {name: chance.randint(1, 5) for name in QUESTIONS if chance.random() < 0.9}
        found["feedback"].append({"enrolment_id": one["id"], "answers": answers, "begun_at": NOW, "done_at": NOW})
    if chance.random() < 0.6:
        found["certificates"].append(
            {"code": new_id()[:16], "enrolment_id": one["id"], "name": "Sample", "issued_at": NOW,
             "revoked_at": NOW if chance.random() < 0.05 else None}
        )  # fmt: skip
    for kind, chances, low in (("pre", 0.9, 2), ("post", 0.85, 4), ("late", 0.5, 3)):
        for number in (1, 2) if chance.random() < 0.1 else (1,):
            if tested and chance.random() < chances:
                done = NOW if chance.random() < 0.95 else None
                found["attempts"].append(
                    {"id": new_id(), "enrolment_id": one["id"], "kind": kind, "number": number, "bank": "gst@1",
                     "sheet": {}, "answers": {}, "modules": {}, "right": chance.randint(low, 10) if done else None,
                     "total": 10, "seconds": 60, "begun_at": NOW, "touched_at": NOW, "done_at": done}
                )  # fmt: skip
