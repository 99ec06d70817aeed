"""Fonts for the scripts that people of West Bengal write their names in, and which part of a text needs which.

The font files come out of the package `manimgx-fonts` (Noto, under the Open Font License). They are variable; a PDF
needs a fixed weight, which is made of them once for each process and kept in a temporary folder.
"""

from __future__ import annotations

import tempfile
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

REGULAR: Final = 400
BOLD: Final = 700


@dataclass(frozen=True)
class Script:
    """A script: its tag in ISO 15924, its letters (first and last code point), the file of its font."""

    tag: str
    first: int
    last: int
    file: str


LATIN: Final = Script("latn", 0x20, 0x2FF, "NotoSans[wght].ttf")
"""Also what has no script of its own: digits, dashes, the sign of the rupee."""
_LATIN_TOO: Final = ((0x1E00, 0x1EFF), (0x2010, 0x2027), (0x2030, 0x205E), (0x20A0, 0x20BF), (0x2116, 0x2122))
_BENGALI: Final = Script("beng", 0x0980, 0x09FF, "NotoSansBengali[wght].ttf")
_DEVANAGARI: Final = Script("deva", 0x0900, 0x097F, "NotoSansDevanagari[wght].ttf")
SCRIPTS: Final = (
    _BENGALI,
    _DEVANAGARI,
    Script("guru", 0x0A00, 0x0A7F, "NotoSansGurmukhi[wght].ttf"),
    Script("gujr", 0x0A80, 0x0AFF, "NotoSansGujarati[wght].ttf"),
    Script("orya", 0x0B00, 0x0B7F, "NotoSansOriya[wght].ttf"),
    Script("taml", 0x0B80, 0x0BFF, "NotoSansTamil[wght].ttf"),
    Script("telu", 0x0C00, 0x0C7F, "NotoSansTelugu[wght].ttf"),
    Script("knda", 0x0C80, 0x0CFF, "NotoSansKannada[wght].ttf"),
    Script("mlym", 0x0D00, 0x0D7F, "NotoSansMalayalam[wght].ttf"),
    Script("arab", 0x0600, 0x06FF, "NotoSansArabic[wght].ttf"),
)
_JOINERS: Final = frozenset({0x200C, 0x200D})
_FOLLOWS: Final = _JOINERS | {0x20, 0x0964, 0x0965}
"""Joiners, blanks and the danda belong to the script before them."""
_NO_DANDA: Final = frozenset({"arab", "latn"})


class Unwritable(ValueError):
    """No font has these letters. `letters`: each once, in their order."""

    def __init__(self, letters: Iterable[str]) -> None:
        self.letters = "".join(dict.fromkeys(letters))
        super().__init__("no font for " + ", ".join(f"U+{ord(letter):04X}" for letter in self.letters))


@dataclass(frozen=True)
class Run:
    """A piece of a text in one script."""

    script: Script
    text: str


def runs(text: str) -> list[Run]:
    """The text in pieces of one script each, in its order; joined they are the text again."""
    found: list[Run] = []
    for char in text:
        script = _script(char, found[-1].script if found else None)
        if found and found[-1].script == script:
            found[-1] = Run(script, found[-1].text + char)
        else:
            found.append(Run(script, char))
    return found


def _script(char: str, before: Script | None) -> Script:
    code = ord(char)
    if before is not None and code in _FOLLOWS and not (code in (0x0964, 0x0965) and before.tag in _NO_DANDA):
        return before
    if before is not None and unicodedata.combining(char) and code in _letters(before):
        return before
    return next((script for script in SCRIPTS if script.first <= code <= script.last), LATIN)


def check(text: str) -> None:
    """Raises `Unwritable` if a letter of the text is in no font that is here, and OSError if there are no fonts."""
    lost = [
        char for run in runs(text) for char in run.text if ord(char) not in _letters(run.script) | _JOINERS
    ]  # fmt: skip
    if lost:
        raise Unwritable(lost)


@cache
def _letters(script: Script) -> frozenset[int]:
    """The code points of a font as we use it."""
    with TTFont(_source(script), lazy=True) as font:
        known = frozenset(font.getBestCmap())
    return known & frozenset(_wanted(script))


def _wanted(script: Script) -> set[int]:
    wanted = {*range(script.first, script.last + 1), *_FOLLOWS, 0x25CC}
    if script == LATIN:
        wanted |= {code for first, last in _LATIN_TOO for code in range(first, last + 1)}
        wanted |= set(range(0x300, 0x370))  # accents that stand by themselves
    return wanted


@cache
def static(script: Script, weight: int) -> Path:
    """The font of a script in one weight (`REGULAR`, `BOLD`), as a file that stays while the process runs. Raises
    OSError if the fonts are not installed."""
    with TTFont(_source(script), recalcTimestamp=False) as font:
        # Cut down to its script first: of the large Latin font that is a tenth, and the next step ten times as fast.
        options = subset.Options(notdef_outline=True, name_IDs=["*"], hinting=False)
        cut = subset.Subsetter(options)
        cut.populate(unicodes=_wanted(script))
        cut.subset(font)
        fixed = instancer.instantiateVariableFont(font, {"wght": weight}, inplace=True, static=True)
        target = Path(_folder().name) / f"{script.tag}-{weight}.ttf"
        fixed.save(target)
    return target


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    """Goes away with the process."""
    return tempfile.TemporaryDirectory(prefix="udyog-sathi-fonts-")


def _source(script: Script) -> Path:
    spec = find_spec("manimgx_fonts")
    if spec is None or spec.origin is None:
        raise OSError("the fonts of documents are not installed (package manimgx-fonts)")
    return Path(spec.origin).parent / script.file
