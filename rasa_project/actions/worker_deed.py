"""What the registration of a worker does beside asking: it finds who is registered already, notes what was agreed to,
keeps what was said for another day, has a number proven, and saves."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy.orm import Session

from bot.clock import INDIA
from bot.conversation import proving
from bot.services import consent, contacts, drafts, identity, numbers, phone_codes, preferences, workers
from bot.services.consent import Kind
from bot.services.workers import Saved
from bot.tools import worker_slots as slots
from bot.tools.base import Known, Said
from rasa_project.actions import worker_follows
from rasa_project.actions.deed import Begun, Who
from rasa_project.actions.worker_known import (
    ENTRY,
    SEPARATE,
    SHARES,
    agreed,
    for_somebody_else,
    of_entry,
    registration,
)

TOOL = "worker"
EDIT, NEW = "edit", "new"
"""Slots of the buttons that change the entry of somebody else (by its number), and that register another person."""
REFUSED, WHICH = "refused", "which"
"""Why a form is over before its end."""
_CHANGE = "change_registration"
_REGISTRY = "registry"
Given = tuple[dict[str, Any], list[Said]]


class WorkerDeed:
    """The deeds of the tool `worker`."""

    def begin(self, session: Session, who: Who, now: dt.datetime) -> Begun:
        """An entry to change, a form to go on with, or an empty one with the number that the channel knows."""
        pressed = self._pressed(session, who, now)
        if pressed is not None:
            return Begun(pressed)
        own = workers.own(session, who.contact_id)
        if who.intent == _CHANGE:
            entry = own or self._only_one(session, who.contact_id)
            if entry is not None:
                return Begun(of_entry(session, entry.id, who.contact_id, now) or {})
            if workers.of_contact(session, who.contact_id):
                return Begun({slots.OVER: WHICH}, said=(("registration_which", {}),))
        draft = drafts.get(session, who.contact_id, TOOL)
        if draft is not None:
            # The questions put so far stay behind: what is written today answers none of them.
            return Begun(draft.known, said=(("worker_resumed", {}),))
        if own is not None:
            return Begun(of_entry(session, own.id, who.contact_id, now) or {})
        return Begun(self._empty(session, who))

    def step(
        self, session: Session, who: Who, before: Known, known: Known, asked: tuple[str, ...], now: dt.datetime
    ) -> tuple[Known, list[Said]]:
        """Notes consent and refusal, keeps the draft, has a number proven."""
        pressed = self._pressed(session, who, now)
        if pressed is not None:
            return {**pressed}, []
        after = dict(known)
        if after.get(slots.OVER) == REFUSED:
            return self._refused(session, who, after, now)
        if after.get(slots.OVER):
            return after, []
        if after.get(slots.OTHER) and not before.get(slots.OTHER):
            after = for_somebody_else(before, after)
        elif who.shared and after.get(slots.PHONE) and not after.get(slots.OTHER):
            after[slots.OWN_PHONE] = after[slots.PHONE]
        if not agreed(after):
            return after, []
        if not agreed(before):
            self._note(session, who.contact_id, who, after, _REGISTRY, "granted", now)
        after, said = self._proven(session, who, before, after, now)
        if not after.get(slots.KNOWN_ALREADY):
            drafts.keep(session, who.contact_id, TOOL, after, asked, now)
        return after, said

    def finish(self, session: Session, who: Who, known: Known, now: dt.datetime) -> list[Said]:
        """Saves the entry and what was agreed to, and says what follows."""
        if known.get(slots.OVER):
            return []  # it was said when it ended
        for_other = bool(known.get(slots.OTHER))
        proven = not for_other and known[slots.PHONE] in self._vouched(session, who, known)
        saved = workers.register(
            session, registration(known, who.language), now, contact_id=who.contact_id,
            role="helper" if for_other else workers.SELF, source="helper" if for_other else "chat",
            phone_proven=proven, worker_id=known.get(ENTRY),
        )  # fmt: skip
        self._agree(session, who, known, saved, now)
        drafts.drop(session, who.contact_id, TOOL)
        key = "registration_saved" if saved.fresh else "registration_changed"
        told: list[Said] = [(key, {"number": saved.number, "helper": for_other, "separate": bool(known.get(SEPARATE))})]
        if saved.fresh:
            following = worker_follows.follows(known, who.content, now.astimezone(INDIA).date())
            updates = not for_other and known.get(slots.UPDATES) == slots.YES
            unshared = not for_other and not known.get(slots.SHARE)
            told.append((
                "registration_follows",
                {"number": saved.number, "updates": updates, "unshared": unshared, **following},
            ))  # fmt: skip
        return told

    def cancel(self, session: Session, who: Who, known: Known, now: dt.datetime) -> list[Said]:
        """Forgets the form. An entry that was only to be changed stays as it was."""
        if known.get(slots.KNOWN_ALREADY):
            return [("worker_not_changed", {})]
        if drafts.drop(session, who.contact_id, TOOL):
            self._note(session, who.contact_id, who, known, _REGISTRY, "withdrawn", now)
        return [("worker_cancelled", {})]

    def _empty(self, session: Session, who: Who) -> dict[str, Any]:
        number = identity.channel_number(session, who.contact_id)
        return {slots.NOTICE: {"notice": _REGISTRY}, **({slots.OWN_PHONE: number} if number else {})}

    def _pressed(self, session: Session, who: Who, now: dt.datetime) -> dict[str, Any] | None:
        """What is known after a button on somebody's entry; None if it was none, or the entry is not theirs to
        change."""
        slot, value = who.press or ("", "")
        if slot == NEW:
            drafts.drop(session, who.contact_id, TOOL)
            return {slots.NOTICE: {"notice": _REGISTRY}, slots.OTHER: True}
        if slot != EDIT:
            return None
        number = numbers.valid(value)
        mine = workers.of_contact(session, who.contact_id) if number else []
        return next((of_entry(session, one.id, who.contact_id, now) for one in mine if one.number == number), None)

    @staticmethod
    def _only_one(session: Session, contact_id: str) -> Any:
        helped = workers.of_contact(session, contact_id)
        return helped[0] if len(helped) == 1 else None

    def _refused(self, session: Session, who: Who, known: Known, now: dt.datetime) -> Given:
        """Nothing stays but that they did not agree."""
        self._note(session, who.contact_id, who, known, _REGISTRY, "refused", now)
        drafts.drop(session, who.contact_id, TOOL)
        return {slots.OVER: REFUSED}, [("consent_refused", {})]

    def _vouched(self, session: Session, who: Who, known: Known) -> set[Any]:
        """The numbers that a channel says are the person's."""
        return {known.get(slots.OWN_PHONE), identity.channel_number(session, who.contact_id)} - {None}

    def _proven(self, session: Session, who: Who, before: Known, known: dict[str, Any], now: dt.datetime) -> Given:
        """Whether whoever gives a number that is registered already is that person."""
        if known.get(slots.OTHER) or known.get(slots.KNOWN_ALREADY):
            return known, []
        if known.get(slots.CODE_SENT) and slots.CODE in known:
            return self._answered(session, who, known, now)
        phone = known.get(slots.PHONE)
        fresh = phone is not None and (phone != before.get(slots.PHONE) or not agreed(before))
        if not fresh:
            return known, []
        for slot in (slots.CODE_SENT, slots.CODE, SEPARATE):
            known.pop(slot, None)
        vouched = phone in self._vouched(session, who, known)
        entry = self._same_person(session, who, str(phone), known.get(slots.NAME), vouched)
        if entry is None:
            return known, []
        if vouched:
            return self._joined(session, who, entry.id, known, "worker_found_by_number", now)
        shown = {"phone": workers.masked(str(phone))}
        if proving.send_code(session, who.content, entry, who.contact_id, now) == "sent":
            known[slots.CODE_SENT] = True
            return known, [("worker_code_sent", shown)]
        known[SEPARATE] = True
        return known, [("worker_code_nobody", shown)]

    @staticmethod
    def _same_person(session: Session, who: Who, phone: str, name: Any, vouched: bool) -> Any:
        """The entry of a number that may be the person's own: one that somebody made for themselves; with the channel's
        word for the number also one of the same name that somebody else or a list brought in."""
        theirs = [one for one in workers.by_phone(session, phone) if not workers.role(session, one.id, who.contact_id)]
        own = [one for one in theirs if workers.contacts_of(session, one.id)]
        if own:
            return own[0]
        named = [one for one in theirs if name and workers.same_name(one.name, str(name))]
        return named[0] if named and vouched else None

    def _answered(self, session: Session, who: Who, known: dict[str, Any], now: dt.datetime) -> Given:
        """A code was given, or the person has none."""
        said = known.pop(slots.CODE)
        if said is None:
            return self._unproven(known), [("worker_code_unproven", {})]
        checked = phone_codes.check(session, who.contact_id, str(said), now)
        if checked.outcome == "right" and checked.worker_id is not None:
            return self._joined(session, who, checked.worker_id, known, "worker_code_right", now)
        if checked.outcome == "wrong":
            return known, [("worker_code_wrong", {"left": checked.left})]
        if checked.outcome == "late":
            entry = self._same_person(session, who, str(known[slots.PHONE]), known.get(slots.NAME), False)
            if entry is not None and proving.send_code(session, who.content, entry, who.contact_id, now) == "sent":
                return known, [("worker_code_again", {})]
        return self._unproven(known), [("worker_code_unproven", {})]

    @staticmethod
    def _unproven(known: dict[str, Any]) -> dict[str, Any]:
        return {slot: value for slot, value in known.items() if slot != slots.CODE_SENT} | {SEPARATE: True}

    def _joined(
        self, session: Session, who: Who, worker_id: str, known: dict[str, Any], key: str, now: dt.datetime
    ) -> Given:
        """The contact is this worker from now on; what was just said counts more than what was known."""
        workers.link(session, worker_id, who.contact_id, workers.SELF, now)
        drafts.drop(session, who.contact_id, TOOL)
        stored = of_entry(session, worker_id, who.contact_id, now) or {}
        told = {slot: value for slot, value in known.items() if value is not None and slot != slots.CODE_SENT}
        return {**stored, **told}, [(key, {})]

    def _agree(self, session: Session, who: Who, known: Known, saved: Saved, now: dt.datetime) -> None:
        """Consents: to be in the register, to be passed on, to be sent announcements."""
        if not consent.granted(session, saved.worker_id, _REGISTRY):
            self._note(session, saved.worker_id, who, known, _REGISTRY, "granted", now)
        shared = known.get(slots.SHARE)
        for name, purpose in SHARES.items() if shared is not None else ():
            last = consent.latest(session, saved.worker_id, purpose)
            if name in (shared or ()):
                if last != "granted":
                    self._note(session, saved.worker_id, who, known, purpose, "granted", now)
            elif last in (None, "granted"):
                self._note(session, saved.worker_id, who, known, purpose, "withdrawn" if last else "refused", now)
        updates = known.get(slots.UPDATES)
        if updates is not None and not known.get(slots.OTHER):
            preferences.set(session, who.contact_id, "announcements", updates == slots.YES, now)

    @staticmethod
    def _note(
        session: Session, holder: str, who: Who, known: Known, purpose: str, kind: Kind, now: dt.datetime
    ) -> None:
        """A row of consent. Until there is an entry, the contact holds it."""
        for_other, phone = bool(known.get(slots.OTHER)), known.get(slots.PHONE)
        of_worker = holder != who.contact_id and phone is not None
        subject = (
            consent.subject_of_phone(str(phone)) if of_worker else consent.subject_of_contact(session, who.contact_id)
        )
        notice = who.content.notices.get(purpose)
        consent.record(
            session, holder, subject, purpose, kind, now, version=notice.version if notice is not None else "",
            language=who.language, channel=contacts.channel_of(session, who.contact_id),
            via="helper" if for_other else "self",
        )  # fmt: skip
