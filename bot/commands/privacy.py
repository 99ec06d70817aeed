"""`bot privacy`: what is stored of a person, its erasure, how long things are kept, and the keys (docs/privacy.md)."""

from __future__ import annotations

import asyncio
import datetime as dt
import getpass
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.content import Json
from bot.commands.database import in_database, open_database
from bot.commands.layout import count, say, say_json
from bot.commands.setup import load_settings
from bot.errors import UserError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from bot.db.keys import Keyring
    from bot.services.privacy.people import Person
    from bot.settings import Settings

app = typer.Typer(help="Data of people, their periods and keys.", no_args_is_help=True)

Who = Annotated[str, typer.Argument(metavar="WHO", help="A registration number, or a telephone number.")]
Reason = Annotated[str, typer.Option("--reason", help="Why; it is noted, without numbers and names.")]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask.")]
_SHORTEST_REASON = 10


@app.callback()
def privacy() -> None:
    """Data of people: shown, erased, kept for how long, and under which key."""


@app.command()
def export(
    who: Who,
    reason: Reason,
    out: Annotated[Path | None, typer.Option("--out", help="Into this file instead of onto the screen.")] = None,
) -> None:
    """Everything that is stored of a person, as JSON. It is noted that this was done."""
    settings = load_settings()
    from bot.clock import utc_now
    from bot.services import audit
    from bot.services.engine_memory import EngineMemory
    from bot.services.privacy import export as exports
    from bot.services.privacy import people

    why, named = _why(reason), _named(who)

    def work(session: Session) -> tuple[dict[str, object], tuple[str, ...]]:
        person = _one(session, named)
        noted = people.unnamed(session, person, why)
        audit.note(session, _actor(), "export_person", utc_now(), about=_about(person), reason=noted)
        return exports.everything(session, person, utc_now()), person.contacts

    data, contacts = in_database(settings, work)
    memory = EngineMemory(settings.engine_database)
    try:
        data["engine"] = [memory.read(contact) for contact in contacts]
    finally:
        memory.close()
    if out is None:
        say_json(data)
        return
    try:
        with os.fdopen(os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(exports.document(data))
    except OSError as error:
        raise UserError(f"{out} cannot be written ({error.strerror}): name a file that is not there yet.") from None
    say([f"Written to {out}, readable by you alone. Delete it when it has been handed over."])


@app.command()
def erase(who: Who, reason: Reason, yes: Yes = False) -> None:
    """Erase a person everywhere. It cannot be brought back; it is noted that this was done."""
    settings = load_settings()
    why, named = _why(reason), _named(who)
    if not yes and not typer.confirm("Erase everything of this person? It cannot be brought back."):
        raise UserError("Nothing was erased.")
    from bot.clock import utc_now
    from bot.services import audit
    from bot.services.engine_memory import EngineMemory
    from bot.services.privacy import erase as erasing
    from bot.services.privacy import people

    def work(session: Session) -> tuple[erasing.Erased, list[str]]:
        person = _one(session, named)
        noted = people.unnamed(session, person, why)
        done = erasing.person(session, person, utc_now())
        audit.note(session, _actor(), "erase_person", utc_now(), about=_about(person), reason=noted)
        return done, erasing.purge(session, utc_now())

    done, _ = in_database(settings, work)
    memory = EngineMemory(settings.engine_database)
    try:
        asyncio.run(memory.forget(done.person.contacts))
    finally:
        memory.close()
    database = open_database(settings)
    try:
        wiped = database.wipe_now()
    finally:
        database.close()
    parts = [
        count(number, name.removesuffix("s")) if number == 1 else f"{number} {name}"
        for name, number in done.rows.items()
    ]
    say([f"Erased: {', '.join(parts) or 'the contact'}."])
    if not wiped:
        say(["The service is reading just now; it empties its log within a minute."])


@app.command()
def retention(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only count what is due.")] = False, as_json: Json = False
) -> None:
    """Erase what was kept long enough. The service does this by itself each night."""
    settings = load_settings()
    from bot.clock import utc_now
    from bot.housekeeping import Housekeeping, periods
    from bot.services import options
    from bot.services.engine_memory import EngineMemory
    from bot.services.privacy import retention as keeping

    def set_now(session: Session) -> Settings:
        return settings.changed(options.stored(session), lenient=True)

    due = in_database(settings, lambda session: keeping.due(session, periods(set_now(session)), utc_now()))
    memory = EngineMemory(settings.engine_database)
    database = open_database(settings)
    try:
        due["conversations of the engine"] = memory.count_before(_before(settings))
        if not dry_run:
            asyncio.run(Housekeeping(database, memory, settings, utc_now).nightly())
    finally:
        memory.close()
        database.close()
    if as_json:
        say_json({"due": due, "erased": not dry_run})
        return
    say(f"{number:>8}  {name}" for name, number in due.items())
    say(["Nothing was erased." if dry_run else "These were erased, and texts that are old."])


@app.command("keys")
def show_keys(yes: Yes = False) -> None:
    """Print the keys of personal data, for DATA_KEYS. Whoever sees them can read every number."""
    settings = load_settings()
    if not yes and not typer.confirm("The keys open every telephone number in the database. Print them here?"):
        raise UserError("Nothing was printed.")
    typer.echo(_ring(settings).dumps())


@app.command("rotate-key")
def rotate_key() -> None:
    """Seal all personal data with a new key. The service must stand still."""
    settings = load_settings()
    from bot.commands import standstill
    from bot.db import keys, rotation
    from bot.db.migrate import is_current

    standstill.check(settings.data_dir)
    ring, given = _ring(settings), bool(settings.data_keys.get_secret_value())
    if given and len(ring.sealing) == 1:
        say(["Set DATA_KEYS to this, then call `bot privacy rotate-key` again:", rotation.begun(ring).dumps()])
        return
    ring = rotation.begun(ring)
    if not given:
        keys.save(settings.keys_file, ring, replace=True)  # before anything is sealed with the new key
    database = open_database(settings, upgraded=True)
    try:
        if not is_current(database):
            raise UserError("The database is not of this version; `bot db upgrade` brings the tables up to date.")
        with database.engine.begin() as connection:
            changed = rotation.reseal(connection, ring)
        database.wipe_now()
    except keys.KeyFault as error:
        raise UserError(f"Nothing was changed: {error}") from None
    finally:
        database.close()
    say([f"{count(changed, 'row')} sealed with the new key. Forms that people have begun are asked anew."])
    if given:
        say(["Set DATA_KEYS to this, then start the service:", rotation.ended(ring).dumps()])
    else:
        keys.save(settings.keys_file, rotation.ended(ring), replace=True)
        say([f"The old key is gone from {settings.keys_file}: back that file up, apart from the database."])


def _ring(settings: Settings) -> Keyring:
    from bot.db import keys

    try:
        return keys.load(settings.keys_file, settings.data_keys.get_secret_value())
    except keys.KeyFault as error:
        raise UserError(f"The keys of personal data cannot be used: {error}.") from None


def _before(settings: Settings) -> dt.datetime:
    from bot.clock import utc_now

    return utc_now() - dt.timedelta(days=settings.tracker_retention_days)


def _named(text: str) -> str:
    """A registration number as it was typed, or a telephone number in E.164."""
    import phonenumbers

    from bot.services import numbers

    if numbers.valid(text) is not None:
        return text
    try:
        phone = None if any(map(str.isalpha, text)) else phonenumbers.parse(text, "IN")
    except phonenumbers.NumberParseException:
        phone = None
    if phone is None or not phonenumbers.is_possible_number(phone):
        raise UserError(
            "That is neither a registration number (WB-1234-5678-9) nor a telephone number (98310 12345): "
            "look at the person's card or ask them."
        )
    return phonenumbers.format_number(phone, phonenumbers.PhoneNumberFormat.E164)


def _one(session: Session, named: str) -> Person:
    from bot.services import numbers
    from bot.services.privacy import people

    found = people.named(session, named)
    if not found:
        raise UserError("Nobody is known by that number. Is it the one they registered or write with?")
    if len(found) > 1:
        own = [numbers.shown(number) for person in found for number in people.numbers_of(session, person)]
        listed = f" Registrations: {', '.join(own)}." if own else ""
        raise UserError(f"{len(found)} people share that number; name one by the registration number.{listed}")
    return found[0]


def _about(person: Person) -> str:
    return next(iter((*person.workers, *person.contacts)), "")


def _why(reason: str) -> str:
    """The reason as it is noted for years: whoever is erased must not stay in it."""
    from bot.services.scrub import scrub

    why = scrub(reason).strip()
    if len(why) < _SHORTEST_REASON:
        raise UserError(
            f"--reason needs at least {_SHORTEST_REASON} letters, without names and numbers: who asked, and how."
        )
    return why


def _actor() -> str:
    return f"command line: {getpass.getuser()}"[:64]
