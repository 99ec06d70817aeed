"""Names of languages, registers and scripts, shared by every module of `bot.language`."""

from __future__ import annotations

from typing import Final, Literal

Language = Literal["bn", "hi", "en"]
"""A language in which the assistant answers (ISO 639-1)."""

Register = Literal["en", "hi", "bn", "hi_roman", "bn_roman", "mixed"]
"""How a message was typed: a language in its own script, in roman letters, or two languages in one message.
"""

Script = Literal["Beng", "Deva", "Latn", "Other"]
"""ISO 15924 code of a script; "Other" stands for every script that the assistant does not read."""

LANGUAGES: Final[tuple[Language, ...]] = ("bn", "hi", "en")

LANGUAGE_NAMES: Final[dict[Language, dict[Language, str]]] = {
    "bn": {"bn": "বাংলা", "hi": "बंगाली", "en": "Bengali"},
    "hi": {"bn": "হিন্দি", "hi": "हिन्दी", "en": "Hindi"},
    "en": {"bn": "ইংরেজি", "hi": "अंग्रेज़ी", "en": "English"},
}
"""`LANGUAGE_NAMES[a][b]`: what language `a` is called in language `b`."""

SCRIPT_OF_LANGUAGE: Final[dict[Language, Script]] = {"bn": "Beng", "hi": "Deva", "en": "Latn"}

LANGUAGE_OF_SCRIPT: Final[dict[Script, Language]] = {"Beng": "bn", "Deva": "hi"}
"""Only the scripts that decide the language by themselves; Latin letters serve all three languages."""

ZWNJ: Final = "\u200c"
ZWJ: Final = "\u200d"

# Insides of a regular-expression class: letters, signs and digits. Without the two dandas, which Unicode keeps in
# the Devanagari block for all of India.
DEVANAGARI_CLASS: Final = r"\u0900-\u0963\u0966-\u097F"
BENGALI_CLASS: Final = r"\u0980-\u09FF"
