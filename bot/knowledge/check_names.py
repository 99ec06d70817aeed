"""The bot's own messages and the lists of names (places, trades, choices)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from bot.knowledge.check_levels import check_by_hand, check_level, length
from bot.knowledge.check_topic import BUTTON_LIMIT
from bot.knowledge.model import LANGUAGES, BotMessage
from bot.knowledge.offices import OfficesFile
from bot.knowledge.problems import Problem, Spot, schema_problems
from bot.knowledge.records import Fault

_Records = TypeVar("_Records", bound=BaseModel)


def check_messages(spot: Spot) -> Iterator[Problem]:
    """A file of messages or buttons."""
    data = spot.located.data
    if not isinstance(data, dict):
        yield Problem(spot.file, 1, "no messages", "write key: {text: {en, bn, hi}}")
        return
    for key, value in ((str(key), value) for key, value in data.items()):
        try:
            message = BotMessage.model_validate(value)
        except ValidationError as error:
            yield from schema_problems(spot, error, (key,))
            continue
        yield from check_level(spot, (key, "text"), message.text)
        if spot.file.stem != "buttons" or key.startswith("aspect_name"):
            continue
        for language in LANGUAGES:
            if length(message.text[language]) > BUTTON_LIMIT:
                place = (key, "text", language)
                yield spot.problem(place, f"{key}: longer than {BUTTON_LIMIT} characters", "shorten it")


def check_offices(spot: Spot, topics: Collection[str]) -> Iterator[Problem]:
    """The texts of offices, level in the three languages, and the topics that they name."""
    try:
        offices = OfficesFile.model_validate(spot.located.data).offices
    except ValidationError:
        return  # said already
    for number, office in enumerate(offices):
        for part, text in office.texts():
            yield from check_by_hand(spot, ("offices", number, part), text)
            yield from check_level(spot, ("offices", number, part), text)
        if office.topic is not None and office.topic not in topics:
            place = ("offices", number, "topic")
            yield spot.problem(place, f"there is no topic {office.topic}", "name a topic, or leave it out")


def check_records(
    spot: Spot,
    model: type[_Records],
    faults: Callable[[_Records, Collection[str]], Iterator[Fault]],
    known: Collection[str],
) -> Iterator[Problem]:
    """A list of names (places, trades); `known`: the ids of all files of its kind."""
    try:
        records = model.model_validate(spot.located.data)
    except ValidationError as error:
        yield from schema_problems(spot, error)
        return
    for fault in faults(records, known):
        yield spot.problem(fault.path, fault.message, fault.mend)
