"""A conversation goes to an official and back, with the real engine, the real API and the real gateway's clock."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from tests.service import until

if TYPE_CHECKING:
    from tests.service import Person, Service

pytestmark = pytest.mark.engine

TOKEN = "officials-of-the-test"
BASE = "/api/officials/handovers"


@pytest.fixture(scope="module")
def staffed(start: Callable[..., Service]) -> Iterator[Service]:
    with start(OFFICIALS_TOKEN=TOKEN) as service:
        yield service


class Official:
    def __init__(self, service: Service, name: str = "A. Roy") -> None:
        self._service, self.name = service, name

    def asks(self, path: str = "", **query: Any) -> Any:
        answer = self._service.client.get(BASE + path, params=query, headers={"Authorization": f"Bearer {TOKEN}"})
        assert answer.status_code == 200, answer.text
        return answer.json()

    def acts(self, wish: str, act: str, **body: Any) -> int:
        headers = {"Authorization": f"Bearer {TOKEN}"}
        json = {"official": self.name, **body}
        return self._service.client.post(f"{BASE}/{wish}/{act}", json=json, headers=headers).status_code

    def wish_of(self, person: Person) -> str:
        (row,) = self._service.rows(
            "SELECT id FROM handover_wishes WHERE contact_id = ? AND status = 'open'", person.contact["id"]
        )
        assert row["id"] in [one["id"] for one in self.asks(status="open", limit=200)["handovers"]]
        return str(row["id"])


@pytest.mark.parametrize(
    ("language", "asks"),
    [("bn", "একজন মানুষের সাথে কথা বলতে চাই"), ("hi", "अधिकारी से बात कराओ"), ("en", "I want to talk to a person")],
)
def test_a_conversation_with_an_official(staffed: Service, language: str, asks: str) -> None:
    said, official, person = staffed.said, Official(staffed), staffed.person(language)
    said.check_message(person.says(asks), "person_noted", language)
    wish = official.wish_of(person)
    assert official.acts(wish, "take") == 204
    assert official.acts(wish, "take") == 409
    passed = person.says("PMEGP ki ki kagoj lage")
    assert said.is_message(passed, "handover_taken", language)
    assert said.is_message(passed, "handover_passed_on", language)
    assert "KVIC" not in passed.text, "the bot is silent"
    (heard,) = official.asks(f"/{wish}/messages")["messages"]
    assert (heard["text"], heard["official"]) == ("PMEGP ki ki kagoj lage", False)
    assert official.acts(wish, "say", text="আধার আর প্যান আনুন") == 202
    assert "আধার আর প্যান আনুন" in person.says("ok").text
    back = person.says("BOT")
    said.check_message(back, "handover_left", language)
    said.check_answer(person.presses("ask:pmegp:documents"), "pmegp", "documents", language)
    assert official.acts(wish, "say", text="x") == 409


def test_a_stop_works_while_an_official_has_the_conversation(staffed: Service) -> None:
    official, person = Official(staffed), staffed.person("en")
    person.presses("person")
    wish = official.wish_of(person)
    assert official.acts(wish, "take") == 204
    staffed.said.check_message(person.says("STOP"), "stopped", "en")
    assert person.contact["stopped_at"]
    assert official.asks(f"/{wish}/messages")["messages"] == []
    assert official.acts(wish, "close") == 204


def test_an_idle_conversation_returns_by_the_gateways_clock(staffed: Service) -> None:
    official, person = Official(staffed), staffed.person("en")
    person.presses("person")
    wish = official.wish_of(person)
    assert official.acts(wish, "take") == 204
    with closing(sqlite3.connect(staffed.data_dir / "bot.sqlite3", timeout=10)) as database, database:
        database.execute("UPDATE handover_wishes SET active_at = '2026-01-01 00:00:00' WHERE id = ?", (wish,))
    assert staffed.gateway is not None
    staffed.gateway.terminate()
    until(lambda: staffed.gateway.poll() is not None)
    staffed.start_gateway()  # the clock looks at its start, and then each minute
    staffed.wait_ready()
    until(lambda: staffed.rows("SELECT 1 FROM handover_wishes WHERE id = ? AND status = 'returned'", wish))
    reply = person.presses("ask:pmegp:documents")
    assert staffed.said.is_message(reply, "handover_idle", "en")
    staffed.said.check_answer(reply, "pmegp", "documents", "en")


def test_the_log_names_acts_but_neither_people_nor_words(staffed: Service) -> None:
    official, person = Official(staffed, "Very Secret Name"), staffed.person("en")
    person.presses("person")
    wish = official.wish_of(person)
    official.acts(wish, "take")
    person.says("my secret debt")
    official.acts(wish, "say", text="my secret answer")
    official.acts(wish, "close")
    until(lambda: any(f"{wish}: closed" in line for line in staffed.log))
    log = "\n".join(staffed.log)
    assert [f"{wish}: {act}" in log for act in ("taken", "answered", "closed")] == [True] * 3
    assert not re.search(r"(?i)secret", log)
    assert person.contact["id"] not in log


def test_without_a_token_there_is_no_such_api(service: Service) -> None:
    headers = {"Authorization": f"Bearer {TOKEN}"}
    assert service.client.get(BASE, headers=headers).status_code == 404
