"""Actions of a person's wishes to the service itself. They run in the application's environment: rasa-sdk's executor is
mounted in the gateway (bot/api/actions.py). Each reads what it needs, calls a service and answers with a message key.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from bot.clock import INDIA
from bot.conversation import wishes
from bot.conversation.lettering import language_named
from bot.conversation.wanted import read
from bot.knowledge.model import Language
from bot.services import contacts, handover
from rasa_project.actions.base import Events, ServiceAction


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


class SetScript(ServiceAction):
    """The person wants to read Bengali or Hindi in roman letters, or in its own again."""

    def name(self) -> str:
        """As in the domain."""
        return "action_set_script"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Remembers it; asks back if it is not clear which language is meant, since English has no other letters."""
        message = tracker.latest_message
        intent = message["intent"]["name"]
        roman = not intent.endswith("native")
        known, is_roman = await self._database.run(contacts.language_and_script, tracker.sender_id)
        language: str | None = _by_button(intent) or language_named(message.get("text") or "")
        if language is None and not (roman and is_roman):  # who has them and asks again wants the other language
            heard = (message.get("metadata") or {}).get("language")
            language = next((name for name in (heard, known) if name in ("bn", "hi")), None)
        if language is None:
            return self._say(dispatcher, "script_which" if roman else "language_choose")
        await self._database.run(partial(contacts.set_script, roman=roman), tracker.sender_id, language)
        return self._say(dispatcher, "script_roman" if roman else "script_native", language=language)


def _by_button(intent: str) -> Language | None:
    return "bn" if intent.endswith("_bn") else "hi" if intent.endswith("_hi") else None


class SetVoice(ServiceAction):
    """The person wants to hear answers as well, or no longer."""

    def name(self) -> str:
        """As in the domain."""
        return "action_set_voice"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Remembers it; where nothing can be spoken it says so."""
        message = tracker.latest_message
        wanted = message["intent"]["name"] == "voice_on"
        if wanted and not (message.get("metadata") or {}).get("voice"):
            return self._say(dispatcher, "voice_unavailable")
        await self._database.run(partial(contacts.set_voice_replies, wanted=wanted), tracker.sender_id)
        return self._say(dispatcher, "voice_replies_on" if wanted else "voice_replies_off")


class Stop(ServiceAction):
    """The person wants nothing sent unasked."""

    def name(self) -> str:
        """As in the domain."""
        return "action_stop"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Notes it and confirms once."""
        await self._database.run(wishes.stop, tracker.sender_id, self._clock())
        return self._say(dispatcher, "stopped")


class Start(ServiceAction):
    """The person wants everything again."""

    def name(self) -> str:
        """As in the domain."""
        return "action_start"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Takes the stop back, and all other refusals."""
        said = await self._database.run(wishes.start, tracker.sender_id, self._clock())
        return self._say(dispatcher, said.key)


class SetPreference(ServiceAction):
    """The person says of one kind of messages whether they want it."""

    def name(self) -> str:
        """As in the domain."""
        return "action_set_preference"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Keeps what the sentence says plainly; else shows what is on and off."""
        wanted = read(tracker.latest_message.get("text") or "")
        said = await self._database.run(wishes.by_words, tracker.sender_id, wanted, self._clock())
        return self._say(dispatcher, said.key, **said.values)


class TalkToPerson(ServiceAction):
    """The person wants to talk to a human being."""

    def name(self) -> str:
        """As in the domain."""
        return "action_talk_to_person"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Notes the wish for the officials, and says where to go meanwhile."""
        metadata = tracker.latest_message.get("metadata") or {}
        noted, fresh = await self._database.run(
            handover.wish,
            tracker.sender_id,
            tracker.get_slot("topic"),
            metadata.get("language", "bn"),
            self._clock(),
        )
        day = noted.astimezone(INDIA).date().isoformat()
        return self._say(dispatcher, "person_noted" if fresh else "person_already_noted", date=day)


ACTIONS: tuple[type[ServiceAction], ...] = (SetLanguage, SetScript, SetVoice, Stop, Start, SetPreference, TalkToPerson)
