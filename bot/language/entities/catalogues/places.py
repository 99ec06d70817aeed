"""Districts, blocks, towns and localities of West Bengal in a message. The names themselves are content
(`content/places`); here is only how they are found.

A name that several districts share ("24 parganas", "Bardhaman", "Bishnupur") is given back with all of them, so
that the caller asks; a neighbour in the same message ("Bishnupur, Bankura") settles it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Literal, NamedTuple

from bot.language.entities.catalogues.forms import Word, read_words
from bot.language.entities.catalogues.phrases import Hit, Phrase, PhraseIndex, claimed
from bot.language.normalise import for_matching

PlaceKind = Literal["district", "block", "town", "locality"]

_RANK: Final[dict[PlaceKind, int]] = {"district": 0, "town": 1, "block": 2, "locality": 3}
_ROMAN_NUMERALS: Final = ("", "I", "II", "III")
_NUMERALS: Final = {"bn": ("", "১", "২", "৩"), "hi": ("", "1", "2", "3")}
# The two alphabets stand in the same order, 128 signs apart.
_IN_DEVANAGARI: Final = {code: code - 0x80 for code in range(0x0981, 0x09F0)} | {0x09CE: "त्"}
_AS_IN_HINDI: Final = {"\u092f\u093c": "\u092f", "\u095f": "\u092f", "ङ्": "ं", "ङ": "ंग"}


def _in_devanagari(bengali: str) -> str:
    """A name in Bengali letters as it is written in Hindi."""
    text = bengali.translate(_IN_DEVANAGARI)
    for letters, hindi in _AS_IN_HINDI.items():
        text = text.replace(letters, hindi)
    return text


def _forms(text: str) -> frozenset[str]:
    return frozenset(map(for_matching, text.split()))


_NUMBERS: Final[Mapping[str, int]] = {
    for_matching(word): number
    for number, forms in enumerate(
        ("", "1 i one ek এক एक ১", "2 ii two dui do দুই दो ২", "3 iii three tin teen তিন तीन ৩")
    )
    for word in forms.split()
}
_BLOCK: Final = _forms("block blok blck bloc ব্লক ব্লকের ব্লকে ब्लॉक ब्लाक blocke blocker bdo বিডিও panchayat পঞ্চায়েত")
_TOWN: Final = _forms(
    "municipality corporation pourasabha pourosova poursava পৌরসভা পুরসভা পৌরসভার পুরসভার town shohor শহর शहर"
)
_STATION: Final = _forms("thana থানা থানার थाना ps police")
_NUMBER_WORD: Final = _forms("no nos number nombor nambar nong নং নম্বর নম্বরের नंबर नं")
_HONORIFICS: Final = _forms(
    "sir madam mam babu saheb sahab sahib bhai vai da dada di didi ji sar bou boudi kaku jethu স্যার ম্যাডাম বাবু সাহেব ভাই দা দাদা"
    " দিদি দি জি বৌদি সর সার सर मैडम बाबू साहब साहेब भाई दादा दीदी जी"
)
_BETWEEN: Final = (
    _BLOCK
    | _TOWN
    | _STATION
    | _NUMBER_WORD
    | _forms("jela jila zila zilla district dist dt জেলা জেলার জিলা ज़िला जिला ज़िले जिले er r e te এর র এ তে me mein में in")
    | _NUMBERS.keys()
)
_WORDS_OF_AN_ANSWER: Final = 2  # who says more than a name and its district has asked something else


class PlaceEntry(NamedTuple):
    """A place as it is listed. `districts`: ids; `aliases`: other names and spellings in any script; `parts`: a
    block that is divided into so many numbered ones (Kaliachak I, II and III), 1 if it is not; `bengali`, `hindi`: how
    it is written there, where that is known.
    """

    name: str
    kind: PlaceKind
    districts: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    parts: int = 1
    bengali: str = ""
    hindi: str = ""


class FoundPlace(NamedTuple):
    """A place that a message names: `text[start:end]`.

    `name`: the English name as listed, with the number of the block if one was said; `districts`: ids, more than
    one if the name alone does not tell which; `score`: 100 as listed, less the more the spelling differs.
    """

    name: str
    kind: PlaceKind
    districts: tuple[str, ...]
    start: int
    end: int
    score: float


class PlaceIndex:
    """Finds places in messages."""

    def __init__(
        self,
        entries: Iterable[PlaceEntry],
        ordinary: Iterable[str] = (),
        elsewhere: Iterable[str] = (),
        other_meanings: Iterable[str] = (),
    ) -> None:
        """`ordinary`: names and spellings that are everyday words as well (para, bali, sagar): taken for a place only
        when one was asked for, or before "block" or "thana". `elsewhere`: places outside the state, which must not
        be taken for misspelled ones inside; `other_meanings`: phrases that hold a name and mean something else
        ("fruit canning").
        """
        self._entries = tuple(entries)
        self._by_name = {entry.name: entry for entry in self._entries if entry.kind != "district"}
        self._index = PhraseIndex(
            (
                Phrase(text, number)
                for number, entry in enumerate(self._entries)
                for text in {entry.name, *entry.aliases}
            ),
            ordinary,
            elsewhere,
        )
        self._other = PhraseIndex(Phrase(text, 0) for text in other_meanings)

    def written(self, name: str, language: str) -> str:
        """An English name, as `find` gives it, in the letters of another language; where it is not known there, as it
        is. Hindi has the letters of Bengali in another shape."""
        plain, _, number = name.rpartition(" ")
        entry = self._by_name.get(name) or (self._by_name.get(plain) if number in _ROMAN_NUMERALS[1:] else None)
        if entry is None or language == "en" or not entry.bengali:
            return name
        own = entry.bengali if language == "bn" else entry.hindi or _in_devanagari(entry.bengali)
        return own if entry.name == name else f"{own} {_NUMERALS[language][_ROMAN_NUMERALS.index(number)]}"

    def find(self, text: str, *, expected: bool = False) -> list[FoundPlace]:
        """Return the places that a message names, in their order; never raises.

        `expected`: a place has been asked for. Then, in a message that is no longer than an answer, spellings that
        are farther off count too, and a name that is an everyday word as well.
        """
        words = read_words(text)
        found: list[tuple[FoundPlace, int, int]] = []
        answer = expected and self._is_an_answer(words)
        other = self._other.hits(words, far=False)
        for hit in self._index.hits(words, bold=answer):
            if claimed(hit, other):
                continue
            after = words[hit.last + 1 : hit.last + 2]
            if after and after[0].follows and after[0].form in _HONORIFICS:
                continue  # "Chopra sir" is a person
            marked = bool(after) and after[0].follows and after[0].form in _BLOCK | _TOWN | _STATION
            if hit.ordinary and not marked and not answer:
                continue
            place, last = self._place(hit, words)
            if found and hit.first == found[-1][2] + 1 and place[:3] == found[-1][0][:3]:
                before, first, _ = found.pop()  # "salt lake sector v" is one place with two of its names
                found.append((before._replace(end=place.end), first, last))
            else:
                found.append((place, hit.first, last))
        return [
            place._replace(districts=self._settled(place, number, found, words))
            for number, (place, _, _) in enumerate(found)
        ]

    def _is_an_answer(self, words: Sequence[Word]) -> bool:
        said = [word for word in words if not word.plain and word.form not in _BETWEEN]
        return len(said) <= _WORDS_OF_AN_ANSWER

    def _place(self, hit: Hit, words: Sequence[Word]) -> tuple[FoundPlace, int]:
        """What a hit names, and the number of its last word ("Kaliachak 2 no block": that of the 2)."""
        entries = [self._entries[target] for target in sorted(hit.targets)]
        last = hit.last
        number, position = _number_after(words, hit.last)
        numbered = [entry for entry in entries if entry.parts >= number > 0 and entry.parts > 1]
        following = words[position + 1].form if numbered and position + 1 < len(words) else ""
        if not following and hit.last + 1 < len(words):
            following = words[hit.last + 1].form
        if numbered:
            entries, last = numbered, position
        elif following in _BLOCK:
            entries = [entry for entry in entries if entry.kind == "block"] or entries
        elif following in _TOWN:
            entries = [entry for entry in entries if entry.kind == "town"] or entries
        best = min(entries, key=lambda entry: _RANK[entry.kind])
        if best.kind == "district":
            entries = [entry for entry in entries if entry.kind == "district"]
        districts = tuple(sorted({district for entry in entries for district in entry.districts}))
        name = f"{best.name} {_ROMAN_NUMERALS[number]}" if numbered else best.name
        return FoundPlace(name, best.kind, districts, words[hit.first].start, words[last].end, hit.score), last

    def _settled(
        self, place: FoundPlace, number: int, found: Sequence[tuple[FoundPlace, int, int]], words: Sequence[Word]
    ) -> tuple[str, ...]:
        """The districts of a place, narrowed by the place that stands right before or after it."""
        if len(place.districts) < 2:
            return place.districts
        for other in (number - 1, number + 1):
            if not 0 <= other < len(found):
                continue
            left, right = sorted((number, other))
            gap = words[found[left][2] + 1 : found[right][1]]
            near = found[other][0].districts
            if len(near) == 1 and near[0] in place.districts and all(word.form in _BETWEEN for word in gap):
                return near
        return place.districts


def _number_after(words: Sequence[Word], last: int) -> tuple[int, int]:
    """The number of a block after word `last`, and which word it is; (0, last) if there is none.

    A number that goes on with another word ("Kaliachak 2 din") counts something else.
    """
    position = last + 1
    while position < len(words) and words[position].follows and words[position].form in _BLOCK | _NUMBER_WORD:
        position += 1
    if position >= len(words) or not words[position].follows:
        return 0, last
    number = _number(words[position])
    after = words[position + 1] if position + 1 < len(words) else None
    close = position == last + 1 and words[position].start - words[last].end <= 1
    ends = after is None or not after.follows or after.form in _BETWEEN
    if number and (ends or (close and words[position].form in ("ii", "iii"))):
        return number, position
    return 0, last


def _number(word: Word) -> int:
    # Three same letters are two in the form of a word: only its length tells III from II.
    if word.form == "ii":
        return word.end - word.start
    return _NUMBERS.get(word.form, 0)
