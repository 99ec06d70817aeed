"""Pages from templates: one environment for each language, with numbers and dates in the reader's habit."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any, Final

from babel.dates import format_time
from babel.numbers import format_decimal, format_percent
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.clock import INDIA
from bot.console.words import words
from bot.knowledge.model import Language
from bot.language import format_date, localise_digits

HERE: Final = Path(__file__).resolve().parent
_LOCALES: Final = {"en": "en_IN", "bn": "bn_IN", "hi": "hi_IN"}


@cache
def environment(language: Language) -> Environment:
    """The templates in a language. Filters: day, moment, clock, number, percent, rupees, digits."""
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"], trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.install_gettext_translations(words(language), newstyle=True)  # type: ignore[attr-defined]
    filters: dict[str, Callable[..., str]] = {
        "day": day, "moment": moment, "clock": clock, "number": number, "percent": percent, "rupees": rupees,
        "digits": digits,
    }  # fmt: skip
    for name, work in filters.items():
        made.filters[name] = partial(work, language=language)
    made.globals |= {"asset": asset, "language": language, "described": described}
    return made


def day(value: dt.date | dt.datetime | None, language: Language) -> str:
    """A day of India; a dash for none."""
    if value is None:
        return "–"
    return format_date(value.astimezone(INDIA).date() if isinstance(value, dt.datetime) else value, language)


def moment(value: dt.datetime | None, language: Language) -> str:
    """Day and time of India."""
    if value is None:
        return "–"
    here = value.astimezone(INDIA)
    return f"{format_date(here.date(), language)}, {clock(value, language)}"


def clock(value: dt.datetime | None, language: Language) -> str:
    """The time of India."""
    if value is None:
        return "–"
    written = format_time(value.astimezone(INDIA).time(), "H:mm", locale=_LOCALES[language])
    return localise_digits(written, language)


def number(value: float | int | None, language: Language, digits: int = 0) -> str:
    """A number with the groups of India (12,34,567)."""
    if value is None:
        return "–"
    pattern = "#,##,##0" + (f".{'0' * digits}" if digits else "")
    return localise_digits(format_decimal(value, pattern, locale="en_IN"), language)


def percent(value: float | None, language: Language, digits: int = 0) -> str:
    """A share (0 to 1) in per cent."""
    if value is None:
        return "–"
    pattern = "#,##0" + (f".{'0' * digits}" if digits else "") + "%"
    return localise_digits(format_percent(value, pattern, locale="en_IN"), language)


def rupees(value: float | int | None, language: Language) -> str:
    """A sum in rupees; paise only below ten rupees."""
    if value is None:
        return "–"
    return "₹" + number(value, language, 2 if 0 < abs(value) < 10 else 0)


def digits(value: object, language: Language) -> str:
    """The digits of a text as the reader writes them."""
    return localise_digits(str(value), language)


def described(one: Any, help: str) -> dict[str, str]:
    """The attributes by which a field of a form names its help and its errors to those who cannot see them."""
    named = [f"{one.id}-help"] * bool(help) + [f"{one.id}-error"] * bool(one.errors)
    return ({"aria-describedby": " ".join(named)} if named else {}) | ({"aria-invalid": "true"} if one.errors else {})


@cache
def asset(name: str) -> str:
    """The address of a file below static/, with its version."""
    body = (HERE / "static" / name).read_bytes()
    return f"static/{name}?v={hashlib.sha256(body).hexdigest()[:12]}"


def page(name: str, language: Language, values: Mapping[str, Any]) -> str:
    """A template, written."""
    return environment(language).get_template(name).render(**values)
