"""Who gets a broadcast: groups of conditions, of which one group must hold in all its conditions.

As data: {"any": [{"all": [{"field": "district", "not": false, "values": ["malda"]}, ...]}, ...]}. Without groups it is
everybody. A value of a condition is enough; "not" turns a condition round. How each field is looked up stands in
`conditions`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from bot.broadcasts import conditions
from bot.db import models
from bot.delivery.outbox import NOWHERE
from bot.services import audit
from bot.services.officers import Officer

FieldName = Literal[
    "district", "block", "sector", "trade", "course", "session", "women_led", "social_group", "language", "channel",
    "interest", "active_within", "registered_before", "registered_after",
]  # fmt: skip
FIELDS: Final[tuple[FieldName, ...]] = get_args(FieldName)
CHOICES: Final[Mapping[FieldName, tuple[str, ...]]] = {
    "women_led": ("yes", "no"),
    "social_group": ("sc", "st", "obc", "minority", "none"),
    "language": ("bn", "hi", "en"),
}
"""Fields whose values are always these."""
SINGLE: Final[frozenset[FieldName]] = frozenset({"active_within", "registered_before", "registered_after"})
"""Fields with one value: days, or a date (ISO 8601)."""
GROUPS, CONDITIONS, VALUES = 6, 8, 60
NAME_LIMIT: Final = 80
_MOST_DAYS: Final = 3650
_ID = re.compile(r"[\w][\w .()&'/-]{0,79}")


class BadSegment(ValueError):
    """A segment cannot be understood. `field`: where, like "any.0.all.1.values", or "name"; `key`: many (groups,
    conditions or values), field, value, days, date, empty, form; of a name: empty, long, taken."""

    def __init__(self, field: str, key: str) -> None:
        super().__init__(f"{field}: {key}")
        self.field = field
        self.key = key


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, populate_by_name=True)


class Condition(_Strict):
    """One thing that is known of a person. `negated`: it must not be so."""

    field: FieldName
    negated: bool = Field(False, alias="not")
    values: list[str] = Field(max_length=VALUES)

    @field_validator("values")
    @classmethod
    def _tidy(cls, values: list[str]) -> list[str]:
        return list(dict.fromkeys(value.strip() for value in values if value.strip()))

    @model_validator(mode="after")
    def _fits(self) -> Condition:
        if not self.values:
            raise ValueError("empty")
        if self.field in SINGLE and len(self.values) > 1:
            raise ValueError("many")
        for value in self.values:
            if self.field == "active_within":
                if not re.fullmatch(r"[0-9]{1,4}", value) or not 1 <= int(value) <= _MOST_DAYS:
                    raise ValueError("days")
            elif self.field in SINGLE:
                _date(value)
            elif value not in CHOICES.get(self.field, (value,)) or not _ID.fullmatch(value):
                raise ValueError("value")
        return self


class Group(_Strict):
    """Conditions that must all hold."""

    all: list[Condition] = Field(default_factory=list, max_length=CONDITIONS)


class Definition(_Strict):
    """Groups of which one must hold; without groups: everybody."""

    any: list[Group] = Field(default_factory=list, max_length=GROUPS)


@dataclass(frozen=True)
class Saved:
    """A segment under a name."""

    id: str
    name: str
    definition: Definition
    mine: bool
    updated_at: dt.datetime


def parse(data: Any) -> Definition:
    """A definition from JSON values; {} is everybody. Raises `BadSegment`."""
    try:
        return Definition.model_validate(data if data is not None else {})
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        kind = first["type"]
        if kind == "value_error":
            raise BadSegment(where, str(first["ctx"]["error"])) from None
        keys = {"too_long": "many", "literal_error": "field", "missing": "empty"}
        raise BadSegment(where, keys.get(kind, "form")) from None


def dumped(definition: Definition) -> dict[str, Any]:
    """As it is stored; `parse` reads it."""
    return definition.model_dump(by_alias=True)


def people(
    session: Session, officer_districts: Collection[str] | None, definition: Definition, now: dt.datetime
) -> Select[tuple[str]]:
    """A select of the ids of those who fit and live in the districts (None: the whole state). Erased people and the
    invented ones of `bot demo` are never among them."""
    contact = models.Contact
    wanted = select(contact.id).where(contact.erased_at.is_(None), contact.channel != NOWHERE)
    if officer_districts is not None:
        wanted = wanted.where(conditions.at_home_in(sorted(officer_districts)))
    anti = session.get_bind().dialect.name == "postgresql"
    groups = [[_holds(one, now, anti) for one in group.all] for group in definition.any]
    if len(groups) == 1:
        wanted = wanted.where(*groups[0])
    elif groups:
        wanted = wanted.where(conditions.one_of(groups))
    return wanted


def saved(session: Session, officer: Officer) -> list[Saved]:
    """The segments that the official may use, by name: their own, and those of officials of the same or fewer
    districts. Raises `Forbidden`."""
    officer.need("broadcast")
    found = []
    for row in session.scalars(select(models.Segment).order_by(models.Segment.name, models.Segment.id).limit(500)):
        if row.created_by == officer.id or _within(officer, row.districts):
            found.append(Saved(row.id, row.name, parse(row.definition), row.created_by == officer.id, row.updated_at))
    return found


def save(session: Session, officer: Officer, name: str, definition: Definition, now: dt.datetime) -> Saved:
    """Keeps a segment under a name; one's own of that name is replaced. Raises `Forbidden` and `BadSegment`."""
    officer.need("broadcast", change=True)
    name = " ".join(name.split())
    if not 1 <= len(name) <= NAME_LIMIT:
        raise BadSegment("name", "long" if name else "empty")
    row = session.scalar(
        select(models.Segment).where(models.Segment.name == name, models.Segment.created_by == officer.id)
    )
    if row is None:
        row = models.Segment(name=name, created_by=officer.id, created_at=now)
        session.add(row)
    row.definition, row.updated_at = dumped(definition), now
    row.districts = sorted(officer.districts) if officer.districts is not None else None
    session.flush()
    audit.note(session, officer.name, "segment_save", now, about=row.id, address=officer.address)
    return Saved(row.id, row.name, definition, True, now)


def remove(session: Session, officer: Officer, segment_id: str, now: dt.datetime) -> bool:
    """Forgets a segment of one's own; false if there is none. Raises `Forbidden`."""
    officer.need("broadcast", change=True)
    row = session.get(models.Segment, segment_id)
    if row is None or row.created_by != officer.id:
        return False
    session.delete(row)
    session.flush()
    audit.note(session, officer.name, "segment_remove", now, about=segment_id, address=officer.address)
    return True


def _within(officer: Officer, districts: list[str] | None) -> bool:
    return officer.districts is None or (districts is not None and set(districts) <= officer.districts)


def _holds(one: Condition, now: dt.datetime, anti: bool) -> Any:
    return conditions.holds(one.field, one.values, now, negated=one.negated, anti=anti)


def _date(value: str) -> None:
    try:
        if not 2000 <= dt.date.fromisoformat(value).year <= 2100 or len(value) != 10:
            raise ValueError
    except ValueError:
        raise ValueError("date") from None
