"""Engine and gateway are killed while somebody enrols. Last of these files: a scheduler that was killed is missed until
its lease is over."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

import pytest

from tests.service import Person, until

if TYPE_CHECKING:
    from tests.integration.training.offered import Offered

pytestmark = pytest.mark.engine


def test_a_restart_of_everything_in_the_middle(offered: Offered) -> None:
    service, where = offered.service, offered.ids["ondc-nadia"]
    person = service.person("bn")
    person.presses(f"train:join:{where}")
    service.signal_engine(signal.SIGKILL)
    assert service.gateway is not None
    service.gateway.kill()
    until(lambda: service.gateway is not None and service.gateway.poll() is not None, 20)
    service.start_engine()
    service.start_gateway()
    service.wait_ready()
    reply = Person(service, person.sender).says("রহিমা বিবি")
    assert "রহিমা বিবি" in reply.text and offered.shows(reply, "training_ask_women"), reply.text
    assert offered.titles(person.presses("me:trainings")) == {"ondc"}
    rows = service.rows("SELECT 1 FROM enrolments WHERE contact_id = ?", person.contact["id"])
    assert len(rows) == 1
