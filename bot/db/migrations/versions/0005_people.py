"""People and their data: the register of workers, consent, officials, work and loans; channels' ids of people sealed"""

from collections.abc import Callable

import sqlalchemy as sa
from alembic import op

import bot.db.types
from bot.db import copies, keys, triggers

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_AT_ONCE = 10_000
_CELL = (
    "CASE WHEN status = 'active' THEN 0 ELSE 2048 END"
    " + CASE WHEN gender = 'woman' THEN 512 WHEN gender = 'man' THEN 1024 WHEN gender = 'other' THEN 1536 ELSE 0 END"
    " + (wants & 31) * 16"
    " + CASE WHEN experience_months IS NULL THEN 0 WHEN experience_months < 12 THEN 1"
    " WHEN experience_months < 24 THEN 2 WHEN experience_months < 36 THEN 3 WHEN experience_months < 60 THEN 4"
    " WHEN experience_months < 96 THEN 5 WHEN experience_months < 120 THEN 6 WHEN experience_months < 180 THEN 7"
    " WHEN experience_months < 240 THEN 8 WHEN experience_months < 360 THEN 9 ELSE 10 END"
)


def upgrade() -> None:
    op.create_table(
        "audit_events",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", bot.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(length=64), nullable=False),
        sa.Column("act", sa.String(length=32), nullable=False),
        sa.Column("about", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("audit_events", schema=None) as batch_op:
        batch_op.create_index("ix_audit_events_about", ["about", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_events_at"), ["at"], unique=False)

    op.create_table(
        "consent_events",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("holder", sa.String(length=32), nullable=False),
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("version", sa.String(length=16), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("via", sa.String(length=8), nullable=False),
        sa.Column("at", bot.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("consent_events", schema=None) as batch_op:
        batch_op.create_index("ix_consent_events_holder", ["holder", "purpose", "id"], unique=False)
        batch_op.create_index("ix_consent_events_subject", ["subject", "id"], unique=False)

    op.create_table(
        "consent_notices",
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("version", sa.String(length=16), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("first_at", bot.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("since", bot.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("purpose", "version"),
    )
    op.create_table(
        "officers",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("districts", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("rights", sa.JSON(), nullable=False),
        sa.Column("created_at", bot.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", bot.db.types.UtcDateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("name"),
        sa.UniqueConstraint("token"),
    )
    op.create_table(
        "trade_reviews",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("said", sa.String(length=80), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("first_at", bot.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("trade", sa.String(length=32), nullable=True),
        sa.Column("decided_at", bot.db.types.UtcDateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("said"),
    )
    op.create_table(
        "worker_imports",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("officer", sa.String(length=64), nullable=False),
        sa.Column("organisation", sa.String(length=120), nullable=False),
        sa.Column("report", sa.JSON(), nullable=False),
        sa.Column("at", bot.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("digest"),
    )
    op.create_table(
        "workers",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.String(length=16), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("source", sa.String(length=8), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("phone", bot.db.types.Sealed(length=120), nullable=False),
        sa.Column("phone_proven", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("district", sa.String(length=32), nullable=False),
        sa.Column("place", sa.String(length=80), nullable=True),
        sa.Column("experience_months", sa.Integer(), nullable=True),
        sa.Column("last_place", sa.String(length=80), nullable=True),
        sa.Column("last_state", sa.String(length=40), nullable=True),
        sa.Column("birth_year", sa.SmallInteger(), nullable=True),
        sa.Column("gender", sa.String(length=8), nullable=True),
        sa.Column("education", sa.String(length=16), nullable=True),
        sa.Column("wants", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("tools", sa.String(length=200), nullable=True),
        sa.Column("bank_account", sa.Boolean(), nullable=True),
        sa.Column("eshram", sa.Boolean(), nullable=True),
        sa.Column("language", sa.String(length=2), nullable=True),
        sa.Column("import_id", sa.String(length=32), nullable=True),
        sa.Column("registered_at", bot.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("updated_at", bot.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("cell", sa.SmallInteger(), sa.Computed(_CELL, persisted=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("number"),
    )
    with op.batch_alter_table("workers", schema=None) as batch_op:
        batch_op.create_index(
            "ix_workers_cell", ["cell", "registered_at", "id"], unique=False,
            postgresql_include=["district", "experience_months", "place"],
        )  # fmt: skip
        batch_op.create_index(
            "ix_workers_district", ["district", "registered_at", "id"], unique=False,
            postgresql_include=["cell", "experience_months", "place"],
        )  # fmt: skip
        batch_op.create_index("ix_workers_phone", ["phone"], unique=False)
        batch_op.create_index(
            "ix_workers_unconfirmed", ["registered_at", "id"], unique=False,
            sqlite_where=sa.text("status = 'unconfirmed'"), postgresql_where=sa.text("status = 'unconfirmed'"),
        )  # fmt: skip
        batch_op.create_index(
            "ix_workers_place", ["place", "registered_at", "id"], unique=False,
            postgresql_include=["district", "cell", "experience_months"],
        )  # fmt: skip
        batch_op.create_index(
            "ix_workers_registered", ["registered_at", "id"], unique=False,
            postgresql_include=["district", "cell", "experience_months", "place"],
        )  # fmt: skip

    op.create_table(
        "drafts",
        sa.Column("contact_id", sa.String(length=32), nullable=False),
        sa.Column("tool", sa.String(length=12), nullable=False),
        sa.Column("known", bot.db.types.Sealed(length=8000), nullable=False),
        sa.Column("updated_at", bot.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("contact_id", "tool"),
    )
    with op.batch_alter_table("drafts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_drafts_updated_at"), ["updated_at"], unique=False)

    op.create_table(
        "needs",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.String(length=16), nullable=False),
        sa.Column("contact_id", sa.String(length=32), nullable=True),
        sa.Column("employer", sa.String(length=120), nullable=False),
        sa.Column("phone", bot.db.types.Sealed(length=120), nullable=False),
        sa.Column("identity", bot.db.types.Sealed(length=120), nullable=True),
        sa.Column("trade", sa.String(length=32), nullable=False),
        sa.Column("district", sa.String(length=32), nullable=False),
        sa.Column("place", sa.String(length=80), nullable=True),
        sa.Column("count", sa.SmallInteger(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=True),
        sa.Column("officer", sa.String(length=64), nullable=True),
        sa.Column("next_wave_at", bot.db.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("untold", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("created_at", bot.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("updated_at", bot.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("number"),
    )
    with op.batch_alter_table("needs", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_needs_contact_id"), ["contact_id"], unique=False)
        batch_op.create_index("ix_needs_district", ["district", "status", "created_at"], unique=False)
    _partial("ix_needs_wave", "needs", "status = 'open'", "next_wave_at")
    _partial("ix_needs_untold", "needs", "untold", "id")

    op.create_table(
        "phone_codes",
        sa.Column("contact_id", sa.String(length=32), nullable=False),
        sa.Column("worker_id", sa.String(length=32), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("attempts", sa.SmallInteger(), nullable=False),
        sa.Column("sent", sa.SmallInteger(), nullable=False),
        sa.Column("first_at", bot.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("expires_at", bot.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["worker_id"], ["workers.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("contact_id"),
    )
    with op.batch_alter_table("phone_codes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_phone_codes_worker_id"), ["worker_id"], unique=False)

    op.create_table(
        "referrals",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.String(length=16), nullable=False),
        sa.Column("contact_id", sa.String(length=32), nullable=False),
        sa.Column("worker_id", sa.String(length=32), nullable=True),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("phone", bot.db.types.Sealed(length=120), nullable=False),
        sa.Column("district", sa.String(length=32), nullable=False),
        sa.Column("purpose", sa.String(length=16), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("documents", sa.JSON(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=True),
        sa.Column("remind_at", bot.db.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("created_at", bot.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("updated_at", bot.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["worker_id"], ["workers.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("number"),
    )
    with op.batch_alter_table("referrals", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_referrals_contact_id"), ["contact_id"], unique=False)
        batch_op.create_index("ix_referrals_district", ["district", "status", "created_at"], unique=False)
        batch_op.create_index("ix_referrals_remind", ["remind_at"], unique=False)

    op.create_table(
        "worker_contacts",
        sa.Column("worker_id", sa.String(length=32), nullable=False),
        sa.Column("contact_id", sa.String(length=32), nullable=False),
        sa.Column("role", sa.String(length=8), nullable=False),
        sa.Column("since", bot.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["worker_id"], ["workers.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("worker_id", "contact_id"),
    )
    with op.batch_alter_table("worker_contacts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_worker_contacts_contact_id"), ["contact_id"], unique=False)

    op.create_table(
        "worker_trades",
        sa.Column("worker_id", sa.String(length=32), nullable=False),
        sa.Column("place", sa.SmallInteger(), nullable=False),
        sa.Column("trade", sa.String(length=32), nullable=False),
        sa.Column("said", sa.String(length=80), nullable=True),
        sa.Column("district", sa.String(length=32), nullable=False),
        sa.Column("registered_at", bot.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("cell", sa.SmallInteger(), nullable=True),
        sa.Column("months", sa.Integer(), nullable=True),
        sa.Column("area", sa.String(length=80), nullable=True),
        sa.ForeignKeyConstraint(["worker_id"], ["workers.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("worker_id", "place"),
    )
    with op.batch_alter_table("worker_trades", schema=None) as batch_op:
        batch_op.create_index(
            "ix_worker_trades_cell", ["cell", "trade", "registered_at", "worker_id"], unique=False,
            postgresql_include=["district", "months", "area"],
        )  # fmt: skip
        batch_op.create_index(
            "ix_worker_trades_search", ["trade", "district", "registered_at", "worker_id"], unique=False,
            postgresql_include=["cell", "months", "area"],
        )  # fmt: skip

    op.create_table(
        "need_offers",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("need_id", sa.String(length=32), nullable=False),
        sa.Column("worker_id", sa.String(length=32), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("asked_at", bot.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("answered_at", bot.db.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("told_at", bot.db.types.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["need_id"], ["needs.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["worker_id"], ["workers.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("need_id", "worker_id"),
    )
    with op.batch_alter_table("need_offers", schema=None) as batch_op:
        batch_op.create_index("ix_need_offers_worker", ["worker_id", "status"], unique=False)
    _partial("ix_need_offers_asked", "need_offers", "status = 'asked'", "asked_at")
    _partial("ix_need_offers_untold", "need_offers", "status = 'yes' AND told_at IS NULL", "id")

    op.create_table(
        "referral_steps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("referral_id", sa.String(length=32), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("officer", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=True),
        sa.Column("at", bot.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["referral_id"], ["referrals.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("referral_steps", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_referral_steps_referral_id"), ["referral_id"], unique=False)

    op.add_column("contacts", sa.Column("erased_at", bot.db.types.UtcDateTime(timezone=True), nullable=True))
    _length(200)
    _each_contact(_sealed)
    with op.batch_alter_table("unanswered", schema=None) as batch_op:
        batch_op.add_column(sa.Column("whose", sa.String(length=64), nullable=True))
        batch_op.create_index(batch_op.f("ix_unanswered_whose"), ["whose"], unique=False)
    triggers.create(op.get_bind())
    copies.create(op.get_bind())


def downgrade() -> None:
    with op.batch_alter_table("unanswered", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_unanswered_whose"))
        batch_op.drop_column("whose")

    copies.drop(op.get_bind())
    triggers.drop(op.get_bind())
    _each_contact(_plain)
    _length(64)
    op.drop_column("contacts", "erased_at")
    with op.batch_alter_table("referral_steps", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_referral_steps_referral_id"))

    op.drop_table("referral_steps")
    with op.batch_alter_table("need_offers", schema=None) as batch_op:
        batch_op.drop_index("ix_need_offers_worker")

    op.drop_table("need_offers")
    with op.batch_alter_table("worker_trades", schema=None) as batch_op:
        batch_op.drop_index("ix_worker_trades_search")
        batch_op.drop_index("ix_worker_trades_cell")

    op.drop_table("worker_trades")
    with op.batch_alter_table("worker_contacts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_worker_contacts_contact_id"))

    op.drop_table("worker_contacts")
    with op.batch_alter_table("referrals", schema=None) as batch_op:
        batch_op.drop_index("ix_referrals_remind")
        batch_op.drop_index("ix_referrals_district")
        batch_op.drop_index(batch_op.f("ix_referrals_contact_id"))

    op.drop_table("referrals")
    with op.batch_alter_table("phone_codes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_phone_codes_worker_id"))

    op.drop_table("phone_codes")
    with op.batch_alter_table("needs", schema=None) as batch_op:
        batch_op.drop_index("ix_needs_district")
        batch_op.drop_index(batch_op.f("ix_needs_contact_id"))

    op.drop_table("needs")
    with op.batch_alter_table("drafts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_drafts_updated_at"))

    op.drop_table("drafts")
    with op.batch_alter_table("workers", schema=None) as batch_op:
        batch_op.drop_index("ix_workers_unconfirmed")
        batch_op.drop_index("ix_workers_registered")
        batch_op.drop_index("ix_workers_place")
        batch_op.drop_index("ix_workers_phone")
        batch_op.drop_index("ix_workers_district")
        batch_op.drop_index("ix_workers_cell")

    op.drop_table("workers")
    op.drop_table("worker_imports")
    op.drop_table("trade_reviews")
    op.drop_table("officers")
    op.drop_table("consent_notices")
    with op.batch_alter_table("consent_events", schema=None) as batch_op:
        batch_op.drop_index("ix_consent_events_subject")
        batch_op.drop_index("ix_consent_events_holder")

    op.drop_table("consent_events")
    with op.batch_alter_table("audit_events", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_events_at"))
        batch_op.drop_index("ix_audit_events_about")

    op.drop_table("audit_events")


def _partial(name: str, table: str, where: str, *columns: str) -> None:
    """An index over the rows that fulfil a condition."""
    found = sa.text(where)
    op.create_index(name, table, list(columns), sqlite_where=found, postgresql_where=found)


def _length(length: int) -> None:
    """SQLite does not look at lengths; and to rebuild this table there would delete all that refers to it."""
    if op.get_bind().dialect.name == "sqlite":
        return
    for column in ("sender", "address"):
        op.alter_column("contacts", column, type_=sa.String(length))


def _each_contact(form: Callable[[str], str]) -> None:
    """Writes the two columns that hold telephone numbers in another form, in portions: there may be a million."""
    table = sa.table("contacts", sa.column("id"), sa.column("sender"), sa.column("address"))
    change = (
        sa.update(table)
        .where(table.c.id == sa.bindparam("of"))
        .values(sender=sa.bindparam("new_sender"), address=sa.bindparam("new_address"))
    )
    last = ""
    while True:
        rows = op.get_bind().execute(sa.select(table).where(table.c.id > last).order_by(table.c.id).limit(_AT_ONCE))
        changed = [
            {"of": row.id, "new_sender": form(row.sender), "new_address": row.address and form(row.address)}
            for row in rows
        ]
        if not changed:
            return
        op.get_bind().execute(change, changed)
        last = changed[-1]["of"]


def _sealed(text: str) -> str:
    return keys.current().seal(text)


def _plain(text: str) -> str:
    return keys.current().open(text)
