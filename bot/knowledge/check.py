"""`bot content check`: everything that can be wrong in `content/`, with file, line and mend."""

from __future__ import annotations

import datetime as dt
import re
import string
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Set
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import regex
from pydantic import BaseModel, ValidationError

from bot.knowledge import places, trades
from bot.knowledge import shared as shared_figures
from bot.knowledge.conditions import Fits
from bot.knowledge.figures import names as figure_names
from bot.knowledge.lines import DuplicateKey, Located, NotYaml
from bot.knowledge.model import LANGUAGES, REGISTERS, BotMessage, Topic, Trilingual
from bot.knowledge.records import Fault

_Records = TypeVar("_Records", bound=BaseModel)

ANSWER_LIMIT = 900
TITLE_LIMIT = 60
BRIEF_LIMIT = 240
POINT_LIMIT = 90
BUTTON_LIMIT = 20  # WhatsApp's limit of a reply button, the narrowest of our channels
QUESTIONS_A_LANGUAGE = 8

_FIGURE_BY_HAND = re.compile(r"₹|[0-9০-৯०-९]\s*[%٪]|[0-9০-৯०-९]\s*(?:lakh|lac|crore|লক্ষ|লাখ|কোটি|लाख|करोड़)")
_DIGITS = str.maketrans("০১২৩৪৫৬৭৮৯०१२३४५६७८९", "01234567890123456789")
# A number that belongs to a name in Latin letters (GSTR-3B, REG-01, 15CA, section 43B(h)) is no figure.
_NAMED_NUMBER = re.compile(
    r"[A-Za-z][A-Za-z./()-]*\d[\dA-Za-z()./-]*|\d+[A-Z][A-Za-z0-9()]*|\S*[a-z0-9]\.(?:gov|in|com|org)\S*"
)


@dataclass(frozen=True)
class Problem:
    """One thing to mend."""

    file: Path
    line: int
    message: str
    mend: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}. Mend: {self.mend}"


def check(paths: list[Path], content_dir: Path) -> list[Problem]:
    """All problems of the files under `paths` (all of `content_dir` if empty), and of how they fit together."""
    problems: list[Problem] = []
    topics: dict[str, Path] = {}
    aliases: dict[str, tuple[str, Path]] = {}
    answers: dict[str, set[str]] = {}
    shared, found_shared = _shared(content_dir)
    problems.extend(found_shared)
    district_ids, trade_ids = places.district_ids(content_dir), trades.trade_ids(content_dir)
    for file in content_files(content_dir):
        references: list[Problem] = []
        wanted = not paths or any(file.resolve().is_relative_to(path.resolve()) for path in paths)
        found: list[Problem] = []
        try:
            located = Located.read(file)
        except DuplicateKey as error:
            found.append(Problem(file, error.line, str(error), "keep one of the two"))
        except NotYaml as error:
            found.append(
                Problem(
                    file,
                    error.line,
                    f"not readable as YAML: {error.problem}",
                    "quote the value or mend the indentation",
                )
            )
        except UnicodeDecodeError:
            found.append(Problem(file, 1, "not UTF-8", "save the file as UTF-8"))
        except OSError as error:
            found.append(Problem(file, 1, f"not readable: {error.strerror}", "give the service the right to read it"))
        else:
            if file.parent.name == "messages":
                found.extend(_check_messages(file, located))
            elif file.parent.name == places.FOLDER:
                found.extend(_check_records(file, located, places.PlacesFile, places.faults, district_ids))
            elif file.parent.name == trades.FOLDER:
                found.extend(_check_records(file, located, trades.TradesFile, trades.faults, trade_ids))
            else:
                topic, errors = _read_topic(file, located)
                found.extend(errors)
                if topic is not None:
                    found.extend(_check_topic(file, located, topic, shared))
                    found.extend(_check_unique(file, located, topic, topics, aliases))
                    references.extend(
                        Problem(
                            file,
                            located.line(("elsewhere", aspect)),
                            f"elsewhere: {other} has no answer to {aspect}",
                            "name a topic that has it",
                        )
                        for aspect, other in topic.elsewhere.items()
                        if aspect not in answers.setdefault(other, _aspects_of(content_dir, other))
                    )
        if wanted:
            problems.extend([*found, *references])
    if not topics and not problems:
        problems.append(
            Problem(content_dir, 1, "no topic found", "set CONTENT_DIR to the folder with schemes/, gst/ ...")
        )
    return problems


def _shared(content_dir: Path) -> tuple[set[str], list[Problem]]:
    """Names of the figures that all topics may use, and what is wrong with their file."""
    file = content_dir / shared_figures.FILE
    try:
        located = Located.read(file)
    except FileNotFoundError:
        return set(), []
    except (DuplicateKey, NotYaml) as error:
        return set(), [Problem(file, error.line, f"not readable as YAML: {error}", "quote the value or mend it")]
    try:
        return figure_names(shared_figures.parse(located.data)), []
    except ValidationError as error:
        return set(), list(_schema_problems(file, located, error))


def _aspects_of(content_dir: Path, topic_id: str) -> set[str]:
    """The aspects that a topic answers itself; none if there is no such topic or it cannot be read."""
    for file in content_dir.glob(f"*/{topic_id}.yml"):
        try:
            return set(Located.read(file).data["aspects"])
        except (OSError, ValueError, TypeError, KeyError, NotYaml, DuplicateKey):
            return set()
    return set()


def content_files(content_dir: Path) -> list[Path]:
    """The content's YAML files in a stable order."""
    return sorted(content_dir.glob("*/*.yml"))


def _read_topic(file: Path, located: Located) -> tuple[Topic | None, list[Problem]]:
    try:
        return Topic.model_validate(located.data), []
    except ValidationError as error:
        return None, list(_schema_problems(file, located, error))


def _schema_problems(
    file: Path, located: Located, error: ValidationError, above: tuple[str, ...] = ()
) -> Iterator[Problem]:
    for item in error.errors():
        path = (*above, *(part for part in item["loc"] if part != "[key]"))
        name = ".".join(str(part) for part in path) or "the file"
        kind = item["type"]
        if kind == "missing":
            yield Problem(file, located.line(path), f"{name} is missing", f"add {name}")
        elif kind == "extra_forbidden":
            yield Problem(
                file, located.line(path), f"{name} is not a known name", "see docs/content-guide.md for the names"
            )
        else:
            yield Problem(file, located.line(path), f"{name}: {item['msg']}", "see docs/content-guide.md")


def _texts(topic: Topic) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every text that may hold figures, with where it stands."""
    texts: dict[tuple[str, ...], Trilingual] = {("aspects", name): text for name, text in topic.aspects.items()}
    texts |= {("points", name): text for name, text in topic.points.items()}
    if topic.brief is not None:
        texts["brief",] = topic.brief
    for path, text in texts.items():
        for language in LANGUAGES:
            yield (*path, language), text[language]


def _figures_in(fits: Fits | None) -> Iterator[str]:
    """Names of figures that the conditions refer to."""
    waiting = list(fits.all) if fits else []
    while waiting:
        condition = waiting.pop()
        waiting.extend(condition.any)
        yield from (bound for bound in (condition.min, condition.max) if isinstance(bound, str))


def _check_short_texts(file: Path, located: Located, topic: Topic) -> Iterator[Problem]:
    """The brief and the points of comparison."""
    texts: dict[tuple[str, ...], tuple[Trilingual, int]] = {
        ("points", name): (text, POINT_LIMIT) for name, text in topic.points.items()
    }
    if topic.brief is not None:
        texts["brief",] = topic.brief, BRIEF_LIMIT
    for path, (text, limit) in texts.items():
        for language in LANGUAGES:
            if (length := _length(text[language])) > limit:
                message = f"{'.'.join(path)} has {length} characters, at most {limit}"
                yield Problem(file, located.line((*path, language)), message, "shorten it")
            if by_hand := _FIGURE_BY_HAND.search(text[language]):
                message = f"figure written by hand: {by_hand.group()!r}"
                mend = "put it into figures and write {its_name}"
                yield Problem(file, located.line((*path, language)), message, mend)
        yield from _check_level(file, located, path, text)


def _check_topic(file: Path, located: Located, topic: Topic, shared: Set[str]) -> Iterator[Problem]:
    def problem(path: tuple[str | int, ...], message: str, mend: str) -> Problem:
        return Problem(file, located.line(path), message, mend)

    if topic.id != file.stem:
        yield problem(("id",), f"id is {topic.id}, the file is {file.name}", "give both the same name")
    if topic.area != file.parent.name:
        yield problem(("area",), f"area is {topic.area}, the folder is {file.parent.name}", "give both the same name")
    if topic.verified_on > dt.date.today():
        yield problem(
            ("verified_on",), "verified_on lies in the future", "write the day on which the facts were checked"
        )
    for language in LANGUAGES:
        if _length(topic.title[language]) > TITLE_LIMIT:
            yield problem(("title", language), f"title longer than {TITLE_LIMIT} characters", "shorten it")
        if _length(topic.button[language]) > BUTTON_LIMIT:
            yield problem(("button", language), f"button longer than {BUTTON_LIMIT} characters", "shorten it")
    if len(topic.aspects) < 4:
        yield problem(("aspects",), "fewer than four aspects", "add those that people will ask for")
    used: set[str] = set(_figures_in(topic.fits))
    known = figure_names(topic.figures) | shared
    for aspect, answer in topic.aspects.items():
        for language in LANGUAGES:
            text = answer[language]
            path = ("aspects", aspect, language)
            if _length(text) > ANSWER_LIMIT:
                yield problem(path, f"answer has {_length(text)} characters, at most {ANSWER_LIMIT}", "shorten it")
            if by_hand := _FIGURE_BY_HAND.search(text):
                yield problem(
                    path, f"figure written by hand: {by_hand.group()!r}", "put it into figures and write {its_name}"
                )
        yield from _check_level(file, located, ("aspects", aspect), answer)
    for place, text in _texts(topic):
        names = placeholders(text) or set()
        used |= names
        for name in sorted(names - known):
            yield problem(place, f"{{{name}}} is not under figures", "add it there or correct the name")
    yield from _check_short_texts(file, located, topic)
    if topic.status_note is not None:
        yield from _check_level(file, located, ("status_note",), topic.status_note)
        for language in LANGUAGES:
            if placeholders(topic.status_note[language]):
                yield problem(
                    ("status_note", language), "status_note cannot hold {names}", "move the figure into an answer"
                )
    for name in sorted(topic.figures.keys() & shared):
        yield problem(("figures", name), f"figure {name} is in figures.yml too", "remove it here")
    for name in sorted(set(_figures_in(topic.fits)) - known):
        yield problem(("fits",), f"fits: {name} is not under figures", "add it there or correct the name")
    for name in sorted(name for name in topic.figures if not used & {name, f"{name}_since"}):
        yield problem(("figures", name), f"figure {name} is used in no answer", "use it or remove it")
    yield from _check_questions(file, located, topic)


def _check_level(file: Path, located: Located, path: tuple[str | int, ...], text: Trilingual) -> Iterator[Problem]:
    """The three languages must hold the same placeholders and the same plain numbers."""
    where = ".".join(map(str, path))
    broken = [language for language in LANGUAGES if placeholders(text[language]) is None]
    for language in broken:
        mend = "write {name} or leave the brace out"
        yield Problem(file, located.line((*path, language)), f"{where}: a brace {{ or }} without its partner", mend)
    if broken:
        return
    reference = Counter(_placeholder_list(text["en"]))
    numbers = _numbers(text["en"])
    for language in ("bn", "hi"):
        if Counter(_placeholder_list(text[language])) != reference:
            yield Problem(
                file,
                located.line((*path, language)),
                f"{where}: placeholders differ between en and {language}",
                "use the same {names} equally often",
            )
        if (others := _numbers(text[language])) != numbers:
            odd = sorted(((others - numbers) + (numbers - others)).keys())
            yield Problem(
                file,
                located.line((*path, language)),
                f"{where}: numbers differ between en and {language}: {', '.join(odd)}",
                "write the same numbers (as digits) in all three languages",
            )


def _check_questions(file: Path, located: Located, topic: Topic) -> Iterator[Problem]:
    counts: Counter[str] = Counter()
    seen: dict[str, str] = {}
    for aspect, registers in topic.questions.items():
        for register, examples in registers.items():
            counts[register] += len(examples)
            for index, example in enumerate(examples):
                key = " ".join(example.lower().split())
                if key in seen:
                    yield Problem(
                        file,
                        located.line(("questions", aspect, register, index)),
                        f"question stands twice: {example!r}",
                        "write another one",
                    )
                seen[key] = aspect
    for register in REGISTERS:
        if counts[register] == 0:
            yield Problem(
                file, located.line(("questions",)), f"no example question in the register {register}", "add some"
            )
    for language in LANGUAGES:
        number = counts[language] + counts[f"{language}_roman"]
        if number < QUESTIONS_A_LANGUAGE:
            yield Problem(
                file,
                located.line(("questions",)),
                f"{number} questions in {language}, at least {QUESTIONS_A_LANGUAGE} wanted",
                "add some",
            )
    for aspect in topic.aspects:
        if len(topic.questions.get(aspect, {})) < 3:
            yield Problem(
                file,
                located.line(("questions", aspect)),
                f"{aspect} is asked in fewer than three registers",
                "add example questions",
            )


def _check_unique(
    file: Path, located: Located, topic: Topic, topics: dict[str, Path], aliases: dict[str, tuple[str, Path]]
) -> Iterator[Problem]:
    if topic.id in topics:
        yield Problem(file, located.line(("id",)), f"id {topic.id} is also in {topics[topic.id]}", "choose another id")
    topics[topic.id] = file
    for index, alias in enumerate(topic.aliases):
        key = " ".join(alias.lower().split())
        other = aliases.setdefault(key, (topic.id, file))
        if other[0] != topic.id:
            yield Problem(
                file,
                located.line(("aliases", index)),
                f"alias {alias!r} also belongs to {other[0]}",
                "keep it where it says most",
            )


def _check_messages(file: Path, located: Located) -> Iterator[Problem]:
    if not isinstance(located.data, dict):
        yield Problem(file, 1, "no messages", "write key: {text: {en, bn, hi}}")
        return
    for key, value in ((str(key), value) for key, value in located.data.items()):
        try:
            message = BotMessage.model_validate(value)
        except ValidationError as error:
            yield from _schema_problems(file, located, error, (str(key),))
            continue
        yield from _check_level(file, located, (key, "text"), message.text)
        for language in LANGUAGES:
            if (
                file.stem == "buttons"
                and not key.startswith("aspect_name")
                and _length(message.text[language]) > BUTTON_LIMIT
            ):
                yield Problem(
                    file,
                    located.line((key, "text", language)),
                    f"{key}: longer than {BUTTON_LIMIT} characters",
                    "shorten it",
                )


def _check_records(
    file: Path,
    located: Located,
    model: type[_Records],
    faults: Callable[[_Records, Collection[str]], Iterator[Fault]],
    known: Collection[str],
) -> Iterator[Problem]:
    """A list of names (places, trades); `known`: the ids of all files of its kind."""
    try:
        records = model.model_validate(located.data)
    except ValidationError as error:
        yield from _schema_problems(file, located, error)
        return
    for fault in faults(records, known):
        yield Problem(file, located.line(fault.path), fault.message, fault.mend)


def placeholders(text: str) -> set[str] | None:
    """Names in braces; None if braces do not match, or hold more than a name."""
    try:
        return set(_placeholder_list(text))
    except ValueError:
        return None


def _placeholder_list(text: str) -> list[str]:
    found: list[str] = []
    for _, name, layout, conversion in string.Formatter().parse(text):
        if layout or conversion:
            raise ValueError("more than a name in braces")
        if name is not None:
            found.append(name)
    return found


def _numbers(text: str) -> Counter[str]:
    plain = _NAMED_NUMBER.sub(" ", re.sub(r"\{[^}]*\}", " ", text.translate(_DIGITS)))
    plain = re.sub(r"(?m)^\s*\d+[.)]\s", " ", plain)  # step numbers
    return Counter(number.replace(",", "") for number in re.findall(r"\d[\d,]*(?:\.\d+)?", plain))


def _length(text: str) -> int:
    """Length as a reader sees it: grapheme clusters."""
    return len(regex.findall(r"\X", text))
