"""Numbers by which people know an entry: a prefix, eight random digits and a check digit (Verhoeff), so that a slip of
the pen is noticed and nothing can be guessed from one about another."""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Callable
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session
from stdnum import verhoeff
from stdnum.exceptions import ValidationError

from bot.db.models import Worker
from bot.language import to_ascii_digits

WORKER: Final = "WB"
_DIGITS: Final = 8
_BETWEEN: Final = re.compile(r"[\s\-‐-―−./,_:#\u200b-\u200d]+")


def new(
    session: Session,
    prefix: str = WORKER,
    column: InstrumentedAttribute[str] = Worker.number,
    draw: Callable[[int], int] = secrets.randbelow,
) -> str:
    """A number that nobody has yet in `column`, as it is stored ("WB123456784"). `draw(n)`: a random number below n."""
    while True:
        digits = f"{draw(10**_DIGITS):0{_DIGITS}d}"
        number = f"{prefix}{digits}{verhoeff.calc_check_digit(digits)}"
        if session.scalar(select(column).where(column == number)) is None:
            return number


def valid(text: str, prefix: str = WORKER) -> str | None:
    """The number as it is stored, of one that was typed in any grouping and script, with or without its prefix; None if
    it is none."""
    plain = _BETWEEN.sub("", to_ascii_digits(unicodedata.normalize("NFKC", text))).upper()
    digits = plain.removeprefix(prefix)
    if not (digits.isascii() and digits.isdigit() and len(digits) == _DIGITS + 1):
        return None
    try:
        verhoeff.validate(digits)
    except ValidationError:
        return None
    return prefix + digits


def shown(number: Any) -> str:
    """As people read it: "WB-1234-5678-4"."""
    digits = str(number).lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    prefix = str(number)[: -len(digits)] if digits else str(number)
    return "-".join(part for part in (prefix, digits[:4], digits[4:8], digits[8:]) if part)
