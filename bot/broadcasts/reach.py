"""How many people a broadcast would reach now, who is left out and why, and what it would cost.

Counted by the database in one query; each person counts once, under the first reason that holds.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final, Literal, get_args

from sqlalchemy import ColumnElement, Select, and_, case, exists, false, func, literal, or_, select, true
from sqlalchemy.orm import Session

from bot.broadcasts import segments
from bot.broadcasts.segments import Definition
from bot.channels.base import Capabilities, TemplateCall
from bot.clock import INDIA
from bot.db.models import Contact, Learner, MarketingCount, Worker, WorkerContact
from bot.delivery.policy import ANNOUNCEMENTS, Rules
from bot.knowledge.model import Language
from bot.services import preferences, templates
from bot.services.officers import Officer

Reason = Literal["opted_out", "unreachable", "no_text", "no_template", "cap"]
REASONS: Final[tuple[Reason, ...]] = get_args(Reason)
"""opted_out: they did not ask for announcements, or stopped; unreachable: the channel says that they are gone, or does
not run; no_text: nothing is written in their language; no_template: they have not written for so long that only a
template may be sent, and none can be in their language; cap: they had as many announcements today as one may have, and
get it tomorrow."""
SAMPLE: Final = 10
_GOES: Final = "goes"
_PAISA: Final = Decimal("0.01")


@dataclass(frozen=True)
class Sampled:
    """Somebody of those who are meant, as an official may see them. `id`: of no use outside."""

    channel: str
    language: str | None
    district: str | None
    seen_at: dt.datetime


@dataclass(frozen=True)
class Reach:
    """`total`: people of the segment; `goes`: of these, who would get it now; `left_out`: why the others would not, in
    the order of `REASONS`; `by_language` (the reader's), `by_channel`: of those who would get it; `free`: by channel,
    those who may be written to in free words; `by_template`: by channel, those for whom a template is needed."""

    total: int
    by_language: dict[str, int]
    by_channel: dict[str, int]
    left_out: dict[str, int]
    sample: list[Sampled]
    goes: int
    free: dict[str, int] = field(default_factory=dict)
    by_template: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Prices:
    """Of WhatsApp, in rupees a message before tax: `marketing` for a template, `service` within a day after the person
    wrote; `gst`: per cent."""

    marketing: Decimal
    service: Decimal
    gst: Decimal


def prices(table: Mapping[str, float]) -> Prices:
    """Of the setting broadcast_prices. Raises KeyError if one is missing."""
    return Prices(*(Decimal(str(table[name])) for name in ("marketing", "service", "gst")))


@dataclass(frozen=True)
class Cost:
    """Of the messages on WhatsApp, in rupees. `templates`, `service`: how many of each; `net`: before tax; `total`:
    with it."""

    templates: int
    service: int
    net: Decimal
    gst: Decimal
    total: Decimal


def count(
    session: Session, officer: Officer, definition: Definition, topic: str, template: str,
    texts_languages: Mapping[Language, Language], rules: Rules, capabilities: Mapping[str, Capabilities],
    now: dt.datetime, *, default_language: Language = "bn",
) -> Reach:  # fmt: skip
    """Of the people of the official's districts. `texts_languages`: a reader's language -> the one in which they get
    it (`drafts.goes_in`); `template`: of WhatsApp, or empty; `capabilities`: of the channels that run. Raises
    `Forbidden`."""
    officer.need("broadcast")
    people = segments.people(session, officer.districts, definition, now)
    return of_people(
        session, people, topic, template, texts_languages, rules, capabilities, now, default_language=default_language
    )


def of_people(
    session: Session, people: Select[tuple[str]], topic: str, template: str,
    texts_languages: Mapping[Language, Language], rules: Rules, capabilities: Mapping[str, Capabilities],
    now: dt.datetime, *, default_language: Language = "bn",
) -> Reach:  # fmt: skip
    """As `count`, of a select of contact ids."""
    language = func.coalesce(Contact.language, literal(default_language))
    closed = _closed(capabilities, now)
    refused = _refused(session, template, texts_languages, capabilities, closed, language)
    why = case(
        (~preferences.wish(ANNOUNCEMENTS, topic), "opted_out"),
        (or_(Contact.unreachable_at.is_not(None), Contact.channel.not_in(capabilities)), "unreachable"),
        (language.not_in(texts_languages), "no_text"),
        (refused, "no_template"),
        (_had_enough(rules, now), "cap"),
        else_=_GOES,
    )
    inner = people.with_only_columns(
        Contact.channel.label("channel"), language.label("language"), closed.label("closed"), why.label("why")
    ).subquery()
    rows = session.execute(select(inner, func.count()).group_by(*inner.c)).all()
    return _added(rows, _sample(session, people))


def cost(reach: Reach, prices: Prices, *, channel: str = "whatsapp") -> Cost:
    """What the messages on WhatsApp would cost. None is counted as free: of the thousand free service messages a month
    the answers use up their share first (docs/operations.md, What it costs)."""
    marketing, service = reach.by_template.get(channel, 0), reach.free.get(channel, 0)
    net = (marketing * prices.marketing + service * prices.service).quantize(_PAISA, ROUND_HALF_UP)
    gst = (net * prices.gst / 100).quantize(_PAISA, ROUND_HALF_UP)
    return Cost(marketing, service, net, gst, net + gst)


def _closed(capabilities: Mapping[str, Capabilities], now: dt.datetime) -> ColumnElement[bool]:
    """Whether only a template may be sent."""
    spans = [
        and_(Contact.channel == name, Contact.seen_at <= now - channel.window)
        for name, channel in capabilities.items()
        if channel.window is not None
    ]
    return or_(false(), *spans)


def _refused(
    session: Session, template: str, texts_languages: Mapping[Language, Language],
    capabilities: Mapping[str, Capabilities], closed: ColumnElement[bool], language: ColumnElement[str],
) -> ColumnElement[bool]:  # fmt: skip
    """Whether a template is needed and cannot be sent."""
    parts = []
    for name in (name for name, channel in capabilities.items() if channel.window is not None):
        fit = [
            reader
            for reader, written in texts_languages.items()
            if template and templates.usable(session, name, TemplateCall(template, written), ANNOUNCEMENTS) is None
        ]
        parts.append(and_(Contact.channel == name, language.not_in(fit) if fit else true()))
    return and_(closed, or_(false(), *parts))


def _had_enough(rules: Rules, now: dt.datetime) -> ColumnElement[bool]:
    return exists(
        select(MarketingCount.contact_id)
        .where(
            MarketingCount.contact_id == Contact.id, MarketingCount.day == now.astimezone(INDIA).date(),
            MarketingCount.count >= rules.announcements_a_day,
        )
        .correlate(Contact)
    )  # fmt: skip


def _added(rows: Any, sample: list[Sampled]) -> Reach:
    total, goes = 0, 0
    why: Counter[str] = Counter()
    languages: Counter[str] = Counter()
    channels: Counter[str] = Counter()
    free: Counter[str] = Counter()
    templated: Counter[str] = Counter()
    for channel, language, closed, reason, number in rows:
        total += number
        if reason != _GOES:
            why[reason] += number
            continue
        goes += number
        languages[language] += number
        channels[channel] += number
        (templated if closed else free)[channel] += number
    left_out: dict[str, int] = {reason: why[reason] for reason in REASONS if why[reason]}
    by_language, by_channel = dict(sorted(languages.items())), dict(sorted(channels.items()))
    return Reach(total, by_language, by_channel, left_out, sample, goes, dict(free), dict(templated))


def _sample(session: Session, people: Select[tuple[str]]) -> list[Sampled]:
    """A few of the people: ids are random, so that their order is too."""
    chosen = people.with_only_columns(Contact.id, Contact.channel, Contact.language, Contact.seen_at)
    rows = session.execute(chosen.order_by(Contact.id).limit(SAMPLE)).all()
    ids = [row.id for row in rows]
    homes = dict(
        session.execute(select(Learner.contact_id, Learner.district).where(Learner.contact_id.in_(ids))).tuples().all()
    )
    entries = (
        select(WorkerContact.contact_id, Worker.district)
        .join(Worker, Worker.id == WorkerContact.worker_id)
        .where(WorkerContact.contact_id.in_(ids), WorkerContact.role == "self", Worker.status == "active")
    )
    homes |= dict(session.execute(entries).tuples().all())
    return [Sampled(row.channel, row.language, homes.get(row.id), row.seen_at) for row in rows]
