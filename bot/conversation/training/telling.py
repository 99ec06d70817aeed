"""One timed message to one person: in their language and letters, as words and as the template that may always go."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final, cast

from sqlalchemy.orm import Session

from bot.channels.base import Outgoing, TemplateCall
from bot.clock import INDIA
from bot.conversation.lettering import in_roman
from bot.conversation.state import State
from bot.conversation.surroundings import Surroundings
from bot.conversation.texts import Texts
from bot.db.models import Contact, TimedTask
from bot.delivery import enqueue
from bot.knowledge.library import Content
from bot.knowledge.model import Language
from bot.knowledge.reminders import Kind, Reminder
from bot.knowledge.templates import Template, one_line
from bot.services.training.catalogue import Upcoming

_FETCHES: Final = "web"
"""The channel on which a message waits until the person writes."""
_CLOSES, _WINDOW = "whatsapp", dt.timedelta(hours=24)
"""The channel on which only a template goes to whoever has not written for so long."""
Parameters = Callable[[Texts, Language], Mapping[str, str]]
"""(texts, language) -> what fills the places of a template, by name."""


def key(task: TimedTask) -> str:
    """Of the outbox rows that a task causes: the same once for each person, however often it is tried."""
    return f"timed:{task.id}"


def tell(
    session: Session, task: TimedTask, contact_id: str, message: str, values: Mapping[str, Any], around: Surroundings,
    now: dt.datetime, *, parameters: Parameters | None = None, payloads: tuple[str, ...] = (),
    link: tuple[str, str] | None = None, begins: dt.datetime | None = None,
) -> str:  # fmt: skip
    """Queues a message of content/messages for a timed task. `parameters`: for the template of its kind; `payloads`: of
    that template's buttons; `link`: (name of the button, address); `begins`: when the session begins: a template must
    not arrive after that. Returns "" or why nothing was queued."""
    contact = session.get(Contact, contact_id)
    reminder = around.content.reminders.get(cast(Kind, task.kind))
    if contact is None or contact.erased_at is not None or reminder is None:
        return "gone"
    language = cast(Language, contact.language or around.default)
    texts = Texts(around.content, now.astimezone(INDIA).date())
    outgoing = texts.message(message, language, **values)
    if link is not None:
        outgoing = replace(outgoing, link=(texts.title(link[0], language), link[1]))
    if contact.roman:
        outgoing = in_roman(outgoing)
    ends = max((one for one in (begins, task.useful_until) if one is not None), default=None)
    template = chosen(around.content, reminder, ends - now if ends is not None else None)
    if template is not None and parameters is not None:
        given = parameters(texts, language)
        places = tuple(one_line(given[one.name]) for one in template.parameters)
        outgoing = replace(outgoing, template=TemplateCall(template.name, language, places, payloads))
    queue(session, task, contact_id, outgoing, reminder, now)
    _await(contact, outgoing, str(values.get("hears") or ""), now)
    return ""


def _await(contact: Contact, outgoing: Outgoing, hears: str, now: dt.datetime) -> None:
    """Whoever types next answers the question of this message, in words or by the number of a button. Not if they are
    in the middle of something else, nor where they do not see it yet: on the web page it comes with the next reply, and
    a template only says that there is a question."""
    state = State.load(dict(contact.state))
    unseen = contact.channel == _FETCHES or (contact.channel == _CLOSES and now - contact.seen_at >= _WINDOW)
    if not hears or unseen or state.asking or state.hears:
        return
    state.offer(outgoing.buttons)
    state.hears, state.typed, state.confirms = hears, False, None
    contact.state = state.dump()


def queue(
    session: Session, task: TimedTask, contact_id: str, outgoing: Outgoing, reminder: Reminder, now: dt.datetime
) -> None:
    """Puts it into the outbox: behind replies and not at night, unless it is of a kind that no night puts off, or of
    no use in the morning (`urgent`)."""
    awaited = not reminder.shift or bool(task.values.get("urgent"))
    enqueue.message(
        session, contact_id, outgoing, key(task), now, purpose=reminder.purpose, topic=reminder.topic,
        expires_at=task.useful_until, bulk=not awaited,
    )  # fmt: skip


def chosen(content: Content, reminder: Reminder, left: dt.timedelta | None) -> Template | None:
    """The template of a kind that the service tries longest to deliver, but not for longer than `left` (None: as long
    as it likes). News of one's own enrolment goes all the same, in the shortest one: late is better than never."""
    known = [content.templates[name] for name in reminder.templates if name in content.templates]
    known.sort(key=_lasts)
    fitting = [one for one in known if left is None or _lasts(one) <= left]
    if fitting:
        return fitting[-1]
    return known[0] if known and reminder.purpose == "service" else None


def of_session(upcoming: Upcoming) -> dict[str, Any]:
    """Values for messages about a session: title, day, time, place."""
    session = upcoming.session
    return {
        "title": {"said": upcoming.course.title},
        "day": {"on": session.starts_at.isoformat()},
        "time": {"at": session.starts_at.isoformat()},
        "place": place(upcoming),
    }


def place(upcoming: Upcoming) -> dict[str, Any]:
    """Where it is: online, or the place and its district."""
    session = upcoming.session
    if session.mode == "online":
        return {"key": "session_place_online", "values": {}}
    district = {"choice": f"district.{session.district.replace('-', '_')}"}
    return {"key": "session_place", "values": {"where": session.place, "district": district}}


def in_words(upcoming: Upcoming, **more: Any) -> Parameters:
    """The same values for a template's places, and more that are values of messages too."""
    given = {**of_session(upcoming), **more}
    return lambda texts, language: {name: texts.shown(name, value, language) for name, value in given.items()}


def _lasts(template: Template) -> dt.timedelta:
    # Without a time of its own WhatsApp tries for 30 days.
    return dt.timedelta(seconds=template.ttl_seconds) if template.ttl_seconds is not None else dt.timedelta(days=30)
