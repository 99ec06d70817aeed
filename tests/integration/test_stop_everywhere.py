"""Who says stop is sent no announcement, in whatever words and on whatever channel; at night nobody is."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, update

from bot.channels.base import Outgoing
from bot.clock import INDIA, utc_now
from bot.db.models import Contact, OutboxMessage
from bot.db.session import Database
from bot.delivery import enqueue
from tests.phones import Phone, TelegramPhone, WhatsAppPhone, hook, telegram_env, whatsapp_env
from tests.service import StandInThread, until
from tests.standins.graph_server import GraphServer
from tests.standins.graph_wire import change, request
from tests.standins.telegram_server import TelegramServer

if TYPE_CHECKING:
    from tests.service import Service

pytestmark = pytest.mark.engine

WORDS = {"STOP": "en", "বন্ধ": "bn", "बंद": "hi", "band koro": "bn"}
NEWS = {
    "bn": Outgoing("মালদায় শিবির বসছে।", "bn"),
    "hi": Outgoing("मालदा में शिविर लग रहा है।", "hi"),
    "en": Outgoing("A camp opens in Malda.", "en"),
}


@dataclass(frozen=True)
class Town:
    """The service at both its neighbours, in the middle of its night."""

    service: Service
    telegram: StandInThread
    graph: StandInThread
    database: Database

    def phones(self) -> list[Phone]:
        """Somebody new on each channel."""
        return [TelegramPhone(self.service, self.telegram), WhatsAppPhone(self.service, self.graph)]


@pytest.fixture(scope="module")
def town(start: Callable[..., Service]) -> Iterator[Town]:
    here = utc_now().astimezone(INDIA)
    night = f"{here - dt.timedelta(hours=1):%H:%M}-{here + dt.timedelta(hours=3):%H:%M}"
    with (
        StandInThread(TelegramServer()).running() as telegram,
        StandInThread(GraphServer()).running() as graph,
        start(QUIET_HOURS=night, **telegram_env(telegram.server), **whatsapp_env(graph.server)) as service,
    ):
        hook(service, graph)
        database = Database(f"sqlite:///{service.data_dir}/bot.sqlite3")
        yield Town(service, telegram, graph, database)
        database.close()


def day_breaks(town: Town) -> None:
    """The gateway starts again with a night that is not now; what waits for the morning is due."""
    service = town.service
    assert service.gateway is not None
    service.gateway.terminate()
    until(lambda: service.gateway is not None and service.gateway.poll() is not None)
    service._gateway_env["QUIET_HOURS"] = "none"
    with town.database.session() as session:
        session.execute(update(OutboxMessage).values(next_attempt_at=utc_now()))
    service.start_gateway()
    service.wait_ready()


def test_announcements_reach_only_who_opted_in_and_nobody_at_night(town: Town) -> None:
    wanting, others = [], []
    for word, language in WORDS.items():
        for phone in town.phones():
            phone.says("START")
            (told,) = phone.says(word)
            assert phone.contact["stopped_at"], word
            if phone.channel == "telegram" and language == "bn":
                assert town.service.said.message("stopped", "bn") in told.text
            others.append(phone)
    for phone in town.phones():
        phone.says("START")
        wanting.append(phone)
    for phone in town.phones():
        phone.says("STOP")
        phone.says("চালু")
        wanting.append(phone)  # changed their mind
    for phone in town.phones():
        phone.says("/menu" if phone.channel == "telegram" else "menu")
        others.append(phone)  # never said that they want any
    for phone in town.phones():
        phone.says("START")
        phone.says("khobor pathaben na")
        others.append(phone)  # want reminders only
    ended = WhatsAppPhone(town.service, town.graph)
    ended.says("START")
    told = {"wa_id": ended.number, "category": "marketing_messages", "value": "stop", "detail": "x"}
    town.graph.run(lambda: town.graph.server.deliver(request(change({"user_preferences": [told]}, "user_preferences"))))
    until(lambda: not town.graph.server.pending)
    others.append(ended)  # in WhatsApp's own settings

    before = {phone.sender: len(phone.seen()) for phone in [*wanting, *others]}
    with town.database.session() as session:
        made = enqueue.campaign(session, "camp", "announcements", NEWS, select(Contact.id), utc_now())
        campaign = made.id
    people = len(wanting) + len(others)

    def reached() -> dict[str, int]:
        with town.database.session() as session:
            return {state: count for state, count in enqueue.reached(session, campaign).items() if count}

    until(lambda: reached().get("withheld") == len(others))  # looked at, and not sent
    time.sleep(2)
    assert reached() == {"queued": len(wanting), "withheld": len(others)}
    for phone in [*wanting, *others]:
        assert len(phone.seen()) == before[phone.sender], "sent at night"
    last = wanting[-1]
    assert last.says("menu"), "a question is answered at night too"
    before[last.sender] = len(last.seen())

    day_breaks(town)
    hook(town.service, town.graph)
    until(lambda: reached().get("sent") == len(wanting))
    assert reached() == {"sent": len(wanting), "withheld": people - len(wanting)}
    texts = {message.text.strip() for message in NEWS.values()}
    for phone in wanting:
        (news,) = phone.seen()[before[phone.sender] :]
        assert news.text.strip() in texts
    for phone in others:
        assert len(phone.seen()) == before[phone.sender], f"{phone.sender} did not want it"


@pytest.mark.parametrize("word", WORDS)
def test_after_a_stop_questions_are_still_answered(town: Town, word: str) -> None:
    for phone in town.phones():
        phone.says(word)
        assert phone.contact["stopped_at"]
        found = "\n".join(one.text for one in phone.says("PMEGP ki ki kagoj lage"))
        assert any(town.service.said.answer("pmegp", "documents", language)[:40] in found for language in ("bn", "hi"))
        assert phone.contact["stopped_at"], "an answer is no start"
