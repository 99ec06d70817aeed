"""People to whom broadcasts go, and drafts that are ready, for the tests of the pages."""

from __future__ import annotations

import datetime as dt
import re
from types import SimpleNamespace
from typing import Any, Final

from bot.channels.telegram.sending import CAPABILITIES
from bot.db.models import Contact, Preference, Worker, WorkerContact
from bot.services.officers import Officer
from tests.office import Client, Office

NOON: Final = dt.datetime(2026, 11, 23, 6, 30, tzinfo=dt.UTC)
"""Noon in India, on a working day."""
TEXTS: Final = {
    "name": "Fair in Malda", "sender.en": "DIC Malda", "sender.bn": "ডিআইসি মালদা", "sender.hi": "डीआईसी मालदा",
    "texts.en": "A craft fair opens on {date}.", "texts.bn": "{date} হস্তশিল্প মেলা শুরু।", "fills.hi": "bn",
    "v0.name": "date", "v0.en": "5 December", "v0.bn": "৫ ডিসেম্বর", "v0.hi": "5 दिसंबर",
}  # fmt: skip


def person(office: Office, number: int, district: str = "malda", language: str = "bn", *, wants: bool = True) -> str:
    """Somebody on Telegram who is in the register; their contact id."""
    now = office.clock()
    with office.database.session() as db:
        contact = Contact(
            channel="telegram", sender=f"s{number}", language=language, turns=3, created_at=now, seen_at=now, state={}
        )
        worker = Worker(
            number=f"W{number}", name="Rahima", phone=f"+9198300{number:05d}", district=district, registered_at=now,
            updated_at=now,
        )  # fmt: skip
        db.add_all([contact, worker])
        db.flush()
        db.add(WorkerContact(worker_id=worker.id, contact_id=contact.id, role="self", since=now))
        if wants:
            db.add(Preference(contact_id=contact.id, purpose="announcements", topic="", wanted=True, changed_at=now))
        return contact.id


def run_telegram(office: Office) -> None:
    """Lets the console know Telegram as a channel that runs; nothing is sent by it here."""
    channel: Any = SimpleNamespace(name="telegram", capabilities=CAPABILITIES)
    running: Any = office.parts.channels
    running["telegram"] = channel


def begin(client: Client, name: str = "Fair in Malda") -> str:
    """A new draft; its path."""
    answer = client.post("/broadcasts/new", {"name": name})
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"]).removeprefix("/console")


def version(client: Client, path: str, **query: Any) -> str:
    """The version that the page of a broadcast shows."""
    found = re.search(r'name="version" value="(\d+)"', client.get(path, params=query).text)
    assert found is not None
    return found[1]


def write(client: Client, path: str, step: str = "texts", **fields: str) -> Any:
    """Saves a step; the first one with texts that are whole."""
    values = (TEXTS if step == "texts" else {}) | fields | {"version": version(client, path)}
    return client.post(f"{path}/{step}", values)


def ready(client: Client) -> str:
    """A draft that may be handed in; its path."""
    path = begin(client)
    assert write(client, path).status_code == 303
    return path


def hand_in(client: Client, path: str, **fields: str) -> Any:
    """Hands a draft in."""
    return client.post(f"{path}/submit", {"when": "now", "version": version(client, path, step="send")} | fields)


def officers(office: Office) -> tuple[Officer, Officer, Officer]:
    """A writer and a second official of Malda, and one of another district."""
    return (
        office.officer("Mita Das", "district_officer", {"malda"}),
        office.officer("Arun Roy", "district_officer", {"malda"}),
        office.officer("Nitu Sen", "district_officer", {"nadia"}),
    )
