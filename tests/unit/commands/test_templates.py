"""`bot templates check | push | status` against the stand-in of the Graph API."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.db import migrate
from bot.db.session import Database
from bot.services import templates
from tests.service import StandInThread
from tests.standins.graph_rules import Refused
from tests.standins.graph_server import GraphServer
from tests.standins.graph_wire import BUSINESS, NUMBER, Fault, bad_gateway, refused, slow

WORDS = "Please note that your session {{1}} is on {{2}} in the hall of the block office."


def three(text: str) -> dict[str, str]:
    return {"en": text, "bn": f"{text} bn", "hi": f"{text} hi"}


def template(name: str, **changes: Any) -> dict[str, Any]:
    data: dict[str, Any] = {
        "name": name, "category": "utility", "purpose": "service", "text": three(f"{name}: {WORDS}"),
        "parameters": [{"name": "title", "example": three("ONDC")}, {"name": "day", "example": three("Friday")}],
    }  # fmt: skip
    return data | changes


@pytest.fixture
def write(folders: Path, write_content: Callable[..., Path], topic_data: Callable[..., dict[str, Any]]) -> Any:
    folder = write_content(folders / "content", topic_data()) / "templates"
    folder.mkdir()

    def write_template(name: str, **changes: Any) -> Path:
        file = folder / f"{name}.yml"
        whole = json.loads(json.dumps(template(name, **changes)))
        file.write_text(yaml.safe_dump(whole, allow_unicode=True, sort_keys=False), encoding="utf-8")
        return file

    write_template("notice", ttl_seconds=3600, footer=three("Write STOP"))
    write_template("question", buttons=[{"title": three("Yes"), "payload": "start"}])
    return write_template


@pytest.fixture
def database(folders: Path) -> Iterator[Database]:
    url = f"sqlite:///{folders / 'data' / 'bot.sqlite3'}"
    (folders / "data").mkdir()
    migrate.upgrade(url)
    opened = Database(url)
    yield opened
    opened.close()


@pytest.fixture
def graph(monkeypatch: pytest.MonkeyPatch) -> Iterator[GraphServer]:
    with StandInThread(GraphServer()).running() as thread:
        server: GraphServer = thread.server
        for name, value in {
            "WHATSAPP_TOKEN": server.token, "WHATSAPP_PHONE_NUMBER_ID": NUMBER, "WHATSAPP_APP_SECRET": "app-secret",
            "WHATSAPP_VERIFY_TOKEN": "verify-me", "WHATSAPP_BUSINESS_ID": BUSINESS, "WHATSAPP_API_BASE": server.url,
        }.items():  # fmt: skip
            monkeypatch.setenv(name, value)
        yield server


def decide(graph: GraphServer, status: str, *keys: tuple[str, str], **more: str) -> None:
    for key in keys or tuple(graph.templates):
        graph.templates[key] |= {"status": status, **more}


def states(database: Database) -> dict[tuple[str, str], str]:
    with database.session() as session:
        return {(one.name, one.language): one.state for one in templates.standings(session, "whatsapp")}


class Explained(Refused):
    """With Meta's own words for people."""

    def answer(self) -> Any:
        whole = super().answer()
        return {"error": whole["error"] | {"error_user_msg": "Write less"}}


# check


def test_check_needs_no_network_and_names_line_and_mend(command: Any, write: Any) -> None:
    assert command("templates", "check").out == "The templates are in order.\n"
    assert command("templates", "check", "--json").json == []
    file = write("notice", footer=three("f" * 61))
    told = command("templates", "check")
    assert told.code == 1 and f"{file}:23: footer has 61 characters, at most 60. Mend: shorten it" in told.out
    assert {one["line"] for one in command("templates", "check", "--json").json} == {23, 24, 25}


# push


def test_push_submits_what_is_new_in_the_form_of_the_graph_api(
    command: Any, write: Any, graph: GraphServer, database: Database
) -> None:
    told = command("templates", "push")
    assert (told.code, told.err) == (0, "") and told.widest <= 80
    assert told.out.endswith("6 submitted, 0 as they were, 0 not submitted.\n")
    sent = graph.templates["notice", "bn"]
    assert (sent["category"], sent["message_send_ttl_seconds"]) == ("UTILITY", 3600)
    assert sent["components"] == [
        {"type": "BODY", "text": f"notice: {WORDS} bn", "example": {"body_text": [["ONDC bn", "Friday bn"]]}},
        {"type": "FOOTER", "text": "Write STOP bn"},
    ]
    asked = graph.templates["question", "hi"]
    assert "message_send_ttl_seconds" not in asked
    assert asked["components"][1] == {"type": "BUTTONS", "buttons": [{"type": "QUICK_REPLY", "text": "Yes hi"}]}
    assert set(states(database).values()) == {"pending"} and len(states(database)) == 6
    again = command("templates", "push")
    assert again.code == 0 and again.out == "0 submitted, 6 as they were, 0 not submitted.\n"


def test_a_dry_run_submits_nothing(command: Any, write: Any, graph: GraphServer, database: Database) -> None:
    told = command("templates", "push", "--dry-run")
    assert told.code == 0 and "notice (bn): new" in told.out
    assert graph.templates == {} and states(database) == {}


def test_push_of_one_by_name(command: Any, write: Any, graph: GraphServer, database: Database) -> None:
    assert command("templates", "push", "question").code == 0
    assert {name for name, _ in graph.templates} == {"question"}
    told = command("templates", "push", "nothing")
    assert told.code == 2 and told.err == "There is no template nothing; there are: notice, question.\n"


@pytest.mark.parametrize("status", ["APPROVED", "REJECTED", "PAUSED"])
def test_push_changes_a_text_where_whatsapp_lets_us(
    command: Any, write: Any, graph: GraphServer, database: Database, status: str
) -> None:
    command("templates", "push")
    decide(graph, status)
    write("notice", text=three(f"Another one: {WORDS}"))
    told = command("templates", "push", "--json")
    changed = [one for one in told.json if one["action"] == "change"]
    assert told.code == 0 and [(one["name"], one["submitted"]) for one in changed] == [("notice", True)] * 3
    assert graph.templates["notice", "en"]["components"][0]["text"].startswith("Another one")
    assert graph.templates["notice", "en"]["status"] == "PENDING" == graph.templates["notice", "bn"]["status"]
    assert graph.templates["question", "en"]["status"] == status


def test_another_time_to_live_is_a_change(command: Any, write: Any, graph: GraphServer, database: Database) -> None:
    command("templates", "push")
    decide(graph, "APPROVED")
    write("notice", ttl_seconds=7200, footer=three("Write STOP"))
    assert command("templates", "push").out.endswith("3 submitted, 3 as they were, 0 not submitted.\n")
    assert graph.templates["notice", "hi"]["message_send_ttl_seconds"] == 7200


@pytest.mark.parametrize(
    ("status", "says"), [("PENDING", "still decides on the text before"), ("DISABLED", "another name")]
)
def test_a_text_that_cannot_be_changed_now_says_why(
    command: Any, write: Any, graph: GraphServer, database: Database, status: str, says: str
) -> None:
    command("templates", "push")
    decide(graph, status)
    write("notice", text=three(f"Another one: {WORDS}"))
    told = command("templates", "push")
    assert told.code == 1 and says in " ".join(told.out.split())
    assert graph.templates["notice", "en"]["components"][0]["text"].startswith("notice")


@pytest.mark.parametrize(
    ("subcode", "says"),
    [
        (2388299, "text begins or ends with a place; put words before the first and after the last one"),
        (2388293, "text has too many places for its words"),
        (2388023, "name was used by a template that is being deleted; wait 30 days or choose another name"),
        (2388040, "text, footer or buttons is too long; shorten it"),
        (7, "WhatsApp refuses it (code 100, subcode 7): Write less"),
    ],
)
def test_a_refusal_names_field_and_mend_and_keeps_nothing_else_back(
    command: Any, write: Any, graph: GraphServer, database: Database, subcode: int, says: str
) -> None:
    graph.fail("templates", *[slow(0.001)] * 2, Fault(Explained(100, "Invalid parameter", subcode=subcode)))
    told = command("templates", "push")
    assert told.code == 1 and told.widest <= 80
    words = " ".join(told.out.split())
    assert says in words and "content/templates/notice.yml" in words
    assert words.endswith("5 submitted, 0 as they were, 1 not submitted.") and len(graph.templates) == 5


def test_nothing_is_submitted_while_a_template_is_wrong(
    command: Any, write: Any, graph: GraphServer, database: Database
) -> None:
    write("notice", ttl_seconds=5)
    told = command("templates", "push")
    assert told.code == 2 and "ttl_seconds is 5" in told.err and "Nothing was submitted" in told.err
    assert graph.templates == {}


@pytest.mark.parametrize("name", ["push", "status"])
@pytest.mark.parametrize(
    ("fault", "says"),
    [
        (refused(190, 401), "WhatsApp does not accept us (190: the token is not valid or has expired): check WHATS"),
        (refused(200, 403), "check WHATSAPP_TOKEN and WHATSAPP_BUSINESS_ID"),
        (refused(4), "WhatsApp asks for a pause of 60 seconds; call this again then"),
        (refused(80008), "WhatsApp asks for a pause of an hour; call this again then"),
        (bad_gateway(), "WhatsApp cannot be reached (HTTP 502): check the network"),
    ],
)
def test_where_it_makes_no_sense_to_go_on(
    command: Any, write: Any, graph: GraphServer, database: Database, name: str, fault: Fault, says: str
) -> None:
    graph.fail("templates", fault)
    told = command("templates", name)
    assert told.code == 2 and told.out == "" and says in told.err
    assert "Traceback" not in told.err and graph.token not in told.err


# status


def test_status_shows_how_each_stands_and_keeps_it(
    command: Any, write: Any, graph: GraphServer, database: Database
) -> None:
    command("templates", "push")
    decide(graph, "APPROVED")
    assert command("templates", "status").code == 0
    decide(graph, "PAUSED", ("notice", "bn"))
    decide(graph, "APPROVED", ("notice", "hi"), category="MARKETING")
    decide(graph, "REJECTED", ("question", "en"), rejected_reason="ABUSIVE_CONTENT")
    graph.approves("hello_world", "en_US", category="MARKETING")
    told = command("templates", "status")
    assert told.code == 1 and told.widest <= 80
    words = " ".join(told.out.split())
    assert "notice (bn): it is paused because people judged it badly" in words
    assert "notice (hi): it counts as marketing now" in words
    assert "question (en): it was rejected" in words and "WhatsApp says: abusive_content." in words
    assert "At WhatsApp, not in content/templates: hello_world." in words and "3 of 6 texts can be sent." in words
    assert states(database)["notice", "bn"] == "paused"
    rows = {(row["name"], row["language"]): row for row in command("templates", "status", "--json").json}
    assert rows["notice", "en"]["problem"] is None and rows["notice", "en"]["text"] == "same"
    assert rows["question", "en"]["reason"] == "abusive_content" and len(rows) == 6


def test_status_of_what_whatsapp_still_looks_at_is_no_failure(
    command: Any, write: Any, graph: GraphServer, database: Database
) -> None:
    command("templates", "push")
    told = command("templates", "status")
    assert told.code == 0 and "0 of 6 texts can be sent." in told.out


def test_status_before_the_first_push(command: Any, write: Any, graph: GraphServer, database: Database) -> None:
    told = command("templates", "status")
    assert told.code == 1 and told.widest <= 80
    assert "never submitted" in " ".join(told.out.split()) and "missing" in told.out


def test_status_says_where_the_text_here_is_another_one(
    command: Any, write: Any, graph: GraphServer, database: Database
) -> None:
    command("templates", "push")
    decide(graph, "APPROVED")
    write("notice", text=three(f"Another one: {WORDS}"))
    told = command("templates", "status")
    assert told.code == 0 and told.out.count("the text here is another one") == 3


def test_many_templates_come_in_several_pages(command: Any, write: Any, graph: GraphServer, database: Database) -> None:
    for number in range(120):
        graph.approves(f"old_{number}", "en")
    command("templates", "push")
    assert command("templates", "push").out.startswith("0 submitted, 6 as they were")


# Settings and database


@pytest.mark.parametrize("name", ["push", "status"])
def test_without_an_account_the_settings_are_named(command: Any, write: Any, database: Database, name: str) -> None:
    told = command("templates", name)
    assert told.code == 2 and told.err.startswith("Set WHATSAPP_TOKEN and WHATSAPP_BUSINESS_ID;")


def test_without_tables_nothing_is_submitted(command: Any, write: Any, graph: GraphServer, folders: Path) -> None:
    told = command("templates", "push")
    assert told.code == 2 and "`bot db upgrade`" in told.err and graph.templates == {}
