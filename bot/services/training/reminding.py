"""Reminders of trainings: switched on by taking part, unless the person had switched them off."""

from __future__ import annotations

import datetime as dt
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.db.models import Contact, Preference
from bot.services import preferences

TOPICS: Final = ("training", "training_more")
"""The ones that everybody needs (the day before, the link, tests), and those on top (three days, two hours before)."""
_BY_THEMSELVES: Final = "chat"


def switch_on(db: Session, contact_id: str, now: dt.datetime, source: str = _BY_THEMSELVES) -> None:
    """Switches the reminders on for whoever takes part by their own wish (`source` chat), topic by topic, where they
    have said nothing of them yet. Whoever had stopped everything and takes part now gets news of it, and reminders."""
    contact = db.get(Contact, contact_id)
    if contact is None or source != _BY_THEMSELVES:
        return
    if contact.stopped_at is not None:
        preferences.set(db, contact_id, "service", True, now)
        for topic in TOPICS:
            preferences.set(db, contact_id, "reminders", True, now, topic=topic)
        return
    rows = select(Preference.topic, Preference.wanted).where(
        Preference.contact_id == contact_id, Preference.purpose == "reminders"
    )
    said: dict[str, bool] = {topic: wanted for topic, wanted in db.execute(rows)}
    if said.get(preferences.EVERYTHING) is not None:
        return  # on for all, or off by hand
    for topic in TOPICS:
        if topic not in said:
            preferences.set(db, contact_id, "reminders", True, now, topic=topic)
