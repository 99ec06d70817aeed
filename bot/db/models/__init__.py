"""The tables."""

from __future__ import annotations

from bot.db.models.base import Base, new_id
from bot.db.models.broadcasts import Broadcast, Segment
from bot.db.models.consent import ConsentEvent, ConsentNotice
from bot.db.models.desk import CannedReply, ContentRevision, HandoverNote, TurnSpeed, TurnTally
from bot.db.models.messages import (
    AnswerRating,
    Campaign,
    CampaignCount,
    ChannelState,
    Contact,
    EarlyReceipt,
    HandoverMessage,
    HandoverWish,
    InboundMessage,
    MarketingCount,
    MessageTemplate,
    OutboxMessage,
    Preference,
    Unanswered,
)
from bot.db.models.officials import AuditEvent, AuditHead, ConsoleSession, Officer, OfficerContact, Option, Upload
from bot.db.models.registry import (
    Draft,
    PhoneCode,
    TradeReview,
    Worker,
    WorkerContact,
    WorkerImport,
    WorkerTrade,
)
from bot.db.models.timing import Lease, TimedTask
from bot.db.models.training import (
    Agency,
    Attempt,
    Certificate,
    Course,
    Enrolment,
    Feedback,
    Learner,
    Mentor,
    Mentorship,
    Programme,
    Trainer,
    TrainingSession,
    WrongCode,
)
from bot.db.models.work import Need, NeedOffer, Referral, ReferralStep

__all__ = [
    "Agency", "AnswerRating", "Attempt", "AuditEvent", "AuditHead", "Base", "Broadcast", "Campaign", "CampaignCount",
    "CannedReply", "Certificate", "ChannelState", "ConsentEvent", "ConsentNotice", "ConsoleSession", "Contact",
    "ContentRevision", "Course", "Draft", "EarlyReceipt", "Enrolment", "Feedback", "HandoverMessage", "HandoverNote",
    "HandoverWish", "InboundMessage", "Learner", "Lease", "MarketingCount", "Mentor", "Mentorship", "MessageTemplate",
    "Need", "NeedOffer", "Officer", "OfficerContact", "Option", "OutboxMessage", "PhoneCode", "Preference",
    "Programme", "Referral", "ReferralStep", "Segment", "TimedTask", "TradeReview", "Trainer", "TrainingSession",
    "TurnSpeed", "TurnTally", "Unanswered", "Upload", "Worker", "WorkerContact", "WorkerImport", "WorkerTrade",
    "WrongCode", "new_id",
]  # fmt: skip

from bot.db import copies, triggers  # noqa: F401  (the database's own acts and refusals belong to the tables)
