"""What the engine has not learnt yet, how a training stands, and what the last one came to."""

from __future__ import annotations

import asyncio
from typing import Any, Final

from fastapi import APIRouter, Response

from bot.clock import INDIA
from bot.console.guard import visitor
from bot.console.knowledge import labels
from bot.console.site import Site
from bot.console.visit import Visit
from bot.console.words import N_
from bot.knowledge import training_record
from bot.services import content_training

STATES: Final = {
    "current": (N_("No training is under way."), "good"),
    "needed": (N_("Questions changed, and training has not begun: a file may have faults."), "busy"),
    "running": (N_("Training is under way. The model of before answers meanwhile."), "busy"),
    "gate-failed": (N_("The new model understood less and is not used. The one of before answers."), "bad"),
}
OUTCOMES: Final = {
    "passed": (N_("Passed: the new model answers now."), "good"),
    "refused": (N_("Refused: the new model understood less somewhere."), "bad"),
    "failed": (N_("It could not be finished; the log of the service says why."), "bad"),
}


def router(site: Site) -> APIRouter:
    """The page, its live part, and the wish for a training."""
    routes = APIRouter()

    @routes.get("/knowledge/training")
    async def training(visit: Visit = visitor(site, "content")) -> Response:
        folder, today = site.settings.models_dir, visit.now.astimezone(INDIA).date()
        changed = await asyncio.to_thread(training_record.not_learnt, folder, site.settings.content_dir, today)
        run = await asyncio.to_thread(training_record.read, folder)
        topics: dict[str, list[int]] = {}
        for each in changed.lists if changed is not None else ():
            tally = topics.setdefault(each.topic, [0, 0])
            tally[0] += len(each.added)
            tally[1] += len(each.removed)
        names = {name: labels.title(site.content, name, visit.language)
                 for name in [*topics, *(changed.topics_added if changed else ())]}  # fmt: skip
        return visit.page(
            "knowledge/training.html", changed=changed, topics=topics, names=names, run=run,
            outcome=OUTCOMES[run.outcome] if run is not None else None,
            automatic=site.settings.train_in_background, **_state(visit),
        )  # fmt: skip

    @routes.get("/knowledge/training/state")
    async def state(visit: Visit = visitor(site, "content")) -> Response:
        answer = visit.page("knowledge/training_state.html", **_state(visit))
        if site.training() != "running":
            answer.headers["X-Live"] = "over"
        return answer

    @routes.post("/knowledge/training")
    async def ask(visit: Visit = visitor(site, "publish")) -> Response:
        if site.training() is None or site.training() == "running":
            said = N_("No training can be asked for now.")
            return await visit.go("/knowledge/training", visit.say(said), "bad")
        try:
            await visit.run(content_training.ask, visit.officer, site.settings.models_dir, visit.now)
        except OSError:
            said = N_("The training could not be asked for: the service may not write beside its models.")
            return await visit.go("/knowledge/training", visit.say(said), "bad")
        done = N_("Asked for. The training begins within seconds and takes some minutes; you can go on working.")
        return await visit.go("/knowledge/training", visit.say(done))

    return routes


def _state(visit: Visit) -> dict[str, Any]:
    state = visit.site.training()
    text, tone = STATES.get(state, (N_("The engine is trained elsewhere; nothing is known of it here."), "calm"))
    may = visit.officer.may("publish") and not visit.officer.reads and state not in (None, "running")
    return {"state": state, "state_text": visit.say(text), "tone": tone, "may_ask": may}
