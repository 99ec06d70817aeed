"""What must hold before anything is started; each failure is a sentence with its mend."""

from __future__ import annotations

import errno
import socket
import tempfile
from contextlib import ExitStack
from importlib import import_module
from pathlib import Path

from bot.errors import RunError

SHOWN_PROBLEMS = 20


def check_port(host: str, port: int) -> None:
    """The public port can be listened on."""
    error = _listening_error(host, port)
    if error is None:
        return
    if error.errno == errno.EADDRINUSE:
        other = next((number for number in range(port + 1, min(port + 100, 65536)) if _is_free(host, number)), 8080)
        raise RunError(
            f"Port {port} is in use by another program: end that one, or choose another port, "
            f"for example: make run PORT={other}"
        )
    if error.errno in (errno.EACCES, errno.EPERM):
        raise RunError(f"Port {port} may not be used by this account: choose one above 1023, such as PORT=8080.")
    raise RunError(f"HOST={host} is no address of this machine: use 127.0.0.1 (only this machine) or 0.0.0.0 (all).")


def check_data_dir(folder: Path) -> None:
    """The data folder exists (or can be made) and can be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise RunError(
            f"The data folder {folder} cannot be written ({error.strerror}): "
            "correct its rights, or choose another folder with DATA_DIR=..."
        ) from None


def check_content(folder: Path) -> None:
    """The content is valid."""
    problems = import_module("bot.knowledge.check").check([], folder)
    if not problems:
        return
    lines = [str(problem) for problem in problems[:SHOWN_PROBLEMS]]
    if len(problems) > SHOWN_PROBLEMS:
        lines.append(f"... and {len(problems) - SHOWN_PROBLEMS} more.")
    lines.append(
        "The content has to be mended before the service starts; `.venv/bin/python -m bot content check` checks it."
    )
    raise RunError("\n".join(lines))


def check_keys(file: Path, given: str) -> None:
    """The keys of personal data (`given`: of the environment) can be read; at the first start the file is made."""
    from bot.db import keys

    try:
        keys.settled(keys.load(file, given))
    except keys.KeyFault as error:
        raise RunError(keys.explained(error, file)) from None


def check_interpreter(python: Path) -> None:
    """An environment is there."""
    if not python.exists():
        raise RunError(f"{python} is missing: set the environments up with `python3 scripts/bootstrap.py`.")


def free_ports(count: int) -> list[int]:
    """So many free loopback ports, all different."""
    with ExitStack() as open_sockets:
        sockets = [open_sockets.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]


def _is_free(host: str, port: int) -> bool:
    return _listening_error(host, port) is None


def _listening_error(host: str, port: int) -> OSError | None:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            probe.listen()
    except OSError as error:
        return error
    return None
