"""Meta's published description of the Cloud API (OpenAPI, v23): as a server that judges requests (Stoplight Prism), and
as schemas that the stand-in's answers and webhooks are held against."""

from __future__ import annotations

import copy
import os
import shlex
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import yaml

DESCRIPTION = "meta_business_messaging_v23.yaml"
_START_SECONDS = 90.0
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

WEBHOOK_MENDS = (
    "an incoming message has from, id and timestamp, not the recipient_type and to of an outgoing one",
    "degrees of a place are numbers",
    "additionalProperties: false in one part of allOf forbids what the other part asks for; messages have more fields",
    "telephone numbers on a card may be of any kind (CELL, MAIN ...)",
    "a message of an unknown kind brings code and title of its error, no type",
)
"""Where the schemas of the webhook contradict the description's own examples, of which no message passes them."""


def prism_command() -> list[str] | None:
    """What starts Prism: PRISM, else `prism` on the PATH."""
    named = os.environ.get("PRISM")
    if named:
        return shlex.split(named)
    found = shutil.which("prism")
    return [found] if found else None


@contextmanager
def prism(description: Path, log: Path) -> Iterator[str]:
    """Prism with the description; gives its address."""
    command = prism_command()
    assert command is not None
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    arguments = ["mock", "-h", "127.0.0.1", "-p", str(port), "--errors", "-v", "error", str(description)]
    with log.open("w") as out:
        server = subprocess.Popen([*command, *arguments], stdout=out, stderr=out, start_new_session=True)
    try:
        _await(server, port, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        os.killpg(server.pid, signal.SIGTERM)  # Prism's own process may be a child of what PRISM names
        server.wait(10)


def _await(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    end = time.monotonic() + _START_SECONDS
    while time.monotonic() < end and server.poll() is None:
        try:
            httpx.get(f"http://127.0.0.1:{port}/", timeout=5)
            return
        except httpx.TransportError:
            time.sleep(0.2)
    raise RuntimeError(f"Prism did not start: {log.read_text()[-2000:]}")


class MetaApi:
    """The schemas. What breaks them is told as lines; none: all is well."""

    def __init__(self, file: Path) -> None:
        self._described: dict[str, Any] = yaml.load(file.read_text("utf-8"), _Loader)
        self._mended: dict[str, Any] | None = None

    @property
    def schemas(self) -> dict[str, Any]:
        found: dict[str, Any] = self._described["components"]["schemas"]
        return found

    def named(self, name: str, value: Any) -> list[str]:
        """Against a schema by its name."""
        return _errors(self._described, {"$ref": f"#/components/schemas/{name}"}, value)

    def message(self, value: Any) -> list[str]:
        """A message, by the schemas without additionalProperties: false, which forbids in one part of allOf what the
        other part asks for (Prism knows its way about that, JSON Schema does not)."""
        return self._mended_errors("Message", value)

    def answer(self, method: str, path: str, value: Any) -> list[str]:
        """An answer to a call of a path as the description names it."""
        operation = self._described["paths"][path][method.lower()]
        return _errors(self._described, operation["responses"]["200"]["content"]["application/json"]["schema"], value)

    def examples(self) -> dict[str, Any]:
        """The description's own examples of what the webhook brings."""
        content = self._described["paths"]["/whatsapp/webhooks"]["post"]["requestBody"]["content"]
        return {name: one["value"] for name, one in content["application/json"]["examples"].items()}

    def webhook(self, value: Any) -> list[str]:
        """A request to our webhook, by the schemas with WEBHOOK_MENDS."""
        return self._mended_errors("WebhookPayload", value)

    def _mended_errors(self, name: str, value: Any) -> list[str]:
        if self._mended is None:
            self._mended = _mended(self._described, incoming=True)
            self._outgoing = _mended(self._described, incoming=False)
        described = self._mended if name == "WebhookPayload" else self._outgoing
        return _errors(described, {"$ref": f"#/components/schemas/{name}"}, value)


def _errors(described: dict[str, Any], schema: dict[str, Any], value: Any) -> list[str]:
    import jsonschema  # of those who run these checks only: see tests/contract/peers.txt

    whole = {**schema, "components": described["components"]}
    validator = jsonschema.Draft202012Validator(whole)
    return [f"{error.json_path}: {error.message[:300]}{_within(error)}" for error in validator.iter_errors(value)]


def _within(error: Any) -> str:
    return "".join(f"\n    {one.json_path}: {one.message[:200]}" for one in (error.context or ())[:12])


def _mended(described: dict[str, Any], *, incoming: bool) -> dict[str, Any]:
    components = copy.deepcopy(described["components"])
    schemas = components["schemas"]
    _open(schemas)
    if not incoming:
        return {"components": components}
    text = {"type": "string"}
    schemas["BaseMessageProperties"] = {
        "type": "object",
        "required": ["from", "id", "timestamp", "type"],
        "properties": {"from": text, "id": text, "timestamp": {"type": "string", "pattern": "^[0-9]+$"}, "type": text},
    }
    place = schemas["LocationMessage"]["allOf"][1]["properties"]["location"]["properties"]
    place["latitude"] = place["longitude"] = {"type": "number"}
    schemas["PhoneObject"]["properties"]["type"] = text
    schemas["UnsupportedMessage"]["allOf"][1]["properties"]["errors"]["items"] = {
        "$ref": "#/components/schemas/StatusError"
    }
    return {"components": components}


def _open(part: Any) -> None:
    """Lets objects have fields that are not described."""
    if isinstance(part, dict):
        if part.get("additionalProperties") is False:
            del part["additionalProperties"]
        part = list(part.values())
    if isinstance(part, list):
        for one in part:
            _open(one)
