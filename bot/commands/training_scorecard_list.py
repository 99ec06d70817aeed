"""How a scorecard is shown at the command line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.commands.layout import table, wrapped
from bot.services.training.scorecard import Row, Scorecard
from bot.services.training.scorecard_counts import Figure

HIDDEN = "–*"
_HEADS = ("held", "plan", "min", "people", "came", "women", "marg", "absent", "gain", "kept")


def lines(card: Scorecard) -> Iterator[str]:
    """The whole, then a line for each agency, course and district."""
    sample = " (sample: invented people)" if card.sample else ""
    yield from wrapped(f"{card.code}: {card.title.get('en', '')}{sample}")
    yield f"{card.starts_on} to {card.ends_on}, as of {card.until}"
    yield ""
    yield from table(("programme", *_HEADS), [_row(card.whole)])
    for name, rows in (("agency", card.agencies), ("course", card.courses), ("district", card.districts)):
        if rows:
            yield ""
            yield from table((name, *_HEADS), [_row(row) for row in rows])
    yield ""
    yield from _feedback(card)
    yield from wrapped(
        "held: sessions held. plan: sessions planned. min: held sessions with the minimum "
        f"({card.minimum}). people: reached, each counted once. came: counted in each session. women: share women-led, "
        "marg: share SC, ST, OBC or minority, of those who said it. absent: share who did not come. gain: normalised "
        f"gain. kept: retention after 30 days. {HIDDEN}: fewer than 5 people, or one could work such a number out.",
    )


def _feedback(card: Scorecard) -> Iterator[str]:
    found = [(name, card.whole.feedback[name]) for name in card.questions if name in card.whole.feedback]
    if found:
        rows = [(name, f"{one.value:.2f}", _interval(one), one.people) for name, one in found]
        yield from table(("feedback, 1 to 5", "average", "95%", "people"), rows)
        yield ""


def _row(row: Row) -> Sequence[str]:
    counts, shares = row.counts, row.shares
    return (
        row.code, str(row.held), "" if row.planned is None else str(row.planned), str(row.reached),
        _count(counts["people"]), _count(counts["came"]), _share(shares["women_led"]), _share(shares["marginalised"]),
        _share(shares["absent"]), _value(row.learning.get("gain")), _value(row.learning.get("retention")),
    )  # fmt: skip


def _count(number: int | None) -> str:
    return HIDDEN if number is None else str(number)


def _share(share: float | None) -> str:
    return HIDDEN if share is None else f"{share:.0%}"


def _value(figure: Figure | None) -> str:
    return "" if figure is None else f"{figure.value:.2f}"


def _interval(figure: Figure) -> str:
    return "" if figure.low is None or figure.high is None else f"{figure.low:.2f} to {figure.high:.2f}"
