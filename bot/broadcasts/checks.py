"""What is still wrong with a draft, field by field, before it may be handed in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as standard
from typing import Any, Final
from urllib.parse import urlsplit

from bot.broadcasts.messages import PLACE, filled, goes_in, parameters
from bot.broadcasts.record import Draft
from bot.channels.base import Capabilities
from bot.knowledge.library import Content
from bot.knowledge.model import TOOLS, Language
from bot.knowledge.templates import BODY_LIMIT, ParametersError
from bot.language import LANGUAGES

TEXT_LIMIT: Final = 1024
"""Characters of a text with its places filled: a WhatsApp message with a button, an address or a file, and the caption
of a file on Telegram, have no more, and an announcement in pieces is not read."""
BUTTON_TITLE: Final = 20
"""Characters of a title: what WhatsApp shows of a button or of what opens an address."""
_SENDER_LIMIT: Final = 60
_URL_LIMIT: Final = 500
_MARKS: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
_ASK: Final = re.compile(r"ask:([a-z0-9-]{1,32})")
_VALUE_NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,31}")


@dataclass(frozen=True)
class Problem:
    """What is wrong. `field`: like "texts.bn", "link.url", "button.title.hi", "values.date.en"; `key`: what, of the
    list below; `values`: what a sentence about it needs.

    empty; long (`limit`, `length`); missing (a language without a text and without a fill); fill (what stands in has no
    text itself); place (`name`: nothing fills this place); name (of a value: small letters, figures and _); https
    (an address begins with https:// and has no blank); lines (it must be one line); marks (signs that turn or hide
    text); payload (the button does not lead to anything); topic (there is none of that name); template (there is none
    of that name); template_purpose (it is not for announcements); template_long (`limit`, `length`: of the template
    with this text); parameter (`name`: the template wants a value for it); not_one_message (`channel`); both (a link
    and a button: WhatsApp shows one of them as a button)."""

    field: str
    key: str
    values: dict[str, Any] = standard(default_factory=dict)


def problems(content: Content, draft: Draft, channels: Mapping[str, Capabilities] | None = None) -> list[Problem]:
    """All of them, in the order of the page; none: the draft may be handed in. `channels`: whose further limits count
    too."""
    found = [*_head(content, draft), *_texts(draft), *_values(draft), *_parts(content, draft)]
    if not any(one.field.startswith(("texts", "values", "sender")) for one in found):
        for language in dict.fromkeys(goes_in(draft).values()):
            found += _said(content, draft, language, channels or {})
    return found


def payloads(content: Content) -> list[str]:
    """What a button may bring back: the menu, a calculator, a question about a topic."""
    return ["menu", *(f"tool:{tool}" for tool in TOOLS), *(f"ask:{topic}" for topic in content.topics)]


def _head(content: Content, draft: Draft) -> Iterator[Problem]:
    if not draft.name.strip():
        yield Problem("name", "empty")
    if draft.topic and draft.topic not in content.topics:
        yield Problem("topic", "topic")
    template = content.templates.get(draft.template)
    if draft.template and template is None:
        yield Problem("template", "template")
    elif template is not None and template.purpose != "announcements":
        yield Problem("template", "template_purpose")
    for language in dict.fromkeys(goes_in(draft).values()):
        yield from _line(f"sender.{language}", draft.sender.get(language, ""), _SENDER_LIMIT)


def _texts(draft: Draft) -> Iterator[Problem]:
    reached = goes_in(draft)
    for language in LANGUAGES:
        text, fill = draft.texts.get(language, ""), draft.fills.get(language, "")
        if language not in reached:
            yield Problem(f"fills.{language}", "fill") if fill else Problem(f"texts.{language}", "missing")
        elif text.strip():
            if _MARKS.search(text):
                yield Problem(f"texts.{language}", "marks")
            for name in dict.fromkeys(place[1].strip() for place in PLACE.finditer(text)):
                if name not in draft.values:
                    yield Problem(f"texts.{language}", "place", {"name": name})


def _values(draft: Draft) -> Iterator[Problem]:
    used = {
        (place[1].strip(), language)
        for language, text in draft.texts.items() if text.strip()
        for place in PLACE.finditer(text)
    }  # fmt: skip
    for name, texts in draft.values.items():
        if not _VALUE_NAME.fullmatch(name):
            yield Problem(f"values.{name}", "name")
        for language in LANGUAGES:
            value = texts.get(language, "")
            if value or (name, language) in used:
                yield from _line(f"values.{name}.{language}", value, 200)


def _parts(content: Content, draft: Draft) -> Iterator[Problem]:
    """Link and button."""
    languages = dict.fromkeys(goes_in(draft).values())
    if draft.link:
        url = draft.link.get("url")
        if not isinstance(url, str) or not _is_https(url):
            yield Problem("link.url", "https")
        elif len(url) > _URL_LIMIT:
            yield Problem("link.url", "long", {"limit": _URL_LIMIT, "length": len(url)})
    if draft.button:
        payload = draft.button.get("payload")
        if not isinstance(payload, str) or not _leads(content, payload):
            yield Problem("button.payload", "payload")
    for name, part in (("link", draft.link), ("button", draft.button)):
        titles = part.get("title") if part else None
        for language in languages if part else ():
            title = titles.get(language) if isinstance(titles, dict) else ""
            yield from _line(f"{name}.title.{language}", title if isinstance(title, str) else "", BUTTON_TITLE)
    if draft.link and draft.button:
        yield Problem("button", "both")


def _said(
    content: Content, draft: Draft, language: Language, channels: Mapping[str, Capabilities]
) -> Iterator[Problem]:
    """Of a text with its places filled."""
    text = filled(draft, draft.texts[language].strip(), language)
    if len(text) > TEXT_LIMIT:
        yield Problem(f"texts.{language}", "long", {"limit": TEXT_LIMIT, "length": len(text)})
    for name, channel in channels.items():
        limit = min(each for each in (channel.text, channel.body, channel.caption) if each)
        if channel.length(text) > limit and len(text) <= TEXT_LIMIT:
            yield Problem(f"texts.{language}", "not_one_message", {"channel": name, "limit": limit})
    template = content.templates.get(draft.template)
    if template is None or template.purpose != "announcements":
        return
    values = parameters(content, template, draft, language, text)
    empty = [one.name for one, value in zip(template.parameters, values, strict=True) if not value]
    for name in empty:
        yield Problem("topic" if name == "scheme" else f"values.{name}.{language}", "parameter", {"name": name})
    if not empty:
        try:
            template.body(language, values)
        except ParametersError:
            length = len(template.text[language]) + sum(len(value) for value in values) - 5 * len(values)
            yield Problem(f"texts.{language}", "template_long", {"limit": BODY_LIMIT, "length": length})


def _line(where: str, text: str, limit: int) -> Iterator[Problem]:
    """One line that is not empty."""
    if not text.strip():
        yield Problem(where, "empty")
    elif len(text.strip()) > limit:
        yield Problem(where, "long", {"limit": limit, "length": len(text.strip())})
    elif "\n" in text.strip() or "\t" in text:
        yield Problem(where, "lines")
    elif _MARKS.search(text):
        yield Problem(where, "marks")


def _is_https(url: str) -> bool:
    """Whether it is an address that may be sent: https, a name with a dot, nothing that hides where it leads."""
    if not url.startswith("https://") or any(each.isspace() or unicodedata.category(each) in "CcCf" for each in url):
        return False
    try:
        parts = urlsplit(url)
        host, login = parts.hostname or "", parts.username
    except ValueError:
        return False
    return "." in host.strip(".") and login is None and not re.search(r"[<>\"'`{}|\\^]", url)


def _leads(content: Content, payload: str) -> bool:
    asked = _ASK.fullmatch(payload)
    if asked is not None:
        return asked[1] in content.topics
    return payload == "menu" or payload in {f"tool:{tool}" for tool in TOOLS}
