"""What is wrong with a draft, said beside the field, and on which step it is mended."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from bot.broadcasts.drafts import Problem
from bot.console.broadcasts import labels
from bot.console.render import number
from bot.console.visit import Visit
from bot.console.words import N_
from bot.language import LANGUAGE_NAMES, LANGUAGES

_SENTENCES: Final[Mapping[str, str]] = {
    "empty": N_("Write something here."),
    "long": N_("Shorten this to %(limit)s characters; it has %(length)s."),
    "missing": N_("Write the text, or choose below which language people get instead."),
    "fill": N_("The language that you chose to stand in has no text itself."),
    "place": N_("Nothing is given for {%(name)s}: give its value below, or take it out of the text."),
    "name": N_("Only small English letters, figures and _, with a letter first."),
    "https": N_("Give a whole address that begins with https:// and has no blank in it."),
    "lines": N_("Write this in one line."),
    "marks": N_("There are invisible signs in this text. Write it anew instead of copying it."),
    "payload": N_("Choose from the list what the button does."),
    "topic": N_("There is no such subject any more. Choose another one."),
    "template": N_("There is no such template any more. Choose another one."),
    "template_purpose": N_("That template is not for announcements. Choose another one."),
    "template_long": N_("With the words of the template it is too long for WhatsApp: shorten it by %(over)s letters."),
    "parameter": N_("The template wants a value for “%(name)s”: give it under Text, as a word in brackets."),
    "scheme": N_("The template names a scheme: choose what the broadcast is about."),
    "not_one_message": N_("On %(channel)s this would not fit into one message: shorten it to %(limit)s characters."),
    "both": N_("Choose either a link or a button: WhatsApp shows only one of them."),
}  # fmt: skip
_PLACES: Final[Mapping[str, str]] = {
    "name": N_("Name of this broadcast"), "texts": N_("The text"), "fills": N_("If this text is missing"),
    "values": N_("Words in brackets and their values"), "sender": N_("Who speaks"), "topic": N_("What it is about"),
    "link": N_("Link"), "button": N_("Button"), "upload_id": N_("Attachment"), "template": N_("WhatsApp template"),
    "segment": N_("Who gets it"),
}  # fmt: skip
_STEPS: Final = {"name": "texts", "texts": "texts", "fills": "texts", "values": "texts", "sender": "texts",
                 "segment": "people"}  # fmt: skip


def step(problem: Problem) -> str:
    """Where it is mended."""
    return _STEPS.get(problem.field.partition(".")[0], "extras")


def sentence(visit: Visit, problem: Problem) -> str:
    """What is wrong and what to do, in the official's language."""
    values = {
        key: number(value, visit.language) if isinstance(value, int) else str(value)
        for key, value in problem.values.items()
    }
    if problem.key == "template_long":
        values["over"] = number(max(problem.values["length"] - problem.values["limit"], 1), visit.language)
    if problem.key == "not_one_message":
        values["channel"] = labels.said(visit, labels.CHANNELS, str(problem.values["channel"]))
    key = "scheme" if problem.key == "parameter" and problem.field == "topic" else problem.key
    return visit.say(_SENTENCES[key], **values) if key in _SENTENCES else key


def beside(visit: Visit, problems: Iterable[Problem], where: str) -> dict[str, str]:
    """Field -> the first thing that is wrong with it, of one step."""
    found: dict[str, str] = {}
    for problem in problems:
        if step(problem) == where:
            found.setdefault(problem.field, sentence(visit, problem))
    return found


def listed(visit: Visit, problems: Iterable[Problem]) -> list[tuple[str, str, str]]:
    """(what is wrong, the step on which it is mended, the name of the field)."""
    found = []
    for problem in problems:
        parts = problem.field.split(".")
        place = visit.say(_PLACES.get(parts[0], problem.field))
        spoken = next((one for one in LANGUAGES if one == parts[-1]), None)
        if spoken is not None:
            place += f" ({LANGUAGE_NAMES[spoken][visit.language]})"
        found.append((sentence(visit, problem), step(problem), place))
    return found
