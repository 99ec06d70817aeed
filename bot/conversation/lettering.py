"""A reply in roman letters, for a person who speaks Bengali or Hindi and would rather not read its own letters."""

from __future__ import annotations

from dataclasses import replace

from bot.channels.base import Button, Outgoing, SourceLink
from bot.knowledge.model import Language
from bot.language import for_matching
from bot.language.roman.readable import readable

_CHOICE_OF_LANGUAGE = "lang:"
# Beginnings of the names of languages and of their letters, as people type them.
_NAMES: dict[Language, tuple[str, ...]] = {
    "bn": tuple(map(for_matching, ("bang", "beng", "বাংলা", "বাঙলা", "बंगाली", "बंगला", "बांग्ला"))),
    "hi": tuple(map(for_matching, ("hind", "devnag", "devanag", "debnag", "হিন্দি", "হিন্দী", "দেবনাগর", "हिंदी", "हिन्दी",
                                   "देवनागर"))),
}  # fmt: skip


def in_roman(reply: Outgoing) -> Outgoing:
    """The same reply with all that is read in roman letters; an English one stays as it is."""
    language = reply.language
    if language == "en":
        return reply
    return replace(
        reply,
        text=readable(reply.text, language),
        buttons=tuple(_button(button, language) for button in reply.buttons),
        sources=tuple(SourceLink(readable(s.title, language), s.url, s.verified_on) for s in reply.sources),
        roman=True,
    )


def _button(button: Button, language: Language) -> Button:
    # Who chooses a language chooses its letters with it, so its name stays in them.
    if button.payload.startswith(_CHOICE_OF_LANGUAGE):
        return button
    return Button(readable(button.title, language), button.payload)


def language_named(text: str) -> Language | None:
    """The language whose letters a wish is about, if it names one: "hindi ko english letters me likho"."""
    words = for_matching(text).split()
    found: list[Language] = [name for name, words_for in _NAMES.items() if any(w.startswith(words_for) for w in words)]
    return found[0] if len(found) == 1 else None
