"""What is wrong in a text, in the official's language. The check says it in English, for the command line."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from typing import Final

from bot.console.knowledge.labels import FIELDS, REGISTERS
from bot.console.words import N_
from bot.knowledge.problems import Place, Problem

Say = Callable[..., str]
UNKNOWN: Final = N_("Something is not right here. In the words of the check: %(said)s")
_KNOWN: Final = tuple(
    (re.compile(pattern, re.DOTALL), text)
    for pattern, text in (
        (r"(?P<n>\S+) is missing", N_("This is missing: %(n)s.")),
        (r"(?P<n>\S+) is not a known name", N_("There is no part called %(n)s.")),
        (r"\S+ is still to be written", N_("This is still to be written.")),
        (r"status_note is required.*", N_("With this status a note is needed.")),
        (r"the file: .*status_note is required.*", N_("With this status a note is needed.")),
        (r"the file: .*review_by must be after.*",
         N_("The day of the next check must come after the day it was checked.")),
        (r"the file: .*`what` is required.*", N_("The answer to the first question (what it is) is needed.")),
        (r"the file: .*questions: (?P<n>\S+) has examples.*", N_("There are questions, but no answer: %(n)s.")),
        (r"the file: .*elsewhere: (?P<n>\S+) has an answer.*",
         N_("There is an answer here and another topic is named for it: %(n)s.")),
        (r"the file: .*valid dictionary.*", N_("This cannot be read: look at indents, colons and quotes.")),
        (r"\S+: .*valid date.*", N_("Write a day: year, month, day.")),
        (r"\S+: .*(exactly one of).*", N_("A figure is one of: rupees, percent, date, due.")),
        (r"\S+: .*(match pattern|valid URL).*", N_("This is not written as it must be.")),
        (r"\S+: .*(at least 1 item).*", N_("At least one is needed.")),
        (r"\S+: .*", N_("This is not valid here.")),
        (r"verified_on lies in the future", N_("This day lies in the future.")),
        (r"(title|button) longer than (?P<most>\d+) characters", N_("Too long: at most %(most)s characters.")),
        (r"\S+ longer than (?P<most>\d+) characters", N_("Too long: at most %(most)s characters.")),
        (r"\S+ has (?P<count>\d+) characters, at most (?P<most>\d+)",
         N_("Too long: %(count)s characters, at most %(most)s.")),
        (r"fewer than four aspects", N_("At least four answers are needed.")),
        (r"(?P<n>\S+) is not in the register of facts", N_("Not in the register of facts: %(n)s.")),
        (r"figure written by hand: (?P<n>.+)",
         N_("A sum or percentage written by hand: %(n)s. Put it under the figures and write its {name} here.")),
        (r"\S+: a brace .*", N_("A brace { or } without its partner.")),
        (r"\S+: placeholders differ between en and \w+", N_("The {names} are not the same as in English.")),
        (r"\S+: numbers differ between en and \w+: (?P<n>.+)",
         N_("The numbers are not the same as in English: %(n)s.")),
        (r"status_note cannot hold .*", N_("The note cannot hold {names}: move the figure into an answer.")),
        (r"(?P<n>\{.*\}) is not under figures", N_("This is not among the figures: %(n)s.")),
        (r"fits: (?P<n>\S+) is not under figures", N_("This is not among the figures: %(n)s.")),
        (r"figure (?P<n>\S+) is in figures.yml too", N_("All topics share this figure; remove it here: %(n)s.")),
        (r"figure (?P<n>\S+) is used in no answer", N_("No text uses this figure: %(n)s.")),
        (r"no example question in the register (?P<register>\w+)", N_("No question yet in: %(register)s.")),
        (r"(?P<count>\d+) questions in (?P<register>\w+), at least (?P<most>\d+) wanted",
         N_("%(register)s has %(count)s questions; at least %(most)s are needed.")),
        (r"\S+ is asked in fewer than three registers", N_("Give questions in three ways of writing or more.")),
        (r"question stands twice: (?P<n>.+)", N_("This question stands twice: %(n)s.")),
        (r"alias (?P<n>.+) also belongs to (?P<other>\S+)", N_("%(n)s also belongs to the topic %(other)s.")),
        (r"id (?P<n>\S+) is also in .*", N_("Another topic has this id: %(n)s.")),
        (r"elsewhere: (?P<other>\S+) has no answer to (?P<n>\S+)",
         N_("The topic %(other)s has no answer to this: %(n)s.")),
        (r"(?P<other>\S+) leaves (?P<n>\S+) to this topic", N_("The topic %(other)s refers to this answer: keep it.")),
        (r"(id|area) is .*", N_("Name and folder of the file do not fit.")),
        (r"not readable as YAML: .*", N_("This cannot be read: look at indents, colons and quotes.")),
        (r"the key (?P<n>.+) stands twice", N_("This stands twice: %(n)s.")),
    )
)  # fmt: skip


def said(problem: Problem, say: Say) -> str:
    """The problem as a sentence."""
    for pattern, text in _KNOWN:
        if found := pattern.fullmatch(problem.message):
            values = found.groupdict()
            if "register" in values:
                values["register"] = say(REGISTERS.get(values["register"], values["register"]))
            if (name := values.get("n")) in FIELDS:
                values["n"] = say(FIELDS[name])
            return say(text, **values)
    return say(UNKNOWN, said=problem.message)


def placed(
    problems: Collection[Problem], names: Collection[str], say: Say
) -> tuple[Mapping[str, list[str]], list[str]]:
    """The sentences by the field that they belong to, and those that belong to none of `names`."""
    by_field: dict[str, list[str]] = {}
    rest: list[str] = []
    for problem in problems:
        name = field_of(problem.place, names)
        text = said(problem, say)
        into = by_field.setdefault(name, []) if name else rest
        if text not in into:
            into.append(text)
    return by_field, rest


def field_of(place: Place, names: Collection[str]) -> str:
    """The nearest field at or above a place; empty if there is none."""
    for length in range(len(place), 0, -1):
        if (name := ".".join(map(str, place[:length]))) in names:
            return name
    return ""
