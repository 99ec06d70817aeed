"""What differs between two texts of a file, word by word, as people read it."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import yaml

from bot.console.knowledge import labels
from bot.console.visit import Visit
from bot.knowledge import shared
from bot.knowledge.changes import changes
from bot.knowledge.model import REGISTERS
from bot.knowledge.rewriting import part

_REST: Final = ("figures", "sources", "facts", "fits", "elsewhere", "tool", "office")
_NAMES: Final = {"en": "English", "bn": "বাংলা", "hi": "हिन्दी"}
_LONGEST: Final = 20_000
"""Characters of a text that is compared word by word; of longer ones, lines."""


@dataclass(frozen=True)
class Difference:
    """One place. `pieces`: ("same", "del" or "ins", text)."""

    where: str
    lang: str
    pieces: list[tuple[str, str]]
    code: bool = False


def differences(visit: Visit, path: str, old: str, new: str, today: dt.date) -> list[Difference]:
    """All places that differ; empty if nothing does."""
    if old == new:
        return []
    found = list(_read(visit, path, old, new, today))
    return found or [Difference(path, "", words(old, new), code=True)]


def words(old: str, new: str) -> list[tuple[str, str]]:
    """Both texts in one, cut where they differ."""
    pattern = r"\S+|\s+" if len(old) + len(new) <= _LONGEST else r"[^\n]*\n|[^\n]+"
    before, after = re.findall(pattern, old), re.findall(pattern, new)
    pieces: list[tuple[str, str]] = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(("same", "".join(before[a:b])))
            continue
        if b > a:
            pieces.append(("del", "".join(before[a:b])))
        if d > c:
            pieces.append(("ins", "".join(after[c:d])))
    return pieces


def _read(visit: Visit, path: str, old: str, new: str, today: dt.date) -> Iterator[Difference]:
    common = _common(visit.site.settings.content_dir)
    found = changes({**common, **_file(path, old)}, {**common, **_file(path, new)}, today)
    for text in found.texts:
        where = _where(visit, text.part if text.part != "text" else text.where)
        yield Difference(f"{where}, {_NAMES[text.language]}", text.language, words(text.old, text.new))
    for fact in found.facts:
        names = {**labels.STATUSES, **labels.REACHES}
        before, after = (visit.say(names[word]) if word in names else word for word in (fact.old, fact.new))
        yield Difference(_where(visit, fact.part), "", _pieces(before, after))
    for each in found.lists:
        pieces = [("del", f"{one}\n") for one in each.removed] + [("ins", f"{one}\n") for one in each.added]
        yield Difference(_where(visit, each.part), "", pieces)
    for key in _REST:
        try:
            before, after = (part(text, key) if text else "" for text in (old, new))
        except yaml.YAMLError:
            return
        if before != after:
            yield Difference(_where(visit, key), "", words(before, after), code=True)


def _pieces(old: str, new: str) -> list[tuple[str, str]]:
    return [piece for piece in (("del", old), ("same", " "), ("ins", new)) if piece[1]]


def _file(path: str, text: str) -> Mapping[str, bytes]:
    return {path: text.encode()} if text else {}


def _common(folder: Path) -> Mapping[str, bytes]:
    """Figures that all topics share: texts are compared as people read them."""
    file = folder / shared.FILE
    return {shared.FILE: file.read_bytes()} if file.exists() else {}


def _where(visit: Visit, place: str) -> str:
    """A place of a document in words: "Cost", "Questions: Cost, Bengali"."""
    first, _, rest = place.partition(".")
    content, language = visit.site.content, visit.language
    aspects = labels.aspects(content, language)
    if first == "aspects" and rest in aspects:
        return aspects[rest]
    if first == "points":
        return labels.button(content, f"point_{rest}", language)
    if first == "questions":
        aspect, _, register = rest.rpartition(".")
        said = visit.say(labels.REGISTERS[register]) if register in REGISTERS else register
        return f"{visit.say(labels.FIELDS['questions'])}: {aspects.get(aspect, aspect)}, {said}"
    return visit.say(labels.FIELDS[place]) if place in labels.FIELDS else place
