"""Actions of a person's wishes to the service itself. They run in the application's environment: rasa-sdk's executor is
mounted in the gateway (bot/api/actions.py). Each reads what it needs, calls a service and answers with a message key.
"""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from bot.clock import INDIA, Clock
from bot.db.session import Database
from bot.services import contacts

Events = list[dict[str, Any]]


class ServiceAction(Action):  # type: ignore[misc]  # rasa-sdk has no type information
    """An action with what it needs: it is made once, by the gateway."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def _say(self, dispatcher: CollectingDispatcher, key: str, **values: Any) -> Events:
        dispatcher.utter_message(json_message={"key": key, "values": values})
        return []


class SetLanguage(ServiceAction):
    """The person chose a language in so many words or by a button."""

    def name(self) -> str:
        """As in the domain."""
        return "action_set_language"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Remembers the language that the intent names."""
        language = tracker.latest_message["intent"]["name"].removeprefix("change_language_")
        await self._database.run(contacts.set_language, tracker.sender_id, language)
        return self._say(dispatcher, "language_changed", language=language)


class Stop(ServiceAction):
    """The person wants nothing sent unasked."""

    def name(self) -> str:
        """As in the domain."""
        return "action_stop"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Notes it and confirms once."""
        await self._database.run(contacts.stop, tracker.sender_id, self._clock())
        return self._say(dispatcher, "stopped")


class Start(ServiceAction):
    """The person may be written to again."""

    def name(self) -> str:
        """As in the domain."""
        return "action_start"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Takes the stop back."""
        was_stopped = await self._database.run(contacts.start, tracker.sender_id)
        return self._say(dispatcher, "started_again" if was_stopped else "already_started")


class TalkToPerson(ServiceAction):
    """The person wants to talk to a human being."""

    def name(self) -> str:
        """As in the domain."""
        return "action_talk_to_person"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Notes the wish for the officials, and says where to go meanwhile."""
        metadata = tracker.latest_message.get("metadata") or {}
        noted, fresh = await self._database.run(
            contacts.wish_for_person,
            tracker.sender_id,
            tracker.get_slot("topic"),
            metadata.get("language", "bn"),
            self._clock(),
        )
        day = noted.astimezone(INDIA).date().isoformat()
        return self._say(dispatcher, "person_noted" if fresh else "person_already_noted", date=day)


ACTIONS: tuple[type[ServiceAction], ...] = (SetLanguage, Stop, Start, TalkToPerson)
