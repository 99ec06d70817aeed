"""How the answers of a draft will look: on the website, on Telegram and on WhatsApp, in three languages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Annotated, Final

from fastapi import APIRouter, Query, Response
from pydantic import ValidationError

from bot.channels import web, whatsapp
from bot.channels.base import Capabilities, Outgoing
from bot.channels.render import render
from bot.channels.telegram.sending import CAPABILITIES as TELEGRAM
from bot.clock import INDIA
from bot.console.guard import visitor
from bot.console.knowledge import labels, work
from bot.console.site import Site
from bot.console.visit import Visit
from bot.conversation.answers import Answers
from bot.conversation.lettering import in_roman
from bot.conversation.state import State
from bot.conversation.texts import Texts
from bot.knowledge.model import ASPECTS, Aspect, Language, Topic

CAPABILITIES: Final = {web.NAME: web.CAPABILITIES, "telegram": TELEGRAM, whatsapp.NAME: whatsapp.CAPABILITIES}
WRITINGS: Final[tuple[tuple[Language, bool], ...]] = (
    ("bn", False), ("bn", True), ("hi", False), ("hi", True), ("en", False)
)  # fmt: skip


@dataclass(frozen=True)
class Shown:
    """An answer in one language and lettering. `used`, `limit`: of each message, in the channel's own measure."""

    language: Language
    roman: bool
    messages: tuple[tuple[Outgoing, int, int, bool], ...]


def router(site: Site) -> APIRouter:
    """The page."""
    routes = APIRouter()

    @routes.get("/knowledge/{folder}/{name}/preview")
    async def preview(
        folder: work.Area,
        name: work.Name,
        channel: Annotated[str, Query(pattern=r"^(web|telegram|whatsapp)$")] = "web",
        aspect: Annotated[str, Query(pattern=r"^[a-z-]{0,16}$")] = "",
        visit: Visit = visitor(site, "content"),
    ) -> Response:
        found = await work.opened(visit, folder, name)
        try:
            topic = Topic.model_validate(found.data)
        except ValidationError:
            topic = None
        answered: list[Aspect] = []
        shown: list[Shown] = []
        if topic is not None:
            answered = [one for one in ASPECTS if one in topic.aspects or one in topic.elsewhere]
            asked: Aspect = next((one for one in answered if one == aspect), answered[0])
            shown = list(rendered(visit, topic, asked, channel))
            aspect = asked
        names = labels.aspects(site.content, visit.language)
        return visit.page(
            "knowledge/preview.html", shown=shown, channel=channel, aspect=aspect, valid=topic is not None,
            channels={key: visit.say(label) for key, label in labels.CHANNELS.items()},
            answered={one: names[one] for one in answered}, **work.frame(visit, found, "preview"),
        )  # fmt: skip

    return routes


def rendered(visit: Visit, topic: Topic, aspect: Aspect, channel: str) -> Iterator[Shown]:
    """One answer as the service itself would write it today, with the draft in place of what is live."""
    live = visit.site.content
    whole = topic.model_copy(update={"figures": {**live.figures, **topic.figures}})
    content = replace(live, topics={**live.topics, topic.id: whole})
    answers = Answers(Texts(content, visit.now.astimezone(INDIA).date()))
    limits = CAPABILITIES[channel]
    for language, roman in WRITINGS:
        try:
            reply = answers.answer(whole, aspect, language, State())
        except (KeyError, ValueError, IndexError):  # a {name} without a figure: the check says which
            continue
        messages = render(in_roman(reply) if roman else reply, limits)
        measured = tuple(
            (one, limits.length(one.text), most, limits.length(one.text) > most)
            for one in messages for most in [_limit(one, limits)]
        )  # fmt: skip
        yield Shown(language, roman, measured)


def _limit(message: Outgoing, limits: Capabilities) -> int:
    return limits.body if message.buttons and limits.body else limits.text
