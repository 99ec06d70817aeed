"""Programmes, agencies and courses, entered from a file: what has the same code is changed, nothing is deleted."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.db.models import Agency, Course, Programme
from bot.knowledge.library import Content
from bot.knowledge.programmes import CourseEntry, ProgrammeFile
from bot.knowledge.strict import Trilingual
from bot.services import audit
from bot.services.training.catalogue import Refused

Fate = Literal["new", "changed", "same"]


@dataclass(frozen=True)
class Entered:
    """One programme, agency or course of the file, and what becomes of it. `kind`: programme, agency, course."""

    kind: str
    code: str
    fate: Fate


def enter(
    db: Session, file: ProgrammeFile, content: Content, by: str, now: dt.datetime, *, sample: bool = False
) -> list[Entered]:
    """Enters what the file says; the same file again changes nothing. `by`: for the audit; `sample`: all of it is
    invented. Raises `Refused`, with a sentence for whoever wrote the file, if something does not fit together; then
    nothing may be committed."""
    done: list[Entered] = []
    for entry in file.programmes:
        values: dict[str, Any] = {
            "title": entry.title.model_dump(), "starts_on": entry.starts_on, "ends_on": entry.ends_on,
            "minimum": entry.minimum, "top_share": entry.top_share, "quota": entry.quota_kept(),
        }  # fmt: skip
        row = db.scalar(select(Programme).where(Programme.code == entry.code))
        _same_kind(row, sample, "programme", entry.code)
        if row is None:
            db.add(Programme(code=entry.code, sample=sample, **values))
        done.append(Entered("programme", entry.code, _changed(row, values)))
    db.flush()
    for agency in file.agencies:
        programme = db.scalar(select(Programme).where(Programme.code == agency.programme))
        if programme is None:
            raise Refused(f"Agency {agency.code}: there is no programme {agency.programme}; enter it first.")
        _same_kind(programme, sample, "programme", agency.programme)
        known = db.scalar(select(Agency).where(Agency.code == agency.code))
        if known is not None and known.programme_id != programme.id:
            raise Refused(f"Agency {agency.code} belongs to another programme; give this one another code.")
        values = {"name": agency.name, "zone": agency.zone, "planned": agency.planned}
        if known is None:
            db.add(Agency(code=agency.code, programme_id=programme.id, **values))
        done.append(Entered("agency", agency.code, _changed(known, values)))
    db.flush()
    done += [_course(db, course, content, sample) for course in file.courses]
    db.flush()
    fates = Counter(one.fate for one in done)
    if fates["new"] or fates["changed"]:
        audit.note(db, by, "training_catalogue", now, new=fates["new"], changed=fates["changed"])
    return done


def _course(db: Session, entry: CourseEntry, content: Content, sample: bool) -> Entered:
    agency = db.scalar(select(Agency).where(Agency.code == entry.agency))
    if agency is None:
        raise Refused(f"Course {entry.code}: there is no agency {entry.agency}; enter it first.")
    _same_kind(db.get_one(Programme, agency.programme_id), sample, "agency", entry.agency)
    for group, value in (("training_topic", entry.topic), ("sector", entry.sector)):
        if value and f"{group}.{value}" not in content.choices:
            known = sorted(key.partition(".")[2] for key in content.choices if key.startswith(f"{group}."))
            word = group.removeprefix("training_")
            raise Refused(f"Course {entry.code}: there is no {word} {value}; choose from {', '.join(known)}.")
    if entry.assessment and entry.assessment not in content.assessments:
        known = sorted(content.assessments)
        raise Refused(f"Course {entry.code}: there is no test {entry.assessment}; choose from {', '.join(known)}.")
    values: dict[str, Any] = {
        "title": entry.title.model_dump(), "about": _three(entry.about), "bring": _three(entry.bring),
        "topic": entry.topic, "sector": entry.sector, "languages": list(entry.languages),
        "modules": [module.model_dump() for module in entry.modules], "assessment": entry.assessment,
    }  # fmt: skip
    row = db.scalar(select(Course).where(Course.code == entry.code))
    if row is not None and row.agency_id != agency.id:
        raise Refused(f"Course {entry.code} belongs to another agency; give this one another code.")
    if row is None:
        db.add(Course(code=entry.code, agency_id=agency.id, **values))
    return Entered("course", entry.code, _changed(row, values))


def _same_kind(programme: Programme | None, sample: bool, what: str, code: str) -> None:
    """What is invented and what is real never mix: `bot demo clear` would take the real with it."""
    if programme is not None and programme.sample != sample:
        raise Refused(
            f"The {what} {code} is {'a sample' if programme.sample else 'real'}, and this file is "
            f"{'a sample' if sample else 'not'}: use another code."
        )


def _three(text: Trilingual | None) -> dict[str, str]:
    return text.model_dump() if text is not None else {}


def _changed(row: Any, values: Mapping[str, Any]) -> Fate:
    """Writes what is different into a row that is there."""
    if row is None:
        return "new"
    different = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in different.items():
        setattr(row, name, value)
    return "changed" if different else "same"
