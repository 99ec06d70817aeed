"""Voice notes in turns: heard as typed words, answered with a clear sentence when they are not, spoken on request."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from sqlalchemy import select

from bot.channels.base import (
    Capabilities,
    ChannelDown,
    Inbound,
    Outgoing,
    Permanent,
    Retryable,
    SendError,
    Throttled,
)
from bot.channels.wire import from_json
from bot.conversation.aloud import Aloud
from bot.conversation.engine import EngineFailure, Say
from bot.conversation.inbox import Work
from bot.conversation.turns import Limits, Turns
from bot.conversation.voice import WORTH, VoiceLimits, VoiceNotes, wants_sound
from bot.db.models import Base, Contact, InboundMessage, OutboxMessage
from bot.db.session import Database
from bot.knowledge.library import Content
from bot.knowledge.model import Language
from bot.language import LanguageModel, graphemes
from bot.speech.base import NotUnderstood, SpeechUnavailable, Spoken
from tests.standins.recordings import mp3, opus, wav

SECRET = "ghoramara-secret"
NOTE = opus(3)


@dataclass
class FakeSpeech:
    """Hears `words`, or fails as it is told to; speaks when `gate` is open."""

    words: str | Exception = "pmegp ki"
    sound: Exception | None = None
    heard: list[tuple[bytes, str, Language]] = field(default_factory=list)
    spoken: list[tuple[str, Language]] = field(default_factory=list)
    gate: asyncio.Event | None = None

    async def transcribe(self, audio: bytes, mime: str, language: Language) -> str:
        self.heard.append((audio, mime, language))
        if isinstance(self.words, Exception):
            raise self.words
        return self.words

    async def speak(self, text: str, language: Language) -> Spoken:
        self.spoken.append((text, language))
        if self.gate is not None:
            await self.gate.wait()
        if self.sound is not None:
            raise self.sound
        return Spoken(mp3(1), "audio/mpeg")

    async def close(self) -> None:
        """Nothing is open."""


@dataclass
class FakeChannel:
    """Holds recordings by name."""

    name: str = "telegram"
    capabilities: Capabilities = field(default_factory=lambda: Capabilities(4096, 8, 40, documents=True))
    recordings: dict[str, bytes | SendError | Exception] = field(default_factory=lambda: {"file": NOTE})

    async def fetch(self, media: str) -> bytes:
        found = self.recordings.get(media, Permanent("no such file"))
        if isinstance(found, Exception):
            raise found
        return found


class FakeEngine:
    """Says what it is told to, to what it is told."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.say: Callable[[str], list[Say]] = lambda message: [Say("answer", {"topic": "alpha", "aspect": "benefit"})]

    async def turn(self, sender: str, message: str, metadata: dict[str, Any]) -> list[Say]:
        self.calls.append((message, metadata))
        return self.say(message)


class FixedLibrary:
    def __init__(self, content: Content) -> None:
        self._now = content

    def content(self) -> Content:
        return self._now


@dataclass
class Place:
    """Turns with all that is around them; a person talks by `says`, `sends` and `presses`."""

    turns: Turns
    database: Database
    speech: FakeSpeech
    channel: FakeChannel
    engine: FakeEngine
    woken: list[str]
    numbers: Any = field(default_factory=lambda: iter(range(1, 1000)))

    async def does(self, kind: str, body: str, channel: str = "telegram", wait: bool = True) -> list[Outgoing]:
        number = next(self.numbers)
        words = {"payload": body} if kind == "payload" else {"text": body}
        inbound = Inbound(channel, f"m{number}", "p", kind, **words)  # type: ignore[arg-type]
        accepted = await self.turns.accept(inbound)
        done = asyncio.Event()

        async def typing() -> None:
            """Shows nothing."""

        self.turns.begin(accepted.id, accepted.contact_id, done.set, typing)
        await (self.turns.drain() if wait else done.wait())
        rows = [row for row in self.rows(OutboxMessage) if row.in_reply_to == accepted.id]
        return [from_json(row.body) for row in rows if row.body]

    async def sends(self, media: str = "file", **more: Any) -> list[Outgoing]:
        return await self.does("voice", media, **more)

    def rows(self, table: Any) -> list[Any]:
        with self.database.session() as session:
            return list(session.scalars(select(table).order_by(table.id)))

    def sounds(self) -> list[Any]:
        return [row for row in self.rows(OutboxMessage) if row.key.startswith("voice:")]

    def wants(self, wanted: bool = True) -> None:
        with self.database.session() as session:
            for contact in session.scalars(select(Contact)):
                contact.voice_replies = wanted

    def everything(self) -> str:
        with self.database.session() as session:
            return "\n".join(
                str(row) for table in Base.metadata.sorted_tables for row in session.execute(select(table))
            )


@pytest.fixture
def place(database: Database, content: Content, model: LanguageModel, clock: Any) -> Place:
    speech, channel, engine, woken = FakeSpeech(), FakeChannel(), FakeEngine(), []  # type: ignore[var-annotated]
    limits = VoiceLimits(seconds=10, megabytes=0.1, characters=100)
    voice = VoiceNotes(
        speech,
        {"telegram": channel},
        database,
        clock,
        limits,
        lambda: woken.append("woken"),  # type: ignore[dict-item]
    )
    library: Any = FixedLibrary(content)
    turns = Turns(database, engine, library, model, clock, Limits(text=200), voice=voice)  # type: ignore[arg-type]
    return Place(turns, database, speech, channel, engine, woken)


async def test_a_voice_note_is_shown_back_in_one_line_and_answered_like_typed_words(place: Place) -> None:
    (reply,) = await place.sends()
    first, _, rest = reply.text.partition("\n\n")
    assert first == "voice_heard: pmegp ki bn"
    assert rest.startswith("alpha bn: A_benefit bn\nalpha/benefit")
    assert [message for message, _ in place.engine.calls] == ["pmegp ki"]
    assert place.speech.heard == [(NOTE, "audio/ogg", "bn")]


async def test_a_long_transcript_is_shown_short_and_worked_on_whole(place: Place) -> None:
    place.speech.words = "ঋণ চাই " * 28
    (reply,) = await place.sends()
    assert reply.text.split("\n\n")[0].endswith("… bn")
    assert len(graphemes(reply.text.split("\n\n")[0])) < 180
    assert place.engine.calls[0][0].strip() == place.speech.words.strip()


async def test_a_transcript_that_is_too_long_to_work_on_is_told_so(place: Place) -> None:
    place.speech.words = "x" * 201
    (reply,) = await place.sends()
    assert "too_long" in reply.text
    assert place.engine.calls == []


@pytest.mark.parametrize("language", ["bn", "hi", "en"])
async def test_it_is_heard_in_the_persons_language(place: Place, language: str) -> None:
    await place.does("text", "hello")
    with place.database.session() as session:
        for contact in session.scalars(select(Contact)):
            contact.language, contact.language_fixed = language, True
    await place.sends()
    assert place.speech.heard[-1][2] == language


class Surprise(Exception):
    """Nobody foresaw it."""


@pytest.mark.parametrize(
    ("recording", "words", "key"),
    [
        (NOTE, NotUnderstood(), "voice_unclear"),
        (NOTE, SpeechUnavailable("x"), "voice_down"),
        (NOTE, Surprise(), "voice_down"),
        (opus(10), "ok", None),
        (opus(10.9), "ok", None),
        (opus(11), "ok", "voice_too_long"),
        (mp3(30), "ok", "voice_too_long"),
        (wav(9), "ok", "voice_too_long"),  # too many bytes
        (b"\0\0\0\x18ftypM4A ", "ok", "voice_format"),
        (b"", "ok", "voice_format"),
        (Permanent("expired"), "ok", "voice_lost"),
        (Retryable("x"), "ok", "voice_down"),
        (Throttled(3), "ok", "voice_down"),
        (ChannelDown("x"), "ok", "voice_down"),
        (Surprise(), "ok", "voice_down"),
    ],
)
@pytest.mark.parametrize("language", ["bn", "hi", "en"])
async def test_what_cannot_be_heard_gets_a_sentence_in_the_persons_language(
    place: Place, recording: Any, words: Any, key: str | None, language: str
) -> None:
    await place.does("payload", "menu")
    with place.database.session() as session:
        for contact in session.scalars(select(Contact)):
            contact.language, contact.language_fixed = language, True
    place.engine.calls.clear()
    place.channel.recordings["file"] = recording
    place.speech.words = words
    (reply,) = await place.sends()
    if key is None:
        assert [message for message, _ in place.engine.calls] == ["ok"]
        return
    assert reply.text.startswith(f"{key}: ")
    assert reply.text.endswith(language)
    assert reply.language == language
    assert place.engine.calls == []
    assert {row.status for row in place.rows(InboundMessage)} == {"done"}


async def test_the_longest_note_is_named_in_the_sentence(place: Place) -> None:
    place.channel.recordings["file"] = opus(60)
    (reply,) = await place.sends()
    assert reply.text == "voice_too_long: ১০ bn"


async def test_without_a_speech_service_a_voice_note_gets_a_sentence(
    database: Database, content: Content, model: LanguageModel, clock: Any
) -> None:
    engine, library = FakeEngine(), FixedLibrary(content)
    turns = Turns(database, engine, library, model, clock, Limits())  # type: ignore[arg-type]
    (reply,) = await turns.answer(await turns.accept(Inbound("web", "1", "p", "voice", text="file")))
    assert reply.text.startswith("voice_unread")
    assert engine.calls == []


async def test_a_channel_that_is_not_there_any_more_gets_a_sentence(place: Place) -> None:
    (reply,) = await place.sends(channel="whatsapp")
    assert reply.text.startswith("voice_unread")


async def test_a_note_that_was_not_heard_leaves_the_conversation_as_it_was(place: Place) -> None:
    await place.does("text", "hello")
    before = place.rows(Contact)[0].state["topic"]
    place.speech.words = NotUnderstood()
    await place.sends()
    assert place.rows(Contact)[0].state["topic"] == before == "alpha"


async def test_neither_recording_nor_words_are_kept(place: Place, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    place.speech.words = SECRET
    place.engine.say = lambda message: [Say("unclear")]
    (reply,) = await place.sends()
    assert SECRET in reply.text
    (inbound,) = place.rows(InboundMessage)
    assert (inbound.body, inbound.status) == (None, "done")
    assert SECRET not in str(place.rows(Contact)[0].state)
    assert "OggS" not in place.everything()
    assert SECRET not in caplog.text


async def test_the_engine_may_be_down_after_a_note_was_heard(place: Place) -> None:
    def down(message: str) -> list[Say]:
        raise EngineFailure("dead")

    place.engine.say = down
    place.wants()
    (reply,) = await place.sends()
    assert reply.text.startswith("engine_down")
    assert place.speech.spoken == []


async def test_slow_hearing_keeps_nobody_who_writes_waiting(
    database: Database, content: Content, model: LanguageModel, clock: Any
) -> None:
    hold = asyncio.Event()

    class SlowVoice:
        characters = 100

        def speaks(self, channel: str) -> bool:
            return False

        async def hear(self, channel: str, media: str, language: Language) -> str:
            await hold.wait()
            return "late"

        async def say(self, work: Any, aloud: Aloud) -> None:
            """Never asked for."""

    engine, library = FakeEngine(), FixedLibrary(content)
    turns = Turns(database, engine, library, model, clock, Limits(parallel=1), voice=SlowVoice())  # type: ignore[arg-type]
    note = asyncio.create_task(turns.answer(await turns.accept(Inbound("web", "1", "a", "voice", text="file"))))
    await asyncio.sleep(0)
    assert await turns.answer(await turns.accept(Inbound("web", "2", "b", "text", text="quick")))
    assert not note.done()
    hold.set()
    assert await note
    assert [message for message, _ in engine.calls] == ["quick", "late"]


# ---- Answers that are heard


async def test_after_the_first_voice_note_the_button_is_offered_once(place: Place) -> None:
    (first,) = await place.sends()
    (second,) = await place.sends()
    assert first.buttons[-1].payload == "voice:on"
    assert first.text.endswith("voice_hint:  bn")
    assert "voice:on" not in [button.payload for button in second.buttons]
    assert "voice_hint" not in second.text


async def test_the_offered_button_can_be_chosen_by_its_number_or_title(place: Place) -> None:
    (first,) = await place.sends()
    await place.does("text", str(len(first.buttons)))
    await place.sends()
    await place.does("text", first.buttons[-1].title)
    assert [message for message, _ in place.engine.calls if message.startswith("/")] == ["/voice_on"]


async def test_nothing_is_offered_in_the_middle_of_a_form(place: Place) -> None:
    place.engine.say = lambda message: [Say("form_ask_emi_amount")]
    content = place.turns._library.content()
    messages = {**content.messages, "form_ask_emi_amount": content.messages["greeting"]}
    object.__setattr__(content, "messages", messages)
    (asked,) = await place.sends()
    assert asked.buttons == ()
    place.engine.say = lambda message: [Say("greeting")]
    (later,) = await place.sends()
    assert [button.payload for button in later.buttons] == ["voice:on"]


@pytest.mark.parametrize("documents", [True, False])
async def test_nothing_is_offered_where_no_sound_can_be_sent(place: Place, documents: bool) -> None:
    place.channel.capabilities = Capabilities(4096, 8, 40, documents=documents)
    (reply,) = await place.sends()
    assert ("voice:on" in [button.payload for button in reply.buttons]) == documents
    assert place.engine.calls[0][1]["voice"] == documents


async def test_who_wants_it_hears_the_answer_after_the_text(place: Place, clock: Any) -> None:
    await place.does("text", "ঋণ চাই")
    place.wants()
    place.speech.gate = asyncio.Event()
    (reply,) = await place.does("text", "সুবিধা কী?", wait=False)
    assert "alpha/benefit" in reply.text  # the text did not wait for the sound
    assert place.sounds() == []
    place.speech.gate.set()
    await place.turns.drain()
    (row,) = place.sounds()
    assert (row.purpose, row.status, row.expires_at) == ("reply", "queued", clock() + WORTH)
    assert row.id == max(one.id for one in place.rows(OutboxMessage))
    message = from_json(row.body)
    assert message.document is not None
    assert (message.document.name, message.document.mime) == ("answer.mp3", "audio/mpeg")
    assert message.text.startswith("voice_answer")
    assert message.buttons == message.sources == ()
    ((text, language),) = place.speech.spoken
    assert language == "bn"
    assert text.startswith("alpha bn: A_benefit bn")
    assert "Office" not in text
    assert place.woken == ["woken"]


async def test_a_spoken_note_is_answered_by_sound_without_repeating_it(place: Place) -> None:
    await place.does("text", "ঋণ চাই")
    place.wants()
    (reply,) = await place.sends()
    assert "voice_heard" in reply.text
    assert "voice_hint" not in reply.text
    assert "voice_heard" not in place.speech.spoken[-1][0]


async def test_a_service_that_cannot_speak_leaves_the_text(place: Place) -> None:
    await place.does("text", "ঋণ চাই")
    place.wants()
    for trouble in (SpeechUnavailable("x"), Surprise()):
        place.speech.sound = trouble
        (reply,) = await place.does("text", "সুবিধা কী?")
        assert reply.text
    assert place.sounds() == []
    assert place.woken == []


async def test_the_wish_holds_from_the_turn_in_which_it_is_said(place: Place) -> None:
    place.engine.say = lambda message: [Say("voice_replies_on")]
    await place.does("payload", "voice:on")
    assert len(place.sounds()) == 1
    place.wants()
    place.engine.say = lambda message: [Say("voice_replies_off")]
    await place.does("payload", "voice:off")
    assert len(place.sounds()) == 1
    assert [message for message, _ in place.engine.calls] == ["/voice_on", "/voice_off"]


async def test_somebody_who_was_erased_meanwhile_gets_nothing(place: Place, caplog: pytest.LogCaptureFixture) -> None:
    await place.does("text", "ঋণ চাই")
    place.wants()
    place.speech.gate = asyncio.Event()
    await place.does("text", "সুবিধা কী?", wait=False)
    with place.database.session() as session:
        for contact in session.scalars(select(Contact)):
            session.delete(contact)
    place.speech.gate.set()
    await place.turns.drain()
    assert place.sounds() == []
    assert "is not spoken" in caplog.text


async def test_the_answer_on_the_web_page_is_not_spoken(place: Place) -> None:
    turns = place.turns
    await turns.answer(await turns.accept(Inbound("telegram", "x1", "p", "text", text="hello")))
    place.wants()
    assert await turns.answer(await turns.accept(Inbound("telegram", "x2", "p", "text", text="hello")))
    await turns.drain()
    assert place.speech.spoken == []


@pytest.mark.parametrize(
    ("now", "keys", "wanted"),
    [
        (False, ["answer"], False),
        (True, ["answer"], True),
        (False, ["voice_replies_on", "answer"], True),
        (True, ["voice_replies_off"], False),
        (True, ["voice_unavailable"], True),
    ],
)
def test_who_wants_sound(place: Place, now: bool, keys: list[str], wanted: bool) -> None:
    work = Work(1, "c", "telegram", "p", "text", "x", "bn", False, 0, {}, voice_replies=now)
    assert wants_sound(work, [Say(key) for key in keys]) is wanted


def test_an_answer_is_worth_hearing_for_minutes_only() -> None:
    assert dt.timedelta(minutes=1) < WORTH <= dt.timedelta(hours=1)
