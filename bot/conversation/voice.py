"""Voice notes in a conversation: what a person said becomes text before the turn, an answer becomes sound after it.

A recording is fetched, heard and forgotten: it is written nowhere. What was heard is treated like typed words.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from sqlalchemy.orm import Session

from bot.channels.base import Channel, Document, Outgoing, Permanent, SendError
from bot.clock import Clock
from bot.conversation.aloud import Aloud
from bot.conversation.engine import Say
from bot.conversation.inbox import Work
from bot.conversation.reply import Composer
from bot.conversation.state import State
from bot.db.session import Database
from bot.delivery import enqueue
from bot.knowledge.model import Language
from bot.language import truncate_graphemes
from bot.speech.audio import FORMATS, describe
from bot.speech.base import NotUnderstood, Speech, SpeechUnavailable

logger = logging.getLogger(__name__)

WORTH = dt.timedelta(minutes=10)
"""How long after the text an answer is still worth hearing."""
_SHOWN = 160  # graphemes of what was heard
_TURNED = {"voice_replies_on": True, "voice_replies_off": False}


class Unheard(Exception):
    """A recording that became no words. `say`: what the person is told, and what to do instead."""

    def __init__(self, say: Say) -> None:
        super().__init__(say.key)
        self.say = say


class Voice(Protocol):
    """What turns need of voices."""

    def speaks(self, channel: str) -> bool:
        """Whether answers can be heard on a channel."""

    async def hear(self, channel: str, media: str, language: Language) -> str:
        """What was said in a recording, by the channel's name of it. Raises `Unheard`."""

    async def say(self, work: Work, aloud: Aloud) -> None:
        """Sends an answer as sound, after its text; never raises."""

    @property
    def characters(self) -> int:
        """How much of an answer is spoken."""


@dataclass(frozen=True)
class VoiceLimits:
    """`seconds`, `megabytes`: the longest note; `characters`: the longest text that is spoken."""

    seconds: int = 60
    megabytes: float = 5
    characters: int = 600


class VoiceNotes:
    """A `Voice` by a speech service and the channels that are there."""

    def __init__(
        self,
        speech: Speech,
        channels: Mapping[str, Channel],
        database: Database,
        clock: Clock,
        limits: VoiceLimits,
        wake: Callable[[], None],
    ) -> None:
        """`wake`: tells the sender that something lies in the outbox."""
        self._speech = speech
        self._channels = channels
        self._database = database
        self._clock = clock
        self._limits = limits
        self._wake = wake

    @property
    def characters(self) -> int:
        """See `Voice`."""
        return self._limits.characters

    def speaks(self, channel: str) -> bool:
        """See `Voice`."""
        return channel in self._channels and self._channels[channel].capabilities.documents

    async def hear(self, channel: str, media: str, language: Language) -> str:
        """See `Voice`."""
        if channel not in self._channels:
            raise Unheard(Say("voice_unread"))
        try:
            audio = await self._channels[channel].fetch(media)
        except Permanent:
            raise Unheard(Say("voice_lost")) from None
        except SendError as error:
            logger.warning("%s: a voice note could not be fetched: %s", channel, type(error).__name__)
            raise Unheard(Say("voice_down")) from None
        too_long = Say("voice_too_long", {"seconds": self._limits.seconds})
        if len(audio) > self._limits.megabytes * 2**20:
            raise Unheard(too_long)
        recording = await asyncio.to_thread(describe, audio)
        if recording is None:
            raise Unheard(Say("voice_format"))
        # Telephones count whole seconds, and record a little more than they show.
        if recording.seconds >= self._limits.seconds + 1:
            raise Unheard(too_long)
        try:
            return await self._speech.transcribe(audio, recording.mime, language)
        except NotUnderstood:
            raise Unheard(Say("voice_unclear")) from None
        except SpeechUnavailable:
            raise Unheard(Say("voice_down")) from None

    async def say(self, work: Work, aloud: Aloud) -> None:
        """See `Voice`."""
        try:
            spoken = await self._speech.speak(aloud.text, aloud.language)
            name = f"answer.{FORMATS.get(spoken.mime, 'bin')}"
            message = replace(aloud.caption, document=Document(name, spoken.mime, spoken.content))
            await self._database.run(self._queue, work, message)
        except SpeechUnavailable:
            return  # the service's client has told the log; the person has the text
        except Exception:
            logger.exception("the answer to message %d is not spoken", work.id)
        else:
            self._wake()

    async def close(self) -> None:
        """Ends the connections to the speech service."""
        await self._speech.close()

    def _queue(self, session: Session, work: Work, message: Outgoing) -> None:
        now = self._clock()
        key = f"voice:{work.id}"
        enqueue.message(session, work.contact_id, message, key, now, purpose="reply", expires_at=now + WORTH)


@dataclass(frozen=True)
class Heard:
    """A message after listening. `work`: with the words in place of the recording; `words`: what was heard; `trouble`:
    why nothing was."""

    work: Work
    words: str = ""
    trouble: Say | None = None


async def listen(voice: Voice | None, work: Work, default: Language) -> Heard:
    """Turns a recording into typed words; another message stays as it is. Never raises. `default`: the language of a
    person whose own is not known."""
    if work.kind != "voice" or voice is None:
        return Heard(work)
    language: Language = work.language or default  # type: ignore[assignment]
    try:
        words = await voice.hear(work.channel, work.body, language)
    except Unheard as why:
        return Heard(work, trouble=why.say)
    except Exception:
        logger.exception("voice note %d was not heard", work.id)
        return Heard(work, trouble=Say("voice_down"))
    return Heard(replace(work, kind="text", body=words), words)


def wants_sound(work: Work, said: Sequence[Say]) -> bool:
    """Whether the person hears answers too, from this turn on."""
    return next((_TURNED[say.key] for say in said if say.key in _TURNED), work.voice_replies)


def with_words(
    replies: Sequence[Outgoing], heard: Heard, composer: Composer, state: State, *, offer: bool
) -> list[Outgoing]:
    """Replies to a voice note: above the first what was heard; below the last, once, that answers can be heard.
    `offer`: whether they can."""
    first, roman = replies[0], replies[-1].roman
    shown = truncate_graphemes(heard.words, _SHOWN)
    line = composer.remark("voice_heard", first.language, roman, words=shown)
    noted = [replace(first, text=f"{line.text}\n\n{first.text}"), *replies[1:]]
    if not offer or state.voice_offered or state.asking:
        return noted
    state.voice_offered = True
    last = noted[-1]
    hint = composer.remark("voice_hint", last.language, roman)
    # A typed choice is compared with the titles of the content, whatever letters they are shown in.
    state.offered += [(b.title, b.payload) for b in composer.remark("voice_hint", last.language, roman=False).buttons]
    noted[-1] = replace(last, text=f"{last.text}\n\n{hint.text}", buttons=(*last.buttons, *hint.buttons))
    return noted
