"""Alembic's entry: migrates the database that `bot.db.migrate` names."""

from alembic import context

from bot.db.models import Base
from bot.db.session import Database

database = Database(context.config.attributes["url"])
with database.engine.connect() as connection:
    context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()
database.close()
