"""When a dead engine is started again, and when a silent one counts as dead."""

from __future__ import annotations

from dataclasses import dataclass, field

TEN_MINUTES = 600.0
FIRST_DELAY = 1.0
LONGEST_DELAY = 60.0
FAILED_CHECKS = 3
GRACE = 120.0


@dataclass
class Restarts:
    """At most `limit` restarts in any ten minutes, each after twice the wait of the one before."""

    limit: int
    window: float = TEN_MINUTES
    _done: list[float] = field(default_factory=list)

    def recent(self, now: float) -> int:
        """How many restarts there were within the window."""
        self._done = [moment for moment in self._done if now - moment < self.window]
        return len(self._done)

    def delay(self, now: float) -> float | None:
        """Seconds until the next restart may happen; None if there shall be none."""
        if self.limit == 0:
            return None
        recent = self.recent(now)
        delay = min(LONGEST_DELAY, FIRST_DELAY * 2.0**recent)
        if recent >= self.limit:
            delay = max(delay, self._done[-self.limit] + self.window - now)
        return delay

    def note(self, now: float) -> None:
        """A restart happens now."""
        self._done.append(now)


@dataclass
class Silence:
    """Counts failed checks in a row. An engine that is still loading its model is given time."""

    started: float
    _seen_well: bool = False
    _failed: int = 0

    def note(self, failing: bool, now: float) -> bool:
        """Note a check; True if the engine now counts as dead."""
        if not failing:
            self._seen_well = True
            self._failed = 0
            return False
        if self._seen_well or now - self.started >= GRACE:
            self._failed += 1
        return self._failed >= FAILED_CHECKS
