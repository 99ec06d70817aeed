"""Generated registrations: who it is, what they say in which order, with slips, corrections, skips and noise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from hypothesis import strategies as st

from bot.language import localise_digits
from tests.unit.tools import workers_said as said

REQUIRED = ("name", "phone", "district", "trades")
OPTIONAL = ("experience", "last_state", "age", "gender", "education", "wants", "bank", "eshram")
SLIPS = ("name", "phone", "district", "trades", "age", "experience")
"""Fields that are said wrong at first."""
FORMS = {
    "district": said.DISTRICTS, "trades": said.TRADES, "last_state": said.STATES, "gender": said.GENDERS,
    "education": said.SCHOOLS, "wants": said.WANTS,
}  # fmt: skip


@dataclass(frozen=True)
class Registration:
    """`record`: what must be known at the end; `queue`: messages of their own accord, in order; `turns`: whether the
    next turn takes one of them (else the question is answered); `registers`: in which the questions are answered."""

    record: Mapping[str, Any]
    queue: tuple[str, ...]
    turns: tuple[bool, ...]
    registers: tuple[str, ...]
    noise: Mapping[int, tuple[str, str]]
    consent: str
    confirm: str
    skip: str
    share: str


def spoken(field_name: str, value: Any, register: str) -> str:
    """A value in the letters and digits of a register."""
    if field_name == "name":
        return said.in_script(value, register)
    if field_name == "phone":
        return digits(f"{value[:5]} {value[5:]}", register)
    if field_name in ("age", "experience"):
        return digits(str(value), register)
    if field_name in ("bank", "eshram"):
        return said.HAS[value][register]
    forms = FORMS[field_name]
    if isinstance(value, list):
        return said.AND[register].join(said.in_script(forms[one], register) for one in value)
    return said.in_script(forms[value], register)


def digits(text: str, register: str) -> str:
    """As people of that register type them."""
    return localise_digits(text, "bn") if register == "bn" else text


phones = st.builds(
    lambda first, rest: f"{first}{rest:09d}", st.sampled_from("6789"), st.integers(10_000_000, 999_999_999)
)
names = st.sampled_from(said.NAMES)


def _values(field_name: str) -> st.SearchStrategy[Any]:
    if field_name in ("trades", "wants"):
        return st.lists(st.sampled_from(sorted(FORMS[field_name])), min_size=1, max_size=2, unique=True)
    single = {
        "name": names, "phone": phones, "age": st.integers(25, 60), "experience": st.integers(1, 14),
        "bank": st.sampled_from(["yes", "no"]), "eshram": st.sampled_from(["yes", "no"]),
    }  # fmt: skip
    return single[field_name] if field_name in single else st.sampled_from(sorted(FORMS[field_name]))


@st.composite
def registrations(draw: st.DrawFn) -> Registration:
    """One of them."""
    fields = [*REQUIRED, *draw(st.lists(st.sampled_from(OPTIONAL), unique=True))]
    record = {name: draw(_values(name)) for name in fields}
    told = draw(st.lists(st.sampled_from(fields), unique=True, max_size=len(fields)))
    slips = [name for name in told if name in SLIPS and draw(st.integers(0, 3)) == 0]
    parts: list[str] = []
    later: list[str] = []
    for name in told:
        register = draw(st.sampled_from(said.REGISTERS))
        value = draw(_values(name).filter(partial(_apart, record[name]))) if name in slips else None
        parts.append(phrase(draw, name, record[name] if value is None else value, register))
        if value is not None:
            later.append(correction(draw, name, value, record[name]))
    queue = [*_grouped(draw, parts), *draw(st.permutations(later))]
    noise = {at: draw(st.sampled_from(said.NOISE)) for at in draw(st.sets(st.integers(0, 12), max_size=2))}
    return Registration(
        record,
        tuple(queue),
        tuple(draw(st.lists(st.booleans(), min_size=30, max_size=30))),
        tuple(draw(st.lists(st.sampled_from(said.REGISTERS), min_size=6, max_size=6))),
        noise,
        draw(st.sampled_from(said.AGREED)),
        draw(st.sampled_from(said.RIGHT)),
        draw(st.sampled_from(said.SKIPS)),
        draw(st.sampled_from(["nobody", "কাউকে না", "সবাইকে", "all", "किसी को नहीं", "banks"])),
    )


def _apart(one: Any, other: Any) -> bool:
    return not set(one) & set(other) if isinstance(one, list) else bool(one != other)


def phrase(draw: st.DrawFn, name: str, value: Any, register: str) -> str:
    """A field as it is said unasked."""
    return draw(st.sampled_from(said.PHRASES[name][register])).format(v=spoken(name, value, register))


def correction(draw: st.DrawFn, name: str, wrong: Any, right: Any) -> str:
    """A field put right after a slip."""
    register = draw(st.sampled_from(said.REGISTERS))
    plain = draw(st.sampled_from(said.PHRASES[name][register])).format(v=spoken(name, right, register))
    no = {"bn": "না, ", "hi": "नहीं, ", "en": "no, ", "bn_roman": "na, ", "hi_roman": "nahi, "}[register]
    if name in ("district", "trades"):
        values = {
            "w": spoken(name, wrong[:1] if isinstance(wrong, list) else wrong, register),
            "v": spoken(name, right, register),
        }
        if not isinstance(wrong, list) or len(wrong) == 1:
            return draw(st.sampled_from(said.NOT[register])).format(**values)
    return no + plain


def _grouped(draw: st.DrawFn, parts: Sequence[str]) -> list[str]:
    """Parts in any number of messages, put together with a comma, a full stop or a new line."""
    messages: list[str] = []
    for part in parts:
        if messages and draw(st.booleans()):
            messages[-1] += draw(st.sampled_from([", ", "\n", "। ", ". "])) + part
        else:
            messages.append(part)
    return messages
