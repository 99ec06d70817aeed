"""What people ask of their own data, by a button or in words: to see it, to see and change what they agreed to, to have
it erased. The engine only understands the wish; the data go from the database into the reply."""

from __future__ import annotations

import base64
import datetime as dt
import re
from typing import Any

from sqlalchemy.orm import Session

from bot.conversation.engine import Say
from bot.db.models import Contact, Worker
from bot.knowledge.consent import PURPOSES, Purpose, purpose_of
from bot.services import consent, numbers, preferences, workers
from bot.services.privacy import erase, export, people

ERASE = "me:erase:yes"
"""Payload of the button that erases, and what a yes means right after the question."""
FILE = "my-data.json"
_CONSENT = re.compile(r"consent:(?P<purpose>[a-z_]{1,20}):(?P<act>on|off|ask|notice)")


def my_data(session: Session, contact_id: str, say: Say, now: dt.datetime) -> list[Say]:
    """A summary, with everything as a file."""
    who = people.of_contact(session, contact_id)
    if not who:
        return [Say("my_data_nothing")]
    known = export.summary(session, who)
    content = export.document(export.everything(session, who, now))
    overview = preferences.overview(session, contact_id)
    on = {each: overview is not None and overview.gets(each) for each in preferences.PURPOSES}
    counts = {
        name: getattr(known, name)
        for name in ("helped", "questions", "drafts", "handovers", "official", "offers", "needs", "referrals")
    }
    agreed = [purpose for purpose in PURPOSES if _granted(session, contact_id, who.workers, purpose)]
    values: dict[str, Any] = {
        "registrations": [_line("my_data_registration", **_shown(worker)) for worker in known.workers]
        or [_line("my_data_unregistered")],
        "agreed": [_line("my_data_agreed", name={"consent": purpose}) for purpose in agreed]
        or [_line("my_data_agreed_nothing")],
        "wishes": _line("my_data_wishes", **{purpose: _line(_switch(on[purpose])) for purpose in preferences.PURPOSES}),
        "talk": _line("my_data_talk", received=known.received, sent=known.sent, texts=known.texts),
        **{name: _line(f"my_data_{name}", count=number) if number else "" for name, number in counts.items()},
        "document": {"name": FILE, "mime": "application/json", "content": base64.b64encode(content).decode()},
    }
    return [Say("my_data", values)]


def my_consents(session: Session, contact_id: str, say: Say, now: dt.datetime) -> list[Say]:
    """What is agreed to, each with the button that changes it."""
    own = people.of_contact(session, contact_id).workers
    on = {
        purpose: _granted(session, contact_id, own, purpose)
        for purpose in PURPOSES
        if own or purpose in consent.OF_CONTACT or consent.granted(session, contact_id, purpose)
    }
    if not on.get("registry"):
        on.pop("registry", None)  # that is agreed to by registering
    return [Say("my_consents", {"on": on})]


def erase_ask(session: Session, contact_id: str, say: Say, now: dt.datetime) -> list[Say]:
    """The one question before everything goes: what that is."""
    who = people.of_contact(session, contact_id)
    known = export.summary(session, who)
    values = {
        "registrations": [
            _line("erase_registration", number=numbers.shown(worker.number), name=worker.name)
            for worker in known.workers
        ],
        "channels": _line("erase_channels", count=len(who.contacts) - 1) if len(who.contacts) > 1 else "",
        "open": _line("erase_open", count=known.referrals + known.needs) if known.referrals + known.needs else "",
        "helped": _line("erase_helped", count=known.helped) if known.helped else "",
    }
    return [Say("erase_ask", values)]


def pressed(session: Session, contact_id: str, payload: str, now: dt.datetime) -> Say | None:
    """Does what a button about one's own data wants; None if it is something else."""
    if payload == ERASE:
        erase.person(session, people.of_contact(session, contact_id), now)
        return Say("erased")
    match = _CONSENT.fullmatch(payload)
    purpose = purpose_of(match["purpose"]) if match else None
    if match is None or purpose is None:
        return None
    if purpose in consent.OF_CHAT and match["act"] in ("on", "off"):
        return None  # more hangs on it: see training/consenting.py
    own = people.of_contact(session, contact_id).workers
    if match["act"] == "notice" and (purpose == "registry" or (purpose == "share_banks" and not own)):
        return Say("consent_notice", {"purpose": purpose, "on": None})  # whoever is asked by a form may read it first
    taken_back = match["act"] == "off" and consent.granted(session, contact_id, purpose)
    of_worker = purpose in consent.OF_WORKER
    if of_worker and not own and not taken_back:
        return Say("consent_unregistered")
    return _changed(session, contact_id, own, purpose, match["act"], now)


def _changed(
    session: Session, contact_id: str, own: tuple[str, ...], purpose: Purpose, act: str, now: dt.datetime
) -> Say:
    if act in ("ask", "notice"):
        return Say(f"consent_{act}", {"purpose": purpose, "on": _granted(session, contact_id, own, purpose)})
    if purpose == "registry":  # the registration is what was agreed to: without it nothing is left of it
        return erase_ask(session, contact_id, Say("erase_ask"), now)[0] if act == "off" else Say("consent_unregistered")
    if purpose in consent.OF_CONTACT:
        preferences.set(session, contact_id, purpose, act == "on", now)
    else:
        _pass_on(session, contact_id, own, purpose, act == "on", now)
    return Say(f"consent_{'given' if act == 'on' else 'taken_back'}", {"purpose": purpose})


def _pass_on(
    session: Session, contact_id: str, own: tuple[str, ...], purpose: Purpose, wanted: bool, now: dt.datetime
) -> None:
    contact = session.get_one(Contact, contact_id)
    subjects = {each: consent.subject_of_phone(session.get_one(Worker, each).phone) for each in own}
    if not wanted:  # a loan can be asked for, and the bank told, without a registration
        subjects[contact_id] = consent.subject_of_contact(session, contact_id)
    for holder, subject in subjects.items():
        if consent.granted(session, holder, purpose) == wanted:
            continue
        consent.record(
            session, holder, subject, purpose, "granted" if wanted else "withdrawn", now,
            language=contact.language or "", channel=contact.channel,
        )  # fmt: skip


def _granted(session: Session, contact_id: str, own: tuple[str, ...], purpose: Purpose) -> bool:
    if purpose in consent.OF_CONTACT:
        now = preferences.overview(session, contact_id)
        return now is not None and now.gets(purpose)
    return any(consent.granted(session, holder, purpose) for holder in (*own, contact_id))


def _shown(worker: Worker) -> dict[str, str]:
    return {"number": numbers.shown(worker.number), "name": worker.name, "phone": workers.masked(worker.phone)}


def _switch(on: bool) -> str:
    return "setting_on" if on else "setting_off"


def _line(key: str, **values: Any) -> dict[str, Any]:
    return {"key": key, "values": values}
