"""The registration of a worker, from the first word to the card: the real form, content and database, without the
engine, whose part is played by a few lines."""

from __future__ import annotations

import ast
import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rasa_sdk import Tracker
from sqlalchemy import func, select, text, update

from bot.conversation import fills
from bot.conversation.engine import Say
from bot.conversation.reply import Composer
from bot.conversation.state import State
from bot.db.models import (
    ConsentEvent,
    Contact,
    Draft,
    OutboxMessage,
    Preference,
    TradeReview,
    Worker,
    WorkerContact,
    WorkerTrade,
)
from bot.db.session import Database
from bot.knowledge.library import Content, read
from bot.services import contacts, numbers, workers
from bot.services.workers import Registration, Trade
from bot.settings import get_settings
from bot.tools import turn
from bot.tools.base import Context, Heard
from bot.tools.turn import Session
from bot.tools.worker import WorkerTool
from rasa_project.actions import worker_deed
from rasa_project.actions.deed import Who
from rasa_project.actions.tool import StartTool
from rasa_project.actions.worker_deed import WorkerDeed
from tests.surroundings import around

TOOL, DEED = WorkerTool(), WorkerDeed()
NOW = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)
MINUTE, DAY = dt.timedelta(minutes=1), dt.timedelta(days=1)
YES, SURE, ENOUGH = ("consent", "yes"), ("confirm", "yes"), ("wants", "enough")
START = "register me, Rahim Sheikh, mason, Malda, 9830012345"
PHONE = "+919830012345"
Line = str | tuple[str, str]


@pytest.fixture(scope="session")
def content() -> Content:
    return read(get_settings().content_dir)


class Talk:
    """A person in front of the form."""

    def __init__(self, database: Database, content: Content, channel: str = "telegram", sender: str = "1") -> None:
        self.database, self.content, self.now = database, content, NOW
        with database.session() as session:
            self.contact = contacts.find_or_create(session, channel, sender, NOW).id
        self.session: Session | None = None
        self.keys: list[str] = []
        self.values: dict[str, Any] = {}

    def say(self, *lines: Line, intent: str = "register_worker", shared: bool = False) -> list[str]:
        """The keys that are said to the last line, the next question among them."""
        for line in lines:
            self._one(line, intent, shared)
        return self.keys

    def _one(self, line: Line, intent: str, shared: bool) -> None:
        press = line if isinstance(line, tuple) else None
        begins = self.session is None
        who = Who(self.contact, "en", intent if begins else "nlu_fallback", self.content, press, shared)
        context = Context(self.content, self.now.date())
        with self.database.session() as session:
            said = []
            if self.session is None:
                begun = DEED.begin(session, who, self.now)
                self.session, said = Session(dict(begun.known), begun.asked), list(begun.said)
            at_work = self.session
            if press is not None:
                step = turn.press(TOOL, at_work, *press, context)
            else:
                heard = Heard(Context(self.content, self.now.date(), at_work.asked), who.intent, own=begins)
                step = turn.hear(TOOL, at_work, str(line), heard)
            known, more = DEED.step(session, who, at_work.known, step.session.known, step.session.asked, self.now)
            said += [*step.said, *more]
            self.session = Session(dict(known), step.session.asked)
            ask = turn.following(TOOL, self.session, context)
            if ask is None:
                said += DEED.finish(session, who, self.session.known, self.now)
                self.session = None
            else:
                said.append((ask.key, dict(ask.values)))
                self.session = self.session.asking(ask.slot)
        self.keys, self.values = [key for key, _ in said], dict(said)

    def cancel(self) -> list[str]:
        assert self.session is not None
        who = Who(self.contact, "en", "deny", self.content)
        with self.database.session() as session:
            told = DEED.cancel(session, who, self.session.known, self.now)
        self.session = None
        return [key for key, _ in told]

    @property
    def known(self) -> dict[str, Any]:
        assert self.session is not None
        return self.session.known


@pytest.fixture
def talk(database: Database, content: Content) -> Talk:
    return Talk(database, content)


@pytest.fixture
def another(database: Database, content: Content) -> Callable[..., Talk]:
    return lambda channel="telegram", sender="2": Talk(database, content, channel, sender)


def rows(database: Database, table: Any) -> list[Any]:
    with database.session() as session:
        return list(session.scalars(select(table)))


def agreed(database: Database) -> list[tuple[str, str, str]]:
    return [(row.purpose, row.kind, row.via) for row in sorted(rows(database, ConsentEvent), key=lambda row: row.id)]


def codes(database: Database) -> list[tuple[str, str]]:
    """(contact, code) of what was queued."""
    queued = [row for row in rows(database, OutboxMessage) if row.key.startswith("phone code")]
    return [
        (row.contact_id, next(word for word in row.body["text"].split() if len(word) == 6 and word.isdecimal()))
        for row in sorted(queued, key=lambda row: row.id)
    ]


# ---- The way through


def test_a_mason_registers_in_three_turns(talk: Talk, database: Database) -> None:
    assert talk.say(START) == ["form_ask_worker_consent"]
    assert rows(database, Draft) == [] and rows(database, ConsentEvent) == []
    assert talk.say(YES) == ["form_ask_worker_wants"]
    assert talk.say(ENOUGH, SURE) == ["registration_saved", "registration_follows"]
    (worker,) = rows(database, Worker)
    assert (worker.name, worker.phone, worker.district) == ("Rahim Sheikh", PHONE, "malda")
    assert (worker.status, worker.source, worker.phone_proven) == ("active", "chat", False)
    assert [row.trade for row in rows(database, WorkerTrade)] == ["mason"]
    assert [(row.contact_id, row.role) for row in rows(database, WorkerContact)] == [(talk.contact, "self")]
    assert rows(database, Draft) == []
    assert agreed(database) == [("registry", "granted", "self")] * 2
    held = {row.holder for row in rows(database, ConsentEvent)}
    assert held == {talk.contact, worker.id}
    assert {(row.version, row.language, row.channel) for row in rows(database, ConsentEvent)} == {
        (talk.content.notices["registry"].version, "en", "telegram")
    }


def test_what_is_said_at_the_end_holds_nothing_of_the_person(talk: Talk) -> None:
    talk.say(START, YES, ENOUGH, SURE)
    told = str(talk.values)
    assert not any(part in told for part in ("Rahim", "98300", "malda"))


@pytest.mark.parametrize("language", ["bn", "hi", "en"])
def test_the_number_the_card_and_what_follows(talk: Talk, database: Database, language: Any) -> None:
    talk.say(START, YES, "loan", ("age", "enough"), SURE)
    said = [Say(key, values) for key, values in talk.values.items()]
    with database.session() as session:
        filled = fills.filled(session, talk.contact, said, NOW, around())
    saved, following = Composer(talk.content, NOW.date()).compose(filled, language, State())
    (worker,) = rows(database, Worker)
    assert numbers.shown(worker.number) in saved.text and "Rahim Sheikh" in saved.text and "{" not in saved.text
    assert saved.document is not None and saved.document.mime == "image/png"
    assert saved.document.content.startswith(b"\x89PNG")
    payloads = [button.payload for button in following.buttons]
    assert {"ask:e-shram", "ask:migrant-welfare", "set:office:district:malda", "me:card"} <= set(payloads)
    assert len(payloads) == len(set(payloads)) <= 10 and "{" not in following.text


# ---- Consent


def test_a_refusal_stores_nothing_but_itself(talk: Talk, database: Database) -> None:
    talk.say(START)
    assert talk.say(("consent", "no")) == ["consent_refused"]
    assert talk.session is None
    assert agreed(database) == [("registry", "refused", "self")]
    assert [rows(database, table) for table in (Worker, WorkerTrade, Draft, TradeReview)] == [[], [], [], []]
    with database.session() as session:
        stored = str(session.execute(text("SELECT * FROM consent_events")).all())
    assert "Rahim" not in stored and "9830012345" not in stored


def test_who_agrees_to_more_is_noted_for_each_purpose(talk: Talk, database: Database) -> None:
    talk.say(START, YES, ENOUGH, ("confirm", "share"), "banks and employers")
    talk.say(("confirm", "updates"), "yes", SURE)
    assert agreed(database)[2:] == [
        ("share_training", "refused", "self"),
        ("share_banks", "granted", "self"),
        ("share_employers", "granted", "self"),
        ("announcements", "granted", "self"),
    ]
    assert [(row.purpose, row.wanted) for row in rows(database, Preference)] == [("announcements", True)]
    assert talk.values["registration_follows"]["updates"] is True
    # Changed later: only what is new is written.
    talk.say("change my registration", ("confirm", "share"), "nobody", SURE, intent="change_registration")
    assert agreed(database)[6:] == [("share_banks", "withdrawn", "self"), ("share_employers", "withdrawn", "self")]


# ---- Another day


def test_a_form_goes_on_another_day(talk: Talk, database: Database) -> None:
    talk.say("register me, Rahim Sheikh, mason", YES)
    (draft,) = rows(database, Draft)
    assert draft.contact_id == talk.contact and "Rahim" in draft.known
    talk.session, talk.now = None, NOW + DAY
    assert talk.say("register me") == ["worker_resumed", "form_ask_worker_phone"]
    assert talk.known["name"] == "Rahim Sheikh"
    talk.say("9830012345", "Malda", ENOUGH, SURE)
    assert [worker.name for worker in rows(database, Worker)] == ["Rahim Sheikh"] and rows(database, Draft) == []


def test_a_form_that_is_given_up_is_forgotten(talk: Talk, database: Database) -> None:
    talk.say("register me, Rahim Sheikh", YES)
    assert talk.cancel() == ["worker_cancelled"]
    assert rows(database, Draft) == [] and agreed(database)[-1] == ("registry", "withdrawn", "self")
    assert talk.say("register me") == ["form_ask_worker_consent"]
    assert talk.cancel() == ["worker_cancelled"] and len(agreed(database)) == 2


# ---- Changes


def test_registering_again_changes_and_keeps_the_number(talk: Talk, database: Database) -> None:
    talk.say(START, YES, ENOUGH, SURE)
    (before,) = rows(database, Worker)
    assert talk.say("register me") == ["form_ask_worker_confirm_change"]
    assert talk.say("district Nadia", SURE) == ["registration_changed"]
    (after,) = rows(database, Worker)
    assert (after.id, after.number, after.district) == (before.id, before.number, "nadia")
    assert rows(database, Draft) == []


def test_a_change_that_is_given_up_changes_nothing(talk: Talk, database: Database) -> None:
    talk.say(START, YES, ENOUGH, SURE)
    talk.say("change my district", intent="change_registration")
    talk.say("Nadia")
    assert talk.cancel() == ["worker_not_changed"]
    assert [worker.district for worker in rows(database, Worker)] == ["malda"]


def test_an_unknown_trade_is_kept_and_queued(talk: Talk, database: Database) -> None:
    talk.say("register me, Rahim Sheikh, Malda, 9830012345", YES, "zukputti bonano", ENOUGH, SURE)
    (trade,) = rows(database, WorkerTrade)
    assert (trade.trade, trade.said) == ("?", "zukputti bonano")
    assert [(row.said, row.count) for row in rows(database, TradeReview)] == [("zukputti bonano", 1)]


# ---- Others


def test_a_brother_gets_an_entry_of_his_own(talk: Talk, database: Database) -> None:
    talk.say(START, YES, ENOUGH, SURE)
    talk.say("register my brother")
    assert talk.keys == ["form_ask_worker_consent_other"]
    talk.say(YES, "Karim Sheikh", "9830012345", "Malda", "plumber", ENOUGH)
    assert talk.say(SURE) == ["registration_saved", "registration_follows"]
    assert talk.values["registration_saved"]["helper"] is True
    assert sorted(worker.name for worker in rows(database, Worker)) == ["Karim Sheikh", "Rahim Sheikh"]
    assert {(row.role, worker) for row, worker in _links(database)} == {
        ("self", "Rahim Sheikh"), ("helper", "Karim Sheikh"),
    }  # fmt: skip
    assert agreed(database)[-1] == ("registry", "granted", "helper")
    assert codes(database) == [], "a relative may have the helper's number"


def _links(database: Database) -> list[tuple[WorkerContact, str]]:
    with database.session() as session:
        found = select(WorkerContact, Worker.name).join(Worker, Worker.id == WorkerContact.worker_id)
        return [(row[0], row[1]) for row in session.execute(found)]


def test_a_helper_goes_on_with_the_next_person_and_changes_one(talk: Talk, database: Database) -> None:
    for name in ("Karim Sheikh", "Selim Ansari"):
        assert talk.say(("new", "other")) == ["form_ask_worker_consent_other"]
        talk.say(YES, name, "9830012345", "Malda", "mason", ENOUGH, SURE)
    assert talk.say("change registration", intent="change_registration")[0] == "registration_which"
    assert talk.session is None
    karim = next(worker for worker in rows(database, Worker) if worker.name == "Karim Sheikh")
    assert talk.say(("edit", karim.number.lower())) == ["form_ask_worker_confirm_change"]
    assert talk.say("district Nadia", SURE) == ["registration_changed"]
    assert {worker.name: worker.district for worker in rows(database, Worker)} == {
        "Karim Sheikh": "nadia", "Selim Ansari": "malda",
    }  # fmt: skip


def test_nobody_changes_the_entry_of_a_stranger(talk: Talk, database: Database, another: Callable[..., Talk]) -> None:
    talk.say(START, YES, ENOUGH, SURE)
    (worker,) = rows(database, Worker)
    stranger = another()
    assert stranger.say(("edit", worker.number.lower())) == ["form_ask_worker_consent"]
    assert "name" not in stranger.known


# ---- Whose number it is


def test_the_channels_own_number_is_proven(database: Database, another: Callable[..., Talk]) -> None:
    person = another("whatsapp", "919830012345")
    person.say("register me, Rahim Sheikh, mason, Malda")
    assert person.say(YES) == ["form_ask_worker_phone_own"]
    person.say(("phone", "yes"), ENOUGH, SURE)
    (worker,) = rows(database, Worker)
    assert (worker.phone, worker.phone_proven) == (PHONE, True)


def test_a_shared_contact_is_proven(talk: Talk, database: Database) -> None:
    talk.say("register me, Rahim Sheikh, mason, Malda", YES)
    talk.say(PHONE, shared=True)
    talk.say(ENOUGH, SURE)
    (worker,) = rows(database, Worker)
    assert (worker.phone, worker.phone_proven) == (PHONE, True)


def test_the_same_number_on_another_channel_is_proven_by_a_code(
    talk: Talk, database: Database, another: Callable[..., Talk]
) -> None:
    talk.say(START, YES, "loan", ("age", "enough"), SURE)
    (first,) = rows(database, Worker)
    web = another("web", "w")
    web.say(START)
    assert web.say(YES)[0] == "worker_code_sent"
    ((to, code),) = codes(database)
    assert to == talk.contact
    assert web.say(ENOUGH) == ["form_ask_worker_code"]
    wrong = f"{(int(code) + 1) % 10**6:06d}"
    assert web.say(wrong) == ["worker_code_wrong", "form_ask_worker_code"]
    assert web.values["worker_code_wrong"] == {"left": 4}
    assert web.say(code) == ["worker_code_right", "form_ask_worker_confirm_change"]
    assert web.say(SURE) == ["registration_changed"]
    (after,) = rows(database, Worker)
    assert (after.id, after.number, after.wants) == (first.id, first.number, workers.WANTS["loan"])
    assert {row.contact_id for row in rows(database, WorkerContact)} == {talk.contact, web.contact}


def test_without_the_code_it_stays_a_separate_entry(
    talk: Talk, database: Database, another: Callable[..., Talk]
) -> None:
    talk.say(START, YES, ENOUGH, SURE)
    web = another("web", "w")
    web.say(START, YES, ENOUGH)
    assert web.say("I don't know") == ["worker_code_unproven", "form_ask_worker_confirm"]
    assert web.say(SURE)[0] == "registration_saved"
    assert web.values["registration_saved"]["separate"] is True
    assert len(rows(database, Worker)) == 2
    assert not any(worker.phone_proven for worker in rows(database, Worker))


def test_five_wrong_codes_end_the_asking(talk: Talk, database: Database, another: Callable[..., Talk]) -> None:
    talk.say(START, YES, ENOUGH, SURE)
    web = another("web", "w")
    web.say(START, YES, ENOUGH)
    ((_, code),) = codes(database)
    for _ in range(4):
        assert web.say(f"{(int(code) + 1) % 10**6:06d}")[0] == "worker_code_wrong"
    assert web.say(f"{(int(code) + 1) % 10**6:06d}") == ["worker_code_unproven", "form_ask_worker_confirm"]


def test_an_old_code_is_replaced_by_a_new_one(talk: Talk, database: Database, another: Callable[..., Talk]) -> None:
    talk.say(START, YES, ENOUGH, SURE)
    web = another("web", "w")
    web.say(START, YES, ENOUGH)
    ((_, old),) = codes(database)
    web.now = NOW + 11 * MINUTE
    assert web.say(old)[0] == "worker_code_again"
    assert web.say(codes(database)[1][1])[0] == "worker_code_right"


def test_where_nobody_can_be_sent_a_code_it_is_said(
    talk: Talk, database: Database, another: Callable[..., Talk]
) -> None:
    talk.say(START, YES, ENOUGH, SURE)
    with database.session() as session:
        session.execute(update(Contact).where(Contact.id == talk.contact).values(unreachable_at=NOW))
    web = another("web", "w")
    assert web.say(START, YES)[0] == "worker_code_nobody"
    assert "98xxxxxx45" in str(web.values["worker_code_nobody"])
    assert web.say(ENOUGH, SURE)[0] == "registration_saved" and codes(database) == []


def test_the_owner_of_the_number_needs_no_code(talk: Talk, database: Database, another: Callable[..., Talk]) -> None:
    talk.say(START, YES, ENOUGH, SURE)
    owner = another("whatsapp", "919830012345")
    owner.say("register me, Rahim Sheikh, mason, Nadia", YES)
    assert owner.say(("phone", "yes")) == ["worker_found_by_number", "form_ask_worker_confirm_change"]
    owner.say(SURE)
    (worker,) = rows(database, Worker)
    assert (worker.district, worker.phone_proven) == ("nadia", True)


@pytest.mark.parametrize(("name", "entries"), [("Rahim Sheikh", 1), ("Rahima Sheikh", 2)])
def test_a_listed_person_is_joined_by_number_and_name_only(
    database: Database, another: Callable[..., Talk], name: str, entries: int
) -> None:
    listed = Registration("rahim  sheikh", PHONE, "malda", (Trade("mason"),))
    with database.session() as session:
        workers.register(session, listed, NOW, source="import", status="unconfirmed")
    person = another("whatsapp", "919830012345")
    person.say(f"register me, {name}, mason, Malda", YES)
    person.say(("phone", "yes"))
    assert ("worker_found_by_number" in person.keys) == (entries == 1)
    person.say(*([] if entries == 1 else [ENOUGH]), SURE)
    assert len(rows(database, Worker)) == entries
    with database.session() as session:
        active = session.scalar(select(func.count()).where(Worker.status == "active"))
    assert active == 1


def test_everything_that_is_said_has_a_text(content: Content) -> None:
    """In the deed keys stand in pairs with their values."""
    tree = ast.parse(Path(worker_deed.__file__).read_text(encoding="utf-8"))
    constants = {
        node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    keys = {one for one in constants if one.startswith(("worker_", "registration_", "consent_"))}
    assert {"worker_resumed", "worker_code_sent", "registration_saved", "consent_refused"} <= keys
    assert keys <= content.messages.keys()


class _Library:
    def __init__(self, content: Content) -> None:
        self._content = content

    def content(self) -> Content:
        return self._content


@pytest.mark.parametrize(
    ("typed", "metadata", "press", "shared"),
    [
        ("/use_tool", {}, ("edit", "wb123456784"), False),
        ("edit wb123456784", {}, None, False),
        (PHONE, {"shared_contact": True}, None, True),
        (PHONE, {"shared_contact": False}, None, False),
    ],
)
def test_only_the_channel_says_what_was_pressed_and_shared(
    database: Database, content: Content, typed: str, metadata: dict[str, Any], press: Any, shared: bool
) -> None:
    entities = [{"entity": "tool_slot", "value": "edit"}, {"entity": "tool_value", "value": "wb123456784"}]
    message = {"text": typed, "intent": {"name": "use_tool"}, "entities": entities, "metadata": metadata}
    action = StartTool(database, lambda: NOW, _Library(content))  # type: ignore[arg-type]
    who = action._who(Tracker("me", {}, message, [], False, None, {}, None))
    assert (who.press, who.shared) == (press, shared)
