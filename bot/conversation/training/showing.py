"""What is said of a session wherever it is named: values of messages, buttons, and their payloads."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from typing import Any, Final

from sqlalchemy.orm import Session

from bot.conversation.surroundings import Surroundings
from bot.services import preferences
from bot.services.training.catalogue import ONLINE, Upcoming
from bot.services.training.mine import Mine
from bot.services.training.plans import Schedule

NAME_FLOW: Final = "name"
"""The flow of typed names (bot/conversation/hearing.py)."""
ID: Final = "(?P<id>[0-9a-f]{32})"
"""Of a session or an enrolment, in a pattern."""
Act = dict[str, Any]
_PRESS: Final = re.compile(r"train:(?P<act>[a-z]{2,8}):(?P<id>[0-9a-f]{32})(?::(?P<more>[a-z]{2,8}))?")


def payload(act: str, subject: str, more: str = "") -> str:
    """What a button about a session or an enrolment brings back."""
    return f"train:{act}:{subject}" + (f":{more}" if more else "")


def pressed(payload: str) -> tuple[str, str, str] | None:
    """Act, subject and the rest of such a payload; None if it is another one."""
    match = _PRESS.fullmatch(payload)
    return (match["act"], match["id"], match["more"] or "") if match is not None else None


def act(title: str, payload: str, **values: Any) -> Act:
    """A button: its name among the titles, its payload, and values for its title."""
    return {"title": title, "payload": payload, **({"values": values} if values else {})}


def line(key: str, **values: Any) -> dict[str, Any]:
    """A message inside another one."""
    return {"key": key, "values": values}


def schedule(around: Surroundings) -> Schedule:
    """The reminders of the content and the operator's night, as the services want them."""
    return Schedule(around.content.reminders, around.rules)


def district(name: str) -> dict[str, str]:
    """The name of a district."""
    return {"choice": f"district.{name.replace('-', '_')}"}


def title(upcoming: Upcoming) -> dict[str, Any]:
    """Of the course, in the reader's language."""
    return {"said": upcoming.course.title}


def about(upcoming: Upcoming) -> dict[str, Any]:
    """Title, day, time and place of a session, for most messages: `title`, `day`, `time`, `where`."""
    start = upcoming.session.starts_at.isoformat()
    return {"title": title(upcoming), "day": {"on": start}, "time": {"at": start}, "where": where(upcoming)}


def where(upcoming: Upcoming) -> dict[str, Any]:
    """Where it is, or that it is online."""
    session = upcoming.session
    if session.mode == ONLINE:
        return line("training_online")
    if session.place:
        return line("training_at", place=session.place, district=district(session.district))
    return line("training_in", district=district(session.district))


def seats(upcoming: Upcoming) -> dict[str, Any]:
    """How many places are left, or that there is a waiting list."""
    match upcoming.free:
        case 0:
            return line("training_full")
        case 1:
            return line("training_seat")
    return line("training_seats", count=upcoming.free)


def listed(number: int, upcoming: Upcoming) -> dict[str, Any]:
    """One line of a list."""
    return line("training_line", number=number, seats=seats(upcoming), **about(upcoming))


def row(upcoming: Upcoming) -> dict[str, Any]:
    """The session in one line, without a number."""
    return line("training_row", **about(upcoming))


def numbered(number: int, upcoming: Upcoming, payload: str, around: Surroundings) -> Act:
    """The button of a line: its number, and what the course is about."""
    topic = name_of(f"training_topic.{upcoming.course.topic}", around) or title(upcoming)
    return act("training_pick", payload, number=number, topic=topic)


def name_of(key: str, around: Surroundings) -> dict[str, Any]:
    """A choice as it stands on a button; empty if the content does not know it."""
    choice = around.content.choices.get(key)
    return {"said": choice.title.model_dump()} if choice is not None else {}


def named(key: str, payload: str, around: Surroundings) -> Act:
    """A button with the title of a choice."""
    return act("training_word", payload, word=name_of(key, around))


def joined(values: Sequence[Any]) -> Any:
    """Several values one after the other, with commas; "" for none."""
    if not values:
        return ""
    first, *rest = values
    return line("training_joined", first=first, rest=joined(rest)) if rest else first


def choices(group: str, names: Iterable[str], around: Surroundings) -> Any:
    """Names of choices one after the other; those that the content does not know are left out."""
    keys = [f"{group}.{name}" for name in names]
    return joined([{"choice": key} for key in keys if key in around.content.choices])


def waits_for_name(enrolment_id: str, now: dt.datetime, mark: str = "") -> str:
    """That a reply waits for a name, and since when (minutes of Unix time). `mark`: "c" if a certificate is made
    as soon as it is there."""
    return f"{NAME_FLOW}:{enrolment_id}:{int(now.timestamp()) // 60}" + (f":{mark}" if mark else "")


def steps(session: Session, contact_id: str, mine: Mine, around: Surroundings) -> list[Act]:
    """What can be done next by somebody who has a place: the test before, the calendar, fewer reminders."""
    enrolment_id, found = mine.enrolment.id, list[Act]()
    if mine.upcoming.course.assessment in around.content.assessments:
        found.append(act("training_pre_test", f"quiz:start:{enrolment_id}:pre"))
    found.append(act("training_calendar", payload("cal", enrolment_id)))
    if preferences.wants(session, [contact_id], "reminders", "training"):
        found.append(act("training_fewer", "remind:show"))
    else:
        found.append(act("training_remind_all", "remind:all"))
    return found
