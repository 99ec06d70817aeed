"""One session: what it is, who has a place and who was there; moved, cancelled, marked by hand."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Response
from starlette.exceptions import HTTPException
from wtforms import DateField, SelectField, StringField, TextAreaField, TimeField
from wtforms.validators import InputRequired, Length, Optional

from bot.clock import INDIA
from bot.console.forms import Form
from bot.console.guard import visitor
from bot.console.render import moment
from bot.console.site import Site
from bot.console.training import shared
from bot.console.training.explained import explained
from bot.console.visit import Visit
from bot.console.words import N_
from bot.services.officers import Officer
from bot.services.training import attendance, office, roster, sessions_list
from bot.services.training.catalogue import PLANNED, Refused
from bot.services.training.office import Held, UnknownSession
from bot.services.training.roster import Roster
from bot.services.training.sessions import REASON_LIMIT, Change

Code = Annotated[str, Path(max_length=24, pattern=shared.CODE)]
CSV: Final = "text/csv; charset=utf-8"
AT: Final = "/training/sessions/{code}"
SHOWS: Final = dt.timedelta(minutes=30)
"""From so long before the start to the end there is a code to show."""


class Cancel(Form):
    """Why it does not take place."""

    reason = TextAreaField(N_("Reason, as people read it"), [InputRequired(), Length(4, REASON_LIMIT)])


class Move(Cancel):
    """What is different from now on; a place or link that is left empty stays as it is."""

    day = DateField(N_("Day"), [InputRequired()])
    starts = TimeField(N_("From"), [InputRequired()])
    ends = TimeField(N_("To"), [InputRequired()])
    mode = SelectField(N_("How"), choices=list(shared.MODE.items()))
    place = StringField(N_("Place"), [Optional(), Length(max=200)])
    link = StringField(N_("Joining link"), [Optional(), Length(max=500)])

    def change(self) -> Change:
        """As the services take it."""
        begin, end = (shared.moment(self.day.data, at.data) for at in (self.starts, self.ends))  # type: ignore[arg-type]
        place, link = self.place.data or None, self.link.data or None
        return Change(begin, end, place, link, self.mode.data)


def router(site: Site) -> APIRouter:
    """The routes."""
    routes = APIRouter()
    by: Any = visitor(site, shared.RIGHT)

    @routes.get(AT)
    async def one(code: Code, visit: Visit = by) -> Response:
        return await _page(visit, code)

    @routes.get(AT + "/attendance.csv")
    async def taken_out(code: Code, visit: Visit = by) -> Response:
        data = await _known(visit, roster.as_csv, code, visit.now)
        return visit.file(data, f"attendance-{code.upper()}.csv", CSV)

    @routes.get(AT + "/move")
    async def moving(code: Code, visit: Visit = by) -> Response:
        held = await _known(visit, office.seen, code)
        session = held.upcoming.session
        here, until = session.starts_at.astimezone(INDIA), session.ends_at.astimezone(INDIA)
        form = Move(visit, data={
            "day": here.date(), "starts": here.time(), "ends": until.time(), "mode": session.mode,
            "place": session.place, "link": session.link,
        })  # fmt: skip
        return visit.page("training/move.html", form=form, **_frame(visit, held))

    @routes.post(AT + "/move")
    async def moved(code: Code, visit: Visit = by) -> Response:
        held, form = await _known(visit, office.seen, code), Move(visit)
        if form.validate():
            try:
                made = await visit.run(
                    office.move, visit.officer, code, form.change(), form.reason.data or "", site.schedule(), visit.now
                )
                site.wake()
                same = made.upcoming.session.version == held.upcoming.session.version
                told = N_("Nothing is different: nobody is told.") if same else N_("Moved. Everybody enrolled is told.")
                return await visit.go(f"/training/sessions/{code}", visit.say(told))
            except Refused as error:
                form.fault("day", explained(visit, str(error)))
        return visit.page("training/move.html", 422, form=form, **_frame(visit, held))

    @routes.get(AT + "/cancel")
    async def cancelling(code: Code, visit: Visit = by) -> Response:
        held = await _known(visit, office.seen, code)
        return visit.page("training/cancel.html", form=Cancel(visit), **_frame(visit, held))

    @routes.post(AT + "/cancel")
    async def cancelled(code: Code, visit: Visit = by) -> Response:
        held, form = await _known(visit, office.seen, code), Cancel(visit)
        if form.validate():
            try:
                told = await visit.run(
                    office.cancel, visit.officer, code, form.reason.data or "", site.schedule(), visit.now
                )
                site.wake()
                note = visit.say(N_("Cancelled. People who are told: %(number)s."), number=told)
                return await visit.go(f"/training/sessions/{code}", note)
            except Refused as error:
                form.fault("reason", explained(visit, str(error)))
        return visit.page("training/cancel.html", 422, form=form, **_frame(visit, held))

    @routes.post(AT + "/attendance")
    async def attended(code: Code, visit: Visit = by) -> Response:
        held = await _known(visit, office.seen, code)
        form = visit.form
        ids = [str(one)[:32] for one in form.getlist("who")]
        typed = {name: str(form.get(name, ""))[:200] for name in ("act", "came", "left", "reason")}
        here, there = shared.time(typed["came"]), shared.time(typed["left"])
        day = held.upcoming.session.starts_at.astimezone(INDIA).date()
        present = typed["act"] != "absent"
        try:
            if present and (here is None or (typed["left"] and there is None)):
                return await _page(visit, code, typed, ids, visit.say(N_("Write the time like 11:00.")))
            came = shared.moment(day, here) if present and here is not None else None
            left = shared.moment(day, there) if present and there is not None else None
            marked = await visit.run(
                roster.mark, visit.officer, code, ids, came, left, typed["reason"], site.schedule(), visit.now
            )
        except Refused as error:
            return await _page(visit, code, typed, ids, explained(visit, str(error)))
        note = visit.words.ngettext("%(number)s person was marked.", "%(number)s people were marked.", marked)
        return await visit.go(f"/training/sessions/{code}", note % {"number": marked})

    @routes.post(AT + "/arrived")
    async def arrived(code: Code, visit: Visit = by) -> Response:
        who, reason = str(visit.form.get("who", ""))[:32], str(visit.form.get("reason", ""))[:200]
        try:
            await _known(visit, roster.arrive, code, who, reason, site.schedule(), visit.now)
        except Refused as error:
            return await visit.go(f"/training/sessions/{code}", explained(visit, str(error)), "bad")
        return await visit.go(f"/training/sessions/{code}", visit.say(N_("The person has a place and is marked.")))

    @routes.post(AT + "/again")
    async def again(code: Code, visit: Visit = by) -> Response:
        await _known(visit, office.seen, code)
        who, kind = str(visit.form.get("who", ""))[:32], str(visit.form.get("kind", ""))[:8]
        try:
            until = await visit.run(office.allow_again, visit.officer, who, kind, visit.now)
        except Refused as error:
            return await visit.go(f"/training/sessions/{code}", explained(visit, str(error)), "bad")
        note = visit.say(N_("The test can be written again until %(until)s."), until=moment(until, visit.language))
        return await visit.go(f"/training/sessions/{code}", note)

    return routes


async def _known(visit: Visit, work: Any, *args: Any) -> Any:
    """`work(db, officer, ...)`; a session that is not there, or not theirs, is no page."""
    try:
        return await visit.run(work, visit.officer, *args)
    except UnknownSession:
        raise HTTPException(404) from None


def _frame(visit: Visit, held: Held) -> dict[str, Any]:
    now, session = visit.now, held.upcoming.session
    return {
        "tabs": shared.tabs(visit), "one": held, "session": session, "counts": held.counts,
        "title": shared.titled(visit, held.upcoming.course.title), "places": shared.choices(visit, "district"),
        "state_names": shared.said(visit, shared.STATUS), "tones": shared.TONES,
        "modes": shared.said(visit, shared.MODE),
        "changes": not visit.officer.reads, "open": held.upcoming.open(now),
        "shows": session.status == PLANNED and session.starts_at - SHOWS <= now <= session.ends_at,
        "takes": session.status != "cancelled" and now >= session.starts_at - attendance.EARLY,
        "over": now > session.ends_at,
    }  # fmt: skip


def _read(db: Any, officer: Officer, code: str) -> tuple[Held, Roster, str]:
    held = office.seen(db, officer, code)
    return held, roster.roster(db, officer, code), sessions_list.trainer_name(db, officer, code)


async def _page(
    visit: Visit, code: str, typed: dict[str, str] | None = None, ids: list[str] | None = None, error: str = ""
) -> Response:
    held, people, trainer = await _known(visit, _read, code)
    begin = f"{held.upcoming.session.starts_at.astimezone(INDIA):%H:%M}"
    access = shared.choices(visit, "access")
    languages = held.upcoming.session.languages or held.upcoming.course.languages
    return visit.page(
        "training/session.html", 422 if error else 200, people=people, trainer=trainer, error=error,
        typed=typed or {"act": "", "came": begin, "left": "", "reason": ""}, ticked=ids or [],
        kinds=shared.said(visit, shared.TESTS), states=shared.said(visit, shared.PLACE),
        sources=shared.said(visit, shared.SOURCE), came_by=shared.said(visit, shared.CAME_BY),
        access=[access.get(each, each) for each in held.upcoming.session.access], spoken=languages,
        **_frame(visit, held),
    )  # fmt: skip
