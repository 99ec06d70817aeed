"""A register for the pages' tests: people, needs and loan requests of two districts."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy.orm import Session

from bot.db.models import Need, Referral, ReferralStep, Worker
from bot.services import consent, contacts, numbers
from tests.office import Office
from tests.register import entered

WHY = "She asked us to call her back."
PHONE = "+919811122233"


def people(office: Office, count: int = 1, **values: Any) -> list[str]:
    """Workers who registered one after the other; their numbers as they are shown."""
    with office.database.session() as db:
        now = office.clock()
        ids = [
            entered(
                db, **{"name": f"Person {place}", "registered_at": now - dt.timedelta(minutes=count - place)} | values
            )
            for place in range(count)
        ]
        return [numbers.shown(db.get_one(Worker, each).number) for each in ids]


def consenting(db: Session, which: str, purpose: str, now: dt.datetime) -> None:
    """The worker agrees to it."""
    consent.record(db, which, consent.subject_of_phone(PHONE), purpose, "granted", now)


def need(office: Office, **values: Any) -> str:
    """A need; its number."""
    now = office.clock()
    with office.database.session() as db:
        standard: dict[str, Any] = {
            "employer": "Lakshya Udyog", "phone": PHONE, "trade": "mason", "district": "malda", "count": 3,
            "language": "bn", "status": "unverified", "created_at": now, "updated_at": now,
        }  # fmt: skip
        row = Need(number=numbers.new(db, "N", Need.number), **(standard | values))
        db.add(row)
        db.flush()
        return numbers.shown(row.number)


def loan(office: Office, name: str = "Fatima Bibi", *, agreed: bool = True, **values: Any) -> str:
    """A loan request; its number."""
    now = office.clock()
    with office.database.session() as db:
        person = contacts.find_or_create(db, "telegram", f"tg-{name}-{values.get('district', '')}", now).id
        if agreed:
            consenting(db, person, "share_banks", now)
        standard: dict[str, Any] = {
            "contact_id": person, "name": name, "phone": PHONE, "district": "malda", "purpose": "tools",
            "amount": 50_000, "documents": ["aadhaar"], "language": "bn", "created_at": now, "updated_at": now,
            "remind_at": now + dt.timedelta(days=3),
        }  # fmt: skip
        row = Referral(number=numbers.new(db, "L", Referral.number), **(standard | values))
        db.add(row)
        db.flush()
        db.add(ReferralStep(referral_id=row.id, status="new", officer="-", reason=None, at=now))
        return numbers.shown(row.number)
