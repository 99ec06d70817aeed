"""What a cell holds, judged by what stands in it and not by the heading above."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex

from bot.knowledge.library import Content
from bot.language import for_matching, to_ascii_digits
from bot.language.entities import FoundPlace, FoundTrade, find_dates, find_name, find_phones
from bot.services.worker_import.headings import Field
from bot.services.worker_import.workbook import FORMULA

_LISTED = 96.0  # likeness of the spelling from which a name is what it is taken for
LEAST_AGE, MOST_AGE = 14, 90
"""Years of age by which a column of ages is known."""
ADULT = 18
"""Years from which people can agree themselves (section 9 of the Digital Personal Data Protection Act 2023)."""
EMPTY = frozenset(
    ("", "-", "--", "---", ".", "x", "na", "n a", "nil", "null", "none", "n/a", "#n/a", "#ref!", "#value!")
)
"""What stands in cells that say nothing, in small letters."""
_DITTO = frozenset(
    (
        "do",
        "-do-",
        "- do -",
        "--do--",
        "do.",
        "ditto",
        "-ditto-",
        '"',
        "''",
        ",,",
        "〃",
        "”",
        "″",
        '"""',
        '-"-',
        "ঐ",
        "-ঐ-",
        "वही",
    )
)
_GENDERS = {
    "man": ("m", "male", "man", "পুরুষ", "পুং", "पुरुष", "purush"),
    "woman": ("f", "female", "woman", "lady", "মহিলা", "স্ত্রী", "নারী", "महिला", "स्त्री", "mohila", "mahila"),
    "other": ("other", "others", "transgender", "t", "third", "অন্যান্য", "তৃতীয় লিঙ্গ", "अन्य", "ট্রান্সজেন্ডার"),
}
_GENDER_OF = {word: meant for meant, words in _GENDERS.items() for word in words}
_ROMAN = re.compile(r"(?<=[A-Za-z])[\s-]+(I{1,3})\b")
_SPREADSHEET_DAY_ONE = dt.date(1899, 12, 30)
_ROUNDED = re.compile(r"[0-9](?:[.,][0-9]+)?[eE]\+?[0-9]{1,2}")


def is_empty(text: str) -> bool:
    """Whether a cell says nothing."""
    return text.strip().lower() in EMPTY


def is_ditto(text: str) -> bool:
    """Whether a cell says "as above"."""
    return text.strip().lower() in _DITTO


def rounded(text: str) -> bool:
    """Whether a spreadsheet has cut a long number short ("9.83E+09")."""
    return _ROUNDED.fullmatch(text.strip()) is not None


def mobiles(text: str) -> list[str]:
    """The mobile numbers of a cell in E.164, each once."""
    return list(dict.fromkeys(phone.e164 for phone in find_phones(text, expected=True) if phone.mobile))


def gender(text: str) -> str | None:
    """woman, man or other, if the cell says so."""
    return _GENDER_OF.get(text.strip().rstrip(".").lower())


def birth_year(text: str, today: dt.date) -> int | None:
    """The year of a date of birth, also of a bare year and of a day as spreadsheets count it (33006)."""
    plain = to_ascii_digits(text).strip()
    if re.fullmatch(r"(?:19|20)[0-9]{2}", plain):
        return int(plain)
    if re.fullmatch(r"[1-4][0-9]{4}", plain):
        return (_SPREADSHEET_DAY_ONE + dt.timedelta(days=int(plain))).year
    if (iso := re.match(r"((?:19|20)[0-9]{2})-[01][0-9]-[0-3][0-9](?![0-9])", plain)) is not None:
        return int(iso[1])
    found = find_dates(plain, today, toward="past")
    return found[0].day.year if found else None


def age(text: str) -> int | None:
    """A bare number of years, with or without a word for years; None if there is another number in it."""
    plain = to_ascii_digits(text).strip()
    match = re.fullmatch(r"([0-9]{1,3})(?:\.0+)?\s*\+?\s*[^0-9]{0,12}", plain)
    return int(match[1]) if match is not None else None


def numbered(text: str) -> str:
    """Blocks with their numbers in digits: what tells Kaliachak-II and -III apart."""
    return _ROMAN.sub(lambda match: f" {len(match[1])}", text)


@dataclass(frozen=True)
class Reader:
    """Recognises the words of cells by the content: places, trades, choices. Remembers, since lists repeat."""

    content: Content
    today: dt.date

    def __post_init__(self) -> None:
        # Of this reader and for as long as it lives: the content may change for the next list.
        object.__setattr__(self, "_found_places", lru_cache(maxsize=65536)(self._places))
        object.__setattr__(self, "_found_trades", lru_cache(maxsize=65536)(self._trades))

    def places(self, text: str) -> tuple[FoundPlace, ...]:
        """Places that a cell names."""
        found: tuple[FoundPlace, ...] = getattr(self, "_found_places")(text)  # noqa: B009
        return found

    def trades(self, text: str) -> tuple[FoundTrade, ...]:
        """Trades that a cell names."""
        found: tuple[FoundTrade, ...] = getattr(self, "_found_trades")(text)  # noqa: B009
        return found

    def choice(self, group: str, text: str) -> str | None:
        """The choice of a group in content/choices that a cell names: the one whose words are the longest."""
        padded = f" {for_matching(text)} "
        best: tuple[int, str] | None = None
        for key, choice in self.content.choices.items():
            if not key.startswith(f"{group}."):
                continue
            names = (*choice.aliases, *choice.when_asked, choice.title.bn, choice.title.hi, choice.title.en)
            for name in names:
                plain = for_matching(name)
                if plain and f" {plain} " in padded and (best is None or len(plain) > best[0]):
                    best = (len(plain), key.partition(".")[2])
        return best[1] if best is not None else None

    def _places(self, text: str) -> tuple[FoundPlace, ...]:
        index = self.content.places
        return tuple(index.find(numbered(text), expected=True)) if index is not None and text else ()

    def _trades(self, text: str) -> tuple[FoundTrade, ...]:
        index = self.content.trades
        return tuple(index.find(text, expected=True)) if index is not None and text else ()

    def looks_like_name(self, text: str) -> bool:
        """Whether a cell is a name of a person and nothing else that lists hold."""
        if regex.search(r"\d", text) or text == FORMULA or gender(text) or find_name(text, expected=True) is None:
            return False
        # Surnames are trades and villages too (Karmakar, Tapan): only what is nothing else counts as something else.
        whole = len(text.strip())
        words = len(text.split())
        trades = any(found.score >= _LISTED and found.end - found.start >= whole for found in self.trades(text))
        places = any(
            found.score >= _LISTED and found.end - found.start >= whole and len(found.name.split()) == words
            for found in self.places(text)
        )
        return not trades and not places

    def _is_trade(self, text: str) -> bool:
        return bool(self.trades(text)) and not any(found.score >= _LISTED for found in self.places(text))

    def tests(self) -> dict[Field, Callable[[str], bool]]:
        """What tells a column of each kind, the surest first."""
        return {
            "phone": lambda text: bool(mobiles(text)),
            "gender": lambda text: gender(text) is not None,
            "birth": lambda text: age(text) is None and _grown(birth_year(text, self.today), self.today),
            "district": lambda text: any(place.kind == "district" for place in self.places(text)),
            "trade": lambda text: not mobiles(text) and self._is_trade(text),
            "name": self.looks_like_name,
            "place": lambda text: bool(self.places(text)),
            "age": lambda text: (years := age(text)) is not None and LEAST_AGE <= years <= MOST_AGE,
        }


def share(cells: Sequence[str], test: Callable[[str], bool]) -> float:
    """How many of the cells that say something pass a test, from 0 to 1."""
    said = [text for text in cells if not is_empty(text) and not is_ditto(text)]
    return sum(map(test, said)) / len(said) if said else 0.0


def _grown(year: int | None, today: dt.date) -> bool:
    return year is not None and LEAST_AGE <= today.year - year <= MOST_AGE
