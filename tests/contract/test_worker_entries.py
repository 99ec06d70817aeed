"""People from lists: asked once before anything else, and what yes, no and silence do. Both stores."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import func, select, update

from bot.channels.base import Outgoing
from bot.channels.wire import from_json
from bot.conversation import entries, wishes
from bot.conversation.entries import Entries, payload
from bot.conversation.reply import Composer
from bot.conversation.state import State
from bot.db.models import ConsentEvent, Contact, OutboxMessage, Worker, WorkerContact
from bot.db.session import Database
from bot.knowledge.library import Content, Library
from bot.knowledge.model import LANGUAGES
from bot.services import consent, contacts, numbers, preferences, workers
from bot.services.officers import Officer
from bot.services.worker_import.plan import plan, understand
from bot.services.worker_import.run import bring_in
from bot.services.workers import Registration, Trade
from bot.settings import ROOT
from tests.contract import stores
from tests.surroundings import around
from tests.unit.services.worker_import.lists import text_list

database, postgres, url = stores.database, stores.postgres, stores.url  # fixtures
NOW = dt.datetime(2026, 11, 22, 6, 0, tzinfo=dt.UTC)
LATER = NOW + dt.timedelta(hours=1)
OFFICER = Officer("1", "A. Roy", frozenset({"malda"}), frozenset({"import"}))
PHONE, DIGITS = "+919733300001", "919733300001"
LIST = [["Name", "Mobile", "District", "Trade"], ["Hari Pal", "9733300001", "Malda", "Mason"]]


@pytest.fixture(scope="module")
def library() -> Library:
    return Library(ROOT / "content")


@pytest.fixture(scope="module")
def content(library: Library) -> Content:
    return library.content()


@pytest.fixture
def asking(library: Library) -> Entries:
    return Entries(library, ["telegram", "whatsapp"], "bn")


@pytest.fixture
def entered(database: Database, content: Content) -> str:
    """The id of Hari Pal, who stands in the list of the Malda DIC."""
    with database.session() as session:
        bring_in(session, OFFICER, understand(text_list(LIST), content, NOW.date()), "Malda DIC", NOW)
        return session.scalars(select(Worker.id)).one()


def queued(database: Database) -> list[tuple[OutboxMessage, Outgoing]]:
    with database.session() as session:
        rows = session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)).all()
        return [(row, from_json(row.body)) for row in rows if row.body is not None]


def ask(database: Database, asking: Entries, now: dt.datetime = NOW) -> int:
    with database.session() as session:
        return asking.ask(session, now)


def contact_of(database: Database, worker: str) -> str:
    with database.session() as session:
        return session.scalars(select(WorkerContact.contact_id).where(WorkerContact.worker_id == worker)).one()


def press(database: Database, contact: str, pressed: str, now: dt.datetime = LATER) -> tuple[str, dict[str, object]]:
    with database.session() as session:
        say = wishes.by_payload(session, contact, pressed, now, around())
    assert say is not None
    return say.key, dict(say.values)


def test_whoever_was_entered_is_asked_once(database: Database, asking: Entries, entered: str, content: Content) -> None:
    assert ask(database, asking) == 1 and ask(database, asking) == 0
    ((row, message),) = queued(database)
    assert (row.channel, row.purpose, row.topic, row.key) == (
        "whatsapp",
        "service",
        preferences.ENTRY,
        f"entry:{entered}",
    )
    assert row.lane == 1 and row.expires_at == NOW + entries.LASTS, "behind replies, and not at night"
    version = content.notices["registry"].version
    wanted = tuple(payload(entered, said, version) for said in ("yes", "no", "notice"))
    assert tuple(button.payload for button in message.buttons) == wanted and max(map(len, wanted)) <= 64
    assert message.template is not None and message.template.payloads == wanted
    assert message.template.name == "registration_confirm" and message.template.parameters[0] == "Malda DIC"
    assert "Malda DIC" in message.text and "Hari" not in message.text, "the number may have another owner by now"
    with database.session() as session:
        contact = session.scalars(select(Contact)).one()
        assert (contact.sender, contact.address, contact.turns) == (DIGITS, DIGITS, 0)
        assert NOW - contact.seen_at > dt.timedelta(hours=24), "the person never wrote: there is no window"
        assert [title for title, _ in State.load(contact.state).offered] == ["হ্যাঁ", "না", "এটা কী?"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_question_fits_and_is_in_the_persons_language(
    database: Database, asking: Entries, entered: str, language: str
) -> None:
    with database.session() as session:
        contact = contacts.find_or_create(session, "whatsapp", DIGITS, NOW).id
        session.execute(update(Contact).where(Contact.id == contact).values(language=language, turns=3))
    ask(database, asking)
    ((row, message),) = queued(database)
    assert (row.contact_id, message.language) == (contact, language), "one who writes is not made anew"
    assert len(message.text) <= 1024


def test_without_the_channel_everybody_waits(database: Database, library: Library, entered: str) -> None:
    assert ask(database, Entries(library, ["telegram"], "bn")) == 0
    with database.session() as session:
        assert session.scalar(select(func.count()).select_from(Contact)) == 0
    assert ask(database, Entries(library, ["whatsapp"], "bn")) == 1


def test_nothing_else_is_sent_before_the_answer(database: Database, asking: Entries, entered: str) -> None:
    ask(database, asking)
    contact = contact_of(database, entered)

    def wanted(purpose: str, topic: str = "") -> bool:
        with database.session() as session:
            return contact in preferences.wants(session, [contact], purpose, topic)

    assert wanted("service", preferences.ENTRY)
    assert not wanted("service") and not wanted("service", "pmegp")
    with database.session() as session:
        for purpose in ("reminders", "announcements"):
            preferences.set(session, contact, purpose, True, NOW)  # type: ignore[arg-type]
    assert not wanted("reminders") and not wanted("announcements")
    press(database, contact, payload(entered, "yes"))
    assert wanted("service") and wanted("announcements")


def test_who_writes_already_keeps_what_they_asked_for(database: Database, asking: Entries, entered: str) -> None:
    with database.session() as session:
        contact = contacts.find_or_create(session, "whatsapp", DIGITS, NOW).id
        session.execute(update(Contact).values(turns=5))
        preferences.set(session, contact, "reminders", True, NOW)
    ask(database, asking)
    with database.session() as session:
        assert preferences.wants(session, [contact], "reminders") == {contact}


def test_yes_is_a_consent_and_a_number(database: Database, asking: Entries, entered: str, content: Content) -> None:
    ask(database, asking)
    contact = contact_of(database, entered)
    version = content.notices["registry"].version
    key, values = press(database, contact, payload(entered, "yes", version))
    with database.session() as session:
        worker = session.get_one(Worker, entered)
        assert (key, values) == ("entry_confirmed", {"number": numbers.shown(worker.number)})
        assert (worker.status, worker.source, worker.phone_proven) == ("active", "import", True)
        (row,) = session.scalars(select(ConsentEvent)).all()
        assert (row.holder, row.purpose, row.kind, row.via) == (entered, "registry", "granted", "self")
        assert (row.version, row.channel, row.at) == (version, "whatsapp", LATER)
        assert row.subject == consent.subject_of_phone(PHONE)
        kept = consent.version_of_today(session, "registry")
    assert kept == version, "the words of the notice are kept"
    assert press(database, contact, payload(entered, "yes"))[0] == "entry_active"
    assert press(database, contact, payload(entered, "no"))[0] == "entry_active", "an old button erases nobody"


def test_no_leaves_a_hash_and_no_list_brings_the_person_back(
    database: Database, asking: Entries, entered: str, content: Content
) -> None:
    ask(database, asking)
    contact = contact_of(database, entered)
    assert press(database, contact, payload(entered, "no"))[0] == "entry_refused"
    with database.session() as session:
        assert session.scalar(select(func.count()).select_from(Worker)) == 0
        (row,) = session.scalars(select(ConsentEvent)).all()
        assert row.subject == consent.subject_of_phone(PHONE) and row.kind in ("refused", "erased")
        assert session.get_one(Contact, contact).erased_at == LATER, "known through the list alone"
    again = understand(text_list([*LIST, ["Anita Das", "9733300002", "Malda", "Tailor"]]), content, NOW.date())
    with database.session() as session:
        assert [line.outcome for line in plan(session, OFFICER, again).lines] == ["left_out", "new"]
        assert bring_in(session, OFFICER, again, "Another office", LATER).entered == 1
    assert press(database, contact, payload(entered, "yes"))[0] == "entry_over"


def test_no_of_somebody_who_writes_erases_the_entry_alone(database: Database, asking: Entries, entered: str) -> None:
    with database.session() as session:
        contact = contacts.find_or_create(session, "whatsapp", DIGITS, NOW).id
        session.execute(update(Contact).values(turns=5))
    ask(database, asking)
    press(database, contact, payload(entered, "no"))
    with database.session() as session:
        assert session.get_one(Contact, contact).erased_at is None
        assert session.scalar(select(func.count()).select_from(Worker)) == 0


def test_silence_does_nothing(database: Database, asking: Entries, entered: str) -> None:
    ask(database, asking)
    for days in (1, 10, 40):
        assert ask(database, asking, NOW + dt.timedelta(days=days)) == 0
    with database.session() as session:
        assert session.get_one(Worker, entered).status == "unconfirmed"
        assert session.scalar(select(func.count()).select_from(ConsentEvent)) == 0


def test_nobody_answers_for_somebody_else(database: Database, asking: Entries, entered: str) -> None:
    ask(database, asking)
    with database.session() as session:
        other = contacts.find_or_create(session, "telegram", "77", NOW).id
        helper = contacts.find_or_create(session, "telegram", "78", NOW).id
        workers.link(session, entered, helper, "helper", NOW)
    for who in (other, helper):
        for said in ("yes", "no", "notice"):
            assert press(database, who, payload(entered, said))[0] == "entry_over"
    with database.session() as session:
        assert session.get_one(Worker, entered).status == "unconfirmed"


def test_who_is_registered_under_another_number_is_not_asked(database: Database, asking: Entries, entered: str) -> None:
    with database.session() as session:
        contact = contacts.find_or_create(session, "whatsapp", DIGITS, NOW).id
        own = Registration("Hari Pal", "+919733300099", "malda", (Trade("mason"),))
        kept = workers.register(session, own, NOW, contact_id=contact).worker_id
    assert ask(database, asking) == 0 and queued(database) == []
    with database.session() as session:
        assert list(session.scalars(select(Worker.id))) == [kept]


def test_the_notice_can_be_read_before_the_answer(
    database: Database, asking: Entries, entered: str, content: Content
) -> None:
    ask(database, asking)
    contact = contact_of(database, entered)
    with database.session() as session:
        say = wishes.by_payload(session, contact, payload(entered, "notice", "1-abc"), LATER, around())
    assert say is not None
    for language in LANGUAGES:
        (shown,) = Composer(content, NOW.date()).compose([say], language, State())
        assert content.notices["registry"].full[language].strip() in shown.text
        assert [button.payload for button in shown.buttons] == [
            payload(entered, "yes", "1-abc"),
            payload(entered, "no", "1-abc"),
        ]


@pytest.mark.parametrize("key", ["entry_confirmed", "entry_refused", "entry_active", "entry_over"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_answer_has_its_words(key: str, language: str, content: Content) -> None:
    shown = Composer(content, NOW.date()).remark(key, language, False, number="WB-1234-5678-4")  # type: ignore[arg-type]
    assert "{" not in shown.text and shown.text


@pytest.mark.parametrize(
    "pressed", ["entry:yes", "entry:x:yes", f"entry:{'a' * 32}:maybe", f"entry:{'a' * 32}:yes:", "menu"]
)
def test_other_payloads_are_none_of_these(pressed: str, database: Database) -> None:
    with database.session() as session:
        assert entries.by_payload(session, "nobody", pressed, NOW) is None


def test_long_lists_are_asked_portion_by_portion(database: Database, asking: Entries, content: Content) -> None:
    rows = [["Hari Pal", 9733300000 + number, "Malda", "Mason"] for number in range(12)]
    with database.session() as session:
        bring_in(session, OFFICER, understand(text_list([LIST[0], *rows]), content, NOW.date()), "Malda DIC", NOW)
    asked = []
    for _ in range(4):
        with database.session() as session:
            asked.append(asking.ask(session, NOW, limit=5))
    assert asked == [5, 5, 2, 0]
    assert len({row.contact_id for row, _ in queued(database)}) == 12
