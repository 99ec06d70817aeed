"""Turns: one message of a person in, replies out. In order for each person, side by side for different people."""

from __future__ import annotations

import asyncio
import logging
import weakref
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bot.broadcasts.approval import Terms
from bot.channels.base import Inbound, Outgoing
from bot.clock import Clock, today
from bot.conversation import aside, fills, hearing, inbox, payloads, wishes
from bot.conversation.engine import Engine, EngineFailure, Say
from bot.conversation.inbox import Accepted, Result, Work
from bot.conversation.missed import missed
from bot.conversation.outcome import Counted, counted
from bot.conversation.reply import Composer
from bot.conversation.state import State
from bot.conversation.surroundings import Surroundings
from bot.conversation.terms import used
from bot.conversation.understanding import Understood, understand
from bot.conversation.voice import Heard, Voice, listen, wants_sound, with_words
from bot.db.session import Database
from bot.delivery.policy import Rules
from bot.knowledge.library import Content, Library
from bot.knowledge.model import Language
from bot.knowledge.offices import Point
from bot.knowledge.search import LatestSearch
from bot.language import History, LanguageModel
from bot.services import consent
from bot.services.ratings import Judgement

logger = logging.getLogger(__name__)

Typing = Callable[[], Coroutine[Any, Any, None]]
Forget = Callable[[Sequence[str]], Awaitable[object]]
"""Makes the engine forget what it remembers of contacts."""
FORGETTING = frozenset({"erased", "consent_refused"})
"""Keys after which nothing of the person may stay in the engine."""


@dataclass(frozen=True)
class Limits:
    """`text`: longest message, in characters; `parallel`: turns worked on at once; `default`: language of strangers;
    `rules`, `address`: see `Surroundings`; `live`: the rules as officials set them meanwhile; `broadcasts`: see
    `Surroundings`."""

    text: int = 4096
    parallel: int = 32
    default: Language = "bn"
    rules: Rules = field(default_factory=Rules)
    address: str = ""
    live: Callable[[], Rules] | None = None
    broadcasts: Callable[[], Terms] | None = None

    @property
    def rules_now(self) -> Rules:
        """The rules that hold now."""
        return self.live() if self.live is not None else self.rules


class Turns:
    """Works off what was accepted."""

    def __init__(
        self,
        database: Database,
        engine: Engine,
        library: Library,
        model: LanguageModel,
        clock: Clock,
        limits: Limits,
        voice: Voice | None = None,
        forget: Forget | None = None,
    ) -> None:
        """`voice`: what listens to voice notes and speaks answers (None: nothing does); `forget`: makes the engine
        forget people."""
        self._forget = forget
        self._noticed: object = None  # the notices of consent that are kept in the database
        self._database = database
        self._engine = engine
        self._library = library
        self._model = model
        self._clock = clock
        self._limits = limits
        self._voice = voice
        self._search = LatestSearch()
        # A person's lock lives as long as a turn of theirs holds or awaits it.
        self._order: weakref.WeakValueDictionary[str, asyncio.Lock] = weakref.WeakValueDictionary()
        self._slots = asyncio.Semaphore(limits.parallel)
        self._tasks: set[asyncio.Task[None]] = set()

    async def accept(self, message: Inbound) -> Accepted:
        """Stores a message. When this returns it is safe."""
        return await self._database.run(inbox.accept, message, self._clock())

    async def answer(self, accepted: Accepted) -> list[Outgoing]:
        """Works a message off and returns the replies, for a channel that delivers them in its response.

        A message that arrived before gets the replies that it got then, after waiting for them if need be.
        """
        async with self._lock(accepted.contact_id):
            replies = await self._work_off(accepted.id, delivered=True)
            if replies is None:
                return await self._database.run(inbox.replies_to, accepted.id)
            waited = await self._database.run(inbox.collect, accepted.contact_id, accepted.id, self._clock())
            return [*waited, *replies]

    def begin(self, inbound_id: int, contact_id: str, done: Callable[[], None], typing: Typing) -> None:
        """Works a message off in the background; `done` is called when its replies are in the outbox."""
        # The lock is asked for in the order of the calls: that keeps a person's messages in order.
        task = asyncio.create_task(self._background(inbound_id, contact_id, done, typing))
        self._keep(task)

    async def drain(self) -> None:
        """Waits for the turns under way, and for the answers that are being spoken."""
        while self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _background(self, inbound_id: int, contact_id: str, done: Callable[[], None], typing: Typing) -> None:
        async with self._lock(contact_id):
            shown = asyncio.create_task(typing())
            try:
                await self._work_off(inbound_id, delivered=False)
            except Exception:
                logger.exception("message %d was not worked off; it is tried again after a restart", inbound_id)
            shown.cancel()
        done()

    async def _work_off(self, inbound_id: int, *, delivered: bool) -> tuple[Outgoing, ...] | None:
        work = await self._database.run(inbox.load, inbound_id)
        if work is None:
            return None
        # Before a slot is taken: listening takes seconds, and those who write would wait for it.
        note = await listen(self._voice, work, self._limits.default)
        async with self._slots:
            result = await self._turn(note.work, delivered, note)
            await self._database.run(inbox.finish, work, result, delivered, self._clock())
            if result.forget and self._forget is not None:
                await self._forget([work.contact_id])
        if self._voice is not None and result.aloud is not None and not delivered:
            self._keep(asyncio.create_task(self._voice.say(work, result.aloud)))
        return result.replies

    async def _turn(self, work: Work, delivered: bool, note: Heard) -> Result:
        state = State.load(work.state)
        content = self._library.content()
        composer = Composer(content, today(self._clock))
        language: Language = work.language or self._limits.default  # type: ignore[assignment]
        try:
            if content.notices is not self._noticed:
                # Before anybody is shown them: a consent must be able to rest on the words that were said.
                await self._database.run(consent.keep_notices, content.notices.values(), self._clock())
                self._noticed = content.notices
            if note.trouble is not None:
                unheard = composer.compose([note.trouble], language, state, roman=work.roman)
                return Result(tuple(unheard), state.dump(), None, counted=Counted(language))
            history = History(work.language, work.language_fixed, work.turns)  # type: ignore[arg-type]
            heard = understand(
                work.kind, work.body, history, state, self._model, self._limits.default, self._limits.text
            )
            language = heard.language
            if work.official is not None:
                own = aside.for_bot(heard, content)
                if own is None:
                    # A person answers. Where a reply is due in the response, it says that the message was passed on.
                    told = aside.unread(heard) or ([Say("handover_passed_on")] if delivered else [])
                    words = tuple(composer.remark(say.key, language, work.roman) for say in told)
                    passed_on = Counted(language, heard.register, outcome="handed_over")
                    words_for_official = aside.text(work, state, self._limits.text)
                    return Result(words, work.state, None, for_official=words_for_official, counted=passed_on)
                heard = own
            said = [*_kindly(heard, state), *await self._said(work, heard, state, content)]
            if fills.needed(said):
                said = await self._database.run(
                    fills.filled, work.contact_id, said, self._clock(), self._around(content, heard.text)
                )
            said = await self._with_choices(said, heard, content)
            said = [_placed(say, heard.here) for say in said]
            hint = heard.roman and not work.roman and state.typed_roman()
            replies = composer.compose(said, language, state, roman=work.roman, hint=hint)
            if work.pressed_in is not None and payloads.menu_page(heard.payload or "") and len(replies) == 1:
                replies = [replace(replies[0], replaces=work.pressed_in)]  # the next page, in place of this one
            state.language = replies[-1].language
            can_speak = self._speaks(work)
            aloud = None
            if self._voice is not None and can_speak and wants_sound(work, said):
                aloud = composer.aloud(self._voice.characters)
            if note.words:
                replies = with_words(replies, note, composer, state, offer=can_speak and aloud is None)
            gap, judged = missed(heard, said, content), _judgement(heard)
            forget = any(say.key in FORGETTING for say in said)
            kept = State(language=state.language, offered=state.offered) if forget else state
            about = counted(heard, said, state.topic, content.topics.keys())
            return Result(
                tuple(replies), kept.dump(), heard.learnt, gap=gap, judged=judged, aloud=aloud, forget=forget,
                counted=about,
            )  # fmt: skip
        except EngineFailure:
            return _trouble(composer, "engine_down", language, work)
        except Exception:
            logger.exception("turn %d failed", work.id)
            return _trouble(composer, "internal_error", language, work)

    async def _said(self, work: Work, heard: Understood, state: State, content: Content) -> list[Say]:
        if heard.remark is not None:
            return [Say(heard.remark, {"limit": self._limits.text, "other": heard.other})]
        metadata = {
            "language": heard.language, "register": heard.register, "topic": state.topic,
            "pending_aspect": state.pending_aspect, "terms": used(content, state), "asking": state.asking,
            "voice": self._speaks(work), "shared_contact": work.kind == "contact",
        }  # fmt: skip
        if heard.payload is not None:
            done = await self._database.run(
                wishes.by_payload, work.contact_id, _meant(heard.payload, work, state), self._clock(),
                self._around(content),
            )  # fmt: skip
            if done is not None:
                return [done]
            if page := payloads.menu_page(heard.payload):
                return [Say(f"menu_{page[0]}", {"page": page[1]})]
            if judged := payloads.rating(heard.payload):
                return [Say(f"rated_{judged.verdict}")]
            command = payloads.parse(_meant(heard.payload, work, state), content.topics.keys())
            if command is None:
                return [Say("stale_button" if heard.payload.startswith("ask:") else "unknown_payload")]
            message = str(command)
        else:
            message = heard.text or ""
            # A question that a form has just put is answered first: the form knows what it asked for.
            waits = (state.hears or hearing.unasked(message)) if not state.asking else ""
            if waits and (own := await self._heard(work, waits, message, content)) is not None:
                state.hears = None  # until the reply says what comes next
                return [own]
        said = await self._engine.turn(work.contact_id, message, metadata)
        if state.greeted or state.topic or all(say.key != "greeting_again" for say in said):
            return said
        # To the first greeting the service introduces itself; whoever comes back is only greeted.
        state.greeted = True
        return [Say("greeting") if say.key == "greeting_again" else say for say in said]

    async def _heard(self, work: Work, hears: str, text: str, content: Content) -> Say | None:
        return await self._database.run(
            hearing.hear, work.contact_id, hears, text, self._clock(), self._around(content, text)
        )

    def _around(self, content: Content, text: str | None = None) -> Surroundings:
        limits = self._limits
        broadcasts = limits.broadcasts() if limits.broadcasts is not None else None
        return Surroundings(content, limits.rules_now, limits.address, text or "", limits.default, broadcasts)

    async def _with_choices(self, said: list[Say], heard: Understood, content: Content) -> list[Say]:
        """What was not understood is looked up in the content, for choices to offer."""
        if heard.text is None or all(say.key != "unclear" for say in said):
            return said
        found = await asyncio.to_thread(self._search.find, content, heard.text)
        choices = Say("search_choices", {"candidates": found})
        return [choices if say.key == "unclear" else say for say in said] if found else said

    def _speaks(self, work: Work) -> bool:
        return self._voice is not None and self._voice.speaks(work.channel)

    def _keep(self, task: asyncio.Task[None]) -> None:
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _lock(self, contact_id: str) -> asyncio.Lock:
        lock = self._order.get(contact_id)
        if lock is None:
            lock = self._order[contact_id] = asyncio.Lock()
        return lock


def _trouble(composer: Composer, key: str, language: Language, work: Work) -> Result:
    words = (composer.remark(key, language, work.roman),)
    return Result(words, work.state, None, failed=True, counted=Counted(language, outcome="failed"))


def _kindly(heard: Understood, state: State) -> list[Say]:
    """Who writes in a neighbour of our languages is told once that the answer comes in one of ours."""
    if heard.other is None or heard.remark is not None or state.other == heard.other:
        return []
    state.other = heard.other
    return [Say("language_neighbour", {"other": heard.other})]


def _placed(say: Say, here: Point | None) -> Say:
    """The place that was shared goes to the reply alone: the engine knows only that there is one."""
    return Say(say.key, {**say.values, "at": here}) if here is not None and say.values.get("here") else say


def _judgement(heard: Understood) -> Judgement | None:
    rating = payloads.rating(heard.payload or "")
    if rating is None:
        return None
    return Judgement(rating.topic, rating.aspect, rating.version, rating.verdict == "up", heard.language)


def _meant(payload: str, work: Work, state: State) -> str:
    """What a payload means now: a topic answers the aspect that waited for one; /start takes a stop back."""
    if payload == "greet" and work.stopped:
        return "resume"
    if state.pending_aspect and payload.startswith("ask:") and payload.count(":") == 1:
        return f"{payload}:{state.pending_aspect}"
    return payload
