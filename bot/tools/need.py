"""Workers wanted: what an employer looks for, in one message or one by one, confirmed before anything is kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Final

from bot.knowledge.library import Content
from bot.language.entities import find_phones
from bot.language.entities.catalogues import FoundPlace, FoundTrade
from bot.language.entities.numbers import find_numbers
from bot.tools import need_reading, reading
from bot.tools.base import Ask, Choice, Context, Heard, Known, Said, Tool, Value
from bot.tools.need_reading import NOW, Span
from bot.tools.need_slots import (
    AGAIN,
    CLOSE,
    CONFIRM,
    COUNT,
    DISTRICT,
    DISTRICTS,
    EMPLOYER,
    IDENTITY,
    MONTHS,
    OWN_PHONE,
    PHONE,
    PLACE,
    SLOTS,
    STARTS,
    TRADE,
    TRADES,
    UNDER_WAY,
    district_choice,
    local,
    summary,
)
from bot.tools.words import stops
from bot.tools.worker_words import clauses, corrects, denial

MOST: Final = 500
"""People in one need."""
LONGEST: Final = 480
"""Months of experience that one can ask for: forty years."""
_FARTHEST = dt.timedelta(days=366)
_OFFERED = 9  # trades to choose from: with a list of ten rows one is left
_VALUE = 24  # characters that a button has for a value
_YEARS = (0, 12, 36, 60)


class NeedTool(Tool):
    """What an employer looks for. Known: `trade` (or `trades`, between which the employer is asked), `count`,
    `district` (or `districts`), `place`, `starts` (ISO day, or `NOW`), `months`, `employer`, `phone`, `identity` ("":
    none), `confirm`. None: to be asked again."""

    id = "need"
    intent = "post_need"
    private = True

    def read(self, text: str, asked: str | None, known: Known, heard: Heard) -> Mapping[str, Value]:
        """All that a message says; bare words mean what was asked for."""
        if asked is not None and stops(text) and not (asked in (MONTHS, IDENTITY) and need_reading.waived(text)):
            return {}  # "no, leave it" gives up, whatever was asked
        if asked == AGAIN:
            chosen = reading.find_choice(text, self.choices(AGAIN), heard.context.content, asked=True)
            if chosen is not None:
                return {AGAIN: chosen}
        if asked == CONFIRM and (answer := self._answer(text, heard)) is not None:
            return answer
        bare = need_reading.phone(text, asked=False) is None
        if asked == PHONE and bare and known.get(OWN_PHONE) and (yes := reading.yes_no(text)) is not None:
            return {PHONE: known[OWN_PHONE]} if yes else {OWN_PHONE: None}
        if asked == EMPLOYER and (name := need_reading.employer(text, asked=True)) is not None:
            phone = need_reading.phone(text, asked=False)
            return {EMPLOYER: name, **({PHONE: phone} if phone else {})}
        return self._all(text, asked, known, heard)

    def next(self, known: Known, context: Context) -> Ask | None:
        """The first thing that is not known; then whether all is right."""
        if known.get(CLOSE) or known.get(AGAIN) == "state":
            return None
        if known.get(UNDER_WAY) and AGAIN not in known and not any(known.get(slot) for slot in SLOTS):
            return self.ask(AGAIN)
        for slot in SLOTS:
            if known.get(slot) is None:
                return self._question(slot, known)
        if known.get(CONFIRM) == "yes":
            return None
        return Ask(CONFIRM, "form_ask_need_confirm", self._changes(), summary(known))

    def result(self, known: Known, context: Context) -> list[Said]:
        """Nothing by itself: the deed keeps it and says so."""
        return []

    def choices(self, slot: str) -> tuple[Choice, ...]:
        """Those that do not depend on what was said."""
        if slot == AGAIN:
            return (Choice("state", "hiring.state"), Choice("new", "hiring.new"))
        if slot == STARTS:
            return (Choice(NOW, "hiring.now"),)
        if slot == MONTHS:
            return tuple(Choice(f"m{months}", f"hiring.m{months}") for months in _YEARS)
        if slot == IDENTITY:
            return (Choice("none", "hiring.none"),)
        if slot == PHONE:
            return (Choice("own", "yes_no.yes"), Choice("other", "hiring.other"))
        if slot == CONFIRM:
            return self._changes()
        return ()

    def pressed(self, slot: str, value: str, known: Known, context: Context) -> Mapping[str, Value]:
        """A choice; below the news of a need also that it is filled."""
        content = context.content
        if slot == CLOSE:
            return {CLOSE: value.upper()}
        if slot == TRADE:
            named = next((trade for trade in content.trade_list if trade[:_VALUE] == value), None)
            return {TRADE: named, TRADES: None} if named is not None else {}
        if slot == DISTRICT:
            return {DISTRICT: _id(value), DISTRICTS: None} if district_choice(value).key in content.choices else {}
        if all(choice.value != value for choice in self.choices(slot)):
            return {}
        if slot == MONTHS:
            return {MONTHS: int(value[1:])}
        if slot == IDENTITY:
            return {IDENTITY: ""}
        if slot == PHONE:
            return {PHONE: known.get(OWN_PHONE)} if value == "own" else {OWN_PHONE: None, PHONE: None}
        if slot == CONFIRM and value != "yes":
            return _forget(value)
        return {slot: value}

    def complaint(self, slot: str, value: Value, known: Known) -> str | None:
        """Numbers and days that cannot be, and papers that are none."""
        wrong = need_reading.said(value)
        if slot == PHONE and wrong is not None:
            return f"need_phone_{wrong}"
        if slot == IDENTITY and wrong is not None:
            return f"need_identity_{wrong}"
        if slot == TRADE and wrong is not None:
            return "need_trade_unknown"
        if slot == STARTS and wrong is not None:
            return f"need_starts_{wrong}"
        if slot == COUNT and not 1 <= value <= MOST:
            return "need_count_impossible"
        if slot == MONTHS and not 0 <= value <= LONGEST:
            return "need_months_impossible"
        return None

    def _question(self, slot: str, known: Known) -> Ask:
        if slot == TRADE and known.get(TRADES):
            offered = tuple(Choice(trade[:_VALUE], f"trade.{trade.replace('-', '_')}") for trade in known[TRADES])
            return Ask(TRADE, "form_ask_need_trade_which", offered)
        if slot == DISTRICT and known.get(DISTRICTS):
            return Ask(
                DISTRICT, "form_ask_need_district_which", tuple(district_choice(name) for name in known[DISTRICTS])
            )
        if slot == PHONE:
            if known.get(OWN_PHONE):
                return Ask(PHONE, "form_ask_need_phone_own", self.choices(PHONE), {"phone": local(known[OWN_PHONE])})
            return Ask(PHONE, "form_ask_need_phone")
        return self.ask(slot)

    def _changes(self) -> tuple[Choice, ...]:
        return (Choice("yes", "hiring.confirm"), *(Choice(f"change_{slot}", f"hiring.change_{slot}") for slot in SLOTS))

    def _answer(self, text: str, heard: Heard) -> Mapping[str, Value] | None:
        """To the summary: yes, or which part is wrong."""
        chosen = reading.find_choices(text, self._changes(), heard.context.content, asked=True, numbers=False)
        parts = [value for value in chosen if value != "yes"]
        if len(parts) == 1 and not _says_more(text):
            return _forget(parts[0])
        return {CONFIRM: "yes"} if reading.yes_no(text) else None

    def _all(self, text: str, asked: str | None, known: Known, heard: Heard) -> dict[str, Value]:
        content, found = heard.context.content, dict[str, Value]()
        taken: list[Span] = [(one.start, one.end) for one in find_phones(text, expected=asked == PHONE)]
        if (phone := need_reading.phone(text, asked=asked == PHONE)) is not None:
            found[PHONE] = phone
        if (paper := need_reading.identity(text, asked=asked == IDENTITY)) is not None:
            found[IDENTITY] = paper
        day, spans = need_reading.starts(text, heard.context.today, asked=asked == STARTS)
        months, worked = need_reading.experience(text, asked=asked == MONTHS)
        taken += [*spans, *worked]
        if day is not None:
            found[STARTS] = _possible(day, heard.context.today)
        if months is not None:
            found[MONTHS] = months
        places = content.places.find(text, expected=asked == DISTRICT) if content.places is not None else []
        found |= _where(places, text, asked, known, content)
        name = need_reading.employer(text, asked=False)
        if name is not None:
            found[EMPLOYER] = name
        # A place or a business may be called like a trade.
        elsewhere = [*taken, *((one.start, one.end) for one in places), *need_reading.named_in(text, name)]
        trades = _trades(_without(text, elsewhere), asked, heard, content)
        found |= _which_trade(trades, text, asked, known)
        if not found.get(IDENTITY) and not (asked == PHONE and PHONE in found):
            first = trades[0].start if trades else None
            number = need_reading.count(text, taken, first, asked=asked == COUNT)
            several = len(trades) > 1 and TRADES in found  # "5 masons and 8 helpers": whose number is it?
            if number is not None and not several and (asked in (None, COUNT, CONFIRM) or trades or corrects(text)):
                found[COUNT] = number
        said = {slot for slot, value in found.items() if value is not None}
        if found.get(IDENTITY) == "" and said & {TRADE, COUNT, DISTRICT, STARTS, MONTHS, PHONE}:
            del found[IDENTITY]  # "no, 6 people" corrects something else
        return found


def _possible(day: str, today: dt.date) -> str:
    if day == NOW:
        return day
    date = dt.date.fromisoformat(day)
    if date < today:
        return f"{need_reading.PROBLEM}past"
    return f"{need_reading.PROBLEM}far" if date > today + _FARTHEST else day


def _trades(text: str, asked: str | None, heard: Heard, content: Content) -> list[FoundTrade]:
    """What is denied is not wanted. The wish itself and the answer to its question name a trade by less."""
    if content.trades is None:
        return []
    found = content.trades.find(text, expected=asked == TRADE or heard.own)
    if heard.own:  # a misspelt name counts in a few words alone: each part of a list is read by itself too
        for at, part in clauses(text):
            beside = content.trades.find(part, expected=True)
            shifted = [one._replace(start=one.start + at, end=one.end + at) for one in beside]
            found += [one for one in shifted if all(one.end <= old.start or old.end <= one.start for old in found)]
        found.sort(key=lambda one: one.start)
    return [one for one in found if denial(text, one.start, one.end) is None]


def _without(text: str, spans: Sequence[Span]) -> str:
    """The text with blanks where something else stands, so that places in it stay the same."""
    letters = list(text)
    for start, end in spans:
        letters[start:end] = " " * (end - start)
    return "".join(letters)


def _which_trade(found: Sequence[FoundTrade], text: str, asked: str | None, known: Known) -> dict[str, Value]:
    offered: Sequence[str] = known.get(TRADES) or ()
    if asked == TRADE and offered and (place := _number(text, len(offered))) is not None:
        return {TRADE: offered[place - 1], TRADES: None}
    named = list(dict.fromkeys(trade for one in found for trade in one.trades))
    among = [trade for trade in named if trade in offered]
    if asked == TRADE and len(among) == 1:
        return {TRADE: among[0], TRADES: None}
    if len(named) == 1:
        return {TRADE: named[0], TRADES: None}
    if named and (known.get(TRADE) is None or asked == TRADE):
        return {TRADES: named[:_OFFERED]}
    if asked == TRADE and 0 < len(text.split()) <= 3 and not reading.unknown(text) and reading.yes_no(text) is None:
        return {TRADE: f"{need_reading.PROBLEM}unknown"}
    return {}


def _where(
    places: Sequence[FoundPlace], text: str, asked: str | None, known: Known, content: Content
) -> dict[str, Value]:
    if asked == DISTRICT and known.get(DISTRICTS):
        offered = tuple(district_choice(name) for name in known[DISTRICTS])
        if (chosen := reading.find_choice(text, offered, content, asked=True)) is not None:
            return {DISTRICT: _id(chosen), DISTRICTS: None}
    kept = [place for place in places if denial(text, place.start, place.end) is None]
    if not kept:
        return {}
    found, last = _located(kept[-1]), kept[-1]
    inside = [one for one in kept if one.kind != "district" and set(last.districts) <= set(one.districts)]
    return {**found, PLACE: inside[-1].name} if inside else found  # "Chanchal, Malda"


def _located(place: FoundPlace) -> dict[str, Value]:
    districts = list(place.districts)
    inside = place.name if place.kind != "district" else None
    if len(districts) == 1:
        return {DISTRICT: districts[0], DISTRICTS: None, PLACE: inside}
    return {DISTRICT: None, DISTRICTS: districts, PLACE: inside}


def _number(text: str, most: int) -> int | None:
    """The place in a list that a short answer names."""
    found = find_numbers(text)
    if len(found) != 1 or len(text.split()) > 2 or not 1 <= found[0].value <= most:
        return None
    return int(found[0].value)


def _says_more(text: str) -> bool:
    return any(char.isdigit() for char in text)


def _forget(change: str) -> dict[str, Value]:
    slot = change.removeprefix("change_")
    return {slot: None, **({DISTRICTS: None, PLACE: None} if slot == DISTRICT else {})}


def _id(value: str) -> str:
    return value.replace("_", "-")
