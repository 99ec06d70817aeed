"""Reasons that officials give are kept for years: nobody stays in them who has gone from everywhere else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.db.models import AuditEvent
from bot.db.session import Database
from bot.knowledge.names import Names
from bot.services import audit, needs, worker_export, worker_search
from bot.services.worker_filter import BadFilter, Filter
from tests.register import NOW, entered, officer

WHY = "Rahim Sk of 98000 12345, rahim@example.org, asked for a call back about his course."
TRACES = ("Rahim", "Sk ", "98000", "12345", "example.org")
HERE = officer("malda")


def kept(session: Session) -> str:
    return " | ".join(session.scalars(select(AuditEvent.reason)))


def _unmask(session: Session) -> None:
    worker_search.unmask(session, HERE, entered(session), WHY, NOW)


def _need(session: Session) -> None:
    posting = needs.Posting("mason", 1, "malda", "Rahim Sk", "+919800012345")
    made = needs.enter(session, HERE, posting, WHY, NOW)
    needs.phone(session, HERE, made.number, WHY, NOW)
    needs.close(session, HERE, made.number, WHY, NOW)


@pytest.mark.parametrize("act", [_unmask, _need])
def test_who_is_meant_is_not_kept(database: Database, act: Callable[[Session], None]) -> None:
    with database.session() as session:
        act(session)
        text = kept(session)
    assert "asked for a call back about his course" in text
    assert not [trace for trace in TRACES if trace in text]


def test_numbers_go_from_the_reason_for_a_list(database: Database) -> None:
    with database.session() as session:
        worker_export.export(session, HERE, Filter(), "csv", Names({}, {}), NOW, reason="98000 12345 and all of them.")
        assert kept(session) == "… and all of them."


def test_no_name_takes_nothing_away(database: Database) -> None:
    with database.session() as session:
        audit.note(session, "A. Roy", "import", NOW)
        audit.note(session, "A. Roy", "export", NOW, reason="For the training.", names=("",))
        assert kept(session) == " | For the training."


def test_a_number_alone_is_no_reason(database: Database) -> None:
    with database.session() as session, pytest.raises(BadFilter, match="without names and numbers"):
        worker_search.unmask(session, HERE, entered(session), "9800012345 9800012346", NOW)
