"""Returns message keys and values instead of texts: the gateway renders them in the person's language."""

from __future__ import annotations

from typing import Any, Dict, Optional

from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig


class MessageKeys(TemplatedNaturalLanguageGenerator):
    """`custom: {key, slots: [...], parsed: [...]}` of the domain becomes `{key, values}`.

    `slots` names slots whose values go along, `parsed` parts of the understood message.
    """

    def __init__(self, endpoint_config: Optional[EndpointConfig] = None, domain: Optional[Domain] = None) -> None:
        # Rasa's Agent sets `responses` when a model is loaded, but only on subclasses of its templated generator.
        super().__init__(domain.responses if domain else {})

    async def generate(
        self, utter_action: str, tracker: DialogueStateTracker, output_channel: str, **kwargs: Any
    ) -> Optional[Dict[str, Any]]:
        """The key and values of a response; None (Rasa then logs and says nothing) if the domain has none of that
        name."""
        variants = self.responses.get(utter_action)
        if not variants:
            return None
        wanted = variants[0]["custom"]
        values: Dict[str, Any] = {slot: tracker.get_slot(slot) for slot in wanted.get("slots", ())}
        parsed = (tracker.latest_message.parse_data if tracker.latest_message else None) or {}
        values.update({part: parsed.get(part) for part in wanted.get("parsed", ())})
        return {"custom": {"key": wanted["key"], "values": values}}
