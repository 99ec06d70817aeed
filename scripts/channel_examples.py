"""Plays the conversations of docs/examples/channels/*.txt on Telegram and WhatsApp; writes what people saw (*.md).

    python -m scripts.channel_examples [NAME ...]

The service is the real one, its neighbours (Bot API, Graph API, Bhashini) are the stand-ins of tests/standins; nothing
leaves this computer. A file's first line is its title, the second the channel and, for Telegram, the language of the
person's app. Then a line is a thing that happens:

    words                            the person writes them
    [title]                          the person presses the newest button, row or key of this title
    <location 22.57,88.36>           the person shares where they are
    <voice words>                    the person sends a voice note, in which these words are heard
    <official take NAME|>            an official takes the conversation over; also close
    <official say NAME|TEXT>         and answers; both may go without a name
    <hours 25>                       so many hours pass
    <reminder template|value|...>    the service sends a reminder
    <contact 919830012345>           the person shares their own number (Telegram)
    <as NAME|telegram bn>            from now on another person acts; by the name alone: one who was there before
    <news>                           what the service writes by itself within a minute
    <verify TEXT>                    an official finds that the newest request for workers is real
    <desk STATE|TEXT>                the bank desk moves the newest loan request on
    <gone>                           the person's row is deleted
    <samples>                        there is an invented programme of trainings; below, what happens around it
    <joined>                         the person was at its last sessions, and has a place in the one that runs
    <due KIND>                       the time of a message to the person has come (kinds: content/reminders.yml)
    <free SESSION>                   somebody gives up their place
    <trainer NAME>                   the person types the code of this trainer
    <scan SESSION>                   the person scans the picture that the trainer shows

A title that ends in … stands for every title that begins so.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import update

from bot.channels.whatsapp.client import GraphClient
from bot.clock import utc_now
from bot.commands.template_push import listed, news, plan, push
from bot.db import keys
from bot.db.models import Contact
from bot.db.session import Database
from bot.delivery import enqueue
from bot.services import officers, roles, templates
from scripts.channel_trainings import Trainings
from tests.phones import Phone, Shown, TelegramPhone, WhatsAppPhone, hook, telegram_env, whatsapp_env
from tests.service import Service, StandInThread, Trained, until
from tests.standins.bhashini_server import BhashiniServer
from tests.standins.graph_server import GraphServer
from tests.standins.recordings import opus
from tests.standins.telegram_server import TelegramServer

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "examples" / "channels"
_TOKEN = "officials-of-the-examples"


@dataclass
class Stage:
    """The service, its neighbours and its database."""

    service: Service
    telegram: StandInThread
    graph: StandInThread
    bhashini: StandInThread
    database: Database
    trainings: Trainings

    def phone(self, where: str) -> Phone:
        channel, _, language = where.partition(" ")
        if channel == "telegram":
            return TelegramPhone(self.service, self.telegram, language or None)
        return WhatsAppPhone(self.service, self.graph)


def conversation(stage: Stage, phone: Phone, lines: list[str]) -> Iterator[str]:
    """The parts of the transcript."""
    people, who = {"You": phone}, "You"
    known: dict[str, dict[str, Shown]] = {}
    for line in lines:
        if line.startswith("<as "):
            who, _, where = line[4:-1].partition("|")
            if where:
                people[who] = stage.phone(where)
            yield f"*{people[who].channel.title()} of {who if who != 'You' else 'the first person'}:*"
            continue
        phone = people[who]
        told = act(stage, phone, line)
        yield told if who == "You" else told.replace("**You", f"**{who}", 1)
        before = known.get(who, {})
        known[who] = {message.id: message for message in phone.seen()}
        for message in known[who].values():
            if before.get(message.id) == message:
                continue
            if message.id in before:
                yield "*(in place of the message above:)*"
            yield shown(message)


def act(stage: Stage, phone: Phone, line: str) -> str:
    """Does what happens, and says it in words."""
    told, work = _act(stage, phone, line)
    work()
    return told


def _act(stage: Stage, phone: Phone, line: str) -> tuple[str, Callable[[], Any]]:
    if line.startswith("[") and line.endswith("]"):
        title = _title(phone, line[1:-1])
        return f"**You** press *{title}*", lambda: phone.presses(title)
    if not (line.startswith("<") and line.endswith(">")):
        return f"**You:** {line}", lambda: phone.says(line)
    what, _, rest = line[1:-1].partition(" ")
    first, _, words = rest.partition("|")
    match what:
        case "location":
            lat, lon = map(float, rest.split(","))
            return f"**You** share your location ({rest})", lambda: phone.shares(lat, lon)
        case "voice":
            stage.bhashini.server.transcript = rest
            return f"**You** say in a voice note: “{rest}”", lambda: phone.speaks(opus(3))
        case "contact":
            assert isinstance(phone, TelegramPhone)
            return f"**You** press the key that shares your number ({rest})", lambda: phone.tells_number(rest)
        case "hours":
            return f"*{rest} hours pass.*", lambda: _pass(stage, phone, float(rest))
        case "official":
            deed, _, words = rest.partition(" ")
            return _official(stage, phone, deed, words)
        case "reminder":
            name, *values = rest.split("|")
            return "*The day before, the service writes by itself:*", lambda: phone.waits(
                lambda: _remind(stage, phone, name, values)
            )
        case "news":
            # Whatever of it has come already is not shown yet.
            before = len(phone.seen())
            return "*Within a minute the service writes by itself:*", lambda: until(lambda: len(phone.seen()) > before)
        case "verify":
            return f"*An official looks at the request and notes: “{rest}”.*", lambda: _verify(stage, rest)
        case "desk":
            return f"*The bank desk notes “{first}”: {words}*", lambda: phone.waits(lambda: _desk(stage, first, words))
        case "gone":
            return "*Within a minute nothing of this person is left.*", lambda: until(lambda: not phone.known())
        case _ if (found := stage.trainings.act(phone, what, rest)) is not None:
            return found
    raise SystemExit(f"not understood: {line}")


def _title(phone: Phone, given: str) -> str:
    """The title that is meant: as it stands, or of the newest button that begins so."""
    if not given.endswith("…"):
        return given
    titles = [title for message in reversed(phone.seen()) for title in message.payloads]
    return next((title for title in titles if title.startswith(given[:-1])), given)


def shown(message: Shown) -> str:
    """A message as a quotation, with what can be pressed below it."""
    lines = message.text.strip().split("\n") if message.text else []
    if message.file:
        lines.insert(0, "▶ *voice message*" if message.file == "voice" else f"📎 *{message.file}*")
    if message.template:
        lines.insert(0, f"*(template {message.template})*")
    below = [" ".join(f"`{title}`" for title in row) for row in message.rows]
    if message.listed:
        below.append(f"**{message.opens}** ▾ " + " ".join(f"`{title}`" for title in message.listed))
    if message.asks and not message.keys:
        below.append("`Send location`")
    below += ["⌨ " + " ".join(f"`{title}`" for title in row) for row in message.keys]
    below += [f"[{title}]({address})" for title, address in message.links]
    parts = ["\n".join(f"> {line}".rstrip() for line in lines)] if lines else []
    return "\n>\n".join([*parts, *(["  \n".join(f"> {row}" for row in below)] if below else [])])


def _official(stage: Stage, phone: Phone, deed: str, words: str) -> tuple[str, Callable[[], Any]]:
    (wish,) = stage.service.rows(
        "SELECT id FROM handover_wishes WHERE contact_id = ? AND status IN ('open', 'taken')", phone.contact["id"]
    )
    name, _, words = words.rpartition("|")
    body: dict[str, Any] = {"official": "roy"} | ({"shown_as": name} if name else {})
    body |= {"text": words} if deed == "say" else {}

    def post() -> None:
        answer = stage.service.client.post(
            f"/api/officials/handovers/{wish['id']}/{deed}", json=body, headers={"Authorization": f"Bearer {_TOKEN}"}
        )
        answer.raise_for_status()

    told = {
        "take": "*An official takes the conversation over.*",
        "say": f"*The official answers:* {words}",
        "close": "*The official ends the conversation.*",
    }[deed]
    return told, lambda: phone.waits(post)


def _verify(stage: Stage, words: str) -> None:
    number = stage.service.rows("SELECT number FROM needs ORDER BY created_at DESC LIMIT 1")[0]["number"]
    _as_officer(stage, f"needs/{number}/verify", {"reason": words})


def _desk(stage: Stage, status: str, words: str) -> None:
    number = stage.service.rows("SELECT number FROM referrals ORDER BY created_at DESC LIMIT 1")[0]["number"]
    _as_officer(stage, f"referrals/{number}/state", {"status": status, "reason": words})


def _as_officer(stage: Stage, path: str, body: dict[str, Any]) -> None:
    name = f"Official {uuid.uuid4().hex[:8]}"
    with stage.database.session() as session:
        districts = stage.service.said.content.offices
        token = officers.add(session, name, None, roles.RIGHTS, utc_now(), known=districts)
    answer = stage.service.client.post(
        f"/api/officials/{path}", json=body, headers={"Authorization": f"Bearer {token}"}
    )
    answer.raise_for_status()


def _pass(stage: Stage, phone: Phone, hours: float) -> None:
    """Sets back when the person wrote last, here and at WhatsApp."""
    before = utc_now() - dt.timedelta(hours=hours)
    with stage.database.session() as session:
        session.execute(update(Contact).where(Contact.id == phone.contact["id"]).values(seen_at=before))
    stage.graph.server.wrote[phone.sender] = before


def _remind(stage: Stage, phone: Phone, name: str, values: list[str]) -> None:
    template = stage.service.said.content.templates[name]
    message = templates.outgoing(template, phone.contact["language"], values)
    with stage.database.session() as session:
        enqueue.message(session, phone.contact["id"], message, f"example:{name}", utc_now(), purpose="reminders")


async def _approve(graph: GraphServer, service: Service, database: Database) -> None:
    """WhatsApp has approved every template of the content."""
    client = GraphClient(graph.token, graph.number, business_id=graph.business, base=graph.url)
    await push(client, plan(service.said.content.templates.values(), await listed(client)))
    for template in graph.templates.values():
        template["status"] = "APPROVED"
    with database.session() as session:
        templates.record(session, "whatsapp", map(news, await listed(client)), utc_now())
    await client.close()


def main() -> None:
    """Writes every transcript anew."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("names", nargs="*", help="conversations to play (all)")
    names: list[str] = parser.parse_args().names
    failed: list[str] = []
    keys.use(keys.Keyring.generate())
    os.environ["DATA_KEYS"] = keys.current().dumps()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        telegram, graph, bhashini = (
            stack.enter_context(StandInThread(server).running())
            for server in (TelegramServer(), GraphServer(), BhashiniServer())
        )
        account = bhashini.server.account
        speech = {
            "BHASHINI_USER_ID": account.user_id, "BHASHINI_API_KEY": account.api_key,
            "BHASHINI_PIPELINE_ID": account.pipeline_id, "BHASHINI_API_BASE": account.base,
        }  # fmt: skip
        env = {**telegram_env(telegram.server), **whatsapp_env(graph.server), **speech, "OFFICIALS_TOKEN": _TOKEN}
        env["QUIET_HOURS"] = ""  # whenever this is run
        service = stack.enter_context(Service(Trained.prepare(folder), folder / "data", **env))
        hook(service, graph)
        database = Database(f"sqlite:///{service.data_dir}/bot.sqlite3")
        stack.callback(database.close)
        graph.run(lambda: _approve(graph.server, service, database))
        stage = Stage(service, telegram, graph, bhashini, database, Trainings(service, database))
        for file in sorted(FOLDER.glob("*.txt")):
            if names and file.stem not in names:
                continue
            title, where, *lines = [one.strip() for one in file.read_text(encoding="utf-8").splitlines() if one.strip()]
            parts = [f"# {title}"]
            try:
                for part in conversation(stage, stage.phone(where), lines):
                    parts.append(part)  # one by one: what was there until a fault is written too
            except LookupError as missing:
                failed.append(f"{file.stem}: {missing}")
            file.with_suffix(".md").write_text("\n\n".join(parts).rstrip() + "\n", encoding="utf-8")
            print(f"{file.stem}: {len(lines)} lines", file=sys.stderr)
    if failed:
        raise SystemExit("\n".join(failed))


if __name__ == "__main__":
    main()
