"""docs/how-to/add-a-channel.md: its SMS channel, written out, registered and held to the cases of every channel."""

from __future__ import annotations

import importlib
import importlib.util
import re
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from pydantic import Field, SecretStr

import bot.api
import bot.channels
from bot.api.channels import REGISTRY, Entry
from bot.settings import ROOT, Language, Settings

DOCUMENT = ROOT / "docs" / "how-to" / "add-a-channel.md"
_BLOCK = re.compile(r"^```python\n# (?P<name>\S+)\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCKS = {found["name"]: found["code"] for found in _BLOCK.finditer(DOCUMENT.read_text(encoding="utf-8"))}
_FOLDER = tempfile.TemporaryDirectory()


def _written() -> dict[str, ModuleType]:
    """The document's modules, imported under the names that they would have in the repository."""
    folder = Path(_FOLDER.name)
    for path, code in BLOCKS.items():
        if path.endswith(".py"):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(code, encoding="utf-8")
    for package in (bot.api, bot.channels):
        package.__path__.append(str(folder.joinpath(*package.__name__.split("."))))
    modules = [path for path in BLOCKS if path.endswith(".py")]
    return {path.removesuffix(".py").replace("/", "."): _imported(folder, path) for path in modules}


def _imported(folder: Path, path: str) -> ModuleType:
    name = path.removesuffix(".py").replace("/", ".")
    if not name.startswith("tests."):
        return importlib.import_module(name)
    # The tests are no package: a module of theirs is loaded by its file.
    spec = importlib.util.spec_from_file_location(name, folder / path)
    assert spec is not None and spec.loader is not None
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


MODULES = _written()
TestSms = MODULES["tests.contract.test_sms"].TestSms


def with_sms(**values: Any) -> Any:
    """Settings with the fields of the document."""
    known: dict[str, Any] = {
        "Settings": Settings, "Field": Field, "SecretStr": SecretStr, "Language": Language, "__name__": __name__,
    }  # fmt: skip
    exec(f"class WithSms(Settings):\n{BLOCKS['settings']}", known)
    return known["WithSms"](**values)


def registered() -> Entry:
    known = {"Entry": Entry, "sms": MODULES["bot.api.sms"]}
    return eval(f"{{{BLOCKS['registry'].strip()}}}", known)["sms"]  # type: ignore[no-any-return]


def test_the_document_has_all_that_a_channel_needs() -> None:
    assert set(BLOCKS) == {
        "bot/channels/sms.py",
        "settings",
        "bot/api/sms.py",
        "registry",
        "tests/contract/test_sms.py",
    }
    assert "sms" not in REGISTRY, "SMS is there for good now: another example is needed"


def test_the_entry_runs_the_channel_when_the_settings_name_it() -> None:
    entry = registered()
    assert not entry.runs(with_sms())
    settings = with_sms(
        sms_api_key="key", sms_webhook_secret="secret", sms_header="UDYOGS", sms_entity_id="1101", sms_rate=3,
        sms_templates={"bn": "1", "hi": "2", "en": "3"},
    )  # fmt: skip
    assert entry.runs(settings)
    channel = entry.build(settings, None)  # type: ignore[arg-type]
    assert (channel.name, channel.pace.rate, channel.capabilities.buttons) == ("sms", 3, 0)


async def test_the_route_answers_404_while_the_channel_does_not_run() -> None:
    app = FastAPI()
    app.include_router(registered().router(None))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://us") as client:
        assert (await client.post(MODULES["bot.channels.sms"].WEBHOOK_PATH, content=b"{}")).status_code == 404


@pytest.mark.parametrize("path", [path for path in BLOCKS if path.endswith(".py")])
def test_the_code_is_as_tidy_as_the_rest(path: str, tmp_path: Path) -> None:
    file = tmp_path / Path(path).name
    file.write_text(BLOCKS[path], encoding="utf-8")
    for check in (("check", "--config", "pyproject.toml"), ("format", "--check", "--config", "pyproject.toml")):
        done = subprocess.run(
            [sys.executable, "-m", "ruff", *check, str(file)], cwd=ROOT, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stdout + done.stderr


def test_every_error_of_the_contract_is_explained() -> None:
    from bot.channels import base

    kinds = [kind.__name__ for kind in base.SendError.__subclasses__()] + ["TemplateRefused"]
    told = DOCUMENT.read_text(encoding="utf-8")
    assert [kind for kind in kinds if f"| `{kind}" not in told] == []
    assert textwrap.dedent(told) == told
