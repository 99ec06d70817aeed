"""What officials of the console see of conversations and do with them, over SQLite and over a real PostgreSQL."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.conversation.handover import Desk
from bot.conversation.handover_acts import OfficerDesk, SaidAlready
from bot.db.models import AuditEvent, Contact, HandoverMessage, HandoverNote, HandoverWish, Learner, OutboxMessage
from bot.db.models import Officer as OfficerRow
from bot.db.session import Database
from bot.knowledge.library import Library
from bot.services import canned, contacts, handover, handover_desk, handover_person, handover_talk
from bot.services.canned import BadReply, UnknownReply
from bot.services.handover import NotNow, UnknownWish
from bot.services.handover_desk import Asked, NotAble
from bot.services.handover_talk import BadNote, BadReason
from bot.services.officers import Forbidden, Officer
from bot.services.privacy import erase, people
from bot.services.workers import Registration, Trade, register
from bot.settings import get_settings
from tests.register import NOW, officer

MINUTE, HOUR, DAY = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1)
MITA, NADIA, STATE = officer("malda", name="Mita"), officer("nadia", name="Nadia"), officer(name="State")
AUDITOR = Officer("x", "Auditor", None, frozenset({"handovers", "unmask"}), reads=True)
WHY = "She asked us to call her back."


def wish(
    db: Any, sender: str = "1", district: str | None = "malda", topic: str | None = "pmegp", now: dt.datetime = NOW,
    channel: str = "telegram", language: str = "bn",
) -> str:  # fmt: skip
    person = contacts.find_or_create(db, channel, sender, now).id
    if district:
        register(db, Registration("Fatima Bibi", "+919831123456", district, (Trade("tailor"),)), now, contact_id=person)
    handover.wish(db, person, topic, language, now)
    found = select(HandoverWish.id).where(HandoverWish.contact_id == person).order_by(HandoverWish.created_at.desc())
    made: str = db.scalars(found).first()
    return made


def ids(db: Any, who: Officer, **asked: Any) -> list[str]:
    return [one.id for one in handover_desk.inbox(db, who, Asked(**asked), None, 100)[0]]


@pytest.fixture(scope="module")
def desk() -> OfficerDesk:
    return OfficerDesk(Desk(Library(Path(get_settings().content_dir)), {"telegram": None, "whatsapp": DAY}))


def test_the_district_of_a_wish(database: Database) -> None:
    with database.session() as db:
        learner = contacts.find_or_create(db, "telegram", "learner", NOW).id
        db.add(Learner(contact_id=learner, district="nadia", updated_at=NOW))
        db.flush()
        made = [wish(db), wish(db, "learner", None), wish(db, "stranger", None)]
        assert [db.get_one(HandoverWish, one).district for one in made] == ["malda", "nadia", None]
        assert set(ids(db, MITA)) == {made[0], made[2]} and set(ids(db, NADIA)) == {made[1], made[2]}
        assert set(ids(db, STATE)) == set(made)
        assert ids(db, officer(rights=["handovers"], name="A")) and not ids(
            db, Officer("0", "Nowhere", frozenset(), frozenset({"handovers"}))
        )
        with pytest.raises(Forbidden):
            ids(db, officer("malda", rights=["registry"]))
        with pytest.raises(Forbidden):
            ids(db, NADIA, district="malda")
        with pytest.raises(UnknownWish):
            handover_desk.one(db, NADIA, made[0])


def test_tabs_filters_and_pages(database: Database, desk: OfficerDesk) -> None:
    with database.session() as db:
        made = [
            wish(db, str(n), now=NOW + n * MINUTE, topic="pmegp" if n % 2 else "udyam-registration") for n in range(5)
        ]
        hindi = wish(db, "h", channel="web", language="hi", now=NOW + HOUR)
        assert ids(db, MITA) == [*made, hindi]
        first, key = handover_desk.inbox(db, MITA, Asked(), None, 4)
        rest, end = handover_desk.inbox(db, MITA, Asked(), key, 4)
        assert [one.id for one in (*first, *rest)] == [*made, hindi] and end is None
        assert ids(db, MITA, topic="pmegp", channel="telegram") == made[1::2]
        assert ids(db, MITA, language="hi") == ids(db, MITA, channel="web") == [hindi]
        desk.take(db, MITA, made[0], NOW)
        desk.take(db, STATE, made[1], NOW)
        handover_desk.assign(db, STATE, made[2], "", NOW)
        for number in (3, 4):
            desk.close(db, MITA, made[number], NOW + number * HOUR)
        assert (ids(db, MITA, tab="mine"), ids(db, MITA, tab="others")) == ([made[0]], [made[1]])
        assert ids(db, MITA, tab="ended") == [made[4], made[3]]
        last, key = handover_desk.inbox(db, MITA, Asked("ended"), None, 1)
        assert [one.id for one in handover_desk.inbox(db, MITA, Asked("ended"), key, 1)[0]] == [made[3]]
        assert handover_desk.counts(db, MITA) == {"waiting": 2, "mine": 1, "others": 1}
        assert last[0].id == made[4]


def test_a_search_finds_words_and_no_masked_numbers(database: Database, desk: OfficerDesk) -> None:
    with database.session() as db:
        one, two = wish(db), wish(db, "2", topic="udyam-registration")
        handover.heard_from_person(db, one, "আমার লোন কবে পাব? 98311 23456", NOW)
        assert ids(db, MITA, words="লোন কবে") == [one]
        assert ids(db, MITA, words="98311") == ids(db, MITA, words="23456") == ids(db, MITA, words="100%") == []
        assert ids(db, MITA, words="x", topics=frozenset({"udyam-registration"})) == [two]
        assert handover_desk.one(db, MITA, one).waits_for_us
        desk.take(db, MITA, one, NOW)
        desk.say(db, MITA, one, "কাল", NOW)
        assert not handover_desk.one(db, MITA, one).waits_for_us


def test_acts_within_the_district_and_in_the_audit(database: Database, desk: OfficerDesk) -> None:
    with database.session() as db:
        made = wish(db)
        for act in (desk.take, desk.close, desk.give_back):
            with pytest.raises(UnknownWish):
                act(db, NADIA, made, NOW)
            with pytest.raises(Forbidden):
                act(db, AUDITOR, made, NOW)
        with pytest.raises(NotNow):
            desk.say(db, MITA, made, "x", NOW)
        desk.take(db, MITA, made, NOW)
        assert desk.say(db, MITA, made, "নমস্কার", NOW) is False
        with pytest.raises(SaidAlready):
            desk.say(db, MITA, made, "নমস্কার", NOW + MINUTE / 2)
        desk.say(db, MITA, made, "নমস্কার", NOW + 2 * MINUTE)
        with pytest.raises(NotNow):
            desk.say(db, STATE, made, "no", NOW)
        desk.give_back(db, MITA, made, NOW + HOUR)
        assert handover_desk.one(db, MITA, made).status == "open"
        desk.close(db, MITA, made, NOW + HOUR)
        acts = db.scalars(select(AuditEvent.act).where(AuditEvent.about == made).order_by(AuditEvent.id)).all()
        assert acts == ["handover_take", "handover_say", "handover_say", "handover_give_back", "handover_close"]
        told = [row.key.split(":")[0] for row in db.scalars(select(OutboxMessage).order_by(OutboxMessage.id))]
        assert told == ["handover_taken", "handover", "handover", "handover_given_back"]
        assert not any("নমস্কার" in str(vars(row)) for row in db.scalars(select(AuditEvent)))


def test_of_two_at_once_one_takes_it(database: Database, desk: OfficerDesk) -> None:
    with database.session() as db:
        made = wish(db)
    ready, results = Barrier(2), []

    def take(who: Officer) -> None:
        ready.wait()
        try:
            with database.session() as db:
                desk.take(db, who, made, NOW)
            results.append(who.name)
        except NotNow:
            results.append("")

    threads = [Thread(target=take, args=(who,)) for who in (MITA, STATE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.session() as db:
        assert sorted(results) == ["", handover_desk.one(db, MITA, made).official]
        assert db.scalars(select(AuditEvent.actor).where(AuditEvent.act == "handover_take")).all() == [max(results)]


def test_after_the_window_the_person_is_called_first(database: Database, desk: OfficerDesk) -> None:
    with database.session() as db:
        made = wish(db, "919831000000", channel="whatsapp")
        desk.take(db, MITA, made, NOW)
        assert desk.say(db, MITA, made, "in time", NOW + HOUR) is False
        db.execute(update(Contact).values(seen_at=NOW - DAY))
        assert desk.calls_first(db, MITA, made, NOW) and desk.say(db, MITA, made, "too late", NOW) is True
        assert ":call:" in db.scalars(select(OutboxMessage.key).order_by(OutboxMessage.id.desc())).all()[0]


def entered(db: Any, name: str, role: str, districts: list[str] | None, **values: Any) -> None:
    db.add(OfficerRow(name=name, role=role, districts=districts, rights=[], created_at=NOW, **values))
    db.flush()


def test_passing_on(database: Database, desk: OfficerDesk) -> None:
    with database.session() as db:
        made = wish(db)
        entered(db, "Asha", "help_desk", ["malda", "nadia"])
        entered(db, "Bina", "state_admin", None)
        entered(db, "Elsewhere", "help_desk", ["nadia"])
        entered(db, "Gone", "help_desk", ["malda"], revoked_at=NOW)
        entered(db, "Reader", "auditor", None)
        entered(db, "Trainer", "trainer", None)
        assert handover_desk.colleagues(db, MITA, made) == ["Asha", "Bina"]
        for name in ("Elsewhere", "Gone", "Reader", "Trainer", "Nobody"):
            with pytest.raises(NotAble):
                handover_desk.assign(db, MITA, made, name, NOW)
        handover_desk.assign(db, MITA, made, "Asha", NOW)
        asha = officer("malda", "nadia", name="Asha")
        assert ids(db, asha, tab="mine") == [made] and ids(db, MITA, tab="mine") == []
        handover_desk.assign(db, MITA, made, "", NOW)
        assert ids(db, asha, tab="mine") == []
        desk.take(db, MITA, made, NOW)
        with pytest.raises(NotNow):
            handover_desk.assign(db, STATE, made, "Asha", NOW)
        handover_desk.assign(db, MITA, made, "Asha", NOW + HOUR)
        row = db.get_one(HandoverWish, made, populate_existing=True)
        assert (row.status, row.official, row.active_at) == ("taken", "Asha", NOW + HOUR)
        with pytest.raises(NotNow):
            desk.say(db, MITA, made, "mine no more", NOW)
        desk.give_back(db, asha, made, NOW)
        assert handover_desk.one(db, MITA, made).assigned_to is None


def test_numbers_are_masked_until_somebody_says_why(database: Database) -> None:
    with database.session() as db:
        made = wish(db)
        other = wish(db, "other")
        handover.heard_from_person(db, made, "Call ৯৮৩১১ ২৩৪৫৬, account 1234 5678 9012", NOW)
        handover.heard_from_person(db, made, "PIN 732101, 15,00,000 rupees", NOW)
        (first, second), earlier = handover_talk.messages(db, MITA, made)
        assert first.text == "Call 98xxxxxx56, account …" and first.hidden and not earlier
        assert second.text == "PIN 732101, 15,00,000 rupees" and not second.hidden
        assert handover_talk.messages(db, MITA, made, limit=1) == ([second], True)
        assert handover_talk.messages(db, MITA, made, before=second.id) == ([first], False)
        for reason in ("", "short", "9831123456 9831123456", "x" * 301):
            with pytest.raises(BadReason):
                handover_talk.unmask(db, MITA, made, first.id, reason, NOW)
        with pytest.raises(UnknownWish):
            handover_talk.unmask(db, MITA, other, first.id, WHY, NOW)
        for who in (AUDITOR, officer("malda", rights=["handovers"])):
            with pytest.raises(Forbidden):
                handover_talk.unmask(db, who, made, first.id, WHY, NOW)
        assert db.scalars(select(AuditEvent)).all() == []
        shown = handover_talk.unmask(db, MITA, made, first.id, f"Fatima {WHY}", NOW)
        assert shown.text == "Call ৯৮৩১১ ২৩৪৫৬, account 1234 5678 9012"
        (event,) = db.scalars(select(AuditEvent)).all()
        assert (event.act, event.about, event.actor, event.reason) == ("handover_unmask", made, "Mita", f"… {WHY}")


def test_notes(database: Database) -> None:
    with database.session() as db:
        made = wish(db)
        for text in ("", "  ", "x" * 1001):
            with pytest.raises(BadNote):
                handover_talk.note(db, MITA, made, text, NOW)
        with pytest.raises(Forbidden):
            handover_talk.note(db, AUDITOR, made, "x", NOW)
        handover_talk.note(db, MITA, made, " call 9831123456 ", NOW)
        (note,) = handover_talk.notes(db, AUDITOR, made)
        assert (note.officer, note.text) == ("Mita", "call 98xxxxxx56")
        assert not handover_talk.drop_note(db, STATE, made, note.id, NOW)
        assert handover_talk.drop_note(db, MITA, made, note.id, NOW) and handover_talk.notes(db, MITA, made) == []
        assert db.scalars(select(OutboxMessage)).all() == []  # the person is told nothing


@pytest.mark.parametrize("over", [True, False])
def test_notes_go_with_the_messages(database: Database, desk: OfficerDesk, over: bool) -> None:
    with database.session() as db:
        made = wish(db)
        handover_talk.note(db, MITA, made, "old", NOW)
        handover_talk.note(db, MITA, made, "new", NOW + DAY)
        handover.heard_from_person(db, made, "old", NOW)
        if over:
            desk.close(db, MITA, made, NOW + DAY)
        assert handover.forget_texts(db, NOW + HOUR) == int(over)
        assert [note.text for note in handover_talk.notes(db, MITA, made)] == (["new"] if over else ["old", "new"])


def test_an_erased_person_takes_everything_along(database: Database) -> None:
    with database.session() as db:
        made, other = wish(db), wish(db, "other", "nadia")
        for one in (made, other):
            handover.heard_from_person(db, one, "words", NOW)
            handover_talk.note(db, STATE, one, "a note", NOW)
        erase.person(db, people.of_contact(db, db.get_one(HandoverWish, made).contact_id), NOW)
        for table in (HandoverNote, HandoverMessage):
            assert db.scalars(select(table.wish_id)).all() == [other]
        with pytest.raises(UnknownWish):
            handover_talk.notes(db, STATE, made)


def test_the_person(database: Database) -> None:
    with database.session() as db:
        made, unknown = wish(db), wish(db, "2", None)
        known = handover_person.person(db, MITA, made)
        assert known.registered is not None and known.registered.phone == "98xxxxxx56"
        assert "Fatima" not in str(known) and "9831123456" not in str(known)
        assert known.agreed["registry"] is None and known.gets is not None and not known.gets.stopped
        stranger = handover_person.person(db, MITA, unknown)
        assert stranger.registered is None and set(stranger.agreed) == {"reminders", "announcements", "training"}
        # Whoever registered elsewhere later is not shown to an official of another district.
        db.execute(update(HandoverWish).values(district=None))
        assert handover_person.person(db, NADIA, made).registered is None
        contacts.stop(db, db.get_one(HandoverWish, made).contact_id, NOW)
        stopped = handover_person.person(db, MITA, made)
        assert stopped.gets is not None and stopped.gets.stopped


def test_prepared_answers(database: Database) -> None:
    with database.session() as db:
        made = canned.create(db, MITA, " Call  back ", "pmegp", {"bn": " কাল ফোন করব ", "hi": " ", "en": ""}, NOW)
        reply = canned.get(db, NADIA, made)
        assert (reply.title, reply.texts, reply.changed_by) == ("Call back", {"bn": "কাল ফোন করব"}, "Mita")
        canned.create(db, MITA, "A first", "", {"en": "x"}, NOW)
        assert [one.title for one in canned.listed(db, MITA)] == ["A first", "Call back"]
        assert [one.title for one in canned.listed(db, MITA, "pmegp")] == ["Call back", "A first"]
        faults = [
            ("", {"en": "x"}, "title", "missing"), ("t" * 81, {"en": "x"}, "title", "long"),
            ("Call back", {"en": "x"}, "title", "taken"), ("t", {"en": " "}, "texts", "missing"),
            ("t", {"fr": "x"}, "texts", "missing"), ("t", {"hi": "x" * 3501}, "hi", "long"),
        ]  # fmt: skip
        for title, texts, field, fault in faults:
            with pytest.raises(BadReply) as caught:
                canned.create(db, MITA, title, "", texts, NOW)
            assert (caught.value.field, caught.value.fault) == (field, fault)
        canned.change(db, NADIA, made, "Call back", "", {"hi": "कल"}, reply.changed_at, NOW + HOUR)
        with pytest.raises(BadReply, match="changed"):
            canned.change(db, MITA, made, "Call back", "", {"en": "late"}, reply.changed_at, NOW + HOUR)
        assert canned.get(db, MITA, made).texts == {"hi": "कल"}
        for act in (
            lambda: canned.create(db, AUDITOR, "t", "", {"en": "x"}, NOW),
            lambda: canned.delete(db, AUDITOR, made, NOW),
            lambda: canned.listed(db, officer(rights=["registry"])),
        ):  # fmt: skip
            with pytest.raises(Forbidden):
                act()
        canned.delete(db, MITA, made, NOW)
        with pytest.raises(UnknownReply):
            canned.get(db, MITA, made)
        acts = db.scalars(select(AuditEvent.act).where(AuditEvent.about == made).order_by(AuditEvent.id)).all()
        assert acts == ["canned_create", "canned_change", "canned_delete"]
