"""A database as it may be after years: a million people, their messages, trainings, questions, and what officials did.

Most rows are written by the database itself, from series of numbers; only where Python reads them again (telephone
numbers, texts, broadcasts) they are made here.
"""

from __future__ import annotations

import datetime as dt
import itertools
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, insert, text

from benchmarks.registry_people import NOW, Sql, fill, named
from bot.broadcasts import segments
from bot.db import keys, models
from bot.db.session import Database
from bot.knowledge.library import Content
from bot.services.tallies import BUCKETS, OUTCOMES

CAMPAIGN: Final = 100_000
"""People of one broadcast."""
OWN: Final = 2
"""Districts of the district officer, those with most people."""
_CHANNELS: Final = "CASE WHEN r0 < 0.4 THEN 'telegram' WHEN r0 < 0.9 THEN 'whatsapp' ELSE 'web' END"
_LANGUAGES: Final = "CASE WHEN r1 < 0.6 THEN 'bn' WHEN r1 < 0.8 THEN 'hi' ELSE 'en' END"
_TABLES: Final = 16**24
_SCATTER: Final = 2_654_435_761  # odd, so that every number up to 2**32 has a place of its own


@dataclass(frozen=True)
class Size:
    """Rows of each kind."""

    contacts: int = 1_000_000
    workers: int = 300_000
    learners: int = 80_000
    sessions: int = 2_000
    enrolments: int = 100_000
    campaigns: int = 10
    broadcasts: int = 2_000
    wishes: int = 200_000
    questions: int = 50_000
    events: int = 200_000
    tally_days: int = 90
    needs: int = 5_000
    referrals: int = 10_000

    def times(self, share: float) -> Size:
        """A smaller one."""
        small = {name: max(20, round(value * share)) for name, value in vars(self).items()}
        return Size(**(small | {"tally_days": self.tally_days, "campaigns": 2}))


@dataclass(frozen=True)
class Made:
    """What the pages are asked about: by the name of a place in a path."""

    districts: tuple[str, ...]
    campaign: str
    broadcast: str
    draft: str
    wish: str
    worker: str


def make(database: Database, content: Content, size: Size) -> Made:
    """Fills an empty database."""
    made = _Maker(database, content, size)
    made.people()
    made.registry()
    made.training()
    made.messages()
    made.desk()
    made.figures()
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE" if database.is_sqlite else "VACUUM ANALYZE"))
        worker = (
            connection.execute(
                text("SELECT id FROM workers WHERE district = :one AND status = 'active' LIMIT 1"),
                {"one": made.districts[0]},
            ).scalar()
            or ""
        )
    return Made(
        tuple(made.districts[:OWN]),
        key("campaign", 1),
        key("broadcast", 1),
        key("broadcast", 2),
        key("wish", 1),
        worker,
    )


def key(table: str, number: int) -> str:
    """The id of a row as the database makes it (`_Maker.id`)."""
    return f"{number * _SCATTER % 2**32:08x}{_tag(table)}"


def _tag(table: str) -> str:
    return f"{int.from_bytes(table.encode(), 'big') % _TABLES:024x}"


class _Maker:
    def __init__(self, database: Database, content: Content, size: Size) -> None:
        self.database, self.size = database, size
        homes = sorted(one.removeprefix("district.") for one in content.choices if one.startswith("district."))
        self.districts = [one.replace("_", "-") for one in homes]
        self.trades = sorted(content.trade_list)
        self.topics = sorted(content.topics)
        self.banks = sorted(content.assessments)
        self.rng = random.Random(42)

    def people(self) -> None:
        """Contacts, what they want to be sent, what they agreed to."""
        with self.database.engine.begin() as connection:
            sql = Sql(connection)
            before, topic = sql.before, named(sql.whole("r6 * 20"), self.topics[:20])
            self._rows(connection, "contacts", self.size.contacts, {
                "id": self.id(sql, "contact", "n"), "channel": _CHANNELS, "sender": "'sender-' || n",
                "language": f"CASE WHEN r2 < 0.05 THEN NULL ELSE {_LANGUAGES} END", "language_fixed": "false",
                "turns": f"1 + {sql.whole('r3 * 30')}",
                "stopped_at": f"CASE WHEN r4 < 0.03 THEN {before('r5 * 300')} END",
                "unreachable_at": f"CASE WHEN r4 > 0.99 THEN {before('r5 * 300')} END",
                "created_at": before("r5 * 300 + r3 * 500"), "seen_at": before("r5 * r5 * 300"),
                "state": self.json(
                    sql, f"CASE WHEN r7 < 0.5 THEN '{{\"topic\": \"' || {topic} || '\"}}' ELSE '{{}}' END"
                ),
            })  # fmt: skip
            self._rows(connection, "preferences", self.size.contacts * 6 // 10, {
                "contact_id": self.id(sql, "contact", "n"), "purpose": "'announcements'", "topic": "''",
                "wanted": "r0 < 0.95", "changed_at": before("r1 * 400"),
            })  # fmt: skip
            self._rows(connection, "inbound_messages", self.size.contacts // 5, {
                "contact_id": self.id(sql, "contact", "n"), "channel": _CHANNELS, "external_id": "'in-' || n",
                "kind": "'text'", "status": "'done'", "received_at": before("r2 * 100"), "done_at": before("r2 * 100"),
            })  # fmt: skip

    def registry(self) -> None:
        """Workers with their chats, needs with offers, loans."""
        size = self.size
        fill(self.database, size.workers, self.districts, self.trades)
        with self.database.engine.begin() as connection:
            sql = Sql(connection)
            before, district = sql.before, self._district(sql, "r0")
            self._run(
                connection,
                f"""
                INSERT INTO worker_contacts (worker_id, contact_id, role, since)
                SELECT id, {self.id(sql, "contact", "n")}, 'self', registered_at
                FROM (SELECT id, registered_at, row_number() OVER (ORDER BY number) AS n FROM workers) AS w""",
            )
            for purpose in ("registry", "employers"):
                self._run(
                    connection,
                    f"""
                    INSERT INTO consent_events (holder, subject, purpose, kind, version, language, channel, via, at)
                    SELECT id, id, '{purpose}', 'granted', '1', 'bn', 'whatsapp', 'self', registered_at FROM workers""",
                )
            phone = self._text(keys.current().seal("+919800000000"))
            trade = named(sql.whole(f"r1 * {len(self.trades)}"), self.trades)
            self._rows(connection, "needs", size.needs, {
                "id": self.id(sql, "need", "n"), "number": "'ND' || n", "employer": "'Employer ' || n", "phone": phone,
                "trade": trade, "district": district, "count": f"1 + {sql.whole('r2 * 20')}", "months": "12",
                "language": "'bn'",
                "status": "CASE WHEN r3 < 0.02 THEN 'unverified' WHEN r3 < 0.1 THEN 'open' WHEN r3 < 0.6 THEN 'filled' "
                          "ELSE 'closed' END",
                "created_at": before("r4 * 500"), "updated_at": before("r4 * 400"),
            })  # fmt: skip
            self._run(
                connection,
                f"""
                INSERT INTO need_offers (id, need_id, worker_id, score, reasons, status, asked_at)
                SELECT {self.id(sql, "offer", "n")}, {self.id(sql, "need", f"1 + n % {size.needs}")}, id, 50,
                    {self.json(sql, "'[]'")}, CASE WHEN n % 5 = 0 THEN 'yes' ELSE 'no' END, {before("n % 100")}
                FROM (SELECT id, row_number() OVER (ORDER BY number) AS n FROM workers
                    WHERE status = 'active' ORDER BY number LIMIT {size.needs * 4}) AS w""",
            )
            self._rows(connection, "referrals", size.referrals, {
                "id": self.id(sql, "referral", "n"), "number": "'LN' || n", "contact_id": self.id(sql, "contact", "n"),
                "name": "'Person ' || n", "phone": phone, "district": district, "purpose": "'pmegp'",
                "amount": f"{sql.whole('r1 * 1000000')}", "documents": self.json(sql, "'[]'"), "language": "'bn'",
                "status": "CASE WHEN r2 < 0.1 THEN 'new' WHEN r2 < 0.3 THEN 'contacted' WHEN r2 < 0.6 THEN 'applied' "
                          "ELSE 'sanctioned' END",
                "remind_at": f"CASE WHEN r2 < 0.3 THEN {before('r3 * 20 - 10')} END",
                "created_at": before("r4 * 500"), "updated_at": before("r4 * 400"),
            })  # fmt: skip
            self._rows(connection, "referral_steps", size.referrals * 2, {
                "referral_id": self.id(sql, "referral", f"1 + n % {size.referrals}"), "status": "'contacted'",
                "officer": "'Bench'", "at": before("r0 * 100"),
            })  # fmt: skip
            self._rows(connection, "trade_reviews", 500, {
                "said": "'work ' || n", "language": "'bn'", "count": "1 + n % 7", "first_at": before("r0 * 100"),
            })  # fmt: skip

    def training(self) -> None:
        """A programme of five agencies, with sessions, places, tests, feedback, certificates, reminders, mentors."""
        size, programme = self.size, key("programme", 1)
        with self.database.engine.begin() as connection:
            connection.execute(insert(models.Programme), {
                "id": programme, "code": "BENCH", "title": {"en": "Programme", "bn": "কর্মসূচি", "hi": "कार्यक्रम"},
                "starts_on": dt.date(2025, 4, 1), "ends_on": dt.date(2027, 3, 31), "minimum": 30, "top_share": 10,
                "quota": {}, "sample": False,
            })  # fmt: skip
            connection.execute(insert(models.Agency), [
                {"id": key("agency", n), "code": f"AG-{n}", "programme_id": programme, "name": f"Agency {n}",
                 "zone": "", "planned": 400} for n in range(1, 6)
            ])  # fmt: skip
            connection.execute(insert(models.Course), [
                {"id": key("course", n), "code": f"CO-{n}", "agency_id": key("agency", 1 + n % 5),
                 "title": {"en": f"Course {n}", "bn": f"পাঠ {n}", "hi": f"पाठ {n}"}, "about": {}, "bring": {},
                 "topic": "gst", "sector": "", "languages": ["bn"], "modules": [], "assessment": self.banks[n % 2]}
                for n in range(1, 31)
            ])  # fmt: skip
            sql = Sql(connection)
            before, district = sql.before, self._district(sql, "r0")
            starts = before("r1 * 500 - 40")
            self._rows(connection, "trainers", 200, {
                "id": self.id(sql, "trainer", "n"), "agency_id": self.id(sql, "agency", "1 + n % 5"),
                "name": "'Trainer ' || n", "role": "'trainer'",
            })  # fmt: skip
            self._rows(connection, "training_sessions", size.sessions, {
                "id": self.id(sql, "session", "n"), "code": "'S-' || n",
                "course_id": self.id(sql, "course", "1 + n % 30"), "trainer_id": self.id(sql, "trainer", "1 + n % 200"),
                "district": f"CASE WHEN n = 1 THEN '{self.districts[0]}' ELSE {district} END", "mode": "'classroom'",
                "place": "'Hall ' || n", "link": "''", "starts_at": starts, "ends_at": before("r1 * 500 - 40.1"),
                "capacity": "60", "seats": "50", "languages": self.json(sql, "'[\"bn\"]'"),
                "access": self.json(sql, "'[]'"),
                "status": "CASE WHEN r1 < 0.08 THEN 'planned' WHEN r2 < 0.05 THEN 'cancelled' ELSE 'held' END",
                "reason": "''", "version": "1", "secret": self._text(keys.current().seal("secret")),
                "created_at": before("600"),
            })  # fmt: skip
            first = size.workers - min(size.workers, size.learners) // 2
            self._rows(connection, "learners", size.learners, {
                "contact_id": self.id(sql, "contact", f"n + {first}"), "name": "'Learner ' || n", "sector": "'food'",
                "district": district, "women_led": "r1 < 0.5",
                "social_group": "CASE WHEN r2 < 0.2 THEN 'sc' WHEN r2 < 0.3 THEN 'st' WHEN r2 < 0.5 THEN 'obc' END",
                "updated_at": before("r3 * 300"),
            })  # fmt: skip
            self._rows(connection, "consent_events", size.learners, {
                "holder": self.id(sql, "contact", f"n + {first}"), "subject": "'subject'", "purpose": "'training'",
                "kind": "'granted'", "version": "'1'", "language": "'bn'", "channel": "'web'", "via": "'self'",
                "at": before("r0 * 300"),
            })  # fmt: skip
            self._rows(connection, "enrolments", size.enrolments, {
                "id": self.id(sql, "enrolment", "n"), "session_id": self.id(sql, "session", f"1 + n % {size.sessions}"),
                # The same person never twice in one session.
                "contact_id": self.id(sql, "contact", f"{first} + 1 + (n + n / {size.learners}) % {size.learners}"),
                "status": "CASE WHEN r0 < 0.9 THEN 'enrolled' ELSE 'cancelled' END", "round": "1", "source": "'chat'",
                "since": before("r1 * 500"), "reason": "CASE WHEN r0 < 0.9 THEN '' ELSE 'self' END",
                "presence": f"CASE WHEN r0 < 0.8 THEN {sql.whole('r2 * 100')} END",
                "came_at": f"CASE WHEN r0 < 0.7 THEN {before('r1 * 400')} END",
            })  # fmt: skip
            answers = "'{\"useful\": ' || (1 + n % 5) || ', \"pace\": ' || (1 + n % 4) || '}'"
            self._rows(connection, "feedback", size.enrolments // 2, {
                "enrolment_id": self.id(sql, "enrolment", "n"), "answers": self.json(sql, answers),
                "words": "CASE WHEN n % 4 = 0 THEN 'It was good and useful, number ' || n END",
                "begun_at": before("r0 * 300"), "done_at": before("r0 * 300"),
            })  # fmt: skip
            for kind in ("pre", "post"):
                self._rows(connection, "attempts", size.enrolments // 2, {
                    "id": self.id(sql, f"attempt-{kind}", "n"), "enrolment_id": self.id(sql, "enrolment", "n"),
                    "kind": f"'{kind}'", "number": "1", "bank": self._text(f"{self.banks[0]}@1"),
                    "sheet": self.json(sql, "'{}'"), "answers": self.json(sql, "'{}'"),
                    "right": sql.whole("r0 * 10"), "total": "10", "modules": self.json(sql, "'{}'"),
                    "seconds": "300", "begun_at": before("r1 * 300"), "touched_at": before("r1 * 300"),
                    "done_at": before("r1 * 300"),
                })  # fmt: skip
            self._rows(connection, "certificates", size.enrolments // 3, {
                "code": f"'C' || {sql.digits('n', 8)}", "enrolment_id": self.id(sql, "enrolment", "n"),
                "name": "'Learner ' || n", "issued_at": before("r0 * 300"),
            })  # fmt: skip
            self._rows(connection, "timed_tasks", size.enrolments, {
                "kind": "'day_before'", "subject": self.id(sql, "enrolment", "n"), "version": "'1'",
                "belongs_to": self.id(sql, "session", f"1 + n % {size.sessions}"), "due_at": before("r0 * 300"),
                "values": self.json(sql, "'{}'"), "status": "'done'", "reason": "''", "attempts": "0",
                "created_at": before("r0 * 300"), "done_at": before("r0 * 300"),
            })  # fmt: skip
            phone, none = self._text(keys.current().seal("+919800000000")), self.json(sql, "'[]'")
            self._rows(connection, "mentors", 300, {
                "id": self.id(sql, "mentor", "n"), "programme_id": f"'{programme}'", "name": "'Mentor ' || n",
                "phone": phone, "sectors": none, "languages": none, "districts": none, "helps": none, "capacity": "3",
            })  # fmt: skip
            self._rows(connection, "mentorships", min(5_000, size.learners), {
                "id": self.id(sql, "mentorship", "n"), "course_id": self.id(sql, "course", "1 + n % 30"),
                "contact_id": self.id(sql, "contact", f"n + {first}"),
                "mentor_id": self.id(sql, "mentor", "1 + n % 300"), "score": "80", "reasons": none, "refused": none,
                "status": "CASE WHEN r0 < 0.3 THEN 'introduced' ELSE 'ended' END", "reason": "''",
                "checks": self.json(sql, "'{}'"), "created_at": before("r1 * 300"),
            })  # fmt: skip

    def messages(self) -> None:
        """Broadcasts, and what was sent of them."""
        size = self.size
        each = min(CAMPAIGN, size.contacts)
        with self.database.engine.begin() as connection:
            connection.execute(insert(models.Campaign), [
                {"id": key("campaign", n), "name": f"Campaign {n}", "purpose": "announcements", "topic": "",
                 "bodies": {}, "created_at": NOW - dt.timedelta(days=n)} for n in range(1, size.campaigns + 1)
            ])  # fmt: skip
            connection.execute(insert(models.CampaignCount), [
                {"campaign_id": key("campaign", n), "state": state, "count": number}
                for n in range(1, size.campaigns + 1)
                for state, number in (("sent", each * 92 // 100), ("dead", each * 5 // 100), ("queued", 0),
                                      ("delivered", each * 80 // 100), ("read", each * 50 // 100))
            ])  # fmt: skip
            segment = segments.dumped(
                segments.parse({"any": [{"all": [{"field": "district", "not": False, "values": self.districts[:2]}]}]})
            )
            connection.execute(
                insert(models.Broadcast), [self._broadcast(n, segment) for n in range(1, size.broadcasts + 1)]
            )
            connection.execute(insert(models.Segment), [
                {"id": key("segment", n), "name": f"Segment {n}", "definition": segment,
                 "created_by": key("official", 1 + n % 2), "districts": self.districts[:1], "created_at": NOW,
                 "updated_at": NOW} for n in range(40)
            ])  # fmt: skip
            sql = Sql(connection)
            sent = sql.before("d + r1")
            for number in range(1, size.campaigns + 1):
                self._rows(connection, "outbox_messages", each, {
                    "key": f"'campaign:{key('campaign', number)}'",
                    "contact_id": self.id(sql, "contact", f"1 + (n * 7 + {number}) % {size.contacts}"),
                    "channel": _CHANNELS, "lane": "1", "purpose": "'announcements'", "topic": "''",
                    "campaign_id": f"'{key('campaign', number)}'",
                    "status": "CASE WHEN r2 < 0.92 THEN 'sent' WHEN r2 < 0.97 THEN 'dead' WHEN r2 < 0.99 "
                              f"THEN 'withheld' ELSE '{'queued' if number == size.campaigns else 'expired'}' END",
                    "attempts": "1", "next_attempt_at": sent, "created_at": sent,
                    "sent_at": f"CASE WHEN r2 < 0.92 THEN {sent} END",
                    "delivered_at": f"CASE WHEN r2 < 0.80 THEN {sent} END",
                    "read_at": f"CASE WHEN r2 < 0.50 THEN {sent} END",
                    "error": "CASE WHEN r2 >= 0.92 AND r2 < 0.97 THEN 'contact stopped: blocked' END",
                }, f"{number} AS d")  # fmt: skip

    def desk(self) -> None:
        """Conversations with officials, unanswered questions, what officials did."""
        size, many = self.size, 400
        with self.database.engine.begin() as connection:
            sql = Sql(connection)
            before, topic = sql.before, named(sql.whole("r2 * 20"), self.topics[:20])
            waits = f"n <= {many}"
            self._rows(connection, "handover_wishes", size.wishes, {
                "id": self.id(sql, "wish", "n"), "contact_id": self.id(sql, "contact", f"1 + n % {size.contacts}"),
                "topic": topic, "language": _LANGUAGES,
                "status": f"CASE WHEN {waits} THEN 'open' WHEN n <= {many * 2} THEN 'taken' ELSE 'closed' END",
                "created_at": before(f"CASE WHEN {waits} THEN r3 ELSE r3 * 400 END"),
                "official": f"CASE WHEN {waits} THEN NULL WHEN n % 50 = 0 THEN 'Bench State' "
                            "ELSE 'Bench ' || n % 30 END",
                "taken_at": f"CASE WHEN NOT {waits} THEN {before('r3 * 399')} END",
                "active_at": f"CASE WHEN NOT {waits} THEN {before('r3 * 399')} END",
                "ended_at": f"CASE WHEN n > {many * 2} THEN {before('r3 * 398')} END",
                "district": f"CASE WHEN r4 < 0.9 THEN {self._district(sql, 'r5')} END",
            })  # fmt: skip
            self._rows(connection, "handover_messages", size.wishes * 2, {
                "wish_id": self.id(sql, "wish", f"1 + n % {size.wishes}"), "official": f"n > {size.wishes}",
                "body": f"CASE WHEN n % {size.wishes} < {size.wishes // 10} "
                        "THEN 'I ask about a loan for my shop, ' || n END",
                "at": before("r0 * 300"),
            })  # fmt: skip
            sender = keys.current().seal("919800000001")
            self._run(connection, f"UPDATE contacts SET sender = '{sender}' WHERE id = '{key('contact', 2)}'")
            self._run(
                connection,
                f"UPDATE handover_wishes SET district = '{self.districts[0]}', "
                f"topic = '{self.topics[0]}' WHERE id = '{key('wish', 1)}'",
            )
            self._rows(connection, "audit_events", size.events, {
                "at": before(f"(1 - r6) * 0.0001 + 300 * (1 - n / {size.events}.0)"),
                "actor": "CASE WHEN r0 < 0.3 THEN 'scheduler' ELSE 'Bench ' || n % 30 END",
                "act": "CASE WHEN r1 < 0.3 THEN 'unmask' WHEN r1 < 0.6 THEN 'sign_in' ELSE 'export' END",
                "about": "''", "reason": "'For a call back to the person'",
                "details": self.json(sql, "'{\"count\": ' || n || '}'"), "address": "'10.0.0.1'", "digest": "'x'",
            })  # fmt: skip
            connection.execute(insert(models.AuditHead), [
                {"name": "first", "event_id": 0, "digest": "", "count": 0},
                {"name": "last", "event_id": size.events, "digest": "x", "count": size.events},
            ])  # fmt: skip
            connection.execute(insert(models.Unanswered), [
                {"text": words, "language": language, "register": language, "kind": "unclear", "guesses": [],
                 "asked_on": NOW.date() - dt.timedelta(days=n * 90 // size.questions), "whose": None}
                for n, (language, words) in enumerate(_questions(self.rng, size.questions))
            ])  # fmt: skip
            self._rows(connection, "answer_ratings", size.wishes // 4, {
                "contact_id": self.id(sql, "contact", "n"), "topic": topic, "aspect": "'what'", "version": "'1'",
                "language": "'bn'", "helpful": "r0 < 0.8", "rated_at": before("r1 * 200"),
            })  # fmt: skip

    def figures(self) -> None:
        """Tallies of each day."""
        rows, speeds = [], []
        for back in range(self.size.tally_days):
            day = NOW.date() - dt.timedelta(days=back)
            for channel, language, topic, district in itertools.product(
                ("telegram", "whatsapp", "web"), ("bn", "hi", "en"), ["", *self.topics[:9]], ["", *self.districts]
            ):
                for outcome in self.rng.sample(OUTCOMES, 4):
                    rows.append({"day": day, "channel": channel, "language": language, "register": language,
                                 "topic": topic, "outcome": outcome, "district": district,
                                 "count": self.rng.randint(1, 40), "millis": 4_000})  # fmt: skip
            speeds += [{"day": day, "channel": channel, "bucket": bucket, "count": 10}
                       for channel in ("telegram", "whatsapp", "web") for bucket in (*BUCKETS, 0)]  # fmt: skip
        with self.database.engine.begin() as connection:
            for some in itertools.batched(rows, 20_000) if hasattr(itertools, "batched") else [rows]:
                connection.execute(insert(models.TurnTally), list(some))
            connection.execute(insert(models.TurnSpeed), speeds)

    def id(self, sql: Sql, table: str, number: str) -> str:
        """As `key`."""
        if sql.is_sqlite:
            return f"(printf('%08x', (({number}) * {_SCATTER}) & 4294967295) || '{_tag(table)}')"
        return f"(lpad(to_hex((({number})::bigint * {_SCATTER}) & 4294967295), 8, '0') || '{_tag(table)}')"

    @staticmethod
    def json(sql: Sql, written: str) -> str:
        """A text as a value of JSON."""
        return written if sql.is_sqlite else f"({written})::json"

    def _district(self, sql: Sql, drawn: str) -> str:
        """Few districts have most people."""
        return named(sql.whole(f"{len(self.districts)} * {drawn} * {drawn}"), self.districts)

    def _broadcast(self, number: int, segment: Mapping[str, Any]) -> dict[str, Any]:
        at = NOW - dt.timedelta(hours=6 * number)
        sent = number != 2
        campaign = key("campaign", number if number == 1 else number - 1) if number - 1 <= self.size.campaigns else None
        words = {"bn": "নতুন প্রকল্প শুরু হয়েছে।", "hi": "नई योजना शुरू हुई है।", "en": "A new scheme has begun."}
        return {
            "id": key("broadcast", number), "name": f"Broadcast {number}", "status": "done" if sent else "draft",
            "topic": self.topics[0], "texts": words, "fills": {}, "values": {}, "sender": words, "link": {},
            "button": {}, "segment": segment, "districts": self.districts[:1 + number % 3], "template": "",
            "estimate": {"writers": [key("official", 1)]}, "digest": f"{number}", "version": 1, "again": False,
            "created_by": key("official", 1 if number % 2 else 2), "created_at": at, "updated_at": at,
            "started_at": at if sent else None, "finished_at": at if sent else None, "decision": "",
            "recipients": CAMPAIGN if sent else 0, "campaign_id": campaign if sent else None,
        }  # fmt: skip

    def _rows(self, connection: Connection, table: str, count: int, columns: Mapping[str, str], *more: str) -> None:
        """So many rows. Columns may name n (from 1) and r0 to r7 (from 0 to below 1)."""
        sql = Sql(connection)
        drawn = ", ".join(["n", *(f"{sql.random} AS r{number}" for number in range(8)), *more])
        names = ", ".join(f'"{name}"' for name in columns)
        self._run(
            connection,
            f"""
            INSERT INTO {table} ({names})
            WITH drawn AS MATERIALIZED (SELECT {drawn} FROM {sql.series(1, count)})
            SELECT {", ".join(columns.values())} FROM drawn""",
        )

    @staticmethod
    def _run(connection: Connection, statement: str) -> None:
        connection.execute(text(statement.replace(":", "\\:")))

    @staticmethod
    def _text(value: str) -> str:
        return f"'{value}'"


_SUBJECTS: Final[Mapping[str, Sequence[str]]] = {
    "en": ("loan", "licence", "subsidy", "pension", "market stall", "insurance", "training", "ration card", "machine",
           "electricity", "rent", "export", "packaging", "tax", "account", "land paper", "passport", "scholarship"),
    "bn": ("ঋণ", "লাইসেন্স", "ভর্তুকি", "পেনশন", "দোকান", "বীমা", "প্রশিক্ষণ", "রেশন কার্ড", "যন্ত্র", "বিদ্যুৎ", "ভাড়া", "রপ্তানি"),
    "hi": ("ऋण", "लाइसेंस", "सब्सिडी", "पेंशन", "दुकान", "बीमा", "प्रशिक्षण", "राशन कार्ड", "मशीन", "बिजली", "किराया", "निर्यात"),
}  # fmt: skip
_AROUND: Final[Mapping[str, Sequence[str]]] = {
    "en": ("how do i get {0} for my {1} shop", "where is the office of {0} near the {1}",
           "my {0} was refused because of {1}",
           "who gives {0} to people with {1}", "is {0} free when i have {1}", "what papers for {0} and {1} are needed"),
    "bn": ("{0} কোথায় পাব {1} থাকলে", "আমার {0} আটকে আছে {1} এর জন্য", "{0} আর {1} এর কাগজ কী লাগে"),
    "hi": ("{0} कहाँ मिलेगा {1} होने पर", "मेरा {0} रुका है {1} के कारण", "{0} और {1} के लिए कौन से कागज़ चाहिए"),
}  # fmt: skip
_NAMES: Final = ("salma", "rina", "gopal", "kabir", "mita", "asha", "tapan", "bina", "haru", "jadu", "kali", "lata")


def _questions(rng: random.Random, count: int) -> list[tuple[str, str]]:
    """(language, words): some often, most once, as people ask."""
    found = []
    for _ in range(count):
        language = rng.choices(("bn", "hi", "en"), (5, 2, 3))[0]
        one, other = rng.sample(list(_SUBJECTS[language]), 2)
        words = rng.choice(_AROUND[language]).format(one, other)
        if rng.random() < 0.5:
            words += f" {rng.choice(_NAMES)} {rng.choice(_NAMES)} {rng.randrange(300)}"
        found.append((language, words))
    return found
