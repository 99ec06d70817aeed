"""The settings for a command; a wrong one is a sentence that names it, where it stands and the mend."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from bot.errors import UserError

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from bot.settings import Settings


def load_settings() -> Settings:
    """The settings of this process. Raises `UserError`."""
    import yaml
    from pydantic import ValidationError

    from bot.settings import get_settings

    try:
        return get_settings()
    except ValidationError as error:
        raise UserError("\n".join(_wrong_setting(detail) for detail in error.errors())) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        raise UserError(f"config.yml{line} is not readable as YAML; quote the value or mend the indentation.") from None


def _wrong_setting(detail: ErrorDetails) -> str:
    from bot.settings import Settings

    if not detail["loc"]:  # settings that do not go together: the message names them
        return f"{detail['msg'].removeprefix('Value error, ')}."
    field = str(detail["loc"][0])
    name = field.upper()
    value = next((text for key, text in os.environ.items() if key.upper() == name and text), None)
    where = "in the environment" if value is not None else "in .env or config.yml"
    known = Settings.model_fields.get(field)
    secret = known is None or "Secret" in str(known.annotation)
    shown = name if secret else f"{name}={value if value is not None else detail.get('input')}"
    mend = _mend(detail)
    meaning = f" ({known.description.rstrip('.')})" if known and known.description else ""
    return f"{shown} {where} is not usable: {mend}{meaning}."


def _mend(detail: ErrorDetails) -> str:
    context = detail.get("ctx", {})
    kind = detail["type"]
    if kind in ("int_parsing", "int_type", "int_from_float"):
        return "it must be a whole number"
    if kind in ("float_parsing", "float_type"):
        return "it must be a number"
    limits = {"greater_than_equal": ("ge", "at least"), "less_than_equal": ("le", "at most")}
    limits |= {"greater_than": ("gt", "more than"), "less_than": ("lt", "less than")}
    if kind in limits:
        key, words = limits[kind]
        return f"it must be {words} {context[key]}"
    if kind in ("literal_error", "enum"):
        return f"it must be {context['expected']}"
    if kind.startswith("url"):
        return "it must be a whole address, such as https://example.org"
    if kind.startswith("bool"):
        return "it must be true or false"
    message = detail["msg"].removeprefix("Value error, ").removeprefix("Assertion failed, ")
    return message[:1].lower() + message[1:]
