"""Sends what lies in the outbox: for each channel a loop for replies and one for bulk, side by side.

A loop leases what the channel's budget allows, lets the policy decide, and hands each message to a task of its own, so
that a slow call holds up nobody else. What became of them is written in batches (`recorder`), and a journal on disk
says what was under way when the process was killed (`recovery`).
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import random
from collections.abc import Mapping
from contextlib import nullcontext
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from bot.channels.base import (
    Channel,
    ChannelDown,
    ContactStopped,
    NeedsTemplate,
    Outgoing,
    Permanent,
    Retryable,
    SendError,
    TemplateRefused,
    Throttled,
)
from bot.channels.render import render
from bot.clock import Clock
from bot.db.session import Database
from bot.delivery import outbox, prepare, recovery, states
from bot.delivery.budget import Budget, Gate, Intervals
from bot.delivery.journal import Journal
from bot.delivery.outbox import BULK, DEAD, QUEUED, REPLY, SENT, UNKNOWN, Due, Outcome
from bot.delivery.policy import ANNOUNCEMENTS, TEMPLATE_PAUSE, Go, Rules, Wait
from bot.delivery.prepare import Knowledge, Prepared
from bot.delivery.receipts import key_of
from bot.delivery.recorder import Recorder

logger = logging.getLogger(__name__)

BATCH = 200
IN_FLIGHT = 200  # calls to one channel at once, in one lane
IDLE_SECONDS = 1.0  # how soon a retry that has become due is seen
SHORT = 0.05  # seconds until the budget is looked at again
MAX_ATTEMPTS = 8
HEART_BEAT = outbox.LEASE.total_seconds() / 3


class Sender:
    """The loops. `wake` tells them that something is due."""

    def __init__(
        self,
        database: Database,
        channels: Mapping[str, Channel],
        clock: Clock,
        folder: Path,
        knowledge: Knowledge,
        *,
        rules: Rules | None = None,
        budget: Budget | None = None,
        idle: float = IDLE_SECONDS,
    ) -> None:
        """`folder`: of the journal; `budget`: the rate, if it is shared with other senders; `idle`: seconds after which
        it looks by itself, for what another process has queued."""
        self._database = database
        self._channels = channels
        self._clock = clock
        self._knowledge = knowledge
        self._rules = rules or Rules()
        self._budget = budget or Budget()
        self._intervals = Intervals()
        self._idle = idle
        self._folder = folder
        self._own_journal: Journal | None = None
        self._own_recorder: Recorder | None = None
        self._woken = {(name, lane): asyncio.Event() for name in channels for lane in (REPLY, BULK)}
        self._under_way: dict[tuple[str, int], dict[asyncio.Task[None], int]] = {key: {} for key in self._woken}
        # Where receipts tell what arrived, a crash leaves nothing in doubt for long: those calls may all overlap.
        self._gates = {
            name: Gate(channel.pace.rate) for name, channel in channels.items() if not channel.capabilities.echoes
        }
        self._tight: set[tuple[str, int]] = set()  # whose budget is used up
        self.down: dict[str, str] = {}

    def wake(self) -> None:
        """Something new lies in the outbox."""
        for event in self._woken.values():
            event.set()

    async def recover(self) -> None:
        """Takes a name, and settles what a sender of this name left when it was killed. `run` does it by itself."""
        if self._own_journal is None:
            self._own_journal = Journal.open(self._folder)
        self._own_recorder = Recorder(self._database, self._clock, self._journal, self._knowledge.declined)
        await self._database.run(recovery.recover, self._journal, self._channels, self._clock())
        self._journal.begin()

    @property
    def _journal(self) -> Journal:
        assert self._own_journal is not None, "recover first"
        return self._own_journal

    @property
    def _recorder(self) -> Recorder:
        assert self._own_recorder is not None, "recover first"
        return self._own_recorder

    def close(self) -> None:
        """Frees the name."""
        if self._own_journal is not None:
            self._own_journal.close()
            self._own_journal = None

    async def run(self) -> None:
        """Until cancelled; what is under way then is waited for, at most ten seconds."""
        while True:
            try:
                await self.recover()
                break
            except SQLAlchemyError:  # a deadlock with receipts, a database that is not up yet
                logger.exception("what the last sender left could not be settled; tried again in a moment")
                await asyncio.sleep(self._idle)
        loops = [asyncio.create_task(self._loop(name, lane)) for name, lane in self._woken]
        loops.append(asyncio.create_task(self._beat()))
        try:
            await asyncio.gather(*loops)
        finally:
            for task in loops:
                task.cancel()
            tasks = [task for running in self._under_way.values() for task in running]
            if tasks:
                await asyncio.wait(tasks, timeout=10)
            await self._recorder.flush()
            self.close()

    async def once(self) -> int:
        """One round over all channels, to its end; returns how many rows it took up. For tests and tools."""
        taken = 0
        for name, lane in self._woken:
            taken += await self._round(name, lane)
            tasks = list(self._under_way[name, lane])
            await asyncio.gather(*tasks)
        await self._recorder.flush()
        return taken

    async def _loop(self, name: str, lane: int) -> None:
        woken = self._woken[name, lane]
        while True:
            woken.clear()
            try:
                taken = await self._round(name, lane)
            except Exception:
                logger.exception("sending failed; tried again in a moment")
                taken = 0
            if taken:
                continue
            running = self._under_way[name, lane]
            if len(running) >= IN_FLIGHT:
                await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
            else:
                try:
                    await asyncio.wait_for(woken.wait(), SHORT if (name, lane) in self._tight else self._idle)
                except TimeoutError:
                    continue

    async def _round(self, name: str, lane: int) -> int:
        """Takes up what may go now; returns how many rows."""
        channel, running = self._channels[name], self._under_way[name, lane]
        self._tight.discard((name, lane))
        room = IN_FLIGHT - len(running)
        if room <= 0:
            return 0
        now = self._clock()
        standing = await self._database.run(states.read, name)
        self._note_standing(name, standing.down)
        if standing.down is not None or (standing.paused_until is not None and standing.paused_until > now):
            return 0
        allowed = await self._budget.room(name, channel.pace, lane)
        if allowed <= 0:
            self._tight.add((name, lane))
            return 0
        limit = min(room, allowed, BATCH)
        prepared = await self._database.run(
            prepare.take, name, lane, limit, now, self._journal.name, channel.capabilities, self._knowledge,
            self._rules,
        )  # fmt: skip
        if not prepared:
            return 0
        self._recorder.put(prepare.dropped(prepared))
        self._recorder.put(_waiting(one) for one in prepared if isinstance(one.decision, Wait))
        going = [one for one in prepared if isinstance(one.decision, Go)]
        doubtful = [one for one in going if _better_not(one.due, channel)]
        self._recorder.put(_unknown(one.due) for one in doubtful)
        going = [one for one in going if one not in doubtful]
        if going and not await self._budget.spend(name, channel.pace, lane, len(going)):
            # Another sender was faster: they go back as they were.
            soon = now + dt.timedelta(seconds=SHORT)
            self._recorder.put(_later(one.due, soon, None, counted=False) for one in going)
            self._tight.add((name, lane))
            going = []
        for one in going:
            assert isinstance(one.decision, Go)
            task = asyncio.create_task(self._send(one.due, one.decision.message, channel))
            running[task] = one.due.id
            task.add_done_callback(running.pop)
        return len(prepared)

    async def _send(self, due: Due, message: Outgoing, channel: Channel) -> None:
        wait = self._intervals.take(due.contact_id, channel.pace, self._clock().timestamp())
        if wait > 0:
            at = self._clock() + dt.timedelta(seconds=wait)
            self._recorder.put([_later(due, at, None, counted=False)])
            return
        parts = [message] if message.template is not None else render(message, channel.capabilities)
        external_id, done, gate = "", due.parts_sent, self._gates.get(due.channel)
        try:
            for number in range(done, len(parts)):
                last = number == len(parts) - 1
                async with gate.call(due.lane) if gate is not None else nullcontext():
                    self._journal.sending(due.id)
                    external_id = await channel.send(due.recipient, parts[number], key_of(due.id, last=last))
                    self._journal.sent(due.id, external_id, last=last)
                done = number + 1
            self._recorder.put([Outcome(due, SENT, external_id or None, parts_sent=done)])
        except SendError as error:
            self._journal.refused(due.id)
            await self._failed(due, message, error, done)
        except Exception as error:
            logger.exception("%s: message %d failed in a way that nobody foresaw", due.channel, due.id)
            await self._failed(due, message, Retryable(type(error).__name__), done)

    async def _failed(self, due: Due, message: Outgoing, error: SendError, done: int) -> None:
        now = self._clock()
        outcome = _later(due, now + backoff(due.attempts), str(error), parts=done)
        match error:
            case Throttled(retry_after=seconds, whole=whole):
                until = now + dt.timedelta(seconds=seconds)
                if whole:
                    logger.warning("%s: paused for %.0f s", due.channel, seconds)
                    await self._database.run(states.pause, due.channel, until)
                outcome = _later(due, until, str(error), counted=False, parts=done)
            case ContactStopped(marketing=marketing):
                outcome = Outcome(due, DEAD, error=f"contact stopped: {error}", parts_sent=done)
                self._recorder.gone(due.contact_id, marketing)
            case ChannelDown():
                await self._database.run(states.down, due.channel, str(error))
                self._note_standing(due.channel, str(error))
                outcome = _later(due, now, str(error), counted=False, parts=done)
            case TemplateRefused() if message.template is not None:
                logger.critical(
                    "%s refuses the template %s (%s): %s. What needs it waits.", due.channel, message.template.name,
                    message.template.language, error,
                )  # fmt: skip
                outcome = _later(due, now + TEMPLATE_PAUSE, str(error), counted=False, parts=done)
            case NeedsTemplate() | Permanent():
                logger.error("%s: message %d given up: %s", due.channel, due.id, error)
                outcome = Outcome(due, DEAD, error=str(error), parts_sent=done)
            case _ if due.attempts >= MAX_ATTEMPTS:
                logger.error("%s: message %d given up after %d attempts: %s", due.channel, due.id, due.attempts, error)
                outcome = Outcome(due, DEAD, error=str(error), parts_sent=done)
        self._recorder.put([outcome])

    def _note_standing(self, name: str, reason: str | None) -> None:
        if reason is None:
            self.down.pop(name, None)
        elif name not in self.down:
            self.down[name] = reason
            logger.critical("%s does not accept us: %s. Nothing is sent there until it is mended.", name, reason)

    async def _beat(self) -> None:
        """Renews the leases of calls that take long."""
        while True:
            await asyncio.sleep(HEART_BEAT)
            ids = [number for running in self._under_way.values() for number in running.values()]
            if ids:
                await self._database.run(outbox.renew, ids, self._clock(), self._journal.name)


def backoff(attempts: int) -> dt.timedelta:
    """2, 4, 8 ... seconds, at most ten minutes, each up to a fifth longer so that retries spread."""
    return dt.timedelta(seconds=min(2.0**attempts, 600.0) * random.uniform(1.0, 1.2))


def _later(due: Due, at: dt.datetime, error: str | None, *, counted: bool = True, parts: int | None = None) -> Outcome:
    done = due.parts_sent if parts is None else parts
    return Outcome(due, QUEUED, error=error, at=at, counted=counted, parts_sent=done)


def _better_not(due: Due, channel: Channel) -> bool:
    """A second announcement would be worse than none; everything else that is in doubt is sent again."""
    return due.in_doubt and due.purpose == ANNOUNCEMENTS and not channel.capabilities.echoes


def _unknown(due: Due) -> Outcome:
    return Outcome(due, UNKNOWN, error="the sender died while it was sent", parts_sent=due.parts_sent)


def _waiting(one: Prepared) -> Outcome:
    assert isinstance(one.decision, Wait)
    due, decision = one.due, one.decision
    # Whether it went out before a crash is as open after the wait: a second announcement would be worse than none.
    return Outcome(
        due, QUEUED, error=decision.reason, at=decision.until, counted=False, parts_sent=due.parts_sent,
        doubt=due.in_doubt,
    )  # fmt: skip
