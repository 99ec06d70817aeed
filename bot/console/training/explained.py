"""What services say in English when they refuse something, said again in the official's language.

Each sentence stands here as the services write it, with names for what changes in it. The tests bring every refusal of
the training services before it; what is not known is answered by a sentence that says where to look."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from bot.console.visit import Visit
from bot.console.words import N_

UNKNOWN: Final = N_("This cannot be done as it is. Load the page again and check what you entered.")
UNKNOWN_ROW: Final = N_("This row cannot be brought in as it is. Compare it with the table of columns and mend it.")
SENTENCES: Final = (
    # office, sessions, seats
    N_("There is no such session in your districts. Look at the list again."),
    N_("There is no such session (any more). Look at the list again."),
    N_("There is no such enrolment in your districts. Look at the list again."),
    N_("Write a reason: everybody enrolled reads it."),
    N_("The session is cancelled and cannot be moved."), N_("The session is cancelled and cannot be cancelled."),
    N_("The session is held and cannot be moved."), N_("The session is held and cannot be cancelled."),
    N_("The session has begun and cannot be moved. Plan another one."),
    N_("The session has begun and cannot be cancelled. Plan another one."),
    N_("A session cannot be moved into the past: give a time that is still to come."),
    N_("The end is not after the start: give both times."), N_("A session is either classroom or online."),
    N_("A classroom session needs a place: give the address, too."),
    N_("The place is too long: at most %(number)s characters."),
    N_("The link is not an address that begins with https://. Copy it again."),
    N_("The link is too long: at most %(number)s characters."),
    N_("Choose at least one session."), N_("Choose at most %(number)s sessions at once."),
    N_("That test was never finished, or another go is open already."),
    # attendance, roster
    N_("There is no such person with a place (any more). Open the list again."),
    N_("This session is not one of yours."), N_("This session was cancelled: nobody was there."),
    N_("Attendance can be taken from 30 minutes before the start."),
    N_("That is not during the session: give a time between 30 minutes before its start and its end."),
    N_("They cannot have left before they came: give the two times again."),
    N_("Write a reason of a few words: it is kept with the change."), N_("Choose at least one person."),
    N_("The session is over: nobody can come any more."),
    N_("No place is free. Somebody has to give one up first."),
    # staff, certificates
    N_("“%(name)s” is no trainer any more already."), N_("There is no agency %(code)s."),
    N_("A name has 2 to %(number)s characters."), N_("Enter trainers of your own agency only."),
    N_("There is no programme %(code)s."),
    N_("Name the languages that they speak: bn, hi or en."),
    N_("There is no such mentor (any more). Look at the list again."),
    N_("There is no such certificate among your sessions. Check the code."),
    # calendar import: files
    N_("The file is larger than a calendar can be: save only the calendar, as .csv."),
    N_("The calendar has more than %(number)s rows: split it into several files."),
    N_("There is nothing in the file: send the calendar again."),
    N_("No calendar was found: it needs a row of headings with at least session code, course code and start, and rows "
       "below it."),
    N_("Programmes, agencies and courses are entered by officials of the whole state."),
    N_("Sheet %(sheet)s: no calendar was found here."),
    # calendar import: rows
    N_("there is no course %(code)s: enter it first, or mend the code"),
    N_("%(code)s is a session of course %(course)s: give this one another code"),
    N_("%(code)s is the code of another session: give this one another code"),
    N_("%(district)s is not among your districts"),
    N_("%(code)s stands in row %(number)s too: give each session its own code"),
    N_("a new session needs %(missing)s: fill the cell"),
    N_("it begins in the past: mend the day, or leave the row out"),
    N_("the programme %(code)s goes from %(first)s to %(last)s: mend the day"),
    N_("it has begun, is over or was cancelled, and cannot be changed: give a new one a new code"),
    N_("%(number)s people have a place already: capacity cannot be less"),
    N_("is empty: every session needs one"),
    N_("“%(text)s” is no code: use capitals, digits and dashes, at most 24"),
    N_("“%(text)s” is no district that is known: write its name, such as Malda"),
    N_("“%(text)s” is neither: write classroom or online"),
    N_("is no address: copy the whole joining link, which begins with https://"),
    N_("“%(text)s” is no number of places: write one from 1 to 5000"),
    N_("“%(text)s” is no language here: write Bengali, Hindi or English"),
    N_("“%(text)s” is not known: choose from %(known)s"), N_("has no day: write it like 5 December 2026"),
    N_("“%(text)s” has no time: write it like 11:00 or 2 pm"),
    N_("has no time: write when it ends, like 13:00 or 4 pm"),
    N_("%(end)s does not come after the start %(start)s on the same day"),
    N_("is longer than 200 letters: write only the place"), N_("“%(text)s” is read as %(day)s"),
    N_("%(time)s is read as %(other)s"),
)  # fmt: skip

REPLACED: Final = {
    "Trainers and managers belong to an agency (--agency CODE), officials to none.":
        N_("Choose the agency of a trainer or manager; for an official choose none."),
    "There is a trainer “%(name)s” already; `bot training trainers code` gives a new code.":
        N_("“%(name)s” is in the list already. Give them a new code there."),
    "There is no trainer “%(name)s” there (`bot training trainers list` shows them).":
        N_("There is no such trainer (any more). Look at the list again."),
    "There is no mentor “%(name)s”, or more than one (`bot training mentors list`).":
        N_("There is no such mentor (any more). Look at the list again."),
    "agency %(agency)s has no trainer “%(name)s”: `bot training trainers add` enters one (%(code)s has: %(there)s)":
        N_("agency %(agency)s has no trainer “%(name)s”: enter them under Trainers first (there are: %(there)s)"),
}  # fmt: skip
"""Sentences that speak of commands -> what is said of pages."""


def explained(visit: Visit, sentence: str, unknown: str = UNKNOWN) -> str:
    """A sentence of a service in the official's language."""
    found = known(sentence)
    if found is not None:
        return visit.say(found[0], **found[1])
    # An English reader is helped by a sentence of which no translation is known.
    return sentence if visit.language == "en" and sentence else visit.say(unknown)


def known(sentence: str) -> tuple[str, dict[str, str]] | None:
    """Which of `SENTENCES` a sentence is, and what it is filled with."""
    for pattern, message in _patterns():
        if (match := pattern.fullmatch(sentence)) is not None:
            return message, match.groupdict()
    return None


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    # Those that say most come first: a sentence with few fixed words would take others for its own.
    made = []
    said = {sentence: sentence for sentence in SENTENCES} | REPLACED
    for sentence, message in sorted(said.items(), key=lambda one: -len(re.sub(r"%\(\w+\)s", "", one[0]))):
        parts = re.split(r"%\((\w+)\)s", sentence)
        text = "".join(f"(?P<{part}>.+?)" if at % 2 else re.escape(part) for at, part in enumerate(parts))
        made.append((re.compile(text, re.DOTALL), message))
    return made
