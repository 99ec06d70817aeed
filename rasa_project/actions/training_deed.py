"""What the tool `training` does: it knows the district and the sector of the person, so that nobody is asked for what
they told before. What is found is looked up where the reply is written."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from sqlalchemy.orm import Session

from bot.services import identity
from bot.services.training import learners
from bot.tools.base import Context, Known, Said
from bot.tools.training import OWN_DISTRICT, OWN_SECTOR, TrainingTool
from rasa_project.actions.deed import Begun, Who

_TOOL: Final = TrainingTool()


class TrainingDeed:
    """The deeds of finding a training. Nothing is kept of what was looked for."""

    def begin(self, session: Session, who: Who, now: dt.datetime) -> Begun:
        """With district and sector: as they described themselves for trainings, else the district of their own
        registration."""
        known: dict[str, Any] = {}
        learner = learners.get(session, who.contact_id)
        worker = identity.registered(session, who.contact_id)
        if district := (learner.district if learner is not None else None) or (
            worker.district if worker is not None else None
        ):
            known[OWN_DISTRICT] = district
        if learner is not None and learner.sector:
            known[OWN_SECTOR] = learner.sector
        return Begun(known)

    def step(
        self, session: Session, who: Who, before: Known, known: Known, asked: tuple[str, ...], now: dt.datetime
    ) -> tuple[Known, list[Said]]:
        """Nothing is kept on the way."""
        return known, []

    def finish(self, session: Session, who: Who, known: Known, now: dt.datetime) -> list[Said]:
        """What the tool works out of it."""
        return _TOOL.result(known, Context(who.content, now.date()))

    def cancel(self, session: Session, who: Who, known: Known, now: dt.datetime) -> list[Said]:
        """Nothing was kept."""
        return [("form_cancelled", {})]
