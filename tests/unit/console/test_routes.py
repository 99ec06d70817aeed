"""Each role against each route of the console: a route that is missing from the table fails the test."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from fastapi.routing import iter_route_contexts

from bot.console.areas import routers
from bot.console.site import Site
from bot.services.roles import ROLES
from tests.office import Client, Office
from tests.unit.console.routes import CHANGING, OPEN, RIGHTS_OF

PLACE: Final = re.compile(r"\{(\w+)(?::\w+)?\}")
LIKE: Final = {
    "number": "999999", "event_id": "999999", "review": "999999", "folder": "schemes", "name": "no-such-thing",
    "key": "no-such-thing", "part": "answers", "code": "X-99999", "which": "WB-000000", "act": "end",
}  # fmt: skip
"""What stands at such a place of an address, though nothing is called so; the others are ids."""


def routes(site: Site) -> Iterator[tuple[str, str]]:
    """(method, path) of every route."""
    for router in routers(site):
        for route in iter_route_contexts(router.routes):
            assert route.path and route.methods
            for method in sorted(route.methods - {"HEAD"}):
                yield method, route.path


def filled(path: str) -> str:
    """The path with something in its places; nothing that exists."""
    return PLACE.sub(lambda place: LIKE.get(place[1], "0" * 32), path)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    made = Office(Path(tmp_path_factory.mktemp("routes")))
    yield made
    made.close()


def site_of(office: Office) -> Site:
    """The console's own parts, for its list of routes."""
    from bot.app import web as app

    found: list[Any] = []
    before = app.site.create_console
    try:
        app.site.create_console = lambda site: found.append(site) or before(site)  # type: ignore[assignment,func-returns-value]
        app.create_console(office.parts)
    finally:
        app.site.create_console = before
    site: Site = found[0]
    return site


def test_the_table_names_every_route(office: Office) -> None:
    found = {f"{method} {path}" for method, path in routes(site_of(office))}
    assert found - OPEN - RIGHTS_OF.keys() == set(), "routes that nobody has thought about"
    assert RIGHTS_OF.keys() - found == set() and found >= OPEN, "routes that are gone"


@pytest.mark.parametrize("role", ROLES)
def test_each_role_gets_what_its_rights_open(office: Office, role: str) -> None:
    client = office.client(office.officer(f"Mita {role}", role, None if ROLES[role].scope == "state" else {"malda"}))
    wrong = []
    for route, right in sorted(RIGHTS_OF.items(), key=lambda one: (one[0] == "POST /sign-out", one)):
        method, path = route.split(" ", 1)
        answer = client.request(method, filled(path), **({"data": {"csrf": client.csrf}} if method == "POST" else {}))
        allowed = not right or right in ROLES[role].rights
        if ROLES[role].reads and (route in CHANGING or (method == "POST" and route not in OWN)):
            allowed = False
        away = route != "POST /sign-out" and "/console/sign-in" in answer.headers.get("location", "")
        if answer.status_code >= 500 or (answer.status_code == 403) == allowed or away:
            wrong.append(f"{route} ({right}): {answer.status_code}")
    assert not wrong, "\n".join(wrong)


OWN: Final = frozenset({"POST /sign-out"}) | {route for route in RIGHTS_OF if route.startswith("POST /account")}
"""What also those may do who only read: look after their own account."""


def test_nobody_gets_anything_without_signing_in(office: Office) -> None:
    client = office.client()
    for route in sorted(RIGHTS_OF):
        method, path = route.split(" ", 1)
        answer = client.request(method, filled(path))
        assert answer.status_code == 303 and "/console/sign-in" in answer.headers["location"], route


def test_no_form_is_taken_without_its_token(office: Office) -> None:
    client = office.client(office.officer("Mita Das", "state_admin"))
    _refused(client)


def _refused(client: Client) -> None:
    for route in sorted(RIGHTS_OF):
        method, path = route.split(" ", 1)
        if method == "POST":
            assert client.request(method, filled(path), data={"csrf": "x" * 43}).status_code == 403, route
            assert client.request(method, filled(path), data={}).status_code == 403, route
