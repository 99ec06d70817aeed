"""Training: who offers what, when and where, who comes, what they say of it and what they keep."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Date,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    String,
    Text,
    UniqueConstraint,
    false,
)
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.models.base import Base, new_id, partial
from bot.db.types import Sealed, UtcDateTime


class Programme(Base):
    """A programme of the department. `title`: language -> text; `top_share`: per cent of a course's people who are
    offered a mentor; `quota`: whether places among them are kept for women-led and marginalised enterprises, and how
    many per cent (services/mentoring); `sample`: invented, to try everything with (`bot demo`)."""

    __tablename__ = "programmes"

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    code: Mapped[str] = mapped_column(String(24), unique=True)
    title: Mapped[dict[str, str]] = mapped_column(JSON)
    starts_on: Mapped[dt.date] = mapped_column(Date)
    ends_on: Mapped[dt.date] = mapped_column(Date)
    minimum: Mapped[int] = mapped_column(SmallInteger, default=50)  # people in a session
    top_share: Mapped[int] = mapped_column(SmallInteger, default=10)
    quota: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    sample: Mapped[bool] = mapped_column(Boolean, default=False, server_default=false())


class Agency(Base):
    """Who delivers sessions of a programme. `planned`: sessions that it has to hold; `zone`: as the programme names
    it."""

    __tablename__ = "agencies"

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    code: Mapped[str] = mapped_column(String(24), unique=True)
    programme_id: Mapped[str] = mapped_column(ForeignKey("programmes.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    zone: Mapped[str] = mapped_column(String(40), default="")
    planned: Mapped[int] = mapped_column(SmallInteger, default=50)


class Course(Base):
    """What is taught. `title`, `about` (for whom), `bring`: language -> text; `topic`: id of content/choices
    (`training_topic.<id>`); `sector`: likewise, or empty for every sector; `languages`: in which it can be given;
    `modules`: a list of titles, each language -> text; `assessment`: id of content/assessments, or empty;
    `minutes`: how long it takes."""

    __tablename__ = "courses"

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    code: Mapped[str] = mapped_column(String(24), unique=True)
    agency_id: Mapped[str] = mapped_column(ForeignKey("agencies.id", ondelete="CASCADE"), index=True)
    title: Mapped[dict[str, str]] = mapped_column(JSON)
    about: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    bring: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    topic: Mapped[str] = mapped_column(String(24))
    sector: Mapped[str] = mapped_column(String(24), default="")
    languages: Mapped[list[str]] = mapped_column(JSON, default=list)
    modules: Mapped[list[Any]] = mapped_column(JSON, default=list)
    assessment: Mapped[str] = mapped_column(String(32), default="")


class Trainer(Base):
    """Somebody of an agency who gives sessions (`role` trainer), runs the agency's (`agency`), or an official who gets
    the daily digest (`official`; without an agency). They are known by a code that they type once; `contact_id`: the
    chat from which they did. `code`: a keyed hash."""

    __tablename__ = "trainers"

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    agency_id: Mapped[str | None] = mapped_column(ForeignKey("agencies.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    role: Mapped[str] = mapped_column(String(10), default="trainer")
    contact_id: Mapped[str | None] = mapped_column(ForeignKey("contacts.id", ondelete="SET NULL"), index=True)
    code: Mapped[str | None] = mapped_column(String(64), unique=True)
    code_until: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    verified_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    revoked_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)


class TrainingSession(Base):
    """One session of a course. `status`: planned, cancelled, held (its end has come and it was not cancelled);
    `mode`: classroom or online; `version`: goes up by one when time, place or link change, and what was planned for
    the version before falls away; `secret`: makes the rotating code of attendance; `seats`: people who hold a place
    (enrolled, or offered one), kept by the services; `access`: ids of content/choices (`access.<id>`: ramp, signing,
    women_only ...); `announce`: whether people of the district who want announcements are told of it once."""

    __tablename__ = "training_sessions"
    __table_args__ = (Index("ix_training_sessions_open", "status", "starts_at"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    code: Mapped[str] = mapped_column(String(24), unique=True)
    course_id: Mapped[str] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"), index=True)
    trainer_id: Mapped[str | None] = mapped_column(ForeignKey("trainers.id", ondelete="SET NULL"), index=True)
    district: Mapped[str] = mapped_column(String(32))
    mode: Mapped[str] = mapped_column(String(10))
    place: Mapped[str] = mapped_column(String(200), default="")
    link: Mapped[str] = mapped_column(String(500), default="")
    starts_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    capacity: Mapped[int] = mapped_column(SmallInteger)
    seats: Mapped[int] = mapped_column(SmallInteger, default=0)
    languages: Mapped[list[str]] = mapped_column(JSON, default=list)
    access: Mapped[list[str]] = mapped_column(JSON, default=list)
    status: Mapped[str] = mapped_column(String(10), default="planned")
    reason: Mapped[str] = mapped_column(String(200), default="")  # why it was cancelled or moved
    version: Mapped[int] = mapped_column(SmallInteger, default=1)
    announce: Mapped[bool] = mapped_column(Boolean, default=False, server_default=false())
    secret: Mapped[str] = mapped_column(Sealed(120))
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)


class Learner(Base):
    """A person who takes part in trainings, as they described themselves. `women_led`, `group` (sc, st, obc, minority,
    none): said by themselves after they agreed to it, for the programme's counts; None: not asked or not said."""

    __tablename__ = "learners"

    contact_id: Mapped[str] = mapped_column(ForeignKey("contacts.id", ondelete="CASCADE"), primary_key=True)
    name: Mapped[str | None] = mapped_column(String(120))
    sector: Mapped[str | None] = mapped_column(String(24))
    district: Mapped[str | None] = mapped_column(String(32))
    women_led: Mapped[bool | None] = mapped_column(Boolean)
    group: Mapped[str | None] = mapped_column("social_group", String(10))
    updated_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)


class Enrolment(Base):
    """A person's place in a session. `status`: enrolled; waiting (the session is full; the earlier `since`, the
    earlier their turn); offered (a place is theirs if they say yes until `offer_until`); cancelled (by themselves, or
    the offer ran out: `reason`). `round`: goes up by one each time somebody who had cancelled enrols again. `moved_to`:
    the enrolment that they took instead. `source`: chat, import, desk,
    walk_in."""

    __tablename__ = "enrolments"
    __table_args__ = (
        UniqueConstraint("session_id", "contact_id"),
        Index("ix_enrolments_contact", "contact_id", "status"),
        Index("ix_enrolments_session", "session_id", "status", "since"),
        partial("ix_enrolments_offered", "status = 'offered'", "offer_until"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    session_id: Mapped[str] = mapped_column(ForeignKey("training_sessions.id", ondelete="CASCADE"))
    contact_id: Mapped[str] = mapped_column(ForeignKey("contacts.id", ondelete="CASCADE"))
    status: Mapped[str] = mapped_column(String(10))
    round: Mapped[int] = mapped_column(SmallInteger, default=1)
    source: Mapped[str] = mapped_column(String(8), default="chat")
    since: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    offer_until: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    reason: Mapped[str] = mapped_column(String(20), default="")
    moved_to: Mapped[str | None] = mapped_column(ForeignKey("enrolments.id", ondelete="SET NULL"))
    # How much of the session they were there for, 0 to 100; None until attendance is taken.
    came_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    left_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    came_by: Mapped[str | None] = mapped_column(String(8))  # code, list
    presence: Mapped[int | None] = mapped_column(SmallInteger)


class Feedback(Base):
    """What somebody said of a session: `answers`: question -> 1 to 5; `words`: one free sentence; `done_at`: when they
    came to the end."""

    __tablename__ = "feedback"

    enrolment_id: Mapped[str] = mapped_column(ForeignKey("enrolments.id", ondelete="CASCADE"), primary_key=True)
    answers: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    words: Mapped[str | None] = mapped_column(Text)
    begun_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    done_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)


class Attempt(Base):
    """One go at a test. `kind`: pre, post, late (after 30 days); `number`: 1, and more where another go was allowed;
    `bank`: id and version of the questions as they were; `sheet`: the shuffled order of items and options;
    `answers`: item -> {given, right}; `right`, `total`, `modules`: the score once `done_at` is set; `seconds`: time
    that was spent, breaks of more than ten minutes left out; `again_until`: until when another go after this one is
    allowed (None: it is not)."""

    __tablename__ = "attempts"
    __table_args__ = (UniqueConstraint("enrolment_id", "kind", "number"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    enrolment_id: Mapped[str] = mapped_column(ForeignKey("enrolments.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(4))
    number: Mapped[int] = mapped_column(SmallInteger, default=1)
    bank: Mapped[str] = mapped_column(String(48))
    sheet: Mapped[dict[str, Any]] = mapped_column(JSON)
    answers: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    right: Mapped[int | None] = mapped_column(SmallInteger)
    total: Mapped[int] = mapped_column(SmallInteger)
    modules: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    seconds: Mapped[int] = mapped_column(Integer, default=0)
    begun_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    touched_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    done_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    again_until: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)


class Certificate(Base):
    """Proof that somebody took part. `code`: what the public check page is asked for; `name`: as it stands on it."""

    __tablename__ = "certificates"

    code: Mapped[str] = mapped_column(String(16), primary_key=True)
    enrolment_id: Mapped[str] = mapped_column(ForeignKey("enrolments.id", ondelete="CASCADE"), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    issued_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    revoked_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)


class WrongCode(Base):
    """How many wrong codes of a `kind` (check_in, trainer, mentor) somebody has typed since `first_at`."""

    __tablename__ = "wrong_codes"

    contact_id: Mapped[str] = mapped_column(ForeignKey("contacts.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(8), primary_key=True)
    count: Mapped[int] = mapped_column(SmallInteger)
    first_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)


class Mentor(Base):
    """An experienced person who guides others. `sectors`, `languages`, `districts`, `helps` (ids of content/choices
    `mentor_help.<id>`): what they can be asked; `capacity`: people at a time. Known by a code typed once, as a
    trainer."""

    __tablename__ = "mentors"

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    programme_id: Mapped[str] = mapped_column(ForeignKey("programmes.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    phone: Mapped[str] = mapped_column(Sealed(120))
    contact_id: Mapped[str | None] = mapped_column(ForeignKey("contacts.id", ondelete="SET NULL"), index=True)
    code: Mapped[str | None] = mapped_column(String(64), unique=True)
    code_until: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    sectors: Mapped[list[str]] = mapped_column(JSON, default=list)
    languages: Mapped[list[str]] = mapped_column(JSON, default=list)
    districts: Mapped[list[str]] = mapped_column(JSON, default=list)
    helps: Mapped[list[str]] = mapped_column(JSON, default=list)
    capacity: Mapped[int] = mapped_column(SmallInteger, default=3)
    ended_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)


class Mentorship(Base):
    """A person who did well, and the mentor who may guide them. `status`: chosen (asked whether they want a mentor and
    what for), wanted, matched (both are asked), introduced, declined (by either: `reason`), ended. `mentee_said`,
    `mentor_said`: yes or no; `untold`: state of which the people have not been told."""

    __tablename__ = "mentorships"
    __table_args__ = (
        UniqueConstraint("course_id", "contact_id"),
        Index("ix_mentorships_mentor", "mentor_id", "status"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    course_id: Mapped[str] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"))
    contact_id: Mapped[str] = mapped_column(ForeignKey("contacts.id", ondelete="CASCADE"), index=True)
    mentor_id: Mapped[str | None] = mapped_column(ForeignKey("mentors.id", ondelete="SET NULL"))
    score: Mapped[int] = mapped_column(SmallInteger)  # 0 to 100
    reasons: Mapped[list[Any]] = mapped_column(JSON, default=list)
    help: Mapped[str | None] = mapped_column(String(24))
    refused: Mapped[list[str]] = mapped_column(JSON, default=list)  # mentors with whom it did not come about
    status: Mapped[str] = mapped_column(String(10), default="chosen")
    reason: Mapped[str] = mapped_column(String(20), default="")
    mentee_said: Mapped[str | None] = mapped_column(String(3))
    mentor_said: Mapped[str | None] = mapped_column(String(3))
    asked_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    introduced_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    checks: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)  # days -> what they said
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
