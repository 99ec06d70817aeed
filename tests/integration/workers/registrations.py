"""Conversations in which somebody registers in the chat, and what the register then holds of them."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, Any

from bot.db import keys
from bot.language import graphemes

if TYPE_CHECKING:
    from tests.service import Person, Reply, Service

PHONES = itertools.count(9_832_200_001)
LONGEST, MOST_BUTTONS, LONGEST_TITLE = 1_100, 18, 20
"""Of one message: characters that are read on a small phone; buttons of the fullest summary; characters of a button."""
BEGIN = {
    "en": "I want to register as a worker", "bn": "আমি কাজের তালিকায় নাম লেখাতে চাই", "hi": "मुझे काम के लिए अपना नाम लिखवाना है",
    "bn_roman": "ami kajer jonno nam lekhate chai", "hi_roman": "kaam ke liye apna naam likhwana hai",
    "mixed": "ami worker register korte chai",
}  # fmt: skip
PLACE = re.compile(r"\{\w+\}")
"""Of a value in a message."""
LANGUAGE = {"en": "en", "bn": "bn", "hi": "hi", "bn_roman": "bn", "hi_roman": "hi", "mixed": "bn"}


def new_phone() -> str:
    """A mobile number that nobody else has."""
    return str(next(PHONES))


def talk(person: Person, *lines: str) -> Reply:
    """Says the lines, or presses the form's buttons ("!gender:man"). The reply to the last one. No message is too long
    for a small phone, and none has more buttons than can be shown."""
    for line in lines:
        reply = person.presses(f"set:worker:{line[1:]}") if line.startswith("!") else person.says(line)
        for message in reply.messages:
            assert len(message["text"]) <= LONGEST or message["sources"], message["text"]
            assert len(message["buttons"]) <= MOST_BUTTONS
            for button in message["buttons"]:
                own = button["payload"].startswith("set:worker:")
                assert not own or len(graphemes(button["title"])) <= LONGEST_TITLE, button
    return reply


def asked(service: Service, reply: Reply) -> str | None:
    """The slot that the last message asks for; None if it asks for nothing of the registration."""
    last = reply.messages[-1]
    pressed = {button["payload"].split(":")[2] for button in last["buttons"] if button["payload"][:11] == "set:worker:"}
    if len(pressed) == 1:
        return str(pressed.pop())
    for key, message in service.said.content.messages.items():
        text = message.text[last["language"]].strip()
        if key.startswith("form_ask_worker_") and "{" not in text and text == last["text"]:
            return key.removeprefix("form_ask_worker_").removesuffix("_other")
    return None


def says(service: Service, reply: Reply, key: str) -> bool:
    """Whether a message of the content is among the reply: its longest piece without a value."""
    text = service.said.content.messages[key].text[reply.language]  # type: ignore[index]
    return max(PLACE.split(text), key=len).strip() in reply.text


def noted(service: Service, reply: Reply) -> str:
    """What is acknowledged before the next question; empty if nothing is."""
    head = service.said.message("worker_noted", reply.language)  # type: ignore[arg-type]
    return next((one["text"].removeprefix(head).strip() for one in reply.messages if one["text"].startswith(head)), "")


def started(service: Service, language: str = "en", *, phone: str | None = None, trade: str = "mason") -> Person:
    """Somebody who has agreed and said what is needed; they are asked what they want."""
    person = service.person(language)
    reply = talk(
        person, f"register me, my name is Rahim Sheikh, {trade}, Malda, {phone or new_phone()}", "!consent:yes"
    )
    assert asked(service, reply) == "wants", reply.text
    person.presses(f"lang:{language}")
    return person


def registered(service: Service, language: str = "en", *, phone: str | None = None) -> Person:
    """Somebody with an entry."""
    person = started(service, language, phone=phone)
    reply = talk(person, "!wants:enough", "!confirm:yes")
    assert says(service, reply, "registration_follows") or "WB-" in reply.text, reply.text
    return person


def entries(person: Person) -> list[dict[str, Any]]:
    """Their entries in the register, the oldest first: columns, the number readable, ids of the trades."""
    rows = person.service.rows(
        "SELECT w.* FROM workers w JOIN worker_contacts l ON l.worker_id = w.id WHERE l.contact_id = ? "
        "ORDER BY w.registered_at",
        person.contact["id"],
    )
    found = []
    for row in rows:
        trades = person.service.rows(
            "SELECT trade, said FROM worker_trades WHERE worker_id = ? ORDER BY place", row["id"]
        )
        found.append(
            {
                **dict(row),
                "phone": keys.current().open(row["phone"]).removeprefix("+91"),
                "trades": [trade["trade"] for trade in trades],
                "said": [trade["said"] for trade in trades if trade["said"]],
            }
        )
    return found


def entry(person: Person) -> dict[str, Any]:
    """Their only one."""
    (found,) = entries(person)
    return found


def everything(service: Service) -> str:
    """All that the databases of gateway and engine hold, and all that was logged, as one text."""
    parts = ["\n".join(service.log)]
    for database in ("bot", "engine"):
        tables = service.rows("SELECT name FROM sqlite_master WHERE type = 'table'", database=database)
        for (name,) in tables:
            parts += [str(tuple(row)) for row in service.rows(f'SELECT * FROM "{name}"', database=database)]
    return "\n".join(parts)
