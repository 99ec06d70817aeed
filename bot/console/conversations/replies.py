"""Prepared answers: the list, and writing one in three languages."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from typing import Any, Final

from fastapi import APIRouter, Response
from starlette.exceptions import HTTPException
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from bot.console.conversations import views
from bot.console.conversations.views import WishId
from bot.console.forms import Form
from bot.console.guard import visitor
from bot.console.site import Site
from bot.console.visit import Visit
from bot.console.words import N_
from bot.language import LANGUAGES
from bot.services import canned
from bot.services.canned import TITLE_LIMIT, BadReply, Reply, UnknownReply
from bot.services.handover import TEXT_LIMIT
from bot.services.handover_desk import RIGHT

LIST: Final = "/conversations/replies"
FAULTS: Final = {
    "missing": N_("Write the answer in at least one language."),
    "long": N_("This is too long."),
    "taken": N_("Another prepared answer has this title. Choose another title."),
    "changed": N_("A colleague has changed this answer meanwhile. Load the page again, and enter your change anew."),
    "many": N_("There are as many prepared answers as there can be. Delete one first."),
}


class ReplyForm(Form):
    """A prepared answer."""

    title = StringField(N_("Title"), [InputRequired(N_("Enter a title.")), Length(max=TITLE_LIMIT)])
    topic = SelectField(N_("Topic"), choices=[])
    bn = TextAreaField(N_("Bengali"), [Length(max=TEXT_LIMIT)], render_kw={"lang": "bn"})
    hi = TextAreaField(N_("Hindi"), [Length(max=TEXT_LIMIT)], render_kw={"lang": "hi"})
    en = TextAreaField(N_("English"), [Length(max=TEXT_LIMIT)], render_kw={"lang": "en"})

    def __init__(self, visit: Visit, *args: Any, **kwargs: Any) -> None:
        """The topics to choose from are those of the content."""
        super().__init__(visit, *args, **kwargs)
        self.topic.choices = [("", visit.say(N_("No topic"))), *views.topics(visit)]

    def texts(self) -> dict[str, str]:
        """By language."""
        return {
            language: str(self[language].data or "").replace("\r\n", "\n").replace("\x00", "") for language in LANGUAGES
        }


def router(site: Site) -> APIRouter:
    """The routes."""
    routes = APIRouter()
    by: Any = visitor(site, RIGHT)

    @routes.get(LIST)
    async def listed(visit: Visit = by) -> Response:
        found = await visit.run(canned.listed, visit.officer)
        names = views.languages(visit)
        return visit.page("conversations/replies.html", found=found, names=names, views=views, visit=visit)

    @routes.get(f"{LIST}/new")
    async def blank(visit: Visit = by) -> Response:
        if visit.officer.reads:
            return await visit.go(LIST)
        return _page(visit, ReplyForm(visit), None)

    @routes.post(f"{LIST}/new")
    async def create(visit: Visit = by) -> Response:
        form = ReplyForm(visit)
        if form.validate():
            values = str(form.title.data), str(form.topic.data), form.texts()
            try:
                await visit.run(canned.create, visit.officer, *values, visit.now)
            except BadReply as error:
                _blame(visit, form, error)
            else:
                return await visit.go(LIST, visit.say(N_("Saved.")))
        return _page(visit, form, None, 422)

    @routes.get(f"{LIST}/{{wish_id}}")
    async def shown(wish_id: WishId, visit: Visit = by) -> Response:
        reply = await _known(visit, wish_id)
        return _page(visit, ReplyForm(visit, data={"title": reply.title, "topic": reply.topic, **reply.texts}), reply)

    @routes.post(f"{LIST}/{{wish_id}}")
    async def change(wish_id: WishId, visit: Visit = by) -> Response:
        reply, form, seen = await _known(visit, wish_id), ReplyForm(visit), None
        with suppress(ValueError):
            seen = dt.datetime.fromisoformat(str(visit.form.get("seen", ""))[:40])
        if form.validate():
            values = str(form.title.data), str(form.topic.data), form.texts()
            try:
                await visit.run(canned.change, visit.officer, wish_id, *values, seen, visit.now)
            except BadReply as error:
                _blame(visit, form, error)
            else:
                return await visit.go(LIST, visit.say(N_("Saved.")))
        return _page(visit, form, reply, 422, seen)

    @routes.post(f"{LIST}/{{wish_id}}/delete")
    async def delete(wish_id: WishId, visit: Visit = by) -> Response:
        await _known(visit, wish_id)
        await visit.run(canned.delete, visit.officer, wish_id, visit.now)
        return await visit.go(LIST, visit.say(N_("The prepared answer is deleted.")))

    return routes


async def _known(visit: Visit, reply_id: str) -> Reply:
    try:
        return await visit.run(canned.get, visit.officer, reply_id)
    except UnknownReply:
        raise HTTPException(404) from None


def _blame(visit: Visit, form: ReplyForm, error: BadReply) -> None:
    where = "bn" if error.field == "texts" else error.field
    form.fault(where, visit.say(FAULTS[error.fault]))


def _page(
    visit: Visit, form: ReplyForm, reply: Reply | None, status: int = 200, seen: dt.datetime | None = None
) -> Response:
    seen = seen or (reply.changed_at if reply is not None else None)
    return visit.page("conversations/reply.html", status, form=form, reply=reply, seen=seen.isoformat() if seen else "")
