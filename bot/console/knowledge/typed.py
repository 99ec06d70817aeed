"""What an editor typed, put into a document. What was not touched keeps its value to the letter."""

from __future__ import annotations

import copy
import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import yaml

from bot.console.knowledge.boxes import RAW, WRITTEN, plain
from bot.knowledge.lines import Located
from bot.knowledge.model import ASPECTS, POINTS, REGISTERS

TEXT_LIMIT: Final = 4_000
LIST_LIMIT: Final = 30_000
"""Characters of a field of one text, and of a list or a part of the file."""
_NEEDED: Final = frozenset({"title", "button"})
_BREAKS: Final = re.compile("\r\n?|[\u0085\u2028\u2029]")
_UNSEEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff]")


@dataclass
class Typed:
    """`verbatim`: parts written as the file has them; `long`, `unreadable`: names of fields that cannot be taken."""

    data: dict[str, Any]
    verbatim: dict[str, str] = field(default_factory=dict)
    long: list[str] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)


def taken(form: Mapping[str, Any], data: Mapping[str, Any]) -> Typed:
    """The document `data` with what the form says; fields that the form does not have stay."""
    found = Typed(copy.deepcopy(dict(data)))
    for name, value in form.items():
        most = LIST_LIMIT if name in ("aliases", "facts", *RAW) or name.startswith("questions.") else TEXT_LIMIT
        if len(str(value)) > most:
            found.long.append(name)
    if found.long:
        return found
    for name in ("title", "button", "brief", "status_note"):
        _trio(form, found.data, (name,), block=False)
    for aspect in ASPECTS:
        _trio(form, found.data, ("aspects", aspect), block=True)
    for point in POINTS:
        _trio(form, found.data, ("points", point), block=False)
    for name in ("status", "reach", "tool", "office", "order", "verified_on", "review_by"):
        _scalar(form, found.data, name)
    for name in ("aliases", "facts"):
        _lines(form, found.data, (name,))
    for aspect in ASPECTS:
        for register in REGISTERS:
            _lines(form, found.data, ("questions", aspect, register))
    _sources(form, found.data)
    for name in RAW:
        if name in form:
            text = clean(str(form[name]))
            try:
                Located(text)
            except (yaml.YAMLError, ValueError):
                found.unreadable.append(name)
            else:
                found.verbatim[name] = text
    return found


def message(form: Mapping[str, Any], data: Mapping[str, Any], key: str) -> Typed:
    """The same for one message of a file of messages."""
    found = Typed(copy.deepcopy(dict(data)))
    found.long = [name for name, value in form.items() if len(str(value)) > TEXT_LIMIT]
    if not found.long:
        _trio(form, found.data, (key, "text"), block=False, needed=True)
    return found


def clean(text: str) -> str:
    """Text as the content is written: one kind of line break, nothing that cannot be seen, no spaces at line ends."""
    lines = _UNSEEN.sub("", _BREAKS.sub("\n", text)).replace("\t", "  ").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def _trio(
    form: Mapping[str, Any], data: dict[str, Any], path: tuple[str, ...], *, block: bool, needed: bool = False
) -> None:
    names = {language: ".".join((*path, language)) for language in WRITTEN}
    here = [clean(str(form[name])).strip() for name in names.values() if name in form]
    if not here or (not any(here) and not needed and _at(data, path) is None):
        return
    above, last = _above(data, path)
    old = above.get(last)
    known: dict[str, Any] = dict(old) if isinstance(old, dict) else {}
    for language, name in names.items():
        if name in form:
            text = clean(str(form[name])).strip()
            if text != plain(known.get(language)):
                known[language] = (text + "\n" if block or "\n" in text else text) or None
            elif language not in known:
                known[language] = None
    if any(plain(value) for value in known.values()) or needed or path[0] in _NEEDED:
        above[last] = known
    else:
        above.pop(last, None)
    _tidy(data, path)


def _lines(form: Mapping[str, Any], data: dict[str, Any], path: tuple[str, ...]) -> None:
    name = ".".join(path)
    if name not in form:
        return
    lines = [" ".join(line.split()) for line in clean(str(form[name])).split("\n") if line.strip()]
    if not lines and not _at(data, path):
        return
    above, last = _above(data, path)
    old = above.get(last)
    if lines == ([plain(one) for one in old if plain(one)] if isinstance(old, list) else []):
        _tidy(data, path)
        return
    above[last] = lines
    if not lines and len(path) > 1:
        del above[last]
    _tidy(data, path)


def _sources(form: Mapping[str, Any], data: dict[str, Any]) -> None:
    numbers = sorted({int(found[1]) for name in form if (found := re.fullmatch(r"sources\.(\d{1,2})\.title", name))})
    if not numbers:
        return
    listed = data.get("sources")
    old: list[Any] = listed if isinstance(listed, list) else []
    made: list[dict[str, Any]] = []
    for number in numbers:
        before = old[number] if number < len(old) and isinstance(old[number], dict) else {}
        now = dict(before)
        for key in ("title", "url", "as_of"):
            text = " ".join(clean(str(form.get(f"sources.{number}.{key}", ""))).split())
            if text != plain(before.get(key)):
                now[key] = text or None
        if any(plain(value) for value in now.values()):
            made.append({key: value for key, value in now.items() if plain(value) or key != "as_of"})
    if made != old:
        data["sources"] = made


def _scalar(form: Mapping[str, Any], data: dict[str, Any], name: str) -> None:
    if name not in form:
        return
    text = " ".join(clean(str(form[name])).split())
    if text == plain(data.get(name)):
        return
    if not text:
        data.pop(name, None)
        return
    data[name] = _value(name, text)


def _value(name: str, text: str) -> Any:
    """As YAML would read it; what cannot be read stays a text, and the check says so."""
    try:
        if name == "order":
            return int(text) if text.isascii() else text
        return dt.date.fromisoformat(text) if name in ("verified_on", "review_by") else text
    except ValueError:
        return text


def _at(data: Mapping[str, Any], path: tuple[str, ...]) -> Any:
    found: Any = data
    for step in path:
        found = found.get(step) if isinstance(found, dict) else None
    return found


def _above(data: dict[str, Any], path: tuple[str, ...]) -> tuple[dict[str, Any], str]:
    into = data
    for step in path[:-1]:
        if not isinstance(into.get(step), dict):
            into[step] = {}
        into = into[step]
    return into, path[-1]


def _tidy(data: dict[str, Any], path: tuple[str, ...]) -> None:
    """Parts above that became empty go, but those that every topic has."""
    for length in range(len(path) - 1, 0, -1):
        into = data
        for step in path[: length - 1]:
            into = into[step]
        last = path[length - 1]
        if into.get(last) == {} and not (length == 1 and last in ("aspects", "questions", "points")):
            del into[last]
