"""For test_access.py: the services of accounts and of the audit, as an official of another district tries them. Whoever
has the rights to them sees all officials and all acts; nothing of a person of Malda may come along.

None of them has a district of its own, so the official of Malda reaches nothing by them either (BLIND there)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from bot.services import audit_list, chat_officials, official_list, officials
from bot.services.officers import Forbidden, Officer
from tests.contract.access import World
from tests.register import NOW

KNOWN = ("malda", "nadia")
_REFUSALS = (Forbidden, officials.Refused)


def _tried(*attempts: Callable[[], Any]) -> list[Any]:
    results: list[Any] = []
    for attempt in attempts:
        try:
            results.append(attempt())
        except _REFUSALS as error:
            results.append(str(error))
    return results


def _accounts(session: Session, who: Officer, world: World) -> Any:
    wanted = officials.Wanted("Somebody New", "help_desk", frozenset({"malda"}))
    key = world.worker  # an id, though not of an official
    return _tried(
        lambda: official_list.listed(session, who), lambda: official_list.one(session, who, key),
        lambda: official_list.agencies(session, who), lambda: official_list.trainers(session, who),
        lambda: officials.enter(session, who, wanted, NOW, KNOWN),
        lambda: officials.change(session, who, key, wanted, NOW, KNOWN),
        lambda: officials.revoke(session, who, key, NOW), lambda: officials.reset_password(session, who, key, NOW),
        lambda: officials.reset_second(session, who, key, NOW), lambda: officials.unlock(session, who, key, NOW),
        lambda: officials.enter_program(session, who, "A program", ("malda",), (), NOW, KNOWN),
    )  # fmt: skip


def _audit(session: Session, who: Officer, world: World) -> Any:
    asked = audit_list.Asked()
    return _tried(
        lambda: audit_list.search(session, who, asked), lambda: audit_list.one(session, who, 1),
        lambda: audit_list.actors(session, who), lambda: audit_list.state(session, who),
        lambda: audit_list.verified(session, who), lambda: audit_list.taken_out(session, who, asked, NOW, ["x"], {}),
    )  # fmt: skip


def _chats(session: Session, who: Officer, world: World) -> Any:
    return _tried(lambda: chat_officials.linked(session, who), lambda: chat_officials.unlink(session, who, "x", NOW))


ACCOUNTS: dict[str, Callable[[Session, Officer, World], Any]] = {
    **{f"official_list.{name}": _accounts for name in ("listed", "one", "agencies", "trainers")},
    **{f"officials.{name}": _accounts for name in (
        "enter", "change", "revoke", "reset_password", "reset_second", "unlock", "enter_program")},
    **{f"audit_list.{name}": _audit for name in ("search", "one", "actors", "state", "verified", "taken_out")},
    **{f"chat_officials.{name}": _chats for name in ("new_code", "linked", "unlink")},
}  # fmt: skip
