"""Limits of sending, and how long data are kept: changed while the service runs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Final

from fastapi import APIRouter
from fastapi.responses import Response
from pydantic import ValidationError
from wtforms import IntegerField, TimeField
from wtforms.validators import InputRequired

from bot.console import render
from bot.console.forms import Form
from bot.console.guard import visitor
from bot.console.site import Site
from bot.console.visit import Visit
from bot.console.words import N_
from bot.services import options
from bot.services.officers import Forbidden
from bot.settings import Settings

RETENTION: Final[Mapping[str, tuple[str, str]]] = {
    "reply_retention_days": (
        N_("Texts of replies"), N_("Also what was said in talks with officials, once they are over."),
    ),
    "gap_retention_days": (N_("Questions without an answer"), N_("Kept without names and numbers.")),
    "draft_retention_days": (N_("Forms that were begun and left"), ""),
    "unconfirmed_retention_days": (N_("Entries out of lists that nobody confirmed"), ""),
    "tracker_retention_days": (N_("What the engine remembers of a talk"), N_("Days since the person last wrote.")),
    "closed_retention_days": (N_("Needs and loan requests that are closed"), ""),
    "audit_retention_days": (N_("Notes of what officials did"), N_("The law wants a year: at least 366 days.")),
    "feedback_retention_days": (N_("Sentences in feedback on trainings"), N_("The marks stay.")),
    "task_retention_days": (N_("Notes of timed work that is done"), ""),
    "tally_retention_days": (N_("Counts of messages for the figures"), N_("Nobody is in them.")),
}  # fmt: skip
_NIGHT: Final = ("quiet_from", "quiet_to")


class LimitsForm(Form):
    """What limits sending."""

    quiet_from = TimeField(N_("Night begins"), [InputRequired()])
    quiet_to = TimeField(N_("Night ends"), [InputRequired()])
    announcements_per_day = IntegerField(N_("Announcements to one person on a day, at most"), [InputRequired()])
    broadcast_small = IntegerField(N_("Broadcast to so many people without a second official"), [InputRequired()])


class RetentionForm(Form):
    """Days for each kind."""


for _name, (_title, _) in RETENTION.items():
    setattr(RetentionForm, _name, IntegerField(_title, [InputRequired()]))


def router(site: Site) -> APIRouter:
    """The routes."""
    routes = APIRouter()

    @routes.get("/settings/limits")
    async def limits(visit: Visit = visitor(site, "settings")) -> Response:
        now = await _now(visit)
        start, end = now.night
        form = LimitsForm(
            visit, quiet_from=start, quiet_to=end, announcements_per_day=now.announcements_per_day,
            broadcast_small=now.broadcast_small,
        )  # fmt: skip
        return await _page(visit, "settings/limits.html", form)

    @routes.post("/settings/limits")
    async def set_limits(visit: Visit = visitor(site, "settings")) -> Response:
        form = LimitsForm(visit)
        values: dict[str, Any] = {}
        if form.validate():
            values = {name: form[name].data for name in ("announcements_per_day", "broadcast_small")}
            values["quiet_hours"] = _hours(form.quiet_from.data, form.quiet_to.data)
        return await _changed(visit, form, values, "limits")

    @routes.get("/settings/retention")
    async def retention(visit: Visit = visitor(site, "settings")) -> Response:
        now = await _now(visit)
        form = RetentionForm(visit, **{name: getattr(now, name) for name in RETENTION})
        return await _page(visit, "settings/retention.html", form)

    @routes.post("/settings/retention")
    async def set_retention(visit: Visit = visitor(site, "settings")) -> Response:
        form = RetentionForm(visit)
        values = {name: form[name].data for name in RETENTION} if form.validate() else {}
        return await _changed(visit, form, values, "retention")

    return routes


async def _changed(visit: Visit, form: Form, values: Mapping[str, Any], page: str) -> Response:
    """Sets the values, or shows the form again with what is wrong beside the fields."""
    template = f"settings/{page}.html"
    if not values:
        return await _page(visit, template, form, 422)
    settings = visit.site.settings

    def check(wanted: Mapping[str, Any]) -> Mapping[str, Any]:
        made = settings.changed(wanted)
        return {name: getattr(made, name) for name in options.CHANGEABLE}

    try:
        changed = await visit.run(options.change, visit.officer, values, check, visit.now)
    except ValidationError as error:
        for name in {str(one["loc"][0]) for one in error.errors() if one["loc"]}:
            form.fault(name if name in form else _NIGHT[1], _bounds(visit, name))
        return await _page(visit, template, form, 422)
    except Forbidden:
        if visit.officer.districts is None:
            raise
        raise Forbidden(N_("Settings hold for the whole state: an official of the state changes them.")) from None
    if visit.site.refresh is not None:
        await visit.site.refresh()
    if not changed:
        return await visit.go(f"/settings/{page}", visit.say(N_("Nothing was different: all stays as it was.")))
    return await visit.go(f"/settings/{page}", visit.say(N_("Saved. It holds from now on.")))


async def _page(visit: Visit, template: str, form: Form, status: int = 200) -> Response:
    stored = await visit.run(options.listed, visit.officer)
    now = visit.site.settings.changed({name: one.value for name, one in stored.items()}, lenient=True)
    fields: Sequence[tuple[str, str]] = [
        (name, visit.say(text) if text else "") for name, (_, text) in RETENTION.items()
    ]
    latest = max(stored.values(), key=lambda one: one.at, default=None)
    return visit.page(
        template, status, form=form, fields=fields, configured=visit.site.settings, now_set=now, latest=latest,
        writes=not visit.officer.reads and visit.officer.districts is None,
    )  # fmt: skip


async def _now(visit: Visit) -> Settings:
    return visit.site.settings.changed(await visit.run(options.stored), lenient=True)


def _hours(start: dt.time | None, end: dt.time | None) -> str:
    """As the setting is written; a night that ends as it begins is none."""
    if start is None or end is None or start == end:
        return "none"
    return f"{start:%H:%M}-{end:%H:%M}"


def _bounds(visit: Visit, name: str) -> str:
    """What may be written into a field, from the checks of the setting itself."""
    known = Settings.model_fields[name].metadata
    least, most = (next((getattr(one, end) for one in known if hasattr(one, end)), None) for end in ("ge", "le"))
    numbers = {"least": render.number(least or 0, visit.language)}
    if most is None:
        return visit.say(N_("Write a whole number of at least %(least)s."), **numbers)
    return visit.say(
        N_("Write a whole number from %(least)s to %(most)s."), **numbers, most=render.number(most, visit.language)
    )
