"""The register of workers: entering and changing people, and who of them a contact may speak for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from sqlalchemy import Table, select, update
from sqlalchemy import delete as removal
from sqlalchemy.orm import Session

from bot.clock import INDIA
from bot.db.models import Worker, WorkerContact, WorkerTrade, new_id
from bot.db.upsert import upsert
from bot.services import numbers, trade_reviews

WANTS: Final[Mapping[str, int]] = MappingProxyType({"work": 1, "training": 2, "tools": 4, "loan": 8, "business": 16})
"""What a worker wishes for, as the bits of `Worker.wants`."""
UNKNOWN: Final = "?"
"""Id of a trade that nobody knew."""
ACTIVE: Final = "active"
SELF: Final = "self"

_WORKERS: Table = Worker.__table__  # type: ignore[assignment]
_LINKS: Table = WorkerContact.__table__  # type: ignore[assignment]
_SAID, _NAME, _PLACE, _TOOLS = 80, 120, 80, 200  # characters that the columns hold
_HIDDEN: Final = "x"


class Trade(NamedTuple):
    """A trade of a worker. `id`: of the content, or `UNKNOWN`; `said`: as the person said it, of one that is
    unknown."""

    id: str
    said: str | None = None


@dataclass(frozen=True)
class Registration:
    """What is known of somebody. `phone`: E.164; `experience`: months; `age`: years; `wants`: names of `WANTS`. None:
    not said; what was known before stays then."""

    name: str
    phone: str
    district: str
    trades: tuple[Trade, ...]
    place: str | None = None
    wants: frozenset[str] | None = None
    experience: int | None = None
    last_place: str | None = None
    last_state: str | None = None
    age: int | None = None
    gender: str | None = None
    education: str | None = None
    tools: str | None = None
    bank: bool | None = None
    eshram: bool | None = None
    language: str | None = None


@dataclass(frozen=True)
class Saved:
    """`fresh`: a new entry was made; else one was changed."""

    worker_id: str
    number: str
    fresh: bool


def register(
    session: Session,
    registration: Registration,
    now: dt.datetime,
    *,
    contact_id: str | None = None,
    role: str = SELF,
    source: str = "chat",
    status: str = ACTIVE,
    phone_proven: bool = False,
    worker_id: str | None = None,
) -> Saved:
    """Enters somebody, or changes their entry: the one of `worker_id`, else the contact's own, else, of somebody that
    the contact helped before, the one of the same number and name. `contact_id`, `role`: who entered them, and as whom
    (self, helper); `phone_proven`: a channel vouches for the number. Unknown trades are queued for an official."""
    known = _entry(session, registration, contact_id, role, worker_id)
    worker = known or _made(session, registration, source, now)
    _write(worker, registration, now)
    worker.status = ACTIVE if status == ACTIVE else worker.status if known else status
    worker.phone_proven = phone_proven or (known is not None and worker.phone_proven)
    session.flush()
    _set_trades(session, worker, registration, now)
    if contact_id is not None:
        link(session, worker.id, contact_id, role, now)
    return Saved(worker.id, worker.number, fresh=known is None)


def link(session: Session, worker_id: str, contact_id: str, role: str, now: dt.datetime) -> None:
    """The contact may speak for the worker. Whoever is the worker themselves stays so."""
    statement = upsert(session)(_LINKS).values(worker_id=worker_id, contact_id=contact_id, role=role, since=now)
    keys = ["worker_id", "contact_id"]
    if role == SELF:
        session.execute(statement.on_conflict_do_update(index_elements=keys, set_={"role": role}))
    else:
        session.execute(statement.on_conflict_do_nothing(index_elements=keys))


def of_contact(session: Session, contact_id: str) -> list[Worker]:
    """Everybody that a contact may speak for: their own entry first, then those they helped, the latest first."""
    rows = session.execute(
        select(Worker, WorkerContact.role)
        .join(WorkerContact, WorkerContact.worker_id == Worker.id)
        .where(WorkerContact.contact_id == contact_id)
        .order_by(WorkerContact.since.desc(), Worker.id)
    ).all()
    return [row[0] for row in sorted(rows, key=lambda row: row.role != SELF)]


def own(session: Session, contact_id: str) -> Worker | None:
    """The contact's own entry."""
    return session.scalars(
        select(Worker)
        .join(WorkerContact, WorkerContact.worker_id == Worker.id)
        .where(WorkerContact.contact_id == contact_id, WorkerContact.role == SELF)
        .order_by(Worker.updated_at.desc(), Worker.id)
        .limit(1)
    ).first()


def role(session: Session, worker_id: str, contact_id: str) -> str | None:
    """As whom a contact speaks for a worker; None: not at all."""
    known = session.get(WorkerContact, (worker_id, contact_id))
    return known.role if known is not None else None


def get(session: Session, worker_id: str) -> Worker | None:
    """An entry by its id."""
    return session.get(Worker, worker_id)


def by_number(session: Session, text: str) -> Worker | None:
    """The worker of a registration number, however it is grouped."""
    number = numbers.valid(text)
    return session.scalar(select(Worker).where(Worker.number == number)) if number else None


def by_phone(session: Session, phone: str) -> list[Worker]:
    """All entries of a telephone number (E.164), the latest first. Several people may share one."""
    found = select(Worker).where(Worker.phone == phone).order_by(Worker.updated_at.desc(), Worker.id)
    return list(session.scalars(found))


def contacts_of(session: Session, worker_id: str, role: str = SELF) -> list[str]:
    """The contacts through which a worker is met, the latest first."""
    found = select(WorkerContact.contact_id).where(WorkerContact.worker_id == worker_id, WorkerContact.role == role)
    return list(session.scalars(found.order_by(WorkerContact.since.desc(), WorkerContact.contact_id)))


def trades_of(session: Session, worker_ids: Collection[str]) -> dict[str, list[Trade]]:
    """The trades of workers, the main one first."""
    found: dict[str, list[Trade]] = {one: [] for one in worker_ids}
    rows = select(WorkerTrade).where(WorkerTrade.worker_id.in_(worker_ids)).order_by(WorkerTrade.place)
    for row in session.scalars(rows):
        found[row.worker_id].append(Trade(row.trade, row.said if row.trade == UNKNOWN else None))
    return found


def as_registered(session: Session, worker: Worker, today: dt.date) -> Registration:
    """An entry as it would be entered today."""
    age = today.year - worker.birth_year if worker.birth_year is not None else None
    return Registration(
        worker.name, worker.phone, worker.district, tuple(trades_of(session, [worker.id])[worker.id]), worker.place,
        wishes(worker.wants), worker.experience_months, worker.last_place, worker.last_state, age, worker.gender,
        worker.education, worker.tools, worker.bank_account, worker.eshram, worker.language,
    )  # fmt: skip


def delete(session: Session, worker_id: str) -> bool:
    """Erases an entry with everything that hangs on it; false if there is none. What people agreed to is kept apart
    (services/consent.py)."""
    done: Any = session.execute(removal(_WORKERS).where(_WORKERS.c.id == worker_id))
    return bool(done.rowcount)


def activate(session: Session, worker_id: str, now: dt.datetime) -> None:
    """Somebody who was entered from a list has agreed."""
    session.execute(update(_WORKERS).where(_WORKERS.c.id == worker_id).values(status=ACTIVE, updated_at=now))


def bits(wants: Iterable[str]) -> int:
    """Wishes as the number that is stored; unknown ones count nothing."""
    return sum(WANTS[one] for one in {*wants} & WANTS.keys())


def wishes(stored: int) -> frozenset[str]:
    """The reverse of `bits`."""
    return frozenset(name for name, bit in WANTS.items() if stored & bit)


def masked(e164: str) -> str:
    """A telephone number of which enough is shown to know one's own: "98xxxxxx45"."""
    digits = e164.removeprefix("+91") if e164.startswith("+91") and len(e164) == 13 else e164.lstrip("+")
    return f"{digits[:2]}{_HIDDEN * (len(digits) - 4)}{digits[-2:]}" if len(digits) > 6 else _HIDDEN * len(digits)


def _entry(
    session: Session, new: Registration, contact_id: str | None, role: str, worker_id: str | None
) -> Worker | None:
    if worker_id is not None:
        return session.get(Worker, worker_id)
    if contact_id is None:
        return None
    if role == SELF:
        return own(session, contact_id)
    helped = of_contact(session, contact_id)
    return next((one for one in helped if one.phone == new.phone and same_name(one.name, new.name)), None)


def same_name(one: str, other: str) -> bool:
    """Whether two names are written alike, but for capitals and blanks."""
    return one.casefold().split() == other.casefold().split()


def _made(session: Session, new: Registration, source: str, now: dt.datetime) -> Worker:
    values: dict[str, Any] = {
        "id": new_id(), "status": "", "source": source, "name": new.name[:_NAME], "phone": new.phone,
        "phone_proven": False, "district": new.district, "wants": 0, "registered_at": now, "updated_at": now,
    }  # fmt: skip
    while True:  # somebody else may draw the same number in this very moment
        number = numbers.new(session)
        statement = upsert(session)(_WORKERS).values(number=number, **values)
        made = session.execute(statement.on_conflict_do_nothing(index_elements=["number"]).returning(_WORKERS.c.id))
        if made.scalar() is not None:
            return session.get_one(Worker, values["id"])


def _write(worker: Worker, new: Registration, now: dt.datetime) -> None:
    """Puts what was said over what was known. A place belongs to its district, and a proof to its number."""
    if new.phone != worker.phone:
        worker.phone_proven = False
    if new.district != worker.district:
        worker.place = None
    worker.name, worker.phone, worker.district = new.name[:_NAME], new.phone, new.district
    birth_year = now.astimezone(INDIA).year - new.age if new.age is not None else None
    said = {
        "place": new.place and new.place[:_PLACE], "experience_months": new.experience,
        "last_place": new.last_place and new.last_place[:_PLACE], "last_state": new.last_state,
        "birth_year": birth_year, "gender": new.gender, "education": new.education,
        "tools": new.tools and new.tools[:_TOOLS], "bank_account": new.bank, "eshram": new.eshram,
        "language": new.language, "wants": bits(new.wants) if new.wants is not None else None,
    }  # fmt: skip
    for column, value in said.items():
        if value is not None:
            setattr(worker, column, value)
    worker.updated_at = now


def _set_trades(session: Session, worker: Worker, new: Registration, now: dt.datetime) -> None:
    before = {trade.said for trade in trades_of(session, [worker.id])[worker.id] if trade.said}
    session.execute(removal(WorkerTrade).where(WorkerTrade.worker_id == worker.id))
    named: dict[tuple[str, str | None], Trade] = {}
    heard: set[str] = set()
    for trade in new.trades:
        said = (trade.said or "").strip()[:_SAID]
        if trade.id != UNKNOWN:
            named.setdefault((trade.id, None), Trade(trade.id))
        elif said and said.casefold() not in heard:
            heard.add(said.casefold())
            decided = trade_reviews.note(session, said, worker.language or "bn", now, again=said in before)
            known = UNKNOWN if decided in (None, trade_reviews.NONE) else str(decided)
            if decided != trade_reviews.NONE or len(new.trades) == 1:
                named.setdefault((known, said if known == UNKNOWN else None), Trade(known, said))
    session.add_all(
        WorkerTrade(
            worker_id=worker.id, place=place, trade=trade.id, said=trade.said, district=worker.district,
            registered_at=worker.registered_at,
        )
        for place, trade in enumerate(named.values())
    )  # fmt: skip
    session.flush()
