"""`bot content check`: everything that can be wrong in `content/`, with file, line and mend.

Here the files are read and compared with each other; what is wrong in one of them by itself is found by `check_topic`,
`check_questions`, `check_levels` (texts in three languages), `check_names` (messages, places, trades, choices),
`check_glossary`, `check_templates`, `check_assessments`, `check_surveys` and `check_consent`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from pathlib import Path

from pydantic import ValidationError

from bot.knowledge import (
    assessments,
    choices,
    consent,
    glossary,
    offices,
    places,
    programmes,
    register,
    surveys,
    templates,
    trades,
)
from bot.knowledge import reminders as timed
from bot.knowledge import shared as shared_figures
from bot.knowledge.check_assessments import AssessmentsCheck
from bot.knowledge.check_consent import check_consent
from bot.knowledge.check_glossary import GlossaryCheck
from bot.knowledge.check_levels import placeholders
from bot.knowledge.check_names import check_messages, check_offices, check_records
from bot.knowledge.check_questions import QUESTIONS_A_LANGUAGE, check_draft, check_questions
from bot.knowledge.check_reminders import check_reminders
from bot.knowledge.check_surveys import check_survey
from bot.knowledge.check_templates import TemplatesCheck
from bot.knowledge.check_topic import ANSWER_LIMIT, BRIEF_LIMIT, BUTTON_LIMIT, POINT_LIMIT, TITLE_LIMIT, check_topic
from bot.knowledge.figures import names as figure_names
from bot.knowledge.lines import DuplicateKey, Located, NotYaml
from bot.knowledge.model import AREAS, Topic
from bot.knowledge.problems import Problem, Spot, schema_problems

__all__ = [
    "ANSWER_LIMIT", "BRIEF_LIMIT", "BUTTON_LIMIT", "POINT_LIMIT", "QUESTIONS_A_LANGUAGE", "TITLE_LIMIT", "Problem",
    "check", "check_text", "content_files", "placeholders",
]  # fmt: skip


def check(
    paths: list[Path], content_dir: Path, facts: Collection[str] | None = None, today: dt.date | None = None
) -> list[Problem]:
    """All problems of the files under `paths` (all of `content_dir` if empty), and of how they fit together.

    `facts`: ids that topics may name under `facts` (those of the register if left out; empty: any); `today`: the day
    that no check of facts may be later than (this one if left out).
    """
    shared, problems = _shared(content_dir)
    folder = _Folder(content_dir, shared, register.ids() if facts is None else facts, today or dt.date.today())
    for file in content_files(content_dir):
        wanted = not paths or any(file.resolve().is_relative_to(path.resolve()) for path in paths)
        found = folder.problems(file)
        if wanted:
            problems.extend(found)
    problems.extend(_timed(paths, content_dir))
    if not folder.topics and not problems:
        mend = "set CONTENT_DIR to the folder with schemes/, gst/ ..."
        problems.append(Problem(content_dir, 1, "no topic found", mend))
    return problems


def check_text(
    file: Path,
    text: str,
    content_dir: Path,
    topics: Iterable[Topic],
    facts: Collection[str] | None = None,
    today: dt.date | None = None,
) -> list[Problem]:
    """The problems of one file as if `text` stood in it, and of how it fits to all other `topics`. Nothing need be at
    `file` (a path inside `content_dir`). `facts`, `today`: as for `check`."""
    try:
        spot = Spot(file, Located(text))
    except DuplicateKey as error:
        return [Problem(file, error.line, str(error), "keep one of the two")]
    except NotYaml as error:
        mend = "quote the value or mend the indentation"
        return [Problem(file, error.line, f"not readable as YAML: {error.problem}", mend)]
    shared, problems = _shared(content_dir)
    folder = _Folder(content_dir, shared, register.ids() if facts is None else facts, today or dt.date.today())
    others = [topic for topic in topics if topic.id != file.stem]
    for other in others:
        folder.remember(other)
    return problems + folder.problems_of(spot) + list(_leaned_on(spot, others))


def _leaned_on(spot: Spot, others: Iterable[Topic]) -> Iterator[Problem]:
    """Answers that other topics refer to and that are not here."""
    data = spot.located.data
    there = data.get("aspects") if isinstance(data, dict) else None
    for other in others:
        for aspect, name in other.elsewhere.items():
            if name == spot.file.stem and aspect not in (there if isinstance(there, dict) else ()):
                message = f"{other.id} leaves {aspect} to this topic"
                yield spot.problem(("aspects", aspect), message, "keep that answer, or change the other topic first")


def content_files(content_dir: Path) -> list[Path]:
    """The content's YAML files in a stable order."""
    return sorted(content_dir.glob("*/*.yml"))


class _Folder:
    """Checks one file after the other and remembers what must not stand twice."""

    def __init__(self, content_dir: Path, shared: set[str], facts: Collection[str], today: dt.date) -> None:
        self.topics: dict[str, Path] = {}
        self._dir, self._shared, self._facts, self._today = content_dir, shared, facts, today
        self._aliases: dict[str, tuple[str, Path]] = {}
        self._answers: dict[str, set[str]] = {}
        self._topic_ids = topics = {file.stem for area in AREAS for file in (content_dir / area).glob("*.yml")}
        self._glossary, self._templates = GlossaryCheck(topics, shared), TemplatesCheck()

    # Read when the first file asks for them: who checks one topic need not wait for all districts.
    @cached_property
    def _assessments(self) -> AssessmentsCheck:
        return AssessmentsCheck(self._dir, frozenset(self._facts))

    @cached_property
    def _district_ids(self) -> Collection[str]:
        return places.district_ids(self._dir)

    @cached_property
    def _trade_ids(self) -> Collection[str]:
        return trades.trade_ids(self._dir)

    def problems(self, file: Path) -> list[Problem]:
        """What is wrong in a file; it is kept in mind for those that come after."""
        spot = _read(file)
        return [spot] if isinstance(spot, Problem) else self.problems_of(spot)

    def problems_of(self, spot: Spot) -> list[Problem]:
        """The same of a document that was read already."""
        return sorted(self._of(spot), key=lambda problem: problem.line)

    def remember(self, topic: Topic) -> None:
        """Keeps a topic in mind as if it had been checked."""
        self.topics[topic.id] = self._dir / topic.area / f"{topic.id}.yml"
        for alias in topic.aliases:
            self._aliases.setdefault(" ".join(alias.lower().split()), (topic.id, self.topics[topic.id]))

    def _of(self, spot: Spot) -> Iterator[Problem]:
        match spot.file.parent.name:
            case "messages":
                yield from check_messages(spot)
            case places.FOLDER:
                yield from check_records(spot, places.PlacesFile, places.faults, self._district_ids)
            case trades.FOLDER:
                yield from check_records(spot, trades.TradesFile, trades.faults, self._trade_ids)
            case choices.FOLDER:
                yield from check_records(spot, choices.ChoicesFile, choices.faults, ())
            case offices.FOLDER:
                yield from check_records(spot, offices.OfficesFile, offices.faults, self._district_ids)
                yield from check_offices(spot, self._topic_ids)
            case glossary.FOLDER:
                yield from self._glossary.problems(spot)
            case templates.FOLDER:
                yield from self._templates.problems(spot)
            case assessments.FOLDER:
                yield from self._assessments.problems(spot)
            case surveys.FOLDER:
                yield from check_survey(spot)
            case consent.FOLDER:
                yield from check_consent(spot)
            case programmes.FOLDER:
                yield from check_records(spot, programmes.SampleFile, programmes.faults, self._district_ids)
            case _:
                try:
                    topic = Topic.model_validate(spot.located.data)
                except ValidationError as error:
                    yield from schema_problems(spot, error)
                    yield from check_draft(spot)
                    return
                yield from check_topic(spot, topic, self._shared, self._facts, self._today)
                yield from check_questions(spot, topic.aspects, topic.questions)  # type: ignore[arg-type]
                yield from self._among_others(spot, topic)

    def _among_others(self, spot: Spot, topic: Topic) -> Iterator[Problem]:
        """Ids and aliases belong to one topic; a topic that is referred to must have the answer."""
        if topic.id in self.topics:
            message = f"id {topic.id} is also in {self.topics[topic.id]}"
            yield spot.problem(("id",), message, "choose another id")
        self.topics[topic.id] = spot.file
        for index, alias in enumerate(topic.aliases):
            other, _ = self._aliases.setdefault(" ".join(alias.lower().split()), (topic.id, spot.file))
            if other != topic.id:
                message = f"alias {alias!r} also belongs to {other}"
                yield spot.problem(("aliases", index), message, "keep it where it says most")
        for aspect, other in topic.elsewhere.items():
            if other not in self._answers:
                self._answers[other] = _aspects_of(self._dir, other)
            if aspect not in self._answers[other]:
                message = f"elsewhere: {other} has no answer to {aspect}"
                yield spot.problem(("elsewhere", aspect), message, "name a topic that has it")


def _read(file: Path) -> Spot | Problem:
    try:
        return Spot(file, Located.read(file))
    except DuplicateKey as error:
        return Problem(file, error.line, str(error), "keep one of the two")
    except NotYaml as error:
        mend = "quote the value or mend the indentation"
        return Problem(file, error.line, f"not readable as YAML: {error.problem}", mend)
    except UnicodeDecodeError:
        return Problem(file, 1, "not UTF-8", "save the file as UTF-8")
    except OSError as error:
        return Problem(file, 1, f"not readable: {error.strerror}", "give the service the right to read it")


def _shared(content_dir: Path) -> tuple[set[str], list[Problem]]:
    """Names of the figures that all topics may use, and what is wrong with their file."""
    file = content_dir / shared_figures.FILE
    if not file.exists():
        return set(), []
    spot = _read(file)
    if isinstance(spot, Problem):
        return set(), [spot]
    try:
        return figure_names(shared_figures.parse(spot.located.data)), []
    except ValidationError as error:
        return set(), list(schema_problems(spot, error))


def _timed(paths: list[Path], content_dir: Path) -> list[Problem]:
    """What is wrong with the timed messages, if they are among what is to be checked."""
    file = content_dir / timed.FILE
    if not file.exists() or (paths and not any(file.resolve().is_relative_to(path.resolve()) for path in paths)):
        return []
    spot = _read(file)
    return [spot] if isinstance(spot, Problem) else list(check_reminders(spot, content_dir))


def _aspects_of(content_dir: Path, topic_id: str) -> set[str]:
    """The aspects that a topic answers itself; none if there is no such topic or it cannot be read."""
    for file in content_dir.glob(f"*/{topic_id}.yml"):
        try:
            return set(Located.read(file).data["aspects"])
        except (OSError, ValueError, TypeError, KeyError, NotYaml, DuplicateKey):
            return set()
    return set()
