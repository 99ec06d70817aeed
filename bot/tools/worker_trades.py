"""The trades of a worker: several, corrected or added to, asked back where a name leaves it open, kept as said where
nobody knows it."""

from __future__ import annotations

from typing import Any, Final

from bot.knowledge.library import Content
from bot.language import for_matching, tokenize
from bot.language.entities.catalogues.forms import PLAIN
from bot.language.entities.catalogues.work import WORK_WORDS
from bot.language.fold import fold_light
from bot.tools.base import Heard, Known
from bot.tools.choosing import find_choice
from bot.tools.words import asks, stops, unknown, yes_no
from bot.tools.worker_slots import (
    CHANGING,
    LONGEST_TRADE,
    SHARE,
    TOOLS,
    TRADE,
    TRADES,
    WANTS,
    open_trades,
    trade,
    trade_of,
)
from bot.tools.worker_words import adds, changes, clauses, corrects, denial, field_named, overlaps, pattern, without

UNKNOWN: Final = "?"
"""Id of a trade that nobody knows."""
NOTED: Final = "trade_noted"
"""Of what is read: a trade was kept as it was said."""
_MOST: Final = 6  # trades of one person
_LONGEST_ANSWER: Final = 6
_ELSE: Final = frozenset((WANTS, TOOLS, SHARE))
"""Answers in which the name of a trade says something else."""
_NO_ANSWERS: Final = ("ask", "ask_several", "explain_term", "greet", "thanks")
_LABELS: Final = ("name", "phone", "experience", "age", "gender", "education", "bank", "eshram")
"""Fields whose word in a clause says that it is no bare answer about trades."""
_PART: Final = pattern(r"[,;/|\n]|\s(?:ar|aar|o|ebong|and|aur|আর|এবং|ও|और)\s")

Trades = list[dict[str, str]]


def read(text: str, asked: str | None, known: Known, heard: Heard, skip: list[tuple[int, int]]) -> dict[str, Any]:
    """What a message says of the person's trades. `skip`: parts that are something else."""
    content = heard.context.content
    wanted = asked in (TRADES, TRADE)
    if asked == TRADE and (among := open_trades(known)):
        chosen = find_choice(text, tuple(trade(name) for name in among), content, asked=True)
        if chosen is not None:
            return settled(trade_of(chosen, among) or among[0], known)
        if unknown(text):
            return as_said(known)
    if content.trades is None:
        return {}
    named, open_ones, denied = _named(text, wanted, content, skip)
    if asked in _ELSE and not (denied or corrects(text) or changes(text) or adds(text)):
        return {}
    if asked == TRADE and open_ones and not named:
        return {}
    if not (named or open_ones or denied):
        return {}
    beside = _beside(text, heard) if asked == TRADES else []
    kept = _kept(text, known, denied, bool(named or open_ones))
    at = _place_of(denied, known) if named else len(kept)
    joined = _joined([*kept[:at], *named, *kept[at:], *beside])
    found: dict[str, Any] = {TRADES: joined or None}
    if open_ones:
        found |= {TRADES: joined, TRADE: open_ones[0]}
    elif named:
        found[TRADE] = None
    return found | ({NOTED: True} if beside else {})


def strange(text: str, known: Known, heard: Heard) -> dict[str, Any]:
    """A short answer in which no trade is known, as it was said; nothing if it can be no answer."""
    words = tokenize(text)
    if len(words) > _LONGEST_ANSWER or asks(text, heard.register) or unknown(text) or stops(text):
        return {}
    meant = heard.intent in _NO_ANSWERS and (heard.intent != "ask" or heard.names)  # of a topic that nobody named
    if yes_no(text) is not None or meant:
        return {}
    said = [part.strip()[:LONGEST_TRADE] for part in _PART.split(text) if _telling(part)]
    if not said:
        return {}
    before = [] if known.get(CHANGING) == TRADES else known.get(TRADES) or ()
    joined = _joined([*before, *({"id": UNKNOWN, "said": one} for one in said)])
    return {TRADES: joined, TRADE: None, NOTED: True}


def _beside(text: str, heard: Heard) -> Trades:
    """Work that nobody knows in a list with trades that are known: "mason, lamp repair work"."""
    content = heard.context.content
    assert content.trades is not None
    found: Trades = []
    for part in _PART.split(text):
        works = any(fold_light(for_matching(token.text)) in WORK_WORDS for token in tokenize(part))
        if works and _telling(part) and len(tokenize(part)) <= _LONGEST_ANSWER and not _is_known(part, content):
            found.append({"id": UNKNOWN, "said": part.strip()[:LONGEST_TRADE]})
    return found


def _is_known(part: str, content: Content) -> bool:
    """Whether a part names a trade. A word that many trades share ("repair") names none when more is said with it."""
    assert content.trades is not None
    if content.trades.find(part):
        return True
    weak = content.trades.find(part, expected=True)
    return any(len(one.trades) == 1 or not _telling(part[: one.start] + part[one.end :]) for one in weak)


def _telling(part: str) -> bool:
    """Whether there is more in a part than words of every day, for work, and numbers."""
    forms = [for_matching(token.text) for token in tokenize(part) if not token.text.isdecimal()]
    return any(form not in PLAIN and fold_light(form) not in WORK_WORDS for form in forms)


def settled(name: str, known: Known) -> dict[str, Any]:
    """One of the trades that were left open."""
    said = str((known.get(TRADE) or {}).get("said") or name)
    return {TRADES: _joined([*(known.get(TRADES) or ()), {"id": name, "said": said}]), TRADE: None}


def as_said(known: Known) -> dict[str, Any]:
    """Which of them it is stays open: kept as it was said, unless another trade is known."""
    trades: Trades = list(known.get(TRADES) or ())
    said = str((known.get(TRADE) or {}).get("said") or "")
    return {TRADES: trades or [{"id": UNKNOWN, "said": said}], TRADE: None}


def _named(
    text: str, wanted: bool, content: Content, skip: list[tuple[int, int]]
) -> tuple[Trades, list[dict[str, Any]], set[str]]:
    """Trades, names that leave several open, and the ids of denied ones."""
    named: Trades = []
    open_ones: list[dict[str, Any]] = []
    denied: set[str] = set()
    assert content.trades is not None
    # A trade is found once: "Gopal Karmakar, blacksmith" is to be heard by its second word.
    hits = content.trades.find(_blanked(text, skip))
    if wanted:
        labelled = [(at, at + len(part)) for at, part in clauses(text) if field_named(part, _LABELS)]
        bare = content.trades.find(without(text, [*skip, *labelled]), expected=True)
        hits = [*bare, *(hit for hit in hits if not overlaps(hit.start, hit.end, [one[1:3] for one in bare]))]
    for hit in sorted(hits, key=lambda hit: hit.start):
        if overlaps(hit.start, hit.end, skip):
            continue
        said = text[hit.start : hit.end][:LONGEST_TRADE]
        if denial(text, hit.start, hit.end) is not None:
            denied |= set(hit.trades)
        elif len(hit.trades) == 1:
            named.append({"id": hit.trades[0], "said": said})
        else:
            open_ones.append({"among": list(hit.trades), "said": said})
    return named, open_ones, denied


def _blanked(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _kept(text: str, known: Known, denied: set[str], more: bool) -> Trades:
    """Which of the trades that are known stay."""
    before: Trades = list(known.get(TRADES) or ())
    if not more:
        return [one for one in before if one["id"] not in denied]
    if adds(text):
        return [one for one in before if one["id"] not in denied]
    if known.get(CHANGING) == TRADES:
        return []
    if denied and any(one["id"] in denied for one in before):
        return [one for one in before if one["id"] not in denied]
    if (denied or corrects(text) or changes(text)) and before:
        return []
    return before


def _place_of(denied: set[str], known: Known) -> int:
    """Where the first of the denied trades stood: what is said instead of the main trade is the main one."""
    before: Trades = list(known.get(TRADES) or ())
    return next((at for at, one in enumerate(before) if one["id"] in denied), len(before))


def _joined(trades: Trades) -> Trades:
    """Each trade once, in order of mention."""
    seen: dict[tuple[str, str], dict[str, str]] = {}
    for one in trades:
        key = (one["id"], for_matching(one["said"]) if one["id"] == UNKNOWN else "")
        seen.setdefault(key, one)
    return list(seen.values())[:_MOST]
