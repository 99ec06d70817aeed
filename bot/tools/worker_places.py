"""Where a worker lives and where they worked, told apart in one message."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from typing import Any, Final, NamedTuple

import regex  # type: ignore[import-untyped,unused-ignore]

from bot.knowledge.library import Content
from bot.knowledge.model import LANGUAGES
from bot.language import for_matching, tokenize
from bot.language.entities.catalogues.forms import read_words
from bot.language.entities.catalogues.phrases import Phrase, PhraseIndex
from bot.language.entities.catalogues.places import FoundPlace
from bot.language.fold import fold_light
from bot.language.roman.readable import readable
from bot.tools.base import Heard, Known
from bot.tools.choosing import find_choice
from bot.tools.worker_slots import (
    CHANGING,
    DISTRICT,
    DISTRICTS,
    ELSEWHERE,
    HERE,
    LAST_PLACE,
    LAST_STATE,
    LONGEST_PLACE,
    PLACE,
    district,
    open_districts,
)
from bot.tools.worker_words import adds, corrects, denial, pattern

_GROUP: Final = "state."
_LONGEST_ANSWER: Final = 6  # words: a longer one is a story, not the name of a place
_HOME: Final = pattern(
    r"\b(?:bari|baari|barir|home|ghar|house|live|living|stay|staying|thaki|rehta|rahta|rehti|rahti|district|jela|jila|zila|zilla|block|village|"
    r"gram|gaon|gao|thana|native|address|thikana|from)\b|বাড়ি|থাকি|জেলা|ব্লক|গ্রাম|থানা|ঠিকানা|घर|रहता|रहती|ज़िला|जिला|ज़िले|जिले|ब्लॉक|गाँव|गांव|थाना|पता"
)
_WORKED: Final = pattern(
    r"\b(?:kaj|kaaj|kaam|kam|work(?:ed|ing)?|chilam|chhilam|chilo|korechi|kortam|firechi|firlam|phirechi|eshechi|esechi|lauta|lauti|returned|back|"
    r"last|sesh|company|site|tha|thi|bochor|bochhor|saal|sal|years?|theke|se)\b|কাজ|ছিলাম|করেছি|করতাম|ফিরেছি|ফিরে|বছর|থেকে|काम|था|थी|लौटा|लौटी|साल|किया|से"
)
_END: Final = regex.compile(r"[,।\n]")
_ENDING: Final = 3  # letters of "Gujarat-er", "গুজরাটের"
_NEAR: Final = 18  # characters around a place in which a word says what it is


class State(NamedTuple):
    """A state or country that a message names in `message[start:end]`; `said`: its town there, if one is named."""

    id: str
    said: str
    start: int
    end: int


def states(text: str, content: Content, *, asked: bool = False) -> list[State]:
    """The states in which somebody worked, by their own names or by those of their towns, in order; denied ones are
    left out. West Bengal counts only as an answer (`asked`)."""
    keys = [key for key in content.choices if key.startswith(_GROUP) and key != f"{_GROUP}{ELSEWHERE}"]
    keys = [key for key in keys if asked or key != f"{_GROUP}{HERE}"]
    names = tuple(_names(key, content, asked) for key in keys)
    ids = [key.removeprefix(_GROUP) for key in keys]
    words = read_words(text)
    found: list[State] = []
    for hit in _index(names).hits(words, far=asked):
        start, end = words[hit.first].start, words[hit.last].end
        if len(hit.targets) != 1 or (hit.score < 95 and not asked) or denial(text, start, end) is not None:
            continue
        state = ids[next(iter(hit.targets))]
        said = text[start:end]
        if found and found[-1].id == state and not text[found[-1].end : start].strip(" ,.-()"):
            before = found.pop()  # "Kochi, Kerala" is one place
            said, start = (said if _names_state(before.said, state, content) else before.said), before.start
        found.append(State(state, said, start, end))
    return found


def _names_state(said: str, state: str, content: Content) -> bool:
    """Whether these are the state's own name, with or without an ending, and not that of a town there."""
    title = content.choices[f"{_GROUP}{state}"].title
    form = for_matching(said)
    if fold_light(form) in {fold_light(for_matching(title[language])) for language in LANGUAGES}:
        return True
    own = [for_matching(title[language]) for language in LANGUAGES]
    return any(form.startswith(name) and len(form) - len(name) <= _ENDING for name in own)


def last_place(text: str, heard: Heard, *, asked: bool, taken: Collection[str]) -> dict[str, Any]:
    """Where the person worked last, with its state; no place beside it if only the state was named. `asked`: it was
    just asked for, so that a place in West Bengal and one that nobody listed count; `taken`: what the
    message says already."""
    content = heard.context.content
    found = states(text, content, asked=asked)
    if found:
        last = found[-1]
        town = "" if _names_state(last.said, last.id, content) else last.said
        return {LAST_PLACE: town[:LONGEST_PLACE], LAST_STATE: last.id}
    if not asked or DISTRICT in taken:
        return {}
    here = content.places.find(text, expected=True) if content.places is not None else []
    if here:
        return {LAST_PLACE: here[-1].name, LAST_STATE: HERE}
    words = tokenize(text)
    wordy = any(char.isalpha() for char in text) and not any(char.isdecimal() for char in text)
    if not taken and wordy and len(words) <= _LONGEST_ANSWER and heard.intent in ("nlu_fallback", "out_of_scope", ""):
        return {LAST_PLACE: text.strip()[:LONGEST_PLACE], LAST_STATE: ELSEWHERE}
    return {}


def home(text: str, asked: str | None, known: Known, content: Content, skip: list[tuple[int, int]]) -> dict[str, Any]:
    """District, and block or town. `skip`: parts of the message that are something else (a name, a state)."""
    wanted = asked == DISTRICT or known.get(CHANGING) == DISTRICT
    if asked == DISTRICT and (among := open_districts(known)):
        chosen = find_choice(text, tuple(district(name) for name in among), content, asked=True)
        chosen = chosen or _told_apart(text, among, content)
        if chosen is not None:
            return {DISTRICT: chosen.replace("_", "-"), DISTRICTS: None}
    if content.places is None:
        return {}
    found = [
        place
        for place in content.places.find(text, expected=wanted)
        if not any(place.start < end and start < place.end for start, end in skip)
    ]
    kept = [place for place in found if denial(text, place.start, place.end) is None]
    if asked == LAST_PLACE:
        taken_back = any(place not in kept and known.get(DISTRICT) in place.districts for place in found)
        kept = [place for place in kept if taken_back or _is_home(text, place)]
    elif not wanted:
        lived = [place for place in kept if not _is_where_they_worked(text, place)]
        kept = lived if lived or known.get(DISTRICT) else kept
    if not kept:
        return {}
    return _located(_of_one_district(text, kept, bool(known.get(DISTRICT))), known)


def _told_apart(text: str, among: list[str], content: Content) -> str | None:
    """The one district whose name has a word of the message that the others have not ("dokkhin" of the two
    Parganas)."""
    names = {name: _words_of(district(name).key, content) for name in among}
    said = {fold_light(for_matching(token.text)) for token in tokenize(text)}
    meant = [
        name
        for name, words in names.items()
        if said & (words - set[str]().union(*(other for one, other in names.items() if one != name)))
    ]
    return meant[0] if len(meant) == 1 else None


def _words_of(key: str, content: Content) -> set[str]:
    """The words of a choice's titles, in native and in roman letters."""
    title = content.choices[key].title
    ways = [title[language] for language in LANGUAGES]
    return {fold_light(for_matching(token.text)) for way in (*ways, *map(readable, ways)) for token in tokenize(way)}


def _is_home(text: str, place: FoundPlace) -> bool:
    before = text[max(0, place.start - _NEAR) : place.start]
    return _HOME.search(before) is not None or _HOME.search(_behind(text, place)) is not None


def _behind(text: str, place: FoundPlace) -> str:
    """What follows a place in its own clause."""
    return str(_END.split(text[place.end : place.end + _NEAR])[0])


def _is_where_they_worked(text: str, place: FoundPlace) -> bool:
    before = text[max(0, place.start - _NEAR) : place.start]
    after = _behind(text, place)
    return _HOME.search(before) is None and _WORKED.search(after) is not None and _HOME.search(after) is None


def _of_one_district(text: str, places: list[FoundPlace], corrected: bool) -> list[FoundPlace]:
    """The places of the district that the message means: of several the one that a word for home stands by, or the last
    in a correction, else the first."""
    if len({place.districts for place in places}) == 1:
        return places
    named = [place for place in places if _HOME.search(text[max(0, place.start - _NEAR) : place.start])]
    last = corrected or corrects(text) or adds(text)
    main = named[0] if named else places[-1] if last else places[0]
    return [place for place in places if set(place.districts) & set(main.districts)]


def _located(places: list[FoundPlace], known: Known) -> dict[str, Any]:
    districts = set.intersection(*(set(place.districts) for place in places))
    among = sorted(districts or set(places[0].districts))
    inside = [place.name for place in places if place.kind != "district"]
    place = inside[-1] if inside else None
    if len(among) > 1:
        return {DISTRICT: None, DISTRICTS: among, PLACE: place}
    if place is None and known.get(DISTRICT) == among[0]:
        return {DISTRICT: among[0], DISTRICTS: None}  # the district again: the block stays
    return {DISTRICT: among[0], DISTRICTS: None, PLACE: place}


def _names(key: str, content: Content, asked: bool) -> tuple[str, ...]:
    text = content.choices[key]
    return (text.title.bn, text.title.hi, text.title.en, *text.aliases, *(text.when_asked if asked else ()))


@lru_cache(maxsize=8)
def _index(names: tuple[tuple[str, ...], ...]) -> PhraseIndex:
    """A title may have been shown in roman letters."""
    return PhraseIndex(
        Phrase(way, place)
        for place, ways in enumerate(names)
        for way in dict.fromkeys((*ways, *map(readable, ways[:3])))
        if for_matching(way).strip()
    )
