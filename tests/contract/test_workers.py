"""The register of workers, drafts, codes and the review of trades, over SQLite and over a real PostgreSQL."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from threading import Barrier, Thread

import pytest
from sqlalchemy import func, select, text

from bot.db.models import Contact, Draft, PhoneCode, TradeReview, Worker, WorkerContact, WorkerTrade
from bot.db.session import Database
from bot.services import contacts, drafts, phone_codes, trade_reviews, workers
from bot.services.phone_codes import ATTEMPTS, LASTS
from bot.services.trade_reviews import UnknownReview
from bot.services.workers import Registration, Trade

NOW = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)
MINUTE, DAY = dt.timedelta(minutes=1), dt.timedelta(days=1)
RAHIM = Registration("Rahim Sheikh", "+919830012345", "malda", (Trade("mason"),))


def somebody(database: Database, sender: str = "42", channel: str = "telegram") -> str:
    with database.session() as session:
        return contacts.find_or_create(session, channel, sender, NOW).id


def trades(database: Database, worker_id: str) -> list[Trade]:
    with database.session() as session:
        return workers.trades_of(session, [worker_id])[worker_id]


# ---- Entering and changing


def test_everything_that_is_said_is_kept(database: Database) -> None:
    me = somebody(database)
    entry = replace(
        RAHIM, trades=(Trade("mason"), Trade("plumber")), place="Kaliachak", wants=frozenset({"work", "loan"}),
        experience=75, last_place="Kochi", last_state="kerala", age=34, gender="man", education="class_8",
        tools="trowel", bank=True, eshram=False, language="bn",
    )  # fmt: skip
    with database.session() as session:
        saved = workers.register(session, entry, NOW, contact_id=me, phone_proven=True)
    assert saved.fresh and saved.number.startswith("WB")
    with database.session() as session:
        worker = workers.own(session, me)
        assert worker is not None and worker.id == saved.worker_id
        assert (worker.status, worker.source, worker.phone_proven, worker.birth_year) == ("active", "chat", True, 1992)
        assert workers.as_registered(session, worker, NOW.date()) == entry
        stored = session.execute(text("SELECT phone FROM workers")).scalar_one()
        assert "9830012345" not in stored


def test_registering_again_changes_the_same_entry(database: Database) -> None:
    me = somebody(database)
    with database.session() as session:
        first = workers.register(session, replace(RAHIM, age=34, wants=frozenset({"loan"})), NOW, contact_id=me)
    with database.session() as session:
        again = replace(RAHIM, district="nadia", trades=(Trade("plumber"),))
        second = workers.register(session, again, NOW + DAY, contact_id=me)
    assert (second.worker_id, second.number, second.fresh) == (first.worker_id, first.number, False)
    with database.session() as session:
        worker = session.scalars(select(Worker)).one()
        assert (worker.district, worker.birth_year, worker.wants) == ("nadia", 1992, workers.WANTS["loan"])
        assert (worker.registered_at, worker.updated_at) == (NOW, NOW + DAY)
        row = session.scalars(select(WorkerTrade)).one()
        assert (row.trade, row.district, row.registered_at) == ("plumber", "nadia", NOW)


def test_a_place_goes_with_its_district_and_a_proof_with_its_number(database: Database) -> None:
    me = somebody(database)
    with database.session() as session:
        workers.register(session, replace(RAHIM, place="Ratua"), NOW, contact_id=me, phone_proven=True)
        workers.register(session, RAHIM, NOW, contact_id=me)
        worker = workers.own(session, me)
        assert worker is not None and worker.phone_proven and worker.place == "Ratua"
        workers.register(session, replace(RAHIM, district="nadia", phone="+919830099999"), NOW, contact_id=me)
        assert not worker.phone_proven and worker.place is None


def test_a_helper_registers_many_and_each_once(database: Database) -> None:
    helper = somebody(database)
    karim = replace(RAHIM, name="Karim Sheikh")
    with database.session() as session:
        own = workers.register(session, replace(RAHIM, name="Rina"), NOW, contact_id=helper)
        made = [workers.register(session, one, NOW + MINUTE, contact_id=helper, role="helper", source="helper")
                for one in (RAHIM, karim, replace(karim, name="karim  sheikh"))]  # fmt: skip
        known = workers.of_contact(session, helper)
        assert [one.fresh for one in made] == [True, True, False] and made[1].worker_id == made[2].worker_id
        assert known[0].id == own.worker_id and {one.id for one in known[1:]} == {made[0].worker_id, made[1].worker_id}
        assert workers.role(session, made[0].worker_id, helper) == "helper"
        assert workers.contacts_of(session, made[0].worker_id) == []
        assert [one.id for one in workers.by_phone(session, RAHIM.phone)][-1] == own.worker_id
        # Who is the worker themselves stays so, whoever helps.
        workers.link(session, own.worker_id, helper, "helper", NOW)
        assert workers.role(session, own.worker_id, helper) == "self"


def test_an_entry_of_a_list_becomes_active_when_the_person_registers(database: Database) -> None:
    me = somebody(database)
    with database.session() as session:
        listed = workers.register(session, RAHIM, NOW, source="import", status="unconfirmed")
        workers.link(session, listed.worker_id, me, "self", NOW)
    with database.session() as session:
        saved = workers.register(session, RAHIM, NOW, contact_id=me)
        assert not saved.fresh
        worker = session.get_one(Worker, saved.worker_id)
        assert (worker.status, worker.source) == ("active", "import")


def test_an_unknown_entry_is_not_made_by_its_id(database: Database) -> None:
    with database.session() as session:
        assert workers.register(session, RAHIM, NOW, worker_id="nobody").fresh


def test_a_deleted_worker_leaves_nothing(database: Database) -> None:
    me = somebody(database)
    with database.session() as session:
        saved = workers.register(session, RAHIM, NOW, contact_id=me)
        phone_codes.issue(session, me, saved.worker_id, NOW)
    with database.session() as session:
        assert workers.delete(session, saved.worker_id) and not workers.delete(session, saved.worker_id)
    with database.session() as session:
        for table in (Worker, WorkerTrade, WorkerContact, PhoneCode):
            assert session.scalar(select(func.count()).select_from(table)) == 0
        assert session.scalar(select(func.count()).select_from(Contact)) == 1


def test_two_people_at_once_get_two_numbers(database: Database) -> None:
    start, made = Barrier(4), []

    def enter(name: str) -> None:
        start.wait()
        with database.session() as session:
            made.append(workers.register(session, replace(RAHIM, name=name), NOW).number)

    threads = [Thread(target=enter, args=(f"Person {n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(made)) == 4


@pytest.mark.parametrize(
    ("e164", "shown"), [("+919830012345", "98xxxxxx45"), ("+971501234567", "97xxxxxxxx67"), ("+1234", "xxxx")]
)
def test_masked_numbers(e164: str, shown: str) -> None:
    assert workers.masked(e164) == shown


# ---- Trades that nobody knew


def test_unknown_trades_wait_and_a_decision_reaches_everybody(database: Database) -> None:
    said = [Trade("?", "Nol mistri"), Trade("?", "nol   mistri")]
    with database.session() as session:
        ids = [workers.register(session, replace(RAHIM, trades=(one,)), NOW).worker_id for one in said]
        both = workers.register(session, replace(RAHIM, trades=(Trade("plumber"), said[0])), NOW).worker_id
        (waiting,) = trade_reviews.waiting(session)
        assert (waiting.said, waiting.count) == ("nol mistri", 3)
    assert trades(database, ids[0]) == [Trade("?", "Nol mistri")]
    with database.session() as session:
        assert trade_reviews.decide(session, "NOL MISTRI", "plumber", NOW) == 3
        assert trade_reviews.waiting(session) == []
    assert [trades(database, one) for one in (*ids, both)] == [[Trade("plumber")]] * 3
    with database.session() as session:  # who says it later needs no official
        later = workers.register(session, replace(RAHIM, trades=(said[1],)), NOW).worker_id
    assert trades(database, later) == [Trade("plumber")]
    with database.session() as session:  # a decision can be changed
        assert trade_reviews.decide(session, "nol mistri", "pipe-fitter", NOW) == 3
    assert trades(database, ids[0]) == trades(database, later) == [Trade("pipe-fitter")]
    assert trades(database, both) == [Trade("plumber")]


def test_words_that_are_no_trade_go_but_for_the_last_ones(database: Database) -> None:
    with database.session() as session:
        only = workers.register(session, replace(RAHIM, trades=(Trade("?", "boss"),)), NOW).worker_id
        more = workers.register(session, replace(RAHIM, trades=(Trade("mason"), Trade("?", "boss"))), NOW).worker_id
        trade_reviews.decide(session, "boss", trade_reviews.NONE, NOW)
        assert trade_reviews.waiting(session) == []
        later = replace(RAHIM, trades=(Trade("?", "Boss"), Trade("mason")))
        third = workers.register(session, later, NOW).worker_id
    assert trades(database, only) == [Trade("?", "boss")]
    assert trades(database, more) == trades(database, third) == [Trade("mason")]


def test_the_same_person_is_counted_once(database: Database) -> None:
    me = somebody(database)
    entry = replace(RAHIM, trades=(Trade("?", "nol mistri"), Trade("?", "nol mistri")))
    with database.session() as session:
        for _ in range(3):
            saved = workers.register(session, entry, NOW, contact_id=me)
        assert session.scalars(select(TradeReview.count)).one() == 1
    assert trades(database, saved.worker_id) == [Trade("?", "nol mistri")]


def test_what_nobody_said_cannot_be_decided(database: Database) -> None:
    with pytest.raises(UnknownReview), database.session() as session:
        trade_reviews.decide(session, "nothing", "mason", NOW)


# ---- Drafts


def test_a_draft_is_kept_sealed_and_forgotten(database: Database) -> None:
    me = somebody(database)
    with database.session() as session:
        assert drafts.get(session, me, "worker") is None
        drafts.keep(session, me, "worker", {"name": "রহিম"}, ["consent"], NOW)
        drafts.keep(session, me, "worker", {"name": "রহিম", "phone": RAHIM.phone}, ["consent", "phone"], NOW + DAY)
        drafts.keep(session, me, "need", {"count": 3}, [], NOW)
    with database.session() as session:
        kept = drafts.get(session, me, "worker")
        assert kept is not None and kept.known == {"name": "রহিম", "phone": RAHIM.phone}
        assert (kept.asked, kept.updated_at) == (("consent", "phone"), NOW + DAY)
        for stored in session.execute(text("SELECT known FROM drafts")).scalars():
            assert "98300" not in stored and "name" not in stored
        assert drafts.drop(session, me, "worker") and not drafts.drop(session, me, "worker")
        assert session.scalars(select(Draft.tool)).all() == ["need"]


def test_a_draft_beyond_reason_leaves_the_last_good_one(database: Database) -> None:
    me = somebody(database)
    with database.session() as session:
        drafts.keep(session, me, "worker", {"tools": "x" * 5800}, [], NOW)
        drafts.keep(session, me, "worker", {"tools": "x" * 9000}, [], NOW)
    with database.session() as session:
        kept = drafts.get(session, me, "worker")
        assert kept is not None and len(kept.known["tools"]) == 5800


# ---- Codes


@pytest.fixture
def worker(database: Database) -> str:
    with database.session() as session:
        return workers.register(session, RAHIM, NOW).worker_id


def issue(database: Database, contact: str, worker: str, now: dt.datetime = NOW, number: int = 123456) -> str | None:
    with database.session() as session:
        return phone_codes.issue(session, contact, worker, now, draw=lambda _: number)


def check(database: Database, contact: str, said: str, now: dt.datetime = NOW) -> phone_codes.Checked:
    with database.session() as session:
        return phone_codes.check(session, contact, said, now)


def test_the_right_code_counts_once(database: Database, worker: str) -> None:
    me = somebody(database)
    assert issue(database, me, worker, number=4321) == "004321"
    with database.session() as session:
        assert "004321" not in session.scalars(select(PhoneCode.code)).one()
    assert check(database, me, "০০৪ ৩২১") == phone_codes.Checked("right", worker)
    assert check(database, me, "004321").outcome == "none"


def test_wrong_codes_are_counted_and_then_none_helps(database: Database, worker: str) -> None:
    me = somebody(database)
    issue(database, me, worker)
    left = [check(database, me, "111111") for _ in range(ATTEMPTS)]
    assert [one.left for one in left] == [4, 3, 2, 1, 0]
    assert [one.outcome for one in left] == ["wrong"] * 4 + ["spent"]
    assert check(database, me, "123456").outcome == "spent"


def test_an_old_code_is_late_and_a_new_one_voids_it(database: Database, worker: str) -> None:
    me = somebody(database)
    issue(database, me, worker)
    assert check(database, me, "123456", NOW + LASTS).outcome == "late"
    issue(database, me, worker, NOW + LASTS, 222222)
    assert check(database, me, "123456", NOW + LASTS).outcome == "wrong"
    assert check(database, me, "222222", NOW + LASTS).outcome == "right"


def test_three_codes_a_day_for_the_asker_and_for_the_worker(database: Database, worker: str) -> None:
    me, other = somebody(database), somebody(database, "43")
    assert [issue(database, me, worker) is not None for _ in range(4)] == [True, True, True, False]
    assert issue(database, other, worker) is None
    assert issue(database, other, worker, NOW + DAY + MINUTE) is not None
    assert issue(database, me, worker, NOW + DAY + MINUTE) is not None


def test_a_code_is_of_one_contact(database: Database, worker: str) -> None:
    me, other = somebody(database), somebody(database, "43")
    issue(database, me, worker)
    assert check(database, other, "123456").outcome == "none"
