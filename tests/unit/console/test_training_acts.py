"""What officials do on the pages of trainings, and what is stored afterwards."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.db.models import AuditEvent, Certificate, Enrolment, Mentor, Trainer, TrainingSession
from bot.services.training.catalogue import Refused
from tests.unit.console.training_office import School

WHY = "The hall is under water"


@pytest.fixture
def school(tmp_path: Path) -> Iterator[School]:
    made = School(tmp_path)
    yield made
    made.office.close()


def acts(school: School) -> list[str]:
    with school.office.database.session() as db:
        return list(db.scalars(select(AuditEvent.act).order_by(AuditEvent.id)))


def test_a_session_is_moved_and_cancelled(school: School) -> None:
    client = school.office.client(school.official())
    code = school.coming[-1]
    path = f"/training/sessions/{code}"
    moved = {"day": "2027-01-20", "starts": "10:00", "ends": "12:00", "mode": "classroom", "place": "New hall"}
    wrong = client.post(f"{path}/move", moved | {"reason": "", "ends": "09:00"})
    assert wrong.status_code == 422 and "New hall" in wrong.text
    assert client.post(f"{path}/move", moved | {"reason": WHY, "ends": "09:00"}).status_code == 422
    assert client.post(f"{path}/move", moved | {"reason": WHY}).status_code == 303
    with school.office.database.session() as db:
        row = db.scalars(select(TrainingSession).where(TrainingSession.code == code)).one()
        assert (row.place, row.version, row.starts_at.hour, row.starts_at.minute) == ("New hall", 2, 4, 30)
    assert client.post(f"{path}/cancel", {"reason": ""}).status_code == 422
    assert client.post(f"{path}/cancel", {"reason": WHY}).status_code == 303
    with school.office.database.session() as db:
        row = db.scalars(select(TrainingSession).where(TrainingSession.code == code)).one()
        assert row.status == "cancelled" and row.reason == WHY
        note = db.scalars(select(AuditEvent).where(AuditEvent.act == "session_cancel")).one()
        assert note.address == "127.0.0.1" and note.actor == "state_admin en"


def test_several_are_cancelled_with_one_reason(school: School) -> None:
    client = school.office.client(school.official())
    codes = school.coming[:2]
    refused = client.post("/training/sessions", {"act": "cancel", "code": codes, "reason": " "})
    assert refused.status_code == 422 and 'role="alert"' in refused.text
    taken = client.post("/training/sessions", {"act": "export", "code": codes})
    assert taken.status_code == 200 and all(code in taken.text for code in codes)
    done = client.post("/training/sessions", {"act": "cancel", "code": [*codes, school.held[0]], "reason": WHY})
    assert done.status_code == 303
    with school.office.database.session() as db:
        found = dict(db.execute(select(TrainingSession.code, TrainingSession.status)).tuples().all())
    assert {found[code] for code in codes} == {"cancelled"} and found[school.held[0]] == "held"
    assert school.held[0] in client.get("/training/sessions").text


def test_people_are_marked_by_hand_with_a_reason(school: School) -> None:
    client = school.office.client(school.official("auditor"))
    path = f"/training/sessions/{school.running}"
    with school.office.database.session() as db:
        session = db.scalars(select(TrainingSession).where(TrainingSession.code == school.running)).one()
        wanted = select(Enrolment.id).where(Enrolment.session_id == session.id, Enrolment.status == "enrolled")
        ids = list(db.scalars(wanted.order_by(Enrolment.id)))[:2]
    form = {"act": "present", "who": ids, "came": "11:00", "left": "", "reason": "She forgot her phone"}
    assert client.post(f"{path}/attendance", form).status_code == 403  # whoever only reads
    client = school.office.client(school.official())
    for bad in ({"reason": ""}, {"came": "soon"}, {"who": []}, {"came": "23:59"}, {"who": ["0" * 32]}):
        answer = client.post(f"{path}/attendance", form | bad)
        assert answer.status_code == 422 and 'id="attendance-error"' in answer.text, bad
    assert client.post(f"{path}/attendance", form).status_code == 303
    with school.office.database.session() as db:
        rows = [db.get_one(Enrolment, one) for one in ids]
        assert {(row.came_by, row.came_at is not None) for row in rows} == {("list", True)}
        notes = db.scalars(select(AuditEvent).where(AuditEvent.act == "attendance_mark")).all()
        assert {note.about for note in notes} == set(ids) and {note.reason for note in notes} == {form["reason"]}
    assert client.post(f"{path}/attendance", form | {"act": "absent"}).status_code == 303
    with school.office.database.session() as db:
        assert {db.get_one(Enrolment, one).came_at for one in ids} == {None}


def test_a_trainer_gets_a_code_that_is_shown_once(school: School) -> None:
    client = school.office.client(school.official())
    with school.office.database.session() as db:
        before = db.scalars(select(Trainer).where(Trainer.agency_id.is_not(None))).first()
        assert before is not None
        known = before.id
    agency = re.findall(r'<option value="([^"]+)"', client.get("/training/trainers").text)[-1]
    shown = client.post("/training/trainers", {"name": "<b>Mita</b> Roy", "role": "trainer", "agency": agency})
    (code,) = re.findall(r'<p class="big">([^<]+)</p>', shown.text)
    assert shown.status_code == 200 and "<b>Mita" not in shown.text
    assert code not in client.get("/training/trainers").text
    again = client.post("/training/trainers", {"name": "<b>Mita</b> Roy", "role": "trainer", "agency": agency})
    assert again.status_code == 422 and "bot training" not in again.text
    assert client.post("/training/trainers", {"name": "Rina Das", "role": "trainer", "agency": ""}).status_code == 422
    assert client.post(f"/training/trainers/{known}/code").status_code == 200
    assert client.post(f"/training/trainers/{known}/revoke").status_code == 303
    with school.office.database.session() as db:
        assert db.get_one(Trainer, known).revoked_at is not None


def test_a_mentor_is_entered_and_ended(school: School) -> None:
    client = school.office.client(school.official(language="bn"))
    page = client.get("/training/mentors").text
    form = {"name": "Rina Pal", "phone": "9830012345", "programme": "SAMPLE-P1", "languages": ["bn"], "capacity": "2",
            "districts": ["malda"]}  # fmt: skip
    assert client.post("/training/mentors", form | {"phone": "1234567890"}).status_code == 422
    assert client.post("/training/mentors", form | {"languages": []}).status_code == 422
    answer = client.post("/training/mentors", form)
    assert answer.status_code == 200 and "9830012345" not in re.sub(r'value="[^"]*"', "", answer.text)
    assert "Rina Pal" not in page
    with school.office.database.session() as db:
        row = db.scalars(select(Mentor).where(Mentor.name == "Rina Pal")).one()
    assert client.post(f"/training/mentors/{row.id}/end").status_code == 303
    with school.office.database.session() as db:
        assert db.get_one(Mentor, row.id).ended_at is not None


def test_a_certificate_is_taken_back_with_a_reason(school: School) -> None:
    with school.office.database.session() as db:
        place = db.scalars(select(Enrolment.id).where(Enrolment.presence.is_not(None))).first()
        db.add(Certificate(code="7K2M9PQ4", enrolment_id=place, name="Mita", issued_at=school.office.clock()))
    client = school.office.client(school.official())
    assert client.post("/training/certificates/7K2M9PQ4/revoke", {"reason": "x"}).status_code == 422
    agency = school.office.client(school.official("agency", agency_id=school.agencies[0]))
    assert agency.post("/training/certificates/7K2M9PQ4/revoke", {"reason": WHY}).status_code == 403
    assert client.post("/training/certificates/7K2M9PQ4/revoke", {"reason": WHY}).status_code == 303
    with school.office.database.session() as db:
        assert db.get_one(Certificate, "7K2M9PQ4").revoked_at is not None
    assert "certificate_revoke" in acts(school)


def test_a_calendar_is_tried_and_then_brought_in(school: School) -> None:
    client = school.office.client(school.official(language="bn"))
    listed = client.get("/training/sessions").text
    (course,) = re.findall(r'<select id="f-course".*?<option value="(SAMPLE-[^"]*)"', listed, re.DOTALL)
    rows = [
        "Session code,Course code,Start,End,District,Place,Capacity",
        f"NEW-1,{course},5 December 2026 11:00,13:00,Malda,Town hall,40",
        f"NEW-2,{course},5 December 2020 11:00,13:00,Malda,Town hall,40", "NEW-3,NONE,5 December 2026 11:00,13:00,,,",
    ]  # fmt: skip
    file = {"file": ("calendar.csv", "\n".join(rows).encode(), "text/csv")}
    assert client.post("/training/import").status_code == 422
    assert client.post("/training/import", files={"file": ("a.xlsx", b"PK\x03\x04no", "x")}).status_code == 422
    tried = client.post("/training/import", files=file)
    assert tried.status_code == 303
    upload = tried.headers["location"].removeprefix("/console")
    report = client.get(upload)
    assert report.status_code == 200 and "NEW-1" in report.text
    assert "NONE নামে কোর্স নেই" in report.text and "it begins in the past" not in report.text
    with school.office.database.session() as db:
        assert db.scalar(select(TrainingSession).where(TrainingSession.code == "NEW-1")) is None
    stranger = school.office.client(school.office.officer("Amit Pal", "state_admin"))
    assert stranger.get(upload).status_code == 303  # the file is its bringer's alone
    assert client.post(f"{upload}/apply").status_code == 303
    with school.office.database.session() as db:
        assert db.scalars(select(TrainingSession).where(TrainingSession.code == "NEW-1")).one().capacity == 40
    assert client.post(f"{upload}/apply").headers["location"].endswith("/training/import")


def test_every_refusal_of_the_services_is_said_in_the_readers_language() -> None:
    """The sentences are taken out of the services' own code."""
    import ast

    from bot.console.training.explained import known

    root = Path(__file__).resolve().parents[3] / "bot" / "services" / "training"
    missing = []
    for file in [root / f"{name}.py" for name in ("office", "sessions", "attendance", "roster", "sessions_list")]:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == Refused.__name__:
                sentence = _sentence(node.args[0])
                if sentence and known(sentence) is None:
                    missing.append(f"{file.stem}: {sentence}")
    assert [one for one in missing if "is 7 and" not in one and "no test 7" not in one] == []


def _sentence(node: object) -> str:
    import ast

    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        parts = [str(one.value) if isinstance(one, ast.Constant) else "7" for one in node.values]
        text = "".join(parts)
        return text.replace("cannot be 7.", "cannot be moved.")
    return ""
