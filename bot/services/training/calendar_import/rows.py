"""One row of a calendar to a session, with what is wrong in it and how to mend it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from bot.clock import INDIA
from bot.knowledge.library import Content
from bot.language import for_matching, to_ascii_digits
from bot.language.entities import find_dates, find_times
from bot.services.training.calendar_import.headings import Field
from bot.services.training.calendar_import.sheets import serial
from bot.services.worker_import.entry import Fault
from bot.services.worker_import.reading import Row

_CODE: Final = re.compile(r"[A-Z0-9]+(-[A-Z0-9]+)*")
_MORNING: Final = 8
"""A time before this hour that does not say morning or afternoon is meant as afternoon."""
_LONGEST: Final = dt.timedelta(hours=12)
_ONLINE: Final = frozenset({"online", "virtual", "অনলাইন", "ऑनलाइन", "zoom", "meet", "webinar"})
_CLASSROOM: Final = frozenset(
    {
        "classroom", "class room", "offline", "physical", "in person", "ক্লাসরুম", "ক্লাসঘর", "সশরীরে", "कक्षा",
        "ऑफलाइन",
    }
)  # fmt: skip
_LANGUAGES: Final[Mapping[str, str]] = {
    "bn": "bn", "bengali": "bn", "bangla": "bn", "বাংলা": "bn", "बंगाली": "bn", "बांग्ला": "bn", "hi": "hi",
    "hindi": "hi", "হিন্দি": "hi", "हिंदी": "hi", "हिन्दी": "hi", "en": "en", "english": "en", "ইংরেজি": "en",
    "ইংরাজি": "en", "अंग्रेज़ी": "en", "अंग्रेजी": "en",
}  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """What a row says; None or empty: it says nothing of that. `number`: of the row in its sheet."""

    sheet: str
    number: int
    code: str
    course: str = ""
    district: str | None = None
    mode: str | None = None
    place: str | None = None
    link: str | None = None
    starts_at: dt.datetime | None = None
    ends_at: dt.datetime | None = None
    capacity: int | None = None
    trainer: str = ""
    languages: tuple[str, ...] = ()
    access: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass
class _Reader:
    row: Row
    of: Mapping[Field, int]
    titles: tuple[str, ...]
    content: Content
    today: dt.date
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def said(self, name: Field) -> str:
        at = self.of.get(name)
        return self.row.cells[at].strip() if at is not None and at < len(self.row.cells) else ""

    def fault(self, name: Field, text: str) -> None:
        at = self.of.get(name)
        self.faults.append(Fault(self.titles[at] if at is not None else name, text))

    def code(self, name: Field) -> str:
        text = re.sub(r"[\s_/]+", "-", to_ascii_digits(self.said(name)).upper())
        if not text:
            self.fault(name, "is empty: every session needs one")
        elif _CODE.fullmatch(text) is None or len(text) > 24:
            self.fault(name, f"“{self.said(name)}” is no code: use capitals, digits and dashes, at most 24")
        return text[:24]

    def district(self) -> str | None:
        text = self.said("district")
        if not text:
            return None
        key = f"district.{for_matching(text).strip().replace(' ', '_').replace('-', '_')}"
        if key in self.content.choices:
            return key.partition(".")[2].replace("_", "-")
        found = self.content.places.find(text) if self.content.places is not None else []
        named = {one.districts[0] for one in found if one.kind == "district" and len(one.districts) == 1}
        if len(named) == 1:
            return named.pop()
        self.fault("district", f"“{text}” is no district that is known: write its name, such as Malda")
        return None

    def mode(self) -> str | None:
        text = " ".join(for_matching(self.said("mode")).split())
        if text in {for_matching(word) for word in _ONLINE}:
            return "online"
        if text in {for_matching(word) for word in _CLASSROOM}:
            return "classroom"
        if text:
            self.fault("mode", f"“{self.said('mode')}” is neither: write classroom or online")
        return None

    def link(self) -> str | None:
        text = self.said("link")
        if not text:
            return None
        parts = urlsplit(text)
        if parts.scheme != "https" or "." not in parts.netloc or len(text) > 500:
            self.fault("link", "is no address: copy the whole joining link, which begins with https://")
            return None
        return text

    def capacity(self) -> int | None:
        text = to_ascii_digits(self.said("capacity")).removesuffix(".0")
        if not text:
            return None
        if not text.isdecimal() or not 1 <= int(text) <= 5000:
            self.fault("capacity", f"“{self.said('capacity')}” is no number of places: write one from 1 to 5000")
            return None
        return int(text)

    def several(self, name: Field) -> list[str]:
        return [one.strip() for one in re.split(r"[,;/|+&]| and | ও | আর | और ", self.said(name)) if one.strip()]

    def languages(self) -> tuple[str, ...]:
        found: list[str] = []
        known = {for_matching(word): code for word, code in _LANGUAGES.items()}
        for one in self.several("languages"):
            code = known.get(" ".join(for_matching(one).split()))
            if code is None:
                self.fault("languages", f"“{one}” is no language here: write Bengali, Hindi or English")
            elif code not in found:
                found.append(code)
        return tuple(found)

    def access(self) -> tuple[str, ...]:
        found: list[str] = []
        for one in self.several("access"):
            plain = " ".join(for_matching(one.replace("_", " ")).split())
            match = next((key for key, names in self._accesses() if plain in names), None)
            if match is None:
                known = ", ".join(key for key, _ in self._accesses())
                self.fault("access", f"“{one}” is not known: choose from {known}")
            elif match not in found:
                found.append(match)
        return tuple(found)

    def _accesses(self) -> list[tuple[str, set[str]]]:
        return [
            (
                key.partition(".")[2],
                {
                    " ".join(for_matching(word.replace("_", " ")).split())
                    for word in (key.partition(".")[2], one.title.en, one.title.bn, one.title.hi, *one.aliases)
                },
            )
            for key, one in self.content.choices.items()
            if key.startswith("access.")
        ]

    def moments(self) -> tuple[dt.datetime | None, dt.datetime | None]:
        """Start and end. The day may stand in a column of its own, or with the start."""
        day = self._day("day") or self._day("start")
        if day is None:
            if self.said("day") or self.said("start"):
                self.fault("day" if self.said("day") else "start", "has no day: write it like 5 December 2026")
            return None, None
        times = self._times("start")
        ends = self._times("end") or times[1:2]
        if not times:
            self.fault("start", f"“{self.said('start')}” has no time: write it like 11:00 or 2 pm")
        if not ends:
            self.fault("end", "has no time: write when it ends, like 13:00 or 4 pm")
        if not times or not ends:
            return None, None
        start = dt.datetime.combine(day, times[0], INDIA)
        end = dt.datetime.combine(self._day("end") or day, ends[0], INDIA)
        if not dt.timedelta() < end - start <= _LONGEST:
            self.fault("end", f"{ends[0]:%H:%M} does not come after the start {times[0]:%H:%M} on the same day")
            return None, None
        return start.astimezone(dt.UTC), end.astimezone(dt.UTC)

    def _day(self, name: Field) -> dt.date | None:
        text = self.said(name)
        if (moment := serial(text)) is not None:
            return moment.date()
        found = find_dates(text, self.today)
        if found and not found[0].certain:
            self.notes.append(f"“{text}” is read as {found[0].day.isoformat()}")
        return found[0].day if found else None

    def _times(self, name: Field) -> list[dt.time]:
        text = self.said(name)
        if (moment := serial(text)) is not None:
            return [moment.time()] if moment.time() != dt.time() else []
        # Days are taken out: "05.12" is no time beside "11:00".
        for one in reversed(find_dates(text, self.today)):
            text = f"{text[: one.start]} {text[one.end :]}"
        times = []
        for found in find_times(text, expected=True):
            said = found.time
            if not found.certain and said.hour < _MORNING:
                said = said.replace(hour=said.hour + 12)
                self.notes.append(f"{found.time:%H:%M} is read as {said:%H:%M}")
            times.append(said)
        return times


def entry(
    sheet: str, row: Row, of: Mapping[Field, int], titles: tuple[str, ...], content: Content, today: dt.date
) -> Entry:
    """The session of a row. Never raises: what cannot be read is a fault with its mend."""
    reader = _Reader(row, of, titles, content, today)
    code, course = reader.code("code"), reader.code("course")
    starts_at, ends_at = reader.moments()
    place = reader.said("place")
    if len(place) > 200:
        reader.fault("place", "is longer than 200 letters: write only the place")
    return Entry(
        sheet, row.number, code, course, reader.district(), reader.mode(), place[:200] or None, reader.link(),
        starts_at, ends_at, reader.capacity(), reader.said("trainer"), reader.languages(), reader.access(),
        tuple(reader.faults), tuple(reader.notes),
    )  # fmt: skip
