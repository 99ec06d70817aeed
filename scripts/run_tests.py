"""`python scripts/run_tests.py`: every test, in three lanes side by side: most tests wait for one process at a time.

Two lanes talk with running services, of models that are trained once before; the first of them prints as it goes. What
the others said is shown when all have ended. `make test` calls this; for a part of the tests call pytest itself.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENGINE = ROOT / "rasa_project" / ".venv" / "bin" / "python"
WIDE = "--wide"
"""Runs all variants of the conversations too, which otherwise a sample stands for (tests marked `wide`)."""
PYTEST = (sys.executable, "-m", "pytest", *(() if WIDE in sys.argv else ("-m", "not wide")))
PARTS = ("tests/unit", "tests/content", "tests/contract", "tests/integration/whatsapp")
"""Tests that need no running service."""
OWN = (
    "tests/e2e", "tests/nlu", "tests/integration/test_broadcast.py", "tests/integration/test_durability.py",
    "tests/integration/test_handover.py", "tests/integration/test_stop_everywhere.py",
    "tests/integration/test_training.py",
    "tests/integration/test_voice.py", "tests/integration/test_whatsapp_service.py",
)  # fmt: skip
"""Tests that mostly start services of their own."""


@dataclass(frozen=True)
class Step:
    """A command of a lane."""

    title: str
    command: tuple[str, ...]


TRAIN = Step("Training what changed", (sys.executable, "-m", "bot", "train"))
# Whatever is named nowhere else is in the first lane: no test is forgotten.
SHARED = (Step("The running service", (*PYTEST, *(f"--ignore={path}" for path in (*PARTS, *OWN)))),)
LANES = {
    "own": (Step("Services of their own", (*PYTEST, *OWN)),),
    "parts": (
        Step("The parts of the application", (*PYTEST, *PARTS)),
        Step(
            "The engine side",
            (sys.executable, "scripts/with_postgres.py", str(ENGINE), "-m", "pytest", "rasa_project/tests"),
        ),
    ),
}


def main() -> int:
    """Exit code: 0 if all passed."""
    lanes: list[Lane] = []
    try:
        lanes.append(Lane("parts"))
        failed = _run((TRAIN,))
        lanes.append(Lane("own"))
        failed += _run(SHARED)
        failed += sum(lane.wait() for lane in lanes)
    finally:
        for lane in lanes:
            lane.end()
    print("Tests FAILED: see above." if failed else "All tests passed.")
    return int(bool(failed))


class Lane:
    """Steps that run beside the others; what they say is kept until their end."""

    def __init__(self, name: str) -> None:
        self._said = tempfile.TemporaryFile("w+b")  # noqa: SIM115  closed at the end
        command = (sys.executable, __file__, name, *(arg for arg in sys.argv[1:] if arg == WIDE))
        self._process = subprocess.Popen(command, cwd=ROOT, stdout=self._said, stderr=subprocess.STDOUT)

    def wait(self) -> int:
        """Whether something failed, once all is done and shown."""
        failed = self._process.wait() != 0
        self._said.seek(0)
        sys.stdout.write(self._said.read().decode("utf-8", errors="replace"))
        return int(failed)

    def end(self) -> None:
        """Nothing is left behind."""
        self._process.terminate()
        self._process.wait()
        self._said.close()


def _run(steps: tuple[Step, ...]) -> int:
    """Runs them all; how many failed."""
    failed = 0
    for step in steps:
        print(f"== {step.title}", flush=True)
        failed += subprocess.run(step.command, cwd=ROOT).returncode != 0
    return failed


if __name__ == "__main__":
    lane = next((LANES[name] for name in sys.argv[1:] if name in LANES), None)
    sys.exit(main() if lane is None else _run(lane))
