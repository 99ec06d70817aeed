"""People whom an office has entered from a list: the one question that they are asked, and what their answer does.

Until they say yes nothing else is sent to them (`services.preferences.wants` sees to it), and nobody is told of them. A
no erases them; a keyed hash of the number stays, so that no list brings them back.
"""

from __future__ import annotations

import datetime as dt
import logging
import re
from collections.abc import Collection
from dataclasses import replace
from typing import Final, cast

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from bot.channels.base import Button, Outgoing
from bot.clock import INDIA
from bot.conversation.engine import Say
from bot.conversation.lettering import in_roman
from bot.conversation.state import State
from bot.conversation.texts import Texts
from bot.db.models import Contact, Worker, WorkerContact, WorkerImport
from bot.delivery import enqueue
from bot.knowledge.library import Content, Library
from bot.knowledge.model import Language
from bot.knowledge.templates import one_line
from bot.services import consent, contacts, identity, numbers, templates, workers
from bot.services.preferences import ENTRY
from bot.services.privacy import erase
from bot.services.worker_import.entering import IMPORT, UNCONFIRMED
from bot.services.workers import ACTIVE, SELF

logger = logging.getLogger(__name__)

TEMPLATE: Final = "registration_confirm"
"""Name of the template that asks."""
CHANNEL: Final = "whatsapp"
"""The channel on which a telephone number is enough to reach somebody."""
AT_ONCE: Final = 500
LASTS: Final = dt.timedelta(days=30)
"""For so long the question may wait for a template or a channel; after that it is not asked any more."""
_NEVER_WROTE: Final = dt.timedelta(days=2)  # longer than any channel's window
_PURPOSE: Final = "registry"
_ANSWERS: Final = ("yes", "no", "notice")
_PAYLOAD: Final = re.compile(
    rf"entry:(?P<worker>[0-9a-f]{{32}}):(?P<said>{'|'.join(_ANSWERS)})(?::(?P<version>[0-9a-z-]{{1,16}}))?"
)


def payload(worker_id: str, said: str, version: str = "") -> str:
    """What a button of the question brings back. `version`: of the notice that was shown."""
    return f"entry:{worker_id}:{said}" + (f":{version}" if version else "")


class Entries:
    """Asks whoever was entered and has not been asked yet."""

    def __init__(self, library: Library, channels: Collection[str], default: Language) -> None:
        """`channels`: those that are set up: without `CHANNEL` everybody waits; `default`: language of people of whom
        nothing is known."""
        self._library = library
        self._reachable = CHANNEL in channels
        self._default = default

    def ask(self, session: Session, now: dt.datetime, limit: int = AT_ONCE) -> int:
        """Queues the question to at most `limit` people; returns how many. Whoever turns out to be registered under
        another number is not asked: their entry from the list goes."""
        if not self._reachable:
            return 0
        rows = session.execute(
            select(Worker, WorkerImport.organisation)
            .join(WorkerImport, WorkerImport.id == Worker.import_id)
            .where(
                Worker.status == UNCONFIRMED,
                Worker.source == IMPORT,
                ~exists().where(WorkerContact.worker_id == Worker.id),
            )
            .order_by(Worker.registered_at, Worker.id)
            .limit(limit)
        ).all()
        if not rows:
            return 0
        content = self._library.content()
        consent.keep_notices(session, [content.notices[_PURPOSE]], now)
        asked = sum(self._ask(session, worker, given, content, now) for worker, given in rows)
        logger.info("%d people of lists are asked whether they want to be in the register", asked)
        return asked

    def _ask(self, session: Session, worker: Worker, given: str, content: Content, now: dt.datetime) -> bool:
        contact = _contact(session, worker.phone, now)
        if contact.erased_at is not None:
            return False  # about to go; asked when the number is nobody's again
        if identity.registered(session, contact.id) is not None:
            erase.worker(session, worker.id, now)
            return False
        workers.link(session, worker.id, contact.id, SELF, now)
        language = cast(Language, contact.language or self._default)
        message = _question(content, worker.id, given, language, now)
        if contact.turns == 0:
            # So that a typed "yes" counts too. Whoever is in a conversation has other choices before them.
            state = State.load(contact.state)
            state.offer(message.buttons)
            contact.state = state.dump()
        outgoing = in_roman(message) if contact.roman else message
        made = enqueue.message(
            session, contact.id, outgoing, f"entry:{worker.id}", now, purpose="service", topic=ENTRY,
            expires_at=now + LASTS, bulk=True,
        )  # fmt: skip
        return made is not None


def by_payload(session: Session, contact_id: str, pressed: str, now: dt.datetime) -> Say | None:
    """Does what the person answers, and says so; None if the button is another one."""
    match = _PAYLOAD.fullmatch(pressed)
    if match is None:
        return None
    worker = session.get(Worker, match["worker"])
    if worker is None or workers.role(session, worker.id, contact_id) != SELF:
        return Say("entry_over")
    if worker.status == ACTIVE:
        return Say("entry_active", {"number": numbers.shown(worker.number)})
    version = match["version"] or ""
    match match["said"]:
        case "yes":
            return _yes(session, worker, contact_id, version, now)
        case "no":
            return _no(session, worker, contact_id, version, now)
    acts = [{"title": f"entry_{said}", "payload": payload(worker.id, said, version)} for said in ("yes", "no")]
    return Say("entry_notice", {"notice": {"notice": _PURPOSE, "whole": True}, "acts": acts})


def _yes(session: Session, worker: Worker, contact_id: str, version: str, now: dt.datetime) -> Say:
    _record(session, worker, contact_id, "granted", version, now)
    if identity.channel_number(session, contact_id) == worker.phone:
        worker.phone_proven = True
        session.flush()
    workers.activate(session, worker.id, now)
    return Say("entry_confirmed", {"number": numbers.shown(worker.number)})


def _no(session: Session, worker: Worker, contact_id: str, version: str, now: dt.datetime) -> Say:
    _record(session, worker, contact_id, "refused", version, now)
    erase.worker(session, worker.id, now)  # leaves of the refusal only the keyed hash
    contact = session.get_one(Contact, contact_id)
    if contact.turns == 0:
        erase.contact(session, contact_id, now)  # known through the list alone
    return Say("entry_refused")


def _record(
    session: Session, worker: Worker, contact_id: str, kind: consent.Kind, version: str, now: dt.datetime
) -> None:
    contact = session.get_one(Contact, contact_id)
    consent.record(
        session, worker.id, consent.subject_of_phone(worker.phone), _PURPOSE, kind, now, version=version,
        language=contact.language or "", channel=contact.channel,
    )  # fmt: skip


def _contact(session: Session, phone: str, now: dt.datetime) -> Contact:
    """The contact of a number (E.164). One that is made has never written, so that its window is closed."""
    digits = phone.removeprefix("+")
    known = contacts.named(session, CHANNEL, digits)
    if known is not None:
        return session.get_one(Contact, known)
    person = contacts.find_or_create(session, CHANNEL, digits, now, address=digits)
    made = session.get_one(Contact, person.id)
    made.seen_at = now - _NEVER_WROTE
    return made


def _question(content: Content, worker_id: str, given: str, language: Language, now: dt.datetime) -> Outgoing:
    """The question in the words of the template, with buttons that say whom it is about."""
    texts = Texts(content, now.astimezone(INDIA).date())
    subject = texts.text("entry_subject", language).strip()
    message = templates.outgoing(content.templates[TEMPLATE], language, (one_line(given), one_line(subject)))
    version = content.notices[_PURPOSE].version
    own = {f"entry:{said}": payload(worker_id, said, version) for said in _ANSWERS}
    buttons = tuple(Button(button.title, own[button.payload]) for button in message.buttons)
    call = message.template
    assert call is not None, "made of a template"
    return replace(message, buttons=buttons, template=replace(call, payloads=tuple(own[one] for one in call.payloads)))
