"""How many a broadcast reaches, who is left out, what it costs; and the report, over SQLite and PostgreSQL."""

from __future__ import annotations

import datetime as dt
import io
import random
from collections import Counter
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from sqlalchemy import update

from bot.broadcasts import approval, reach, report, report_files, segments
from bot.broadcasts.reach import Cost, Reach
from bot.channels.base import TemplateNews
from bot.db.models import AuditEvent, Broadcast, Campaign, Contact, MarketingCount, OutboxMessage, Preference
from bot.db.session import Database
from bot.delivery.policy import ANNOUNCEMENTS, Rules
from bot.services import preferences, templates
from bot.services.officers import Forbidden, Officer
from tests.contract.broadcast_world import CHANNELS, DAY, NOW, PRICES, handed_in, official, person
from tests.contract.timed import work

ALL = {"bn": "bn", "hi": "hi", "en": "en"}


def counted(session: Any, officer: Officer, template: str = "announcement_general", **how: Any) -> Reach:
    texts = how.pop("texts", ALL)
    topic = how.pop("topic", "")
    return reach.count(session, officer, segments.parse({}), topic, template, texts, Rules(), CHANNELS, NOW, **how)


def approved(session: Any, *languages: str) -> None:
    for language in languages:
        templates.note(
            session, "whatsapp", TemplateNews("announcement_general", language, "approved", "marketing"), NOW
        )


def test_each_person_counts_once_under_the_first_reason(database: Database) -> None:
    late = NOW - 2 * DAY
    with database.session() as session:
        officer = official(session, "Author")
        approved(session, "bn")
        person(session, "goes")
        person(session, "unknown language", language=None)
        person(session, "by template", channel="whatsapp", seen_at=late)
        person(session, "within a day", channel="whatsapp", language="hi")
        person(session, "said nothing", wants=None)
        person(session, "stopped and gone", stopped_at=NOW, unreachable_at=NOW)
        person(session, "gone", unreachable_at=NOW, language="hi")
        person(session, "no such channel", channel="sms")
        person(session, "no template", channel="whatsapp", language="hi", seen_at=late)
        full = person(session, "had enough")
        session.add(MarketingCount(contact_id=full, day=NOW.date(), count=2))
        person(session, "one today")
        person(session, "elsewhere", "nadia")
        person(session, "nowhere", None)
        found = counted(session, officer)
        assert found.total == 11 and found.goes == 5
        assert found.left_out == {"opted_out": 2, "unreachable": 2, "no_template": 1, "cap": 1}
        assert list(found.left_out) == [one for one in reach.REASONS if one in found.left_out]
        assert found.by_channel == {"telegram": 3, "whatsapp": 2} and found.by_language == {"bn": 4, "hi": 1}
        assert (found.free, found.by_template) == ({"telegram": 3, "whatsapp": 1}, {"whatsapp": 1})
        assert len(found.sample) == reach.SAMPLE and {one.district for one in found.sample} == {"malda"}
        # Where Bengali stands in for Hindi, the Bengali template is good for both; without one nobody is written to.
        assert counted(session, officer, texts={**ALL, "hi": "bn"}).left_out["opted_out"] == 2
        assert "no_template" not in counted(session, officer, texts={**ALL, "hi": "bn"}).left_out
        assert counted(session, officer, template="").left_out["no_template"] == 2
        assert counted(session, officer, texts={"bn": "bn"}).left_out["no_text"] == 2
        with pytest.raises(Forbidden):
            counted(session, official(session, "Desk", "help_desk"))


@pytest.mark.parametrize("seed", [3, 4])
def test_the_wish_is_the_one_that_delivery_asks_for(database: Database, seed: int) -> None:
    dice = random.Random(seed)
    with database.session() as session:
        officer = official(session, "Author")
        ids = []
        for number in range(80):
            one = person(session, f"p{number}", wants=dice.choice([True, False, None]))
            session.execute(
                update(Contact).where(Contact.id == one).values(stopped_at=NOW if dice.random() < 0.2 else None)
            )
            if dice.random() < 0.5:
                wanted = dice.random() < 0.5
                session.add(
                    Preference(contact_id=one, purpose="announcements", topic="mudra", wanted=wanted, changed_at=NOW)
                )
            ids.append(one)
        session.flush()
        for topic in ("", "mudra", "pmegp"):
            wants = preferences.wants(session, ids, ANNOUNCEMENTS, topic)
            assert counted(session, officer, topic=topic).goes == len(wants)
            assert 0 < len(wants) < 80


def test_the_cost_is_that_of_the_price_table() -> None:
    found = Reach(30, {}, {}, {}, [], 30, {"whatsapp": 20, "telegram": 7}, {"whatsapp": 10})
    # 10 x 0.8631 + 20 x 0.115 = 10.931, and 18 per cent of 10.93
    assert reach.cost(found, PRICES) == Cost(10, 20, Decimal("10.93"), Decimal("1.97"), Decimal("12.90"))
    assert reach.prices({"marketing": 0.8631, "service": 0.115, "gst": 18.0}) == PRICES
    assert approval.estimate(found, reach.cost(found, PRICES))["cost"] == "12.90"


# The report


def finished(session: Any, author: Officer) -> str:
    """A broadcast to twelve people whose messages met different fates; its id."""
    for number in range(12):
        channel = "whatsapp" if number % 3 == 0 else "telegram"
        language = "hi" if number % 2 else "bn"
        person(session, f"p{number}", "malda" if number < 8 else "nadia", channel=channel, language=language)
    return handed_in(session, author).id


def fates(session: Any, campaign: str) -> Counter[str]:
    rows = session.query(OutboxMessage).filter_by(campaign_id=campaign).order_by(OutboxMessage.id).all()
    for number, row in enumerate(rows):
        row.sent_at = NOW + dt.timedelta(minutes=40 * number)
        if number % 4 == 0:
            row.status, row.error, row.sent_at = "dead", "=cmd|' /C calc'!A1", None
        else:
            row.status = "sent"
            row.delivered_at = row.sent_at if number % 4 > 1 else None
            row.read_at = row.sent_at if number % 4 > 2 else None
    session.flush()
    return Counter(row.status for row in rows)


def test_the_figures_add_up_in_every_table(database: Database) -> None:
    with database.session() as session:
        author = official(session, "Author", districts=("malda", "nadia"))
        second = official(session, "Second", "state_admin", ())
        broadcast = finished(session, author)
        row = session.get_one(Broadcast, broadcast)
        assert report.report(session, author, broadcast, NOW).whole.recipients == 0
        approval.approve(session, second, broadcast, row.version, NOW)
    assert work(database, NOW).done == 1
    with database.session() as session:
        campaign = session.query(Campaign).one().id
        kept = fates(session, campaign)
        found = report.report(session, author, broadcast, NOW)
        assert (found.whole.recipients, found.whole.sent, found.whole.failed) == (12, kept["sent"], kept["dead"])
        assert (found.whole.delivered, found.whole.read) == (6, 3)
        for lines in (found.by_channel, found.by_language, found.by_district):
            for name in ("recipients", "sent", "delivered", "read", "failed", "others"):
                assert sum(getattr(line, name) for line in lines) == getattr(found.whole, name)
        assert {line.key: line.recipients for line in found.by_channel} == {"telegram": 8, "whatsapp": 4}
        assert {line.key: line.recipients for line in found.by_district} == {"malda": 8, "nadia": 4}
        assert sum(number for _, number in found.by_hour) == 9
        assert found.by_hour[0][0].isoformat() == "2026-11-22T12:00:00+05:30"
        assert found.whole.sent_share == 9 / 12 and found.whole.read_share == 3 / 9
        assert found.failures == {"refused": 3}

        data = report_files.xlsx(session, author, found, NOW, say=lambda word: {"Fair": "=1+1"}.get(word, word))
        book = openpyxl.load_workbook(io.BytesIO(data))
        assert book.sheetnames == ["Broadcast", "Channel", "Language", "District", "Hour", "Reason"]
        rows = [[cell.value for cell in line] for line in book["District"].iter_rows()]
        assert [row[:2] for row in rows[1:]] == [["malda", 8], ["nadia", 4], ["All", 12]] and rows[3][2] == 9
        assert "f" not in {cell.data_type for sheet in book for line in sheet.iter_rows() for cell in line}
        assert session.query(AuditEvent).filter_by(act="broadcast_report").count() == 1
        with pytest.raises(Forbidden):
            report_files.xlsx(session, official(session, "Auditor", "auditor", ()), found, NOW)

        drawing = report_files.svg(found, "মেলা", "বিবরণ", "bn").decode()
        assert drawing.count("<svg") == 1 and "মেলা" in drawing and "<script" not in drawing
        assert report_files.png(found, "मेला").startswith(b"\x89PNG")


def test_a_name_cannot_become_a_formula(database: Database) -> None:
    with database.session() as session:
        author = official(session, "Author")
        person(session, "a")
        made = handed_in(session, author, name='=HYPERLINK("http://x","y")')
        found = report.report(session, author, made.id, NOW)
        book = openpyxl.load_workbook(io.BytesIO(report_files.xlsx(session, author, found, NOW)))
        cell = book["Broadcast"]["B1"]
        assert cell.data_type != "f" and not str(cell.value).startswith("=")
