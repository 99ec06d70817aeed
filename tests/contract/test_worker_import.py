"""Lists against the register: what the dry run says, what the import does, and that nothing is half done."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import func, select

from bot.db.models import AuditEvent, Contact, TradeReview, Worker, WorkerImport, WorkerTrade
from bot.db.session import Database
from bot.knowledge.library import Content, read
from bot.services import consent, numbers, workers
from bot.services.officers import Forbidden, Officer
from bot.services.worker_import import entering
from bot.services.worker_import.faults import AlreadyImported, RefusedList
from bot.services.worker_import.places import Region
from bot.services.worker_import.plan import OUTCOMES, Understood, as_json, plan, region, understand
from bot.services.worker_import.run import bring_in
from bot.services.workers import UNKNOWN, Registration, Trade
from bot.settings import ROOT
from tests.contract import stores
from tests.unit.services.worker_import.lists import text_list, xlsx

database, postgres, url = stores.database, stores.postgres, stores.url  # fixtures
NOW = dt.datetime(2026, 11, 22, 6, 0, tzinfo=dt.UTC)
MALDA = Officer("1", "A. Roy", frozenset({"malda"}), frozenset({"import"}))
STATE = Officer("2", "B. Sen", None, frozenset({"import"}))
HEADS = ["Name", "Mobile", "District", "Trade"]
ROWS = [
    ["Hari Pal", 9733300001, "Malda", "Mason"],
    ["Anita Das", 9733300002, "Malda", "Qwertyuiop"],
    ["Hari Pal", 9733300001, "Malda", "Mason"],
    ["Bimal Pal", 9733300001, "Malda", "Mason"],
    ["Rahim Sk", 9733300003, "Nadia", "Mason"],
    ["Salim Sk", "97333", "Malda", "Mason"],
    ["Kajal Roy", 9733300004, "Xyz", "Mason"],
    ["Gopal Ghosh", 9733300005, "Malda", "Mason"],
    ["Mina Bibi", 9733300006, "Malda", "Mason"],
    ["Rekha Das", 9733300007, "Malda", "Mason"],
    ["Kamal Barman", 9733300008, "Malda", "Mason"],
]
OUTCOME = [
    "new",
    "new",
    "duplicate",
    "duplicate",
    "wrong",
    "wrong",
    "doubtful",
    "registered",
    "left_out",
    "left_out",
    "new",
]


@pytest.fixture(scope="module")
def content() -> Content:
    return read(ROOT / "content")


@pytest.fixture
def understood(content: Content) -> Understood:
    return understand(xlsx([HEADS, *ROWS]), content, NOW.date(), Region("malda"))


@pytest.fixture(autouse=True)
def known(database: Database) -> None:
    """One who is registered in Malda, one in Nadia, one who refused, and one who refused and came back."""
    with database.session() as session:
        for phone, district in (("+919733300005", "malda"), ("+919733300006", "nadia")):
            workers.register(session, Registration("Somebody", phone, district, (Trade("mason"),)), NOW)
        for holder, phone, kinds in (
            ("a" * 32, "+919733300007", ("refused",)),
            ("b" * 32, "+919733300008", ("refused", "granted")),
        ):
            for kind in kinds:
                subject = consent.subject_of_phone(phone)
                consent.record(session, holder, subject, "registry", kind, NOW)  # type: ignore[arg-type]


def people(database: Database) -> int:
    with database.session() as session:
        return session.scalar(select(func.count()).select_from(Worker)) or 0


def test_the_dry_run_says_what_would_become_of_each_row(database: Database, understood: Understood) -> None:
    with database.session() as session:
        found = plan(session, MALDA, understood)
    assert [line.outcome for line in found.lines] == OUTCOME
    assert found.counts == {outcome: OUTCOME.count(outcome) for outcome in OUTCOMES}
    texts = [line.text for line in found.lines]
    assert "row 2 too" in texts[2] and "another name" in texts[3] and "not among your districts" in texts[4]
    assert "Mobile: the number has fewer than ten digits" in texts[5] and "Xyz" in texts[6]
    assert people(database) == 2, "nothing is written"


def test_reports_say_nothing_of_other_districts_and_refusals(database: Database, understood: Understood) -> None:
    with database.session() as session:
        found = plan(session, MALDA, understood)
    there, refused = found.lines[8], found.lines[9]
    assert there.texts == refused.texts, "which of the two it is would tell about a person elsewhere"
    shown = str([as_json(line) for line in found.lines])
    assert "97333000" not in shown and "97xxxxxx01" in shown


def test_a_state_officer_sees_all_districts(database: Database, understood: Understood) -> None:
    with database.session() as session:
        found = [line.outcome for line in plan(session, STATE, understood).lines]
    assert found[4] == "new" and found[8] == "registered" and found[9] == "left_out"


def test_the_import_enters_what_is_new_unconfirmed(database: Database, understood: Understood) -> None:
    with database.session() as session:
        done = bring_in(session, MALDA, understood, " Malda  DIC ", NOW)
    assert done.entered == OUTCOME.count("new") and people(database) == 2 + done.entered
    with database.session() as session:
        found = session.scalars(select(Worker).where(Worker.source == "import")).all()
        rows = sorted(found, key=lambda worker: worker.phone)  # the column is sealed: the database cannot sort it
        assert [row.phone for row in rows] == ["+919733300001", "+919733300002", "+919733300008"]
        assert {row.status for row in rows} == {"unconfirmed"} and {row.import_id for row in rows} == {done.import_id}
        assert all(numbers.valid(row.number) == row.number and not row.phone_proven for row in rows)
        assert not consent.granted(session, rows[0].id, "registry"), "an office cannot agree for somebody"
        trades = session.scalars(select(WorkerTrade).where(WorkerTrade.worker_id == rows[1].id)).all()
        assert [(one.trade, one.said, one.district) for one in trades] == [(UNKNOWN, "Qwertyuiop", "malda")]
        assert session.scalar(select(TradeReview.said)) == "qwertyuiop"
        made = session.get_one(WorkerImport, done.import_id)
        assert (made.officer, made.organisation, made.report["new"]) == ("A. Roy", "Malda DIC", 3)
        noted = session.scalars(select(AuditEvent).where(AuditEvent.act == "import")).one()
        assert (noted.actor, noted.about, noted.details["entered"]) == ("A. Roy", done.import_id, 3)
        assert session.scalar(select(func.count()).select_from(Contact)) == 0, "nobody is written to yet"


def test_doubtful_rows_are_entered_only_on_demand(database: Database, understood: Understood) -> None:
    with database.session() as session:
        assert bring_in(session, MALDA, understood, "Malda DIC", NOW, doubtful=True).entered == 4
    with database.session() as session:
        assert session.scalar(select(Worker.district).where(Worker.phone == "+919733300004")) == "malda"


def test_the_same_list_is_taken_once_whatever_the_file(
    database: Database, content: Content, understood: Understood
) -> None:
    with database.session() as session:
        bring_in(session, MALDA, understood, "Malda DIC", NOW)
    again = understand(text_list([HEADS, *ROWS], separator=";"), content, NOW.date(), Region("malda"))
    assert again.digest == understood.digest
    before = people(database)
    with pytest.raises(AlreadyImported, match="2026-11-22"), database.session() as session:
        bring_in(session, STATE, again, "Somebody else", NOW)
    assert people(database) == before
    longer = understand(
        xlsx([HEADS, *ROWS, ["Mita Ghosh", 9733300009, "Malda", "Mason"]]), content, NOW.date(), Region("malda")
    )
    with database.session() as session:
        assert bring_in(session, MALDA, longer, "Malda DIC", NOW).entered == 1, "the others are registered before"


def test_nothing_is_half_imported(database: Database, content: Content, monkeypatch: pytest.MonkeyPatch) -> None:
    many = [["Hari Pal", 9733400000 + number, "Malda", "Mason"] for number in range(30)]
    understood = understand(xlsx([HEADS, *many]), content, NOW.date())
    monkeypatch.setattr(entering, "_PORTION", 7)
    calls = 0
    make = numbers.new

    def failing(*arguments: object) -> str:
        nonlocal calls
        calls += 1
        if calls > 20:
            raise RuntimeError("the disk is full")
        return make(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(numbers, "new", failing)
    with pytest.raises(RuntimeError), database.session() as session:
        bring_in(session, MALDA, understood, "Malda DIC", NOW)
    with database.session() as session:
        assert session.scalar(select(func.count()).select_from(WorkerImport)) == 0
    assert people(database) == 2
    monkeypatch.setattr(numbers, "new", make)
    with database.session() as session:
        assert bring_in(session, MALDA, understood, "Malda DIC", NOW).entered == 30
    with database.session() as session:
        drawn = session.scalars(select(Worker.number)).all()
    assert len(set(drawn)) == len(drawn) == 32


def test_without_the_right_nothing_is_told_or_done(database: Database, understood: Understood) -> None:
    clerk = Officer("3", "C. Das", None, frozenset({"export", "unmask"}))
    with database.session() as session:
        for act in (lambda: plan(session, clerk, understood), lambda: bring_in(session, clerk, understood, "DIC", NOW)):
            with pytest.raises(Forbidden, match="import"):
                act()
    assert people(database) == 2


@pytest.mark.parametrize("organisation", ["", " ", "x", "x" * 121])
def test_the_organisation_must_be_named(database: Database, understood: Understood, organisation: str) -> None:
    with database.session() as session, pytest.raises(RefusedList, match="organisation"):
        bring_in(session, MALDA, understood, organisation, NOW)


def test_a_list_of_which_nobody_can_be_entered_is_refused(database: Database, content: Content) -> None:
    foreign = understand(xlsx([HEADS, ["Rahim Sk", 9733300003, "Nadia", "Mason"]]), content, NOW.date())
    with database.session() as session, pytest.raises(RefusedList, match="Nobody"):
        bring_in(session, MALDA, foreign, "Malda DIC", NOW)


def test_the_district_of_a_list_is_one_that_the_official_sees() -> None:
    known = {"malda", "nadia"}
    assert region(MALDA, None, known).default == "malda" and region(STATE, None, known).default is None
    assert region(STATE, "nadia", known).default == "nadia"
    with pytest.raises(Forbidden):
        region(MALDA, "nadia", known)
    with pytest.raises(RefusedList, match="malda, nadia"):
        region(STATE, "mladia", known)
