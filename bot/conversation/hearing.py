"""Typed words that belong to a flow of the gateway's own: a question of a test, a sentence of feedback, a code.

A reply that waits for such words says so (`hears` among its values: the flow, and what it is about). The next typed
text then goes to that flow first; what is none of its business goes to the engine as ever, and the flow stays open.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from types import MappingProxyType

from sqlalchemy.orm import Session

from bot.conversation.broadcasting import flow
from bot.conversation.engine import Say
from bot.conversation.surroundings import Surroundings
from bot.conversation.training import asking, checkin, desk, feedback, mentors, quiz

Hearer = Callable[[Session, str, str, str, dt.datetime, Surroundings], Say | None]
"""(session, contact, what the reply waited for, text, now, around) -> what is said; None if the text is not for it."""

_HEARERS: Mapping[str, Hearer] = MappingProxyType(
    {
        "bc": flow.heard,
        "desk": desk.heard,
        "fb": feedback.heard,
        "here": checkin.heard,
        "mentor": mentors.heard,
        "name": asking.heard,
        "quiz": quiz.heard,
    }
)
"""By flow: what stands before the first colon of `hears`."""


def hear(
    session: Session, contact_id: str, hears: str, text: str, now: dt.datetime, around: Surroundings
) -> Say | None:
    """What a flow says to typed words; None if they are not for it, or there is no such flow any more. `hears` may be
    empty: some words belong to a flow that did not ask for them (`unasked`)."""
    for waits in (hears, unasked(text)):
        hearer = _HEARERS.get(waits.partition(":")[0])
        said = hearer(session, contact_id, waits, text, now, around) if hearer is not None else None
        if said is not None:
            return said
    return None


def unasked(text: str) -> str:
    """The flow to which words may belong that no reply waited for: the code of a session, as its trainer shows it.
    Empty: none."""
    return checkin.UNASKED if checkin.alone(text) else ""
