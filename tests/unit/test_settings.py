"""Settings: environment over file over default, every one of them documented."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.commands.setup import load_settings
from bot.errors import UserError
from bot.settings import ROOT, Settings, get_settings


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Neither the environment nor the files of whoever runs the tests count. Returns a config.yml to be written."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    file = tmp_path / "config.yml"
    monkeypatch.setitem(Settings.model_config, "yaml_file", file)
    monkeypatch.setitem(Settings.model_config, "env_file", tmp_path / ".env")
    return file


def test_each_is_documented() -> None:
    guide = ROOT / "docs" / "operations.md"
    assert guide.exists(), "docs/operations.md must name every setting"
    text = guide.read_text(encoding="utf-8")
    assert [name.upper() for name in Settings.model_fields if not re.search(rf"\b{name.upper()}\b", text)] == []


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_each_describes_itself(name: str) -> None:
    assert (Settings.model_fields[name].description or "").endswith(".") or name.startswith("telegram_api")


def test_defaults() -> None:
    settings = Settings()
    assert (settings.host, settings.port, settings.default_language) == ("127.0.0.1", 8000, "bn")
    assert settings.telegram_bot_token is None
    assert settings.database == f"sqlite:///{ROOT / 'var' / 'bot.sqlite3'}"
    assert settings.models_dir == ROOT / "var" / "models"
    assert settings.content_dir == ROOT / "content"


def test_environment_over_file_over_default(alone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone.write_text("port: 8100\nlog_level: debug\n", encoding="utf-8")
    monkeypatch.setenv("PORT", "8200")
    settings = Settings()
    assert (settings.port, settings.log_level, settings.host) == (8200, "debug", "127.0.0.1")


def test_dot_env_lies_between(alone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone.write_text("port: 8100\ntext_limit: 10\n", encoding="utf-8")
    (alone.parent / ".env").write_text("PORT=8150\nTEXT_LIMIT=20\n", encoding="utf-8")
    monkeypatch.setenv("PORT", "8200")
    assert (Settings().port, Settings().text_limit) == (8200, 20)


def test_an_empty_variable_is_none(alone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "")
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "")
    assert (Settings().port, Settings().telegram_bot_token) == (8000, None)


def test_names_of_variables_do_not_mind_capitals(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("port", "8300")
    assert Settings().port == 8300


@pytest.mark.parametrize("name", ["data_dir", "content_dir"])
def test_folders(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(name.upper(), "some/where")
    assert getattr(Settings(), name) == ROOT / "some" / "where"  # relative to the application, wherever it is started
    monkeypatch.setenv(name.upper(), str(tmp_path))
    assert getattr(Settings(), name) == tmp_path


def test_a_database_of_ones_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://bot@db/bot")
    assert Settings().database == "postgresql://bot@db/bot"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "0"),
        ("PORT", "x"),
        ("DEFAULT_LANGUAGE", "fr"),
        ("TEXT_LIMIT", "0"),
        ("PUBLIC_URL", "here"),
        ("RATE_LIMIT", "often"),
    ],
)
def test_what_is_refused(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ValidationError, match=name.lower()):
        Settings()


def test_secrets_are_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TELEGRAM_BOT_TOKEN", "TELEGRAM_WEBHOOK_SECRET", "ACTIONS_TOKEN"):
        monkeypatch.setenv(name, "very-secret")
    assert "very-secret" not in repr(Settings()) + str(Settings().model_dump())


def test_the_projects_own_file_is_valid(alone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(Settings.model_config, "yaml_file", ROOT / "config.yml")
    import yaml

    named = yaml.safe_load((ROOT / "config.yml").read_text(encoding="utf-8"))
    assert named.keys() <= Settings.model_fields.keys()
    assert Settings().port == named["port"]


WHATSAPP = ("WHATSAPP_TOKEN", "WHATSAPP_PHONE_NUMBER_ID", "WHATSAPP_APP_SECRET", "WHATSAPP_VERIFY_TOKEN")


def test_whatsapp_runs_when_the_four_are_set(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not Settings().whatsapp
    for name in WHATSAPP:
        monkeypatch.setenv(name, "x1y2")
    assert Settings().whatsapp
    assert Settings().whatsapp_api_base.endswith("/v23.0")
    assert "x1y2" not in repr(Settings()).replace("whatsapp_phone_number_id='x1y2'", "")


@pytest.mark.parametrize("missing", WHATSAPP)
def test_a_half_set_whatsapp_names_what_is_missing(monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    for name in WHATSAPP:
        monkeypatch.setenv(name, "" if name == missing else "x")
    with pytest.raises(ValidationError, match=f"WhatsApp needs {missing} too"):
        Settings()


def test_a_half_set_whatsapp_is_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    get_settings.cache_clear()
    monkeypatch.setenv("WHATSAPP_TOKEN", "very-secret")
    with pytest.raises(UserError) as raised:
        load_settings()
    get_settings.cache_clear()
    sentence = (
        "WhatsApp needs WHATSAPP_PHONE_NUMBER_ID and WHATSAPP_APP_SECRET and WHATSAPP_VERIFY_TOKEN too: "
        "set what is missing, or unset the others."
    )
    assert str(raised.value) == sentence
