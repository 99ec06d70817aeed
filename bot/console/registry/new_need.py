"""A need that an official enters for an employer whom they looked at."""

from __future__ import annotations

from typing import Any, Final

from fastapi import APIRouter
from fastapi.responses import Response
from wtforms import DateField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError

from bot.clock import INDIA
from bot.console.forms import Form
from bot.console.guard import visitor
from bot.console.registry import naming
from bot.console.registry.common import slowly
from bot.console.registry.needs import reason_text
from bot.console.site import Site
from bot.console.visit import Visit
from bot.console.words import N_
from bot.services import needs, numbers
from bot.services.needs import NoReason, Posting

_MOST: Final = 500


class NeedForm(Form):
    """What an employer looks for."""

    trade = SelectField(N_("Trade"), validators=[InputRequired()])
    count = IntegerField(N_("How many people"), validators=[InputRequired(), NumberRange(1, _MOST)])
    district = SelectField(N_("District"), validators=[InputRequired()])
    place = StringField(N_("Block or town"), validators=[Optional(), Length(max=80)])
    starts_on = DateField(N_("First day of work (empty: at once)"), validators=[Optional()])
    years = IntegerField(N_("Least years of experience"), validators=[Optional(), NumberRange(0, 40)])
    employer = StringField(N_("Employer"), validators=[InputRequired(), Length(2, 120)])
    phone = StringField(N_("Employer's mobile number"), validators=[InputRequired(), Length(max=24)])
    identity = StringField(N_("Udyam number or GSTIN"), validators=[Optional(), Length(max=20)])
    reason = TextAreaField(N_("What you looked at"), validators=[InputRequired(), Length(10, 200)])

    def validate_phone(self, field: Any) -> None:
        """One mobile number of India."""
        if needs.mobile(field.data or "") is None:
            raise ValidationError(self.visit.say(N_("Give one mobile number of ten digits.")))

    def validate_starts_on(self, field: Any) -> None:
        """Not in the past."""
        if field.data and field.data < self.visit.now.astimezone(INDIA).date():
            raise ValidationError(self.visit.say(N_("This day is over: choose today or later.")))

    def posting(self) -> Posting:
        """For the service."""
        phone = needs.mobile(self.phone.data or "")
        assert phone is not None, "validated"
        return Posting(
            str(self.trade.data), int(self.count.data or 0), str(self.district.data),
            " ".join((self.employer.data or "").split()), phone, self.place.data or None, self.starts_on.data,
            12 * (self.years.data or 0), self.identity.data or None,
        )  # fmt: skip


def router(site: Site) -> APIRouter:
    """The routes."""
    routes = APIRouter()

    def form(visit: Visit) -> NeedForm:
        made = NeedForm(visit)
        first = [("", visit.say(N_("Choose")))]
        made.trade.choices = [*first, *naming.all_trades(visit)]
        made.district.choices = [*first, *naming.own_districts(visit)]
        return made

    @routes.get("/needs/new")
    async def empty(visit: Visit = visitor(site, "verify")) -> Response:
        visit.officer.changes()
        return visit.page("registry/need_new.html", form=form(visit))

    @routes.post("/needs/new")
    async def enter(visit: Visit = visitor(site, "verify")) -> Response:
        made = form(visit)
        if made.validate():
            try:
                need = await slowly(
                    visit, needs.enter, visit.officer, made.posting(), made.reason.data or "", visit.now
                )
            except NoReason:
                made.fault("reason", visit.say(reason_text()))
            else:
                done = visit.say(N_("The need is open: workers are asked within a minute."))
                return await visit.go(f"/needs/{numbers.shown(need.number)}", done)
        return visit.page("registry/need_new.html", 422, form=made)

    return routes
