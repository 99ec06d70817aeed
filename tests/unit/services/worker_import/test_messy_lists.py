"""Lists as districts really send them: each case is a list, and what is understood of it row by row."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

import pytest

from bot.knowledge.library import Content
from bot.services.worker_import.entry import Entry
from bot.services.worker_import.faults import UnreadableList
from bot.services.worker_import.places import Region
from bot.services.worker_import.plan import understand
from bot.services.workers import UNKNOWN
from tests.unit.services.worker_import.conftest import TODAY
from tests.unit.services.worker_import.lists import text_list, xlsx

HEADS = ["Sl No", "Name", "Mobile No", "Block", "District", "Trade"]
MALDA = Region("malda")


def short(entry: Entry) -> str:
    """name|phone|district|place|trades of who was understood, else "wrong: columns"."""
    person = entry.person
    if person is None:
        return "wrong: " + ", ".join(dict.fromkeys(fault.column for fault in entry.faults))
    trades = "+".join(trade.said or "" if trade.id == UNKNOWN else trade.id for trade in person.trades)
    return "|".join((person.name, person.phone.removeprefix("+91"), person.district, person.place or "", trades))


@dataclass(frozen=True)
class Case:
    """`people`: see `short`; `doubts`, `notes`, `sheets`: what the report says of rows and sheets, in parts."""

    data: bytes
    people: list[str]
    region: Region = field(default_factory=Region)
    doubts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()


def one(**cells: object) -> bytes:
    """A list of one person, with some cells that differ."""
    usual: dict[str, object] = {
        "Name": "Hari Pal", "Mobile": "9733300001", "Block": "Chanchal I", "District": "Malda", "Trade": "Mason",
    }  # fmt: skip
    row = {**usual, **cells}
    return xlsx([list(row), list(row.values())])


HARI = "Hari Pal|9733300001|malda|Chanchal I|mason"

CASES: dict[str, Case] = {
    "a tidy list": Case(xlsx([HEADS, [1, "Hari Pal", 9733300001, "Chanchal I", "Malda", "Mason"]]), [HARI]),
    "titles above the headings": Case(
        xlsx([["Office of the District Magistrate, Malda"], ["List of returned migrant workers 2020"], [],
              HEADS, [1, "Hari Pal", 9733300001, "Chanchal I", "Malda", "Mason"]], merge=["A1:F1", "A2:F2"]),
        [HARI],
    ),
    "empty rows and columns": Case(
        xlsx([[None, *HEADS], [], [None, 1, "Hari Pal", 9733300001, "Chanchal I", "Malda", "Mason"], [], [],
              [None, 2, "Anita Das", 9733300002, "Chanchal I", "Malda", "Tailor"]]),
        [HARI, "Anita Das|9733300002|malda|Chanchal I|tailor"],
    ),
    "two rows of headings": Case(
        xlsx([["Sl", "Name", "Mobile", "Address", None, "Trade"], [None, None, None, "Block", "District", None],
              [1, "Hari Pal", 9733300001, "Chanchal I", "Malda", "Mason"]],
             merge=["A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:F2"]),
        [HARI],
    ),
    "columns numbered below the headings": Case(
        xlsx([HEADS, [1, 2, 3, 4, 5, 6], [1, "Hari Pal", 9733300001, "Chanchal I", "Malda", "Mason"]]), [HARI]
    ),
    "headings again on each page": Case(
        xlsx([HEADS, [1, "Hari Pal", 9733300001, "Chanchal I", "Malda", "Mason"], HEADS,
              [2, "Anita Das", 9733300002, "Chanchal I", "Malda", "Tailor"]]),
        [HARI, "Anita Das|9733300002|malda|Chanchal I|tailor"],
    ),
    "totals and signatures at the bottom": Case(
        xlsx([HEADS, [1, "Hari Pal", 9733300001, "Chanchal I", "Malda", "Mason"], [None, "Total", 1],
              ["মোট", None, 1], ["Grand Total", 1], [None, None, None, None, "Signature of BDO"], ["Prepared by"]]),
        [HARI],
    ),
    "everything in one cell": Case(
        text_list([["1", "Sk. Rahim s/o Karim, Kaliachak, 98300 12345", "Mason"],
                   ["2", "Hari Pal, Old Malda, 98300 12346", "Plumber"]]),
        ["Sk. Rahim|9830012345|malda|Kaliachak|mason", "Hari Pal|9830012346|malda|Old Malda|plumber"],
        doubts=("more than a name",),
    ),
    "one column with everything and the trade": Case(
        text_list([["Name, village and mobile"], ["Sk. Rahim, Kaliachak, 98300 12345, Mason"],
                   ["Hari Pal, Old Malda, 98300 12346, Plumber"]]),
        ["Sk. Rahim|9830012345|malda|Kaliachak|mason", "Hari Pal|9830012346|malda|Old Malda|plumber"],
        doubts=("more than a name",),
    ),
    "names with the father": Case(
        xlsx([["Name", "Mobile", "District", "Trade"], ["Sk. Rahim S/O Late Karim", 9733300001, "Malda", "Mason"],
              ["Anita Das W/o Bimal Das", 9733300002, "Malda", "Tailor"]]),
        ["Sk. Rahim|9733300001|malda||mason", "Anita Das|9733300002|malda||tailor"],
    ),
    "a column for the father": Case(
        xlsx([["Father's Name", "Name of Worker", "Mobile", "District", "Trade"],
              ["Karim Sk", "Rahim Sk", 9733300001, "Malda", "Mason"]]),
        ["Rahim Sk|9733300001|malda||mason"],
    ),
    "names with serial numbers in them": Case(one(Name="12. Hari Pal"), [HARI]),
    "names in capitals": Case(one(Name="HARI  PAL"), [HARI]),
    "Bengali list": Case(
        xlsx([["ক্রমিক নং", "শ্রমিকের নাম", "পিতার নাম", "মোবাইল নম্বর", "ব্লক", "জেলা", "পেশা", "বয়স"],
              ["১", "রহিম শেখ", "করিম শেখ", "৯৭৩৩৩০০০০১", "চাঁচল ১", "মালদা", "রাজমিস্ত্রি", "৩৫"]]),
        ["রহিম শেখ|9733300001|malda|Chanchal I|mason"],
    ),
    "Hindi list": Case(
        xlsx([["क्रम", "नाम", "पिता का नाम", "मोबाइल", "ज़िला", "काम", "उम्र"],
              ["१", "रमेश कुमार", "सुरेश कुमार", "९७३३३००००१", "मालदा", "राजमिस्त्री", "३५"]]),
        ["रमेश कुमार|9733300001|malda||mason"],
    ),
    "phone with spaces and country code": Case(one(Mobile="+91 97333-00001"), [HARI]),
    "phone with a nought in front": Case(one(Mobile="09733300001"), [HARI]),
    "phone as a decimal number": Case(one(Mobile=9733300001.0), [HARI]),
    "phone as decimal text": Case(one(Mobile="9733300001.0"), [HARI]),
    "phone with an apostrophe": Case(one(Mobile="'9733300001"), [HARI]),
    "two phones in a cell": Case(one(Mobile="9733300001 / 9733300002"), [HARI], notes=("several numbers",)),
    "two columns of phones, the first one empty": Case(
        one(Mobile="-", **{"Alternate contact no": "9733300001"}), [HARI]
    ),
    "phone in the wrong cell": Case(one(Mobile="", Village="9733300001"), [HARI], doubts=("number was found here",)),
    "phone cut short by a spreadsheet": Case(one(Mobile="9.73E+09"), ["wrong: Mobile"]),
    "phone too short": Case(one(Mobile="97333000"), ["wrong: Mobile"]),
    "phone with eleven digits": Case(one(Mobile="97333000012"), ["wrong: Mobile"]),
    "land line": Case(one(Mobile="03512-252525"), ["wrong: Mobile"]),
    "no phone": Case(one(Mobile=None), ["wrong: Mobile"]),
    "Aadhaar is never a phone": Case(one(Mobile=None, **{"Aadhaar No": "9733 3000 0123"}), ["wrong: Mobile"]),
    "account numbers are never phones": Case(one(Mobile=None, **{"Bank A/C No": "9733300001"}), ["wrong: Mobile"]),
    "name and phone swapped": Case(
        xlsx([["Name", "Mobile", "District", "Trade"], [9733300001, "Hari Pal", "Malda", "Mason"],
              [9733300002, "Anita Das", "Malda", "Tailor"]]),
        ["Hari Pal|9733300001|malda||mason", "Anita Das|9733300002|malda||tailor"],
        sheets=("The phone stands in column A", "The name stands in column B"),
    ),
    "headings moved by one column": Case(
        xlsx([["Name", "Mobile", "District", "Trade", None], [1, "Hari Pal", 9733300001, "Malda", "Mason"],
              [2, "Anita Das", 9733300002, "Malda", "Tailor"], [3, "Rahim Sk", 9733300003, "Malda", "Mason"]]),
        ["Hari Pal|9733300001|malda||mason", "Anita Das|9733300002|malda||tailor", "Rahim Sk|9733300003|malda||mason"],
        sheets=("stands in column",),
    ),
    "no headings": Case(
        text_list([["Hari Pal", "9733300001", "Malda", "Mason", "35"],
                   ["Anita Das", "9733300002", "Malda", "Tailor", "28"]]),
        ["Hari Pal|9733300001|malda||mason", "Anita Das|9733300002|malda||tailor"],
        sheets=("The name is taken from column A", "The trade is taken from column D"),
    ),
    "misspelt headings": Case(
        xlsx([["Nmae of Worker", "Moblie", "Distirct", "Ocupation"], ["Hari Pal", 9733300001, "Malda", "Mason"],
              ["Anita Das", 9733300002, "Malda", "Tailor"]]),
        ["Hari Pal|9733300001|malda||mason", "Anita Das|9733300002|malda||tailor"],
    ),
    "-do- and ditto": Case(
        xlsx([HEADS, [1, "Hari Pal", 9733300001, "Chanchal I", "Malda", "Mason"],
              [2, "Anita Das", 9733300002, "-do-", "do", "Tailor"], [3, "Rahim Sk", 9733300003, '"', "Ditto", "-do-"]]),
        [HARI, "Anita Das|9733300002|malda|Chanchal I|tailor", "Rahim Sk|9733300003|malda|Chanchal I|tailor"],
    ),
    "as above is no name and no phone": Case(
        xlsx([HEADS, [1, "Hari Pal", 9733300001, "Chanchal I", "Malda", "Mason"],
              [2, "-do-", 9733300002, "-do-", "-do-", "Tailor"], [3, "Anita Das", "-do-", "-do-", "-do-", "Tailor"]]),
        [HARI, "wrong: Name", "wrong: Mobile No"],
    ),
    "block merged over several rows": Case(
        xlsx([HEADS, [1, "Hari Pal", 9733300001, "Chanchal I", "Malda", "Mason"],
              [2, "Anita Das", 9733300002, None, None, "Tailor"]], merge=["D2:D3", "E2:E3"]),
        [HARI, "Anita Das|9733300002|malda|Chanchal I|tailor"],
    ),
    "a line with the block above its people": Case(
        xlsx([["Sl No", "Name", "Mobile", "Trade"], ["Block: Kaliachak-II"], [1, "Hari Pal", 9733300001, "Mason"],
              ["Old Malda"], [2, "Anita Das", 9733300002, "Tailor"]]),
        ["Hari Pal|9733300001|malda|Kaliachak II|mason", "Anita Das|9733300002|malda|Old Malda|tailor"],
    ),
    "roman numbers of blocks": Case(one(Block="Kaliachak-III"), ["Hari Pal|9733300001|malda|Kaliachak III|mason"]),
    "district in short": Case(
        one(Block="", District="24 Pgs (N)"), ["Hari Pal|9733300001|north-24-parganas||mason"]
    ),
    "district misspelt": Case(
        one(Block="", District="Murshidabd"), ["Hari Pal|9733300001|murshidabad||mason"]
    ),
    "district that can be two": Case(one(Block="", District="Bardhaman"), ["wrong: District"]),
    "district told by the block": Case(one(District=None), [HARI]),
    "district given for the whole list": Case(
        one(Block=None, District=None), ["Hari Pal|9733300001|malda||mason"], MALDA
    ),
    "district unknown, the block known": Case(one(District="Xyz"), [HARI], doubts=("read as malda by the place",)),
    "no district anywhere": Case(one(Block=None, District=None), ["wrong: District"]),
    "district and block disagree": Case(
        one(District="Nadia"), ["Hari Pal|9733300001|nadia||mason"], doubts=("does not lie in nadia",)
    ),
    "trades in three languages and two in a cell": Case(
        xlsx([["Name", "Mobile", "District", "Trade"], ["Hari Pal", 9733300001, "Malda", "Raj mistri / Plumber"],
              ["Anita Das", 9733300002, "Malda", "দর্জি"], ["Rahim Sk", 9733300003, "Malda", "बढ़ई"]]),
        ["Hari Pal|9733300001|malda||mason+plumber", "Anita Das|9733300002|malda||tailor",
         "Rahim Sk|9733300003|malda||carpenter"],
    ),
    "a trade that nobody knows": Case(
        one(Trade="Qwertyuiop"), ["Hari Pal|9733300001|malda|Chanchal I|Qwertyuiop"], notes=("for an official",)
    ),
    "a trade that leaves it open": Case(
        one(Trade="Labour"), ["Hari Pal|9733300001|malda|Chanchal I|Labour"], notes=("for an official",)
    ),
    "no trade": Case(one(Trade="N/A"), ["wrong: Trade"]),
    "a formula without a result": Case(one(Mobile="=A1&B1"), ["wrong: Mobile"]),
    "a name in an old font": Case(one(Name="iwng †kL‡"), ["wrong: Name"]),
    "several sheets": Case(
        xlsx([HEADS, [1, "Hari Pal", 9733300001, "Chanchal I", "Malda", "Mason"]],
             Women=[["Mobile", "Name", "Trade", "District"], [9733300002, "Anita Das", "Tailor", "Nadia"]],
             Summary=[["Block", "Persons"], ["Chanchal I", 1]]),
        [HARI, "Anita Das|9733300002|nadia||tailor"],
        sheets=("Sheet Summary: no list of people",),
    ),
    "semicolons, UTF-16 and quotes": Case(
        text_list([["Name", "Mobile", "Address", "District", "Trade"],
                   ['Hari "Babu" Pal', "9733300001", "Vill: Haripur;\nP.O. Chanchal", "Malda", "Mason"]],
                  separator=";", encoding="utf-16"),
        ["Hari Babu Pal|9733300001|malda||mason"],
    ),
}  # fmt: skip


def test_there_are_cases_enough() -> None:
    assert len(CASES) >= 30


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_messy_list_is_understood(case: Case, content: Content) -> None:
    found = understand(case.data, content, TODAY, case.region)
    assert [short(entry) for entry in found.entries] == case.people
    doubts = " ".join(doubt.text for entry in found.entries for doubt in entry.doubts)
    notes = " ".join(note for entry in found.entries for note in entry.notes)
    assert all(part in doubts for part in case.doubts) and bool(doubts) == bool(case.doubts), doubts
    assert all(part in notes for part in case.notes) and bool(notes) == bool(case.notes), notes
    sheets = " ".join(found.notes)
    assert all(part in sheets for part in case.sheets), sheets


AGES = {
    "years": ("Age", "35", 35), "years with a word": ("Age", "35 yrs", 35),
    "a date in the column of ages": ("Age", "12/05/1990", 36),
    "a day": ("Date of birth", "12.05.1990", 36), "a day of a workbook": ("DOB", dt.datetime(1990, 5, 12), 36),
    "a day as a spreadsheet counts it": ("DOB", 33005, 36), "a bare year": ("DOB", 1990, 36),
    "an age in the column of days": ("DOB", "35", 35), "Bengali digits": ("বয়স", "৩৫", 35),
    "a child": ("Age", "8", None), "too old": ("Age", "350", None), "words": ("Age", "adult", None),
}  # fmt: skip


@pytest.mark.parametrize(("title", "said"), [("Age", "16"), ("DOB", "01-05-2010")])
def test_who_is_not_grown_up_is_not_registered(title: str, said: str, content: Content) -> None:
    (entry,) = understand(one(**{title: said}), content, TODAY).entries
    assert any("18 and over" in fault.text for fault in entry.faults)


@pytest.mark.parametrize(("title", "said", "age"), AGES.values(), ids=AGES.keys())
def test_ages_and_days_of_birth(title: str, said: object, age: int | None, content: Content) -> None:
    (entry,) = understand(one(**{title: said}), content, TODAY).entries
    assert entry.person is not None and entry.person.age == age
    assert bool(entry.doubts or entry.notes) == (age is None)


def test_what_may_be_missing_is_read_too(content: Content) -> None:
    more: dict[str, object] = {
        "Sex": "F", "Experience (Yrs)": 5, "Returned from (State)": "Kerala", "Bank A/C (Y/N)": "Yes",
        "e-Shram card": "No", "Place of work": "Kochi", "Tools owned": "trowel", "Help needed": "training",
        "Educational qualification": "ITI",
    }  # fmt: skip
    data = one(**more)
    (entry,) = understand(data, content, TODAY).entries
    person = entry.person
    assert person is not None
    assert (person.gender, person.experience, person.last_state, person.bank, person.eshram) == (
        "woman", 60, "kerala", True, False,
    )  # fmt: skip
    assert (person.last_place, person.tools, person.wants) == ("Kochi", "trowel", frozenset({"training"}))
    assert person.education == "iti"


NO_LISTS = {
    "a letter": text_list([["Sir,"], ["please find the list attached."], ["Yours"]]),
    "a summary": xlsx([["Block", "Persons"], ["Chanchal I", 12], ["Ratua I", 20]]),
    "headings alone": xlsx([HEADS]),
}


@pytest.mark.parametrize("data", NO_LISTS.values(), ids=NO_LISTS.keys())
def test_what_is_no_list_of_people_is_said_so(data: bytes, content: Content) -> None:
    with pytest.raises(UnreadableList, match="No list of people was found"):
        understand(data, content, TODAY)
