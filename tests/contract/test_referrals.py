"""Loans that people asked help with, over SQLite and over a real PostgreSQL: states, desks, consent, what is told."""

from __future__ import annotations

import datetime as dt
import logging
import secrets
from collections.abc import Sequence
from itertools import product
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import select, text

from bot.conversation import referrals as telling
from bot.conversation import wishes
from bot.conversation.engine import Say
from bot.conversation.fills import filled
from bot.conversation.referrals import LoanDesk
from bot.conversation.reply import Composer
from bot.db.models import AuditEvent, Contact, OutboxMessage, Referral, ReferralStep, Worker, WorkerContact
from bot.db.session import Database
from bot.knowledge.library import Library
from bot.services import consent, contacts, identity, numbers, referral_desk, referrals
from bot.services.officers import Forbidden, Officer
from bot.services.referrals import (
    FOLLOWS,
    OPEN,
    PATIENCE,
    STATUSES,
    BadReason,
    NotNow,
    Request,
    Status,
    TooMany,
    UnknownReferral,
)
from bot.settings import get_settings
from tests.surroundings import around

NOW = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
PHONE = "+919830012345"
MALDA = Officer("a" * 32, "Mita Das", frozenset({"malda"}), frozenset({"referrals"}))
NADIA = Officer("b" * 32, "Amit Pal", frozenset({"nadia"}), frozenset({"referrals"}))
STATE = Officer("c" * 32, "S. Roy", None, frozenset({"referrals"}))
NO_RIGHT = Officer("d" * 32, "Guest", frozenset({"malda"}), frozenset({"export", "unmask"}))
WHY = "the bank wants two years of sales"


@pytest.fixture(scope="module")
def library() -> Library:
    return Library(get_settings().content_dir)


def somebody(database: Database, sender: str = "42", channel: str = "telegram", **values: Any) -> str:
    with database.session() as session:
        person = contacts.find_or_create(session, channel, sender, NOW).id
        for name, value in values.items():
            setattr(session.get_one(Contact, person), name, value)
    return person


def asked(**changes: Any) -> Request:
    values: dict[str, Any] = {
        "purpose": "tools", "amount": 200_000, "district": "malda", "documents": ("aadhaar",), "name": "Rina Das",
        "phone": PHONE, "language": "bn",
    }  # fmt: skip
    return Request(**{**values, **changes})


def made(database: Database, person: str, now: dt.datetime = NOW, **changes: Any) -> str:
    with database.session() as session:
        referrals.answer(session, person, True, "1-abc", "bn", now)
        return referrals.create(session, person, asked(**changes), now).number


def put(database: Database, number: str, status: Status, now: dt.datetime = NOW) -> None:
    """Brings a new request into a state, as a desk does."""
    ways: dict[Status, Sequence[Status]] = {
        "contacted": ("contacted",), "applied": ("contacted", "applied"),
        "sanctioned": ("contacted", "applied", "sanctioned"), "refused": ("refused",), "dropped": ("dropped",),
    }  # fmt: skip
    for each in ways.get(status, ()):
        with database.session() as session:
            referrals.change(session, MALDA, number, each, WHY, now)


def outbox(database: Database) -> list[OutboxMessage]:
    with database.session() as session:
        return list(session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)))


def shown(database: Database, library: Library, person: str, language: Any = "en") -> list[str]:
    """What the person reads of their requests."""
    with database.session() as session:
        said = filled(session, person, [Say("loan_status")], NOW, around())
    composer = Composer(library.content(), NOW.date())
    return [composer.remark(say.key, language, False, **say.values).text for say in said]


# ---- States


@pytest.mark.parametrize(("before", "after"), list(product(STATUSES, STATUSES)))
def test_which_state_may_follow_which(database: Database, before: Status, after: Status) -> None:
    number = made(database, somebody(database))
    put(database, number, before)
    note = before == after and before in OPEN
    with database.session() as session:
        if note or after in FOLLOWS[before]:
            moved = referrals.change(session, MALDA, number, after, WHY, NOW + DAY)
            assert (moved.referral.status, moved.told, moved.step.officer) == (after, not note, "Mita Das")
            wait = PATIENCE.get(after)
            assert moved.referral.remind_at == (NOW + DAY + wait if wait else None)
        else:
            with pytest.raises(NotNow, match=before):
                referrals.change(session, MALDA, number, after, WHY, NOW + DAY)


def test_what_is_over_ends_all_and_what_is_not_has_a_way_out() -> None:
    assert set(FOLLOWS) == set(STATUSES) and set(PATIENCE) == set(OPEN)
    for status in STATUSES:
        assert ("dropped" in FOLLOWS[status]) == (status in OPEN) == ("refused" in FOLLOWS[status])


@pytest.mark.parametrize(
    ("status", "reason", "right"),
    [
        ("contacted", "", True), ("contacted", "spoke on the phone", True), ("contacted", "x", False),
        ("refused", "", False), ("refused", "  ", False), ("refused", "no", False), ("refused", "x" * 201, False),
        ("refused", "no guarantor", True), ("dropped", "", False), ("dropped", "cannot be reached", True),
        ("new", "", False), ("new", "called twice", True),
    ],
)  # fmt: skip
def test_reasons(database: Database, status: Status, reason: str, right: bool) -> None:
    number = made(database, somebody(database))
    with database.session() as session:
        if right:
            step = referrals.change(session, MALDA, number, status, reason, NOW).step
            assert step.reason == (reason or None)
        else:
            with pytest.raises(BadReason, match="Write in 3 to 200 characters"):
                referrals.change(session, MALDA, number, status, reason, NOW)


def test_each_change_is_a_row_and_a_line_of_what_officials_did(database: Database) -> None:
    number = made(database, somebody(database))
    put(database, number, "sanctioned")
    with database.session() as session:
        steps = session.scalars(select(ReferralStep).order_by(ReferralStep.id)).all()
        acts = session.scalars(select(AuditEvent).order_by(AuditEvent.id)).all()
    assert [(one.status, one.officer) for one in steps] == [
        ("new", "-"), ("contacted", "Mita Das"), ("applied", "Mita Das"), ("sanctioned", "Mita Das"),
    ]  # fmt: skip
    assert [(one.act, one.details) for one in acts] == [
        ("referral_contacted", {"before": "new", "after": "contacted"}),
        ("referral_applied", {"before": "contacted", "after": "applied"}),
        ("referral_sanctioned", {"before": "applied", "after": "sanctioned"}),
    ]
    assert WHY not in str([vars(one) for one in acts]), "what the desk wrote goes with the request"


# ---- Asking


def test_a_number_with_a_check_digit(database: Database) -> None:
    number = made(database, somebody(database))
    assert numbers.valid(number, "L") == number and number.startswith("L")
    with database.session() as session:
        assert referrals.theirs(session, MALDA, numbers.shown(number).lower()).number == number


def test_two_at_most(database: Database) -> None:
    person = somebody(database)
    made(database, person, purpose="tools")
    second = made(database, person, purpose="stock")
    with database.session() as session:
        assert not referrals.room(session, person)
        with pytest.raises(TooMany):
            referrals.create(session, person, asked(purpose="business"), NOW)
    put(database, second, "refused")
    assert made(database, person, purpose="business")


def test_the_same_again_changes_what_nobody_has_looked_at(database: Database) -> None:
    person = somebody(database)
    first = made(database, person)
    with database.session() as session:
        again = referrals.create(session, person, asked(amount=300_000, district="nadia"), NOW + DAY)
    assert (again.number, again.fresh) == (first, False)
    with database.session() as session:
        (row,) = session.scalars(select(Referral)).all()
        assert (row.amount, row.district, row.created_at, row.updated_at) == (300_000, "nadia", NOW, NOW + DAY)
    with database.session() as session:
        referrals.change(session, NADIA, first, "contacted", "", NOW + DAY)
        assert referrals.create(session, person, asked(), NOW + DAY).fresh


def test_the_number_of_the_person_is_sealed(database: Database) -> None:
    made(database, somebody(database))
    with database.session() as session:
        raw = session.execute(text("SELECT phone FROM referrals")).scalar_one()
        assert PHONE not in raw and "9830012345" not in raw
        assert session.scalars(select(Referral).where(Referral.phone == PHONE)).one().phone == PHONE


# ---- Desks


def test_a_desk_sees_its_own_district_only(database: Database) -> None:
    here = made(database, somebody(database, "1"))
    there = made(database, somebody(database, "2"), district="nadia")
    with database.session() as session:
        for officer, seen in ((MALDA, {here}), (NADIA, {there}), (STATE, {here, there})):
            found, total = referral_desk.listed(session, officer, NOW)
            assert ({one.number for one in found}, total) == (seen, len(seen))
        with pytest.raises(Forbidden):
            referral_desk.listed(session, MALDA, NOW, districts=["nadia"])
        unknown: list[str] = []
        for number in (there, "L123456789", "x", ""):
            for act in (
                lambda n: referral_desk.seen(session, MALDA, n, NOW),
                lambda n: referral_desk.phone(session, MALDA, n, "to call about the loan", NOW),
                lambda n: referrals.change(session, MALDA, n, "contacted", "", NOW),
            ):
                with pytest.raises(UnknownReferral) as refused:
                    act(number)
                unknown.append(str(refused.value))
        assert len(set(unknown)) == 1, "nobody learns whether there is such a number elsewhere"


def test_without_the_right_nothing(database: Database) -> None:
    number = made(database, somebody(database))
    with database.session() as session:
        for act in (
            lambda: referral_desk.listed(session, NO_RIGHT, NOW),
            lambda: referral_desk.seen(session, NO_RIGHT, number, NOW),
            lambda: referral_desk.phone(session, NO_RIGHT, number, "to call about the loan", NOW),
            lambda: referrals.change(session, NO_RIGHT, number, "contacted", "", NOW),
        ):
            with pytest.raises(Forbidden):
                act()


def test_numbers_are_masked_and_reading_one_is_noted(database: Database) -> None:
    number = made(database, somebody(database))
    with database.session() as session:
        (one,) = referral_desk.listed(session, MALDA, NOW)[0]
        assert (one.phone, one.name) == ("98xxxxxx45", "Rina Das")
        assert referral_desk.seen(session, MALDA, number, NOW)[0].phone == "98xxxxxx45"
        with pytest.raises(BadReason):
            referral_desk.phone(session, MALDA, number, "to call", NOW)
        assert referral_desk.phone(session, MALDA, number, "to call about the loan", NOW) == PHONE
        (noted,) = session.scalars(select(AuditEvent)).all()
        assert (noted.actor, noted.act, noted.reason) == ("Mita Das", "referral_unmask", "to call about the loan")


def test_whoever_takes_the_consent_back_is_out_of_sight_and_then_withdrawn(database: Database) -> None:
    person = somebody(database)
    number = made(database, person)
    with database.session() as session:
        subject = consent.subject_of_contact(session, person)
        consent.record(session, person, subject, "share_banks", "withdrawn", NOW + DAY)
        (one,) = referral_desk.listed(session, MALDA, NOW + DAY)[0]
        assert (one.name, one.phone) == (None, None)
        assert referral_desk.phone(session, MALDA, number, "to call about the loan", NOW + DAY) is None
        telling.remind(session, NOW + DAY)
        assert referral_desk.listed(session, MALDA, NOW + DAY) == ([], 0)
        assert session.scalars(select(Referral)).one().status == "dropped"


# ---- Reminders


@pytest.mark.parametrize(("status", "days"), [("new", 3), ("contacted", 14), ("applied", 30)])
def test_a_desk_is_reminded(database: Database, caplog: pytest.LogCaptureFixture, status: Status, days: int) -> None:
    late = made(database, somebody(database, "1"), NOW)
    put(database, late, status, NOW)
    fresh = made(database, somebody(database, "2"), NOW + days * DAY)
    for moment, waits in ((NOW + days * DAY - dt.timedelta(minutes=1), {}), (NOW + days * DAY, {"malda": 1})):
        with database.session() as session:
            assert referral_desk.waiting(session, moment) == waits
    with database.session() as session, caplog.at_level(logging.INFO):
        telling.remind(session, NOW + days * DAY)
        found, _ = referral_desk.listed(session, MALDA, NOW + days * DAY)
    assert [(one.number, one.waits) for one in found] == [(late, True), (fresh, False)]
    assert "1 referrals of malda wait" in caplog.text
    assert not any(word in caplog.text for word in ("Rina", "98300", late))
    with database.session() as session:
        referrals.change(session, MALDA, late, status, "still looking for the papers", NOW + days * DAY)
        assert referral_desk.waiting(session, NOW + days * DAY) == {}


# ---- What the person is told


def test_the_person_is_told_of_each_change_and_by_day(database: Database, library: Library) -> None:
    person = somebody(database, language="hi")
    number = made(database, person)
    desk = LoanDesk(library)
    for status in ("contacted", "contacted", "applied", "sanctioned"):
        with database.session() as session:
            desk.change(session, MALDA, number, status, "see you on Monday", NOW)
    rows = outbox(database)
    assert [row.purpose for row in rows] == ["service"] * 3, "a note is shown when they ask"
    assert all(row.lane == 1 and row.expires_at is not None for row in rows), "not at night"
    for row in rows:
        assert row.body is not None and row.body["language"] == "hi" and "{" not in row.body["text"]
        assert numbers.shown(number) in row.body["text"] and "see you on Monday" in row.body["text"]
        assert row.body["template"]["name"] == "loan_update"
    assert "loan_update" in library.content().templates


def test_an_honest_status(database: Database, library: Library) -> None:
    person = somebody(database)
    assert "no loan request" in shown(database, library, person)[0]
    number = made(database, person)
    (told,) = shown(database, library, person)
    assert "has not noted anything yet" in told and numbers.shown(number) in told and "22 November 2026" in told
    with database.session() as session:
        referrals.change(session, MALDA, number, "new", "called twice, no answer", NOW + DAY)
    (told,) = shown(database, library, person)
    assert "called twice, no answer" in told and "23 November 2026" in told and "not noted" not in told
    put(database, number, "refused", NOW + 2 * DAY)
    (told,) = shown(database, library, person)
    assert "it was refused" in told and WHY in told and "24 November 2026" in told


@pytest.mark.parametrize("language", ["bn", "hi", "en"])
@pytest.mark.parametrize("status", STATUSES)
def test_every_state_has_its_words(database: Database, library: Library, status: Status, language: str) -> None:
    person = somebody(database)
    put(database, made(database, person, amount=None), status)
    (told,) = shown(database, library, person, language)
    assert "{" not in told and "\n\n" not in told


def test_withdrawing_by_the_button(database: Database, library: Library) -> None:
    person, other = somebody(database, "1"), somebody(database, "2")
    number = made(database, person)
    with database.session() as session:
        (say,) = filled(session, person, [Say("loan_status")], NOW, around())
    composed = Composer(library.content(), NOW.date()).remark(say.key, "bn", False, **say.values)
    (button,) = composed.buttons
    assert number in button.title and len(button.title) <= 20 and len(button.payload) <= 64
    with database.session() as session:
        assert wishes.by_payload(session, other, button.payload, NOW, around()) == Say("loan_not_open"), "not theirs"
        assert referrals.opened(session, person)
        said = wishes.by_payload(session, person, button.payload, NOW, around())
        assert said == Say("loan_dropped", {"number": numbers.shown(number)})
        assert not referrals.opened(session, person)
        assert wishes.by_payload(session, person, button.payload, NOW, around()) == Say("loan_not_open")
        assert wishes.by_payload(session, person, "loan:x:drop", NOW, around()) is None
    assert "withdrawn" in shown(database, library, person)[0]


# ---- Who it is


def register(database: Database, person: str, role: str = "self", status: str = "active", **changes: Any) -> str:
    with database.session() as session:
        worker = Worker(
            number=numbers.new(session), status=status, registered_at=NOW, updated_at=NOW,
            **{"name": "Rahim Sheikh", "phone": "+919000000001", "district": "nadia", **changes},
        )  # fmt: skip
        session.add(worker)
        session.flush()
        session.add(WorkerContact(worker_id=worker.id, contact_id=person, role=role, since=NOW))
        return worker.id


@pytest.mark.parametrize(
    ("channel", "sender", "phone"),
    [
        ("whatsapp", "919830012345", PHONE), ("whatsapp", "+919830012345", PHONE), ("telegram", "919830012345", None),
        ("whatsapp", "IN.1234abcd", None), ("whatsapp", "12", None), ("web", "919830012345", None),
    ],
)  # fmt: skip
def test_the_number_that_a_channel_vouches_for(
    database: Database, channel: str, sender: str, phone: str | None
) -> None:
    person = somebody(database, sender, channel)
    with database.session() as session:
        assert identity.known(session, person) == identity.Identity(None, phone, phone is not None, None)


def test_an_address_counts_where_the_sender_is_no_number(database: Database) -> None:
    person = somebody(database, "IN.1234abcd", "whatsapp", address="919830012345")
    with database.session() as session:
        assert identity.known(session, person).phone_e164 == PHONE


def test_who_somebody_is_comes_from_their_own_registration(database: Database) -> None:
    person = somebody(database)
    register(database, person, role="helper", name="A Neighbour")
    register(database, person, status="unconfirmed", name="Of A List")
    with database.session() as session:
        assert identity.known(session, person) == identity.Identity()
    worker = register(database, person)
    with database.session() as session:
        assert identity.known(session, person) == identity.Identity("Rahim Sheikh", "+919000000001", False, "nadia")
    made(database, person)
    with database.session() as session:
        assert session.scalars(select(Referral)).one().worker_id == worker
        assert consent.granted(session, worker, "share_banks")


def test_a_registered_number_that_the_channel_vouches_for_is_proven(database: Database) -> None:
    person = somebody(database, "919000000001", "whatsapp")
    register(database, person)
    with database.session() as session:
        assert identity.known(session, person).proven


def test_what_was_given_before_is_known_again(database: Database) -> None:
    person = somebody(database)
    made(database, person)
    with database.session() as session:
        assert identity.known(session, person) == identity.Identity("Rina Das", PHONE, False, "malda")


# ---- Any order of everything


class Life(RuleBasedStateMachine):
    """Requests of three people and what desks and people do to them, beside a plain model of what must be so."""

    store: Database

    @initialize()
    def begin(self) -> None:
        self.now = NOW
        self.model: dict[str, tuple[str, Status, dt.datetime]] = {}  # number -> person, state, last change
        run = secrets.token_hex(4)
        self.people = [somebody(self.store, f"{run}{which}") for which in range(3)]

    @rule(who=st.integers(0, 2), purpose=st.sampled_from(["business", "tools", "stock"]))
    def ask(self, who: int, purpose: str) -> None:
        person = self.people[who]
        under_way = [n for n, (p, s, _) in self.model.items() if p == person and s in OPEN]
        try:
            with self.store.session() as session:
                referrals.answer(session, person, True, "1", "bn", self.now)
                saved = referrals.create(session, person, asked(purpose=purpose), self.now)
        except TooMany:
            assert len(under_way) == 2
            return
        assert saved.fresh == (saved.number not in self.model)
        assert len(under_way) < 2 or not saved.fresh
        self.model[saved.number] = (person, "new", self.now)

    @rule(data=st.data(), status=st.sampled_from(STATUSES), officer=st.sampled_from([MALDA, NADIA, STATE, NO_RIGHT]))
    def desk(self, data: st.DataObject, status: Status, officer: Officer) -> None:
        if not self.model:
            return
        number = data.draw(st.sampled_from(sorted(self.model)))
        person, before, _ = self.model[number]
        possible = status in FOLLOWS[before] or (status == before and before in OPEN)
        allowed = officer in (MALDA, STATE) and possible
        try:
            with self.store.session() as session:
                referrals.change(session, officer, number, status, WHY, self.now)
        except (Forbidden, UnknownReferral, NotNow):
            assert not allowed
            return
        assert allowed
        self.model[number] = (person, status, self.now)

    @rule(data=st.data(), who=st.integers(0, 2))
    def withdraw(self, data: st.DataObject, who: int) -> None:
        if not self.model:
            return
        number = data.draw(st.sampled_from(sorted(self.model)))
        person, before, _ = self.model[number]
        with self.store.session() as session:
            row = session.scalars(select(Referral).where(Referral.number == number)).one()
            dropped = referrals.drop(session, self.people[who], row.id, self.now)
        assert (dropped is not None) == (self.people[who] == person and before in OPEN)
        if dropped is not None:
            self.model[number] = (person, "dropped", self.now)

    @rule(days=st.integers(1, 20))
    def wait(self, days: int) -> None:
        self.now += days * DAY

    @invariant()
    def all_is_as_it_must_be(self) -> None:
        with self.store.session() as session:
            rows = session.scalars(select(Referral).where(Referral.contact_id.in_(self.people))).all()
            assert {row.number: (row.contact_id, row.status) for row in rows} == {
                number: (person, status) for number, (person, status, _) in self.model.items()
            }
            for row in rows:
                steps = select(ReferralStep.status).where(ReferralStep.referral_id == row.id)
                assert session.scalars(steps.order_by(ReferralStep.id.desc())).first() == row.status
                late = row.status in OPEN and self.now - self.model[row.number][2] >= PATIENCE[row.status]
                assert (row.remind_at is not None and row.remind_at <= self.now) == late


def test_any_order_of_acts(database: Database) -> None:
    machine = type("Life", (Life,), {"store": database})
    checks = [HealthCheck.too_slow, HealthCheck.data_too_large]
    run_state_machine_as_test(
        machine, settings=settings(max_examples=15, stateful_step_count=15, deadline=None, suppress_health_check=checks)
    )
