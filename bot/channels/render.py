"""Shapes a reply for a channel: long texts split, titles cut, too many buttons as numbered lines. Pure."""

from __future__ import annotations

from dataclasses import replace

from bot.channels.base import Button, Capabilities, Outgoing
from bot.language import graphemes, localise_digits, split_text


def render(message: Outgoing, channel: Capabilities) -> list[Outgoing]:
    """The messages to send, in order. Buttons and sources stand at the last one; every choice stays reachable by
    number."""
    text, buttons = message.text, message.buttons
    if len(buttons) > channel.buttons:
        digits = "en" if message.roman else message.language
        lines = (f"{localise_digits(str(n), digits)}. {b.title}" for n, b in enumerate(buttons, 1))
        text, buttons = text + "\n\n" + "\n".join(lines), buttons[: channel.buttons]
    fitting = tuple(Button(cut(b.title, channel.button_title), b.payload) for b in buttons if fits(b, channel))
    parts = split_text(text, channel.text, channel.length) or [text]
    last = len(parts) - 1
    return [
        replace(message, text=part, buttons=fitting)
        if at == last
        else replace(message, text=part, buttons=(), sources=(), rating=())
        for at, part in enumerate(parts)
    ]


def cut(title: str, limit: int) -> str:
    """A title of at most `limit` characters that ends in … if something was left out; graphemes stay whole."""
    if len(title) <= limit:
        return title
    kept = ""
    for grapheme in graphemes(title):
        if len(kept) + len(grapheme) > limit - 1:
            break
        kept += grapheme
    return kept.rstrip() + "…"


def fits(button: Button, channel: Capabilities) -> bool:
    """Whether the payload is short enough for the channel."""
    return len(button.payload.encode()) <= channel.payload_bytes
