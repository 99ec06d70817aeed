"""What each process of the engine does first: stand-ins in place, patches applied, logs quiet."""

from __future__ import annotations

import logging
import os
import sys
import warnings
from typing import Any, MutableMapping


def prepare() -> None:
    """Before the first use of Rasa."""
    # Ten packages deprecate each other at import; none of it is ours to mend.
    warnings.showwarning = lambda *args, **kwargs: None
    os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
    from rasa_project import inert, patches

    inert.install()
    patches.apply()
    quiet_logs()


def quiet_logs() -> None:
    """Warnings and errors only: Rasa's debug and info lines carry what people wrote."""
    import structlog

    level = logging.WARNING
    logging.basicConfig(level=level, format="%(levelname)s %(name)s %(message)s", stream=sys.stderr)
    logging.getLogger().setLevel(level)
    logging.getLogger("rasa").setLevel(level)
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(level),
        processors=[structlog.processors.add_log_level, structlog.processors.format_exc_info, _short],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


def _short(logger: Any, name: str, event: MutableMapping[str, Any]) -> str:
    """One line; of the values only those that cannot hold a person's words."""
    known = {key: event[key] for key in ("exception", "action_name", "model_filename") if key in event}
    return f"{event.get('level', '?').upper()} rasa {event.get('event')}" + (f" {known}" if known else "")
