"""What a broadcast becomes: a message in each language, and how it will look on a channel."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from bot.broadcasts.record import Draft
from bot.channels.base import Button, Capabilities, Document, Outgoing, TemplateCall
from bot.channels.render import render
from bot.knowledge.library import Content
from bot.knowledge.model import Language
from bot.knowledge.templates import ParametersError, Template, one_line
from bot.services import templates

PLACE: Final = re.compile(r"\{([^{}\n]{0,60})\}")
"""A place in a text, with what stands in it."""


@dataclass(frozen=True)
class Preview:
    """A broadcast on one channel in one language. `messages`: what goes to somebody who may be written to freely;
    `template`: what goes to the others there (None: the channel knows no such limit, or there is no template)."""

    language: Language
    messages: tuple[Outgoing, ...]
    template: Outgoing | None


def filled(draft: Draft, text: str, language: str) -> str:
    """A text with its places filled; those without a value stay as they are."""
    return PLACE.sub(lambda place: draft.values.get(place[1].strip(), {}).get(language) or place[0], text)


def goes_in(draft: Draft) -> dict[Language, Language]:
    """A reader's language -> the one in which they get the broadcast. A language that is missing has no text and no
    fill."""
    found: dict[Language, Language] = {}
    for language in _LANGUAGES:
        fill = draft.fills.get(language, "")
        if draft.texts.get(language, "").strip():
            found[language] = language
        elif fill in _LANGUAGES and draft.texts.get(fill, "").strip():
            found[language] = fill
    return found


def outgoing(content: Content, draft: Draft, language: Language, *, document: Document | None = None) -> Outgoing:
    """The message for readers of a language: in the one that stands in for it, where there is no text of its own.
    `document`: the attachment. Raises LookupError for a language that is missing, and `ParametersError` if the text
    does not fit the template."""
    language = goes_in(draft)[language]
    text = filled(draft, draft.texts[language].strip(), language)
    link = _title(draft.link, language)
    button = _title(draft.button, language)
    return Outgoing(
        text=text,
        language=language,
        buttons=(Button(button, draft.button["payload"]),) if button else (),
        link=(link, draft.link["url"]) if link else None,
        document=document,
        template=_call(content, draft, language, text),
    )


def preview(
    content: Content, draft: Draft, channel: Capabilities, language: Language, *, document: Document | None = None
) -> Preview:
    """How the broadcast will look on a channel. Raises as `outgoing`."""
    message = outgoing(content, draft, language, document=document)
    template = None
    if message.template is not None and channel.window is not None:
        words = content.templates[message.template.name]
        template = templates.outgoing(words, message.language, message.template.parameters)
    free = replace(message, template=None)
    return Preview(message.language, tuple(render(free, channel)), template)


def parameters(content: Content, template: Template, draft: Draft, language: Language, text: str) -> tuple[str, ...]:
    """What fills the places of a template: `from` who speaks, `news` the text with the address of its link in one
    line, `scheme` the topic's title; any other a value of that name. What is missing is empty."""
    url = draft.link.get("url") if draft.link else ""
    topic = content.topics.get(draft.topic)
    known = {
        "from": draft.sender.get(language, ""),
        "news": one_line(f"{text} {url}" if url else text),
        "scheme": draft.values.get("scheme", {}).get(language, "") or (topic.title[language] if topic else ""),
    }
    return tuple(
        one_line(known.get(one.name) or draft.values.get(one.name, {}).get(language, "")) for one in template.parameters
    )


def _call(content: Content, draft: Draft, language: Language, text: str) -> TemplateCall | None:
    template = content.templates.get(draft.template)
    if template is None:
        return None
    values = parameters(content, template, draft, language, text)
    template.body(language, values)  # raises for what WhatsApp would refuse
    return TemplateCall(template.name, language, values, tuple(button.payload for button in template.buttons))


def _title(part: Mapping[str, object], language: str) -> str:
    """The title of a link or a button; empty if there is none."""
    titles = part.get("title") if part else None
    return str(titles.get(language, "")).strip() if isinstance(titles, dict) else ""


_LANGUAGES: Final[tuple[Language, ...]] = ("bn", "hi", "en")

__all__ = ["PLACE", "ParametersError", "Preview", "filled", "goes_in", "outgoing", "parameters", "preview"]
