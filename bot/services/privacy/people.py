"""Who is one person: contacts and registrations that belong together."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.db.models import Contact, Worker, WorkerContact
from bot.services import numbers
from bot.services.scrub import without_names

SELF = "self"


@dataclass(frozen=True)
class Person:
    """`contacts`: on which channels they write; `workers`: their own registrations; `helped`: registrations that they
    only made for others."""

    contacts: tuple[str, ...] = ()
    workers: tuple[str, ...] = ()
    helped: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.contacts or self.workers)


def of_contact(session: Session, contact_id: str) -> Person:
    """The person behind a contact: whoever joined a second channel to their registration proved that they are the
    same. Empty for an unknown contact."""
    known = session.get(Contact, contact_id)
    return _whole(session, {contact_id}, set()) if known is not None else Person()


def of_worker(session: Session, worker_id: str) -> Person:
    """The person who is registered so, with the channels that are their own. Empty for an unknown worker."""
    known = session.get(Worker, worker_id)
    return _whole(session, set(), {worker_id}) if known is not None else Person()


def named(session: Session, text: str) -> list[Person]:
    """Those whom a registration number or a telephone number (E.164) names: several where a family shares a number."""
    number = numbers.valid(text)
    workers = (
        select(Worker.id).where(Worker.number == number) if number else select(Worker.id).where(Worker.phone == text)
    )
    found = [of_worker(session, worker) for worker in session.scalars(workers)]
    if number is None:
        taken = {contact for person in found for contact in person.contacts}
        digits = text.removeprefix("+")
        wanted = select(Contact.id).where(Contact.sender.in_((text, digits)) | Contact.address.in_((text, digits)))
        found += [of_contact(session, contact) for contact in session.scalars(wanted) if contact not in taken]
    return found


def numbers_of(session: Session, person: Person) -> list[str]:
    """The registration numbers of a person."""
    wanted = select(Worker.number).where(Worker.id.in_(person.workers)).order_by(Worker.number)
    return list(session.scalars(wanted))


def unnamed(session: Session, person: Person, text: str) -> str:
    """The text with … for each word of the names under which the person is registered: for notes that outlive them."""
    return without_names(text, session.scalars(select(Worker.name).where(Worker.id.in_(person.workers))))


def _whole(session: Session, contacts: set[str], workers: set[str]) -> Person:
    """Both grow until nothing new belongs to them."""
    while True:
        more_workers = set(_linked(session, WorkerContact.worker_id, WorkerContact.contact_id, contacts))
        more_contacts = set(_linked(session, WorkerContact.contact_id, WorkerContact.worker_id, workers | more_workers))
        if more_workers <= workers and more_contacts <= contacts:
            break
        workers |= more_workers
        contacts |= more_contacts
    helped = session.scalars(
        select(WorkerContact.worker_id).where(WorkerContact.contact_id.in_(contacts), WorkerContact.role != SELF)
    )
    return Person(tuple(sorted(contacts)), tuple(sorted(workers)), tuple(sorted(set(helped) - workers)))


def _linked(session: Session, wanted: object, by: object, ids: Collection[str]) -> Collection[str]:
    statement = select(wanted).where(by.in_(ids), WorkerContact.role == SELF)  # type: ignore[attr-defined, call-overload]
    found: Collection[str] = session.scalars(statement).all()
    return found
