"""The parts of the console, in the order of the menu. A new one is a line here and a package with `router(site)`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot.console.words import N_, Words
from bot.services.officers import Officer

if TYPE_CHECKING:
    from fastapi import APIRouter

    from bot.console.site import Site

STATIC: Final = Path(__file__).resolve().parent / "static"


@dataclass(frozen=True)
class Area:
    """`path`: its first page; `right`: who sees it in the menu (empty: everybody)."""

    name: str
    path: str
    title: str
    right: str = ""
    group: str = ""


AREAS: Final = (
    Area("home", "/", N_("Home")),
    Area("conversations", "/conversations", N_("Conversations"), "handovers", N_("People")),
    Area("workers", "/workers", N_("Workers"), "registry", N_("People")),
    Area("needs", "/needs", N_("Employers' needs"), "registry", N_("People")),
    Area("referrals", "/referrals", N_("Loan requests"), "referrals", N_("People")),
    Area("training", "/training", N_("Training"), "training", N_("Training and news")),
    Area("broadcasts", "/broadcasts", N_("Broadcasts"), "broadcast", N_("Training and news")),
    Area("knowledge", "/knowledge", N_("Answers"), "content", N_("The service")),
    Area("insights", "/insights", N_("Figures"), "insights", N_("The service")),
    Area("audit", "/audit", N_("Audit"), "audit", N_("The service")),
    Area("settings", "/settings", N_("Settings"), "settings", N_("The service")),
)
PACKAGES: Final = (
    "account", "home", "conversations", "registry", "training", "broadcasts", "knowledge", "insights", "audit",
    "settings",
)  # fmt: skip
"""Packages of `bot.console` with routes: `registry` has workers, needs and loan requests."""


@dataclass(frozen=True)
class Entry:
    """A line of the menu."""

    area: Area
    title: str
    group: str
    current: bool


def visible(officer: Officer, here: str, said: Words) -> list[Entry]:
    """The menu of an official on a page."""
    found = []
    for area in AREAS:
        if area.right and not officer.may(area.right):
            continue
        current = here == area.path or (area.path != "/" and here.startswith(area.path + "/"))
        found.append(Entry(area, said.gettext(area.title), said.gettext(area.group) if area.group else "", current))
    return found


def routers(site: Site) -> Iterator[APIRouter]:
    """All routes."""
    for name in PACKAGES:
        yield import_module(f"bot.console.{name}.routes").router(site)
