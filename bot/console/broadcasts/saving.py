"""Saves the first steps of a draft (text, extras) and sends it to the official's own chat."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from fastapi import APIRouter
from fastapi.responses import Response
from starlette.datastructures import UploadFile

from bot.broadcasts import attachments, drafts
from bot.broadcasts.attachments import BadAttachment
from bot.broadcasts.drafts import Broadcast, Draft, TooMuch
from bot.console.broadcasts import common, compose, faults, fields, listing, looks
from bot.console.broadcasts.common import Id
from bot.console.guard import visitor
from bot.console.site import Site
from bot.console.visit import Visit
from bot.console.words import N_

_FILES: Final = {
    "empty": N_("That file is empty. Choose another one."),
    "large": N_("That file is larger than 5 MB. Make it smaller, or send a link instead."),
    "kind": N_("Only PDF, JPEG and PNG can be sent. Save the file as one of these."),
    "broken": N_("That file is damaged and cannot be opened. Save it anew and choose it again."),
    "unknown": N_("That file is no longer there. Choose it again."),
}


def router(site: Site) -> APIRouter:
    """The routes."""
    routes = APIRouter()

    @routes.post("/broadcasts/{broadcast_id}/texts")
    async def texts(broadcast_id: Id, visit: Visit = visitor(site, common.RIGHT)) -> Response:
        one = await common.found(visit, broadcast_id)
        draft = fields.texts(visit, one.draft)
        wrong = {"name": fault} if (fault := listing.named(visit, draft.name)) else {}
        if fields.nameless(visit):
            wrong["values"] = visit.say(N_("A value was given without its word: write the word too."))
        if wrong:
            return await compose.page(visit, replace(one, draft=draft), "texts", 422, wrong=wrong)
        return await save(visit, one, draft, "texts")

    @routes.post("/broadcasts/{broadcast_id}/extras")
    async def extras(broadcast_id: Id, visit: Visit = visitor(site, common.RIGHT)) -> Response:
        one = await common.found(visit, broadcast_id)
        draft = fields.extras(visit, one.draft)
        file = visit.form.get("attachment")
        if isinstance(file, UploadFile) and file.filename:
            try:
                data = await file.read(attachments.LIMIT + 1)
                kept = await visit.run(attachments.keep, visit.officer, file.filename, data, visit.now)
            except BadAttachment as error:
                wrong = {"attachment": visit.say(_FILES[error.key])}
                return await compose.page(visit, replace(one, draft=draft), "extras", 422, wrong=wrong)
            draft = replace(draft, upload_id=kept.id)
        return await save(visit, one, draft, "extras")

    @routes.post("/broadcasts/{broadcast_id}/test")
    async def test(broadcast_id: Id, visit: Visit = visitor(site, common.RIGHT)) -> Response:
        one = await common.found(visit, broadcast_id)
        language = common.language(visit, common.typed(visit, "lang", 2))
        try:
            sent = await looks.test(visit, one, language)
        except looks.Unwritten:
            note, tone = N_("There is no text in this language yet, or it does not fit the template."), "bad"
        else:
            note, tone = (N_("The test is on its way to your chat."), "good") if sent else (
                N_("No chat of yours is linked yet."), "bad",
            )  # fmt: skip
        return await visit.go(f"/broadcasts/{one.id}?step=preview&lang={language}", visit.say(note), tone)

    return routes


async def save(visit: Visit, one: Broadcast, draft: Draft, step: str) -> Response:
    """Keeps a step and goes to the next one, or shows it again with what is still missing. What was typed is kept,
    whatever is wrong with it."""
    try:
        saved = await visit.run(drafts.change, visit.officer, one.id, common.version(visit), draft, visit.now)
    except drafts.Changed:
        wrong = {"name": visit.say(common.CHANGED)} if step == "texts" else {}
        if not wrong:
            return await visit.go(f"/broadcasts/{one.id}?step={step}", visit.say(common.CHANGED), "bad")
        return await compose.page(visit, replace(one, draft=draft), step, 409, wrong=wrong)
    except common.REFUSALS as error:
        return await common.back(visit, one.id, error)
    except TooMuch as error:
        wrong = {error.field: visit.say(N_("That is more than can be kept. Shorten it."))}
        return await compose.page(visit, replace(one, draft=draft), step, 422, wrong=wrong)
    missing = any(faults.step(problem) == step for problem in compose.problems(visit, saved))
    if visit.form.get("do") == "on" and not missing:
        following = common.STEPS[common.STEPS.index(step) + 1]
        return await visit.go(f"/broadcasts/{one.id}?step={following}", visit.say(N_("Saved.")))
    note, tone = (N_("Saved. What is marked below is still missing."), "busy") if missing else (N_("Saved."), "good")
    return await visit.go(f"/broadcasts/{one.id}?step={step}&check=1", visit.say(note), tone)
