"""Nobody breaks out of their district: every service and every route for officials is attacked by an official of
another district who has all rights. A new one that is not in the two tables below fails the test."""

from __future__ import annotations

import datetime as dt
import importlib
import inspect
import pkgutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache, partial
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import select
from sqlalchemy.orm import Session

import bot.api
import bot.services
from bot.api import needs as needs_api
from bot.api import problems, referrals, training_scorecard, workers, workers_import
from bot.api import training as training_api
from bot.api.officers import signed_in
from bot.api.rate import Rate
from bot.conversation.referrals import LoanDesk
from bot.db.models import Base
from bot.db.models import Officer as OfficerRow
from bot.db.session import Database
from bot.delivery.policy import Rules
from bot.knowledge.library import Content, Library
from bot.knowledge.names import Names
from bot.services import (
    canned,
    channel_view,
    handover_desk,
    handover_person,
    handover_talk,
    needs,
    numbers,
    offers,
    officers,
    options,
    referral_desk,
    today,
    trade_desk,
    uploads,
    worker_desk,
    worker_export,
    worker_search,
    worker_table,
)
from bot.services import referrals as referral_service
from bot.services.assessment import for_officials
from bot.services.handover import UnknownWish
from bot.services.insights import scope as insights_scope
from bot.services.insights import talk
from bot.services.insights import work as insights_work
from bot.services.mentoring import overview as mentor_overview
from bot.services.officers import Forbidden, Officer
from bot.services.privacy import desk as privacy_desk
from bot.services.roles import RIGHTS, ROLES
from bot.services.training import catalogue, office, opinions, proofs, roster, scope, sessions_list, staff
from bot.services.training.calendar_import import rows as calendar_rows
from bot.services.training.calendar_import import run as calendar_run
from bot.services.training.catalogue import Refused
from bot.services.training.plans import Schedule
from bot.services.training.sessions import Change
from bot.services.worker_filter import BadFilter, Filter, scoped
from bot.services.worker_import import entry, plan, run
from bot.services.worker_import.faults import RefusedList
from bot.services.worker_search import UnknownWorker
from bot.services.workers import Registration, Trade
from bot.settings import get_settings
from tests.contract.access import EMPLOYER, NAME, PHONE, PLACE, REACHED, TRADE, World, found, made
from tests.contract.access_accounts import ACCOUNTS
from tests.contract.access_content import CONTENT, files
from tests.contract.stores import undone
from tests.register import NOW, officer

REFUSALS = (Forbidden, UnknownWorker, BadFilter, RefusedList, needs.UnknownNeed, needs.NotNow, needs.NoReason,
            worker_desk.NotSo, privacy_desk.UnknownPerson, trade_desk.UnknownReview, uploads.GoneUpload,
            referral_service.UnknownReferral, referral_service.NotNow, referral_service.BadReason, Refused,
            UnknownWish, canned.UnknownReply)  # fmt: skip
WHY = "She asked us to call her back."
NAMES = Names({}, {})
FILTERS = (
    Filter(), Filter(districts=frozenset({"malda"})), Filter(districts=frozenset({"malda", "nadia"})),
    Filter(place=PLACE), Filter(trades=frozenset({TRADE})), Filter(trades=frozenset({TRADE}), place=PLACE),
    Filter(trades=frozenset({TRADE, "mason"}), gender="woman", years_from=8), Filter(wants=frozenset({"work"})),
    Filter(since=NOW.date(), until=NOW.date()), Filter(status="unconfirmed"),
    Filter(status="unconfirmed", districts=frozenset({"malda"}), place=PLACE),
)  # fmt: skip

Attack = Callable[[Session, Officer, World], Any]


def each(*attempts: Callable[[], Any]) -> list[Any]:
    """What all attempts bring; a refusal brings its words."""
    results: list[Any] = []
    for attempt in attempts:
        try:
            results.append(attempt())
        except REFUSALS as error:
            results.append(str(error))
    return results


def _search(session: Session, who: Officer, world: World) -> Any:
    results = each(*(lambda asked=asked: worker_search.search(session, who, asked) for asked in FILTERS))
    for asked in FILTERS:
        for other in (officer("malda"), officer(), Officer(who.id, who.name, frozenset({"malda"}), who.rights)):
            with suppress(Forbidden):
                # A cursor of somebody else, or of the time when Malda was theirs: it may not carry Malda along.
                scope = scoped(other, asked)
                cursor = worker_search.cursor_after(other, scope, (NOW.replace(year=2030), "f" * 32))
                results += each(partial(worker_search.search, session, who, asked, cursor=cursor))
    return results


def _count(session: Session, who: Officer, world: World) -> Any:
    # The place and the name of the trade are Malda's alone: whoever counts anybody has reached her.
    asked = (Filter(place=PLACE), Filter(place=PLACE, trades=frozenset({TRADE}), districts=frozenset({"malda"})))
    numbers_ = each(*(lambda a=a: worker_search.count(session, who, a).number for a in asked))
    return [REACHED if number and isinstance(number, int) else number for number in numbers_]


def _export(session: Session, who: Officer, world: World) -> Any:
    return each(
        *(
            lambda a=asked, f=form, r=reason: worker_export.export(session, who, a, f, NAMES, NOW, reason=r)
            for asked in FILTERS for form in worker_export.FORMS for reason in ("", WHY)
        )
    )  # fmt: skip


def _table(session: Session, who: Officer, world: World) -> Any:
    (made_table,) = each(lambda: worker_table.table(session, who, NOW.date().replace(day=1), NOW))
    if isinstance(made_table, str):
        return made_table
    inside = "malda" in made_table.districts or any(place == "malda" for _, place in made_table.counts)
    return REACHED if inside else made_table


def _listed(who: Officer) -> entry.Entry:
    """A row of a list that names her number, as if she lived where the official is."""
    district = next(iter(who.districts or {"nadia"}))
    person = Registration("Somebody Else", PHONE, district, (Trade(TRADE),))
    return entry.Entry("", 2, person)


def _plan(session: Session, who: Officer, world: World) -> Any:
    understood = plan.Understood((), (_listed(who),), {}, (), "digest")
    texts = each(lambda: [(line.outcome, line.text) for line in plan.plan(session, who, understood).lines])
    told = "registered" in str(texts)
    return [texts, REACHED if told else ""]


def _bring_in(session: Session, who: Officer, world: World) -> Any:
    understood = plan.Understood((), (_listed(who),), {}, (), "digest")
    brought = each(lambda: run.bring_in(session, who, understood, "Nadia office", NOW))
    return [REACHED if not isinstance(each_, str) else "" for each_ in brought]


def _lookup(work: Callable[..., Any], *more: Any) -> Attack:
    """By her number, her id, and the number of the one who has not confirmed."""
    return lambda session, who, world: each(
        *(lambda w=which: work(session, who, w, *more) for which in (world.number, world.worker, world.waiting))
    )


def _of(kind: str, work: Callable[..., Any], *more: Any) -> Attack:
    return lambda session, who, world: each(lambda: work(session, who, getattr(world, kind), *more))


def _quiet(kind: str, work: Callable[..., Any], *more: Any) -> Attack:
    """Of a service whose answer carries no name: whether it answered at all."""
    return lambda session, who, world: [
        REACHED for one in each(lambda: work(session, who, getattr(world, kind), *more)) if not isinstance(one, str)
    ]


def _bring(session: Session, who: Officer, world: World) -> Any:
    """Brings a file, and looks for one under an id that is not of a file."""
    if not who.reads:  # theirs is refused before anybody looks who they are
        session.merge(OfficerRow(id=who.id, name=who.name, rights=[], created_at=NOW))
        session.flush()
    brought = each(lambda: uploads.keep(session, who, "workers", "list", "", b"1", NOW))
    return each(*(lambda i=i: uploads.data(session, who, "workers", i, NOW) for i in (*brought, world.worker)))


QUIET = Schedule({}, Rules())


@cache
def get_content() -> Content:
    return Library(get_settings().content_dir).content()


def _calendar(session: Session, who: Officer, world: World) -> Any:
    """A row that names her session: is it found, moved, or told of?"""
    moved = calendar_rows.Entry("", 2, world.training, "C-1", None, None, "Elsewhere")
    understood = calendar_run.Understood((moved,), None, ())
    made = each(lambda: calendar_run.bring_in(session, who, understood, get_content(), QUIET, NOW, apply=True))
    return [REACHED if not isinstance(one, str) and one.counts["moved"] else "" for one in made]


def _staff(session: Session, who: Officer, world: World) -> Any:
    new = staff.NewMentor("A Mentor", "P-1", PHONE, (), ("bn",), (), (), 3)
    done = each(
        lambda: staff.trainers(session, who), lambda: staff.mentors(session, who),
        lambda: staff.add_trainer(session, who, "A Trainer", "A-1", "trainer", NOW),
        lambda: staff.trainer_code(session, who, "A Trainer", "A-1", NOW),
        lambda: staff.revoke_trainer(session, who, "A Trainer", "A-1", NOW),
        lambda: staff.add_mentor(session, who, new, get_content(), NOW),
        lambda: staff.mentor_code(session, who, "A Mentor", NOW),
        lambda: staff.end_mentor(session, who, "A Mentor", NOW),
    )  # fmt: skip
    return [REACHED if one and (not isinstance(one, str) or len(one) < 12) else "" for one in done]


def _told(work: Callable[[Session, Officer, World], Any]) -> Attack:
    """Whatever is no refusal and not nothing was reached."""

    def attack(session: Session, who: Officer, world: World) -> Any:
        results = each(lambda: work(session, who, world))
        return [REACHED for one in results if one and not isinstance(one, str)]

    return attack


def _stranger(session: Session, who: Officer, world: World) -> Any:
    """Whether the rules of scope give her session away."""
    upcoming = catalogue.by_code(session, world.training)
    assert upcoming is not None
    wanted = catalogue.joined().where(*scope.conditions(who))
    listed = [row[0].code for row in session.execute(wanted)]
    return [listed, REACHED if scope.sees(who, upcoming) and scope.sees_course(who, upcoming.course) else ""]


ASKED = sessions_list.Asked()
TRAINING: dict[str, Attack] = {
    **{f"training.scope.{name}": _stranger for name in (
        "narrow", "state_wide", "conditions", "sees", "sees_course", "agency_of")},
    "training.sessions_list.page": lambda s, who, w: each(lambda: sessions_list.page(s, who, ASKED, 50)),
    "training.sessions_list.chosen": lambda s, who, w: each(lambda: sessions_list.chosen(s, who, [w.training], NOW)),
    "training.sessions_list.cancel_all": _told(
        lambda s, who, w: sessions_list.cancel_all(s, who, [w.training], WHY, QUIET, NOW)
    ),
    "training.sessions_list.stand": _told(lambda s, who, w: sessions_list.stand(s, who)),
    "training.sessions_list.courses": _told(
        lambda s, who, w: [one for one in sessions_list.courses(s, who) if one[2]]
    ),
    "training.sessions_list.agencies": lambda s, who, w: each(lambda: sessions_list.agencies(s, who)),
    "training.sessions_list.trainer_name": lambda s, who, w: [
        REACHED for one in each(lambda: sessions_list.trainer_name(s, who, w.training)) if one == ""
    ],
    "training.roster.roster": lambda s, who, w: each(lambda: roster.roster(s, who, w.training)),
    "training.roster.mark": lambda s, who, w: [
        REACHED for one in each(lambda: roster.mark(s, who, w.training, [w.place], None, None, WHY, QUIET, NOW))
        if "30 minutes" in str(one)
    ],
    "training.roster.arrive": lambda s, who, w: [
        REACHED for one in each(lambda: roster.arrive(s, who, w.training, w.place, WHY, QUIET, NOW))
        if "no such person" in str(one)
    ],
    "training.roster.as_csv": _told(lambda s, who, w: roster.as_csv(s, who, w.training, NOW)),
    "training.opinions.opinions": _told(
        lambda s, who, w: opinions.opinions(s, who, ["useful"], session=w.training)[0].people
    ),
    "training.proofs.page": _told(lambda s, who, w: proofs.page(s, who, 50)[0]),
    "training.proofs.revoke": lambda s, who, w: each(lambda: proofs.revoke(s, who, w.place, WHY, NOW)),
    "mentoring.overview.pairs": _told(lambda s, who, w: mentor_overview.pairs(s, who, 50)),
    "mentoring.overview.numbers": _told(lambda s, who, w: mentor_overview.numbers(s, who)),
    "assessment.for_officials.figures": lambda s, who, w: each(
        lambda: for_officials.figures(s, who, next(iter(get_content().assessments.values())), "post")
    ),
}  # fmt: skip
UNSEEN = ("training.sessions_list.agencies", "training.opinions.opinions", "training.proofs.page",
          "training.proofs.revoke", "mentoring.overview.pairs", "mentoring.overview.numbers",
          "assessment.for_officials.figures")  # fmt: skip
"""Those that have nothing of hers in this world, or are for officials of the whole state."""


def _figures(work: Callable[..., Any]) -> Attack:
    """Counts of the days about hers: is she in one of them?"""
    period = insights_scope.Period(NOW.date() - dt.timedelta(days=300), NOW.date() + dt.timedelta(days=60))

    def attack(session: Session, who: Officer, world: World) -> Any:
        found = each(*(lambda d=d: work(session, who, period, d) for d in ((), ("malda",))))
        return [REACHED if not isinstance(one, str) and _counted(one) else "" for one in found]

    return attack


def _counted(found: Any) -> bool:
    """Whether the counts hold anything of Malda; Nadia has a worker, and nothing else of what is counted."""
    if isinstance(found, tuple):
        return "malda" in found[0]
    if isinstance(found, insights_work.Trainings):
        return bool(sum(found.sessions.values()))
    return isinstance(found, Counter) and bool(sum(found.values()))


SERVICES: dict[str, Attack] = {
    **ACCOUNTS,
    **CONTENT,
    "training.office.listed": lambda s, who, w: each(lambda: office.listed(s, who, NOW)),
    "training.office.seen": _of("training", office.seen),
    "training.office.enrolments": _of("training", office.enrolments),
    "training.office.move": _of("training", office.move, Change(place="Elsewhere"), WHY, QUIET, NOW),
    "training.office.cancel": lambda s, who, w: [
        REACHED for one in each(lambda: office.cancel(s, who, w.training, WHY, QUIET, NOW)) if not isinstance(one, str)
    ],
    "training.office.allow_again": lambda s, who, w: [
        # That nothing was finished yet is said to who may see it only.
        REACHED for one in each(lambda: office.allow_again(s, who, w.place, "post", NOW)) if "finished" in str(one)
    ],
    "training.calendar_import.run.bring_in": _calendar,
    **TRAINING,
    **{f"training.staff.{name}": _staff for name in (
        "trainers", "add_trainer", "trainer_code", "revoke_trainer", "mentors", "add_mentor", "mentor_code",
        "end_mentor",
    )},
    "handover_desk.inbox": lambda s, who, w: each(
        *(lambda t=t, q=q: handover_desk.inbox(s, who, handover_desk.Asked(t, words=q), None, 50)
          for t in handover_desk.TABS for q in ("", PLACE)),
        lambda: handover_desk.inbox(s, who, handover_desk.Asked(district="malda"), None, 50),
    ),
    "handover_desk.counts": lambda s, who, w: [
        REACHED for one in each(lambda: handover_desk.counts(s, who)) if not isinstance(one, str) and any(one.values())
    ],
    "handover_desk.one": _of("wish", handover_desk.one),
    "handover_desk.colleagues": _quiet("wish", handover_desk.colleagues),
    "handover_desk.assign": _quiet("wish", handover_desk.assign, "", NOW),
    "handover_person.person": _quiet("wish", handover_person.person),
    "handover_talk.messages": _of("wish", handover_talk.messages),
    "handover_talk.last_of_person": _of("wish", handover_talk.last_of_person),
    "handover_talk.message": lambda s, who, w: each(lambda: handover_talk.message(s, who, w.wish, w.message)),
    "handover_talk.unmask": lambda s, who, w: each(lambda: handover_talk.unmask(s, who, w.wish, w.message, WHY, NOW)),
    "handover_talk.note": _quiet("wish", handover_talk.note, "A note.", NOW),
    "handover_talk.notes": _of("wish", handover_talk.notes),
    "handover_talk.drop_note": _quiet("wish", handover_talk.drop_note, 1, NOW),
    "canned.listed": lambda s, who, w: each(lambda: canned.listed(s, who)),
    "canned.get": lambda s, who, w: each(lambda: canned.get(s, who, w.wish)),
    "canned.create": lambda s, who, w: each(lambda: len(canned.create(s, who, "T", "", {"en": "x"}, NOW))),
    "canned.change": lambda s, who, w: each(lambda: canned.change(s, who, w.wish, "T", "", {"en": "x"}, None, NOW)),
    "canned.delete": lambda s, who, w: each(lambda: canned.delete(s, who, w.wish, NOW)),
    "worker_search.search": _search,
    "worker_search.count": _count,
    "worker_search.one": _lookup(worker_search.one),
    "worker_search.find": _lookup(worker_search.find),
    "worker_search.unmask": _lookup(worker_search.unmask, WHY, NOW),
    "worker_filter.scoped": lambda s, who, w: [
        REACHED for asked in FILTERS for scope in each(lambda a=asked: scoped(who, a))  # type: ignore[misc]
        if not isinstance(scope, str) and (scope.districts is None or "malda" in scope.districts)
    ],
    "worker_search.cursor_after": lambda s, who, w: [
        worker_search.cursor_after(who, scope, (NOW, w.worker))
        for scope in each(lambda: scoped(who, Filter())) if not isinstance(scope, str)
    ],
    "worker_export.export": _export,
    "worker_export.selected": lambda s, who, w: each(
        *(lambda n=n: worker_export.selected(s, who, [n], "csv", NAMES, NOW) for n in (w.number, w.worker, w.waiting))
    ),
    "worker_desk.card": _lookup(worker_desk.card),
    "worker_desk.withdraw": _quiet("number", worker_desk.withdraw, "share_banks", WHY, NOW),
    "worker_desk.confirm": _quiet("waiting", worker_desk.confirm, WHY, NOW),
    "worker_desk.refuse": _quiet("waiting", worker_desk.refuse, WHY, NOW),
    "privacy.desk.look": _of("number", privacy_desk.look),
    "privacy.desk.take_out": _of("number", privacy_desk.take_out, WHY, NOW),
    "privacy.desk.erase_person": _of("number", privacy_desk.erase_person, WHY, NOW),
    "trade_desk.queue": lambda s, who, w: each(lambda: trade_desk.queue(s, who)),
    "trade_desk.waiting": lambda s, who, w: each(lambda: trade_desk.waiting(s, who)),
    "trade_desk.settle": lambda s, who, w: each(lambda: trade_desk.settle(s, who, 1, "-", (), NOW)),
    "uploads.data": _of("worker", lambda s, who, one: uploads.data(s, who, "workers", one, NOW)),
    "uploads.drop": _of("worker", uploads.drop),
    "uploads.keep": _bring,
    "worker_table.table": _table,
    "worker_import.plan.plan": _plan,
    "worker_import.plan.region": lambda s, who, w: [
        REACHED for each_ in each(lambda: plan.region(who, "malda", {"malda", "nadia"})) if not isinstance(each_, str)
    ],
    "worker_import.run.bring_in": _bring_in,
    "needs.enter": lambda s, who, w: each(
        lambda: needs.enter(s, who, needs.Posting(TRADE, 1, "malda", EMPLOYER, PHONE), WHY, NOW)
    ),
    "needs.listed": lambda s, who, w: each(
        *(lambda d=d: needs.listed(s, who, (), d) for d in (None, "malda"))
    ),
    "needs.page": lambda s, who, w: each(*(lambda d=d: needs.page(s, who, (), d) for d in ((), ("malda",)))),
    "needs.seen": _of("need", needs.seen),
    "needs.phone": _of("need", needs.phone, WHY, NOW),
    "offers.of_need": _of("need", offers.of_need),
    "offers.introductions": _of("need", offers.introductions, WHY, NOW),
    "needs.verify": _of("need", needs.verify, WHY, NOW),
    "needs.close": _of("need", needs.close, WHY, NOW),
    "needs.reject": _of("need", needs.reject, WHY, NOW),
    "referral_desk.listed": lambda s, who, w: each(
        *(lambda d=d: referral_desk.listed(s, who, NOW, districts=d) for d in ((), ("malda",)))
    ),
    "referral_desk.page": lambda s, who, w: each(
        *(lambda d=d: referral_desk.page(s, who, NOW, districts=d) for d in ((), ("malda",)))
    ),
    "referral_desk.seen": _of("referral", referral_desk.seen, NOW),
    "referral_desk.phone": _of("referral", referral_desk.phone, WHY, NOW),
    "referrals.theirs": _of("referral", referral_service.theirs),
    "referrals.change": _of("referral", referral_service.change, "contacted", WHY, NOW),
    **{f"insights.work.{work.__name__}": _figures(work) for work in (
        insights_work.registrations, insights_work.needs, insights_work.referrals, insights_work.trainings,
        insights_work.handovers, insights_work.broadcasts,
    )},
    "insights.talk.talk": _figures(lambda s, who, period, districts: talk.talk(s, who, period, districts, NOW)),
    "insights.talk.thumbs": _figures(talk.thumbs),
    "insights.scope.allowed": lambda s, who, w: [
        REACHED for scope in each(*(lambda d=d: insights_scope.allowed(who, d) for d in ((), ("malda",))))
        if not isinstance(scope, str) and (scope is None or "malda" in scope)
    ],
    "today.waiting": lambda s, who, w: [
        # Her need and her loan request, the day on which the desk is reminded of it.
        REACHED for one in each(lambda: today.waiting(s, who, NOW + dt.timedelta(days=30)))
        if not isinstance(one, str) and (one.counts.get("needs") or one.counts.get("loans"))
    ],
    "channel_view.seen": lambda s, who, w: each(lambda: channel_view.seen(s, who, NOW)),
    "options.listed": lambda s, who, w: each(lambda: options.listed(s, who)),
    "options.change": lambda s, who, w: each(lambda: options.change(s, who, {}, lambda values: values, NOW)),
}  # fmt: skip
"""What an official may try at each service. With an official of Malda each of them finds her (but for `BLIND`)."""
BLIND = {*ACCOUNTS, *CONTENT, *UNSEEN,
         "channel_view.seen", "options.listed", "options.change", "insights.talk.talk", "insights.talk.thumbs",
         "insights.work.handovers", "insights.work.broadcasts",
         "needs.reject", "worker_search.cursor_after", "worker_import.run.bring_in",
         *(name for name in SERVICES if name.startswith(("training.staff.", "canned.", "trade_desk.",
                                                        "uploads.")))}  # fmt: skip
"""After the others nothing is left to reject; a cursor is sealed; nobody imports who is registered; and trainers and
mentors are for officials of the whole state; and prepared answers are everybody's and name nobody; nor do words for
trades; a file is its bringer's alone (tests/contract/test_register_desk.py); settings and channels are the whole
state's; nobody wrote, and nothing was sent (tests/contract/test_insights.py)."""


FREE = {"worker_import.plan.region", "uploads.keep", *(name for name in SERVICES if name.startswith("training.scope."))}
"""These say which districts or sessions are theirs, and the services that ask them ask for the right as well;
a file that was brought is its bringer's alone."""
SHARED = {*FREE, *(name for name in SERVICES if name.startswith("insights."))}
"""Figures without names are for editors too."""


def services_for_officials() -> Iterator[str]:
    """Every public function of the services that takes an officer."""
    for module in pkgutil.walk_packages(bot.services.__path__, "bot.services."):
        for name, function in vars(importlib.import_module(module.name)).items():
            if not inspect.isfunction(function) or function.__module__ != module.name or name.startswith("_"):
                continue
            if any(str(one.annotation) == "Officer" for one in inspect.signature(function).parameters.values()):
                yield f"{module.name.removeprefix('bot.services.')}.{name}"


def test_every_service_for_officials_is_in_the_table() -> None:
    assert set(services_for_officials()) == SERVICES.keys()


@pytest.fixture(scope="module")
def world(kept: Database) -> World:
    with kept.session() as session:
        return made(session)


@pytest.fixture
def database(kept: Database, world: World) -> Iterator[Database]:
    """The world as it was made; what a test does to it is undone."""
    with undone(kept):
        yield kept


@pytest.mark.parametrize("name", SERVICES)
def test_nobody_of_another_district_is_reached(database: Database, world: World, name: str) -> None:
    foreign = officer("nadia", name="B. Sen")
    with database.session() as session:
        assert found(world, SERVICES[name](session, foreign, world)) == set()
    with database.session() as session:  # the attack is one: whose district it is, finds her by it
        if name not in BLIND:
            assert found(world, SERVICES[name](session, officer("malda"), world))


OUTSIDERS = {
    "another agency": Officer("1", "Agency", None, ROLES["agency"].rights, "agency", agency="0" * 32),
    "another trainer": Officer("2", "Trainer", None, ROLES["trainer"].rights, "trainer", trainer="0" * 32),
    "no agency": Officer("3", "Nobody", None, ROLES["agency"].rights, "agency"),
}


@pytest.mark.parametrize("outsider", OUTSIDERS)
@pytest.mark.parametrize("name", [name for name in SERVICES if name.startswith("training.")])
def test_no_other_agency_and_no_other_trainer_is_reached(
    database: Database, world: World, name: str, outsider: str
) -> None:
    with database.session() as session:
        assert found(world, SERVICES[name](session, OUTSIDERS[outsider], world)) == set()


@pytest.mark.parametrize("name", SERVICES)
def test_who_only_reads_changes_nothing(database: Database, world: World, name: str) -> None:
    """Whatever an auditor tries, every table but the audit itself stays as it was."""
    auditor = Officer("4", "Auditor", None, frozenset(RIGHTS), "auditor", reads=True)
    with database.session() as session:
        before, written = _stored(session), files()
        SERVICES[name](session, auditor, world)
        session.flush()
        assert (_stored(session), files()) == (before, written)


@pytest.mark.parametrize("name", sorted(SERVICES.keys() - FREE))
def test_without_a_right_nobody_is_reached(database: Database, world: World, name: str) -> None:
    """Somebody of her district whose role opens nothing gets nothing, and changes nothing."""
    bare = Officer("5", "Nobody", frozenset({"malda"}), frozenset(), "help_desk")
    with database.session() as session:
        before, written = _stored(session), files()
        assert found(world, SERVICES[name](session, bare, world)) == set()
        session.flush()
        assert (_stored(session), files()) == (before, written)


@pytest.mark.parametrize("name", sorted(SERVICES.keys() - SHARED))
def test_an_editor_of_answers_reaches_nobody(database: Database, world: World, name: str) -> None:
    """Their role has the whole state, and no right to anything of people."""
    editor = Officer("6", "Editor", None, ROLES["content_editor"].rights, "content_editor")
    with database.session() as session:
        assert found(world, SERVICES[name](session, editor, world)) == set()


def _stored(session: Session) -> dict[str, list[str]]:
    tables = [one for one in Base.metadata.sorted_tables if not one.name.startswith("audit_")]
    return {one.name: sorted(map(str, session.execute(select(one)).all())) for one in tables}


@pytest.mark.parametrize("name", [name for name in SERVICES if name.startswith(("worker_", "needs", "referral"))])
def test_without_districts_nobody_is_reached(database: Database, world: World, name: str) -> None:
    nowhere = Officer("0", "Nobody", frozenset(), frozenset(RIGHTS))
    with database.session() as session:
        assert found(world, SERVICES[name](session, nowhere, world)) == set()


# Routes


def _routers(database: Database, library: Library, signed: Any) -> dict[str, Any]:
    """The routers for officials by the name of their module (hand-overs have a token of their own, and no district)."""

    def clock() -> Any:
        return NOW

    return {
        "workers": workers.create_router(database, library, clock, signed),
        "workers_import": workers_import.create_router(database, library, clock, signed),
        "needs": needs_api.create_router(database, library, clock, signed),
        "training": training_api.create_router(database, library, clock, signed, lambda: QUIET),
        "training_scorecard": training_scorecard.create_router(database, library, clock, signed),
        "referrals": referrals.create_router(database, LoanDesk(library), clock, signed, lambda: None),
    }


_WORKERS, _NEEDS, _REFERRALS = "/api/officials/workers", "/api/officials/needs", "/api/officials/referrals"
_IMPORT = workers_import.PATH
_TRAINING = training_api.PREFIX
_QUERIES: list[dict[str, Any]] = [
    {}, {"district": "malda"}, {"district": ["malda", "nadia"]}, {"place": PLACE}, {"trade": TRADE},
    {"place": PLACE, "trade": TRADE}, {"want": "work", "gender": "woman"}, {"status": "unconfirmed"},
    {"years_from": 8, "since": "2026-11-22"},
]  # fmt: skip
_SAY = {"reason": WHY}
ROUTES: dict[tuple[str, str], list[dict[str, Any]]] = {
    ("GET", _WORKERS): [{"params": query} for query in _QUERIES],
    ("GET", f"{_WORKERS}/count"): [{"params": {"place": PLACE}}, {"params": {"district": "malda"}}],
    ("GET", f"{_WORKERS}/table.svg"): [{"params": {"month": "2026-11"}}],
    ("POST", f"{_WORKERS}/export"): [
        {"json": {**{key: [value] if key in ("district", "trade", "want") and isinstance(value, str) else value
                     for key, value in query.items()}, "format": form, **why}}
        for query in _QUERIES for form in worker_export.FORMS for why in ({}, _SAY)
    ],
    ("GET", f"{_WORKERS}/{{which}}"): [{}],
    ("POST", f"{_WORKERS}/{{which}}/unmask"): [{"json": _SAY}],
    ("POST", _IMPORT): [
        # Her number in a list of somebody else, of the official's own district: is she told of?
        {"params": {"organisation": "An office"}, "content": f"Name,Mobile,Trade\nSomebody Else,{PHONE[3:]},Tailor\n"}
    ],
    ("GET", f"{_TRAINING}/sessions"): [{}, {"params": {"past_days": 100}}],
    ("GET", f"{_TRAINING}/sessions/{{code}}"): [{}],
    ("GET", f"{_TRAINING}/sessions/{{code}}/enrolments"): [{}],
    ("POST", f"{_TRAINING}/sessions/{{code}}/move"): [{"json": {"place": "Elsewhere", **_SAY}}],
    ("POST", f"{_TRAINING}/sessions/{{code}}/cancel"): [{"json": _SAY}],
    **{("GET", f"{_TRAINING}/scorecard{form}"): [{}] for form in ("", ".xlsx", ".svg")},
    ("POST", f"{_TRAINING}/import"): [
        {"params": {"apply": True}, "content": "Session code,Course code,Start\nX-1,C-1,\n"}
    ],
    ("GET", _NEEDS): [{}, {"params": {"district": "malda"}}],
    ("POST", _NEEDS): [
        {"json": {"trade": TRADE, "count": 1, "district": "malda", "employer": EMPLOYER, "phone": PHONE, **_SAY}}
    ],
    ("GET", f"{_NEEDS}/{{number}}"): [{}],
    ("GET", f"{_NEEDS}/{{number}}/offers"): [{}],
    ("POST", f"{_NEEDS}/{{number}}/phone"): [{"json": _SAY}],
    ("POST", f"{_NEEDS}/{{number}}/introductions"): [{"json": _SAY}],
    ("POST", f"{_NEEDS}/{{number}}/verify"): [{"json": _SAY}],
    ("POST", f"{_NEEDS}/{{number}}/reject"): [{"json": _SAY}],
    ("POST", f"{_NEEDS}/{{number}}/close"): [{"json": _SAY}],
    ("GET", _REFERRALS): [{}, {"params": {"district": "malda"}}],
    ("GET", f"{_REFERRALS}/{{number}}"): [{}],
    ("POST", f"{_REFERRALS}/{{number}}/state"): [{"json": {"status": "contacted", **_SAY}}],
    ("POST", f"{_REFERRALS}/{{number}}/phone"): [{"json": _SAY}],
}  # fmt: skip


@pytest.fixture(scope="module")
def library() -> Library:
    return Library(get_settings().content_dir)


@pytest.fixture(scope="module")
def routes(kept: Database, library: Library) -> FastAPI:
    made_app = FastAPI()
    problems.install(made_app)
    for router in _routers(kept, library, signed_in(kept, Rate("100000/minute"))).values():
        made_app.include_router(router)
    return made_app


@pytest.fixture
def app(routes: FastAPI, tokens: dict[str, str], database: Database) -> FastAPI:
    """The routes; what a test does by them is undone."""
    return routes


@pytest.fixture(scope="module")
def tokens(kept: Database) -> dict[str, str]:
    """Of an official of each district, with all rights."""
    with kept.session() as session:
        return {
            district: officers.add(session, district, [district], RIGHTS, NOW, known={"malda", "nadia"})
            for district in ("malda", "nadia")
        }


async def ask(app: FastAPI, token: str, method: str, path: str, **request: Any) -> httpx.Response:
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        return await client.request(method, path, headers={"Authorization": f"Bearer {token}"}, **request)


def _targets(path: str, world: World) -> list[str]:
    if path in (_IMPORT, f"{_TRAINING}/import"):
        return [path]
    if path.startswith(_TRAINING):
        return [path.format(code=world.training)]
    if path.startswith(_WORKERS):
        return [path.format(which=each_) for each_ in (world.worker, numbers.shown(world.number), world.waiting)]
    return [path.format(number=numbers.shown(world.need if path.startswith(_NEEDS) else world.referral))]


def test_every_route_for_officials_is_in_the_table(app: FastAPI, database: Database, library: Library) -> None:
    routes = {(method.upper(), path) for path, methods in app.openapi()["paths"].items() for method in methods}
    assert routes == ROUTES.keys()
    modules = {
        module.name
        for module in pkgutil.iter_modules(bot.api.__path__)
        for of_module in [importlib.import_module(f"bot.api.{module.name}")]
        if str(getattr(of_module, "PREFIX", getattr(of_module, "PATH", ""))).startswith("/api/officials")
    }
    assert modules - {"handover"} == _routers(database, library, None).keys()


@pytest.mark.parametrize(("method", "path"), ROUTES)
async def test_no_route_reaches_another_district(
    app: FastAPI, world: World, tokens: dict[str, str], method: str, path: str
) -> None:
    for request in ROUTES[method, path]:
        for target in _targets(path, world):
            answer = await ask(app, tokens["nadia"], method, target, **request)
            assert answer.status_code in (200, 403, 404), answer.text
            # What the official wrote in the question may stand in the refusal.
            traces = found(world, answer.content) - found(world, [target, request])
            assert traces == set(), target
            if path.endswith("/count") and answer.status_code == 200:
                assert answer.json()["number"] == 0
            if path == _IMPORT:
                assert [row["result"] for row in answer.json()["rows"]] == ["left_out"]
            if path.endswith("table.svg"):
                assert "Malda" not in answer.text and "Nadia" in answer.text


@pytest.mark.parametrize(("method", "path"), [key for key in ROUTES if "{" in key[1]])
async def test_a_refusal_does_not_tell_that_somebody_exists(
    app: FastAPI, world: World, tokens: dict[str, str], database: Database, method: str, path: str
) -> None:
    with database.session() as session:
        unused = numbers.shown(numbers.new(session, "WB" if path.startswith(_WORKERS) else
                                           "N" if path.startswith(_NEEDS) else "L"))  # fmt: skip
    (request,) = ROUTES[method, path]
    nobody = await ask(
        app, tokens["nadia"], method, path.format(which=unused, number=unused, code="NOBODY-1"), **request
    )
    for target in _targets(path, world):
        foreign = await ask(app, tokens["nadia"], method, target, **request)
        assert (foreign.status_code, foreign.content) == (nobody.status_code, nobody.content)


@pytest.mark.parametrize(("method", "path"), ROUTES)
async def test_the_route_leads_to_her_from_within_her_district(
    app: FastAPI, world: World, tokens: dict[str, str], method: str, path: str
) -> None:
    answers = [await ask(app, tokens["malda"], method, target, **request)
               for request in ROUTES[method, path] for target in _targets(path, world)]  # fmt: skip
    statuses = {answer.status_code for answer in answers}
    assert statuses & {200, 201} and statuses <= {200, 201, 403}, [answer.text for answer in answers]
    if path.endswith("/count"):
        assert {answer.json()["number"] for answer in answers} == {1}
    elif path == _IMPORT:
        assert [row["result"] for row in answers[0].json()["rows"]] == ["registered"]
    elif path == f"{_TRAINING}/import":
        assert [row["outcome"] for row in answers[0].json()["rows"]] == ["wrong"]
    elif path.endswith("table.svg"):
        assert "Malda" in answers[0].text
    elif path.endswith("scorecard.svg"):
        assert answers[0].text.lstrip().startswith("<")  # counts alone: nobody and no place is named in it
    else:
        assert any(found(world, answer.content) - found(world, path) for answer in answers)


@pytest.mark.parametrize(("method", "path"), ROUTES)
@pytest.mark.parametrize("token", ["", "wrong", "revoked"])
async def test_no_route_answers_without_a_valid_token(
    app: FastAPI, world: World, tokens: dict[str, str], database: Database, method: str, path: str, token: str
) -> None:
    if token == "revoked":
        with database.session() as session:
            officers.revoke(session, "malda", NOW)
        token = tokens["malda"]
    answer = await ask(app, token, method, _targets(path, world)[0], **ROUTES[method, path][0])
    assert answer.status_code == 401 and answer.headers["www-authenticate"] == "Bearer"
    assert found(world, answer.content) == set()


def test_the_number_of_somebody_reached_by_name_is_masked(database: Database, world: World) -> None:
    with database.session() as session:
        (one,) = worker_search.search(session, officer("malda"), Filter(place=PLACE)).workers
    assert (one.name, one.phone) == (NAME, "98xxxxxx33")
