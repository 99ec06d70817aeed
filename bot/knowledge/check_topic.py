"""One topic: what must be there, how long it may be, and whether its figures and texts fit together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Set

from bot.knowledge.check_levels import check_by_hand, check_length, check_level, length, placeholders
from bot.knowledge.conditions import Fits
from bot.knowledge.figures import names as figure_names
from bot.knowledge.model import LANGUAGES, Topic, Trilingual
from bot.knowledge.problems import Problem, Spot

ANSWER_LIMIT = 900
TITLE_LIMIT = 60
BRIEF_LIMIT = 240
POINT_LIMIT = 90
BUTTON_LIMIT = 20  # WhatsApp's limit of a reply button, the narrowest of our channels
ASPECTS_WANTED = 4
COMPARED_AREAS = ("schemes", "loans")
"""Areas whose topics people compare, so that each needs `points`."""


def check_topic(
    spot: Spot, topic: Topic, shared: Set[str], register: Collection[str], today: dt.date
) -> Iterator[Problem]:
    """Everything of a topic by itself except its questions. `shared`: names of the figures that all topics may use;
    `register`: ids of the register of facts (empty: there is none here to compare with)."""
    yield from _check_head(spot, topic, today)
    yield from _check_wanted(spot, topic, register)
    for aspect, answer in topic.aspects.items():
        path: tuple[str, ...] = ("aspects", aspect)
        yield from check_length(spot, path, answer, ANSWER_LIMIT)
        yield from check_by_hand(spot, path, answer)
        yield from check_level(spot, path, answer)
    for path, (text, limit) in _short_texts(topic).items():
        yield from check_length(spot, path, text, limit)
        yield from check_by_hand(spot, path, text)
        yield from check_level(spot, path, text)
    if topic.status_note is not None:
        yield from check_level(spot, ("status_note",), topic.status_note)
        for language in LANGUAGES:
            if placeholders(topic.status_note[language]):
                place = ("status_note", language)
                yield spot.problem(place, "status_note cannot hold {names}", "move the figure into an answer")
    yield from _check_figures(spot, topic, shared)


def _check_head(spot: Spot, topic: Topic, today: dt.date) -> Iterator[Problem]:
    file = spot.file
    if topic.id != file.stem:
        yield spot.problem(("id",), f"id is {topic.id}, the file is {file.name}", "give both the same name")
    if topic.area != file.parent.name:
        message = f"area is {topic.area}, the folder is {file.parent.name}"
        yield spot.problem(("area",), message, "give both the same name")
    if topic.verified_on > today:
        mend = "write the day on which the facts were checked"
        yield spot.problem(("verified_on",), "verified_on lies in the future", mend)
    for name, text, limit in (("title", topic.title, TITLE_LIMIT), ("button", topic.button, BUTTON_LIMIT)):
        for language in LANGUAGES:
            if length(text[language]) > limit:
                yield spot.problem((name, language), f"{name} longer than {limit} characters", "shorten it")
    if len(topic.aspects) < ASPECTS_WANTED:
        yield spot.problem(("aspects",), "fewer than four aspects", "add those that people will ask for")


def _check_wanted(spot: Spot, topic: Topic, register: Collection[str]) -> Iterator[Problem]:
    """Parts that the schema leaves optional and that every topic must have."""
    if topic.brief is None:
        yield spot.problem(("brief",), "brief is missing", "say the subject in one or two sentences")
    if topic.area in COMPARED_AREAS and not topic.points:
        mend = "say in a few words what people compare it by: for_whom, gives, limit ..."
        yield spot.problem(("points",), "points is missing", mend)
    if not topic.facts:
        yield spot.problem(("facts",), "facts is missing", "name the entries of the register that the figures are from")
    for index, fact in enumerate(topic.facts):
        if register and fact not in register:
            mend = "correct the id, or add the entry to tests/content/facts.tsv"
            yield spot.problem(("facts", index), f"{fact} is not in the register of facts", mend)


def _short_texts(topic: Topic) -> dict[tuple[str, ...], tuple[Trilingual, int]]:
    """The brief, the points of comparison and what else must hold, each with its longest length."""
    texts: dict[tuple[str, ...], tuple[Trilingual, int]] = {
        ("points", name): (text, POINT_LIMIT) for name, text in topic.points.items()
    }
    if topic.brief is not None:
        texts["brief",] = topic.brief, BRIEF_LIMIT
    if topic.fits is not None and topic.fits.also is not None:
        texts["fits", "also"] = topic.fits.also, POINT_LIMIT
    return texts


def _check_figures(spot: Spot, topic: Topic, shared: Set[str]) -> Iterator[Problem]:
    """Every name that is used must be known, every figure used, none of them hide a shared one."""
    known = figure_names(topic.figures) | shared
    used: set[str] = set(_figures_in(topic.fits))
    texts: dict[tuple[str, ...], Trilingual] = {("aspects", name): text for name, text in topic.aspects.items()}
    texts |= {path: text for path, (text, _) in _short_texts(topic).items()}
    for path, text in texts.items():
        for language in LANGUAGES:
            names = placeholders(text[language]) or set()
            used |= names
            for name in sorted(names - known):
                message, mend = f"{{{name}}} is not under figures", "add it there or correct the name"
                yield spot.problem((*path, language), message, mend)
    for name in sorted(topic.figures.keys() & shared):
        yield spot.problem(("figures", name), f"figure {name} is in figures.yml too", "remove it here")
    for name in sorted(set(_figures_in(topic.fits)) - known):
        yield spot.problem(("fits",), f"fits: {name} is not under figures", "add it there or correct the name")
    for name in sorted(name for name in topic.figures if not used & {name, f"{name}_since"}):
        yield spot.problem(("figures", name), f"figure {name} is used in no answer", "use it or remove it")


def _figures_in(fits: Fits | None) -> Iterator[str]:
    """Names of figures that the conditions refer to."""
    waiting = list(fits.all) if fits else []
    while waiting:
        condition = waiting.pop()
        waiting.extend([*condition.any, *condition.all])
        yield from (bound for bound in (condition.min, condition.max) if isinstance(bound, str))
