"""The people of the measured broadcasts: who each is follows from their number, so that the stand-ins, the judge and
the database agree without telling each other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from sqlalchemy import Table, insert, text

from bot.clock import INDIA
from bot.db.models import Contact, Learner, MarketingCount, MessageTemplate, Preference, new_id
from bot.db.session import Database
from bot.language import LANGUAGES

DISTRICT, ELSEWHERE = "malda", "nadia"
SECTORS: Final = {"first": "textiles", "second": "food", "other": "plastics"}
"""Group -> the line of business by which the officials choose it."""
TEMPLATE: Final = "announcement_general"
CAP: Final = 2
"""Announcements that one person may have on a day, and that the capped ones had."""
SILENT: Final = dt.timedelta(days=3)
"""How long ago those wrote whose window is closed."""
_FATES: Final = {
    3: "declined", 4: "stopped", 5: "never_asked", 11: "unreachable", 17: "blocked", 18: "blocked", 23: "undeliverable",
    27: "no_marketing",
}  # fmt: skip
_ONLY: Final = {"blocked": "telegram", "undeliverable": "whatsapp", "no_marketing": "whatsapp"}
"""Fates that only people on one channel meet."""
_ROUND: Final = 40
_PORTION: Final = 5000
NOT_WANTED: Final = frozenset({"declined", "stopped", "never_asked"})


@dataclass(frozen=True)
class Size:
    """How many people there are. `first`, `second`: of those for whom the broadcasts are meant; `others`: of their
    district, but of another business, and as many of their business in another district."""

    first: int = 100_000
    second: int = 10_000
    others: int = 5_000

    @property
    def whole(self) -> int:
        """All of them."""
        return self.first + self.second + 2 * self.others


@dataclass(frozen=True)
class Someone:
    """One of them. `group`: first, second, other (district right, business not), abroad (the other way round); `fate`:
    what keeps the message from them, or nothing; `closed`: they wrote too long ago for free words; `capped`: they had
    their announcements of the day."""

    number: int
    group: str
    channel: str
    language: str
    fate: str
    closed: bool
    capped: bool

    @property
    def sender(self) -> str:
        """The channel's id of them."""
        return str(10_000_000 + self.number) if self.channel == "telegram" else f"9198{self.number:08d}"


def everybody(size: Size) -> Iterator[Someone]:
    """All, by number; half of each group on each channel."""
    bounds = (("first", size.first), ("second", size.second), ("other", size.others), ("abroad", size.others))
    number = 0
    for group, many in bounds:
        for place in range(many):
            number += 1
            pair = place // 2
            channel = "whatsapp" if place % 2 else "telegram"
            fate = _FATES.get(pair % _ROUND, "")
            if channel != _ONLY.get(fate, channel):
                fate = ""
            closed = channel == "whatsapp" and (pair % 4 == 0 or fate == "no_marketing")
            capped = group == "second" and not fate and pair % 7 == 6
            yield Someone(number, group, channel, LANGUAGES[pair % 3], fate, closed, capped)


def enter(database: Database, size: Size, now: dt.datetime) -> None:
    """Writes them into the database, and the template as WhatsApp has approved it."""
    with database.engine.begin() as connection:
        if database.is_sqlite:
            connection.exec_driver_sql("PRAGMA cache_size = -300000")
        people = everybody(size)
        while portion := list(islice(people, _PORTION)):
            for table, rows in _rows(portion, now).items():
                if rows:
                    connection.execute(insert(table), rows)
        connection.execute(
            insert(_table(MessageTemplate)),
            [{"channel": "whatsapp", "name": TEMPLATE, "language": language, "state": "approved",
              "category": "marketing", "reason": None, "checked_at": now} for language in LANGUAGES],
        )  # fmt: skip
        connection.execute(text("ANALYZE"))


def _rows(portion: list[Someone], now: dt.datetime) -> dict[Table, list[dict[str, Any]]]:
    contacts: list[dict[str, Any]] = []
    wishes: list[dict[str, Any]] = []
    learners: list[dict[str, Any]] = []
    counts: list[dict[str, Any]] = []
    here = now.astimezone(INDIA).date()
    for one in portion:
        contact = new_id()
        wrote = now - SILENT if one.closed else now
        contacts.append({
            "id": contact, "channel": one.channel, "sender": one.sender, "language": one.language,
            "language_fixed": True, "roman": False, "turns": 1, "created_at": wrote, "seen_at": wrote, "state": {},
            "voice_replies": False, "stopped_at": now if one.fate == "stopped" else None,
            "unreachable_at": now if one.fate == "unreachable" else None,
        })  # fmt: skip
        if one.fate != "never_asked":
            wishes.append({
                "contact_id": contact, "purpose": "announcements", "topic": "", "wanted": one.fate != "declined",
                "changed_at": now,
            })  # fmt: skip
        learners.append({
            "contact_id": contact, "district": ELSEWHERE if one.group == "abroad" else DISTRICT,
            "sector": SECTORS["first" if one.group == "abroad" else one.group], "updated_at": now,
        })  # fmt: skip
        if one.capped:  # of the next day too: the run may last beyond midnight
            counts += [
                {"contact_id": contact, "day": here + dt.timedelta(days=later), "count": CAP} for later in (0, 1)
            ]
    return {
        _table(Contact): contacts, _table(Preference): wishes, _table(Learner): learners,
        _table(MarketingCount): counts,
    }  # fmt: skip


def _table(model: Any) -> Table:
    table: Table = model.__table__
    return table
