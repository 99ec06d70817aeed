"""What is spoken of replies: the words of the answer alone, made so that a voice can read them. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from bot.channels.base import Outgoing
from bot.conversation.lettering import in_roman
from bot.conversation.texts import Texts
from bot.knowledge.model import Language
from bot.language import split_text

_HINTS = ("overview_hint", "aspect_hint", "roman_hint", "voice_hint")
"""Paragraphs about buttons, which nobody can hear."""
_ADDRESS = regex.compile(
    r"(?:https?://|www\.)\S*[^\s.,;:!?।)]|\S+@\S+\.\w+"
    r"|(?<![\w.])(?:[a-z0-9-]+\.)+(?:in|com|org|net|gov|info|io)(?![\w-])(?:/\S*[^\s.,;:!?।)])?",
    regex.IGNORECASE,
)
_COMMA_IN_NUMBER = regex.compile(r"(?<=\p{Nd}),(?=\p{Nd})")
_RUPEES = regex.compile(r"₹\s?(\p{Nd}[\p{Nd}.]*(?<=\p{Nd})(?:\s(?:lakh|crore|লক্ষ|কোটি|लाख|करोड़))?)")
_PERCENT = regex.compile(r"(?<=\p{Nd})\s?%")
_BULLET = regex.compile(r"^\s*(?:[•▸▪●◦·*–—-]|[✓✔✗✘])\s*")
# Pictures and signs, but no joiner alone: Bengali is written with it.
_SIGNS = regex.compile(r"[\p{Extended_Pictographic}\p{So}\uFE0F]\u200d?")
_EMPTY_BRACKETS = regex.compile(r"[(\[]\s*[,;:]?\s*[)\]]")
_BEFORE_STOP = regex.compile(r"\s+(?=[.,;:!?।])")
_ENDS = (".", "!", "?", "।", "॥", ":", ";", ",")


@dataclass(frozen=True)
class Aloud:
    """What is spoken, and the line that is shown with the sound."""

    text: str
    language: Language
    caption: Outgoing


def aloud(replies: Sequence[Outgoing], texts: Texts, roman: bool, limit: int) -> Aloud | None:
    """Replies in native letters as they are spoken, at most `limit` characters, cut at a sentence; None if nothing is
    left to say. Buttons, sources and hints are left out. `roman`: the person reads roman letters."""
    language = replies[-1].language
    words = {name: texts.text(f"spoken_{name}", language) for name in ("rupees", "percent", "and")}
    parts = (speakable(_answer(one, texts), words, language) for one in replies if one.language == language)
    text = " ".join(part for part in parts if part)
    if not text:
        return None
    caption = texts.message("voice_answer", language)
    return Aloud(split_text(text, limit)[0], language, in_roman(caption) if roman else caption)


def _answer(reply: Outgoing, texts: Texts) -> str:
    """The text without what belongs to the eye: where it comes from, and what the buttons are for."""
    hints = [texts.message(key, reply.language) for key in _HINTS if key in texts.content.messages]
    silent = {form.text.strip() for hint in hints for form in (hint, in_roman(hint))}
    if reply.sources:
        first = reply.sources[0]
        silent.add(texts.text("source_line", reply.language, source=first.title, date=first.verified_on).strip())
    return "\n\n".join(part for part in reply.text.split("\n\n") if part.strip() not in silent)


def speakable(text: str, words: dict[str, str], language: Language) -> str:
    """A text as one paragraph of words: addresses and pictures left out, signs as `words` (rupees, percent, and), each
    line a sentence. Never raises."""
    text = _COMMA_IN_NUMBER.sub("", _ADDRESS.sub("", text))
    text = _RUPEES.sub(lambda found: f"{found[1]} {words['rupees']}", text)
    text = _PERCENT.sub(f" {words['percent']}", text).replace("&", f" {words['and']} ").replace("→", ", ")
    stop = "." if language == "en" else "।"
    lines = (_line(line, stop) for line in text.splitlines())
    return " ".join(line for line in lines if line)


def _line(line: str, stop: str) -> str:
    line = _EMPTY_BRACKETS.sub("", _SIGNS.sub("", _BULLET.sub("", line)))
    line = _BEFORE_STOP.sub("", " ".join(line.split())).strip(" ,;")
    if not regex.search(r"[\p{L}\p{Nd}]", line):
        return ""
    return line if line.endswith(_ENDS) else line + stop
