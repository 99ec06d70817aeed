"""What conversations are called on the pages: channels, topics, districts, states, how long somebody waits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Awaitable
from typing import Annotated, Final, TypeVar

from fastapi import Path
from starlette.exceptions import HTTPException

from bot.console import render
from bot.console.visit import Visit
from bot.console.words import N_
from bot.knowledge import names
from bot.knowledge.model import Language
from bot.language import LANGUAGE_NAMES, LANGUAGES
from bot.services.handover import UnknownWish
from bot.services.handover_desk import Wish

T = TypeVar("T")
WishId = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$")]
Number = Annotated[int, Path(ge=0, le=2**62)]
LATE: Final = dt.timedelta(hours=4)
"""Whoever waits longer is marked."""
CHANNELS: Final = {"telegram": N_("Telegram"), "whatsapp": N_("WhatsApp"), "web": N_("Chat page")}
WITHOUT_WORDS: Final = {
    "[media]": N_("(a picture or a file)"), "[voice]": N_("(a voice note that could not be heard)"),
    "[location]": N_("(a place)"), "[contact]": N_("(a telephone number from the address book)"),
}  # fmt: skip
_MINUTE, _HOUR, _DAY = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1)


def path(wish_id: str) -> str:
    """The page of a conversation."""
    return f"/conversations/{wish_id}"


async def found(asked: Awaitable[T]) -> T:
    """What a service found; raises 404 for a conversation that there is not, or that is not this official's."""
    try:
        return await asked
    except UnknownWish:
        raise HTTPException(404) from None


def channel(visit: Visit, name: str) -> str:
    """The name of a channel."""
    return visit.say(CHANNELS[name]) if name in CHANNELS else name


def topic(visit: Visit, topic_id: str | None) -> str:
    """The title of a topic in the official's language; its id once it is gone from the content."""
    if not topic_id:
        return visit.say(N_("No topic"))
    known = visit.site.content.topics.get(topic_id)
    return known.title[visit.language] if known is not None else topic_id


def topics(visit: Visit) -> list[tuple[str, str]]:
    """All topics by title, to choose from."""
    every = ((each.id, each.title[visit.language]) for each in visit.site.content.topics.values())
    return sorted(every, key=lambda pair: pair[1].casefold())


def topics_named(visit: Visit, words: str) -> frozenset[str]:
    """Topics with these words in a title, in any language, or in another name."""
    wanted = words.casefold()
    return frozenset(
        each.id
        for each in visit.site.content.topics.values()
        if any(wanted in name.casefold() for name in (*each.title.model_dump().values(), *each.aliases))
    )


def district(visit: Visit, district_id: str | None) -> str:
    """The name of a district in the official's language."""
    if district_id is None:
        return visit.say(N_("District not known"))
    known = visit.site.content.choices.get(f"district.{district_id.replace('-', '_')}")
    return known.title[visit.language] if known is not None else district_id


def districts(visit: Visit) -> list[tuple[str, str]]:
    """The official's districts, to choose from."""
    own = (each for each in names.names(visit.site.content).districts if visit.officer.sees(each))
    return sorted(((each, district(visit, each)) for each in own), key=lambda pair: pair[1])


def languages(visit: Visit) -> dict[Language, str]:
    """The names of the languages in that of the official."""
    return {one: LANGUAGE_NAMES[one][visit.language] for one in LANGUAGES}


def state(wish: Wish, name: str) -> str:
    """Of a conversation for an official: open, mine, other (a colleague has it), over."""
    if wish.status == "taken":
        return "mine" if wish.official == name else "other"
    return "open" if wish.status == "open" else "over"


def waited(visit: Visit, since: dt.datetime) -> str:
    """How long it is since a moment."""
    for_ = max(visit.now - since, dt.timedelta())
    said = visit.words
    if for_ < _HOUR:
        count = for_ // _MINUTE
        text = said.ngettext("%(n)s minute", "%(n)s minutes", count)
    elif for_ < 2 * _DAY:
        count = for_ // _HOUR
        text = said.ngettext("%(n)s hour", "%(n)s hours", count)
    else:
        count = for_ // _DAY
        text = said.ngettext("%(n)s day", "%(n)s days", count)
    return text % {"n": render.number(count, visit.language)}
