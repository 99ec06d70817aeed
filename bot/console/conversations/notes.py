"""Notes of officials for each other."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Response

from bot.console.conversations import views
from bot.console.conversations.conversation import Pages
from bot.console.conversations.views import Number, WishId
from bot.console.guard import visitor
from bot.console.site import Site
from bot.console.visit import Visit
from bot.console.words import N_
from bot.services import handover_talk
from bot.services.handover_desk import RIGHT
from bot.services.handover_talk import NOTE_LIMIT, BadNote


def router(site: Site, pages: Pages) -> APIRouter:
    """The routes."""
    routes = APIRouter()
    by: Any = visitor(site, RIGHT)

    @routes.post("/conversations/{wish_id}/notes")
    async def note(wish_id: WishId, visit: Visit = by) -> Response:
        text = str(visit.form.get("note", "")).replace("\r\n", "\n").replace("\x00", "")
        try:
            await views.found(visit.run(handover_talk.note, visit.officer, wish_id, text, visit.now))
        except BadNote:
            fault = visit.say(N_("Write a note of at most %(limit)s characters."), limit=NOTE_LIMIT)
            return await pages.conversation(visit, wish_id, 422, note=text[: 2 * NOTE_LIMIT], note_fault=fault)
        return await visit.go(f"{views.path(wish_id)}#notes", visit.say(N_("Noted. The person does not see it.")))

    @routes.post("/conversations/{wish_id}/notes/{number}/delete")
    async def drop(wish_id: WishId, number: Number, visit: Visit = by) -> Response:
        gone = await views.found(visit.run(handover_talk.drop_note, visit.officer, wish_id, number, visit.now))
        told = N_("The note is deleted.") if gone else N_("This note is not yours, or it is gone already.")
        return await visit.go(f"{views.path(wish_id)}#notes", visit.say(told), "good" if gone else "bad")

    return routes
