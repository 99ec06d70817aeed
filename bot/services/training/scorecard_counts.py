"""The numbers of a scorecard before anything is hidden: of the programme, agencies, courses, districts, sessions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from bot.services.statistics.gain import Marks, class_gain, class_gain_kept, class_retention, mean
from bot.services.statistics.intervals import Figure as Named
from bot.services.statistics.intervals import Interval, of_class, of_mean
from bot.services.training.scorecard_hidden import OF_SESSIONS, SPLITS, Branch, Key, Split, of_question
from bot.services.training.scorecard_rows import Material, Place

PROGRAMME, AGENCY, COURSE, DISTRICT, SESSION = "programme", "agency", "course", "district", "session"
WHOLE: Final = (PROGRAMME, "all")
Node = tuple[str, str]
"""Level and id."""
RESAMPLES: Final = 2000
"""For each interval of a class; Efron and Tibshirani (1993), 14.3, ask for at least 1000 to 2000."""
MARGINALISED: Final = ("sc", "st", "obc", "minority")


@dataclass(frozen=True)
class Figure:
    """A figure of `people` people, with its 95 per cent interval (None: none can be given)."""

    value: float
    low: float | None
    high: float | None
    people: int


@dataclass
class Tree:
    """Where each place counts, and what consists of what."""

    places: dict[Node, list[Place]] = field(default_factory=lambda: defaultdict(list))
    branches: list[Branch] = field(default_factory=list)
    of_sessions: list[Branch] = field(default_factory=list)

    def tables(self, questions: Collection[str]) -> list[tuple[Branch, Split]]:
        """What has to be hidden together."""
        splits = [*SPLITS, *map(of_question, questions)]
        found = [(branch, split) for branch in self.branches for split in splits]
        return found + [(branch, split) for branch in self.of_sessions for split in OF_SESSIONS]


def tree(material: Material) -> Tree:
    """Agencies with their courses with their sessions, and districts with their sessions."""
    made = Tree()
    for place in material.places:
        session = material.sessions[place.session_id]
        for node in (
            WHOLE, (AGENCY, session.agency_id), (COURSE, session.course_id), (DISTRICT, session.district),
            (SESSION, session.id),
        ):  # fmt: skip
            made.places[node].append(place)
    agencies, courses, sessions = material.agencies, material.courses, material.sessions
    districts = sorted({one.district for one in sessions.values()})
    made.branches = [
        Branch(WHOLE, tuple((AGENCY, key) for key in agencies)),
        Branch(WHOLE, tuple((DISTRICT, key) for key in districts)),
        *(
            Branch((AGENCY, key), tuple((COURSE, one.id) for one in courses.values() if one.parent == key))
            for key in agencies
        ),
    ]
    made.of_sessions = [
        *(
            Branch((COURSE, key), tuple((SESSION, one.id) for one in sessions.values() if one.course_id == key))
            for key in courses
        ),
        *(
            Branch((DISTRICT, key), tuple((SESSION, one.id) for one in sessions.values() if one.district == key))
            for key in districts
        ),
    ]
    return made


def numbers(material: Material, made: Tree, questions: Collection[str]) -> dict[Key, int]:
    """All numbers of people, each under its key."""
    tested = {key for key, one in material.courses.items() if one.tested}
    found: dict[Key, int] = {}
    for node, places in made.places.items():
        in_tested = [one for one in places if material.sessions[one.session_id].course_id in tested]
        counted = _attendance(places)
        if node[0] != SESSION:
            counted |= _people(places) | _tests(places, in_tested) | _answers(places, questions)
        found |= {(*node, name): number for name, number in counted.items()}
    for session_id, number in material.left.items():
        session = material.sessions[session_id]
        for level, name in (
            WHOLE, (AGENCY, session.agency_id), (COURSE, session.course_id), (DISTRICT, session.district),
        ):  # fmt: skip
            key = (level, name, "gave_up")
            found[key] = found.get(key, 0) + number
    return found


def learning(places: Iterable[Place]) -> dict[str, Figure]:
    """Gain, retention and gain kept of those who came, over whoever wrote the tests that each of them needs."""
    marks = [one.marks for one in places if one.came]
    groups: dict[Named, tuple[float | None, Sequence[Marks]]] = {
        "gain": (class_gain(marks), with_both(marks)),
        "retention": (class_retention(marks), with_late(marks)),
        "gain_kept": (class_gain_kept(marks), with_all(marks)),
    }
    found: dict[str, Figure] = {}
    for name, (value, people) in groups.items():
        if value is not None:
            found[name] = _figure(value, of_class(people, name, resamples=RESAMPLES), len(people))
    return found


def scores(places: Iterable[Place]) -> dict[str, Figure]:
    """The average score before and right after, 0 to 1, of those who wrote both."""
    both = with_both([one.marks for one in places if one.came])
    columns = {"pre": [one.pre for one in both], "post": [one.post for one in both]}
    return {name: averaged([each for each in column if each is not None]) for name, column in columns.items() if column}


def feedback(places: Iterable[Place], questions: Collection[str]) -> dict[str, Figure]:
    """The average answer to each question, 1 to 5."""
    came = [one for one in places if one.came]
    answers = {name: [float(one.answers[name]) for one in came if name in one.answers] for name in questions}
    return {name: averaged(given) for name, given in answers.items() if given}


def averaged(given: Sequence[float]) -> Figure:
    """The average with its interval by Student's t."""
    return _figure(mean(given), of_mean(given), len(given))


def with_both(marks: Iterable[Marks]) -> list[Marks]:
    """Who wrote the test before and the one right after."""
    return [one for one in marks if one.pre is not None and one.post is not None]


def with_late(marks: Iterable[Marks]) -> list[Marks]:
    """Who wrote the test right after and the one after 30 days."""
    return [one for one in marks if one.post is not None and one.late is not None]


def with_all(marks: Iterable[Marks]) -> list[Marks]:
    """Who wrote all three."""
    return [one for one in with_both(marks) if one.late is not None]


def _figure(value: float, interval: Interval | None, people: int) -> Figure:
    return Figure(value, interval.low if interval else None, interval.high if interval else None, people)


def _attendance(places: Sequence[Place]) -> dict[str, int]:
    return {
        "came": sum(one.came for one in places), "absent": sum(one.presence == 0 for one in places),
        "not_taken": sum(one.presence is None for one in places),
    }  # fmt: skip


def _people(places: Sequence[Place]) -> dict[str, int]:
    """Of those who came, each once, however often they came."""
    people = {one.contact_id: one for one in places if one.came}.values()
    women = [one.women_led for one in people]
    groups = [one.group for one in people]
    each = {group: groups.count(group) for group in MARGINALISED}
    return {
        "people": len(people), "women_led": women.count(True), "not_women_led": women.count(False),
        "women_led_unsaid": women.count(None), "marginalised": sum(each.values()),
        "not_marginalised": groups.count("none"), "group_unsaid": groups.count(None), **each,
    }  # fmt: skip


def _tests(places: Sequence[Place], in_tested: Sequence[Place]) -> dict[str, int]:
    marks = [one.marks for one in in_tested if one.came]
    return {
        "certified": sum(one.came and one.certified for one in places),
        "came_to_tested": len(marks), "not_tested": sum(one.post is None for one in marks),
        "gain_people": len(with_both(marks)), "retention_people": len(with_late(marks)),
        "gain_kept_people": len(with_all(marks)),
    }  # fmt: skip


def _answers(places: Sequence[Place], questions: Collection[str]) -> dict[str, int]:
    return {f"answered:{name}": sum(name in one.answers for one in places if one.came) for name in questions}
