"""A code to the channels of somebody who is registered already, so that whoever names their number can show that they
are the same person."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from sqlalchemy.orm import Session

from bot.clock import INDIA
from bot.conversation.reply import Composer
from bot.db.models import Contact, Worker
from bot.delivery import enqueue
from bot.knowledge.library import Content
from bot.knowledge.model import Language
from bot.services import contacts, phone_codes, workers

Sent = Literal["sent", "nobody", "many"]
"""nobody: there is no channel that reaches them; many: no more codes today."""
_NUMBERED = "whatsapp"
"""The channel whose ids of people are their telephone numbers."""


def send_code(session: Session, content: Content, worker: Worker, contact_id: str, now: dt.datetime) -> Sent:
    """A fresh code to all channels of a worker, for a contact that says they are this worker."""
    people = _reached(session, worker, contact_id)
    if not people:
        return "nobody"
    code = phone_codes.issue(session, contact_id, worker.id, now)
    if code is None:
        return "many"
    composer = Composer(content, now.astimezone(INDIA).date())
    for person in people:
        language: Language = person.language or worker.language or "bn"  # type: ignore[assignment]
        message = composer.remark("worker_code", language, person.roman, code=code)
        enqueue.message(
            session, person.id, message, f"phone code:{contact_id}:{int(now.timestamp())}", now,
            expires_at=now + phone_codes.LASTS,
        )  # fmt: skip
    return "sent"


def _reached(session: Session, worker: Worker, asker: str) -> list[Contact]:
    """The worker's own chats, and the one of their number; never that of whoever asks."""
    found = workers.contacts_of(session, worker.id)
    numbered = contacts.named(session, _NUMBERED, worker.phone.removeprefix("+"))
    if numbered is not None and numbered not in found:
        found.append(numbered)
    people = (session.get(Contact, one) for one in found if one != asker)
    return [one for one in people if one is not None and one.unreachable_at is None and one.erased_at is None]
