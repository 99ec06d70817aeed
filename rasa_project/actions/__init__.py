"""The custom actions. `ACTIONS` is what the gateway's action server offers."""

from __future__ import annotations

from rasa_project.actions import service, tool
from rasa_project.actions.base import ServiceAction

ACTIONS: tuple[type[ServiceAction], ...] = (*service.ACTIONS, *tool.ACTIONS)
