"""What a gateway says that cannot start: a sentence, not a stack trace."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from bot import app, gateway
from bot.db import keys
from bot.db.models import Base, Contact
from bot.db.session import Database
from bot.errors import RunError
from bot.settings import Settings
from tests.register import NOW

NO_MODEL: Any = None  # the keys come first


def settings(folder: Path, given: str = "") -> Settings:
    return Settings(data_dir=folder, database_url="", data_keys=SecretStr(given))


def test_keys_of_no_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(gateway, "get_settings", lambda: settings(tmp_path, "nonsense"))
    monkeypatch.setattr(gateway, "load_or_train", lambda *_: NO_MODEL)
    with pytest.raises(SystemExit) as ended:
        gateway.main()
    assert ended.value.code == 1
    said = capsys.readouterr().err.strip()
    assert said.startswith("The keys of personal data cannot be used") and "\n" not in said


def test_keys_of_another_service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A key file that was lost and made anew must not go unnoticed until the first person writes."""
    before = keys.current()
    try:
        keys.use(keys.Keyring.generate())
        database = Database(settings(tmp_path).database)
        Base.metadata.create_all(database.engine)
        with database.session() as session:
            session.add(Contact(channel="web", sender="somebody", created_at=NOW, seen_at=NOW))
        database.close()
        monkeypatch.setattr(app.parts.migrate, "upgrade", lambda url: None)
        with pytest.raises(RunError, match="are these the keys it was written with"):
            app.assemble(settings(tmp_path), NO_MODEL)
    finally:
        keys.use(before)
