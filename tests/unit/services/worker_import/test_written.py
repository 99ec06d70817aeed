"""However a person is written down, the same person is read (property-based)."""

from __future__ import annotations

from functools import lru_cache

from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from bot.knowledge.library import Content, read
from bot.services.worker_import.plan import understand
from bot.services.workers import Trade
from bot.settings import ROOT
from tests.unit.services.worker_import.conftest import TODAY
from tests.unit.services.worker_import.lists import text_list, xlsx

BENGALI = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")
DEVANAGARI = str.maketrans("0123456789", "०१२३४५६७८९")
PHONES = st.integers(6_000_000_000, 9_999_999_999).map(str)
WAYS = [
    "{}".format,
    "+91{}".format,
    "+91 {}".format,
    "0{}".format,
    "{}.0".format,
    lambda number: f"{number[:5]} {number[5:]}",
    lambda number: f"{number[:5]}-{number[5:]}",
    lambda number: number.translate(BENGALI),
    lambda number: number.translate(DEVANAGARI),
    lambda number: f"Mob: {number}",
]
NAMES = {"Hari Pal": ["Hari Pal", "HARI PAL", " hari  pal ", "Sri Hari Pal", "1. Hari Pal", "Hari Pal S/o Gopal Pal"]}
DISTRICTS = {"malda": ["Malda", "MALDAH", "মালদা", "मालदा", "Malda Dist"], "nadia": ["Nadia", "নদিয়া", "NADIA"]}
TRADES = {"mason": ["Mason", "RAJ MISTRI", "রাজমিস্ত্রি", "राजमिस्त्री"], "tailor": ["Tailor", "দর্জি", "Darji"]}
HEADS = {
    "name": ["Name", "NAME OF WORKER", "নাম", "नाम"],
    "phone": ["Mobile", "Ph. No.", "মোবাইল নং", "मोबाइल"],
    "district": ["District", "Dist.", "জেলা", "ज़िला"],
    "trade": ["Trade", "Skill", "পেশা", "काम"],
}


@st.composite
def lists(draw: st.DrawFn) -> tuple[bytes, list[tuple[str, str, str, str]]]:
    """A list, and (name, phone, district, trade) of its people."""
    order = draw(st.permutations(list(HEADS)))
    wanted: list[tuple[str, str, str, str]] = []
    rows = [["List of workers"], [draw(st.sampled_from(HEADS[field])) for field in order]]
    for phone in draw(st.lists(PHONES, min_size=2, max_size=6, unique=True)):
        name, district, trade = (draw(st.sampled_from(sorted(of))) for of in (NAMES, DISTRICTS, TRADES))
        # After a nought, what begins with 6 to 8 can be the code of a town: it is refused rather than guessed.
        ways = [way for way in WAYS if phone.startswith("9") or not way(phone).startswith("0")]
        written = {
            "name": draw(st.sampled_from(NAMES[name])), "phone": draw(st.sampled_from(ways))(phone),
            "district": draw(st.sampled_from(DISTRICTS[district])), "trade": draw(st.sampled_from(TRADES[trade])),
        }  # fmt: skip
        rows.append([written[field] for field in order])
        wanted.append((name, f"+91{phone}", district, trade))
    if draw(st.booleans()):
        rows.append(["Total", str(len(wanted))])
    return draw(st.sampled_from([xlsx, text_list]))(rows), wanted


@lru_cache(maxsize=1)
def content() -> Content:
    return read(ROOT / "content")  # no fixture: a failing example would print all of it


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(made=lists())
def test_any_way_of_writing_a_list_gives_the_same_people(made: tuple[bytes, list[tuple[str, str, str, str]]]) -> None:
    data, wanted = made
    found = understand(data, content(), TODAY)
    note(str([row.cells for sheet in found.sheets for row in sheet.rows]))
    people = [entry.person for entry in found.entries]
    assert all(person is not None for person in people), [entry.faults for entry in found.entries]
    named = [(p.name.title(), p.phone, p.district, p.trades) for p in people if p is not None]
    assert named == [(name, phone, district, (Trade(trade),)) for name, phone, district, trade in wanted]
