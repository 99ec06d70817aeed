"""Keeps what a training came to, for the page that officials look at."""

from __future__ import annotations

import datetime as dt
import logging
from pathlib import Path

from bot.knowledge.training_record import Outcome, Row, Run, write
from bot.retraining.gate import Verdict

logger = logging.getLogger(__name__)


def keep(models_dir: Path, running: Path, candidate: str, outcome: Outcome, now: dt.datetime,
         verdict: Verdict | None = None) -> None:  # fmt: skip
    """Writes it beside the models. A folder that cannot be written stops no training: it is only said."""
    rows: tuple[Row, ...] = ()
    if verdict is not None:
        fallen = set(verdict.fallen)
        rows = tuple(
            Row(name, share, verdict.after.get(name, 0.0), name in fallen) for name, share in verdict.before.items()
        )
    messages = verdict.messages if verdict is not None else 0
    try:
        write(models_dir, Run(now.isoformat(), outcome, running.name, candidate, messages, rows))
    except OSError as error:
        logger.warning("what the training came to could not be kept: %s", error)
