"""An official asks for a training of the engine."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from sqlalchemy.orm import Session

from bot.knowledge import training_record
from bot.services import audit
from bot.services.officers import Officer


def ask(session: Session, officer: Officer, models_dir: Path, now: dt.datetime) -> None:
    """Tells the supervisor that a training is wanted. Raises `Forbidden`, or `OSError` if it cannot be told."""
    officer.need("publish", change=True)
    audit.note(session, officer.name, "content_train", now, about="engine", address=officer.address)
    training_record.ask(models_dir)
