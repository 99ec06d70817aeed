"""What the console says, in three languages. English stands in the templates and modules; Bengali and Hindi in
`locale/<language>/<area>.po`, one file for each area, read at the start (no compiled files)."""

from __future__ import annotations

from functools import cache
from gettext import NullTranslations
from pathlib import Path
from typing import Any, Final

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from bot.knowledge.model import Language
from bot.language import LANGUAGES

LOCALE: Final = Path(__file__).resolve().parent / "locale"


def N_(text: str) -> str:
    """Marks a text for the catalogues, where it is translated later."""
    return text


class Words(NullTranslations):
    """The texts of one language; what is not translated is said in English."""

    def __init__(self, language: Language, catalogs: list[Catalog]) -> None:
        super().__init__()
        self.language = language
        self._one: dict[str, str] = {}
        self._many: dict[str, tuple[str, ...]] = {}
        for catalog in catalogs:
            for message in catalog:
                if not message.id or not message.string:
                    continue
                if isinstance(message.id, str) and isinstance(message.string, str):
                    self._one[message.id] = message.string
                elif not isinstance(message.id, str):
                    self._many[message.id[0]] = tuple(message.string)

    def gettext(self, message: str) -> str:
        """The text in this language."""
        return self._one.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The text for a number: Bengali says one and many alike, Hindi counts nought with one (CLDR)."""
        forms = self._many.get(msgid1)
        single = n in (0, 1) if self.language in ("bn", "hi") else n == 1
        if forms is None or not all(forms):
            return msgid1 if n == 1 else msgid2
        return forms[0] if single else forms[-1]

    def say(self, message: str, **values: Any) -> str:
        """The text with its values (%(name)s) filled in."""
        text = self.gettext(message)
        return text % values if values else text


@cache
def words(language: Language) -> Words:
    """All catalogues of a language."""
    catalogs = []
    for file in sorted((LOCALE / language).glob("*.po")):
        with file.open("rb") as opened:
            catalogs.append(read_po(opened, locale=language))
    return Words(language, catalogs)


def all_words() -> dict[Language, Words]:
    """By language."""
    return {language: words(language) for language in LANGUAGES}
