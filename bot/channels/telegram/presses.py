"""Double taps: the same button of the same message, pressed twice by the same person within a moment.

Telegram makes two callback queries of them, with different ids, and tells of neither when it was pressed. So a press is
known again by who pressed what in which message, and by when it reached us. Kept in the process that receives: a tap
that straddles a restart is answered twice, which does no harm.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

MOMENT = 1.5
"""Seconds within which nobody presses the same button twice on purpose: the answer has hardly been seen."""
_KEPT = 10_000


@dataclass(frozen=True)
class Press:
    """Who pressed what where. `message`: the id of the message with the button in its chat."""

    chat: int
    person: int
    message: int
    payload: str


class Presses:
    """The presses of the last moment."""

    def __init__(self, moment: float = MOMENT) -> None:
        self._moment = moment
        self._seen: OrderedDict[Press, tuple[int, float]] = OrderedDict()

    def repeats(self, press: Press, update: int, at: float) -> bool:
        """Whether another update brought the same press less than a moment before `at` (seconds of any clock that only
        runs forward). The same `update` again is no repetition: it comes again because it could not be stored."""
        known = self._seen.get(press)
        if known is not None and known[0] != update and at - known[1] < self._moment:
            return True
        self._seen[press] = (update, at)
        self._seen.move_to_end(press)
        while self._seen and (len(self._seen) > _KEPT or at - next(iter(self._seen.values()))[1] >= self._moment):
            self._seen.popitem(last=False)
        return False
