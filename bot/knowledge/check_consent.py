"""Notices of consent: whole, level in the three languages, and short enough to be read in a chat."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import ValidationError

from bot.knowledge.check_levels import check_length, check_level, placeholders
from bot.knowledge.check_topic import BUTTON_LIMIT
from bot.knowledge.consent import COMMON, FULL_LIMIT, PARTS, PLACES, PURPOSES, TEXT_LIMIT, parse, parse_common
from bot.knowledge.model import LANGUAGES, Trilingual
from bot.knowledge.problems import Problem, Spot, schema_problems

_LONGEST_NAME = 40
_TITLES = ("agree", "read", "give", "take_back")


def check_consent(spot: Spot) -> Iterator[Problem]:
    """What is wrong in the file of a purpose, or of what all purposes share."""
    name = spot.file.stem
    if name not in (*PURPOSES, COMMON):
        yield spot.problem((), f"{name} is no purpose", f"name the file {', '.join(PURPOSES)} or {COMMON}")
        return
    try:
        if name == COMMON:
            common = parse_common(spot.located.data)
            texts = {part: getattr(common, part) for part in ("agree", "read", "complain", "desk")}
        else:
            notice = parse(spot.located.data)
            texts = {part: getattr(notice, part) for part in ("name", "give", "take_back", "text", *PARTS)}
            yield from check_length(spot, ("name",), notice.name, _LONGEST_NAME)
            yield from check_length(spot, ("text",), notice.text, TEXT_LIMIT)
            yield from _whole(spot, {part: texts[part] for part in PARTS})
    except ValidationError as error:
        yield from schema_problems(spot, error)
        return
    for title in (title for title in _TITLES if title in texts):
        yield from check_length(spot, (title,), texts[title], BUTTON_LIMIT)
    for part, text in texts.items():
        yield from check_level(spot, (part,), text)
        yield from _places(spot, part, text)


def _places(spot: Spot, part: str, text: Trilingual) -> Iterator[Problem]:
    for language in LANGUAGES:
        for unknown in sorted((placeholders(text[language]) or set()) - PLACES):
            mend = f"use {', '.join(sorted(PLACES))}"
            yield spot.problem((part, language), f"{part}: {{{unknown}}} is no place of a notice", mend)


def _whole(spot: Spot, parts: dict[str, Trilingual]) -> Iterator[Problem]:
    for language in LANGUAGES:
        length = sum(len(text[language]) for text in parts.values())
        if length > FULL_LIMIT:
            message = f"the notice has {length} characters in {language}, at most {FULL_LIMIT}"
            yield spot.problem((PARTS[0], language), message, "shorten its parts")
