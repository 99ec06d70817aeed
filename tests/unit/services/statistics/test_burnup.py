"""The picture of a programme's progress: its figures, and what can be seen and heard of it."""

from __future__ import annotations

import datetime as dt
import io
import random
import warnings
from collections.abc import Callable
from itertools import pairwise
from typing import get_args
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from bot.knowledge.library import Content
from bot.knowledge.model import Language
from bot.services.statistics import burnup, picture
from bot.services.statistics.burnup import Held, Milestone, Progress, described, people_line, sessions_line

START = dt.date(2026, 9, 1)
SVG = "{http://www.w3.org/2000/svg}"
LANGUAGES = get_args(Language)
PLAN = (Milestone(dt.date(2026, 10, 1), 10, 500), Milestone(dt.date(2026, 12, 30), 50, 2500))


def day(number: int) -> dt.date:
    return START + dt.timedelta(days=number)


def progress(held: list[Held], until: int = 60, name: str = "Sample agency") -> Progress:
    return Progress(name, START, day(until), PLAN, held)


@pytest.mark.parametrize(("until", "sessions", "people"), [
    (-3, 0, 0), (0, 0, 0), (15, 5, 250), (30, 10, 500), (31, 10, 522), (75, 30, 1500), (120, 50, 2500), (400, 50, 2500),
])  # fmt: skip
def test_what_is_due_between_two_milestones(until: int, sessions: int, people: int) -> None:
    asked = progress([], until)
    assert (sessions_line(asked).due, people_line(asked).due) == (sessions, people)
    assert (sessions_line(asked).whole, people_line(asked).whole) == (50, 2500)


def test_the_steps() -> None:
    asked = progress([Held(day(9), 1, 50), Held(day(3), 2, 110), Held(day(9), 1, 40), Held(day(61), 1, 60)])
    assert sessions_line(asked).steps == ((day(3), 2), (day(9), 4))
    assert people_line(asked).steps == ((day(3), 110), (day(9), 200))
    assert (sessions_line(asked).done, people_line(asked).done) == (4, 200), "what comes after the last day is not done"


@pytest.mark.parametrize(
    ("people", "steps", "done", "merged"),
    [
        ([], [], 0, False),
        ([0], [], 0, False),
        ([3], [], None, True),
        ([3, 1], [], None, True),
        ([3, 2], [(1, 5)], 5, True),
        ([50, 4], [(0, 54)], 54, True),
        ([4, 50], [(1, 54)], 54, True),
        ([50, 0, 50], [(0, 50), (2, 100)], 100, False),
        ([5, 5], [(0, 5), (1, 10)], 10, False),
    ],
)
def test_days_with_few_people(people: list[int], steps: list[tuple[int, int]], done: int | None, merged: bool) -> None:
    found = people_line(progress([Held(day(i), 1, number) for i, number in enumerate(people)]))
    assert found.steps == tuple((day(i), number) for i, number in steps)
    assert (found.done, found.merged) == (done, merged)


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 12)), max_size=15), st.randoms())
def test_no_step_shows_a_small_number_and_nobody_is_lost(held: list[tuple[int, int]], chance: random.Random) -> None:
    rows = [Held(day(at), 1, number) for at, number in held]
    found = people_line(progress(rows))
    heights = [0, *(number for _, number in found.steps)]
    assert all(high - low >= 5 for low, high in pairwise(heights))
    total = sum(number for _, number in held)
    assert found.done == (None if 0 < total < 5 else total)
    assert found == people_line(progress(chance.sample(rows, len(rows))))


@pytest.mark.parametrize("call", [
    lambda: Progress("x", START, START, [Milestone(START, 1, 1)], []),
    lambda: Progress("x", START, START, [Milestone(day(9), 5, 9), Milestone(day(8), 6, 9)], []),
    lambda: Progress("x", START, START, [Milestone(day(8), 5, 9), Milestone(day(9), 4, 9)], []),
    lambda: Progress("x", START, START, [Milestone(day(8), 5, 9), Milestone(day(9), 5, 8)], []),
    lambda: progress([Held(START, 1, -1)]),
])  # fmt: skip
def test_what_cannot_be(call: Callable[[], object]) -> None:
    with pytest.raises(ValueError):
        call()


def test_the_sentences(content: Content) -> None:
    asked = progress([Held(day(3), 20, 1234)])
    assert described(asked, content.messages, "en") == (
        "Sessions held until 31 October 2026: 20. Planned until then: 23. Planned in all: 50.",
        "People who came until 31 October 2026: 1,234. Planned until then: 1,166. Planned in all: 2,500.",
    )
    assert "১,২৩৪" in described(asked, content.messages, "bn")[1]
    few = described(progress([Held(day(3), 1, 2)]), content.messages, "en")
    assert "fewer than 5" in few[1] and len(few) == 2
    assert len(described(progress([Held(day(3), 1, 2), Held(day(4), 1, 9)]), content.messages, "en")) == 3


def texts(root: ElementTree.Element) -> set[str]:
    return {"".join(element.itertext()).strip() for element in root.iter(f"{SVG}text")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_drawing_says_it_in_the_language(content: Content, language: Language) -> None:
    asked = progress([Held(day(3), 20, 1234), Held(day(9), 1, 3)], name="Sample $1 & $2 <b>")
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # a sign that no font has
        root = ElementTree.fromstring(burnup.svg(asked, content.messages, language))
        data = burnup.png(asked, content.messages, language)
    shown = texts(root)
    messages = content.messages
    for key in ("burnup_sessions", "burnup_people", "burnup_planned", "burnup_reached", "burnup_small"):
        assert messages[key].text[language] in shown
    assert set(described(asked, messages, language)) <= shown
    months = {"bn": {"অক্টোবর ২০২৬", "ডিসেম্বর ২০২৬"}, "hi": {"अक्टूबर 2026", "दिसंबर 2026"}, "en": {"October 2026"}}
    assert months[language] <= shown
    assert any("Sample $1 & $2 <b>" in text for text in shown)
    assert root.attrib["lang"] == language and root.attrib["role"] == "img"
    assert [child.tag for child in root[:2]] == [f"{SVG}title", f"{SVG}desc"]
    assert root.attrib["aria-labelledby"].split() == [child.attrib["id"] for child in root[:2]]
    assert root[1].text == " ".join(described(asked, messages, language))
    with Image.open(io.BytesIO(data)) as image:
        assert image.format == "PNG" and image.size == (1200, 1050)
        assert len(image.convert("RGB").getcolors(64) or ()) > 5
    assert len(data) < 80_000


def test_the_drawing_refers_to_nothing_outside_and_is_the_same_each_time(content: Content) -> None:
    asked = progress([Held(day(3), 20, 1234)])
    data = burnup.svg(asked, content.messages, "bn")
    assert data == burnup.svg(asked, content.messages, "bn")
    assert burnup.png(asked, content.messages, "bn") == burnup.png(asked, content.messages, "bn")
    for element in ElementTree.fromstring(data).iter():
        assert element.tag not in (f"{SVG}image", f"{SVG}script")
        for name, value in element.attrib.items():
            assert not name.endswith("href") or value.startswith("#")
            assert "http" not in value and ("url(" not in value or "url(#" in value)


@pytest.mark.parametrize("until", [-40, 0, 500])
def test_a_programme_that_has_not_begun_or_is_long_over(content: Content, until: int) -> None:
    root = ElementTree.fromstring(burnup.svg(progress([], until), content.messages, "en"))
    months = {text for text in texts(root) if text.endswith((" 2026", " 2027", " 2028")) and len(text) < 16}
    assert 1 <= len(months) <= 9


def test_without_a_plan_there_is_only_what_was_done(content: Content) -> None:
    asked = Progress("Sample", START, day(40), (), [Held(day(2), 1, 55)])
    assert "Planned in all: 0." in described(asked, content.messages, "en")[0]
    assert ElementTree.fromstring(burnup.svg(asked, content.messages, "en")) is not None


@pytest.mark.parametrize(("joined", "apart"), [("ক্ষ", "কষ"), ("क्ष", "कष"), ("স্ত্র", "সতর")])
def test_letters_join(joined: str, apart: str) -> None:
    """A conjunct is narrower than its letters side by side, though it is written with more signs."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    def width(text: str) -> float:
        figure = Figure()
        canvas = FigureCanvasAgg(figure)
        return float(figure.text(0, 0, text, fontsize=40).get_window_extent(canvas.get_renderer()).width)

    with picture.drawing("test"):
        assert width(joined) < width(apart)
