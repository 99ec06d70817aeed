"""What the engine wants said of a person, filled from the database.

The engine only says that the registration, the loans or all that is known are to be shown. What they are is looked up
here, while the reply is written, so that it never passes through the engine and is never kept there.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from types import MappingProxyType

from sqlalchemy.orm import Session

from bot.conversation import privacy, referrals, registration_data
from bot.conversation.engine import Say
from bot.conversation.surroundings import Surroundings
from bot.conversation.training import cancelling, checkin, desk, feedback, finding, mentors, own, quiz_list

Fill = Callable[[Session, str, Say, dt.datetime], list[Say]]
"""(session, contact, what the engine said, now) -> what is said instead."""

FILLS: Mapping[str, Fill] = MappingProxyType(
    {
        "erase_ask": privacy.erase_ask,
        "loan_status": referrals.status,
        "my_consents": privacy.my_consents,
        "my_data": privacy.my_data,
        "registration": registration_data.shown,
        "registration_saved": registration_data.saved,
        "registration_changed": registration_data.saved,
        "registration_follows": registration_data.saved,
    }
)
"""By message key."""

AroundFill = Callable[[Session, str, Say, dt.datetime, Surroundings], list[Say]]
"""A fill that looks at the content too."""
_AROUND_FILLS: Mapping[str, AroundFill] = MappingProxyType(
    {
        "cancel_training": cancelling.cancel_training,
        "check_in": checkin.fill,
        "mentor": mentors.fill,
        "my_trainings": own.my_trainings,
        "training_feedback": feedback.fill,
        "training_test": quiz_list.fill,
        "trainer_desk": desk.fill,
        "trainings": finding.trainings,
    }
)
"""By message key."""


def filled(session: Session, contact_id: str, said: list[Say], now: dt.datetime, around: Surroundings) -> list[Say]:
    """Everything that is to be said, with what the database knows."""
    found: list[Say] = []
    for say in said:
        if say.key in FILLS:
            found += FILLS[say.key](session, contact_id, say, now)
        elif say.key in _AROUND_FILLS:
            found += _AROUND_FILLS[say.key](session, contact_id, say, now, around)
        else:
            found.append(say)
    return found


def needed(said: list[Say]) -> bool:
    """Whether anything is to be looked up: most replies need no database."""
    return any(say.key in FILLS or say.key in _AROUND_FILLS for say in said)
