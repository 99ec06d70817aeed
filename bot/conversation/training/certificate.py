"""The certificate: what is still missing for it, or the paper itself with its code and the page that checks it."""

from __future__ import annotations

import base64
import datetime as dt
import logging
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from sqlalchemy.orm import Session

from bot.clock import INDIA
from bot.conversation.engine import Say
from bot.conversation.surroundings import Surroundings
from bot.conversation.texts import Texts
from bot.conversation.training import showing, telling
from bot.conversation.training.showing import act
from bot.db.models import Certificate, Contact, Enrolment, Programme, TimedTask
from bot.documents import certificate as paper
from bot.knowledge.model import Language
from bot.services.training import catalogue, certificate_code, certificates, enrolments
from bot.services.training.catalogue import ONLINE, Upcoming

logger = logging.getLogger(__name__)

PAGE: Final = "/c/"
"""Below the address of the service: where anybody checks a code."""
_HALF: Final = Decimal("0.5")


def give(session: Session, contact_id: str, enrolment_id: str, now: dt.datetime, around: Surroundings) -> Say:
    """The certificate as a file; the name is asked for first if nobody knows it; else what is missing."""
    mine = enrolments.get(session, contact_id, enrolment_id)
    if mine is None:
        return Say("training_gone")
    about = showing.about(mine.upcoming)
    known = certificates.of_enrolment(session, enrolment_id)
    if known is not None and known.revoked_at is not None:
        return Say("training_certificate_revoked", about)
    if known is None:
        if (lack := certificates.lacking(session, enrolment_id)) == "name":
            return Say("training_certificate_name", {**about, "hears": showing.waits_for_name(enrolment_id, now, "c")})
        if lack == "test":
            test = act("training_post_test", f"quiz:start:{enrolment_id}:post")
            return Say("training_certificate_test", {**about, "acts": [test]})
        if lack:
            return Say(f"training_certificate_{lack}", {**about, "share": {"percent": certificates.PRESENCE}})
        known = certificates.issue(session, enrolment_id, now)
    if known is None:
        return Say("training_gone")
    return _paper(session, contact_id, known, mine.upcoming, around)


def ready(session: Session, task: TimedTask, around: Surroundings, now: dt.datetime) -> str:
    """That the certificate is there, for the timed task `certificate`; it is made when the person asks for it."""
    enrolment = session.get(Enrolment, task.subject)
    upcoming = catalogue.get(session, enrolment.session_id) if enrolment is not None else None
    if enrolment is None or upcoming is None:
        return "gone"
    if certificates.lacking(session, enrolment.id) not in ("", "name"):
        return "not entitled"
    button = act("training_certificate", showing.payload("cert", enrolment.id))
    values = {"title": showing.title(upcoming), "acts": [button]}
    return telling.tell(
        session, task, enrolment.contact_id, "training_certificate_ready", values, around, now,
        parameters=lambda _, language: {"title": _in(upcoming.course.title, language)},
        payloads=(str(button["payload"]),),
    )  # fmt: skip


def _paper(session: Session, contact_id: str, known: Certificate, upcoming: Upcoming, around: Surroundings) -> Say:
    code = certificate_code.shown(known.code)
    address = f"{around.address}{PAGE}{code}" if around.address else ""
    check = showing.line("training_certificate_check", address=address) if address else ""
    values: dict[str, Any] = {**showing.about(upcoming), "name": known.name, "code": code, "check": check}
    contact = session.get(Contact, contact_id)
    language: Language = contact.language if contact is not None and contact.language else around.default  # type: ignore[assignment]
    programme = session.get_one(Programme, upcoming.agency.programme_id)
    try:
        file = paper.draw(_drawn(known, upcoming, language, address, around, programme.sample), around.content.messages)
    except (paper.Unwritable, paper.TooLong, OSError, ValueError) as error:
        # What it says can be read and checked all the same.
        logger.error("certificate of session %s was not drawn: %s", upcoming.session.code, type(error).__name__)
        return Say("training_certificate_undrawn", values)
    document = {"name": f"{code}.pdf", "mime": paper.MIME, "content": base64.b64encode(file).decode()}
    return Say("training_certificate", {**values, "document": document})


def _drawn(
    known: Certificate, upcoming: Upcoming, language: Language, address: str, around: Surroundings, sample: bool
) -> paper.Certificate:
    start, end = (moment.astimezone(INDIA) for moment in (upcoming.session.starts_at, upcoming.session.ends_at))
    texts = Texts(around.content, known.issued_at.astimezone(INDIA).date())

    def twofold(text: Mapping[str, str]) -> paper.Twofold:
        own = _in(text, language)
        english = text.get("en") or own
        return paper.Twofold(own, "" if english == own else english)

    def where(into: Language) -> str:
        if upcoming.session.mode == ONLINE:
            return texts.text("training_online", into).strip()
        return texts.shown("where", showing.district(upcoming.session.district), into)

    return paper.Certificate(
        name=known.name,
        course=twofold(upcoming.course.title),
        first=start.date(),
        last=end.date(),
        hours=_hours(end - start),
        place=twofold({language: where(language), "en": where("en")}),
        agency=paper.Twofold(upcoming.agency.name),
        code=certificate_code.shown(known.code),
        address=address,
        issued_on=known.issued_at.astimezone(INDIA).date(),
        language=language,
        sample=sample,
    )


def _in(text: Mapping[str, str], language: Language) -> str:
    return text.get(language) or next(iter(text.values()), "")


def _hours(length: dt.timedelta) -> Decimal:
    """To the half hour, half an hour at least."""
    halves = round(length / dt.timedelta(minutes=30))
    return max(_HALF, halves * _HALF).normalize() + 0


HANDLERS: Final = {"certificate": ready}
"""Timed kinds that are done here, for bot/scheduler/kinds.py."""
