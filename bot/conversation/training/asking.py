"""What somebody is asked once, after they took part for the first time: the name for the certificate, whether a woman
leads the enterprise, and the social group. Each can be skipped."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, Final

from sqlalchemy.orm import Session

from bot.conversation import wanted
from bot.conversation.engine import Say
from bot.conversation.surroundings import Surroundings
from bot.conversation.training import certificate, showing
from bot.conversation.training.showing import Act, act, line
from bot.documents import fonts
from bot.knowledge.library import Content
from bot.language import fold_text
from bot.language.entities import find_name
from bot.services import consent
from bot.services.training import enrolments, learners

CLOSED: Final = "none:"
"""What a reply waits for after which no name is expected any more."""
_FRESH: Final = dt.timedelta(minutes=30)
"""Later a bare word or two are no answer any more; "my name is ..." still is."""
_HEARS: Final = re.compile(rf"name:{showing.ID}:(?P<minute>[0-9]{{1,12}})(?P<paper>:c)?")
_SAID: Final = {"yes": True, "no": False, "skip": None}
_SKIP: Final = "skip"


def first(session: Session, contact_id: str, enrolment_id: str, now: dt.datetime) -> tuple[Any, list[Act], str]:
    """The first question, its buttons, and what it waits for; from now on the person has been asked."""
    learners.describe(session, contact_id, None, None, now)
    if learners.known_name(session, contact_id) is not None:
        return line("training_women_line"), _women(enrolment_id), ""
    skip = [act("training_skip", showing.payload("noname", enrolment_id))]
    return line("training_name_line"), skip, showing.waits_for_name(enrolment_id, now)


def heard(
    session: Session, contact_id: str, waits: str, text: str, now: dt.datetime, around: Surroundings
) -> Say | None:
    """The name that somebody typed; None if it is something else."""
    match = _HEARS.fullmatch(waits)
    mine = enrolments.get(session, contact_id, match["id"]) if match is not None else None
    if match is None or mine is None:
        return None
    asked = dt.datetime.fromtimestamp(int(match["minute"]) * 60, dt.UTC)
    fresh, paper = now - asked < _FRESH, match["paper"] is not None
    if fresh and not paper and _skips(text, around.content):
        return women(mine.enrolment.id)
    found = find_name(text, expected=fresh)
    if found is None or wanted.read(text).fewer:
        return None
    again = {"hears": showing.waits_for_name(mine.enrolment.id, now, "c" if paper else "")}
    try:
        fonts.check(found.name)
    except fonts.Unwritable:
        return Say("training_name_letters", again)
    kept = learners.name(session, contact_id, found.name, now)
    if kept is None:
        return Say("training_name_unclear", again)
    if paper:
        return certificate.give(session, contact_id, mine.enrolment.id, now, around)
    return women(mine.enrolment.id, kept)


def women(enrolment_id: str, name: str = "") -> Say:
    """Whether a woman leads the enterprise. `name`: as it was understood just now."""
    noted = line("training_name_noted", name=name) if name else ""
    return Say("training_ask_women", {"noted": noted, "acts": _women(enrolment_id), "hears": CLOSED})


def pressed(
    session: Session, contact_id: str, deed: str, enrolment_id: str, said: str, now: dt.datetime, around: Surroundings
) -> Say | None:
    """A button below one of the questions; None if there is no such answer."""
    mine = enrolments.get(session, contact_id, enrolment_id)
    if mine is None:
        return Say("training_gone")
    if deed == "noname":
        return women(enrolment_id)
    if not consent.granted(session, contact_id, "training"):
        return Say("training_thanks", {"acts": showing.steps(session, contact_id, mine, around)})
    if deed == "women" and said in _SAID:
        learners.describe(session, contact_id, _SAID[said], None, now)
        return Say("training_ask_group", {"acts": _groups(enrolment_id, around), "hears": CLOSED})
    if deed == "group" and said in (*learners.GROUPS, _SKIP):
        if said != _SKIP:
            learners.describe(session, contact_id, None, said, now)
        return Say("training_thanks", {"acts": showing.steps(session, contact_id, mine, around)})
    return None


def _women(enrolment_id: str) -> list[Act]:
    return [act(f"training_{said}", showing.payload("women", enrolment_id, said)) for said in _SAID]


def _groups(enrolment_id: str, around: Surroundings) -> list[Act]:
    groups = [
        showing.named(f"social_group.{group}", showing.payload("group", enrolment_id, group), around)
        for group in learners.GROUPS
    ]
    return [*groups, act("training_skip", showing.payload("group", enrolment_id, _SKIP))]


def _skips(text: str, content: Content) -> bool:
    """Whether a short answer says that no name will be given, in one of the ways that the content lists."""
    skip = content.choices.get("training_name.skip")
    if skip is None:
        return False
    ways = (*skip.aliases, *(skip.title[language] for language in ("en", "bn", "hi")))
    return fold_text(text, "medium") in {fold_text(way, "medium") for way in ways}
