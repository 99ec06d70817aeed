"""Drafts and their way to a second official, over SQLite and PostgreSQL."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import select

from bot.broadcasts import approval, attachments, doubles, drafts, record
from bot.broadcasts.attachments import BadAttachment
from bot.broadcasts.drafts import Changed, NotNow, UnknownBroadcast
from bot.broadcasts.segments import BadSegment
from bot.db.models import AuditEvent, TimedTask
from bot.db.session import Database
from bot.delivery.policy import Rules
from bot.services.officers import Forbidden
from tests.contract.broadcast_world import DAY, NOW, TERMS, draft, handed_in, official, person
from tests.contract.timed import content

MINUTE = dt.timedelta(minutes=1)


def acts(session: Any) -> list[str]:
    return [event.act for event in session.scalars(select(AuditEvent).order_by(AuditEvent.id))]


def tasks(session: Any) -> list[tuple[str, dt.datetime]]:
    rows = session.scalars(select(TimedTask).where(TimedTask.kind == approval.TASK).order_by(TimedTask.id))
    return [(row.status, row.due_at) for row in rows]


def test_two_officials_do_not_overwrite_each_other(database: Database) -> None:
    with database.session() as session:
        one, two = official(session, "One"), official(session, "Two")
        made = drafts.create(session, one, draft(), NOW)
        changed = drafts.change(session, two, made.id, made.version, draft(name="Mine"), NOW + MINUTE)
        assert (changed.draft.name, changed.version) == ("Mine", made.version + 1)
        with pytest.raises(Changed):
            drafts.change(session, one, made.id, made.version, draft(name="Other"), NOW + MINUTE)
        assert drafts.one(session, one, made.id).draft.name == "Mine"
        assert changed.writers == (one.id, two.id)


def test_officials_see_what_is_wholly_theirs(database: Database) -> None:
    with database.session() as session:
        mine, other = official(session, "Mine"), official(session, "Other", districts=("nadia",))
        both = official(session, "Both", districts=("malda", "nadia"))
        state = official(session, "State", "state_admin", ())
        ids = [drafts.create(session, who, draft(), NOW + n * MINUTE).id for n, who in enumerate((mine, both, state))]

        def seen(who: Any, **how: Any) -> list[str]:
            return [one.id for one in drafts.listed(session, who, **how).broadcasts]

        assert seen(mine) == [ids[0]] and seen(other) == []
        assert seen(both) == [ids[1], ids[0]] and seen(state) == ids[::-1]
        assert seen(both, which="mine") == [ids[1]] and seen(state, status="done") == []
        for act in (
            lambda: drafts.one(session, other, ids[0]), lambda: drafts.copy(session, mine, ids[2], "x", NOW),
            lambda: drafts.change(session, mine, ids[1], 1, draft(), NOW),
            lambda: drafts.discard(session, other, ids[0], 1, NOW),
            lambda: approval.submit(session, other, content(), ids[0], 1, TERMS, NOW),
        ):  # fmt: skip
            with pytest.raises(UnknownBroadcast):
                act()
        first = drafts.listed(session, state, limit=2)
        assert first.after is not None
        rest = drafts.listed(session, state, limit=2, after=first.after)
        assert [one.id for one in (*first.broadcasts, *rest.broadcasts)] == ids[::-1] and rest.after is None


def test_who_may_not_write_writes_nothing(database: Database) -> None:
    with database.session() as session:
        author = official(session, "Author")
        made = drafts.create(session, author, draft(), NOW)
        auditor = official(session, "Auditor", "auditor", ())
        desk = official(session, "Desk", "help_desk")
        assert drafts.one(session, auditor, made.id).id == made.id
        for who in (auditor, desk):
            for act in (
                lambda who=who: drafts.create(session, who, draft(), NOW),
                lambda who=who: drafts.change(session, who, made.id, 1, draft(), NOW),
                lambda who=who: drafts.discard(session, who, made.id, 1, NOW),
                lambda who=who: approval.submit(session, who, content(), made.id, 1, TERMS, NOW),
                lambda who=who: approval.approve(session, who, made.id, 1, NOW),
                lambda who=who: attachments.keep(session, who, "x.pdf", b"%PDF-1 %%EOF", NOW),
            ):  # fmt: skip
                with pytest.raises(Forbidden):
                    act()
        with pytest.raises(Forbidden):
            drafts.listed(session, desk)
        assert acts(session) == ["broadcast_create"]


def test_too_much_or_a_bad_segment_is_not_kept(database: Database) -> None:
    with database.session() as session:
        author = official(session, "Author")
        for changed, field in (({"name": "x" * 121}, "name"), ({"texts": {"bn": "ক" * 13_000}}, "texts")):
            with pytest.raises(drafts.TooMuch) as caught:
                drafts.create(session, author, draft(**changed), NOW)
            assert caught.value.field == field
        with pytest.raises(BadSegment):
            drafts.create(
                session, author, draft(segment={"any": [{"all": [{"field": "phone", "values": ["1"]}]}]}), NOW
            )


def test_few_people_need_no_second_official(database: Database) -> None:
    with database.session() as session:
        author = official(session, "Author")
        for name in ("a", "b"):
            person(session, name)
        person(session, "elsewhere", "nadia")
        made = handed_in(session, author)
        assert (made.status, made.estimate["total"], made.decided_by) == (record.APPROVED, 2, None)
        assert tasks(session) == [("waiting", NOW)]


def test_more_wait_for_somebody_else(database: Database) -> None:
    with database.session() as session:
        author, second = official(session, "Author"), official(session, "Second")
        other = official(session, "Other", districts=("nadia",))
        for name in ("a", "b", "c"):
            person(session, name)
        made = handed_in(session, author)
        assert made.status == record.WAITING and tasks(session) == []
        assert [one.id for one in drafts.listed(session, second, which="waiting").broadcasts] == [made.id]
        assert drafts.listed(session, author, which="waiting").broadcasts == []
        assert [approval.may_decide(who, made) for who in (author, second)] == ["own", ""]
        with pytest.raises(NotNow, match="own"):
            approval.approve(session, author, made.id, made.version, NOW)
        with pytest.raises(UnknownBroadcast):
            approval.approve(session, other, made.id, made.version, NOW)
        with pytest.raises(Changed):
            approval.approve(session, second, made.id, made.version - 1, NOW)
        with pytest.raises(NotNow, match="reason"):
            approval.refuse(session, second, made.id, made.version, " no ", NOW)
        back = approval.refuse(session, second, made.id, made.version, "The day is wrong.", NOW)
        assert (back.status, back.decision, back.decider) == (record.DRAFT, "The day is wrong.", "Second")
        again = approval.submit(session, author, content(), made.id, back.version, TERMS, NOW)
        done = approval.approve(session, second, made.id, again.version, NOW + MINUTE)
        assert (done.status, done.decided_by, done.decision) == (record.APPROVED, second.id, "")
        assert tasks(session) == [("waiting", NOW + MINUTE)]
        with pytest.raises(NotNow, match="status"):
            approval.approve(session, second, made.id, done.version, NOW)
        assert acts(session) == [
            "broadcast_create", "broadcast_submit", "broadcast_refuse", "broadcast_submit", "broadcast_approve"
        ]  # fmt: skip


def test_whoever_wrote_in_it_does_not_approve_it(database: Database) -> None:
    with database.session() as session:
        author, second, third = (official(session, name) for name in ("Author", "Second", "Third"))
        for name in ("a", "b", "c"):
            person(session, name)
        made = drafts.create(session, author, draft(), NOW)
        made = drafts.change(session, second, made.id, made.version, draft(name="Changed"), NOW)
        made = approval.submit(session, author, content(), made.id, made.version, TERMS, NOW)
        with pytest.raises(NotNow, match="own"):
            approval.approve(session, second, made.id, made.version, NOW)
        assert approval.approve(session, third, made.id, made.version, NOW).status == record.APPROVED


@pytest.mark.parametrize(
    ("when", "key"),
    [
        (NOW + 9 * MINUTE, "early"),
        (NOW - DAY, "early"),
        (NOW + dt.timedelta(hours=10), "night"),  # half past nine in the evening
        (NOW + 91 * DAY, "far"),
    ],
)
def test_times_at_which_nothing_may_begin(database: Database, when: dt.datetime, key: str) -> None:
    with database.session() as session:
        author = official(session, "Author")
        person(session, "a")
        made = drafts.create(session, author, draft(), NOW)
        with pytest.raises(NotNow, match=key):
            approval.submit(session, author, content(), made.id, made.version, TERMS, NOW, when=when)
        assert drafts.one(session, author, made.id).status == record.DRAFT


def test_a_time_can_be_moved_and_the_whole_taken_back(database: Database) -> None:
    with database.session() as session:
        author = official(session, "Author")
        person(session, "a")
        made = drafts.create(session, author, draft(), NOW)
        first, second = NOW + DAY, NOW + 2 * DAY
        made = approval.submit(session, author, content(), made.id, made.version, TERMS, NOW, when=first)
        assert tasks(session) == [("waiting", first)]
        made = approval.schedule(session, author, made.id, made.version, second, Rules(), NOW)
        assert tasks(session) == [("cancelled", first), ("waiting", second)]
        made = approval.withdraw(session, author, made.id, made.version, NOW)
        assert (made.status, tasks(session)[1]) == (record.DRAFT, ("cancelled", second))
        drafts.discard(session, author, made.id, made.version, NOW)
        with pytest.raises(UnknownBroadcast):
            drafts.one(session, author, made.id)


def test_the_same_text_to_the_same_people_asks_first(database: Database) -> None:
    with database.session() as session:
        author, second = official(session, "Author"), official(session, "Second", districts=("malda", "nadia"))
        for name in ("a", "b"):
            person(session, name)
        first = handed_in(session, author)

        def twice(now: dt.datetime, again: bool = False, **changed: Any) -> Any:
            made = drafts.create(session, author, draft(**changed), now)
            return approval.submit(session, author, content(), made.id, made.version, TERMS, now, again=again)

        with pytest.raises(doubles.Again) as caught:
            twice(NOW + dt.timedelta(hours=23), name="Another name")
        assert caught.value.earlier.id == first.id
        with pytest.raises(doubles.Again):
            twice(NOW, texts={**draft().texts, "en": "  A handicraft fair in  Malda on {date}. "})
        assert twice(NOW, segment={"any": [{"all": [{"field": "language", "values": ["bn"]}]}]}).status == "approved"
        assert twice(NOW, values={"date": {"bn": "৬ ডিসেম্বর", "hi": "6 दिसंबर", "en": "6 Dec"}}).status == "approved"
        assert handed_in(session, second).status == record.APPROVED  # to the people of two districts
        assert twice(NOW, again=True).again
        assert twice(NOW + 2 * DAY).status == record.APPROVED


@pytest.mark.parametrize(
    ("changed", "field", "key"),
    [
        ({"texts": {"bn": "খবর", "en": "News"}}, "texts.hi", "missing"),
        ({"upload_id": None, "segment": {"any": [{"all": [{"field": "block", "values": ["Nowhere"]}]}]}}, "segment",
         "nobody"),
    ],
)  # fmt: skip
def test_what_is_not_ready_is_not_handed_in(database: Database, changed: Any, field: str, key: str) -> None:
    with database.session() as session:
        author = official(session, "Author")
        person(session, "a")
        made = drafts.create(session, author, draft(**changed), NOW)
        with pytest.raises(approval.Unready) as caught:
            approval.submit(session, author, content(), made.id, made.version, TERMS, NOW)
        assert [(one.field, one.key) for one in caught.value.problems] == [(field, key)]


# Attachments


def picture(kind: str, size: tuple[int, int] = (40, 30)) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", size, "red").save(stream, kind)
    return stream.getvalue()


def test_attachments_are_known_by_their_content(database: Database) -> None:
    with database.session() as session:
        author, other = official(session, "Author"), official(session, "Other")
        for name, data, kept in (
            ("../../etc/Fair plan.exe", b"%PDF-1.7\n...\n%%EOF\n", ("Fair plan.pdf", "application/pdf")),
            ("মেলা.png", picture("PNG"), ("মেলা.png", "image/png")),
            ("<b>.gif", picture("JPEG"), ("_b_.jpg", "image/jpeg")),
        ):
            found = attachments.keep(session, author, name, data, NOW)
            assert (found.name, found.media_type, found.size) == (*kept, len(data))
            document = attachments.document(session, found.id)
            assert document is not None and document.content == data
        made = drafts.create(session, author, draft(upload_id=found.id), NOW)
        with pytest.raises(BadAttachment, match="unknown"):
            drafts.create(session, other, draft(upload_id=found.id), NOW)
        copied = drafts.copy(session, other, made.id, "Copy", NOW)
        assert (copied.draft.upload_id, copied.author, copied.draft.name) == (found.id, "Other", "Copy")
        assert attachments.document(session, "nothing") is None


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "empty"),
        (b"MZ\x90 a program", "kind"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "kind"),
        (b"%PDF-1.7 cut off", "broken"),
        (lambda: picture("PNG")[:60], "broken"),
        (lambda: picture("GIF"), "kind"),
        (b"%PDF-" + b"0" * attachments.LIMIT + b"%%EOF", "large"),
    ],
)  # fmt: skip
def test_what_cannot_be_sent_is_refused(database: Database, data: bytes | Callable[[], bytes], key: str) -> None:
    with database.session() as session:
        author = official(session, "Author")
        with pytest.raises(BadAttachment) as caught:
            attachments.keep(session, author, "x.pdf", data() if callable(data) else data, NOW)
        assert caught.value.key == key
        assert acts(session) == []
