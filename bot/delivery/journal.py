"""What the sender was doing when it died: a line in a file before and after each call to a service.

A killed process leaves its writes with the operating system, so the file says exactly which messages were under way.
Writing it to the database instead would be a transaction a message. After a power cut the last lines may be missing:
the file names the start of the machine in which it was written, and after another start all that was leased counts as
in doubt.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

MOST_SENDERS = 64  # of one data folder
LONGEST = 100_000  # bytes; then the file is begun anew with what is under way


@dataclass
class Left:
    """What a journal tells of one message. `parts`: that the service had taken; `under_way`: a call had begun and no
    answer to it had come; `whole`: all parts were through."""

    parts: int = 0
    external_id: str = ""
    under_way: bool = False
    whole: bool = False


@dataclass
class Journal:
    """The journal of one sender; `name` is free while no living process holds it."""

    name: str
    path: Path
    _lock: int
    _file: int = -1
    _size: int = 0
    _open: dict[int, str] = field(default_factory=dict)  # lines of messages that are not settled

    @classmethod
    def open(cls, folder: Path) -> Journal:
        """The first journal of the folder that no other process holds. Raises OSError if there is none: the folder lies
        on a file system that cannot lock files."""
        folder.mkdir(parents=True, exist_ok=True)
        for number in range(1, MOST_SENDERS + 1):
            lock = os.open(folder / f"sender-{number}.lock", os.O_RDWR | os.O_CREAT, 0o600)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                os.close(lock)
                continue
            return cls(f"{_place(folder)}-{number}", folder / f"sender-{number}.journal", lock)
        raise OSError(f"no journal can be locked in {folder}")

    def left(self) -> dict[int, Left]:
        """What the sender before had under way or had just sent, by the message's id."""
        found: dict[int, Left] = {}
        if not self.path.exists():
            return found
        for line in self.path.read_text(encoding="utf-8", errors="replace").splitlines():
            sign, _, rest = line.partition(" ")
            number, _, external_id = rest.partition(" ")
            if sign not in ("b", "d", "e", "f", "s") or not number.isdigit():
                continue  # the last line may be torn
            if sign == "s":
                found.pop(int(number), None)
                continue
            one = found.setdefault(int(number), Left())
            one.under_way = sign == "b"
            if sign in ("d", "e"):
                one.parts, one.external_id, one.whole = one.parts + 1, external_id, sign == "e"
        return found

    def tells_all(self) -> bool:
        """Whether no line can be missing: the file is there, and the machine runs since it was written."""
        if not self.path.exists():
            return False
        with self.path.open(encoding="utf-8", errors="replace") as lines:
            return lines.readline() == _head()

    def begin(self) -> None:
        """Starts with an empty file: what the last one told is settled."""
        self._file = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND, 0o600)
        self._size = os.write(self._file, _head().encode())

    def sending(self, number: int) -> None:
        """A call to the service begins."""
        self._write(number, f"b {number}\n")

    def sent(self, number: int, external_id: str, *, last: bool = True) -> None:
        """The service has taken a part of the message, or the `last` one."""
        self._write(number, f"{'e' if last else 'd'} {number} {external_id}\n")

    def refused(self, number: int) -> None:
        """The service has not taken it."""
        self._write(number, f"f {number}\n")

    def settled(self, numbers: Iterable[int]) -> None:
        """These are in the database now: what the file tells of them is over, so that it is not taken for the next
        attempt's."""
        over = "".join(f"s {number}\n" for number in numbers if self._open.pop(number, None) is not None)
        if over:
            self._size += os.write(self._file, over.encode())
        if not self._open and over:
            # Ids of services can hold telephone numbers: what is over is not kept. The first line stays where it is.
            self._size = len(_head())
            os.ftruncate(self._file, self._size)
        elif self._size > LONGEST:
            kept = _head() + "".join(self._open.values())
            fresh = self.path.with_suffix(".new")
            fresh.write_text(kept, encoding="utf-8")
            os.replace(fresh, self.path)
            os.close(self._file)
            self._file = os.open(self.path, os.O_WRONLY | os.O_APPEND)
            self._size = len(kept)

    def close(self) -> None:
        """Frees the name."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1
        os.close(self._lock)

    def _write(self, number: int, line: str) -> None:
        self._size += os.write(self._file, line.encode())
        self._open[number] = self._open.get(number, "") + line


def _place(folder: Path) -> str:
    """This machine and folder, in 24 characters: two journals with one name would settle each other's messages."""
    machine = os.uname().nodename
    return f"{machine[:15]}-{hashlib.sha256(f'{machine}:{folder.resolve()}'.encode()).hexdigest()[:8]}"


def _head() -> str:
    """The first line: in which start of the machine it was written (Linux; elsewhere a power cut is not noticed)."""
    try:
        start = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        start = "unknown"
    return f"m {start}\n"
