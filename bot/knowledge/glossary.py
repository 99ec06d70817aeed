"""Words that answers use and people ask about (`content/glossary/*.yml`): their schema, and where answers use them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from bot.knowledge.model import Aspect, Language, Text, Topic, TopicId, Trilingual
from bot.knowledge.strict import LANGUAGES, Strict
from bot.language.entities.catalogues.forms import Word, read_words

FOLDER = "glossary"
LONGEST = 4  # words of the longest name that is looked for in answers

TermId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=32)]
_Forms = tuple[str, ...]


class Term(Strict):
    """One word and what it means. `aliases`: as people type it; `topic`: where to read on; `offered`: whether answers
    that use the word offer to explain it (false for words that nearly everybody knows)."""

    id: TermId
    name: Trilingual
    aliases: list[Text] = Field(min_length=1)
    text: Trilingual
    topic: TopicId | None = None
    offered: bool = True

    def ways(self) -> tuple[str, ...]:
        """The names and the aliases."""
        return (*(self.name[language] for language in LANGUAGES), *self.aliases)


class GlossaryFile(Strict):
    """One file of `content/glossary`."""

    terms: list[Term] = Field(min_length=1)


def parse(data: Any) -> dict[str, Term]:
    """The terms of a document by their ids. Raises pydantic's ValidationError."""
    return {term.id: term for term in GlossaryFile.model_validate(data or {}).terms}


class Glossary:
    """The terms of one state of the content, and which of them each answer uses. What was found for an answer is kept,
    so that a reply costs a look-up."""

    def __init__(self, terms: Mapping[str, Term] = MappingProxyType({})) -> None:
        self.terms = MappingProxyType(dict(terms))
        self._ways: dict[_Forms, str] = {
            _forms(way): term.id for term in terms.values() for way in term.ways() if _forms(way)
        }
        self._beginnings: dict[str, int] = {}  # first word -> words of the longest name that begins so
        for form in self._ways:
            self._beginnings[form[0]] = max(self._beginnings.get(form[0], 0), len(form))
        self._named: dict[str, frozenset[str]] = {}
        self._used: dict[tuple[str, Aspect, Language], tuple[str, ...]] = {}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Glossary) and self.terms == other.terms

    __hash__ = None  # type: ignore[assignment]

    def used(self, topic: Topic, aspect: Aspect, language: Language) -> tuple[str, ...]:
        """Ids of the terms that an answer uses, in the order of its text."""
        key = (topic.id, aspect, language)
        if key not in self._used:
            self._used[key] = self.found(topic.aspects[aspect][language]) if aspect in topic.aspects else ()
        return self._used[key]

    def used_in_any(self, topic: Topic, aspect: Aspect) -> tuple[str, ...]:
        """Ids of the terms that an answer uses in one of the languages."""
        return tuple(dict.fromkeys(one for language in LANGUAGES for one in self.used(topic, aspect, language)))

    def names(self, topic: Topic) -> frozenset[str]:
        """Ids of the terms that are names of a topic itself."""
        if topic.id in self._named:
            return self._named[topic.id]
        ways = (*topic.aliases, *(topic.button[language] for language in LANGUAGES))
        named = {self._ways[form] for form in map(_forms, ways) if form in self._ways}
        named |= {term.id for term in self.terms.values() if term.topic == topic.id}
        return self._named.setdefault(topic.id, frozenset(named))

    def found(self, text: str) -> tuple[str, ...]:
        """Ids of the terms in a text, each once; a longer name takes the words from shorter ones inside it."""
        words = read_words(text)
        found: dict[str, None] = {}
        at = 0
        while at < len(words):
            length, term = self._at(words, at)
            if term is not None:
                found[term] = None
            at += length
        return tuple(found)

    def _at(self, words: Sequence[Word], first: int) -> tuple[int, str | None]:
        word = words[first]
        longest = max(self._beginnings.get(form, 0) for form in (word.form, *word.stems))
        for length in range(min(longest, LONGEST, len(words) - first), 0, -1):
            *before, last = words[first : first + length]
            if any(not word.follows for word in (*before[1:], *([last] if before else []))):
                continue
            start = tuple(word.form for word in before)
            for ending in (last.form, *last.stems):
                if (term := self._ways.get((*start, ending))) is not None:
                    return length, term
        return 1, None


def _forms(way: str) -> _Forms:
    return tuple(word.form for word in read_words(way))
