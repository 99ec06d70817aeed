"""The outbox over SQLite and over a real PostgreSQL: leases, settling, recovery, campaigns, receipts."""

from __future__ import annotations

import asyncio
import datetime as dt
from typing import Any

import pytest
from sqlalchemy import select, text, update

from bot.channels.base import (
    ChannelDown,
    ContactStopped,
    Outgoing,
    Permanent,
    Receipt,
    Retryable,
    SendError,
    TemplateCall,
    TemplateRefused,
)
from bot.channels.wire import to_json
from bot.db.models import Campaign, Contact, EarlyReceipt, OutboxMessage, Preference
from bot.db.session import Database
from bot.delivery import enqueue, outbox, prepare, receipts, recorder, recovery, states
from bot.delivery.journal import Journal
from bot.delivery.outbox import BULK, DEAD, QUEUED, REPLY, SENT, Due, Outcome
from bot.services import contacts

NOW = dt.datetime(2026, 11, 21, 9, 0, tzinfo=dt.UTC)
SECOND = dt.timedelta(seconds=1)


def person(database: Database, name: str) -> str:
    with database.session() as session:
        return contacts.find_or_create(session, "telegram", name, NOW).id


def queue(database: Database, name: str, number: int, **more: Any) -> int:
    contact = person(database, name)
    with database.session() as session:
        values: dict[str, Any] = {"status": "queued", "attempts": 0, "next_attempt_at": NOW, "created_at": NOW}
        values |= {"body": to_json(Outgoing(f"{number}", "bn"))}
        row = OutboxMessage(key=f"{name}:{number}", contact_id=contact, channel="telegram", **(values | more))
        session.add(row)
        session.flush()
        return row.id


def claim(
    database: Database, limit: int = 10, now: dt.datetime = NOW, channel: str = "telegram", lane: int = REPLY,
    sender: str = "one",
) -> list[Due]:  # fmt: skip
    with database.session() as session:
        return outbox.claim(session, channel, lane, limit, now, sender)


def settle(database: Database, *outcomes: Outcome, sender: str = "one", now: dt.datetime = NOW) -> list[int]:
    with database.session() as session:
        return [one.due.id for one in outbox.settle(session, outcomes, now, sender)]


def row(database: Database, row_id: int) -> OutboxMessage:
    with database.session() as session:
        return session.get_one(OutboxMessage, row_id)


# Leases


def test_a_claim_takes_the_first_of_each_person(database: Database) -> None:
    ids = {name: [queue(database, name, number) for number in range(3)] for name in ("a", "b")}
    due = claim(database)
    assert [one.id for one in due] == sorted([ids["a"][0], ids["b"][0]])
    assert [(one.recipient, one.attempts, (one.body or {})["text"]) for one in due] == [("a", 1, "0"), ("b", 1, "0")]
    assert row(database, ids["a"][0]).leased_until == NOW + outbox.LEASE
    assert claim(database) == []
    settle(database, Outcome(due[0], SENT, "ext"))
    assert [one.id for one in claim(database)] == [ids["a"][1]]


def test_a_persons_address_is_where_it_goes(database: Database) -> None:
    queue(database, "user-id", 1)
    with database.session() as session:
        contacts.find_or_create(session, "telegram", "user-id", NOW, address="919800000000")
    assert [one.recipient for one in claim(database)] == ["919800000000"]


def test_a_lease_that_runs_out_gives_the_row_back_in_doubt(database: Database) -> None:
    mine = queue(database, "a", 1)
    assert [(one.attempts, one.in_doubt) for one in claim(database)] == [(1, False)]
    assert claim(database, now=NOW + outbox.LEASE - SECOND, sender="two") == []
    (again,) = claim(database, now=NOW + outbox.LEASE, sender="two")
    assert (again.id, again.attempts, again.in_doubt) == (mine, 2, True)


def test_a_heart_beat_keeps_the_lease(database: Database) -> None:
    (due,) = [claim(database)[0] for _ in [queue(database, "a", 1)]]
    with database.session() as session:
        outbox.renew(session, [due.id], NOW + outbox.LEASE / 2, "one")
        outbox.renew(session, [due.id], NOW + 5 * outbox.LEASE, "another")
    assert claim(database, now=NOW + outbox.LEASE) == []
    assert len(claim(database, now=NOW + outbox.LEASE * 1.5)) == 1


def test_replies_and_bulk_are_two_lanes(database: Database) -> None:
    bulk = queue(database, "a", 1, lane=BULK)
    reply = queue(database, "a", 2)
    assert [one.id for one in claim(database)] == [reply]
    assert [one.id for one in claim(database, lane=BULK)] == [bulk]


def test_only_what_is_due_on_this_channel(database: Database) -> None:
    waits = queue(database, "a", 1, next_attempt_at=NOW + SECOND)
    queue(database, "a", 2)
    queue(database, "b", 1, status="dead")
    queue(database, "c", 1, status="sent")
    assert claim(database) == []
    assert claim(database, channel="whatsapp", now=NOW + SECOND) == []
    assert [one.id for one in claim(database, now=NOW + SECOND)] == [waits]


def test_people_who_wait_do_not_block_the_others(database: Database) -> None:
    for number in range(30):
        queue(database, f"p{number}", 1, next_attempt_at=NOW + 9 * SECOND)
    for number in range(30):
        queue(database, "long queue", number, **({"next_attempt_at": NOW + 9 * SECOND} if number == 0 else {}))
    free = queue(database, "new", 1)
    assert [one.id for one in claim(database, limit=2)] == [free]


async def test_claims_at_once_never_lease_the_same_row(database: Database) -> None:
    ids = [queue(database, f"p{number % 10}", number) for number in range(40)]
    for first in range(0, 40, 10):
        claims = await asyncio.gather(
            *(database.run(outbox.claim, "telegram", REPLY, 3, NOW, "one") for _ in range(12))
        )
        due = [one for claimed in claims for one in claimed]
        assert len({one.id for one in due}) == len(due)
        due += claim(database, 100)
        assert sorted(one.id for one in due) == ids[first : first + 10]
        settle(database, *(Outcome(one, SENT) for one in due))


@pytest.mark.parametrize("url", ["postgres"], indirect=True)  # SQLite has one writer: it cannot happen there
def test_a_claim_beside_an_open_one_does_not_overtake(database: Database) -> None:
    """While one sender's claim is not committed, another gets neither its rows nor the same people's next ones."""
    for number in range(2):
        queue(database, "a", number)
    other = queue(database, "b", 1)
    with database.session() as one, database.session() as two:
        assert [due.recipient for due in outbox.claim(one, "telegram", REPLY, 1, NOW, "one")] == ["a"]
        assert [due.id for due in outbox.claim(two, "telegram", REPLY, 10, NOW, "two")] == [other]


# Settling


def test_what_becomes_of_a_row(database: Database) -> None:
    mine = queue(database, "a", 1)
    (due,) = claim(database)
    settle(database, Outcome(due, QUEUED, error="e" * 300, at=NOW + SECOND, parts_sent=1))
    kept = row(database, mine)
    assert (kept.attempts, kept.leased_until, kept.leased_by, kept.next_attempt_at) == (1, None, None, NOW + SECOND)
    assert (kept.error, kept.parts_sent) == ("e" * 200, 1)
    (due,) = claim(database, now=NOW + SECOND)
    assert due.parts_sent == 1
    settle(database, Outcome(due, QUEUED, error="throttled", at=NOW, counted=False, parts_sent=1))
    assert row(database, mine).attempts == 1
    (due,) = claim(database)
    settle(database, Outcome(due, SENT, "ext", parts_sent=2))
    kept = row(database, mine)
    assert (kept.status, kept.external_id, kept.error, kept.sent_at) == (SENT, "ext", None, NOW)


def test_a_sender_settles_only_what_it_still_holds(database: Database) -> None:
    mine = queue(database, "a", 1)
    (slow,) = claim(database)
    (taken_over,) = claim(database, now=NOW + outbox.LEASE, sender="two")
    assert settle(database, Outcome(slow, DEAD, error="late")) == []
    assert settle(database, Outcome(taken_over, SENT, "ext"), sender="two") == [mine]
    assert settle(database, Outcome(taken_over, DEAD), sender="two") == []
    assert (row(database, mine).status, row(database, mine).error) == (SENT, None)


def test_a_person_who_is_gone_gets_nothing_of_what_waits(database: Database) -> None:
    ids = [queue(database, "a", number, purpose="announcements" if number == 2 else "reply") for number in range(3)]
    other = queue(database, "b", 1)
    contact = row(database, ids[0]).contact_id
    with database.session() as session:
        recorder.stop_contact(session, contact, True, NOW)
    assert [row(database, one).status for one in ids] == ["queued", "queued", "withheld"]
    with database.session() as session:
        recorder.stop_contact(session, contact, False, NOW)
        assert session.get_one(Contact, contact).unreachable_at == NOW
    assert [row(database, one).status for one in (*ids, other)] == ["dead", "dead", "withheld", "queued"]


def test_given_up_messages_are_queued_again_by_command(database: Database) -> None:
    text_gone = queue(database, "a", 1, status="dead", body=None)
    over = queue(database, "a", 2, status="dead", expires_at=NOW)
    mine = queue(database, "a", 3, status="dead", attempts=8, error="down")
    done = queue(database, "a", 4, status="sent")
    with database.session() as session:
        session.execute(text("UPDATE outbox_messages SET body = NULL WHERE id = :id"), {"id": text_gone})
        assert outbox.requeue(session, NOW, channel="whatsapp") == 0
        assert outbox.requeue(session, NOW, ids=[done, mine]) == 1
        assert outbox.requeue(session, NOW) == 0
    assert [row(database, one).status for one in (text_gone, over, mine, done)] == ["dead", "dead", "queued", "sent"]
    assert (row(database, mine).attempts, row(database, mine).error) == (0, None)


def test_old_texts_are_forgotten_once(database: Database) -> None:
    old = queue(database, "a", 1, status="sent", created_at=NOW - SECOND)
    waits = queue(database, "a", 2, created_at=NOW - SECOND)
    fresh = queue(database, "a", 3, status="dead")
    with database.session() as session:
        assert outbox.forget_texts(session, NOW) == 1
        assert outbox.forget_texts(session, NOW) == 0
    assert [row(database, one).body is None for one in (old, waits, fresh)] == [True, False, False]
    with database.session() as session:
        assert session.scalar(text("SELECT count(*) FROM outbox_messages WHERE body IS NULL")) == 1


# Queueing


def test_the_same_cause_is_queued_once(database: Database) -> None:
    contact = person(database, "a")
    with database.session() as session:
        first = enqueue.message(session, contact, Outgoing("x", "bn"), "session:1:reminder", NOW)
        again = enqueue.message(session, contact, Outgoing("y", "bn"), "session:1:reminder", NOW)
        other = enqueue.message(session, contact, Outgoing("y", "bn"), "session:2:reminder", NOW, bulk=True)
        assert first is not None and again is None and other is not None
        with pytest.raises(LookupError):
            enqueue.message(session, "nobody", Outgoing("x", "bn"), "k", NOW)
    kept = row(database, first)
    assert (kept.lane, kept.purpose, kept.body) == (REPLY, "service", to_json(Outgoing("x", "bn")))
    assert row(database, other).lane == BULK


def broadcast(database: Database, people: int, **more: Any) -> str:
    for number in range(people):
        person(database, f"p{number}")
    with database.session() as session:
        texts = {"bn": Outgoing("খবর", "bn"), "en": Outgoing("news", "en", template=TemplateCall("news", "bn"))}
        made = enqueue.campaign(session, "News", "announcements", texts, select(Contact.id), NOW, **more)
        return made.id


def test_a_campaign_freezes_its_people_and_counts_as_rows_move(database: Database) -> None:
    campaign = broadcast(database, 5)
    person(database, "later")
    due = claim(database, lane=BULK)
    assert len(due) == 5 and all(one.body is None and one.campaign_id == campaign for one in due)
    settle(database, *(Outcome(one, SENT, f"x{one.id}") for one in due[:3]), Outcome(due[3], DEAD, error="no"))
    with database.session() as session:
        assert enqueue.reached(session, campaign) == {"queued": 1, "sent": 3, "dead": 1}
        for _ in range(2):  # services repeat themselves
            for state in ("read", "delivered", "sent"):
                receipts.take(session, "telegram", Receipt(f"x{due[0].id}", state, NOW), NOW)  # type: ignore[arg-type]
        receipts.take(session, "telegram", Receipt(f"x{due[1].id}", "delivered", NOW), NOW)
        assert enqueue.reached(session, campaign) == {"queued": 1, "sent": 3, "dead": 1, "delivered": 2, "read": 1}
        assert outbox.requeue(session, NOW) == 1
        assert enqueue.reached(session, campaign)["queued"] == 2


def test_a_campaign_speaks_each_persons_language_and_can_be_stopped(database: Database) -> None:
    campaign = broadcast(database, 2)
    with database.session() as session:
        session.execute(update(Contact).where(Contact.sender == "p1").values(language="en"))
    knowledge = prepare.Knowledge(lambda _, people, *__: set(people), lambda *_: None)

    def take(now: dt.datetime) -> list[prepare.Prepared]:
        from bot.channels.base import Capabilities
        from bot.delivery.policy import Rules

        limits = Capabilities(text=100, buttons=0, button_title=20)
        with database.session() as session:
            return prepare.take(session, "telegram", BULK, 10, now, "one", limits, knowledge, Rules())

    said = {one.due.recipient: one.decision for one in take(NOW)}
    assert [said[name].message.text for name in ("p0", "p1")] == ["খবর", "news"]
    with database.session() as session:
        enqueue.stop_campaign(session, campaign, NOW)
        assert session.get_one(Campaign, campaign).stopped_at == NOW
    assert {one.decision.reason for one in take(NOW + outbox.LEASE)} == {"the campaign was stopped"}


def test_what_is_off_or_paused_is_known_to_all_senders(database: Database) -> None:
    with database.session() as session:
        assert states.read(session, "telegram") == states.Standing()
        states.pause(session, "telegram", NOW + 9 * SECOND)
        states.pause(session, "telegram", NOW + SECOND)
        states.down(session, "telegram", "wrong token")
        assert states.read(session, "telegram") == states.Standing(NOW + 9 * SECOND, "wrong token")
        states.up(session, "telegram")
        assert states.read(session, "telegram").down is None


# Receipts


def sent(database: Database, external_id: str | None = "ext") -> int:
    mine = queue(database, "a", 1)
    (due,) = claim(database)
    if external_id is not None:
        settle(database, Outcome(due, SENT, external_id))
    return mine


def take(database: Database, state: Any, external_id: str = "ext", **more: Any) -> str | None:
    with database.session() as session:
        return receipts.take(session, "telegram", Receipt(external_id, state, NOW + SECOND, **more), NOW + SECOND)


def test_read_before_delivered(database: Database) -> None:
    mine = sent(database)
    take(database, "read")
    take(database, "delivered")
    assert (row(database, mine).read_at, row(database, mine).delivered_at) == (NOW + SECOND, NOW + SECOND)


def test_status_before_the_send_answer(database: Database) -> None:
    mine = queue(database, "a", 1)
    (due,) = claim(database)
    take(database, "delivered")
    with database.session() as session:
        assert session.scalars(select(EarlyReceipt)).one().state == "delivered"
        mine_again = outbox.settle(session, [Outcome(due, SENT, "ext")], NOW, "one")
        receipts.take_early(session, "telegram", {"ext": mine_again[0].due.id}, NOW)
        assert session.scalars(select(EarlyReceipt)).all() == []
    assert (row(database, mine).status, row(database, mine).delivered_at) == (SENT, NOW + SECOND)


def test_a_key_that_comes_back_settles_a_message_in_doubt(database: Database) -> None:
    mine = sent(database, None)
    take(database, "sent", "wamid.1", key=receipts.key_of(mine))
    kept = row(database, mine)
    assert (kept.status, kept.external_id, kept.leased_by, kept.in_doubt) == (SENT, "wamid.1", None, False)
    assert claim(database, now=NOW + 2 * outbox.LEASE) == []


def test_the_first_part_of_a_message_does_not_settle_it(database: Database) -> None:
    mine = sent(database, None)
    take(database, "delivered", "wamid.1", key=receipts.key_of(mine, last=False))
    assert row(database, mine).status == QUEUED


def test_failed_after_sent_is_given_up_or_tried_again(database: Database) -> None:
    mine = sent(database)
    take(database, "failed", error=Retryable("131053"))
    kept = row(database, mine)
    assert (kept.status, kept.sent_at, kept.next_attempt_at) == (QUEUED, None, NOW + SECOND + receipts.AGAIN)
    (due,) = claim(database, now=kept.next_attempt_at)
    settle(database, Outcome(due, SENT, "ext2"))
    assert take(database, "failed", "ext2", error=Permanent("131026")) is None
    assert (row(database, mine).status, row(database, mine).failed_at) == (DEAD, NOW + SECOND)


@pytest.mark.parametrize("error", [ChannelDown("131042"), TemplateRefused("132015"), Retryable("131000")])
def test_failed_for_what_can_be_mended_waits_but_not_for_ever(
    database: Database, error: SendError, caplog: pytest.LogCaptureFixture
) -> None:
    mine, now = sent(database), NOW
    for tries in range(receipts.MOST_TRIES):
        take(database, "failed", f"ext{tries}" if tries else "ext", error=error)
        kept = row(database, mine)
        if kept.status == DEAD:
            break
        now = kept.next_attempt_at
        (due,) = claim(database, now=now)
        settle(database, Outcome(due, SENT, f"ext{tries + 1}"))
    assert (kept.status, kept.attempts) == (DEAD, receipts.MOST_TRIES)
    loud = [one for one in caplog.records if one.levelname == "CRITICAL"]
    assert len(loud) == (receipts.MOST_TRIES if isinstance(error, TemplateRefused) else 0)
    with database.session() as session:  # the senders raise the alarm of a channel that is off
        assert states.read(session, "telegram").down == (str(error) if isinstance(error, ChannelDown) else None)


def test_a_failure_told_again_or_late_does_not_send_twice_or_lose_it(database: Database) -> None:
    mine = sent(database)
    take(database, "failed", error=Retryable("131000"))
    again = row(database, mine).next_attempt_at
    (due,) = claim(database, now=again)
    for state in ("failed", "sent", "delivered"):  # while it is sent anew
        take(database, state, key=receipts.key_of(mine), error=Retryable("131000") if state == "failed" else None)
    assert (row(database, mine).status, row(database, mine).leased_by) == (QUEUED, "one")
    assert settle(database, Outcome(due, SENT, "ext2")) == [mine]
    take(database, "failed", key=receipts.key_of(mine), error=Retryable("131000"))
    assert (row(database, mine).status, row(database, mine).external_id) == (SENT, "ext2")
    take(database, "delivered", "ext2", key=receipts.key_of(mine))
    assert row(database, mine).delivered_at == NOW + SECOND


def test_a_second_sending_that_fails_early_counts(database: Database) -> None:
    mine = sent(database)
    take(database, "failed", error=Retryable("131000"))
    (due,) = claim(database, now=row(database, mine).next_attempt_at)
    take(database, "failed", "ext2", key=receipts.key_of(mine), error=Permanent("131026"))
    assert (row(database, mine).status, row(database, mine).external_id) == (DEAD, "ext2")
    assert settle(database, Outcome(due, SENT, "ext2")) == []


@pytest.mark.parametrize("marketing", [True, False])
def test_a_person_who_stopped_before_the_send_answer(database: Database, marketing: bool) -> None:
    mine = queue(database, "a", 1)
    (due,) = claim(database)
    take(database, "failed", error=ContactStopped("131050", marketing=marketing))
    settle(database, Outcome(due, SENT, "ext"))
    with database.session() as session:
        assert receipts.take_early(session, "telegram", {"ext": mine}, NOW) == [(due.contact_id, marketing)]
    assert row(database, mine).status == DEAD


def test_failed_because_the_person_is_gone_names_them(database: Database) -> None:
    mine = sent(database)
    assert take(database, "failed", error=ContactStopped("131050", marketing=True)) == row(database, mine).contact_id


def test_failed_after_delivered_changes_nothing(database: Database) -> None:
    mine = sent(database)
    take(database, "delivered")
    take(database, "failed", error=Permanent("?"))
    assert row(database, mine).status == SENT


def test_receipts_of_messages_that_are_not_ours_are_forgotten(database: Database) -> None:
    take(database, "read", "somebody else's")
    take(database, "read", "somebody else's")
    with database.session() as session:
        assert len(session.scalars(select(EarlyReceipt)).all()) == 1
        receipts.forget_early(session, NOW + receipts.FORGET_EARLY + 2 * SECOND)
        assert session.scalars(select(EarlyReceipt)).all() == []


# After a crash


def test_a_killed_sender_knows_what_was_under_way(database: Database, tmp_path: Any) -> None:
    ids = {name: queue(database, name, 1) for name in ("sent", "under way", "waiting", "half")}
    journal = Journal.open(tmp_path)
    claim(database, sender=journal.name)
    journal.begin()
    journal.sending(ids["sent"])
    journal.sent(ids["sent"], "ext-1")
    journal.sending(ids["half"])
    journal.sent(ids["half"], "ext-2", last=False)
    journal.sending(ids["under way"])
    journal.close()  # as the operating system does when the process is killed
    again = Journal.open(tmp_path)
    assert again.name == journal.name
    with database.session() as session:
        recovery.recover(session, again, {}, NOW)
    found = {name: row(database, number) for name, number in ids.items()}
    assert {name: (one.status, one.in_doubt, one.parts_sent) for name, one in found.items()} == {
        "sent": (SENT, False, 1),
        "under way": (QUEUED, True, 0),
        "waiting": (QUEUED, False, 0),
        "half": (QUEUED, False, 1),
    }
    assert found["sent"].external_id == "ext-1"
    due = {one.id: one for one in claim(database)}
    assert sorted(due) == sorted(ids[name] for name in ("under way", "waiting", "half"))
    assert due[ids["half"]].parts_sent == 1  # the second part is what is still missing
    assert {one.attempts for one in due.values()} == {1}


@pytest.mark.parametrize("lost", ["the file", "the last lines"])
def test_after_a_power_cut_all_that_was_leased_is_in_doubt(database: Database, tmp_path: Any, lost: str) -> None:
    ids = {name: queue(database, name, 1) for name in ("sent", "perhaps sent")}
    journal = Journal.open(tmp_path)
    claim(database, sender=journal.name)
    journal.begin()
    journal.sending(ids["sent"])
    journal.sent(ids["sent"], "ext-1")
    journal.close()
    if lost == "the file":
        journal.path.unlink()
    else:  # the machine was started anew
        _, rest = journal.path.read_text().split("\n", 1)
        journal.path.write_text(f"m another-start\n{rest}")
    again = Journal.open(tmp_path)
    with database.session() as session:
        recovery.recover(session, again, {}, NOW)
    again.close()
    assert row(database, ids["perhaps sent"]).in_doubt
    told = row(database, ids["sent"])
    assert told.in_doubt if lost == "the file" else told.status == SENT


def test_people_may_be_chosen_by_any_table_and_nobody_comes_twice(database: Database) -> None:
    ids = [person(database, name) for name in ("a", "b", "c")]
    with database.session() as session:
        for contact, purpose in ((ids[0], "reminders"), (ids[0], "announcements"), (ids[1], "reminders")):
            session.add(Preference(contact_id=contact, purpose=purpose, topic="", wanted=True, changed_at=NOW))
        session.flush()
        wanted = select(Preference.contact_id).where(Preference.wanted)
        made = enqueue.campaign(session, "News", "service", {"bn": Outgoing("x", "bn")}, wanted, NOW)
        assert enqueue.reached(session, made.id) == {"queued": 2}
    with database.session() as session:
        some = select(Contact.id).where(Contact.sender == "c")
        made = enqueue.campaign(session, "More", "service", {"bn": Outgoing("x", "bn")}, some, NOW)
        assert enqueue.reached(session, made.id) == {"queued": 1}
