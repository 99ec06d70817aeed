"""Finds the choices of a question in what a person typed: its number, its title, an alias, also inside a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from bot.knowledge.library import Content
from bot.knowledge.model import LANGUAGES
from bot.language import for_matching
from bot.language.entities.catalogues.forms import read_words
from bot.language.entities.catalogues.phrases import Phrase, PhraseIndex
from bot.language.entities.numbers import find_numbers
from bot.language.roman.readable import readable
from bot.tools.base import Choice
from bot.tools.words import negated

_NUMBER_WORDS = 6  # "1 ar 3", "1, 2 and 5": more words are no list of numbers


def find_choices(
    text: str, choices: Sequence[Choice], content: Content, *, asked: bool = False, numbers: bool = True
) -> list[str]:
    """The values of the choices that a message names, in its order, each once; denied ones are left out.

    A title in any of the three languages, in native or roman letters, and every alias counts, misspelt ones too where
    no other word is meant. `asked`: the question was just put, so that bare words (`when_asked`) and numbers count;
    `numbers`: whether a number means the choice at that place.
    """
    if asked and numbers and (listed := _by_number(text, choices)):
        return listed
    words = read_words(text)
    if not words or not choices:
        return []
    index = _index(tuple(_ways(choice.key, content, asked) for choice in choices))
    forms = [word.form for word in words]
    found: dict[str, None] = {}
    for hit in index.hits(words, bold=asked and len(words) <= _NUMBER_WORDS):
        if not negated(forms, hit.first, hit.last) and len(hit.targets) == 1:
            found[choices[next(iter(hit.targets))].value] = None
    return list(found)


def find_choice(
    text: str, choices: Sequence[Choice], content: Content, *, asked: bool = False, numbers: bool = True
) -> str | None:
    """The one choice that a message names; None if it names none or several."""
    found = find_choices(text, choices, content, asked=asked, numbers=numbers)
    return found[0] if len(found) == 1 else None


def _by_number(text: str, choices: Sequence[Choice]) -> list[str]:
    words = read_words(text)
    found = find_numbers(text)
    places = [int(number.value) for number in found if number.value == int(number.value)]
    if not places or len(words) > _NUMBER_WORDS or len(places) != len(found):
        return []
    joins = {word.form for word in words if not any(n.start <= word.start < n.end for n in found)}
    if not joins <= _JOINS or any(not 1 <= place <= len(choices) for place in places):
        return []
    return list(dict.fromkeys(choices[place - 1].value for place in places))


_JOINING = "and or number no option ar ebong o aur nombor nambar ta wala আর এবং ও নম্বর নং টা और या नंबर वाला"
_JOINS = frozenset(for_matching(word) for word in _JOINING.split(" "))


def _ways(key: str, content: Content, asked: bool) -> tuple[str, ...]:
    """All ways of saying a choice; a choice that is a button of the bot's own is said by its title."""
    text = content.choices.get(key)
    if text is None:
        titles, more = content.buttons[key].text, []
    else:
        titles, more = text.title, [*text.aliases, *(text.when_asked if asked else ())]
    # A title may have been shown in roman letters, with what stands in its brackets or without it.
    ways = {*more, *(form for lang in LANGUAGES for form in (titles[lang], readable(titles[lang])))}
    ways |= {way.split("(")[0] for way in ways if "(" in way}
    return tuple(sorted(way for way in ways if way.strip()))


@lru_cache(maxsize=128)
def _index(names: tuple[tuple[str, ...], ...]) -> PhraseIndex:
    return PhraseIndex(Phrase(way, place) for place, ways in enumerate(names) for way in ways)
