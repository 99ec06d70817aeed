"""The console of officials: accounts, sessions, the chain of what was done; broadcasts, notes, versions, tallies"""

import sqlalchemy as sa
from alembic import op

import bot.db.types

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit_heads",
        sa.Column("name", sa.String(length=8), nullable=False),
        sa.Column("event_id", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("count", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "canned_replies",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("topic", sa.String(length=32), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("changed_by", sa.String(length=64), nullable=False),
        sa.Column("changed_at", bot.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("title"),
    )
    op.create_table(
        "content_revisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("path", sa.String(length=200), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("base", sa.String(length=64), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("written_by", sa.String(length=64), nullable=False),
        sa.Column("written_at", bot.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("published_by", sa.String(length=64), nullable=False),
        sa.Column("published_at", bot.db.types.UtcDateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("content_revisions", schema=None) as batch_op:
        batch_op.create_index("ix_content_revisions_path", ["path", "id"], unique=False)

    op.create_table(
        "options",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("changed_by", sa.String(length=64), nullable=False),
        sa.Column("changed_at", bot.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "segments",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("definition", sa.JSON(), nullable=False),
        sa.Column("districts", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("created_by", sa.String(length=32), nullable=False),
        sa.Column("created_at", bot.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("updated_at", bot.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("name", "created_by"),
    )
    op.create_table(
        "turn_speeds",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("bucket", sa.SmallInteger(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", "channel", "bucket"),
    )
    op.create_table(
        "turn_tallies",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("register", sa.String(length=16), nullable=False),
        sa.Column("topic", sa.String(length=32), nullable=False),
        sa.Column("outcome", sa.String(length=12), nullable=False),
        sa.Column("district", sa.String(length=32), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("millis", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("day", "channel", "language", "register", "topic", "outcome", "district"),
    )
    op.create_table(
        "handover_notes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("wish_id", sa.String(length=32), nullable=False),
        sa.Column("officer", sa.String(length=64), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("at", bot.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["wish_id"], ["handover_wishes.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("handover_notes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_handover_notes_wish_id"), ["wish_id"], unique=False)

    op.create_table(
        "console_sessions",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("officer_id", sa.String(length=32), nullable=False),
        sa.Column("csrf", sa.String(length=64), nullable=False),
        sa.Column("proven", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("address", sa.String(length=64), nullable=False),
        sa.Column("agent", sa.String(length=200), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("created_at", bot.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("seen_at", bot.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("expires_at", bot.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", bot.db.types.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["officer_id"], ["officers.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("token"),
    )
    with op.batch_alter_table("console_sessions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_console_sessions_expires_at"), ["expires_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_console_sessions_officer_id"), ["officer_id"], unique=False)

    op.create_table(
        "officer_contacts",
        sa.Column("contact_id", sa.String(length=32), nullable=False),
        sa.Column("officer_id", sa.String(length=32), nullable=False),
        sa.Column("verified_at", bot.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["officer_id"], ["officers.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("contact_id"),
    )
    with op.batch_alter_table("officer_contacts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_officer_contacts_officer_id"), ["officer_id"], unique=False)

    op.create_table(
        "uploads",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("officer_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("media_type", sa.String(length=80), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", bot.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["officer_id"], ["officers.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("uploads", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_uploads_created_at"), ["created_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_uploads_officer_id"), ["officer_id"], unique=False)

    op.create_table(
        "broadcasts",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("topic", sa.String(length=32), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("fills", sa.JSON(), nullable=False),
        sa.Column("values", sa.JSON(), nullable=False),
        sa.Column("sender", sa.JSON(), nullable=False),
        sa.Column("link", sa.JSON(), nullable=False),
        sa.Column("button", sa.JSON(), nullable=False),
        sa.Column("upload_id", sa.String(length=32), nullable=True),
        sa.Column("template", sa.String(length=64), nullable=False),
        sa.Column("segment", sa.JSON(), nullable=False),
        sa.Column("districts", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("estimate", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("again", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("created_by", sa.String(length=32), nullable=False),
        sa.Column("created_at", bot.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("updated_at", bot.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", bot.db.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.String(length=32), nullable=True),
        sa.Column("decided_at", bot.db.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("decision", sa.String(length=300), nullable=False),
        sa.Column("scheduled_at", bot.db.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("started_at", bot.db.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("finished_at", bot.db.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("recipients", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.String(length=32), nullable=True),
        sa.Column("retry_of", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaigns.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["retry_of"], ["broadcasts.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["upload_id"], ["uploads.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("campaign_id"),
    )
    with op.batch_alter_table("broadcasts", schema=None) as batch_op:
        batch_op.create_index("ix_broadcasts_created", ["created_at", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_broadcasts_digest"), ["digest"], unique=False)
        batch_op.create_index("ix_broadcasts_status", ["status", "scheduled_at"], unique=False)

    with op.batch_alter_table("audit_events", schema=None) as batch_op:
        batch_op.add_column(sa.Column("address", sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column("digest", sa.String(length=64), nullable=True))
        batch_op.create_index("ix_audit_events_actor", ["actor", "at"], unique=False)
        batch_op.create_index("ix_audit_events_act", ["act", "at"], unique=False)

    # The table of audit events was not rebuilt, so its triggers are still there.
    with op.batch_alter_table("campaigns", schema=None) as batch_op:
        batch_op.add_column(sa.Column("paused_at", bot.db.types.UtcDateTime(timezone=True), nullable=True))

    failed = sa.text("campaign_id IS NOT NULL AND status IN ('dead','withheld','expired','unknown')")
    op.create_index(
        "ix_outbox_failed", "outbox_messages", ["campaign_id", "status", "error", "attempts"], unique=False,
        sqlite_where=failed, postgresql_where=failed,
    )  # fmt: skip

    with op.batch_alter_table("handover_wishes", schema=None) as batch_op:
        batch_op.add_column(sa.Column("assigned_to", sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column("district", sa.String(length=32), nullable=True))
        batch_op.create_index(batch_op.f("ix_handover_wishes_district"), ["district"], unique=False)
        under_way = sa.text("status IN ('open', 'taken')")
        batch_op.create_index(
            "ix_handover_wishes_open", ["created_at", "id"], unique=False, sqlite_where=under_way,
            postgresql_where=under_way,
        )  # fmt: skip
        batch_op.create_index("ix_handover_wishes_ended", ["ended_at", "id"], unique=False)

    with op.batch_alter_table("handover_messages", schema=None) as batch_op:
        kept = sa.text("body IS NOT NULL")
        batch_op.create_index(
            "ix_handover_messages_kept", ["at"], unique=False, sqlite_where=kept, postgresql_where=kept
        )

    with op.batch_alter_table("officers", schema=None) as batch_op:
        batch_op.add_column(sa.Column("role", sa.String(length=16), server_default="program", nullable=False))
        batch_op.add_column(sa.Column("agency_id", sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column("trainer_id", sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column("language", sa.String(length=2), nullable=True))
        batch_op.add_column(sa.Column("password", sa.String(length=200), nullable=True))
        batch_op.add_column(sa.Column("password_at", bot.db.types.UtcDateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("must_change", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column("totp", bot.db.types.Sealed(length=200), nullable=True))
        batch_op.add_column(sa.Column("totp_step", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("failed", sa.SmallInteger(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("locked_until", bot.db.types.UtcDateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("chat_code", sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column("chat_code_until", bot.db.types.UtcDateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("seen_at", bot.db.types.UtcDateTime(timezone=True), nullable=True))
        batch_op.alter_column("token", existing_type=sa.String(length=64), nullable=True)
        batch_op.create_unique_constraint("officers_chat_code_key", ["chat_code"])
        batch_op.create_foreign_key("officers_trainer_id_fkey", "trainers", ["trainer_id"], ["id"], ondelete="SET NULL")
        batch_op.create_foreign_key("officers_agency_id_fkey", "agencies", ["agency_id"], ["id"], ondelete="SET NULL")

    with op.batch_alter_table("unanswered", schema=None) as batch_op:
        batch_op.add_column(sa.Column("handled_as", sa.String(length=48), nullable=True))
        batch_op.add_column(sa.Column("handled_by", sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column("handled_at", bot.db.types.UtcDateTime(timezone=True), nullable=True))
        waits = sa.text("handled_as IS NULL")
        batch_op.create_index("ix_unanswered_waiting", ["id"], unique=False, sqlite_where=waits, postgresql_where=waits)


def downgrade() -> None:
    op.execute("DELETE FROM officers WHERE token IS NULL")
    op.execute("UPDATE outbox_messages SET status = 'queued' WHERE status = 'paused'")
    with op.batch_alter_table("unanswered", schema=None) as batch_op:
        batch_op.drop_index("ix_unanswered_waiting")
        batch_op.drop_column("handled_at")
        batch_op.drop_column("handled_by")
        batch_op.drop_column("handled_as")

    with op.batch_alter_table("officers", schema=None) as batch_op:
        batch_op.drop_constraint("officers_agency_id_fkey", type_="foreignkey")
        batch_op.drop_constraint("officers_trainer_id_fkey", type_="foreignkey")
        batch_op.drop_constraint("officers_chat_code_key", type_="unique")
        batch_op.alter_column("token", existing_type=sa.String(length=64), nullable=False)
        batch_op.drop_column("seen_at")
        batch_op.drop_column("chat_code_until")
        batch_op.drop_column("chat_code")
        batch_op.drop_column("locked_until")
        batch_op.drop_column("failed")
        batch_op.drop_column("totp_step")
        batch_op.drop_column("totp")
        batch_op.drop_column("must_change")
        batch_op.drop_column("password_at")
        batch_op.drop_column("password")
        batch_op.drop_column("language")
        batch_op.drop_column("trainer_id")
        batch_op.drop_column("agency_id")
        batch_op.drop_column("role")

    with op.batch_alter_table("handover_messages", schema=None) as batch_op:
        batch_op.drop_index("ix_handover_messages_kept")

    with op.batch_alter_table("handover_wishes", schema=None) as batch_op:
        batch_op.drop_index("ix_handover_wishes_ended")
        batch_op.drop_index("ix_handover_wishes_open")
        batch_op.drop_index(batch_op.f("ix_handover_wishes_district"))
        batch_op.drop_column("district")
        batch_op.drop_column("assigned_to")

    op.drop_index("ix_outbox_failed", "outbox_messages")
    with op.batch_alter_table("campaigns", schema=None) as batch_op:
        batch_op.drop_column("paused_at")

    with op.batch_alter_table("audit_events", schema=None) as batch_op:
        batch_op.drop_index("ix_audit_events_act")
        batch_op.drop_index("ix_audit_events_actor")
        batch_op.drop_column("digest")
        batch_op.drop_column("address")

    with op.batch_alter_table("broadcasts", schema=None) as batch_op:
        batch_op.drop_index("ix_broadcasts_status")
        batch_op.drop_index(batch_op.f("ix_broadcasts_digest"))
        batch_op.drop_index("ix_broadcasts_created")

    op.drop_table("broadcasts")
    with op.batch_alter_table("uploads", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_uploads_officer_id"))
        batch_op.drop_index(batch_op.f("ix_uploads_created_at"))

    op.drop_table("uploads")
    with op.batch_alter_table("officer_contacts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_officer_contacts_officer_id"))

    op.drop_table("officer_contacts")
    with op.batch_alter_table("console_sessions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_console_sessions_officer_id"))
        batch_op.drop_index(batch_op.f("ix_console_sessions_expires_at"))

    op.drop_table("console_sessions")
    with op.batch_alter_table("handover_notes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_handover_notes_wish_id"))

    op.drop_table("handover_notes")
    op.drop_table("turn_tallies")
    op.drop_table("turn_speeds")
    op.drop_table("segments")
    op.drop_table("options")
    with op.batch_alter_table("content_revisions", schema=None) as batch_op:
        batch_op.drop_index("ix_content_revisions_path")

    op.drop_table("content_revisions")
    op.drop_table("canned_replies")
    op.drop_table("audit_heads")
