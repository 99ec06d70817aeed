"""Somebody who is erased leaves no trace: every table, and every byte of every file, is searched for name, number and
words. Beside them stands somebody else, of whom nothing may be missing."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import String, cast, select, text, type_coerce
from sqlalchemy.orm import Session

from bot.channels.base import Document, Inbound, Outgoing
from bot.conversation import inbox
from bot.conversation.inbox import Result
from bot.db import keys
from bot.db.models import (
    Base,
    CampaignCount,
    ConsentEvent,
    Contact,
    Draft,
    HandoverNote,
    Need,
    NeedOffer,
    OutboxMessage,
    PhoneCode,
    Referral,
    ReferralStep,
    TradeReview,
    Worker,
    WorkerContact,
    WorkerTrade,
)
from bot.db.session import Database
from bot.db.types import Sealed
from bot.delivery import enqueue, outbox
from bot.delivery.journal import Journal
from bot.services import audit, consent, contacts, gaps, handover, preferences, ratings, vault
from bot.services.engine_memory import EngineMemory
from bot.services.gaps import Gap
from bot.services.privacy import erase, people
from bot.services.ratings import Judgement

NOW = dt.datetime(2026, 11, 21, 9, 0, tzinfo=dt.UTC)
PHONE, NAME, SAID = "+919831012345", "Shahjahan Qureshi", "ঝুমুর রাজমিস্ত্রি গোপন"
QUESTION = "xylophone tuning er kaj kothay pabo"
WAMID = "wamid.HBgMOTE5ODMxMDEyMzQ1FQIAEhg="  # 919831012345 in base64, as WhatsApp names its messages
OTHER_PHONE, OTHER_NAME, OTHER_QUESTION = "+919007054321", "Bimala Tudu", "yakshagana costume kothay"


def spellings(phone: str, name: str, *words: str) -> set[str]:
    """What a search looks for, in plain and as JSON escapes it."""
    ten = phone[-10:]
    bengali = ten.translate(str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯"))
    found = {
        phone,
        ten,
        f"91{ten}",
        f"0{ten}",
        f"{ten[:5]} {ten[5:]}",
        f"{ten[:5]}-{ten[5:]}",
        bengali,
        name,
        name.upper(),
    }
    found |= {*name.split(), *words}
    return found | {json.dumps(word)[1:-1] for word in found}


TRACES = spellings(PHONE, NAME, SAID, *SAID.split(), QUESTION, "xylophone", WAMID)


def register(
    session: Session, contact_id: str, number: str, name: str, phone: str, said: str, role: str = "self"
) -> str:
    worker = Worker(
        number=number, name=name, phone=phone, district="malda", place="English Bazar", last_place=f"{name} site",
        tools=f"{said} tools", registered_at=NOW, updated_at=NOW, wants=3,
    )  # fmt: skip
    session.add(worker)
    session.flush()
    session.add(WorkerTrade(worker_id=worker.id, place=0, trade="?", said=said, district="malda", registered_at=NOW))
    session.add(WorkerContact(worker_id=worker.id, contact_id=contact_id, role=role, since=NOW))
    consent.record(session, worker.id, consent.subject_of_phone(phone), "registry", "granted", NOW)
    return worker.id


def live(database: Database, sender: str, phone: str, name: str, said: str, question: str, mark: str) -> str:
    """Everything that a person can leave behind; returns the contact."""
    with database.session() as session:
        done = inbox.accept(session, Inbound("whatsapp", f"{mark}-old", sender, "text", f"{name} {question}"), NOW)
        work = inbox.load(session, done.id)
        assert work is not None
        gap = Gap(question, "bn", "bn_roman", "unclear")
        judged = Judgement("pmegp", "what", "abcdef", True, "bn")
        result = Result((Outgoing(f"{name}: {question} {phone}", "bn"),), {"topic": said}, "bn", gap=gap, judged=judged)
        inbox.finish(session, work, result, True, NOW)
        who = done.contact_id
        inbox.accept(session, Inbound("whatsapp", f"{mark}-new", sender, "text", "me:erase:yes"), NOW)
        preferences.start(session, who, NOW)
        worker = register(session, who, f"WB{phone[-9:]}", name, phone, said)
        session.add(TradeReview(said=" ".join(said.split()), language="bn", first_at=NOW))
        session.add(
            Draft(contact_id=who, tool="referral", known=json.dumps({"name": name, "phone": phone}), updated_at=NOW)
        )
        moment = {"first_at": NOW, "expires_at": NOW}
        session.add(PhoneCode(contact_id=who, worker_id=worker, code=vault.fingerprint("code", "123456"), **moment))
        need = Need(
            number=f"N{phone[-4:]}", contact_id=who, employer=f"{name} & sons", phone=phone, identity="19AAAAA0000A1Z5",
            trade="mason", district="malda", count=2, language="bn", created_at=NOW, updated_at=NOW, reason=said,
        )  # fmt: skip
        referral = Referral(
            number=f"R{phone[-4:]}", contact_id=who, worker_id=worker, name=name, phone=phone, district="malda",
            purpose="tools", language="bn", created_at=NOW, updated_at=NOW, reason=said,
        )  # fmt: skip
        session.add_all([need, referral])
        session.flush()
        session.add(NeedOffer(need_id=need.id, worker_id=worker, score=3, reasons=[name], asked_at=NOW))
        session.add(
            ReferralStep(referral_id=referral.id, status="new", officer="desk", reason=f"{name} {said}", at=NOW)
        )
        handover.wish(session, who, None, "bn", NOW)
        (wish,) = [one.id for one in handover.wishes(session, "open")[0]]
        handover.take(session, wish, "officer", NOW)
        handover.heard_from_person(session, wish, f"{name} {question}", NOW)
        session.add(HandoverNote(wish_id=wish, officer="officer", body=f"{name}: {phone}", at=NOW))
        enqueue.message(session, who, Outgoing(f"Reminder for {name}", "bn"), f"k{mark}", NOW)
        card = Document("card.png", "image/png", name.encode())
        enqueue.message(session, who, Outgoing(f"{said}", "bn", document=card), f"card{mark}", NOW)
        return who


@pytest.fixture
def memory(tmp_path: Path, url: str) -> Iterator[EngineMemory]:
    address = f"sqlite:///{tmp_path / 'engine.sqlite3'}" if url.startswith("sqlite") else url
    made = Database(address)
    with made.engine.begin() as connection:
        connection.execute(text("DROP TABLE IF EXISTS trackers"))
        connection.execute(
            text(
                "CREATE TABLE trackers (sender_id VARCHAR(64) PRIMARY KEY, events TEXT NOT NULL, "
                "updated_at FLOAT NOT NULL)"
            )
        )
    opened = EngineMemory(address)
    yield opened
    opened.close()
    with made.engine.begin() as connection:
        connection.execute(text("DROP TABLE trackers"))
    made.close()


def remember(memory: EngineMemory, contact_id: str, words: str) -> None:
    with memory._database.session() as session:
        session.execute(
            text("INSERT INTO trackers VALUES (:id, :events, 1.0)"), {"id": contact_id, "events": json.dumps([words])}
        )


def tables(database: Database) -> Iterator[tuple[str, str]]:
    """(table.column, value) of all that is stored: as it is, and opened where it is sealed."""
    with database.session() as session:
        for table in Base.metadata.sorted_tables:
            for column in table.columns:
                raw = type_coerce(column, String) if isinstance(column.type, Sealed) else cast(column, String)
                for value in session.scalars(select(raw).select_from(table).where(raw.is_not(None))):
                    yield f"{table.name}.{column.name}", value
                    if isinstance(column.type, Sealed):
                        yield f"{table.name}.{column.name}", keys.current().open(value)


def found_in_tables(database: Database, traces: set[str]) -> set[str]:
    return {f"{where}: {trace}" for where, value in tables(database) for trace in traces if trace in value}


def found_in_files(folder: Path, traces: set[str]) -> set[str]:
    sealed = {keys.current().seal(trace) for trace in traces}
    found = set()
    for file in folder.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            found |= {f"{file.name}: {trace}" for trace in traces | sealed if trace.encode() in content}
    return found


def journal(folder: Path) -> Journal:
    """One message to the person is through and settled."""
    one = Journal.open(folder / "outbox")
    one.begin()
    one.sending(1)
    one.sent(1, WAMID)
    one.settled([1])
    return one


def test_nothing_is_left(
    database: Database, memory: EngineMemory, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    sending = journal(tmp_path)
    gone = live(database, PHONE[1:], PHONE, NAME, SAID, QUESTION, WAMID)
    stays = live(database, OTHER_PHONE[1:], OTHER_PHONE, OTHER_NAME, "other trade", OTHER_QUESTION, "m2")
    remember(memory, gone, f"{NAME} {PHONE}")
    remember(memory, stays, OTHER_NAME)
    with database.session() as session:
        helped = register(session, gone, "WB000000019", "Helped Person", "+919433000000", "plumber", role="helper")
        own = people.of_contact(session, gone).workers[0]
        everybody = select(Contact.id)
        campaign = enqueue.campaign(session, "news", "announcements", {"bn": Outgoing("খবর", "bn")}, everybody, NOW).id
        shown = Outgoing(f"{NAME} said yes: {PHONE[3:8]} {PHONE[8:]}", "bn")
        enqueue.message(session, stays, shown, "introduction", NOW)
        sent = enqueue.message(session, stays, Outgoing(f"{NAME} was asked", "bn"), "asked", NOW)
        enqueue.message(session, stays, Outgoing("something else", "bn"), "untouched", NOW)
        session.get_one(OutboxMessage, sent).status = outbox.SENT
        audit.note(session, "officer", "unmask", NOW, about=own, reason="asked for help with a form")
    assert found_in_tables(database, TRACES)
    before = sorted(tables_of(database, stays))

    with database.session() as session:
        who = people.of_contact(session, gone)
        assert who.contacts == (gone,) and who.workers == (own,) and who.helped == (helped,)
        erase.person(session, who, NOW)
    answered = answer(database, gone)  # the turn that asked for it ends with words to the person
    assert asyncio.run(memory.forget([gone])) == 1

    with database.session() as session:
        assert erase.purge(session, NOW) == []  # they are still to be told
        session.execute(text("UPDATE outbox_messages SET status = 'sent' WHERE contact_id = :id"), {"id": gone})
        assert answered and erase.purge(session, NOW) == [gone]
    assert database.wipe_now()

    assert found_in_tables(database, TRACES) == set()
    assert gone not in {value for _, value in tables(database) if _ != "consent_events.holder"}
    assert memory.read(gone) == [] and memory.read(stays) == [OTHER_NAME]
    if database.is_sqlite:
        assert found_in_files(tmp_path, TRACES) == set()
        assert found_in_files(tmp_path, {OTHER_NAME})  # the search finds what is there
    assert not [line for line in caplog.messages for trace in TRACES if trace in line]
    sending.close()

    with database.session() as session:
        marks = session.scalars(select(ConsentEvent).where(ConsentEvent.holder.in_([gone, own]))).all()
        assert {(mark.holder, mark.kind, mark.version) for mark in marks} == {(gone, "erased", ""), (own, "erased", "")}
        assert {mark.subject for mark in marks} >= {consent.subject_of_phone(PHONE)}
        assert session.get(Worker, helped) is not None
        assert session.scalars(select(WorkerContact).where(WorkerContact.worker_id == helped)).all() == []
        count = session.get_one(CampaignCount, (campaign, "queued"))
        assert count.count == 1  # the other one
        kept = {row.key: (row.status, row.body is None) for row in session.scalars(
            select(OutboxMessage).where(OutboxMessage.contact_id == stays, OutboxMessage.key.in_(
                ["introduction", "asked", "untouched"])))}  # fmt: skip
        assert kept == {"introduction": ("withheld", True), "asked": ("sent", True), "untouched": ("queued", False)}
    after = sorted(tables_of(database, stays))
    assert [row for row in before if row not in after and "outbox" not in row] == []


def tables_of(database: Database, contact_id: str) -> Iterator[str]:
    """What stands of the other person, outside of the messages that named the first one."""
    with database.session() as session:
        for table in Base.metadata.sorted_tables:
            if "contact_id" in table.columns and table.name != "outbox_messages":
                for row in session.execute(select(table).where(table.c.contact_id == contact_id)):
                    yield f"{table.name} {tuple(row)}"


def answer(database: Database, contact_id: str) -> list[int]:
    """The turn under way ends: its words go, its reply is queued."""
    with database.session() as session:
        (open_,) = [one for one in inbox.unfinished(session, "whatsapp") if one[1] == contact_id]
        work = inbox.load(session, open_[0])
        assert work is not None
        return inbox.finish(session, work, Result((Outgoing("সব মুছে দেওয়া হয়েছে", "bn"),), {}, None), False, NOW)


def test_whoever_writes_again_is_new(database: Database) -> None:
    with database.session() as session:
        before = contacts.find_or_create(session, "whatsapp", "US.1", NOW, address="919831012345").id
        contacts.set_language(session, before, "hi")
        erase.person(session, people.of_contact(session, before), NOW)
        enqueue.message(session, before, Outgoing("erased", "hi"), "last", NOW, purpose="reply")
    with database.session() as session:
        after = contacts.find_or_create(session, "whatsapp", "US.1", NOW, address="919831012345")
        assert after.id != before and after.language is None
        assert session.get_one(Contact, before).address == "919831012345"  # where the last message still goes
        assert contacts.named(session, "whatsapp", "US.1") == after.id
        assert erase.purge(session, NOW) == []
        assert erase.purge(session, NOW + dt.timedelta(hours=25)) == [before]  # it could not be sent for a day
        assert session.get(Contact, after.id) is not None


def test_one_person_on_two_channels_goes_from_both(database: Database) -> None:
    with database.session() as session:
        one = contacts.find_or_create(session, "telegram", "1", NOW).id
        two = contacts.find_or_create(session, "whatsapp", "2", NOW).id
        helper = contacts.find_or_create(session, "web", "csc", NOW).id
        worker = register(session, one, "WB123", NAME, PHONE, "mason")
        session.add(WorkerContact(worker_id=worker, contact_id=two, role="self", since=NOW))
        session.add(WorkerContact(worker_id=worker, contact_id=helper, role="helper", since=NOW))
        session.flush()
        who = people.of_contact(session, two)
        assert set(who.contacts) == {one, two} and who.workers == (worker,)
        assert people.of_contact(session, helper) == people.Person((helper,), (), (worker,))
        erase.person(session, who, NOW)
        assert sorted(erase.purge(session, NOW)) == sorted([one, two])
        assert session.get(Contact, helper) is not None and session.get(Worker, worker) is None


@pytest.mark.parametrize("named", ["+919831012345", "WB-1234-5678-4"])
def test_people_are_named_by_number_or_telephone(database: Database, named: str) -> None:
    with database.session() as session:
        one = contacts.find_or_create(session, "whatsapp", "919831012345", NOW).id
        worker = register(session, one, "WB123456784", NAME, PHONE, "mason")
        (found,) = people.named(session, named)
        assert found == people.Person((one,), (worker,), ())
        assert people.named(session, "+919831099999") == []


def test_two_who_share_a_number_are_two(database: Database) -> None:
    with database.session() as session:
        one = contacts.find_or_create(session, "telegram", "1", NOW).id
        first = register(session, one, "WB1", "A B", PHONE, "mason")
        second = register(session, one, "WB2", "C D", PHONE, "tailor", role="helper")
        assert {person.workers for person in people.named(session, PHONE)} == {(first,), (second,)}


def test_words_that_others_use_too_stay(database: Database) -> None:
    with database.session() as session:
        one = contacts.find_or_create(session, "telegram", "1", NOW).id
        worker = register(session, one, "WB1", "A B", PHONE, "jhumur kaj")
        session.add(TradeReview(said="jhumur kaj", language="bn", count=2, first_at=NOW))
        session.flush()
        erase.worker(session, worker, NOW)
        assert session.scalars(select(TradeReview.count)).all() == [1]


def test_an_error_shows_no_values(database: Database) -> None:
    with pytest.raises(Exception, match="parameters hidden") as caught, database.session() as session:
        session.execute(text("INSERT INTO contacts (id, channel) VALUES ('x', :secret)"), {"secret": NAME[:12]})
    assert NAME[:12] not in re.sub(r"\s+", " ", str(caught.value))


def test_questions_are_erased_by_their_mark(database: Database) -> None:
    with database.session() as session:
        gaps.record(session, Gap("what is a frobnicator", "en", "en", "unclear"), NOW.date(), "one")
        gaps.record(session, Gap("what is a gizmo", "en", "en", "unclear"), NOW.date(), "two")
        marks: list[Any] = [row[1] for row in [("x", gaps.whose("one")), ("y", gaps.whose("two"))]]
        assert marks[0] != marks[1] and "one" not in marks[0]
        who = contacts.find_or_create(session, "web", "1", NOW).id
        gaps.record(session, Gap("what is a doodad", "en", "en", "unclear"), NOW.date(), who)
        erase.person(session, people.of_contact(session, who), NOW)
        assert [gap.text for gap in gaps.since(session, None)] == ["what is a frobnicator", "what is a gizmo"]


def test_ratings_go(database: Database) -> None:
    with database.session() as session:
        who = contacts.find_or_create(session, "web", "1", NOW).id
        ratings.rate(session, who, Judgement("pmegp", "what", "abcdef", True, "bn"), NOW)
        erase.person(session, people.of_contact(session, who), NOW)
        assert session.execute(text("SELECT count(*) FROM answer_ratings")).scalar() == 0
