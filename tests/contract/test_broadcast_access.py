"""Nobody reaches a broadcast, its people or its files from another district: every service of broadcasts that takes an
officer is called by an official of Nadia who has all rights, with the ids of Malda; and by officials who may only read,
or nothing of this. A new service that is not in the table fails the test."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

import bot.broadcasts
from bot.broadcasts import approval, attachments, drafts, reach, record, report, report_files, running, segments
from bot.broadcasts.attachments import BadAttachment
from bot.db.models import Broadcast, Segment, Upload
from bot.db.session import Database
from bot.delivery.policy import Rules
from bot.services.officers import Forbidden, Officer
from tests.contract.broadcast_world import CHANNELS, NOW, TERMS, draft, handed_in, official, person
from tests.contract.timed import content, work

REFUSALS = (Forbidden, record.UnknownBroadcast, record.Changed, record.NotNow, BadAttachment)
EVERYBODY = segments.parse({})
MALDA = segments.parse({"any": [{"all": [{"field": "district", "values": ["malda"]}]}]})


@dataclass(frozen=True)
class World:
    """Ids of broadcasts of Malda by their state, of a file and of a segment there."""

    draft: str
    waiting: str
    sending: str
    upload: str
    segment: str


@pytest.fixture
def world(database: Database) -> World:
    with database.session() as session:
        author, second = official(session, "Author"), official(session, "Second")
        for name in ("a", "b", "c"):
            person(session, name)
        person(session, "n", "nadia")
        file = attachments.keep(session, author, "x.pdf", b"%PDF-1 %%EOF", NOW).id
        made = [drafts.create(session, author, draft(upload_id=file), NOW).id]
        made += [handed_in(session, author, name="W", link=LINK).id, handed_in(session, author, name="S").id]
        running_one = drafts.one(session, second, made[2])
        approval.approve(session, second, made[2], running_one.version, NOW)
        kept = segments.save(session, author, "Secret people of Malda", MALDA, NOW).id
    assert work(database, NOW).done == 1
    return World(made[0], made[1], made[2], file, kept)


LINK = {"title": {"bn": "x", "hi": "x", "en": "x"}, "url": "https://malda.gov.in/"}


def version(session: Session, broadcast_id: str) -> int:
    return session.scalars(select(Broadcast.version).where(Broadcast.id == broadcast_id)).one()


Attack = Callable[[Session, Officer, World], Any]


def _counted(session: Session, who: Officer, definition: segments.Definition) -> int:
    texts: Any = {"bn": "bn", "hi": "hi", "en": "en"}
    return reach.count(session, who, definition, "", "", texts, Rules(), CHANNELS, NOW).total


def _report(session: Session, who: Officer, world: World) -> Any:
    return report_files.xlsx(session, who, report.report(session, who, world.sending, NOW), NOW)


SERVICES: dict[str, Attack] = {
    "approval.submit": lambda s, who, w: approval.submit(s, who, content(), w.draft, version(s, w.draft), TERMS, NOW),
    "approval.approve": lambda s, who, w: approval.approve(s, who, w.waiting, version(s, w.waiting), NOW),
    "approval.refuse": lambda s, who, w: approval.refuse(s, who, w.waiting, version(s, w.waiting), "Not so.", NOW),
    "approval.schedule": lambda s, who, w: approval.schedule(
        s, who, w.waiting, version(s, w.waiting), None, Rules(), NOW
    ),
    "approval.withdraw": lambda s, who, w: approval.withdraw(s, who, w.waiting, version(s, w.waiting), NOW),
    "attachments.own": lambda s, who, w: attachments.own(s, who, w.upload),
    "drafts.one": lambda s, who, w: drafts.one(s, who, w.draft),
    "drafts.listed": lambda s, who, w: _some(drafts.listed(s, who).broadcasts),
    "drafts.change": lambda s, who, w: drafts.change(s, who, w.draft, version(s, w.draft), draft(), NOW),
    "drafts.create": lambda s, who, w: drafts.create(s, who, draft(upload_id=w.upload), NOW),
    "drafts.copy": lambda s, who, w: drafts.copy(s, who, w.sending, "Copy", NOW),
    "drafts.discard": lambda s, who, w: drafts.discard(s, who, w.draft, version(s, w.draft), NOW),
    "reach.count": lambda s, who, w: _some([1] * (_counted(s, who, EVERYBODY) - 1 + _counted(s, who, MALDA))),
    "record.covers": lambda s, who, w: _some([1] * record.covers(who, ["malda"])),
    "record.locked": lambda s, who, w: record.locked(s, who, w.draft, "draft"),
    "record.read": lambda s, who, w: record.read(s, who, w.draft),
    "record.seen": lambda s, who, w: record.seen(s, who, w.draft),
    "report.report": lambda s, who, w: report.report(s, who, w.sending, NOW),
    "report_files.xlsx": _report,
    "running.pause": lambda s, who, w: running.pause(s, who, w.sending, NOW),
    "running.resume": lambda s, who, w: running.resume(s, who, w.sending, NOW),
    "running.stop": lambda s, who, w: running.stop(s, who, w.sending, NOW),
    "running.retry_failed": lambda s, who, w: running.retry_failed(s, who, w.sending, 9, NOW),
    "running.progress": lambda s, who, w: running.progress(s, who, w.sending),
    "segments.saved": lambda s, who, w: _some(segments.saved(s, who)),
    "segments.remove": lambda s, who, w: _some([1] * segments.remove(s, who, w.segment, NOW)),
}
ALONE = {"attachments.keep", "approval.may_decide", "record.may_see", "segments.save"}
"""These make or say something of the official's own, and look at nothing of others."""
AUTHORS = {"attachments.own", "segments.remove", "drafts.create"}
"""For whoever made it alone, not even for an official of the same district."""
LATER = {"running.resume", "running.retry_failed"}
"""Not in the present state of the broadcast, whoever asks."""
READING = {"drafts.one", "drafts.listed", "record.covers", "record.read", "record.seen", "report.report",
           "running.progress", "segments.saved", "reach.count"}  # fmt: skip


class Nothing(LookupError):
    """What came back was empty."""


def _some(found: list[Any]) -> list[Any]:
    if not found:
        raise Nothing
    return found


def services_for_officials() -> Iterator[str]:
    """Every public function of the broadcasts that takes an officer."""
    for module in pkgutil.walk_packages(bot.broadcasts.__path__, "bot.broadcasts."):
        for name, function in vars(importlib.import_module(module.name)).items():
            if not inspect.isfunction(function) or function.__module__ != module.name or name.startswith("_"):
                continue
            if any(str(one.annotation) == "Officer" for one in inspect.signature(function).parameters.values()):
                yield f"{module.name.removeprefix('bot.broadcasts.')}.{name}"


def test_every_service_for_officials_is_in_the_table() -> None:
    assert set(services_for_officials()) == SERVICES.keys() | ALONE


def counts(session: Session) -> list[Any]:
    rows = session.execute(select(Broadcast.id, Broadcast.status, Broadcast.version).order_by(Broadcast.id)).all()
    return [*rows, *(session.scalar(select(func.count()).select_from(table)) for table in (Segment, Upload))]


@pytest.mark.parametrize("name", SERVICES)
def test_nobody_reaches_another_districts_broadcasts(database: Database, world: World, name: str) -> None:
    with database.session() as session:
        before = counts(session)
        for role, districts in (("district_officer", ("nadia",)), ("help_desk", ("malda",)), ("trainer", ("malda",))):
            foreign = official(session, f"{role} {districts}", role, districts)
            if name == "record.covers" and "malda" in districts:
                continue  # it asks for the districts alone
            with pytest.raises((*REFUSALS, Nothing)) as caught:
                SERVICES[name](session, foreign, world)
            assert "Malda" not in str(caught.value)
        assert counts(session) == before
    with database.session() as session:  # the attack is one: an official of Malda gets through
        if name not in AUTHORS | LATER:
            assert SERVICES[name](session, official(session, "Third"), world) is not Nothing


@pytest.mark.parametrize("name", sorted(SERVICES.keys() - READING))
def test_whoever_reads_only_changes_nothing(database: Database, world: World, name: str) -> None:
    with database.session() as session:
        auditor = official(session, "Auditor", "auditor", ())
        before = counts(session)
        with pytest.raises(REFUSALS):
            SERVICES[name](session, auditor, world)
        assert counts(session) == before


@pytest.mark.parametrize("name", sorted(READING))
def test_whoever_reads_only_reads_everything(database: Database, world: World, name: str) -> None:
    with database.session() as session:
        assert SERVICES[name](session, official(session, "Auditor", "auditor", ()), world)
