"""How many names one page of the attendance list has."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.channels.whatsapp.limits import CAPABILITIES
from bot.clock import utc_now
from bot.conversation.training import desk_people
from bot.db.models import Agency, Contact, Enrolment, Trainer, TrainingSession
from bot.services.training import catalogue
from tests.unit.conversation.training.classes import NOW, Talk, ids


@pytest.mark.parametrize(("channel", "names"), [("whatsapp", 8), ("telegram", 20), ("web", 20)])
def test_a_page_fits_where_the_trainer_is(talk: Talk, channel: str, names: int) -> None:
    first, *_ = ids(talk.database).values()
    with talk.database.session() as db:
        chat = Contact(channel=channel, sender="t", created_at=utc_now(), seen_at=utc_now())
        people = [
            Contact(channel="web", sender=f"p{number}", created_at=utc_now(), seen_at=utc_now()) for number in range(30)
        ]
        db.add_all([chat, *people])
        db.flush()
        trainer = Trainer(agency_id=db.scalars(select(Agency.id)).first(), name="T. Roy", contact_id=chat.id)
        db.add(trainer)
        db.add_all(Enrolment(session_id=first, contact_id=one.id, status="enrolled", since=NOW) for one in people)
        db.get_one(TrainingSession, first).starts_at = NOW
        db.flush()
        upcoming = catalogue.get(db, first)
        assert upcoming is not None
        said = desk_people.listed(db, trainer, upcoming, 1, NOW)
        last = desk_people.listed(db, trainer, upcoming, 30 // names + 1, NOW)
    assert len(said.values["lines"]) == names
    assert len(last.values["lines"]) == 30 % names
    assert [act["title"] for act in said.values["acts"]][-2:] == ["desk_next", "desk_back"]
    if channel == "whatsapp":
        assert len(said.values["acts"]) <= CAPABILITIES.rows
