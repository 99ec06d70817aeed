"""What officials do with the register beyond searching: files they bring, needs and loan requests by pages, words for
trades; on both databases."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy.orm import Session

from bot.db.models import Need, Officer, Referral
from bot.db.session import Database
from bot.services import contacts, needs, numbers, referral_desk, trade_desk, trade_reviews, uploads
from bot.services.uploads import GoneUpload
from tests.register import NOW, entered, officer


def _known(session: Session, name: str) -> None:
    session.add(Officer(id=name.lower(), name=name, rights=[], created_at=NOW))
    session.flush()


def test_a_file_is_its_bringers_alone_for_a_day(database: Database) -> None:
    one, other = officer(name="A. Roy"), officer(name="B. Sen")
    with database.session() as session:
        _known(session, "A. Roy")
        kept = uploads.keep(session, one, "workers", " a  list.csv ", "text/csv", b"x", NOW)
        stays = uploads.keep(session, one, uploads.LASTING, "a.png", "image/png", b"y", NOW)
        assert uploads.data(session, one, "workers", kept, NOW) == ("a list.csv", b"x")
        for who, kind, moment in ((other, "workers", NOW), (one, "calendar", NOW),
                                  (one, "workers", NOW + uploads.KEPT * 2)):  # fmt: skip
            with pytest.raises(GoneUpload):
                uploads.data(session, who, kind, kept, moment)
        uploads.drop(session, other, kept)
        assert uploads.forget(session, NOW + uploads.KEPT) == 0
        assert uploads.forget(session, NOW + uploads.KEPT * 2) == 1
        assert uploads.data(session, one, uploads.LASTING, stays, NOW + uploads.KEPT * 9)[1] == b"y"


def test_needs_come_page_by_page_each_once(database: Database) -> None:
    with database.session() as session:
        for place in range(12):
            session.add(
                Need(
                    number=numbers.new(session, "N", Need.number), employer="E", phone="+919811122233", trade="mason",
                    district="malda" if place % 3 else "nadia", count=1, language="bn",
                    created_at=NOW - dt.timedelta(hours=place // 4), updated_at=NOW,
                )
            )  # fmt: skip
            session.flush()
        seen: list[Need] = []
        while page := needs.page(
            session, officer(), after=(seen[-1].created_at, seen[-1].id) if seen else None, limit=5
        ):
            seen += page
        assert len({one.id for one in seen}) == len(seen) == 12
        assert [one.created_at for one in seen] == sorted((one.created_at for one in seen), reverse=True)
        assert {one.district for one in needs.page(session, officer("malda"))} == {"malda"}


@pytest.mark.parametrize("status", [None, "new", "refused"])
def test_loan_requests_come_page_by_page_the_late_ones_first(database: Database, status: str | None) -> None:
    with database.session() as session:
        person = contacts.find_or_create(session, "telegram", "somebody", NOW).id
        for place in range(11):
            session.add(
                Referral(
                    number=numbers.new(session, "L", Referral.number), contact_id=person, name="N", district="malda",
                    phone="+919811122233", purpose="tools", language="bn", status=status or "new", created_at=NOW,
                    updated_at=NOW + dt.timedelta(hours=place // 3),
                    remind_at=NOW + dt.timedelta(days=place // 3 - 2) if status != "refused" else None,
                )
            )  # fmt: skip
            session.flush()
        seen: list[referral_desk.Listed] = []
        key = None
        for _ in range(4):
            some, key = referral_desk.page(session, officer(), NOW, status=status, after=key, limit=4)  # type: ignore[arg-type]
            seen += some
            if key is None:
                break
        assert len({one.number for one in seen}) == len(seen) == 11
        assert [one.waits for one in seen] == sorted((one.waits for one in seen), reverse=True)
        late, _ = referral_desk.page(session, officer(), NOW, late=True)
        assert len(late) == (0 if status == "refused" else 9)


def test_words_for_trades_come_by_how_many_said_them(database: Database) -> None:
    with database.session() as session:
        entered(session)
        for word, times in (("rare", 1), ("common", 3), ("other", 1)):
            for _ in range(times):
                trade_reviews.note(session, word, "en", NOW)
        first = trade_desk.queue(session, officer(), limit=2)
        rest = trade_desk.queue(session, officer(), (first[-1].count, first[-1].id))
        assert [one.said for one in (*first, *rest)] == ["common", "rare", "other"]
        trade_desk.settle(session, officer(), first[0].id, trade_reviews.NONE, (), NOW)
        assert trade_desk.waiting(session, officer()) == 2
