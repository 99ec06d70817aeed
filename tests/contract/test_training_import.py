"""Calendars of sessions, brought in on both stores: what becomes of each row, and that a dry run leaves nothing."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator, Sequence
from typing import Any

import openpyxl
import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.clock import INDIA
from bot.db.models import Agency, AuditEvent, Course, Programme, TimedTask, Trainer, TrainingSession
from bot.db.session import Database
from bot.delivery.policy import Rules
from bot.knowledge.library import Content, Library
from bot.services import contacts
from bot.services.officers import Forbidden, Officer
from bot.services.training import catalogue, enrolments
from bot.services.training.calendar_import.run import Report, bring_in, understand
from bot.services.training.catalogue import Refused
from bot.services.training.plans import Schedule
from bot.services.worker_import.faults import UnreadableList
from bot.settings import get_settings
from tests.register import officer

NOW = dt.datetime(2026, 11, 22, 6, 0, tzinfo=dt.UTC)
TODAY = NOW.astimezone(INDIA).date()
HEADS = ("Session code", "Course code", "District", "Mode", "Place", "Link", "Start", "End", "Capacity", "Trainer",
         "Languages", "Accessibility")  # fmt: skip
ROW = ("S-1", "C-1", "Malda", "classroom", "DIC hall", "", "5 December 2026 11:00", "13:00", "60", "Mita Roy",
       "Bengali, Hindi", "ramp")  # fmt: skip
STATE = officer()


@pytest.fixture(scope="module")
def content() -> Content:
    return Library(get_settings().content_dir).content()


@pytest.fixture(scope="module")
def schedule(content: Content) -> Schedule:
    return Schedule(content.reminders, Rules())


@pytest.fixture
def db(database: Database) -> Iterator[Session]:
    with database.session() as session:
        programme = Programme(
            code="P-1", title={"en": "P"}, starts_on=dt.date(2026, 11, 1), ends_on=dt.date(2027, 3, 1)
        )
        session.add(programme)
        session.flush()
        agency = Agency(code="A-1", programme_id=programme.id, name="Agency", planned=50)
        session.add(agency)
        session.flush()
        session.add_all(
            [Course(code="C-1", agency_id=agency.id, title={"en": "GST"}, topic="gst", languages=["bn"]),
             Trainer(agency_id=agency.id, name="Mita Roy")]
        )  # fmt: skip
        session.flush()
        yield session


def as_csv(*rows: Sequence[str], heads: Sequence[str] = HEADS) -> bytes:
    stream = io.StringIO()
    csv.writer(stream).writerows([heads, *rows])
    return stream.getvalue().encode()


def as_xlsx(*rows: Sequence[Any], heads: Sequence[str] = HEADS, **sheets: Sequence[Sequence[Any]]) -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "Calendar"
    for row in [heads, *rows]:
        book.active.append(list(row))
    for name, lines in sheets.items():
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append(list(line))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def row(**changes: Any) -> tuple[Any, ...]:
    return tuple(changes.get(head.lower().replace(" ", "_"), cell) for head, cell in zip(HEADS, ROW, strict=True))


@pytest.fixture
def bring(db: Session, content: Content, schedule: Schedule) -> Any:
    def brought(data: bytes, apply: bool = True, who: Officer = STATE) -> Report:
        return bring_in(db, who, understand(data, content, TODAY), content, schedule, NOW, apply=apply)

    return brought


def outcomes(report: Report) -> list[str]:
    return [line.outcome for line in report.lines]


def test_new_then_the_same_then_moved(db: Session, bring: Any, schedule: Schedule) -> None:
    assert outcomes(bring(as_csv(ROW))) == ["new"]
    session = db.scalars(select(TrainingSession)).one()
    assert session.starts_at == dt.datetime(2026, 12, 5, 5, 30, tzinfo=dt.UTC)
    assert session.ends_at - session.starts_at == dt.timedelta(hours=2)
    assert (session.district, session.capacity, session.languages, session.access) == (
        "malda", 60, ["bn", "hi"], ["ramp"],
    )  # fmt: skip
    assert db.get_one(Trainer, session.trainer_id).name == "Mita Roy"
    tasks = db.scalar(select(func.count()).select_from(TimedTask))
    notes = db.scalar(select(func.count()).select_from(AuditEvent))
    assert outcomes(bring(as_csv(ROW))) == ["same"]
    assert db.scalar(select(func.count()).select_from(TimedTask)) == tasks
    assert db.scalar(select(func.count()).select_from(AuditEvent)) == notes
    person = contacts.find_or_create(db, "telegram", "5", NOW).id
    enrolments.enrol(db, person, session.id, NOW, schedule=schedule)
    assert outcomes(bring(as_csv(row(start="6 December 2026, 2 pm", end="4 pm")))) == ["moved"]
    db.refresh(session)
    assert session.version == 2 and session.starts_at == dt.datetime(2026, 12, 6, 8, 30, tzinfo=dt.UTC)
    told = db.scalar(select(func.count()).select_from(TimedTask).where(TimedTask.kind == "changed"))
    assert told == 1


def test_a_dry_run_says_the_same_and_leaves_nothing(db: Session, bring: Any) -> None:
    data = as_csv(ROW, row(session_code="S-2", course_code="C-9"))
    dry = bring(data, apply=False)
    assert db.scalar(select(func.count()).select_from(TrainingSession)) == 0
    assert db.scalar(select(func.count()).select_from(TimedTask)) == 0
    assert dry.lines == bring(data).lines
    assert outcomes(dry) == ["new", "wrong"]


EXCEL_DAY = dt.datetime(2026, 12, 5)


@pytest.mark.parametrize(
    ("start", "end", "day"),
    [
        (dt.datetime(2026, 12, 5, 11, 0), dt.datetime(2026, 12, 5, 13, 0), None),
        (dt.time(11, 0), dt.time(13, 0), EXCEL_DAY),
        ("11 am", "1 pm", dt.date(2026, 12, 5)),
        ("11:00 - 13:00", "", "05/12/2026"),
        ("সকাল ১১টা", "দুপুর ১টা", "৫ ডিসেম্বর ২০২৬"),
        (0.458333333, 0.541666667, 46361),
        ("11.00", "1.00", "5.12.2026"),
    ],
)
def test_days_and_times_as_people_write_them(db: Session, bring: Any, start: Any, end: Any, day: Any) -> None:
    made = row(start=start, end=end)
    heads = HEADS if day is None else (*HEADS, "Date")
    assert outcomes(bring(as_xlsx(made if day is None else (*made, day), heads=heads))) == ["new"]
    session = db.scalars(select(TrainingSession)).one()
    assert session.starts_at == dt.datetime(2026, 12, 5, 5, 30, tzinfo=dt.UTC)
    assert session.ends_at == dt.datetime(2026, 12, 5, 7, 30, tzinfo=dt.UTC)


def test_bengali_headings(db: Session, bring: Any) -> None:
    heads = ("সেশন কোড", "কোর্স কোড", "জেলা", "ধরন", "স্থান", "লিঙ্ক", "শুরু", "শেষ", "আসন সংখ্যা", "প্রশিক্ষক",
             "ভাষা", "সুবিধা")  # fmt: skip
    made = row(district="মালদা", mode="ক্লাসরুম", languages="বাংলা", accessibility="")
    assert outcomes(bring(as_csv(made, heads=heads))) == ["new"]
    assert db.scalars(select(TrainingSession.district)).one() == "malda"


@pytest.mark.parametrize(
    ("changes", "column", "text"),
    [
        ({"course_code": "C-7"}, "", "no course C-7"),
        ({"district": "Atlantis"}, "District", "no district"),
        ({"mode": "by post"}, "Mode", "classroom or online"),
        ({"link": "zoom.us/j/1"}, "Link", "https://"),
        ({"start": "some day"}, "Start", "no day"),
        ({"start": "5 December 2026", "end": ""}, "Start", "no time"),
        ({"end": "10:00"}, "End", "does not come after"),
        ({"capacity": "many"}, "Capacity", "number of places"),
        ({"capacity": ""}, "", "needs capacity"),
        ({"place": ""}, "", "place"),
        ({"trainer": "Nobody Known"}, "", "Mita Roy"),
        ({"languages": "Klingon"}, "Languages", "Bengali, Hindi or English"),
        ({"accessibility": "lift"}, "Accessibility", "ramp"),
        ({"start": "5 November 2026 11:00"}, "", "past"),
        ({"start": "5 June 2027 11:00"}, "", "P-1 goes from"),
        ({"session_code": ""}, "Session code", "is empty"),
    ],
)
def test_each_fault_is_named_with_its_mend(
    db: Session, bring: Any, changes: dict[str, Any], column: str, text: str
) -> None:
    report = bring(as_csv(row(**changes)))
    assert outcomes(report) == ["wrong"]
    assert any(fault.column == column and text in fault.text for fault in report.lines[0].faults), report.lines[0].text
    assert report.lines[0].number == 2
    assert db.scalar(select(func.count()).select_from(TrainingSession)) == 0


def test_the_same_code_twice_counts_once(db: Session, bring: Any) -> None:
    report = bring(as_csv(ROW, row(place="Another hall")))
    assert outcomes(report) == ["new", "wrong"] and "row 2" in report.lines[1].text


def test_other_changes_and_their_limits(db: Session, bring: Any, schedule: Schedule) -> None:
    bring(as_csv(row(capacity="2")))
    session = db.scalars(select(TrainingSession)).one()
    for number in range(3):
        person = contacts.find_or_create(db, "telegram", str(number), NOW).id
        enrolments.enrol(db, person, session.id, NOW, schedule=schedule)
    assert "have a place already" in bring(as_csv(row(capacity="1"))).lines[0].text
    assert outcomes(bring(as_csv(row(capacity="3")))) == ["changed"]
    db.refresh(session)
    assert (session.capacity, session.seats, session.version) == (3, 3, 1)  # who waited is offered the place


def test_rights(db: Session, bring: Any) -> None:
    with pytest.raises(Forbidden):
        bring(as_csv(ROW), who=officer("malda", rights=("import",)))
    assert "not among your districts" in bring(as_csv(ROW), who=officer("nadia")).lines[0].text
    assert outcomes(bring(as_csv(ROW), who=officer("malda"))) == ["new"]
    taken = row(district="Nadia")
    assert "malda is not among" in bring(as_csv(taken), who=officer("nadia")).lines[0].text


def test_other_sheets_bring_programmes_agencies_and_courses(db: Session, bring: Any) -> None:
    sheets: dict[str, Any] = {
        "Programmes": [["code", "title_en", "title_bn", "title_hi", "starts_on", "ends_on", "minimum"],
                       ["P-2", "Two", "দুই", "दो", dt.date(2026, 11, 1), dt.date(2027, 2, 28), 40]],
        "Agencies": [["code", "programme", "name", "zone", "planned"], ["A-2", "P-2", "Second", "East", 30]],
        "Courses": [["code", "agency", "title_en", "title_bn", "title_hi", "topic", "sector", "languages"],
                    ["C-2", "A-2", "Export", "রপ্তানি", "निर्यात", "export", "leather", "bn, en"]],
    }  # fmt: skip
    data = as_xlsx(row(course_code="C-2", trainer=""), **sheets)
    report = bring(data)
    assert [one.fate for one in report.entered] == ["new"] * 3 and outcomes(report) == ["new"]
    assert db.scalars(select(Course.languages).where(Course.code == "C-2")).one() == ["bn", "en"]
    again = bring(data)
    assert [one.fate for one in again.entered] == ["same"] * 3 and outcomes(again) == ["same"]
    with pytest.raises(Refused, match="whole state"):
        bring(data, who=officer("malda"))
    sheets["Courses"][1][5] = "knitting"
    with pytest.raises(Refused, match="no topic knitting"):
        bring(as_xlsx(ROW, **sheets))


def test_what_is_no_calendar(content: Content) -> None:
    with pytest.raises(UnreadableList, match="session code"):
        understand(b"name,phone\nA,1\n", content, TODAY)
    with pytest.raises(UnreadableList, match=r"courses 2 title"):
        understand(as_xlsx(ROW, Courses=[["code", "agency"], ["C-2", "A-2"]]), content, TODAY)


def test_a_cancelled_session_stays_cancelled(db: Session, bring: Any) -> None:
    bring(as_csv(ROW))
    known = catalogue.by_code(db, "S-1")
    assert known is not None
    known.session.status = "cancelled"
    assert outcomes(bring(as_csv(ROW))) == ["same"]
    assert "cancelled" in bring(as_csv(row(capacity="70"))).lines[0].text
