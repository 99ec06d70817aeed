"""The glossary: each word once, explained in the same few words in each language, and no way of typing it for two."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Set

from pydantic import ValidationError

from bot.knowledge.check_levels import check_by_hand, check_level, length, placeholders
from bot.knowledge.check_topic import BUTTON_LIMIT
from bot.knowledge.glossary import GlossaryFile, Term
from bot.knowledge.model import LANGUAGES
from bot.knowledge.problems import Place, Problem, Spot, schema_problems
from bot.language import for_matching

SHORTEST, LONGEST = 100, 300  # characters of an explanation
NAME_LIMIT = BUTTON_LIMIT - 1  # a question mark follows on the button


class GlossaryCheck:
    """Checks one file after the other and remembers what must not stand twice. `topics`: ids of all topics; `shared`:
    names of the figures that all texts may use."""

    def __init__(self, topics: Collection[str], shared: Set[str]) -> None:
        self._topics, self._shared = topics, shared
        self._ids: set[str] = set()
        self._ways: dict[str, str] = {}

    def problems(self, spot: Spot) -> Iterator[Problem]:
        """What is wrong in a file of the glossary."""
        try:
            file = GlossaryFile.model_validate(spot.located.data)
        except ValidationError as error:
            yield from schema_problems(spot, error)
            return
        for number, term in enumerate(file.terms):
            yield from self._term(spot, ("terms", number), term)

    def _term(self, spot: Spot, at: Place, term: Term) -> Iterator[Problem]:
        if term.id in self._ids:
            yield spot.problem((*at, "id"), f"term {term.id} stands twice", "keep one of the two")
        self._ids.add(term.id)
        if term.topic is not None and term.topic not in self._topics:
            yield spot.problem((*at, "topic"), f"there is no topic {term.topic}", "name a topic, or leave it out")
        yield from check_by_hand(spot, (*at, "text"), term.text)
        yield from check_level(spot, (*at, "text"), term.text)
        for language in LANGUAGES:
            if length(term.name[language]) > NAME_LIMIT:
                yield spot.problem((*at, "name", language), f"name longer than {NAME_LIMIT} characters", "shorten it")
            text = term.text[language]
            # The least in letters as they are typed: a sign of Bengali or Hindi is not one of them for a reader.
            characters = len(text) if len(text) < SHORTEST else length(text)
            if not (len(text) >= SHORTEST and characters <= LONGEST):
                message = f"text has {characters} characters, not {SHORTEST} to {LONGEST}"
                yield spot.problem((*at, "text", language), message, "say it in one to three sentences")
            for name in sorted((placeholders(text) or set()) - self._shared):
                mend = "add it to content/figures.yml or leave it out"
                yield spot.problem((*at, "text", language), f"{{{name}}} is no shared figure", mend)
        yield from self._twice(spot, at, term)

    def _twice(self, spot: Spot, at: Place, term: Term) -> Iterator[Problem]:
        for way in term.ways():
            other = self._ways.setdefault(for_matching(way), term.id)
            if other != term.id:
                yield spot.problem((*at, "aliases"), f"{way!r} also means {other}", "keep it where it says most")
