"""Whatever the console says is said in Bengali and Hindi too, with the same values."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Final

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po

from bot.console.words import LOCALE, words

CONSOLE: Final = Path(__file__).resolve().parents[3] / "bot" / "console"
KEYWORDS: Final = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2)}
PLACES = re.compile(r"%\((\w+)\)[sd]")
LATIN = re.compile(r"[A-Za-z]{3,}")
SAME: Final = frozenset({"Telegram", "WhatsApp", "CSV", "XLSX", "PNG", "SVG", "QR", "ONDC", "GST", "YAML"})
"""Texts that are written so in every language."""


def texts() -> dict[str, str]:
    """Every text of templates and modules, with where it stands. Plurals stand under their singular."""
    found: dict[str, str] = {}
    for file in sorted(CONSOLE.rglob("*")):
        method = {".html": "jinja2.ext:babel_extract", ".py": "python"}.get(file.suffix)
        if method is None:
            continue
        options = {"newstyle_gettext": "true", "extensions": "jinja2.ext.do", "trimmed": "false"}
        opened = io.BytesIO(file.read_bytes())
        for line, message, _, _ in extract(method, opened, KEYWORDS, (), options if file.suffix == ".html" else {}):
            one = message[0] if isinstance(message, tuple) else message
            if one:
                found.setdefault(one, f"{file.relative_to(CONSOLE)}:{line}")
    return found


TEXTS = texts()


@pytest.mark.parametrize("language", ["bn", "hi"])
def test_every_text_is_translated(language: str) -> None:
    said = words(language)  # type: ignore[arg-type]
    missing = [
        f"{place}: {text}"
        for text, place in TEXTS.items()
        if text not in SAME and said.ngettext(text, text, 5) == text and said.gettext(text) == text
    ]
    assert not missing, "\n".join(missing)


@pytest.mark.parametrize("file", sorted(LOCALE.rglob("*.po")), ids=lambda one: f"{one.parent.name}-{one.stem}")
def test_translations_keep_their_values(file: Path) -> None:
    with file.open("rb") as opened:
        catalog = read_po(opened, locale=file.parent.name, abort_invalid=True)
    wrong = []
    for message in catalog:
        if not message.id:
            continue
        ids = [message.id] if isinstance(message.id, str) else list(message.id)
        strings = [message.string] if isinstance(message.string, str) else list(message.string)
        for string in strings:
            if not string or any(set(PLACES.findall(string)) - set(PLACES.findall(one)) for one in ids[-1:]):
                wrong.append(f"{ids[0]}: {string}")
        if set(PLACES.findall(ids[-1])) - set(PLACES.findall(strings[-1])):
            wrong.append(f"{ids[-1]}: {strings[-1]}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("file", sorted(LOCALE.rglob("*.po")), ids=lambda one: f"{one.parent.name}-{one.stem}")
def test_no_text_of_the_catalogues_is_left_over(file: Path) -> None:
    with file.open("rb") as opened:
        catalog = read_po(opened, locale=file.parent.name)
    ids = [one.id if isinstance(one.id, str) else one.id[0] for one in catalog if one.id]
    own = {text for text in ids if file.stem != "forms"}  # those are the library's
    assert not own - TEXTS.keys(), sorted(own - TEXTS.keys())


@pytest.mark.parametrize("language", ["bn", "hi"])
def test_a_text_has_one_translation(language: str) -> None:
    """All catalogues of a language are read as one: the same English text cannot mean two things."""
    said: dict[str, dict[str, str]] = {}
    for file in sorted((LOCALE / language).glob("*.po")):
        with file.open("rb") as opened:
            for message in read_po(opened, locale=language):
                if message.id:
                    one = message.id if isinstance(message.id, str) else message.id[0]
                    said.setdefault(one, {})[file.stem] = str(message.string)
    assert {text: found for text, found in said.items() if len(set(found.values())) > 1} == {}
