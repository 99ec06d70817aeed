"""What the import says of a list and its rows, in the official's language. The services say it in English; here each of
their sentences is known by its form."""

from __future__ import annotations

import re
from typing import Final

from bot.console.visit import Visit
from bot.console.words import N_

_PHONE: Final = {
    "has fewer than ten digits": N_("the number has fewer than ten digits"),
    "has more than ten digits": N_("the number has more than ten digits"),
    "is no mobile number: these begin with 6, 7, 8 or 9": N_("mobile numbers begin with 6, 7, 8 or 9"),
    "has letters in it": N_("the number has letters in it"),
    "is of another country": N_("the number is of another country"),
    "is no mobile number": N_("this is no mobile number"),
}
_ROWS: Final = (
    (r"there is a formula without a result.*", N_("there is a formula without a result: open the list and save it")),
    (r"several numbers: the first one is taken", N_("several numbers: the first one is taken")),
    (r"the number was found here", N_("the number was found here")),
    (r"there is no mobile number", N_("there is no mobile number")),
    (r"the number was cut short.*", N_("the number was cut short by a spreadsheet: write the column as text")),
    (r"there is no name", N_("there is no name")),
    (r"these letters are of an old font.*", N_("these letters are of an old font: type the name in Unicode")),
    (r"the name is read as “(?P<what>.*)”", N_("the name is read as “%(what)s”")),
    (r"more than a name stands here; the name is read as “(?P<what>.*)”", N_("the name is read as “%(what)s”")),
    (r"“(?P<what>.*)” may not be a name", N_("“%(what)s” may not be a name")),
    (r"there is no name of a person here", N_("this is no name of a person")),
    (r"there is no trade", N_("there is no trade")),
    (r"the trade “(?P<what>.*)” is kept as it is written.*", N_("the trade “%(what)s” waits for your decision")),
    (r"“(?P<what>.*)” is no age: left out", N_("“%(what)s” is no age: left out")),
    (r"an age of (?P<what>.*) cannot be: it is left out", N_("an age of %(what)s cannot be: left out")),
    (r"the district is read as (?P<what>.*)", N_("the district is read as %(what)s")),
    (
        r"“.*” is no district that is known; (read as )?(?P<what>\S+) (by the place|is taken)",
        N_("the district is not known; %(what)s is taken"),
    ),
    (r"“(?P<what>.*)” is no district that is known: write its name", N_("“%(what)s” is no district: write its name")),
    (r"“(?P<what>.*)” can be .*: write it out", N_("“%(what)s” can be several districts: write the name out")),
    (r"(?P<what>.*) does not lie in .*", N_("%(what)s lies in another district")),
    (r"there is no district: add a column.*", N_("there is no district: add a column, or name one for the whole list")),
    (r"(?P<what>.*) is not among your districts", N_("%(what)s is not among your districts")),
    (r"stands in row (?P<what>.*) too", N_("stands in row %(what)s too")),
    (
        r"row (?P<what>.*) has the same number with another name.*",
        N_("row %(what)s has the same number with another name: each person needs their own"),
    ),
    (
        r"the number is in the register already.*",
        N_("the number is in the register already: only the person changes it"),
    ),
    (r"the person refused earlier.*", N_("the person refused earlier, or another district looks after them")),
)
_LISTS: Final = (
    (r"No list of people was found.*", N_("No list of people was found: it needs headings with name and mobile.")),
    (r"(Sheet .*: )?no list of people was found here\.", N_("In one sheet no list of people was found.")),
    (r"The file is larger than.*|The list has more than.*", N_("The list is too long: split it into several files.")),
    (r"The file is empty.*|There is nothing in the file.*", N_("There is nothing in the file: choose the list again.")),
    (r"The file is locked with a password.*", N_("The file is locked: take the password off and save it again.")),
    (r"This is an old Excel file.*|This is an OpenDocument file.*", N_("Open this file and save it as .xlsx or .csv.")),
    (
        r"This is a (PDF|web page|picture|packed file).*|This is no table.*",
        N_("This is no table: save the list as .xlsx or .csv."),
    ),
    (r"The letters of the file cannot be read.*", N_("The letters cannot be read: save the list as .xlsx.")),
    (
        r"A quotation mark is opened at line (?P<what>\d+).*",
        N_("Line %(what)s cannot be read: look at the quotation marks."),
    ),
    (r"Line (?P<what>\d+) cannot be read.*", N_("Line %(what)s cannot be read: look at the quotation marks.")),
    (
        r"(Sheet .*: )?The \w+ (stands in|is taken from) (?P<what>column .*?)( and not in .*|, by what .*)?\.",
        N_("A column was found by what stands in it: %(what)s."),
    ),
)


def of_row(visit: Visit, text: str) -> str:
    """Why a row comes to what it comes to."""
    if text.startswith("the number ") and (known := _PHONE.get(text.removeprefix("the number "))):
        return visit.say(known)
    return _known(visit, text, _ROWS) or visit.say(N_("look at this row in the result file"))


def of_list(visit: Visit, text: str) -> str:
    """What holds for the whole list, or why it cannot be read."""
    return _known(visit, text, _LISTS) or visit.say(N_("The file is damaged or no table: save the list as .xlsx."))


def _known(visit: Visit, text: str, sentences: tuple[tuple[str, str], ...]) -> str:
    for form, sentence in sentences:
        if found := re.fullmatch(form, text, re.DOTALL):
            what = found.groupdict().get("what")
            return visit.say(sentence, what=what) if "%(what)s" in sentence else visit.say(sentence)
    return ""
