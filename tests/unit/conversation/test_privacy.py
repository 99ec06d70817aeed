"""What people ask of their own data, through whole turns with the real content; the engine only says that they ask."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from typing import Any

import pytest
from sqlalchemy import select

from bot.channels.base import Inbound, Outgoing
from bot.conversation.bare import says_yes
from bot.conversation.engine import Say
from bot.conversation.reply import _NOTICES
from bot.conversation.turns import Limits, Turns
from bot.conversation.understanding import understand
from bot.db.models import ConsentEvent, ConsentNotice, Contact, Worker, WorkerContact
from bot.db.session import Database
from bot.knowledge.consent import PURPOSES, Purpose
from bot.knowledge.library import Library
from bot.language import LanguageModel
from bot.services import consent, handover, preferences, referrals
from bot.services.privacy import erase

PHONE = "+919831012345"
ASKED = {
    "what do you know": "my_data", "my permissions": "my_consents", "delete my data": "erase_ask",
    "/my_data": "my_data", "/my_consents": "my_consents", "/delete_data": "erase_ask",
}  # fmt: skip


class Engine:
    """Understands three sentences, and their buttons."""

    async def turn(self, sender: str, message: str, metadata: dict[str, Any]) -> list[Say]:
        return [Say(ASKED.get(message, "greeting"))]


class Talk:
    """One person in a chat; `forgotten`: whom the engine was told to forget."""

    def __init__(self, database: Database, library: Library, model: LanguageModel, clock: Any) -> None:
        self.database, self.clock, self.count, self.forgotten = database, clock, 0, list[str]()

        async def forget(ids: Sequence[str]) -> None:
            self.forgotten += ids

        self.turns = Turns(
            database, Engine(), library, model, clock, Limits(default="en"), forget=forget  # type: ignore[arg-type]
        )  # fmt: skip

    async def says(self, text: str = "", payload: str = "") -> Outgoing:
        self.count += 1
        kind: Any = "payload" if payload else "text"
        message = Inbound("web", str(self.count), "p", kind, text, payload)
        (reply,) = await self.turns.answer(await self.turns.accept(message))
        return reply

    async def presses(self, reply: Outgoing, start: str) -> Outgoing:
        (payload,) = [button.payload for button in reply.buttons if button.payload.startswith(start)]
        return await self.says(payload=payload)

    @property
    def id(self) -> str:
        with self.database.session() as session:
            (found,) = session.scalars(select(Contact.id).where(Contact.sender == "p"))
            return found

    def register(self) -> str:
        now = self.clock()
        with self.database.session() as session:
            worker = Worker(
                number="WB123456784",
                name="Rahim Sekh",
                phone=PHONE,
                district="malda",
                registered_at=now,
                updated_at=now,
            )
            session.add(worker)
            session.flush()
            session.add(WorkerContact(worker_id=worker.id, contact_id=self.id, role="self", since=now))
            consent.record(session, worker.id, consent.subject_of_phone(PHONE), "registry", "granted", now)
            return worker.id

    def granted(self, holder: str, purpose: str) -> bool:
        with self.database.session() as session:
            return consent.granted(session, holder, purpose)


@pytest.fixture
def talk(database: Database, project_library: Library, model: LanguageModel, clock: Any) -> Talk:
    return Talk(database, project_library, model, clock)


async def test_what_is_known_comes_with_a_file(talk: Talk) -> None:
    await talk.says("hello")
    talk.register()
    reply = await talk.says("what do you know")
    assert "WB-1234-5678-4" in reply.text and "Rahim Sekh" in reply.text
    assert "9831012345" not in reply.text and "{" not in reply.text
    assert "Register of workers" in reply.text
    assert [button.payload for button in reply.buttons] == ["me:card", "me:consents", "me:erase"]
    assert reply.document is not None and reply.document.mime == "application/json"
    data = json.loads(reply.document.content)
    assert data["registrations"][0]["phone"] == PHONE and data["channels"][0]["person"]["sender"] == "p"
    assert data["permissions"][0]["purpose"] == "registry"
    assert talk.id not in reply.document.content.decode()  # our own ids mean nothing to anybody


async def test_somebody_without_a_registration_sees_little(talk: Talk) -> None:
    await talk.says("hello")
    reply = await talk.says("what do you know")
    assert "not in the register" in reply.text and "given no permission" in reply.text
    assert "0" not in [line.rsplit(": ")[-1] for line in reply.text.splitlines()], "what there is none of is left out"


@pytest.mark.parametrize("language", ["bn", "hi", "en"])
async def test_each_language_is_whole(talk: Talk, language: str) -> None:
    await talk.says("hello")
    talk.register()
    await talk.says(payload=f"lang:{language}")
    with talk.database.session() as session:
        session.get_one(Contact, talk.id).language, session.get_one(Contact, talk.id).language_fixed = language, True
    for key in ("what do you know", "my permissions", "delete my data"):
        reply = await talk.says(key)
        assert reply.language == language and "{" not in reply.text and "None" not in reply.text
    for purpose in PURPOSES:
        for act in ("ask", "notice", "on", "off"):
            reply = await talk.says(payload=f"consent:{purpose}:{act}")
            assert reply.text.strip() and "{" not in reply.text and reply.buttons
            assert all(len(button.title) <= 20 or act for button in reply.buttons)


@pytest.mark.parametrize("purpose", [purpose for purpose in PURPOSES if purpose != "registry"])
async def test_permission_is_given_after_the_notice_and_taken_back_at_once(talk: Talk, purpose: str) -> None:
    await talk.says("hello")
    holder = talk.register()
    holder = holder if purpose in consent.OF_WORKER else talk.id
    listed = await talk.says("my permissions")
    asked = await talk.presses(listed, f"consent:{purpose}:ask")
    notice = talk.turns._library.content().notices[purpose]
    assert asked.text == notice.text.en.strip() and not talk.granted(holder, purpose)
    whole = await talk.presses(asked, f"consent:{purpose}:notice")
    assert whole.text == notice.full.en.strip() and "Data Protection Board" in whole.text
    await talk.presses(asked, f"consent:{purpose}:on")
    assert talk.granted(holder, purpose)
    await talk.presses(await talk.says("my permissions"), f"consent:{purpose}:off")
    assert not talk.granted(holder, purpose)
    with talk.database.session() as session:
        rows = session.scalars(select(ConsentEvent).where(ConsentEvent.purpose == purpose)).all()
        assert [(row.kind, row.version) for row in rows] == [("granted", notice.version), ("withdrawn", notice.version)]
        kept = session.get_one(ConsentNotice, (purpose, notice.version))
        assert kept.texts["en"]["full"] == notice.full.en


async def test_nothing_is_passed_on_of_somebody_who_is_not_registered(talk: Talk) -> None:
    listed = await talk.says("my permissions")
    assert not [button for button in listed.buttons if "share_" in button.payload or "registry" in button.payload]
    reply = await talk.says(payload="consent:share_banks:on")
    assert "not in the register" in reply.text
    with talk.database.session() as session:
        assert session.scalars(select(ConsentEvent)).all() == []


@pytest.mark.parametrize(
    ("purpose", "answers"),
    [
        ("registry", ["set:worker:consent:yes", "set:worker:consent:no"]),
        ("share_banks", ["set:referral:share:yes", "set:referral:share:no"]),
    ],
)
async def test_whoever_is_asked_by_a_form_can_read_the_whole_notice_first(
    talk: Talk, purpose: Purpose, answers: list[str]
) -> None:
    await talk.says("hello")
    reply = await talk.says(payload=f"consent:{purpose}:notice")
    assert reply.text == talk.turns._library.content().notices[purpose].full.en.strip()
    assert [button.payload for button in reply.buttons] == answers
    with talk.database.session() as session:
        assert session.scalars(select(ConsentEvent)).all() == []


@pytest.mark.parametrize("question", sorted(_NOTICES))
async def test_a_question_that_agrees_to_something_leads_to_the_whole_notice(talk: Talk, question: str) -> None:
    ASKED["register me"] = question
    reply = await talk.says("register me")
    assert reply.buttons[-1].payload == f"consent:{_NOTICES[question]}:notice"


async def test_what_a_loan_request_agreed_to_is_listed_and_taken_back_without_a_registration(talk: Talk) -> None:
    await talk.says("hello")
    with talk.database.session() as session:
        referrals.answer(session, talk.id, True, "", "en", talk.clock())
    assert "Sharing with banks" in (await talk.says("what do you know")).text
    listed = await talk.says("my permissions")
    assert "Sharing with employers" not in listed.text
    await talk.presses(listed, "consent:share_banks:off")
    assert not talk.granted(talk.id, "share_banks")
    assert "Sharing with banks" not in (await talk.says("my permissions")).text


@pytest.mark.parametrize("payload", ["consent:x:on", "consent:registry:maybe", "consent::on", "consent:registry:on:x"])
async def test_a_payload_of_nobody_changes_nothing(talk: Talk, payload: str) -> None:
    await talk.says("hello")
    await talk.says(payload=payload)
    with talk.database.session() as session:
        assert session.scalars(select(ConsentEvent)).all() == []


@pytest.mark.parametrize("answer", ["yes", "Yes, delete all", "হ্যাঁ", "haan", "हाँ", "1", "button"])
async def test_a_yes_right_after_the_question_erases(talk: Talk, answer: str) -> None:
    await talk.says("hello")
    before, worker = talk.id, talk.register()
    with talk.database.session() as session:
        preferences.start(session, before, talk.clock())
    asked = await talk.says("delete my data")
    assert "WB-1234-5678-4" in asked.text
    done = await (talk.says(payload="me:erase:yes") if answer == "button" else talk.says(answer))
    assert "deleted" in done.text or "মুছে" in done.text or "मिटा" in done.text
    assert talk.forgotten == [before]
    with talk.database.session() as session:
        assert session.get(Worker, worker) is None and erase.purge(session, talk.clock()) == [before]
        marks = session.scalars(select(ConsentEvent)).all()
        assert {(mark.holder, mark.kind) for mark in marks} == {(before, "erased"), (worker, "erased")}
    await talk.says("hello")
    assert talk.id != before


@pytest.mark.parametrize("between", ["no", "hello", "yes but tell me of PMEGP first", "না", "yesterday"])
async def test_anything_else_erases_nothing_and_a_later_yes_neither(talk: Talk, between: str) -> None:
    await talk.says("hello")
    worker = talk.register()
    await talk.says("delete my data")
    await talk.says(between)
    await talk.says("yes")
    with talk.database.session() as session:
        assert session.get(Worker, worker) is not None
    assert talk.forgotten == []


async def test_a_yes_without_the_question_is_for_the_engine(talk: Talk) -> None:
    await talk.says("hello")
    await talk.says("yes")
    assert talk.forgotten == [] and talk.id


async def test_to_leave_the_register_asks_before_it_erases(talk: Talk) -> None:
    await talk.says("hello")
    worker = talk.register()
    asked = await talk.presses(await talk.says("my permissions"), "consent:registry:off")
    assert "cannot be brought back" in asked.text
    with talk.database.session() as session:
        assert session.get(Worker, worker) is not None


async def test_erasing_works_while_an_official_has_the_conversation(talk: Talk) -> None:
    await talk.says("hello")
    with talk.database.session() as session:
        handover.wish(session, talk.id, None, "en", talk.clock())
        (wish,) = [one.id for one in handover.wishes(session)[0]]
        handover.take(session, wish, "officer", talk.clock())
    before = talk.id
    await talk.says(payload="me:erase:yes")
    assert talk.forgotten == [before]
    with talk.database.session() as session:
        assert handover.wishes(session) == ([], 0)


async def test_a_message_that_came_just_before_is_answered_and_leaves_nothing(talk: Talk) -> None:
    await talk.says("hello")
    before = talk.id
    late = await talk.turns.accept(Inbound("web", "late", "p", "text", "xyzzy unknown"))
    await talk.turns.answer(await talk.turns.accept(Inbound("web", "e", "p", "payload", "", "me:erase:yes")))
    assert await talk.turns.answer(late)
    with talk.database.session() as session:
        assert erase.purge(session, talk.clock() + dt.timedelta(seconds=1)) == [before]


async def test_refused_consent_is_forgotten_by_the_engine(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ASKED, "i do not agree", "consent_refused")
    if "consent_refused" not in talk.turns._library.content().messages:
        pytest.fail("the registration's text for a refusal is missing")
    await talk.says("i do not agree")
    assert talk.forgotten == [talk.id]


def test_what_is_a_yes() -> None:
    assert all(says_yes(text) for text in ("yes", "YES!", "হ্যাঁ।", "haan", "हाँ जी", "sob muche din"))
    assert not any(says_yes(text) for text in ("", "no", "yes or no", "হ্যাঁ না", "why", "stop", "y u ask"))


def test_a_stop_stays_a_stop_even_then(model: LanguageModel) -> None:
    from bot.conversation.state import State
    from bot.language import History

    state = State(confirms="me:erase:yes")
    heard = understand("text", "stop", History(None, False, 0), state, model, "en", 100)
    assert heard.payload == "stop"
