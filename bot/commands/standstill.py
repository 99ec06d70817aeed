"""Whether the service runs on this data folder."""

from __future__ import annotations

import fcntl
import json
import os
import socket
from pathlib import Path

from bot.errors import UserError


def check(data_dir: Path) -> None:
    """Raises `UserError` while a gateway or a sender of this folder runs on this machine. What runs on another machine
    with the same database cannot be seen from here."""
    if _gateway(data_dir / "run.json") or any(_held(lock) for lock in (data_dir / "outbox").glob("sender-*.lock")):
        raise UserError("The service runs: end it first (Ctrl-C, or systemctl stop), then call this again.")


def _gateway(told: Path) -> bool:
    """After a crash the file is left, but nobody listens."""
    try:
        port = int(json.loads(told.read_text(encoding="utf-8"))["port"])
        with socket.create_connection(("127.0.0.1", port), timeout=2):
            return True
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _held(lock: Path) -> bool:
    descriptor = os.open(lock, os.O_RDWR)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(descriptor)
    return False
