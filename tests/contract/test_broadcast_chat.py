"""Broadcasts from an official's chat, on both stores: question by question, the second official's word, the running
ones, and all that whoever has no right to it may not learn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.broadcasts import approval, drafts, record, segments
from bot.broadcasts.drafts import Broadcast
from bot.channels.base import Outgoing
from bot.channels.wire import from_json
from bot.conversation.broadcasting import commands, flow
from bot.conversation.engine import Say
from bot.conversation.surroundings import Surroundings
from bot.conversation.texts import Texts
from bot.db.models import AuditEvent, Contact, OutboxMessage
from bot.db.models import Broadcast as Row
from bot.db.models import Officer as OfficerRow
from bot.db.session import Database
from bot.scheduler import ticker
from bot.scheduler.ticker import Batch
from bot.services import chat_officials, contacts
from bot.services.officers import Officer
from tests.contract.broadcast_world import NOW, TERMS, official, person
from tests.contract.timed import content, held

TEXTS = {"en": "A fair in Malda on 5 December.", "bn": "৫ ডিসেম্বর মালদায় মেলা।", "hi": "5 दिसंबर को मालदा में मेला।"}


@pytest.fixture
def around() -> Surroundings:
    return Surroundings(content(), default="en", broadcasts=TERMS)


@pytest.fixture
def db(database: Database) -> Iterator[Session]:
    with database.session() as session:
        yield session


def work(database: Database, now: dt.datetime, around: Surroundings) -> Batch:
    mine = held(database, now)
    with database.session() as session:
        return ticker.batch(session, mine, around, now)


class Chat:
    """One person's chat, as the gateway would work it off."""

    def __init__(self, db: Session, around: Surroundings, sender: str, language: str = "en") -> None:
        self.db, self.around, self.language, self.hears = db, around, language, ""
        self.contact = contacts.find_or_create(db, "telegram", sender, NOW).id
        db.execute(update(Contact).where(Contact.id == self.contact).values(language=language))
        self.shown: Outgoing | None = None
        self.now = NOW

    def joins(self, officer: Officer) -> Chat:
        code = chat_officials.new_code(self.db, officer, NOW)
        assert self.types(f"/official {code}").key == "official_welcome"
        return self

    def types(self, text: str) -> Say:
        payload = commands.typed(text)
        if payload is not None:
            return self.presses(payload)
        return self._said(flow.heard(self.db, self.contact, self.hears, text, self.now, self.around))

    def presses(self, payload: str) -> Say:
        return self._said(flow.pressed(self.db, self.contact, payload, self.now, self.around))

    def chooses(self, title: str) -> Say:
        assert self.shown is not None
        wanted = content().buttons[title].text[self.language]  # type: ignore[index]
        (payload,) = [one.payload for one in self.shown.buttons if one.title == wanted]
        return self.presses(payload)

    def payload(self, begins: str) -> str:
        assert self.shown is not None
        return next(one.payload for one in self.shown.buttons if one.payload.startswith(begins))

    @property
    def text(self) -> str:
        assert self.shown is not None
        return self.shown.text

    def _said(self, say: Say | None) -> Say:
        assert say is not None
        for language in ("bn", "hi", "en"):
            values = {name: value for name, value in say.values.items() if name not in ("hears", "typed")}
            message = Texts(content(), NOW.date()).message(say.key, language, **values)
            assert "{" not in message.text and "None" not in message.text, message.text
            assert all(0 < len(one.title) <= 20 and "{" not in one.title for one in message.buttons), message.buttons
            assert all(len(one.payload.encode()) <= 64 for one in message.buttons)
            if language == self.language:
                self.shown = message
        self.hears = str(say.values.get("hears", ""))
        return say


def written(chat: Chat) -> Say:
    """From the start to the preview, in English, Hindi by hand, Bengali readers get the English message."""
    chat.types("/broadcast")
    chat.presses("bc:new")
    chat.chooses("bc_own_office")
    chat.types(TEXTS["en"])
    chat.chooses("bc_get_en")
    chat.types(TEXTS["hi"])
    chat.chooses("bc_to_all")
    return chat.chooses("bc_no_link")


def only(db: Session) -> Row:
    row = db.scalars(select(Row)).one()
    db.refresh(row)
    return row


def outbox(db: Session, contact: str) -> list[Outgoing]:
    rows = db.scalars(select(OutboxMessage.body).where(OutboxMessage.contact_id == contact).order_by(OutboxMessage.id))
    return [from_json(body) for body in rows if body is not None]


def test_a_small_one_from_the_first_question_to_the_end(db: Session, around: Surroundings) -> None:
    who = official(db, "Author")
    for name, language in (("a", "bn"), ("b", "hi")):
        person(db, name, language=language)
    chat = Chat(db, around, "officer").joins(who)
    assert chat.types("/broadcast").key == "bc_list_empty"
    assert chat.presses("bc:new").key == "bc_sender" and "MSME office, Malda" in chat.text
    assert chat.chooses("bc_own_office").key == "bc_text"
    assert only(db).sender["hi"].endswith("मालदा")
    assert chat.types(TEXTS["en"]).key == "bc_text_other"
    assert chat.types(TEXTS["bn"]).key == "bc_text_other"
    assert chat.chooses("bc_same").key == "bc_people" and "Malda" in chat.text
    assert chat.chooses("bc_to_all").key == "bc_link"
    assert chat.types("example.org/fair").key == "bc_preview"
    for part in (*[TEXTS[one] for one in ("en", "bn")], "https://example.org/fair", "everybody, Malda", "get it: 2"):
        assert part in chat.text, part
    assert "On WhatsApp" in chat.text
    row = only(db)
    assert row.texts == {"en": TEXTS["en"], "bn": TEXTS["bn"], "hi": TEXTS["en"]} and row.fills == {}
    assert chat.chooses("bc_hand_in").key == "bc_goes_now"
    assert only(db).status == record.APPROVED
    assert chat.chooses("bc_progress").key == "bc_progress"
    addresses = db.scalars(select(AuditEvent.address).where(AuditEvent.act == "broadcast_submit")).all()
    assert addresses == ["chat, telegram"]


def test_a_language_that_others_stand_in_for(db: Session, around: Surroundings) -> None:
    chat = Chat(db, around, "officer").joins(official(db, "Author"))
    person(db, "a")
    assert written(chat).key == "bc_preview"
    assert only(db).fills == {"bn": "en"} and "Bengali: those people get the message in English" in chat.text
    chat.presses(chat.payload(f"bc:{only(db).id[:8]}:change"))
    assert chat.presses(chat.payload(f"bc:{only(db).id[:8]}:ask:text-bn")).key == "bc_text_other"
    assert chat.types(TEXTS["bn"]).key == "bc_preview"
    assert only(db).fills == {} and only(db).texts["bn"] == TEXTS["bn"]


def test_the_same_words_follow_a_change_of_the_text(db: Session, around: Surroundings) -> None:
    chat = Chat(db, around, "officer").joins(official(db, "Author"))
    person(db, "a")
    chat.presses("bc:new")
    chat.types("DIC Malda")
    chat.types("First")
    chat.chooses("bc_same")
    chat.types(TEXTS["hi"])
    chat.chooses("bc_to_all")
    chat.chooses("bc_no_link")
    chat.presses(f"bc:{only(db).id[:8]}:ask:text-en")
    chat.types("Second")
    assert only(db).texts == {"en": "Second", "bn": "Second", "hi": TEXTS["hi"]} and only(db).name == "Second"
    assert set(only(db).sender.values()) == {"DIC Malda"}


@pytest.mark.parametrize(
    ("text", "said"),
    [("x" * 1025, "at most 1024"), ("Come on {date}", "curly"), ("", "missing"), ("y" * 1000, "too long")],
)
def test_a_text_that_cannot_go_is_asked_for_again(db: Session, around: Surroundings, text: str, said: str) -> None:
    chat = Chat(db, around, "officer").joins(official(db, "Author"))
    chat.presses("bc:new")
    chat.chooses("bc_own_office")
    assert chat.types(text).key == "bc_wrong" and said in chat.text
    assert chat.hears == "bc:text:en" and only(db).texts == {}
    assert chat.types(TEXTS["en"]).key == "bc_text_other"


@pytest.mark.parametrize("address", ["http://example.org", "javascript:alert(1)", "two words", "https://a@b.org/"])
def test_addresses_that_are_not_safe(db: Session, around: Surroundings, address: str) -> None:
    chat = Chat(db, around, "officer").joins(official(db, "Author"))
    written(chat)
    chat.presses(f"bc:{only(db).id[:8]}:ask:link")
    assert chat.types(address).key == "bc_wrong" and only(db).link == {}


def test_a_trade_and_a_saved_group(db: Session, around: Surroundings) -> None:
    who = official(db, "Author")
    women = segments.parse({"any": [{"all": [{"field": "women_led", "values": ["yes"]}]}]})
    segments.save(db, who, "Women", women, NOW)
    foreign = official(db, "Other", districts=("nadia",))
    segments.save(db, foreign, "Theirs", women, NOW)
    chat = Chat(db, around, "officer").joins(who)
    written(chat)
    short = only(db).id[:8]
    chat.presses(f"bc:{short}:ask:people")
    chat.chooses("bc_to_trade")
    assert chat.types("zzqx").key == "bc_wrong" and chat.hears == "bc:trade"
    assert chat.types("Mason").key == "bc_preview"
    assert only(db).segment["any"][0]["all"][0]["values"] == ["mason"]
    chat.presses(f"bc:{short}:ask:people")
    chat.chooses("bc_to_saved")
    assert "Women" in chat.text and "Theirs" not in chat.text
    assert chat.presses(chat.payload(f"bc:{short}:saved")).key == "bc_preview"
    assert only(db).segment == segments.dumped(women)
    theirs = segments.saved(db, foreign)[0].id
    assert chat.presses(f"bc:{short}:saved:{theirs}").key == "bc_people"
    assert only(db).segment == segments.dumped(women)


def handed_in(db: Session, around: Surroundings, chat: Chat, people: int = 3) -> Broadcast:
    for number in range(people):
        person(db, f"p{number}")
    written(chat)
    assert chat.chooses("bc_hand_in").key == "bc_handed_in"
    return drafts.one(db, official_of(db, chat), only(db).id)


def official_of(db: Session, chat: Chat) -> Officer:
    found = chat_officials.of_contact(db, chat.contact)
    assert found is not None
    return found


def test_a_second_official_gets_it_in_the_chat_and_never_the_author(database: Database, around: Surroundings) -> None:
    with database.session() as db:
        author, second = official(db, "Author"), official(db, "Second")
        chat = Chat(db, around, "officer").joins(author)
        other = Chat(db, around, "second", "bn").joins(second)
        elsewhere = Chat(db, around, "third").joins(official(db, "Third", districts=("nadia",)))
        auditor = Chat(db, around, "auditor").joins(official(db, "Auditor", "auditor", ()))
        made = handed_in(db, around, chat)
    assert work(database, NOW, around).done == 1
    with database.session() as db:
        for nobody in (chat, elsewhere, auditor):
            assert outbox(db, nobody.contact) == []
        (message,) = outbox(db, other.contact)
        assert TEXTS["en"] in message.text and "Author" in message.text and "অনুমোদন" in message.text
        yes, no = (one.payload for one in message.buttons)
        chat.db = other.db = elsewhere.db = auditor.db = db
        assert chat.presses(yes).key == "bc_own"
        assert chat.presses(no).key == "bc_own"
        assert elsewhere.presses(yes).key == "bc_gone"
        assert auditor.presses(yes).key == "bc_what"
        assert db.get_one(Row, made.id).status == record.WAITING
        assert other.presses(no).key == "bc_why"
        assert other.types("x").key == "bc_why_more"
        assert other.types("তারিখটা ভুল আছে").key == "bc_refused"
        assert db.get_one(Row, made.id).decision == "তারিখটা ভুল আছে"
        assert other.presses(yes).key == "bc_not_now"
    assert work(database, NOW, around).done == 1
    with database.session() as db:
        (back,) = outbox(db, chat.contact)
        assert "তারিখটা ভুল আছে" in back.text
        chat.db = other.db = db
        assert chat.presses(back.buttons[0].payload).key == "bc_preview"
        chat.now += dt.timedelta(hours=1)
        chat.chooses("bc_hand_in")
        waiting = other.types("/broadcast")
        assert waiting.key == "bc_list"
        see = other.payload("bc:see")
        assert other.presses(yes).key == "bc_changed", "a button of the text as it was before"
        assert other.presses(see).key == "bc_decide"
        assert other.chooses("bc_approve").key == "bc_approved"
        assert db.get_one(Row, made.id).status == record.APPROVED


def test_pause_resume_and_stop(database: Database, around: Surroundings) -> None:
    with database.session() as db:
        chat = Chat(db, around, "officer").joins(official(db, "Author"))
        second = official(db, "Second")
        made = handed_in(db, around, chat)
        approval.approve(db, second, made.id, made.version, NOW)
    work(database, NOW, around)
    with database.session() as db:
        chat.db = db
        assert chat.types("/broadcast").key == "bc_list" and "being sent" in chat.text
        assert chat.presses(chat.payload("bc:run")).key == "bc_progress" and "Waiting to be sent: 3" in chat.text
        chat.chooses("bc_pause")
        assert only(db).status == record.PAUSED and "pause: 3" in chat.text
        chat.chooses("bc_resume")
        assert only(db).status == record.SENDING
        chat.chooses("bc_stop")
        assert only(db).status == record.SENDING, "asked first"
        chat.chooses("bc_stop_yes")
        assert only(db).status == record.STOPPED
        assert chat.presses(f"bc:pause:{made.id}").key == "bc_not_now"


def test_who_gets_it_by_a_channel_that_does_not_send_is_left_out(database: Database, around: Surroundings) -> None:
    """The web chat only answers: a message there would wait for ever, and the broadcast would never end."""
    with database.session() as db:
        author = official(db, "Author")
        chat = Chat(db, around, "officer").joins(author)
        person(db, "a")
        person(db, "b", channel="web")
        written(chat)
        assert "get it: 1" in chat.text and "cannot be reached: 1" in chat.text
        chat.chooses("bc_hand_in")
        made = only(db).id
    work(database, NOW, around)
    with database.session() as db:
        one = drafts.one(db, author, made)
        assert one.recipients == 1 and one.estimate["left_out"] == {"unreachable": 1}
        channels = db.scalars(select(OutboxMessage.channel).where(OutboxMessage.campaign_id == one.campaign_id)).all()
        assert channels == ["telegram"]


def test_the_same_again_is_asked(db: Session, around: Surroundings) -> None:
    chat = Chat(db, around, "officer").joins(official(db, "Author"))
    person(db, "a")
    written(chat)
    chat.chooses("bc_hand_in")
    written(chat)
    assert chat.chooses("bc_hand_in").key == "bc_again"
    assert chat.chooses("bc_again_yes").key == "bc_goes_now"
    assert [row.again for row in db.scalars(select(Row).order_by(Row.submitted_at, Row.again))] == [False, True]


def test_nobody_fits(db: Session, around: Surroundings) -> None:
    chat = Chat(db, around, "officer").joins(official(db, "Author"))
    written(chat)
    assert chat.chooses("bc_hand_in").key == "bc_nobody"
    assert chat.chooses("bc_change").key == "bc_change"


def test_a_draft_that_the_console_changed_meanwhile(db: Session, around: Surroundings) -> None:
    who = official(db, "Author")
    chat = Chat(db, around, "officer").joins(who)
    person(db, "a")
    written(chat)
    hand = chat.payload("bc:hand")
    one = drafts.one(db, who, only(db).id)
    drafts.change(db, who, one.id, one.version, replace(one.draft, texts={**one.draft.texts, "en": "Other"}), NOW)
    assert chat.presses(hand).key == "bc_changed" and only(db).status == record.DRAFT
    chat.types("/broadcast")
    assert chat.presses(chat.payload("bc:go")).key == "bc_preview" and "Other" in chat.text


def test_throwing_away_is_asked_and_old_buttons_do_nothing(db: Session, around: Surroundings) -> None:
    chat = Chat(db, around, "officer").joins(official(db, "Author"))
    written(chat)
    old = chat.payload(f"bc:{only(db).id[:8]}:change")
    assert chat.chooses("bc_drop").key == "bc_drop_sure"
    assert db.scalars(select(Row)).all()
    assert chat.chooses("bc_drop_yes").key == "bc_dropped"
    assert not db.scalars(select(Row)).all()
    assert chat.presses(old).key == "bc_gone"


@pytest.mark.parametrize(
    "payload", ["bc:home", "bc:new", "bc:see:" + "0" * 32, "bc:yes:" + "0" * 32 + ":1", "bc:nonsense", "bc:stop:x"]
)
def test_others_learn_nothing(db: Session, around: Surroundings, payload: str) -> None:
    for role in (None, "trainer", "help_desk", "auditor", "content_editor"):
        chat = Chat(db, around, f"chat {role}")
        if role is not None:
            chat.joins(official(db, role, role))
        assert chat.presses(payload) == Say("bc_what")
    assert not db.scalars(select(Row)).all()


def test_who_was_revoked_or_unlinked_is_nobody(db: Session, around: Surroundings) -> None:
    who = official(db, "Author")
    chat = Chat(db, around, "officer").joins(who)
    chat.presses("bc:new")
    hears, chat.hears = chat.hears, "bc:sender"
    db.get_one(OfficerRow, who.id).revoked_at = NOW
    db.flush()
    assert hears == "bc:sender" and chat.types("Somebody").key == "bc_what"
    db.get_one(OfficerRow, who.id).revoked_at = None
    db.flush()
    assert chat.types("/official").key == "official_is"
    assert chat.types("/official off").key == "official_off"
    assert chat.types("/broadcast").key == "bc_what"
    assert chat.types("/official off").key == "official_none"
    assert chat.types("/official").key == "official_how"


def test_wrong_codes_are_limited(db: Session, around: Surroundings) -> None:
    who = official(db, "Author")
    chat = Chat(db, around, "officer")
    code = chat_officials.new_code(db, who, NOW)
    wrong = f"{(int(code) + 1) % 10**6:06d}"
    said = [chat.types(f"/official {wrong}").key for _ in range(chat_officials.TRIES)]
    assert said == ["official_wrong"] * 4 + ["official_blocked"]
    assert chat.types(f"/official {code}").key == "official_blocked"
    chat.now += dt.timedelta(days=1)
    code = chat_officials.new_code(db, who, chat.now)
    assert chat.types(f"/official {code}").key == "official_welcome"


def test_a_code_in_bengali_figures(db: Session, around: Surroundings) -> None:
    code: Any = chat_officials.new_code(db, official(db, "Author"), NOW)
    typed = code.translate({ord(str(n)): chr(0x9E6 + n) for n in range(10)})
    assert Chat(db, around, "officer", "bn").types(f"/official {typed[:3]} {typed[3:]}").key == "official_welcome"


@pytest.mark.parametrize("text", ["/broadcasts", "broadcast", "official 123456", "send /broadcast", "/officials"])
def test_what_is_no_command(text: str) -> None:
    assert commands.typed(text) is None
