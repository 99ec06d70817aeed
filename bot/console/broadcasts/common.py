"""What the pages of broadcasts share: finding one, refusals in the official's language, languages, who may write."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Final

from fastapi import Path, Query
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from bot.broadcasts import drafts
from bot.broadcasts.drafts import Broadcast, Changed, NotNow, UnknownBroadcast
from bot.console.broadcasts import labels
from bot.console.visit import Visit
from bot.console.words import N_
from bot.knowledge.model import Language
from bot.language import LANGUAGE_NAMES, LANGUAGES

RIGHT: Final = "broadcast"
STEPS: Final = ("texts", "extras", "people", "preview", "send")
TITLES: Final[Mapping[str, str]] = {
    "texts": N_("Text"),
    "extras": N_("Extras"),
    "people": N_("People"),
    "preview": N_("Preview"),
    "send": N_("Hand in"),
}
Id = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$")]
Step = Annotated[str, Query(pattern=r"^(texts|extras|people|preview|send)$")]
Lang = Annotated[str, Query(pattern=r"^(bn|hi|en)?$")]

CHANGED: Final = N_("Somebody changed this broadcast meanwhile. Look at it as it is now, then make your change again.")
_NOT_NOW: Final[Mapping[str, str]] = {
    "status": N_("That is no longer possible: somebody was faster. It now stands at: %(status)s."),
    "own": N_("You wrote in this broadcast yourself: another official must approve it."),
    "reason": N_("Write why, so that the writer knows what to change."),
    "early": N_("That is too soon: choose a time at least ten minutes from now."),
    "night": N_("That is at night, when nothing is sent. Choose a time in the day."),
    "far": N_("That is too far ahead. Choose an earlier day."),
    "retried": N_("The failed messages are being repeated already."),
    "none": N_("Nothing failed that could be repeated."),
}


def languages(visit: Visit) -> list[tuple[Language, str]]:
    """The languages in which people are spoken to, as the reader names them."""
    return [(one, LANGUAGE_NAMES[one][visit.language]) for one in LANGUAGES]


def language(visit: Visit, asked: str) -> Language:
    """The one asked for, else the reader's."""
    return next((one for one in LANGUAGES if one == asked), visit.language)


def may_write(visit: Visit) -> bool:
    """Whether the official writes broadcasts."""
    return visit.officer.may(RIGHT) and not visit.officer.reads


async def found(visit: Visit, broadcast_id: str) -> Broadcast:
    """The broadcast; a page that says there is none otherwise."""
    try:
        return await visit.run(drafts.one, visit.officer, broadcast_id)
    except UnknownBroadcast:
        raise HTTPException(404) from None


def why(visit: Visit, error: NotNow) -> str:
    """A refusal in the official's language."""
    text = _NOT_NOW.get(error.key, _NOT_NOW["status"])
    status = labels.said(visit, labels.STATUSES, error.status) if error.status else ""
    return visit.say(text, status=status)


async def back(visit: Visit, broadcast_id: str, error: Exception) -> Response:
    """To the broadcast, which says why something was not done. Raises what is no refusal of this area."""
    if isinstance(error, UnknownBroadcast):
        raise HTTPException(404) from None
    if isinstance(error, Changed):
        return await visit.go(f"/broadcasts/{broadcast_id}", visit.say(CHANGED), "bad")
    if isinstance(error, NotNow):
        return await visit.go(f"/broadcasts/{broadcast_id}", why(visit, error), "bad")
    raise error


REFUSALS: Final = (UnknownBroadcast, Changed, NotNow)


def version(visit: Visit) -> int:
    """Of the broadcast as the page showed it; -1 (which none has) for anything else."""
    text = str(visit.form.get("version", ""))
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else -1


def typed(visit: Visit, name: str, limit: int = 5000) -> str:
    """A field of the form, without spaces around it."""
    value: Any = visit.form.get(name, "")
    return value.replace("\r\n", "\n").strip()[:limit] if isinstance(value, str) else ""


def typed_three(visit: Visit, name: str, limit: int = 5000) -> dict[str, str]:
    """A field in three languages; empty ones are left out."""
    given = {one: typed(visit, f"{name}.{one}", limit) for one in LANGUAGES}
    return {one: text for one, text in given.items() if text}
