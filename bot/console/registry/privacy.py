"""A person asks for their data, or that they go: found by the registration number; erasing asks a second time."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query
from fastapi.responses import Response

from bot.console.guard import visitor
from bot.console.registry.common import fault, slowly
from bot.console.site import Site
from bot.console.visit import Visit
from bot.console.words import N_
from bot.services import numbers, worker_search
from bot.services.engine_memory import EngineMemory
from bot.services.privacy import desk, export
from bot.services.privacy.desk import UnknownPerson
from bot.services.worker_filter import BadFilter

PATH: Final = "/workers/privacy"
NOBODY: Final = N_("Nobody is registered under this number. Look at their card: WB-1234-5678-9.")


def router(site: Site) -> APIRouter:
    """The routes."""
    routes = APIRouter()

    async def page(visit: Visit, number: str, *, act: str = "", wrong: str = "", sure: bool = False) -> Response:
        found, unknown = None, ""
        if number:
            try:
                found = await slowly(visit, desk.look, visit.officer, number)
            except UnknownPerson:
                unknown = visit.say(NOBODY)
        status = 422 if wrong else 404 if unknown else 200
        return visit.page(
            "registry/privacy.html", status, number=number, found=found, unknown=unknown, shown=numbers.shown, act=act,
            wrong=wrong, sure=sure, reason=str(visit.form.get("reason", "")),
        )  # fmt: skip

    @routes.get(PATH)
    async def look(
        number: Annotated[str, Query(max_length=24)] = "", visit: Visit = visitor(site, "privacy")
    ) -> Response:
        return await page(visit, number.strip())

    @routes.post(PATH + "/export")
    async def take_out(visit: Visit = visitor(site, "privacy")) -> Response:
        number, reason = _sent(visit)
        try:
            data, who = await slowly(visit, desk.take_out, visit.officer, number, reason, visit.now)
        except UnknownPerson:
            return await page(visit, number)
        except BadFilter as error:
            return await page(visit, number, act="export", wrong=fault(visit, error))
        data["engine"] = await asyncio.to_thread(_remembered, site, who.contacts)
        return visit.file(export.document(data), "person.json", "application/json")

    @routes.post(PATH + "/erase")
    async def erase(visit: Visit = visitor(site, "privacy")) -> Response:
        """Asked once, it shows what goes and asks again; the number typed again does it."""
        number, reason = _sent(visit)
        try:
            worker_search.checked_reason(reason)
        except BadFilter as error:
            return await page(visit, number, act="erase", wrong=fault(visit, error))
        again = visit.form.get("again")
        if again is None:
            return await page(visit, number, act="erase", sure=True)
        if numbers.valid(str(again)) is None or numbers.valid(str(again)) != numbers.valid(number):
            wrong = visit.say(N_("This is not the same number: type it as it stands on the card."))
            return await page(visit, number, act="erase", wrong=wrong, sure=True)
        try:
            done = await slowly(visit, desk.erase_person, visit.officer, number, reason, visit.now)
        except UnknownPerson:
            return await page(visit, number)
        memory = EngineMemory(site.settings.engine_database)
        try:
            await memory.forget(done.person.contacts)
        finally:
            memory.close()
        await site.database.wipe()
        return await visit.go(PATH, visit.say(N_("Everything of this person is erased.")))

    return routes


def _sent(visit: Visit) -> tuple[str, str]:
    return str(visit.form.get("number", ""))[:24], str(visit.form.get("reason", ""))


def _remembered(site: Site, contacts: tuple[str, ...]) -> list[Any]:
    memory = EngineMemory(site.settings.engine_database)
    try:
        return [memory.read(contact) for contact in contacts]
    finally:
        memory.close()
