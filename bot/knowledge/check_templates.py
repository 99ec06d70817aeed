"""Message templates: what WhatsApp would refuse, and what would send a message to people who did not ask for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pydantic import ValidationError

from bot.knowledge.check_levels import check_by_hand, numbers
from bot.knowledge.model import LANGUAGES, Language, Trilingual
from bot.knowledge.problems import Place, Problem, Spot, schema_problems
from bot.knowledge.templates import BODY_LIMIT, Category, ParametersError, Template, parse, pieces, places

FOOTER_LIMIT, TITLE_LIMIT, MOST_BUTTONS = 60, 25, 10
TTL: dict[Category, tuple[int, int]] = {"utility": (30, 43_200), "marketing": (43_200, 2_592_000)}
"""Least and most seconds that WhatsApp lets a template of a category be delivered in."""
WORDS_A_PLACE = 3
"""Fewer words for each place and WhatsApp refuses a text as too short for its places (observed, not documented)."""

_BRACED = re.compile(r"\{+[^{}]*\}+|[{}]")
_PLACE = re.compile(r"\{\{[1-9][0-9]*\}\}")
_WORD = re.compile(r"\w")
_GAPS = re.compile(r"\n{3,}| {5,}|\t")
_MARKS = re.compile(r"[*_~`]|[\U0001F000-\U0001FAFF\u2600-\u27BF]")


class TemplatesCheck:
    """Checks one file after the other and remembers what must not stand twice."""

    def __init__(self) -> None:
        self._texts: dict[tuple[Language, str], str] = {}

    def problems(self, spot: Spot) -> Iterator[Problem]:
        """What is wrong in the file of a template."""
        try:
            template = parse(spot.located.data)
        except ValidationError as error:
            yield from schema_problems(spot, error)
            return
        yield from _head(spot, template)
        for language in LANGUAGES:
            faults = list(_places(spot, template, language))
            yield from faults or _lengths(spot, template, language)
        yield from _level(spot, ("text",), template.text)
        yield from check_by_hand(spot, ("text",), template.text)
        yield from _below(spot, template)
        yield from self._twice(spot, template)

    def _twice(self, spot: Spot, template: Template) -> Iterator[Problem]:
        for language in LANGUAGES:
            key = (language, " ".join(template.text[language].split()))
            other = self._texts.setdefault(key, template.name)
            if other != template.name:
                mend = "WhatsApp refuses a second template with the same text: use that one, or word this differently"
                yield spot.problem(("text", language), f"the same text as {other}", mend)


def _head(spot: Spot, template: Template) -> Iterator[Problem]:
    if template.name != spot.file.stem:
        message = f"name is {template.name}, the file is {spot.file.name}"
        yield spot.problem(("name",), message, "give both the same name")
    if (template.category == "marketing") != (template.purpose == "announcements"):
        message = f"category {template.category} does not fit purpose {template.purpose}"
        mend = "announcements are marketing; what a person asked for or takes part in is utility"
        yield spot.problem(("category",), message, mend)
    least, most = TTL[template.category]
    if template.ttl_seconds is not None and not least <= template.ttl_seconds <= most:
        message = f"ttl_seconds is {template.ttl_seconds}, for {template.category} {least} to {most}"
        yield spot.problem(("ttl_seconds",), message, "change it, or leave it out for 30 days")
    names = [parameter.name for parameter in template.parameters]
    for number, name in enumerate(names):
        if name in names[:number]:
            message = f"parameter {name} stands twice"
            yield spot.problem(("parameters", number, "name"), message, "give each a name of its own")


def _places(spot: Spot, template: Template, language: Language) -> Iterator[Problem]:
    """The places of a text: each parameter once, between words."""
    at, text = ("text", language), template.text[language]
    for braced in _BRACED.findall(text):
        if not _PLACE.fullmatch(braced):
            message = f"{braced} is no place of a template"
            yield spot.problem(at, message, "write {{1}}, {{2}} ... with western digits and without spaces")
            return
    found, wanted = places(text), range(1, len(template.parameters) + 1)
    if sorted(found) != list(wanted):
        has = ", ".join(f"{{{{{number}}}}}" for number in found) or "none"
        message = f"text.{language} has the places {has}, the parameters are {len(wanted)}"
        yield spot.problem(at, message, "use {{1}}, {{2}} ... each once, one for each parameter")
        return
    if not found:
        return
    first, *between, last = pieces(text)
    if not _WORD.search(first) or not _WORD.search(last):
        message = f"text.{language} begins or ends with a place"
        yield spot.problem(at, message, "put words before the first and after the last one")
    if any(not piece.strip() for piece in between):
        yield spot.problem(at, f"text.{language} has two places side by side", "put a word between them")
    words = len(text.split())
    if words <= WORDS_A_PLACE * len(found):
        message = f"text.{language} has {words} words for {len(found)} places"
        yield spot.problem(at, message, f"write more than {WORDS_A_PLACE} words a place, or use fewer places")


def _lengths(spot: Spot, template: Template, language: Language) -> Iterator[Problem]:
    """The text as it is submitted and as it may read."""
    at, text = ("text", language), template.text[language]
    if len(text) > BODY_LIMIT:
        yield spot.problem(at, f"text.{language} has {len(text)} characters, at most {BODY_LIMIT}", "shorten it")
        return
    if _GAPS.search(text):
        message = f"text.{language} has a tab, five spaces or three line breaks in a row"
        yield spot.problem(at, message, "leave at most one line empty, and one space between words")
    try:
        template.body(language, template.examples(language))
    except ParametersError as error:
        yield spot.problem(("parameters",), f"{language}: {error}", "give examples as they may really be")


def _below(spot: Spot, template: Template) -> Iterator[Problem]:
    """Footer, buttons and link."""
    if template.footer is not None:
        yield from _short(spot, ("footer",), template.footer, FOOTER_LIMIT)
        yield from _level(spot, ("footer",), template.footer)
    if len(template.buttons) > MOST_BUTTONS:
        message = f"{len(template.buttons)} buttons, at most {MOST_BUTTONS}"
        yield spot.problem(("buttons", MOST_BUTTONS), message, "leave the others out")
    titles: list[tuple[Place, Trilingual]] = [
        (("buttons", number, "title"), button.title) for number, button in enumerate(template.buttons)
    ]
    if template.link is not None:
        titles.append((("link", "title"), template.link.title))
    for place, title in titles:
        yield from _short(spot, place, title, TITLE_LIMIT)
    yield from _distinct(spot, template)


def _distinct(spot: Spot, template: Template) -> Iterator[Problem]:
    for language in LANGUAGES:
        seen: set[str] = set()
        for number, button in enumerate(template.buttons):
            if button.title[language] in seen:
                message = f"two buttons are called {button.title[language]!r}"
                yield spot.problem(("buttons", number, "title", language), message, "give each a title of its own")
            seen.add(button.title[language])


def _short(spot: Spot, at: Place, text: Trilingual, limit: int) -> Iterator[Problem]:
    """A text of one line, without places and without signs that are not letters."""
    where = ".".join(map(str, at))
    for language in LANGUAGES:
        value, place = text[language], (*at, language)
        if len(value) > limit:
            yield spot.problem(place, f"{where} has {len(value)} characters, at most {limit}", "shorten it")
        if "\n" in value or _BRACED.search(value) or _MARKS.search(value):
            message = f"{where} has a line break, a place, an emoji or a sign for bold letters"
            yield spot.problem(place, message, "write plain words in one line")


def _level(spot: Spot, at: Place, text: Trilingual) -> Iterator[Problem]:
    """The three languages must hold the same plain numbers."""
    reference = numbers(_without_places(text["en"]))
    languages: Sequence[Language] = ("bn", "hi")
    for language in languages:
        others = numbers(_without_places(text[language]))
        if others != reference:
            odd = ", ".join(sorted(((others - reference) + (reference - others)).keys()))
            message = f"{'.'.join(map(str, at))}: numbers differ between en and {language}: {odd}"
            yield spot.problem((*at, language), message, "write the same numbers (as digits) in all three languages")


def _without_places(text: str) -> str:
    return _BRACED.sub(" ", text)
