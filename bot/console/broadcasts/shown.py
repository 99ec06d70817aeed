"""The page of a broadcast that was handed in: where it stands, what can be done now, what is said and to whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from fastapi.responses import Response

from bot.broadcasts import approval, running
from bot.broadcasts.drafts import Broadcast
from bot.broadcasts.running import Progress
from bot.console.broadcasts import common, compose, labels, looks, reached
from bot.console.visit import Visit
from bot.console.words import N_

_LIVE: Final = ("approved", "sending", "paused")
_CANNOT: Final[Mapping[str, str]] = {
    "own": N_("You wrote in this broadcast yourself, so another official must approve it."),
    "right": N_("It waits for an official who may approve broadcasts."),
    "status": N_("It waits for no approval."),
}
_STATES: Final = ("sent", "delivered", "read", "queued", "paused", "failed", "withheld", "expired", "unknown")
# name, button, question before it, class of the button
_WITHDRAW = ("withdraw", N_("Take back"), N_("Take it back? It becomes a draft again."), "quiet")
_STOP = ("stop", N_("Stop for good"), N_("Stop it? What has not gone out never will."), "danger")
_ACTS: Final[Mapping[str, tuple[tuple[str, str, str, str], ...]]] = {
    "waiting": (_WITHDRAW,),
    "approved": (_WITHDRAW,),
    "sending": (("pause", N_("Pause"), "", ""), _STOP),
    "paused": (("resume", N_("Go on"), "", ""), _STOP),
}
_RETRY = ("retry", N_("Send again to those it failed for"), N_("Send it again to those it failed for?"), "quiet")


@dataclass(frozen=True)
class Bar:
    """How far it is. `dealt`: messages whose fate is known; `rows`: states with their numbers."""

    recipients: int
    dealt: int
    share: float
    rows: list[tuple[str, int]]
    reasons: list[tuple[str, int]]
    at: Any


def bar(visit: Visit, found: Progress) -> Bar:
    """The numbers with their names."""
    whole = max(found.recipients, found.settled, 1)
    counts = {state: int(getattr(found, state)) for state in _STATES}
    rows = [
        (labels.said(visit, labels.PROGRESS, state), number)
        for state, number in counts.items() if number or state in ("sent", "queued")
    ]  # fmt: skip
    reasons = [(labels.said(visit, labels.REASONS, why), number) for why, number in found.by_reason.items()]
    return Bar(found.recipients, found.settled, found.settled / whole, rows, reasons, visit.now)


def live(status: str) -> bool:
    """Whether the page shows itself anew."""
    return status in _LIVE


async def page(
    visit: Visit, one: Broadcast, status: int = 200, *, language: str = "", wrong: Mapping[str, str] | None = None,
    reason: str = "",
) -> Response:  # fmt: skip
    """The page. `wrong`, `reason`: of a refusal that could not be taken as it was."""
    begun = one.started_at is not None
    progress = await visit.run(running.progress, visit.officer, one.id) if begun or one.status == "approved" else None
    refused = approval.may_decide(visit.officer, one)
    context = await looks.context(visit, one, language)
    # Who decides sends it back with a reason, and does not take it back.
    acts = _acts(visit, one, progress) if refused or one.status != "waiting" else []
    return visit.page(
        "broadcasts/one.html", status, one=one, state=labels.said(visit, labels.STATUSES, one.status),
        tone=labels.TONES.get(one.status, "calm"), decision=compose.decision(visit, one), decides=not refused,
        cannot=visit.say(_CANNOT.get(refused, _CANNOT["right"])), wrong=wrong or {}, typed_reason=reason,
        progress=bar(visit, progress) if progress is not None else None, live=live(one.status),
        acts=acts, spoken=common.languages(visit), copies=common.may_write(visit),
        words=await reached.words(visit, one.draft.segment), reach=reached.of_estimate(visit, one.estimate), **context,
    )  # fmt: skip


def _acts(visit: Visit, one: Broadcast, progress: Progress | None) -> list[tuple[str, str, str, str]]:
    if not common.may_write(visit):
        return []
    acts = list(_ACTS.get(one.status, ()))
    if one.status in ("done", "stopped") and progress is not None and progress.failed:
        acts.append(_RETRY)
    return [(act, visit.say(text), visit.say(asked) if asked else "", kind) for act, text, asked, kind in acts]
