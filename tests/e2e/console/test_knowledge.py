"""Answers as a content editor works on them: written, looked at, made live with a note, taken back; open questions."""

from __future__ import annotations

import datetime as dt
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from sqlalchemy import select

from bot.db.models import AuditEvent, ContentRevision, Unanswered
from bot.knowledge.rewriting import parsed
from bot.services import gaps
from bot.services.gaps import Gap
from bot.services.officers import Officer
from bot.settings import get_settings
from tests.e2e.browsers import Screen, screen
from tests.office import Office

pytestmark = pytest.mark.browser

TOPIC = "schemes/artisan-death-benefit"
NAME = "artisan-death-benefit"
ASKED = "karigor mara gele chele ki taka pay"


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the content: what is published goes into files."""
    made = tmp_path_factory.mktemp("knowledge") / "content"
    shutil.copytree(get_settings().content_dir, made)
    return made


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, content: Path) -> Iterator[Office]:
    """A console on that copy."""
    made = Office(tmp_path_factory.mktemp("editors"), content_dir=content)
    yield made
    made.close()


def editor(office: Office, language: str = "en") -> Officer:
    return office.officer("Mita Das", "content_editor", language=language)


def ask(office: Office, *texts: str) -> None:
    with office.database.session() as db:
        for text in texts:
            gaps.record(db, Gap(text, "bn", "bn_roman", "unclear", (NAME,)), dt.date(2026, 11, 20))


def acts(office: Office) -> list[str]:
    with office.database.session() as db:
        return list(db.scalars(select(AuditEvent.act).order_by(AuditEvent.id)))


def changed(seen: Screen, name: str, before: str, after: str) -> None:
    """Changes some words in a field."""
    field = seen.page.locator(f'[name="{name}"]')
    text = field.input_value()
    assert before in text, text
    field.fill(text.replace(before, after, 1))


def test_an_answer_is_written_published_and_taken_back(
    browser: Browser, office: Office, url: str, content: Path
) -> None:
    file = content / f"{TOPIC}.yml"
    original = file.read_bytes()
    with screen(browser, office, url, editor(office), name="knowledge") as mita:
        mita.page.on("dialog", lambda asked: asked.accept())
        mita.open("/knowledge").looks("topics")
        mita.fill("Search", "death").click("Filter")
        mita.page.locator(f"a[href$='{TOPIC}']").first.click()
        mita.looks("topic")
        mita.page.locator(f"a[href$='{TOPIC}/edit/about']").click()
        mita.page.locator('[name="title.en"]').fill("Help for the artisan's family")
        mita.page.locator('[name="title.bn"]').fill("")
        mita.click("Save and see changes")
        expect(mita.main).to_contain_text("To be mended before it can go live")
        expect(mita.page.get_by_role("button", name="Publish")).to_have_count(0)
        mita.looks("faulty")
        mita.open(f"/knowledge/{TOPIC}/edit/about")
        mita.page.locator('[name="title.bn"]').fill("কারিগরের পরিবারের সাহায্য")
        mita.click("Save and preview")
        expect(mita.main).to_contain_text("It is not live yet")
        mita.page.locator("#channel").select_option("whatsapp")
        mita.page.wait_for_url("**channel=whatsapp**")
        mita.looks("preview")
        mita.open(f"/knowledge/{TOPIC}/changes")
        expect(mita.page.locator("ins").first).to_be_visible()
        assert file.read_bytes() == original
        mita.click("Publish")
        expect(mita.page.locator("#note-error")).to_contain_text("what you changed and why")
        mita.page.locator("#note").fill("The department changed the name.")
        mita.looks("changes")
        mita.click("Publish")
        expect(mita.main).to_contain_text("Published. People get the new text now.")
        assert parsed(file.read_text(encoding="utf-8"))["title"]["bn"] == "কারিগরের পরিবারের সাহায্য"
        assert office.parts.library.content().topics[NAME].title.en == "Help for the artisan's family"
        mita.page.locator(f"a[href$='{TOPIC}/history']").click()
        expect(mita.main).to_contain_text("The department changed the name.")
        mita.looks("history")
        mita.page.locator("main table a").click()
        mita.page.locator("#note").fill("It was a mistake.")
        mita.looks("version")
        mita.click("Put back what was before it")
        expect(mita.main).to_contain_text("The earlier version is live again.")
    assert file.read_bytes() == original
    assert [one for one in acts(office) if one.startswith("content_")][-2:] == ["content_publish", "content_rollback"]


def test_a_question_becomes_an_example(browser: Browser, office: Office, url: str) -> None:
    ask(office, ASKED, ASKED, "resham loan kothay pabo")
    with screen(browser, office, url, editor(office), name="questions") as mita:
        mita.open("/knowledge/questions")
        until = time.monotonic() + 20  # like questions are put together beside the page
        while "3 questions in 2 groups" not in mita.main.inner_text():
            assert time.monotonic() < until, mita.main.inner_text()
            mita.open("/knowledge/questions")
        mita.looks("queue")
        mita.click(ASKED, role="link")
        mita.looks("one")
        mita.page.locator("#aspect").select_option("benefit")
        mita.click("Make examples")
        expect(mita.main).to_contain_text("Added to the draft of")
        expect(mita.page.locator("ins").filter(has_text="chele ki taka pay").first).to_be_visible()
        mita.open("/knowledge/questions")
        expect(mita.main).not_to_contain_text(ASKED)
        mita.click("resham loan kothay pabo", role="link")
        mita.page.locator("#id").fill("silk-loan")
        mita.page.locator("#area").select_option("loans")
        mita.click("Start a new topic")
        expect(mita.main).to_contain_text("A draft was begun. Write what is empty.")
        mita.looks("begun")
    with office.database.session() as db:
        kept = db.scalars(select(Unanswered.handled_as).order_by(Unanswered.id)).all()
        assert kept == [f"example:{NAME}", f"example:{NAME}", "topic:silk-loan"]
        bodies = {row.path: row.body for row in db.scalars(select(ContentRevision).filter_by(status="draft"))}
    assert ASKED in parsed(bodies[f"{TOPIC}.yml"])["questions"]["benefit"]["bn_roman"]


@pytest.mark.parametrize(("language", "phone"), [("bn", True), ("hi", False)])
def test_its_pages_in_other_languages(browser: Browser, office: Office, url: str, language: str, phone: bool) -> None:
    ask(office, f"byabsa bondho korle ki hobe {language}")
    with screen(browser, office, url, editor(office, language), phone=phone, name=f"knowledge-{language}") as seen:
        for name, path in {
            "topics": "", "topic": f"/{TOPIC}", "about": f"/{TOPIC}/edit/about", "answers": f"/{TOPIC}/edit/answers",
            "preview": f"/{TOPIC}/preview", "changes": f"/{TOPIC}/changes", "history": f"/{TOPIC}/history",
            "questions": "/questions", "training": "/training", "stale": "/stale", "sentences": "/messages",
        }.items():  # fmt: skip
            seen.open(f"/knowledge{path}").looks(name)
        seen.open("/knowledge/questions").page.locator("main th a").last.click()
        seen.looks("question")


def test_without_javascript(browser: Browser, office: Office, url: str, content: Path) -> None:
    other = "schemes/" + sorted(one.stem for one in (content / "schemes").glob("*.yml") if one.stem != NAME)[0]
    file = content / f"{other}.yml"
    with screen(browser, office, url, editor(office), script=False, name="knowledge-plain") as mita:
        mita.open(f"/knowledge/{other}/edit/about")
        title = mita.page.locator('[name="title.en"]').input_value()
        mita.page.locator('[name="title.en"]').fill(f"{title}!")
        mita.click("Save and see changes")
        mita.page.locator("#note").fill("With more joy.")
        mita.click("Publish")
        expect(mita.main).to_contain_text("Published. People get the new text now.")
    assert parsed(file.read_text(encoding="utf-8"))["title"]["en"] == f"{title}!"
