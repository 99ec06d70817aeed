"""An office with the invented programme, for the pages of trainings."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from sqlalchemy import select

from bot.db.models import Agency, Trainer, TrainingSession
from bot.delivery.policy import Rules
from bot.knowledge.programmes import samples as sample_files
from bot.services.officers import Officer
from bot.services.training import samples
from bot.services.training.plans import Schedule
from bot.settings import get_settings
from tests.office import Office

NOW = dt.datetime(2026, 11, 25, 6, 0, tzinfo=dt.UTC)  # Wednesday, 11:30 in India


class School:
    """`office`: with sessions, people, feedback and tests; `codes`: of its sessions by state."""

    def __init__(self, folder: Path) -> None:
        self.office = Office(folder, lambda: NOW)
        content = self.office.parts.library.content()
        (file,) = sample_files(get_settings().content_dir)
        with self.office.database.session() as db:
            samples.load(db, file, content, Schedule(content.reminders, Rules()), NOW)
            self.agencies = list(db.scalars(select(Agency.id).order_by(Agency.code)))
            rows = list(db.scalars(select(TrainingSession).order_by(TrainingSession.starts_at)))
            self.coming = [one.code for one in rows if one.starts_at > NOW]
            self.held = [one.code for one in rows if one.status == "held"]
            self.running = next(one.code for one in rows if one.starts_at <= NOW < one.ends_at)
            self.district = {one.code: one.district for one in rows}
            self.trainer_of = {one.code: one.trainer_id for one in rows}
            self.trainers = list(db.scalars(select(Trainer.id).where(Trainer.agency_id.is_not(None))))

    def official(self, role: str = "state_admin", language: str = "en", **values: str) -> Officer:
        """An official; of districts by default Malda's."""
        districts = {"malda"} if role == "district_officer" else None
        return self.office.officer(f"{role} {language}", role, districts, language=language, **values)
