"""Needs of employers and the workers who are asked about them, over SQLite and over a real PostgreSQL."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import func, select, update

from bot.clock import INDIA
from bot.conversation import offers as telling
from bot.conversation.engine import Say
from bot.conversation.offers import Exchange
from bot.db.models import AuditEvent, Contact, Need, NeedOffer, OutboxMessage, Worker
from bot.db.session import Database
from bot.knowledge.library import Library
from bot.services import candidates, consent, contacts, needs, offers, workers
from bot.services.matching import Land
from bot.services.needs import NoReason, NotNow, Posting, UnknownNeed
from bot.services.officers import Forbidden, Officer
from bot.services.workers import Registration, Trade
from bot.settings import get_settings

NOW = dt.datetime(2026, 11, 23, 6, 0, tzinfo=dt.UTC)
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
LOOKED = "shop and trade licence seen"
OFFICER = Officer("o1", "A. Roy, DIC Malda", frozenset({"malda"}), frozenset({"verify"}))
STATE = Officer("o2", "Directorate", None, frozenset({"verify"}))
OTHER = Officer("o3", "DIC Nadia", frozenset({"nadia"}), frozenset({"verify"}))
POSTING = Posting(
    "mason", 2, "malda", "Roy Construction", "+919830099999", place="Chanchal", starts_on=dt.date(2026, 12, 1)
)


@pytest.fixture(scope="module")
def library() -> Library:
    return Library(get_settings().content_dir)


@pytest.fixture(scope="module")
def land(library: Library) -> Land:
    content = library.content()
    return Land.of(content.trade_list, content.offices.values())


def person(database: Database, sender: str, **values: Any) -> str:
    with database.session() as session:
        made = contacts.find_or_create(session, "telegram", sender, NOW).id
        session.execute(update(Contact).where(Contact.id == made).values(**{"language": "en", **values}))
    return made


def worker(
    database: Database,
    number: int,
    *,
    trades: tuple[str, ...] = ("mason",),
    district: str = "malda",
    months: int | None = 60,
    wants: frozenset[str] = frozenset({"work"}),
    agrees: bool = True,
    role: str = "self",
    contact: str | None = None,
    at: dt.datetime = NOW,
) -> tuple[str, str]:
    """Contact and worker ids."""
    contact_id = contact or person(database, f"w{number}")
    phone = f"+9198300{number:05d}"
    with database.session() as session:
        saved = workers.register(
            session,
            Registration(
                name=f"Worker {number}", phone=phone, district=district, trades=tuple(Trade(one) for one in trades),
                wants=wants, experience=months, language="en",
            ),
            at, contact_id=contact_id, role=role,
        )  # fmt: skip
        if agrees:
            consent.record(
                session,
                saved.worker_id,
                consent.subject_of_phone(phone),
                "share_employers",
                "granted",
                NOW,
                version="1",
            )
    return contact_id, saved.worker_id


def posted(database: Database, posting: Posting = POSTING, contact: str | None = None) -> Need:
    contact = contact or person(database, "employer")
    with database.session() as session:
        need = needs.post(session, posting, contact, "en", NOW)
    assert need is not None
    return need


def opened(database: Database, posting: Posting = POSTING) -> Need:
    need = posted(database, posting)
    with database.session() as session:
        return needs.verify(session, OFFICER, need.number, LOOKED, NOW)


def work(database: Database, library: Library, now: dt.datetime = NOW) -> int:
    with database.session() as session:
        return Exchange(library).work(session, now)


def asked(database: Database, status: str = "asked") -> list[str]:
    with database.session() as session:
        return list(session.scalars(select(NeedOffer.worker_id).where(NeedOffer.status == status)))


def offer_of(database: Database, worker_id: str) -> NeedOffer:
    with database.session() as session:
        return session.scalars(select(NeedOffer).where(NeedOffer.worker_id == worker_id)).one()


def press(database: Database, contact: str, offer: NeedOffer, said: str, now: dt.datetime = NOW) -> Say:
    with database.session() as session:
        say = telling.by_payload(session, contact, telling.payload(offer.id, said), now)
    assert say is not None
    return say


def messages(database: Database, contact: str) -> list[OutboxMessage]:
    with database.session() as session:
        found = select(OutboxMessage).where(OutboxMessage.contact_id == contact).order_by(OutboxMessage.id)
        return list(session.scalars(found))


def acts(database: Database) -> list[tuple[str, str]]:
    with database.session() as session:
        return [(one.act, one.actor) for one in session.scalars(select(AuditEvent).order_by(AuditEvent.id))]


# ---- Needs


def test_a_need_waits_for_an_official_and_nobody_is_asked(database: Database, library: Library) -> None:
    worker(database, 1)
    need = posted(database)
    assert (need.status, need.number[0], need.phone) == ("unverified", "N", "+919830099999")
    assert work(database, library) == 0 and asked(database) == []


def test_an_official_of_the_district_verifies_it_with_what_was_looked_at(database: Database, library: Library) -> None:
    _, one = worker(database, 1)
    need = posted(database)
    with database.session() as session:
        needs.verify(session, OFFICER, f"{need.number[:5]} {need.number[5:]}", LOOKED, NOW)
    assert work(database, library) == 2  # the employer and the worker
    assert asked(database) == [one]
    with database.session() as session:
        (note,) = session.scalars(select(AuditEvent)).all()
    assert (note.act, note.actor, note.reason, note.about) == ("need_verified", OFFICER.name, LOOKED, need.id)
    assert "9830" not in str(note.details)


@pytest.mark.parametrize("act", [needs.verify, needs.reject, needs.close, needs.phone, offers.introductions])
def test_another_district_and_a_missing_right(database: Database, act: Any) -> None:
    need = posted(database)
    with database.session() as session, pytest.raises(UnknownNeed):
        act(session, OTHER, need.number, LOOKED, NOW)
    with database.session() as session, pytest.raises(Forbidden):
        act(session, Officer("x", "x", None, frozenset({"export"})), need.number, LOOKED, NOW)
    with database.session() as session, pytest.raises(NoReason):
        act(session, OFFICER, need.number, "  ok  ", NOW)
    with database.session() as session, pytest.raises(UnknownNeed):
        act(session, STATE, "N-1234-5678-0", LOOKED, NOW)
    assert acts(database) == []


def test_lists_hold_only_the_officers_districts(database: Database) -> None:
    mine = posted(database)
    theirs = posted(database, Posting("mason", 1, "nadia", "Das", "+919830011111"), person(database, "second"))
    with database.session() as session:
        assert [one.number for one in needs.listed(session, OFFICER)[0]] == [mine.number]
        assert needs.listed(session, OFFICER, district="nadia") == ([], 0)
        assert needs.listed(session, STATE)[1] == 2
        assert [one.number for one in needs.listed(session, OTHER, ["unverified"])[0]] == [theirs.number]
        with pytest.raises(UnknownNeed):
            offers.of_need(session, OTHER, mine.number)


def test_an_official_enters_a_need_of_their_own_district_alone(database: Database) -> None:
    with database.session() as session:
        need = needs.enter(session, OFFICER, POSTING, LOOKED, NOW)
        assert (need.status, need.contact_id, need.officer) == ("open", None, OFFICER.name)
    with database.session() as session, pytest.raises(Forbidden):
        needs.enter(session, OTHER, POSTING, LOOKED, NOW)
    assert acts(database) == [("need_entered", OFFICER.name)]


@pytest.mark.parametrize(
    ("before", "act", "after"),
    [
        ([], needs.reject, "rejected"),
        ([], needs.close, "closed"),
        ([needs.verify], needs.verify, None),
        ([needs.verify], needs.reject, "rejected"),
        ([needs.verify], needs.close, "closed"),
        ([needs.reject], needs.verify, None),
        ([needs.close], needs.reject, None),
    ],
)
def test_what_may_follow_what(database: Database, before: list[Any], act: Any, after: str | None) -> None:
    need = posted(database)
    for earlier in before:
        with database.session() as session:
            earlier(session, OFFICER, need.number, LOOKED, NOW)
    with database.session() as session:
        if after is None:
            with pytest.raises(NotNow):
                act(session, OFFICER, need.number, LOOKED, NOW)
        else:
            assert act(session, OFFICER, need.number, LOOKED, NOW).status == after


def test_a_person_has_three_needs_under_way_at_most(database: Database) -> None:
    contact = person(database, "employer")
    for _ in range(needs.MOST_ALIVE):
        posted(database, contact=contact)
    with database.session() as session:
        assert needs.post(session, POSTING, contact, "en", NOW) is None
        first = needs.of_contact(session, contact)[0]
        assert needs.fill(session, contact, first.number, NOW) is not None
        assert needs.post(session, POSTING, contact, "en", NOW) is not None


def test_only_the_employer_ends_their_need(database: Database) -> None:
    need, stranger = posted(database), person(database, "stranger")
    with database.session() as session:
        assert needs.fill(session, stranger, need.number, NOW) is None
        filled = needs.fill(session, str(need.contact_id), need.number, NOW)
        assert filled is not None and filled.status == "filled"
        assert needs.fill(session, str(need.contact_id), need.number, NOW) is None
    assert acts(database) == [("need_filled", "employer")]


def test_what_was_to_begin_long_ago_is_closed_and_the_employer_told(database: Database, library: Library) -> None:
    need = opened(database)
    start = dt.datetime(2026, 12, 1, tzinfo=INDIA)
    work(database, library, start + 29 * DAY)
    with database.session() as session:
        assert session.get_one(Need, need.id).status == "open"
    work(database, library, start + 30 * DAY)
    with database.session() as session:
        assert session.get_one(Need, need.id).status == "closed"
    last = messages(database, str(need.contact_id))[-1].body
    assert last is not None and "is closed" in last["text"]


def test_the_employer_is_told_of_each_state_once(database: Database, library: Library) -> None:
    need = posted(database)
    with database.session() as session:
        needs.reject(session, OFFICER, need.number, "no such shop at this address", NOW)
    assert work(database, library) == 1 and work(database, library) == 0
    (row,) = messages(database, str(need.contact_id))
    assert row.body is not None and "no such shop at this address" in row.body["text"]
    assert row.purpose == "service" and row.lane == 1
    assert row.body["template"]["name"] == telling.NEWS


# ---- Who is asked


def test_nobody_is_asked_who_did_not_agree_or_cannot_be_reached(database: Database, library: Library) -> None:
    _, fits = worker(database, 1)
    worker(database, 2, agrees=False)
    worker(database, 3, wants=frozenset({"loan"}))
    worker(database, 4, trades=("plumber",))
    worker(database, 5, district="kolkata")
    gone, _ = worker(database, 6)
    stopped, _ = worker(database, 7)
    _, waits = worker(database, 8)
    silent, _ = worker(database, 9)
    with database.session() as session:
        session.execute(update(Contact).where(Contact.id == gone).values(unreachable_at=NOW))
        session.execute(update(Contact).where(Contact.id == stopped).values(stopped_at=NOW))
        session.execute(update(Worker).where(Worker.id == waits).values(status="unconfirmed"))
        from bot.services import preferences

        preferences.set(session, silent, "service", False, NOW)
    withdrew, one = worker(database, 10)
    with database.session() as session:
        consent.record(session, one, "s", "share_employers", "withdrawn", NOW, version="1")
    opened(database, POSTING)
    work(database, library)
    assert asked(database) == [fits] and withdrew != fits


def test_the_best_are_asked_first_three_times_as_many(database: Database, library: Library, land: Land) -> None:
    made = {number: worker(database, number, months=number * 12)[1] for number in range(1, 9)}
    far = worker(database, 20, months=240, district="murshidabad")[1]
    second = worker(database, 21, months=240, trades=("plumber", "mason"))[1]
    need = opened(database, POSTING)
    with database.session() as session:
        found = candidates.best(session, session.get_one(Need, need.id), land, 100, NOW)
    scores = [one.match.score for one in found]
    assert scores == sorted(scores, reverse=True) and {one.worker_id for one in found} == {*made.values(), far, second}
    work(database, library)
    assert set(asked(database)) == {one.worker_id for one in found[: 3 * POSTING.count]}
    assert made[8] in asked(database) and far not in asked(database)


def test_the_best_of_few_are_those_of_many(database: Database, land: Land) -> None:
    """The search stops early; it must find the same as if it looked at everybody."""
    for number in range(30):
        worker(
            database, number, months=(number * 37) % 130,
            district=["malda", "murshidabad", "uttar-dinajpur"][number % 3],
            trades=[("carpenter",), ("shuttering-carpenter",), ("painter", "carpenter")][number // 3 % 3],
            at=NOW - number * HOUR,
        )  # fmt: skip
    need = opened(database, Posting("carpenter", 2, "malda", "Roy", "+919830099999"))
    with database.session() as session:
        row = session.get_one(Need, need.id)
        whole = [one.worker_id for one in candidates.best(session, row, land, 1000, NOW)]
        for size in (1, 3, 7, 12):
            assert [one.worker_id for one in candidates.best(session, row, land, size, NOW)] == whole[:size]
    assert len(whole) == 30


def test_related_trades_and_least_experience(database: Database, library: Library) -> None:
    _, related = worker(database, 1, trades=("shuttering-carpenter",), months=36)
    worker(database, 2, trades=("carpenter",), months=35)
    worker(database, 3, trades=("carpenter",), months=None)
    opened(database, Posting("carpenter", 1, "malda", "Roy", "+919830099999", months=36))
    work(database, library)
    assert asked(database) == [related]
    reasons = dict(map(tuple, offer_of(database, related).reasons))
    assert reasons["fit_related_trade"] == {"trade": {"trade": "shuttering-carpenter"}}


def test_nobody_has_more_than_two_open_questions(database: Database, library: Library) -> None:
    _, one = worker(database, 1)
    for number in range(3):
        posting = Posting("mason", 1, "malda", f"Employer {number}", f"+91983009999{number}")
        need = posted(database, posting, person(database, f"employer {number}"))
        with database.session() as session:
            needs.verify(session, OFFICER, need.number, LOOKED, NOW)
        work(database, library)
    assert asked(database) == [one, one]


def test_others_are_asked_after_two_days_and_nobody_twice(database: Database, library: Library) -> None:
    everybody = {worker(database, number, months=number)[1] for number in range(1, 10)}
    opened(database, Posting("mason", 1, "malda", "Roy", "+919830099999"))
    work(database, library)
    first = set(asked(database))
    assert len(first) == 3
    work(database, library, NOW + 47 * HOUR)
    assert set(asked(database)) == first
    work(database, library, NOW + 48 * HOUR)
    second = set(asked(database))
    assert len(second) == 3 and not first & second and set(asked(database, "expired")) == first
    work(database, library, NOW + 96 * HOUR)
    work(database, library, NOW + 144 * HOUR)
    work(database, library, NOW + 200 * HOUR)
    with database.session() as session:
        twice = session.execute(select(NeedOffer.worker_id).group_by(NeedOffer.worker_id).having(func.count() > 1))
        assert twice.first() is None
        assert session.scalar(select(func.count()).select_from(NeedOffer)) == len(everybody)


def test_when_all_say_no_others_are_asked_at_once(database: Database, library: Library) -> None:
    people = dict(worker(database, number, months=number)[::-1] for number in range(1, 7))
    opened(database, Posting("mason", 1, "malda", "Roy", "+919830099999"))
    work(database, library)
    for one in asked(database):
        assert press(database, people[one], offer_of(database, one), "no").key == "work_no"
    assert work(database, library) == 3 and len(asked(database)) == 3


def test_not_now_is_a_rest_of_two_weeks(database: Database, library: Library, land: Land) -> None:
    contact, one = worker(database, 1)
    opened(database)
    work(database, library)
    assert press(database, contact, offer_of(database, one), "later").key == "work_later"
    other = posted(database, Posting("mason", 1, "malda", "Das", "+919830011111"), person(database, "second"))
    with database.session() as session:
        need = session.get_one(Need, other.id)
        assert candidates.best(session, need, land, 9, NOW + 13 * DAY) == []
        assert [found.worker_id for found in candidates.best(session, need, land, 9, NOW + 15 * DAY)] == [one]


def test_whoever_registered_somebody_is_asked_for_them(database: Database, library: Library) -> None:
    helper = person(database, "helper")
    _, one = worker(database, 1, role="helper", contact=helper)
    opened(database)
    work(database, library)
    (row,) = messages(database, helper)
    assert row.body is not None and "Worker 1" in row.body["text"]
    assert press(database, helper, offer_of(database, one), "yes").key == "work_yes"


# ---- Question and answer


@pytest.mark.parametrize("language", ["bn", "hi", "en"])
def test_the_question_says_who_what_where_when_and_why(database: Database, library: Library, language: str) -> None:
    contact, one = worker(database, 1, months=72)
    with database.session() as session:
        session.execute(update(Contact).where(Contact.id == contact).values(language=language))
    opened(database)
    work(database, library)
    (row,) = messages(database, contact)
    body, offer = row.body, offer_of(database, one)
    assert body is not None and "{" not in body["text"] and body["language"] == language
    name = library.content().trade_list["mason"].name[language]  # type: ignore[index]
    place = {"en": "Chanchal", "bn": "চাঁচল", "hi": "चाँचल"}[language]
    assert [word for word in (name, place, "Roy Construction") if word not in body["text"]] == [], body["text"]
    assert "99999" not in body["text"], "the employer's number comes after the yes"
    wanted = [telling.payload(offer.id, said) for said in ("yes", "no", "later")]
    assert [button["payload"] for button in body["buttons"]] == wanted
    assert (body["template"]["name"], body["template"]["payloads"]) == (telling.QUESTION, wanted)
    assert all(len(payload.encode()) <= 64 for payload in wanted)
    assert row.expires_at == NOW + 48 * HOUR and row.lane == 1


def test_numbers_are_exchanged_after_a_yes_alone(database: Database, library: Library) -> None:
    contact, one = worker(database, 1)
    need = opened(database)
    work(database, library)
    employer = str(need.contact_id)
    assert not any("9830000001" in str(row.body) for row in messages(database, employer))
    said = press(database, contact, offer_of(database, one), "yes")
    assert (said.key, said.values["phone"], said.values["employer"]) == ("work_yes", "9830099999", "Roy Construction")
    assert work(database, library) == 1 and work(database, library) == 0
    body = messages(database, employer)[-1].body
    assert body is not None and "Worker 1" in body["text"] and "9830000001" in body["text"]
    assert body["template"]["name"] == telling.INTRODUCTION
    assert ("introduced", "worker") in acts(database)
    assert "{" not in body["text"]


def test_a_no_tells_the_employer_nothing(database: Database, library: Library) -> None:
    contact, one = worker(database, 1)
    need = opened(database)
    work(database, library)
    before = len(messages(database, str(need.contact_id)))
    press(database, contact, offer_of(database, one), "no")
    work(database, library)
    assert len(messages(database, str(need.contact_id))) == before
    assert press(database, contact, offer_of(database, one), "yes").key == "work_yes", "people change their mind"
    assert press(database, contact, offer_of(database, one), "no").key == "work_given"


def test_an_answer_that_comes_late_still_counts(database: Database, library: Library) -> None:
    contact, one = worker(database, 1)
    opened(database)
    work(database, library)
    work(database, library, NOW + 60 * HOUR)
    assert asked(database, "expired") == [one]
    assert press(database, contact, offer_of(database, one), "yes", NOW + 61 * HOUR).key == "work_yes"


def test_somebody_else_cannot_answer(database: Database, library: Library) -> None:
    _, one = worker(database, 1)
    stranger, _ = worker(database, 2, agrees=False)
    opened(database)
    work(database, library)
    assert press(database, stranger, offer_of(database, one), "yes").key == "work_gone"
    assert asked(database) == [one]


def test_a_closed_need_takes_its_questions_back(database: Database, library: Library) -> None:
    contact, one = worker(database, 1)
    need = opened(database)
    work(database, library)
    with database.session() as session:
        needs.fill(session, str(need.contact_id), need.number, NOW)
    assert press(database, contact, offer_of(database, one), "yes").key == "work_gone"
    work(database, library)
    assert asked(database, "withdrawn") == [one]


@pytest.mark.parametrize("swept", [True, False])
def test_withdrawn_consent_takes_questions_back(database: Database, library: Library, swept: bool) -> None:
    contact, one = worker(database, 1)
    need = opened(database)
    work(database, library)
    with database.session() as session:
        consent.record(session, one, "s", "share_employers", "withdrawn", NOW, version="1")
    if swept:
        work(database, library)
    said = press(database, contact, offer_of(database, one), "yes")
    assert said.key == ("work_gone" if swept else "work_not_agreed")
    assert asked(database, "withdrawn") == [one] and asked(database, "yes") == []
    work(database, library)
    assert not any("Worker 1" in str(row.body) for row in messages(database, str(need.contact_id)))


def test_no_more_are_introduced_than_three_times_as_many(database: Database, library: Library) -> None:
    people = dict(worker(database, number)[::-1] for number in range(1, 8))
    opened(database, Posting("mason", 1, "malda", "Roy", "+919830099999"))
    work(database, library)
    first = asked(database)
    work(database, library, NOW + 48 * HOUR)
    said = [press(database, people[one], offer_of(database, one), "yes").key for one in [*first, *asked(database)]]
    assert said.count("work_yes") == 3 and set(said[3:]) == {"work_gone"}


def test_an_official_passes_on_for_an_employer_without_a_chat(database: Database, library: Library) -> None:
    contact, one = worker(database, 1)
    with database.session() as session:
        need = needs.enter(session, OFFICER, POSTING, LOOKED, NOW)
    work(database, library)
    press(database, contact, offer_of(database, one), "yes")
    assert work(database, library) == 0
    with database.session() as session:
        (found,) = offers.introductions(session, OFFICER, need.number, "to tell Roy Construction", NOW)
    assert (found.worker.phone, found.worker.name) == ("+919830000001", "Worker 1")
    assert ("need_phone", OFFICER.name) in acts(database)


def test_the_state_tells_counts_and_no_people(database: Database, library: Library) -> None:
    contact, one = worker(database, 1)
    worker(database, 2)
    need = opened(database)
    work(database, library)
    press(database, contact, offer_of(database, one), "yes")
    with database.session() as session:
        key, values = telling.state(session, session.get_one(Need, need.id))
    assert (key, values["asked"], values["yes"]) == ("need_state_open", 2, 1)
    assert "Worker" not in str(values) and "9830" not in str(values)
    assert values["acts"][0]["payload"] == f"set:need:close:{need.number.lower()}"


def test_an_erased_worker_or_employer_takes_everything_along(database: Database, library: Library) -> None:
    _, one = worker(database, 1)
    need = opened(database)
    work(database, library)
    with database.session() as session:
        workers.delete(session, one)
    with database.session() as session:
        assert session.scalar(select(func.count()).select_from(NeedOffer)) == 0
        session.delete(session.get_one(Contact, str(need.contact_id)))
    with database.session() as session:
        assert session.scalar(select(func.count()).select_from(Need)) == 0


@pytest.mark.parametrize(
    "pressed", ["offer:1:yes", "offer:" + "0" * 32 + ":maybe", "prefs", "offer:" + "0" * 33 + ":no"]
)
def test_other_buttons_are_left_alone(database: Database, pressed: str) -> None:
    with database.session() as session:
        assert telling.by_payload(session, "nobody", pressed, NOW) is None
