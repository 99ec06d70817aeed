"""Shapes a reply for a channel: long texts split, titles cut, too many choices as numbered lines. Pure."""

from __future__ import annotations

from dataclasses import replace

from bot.channels.base import Button, Capabilities, Outgoing
from bot.language import graphemes, localise_digits, split_text


def render(message: Outgoing, channel: Capabilities) -> list[Outgoing]:
    """The messages to send, in order. Choices, sources, a file and the rest stand at the last one; every choice stays
    reachable by number. A channel without files gets the text of a message that has one."""
    document = message.document if channel.documents else None
    text, buttons = message.text, message.buttons
    shown = max(channel.buttons, channel.rows)
    if len(buttons) > shown:
        digits = "en" if message.roman else message.language
        lines = (f"{localise_digits(str(n), digits)}. {b.title}" for n, b in enumerate(buttons, 1))
        text, buttons = text + "\n\n" + "\n".join(lines), buttons[:shown]
    limit = channel.button_title if len(buttons) <= channel.buttons else channel.row_title
    fitting = tuple(Button(cut(b.title, limit), b.payload) for b in buttons if fits(b, channel))
    parts = split_text(text, channel.text, channel.length) or [text]
    last = _last(message, channel, bool(fitting), document is not None)
    if channel.length(parts[-1]) > last:
        # With choices or a file less text fits: what is before goes as plain messages.
        parts[-1:] = split_text(parts[-1], last, channel.length)
    plain = Outgoing("", message.language, roman=message.roman)
    # Only what is one message can take the place of another.
    replaces = message.replaces if channel.edits and len(parts) == 1 else None
    whole = replace(message, text=parts[-1], buttons=fitting, document=document, replaces=replaces)
    return [*(replace(plain, text=part) for part in parts[:-1]), whole]


def _last(message: Outgoing, channel: Capabilities, choices: bool, document: bool) -> int:
    """Longest text of the message that carries everything."""
    limits = [channel.text]
    if (choices or message.link or message.asks) and channel.body:
        limits.append(channel.body)
    if document and channel.caption:
        limits.append(channel.caption)
    return min(limits)


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
