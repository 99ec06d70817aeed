"""Training: programmes, sessions, enrolments, tests, mentors; work that is due at a time, and who alone does it"""

import sqlalchemy as sa
from alembic import op

import bot.db.types

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "leases",
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("holder", sa.String(length=64), nullable=False),
        sa.Column("term", sa.Integer(), nullable=False),
        sa.Column("until", bot.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "programmes",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("code", sa.String(length=24), nullable=False),
        sa.Column("title", sa.JSON(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("minimum", sa.SmallInteger(), nullable=False),
        sa.Column("top_share", sa.SmallInteger(), nullable=False),
        sa.Column("quota", sa.JSON(), nullable=False),
        sa.Column("sample", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code"),
    )
    op.create_table(
        "timed_tasks",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("subject", sa.String(length=32), nullable=False),
        sa.Column("version", sa.String(length=16), nullable=False),
        sa.Column("belongs_to", sa.String(length=32), nullable=False),
        sa.Column("due_at", bot.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("useful_until", bot.db.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("values", sa.JSON(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("attempts", sa.SmallInteger(), nullable=False),
        sa.Column("created_at", bot.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("done_at", bot.db.types.UtcDateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("kind", "subject", "version"),
    )
    with op.batch_alter_table("timed_tasks", schema=None) as batch_op:
        batch_op.create_index(
            "ix_timed_tasks_due",
            ["due_at", "id"],
            unique=False,
            sqlite_where=sa.text("status = 'waiting'"),
            postgresql_where=sa.text("status = 'waiting'"),
        )
        batch_op.create_index("ix_timed_tasks_group", ["belongs_to", "status"], unique=False)
        batch_op.create_index("ix_timed_tasks_subject", ["subject", "status"], unique=False)

    op.create_table(
        "agencies",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("code", sa.String(length=24), nullable=False),
        sa.Column("programme_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("zone", sa.String(length=40), nullable=False),
        sa.Column("planned", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programmes.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code"),
    )
    with op.batch_alter_table("agencies", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agencies_programme_id"), ["programme_id"], unique=False)

    op.create_table(
        "learners",
        sa.Column("contact_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=True),
        sa.Column("sector", sa.String(length=24), nullable=True),
        sa.Column("district", sa.String(length=32), nullable=True),
        sa.Column("women_led", sa.Boolean(), nullable=True),
        sa.Column("social_group", sa.String(length=10), nullable=True),
        sa.Column("updated_at", bot.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("contact_id"),
    )
    op.create_table(
        "wrong_codes",
        sa.Column("contact_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("count", sa.SmallInteger(), nullable=False),
        sa.Column("first_at", bot.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("contact_id", "kind"),
    )
    op.create_table(
        "mentors",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("programme_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("phone", bot.db.types.Sealed(length=120), nullable=False),
        sa.Column("contact_id", sa.String(length=32), nullable=True),
        sa.Column("code", sa.String(length=64), nullable=True),
        sa.Column("code_until", bot.db.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("sectors", sa.JSON(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("districts", sa.JSON(), nullable=False),
        sa.Column("helps", sa.JSON(), nullable=False),
        sa.Column("capacity", sa.SmallInteger(), nullable=False),
        sa.Column("ended_at", bot.db.types.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["programme_id"], ["programmes.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code"),
    )
    with op.batch_alter_table("mentors", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mentors_contact_id"), ["contact_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_mentors_programme_id"), ["programme_id"], unique=False)

    op.create_table(
        "courses",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("code", sa.String(length=24), nullable=False),
        sa.Column("agency_id", sa.String(length=32), nullable=False),
        sa.Column("title", sa.JSON(), nullable=False),
        sa.Column("about", sa.JSON(), nullable=False),
        sa.Column("bring", sa.JSON(), nullable=False),
        sa.Column("topic", sa.String(length=24), nullable=False),
        sa.Column("sector", sa.String(length=24), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("modules", sa.JSON(), nullable=False),
        sa.Column("assessment", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code"),
    )
    with op.batch_alter_table("courses", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_courses_agency_id"), ["agency_id"], unique=False)

    op.create_table(
        "trainers",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("agency_id", sa.String(length=32), nullable=True),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column("contact_id", sa.String(length=32), nullable=True),
        sa.Column("code", sa.String(length=64), nullable=True),
        sa.Column("code_until", bot.db.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("verified_at", bot.db.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", bot.db.types.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code"),
    )
    with op.batch_alter_table("trainers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_trainers_agency_id"), ["agency_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_trainers_contact_id"), ["contact_id"], unique=False)

    op.create_table(
        "mentorships",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("course_id", sa.String(length=32), nullable=False),
        sa.Column("contact_id", sa.String(length=32), nullable=False),
        sa.Column("mentor_id", sa.String(length=32), nullable=True),
        sa.Column("score", sa.SmallInteger(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("help", sa.String(length=24), nullable=True),
        sa.Column("refused", sa.JSON(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("mentee_said", sa.String(length=3), nullable=True),
        sa.Column("mentor_said", sa.String(length=3), nullable=True),
        sa.Column("asked_at", bot.db.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("introduced_at", bot.db.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("checks", sa.JSON(), nullable=False),
        sa.Column("created_at", bot.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["course_id"], ["courses.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["mentor_id"], ["mentors.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("course_id", "contact_id"),
    )
    with op.batch_alter_table("mentorships", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mentorships_contact_id"), ["contact_id"], unique=False)
        batch_op.create_index("ix_mentorships_mentor", ["mentor_id", "status"], unique=False)

    op.create_table(
        "training_sessions",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("code", sa.String(length=24), nullable=False),
        sa.Column("course_id", sa.String(length=32), nullable=False),
        sa.Column("trainer_id", sa.String(length=32), nullable=True),
        sa.Column("district", sa.String(length=32), nullable=False),
        sa.Column("mode", sa.String(length=10), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("link", sa.String(length=500), nullable=False),
        sa.Column("starts_at", bot.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("ends_at", bot.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("capacity", sa.SmallInteger(), nullable=False),
        sa.Column("seats", sa.SmallInteger(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("access", sa.JSON(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("version", sa.SmallInteger(), nullable=False),
        sa.Column("announce", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("secret", bot.db.types.Sealed(length=120), nullable=False),
        sa.Column("created_at", bot.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["course_id"], ["courses.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["trainer_id"], ["trainers.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code"),
    )
    with op.batch_alter_table("training_sessions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_training_sessions_course_id"), ["course_id"], unique=False)
        batch_op.create_index("ix_training_sessions_open", ["status", "starts_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_training_sessions_trainer_id"), ["trainer_id"], unique=False)

    op.create_table(
        "enrolments",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("session_id", sa.String(length=32), nullable=False),
        sa.Column("contact_id", sa.String(length=32), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("round", sa.SmallInteger(), nullable=False),
        sa.Column("source", sa.String(length=8), nullable=False),
        sa.Column("since", bot.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("offer_until", bot.db.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("ended_at", bot.db.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("moved_to", sa.String(length=32), nullable=True),
        sa.Column("came_at", bot.db.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("left_at", bot.db.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("came_by", sa.String(length=8), nullable=True),
        sa.Column("presence", sa.SmallInteger(), nullable=True),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["moved_to"], ["enrolments.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["session_id"], ["training_sessions.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("session_id", "contact_id"),
    )
    with op.batch_alter_table("enrolments", schema=None) as batch_op:
        batch_op.create_index("ix_enrolments_contact", ["contact_id", "status"], unique=False)
        batch_op.create_index(
            "ix_enrolments_offered",
            ["offer_until"],
            unique=False,
            sqlite_where=sa.text("status = 'offered'"),
            postgresql_where=sa.text("status = 'offered'"),
        )
        batch_op.create_index("ix_enrolments_session", ["session_id", "status", "since"], unique=False)

    op.create_table(
        "attempts",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("enrolment_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=4), nullable=False),
        sa.Column("number", sa.SmallInteger(), nullable=False),
        sa.Column("bank", sa.String(length=48), nullable=False),
        sa.Column("sheet", sa.JSON(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("right", sa.SmallInteger(), nullable=True),
        sa.Column("total", sa.SmallInteger(), nullable=False),
        sa.Column("modules", sa.JSON(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("begun_at", bot.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("touched_at", bot.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("done_at", bot.db.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("again_until", bot.db.types.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["enrolment_id"], ["enrolments.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("enrolment_id", "kind", "number"),
    )
    op.create_table(
        "certificates",
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("enrolment_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("issued_at", bot.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", bot.db.types.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["enrolment_id"], ["enrolments.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("code"),
        sa.UniqueConstraint("enrolment_id"),
    )
    op.create_table(
        "feedback",
        sa.Column("enrolment_id", sa.String(length=32), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("begun_at", bot.db.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("done_at", bot.db.types.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["enrolment_id"], ["enrolments.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("enrolment_id"),
    )
    with op.batch_alter_table("contacts", schema=None) as batch_op:
        batch_op.alter_column(
            "sender",
            existing_type=sa.VARCHAR(length=64),
            type_=bot.db.types.Sealed(length=200),
            existing_nullable=False,
        )
        batch_op.alter_column(
            "address",
            existing_type=sa.VARCHAR(length=64),
            type_=bot.db.types.Sealed(length=200),
            existing_nullable=True,
        )


def downgrade() -> None:
    with op.batch_alter_table("contacts", schema=None) as batch_op:
        batch_op.alter_column(
            "address",
            existing_type=bot.db.types.Sealed(length=200),
            type_=sa.VARCHAR(length=64),
            existing_nullable=True,
        )
        batch_op.alter_column(
            "sender",
            existing_type=bot.db.types.Sealed(length=200),
            type_=sa.VARCHAR(length=64),
            existing_nullable=False,
        )

    op.drop_table("wrong_codes")
    op.drop_table("feedback")
    op.drop_table("certificates")
    op.drop_table("attempts")
    with op.batch_alter_table("enrolments", schema=None) as batch_op:
        batch_op.drop_index("ix_enrolments_session")
        batch_op.drop_index(
            "ix_enrolments_offered",
            sqlite_where=sa.text("status = 'offered'"),
            postgresql_where=sa.text("status = 'offered'"),
        )
        batch_op.drop_index("ix_enrolments_contact")

    op.drop_table("enrolments")
    with op.batch_alter_table("training_sessions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_training_sessions_trainer_id"))
        batch_op.drop_index("ix_training_sessions_open")
        batch_op.drop_index(batch_op.f("ix_training_sessions_course_id"))

    op.drop_table("training_sessions")
    with op.batch_alter_table("mentorships", schema=None) as batch_op:
        batch_op.drop_index("ix_mentorships_mentor")
        batch_op.drop_index(batch_op.f("ix_mentorships_contact_id"))

    op.drop_table("mentorships")
    with op.batch_alter_table("trainers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_trainers_contact_id"))
        batch_op.drop_index(batch_op.f("ix_trainers_agency_id"))

    op.drop_table("trainers")
    with op.batch_alter_table("courses", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_courses_agency_id"))

    op.drop_table("courses")
    with op.batch_alter_table("mentors", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_mentors_programme_id"))
        batch_op.drop_index(batch_op.f("ix_mentors_contact_id"))

    op.drop_table("mentors")
    op.drop_table("learners")
    with op.batch_alter_table("agencies", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agencies_programme_id"))

    op.drop_table("agencies")
    with op.batch_alter_table("timed_tasks", schema=None) as batch_op:
        batch_op.drop_index("ix_timed_tasks_subject")
        batch_op.drop_index("ix_timed_tasks_group")
        batch_op.drop_index(
            "ix_timed_tasks_due",
            sqlite_where=sa.text("status = 'waiting'"),
            postgresql_where=sa.text("status = 'waiting'"),
        )

    op.drop_table("timed_tasks")
    op.drop_table("programmes")
    op.drop_table("leases")
