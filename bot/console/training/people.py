"""Trainers and mentors: entered, given a code that is shown once, and taken out; and the pairs of mentors."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Path, Query, Response
from wtforms import IntegerField, SelectField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length, NumberRange

from bot.console.forms import Form, MultiCheckboxField
from bot.console.guard import visitor
from bot.console.lists import LENGTH
from bot.console.site import Site
from bot.console.training import shared
from bot.console.training.explained import explained
from bot.console.visit import Visit
from bot.console.words import N_
from bot.language import LANGUAGE_NAMES, LANGUAGES
from bot.services.mentoring import overview
from bot.services.officers import Officer
from bot.services.training import scope, sessions_list, staff
from bot.services.training.catalogue import Refused
from bot.services.workers import masked

Id = Annotated[str, Path(pattern=shared.ID)]
ROLE: Final = {"trainer": N_("Trainer"), "agency": N_("Manager of the agency"), "official": N_("Official")}
STATE: Final = {
    "chosen": N_("Asked"), "wanted": N_("Looks for a mentor"), "matched": N_("Both are asked"),
    "introduced": N_("Introduced"), "declined": N_("Declined"), "ended": N_("Ended"),
}  # fmt: skip
TONE: Final = {"introduced": "good", "wanted": "busy", "matched": "busy"}
SAID: Final = {"well": N_("Goes well"), "so": N_("So-so"), "none": N_("No contact")}
GONE: Final = N_("There is no such trainer (any more). Look at the list again.")


class NewTrainer(Form):
    """A trainer. The agency is empty for officials."""

    name = StringField(N_("Name"), [InputRequired(), Length(2, staff.NAME_LIMIT)])
    role = SelectField(N_("As"), choices=list(ROLE.items()))
    agency = SelectField(N_("Agency"), choices=[])


class NewMentor(Form):
    """A mentor."""

    name = StringField(N_("Name"), [InputRequired(), Length(2, staff.NAME_LIMIT)])
    phone = StringField(N_("Mobile number"), [InputRequired(), Length(10, 20)])
    programme = SelectField(N_("Programme"), choices=[])
    languages = MultiCheckboxField(N_("Languages"), choices=[])
    sectors = MultiCheckboxField(N_("Trades they know"), choices=[])
    districts = SelectMultipleField(N_("Districts"), choices=[])
    helps = MultiCheckboxField(N_("Can help with"), choices=[])
    capacity = IntegerField(N_("People at a time"), [InputRequired(), NumberRange(1, 50)], default=3)


def router(site: Site) -> APIRouter:
    """The routes."""
    routes = APIRouter()
    by: Any = visitor(site, shared.RIGHT)

    @routes.get("/training/trainers")
    async def trainers(visit: Visit = by) -> Response:
        shared.require(visit, "staff")
        return await _trainers(visit)

    @routes.post("/training/trainers")
    async def add_trainer(visit: Visit = by) -> Response:
        shared.require(visit, "staff")
        form = await _trainer_form(visit)
        if form.validate():
            name, agency = form.name.data or "", form.agency.data or None
            try:
                code = await visit.run(staff.add_trainer, visit.officer, name, agency, form.role.data, visit.now)
                return await _trainers(visit, code=code, who=" ".join(name.split()))
            except Refused as error:
                form.fault("name", explained(visit, str(error)))
        return await _trainers(visit, form=form, status=422)

    @routes.post("/training/trainers/{key}/{act}")
    async def change_trainer(key: Id, act: Literal["code", "revoke"], visit: Visit = by) -> Response:
        shared.require(visit, "staff")
        try:
            known = await visit.run(staff.trainers, visit.officer)
            one = next((each for each in known if each.trainer.id == key), None)
            if one is None:
                raise Refused(GONE)
            if act == "code":
                code = await visit.run(staff.trainer_code, visit.officer, key, one.agency or None, visit.now)
                return await _trainers(visit, code=code, who=one.trainer.name)
            await visit.run(staff.revoke_trainer, visit.officer, key, one.agency or None, visit.now)
        except Refused as error:
            return await visit.go("/training/trainers", explained(visit, str(error)), "bad")
        note = visit.say(N_("%(name)s is no trainer any more."), name=one.trainer.name)
        return await visit.go("/training/trainers", note)

    @routes.get("/training/mentors")
    async def mentors(visit: Visit = by) -> Response:
        shared.require(visit, "state")
        return await _mentors(visit)

    @routes.post("/training/mentors")
    async def add_mentor(visit: Visit = by) -> Response:
        shared.require(visit, "state")
        form = await _mentor_form(visit)
        if form.validate():
            new = staff.NewMentor(
                form.name.data or "", form.programme.data, form.phone.data or "", tuple(form.sectors.data or ()),
                tuple(form.languages.data or ()), tuple(form.districts.data or ()), tuple(form.helps.data or ()),
                form.capacity.data or 1,
            )  # fmt: skip
            try:
                code = await visit.run(staff.add_mentor, visit.officer, new, site.content, visit.now)
                return await _mentors(visit, code=code, who=" ".join(new.name.split()))
            except Refused as error:
                text = str(error)
                if text.startswith("The telephone number"):
                    form.fault("phone", visit.say(N_("Write one mobile number of ten digits.")))
                else:
                    form.fault("languages" if "languages" in text else "name", explained(visit, text))
        return await _mentors(visit, form=form, status=422)

    @routes.post("/training/mentors/{key}/{act}")
    async def change_mentor(key: Id, act: Literal["code", "end"], visit: Visit = by) -> Response:
        shared.require(visit, "state")
        try:
            known = await visit.run(staff.mentors, visit.officer)
            one = next((each for each in known if each.mentor.id == key), None)
            if one is None:
                raise Refused("There is no such mentor (any more). Look at the list again.")
            if act == "code":
                code = await visit.run(staff.mentor_code, visit.officer, key, visit.now)
                return await _mentors(visit, code=code, who=one.mentor.name)
            left = await visit.run(staff.end_mentor, visit.officer, key, visit.now)
        except Refused as error:
            return await visit.go("/training/mentors", explained(visit, str(error)), "bad")
        note = visit.say(N_("%(name)s is no mentor any more. People who look for another one: %(number)s."),
                         name=one.mentor.name, number=left)  # fmt: skip
        return await visit.go("/training/mentors", note)

    @routes.get("/training/pairs")
    async def pairs(
        status: Literal["", "chosen", "wanted", "matched", "introduced", "declined", "ended"] = "",
        after: Annotated[str, Query(max_length=200)] = "",
        visit: Visit = by,
    ) -> Response:
        shared.require(visit, "state")
        (found, more), numbers = await visit.run(_pairs, visit.officer, status, shared.keyed(after))
        last = (found[-1].row.created_at, found[-1].row.id) if found else None
        return visit.page(
            "training/pairs.html", tabs=shared.tabs(visit), page=shared.listed(found, more, last, after),
            numbers=numbers, only=status, states=shared.said(visit, STATE), tones=TONE,
            answers=shared.said(visit, SAID), helps=shared.choices(visit, "mentor_help"),
            titles={one.course.code: shared.titled(visit, one.course.title) for one in found},
        )  # fmt: skip

    return routes


def _pairs(db: Any, officer: Officer, status: str, after: Any) -> Any:
    return overview.pairs(db, officer, LENGTH, status=status, after=after), overview.numbers(db, officer)


async def _trainer_form(visit: Visit) -> NewTrainer:
    form = NewTrainer(visit)
    agencies = await visit.run(sessions_list.agencies, visit.officer)
    found = [(one.code, f"{one.code} · {one.name}") for one in agencies]
    wide = scope.state_wide(visit.officer)
    form.agency.choices = [*([("", visit.say(N_("None (official)")))] if wide else []), *found]
    if not wide:
        form.role.choices = [one for one in form.role.choices if one[0] != "official"]  # type: ignore[union-attr,misc]
    return form


async def _trainers(
    visit: Visit, form: NewTrainer | None = None, code: str = "", who: str = "", status: int = 200
) -> Response:
    found = await visit.run(staff.trainers, visit.officer)
    if form is None:
        form = await _trainer_form(visit)
        if code:
            form.name.data = ""
    return visit.page(
        "training/trainers.html", status, tabs=shared.tabs(visit), trainers=found, form=form, code=code, who=who,
        roles=shared.said(visit, ROLE), changes=not visit.officer.reads,
    )  # fmt: skip


async def _mentor_form(visit: Visit) -> NewMentor:
    form = NewMentor(visit)
    standing = await visit.run(sessions_list.stand, visit.officer)
    form.programme.choices = [(one.programme.code, shared.titled(visit, one.programme.title)) for one in standing]
    form.languages.choices = [(one, LANGUAGE_NAMES[one][visit.language]) for one in LANGUAGES]
    for field, group in ((form.sectors, "sector"), (form.helps, "mentor_help")):
        field.choices = list(shared.choices(visit, group).items())
    form.districts.choices = list(shared.districts(visit).items())
    return form


async def _mentors(
    visit: Visit, form: NewMentor | None = None, code: str = "", who: str = "", status: int = 200
) -> Response:
    found = await visit.run(staff.mentors, visit.officer)
    if form is None:
        form = await _mentor_form(visit)
    return visit.page(
        "training/mentors.html", status, tabs=shared.tabs(visit), code=code, who=who, form=form,
        mentors=[(one, masked(one.mentor.phone)) for one in found], places=shared.choices(visit, "district"),
        sectors=shared.choices(visit, "sector"), helps=shared.choices(visit, "mentor_help"),
        changes=not visit.officer.reads, added=bool(code),
    )  # fmt: skip
