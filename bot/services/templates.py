"""How message templates stand at a service: which of them may be sent now, and the alarm when one no longer may.

The texts are content (`bot.knowledge.templates`); here is only what the service says of them, language by language.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from bot.channels.base import Button, Outgoing, TemplateCall, TemplateNews
from bot.db.models import MessageTemplate
from bot.db.upsert import upsert
from bot.knowledge.model import Language
from bot.knowledge.templates import Template

logger = logging.getLogger(__name__)

_TABLE: Table = MessageTemplate.__table__  # type: ignore[assignment]
_CACHE = "templates"

UNKNOWN, GONE = "unknown", "deleted"
SENDABLE = frozenset({"approved", "flagged", "reinstated", "unarchived", "unlocked"})
"""States in which a template may be sent. Flagged: people judge it badly, and it will be paused if that goes on."""
PENDING = frozenset({"pending", "in_review", UNKNOWN})
"""States that pass by themselves or with a look at the service."""

_MENDS = {
    UNKNOWN: "its state is not known: `bot templates status` asks for it",
    "pending": "WhatsApp has not decided on it yet, which takes up to 48 hours",
    "in_review": "WhatsApp has not decided on it yet, which takes up to 48 hours",
    "rejected": "it was rejected: mend its text in content/templates and `bot templates push`, or appeal at WhatsApp",
    "paused": "it is paused because people judged it badly; WhatsApp lifts that after some hours: send it to fewer",
    "disabled": "it is disabled for good: write a new one under another name",
    "in_appeal": "WhatsApp has not decided on the appeal yet",
    "limit_exceeded": "the account has too many templates: delete some at WhatsApp, then `bot templates push`",
    GONE: "it is not there (any more): `bot templates push` submits it",
    "pending_deletion": "it is being deleted: wait 30 days or use another name, then `bot templates push`",
}
_MISSING = "it was never submitted, or its state never read: `bot templates push`, then `bot templates status`"
_DEARER = "it counts as marketing now, which people did not ask for: word it so that it is no advertisement, or appeal"

_Key = tuple[str, str, str]


@dataclass(frozen=True)
class Standing:
    """What a service says of a template in one language."""

    name: str
    language: str
    state: str
    category: str
    reason: str | None
    checked_at: dt.datetime


def usable(session: Session, channel: str, call: TemplateCall, purpose: str) -> str | None:
    """None if the template may be sent for `purpose` now; else why not and what to do, in one line.

    A template that the service takes for marketing is good for announcements only: people who want none of them would
    get one.
    """
    standing = _known(session, (channel, call.name, call.language))
    fault = _MISSING if standing is None else _fault(*standing, asked_for=purpose == "announcements")
    return f"{call.name} ({call.language}): {fault}" if fault else None


def note(session: Session, channel: str, news: TemplateNews, now: dt.datetime) -> None:
    """Keeps what the service tells of a template; what it does not tell stays as it was. Raises the alarm once when
    the template can no longer be sent."""
    if len(news.name) > 64 or len(news.language) > 8:
        return  # none of ours: ours are shorter
    key = (channel, news.name, news.language)
    before = _known(session, key)
    state, category = before or (UNKNOWN, "")
    state, category = news.state or state, news.category or category
    values = {
        "state": state[:16], "category": category[:16], "reason": news.reason[:200] or None, "checked_at": now,
    }  # fmt: skip
    session.execute(
        upsert(session)(_TABLE)
        .values(channel=channel, name=news.name, language=news.language, **values)
        .on_conflict_do_update(index_elements=["channel", "name", "language"], set_=values)
    )
    session.info.setdefault(_CACHE, {}).pop(key, None)
    _tell(key, before, (state[:16], category[:16]), news.reason)


def record(session: Session, channel: str, listed: Iterable[TemplateNews], now: dt.datetime) -> None:
    """Keeps the whole list of a service's templates: what is no longer in it counts as deleted."""
    there: set[tuple[str, str]] = set()
    for news in listed:
        note(session, channel, news, now)
        there.add((news.name, news.language))
    for standing in standings(session, channel):
        if (standing.name, standing.language) not in there and standing.state != GONE:
            note(session, channel, TemplateNews(standing.name, standing.language, GONE), now)


def standings(session: Session, channel: str) -> list[Standing]:
    """What is known of a service's templates, by name and language."""
    columns = (
        _TABLE.c.name,
        _TABLE.c.language,
        _TABLE.c.state,
        _TABLE.c.category,
        _TABLE.c.reason,
        _TABLE.c.checked_at,
    )
    rows = session.execute(
        select(*columns).where(_TABLE.c.channel == channel).order_by(_TABLE.c.name, _TABLE.c.language)
    )
    return [Standing(*row) for row in rows]


def problem(standing: Standing | None, purpose: str) -> str | None:
    """As `usable`, of a standing that is at hand."""
    if standing is None:
        return _MISSING
    return _fault(standing.state, standing.category, asked_for=purpose == "announcements")


def outgoing(template: Template, language: Language, parameters: Sequence[str]) -> Outgoing:
    """A message in the words of a template: as plain text with its buttons, and as the template where one is needed.
    Raises `ParametersError`."""
    link = template.link
    return Outgoing(
        template.filled(language, parameters),
        language,
        tuple(Button(button.title[language], button.payload) for button in template.buttons),
        link=(link.title[language], link.url) if link is not None else None,
        template=TemplateCall(
            template.name, language, tuple(parameters), tuple(button.payload for button in template.buttons)
        ),
    )


def _known(session: Session, key: _Key) -> tuple[str, str] | None:
    """State and category; kept for the transaction, since a batch of a broadcast asks for the same again and again."""
    cache: dict[_Key, tuple[str, str] | None] = session.info.setdefault(_CACHE, {})
    if key not in cache:
        channel, name, language = key
        row = session.execute(
            select(_TABLE.c.state, _TABLE.c.category).where(
                _TABLE.c.channel == channel, _TABLE.c.name == name, _TABLE.c.language == language
            )
        ).one_or_none()
        cache[key] = (row.state, row.category) if row is not None else None
    return cache[key]


def _fault(state: str, category: str, *, asked_for: bool) -> str | None:
    if state not in SENDABLE:
        return _MENDS.get(state, f"its state is {state}: look at it in WhatsApp Manager")
    return _DEARER if category == "marketing" and not asked_for else None


def _alarm(before: tuple[str, str] | None, after: tuple[str, str]) -> str | None:
    """Why a template cannot be sent, if that is new and not what one waits for anyway."""
    state, category = after
    if fault := _fault(state, category, asked_for=True):
        was = before[0] if before is not None else UNKNOWN
        return fault if state != was and (was in SENDABLE or state not in PENDING) else None
    return _DEARER if before is not None and (before[1], category) == ("utility", "marketing") else None


def _tell(key: _Key, before: tuple[str, str] | None, after: tuple[str, str], reason: str) -> None:
    channel, name, language = key
    because = f" ({reason})" if reason else ""
    if fault := _alarm(before, after):
        logger.critical(
            "%s: the template %s (%s) cannot be sent: %s%s. What needs it waits and is not lost.",
            channel, name, language, fault, because,
        )  # fmt: skip
    elif before is None or before == after:
        return
    elif after[0] == "flagged":
        logger.warning(
            "%s: people judge the template %s (%s) badly%s: it will be paused if that goes on",
            channel, name, language, because,
        )  # fmt: skip
    elif _fault(*before, asked_for=False) and not _fault(*after, asked_for=False):
        logger.info("%s: the template %s (%s) can be sent; what waited for it goes on", channel, name, language)
