"""Officials: listed, entered, changed."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Path, Query
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from bot.console import lists
from bot.console.account.shared import ROLE_NAMES, district_names
from bot.console.guard import visitor
from bot.console.lists import LENGTH, Page
from bot.console.settings.officials_form import official_form, refused, wanted
from bot.console.site import Site
from bot.console.visit import Visit
from bot.console.words import N_
from bot.knowledge.names import names
from bot.services import official_list, officials
from bot.services.official_list import Account
from bot.services.officials import Refused
from bot.services.roles import PROGRAM, ROLES

Id = Annotated[str, Path(pattern="^[0-9a-f]{32}$")]


def router(site: Site) -> APIRouter:
    """The routes."""
    routes = APIRouter()

    @routes.get("/settings")
    async def listed(
        text: Annotated[str, Query(max_length=64)] = "", role: Annotated[str, Query(max_length=16)] = "",
        revoked: Annotated[str, Query(max_length=1)] = "", after: Annotated[str, Query(max_length=400)] = "",
        visit: Visit = visitor(site, "settings"),
    ) -> Response:  # fmt: skip
        key = lists.parts(after, 1) if after else None
        before = str(key[0]) if key is not None and isinstance(key[0], str) else ""
        asked = partial(
            official_list.listed, text=" ".join(text.split()), role=role if role in ROLES else "",
            revoked=bool(revoked), after=before, limit=LENGTH,
        )  # fmt: skip
        found = await visit.run(asked, visit.officer)
        more, found = len(found) > LENGTH, found[:LENGTH]
        page = Page(found, lists.key(found[-1].officer.name) if more else "", bool(before))
        return visit.page(
            "settings/officials.html", page=page, roles=_roles(visit), text=text, role=role, revoked=revoked,
            scope=partial(scope, visit, district_names(visit)),
        )  # fmt: skip

    @routes.get("/settings/officials/new")
    async def new(visit: Visit = visitor(site, "settings")) -> Response:
        visit.officer.changes()
        return visit.page("settings/official_new.html", form=await official_form(visit))

    @routes.post("/settings/officials/new")
    async def enter(visit: Visit = visitor(site, "settings")) -> Response:
        form = await official_form(visit)
        if form.validate():
            try:
                known = names(site.content).districts
                _, password = await visit.run(officials.enter, visit.officer, wanted(form), visit.now, known)
            except Refused as error:
                refused(visit, form, error)
            else:
                # On this page alone: the password is not kept, not even for a redirect.
                return visit.page("settings/secret.html", kind="password", name=form.name.data, secret=password)
        return visit.page("settings/official_new.html", 422, form=form)

    @routes.get("/settings/officials/{officer_id}")
    async def one(officer_id: Id, visit: Visit = visitor(site, "settings")) -> Response:
        account = await found(visit, officer_id)
        return await shown(visit, account)

    @routes.post("/settings/officials/{officer_id}")
    async def change(officer_id: Id, visit: Visit = visitor(site, "settings")) -> Response:
        account = await found(visit, officer_id)
        if account.officer.role == PROGRAM or account.revoked_at is not None:
            raise HTTPException(404)
        form = await official_form(visit, account)
        if form.validate():
            try:
                known = names(site.content).districts
                await visit.run(officials.change, visit.officer, officer_id, wanted(form), visit.now, known)
            except Refused as error:
                refused(visit, form, error)
            else:
                return await visit.go(f"/settings/officials/{officer_id}", visit.say(N_("Saved.")))
        return await shown(visit, account, 422, form)

    return routes


async def found(visit: Visit, officer_id: str) -> Account:
    """The account, or the page that says there is none."""
    try:
        return await visit.run(official_list.one, visit.officer, officer_id)
    except Refused:
        raise HTTPException(404) from None


async def shown(visit: Visit, account: Account, status: int = 200, form: object = None) -> Response:
    """The page of an account."""
    if form is None and account.officer.role != PROGRAM:
        form = await official_form(visit, account)
    locked = account.locked_until is not None and account.locked_until > visit.now
    return visit.page(
        "settings/official.html", status, account=account, form=form, locked=locked, roles=_roles(visit),
        scope=partial(scope, visit, district_names(visit)), program=account.officer.role == PROGRAM,
    )  # fmt: skip


def scope(visit: Visit, districts: dict[str, str], account: Account) -> str:
    """What an account sees, in a few words."""
    if account.agency or account.trainer:
        return account.agency or account.trainer
    seen = account.officer.districts
    if seen is None:
        return visit.say(N_("the whole state"))
    return ", ".join(districts.get(one, one) for one in sorted(seen)) or "–"


def _roles(visit: Visit) -> dict[str, str]:
    return {role: visit.say(ROLE_NAMES[role]) for role in (*ROLES, PROGRAM)}
