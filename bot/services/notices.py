"""What services tell about people and messages, brought to where it belongs."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from bot.channels.base import ContactStopped, Marketing, Notice, Receipt, Renumbered, Stopped, TemplateNews
from bot.delivery import receipts, recorder
from bot.services import contacts, preferences, templates


def take(session: Session, channel: str, notice: Notice, now: dt.datetime) -> None:
    """Acts on one notice; the same again changes nothing."""
    match notice:
        case Receipt():
            contact = receipts.take(session, channel, notice, now)
            if contact is not None:
                marketing = isinstance(notice.error, ContactStopped) and notice.error.marketing
                recorder.stop_contact(session, contact, marketing, now, preferences.no_announcements)
        case Stopped(sender=sender):
            contacts.unreachable(session, channel, sender, now)
        case Marketing(sender=sender, wanted=wanted):
            known = contacts.named(session, channel, sender)
            if known is not None:
                preferences.set(session, known, "announcements", wanted, now, via="channel")
        case Renumbered(sender=before, now=after, address=address):
            contacts.renumber(session, channel, before, after, address=address)
        case TemplateNews():
            templates.note(session, channel, notice, now)
