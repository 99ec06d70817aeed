"""How many reminders of trainings somebody wants: all, the important ones, none."""

from __future__ import annotations

import datetime as dt
from typing import Final

from sqlalchemy.orm import Session

from bot.conversation.engine import Say
from bot.conversation.training.showing import act
from bot.services import preferences
from bot.services.training.reminding import TOPICS

_SHOW: Final = "remind:show"
_FEWER: Final = "remind:fewer"
_WANTED: Final = {"remind:all": (True, True), _FEWER: (True, False), "remind:none": (False, False)}
"""By payload: whether the important ones, and those on top, are wanted."""


def pressed(session: Session, contact_id: str, payload: str, now: dt.datetime) -> Say | None:
    """Shows how it is, or does what a button says; None if it is another one."""
    if payload == _SHOW:
        return overview(session, contact_id)
    if payload not in _WANTED:
        return None
    for topic, wanted in zip(TOPICS, _WANTED[payload], strict=True):
        preferences.set(session, contact_id, "reminders", wanted, now, topic=topic)
    return Say(payload.replace("remind:", "training_remind_"), {"acts": _others(payload)})


def fewer(session: Session, contact_id: str, now: dt.datetime) -> Say:
    """The important ones alone, as somebody asked for in words."""
    said = pressed(session, contact_id, _FEWER, now)
    return said if said is not None else overview(session, contact_id)


def overview(session: Session, contact_id: str) -> Say:
    """Which of the three it is now, with the buttons for the other two."""
    main, more = (bool(preferences.wants(session, [contact_id], "reminders", topic)) for topic in TOPICS)
    now = "remind:none" if not main else "remind:all" if more else _FEWER
    return Say(now.replace("remind:", "training_remind_is_"), {"acts": _others(now)})


def _others(now: str) -> list[dict[str, object]]:
    return [act(payload.replace("remind:", "training_remind_"), payload) for payload in _WANTED if payload != now]
