"""The page on which anybody checks a certificate."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from bot.api import certificates, page
from bot.api.certificates import Shown, chosen
from bot.api.rate import Rate
from bot.db.session import Database
from bot.knowledge.library import Library
from bot.services.training import certificate_code

Http = Callable[[Any], httpx.AsyncClient]
ROOT = Path(__file__).resolve().parents[3]
CODE = certificate_code.new(lambda below: below // 2)
OTHER = certificate_code.new(lambda below: below // 3)
SHOWN = Shown(
    "রহিম <b>শেখ</b>", {"bn": "জিএসটি ক্লাস", "en": "GST class"}, dt.date(2026, 12, 12), dt.date(2026, 12, 14),
    {"en": "Sample & Agency"},
)  # fmt: skip


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("content")
    (folder / "messages").mkdir()
    shutil.copy(ROOT / "content" / "messages" / "certificates.yml", folder / "messages")
    return Library(folder)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(f"sqlite:///{tmp_path / 'test.sqlite3'}")
    yield opened
    opened.close()


class Register:
    def __init__(self, shown: Shown = SHOWN) -> None:
        self.asked: list[str] = []
        self.shown = shown

    def __call__(self, session: Session, code: str) -> Shown | None:
        assert isinstance(session, Session)
        self.asked.append(code)
        return self.shown if code == CODE else None


def application(database: Database, library: Library, find: certificates.Find, limit: str = "100/minute") -> FastAPI:
    app = FastAPI()
    app.include_router(certificates.create_router(database, library, find, Rate(limit)))
    app.add_middleware(page.SecurityHeaders)
    return app


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        ("bn", ["জিএসটি ক্লাস", "১২ ডিসেম্বর ২০২৬ – ১৪ ডিসেম্বর ২০২৬", "এই সার্টিফিকেট দেওয়া হয়েছে"]),
        ("hi", ["GST class", "12 दिसंबर 2026 – 14 दिसंबर 2026", "यह प्रमाणपत्र जारी हुआ है"]),
        ("en", ["GST class", "12 December 2026 – 14 December 2026", "This certificate was issued"]),
    ],
)
async def test_a_certificate_is_shown(
    http: Http, database: Database, library: Library, language: str, parts: list[str]
) -> None:
    answer = await http(application(database, library, Register())).get(f"/c/{CODE}?lang={language}")
    assert answer.status_code == 200 and f'<html lang="{language}">' in answer.text
    for part in (*parts, "রহিম &lt;b&gt;শেখ&lt;/b&gt;", "Sample &amp; Agency", certificate_code.shown(CODE)):
        assert part in answer.text, part
    others = {"bn", "hi", "en"} - {language}
    assert set(re.findall(rf'href="/c/{CODE}\?lang=(\w\w)"', answer.text)) == others


async def test_however_it_is_typed_it_is_found(http: Http, database: Database, library: Library) -> None:
    register = Register()
    client = http(application(database, library, register))
    for typed in (CODE.lower(), certificate_code.shown(CODE), f"{CODE[:4]} {CODE[4:]}"):
        assert (await client.get(f"/c/{typed}")).status_code == 200
    assert register.asked == [CODE] * 3


async def test_the_form_leads_to_the_certificate(http: Http, database: Database, library: Library) -> None:
    client = http(application(database, library, Register()))
    empty = await client.get("/c", params={"lang": "en"})
    assert empty.status_code == 200 and '<form method="get" action="/c">' in empty.text and "alert" not in empty.text
    led = await client.get("/c", params={"code": f" {certificate_code.shown(CODE).lower()} ", "lang": "hi"})
    assert led.status_code == 303 and led.headers["location"] == f"/c/{CODE}?lang=hi"
    assert (await client.get(led.headers["location"])).status_code == 200


@pytest.mark.parametrize("path", ["/c/{0}", "/c?code={0}"])
async def test_a_mistyped_code_is_told_without_a_look(
    http: Http, database: Database, library: Library, path: str
) -> None:
    register = Register()
    wrong = CODE[:-1] + ("3" if CODE[-1] == "2" else "2")
    answer = await http(application(database, library, register)).get(
        path.format(wrong), headers={"Accept-Language": "en"}
    )
    assert answer.status_code == 404 and "characters of this code are wrong" in answer.text
    assert f'value="{wrong}"' in answer.text and register.asked == []


async def test_an_unknown_code_is_told_and_says_what_to_do(http: Http, database: Database, library: Library) -> None:
    answer = await http(application(database, library, Register())).get(
        f"/c/{OTHER}", headers={"Accept-Language": "en"}
    )
    assert (
        answer.status_code == 404 and "no certificate with this code" in answer.text and "ask the agency" in answer.text
    )


async def test_a_sample_proves_nothing(http: Http, database: Database, library: Library) -> None:
    sample = Shown("Sample", {"en": "Sample"}, SHOWN.first, SHOWN.first, {"en": "Sample"}, sample=True)
    answer = await http(application(database, library, Register(sample))).get(f"/c/{CODE}?lang=en")
    assert "It proves nothing" in answer.text and "was issued" not in answer.text


async def test_who_tries_many_codes_must_wait(http: Http, database: Database, library: Library) -> None:
    register = Register()
    client = http(application(database, library, register, "2/minute"))
    states = [(await client.get(f"/c/{OTHER}?lang=en")).status_code for _ in range(2)]
    late = await client.get(f"/c/{CODE}?lang=en")
    assert states == [404, 404] and late.status_code == 429 and len(register.asked) == 2
    assert 0 < int(late.headers["retry-after"]) <= 60 and f"in {late.headers['retry-after']} seconds" in late.text
    assert "রহিম" not in late.text


@pytest.mark.parametrize("path", ["/c", f"/c/{CODE}", f"/c/{OTHER}", "/c/x", f"/c?code={CODE}"])
async def test_no_page_runs_a_script_is_framed_or_found_by_a_search(
    http: Http, database: Database, library: Library, path: str
) -> None:
    answer = await http(application(database, library, Register())).get(path)
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'") and "script-src" not in policy and "form-action 'self'" in policy
    assert "frame-ancestors 'none'" in policy and "unsafe" not in policy
    assert answer.headers["x-robots-tag"] == "noindex, nofollow" and answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff" and "<script" not in answer.text
    if answer.status_code != 303:
        (style,) = re.findall("<style>(.*?)</style>", answer.text, re.DOTALL)
        assert f"'sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}'" in policy
        assert '<meta name="robots" content="noindex, nofollow">' in answer.text


@pytest.mark.parametrize(
    ("wanted", "accepted", "language"),
    [
        ("", "", "bn"), ("hi", "en", "hi"), ("xx", "en-IN,en;q=0.9", "en"), ("", "fr", "bn"), ("", "hi-IN", "hi"),
        ("", "en;q=0.5, bn;q=0.8", "bn"), ("", "fr, hi;q=0.4, en;q=0.3", "hi"), ("", "en;q=x, hi;q=0.1", "hi"),
        ("", "en;q=0", "bn"), ("", "en;q=nan", "bn"), ("", ";;;,=,en;q=9", "bn"), ("", "EN-gb", "en"),
    ],
)  # fmt: skip
def test_the_language(wanted: str, accepted: str, language: str) -> None:
    assert chosen(wanted, accepted, "bn") == language


async def test_a_page_below_a_path_keeps_it(http: Http, database: Database, library: Library) -> None:
    outer = FastAPI()
    outer.mount("/sathi", application(database, library, Register()))
    answer = await http(outer).get("/sathi/c?lang=en")
    assert 'action="/sathi/c"' in answer.text and 'href="/sathi/c?lang=bn"' in answer.text


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(typed=st.text(st.characters(codec="utf-8"), max_size=150), lang=st.text("bnhie<\"'", max_size=4))
async def test_nothing_that_is_typed_breaks_the_page(
    http: Http, database: Database, library: Library, typed: str, lang: str
) -> None:
    client = http(application(database, library, Register(), "10000/minute"))
    answer = await client.get("/c", params={"code": typed, "lang": lang})
    assert answer.status_code in (200, 303, 404)
    assert answer.text.count("<input") in (0, 2)
