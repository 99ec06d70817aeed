"""What ids of the register are called, in the official's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.console.visit import Visit
from bot.console.words import N_
from bot.knowledge.library import Content
from bot.knowledge.model import Language
from bot.knowledge.names import Names, names

STATUSES: Final[Mapping[str, str]] = {"active": N_("In the register"), "unconfirmed": N_("Not confirmed yet")}
SOURCES: Final[Mapping[str, str]] = {
    "chat": N_("By themselves, in chat"), "helper": N_("By a helper"), "import": N_("From a list"),
}  # fmt: skip
NEEDS: Final[Mapping[str, str]] = {
    "unverified": N_("To be checked"), "open": N_("Open"), "filled": N_("Filled"), "closed": N_("Closed"),
    "rejected": N_("Rejected"),
}  # fmt: skip
NEED_TONES: Final[Mapping[str, str]] = {"unverified": "busy", "open": "good", "rejected": "bad"}
LOANS: Final[Mapping[str, str]] = {
    "new": N_("New"), "contacted": N_("Person contacted"), "applied": N_("Applied at the bank"),
    "sanctioned": N_("Sanctioned"), "refused": N_("Refused"), "dropped": N_("Withdrawn"),
}  # fmt: skip
LOAN_TONES: Final[Mapping[str, str]] = {"new": "busy", "sanctioned": "good", "refused": "bad"}
OFFERS: Final[Mapping[str, str]] = {
    "asked": N_("Asked, no answer yet"), "yes": N_("Said yes"), "no": N_("Said no"), "later": N_("Not now"),
    "expired": N_("No answer"), "withdrawn": N_("Taken back"),
}  # fmt: skip
OUTCOMES: Final[Mapping[str, str]] = {
    "new": N_("New"), "doubtful": N_("Doubtful"), "registered": N_("Registered already"),
    "duplicate": N_("Twice in the list"), "left_out": N_("Left out"), "wrong": N_("Wrong"),
}  # fmt: skip
OUTCOME_TONES: Final[Mapping[str, str]] = {"new": "good", "doubtful": "busy", "wrong": "bad"}
PURPOSES: Final[Mapping[str, str]] = {
    "registry": N_("To be in the register"), "share_training": N_("Details to training agencies"),
    "share_banks": N_("Details to banks"), "share_employers": N_("Number to employers"),
}  # fmt: skip
KINDS: Final[Mapping[str, str]] = {
    "granted": N_("Agreed"), "refused": N_("Said no"), "withdrawn": N_("Taken back"),
}  # fmt: skip
ACTS: Final[Mapping[str, str]] = {
    "unmask": N_("Read the number"), "entry_confirmed": N_("Confirmed the entry"),
    "entry_refused": N_("Took the entry out"), "consent_withdrawn": N_("Took a consent back"),
    "export_person": N_("Took out all data of the person"), "erase_person": N_("Erased the person"),
}  # fmt: skip


def titled(content: Content, language: Language) -> Names:
    """Names of districts and trades in a language; those of `bot.knowledge.names` are English."""
    known = names(content)
    districts = {one: content.choices[f"district.{one.replace('-', '_')}"].title[language] for one in known.districts}
    return Names(districts, {one.id: one.name[language] for one in content.trade_list.values()})


def choice(visit: Visit, group: str, value: str | None) -> str:
    """The title of a choice of the content; the value itself where there is none."""
    found = visit.site.content.choices.get(f"{group}.{value}")
    return found.title[visit.language] if found is not None else value or ""


def said(visit: Visit, texts: Mapping[str, str]) -> dict[str, str]:
    """The texts in the official's language."""
    return {key: visit.say(text) for key, text in texts.items()}


def own_districts(visit: Visit) -> list[tuple[str, str]]:
    """The districts that the official sees, by their titles."""
    titles = titled(visit.site.content, visit.language).districts
    return sorted(((one, title) for one, title in titles.items() if visit.officer.sees(one)), key=lambda one: one[1])


def all_trades(visit: Visit) -> list[tuple[str, str]]:
    """All trades, by their titles."""
    return sorted(titled(visit.site.content, visit.language).trades.items(), key=lambda one: one[1])
