"""What is stored survives a migration."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from sqlalchemy import text

from bot.db import migrate
from bot.db.session import Database
from bot.services import contacts


def test_people_of_before_read_native_letters(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'old.sqlite3'}"
    command.upgrade(migrate._config(url), "0001")
    database = Database(url)
    with database.engine.begin() as connection:
        connection.execute(text(
            "INSERT INTO contacts (id, channel, sender, language, language_fixed, turns, created_at, seen_at, state) "
            "VALUES ('c', 'web', 'me', 'bn', 1, 3, '2026-11-21 09:00:00', '2026-11-21 09:00:00', '{}')"
        ))  # fmt: skip
    assert not migrate.is_current(database)
    migrate.upgrade(url)
    assert migrate.is_current(database)
    with database.session() as session:
        assert contacts.language_and_script(session, "c") == ("bn", False)
    command.downgrade(migrate._config(url), "0001")
    with database.engine.connect() as connection:
        assert connection.execute(text("SELECT language, turns, sender FROM contacts")).one() == ("bn", 3, "me")
    database.close()
