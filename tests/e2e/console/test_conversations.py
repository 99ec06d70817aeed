"""People who wait for an official: found, taken, answered with a prepared text, handed back, as a help desk does it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect
from sqlalchemy import select

from bot.db.models import AuditEvent, HandoverNote, HandoverWish, OutboxMessage
from bot.services import canned, contacts, handover, workers
from bot.services.officers import Officer
from bot.services.workers import Registration, Trade
from tests.e2e.browsers import Screen, screen
from tests.office import Office

pytestmark = pytest.mark.browser

PHONE = "98311 23456"
REPLY = {"bn": "আগামী সোমবার সকাল ১১টায় জেলা শিল্প কেন্দ্রে আসুন।", "hi": "सोमवार सुबह 11 बजे ज़िला उद्योग केंद्र आइए।"}


def desk(office: Office, language: str = "en") -> Officer:
    return office.officer("Mita Das", "help_desk", {"malda"}, language=language)


def wished(office: Office, sender: str, *, topic: str = "udyam-registration", language: str = "bn") -> str:
    """Somebody of Malda who asked for a person; the id of the conversation."""
    now = office.clock()
    with office.database.session() as db:
        who = contacts.find_or_create(db, "telegram", sender, now).id
        contacts.set_language(db, who, language)  # type: ignore[arg-type]
        workers.register(
            db, Registration("Fatima Bibi", "+919831123456", "malda", (Trade("tailor"),)), now, contact_id=who
        )
        handover.wish(db, who, topic, language, now)
        found: str = db.scalars(select(HandoverWish.id).where(HandoverWish.contact_id == who)).one()
        return found


def heard(office: Office, wish: str, text: str) -> None:
    """The person writes."""
    with office.database.session() as db:
        handover.heard_from_person(db, wish, text, office.clock())


def told(office: Office, wish: str) -> list[str]:
    """What went to the person, the oldest first."""
    with office.database.session() as db:
        contact = db.get_one(HandoverWish, wish).contact_id
        rows = db.scalars(select(OutboxMessage).where(OutboxMessage.contact_id == contact).order_by(OutboxMessage.id))
        return [str(row.body["text"]) for row in rows if row.body]


def prepared(office: Office) -> None:
    officer = desk(office)
    with office.database.session() as db:
        canned.create(db, officer, "Come to the office", "", REPLY, office.clock())


def answer(seen: Screen) -> None:
    """Puts the prepared answer in and sends it."""
    seen.page.get_by_label("Prepared answer", exact=True).select_option(label="Come to the office")
    seen.page.locator(".prepared").get_by_role("button", name="Put it into the answer").click()
    expect(seen.page.locator("#text")).to_have_value(REPLY["bn"])
    seen.click("Send")


def test_from_the_inbox_to_the_end(browser: Browser, office: Office, url: str) -> None:
    prepared(office)
    wish = wished(office, "1")
    wished(office, "2", topic="pmegp", language="hi")
    with screen(browser, office, url, desk(office), name="conversations") as mita:
        mita.page.on("dialog", lambda asked: asked.accept())
        mita.open("/conversations").looks("inbox")
        mita.page.get_by_text("Search and filter").click()
        mita.fill("Words of the topic or of what was said", "udyam").click("Search")
        expect(mita.page.locator(".inbox li")).to_have_count(1)
        mita.page.locator(".inbox a").click()
        mita.click("Take it")
        assert len(told(office, wish)) == 1  # the person is told that somebody is there
        heard(office, wish, f"নাম তুলতে কী লাগবে? আমার নম্বর {PHONE}")
        expect(mita.page.locator(".talk")).to_contain_text("নাম তুলতে কী লাগবে?")  # it comes by itself
        assert PHONE not in mita.page.content() and "98xxxxxx56" in mita.page.content()
        answer(mita)
        assert told(office, wish)[-1].endswith(REPLY["bn"])
        expect(mita.page.locator(".talk")).to_contain_text(REPLY["bn"])
        mita.fill("New note", "Has an Aadhaar card, no PAN yet.").click("Keep the note")
        mita.looks("taken")
        mita.click("Give it back")
        mita.open(f"/conversations/{wish}").click("Take it").click("End it")
        expect(mita.page.get_by_role("link", name="Waiting")).to_be_visible()
        mita.page.get_by_role("link", name="Ended").click()
        expect(mita.page.locator(".inbox li")).to_have_count(1)
        mita.page.locator(".inbox a").click()
        expect(mita.main).to_contain_text("Has an Aadhaar card, no PAN yet.")
    with office.database.session() as db:
        acts = list(db.scalars(select(AuditEvent.act).where(AuditEvent.about == wish).order_by(AuditEvent.id)))
        assert [one for one in acts if one.startswith("handover_")] == [
            "handover_take", "handover_say", "handover_note", "handover_give_back", "handover_take", "handover_close",
        ]  # fmt: skip
        assert db.scalars(select(HandoverNote.body)).all() == ["Has an Aadhaar card, no PAN yet."]
    assert all("Aadhaar" not in text for text in told(office, wish))


def test_a_number_is_shown_for_a_reason(browser: Browser, office: Office, url: str) -> None:
    wish = wished(office, "3")
    heard(office, wish, f"আমাকে ফোন করুন: {PHONE}")
    officer = office.officer("Ravi Sen", "district_officer", {"malda"})
    with screen(browser, office, url, officer, name="conversations-number") as ravi:
        ravi.open(f"/conversations/{wish}").click("Show the number", role="link")
        assert PHONE not in ravi.page.content()
        ravi.looks("asked")
        ravi.page.locator("main input[name=reason]").fill("She asked us to call her back.")
        ravi.page.locator("main form button").first.click()
        expect(ravi.main).to_contain_text(PHONE)
    with office.database.session() as db:
        event = db.scalars(select(AuditEvent).where(AuditEvent.act == "handover_unmask")).one()
        assert (event.actor, event.reason) == ("Ravi Sen", "She asked us to call her back.")


@pytest.mark.parametrize(("language", "phone"), [("bn", True), ("hi", False)])
def test_its_pages_in_other_languages(browser: Browser, office: Office, url: str, language: str, phone: bool) -> None:
    wish = wished(office, f"4{language}")
    officer = desk(office, language)
    with screen(browser, office, url, officer, phone=phone, name=f"conversations-{language}") as seen:
        seen.open("/conversations").looks("inbox")
        seen.open(f"/conversations/{wish}")
        seen.page.locator("form[action$='/take'] button").click()
        heard(office, wish, "কাগজপত্র কী কী লাগবে, আর কত দিন সময় লাগে?")
        seen.open(f"/conversations/{wish}").looks("taken")
        seen.open("/conversations/replies").looks("replies")
        seen.open("/conversations/replies/new").looks("reply")


def test_without_javascript(browser: Browser, office: Office, url: str) -> None:
    wish = wished(office, "5")
    with screen(browser, office, url, desk(office), script=False, name="conversations-plain") as mita:
        mita.open(f"/conversations/{wish}").click("Take it")
        heard(office, wish, "কবে আসব?")
        mita.click("Load it again", role="link")
        expect(mita.page.locator(".talk")).to_contain_text("কবে আসব?")
        answer(mita)
        expect(mita.page.locator(".talk")).to_contain_text(REPLY["bn"])
        mita.click("End it")
        assert told(office, wish)[-2].endswith(REPLY["bn"])
