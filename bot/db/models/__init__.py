"""The tables."""

from __future__ import annotations

from bot.db.models.base import Base, new_id
from bot.db.models.consent import ConsentEvent, ConsentNotice
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
from bot.db.models.officials import AuditEvent, Officer
from bot.db.models.registry import (
    Draft,
    PhoneCode,
    TradeReview,
    Worker,
    WorkerContact,
    WorkerImport,
    WorkerTrade,
)
from bot.db.models.work import Need, NeedOffer, Referral, ReferralStep

__all__ = [
    "AnswerRating", "AuditEvent", "Base", "Campaign", "CampaignCount", "ChannelState", "ConsentEvent", "ConsentNotice",
    "Contact", "Draft", "EarlyReceipt", "HandoverMessage", "HandoverWish", "InboundMessage", "MarketingCount",
    "MessageTemplate", "Need", "NeedOffer", "Officer", "OutboxMessage", "PhoneCode", "Preference", "Referral",
    "ReferralStep", "TradeReview", "Unanswered", "Worker", "WorkerContact", "WorkerImport", "WorkerTrade", "new_id",
]  # fmt: skip

from bot.db import copies, triggers  # noqa: F401  (the database's own acts and refusals belong to the tables)
