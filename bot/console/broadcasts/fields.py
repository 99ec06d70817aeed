"""The fields of a draft: how the first two steps show them, and how they are read from what was sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from bot.broadcasts import attachments
from bot.broadcasts.checks import payloads
from bot.broadcasts.drafts import Broadcast, Draft
from bot.console.broadcasts import common, labels
from bot.console.visit import Visit
from bot.console.words import N_
from bot.knowledge.model import AREAS
from bot.language import LANGUAGE_NAMES, LANGUAGES
from bot.services import templates
from bot.services.templates import Standing

WORDS: Final = 10
"""Most own words in brackets of one draft."""
_ANNOUNCEMENTS: Final = "announcements"
_WHATSAPP: Final = "whatsapp"


@dataclass(frozen=True)
class Attached:
    """A file as the page names it."""

    name: str
    kilobytes: int


@dataclass(frozen=True)
class Offered:
    """A template with its text in the reader's language and its state in each. `states`: language, state, tone."""

    name: str
    text: str
    states: list[tuple[str, str, str]]


def texts(visit: Visit, before: Draft) -> Draft:
    """The draft with what the first step sent."""
    fills = {one: common.typed(visit, f"fills.{one}", 2) for one in LANGUAGES}
    written = common.typed_three(visit, "texts")
    values: dict[str, dict[str, str]] = {}
    for at in range(WORDS):
        name = common.typed(visit, f"v{at}.name", 40).strip("{} ")
        given = {one: common.typed(visit, f"v{at}.{one}", 300) for one in LANGUAGES}
        if name:
            values[name] = {one: text for one, text in given.items() if text}
    return replace(
        before,
        name=" ".join(common.typed(visit, "name").split()),
        sender=common.typed_three(visit, "sender", 300),
        texts=written,
        fills={
            one: other for one, other in fills.items() if other in LANGUAGES and other != one and one not in written
        },
        values=values,
    )


def nameless(visit: Visit) -> bool:
    """Whether a value was given without the word that it stands for."""
    return any(
        not common.typed(visit, f"v{at}.name") and any(common.typed(visit, f"v{at}.{one}") for one in LANGUAGES)
        for at in range(WORDS)
    )


def extras(visit: Visit, before: Draft) -> Draft:
    """The draft with what the second step sent, but for the file."""
    url, titles = common.typed(visit, "link.url", 2000), common.typed_three(visit, "link.title", 200)
    payload, button = common.typed(visit, "button.payload", 64), common.typed_three(visit, "button.title", 200)
    return replace(
        before,
        topic=common.typed(visit, "topic", 32),
        template=common.typed(visit, "template", 64),
        link={"url": url, "title": titles} if url or titles else {},
        button={"payload": payload, "title": button} if payload or button else {},
        upload_id=None if visit.form.get("detach") == "1" else before.upload_id,
    )


async def of_texts(visit: Visit, one: Broadcast, wrong: Mapping[str, str]) -> dict[str, Any]:
    """What the first step shows. The words in brackets come with what is wrong with them, and an empty one at the
    end."""
    variables = [
        (name, values, next((text for field, text in wrong.items() if field.split(".")[:2] == ["values", name]), ""))
        for name, values in one.draft.values.items()
    ]
    if len(variables) < WORDS and common.may_write(visit):
        variables.append(("", {}, ""))
    return {"variables": variables}


async def of_extras(visit: Visit, one: Broadcast) -> dict[str, Any]:
    """What the second step shows."""
    content, language = visit.site.content, visit.language
    subjects = [
        (content.buttons[f"area_{area}"].text[language],
         [(topic.id, topic.title[language]) for topic in content.in_area(area)])
        for area in AREAS
    ]  # fmt: skip
    tools = [key for key in payloads(content) if not key.startswith("ask:")]
    named = [(key, content.buttons[key.removeprefix("tool:")].text[language]) for key in tools]
    asks = [(area, [(f"ask:{key}", title) for key, title in topics]) for area, topics in subjects]
    document = await visit.run(attachments.document, one.draft.upload_id)
    standings = {(each.name, each.language): each for each in await visit.run(templates.standings, _WHATSAPP)}
    offered = [
        Offered(each.name, each.text[language], [_state(visit, standings.get((each.name, spoken)), spoken)
                                                 for spoken in LANGUAGES])
        for each in content.templates.values() if each.purpose == _ANNOUNCEMENTS
    ]  # fmt: skip
    return {
        "subjects": subjects, "payloads": [(visit.say(N_("Menu and tools")), named), *asks],
        "link_url": one.draft.link.get("url", ""), "link_title": one.draft.link.get("title", {}),
        "payload": one.draft.button.get("payload", ""), "button_title": one.draft.button.get("title", {}),
        "attachment": Attached(document.name, max(1, len(document.content) // 1000)) if document else None,
        "templates": offered,
    }  # fmt: skip


def _state(visit: Visit, standing: Standing | None, spoken: str) -> tuple[str, str, str]:
    title = LANGUAGE_NAMES[spoken][visit.language]  # type: ignore[index]
    if standing is None:
        return title, visit.say(N_("not yet handed to WhatsApp")), "busy"
    tone = "good" if standing.state in templates.SENDABLE else "busy" if standing.state in templates.PENDING else "bad"
    return title, labels.said(visit, labels.STATES, standing.state), tone
