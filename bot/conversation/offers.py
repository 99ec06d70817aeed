"""What workers and employers are told of work: the question to a worker, their answer, the news for the employer.

Questions and news go out once a minute (`Exchange.work`), so that officials' programs, commands and answers of people
only change the tables. A worker's number is given to the employer after their yes alone, and the employer's to them in
the same moment.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, Final

from sqlalchemy.orm import Session

from bot.channels.base import Button, Outgoing, TemplateCall
from bot.clock import INDIA
from bot.conversation import payloads
from bot.conversation.engine import Say
from bot.conversation.lettering import in_roman
from bot.conversation.texts import Texts
from bot.db.models import Contact, Need, NeedOffer, Worker, WorkerContact
from bot.delivery import enqueue
from bot.knowledge.library import Content, Library
from bot.knowledge.model import Language
from bot.knowledge.templates import one_line
from bot.language import localise_digits
from bot.services import candidates, needs, numbers, offers
from bot.services.matching import Land
from bot.services.needs import ALIVE
from bot.services.offers import ANSWERS, Introduced

_OFFER: Final = re.compile(rf"offer:(?P<id>[0-9a-f]{{32}}):(?P<said>{'|'.join(ANSWERS)})")
QUESTION, NEWS, INTRODUCTION = "work_offer", "need_news", "need_introduction"
"""Names of the templates for people who have not written for long."""
_NEWS_LASTS: Final = dt.timedelta(days=7)
_TOOL, _CLOSE = "need", "close"


def payload(offer_id: str, said: str) -> str:
    """What the button of an answer brings back."""
    return f"offer:{offer_id}:{said}"


def by_payload(session: Session, contact_id: str, pressed: str, now: dt.datetime) -> Say | None:
    """A worker's answer, kept, and what they are told of it; None if the button is another one."""
    match = _OFFER.fullmatch(pressed)
    if match is None:
        return None
    said = next(one for one in ANSWERS if one == match["said"])
    outcome, offer = offers.answer(session, contact_id, match["id"], said, now)
    if outcome != "yes" or offer is None:
        return Say(f"work_{outcome}")
    need = session.get_one(Need, offer.need_id)
    return Say("work_yes", {"employer": need.employer, "phone": _local(need.phone), **_about(need)})


def state(session: Session, need: Need) -> tuple[str, dict[str, Any]]:
    """How a need stands, as key and values: nothing in it says who a worker is."""
    stands = offers.counts(session, need.id)
    values: dict[str, Any] = {
        "number": numbers.shown(need.number), **_about(need), "reason": need.reason or "",
        "asked": sum(stands.values()), "yes": stands.get("yes", 0),
    }  # fmt: skip
    if need.status in ALIVE:
        values["acts"] = [_close(need)]
    return f"need_state_{need.status}", values


class Exchange:
    """What is due between employers and workers."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def work(self, session: Session, now: dt.datetime) -> int:
        """Takes back and closes what is over, asks the next workers, tells employers; how many messages are new."""
        needs.over(session, now.astimezone(INDIA).date(), now)
        offers.take_back(session, now)
        offers.expire(session, now)
        waiting, introduced, untold = offers.due(session, now), offers.untold(session), needs.untold(session)
        if not (waiting or introduced or untold):
            return 0
        content = self._library.content()
        texts = Texts(content, now.astimezone(INDIA).date())
        land = Land.of(content.trade_list, content.offices.values())
        sent = sum(_tell_state(session, need, texts, now) for need in untold)
        sent += sum(_introduce(session, one, texts, now) for one in introduced)
        for need in waiting:
            sent += sum(_ask(session, need, one, texts, now) for one in offers.wave(session, need, land, now))
        return sent


def _ask(session: Session, need: Need, offer: NeedOffer, texts: Texts, now: dt.datetime) -> int:
    """The question to a worker, by whichever of their channels can be used, or to whoever registered them."""
    contact_id = candidates.reached(session, [offer.worker_id]).get(offer.worker_id)
    if contact_id is None:
        return 0
    contact, worker = session.get_one(Contact, contact_id), session.get_one(Worker, offer.worker_id)
    link = session.get_one(WorkerContact, (offer.worker_id, contact_id))
    language = _language(contact, worker.language)
    helped = link.role != "self"
    values = {
        **_about(need), "employer": need.employer, "count": need.count,
        "for_whom": {"key": "work_for_whom", "values": {"name": worker.name}} if helped else "",
        "fits": [{"key": key, "values": said} for key, said in offer.reasons],
    }  # fmt: skip
    answers = tuple(payload(offer.id, said) for said in ANSWERS)
    message = texts.message("work_question", language, **values)
    buttons = tuple(Button(texts.title(f"offer_{said}", language), payload(offer.id, said)) for said in ANSWERS)
    places = (
        worker.name, texts.trade_name(need.trade, language), _place(need, texts, language),
        _from_when(need, texts, language), need.employer,
    )  # fmt: skip
    template = _template(texts.content, QUESTION, language, places, answers)
    outgoing = _lettered(Outgoing(message.text, language, buttons, template=template), contact)
    key = f"offer:{offer.id}"
    made = enqueue.message(
        session, contact_id, outgoing, key, now, purpose="service", expires_at=now + offers.WAIT, bulk=True
    )
    return int(made is not None)


def _introduce(session: Session, one: Introduced, texts: Texts, now: dt.datetime) -> int:
    """Name and number of a worker who said yes, for the employer; of an employer without a chat the official asks for
    them (`offers.introductions`)."""
    offer, worker, need = one.offer, one.worker, one.need
    offer.told_at = now
    contact = session.get(Contact, need.contact_id) if need.contact_id else None
    if contact is None:
        return 0
    language = _language(contact, need.language)
    values = {
        "number": numbers.shown(need.number), "name": worker.name, "phone": _local(worker.phone),
        "trade": {"trade": need.trade}, "fits": [{"key": key, "values": said} for key, said in offer.reasons],
        "acts": [_close(need)] if need.status in ALIVE else [],
    }  # fmt: skip
    message = texts.message("need_introduced", language, **values)
    places = (numbers.shown(need.number), texts.trade_name(need.trade, language), worker.name, _local(worker.phone))
    return _send(session, contact, message, INTRODUCTION, places, texts.content, f"introduced:{offer.id}", now)


def _tell_state(session: Session, need: Need, texts: Texts, now: dt.datetime) -> int:
    need.untold = False
    contact = session.get(Contact, need.contact_id) if need.contact_id else None
    if contact is None:
        return 0
    language = _language(contact, need.language)
    key, values = state(session, need)
    message = texts.message(key, language, **values)
    word = texts.text(f"need_word_{need.status}", language).strip()
    places = (numbers.shown(need.number), texts.trade_name(need.trade, language), word)
    mark = f"need:{need.id}:{need.status}"
    return _send(session, contact, message, NEWS, places, texts.content, mark, now)


def _send(
    session: Session, contact: Contact, message: Outgoing, template: str, places: tuple[str, ...], content: Content,
    key: str, now: dt.datetime,
) -> int:  # fmt: skip
    call = _template(content, template, message.language, places, ())
    outgoing = _lettered(Outgoing(message.text, message.language, message.buttons, template=call), contact)
    made = enqueue.message(
        session, contact.id, outgoing, key, now, purpose="service", expires_at=now + _NEWS_LASTS, bulk=True
    )
    return int(made is not None)


def _template(
    content: Content, name: str, language: Language, places: tuple[str, ...], answers: tuple[str, ...]
) -> TemplateCall | None:
    values = tuple(localise_digits(one_line(place), language) for place in places)
    return TemplateCall(name, language, values, answers) if name in content.templates else None


def _about(need: Need) -> dict[str, Any]:
    """What, where and from when, as values of a message."""
    key, values = _start(need)
    return {
        "trade": {"trade": need.trade}, "count": need.count, "district": _where(need), "place": "",
        "start": {"key": key, "values": values},
    }  # fmt: skip


def _where(need: Need) -> dict[str, Any]:
    district = {"choice": f"district.{need.district.replace('-', '_')}"}
    if not need.place:
        return district
    return {"key": "worker_and", "values": {"first": {"place": need.place}, "rest": district}}


def _start(need: Need) -> tuple[str, dict[str, Any]]:
    return ("need_from_day", {"date": need.starts_on.isoformat()}) if need.starts_on else ("need_from_now", {})


def _from_when(need: Need, texts: Texts, language: Language) -> str:
    key, values = _start(need)
    return texts.text(key, language, **values).strip()


def _place(need: Need, texts: Texts, language: Language) -> str:
    district = texts.choice_name(f"district.{need.district.replace('-', '_')}", language)
    return f"{texts.place_name(need.place, language)}, {district}" if need.place else district


def _close(need: Need) -> dict[str, Any]:
    return {"title": "need_close", "payload": payloads.choose(_TOOL, _CLOSE, need.number.lower()), "values": {}}


def _language(contact: Contact, other: str | None) -> Language:
    language: Language = contact.language or other or "bn"  # type: ignore[assignment]
    return language


def _lettered(outgoing: Outgoing, contact: Contact) -> Outgoing:
    return in_roman(outgoing) if contact.roman else outgoing


def _local(e164: str) -> str:
    return e164.removeprefix("+91")
