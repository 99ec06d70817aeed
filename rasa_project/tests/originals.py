"""Rasa's own functions as they were before `prepare()` mended them: what the mended ones are compared with."""

from rasa_project import inert

inert.install()

from rasa.core.actions.action import RemoteAction  # noqa: E402
from rasa.shared.core.events import Event  # noqa: E402

validate_action_result = RemoteAction._validate_action_result
resolve_by_type = Event.resolve_by_type

assert validate_action_result.__module__ == "rasa.core.actions.action", "imported after prepare()"
assert resolve_by_type.__module__ == "rasa.shared.core.events", "imported after prepare()"
