"""What every action is made of. Actions run in the application's environment: rasa-sdk's executor is mounted in the
gateway (bot/api/actions.py)."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action
from rasa_sdk.executor import CollectingDispatcher

from bot.clock import Clock
from bot.db.session import Database
from bot.knowledge.library import Library

Events = list[dict[str, Any]]


class ServiceAction(Action):  # type: ignore[misc]  # rasa-sdk has no type information
    """An action with what it needs: it is made once, by the gateway. Each reads what it needs, calls a service and
    answers with a message key."""

    def __init__(self, database: Database, clock: Clock, library: Library) -> None:
        self._database = database
        self._clock = clock
        self._library = library

    def _say(self, dispatcher: CollectingDispatcher, key: str, **values: Any) -> Events:
        dispatcher.utter_message(json_message={"key": key, "values": values})
        return []
