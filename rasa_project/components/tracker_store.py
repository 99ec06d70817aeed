"""A tracker store that keeps what the dialogue needs and no more.

Rasa rebuilds a conversation from all its events at each message: 4 ms of processor time for a new one, 196 ms after
2,000 events. Here a conversation outside a form is stored as its slots and the last `keep` events, inside a form from
the form's beginning, so a turn costs the same after years. The words of people are not stored at all: the engine keeps
what was understood.
"""

from __future__ import annotations

import json
import logging
import time
from contextlib import contextmanager
from typing import Any, Dict, Iterable, Iterator, List, Optional

import sqlalchemy as sa
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME, REQUESTED_SLOT
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

logger = logging.getLogger(__name__)
_metadata = sa.MetaData()
_trackers = sa.Table(
    "trackers",
    _metadata,
    sa.Column("sender_id", sa.String(64), primary_key=True),
    sa.Column("events", sa.Text, nullable=False),
    sa.Column("updated_at", sa.Float, nullable=False, index=True),
)


class ShortTrackerStore(TrackerStore):
    """Conversations in one table of a SQL database (SQLite or PostgreSQL), each shortened when it is saved."""

    failures = 0  # read by the engine's health page: Rasa swallows a store's errors

    def __init__(
        self,
        domain: Optional[Domain],
        event_broker: Optional[EventBroker] = None,
        host: str = "sqlite://",
        keep: int = 12,
        longest: int = 200,
        **kwargs: Any,
    ) -> None:
        """`host`: SQLAlchemy address (Rasa passes the `url` of endpoints.yml under this name); `keep`: events kept
        outside a form; `longest`: at most, in a form."""
        super().__init__(domain, event_broker)
        self._keep = keep
        self._longest = longest
        # An error that shows its parameters would put people's words into the log.
        sqlite = host.startswith("sqlite")
        # A kept connection: opening and closing SQLite's file at each use is half of the engine's time.
        pool = {"poolclass": sa.pool.StaticPool, "connect_args": {"check_same_thread": False}} if sqlite else {}
        self._engine = sa.create_engine(host, pool_pre_ping=not sqlite, hide_parameters=True, **pool)
        if sqlite:
            sa.event.listen(self._engine, "connect", _pragmas)
        _metadata.create_all(self._engine)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Stores the conversation's end; replaces what was stored."""
        with self._counted("save"):
            row = {
                "events": json.dumps([_stored(event) for event in shorten(tracker, self._keep, self._longest)]),
                "updated_at": time.time(),
            }
            with self._engine.begin() as connection:
                done = connection.execute(
                    _trackers.update().where(_trackers.c.sender_id == tracker.sender_id).values(**row)
                )
                if not done.rowcount:
                    connection.execute(_trackers.insert().values(sender_id=tracker.sender_id, **row))

    async def retrieve(self, sender_id: str) -> Optional[DialogueStateTracker]:
        """The conversation, or None if there is none."""
        with self._counted("retrieve"):
            with self._engine.connect() as connection:
                stored = connection.execute(
                    sa.select([_trackers.c.events]).where(_trackers.c.sender_id == sender_id)
                ).scalar()
            if stored is None:
                return None
            events = [Event.from_parameters(parameters) for parameters in json.loads(stored)]
            assert self.domain is not None
            kept = of_today([event for event in events if event], self.domain)
            return DialogueStateTracker.from_events(sender_id, kept, self.domain.slots)

    async def keys(self) -> Iterable[str]:
        """Ids of all stored conversations."""
        with self._counted("keys"), self._engine.connect() as connection:
            return [row[0] for row in connection.execute(sa.select([_trackers.c.sender_id]))]

    async def delete(self, sender_id: str) -> None:
        """Forgets a conversation."""
        with self._counted("delete"), self._engine.begin() as connection:
            connection.execute(_trackers.delete().where(_trackers.c.sender_id == sender_id))

    @contextmanager
    def _counted(self, what: str) -> Iterator[None]:
        """Whatever goes wrong is counted, then raised: a row that cannot be read loses a conversation as an absent
        database does."""
        try:
            yield
        except Exception:
            ShortTrackerStore.failures += 1
            logger.error("tracker store: %s failed", what, exc_info=True)
            raise


def shorten(tracker: DialogueStateTracker, keep: int, longest: int) -> List[Event]:
    """The events to store: slots as they are now, then the conversation from a user's message on (or the form's
    start)."""
    events = list(tracker.applied_events())
    if len(events) <= keep:
        return events
    start = _start(events, keep)
    if tracker.active_loop_name:
        start = min(start, _loop_start(events))
        start = max(start, len(events) - longest)
    kept = events[start:]
    before = [SlotSet(name, slot.value) for name, slot in tracker.slots.items() if slot.has_been_set]
    if tracker.active_loop_name and not any(isinstance(event, ActiveLoop) for event in kept):
        before.append(ActiveLoop(tracker.active_loop_name))
    return [*before, ActionExecuted(ACTION_LISTEN_NAME), *kept]


def of_today(events: List[Event], domain: Domain) -> List[Event]:
    """The stored events without what an earlier version of the domain knew: slots that are gone, and a form that is
    gone together with what was said in it (the engine could not go on with it)."""
    known = {slot.name for slot in domain.slots}
    events = [event for event in events if not isinstance(event, SlotSet) or event.key in known]
    loop = next((event.name for event in reversed(events) if isinstance(event, ActiveLoop)), None)
    if loop is None or loop in domain.form_names:
        return events
    slots = [event for event in events if isinstance(event, SlotSet) and event.key != REQUESTED_SLOT]
    return [*slots, ActionExecuted(ACTION_LISTEN_NAME)]


def _stored(event: Event) -> Dict[str, Any]:
    """An event without words, the person's or ours: rules look at the intent, forms at slots; they have done their
    work."""
    stored = event.as_dict()
    if isinstance(event, UserUttered):
        parsed = stored.get("parse_data") or {}
        kept = {name: parsed[name] for name in ("intent", "entities") if name in parsed}
        stored.update(text="", parse_data={**kept, "text": ""}, metadata={})
    elif isinstance(event, BotUttered):  # what was said may name a person
        stored.update(text="", data={}, metadata={})
    return stored


def _start(events: List[Event], keep: int) -> int:
    """Index of the first user message among the last `keep` events (of the last one at all, if there is none)."""
    last = 0
    for index in range(len(events) - 1, -1, -1):
        if isinstance(events[index], UserUttered):
            if last and len(events) - index > keep:
                break
            last = index
    return last


def _loop_start(events: List[Event]) -> int:
    for index in range(len(events) - 1, -1, -1):
        event = events[index]
        if isinstance(event, ActiveLoop) and event.name:
            return index
    return 0


def _pragmas(connection: Any, _: Any) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    # What is deleted or shortened is overwritten with zeros: an erased person must not be found in the file.
    cursor.execute("PRAGMA secure_delete=ON")
    cursor.execute("PRAGMA busy_timeout=5000")
    cursor.close()


def status() -> Dict[str, Any]:
    """For the health page."""
    return {"store_failures": ShortTrackerStore.failures}
