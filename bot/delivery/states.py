"""What all senders must know of a channel: whether it is paused, and whether it is off and why."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.db.models import ChannelState
from bot.db.upsert import upsert


@dataclass(frozen=True)
class Standing:
    """Of one channel."""

    paused_until: dt.datetime | None = None
    down: str | None = None


def read(session: Session, channel: str) -> Standing:
    """As it stands; a channel that nothing is known of is well."""
    row = session.execute(
        select(ChannelState.paused_until, ChannelState.down).where(ChannelState.channel == channel)
    ).first()
    return Standing(row.paused_until, row.down) if row else Standing()


def pause(session: Session, channel: str, until: dt.datetime) -> None:
    """Nothing is sent before `until`; an earlier, longer pause stays."""
    _set(session, channel)
    session.execute(
        update(ChannelState)
        .where(
            ChannelState.channel == channel,
            ChannelState.paused_until.is_(None) | (ChannelState.paused_until < until),
        )
        .values(paused_until=until)
    )


def down(session: Session, channel: str, reason: str) -> None:
    """The service does not accept us: nothing is sent until somebody has mended it."""
    _set(session, channel)
    session.execute(update(ChannelState).where(ChannelState.channel == channel).values(down=reason[:200]))


def up(session: Session, channel: str) -> None:
    """It works (again)."""
    session.execute(update(ChannelState).where(ChannelState.channel == channel).values(down=None))


def resume(session: Session, channel: str) -> bool:
    """Somebody has mended it: neither off nor paused any more. Whether it was."""
    was = read(session, channel) != Standing()
    session.execute(update(ChannelState).where(ChannelState.channel == channel).values(down=None, paused_until=None))
    return was


def _set(session: Session, channel: str) -> None:
    session.execute(upsert(session)(ChannelState).values(channel=channel).on_conflict_do_nothing())
