"""Delivery: lanes, purposes, campaigns, receipts, preferences, templates, hand-overs"""

import sqlalchemy as sa
from alembic import op

import bot.db.types

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "campaigns",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("purpose", sa.String(length=16), nullable=False),
        sa.Column("topic", sa.String(length=32), nullable=False),
        sa.Column("bodies", sa.JSON(), nullable=False),
        sa.Column("created_at", bot.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("expires_at", bot.db.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("stopped_at", bot.db.types.UtcDateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "channel_states",
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("paused_until", bot.db.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("down", sa.String(length=200), nullable=True),
        sa.PrimaryKeyConstraint("channel"),
    )
    op.create_table(
        "early_receipts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("external_id", sa.String(length=128), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("error", sa.String(length=200), nullable=True),
        sa.Column("at", bot.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("channel", "external_id", "state"),
    )
    op.create_table(
        "message_templates",
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("category", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=True),
        sa.Column("checked_at", bot.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("channel", "name", "language"),
    )
    op.create_table(
        "campaign_counts",
        sa.Column("campaign_id", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaigns.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("campaign_id", "state"),
    )
    op.create_table(
        "preferences",
        sa.Column("contact_id", sa.String(length=32), nullable=False),
        sa.Column("purpose", sa.String(length=16), nullable=False),
        sa.Column("topic", sa.String(length=32), nullable=False),
        sa.Column("wanted", sa.Boolean(), nullable=False),
        sa.Column("changed_at", bot.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("contact_id", "purpose", "topic"),
    )
    op.create_table(
        "handover_messages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("wish_id", sa.String(length=32), nullable=False),
        sa.Column("official", sa.Boolean(), nullable=False),
        sa.Column("body", sa.Text(), nullable=True),
        sa.Column("at", bot.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["wish_id"], ["handover_wishes.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("handover_messages", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_handover_messages_wish_id"), ["wish_id"], unique=False)

    with op.batch_alter_table("contacts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("address", sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column("voice_replies", sa.Boolean(), server_default=sa.false(), nullable=False))

    with op.batch_alter_table("inbound_messages", schema=None) as batch_op:
        batch_op.add_column(sa.Column("pressed_in", sa.String(length=64), nullable=True))

    with op.batch_alter_table("handover_wishes", schema=None) as batch_op:
        batch_op.add_column(sa.Column("official", sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column("taken_at", bot.db.types.UtcDateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("active_at", bot.db.types.UtcDateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("ended_at", bot.db.types.UtcDateTime(timezone=True), nullable=True))

    op.create_table(
        "marketing_counts",
        sa.Column("contact_id", sa.String(length=32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("contact_id", "day"),
    )
    found = sa.text("address IS NOT NULL")
    op.create_index(
        "ix_contacts_address", "contacts", ["channel", "address"], sqlite_where=found, postgresql_where=found
    )
    _outbox()


def _outbox() -> None:
    """A new table and the old rows: a constraint without a name cannot be changed on SQLite."""
    for index in ("ix_outbox_messages_contact_id", "ix_outbox_messages_in_reply_to", "ix_outbox_due"):
        op.drop_index(index, table_name="outbox_messages")
    op.rename_table("outbox_messages", "outbox_before")
    moment = bot.db.types.UtcDateTime(timezone=True)
    op.create_table(
        "outbox_messages",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("contact_id", sa.String(length=32), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("lane", sa.SmallInteger(), nullable=False),
        sa.Column("purpose", sa.String(length=16), nullable=False),
        sa.Column("topic", sa.String(length=32), nullable=False),
        sa.Column("campaign_id", sa.String(length=32), nullable=True),
        sa.Column("in_reply_to", sa.Integer(), nullable=True),
        sa.Column("body", sa.JSON(), nullable=True),
        sa.Column("status", sa.String(length=8), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("parts_sent", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("next_attempt_at", moment, nullable=False),
        sa.Column("expires_at", moment, nullable=True),
        sa.Column("leased_until", moment, nullable=True),
        sa.Column("leased_by", sa.String(length=32), nullable=True),
        sa.Column("in_doubt", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("sent_at", moment, nullable=True),
        sa.Column("delivered_at", moment, nullable=True),
        sa.Column("read_at", moment, nullable=True),
        sa.Column("failed_at", moment, nullable=True),
        sa.Column("external_id", sa.String(length=128), nullable=True),
        sa.Column("error", sa.String(length=200), nullable=True),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaigns.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["in_reply_to"], ["inbound_messages.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key", "contact_id", "channel"),
    )
    kept = (
        "id, key, contact_id, channel, in_reply_to, body, status, attempts, next_attempt_at, leased_until, created_at,"
        " sent_at, external_id, error"
    )
    op.execute(
        f"INSERT INTO outbox_messages ({kept}, lane, purpose, topic) SELECT {kept}, 0, 'reply', '' FROM outbox_before"
    )
    op.drop_table("outbox_before")
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "SELECT setval(pg_get_serial_sequence('outbox_messages', 'id'), max(id)) FROM outbox_messages"
            " HAVING max(id) IS NOT NULL"
        )
    op.create_index("ix_outbox_contact", "outbox_messages", ["contact_id", "lane", "status", "id"])
    for name, where, columns in (
        ("ix_outbox_due", "status = 'queued'", ["channel", "lane", "next_attempt_at", "id"]),
        ("ix_outbox_leased", "leased_by IS NOT NULL", ["leased_by"]),
        ("ix_outbox_external", "external_id IS NOT NULL", ["channel", "external_id"]),
        ("ix_outbox_in_reply_to", "in_reply_to IS NOT NULL", ["in_reply_to"]),
    ):
        found = sa.text(where)
        op.create_index(name, "outbox_messages", columns, sqlite_where=found, postgresql_where=found)


_BEFORE = (
    "id, key, contact_id, channel, in_reply_to, body, status, attempts, next_attempt_at, leased_until, created_at,"
    " sent_at, external_id, error"
)


def downgrade() -> None:
    """Broadcasts and what was noted of them are lost: the outbox of before knows only replies."""
    for index in (
        "ix_outbox_contact", "ix_outbox_due", "ix_outbox_leased", "ix_outbox_external", "ix_outbox_in_reply_to",
    ):  # fmt: skip
        op.drop_index(index, table_name="outbox_messages")
    op.rename_table("outbox_messages", "outbox_after")
    moment = bot.db.types.UtcDateTime(timezone=True)
    op.create_table(
        "outbox_messages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("contact_id", sa.String(length=32), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("in_reply_to", sa.Integer(), nullable=True),
        sa.Column("body", sa.JSON(), nullable=True),
        sa.Column("status", sa.String(length=8), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_attempt_at", moment, nullable=False),
        sa.Column("leased_until", moment, nullable=True),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("sent_at", moment, nullable=True),
        sa.Column("external_id", sa.String(length=128), nullable=True),
        sa.Column("error", sa.String(length=200), nullable=True),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["in_reply_to"], ["inbound_messages.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
    )
    op.execute(
        f"INSERT INTO outbox_messages ({_BEFORE}) SELECT {_BEFORE} FROM outbox_after"
        " WHERE purpose = 'reply' AND status IN ('queued', 'sent', 'dead')"
    )
    op.drop_table("outbox_after")
    with op.batch_alter_table("outbox_messages", schema=None) as batch_op:
        batch_op.create_index("ix_outbox_due", ["status", "next_attempt_at", "id"], unique=False)
        batch_op.create_index("ix_outbox_messages_contact_id", ["contact_id"], unique=False)
        batch_op.create_index("ix_outbox_messages_in_reply_to", ["in_reply_to"], unique=False)
    for table in (
        "handover_messages", "preferences", "campaign_counts", "message_templates", "early_receipts", "channel_states",
        "marketing_counts", "campaigns",
    ):  # fmt: skip
        op.drop_table(table)
    op.drop_index("ix_contacts_address", table_name="contacts")
    for table, columns in (
        ("inbound_messages", ("pressed_in",)),
        ("handover_wishes", ("ended_at", "active_at", "taken_at", "official")),
        ("contacts", ("voice_replies", "address")),
    ):
        with op.batch_alter_table(table, schema=None) as batch_op:
            for column in columns:
                batch_op.drop_column(column)
