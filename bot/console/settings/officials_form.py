"""The form of an official's account, and what the service says of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from wtforms import SelectField, StringField
from wtforms.validators import DataRequired, Length

from bot.console.account.shared import ROLE_NAMES, district_names
from bot.console.forms import Form, MultiCheckboxField
from bot.console.visit import Visit
from bot.console.words import N_
from bot.language import LANGUAGE_NAMES, LANGUAGES
from bot.services import official_list
from bot.services.officers import NAME_LIMIT
from bot.services.official_list import Account
from bot.services.officials import Refused, Wanted
from bot.services.roles import RIGHTS, ROLES

FAULTS: Final[Mapping[str, tuple[str, str]]] = {
    "name": ("name", N_("A name has 1 to 64 characters.")),
    "taken": ("name", N_("Somebody has this name already. Add the office, for example “A. Roy, DIC Malda”.")),
    "role": ("role", N_("Please choose a role.")),
    "districts": ("districts", N_("Please choose at least one district for this role.")),
    "district": ("districts", N_("There is no such district.")),
    "agency": ("agency", N_("Please choose the agency for this role.")),
    "trainer": ("trainer", N_("Please choose the trainer for this role.")),
    "rights": ("rights", N_("There is no such right.")),
    "last": ("role", N_("This is the only administrator. Enter another one first.")),
}
"""Field and sentence for each fault of the service."""
RIGHT_NAMES: Final[Mapping[str, str]] = {
    "registry": N_("see workers and needs"),
    "unmask": N_("read telephone numbers"),
    "export": N_("take lists out"),
    "import": N_("bring lists in"),
    "verify": N_("check employers and needs"),
    "referrals": N_("work on loan requests"),
    "privacy": N_("answer for personal data"),
    "training": N_("work on trainings"),
    "handovers": N_("talk with people"),
    "content": N_("write answers"),
    "publish": N_("publish answers"),
    "broadcast": N_("write broadcasts"),
    "approve": N_("approve broadcasts"),
    "insights": N_("see figures"),
    "audit": N_("read the audit"),
    "settings": N_("change settings"),
}


class OfficialForm(Form):
    """An account."""

    name = StringField(N_("Name and office"), [DataRequired(), Length(max=NAME_LIMIT)])
    role = SelectField(N_("Role"), choices=[])
    districts = MultiCheckboxField(N_("Districts"), choices=[])
    agency = SelectField(N_("Agency"), choices=[])
    trainer = SelectField(N_("Trainer"), choices=[])
    language = SelectField(N_("Language of the pages"), choices=[])


class ProgramForm(Form):
    """A token of a program."""

    name = StringField(N_("Name of the program and who runs it"), [DataRequired(), Length(max=NAME_LIMIT)])
    state = SelectField(N_("What it sees"), choices=[("", N_("the districts below")), ("all", N_("the whole state"))])
    districts = MultiCheckboxField(N_("Districts"), choices=[])
    rights = MultiCheckboxField(N_("What it may do beyond seeing the register"), choices=[])


async def official_form(visit: Visit, account: Account | None = None) -> OfficialForm:
    """The form with its choices; filled with what was sent, else with the account."""
    values: dict[str, object] = {"language": "bn", "role": "district_officer"}
    if account is not None:
        officer = account.officer
        values = {
            "name": officer.name, "role": officer.role, "districts": sorted(officer.districts or ()),
            "agency": officer.agency or "", "trainer": officer.trainer or "", "language": account.language or "bn",
        }  # fmt: skip
    form = OfficialForm(visit, data=values)
    nobody = ("", "–")
    form.role.choices = [(role, visit.say(ROLE_NAMES[role])) for role in ROLES]
    form.districts.choices = list(district_names(visit).items())
    form.agency.choices = [nobody, *await visit.run(official_list.agencies, visit.officer)]
    form.trainer.choices = [nobody, *await visit.run(official_list.trainers, visit.officer)]
    form.language.choices = [(one, LANGUAGE_NAMES[one][one]) for one in LANGUAGES]
    return form


def program_form(visit: Visit) -> ProgramForm:
    """The form with its choices."""
    form = ProgramForm(visit)
    form.districts.choices = list(district_names(visit).items())
    form.rights.choices = [(right, visit.say(RIGHT_NAMES[right])) for right in RIGHTS if right != "registry"]
    return form


def wanted(form: OfficialForm) -> Wanted:
    """What the form says."""
    return Wanted(
        form.name.data or "", form.role.data or "", frozenset(form.districts.data or ()), form.agency.data or "",
        form.trainer.data or "", form.language.data or "bn",
    )  # fmt: skip


def refused(visit: Visit, form: Form, error: Refused) -> None:
    """Puts the service's refusal beside its field."""
    name, text = FAULTS.get(error.fault, ("name", N_("This cannot be saved.")))
    form.fault(name if name in form else "name", visit.say(text))
