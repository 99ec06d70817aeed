"""How answers look on each channel, before anybody has asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bot.channels import web, whatsapp
from bot.channels.base import Capabilities, Outgoing
from bot.channels.render import render
from bot.channels.telegram.sending import CAPABILITIES as TELEGRAM
from bot.channels.wire import to_json
from bot.commands.layout import in_brackets, wrapped
from bot.conversation.answers import Answers
from bot.conversation.lettering import in_roman
from bot.conversation.state import State
from bot.conversation.texts import Texts
from bot.errors import UserError
from bot.knowledge.library import Content
from bot.knowledge.model import ASPECTS, LANGUAGES, Aspect, Language, Topic

CHANNELS = ("web", "telegram", "whatsapp", "plain")
_PLAIN = Capabilities(text=4096, buttons=0, button_title=64)  # a channel without buttons: choices by number
_CAPABILITIES = {web.NAME: web.CAPABILITIES, "telegram": TELEGRAM, whatsapp.NAME: whatsapp.CAPABILITIES}


@dataclass(frozen=True)
class Shown:
    """One answer on one channel. `limit`: what a message may hold, in the channel's own measure."""

    aspect: str
    language: Language
    roman: bool
    channel: str
    messages: tuple[Outgoing, ...]
    capabilities: Capabilities

    def as_json(self) -> dict[str, Any]:
        """For programs."""
        return {
            "aspect": self.aspect, "language": self.language, "roman": self.roman, "channel": self.channel,
            "messages": [to_json(message) for message in self.messages],
        }  # fmt: skip


def preview(
    content: Content, topic: Topic, aspect: str | None, channel: str, language: str | None, today: dt.date
) -> list[Shown]:
    """Each answer (or that of one aspect) in each language (or one), in native and in roman letters.

    Raises `UserError` for a name that is none.
    """
    if channel not in CHANNELS:
        raise UserError(f"There is no channel {channel}; there are: {', '.join(CHANNELS)}.")
    languages = [known for known in ("bn", "hi", "en") if language in (None, known)]
    if not languages:
        raise UserError(f"{language} is no language of the assistant; choose bn, hi or en.")
    answered = [known for known in ASPECTS if known in {*topic.aspects, *topic.elsewhere}]
    wanted = [known for known in answered if aspect in (None, known)]
    if not wanted:
        raise UserError(f"{topic.id} has no answer to {aspect}; it has: {', '.join(answered)}.")
    answers = Answers(Texts(content, today))
    found: list[Shown] = []
    for asked in wanted:
        for known in LANGUAGES:
            if known in languages:
                found.extend(_in_letters(answers, topic, asked, known, channel))
    return found


def lines(shown: Sequence[Shown]) -> Iterator[str]:
    """All answers, one below the other."""
    for one in shown:
        letters = f"{one.language} in roman letters" if one.roman else one.language
        for number, message in enumerate(one.messages, 1):
            used = one.capabilities.length(message.text)
            part = f", message {number} of {len(one.messages)}" if len(one.messages) > 1 else ""
            yield f"--- {one.aspect}, {letters}, {one.channel}{part}: {used} of {_limit(one, message)} ---"
            yield from wrapped(message.text)
            yield from _below(one, message)
            yield ""


def _in_letters(answers: Answers, topic: Topic, aspect: Aspect, language: Language, channel: str) -> Iterator[Shown]:
    native = answers.answer(topic, aspect, language, State())
    for roman in (False, True) if language != "en" else (False,):
        reply = in_roman(native) if roman else native
        limits = _CAPABILITIES.get(channel, _PLAIN)
        yield Shown(aspect, language, roman, channel, tuple(render(reply, limits)), limits)


def _limit(one: Shown, message: Outgoing) -> int:
    """What this message may hold: with choices often less."""
    limits = one.capabilities
    return limits.body if message.buttons and limits.body else limits.text


def _below(one: Shown, message: Outgoing) -> Iterator[str]:
    """What stands below the text: buttons (or rows of a list), thumbs, sources."""
    if message.buttons:
        limits = one.capabilities
        kind = "List" if limits.rows and len(message.buttons) > limits.buttons else "Buttons"
        yield from wrapped(in_brackets(button.title for button in message.buttons), "  ", f"{kind}: ")
    if message.sources and one.channel in (web.NAME, "telegram"):
        for source in message.sources:
            yield from wrapped(f"{source.title} <{source.url}>", "  ", "Source: ")
