"""The scorecard of a programme: what its owner sees of sessions, people, learning and feedback, by agency, course and
district. docs/how-to/training.md says what each number means.

Nobody is named, and numbers of fewer than 5 people are not shown, nor are those from which they could be told
(`bot.services.training.scorecard_hidden`): None stands for them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.clock import INDIA
from bot.db.models import Programme
from bot.services.officers import Officer
from bot.services.statistics.burnup import Milestone
from bot.services.statistics.gain import mean
from bot.services.statistics.suppression import share, suppressed
from bot.services.training import scope, scorecard_counts, scorecard_rows
from bot.services.training.catalogue import CANCELLED, HELD
from bot.services.training.scorecard_counts import AGENCY, COURSE, DISTRICT, SESSION, WHOLE, Figure, Node, Tree
from bot.services.training.scorecard_hidden import SPLITS, Key, hidden, of_question
from bot.services.training.scorecard_rows import Held, Material

RIGHT: Final = scope.RIGHT
"""What an official needs to see it."""
SHARES: Final = {"women_led": "not_women_led", "marginalised": "not_marginalised", "absent": "came"}
"""A part of a split -> what is left of those who said it, or of whom attendance was taken."""


class BadProgramme(ValueError):
    """The programme is not known, or must be named. The message says which there are."""


@dataclass(frozen=True)
class Row:
    """A programme, an agency, a course or a district. `planned`: sessions that have to be held (None: the plan does
    not say it for this); `entered`: sessions that were not cancelled; `reached`: held sessions to which at least the
    minimum came; `districts`: in which sessions were held; `counts`: names as in `scorecard_hidden.SPLITS`, None:
    not shown; `presence`: per cent of the session, on average of those who came."""

    id: str
    code: str
    name: str
    parent: str
    planned: int | None
    people_planned: int | None
    entered: int
    held: int
    cancelled: int
    reached: int
    districts: int
    counts: Mapping[str, int | None]
    shares: Mapping[str, float | None]
    presence: float | None
    feedback: Mapping[str, Figure]
    learning: Mapping[str, Figure]


@dataclass(frozen=True)
class SessionRow:
    """One session. `came`, `absent`: None while it was not held, and where they are not shown; `reached`:
    whether at least the minimum came."""

    code: str
    agency: str
    course: str
    district: str
    mode: str
    starts_at: dt.datetime
    status: str
    capacity: int
    came: int | None
    absent: int | None
    reached: bool | None


@dataclass(frozen=True)
class Scorecard:
    """`until`: the day of the scorecard; `restricted`: not all sessions, only those of an official; `sent`: (kind, what
    became of it, how many timed messages; None: not shown); `days`: of the held sessions with the people who came, as
    far as they may be shown, for the picture."""

    code: str
    title: Mapping[str, str]
    sample: bool
    starts_on: dt.date
    ends_on: dt.date
    until: dt.date
    minimum: int
    restricted: bool
    questions: tuple[str, ...]
    whole: Row
    agencies: tuple[Row, ...]
    courses: tuple[Row, ...]
    districts: tuple[Row, ...]
    sessions: tuple[SessionRow, ...]
    sent: tuple[tuple[str, str, int | None], ...]
    milestones: tuple[Milestone, ...]
    days: tuple[tuple[dt.date, int, int], ...]


def find(db: Session, code: str = "") -> Programme:
    """The programme of a code; without one the only programme that is no sample. Raises `BadProgramme`."""
    known = list(db.scalars(select(Programme).order_by(Programme.starts_on, Programme.code)))
    names = ", ".join(one.code for one in known) or "none yet (bot training import enters one)"
    if code:
        if (found := next((one for one in known if one.code == code), None)) is None:
            raise BadProgramme(f"There is no programme {code}. Programmes: {names}.")
        return found
    real = [one for one in known if not one.sample] or known
    if len(real) != 1:
        raise BadProgramme(f"Say which programme. Programmes: {names}.")
    return real[0]


def scorecard(
    db: Session, programme: Programme, questions: Sequence[str], now: dt.datetime, officer: Officer | None = None
) -> Scorecard:
    """The scorecard as it stands. `questions`: ids of the feedback's questions in their order; `officer`: who asks,
    and sees only the sessions that are theirs (`scope`; None: whoever runs the service). Raises `Forbidden`."""
    if officer is not None:
        officer.need(RIGHT)
    only = scope.conditions(officer) if officer is not None else []
    material = scorecard_rows.read(db, programme, only)
    tree = scorecard_counts.tree(material)
    numbers = scorecard_counts.numbers(material, tree, questions)
    made = _Maker(material, tree, numbers, hidden(numbers, tree.tables(questions)), questions, bool(only))
    whole = made.whole()
    return Scorecard(
        programme.code, programme.title, programme.sample, programme.starts_on, programme.ends_on,
        now.astimezone(INDIA).date(), programme.minimum, bool(only), tuple(questions), whole,
        tuple(made.agencies()), tuple(made.courses()), tuple(made.districts()), tuple(made.sessions()),
        _sent(material), _milestones(material, bool(only)), made.days(whole),
    )  # fmt: skip


@dataclass(frozen=True)
class _Maker:
    """Puts the rows together."""

    material: Material
    tree: Tree
    numbers: Mapping[Key, int]
    hidden: Collection[Key]
    questions: Sequence[str]
    restricted: bool

    def whole(self) -> Row:
        planned = sum(one.planned for one in self.material.agencies.values())
        programme = self.material.programme
        return self._row(WHOLE, programme.code, programme.title.get("en", programme.code), "",
                         list(self.material.sessions.values()), None if self.restricted else planned)  # fmt: skip

    def agencies(self) -> list[Row]:
        return [
            self._row((AGENCY, key), one.code, one.name, "", self._of("agency_id", key),
                      None if self.restricted else one.planned)
            for key, one in self.material.agencies.items()
        ]  # fmt: skip

    def courses(self) -> list[Row]:
        return [
            self._row((COURSE, key), one.code, one.name, self.material.agencies[one.parent].code,
                      self._of("course_id", key), None)
            for key, one in self.material.courses.items()
        ]  # fmt: skip

    def districts(self) -> list[Row]:
        known = sorted({one.district for one in self.material.sessions.values()})
        return [self._row((DISTRICT, key), key, key, "", self._of("district", key), None) for key in known]

    def sessions(self) -> list[SessionRow]:
        return [self._session(one) for one in self.material.sessions.values()]

    def days(self, whole: Row) -> tuple[tuple[dt.date, int, int], ...]:
        """Sessions whose people are not shown add theirs on the last day: from the steps of the line nobody can tell
        them. Where the sum itself is not shown they add nothing."""
        held = [one for one in self.material.sessions.values() if one.status == HELD]
        found: dict[dt.date, list[int]] = {}
        rest = 0
        for one in held:
            came = self._shown((SESSION, one.id), "came")
            day = found.setdefault(one.ends_at.astimezone(INDIA).date(), [0, 0])
            day[0] += 1
            day[1] += came or 0
            rest += self.numbers.get((SESSION, one.id, "came"), 0) if came is None else 0
        if found and whole.counts["came"] is not None:
            found[max(found)][1] += rest
        return tuple((day, *found[day]) for day in sorted(found))  # type: ignore[misc]

    def _session(self, one: Held) -> SessionRow:
        held = one.status == HELD
        came, absent = (self._shown((SESSION, one.id), name) if held else None for name in ("came", "absent"))
        return SessionRow(
            one.code, self.material.agencies[one.agency_id].code, self.material.courses[one.course_id].code,
            one.district, one.mode, one.starts_at, one.status, one.capacity, came, absent,
            self._reached(one) if held else None,
        )  # fmt: skip

    def _of(self, name: str, value: str) -> list[Held]:
        return [one for one in self.material.sessions.values() if getattr(one, name) == value]

    def _row(self, node: Node, code: str, name: str, parent: str, sessions: Sequence[Held], planned: int | None) -> Row:
        counts = {each: self._shown(node, each) for each in self._names()}
        places = self.tree.places.get(node, [])
        came = [one.presence for one in places if one.presence]
        held = [one for one in sessions if one.status == HELD]
        minimum = self.material.programme.minimum
        return Row(
            node[1], code, name, parent, planned, planned * minimum if planned is not None else None,
            sum(one.status != CANCELLED for one in sessions), len(held),
            sum(one.status == CANCELLED for one in sessions), sum(map(self._reached, held)),
            len({one.district for one in held}), counts,
            self._shares(node, counts),
            mean(came) if came and counts["came"] is not None else None,
            self._feedback(node, counts), self._learning(node, counts),
        )  # fmt: skip

    def _feedback(self, node: Node, counts: Mapping[str, int | None]) -> dict[str, Figure]:
        found = scorecard_counts.feedback(self.tree.places.get(node, []), self.questions)
        return {name: each for name, each in found.items() if counts.get(f"answered:{name}") is not None}

    def _learning(self, node: Node, counts: Mapping[str, int | None]) -> dict[str, Figure]:
        places = self.tree.places.get(node, [])
        found = scorecard_counts.learning(places)
        shown = {name: each for name, each in found.items() if counts.get(f"{name}_people") is not None}
        if counts.get("gain_people"):
            shown |= scorecard_counts.scores(places)
        return shown

    def _names(self) -> list[str]:
        splits = [*SPLITS, *map(of_question, self.questions)]
        return list(dict.fromkeys(name for split in splits for name in (split.total, *split.parts)))

    def _shares(self, node: Node, counts: Mapping[str, int | None]) -> dict[str, float | None]:
        found: dict[str, float | None] = {}
        for name, rest in SHARES.items():
            part, others = counts[name], counts[rest]
            found[name] = share(part, part + others) if part is not None and others is not None else None
        wholes = {"not_tested": self.numbers.get((*node, "came_to_tested"), 0), "certified": counts["came"]}
        for name, whole in wholes.items():
            part = counts[name]
            found[name] = part / whole if part is not None and whole else None
        return found

    def _shown(self, node: Node, name: str) -> int | None:
        key = (*node, name)
        return None if key in self.hidden else self.numbers.get(key, 0)

    def _reached(self, session: Held) -> bool:
        return self.numbers.get((SESSION, session.id, "came"), 0) >= self.material.programme.minimum


def _sent(material: Material) -> tuple[tuple[str, str, int | None], ...]:
    shown = suppressed(material.sent)
    return tuple((kind, outcome, shown.cells[kind, outcome]) for kind, outcome in sorted(material.sent))


def _milestones(material: Material, restricted: bool) -> tuple[Milestone, ...]:
    """What is planned until the end of each month of the programme, on a straight line. Of single districts there is no
    plan: there it is what was entered and not cancelled."""
    programme = material.programme
    if restricted:
        ends = sorted(
            one.ends_at.astimezone(INDIA).date() for one in material.sessions.values() if one.status != CANCELLED
        )
        found = {day: sum(end <= day for end in ends) for day in ends if day > programme.starts_on}
        return tuple(Milestone(day, number, number * programme.minimum) for day, number in found.items())
    planned = sum(one.planned for one in material.agencies.values())
    length = (programme.ends_on - programme.starts_on).days + 1
    days, month = [], programme.starts_on.replace(day=1)
    while month <= programme.ends_on:
        month = (month + dt.timedelta(days=31)).replace(day=1)
        days.append(min(month - dt.timedelta(days=1), programme.ends_on))
    reached = {day: round(planned * ((day - programme.starts_on).days + 1) / length) for day in sorted(set(days))}
    return tuple(
        Milestone(day, number, number * programme.minimum)
        for day, number in reached.items()
        if day > programme.starts_on
    )
