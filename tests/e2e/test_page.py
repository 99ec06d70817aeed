"""The chat page in a real browser, against a scripted stand-in for POST /api/chat.

CHROMIUM names the browser (else it is looked for on PATH), SCREENSHOTS the folder for pictures of what was seen.
"""

from __future__ import annotations

import asyncio
import base64
import os
import re
import shutil
import socket
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import uvicorn
import yaml
from axe_playwright_python.sync_playwright import Axe
from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

from bot.api import page as chat_page
from bot.conversation.card import Row, draw

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 20_000  # milliseconds: the machine may be busy
expect.set_options(timeout=PATIENCE)

QUESTIONS = {
    "bn": "উদ্যম রেজিস্ট্রেশনে কী কী কাগজ লাগে?",
    "hi": "उद्यम रजिस्ट्रेशन में कौन-कौन से कागज़ लगते हैं?",
    "en": "What papers are needed for Udyam registration?",
}
DATES = {"bn": "২১ নভেম্বর ২০২৬", "hi": "21 नवंबर 2026", "en": "21 November 2026"}
NAMES = {"bn": "উদ্যোগ সাথী", "hi": "उद्योग साथी", "en": "Udyog Sathi"}


# ---- The stand-in --------------------------------------------------------------------------------------------------


def _content(*names: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in names:
        found |= yaml.safe_load((ROOT / "content" / name).read_text(encoding="utf-8"))
    return found


SAID = _content("messages/conversation.yml", "messages/buttons.yml")
UDYAM = _content("schemes/udyam-registration.yml")
PAYLOADS = {
    "area_schemes": "menu:schemes",
    "area_gst": "menu:gst",
    "area_ondc": "menu:ondc",
    "area_loans": "menu:loans",
}


def message(text: str, language: str, buttons: list[str] = (), sources: list[dict[str, str]] = ()) -> dict[str, Any]:  # type: ignore[assignment]
    """A message as the API gives it; buttons by their names in buttons.yml."""
    titles = [
        {
            "title": SAID[b]["text"][language],
            "payload": PAYLOADS.get(b, b.replace("aspect_", "ask:udyam-registration:")),
        }
        for b in buttons
    ]
    return {"text": text.strip(), "language": language, "buttons": titles, "sources": list(sources)}


def udyam(language: str, aspect: str = "documents") -> dict[str, Any]:
    """A real answer of ours, with its source."""
    source = UDYAM["sources"][1]
    line = SAID["source_line"]["text"][language].format(source=source["title"], date=DATES[language])
    return message(
        f"{UDYAM['title'][language]}\n\n{UDYAM['aspects'][aspect][language].strip()}\n\n{line}",
        language,
        ["aspect_how-to-apply", "aspect_cost", "aspect_eligibility", "aspect_mistakes"],
        [{"title": source["title"], "url": source["url"], "verified_on": "2026-11-21"}],
    )


@dataclass
class Fake:
    """The service as a test wants it. `plan`: what happens to the next requests; then everything is answered."""

    plan: list[Callable[[], Response | None]] = field(default_factory=list)
    answer: Callable[[dict[str, Any]], list[dict[str, Any]]] | None = None
    language: str = "bn"
    requests: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    done: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    most_at_once: int = 0
    at_once: int = 0
    gate: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.gate.set()

    def said(self) -> list[str]:
        """What was worked on, once per message."""
        first = {key: body for key, body in reversed(self.requests) if key in self.done}
        return [body.get("text") or body["payload"] for body in reversed(first.values())]

    async def handle(self, key: str, body: dict[str, Any]) -> Response:
        self.requests.append((key, body))
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            step = self.plan.pop(0) if self.plan else None
            if body.get("payload") != "greet":
                while not self.gate.is_set():
                    await asyncio.sleep(0.01)
            problem = step() if step else None
            if problem is None or problem.headers.get("x-worked-on"):
                self.done.setdefault(key, self.reply(body))
            return problem or JSONResponse({"messages": self.done[key]})
        finally:
            self.at_once -= 1

    def reply(self, body: dict[str, Any]) -> list[dict[str, Any]]:
        if self.answer and "text" in body:
            return self.answer(body)
        payload, text = body.get("payload", ""), body.get("text", "")
        if payload.startswith("lang:"):
            self.language = payload[5:]
            return [message(SAID["language_changed"]["text"][self.language], self.language)]
        if payload == "greet":
            greeting = SAID["greeting"]
            return [message(greeting["text"][self.language], self.language, greeting["buttons"])]
        if text:
            self.language = "bn" if re.search("[ঀ-৿]", text) else "hi" if re.search("[ऀ-ॿ]", text) else "en"
            return [udyam(self.language)]
        return [udyam(self.language, "how-to-apply")]


def problem(status: int, worked_on: bool = False, **headers: str) -> Callable[[], Response]:
    """An error as the API gives it; `worked_on`: the message was taken all the same."""
    body = {"type": "about:blank", "title": "Problem", "status": status, "detail": "In words"}
    extra = {name.replace("_", "-"): value for name, value in headers.items()} | (
        {"x-worked-on": "1"} if worked_on else {}
    )
    return lambda: JSONResponse(body, status, extra, "application/problem+json")


class Server:
    """The page's router and the stand-in on a free port."""

    def __init__(self) -> None:
        self.fake = Fake()
        app = FastAPI(docs_url=None, redoc_url=None, title="Udyog Sathi")
        app.include_router(chat_page.router)
        app.add_middleware(chat_page.SecurityHeaders)

        @app.post("/api/chat")
        async def chat(request: Request) -> Response:
            return await self.fake.handle(request.headers["idempotency-key"], await request.json())

        self.socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.socket.getsockname()[1]}"
        self.server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
        self.thread = threading.Thread(target=self.server.run, kwargs={"sockets": [self.socket]}, daemon=True)
        self.thread.start()

    def stop(self) -> None:
        self.server.should_exit = True
        self.thread.join(10)


@pytest.fixture(scope="module")
def page_server() -> Iterator[Server]:
    server = Server()
    yield server
    server.stop()


@pytest.fixture
def fake(page_server: Server) -> Iterator[Fake]:
    page_server.fake = Fake()
    yield page_server.fake
    page_server.fake.gate.set()


# ---- The browser ---------------------------------------------------------------------------------------------------
# Everything of Playwright ends with the module: its loop must not run on under other modules' asynchronous tests.


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


def launch(playwright: Playwright, **env: str) -> Browser:
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not path:
        pytest.fail("no browser: install Chromium or name one in CHROMIUM")
    return playwright.chromium.launch(
        executable_path=path, args=ARGS, env={**os.environ, **env} if env else None, timeout=60_000
    )


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    started = launch(playwright)
    yield started
    started.close()


class Chat:
    """The page as a person uses it."""

    def __init__(self, page: Page, url: str) -> None:
        self.page, self.url = page, url
        self.console: list[str] = []
        page.set_default_timeout(PATIENCE)
        page.on("console", lambda m: self.console.append(f"{m.type}: {m.text}"))
        page.on("pageerror", lambda e: self.console.append(f"uncaught: {e}"))
        self.input = page.locator("#text")
        self.send = page.locator("#send")
        self.bot = page.locator(".turn.bot")
        self.mine = page.locator(".turn.me .bubble")
        self.note = page.locator(".note")

    def open(self, answers: int = 1) -> Chat:
        self.page.goto(self.url)
        expect(self.bot).to_have_count(answers)
        return self

    def say(self, text: str) -> None:
        self.input.fill(text)
        self.input.press("Enter")

    def shot(self, name: str) -> None:
        folder = Path(os.environ.get("SCREENSHOTS") or Path(tempfile.gettempdir(), "screenshots"))
        self.page.evaluate("document.fonts.ready")
        self.page.wait_for_function("document.getAnimations().every(a => a.effect.getTiming().iterations === Infinity)")
        self.page.screenshot(path=folder / f"{name}.png")

    def texts(self) -> list[str]:
        """Every bubble in order, first lines only."""
        return [t.split("\n")[0] for t in self.page.locator(".text").all_inner_texts()]


@contextmanager
def opened(browser: Browser, url: str, **options: Any) -> Iterator[Chat]:
    context: BrowserContext = browser.new_context(
        **{"viewport": {"width": 360, "height": 740}, "locale": "bn-IN", "reduced_motion": "reduce", **options}
    )
    try:
        chat = Chat(context.new_page(), url)
        yield chat
        bad = [line for line in chat.console if "Content Security Policy" in line or line.startswith("uncaught")]
        assert not bad, bad
    finally:
        context.close()


@pytest.fixture
def chat(browser: Browser, page_server: Server, fake: Fake) -> Iterator[Chat]:
    with opened(browser, page_server.url) as chat:
        yield chat


# ---- A conversation ------------------------------------------------------------------------------------------------


def test_greets_once_and_answers(chat: Chat, fake: Fake) -> None:
    chat.open()
    expect(chat.bot.first).to_contain_text("নমস্কার")
    expect(chat.mine).to_have_count(0)
    expect(chat.send).to_be_disabled()
    chat.input.fill("   ")
    expect(chat.send).to_be_disabled()
    chat.say(QUESTIONS["bn"])
    expect(chat.bot).to_have_count(2)
    expect(chat.mine).to_have_text([re.compile(re.escape(QUESTIONS["bn"]))])
    expect(chat.input).to_have_value("")
    answer = chat.bot.last
    expect(answer.locator(".bubble")).to_have_attribute("lang", "bn")
    assert "\n" in answer.locator(".text").inner_text()
    source = answer.locator(".sources a")
    expect(source).to_have_attribute("href", UDYAM["sources"][1]["url"])
    expect(source).to_have_attribute("target", "_blank")
    expect(source).to_have_attribute("rel", re.compile("noopener"))
    assert answer.inner_text().count(UDYAM["sources"][1]["title"]) == 1
    assert fake.said() == ["greet", QUESTIONS["bn"]]
    keys = [key for key, _ in fake.requests]
    senders = {body["sender"] for _, body in fake.requests}
    assert len(set(keys)) == 2 and len(senders) == 1 and len(senders.pop()) == 36


def test_enter_sends_and_shift_enter_breaks_the_line(chat: Chat, fake: Fake) -> None:
    chat.open()
    low = chat.input.bounding_box()
    chat.input.press_sequentially("one")
    chat.input.press("Shift+Enter")
    chat.input.press_sequentially("two")
    high = chat.input.bounding_box()
    assert low and high and high["height"] > low["height"]
    chat.input.press("Enter")
    expect(chat.bot).to_have_count(2)
    assert fake.requests[-1][1]["text"] == "one\ntwo"
    assert chat.mine.locator(".text").inner_text() == "one\ntwo"
    expect(chat.mine.locator(".text")).to_have_attribute("lang", "en")


def test_empty_lines_and_lists_keep_their_shape(chat: Chat, fake: Fake) -> None:
    fake.answer = lambda body: [message("one\n\n• three\n\n১. five\n2. six\n\neight", "bn")]
    chat.open()
    chat.say("list")
    expect(chat.bot).to_have_count(2)
    expect(chat.bot.last.locator(".item")).to_have_text(["• three", "১. five", "2. six"])
    lines = "e => Math.round(e.offsetHeight / parseFloat(getComputedStyle(e).lineHeight))"
    assert chat.bot.last.locator(".text").evaluate(lines) == 8


def test_buttons_send_their_payload_and_old_ones_stay(chat: Chat, fake: Fake) -> None:
    chat.open()
    first = chat.bot.first.get_by_role("button", name="জিএসটি")
    first.click()
    expect(chat.bot).to_have_count(2)
    expect(chat.mine.locator(".text")).to_have_text("জিএসটি")
    assert fake.requests[-1][1].get("payload") == "menu:gst" and "text" not in fake.requests[-1][1]
    expect(chat.page.locator(".current")).to_have_count(1)
    expect(chat.bot.last).to_have_class(re.compile("current"))
    first.focus()
    chat.page.keyboard.press("Enter")
    expect(chat.bot).to_have_count(3)
    sizes = chat.page.evaluate(
        "[...document.querySelectorAll('button')].filter(b => b.offsetParent).map(b => [b.offsetWidth, b.offsetHeight])"
    )
    assert all(width >= 44 and height >= 44 for width, height in sizes), sizes


def test_language_choice_changes_page_and_answers(chat: Chat, fake: Fake) -> None:
    chat.open()
    html = chat.page.locator("html")
    expect(html).to_have_attribute("lang", "bn")
    for number, (language, placeholder) in enumerate(
        {"hi": "यहाँ सवाल लिखिए", "en": "Write your question here"}.items(), 2
    ):
        chat.page.locator(f"[data-language={language}]").click()
        expect(chat.bot).to_have_count(number)
        assert fake.requests[-1][1]["payload"] == f"lang:{language}"
        expect(html).to_have_attribute("lang", language)
        expect(chat.page.locator("h1")).to_have_text(NAMES[language])
        expect(chat.page).to_have_title(NAMES[language])
        expect(chat.input).to_have_attribute("placeholder", placeholder)
        expect(chat.bot.last.locator(".bubble")).to_have_attribute("lang", language)
        expect(chat.mine.last.locator(".text")).to_have_attribute("lang", language)
    expect(chat.page.locator("[data-language=en]")).to_have_attribute("aria-pressed", "true")
    expect(chat.bot.first.locator(".bubble")).to_have_attribute("lang", "bn")
    chat.page.locator("[data-language=en]").click()
    chat.say(QUESTIONS["hi"])
    expect(chat.bot).to_have_count(4)
    expect(html).to_have_attribute("lang", "en")  # a choice is kept


def test_page_follows_the_language_of_answers_until_one_is_chosen(chat: Chat) -> None:
    chat.open()
    chat.say(QUESTIONS["hi"])
    expect(chat.bot).to_have_count(2)
    expect(chat.page.locator("html")).to_have_attribute("lang", "hi")
    expect(chat.mine.locator(".text")).to_have_attribute("lang", "hi")


def test_roman_letters_are_marked_as_the_language_of_the_answer(chat: Chat, fake: Fake) -> None:
    fake.answer = lambda body: [udyam("bn")]
    chat.open()
    chat.say("udyam korte ki ki kagoj lage")
    expect(chat.bot).to_have_count(2)
    expect(chat.mine.locator(".text")).to_have_attribute("lang", "bn-Latn")


def test_an_answer_in_roman_letters_is_marked_so_for_screen_readers(chat: Chat, fake: Fake) -> None:
    fake.answer = lambda body: [{**message("Aadhaar lagbe.", "bn", ["menu"]), "roman": True}]
    chat.open()
    chat.say("roman e likhun")
    expect(chat.bot).to_have_count(2)
    expect(chat.bot.last.locator(".bubble")).to_have_attribute("lang", "bn-Latn")
    expect(chat.bot.last.locator(".choices")).to_have_attribute("lang", "bn-Latn")


def test_quick_messages_wait_in_order(chat: Chat, fake: Fake) -> None:
    fake.answer = lambda body: [message(f"answer to {body['text']}", "en")]
    chat.open()
    fake.gate.clear()
    for text in ("first", "second", "third"):
        chat.say(text)
    expect(chat.mine).to_have_count(3)
    expect(chat.page.locator(".typing")).to_be_visible()
    expect(chat.page.locator("#doing")).not_to_be_empty()
    expect(chat.note).to_have_count(2)
    fake.gate.set()
    expect(chat.bot).to_have_count(4)
    expect(chat.page.locator(".typing")).to_be_hidden()
    expect(chat.note).to_have_count(0)
    assert fake.said() == ["greet", "first", "second", "third"]
    assert fake.most_at_once == 1
    assert chat.texts()[1:] == ["first", "answer to first", "second", "answer to second", "third", "answer to third"]


# ---- What can go wrong ---------------------------------------------------------------------------------------------


def test_error_and_try_again_do_not_double(chat: Chat, fake: Fake) -> None:
    chat.open()
    fake.plan = [problem(500, worked_on=True)]  # taken, but the answer was lost
    chat.say("echo")
    again = chat.page.get_by_role("button", name="আবার চেষ্টা করুন")
    expect(again).to_be_visible()
    expect(chat.note).to_contain_text("দোষটা আমাদের")
    chat.shot("error")
    again.click()
    expect(chat.bot).to_have_count(2)
    expect(chat.note).to_have_count(0)
    expect(chat.mine).to_have_count(1)
    (first, _), (second, _) = fake.requests[-2:]
    assert first == second
    assert fake.said() == ["greet", "echo"]


def test_a_new_message_takes_the_failed_one_along_in_order(chat: Chat, fake: Fake) -> None:
    chat.open()
    fake.plan = [problem(502)]
    chat.say("first")
    expect(chat.page.locator(".note.alarm")).to_be_visible()
    chat.say("second")
    expect(chat.bot).to_have_count(3)
    assert fake.said() == ["greet", "first", "second"]
    expect(chat.note).to_have_count(0)


def test_refused_message_does_not_hold_up_the_next(chat: Chat, fake: Fake) -> None:
    chat.open()
    fake.plan = [problem(422)]
    chat.say("first")
    expect(chat.page.locator(".note.alarm")).to_contain_text("অন্যভাবে")
    expect(chat.page.locator(".note button")).to_have_count(0)
    chat.say("second")
    expect(chat.bot).to_have_count(2)
    assert fake.said() == ["greet", "second"]


def test_too_many_requests_waits_and_goes_by_itself(chat: Chat, fake: Fake) -> None:
    chat.open()
    fake.plan = [problem(429, Retry_After="1")]
    chat.say("first")
    expect(chat.note).to_contain_text("১ সেকেন্ড")
    chat.shot("wait")
    expect(chat.bot).to_have_count(2)
    expect(chat.note).to_have_count(0)
    assert len(fake.requests) == 3 and len({key for key, _ in fake.requests}) == 2


def test_offline_is_said_and_the_message_goes_when_back(chat: Chat, fake: Fake) -> None:
    chat.open()
    chat.page.context.set_offline(True)
    expect(chat.page.locator("#offline")).to_contain_text("ইন্টারনেট নেই")
    chat.say("first")
    expect(chat.note).to_contain_text("সংযোগ ফিরলে যাবে")
    chat.shot("offline")
    chat.page.context.set_offline(False)
    expect(chat.bot).to_have_count(2)
    expect(chat.page.locator("#offline")).to_be_empty()
    assert fake.said() == ["greet", "first"]


def test_failed_greeting_can_be_tried_again(chat: Chat, fake: Fake) -> None:
    fake.plan = [problem(503)]
    chat.open(answers=0)
    chat.page.get_by_role("button", name="আবার চেষ্টা করুন").click()
    expect(chat.bot).to_have_count(1)
    expect(chat.mine).to_have_count(0)


def test_long_messages_are_counted(chat: Chat) -> None:
    chat.open()
    count = chat.page.locator("#count")
    chat.input.fill("ক" * 3000)
    expect(count).to_be_empty()
    chat.input.fill("ক" * 4000)
    expect(count).to_contain_text("৯৬")
    expect(chat.send).to_be_enabled()
    chat.input.fill("😀" * 4098)
    expect(count).to_contain_text("২টি অক্ষর বেশি")
    expect(chat.send).to_be_disabled()


def test_message_under_way_at_a_reload_is_answered_once(chat: Chat, fake: Fake) -> None:
    chat.open()
    fake.gate.clear()
    chat.say("first")
    expect(chat.mine).to_have_count(1)
    expect(chat.page.locator(".typing")).to_be_visible()
    chat.page.reload()
    fake.gate.set()
    expect(chat.bot).to_have_count(2)
    expect(chat.mine).to_have_count(1)
    assert fake.said() == ["greet", "first"]


# ---- What is kept --------------------------------------------------------------------------------------------------


def test_reload_keeps_and_new_conversation_clears(chat: Chat, fake: Fake) -> None:
    chat.open()
    chat.page.locator("[data-language=en]").click()
    expect(chat.bot).to_have_count(2)
    chat.say(QUESTIONS["en"])
    expect(chat.bot).to_have_count(3)
    before, count = chat.texts(), len(fake.requests)
    sender = fake.requests[-1][1]["sender"]
    chat.page.reload()
    expect(chat.bot).to_have_count(3)
    assert chat.texts() == before and len(fake.requests) == count
    expect(chat.input).to_have_attribute("placeholder", "Write your question here")
    chat.bot.last.get_by_role("button").first.click()
    expect(chat.bot).to_have_count(4)
    assert fake.requests[-1][1]["sender"] == sender

    chat.page.locator("#fresh").click()
    expect(chat.page.get_by_role("dialog")).to_be_visible()
    chat.shot("confirm")
    chat.page.keyboard.press("Escape")
    expect(chat.bot).to_have_count(4)
    chat.page.locator("#fresh").click()
    chat.page.get_by_role("button", name="Yes, delete it").click()
    expect(chat.bot).to_have_count(1)
    expect(chat.bot).to_contain_text("Namaskar")
    expect(chat.mine).to_have_count(0)
    assert fake.requests[-1][1]["payload"] == "greet" and fake.requests[-1][1]["sender"] != sender


def test_last_hundred_messages_are_kept(chat: Chat, fake: Fake) -> None:
    fake.answer = lambda body: [message(f"line {n}", "en") for n in range(120)]
    chat.open()
    chat.say("much")
    expect(chat.bot).to_have_count(121)
    chat.page.reload()
    expect(chat.bot).to_have_count(100)
    assert chat.texts()[-1] == "line 119"


def test_works_without_storage_and_without_randomuuid(browser: Browser, page_server: Server, fake: Fake) -> None:
    with opened(browser, page_server.url) as chat:
        chat.page.add_init_script(
            "Object.defineProperty(window, 'localStorage', {get() { throw new Error('no') }});"
            "crypto.randomUUID = undefined;"
        )
        chat.open()
        chat.say("first")
        expect(chat.bot).to_have_count(2)
        assert re.fullmatch(
            r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", fake.requests[-1][0]
        )


# ---- Safety --------------------------------------------------------------------------------------------------------

LINES = """<img src=x onerror=alert(1)> <b>bold</b> &lt;
javascript:alert(1) data:text/html,x https://user:secret@evil.example/ https://udyam.gov.in@evil.example
See udyamregistration.gov.in, ondc.org-এ, (https://www.gst.gov.in/help?a=1&b=2). help@msme.gov.in example.com evilgov.in
http://silpasathi.wb.gov.in/x। a.gov.in.evil.example"""


def test_texts_stay_texts_and_links_are_safe(chat: Chat, fake: Fake) -> None:
    sources = [
        {"title": "Bad <i>source</i>", "url": "javascript:alert(1)", "verified_on": "2026-11-21"},
        {"title": "Good", "url": "https://example.com/", "verified_on": "2026-11-21"},
    ]
    fake.answer = lambda body: [message(LINES, "en"), message("Hello\nSource: Bad <i>source</i>", "en", [], sources)]
    dialogs: list[str] = []
    chat.page.on("dialog", lambda d: (dialogs.append(d.message), d.dismiss()))
    chat.open()
    chat.say("<script>alert(1)</script> https://phish.example")
    expect(chat.bot).to_have_count(3)
    assert chat.mine.locator(".text").inner_text() == "<script>alert(1)</script> https://phish.example"
    assert chat.bot.nth(1).locator(".text").inner_text() == LINES
    links = chat.page.locator("#log a").evaluate_all(
        "all => all.map(a => [a.getAttribute('href'), a.textContent, a.target, a.rel])"
    )
    assert [(href, text) for href, text, _, _ in links] == [
        ("https://udyamregistration.gov.in/", "udyamregistration.gov.in"),
        ("https://ondc.org/", "ondc.org"),
        ("https://www.gst.gov.in/help?a=1&b=2", "https://www.gst.gov.in/help?a=1&b=2"),
        ("http://silpasathi.wb.gov.in/x", "http://silpasathi.wb.gov.in/x"),
        ("https://example.com/", "Good"),
    ]
    assert all(target == "_blank" and "noopener" in rel for _, _, target, rel in links)
    expect(chat.bot.last.locator(".sources")).to_contain_text("Bad <i>source</i>")
    expect(chat.page.locator("#log img, #log b, #log i:not(.typing i), #log script")).to_have_count(0)
    assert not dialogs


def test_headers_caching_and_size(page_server: Server, browser: Browser) -> None:
    context = browser.new_context()
    try:
        first = context.request.get(page_server.url + "/")
        policy = first.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'") and "unsafe" not in policy
        assert first.headers["x-content-type-options"] == "nosniff"
        assert first.headers["referrer-policy"] == "no-referrer"
        assert "camera=()" in first.headers["permissions-policy"]
        html = first.text()
        assert not re.search(r"<script(?![^>]*\bsrc=)|\bstyle=|\bon\w+=|https?://", html)
        parts = [
            html,
            *(context.request.get(f"{page_server.url}/{url}").text() for url in set(re.findall(r'static/[^"]+', html))),
        ]
        assert sum(len(part.encode()) for part in parts) < 60_000
        script = re.search(r"static/chat\.js\?v=\w+", html)
        assert script
        kept = context.request.get(f"{page_server.url}/{script[0]}")
        assert "immutable" in kept.headers["cache-control"]
        again = context.request.get(page_server.url + "/", headers={"If-None-Match": first.headers["etag"]})
        assert again.status == 304
        for name in ("nothing.js", "..%2fpage.py", "fonts/..%2f..%2fpage.py", "chat.html"):
            assert context.request.get(f"{page_server.url}/static/{name}").status == 404
    finally:
        context.close()


def test_api_description_needs_no_other_site(browser: Browser, page_server: Server, fake: Fake) -> None:
    with opened(browser, page_server.url, viewport={"width": 1280, "height": 800}) as chat:
        asked: list[str] = []
        chat.page.on("request", lambda r: asked.append(r.url))
        chat.page.goto(page_server.url + "/docs")
        expect(chat.page.get_by_text("/api/chat").first).to_be_visible()
        assert all(url.startswith((page_server.url, "data:")) for url in asked), asked
        chat.shot("docs")


# ---- Looks and access ----------------------------------------------------------------------------------------------


def converse(chat: Chat, language: str) -> None:
    """A short conversation in one language, as the pictures show it."""
    chat.open()
    chat.say(QUESTIONS[language])
    expect(chat.bot).to_have_count(2)
    expect(chat.page.locator("html")).to_have_attribute("lang", language)
    chat.page.evaluate("document.activeElement.blur()")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, page_server: Server, fake: Fake, scheme: str) -> None:
    options = {
        "resultTypes": ["violations"],
        "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }
    with opened(browser, page_server.url, color_scheme=scheme) as chat:
        converse(chat, "bn")
        fake.plan = [problem(500)]
        chat.input.fill("x" * 4000)
        chat.send.click()
        expect(chat.page.locator(".note.alarm")).to_be_visible()
        chat.input.fill("x" * 4097)
        for state in ("conversation", "dialog"):
            if state == "dialog":
                chat.page.locator("#fresh").click()
            found = Axe().run(chat.page, options=options)
            assert found.violations_count == 0, f"{state}: {found.generate_report()}"


def test_fits_every_width(chat: Chat, fake: Fake) -> None:
    fake.answer = lambda body: [message("x" * 300 + " https://www.gst.gov.in/" + "long" * 40, "en"), udyam("hi")]
    chat.open()
    chat.say("y" * 200)
    expect(chat.bot).to_have_count(3)
    for number, language in enumerate(("hi", "en", "bn"), 4):
        chat.page.locator(f"[data-language={language}]").click()
        expect(chat.bot).to_have_count(number)
        for width, height in ((320, 568), (360, 740), (768, 1024), (1280, 800)):
            chat.page.set_viewport_size({"width": width, "height": height})
            wide = chat.page.evaluate(
                "[...document.querySelectorAll('html, #log, header, footer')]"
                ".filter(e => e.scrollWidth > e.clientWidth).map(e => e.tagName)"
            )
            assert not wide, (language, width, wide)
            chat.page.wait_for_function(  # the page measures itself after the window has changed
                "([w, h]) => { const b = document.querySelector('#send').getBoundingClientRect();"
                " return b.right <= w && b.bottom <= h; }",
                arg=[width, height],
            )


@pytest.mark.parametrize("language", ["bn", "hi", "en"])
def test_pictures(browser: Browser, page_server: Server, fake: Fake, language: str) -> None:
    fake.language = language
    with opened(browser, page_server.url, device_scale_factor=1.5) as chat:
        chat.open()
        chat.shot(f"{language}-greeting")
        chat.say(QUESTIONS[language])
        expect(chat.bot).to_have_count(2)
        chat.shot(f"{language}-phone")
        question = chat.mine.bounding_box()
        assert question and question["y"] >= 0  # the answer is shown from its beginning
        chat.page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        chat.shot(f"{language}-phone-dark")
        chat.page.emulate_media(color_scheme="light", reduced_motion="reduce")
        chat.page.set_viewport_size({"width": 1280, "height": 800})
        chat.shot(f"{language}-desktop")


def test_newest_message_is_one_press_away(chat: Chat) -> None:
    converse(chat, "bn")
    button = chat.page.locator("#newest")
    chat.page.locator("#log").evaluate("log => log.scrollTo({top: 0, behavior: 'instant'})")
    expect(button).to_be_visible()
    button.click()
    expect(button).to_be_hidden()


def test_keyboard_alone(chat: Chat, fake: Fake) -> None:
    chat.open()
    chat.page.evaluate("document.activeElement.blur()")
    reached: list[str] = []
    for _ in range(24):
        chat.page.keyboard.press("Tab")
        if chat.page.evaluate("document.activeElement === document.body"):
            continue  # the end of the page: from here it begins again
        reached.append(chat.page.evaluate("document.activeElement.id || document.activeElement.textContent"))
        if reached[-1] == "text":
            break
        assert chat.page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid", reached[-1]
    assert {"বাংলা", "हिन्दी", "English", "fresh", "log", "text"} <= set(reached), reached
    chat.page.keyboard.type("first")
    for _ in range(2):  # the button that shares the location stands between
        chat.page.keyboard.press("Tab")
        if chat.page.evaluate("document.activeElement.id") == "send":
            break
    chat.page.keyboard.press("Enter")
    expect(chat.bot).to_have_count(2)
    log = chat.page.locator("#log")
    expect(log).to_have_attribute("role", "log")
    expect(log).to_have_attribute("aria-live", "polite")


def test_page_does_not_jump_while_it_opens(browser: Browser, page_server: Server, fake: Fake) -> None:
    with opened(browser, page_server.url) as chat:
        chat.page.add_init_script(
            "window.shift = 0;"
            "new PerformanceObserver(list => { for (const e of list.getEntries()) window.shift += e.value; })"
            ".observe({type: 'layout-shift', buffered: true});"
        )
        chat.open()
        chat.page.evaluate("document.fonts.ready.then(() => new Promise(requestAnimationFrame))")
        assert chat.page.evaluate("window.shift") < 0.1


def test_without_javascript_three_languages_say_why(browser: Browser, page_server: Server) -> None:
    with opened(browser, page_server.url, java_script_enabled=False) as chat:
        chat.page.goto(page_server.url)
        for language in ("bn", "hi", "en"):
            expect(chat.page.locator(f".noscript [lang={language}]")).to_be_visible()


def test_bengali_and_devanagari_show_on_a_machine_without_their_fonts(
    playwright: Playwright, page_server: Server, fake: Fake, tmp_path: Path
) -> None:
    """The browser finds no font but a Latin one; conjuncts still differ from each other and from an unknown sign."""
    latin = chat_page._folder("manimgx_fonts")
    assert latin, "the package manimgx-fonts is not installed"
    (tmp_path / "fonts").mkdir()
    shutil.copy(latin / "NotoSans[wght].ttf", tmp_path / "fonts")
    config = tmp_path / "fonts.conf"
    config.write_text(f"<fontconfig><dir>{tmp_path}/fonts</dir><cachedir>{tmp_path}/cache</cachedir></fontconfig>")
    browser = launch(playwright, FONTCONFIG_FILE=str(config))
    try:
        with opened(browser, page_server.url, device_scale_factor=2) as chat:
            fake.answer = lambda body: [
                message(body["text"], "bn" if body["text"] < "ৰ" and body["text"] > "ঀ" else "hi")
            ]
            chat.open()
            pictures: dict[str, bytes] = {}
            unknown = "\U000105c0"
            for number, text in enumerate(("ক্ষ", "জ্ঞ", "ক্‌ষ", "क्ष", "ज्ञ", "क्‌ष", unknown), 2):
                chat.say(text)
                expect(chat.bot).to_have_count(number)
                chat.page.evaluate("document.fonts.ready")
                shown = chat.bot.last.locator(".text")
                shown.evaluate("e => { e.style.width = '4em' }")
                pictures[text] = shown.screenshot()
            assert len(set(pictures.values())) == len(pictures)
            loaded = chat.page.evaluate("[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family)")
            assert {name.strip('"') for name in loaded} >= {"Sathi Bengali", "Sathi Devanagari"}
            chat.shot("no-system-fonts")
    finally:
        browser.close()


# ---- Files -----------------------------------------------------------------------------------------------------------


def test_a_picture_is_shown_and_can_be_kept(chat: Chat, fake: Fake) -> None:
    picture = draw("উদ্যোগ সাথী", [Row("নাম", "রহিম শেখ", large=True)], "এটা পরিচয়পত্র নয়।")
    file = {"name": "WB-1234-5678-4.png", "mime": "image/png", "content": base64.b64encode(picture).decode()}
    fake.answer = lambda _: [message("কার্ড", "bn") | {"document": file}]
    chat.open()
    chat.say("আমার কার্ড")
    shown = chat.bot.last.locator(".document img")
    expect(shown).to_have_attribute("alt", file["name"])
    chat.page.wait_for_function("document.querySelector('.document img').naturalWidth === 1080")
    box, bubble = shown.bounding_box(), chat.bot.last.locator(".bubble").bounding_box()
    assert box and bubble and box["width"] <= bubble["width"]
    with chat.page.expect_download() as download:
        chat.bot.last.locator(".document a").click()
    assert download.value.suggested_filename == file["name"]
    assert Path(download.value.path()).read_bytes() == picture
    chat.shot("card")
    chat.page.reload()  # it is kept with the conversation
    expect(chat.bot.last.locator(".document img")).to_have_attribute("src", re.compile("^data:image/png"))


@pytest.mark.parametrize(
    "file",
    [
        {"name": "x", "mime": "text/html", "content": "PGI+"},
        {"name": "x", "mime": "image/svg+xml", "content": "PGI+"},
        {"name": "x", "mime": "image/png", "content": '"><script>'},
        {"name": "x"},
    ],
)
def test_a_file_that_a_browser_would_run_is_not_shown(chat: Chat, fake: Fake, file: dict[str, str]) -> None:
    fake.answer = lambda _: [message("কার্ড", "bn") | {"document": file}]
    chat.open()
    chat.say("আমার কার্ড")
    expect(chat.bot).to_have_count(2)
    expect(chat.page.locator(".document")).to_have_count(0)
