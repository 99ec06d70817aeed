"""`python scripts/run_tests.py`: every test, in two lanes side by side: most tests wait for one process at a time.

The lane of the running service prints as it goes; what the other said is shown when both have ended. `make test` calls
this; for a part of the tests call pytest itself.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENGINE = ROOT / "rasa_project" / ".venv" / "bin" / "python"
APART = ("tests/unit", "tests/content", "tests/contract", "tests/integration/test_training.py")
"""Tests that need no running service of the lane beside them."""


@dataclass(frozen=True)
class Step:
    """A command of a lane."""

    title: str
    command: tuple[str, ...]


PYTEST = (sys.executable, "-m", "pytest")
SERVICE = (Step("The running service", (*PYTEST, *(f"--ignore={path}" for path in APART))),)
PARTS = (
    Step("The parts of the application", (*PYTEST, *APART)),
    Step(
        "The engine side",
        (sys.executable, "scripts/with_postgres.py", str(ENGINE), "-m", "pytest", "rasa_project/tests"),
    ),
)


def main() -> int:
    """Exit code: 0 if all passed."""
    with tempfile.TemporaryFile("w+b") as said:
        parts = subprocess.Popen((sys.executable, __file__, "parts"), cwd=ROOT, stdout=said, stderr=subprocess.STDOUT)
        try:
            failed = _run(SERVICE)
            failed += parts.wait() != 0
        finally:
            parts.terminate()
            parts.wait()
        said.seek(0)
        sys.stdout.write(said.read().decode("utf-8", errors="replace"))
    print("Tests FAILED: see above." if failed else "All tests passed.")
    return int(bool(failed))


def _run(steps: tuple[Step, ...]) -> int:
    """Runs them all; how many failed."""
    failed = 0
    for step in steps:
        print(f"== {step.title}", flush=True)
        failed += subprocess.run(step.command, cwd=ROOT).returncode != 0
    return failed


if __name__ == "__main__":
    sys.exit(_run(PARTS) if sys.argv[1:] == ["parts"] else main())
