"""What the registration asks for: the slots in their order, and the buttons of each question."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.tools.base import Choice, Known, Value

CONSENT, NAME, PHONE, DISTRICT, TRADES = "consent", "name", "phone", "district", "trades"
WANTS, EXPERIENCE, LAST_PLACE, AGE, GENDER = "wants", "experience", "last_place", "age", "gender"
EDUCATION, TOOLS, BANK, ESHRAM, SHARE, UPDATES = "education", "tools", "bank", "eshram", "share", "updates"
CODE, CONFIRM = "code", "confirm"
LAST_STATE, PLACE = "last_state", "place"
DISTRICTS, TRADE = "districts", "trade"
"""Of `DISTRICTS` (in which a name lies) and `TRADE` (which trades a name leaves open) one is asked for."""
OWN_PHONE, OTHER, KNOWN_ALREADY, CODE_SENT, OVER = "own_phone", "for_other", "is_known", "code_sent", "over"
ENOUGH, CHANGING, CHILD, NOTICE, AGAIN = "enough", "changing", "child", "notice", "again"
"""`CHANGING`: the field that is asked for once more; `AGAIN`: skipped ones that the person wants to say after all."""

REQUIRED: Final = (NAME, PHONE, DISTRICT, TRADES)
OPTIONAL: Final = (WANTS, EXPERIENCE, LAST_PLACE, AGE, GENDER, EDUCATION, TOOLS, BANK, ESHRAM, SHARE, UPDATES)
FIELDS: Final = (*REQUIRED, *OPTIONAL)

YES, NO, SKIP, MORE, ANOTHER = "yes", "no", "skip", "more", "other"
NOBODY, ALL = "nobody", "all"
SHARED: Final = ("training", "banks", "employers")
WANTED: Final = ("work", "training", "tools", "loan", "business")
GENDERS: Final = ("woman", "man", "other")
SCHOOLS: Final = ("none", "primary", "class_8", "class_10", "class_12", "iti", "diploma", "graduate")
HERE, ABROAD, ELSEWHERE = "west_bengal", "abroad", "other"
"""States that are none of India's others: West Bengal itself, other countries, and places that are not listed."""
LONGEST_TRADE, LONGEST_PLACE, LONGEST_TOOLS, LONGEST_NAME = 80, 80, 200, 120
"""Characters kept of what is written as said."""
_SKIP: Final = Choice(SKIP, "answer.skip")
_ENOUGH: Final = Choice(ENOUGH, "worker.enough")
_VALUE: Final = 24  # characters of a button's value
YES_NO: Final = (Choice(YES, "yes_no.yes"), Choice(NO, "yes_no.no"))


def _of(group: str, values: tuple[str, ...]) -> tuple[Choice, ...]:
    return tuple(Choice(value, f"{group}.{value}") for value in values)


CHOICES: Final[dict[str, tuple[Choice, ...]]] = {
    CONSENT: (Choice(YES, "worker.agree"), Choice(NO, "worker.refuse")),
    PHONE: (Choice(YES, "yes_no.yes"), Choice(ANOTHER, "worker.other_number")),
    WANTS: _of("worker_want", WANTED),
    LAST_PLACE: (Choice(HERE, "state.west_bengal"),),
    GENDER: _of("worker_gender", GENDERS),
    EDUCATION: _of("worker_school", SCHOOLS),
    BANK: YES_NO,
    ESHRAM: YES_NO,
    SHARE: _of("worker_share", (*SHARED, ALL, NOBODY)),
    UPDATES: YES_NO,
    CODE: (_SKIP,),
    CONFIRM: _of("worker_confirm", (YES, MORE, *FIELDS)),
}
"""All answers that can be pressed, without the ways past a question."""


def choices(slot: str) -> tuple[Choice, ...]:
    """The buttons of a question; of an optional one also the ways past it."""
    return (*CHOICES.get(slot, ()), *((_SKIP, _ENOUGH) if slot in OPTIONAL else ()))


def district(name: str) -> Choice:
    """A district as a button."""
    value = name.replace("-", "_")
    return Choice(value, f"district.{value}")


def trade(name: str) -> Choice:
    """A trade as a button; see `trade_of`."""
    value = name.replace("-", "_")[:_VALUE]
    return Choice(value, f"trade.{value}")


def trade_of(value: str, among: list[str]) -> str | None:
    """The trade of a button's value."""
    return next((name for name in among if trade(name).value == value), None)


def open_trades(known: Known) -> list[str]:
    """The trades that a name of several leaves open; none once it is settled."""
    return list((known.get(TRADE) or {}).get("among") or ())


def open_districts(known: Known) -> list[str]:
    """The districts in which a place of that name lies; none once it is settled."""
    return list(known.get(DISTRICTS) or ())


def wants_all_said(known: Known) -> bool:
    """Whether the optional questions are over: the person has said enough, or only changes what is known."""
    said = known.get(ENOUGH)
    return bool(known.get(KNOWN_ALREADY)) if said is None else bool(said)


def passed(found: Mapping[str, Value], known: Known) -> dict[str, Value]:
    """What was read, with the questions that it passes over taken from those to be put again."""
    again = [slot for slot in known.get(AGAIN) or () if slot not in found]
    return {**found, AGAIN: again} if len(again) < len(known.get(AGAIN) or ()) else dict(found)
