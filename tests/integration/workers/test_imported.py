"""People of a list that an office brought in: the dry run, the import, the one question, and what comes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.integration.workers.bureau import Talker, new_phone, number_in
from tests.phones import WhatsAppPhone, whatsapp_env
from tests.service import until

if TYPE_CHECKING:
    from tests.integration.workers.bureau import Bureau

pytestmark = pytest.mark.engine

PATH = "/workers/import"
ORGANISATION = "Malda District Industries Centre"


@pytest.fixture(scope="module")
def approved(bureau: Bureau) -> Bureau:
    """Message templates are submitted and approved, as on the day before a list comes."""
    env = whatsapp_env(bureau.graph.server)
    bureau.command("templates", "push", env=env)
    for template in bureau.graph.server.templates.values():
        template["status"] = "APPROVED"
    bureau.command("templates", "status", env=env)
    return bureau


def table(*rows: str) -> bytes:
    return "\n".join(["Name,Mobile No,District,Trade,Experience", *rows]).encode()


def counted(answer: Any) -> dict[str, int]:
    assert answer.status_code == 200, answer.text
    return {name: count for name, count in answer.json()["counts"].items() if count}


class Entered:
    """Somebody of a list who has never written, on their telephone."""

    def __init__(self, bureau: Bureau, name: str, trade: str = "mason") -> None:
        self.phone = WhatsAppPhone(bureau.service, bureau.graph)
        self.talker = Talker(self.phone)
        self.name, self.number = name, self.phone.number[2:]
        answer = bureau.malda.sends(
            PATH, table(f"{name},{self.number},Malda,{trade},6 years"), organisation=ORGANISATION, apply="true"
        )
        assert (answer.status_code, answer.json()["entered"]) == (200, 1), answer.text

    def asked(self) -> Any:
        """The question, which comes within a minute."""
        until(self.phone.seen)
        (message,) = self.phone.seen()
        return message


@pytest.fixture(scope="module")
def people(approved: Bureau) -> dict[str, Entered]:
    """Entered together, so that all are asked in the same minute."""
    names = {"yes": "Motilal Besra", "no": "Phulmoni Besra", "silent": "Sanatan Besra", "words": "Rupchand Besra"}
    return {what: Entered(approved, name) for what, name in names.items()}


def seen(bureau: Bureau, name: str, status: str = "active") -> list[dict[str, Any]]:
    found = bureau.malda.gets("/workers", trade="mason", limit=100, status=status).json()["workers"]
    return [one for one in found if one["name"] == name]


def test_a_dry_run_changes_nothing(bureau: Bureau) -> None:
    phone = new_phone()
    rows = (
        f"Ratan Mandal,{phone},Malda,mason,৫ বছর",
        f"Ratan Mandal,{phone},Malda,mason,5",
        "Jaba Rani,123,Malda,tailor,",
    )
    before = bureau.service.rows("SELECT count(*) FROM workers")[0][0]
    answer = bureau.malda.sends(PATH, table(*rows), organisation=ORGANISATION)
    assert counted(answer) == {"new": 1, "duplicate": 1, "wrong": 1}
    assert (answer.json()["applied"], answer.json()["entered"]) == (False, 0)
    assert phone not in answer.text, "numbers are masked"
    assert bureau.service.rows("SELECT count(*) FROM workers")[0][0] == before


def test_a_list_is_brought_in_once(bureau: Bureau) -> None:
    rows = table(f"Sukhen Mahato,{new_phone()},Malda,mason,5")
    first = bureau.malda.sends(PATH, rows, organisation=ORGANISATION, apply="true")
    assert first.json()["entered"] == 1
    again = bureau.malda.sends(PATH, rows, organisation="Another office", apply="true")
    assert again.status_code == 409
    assert seen(bureau, "Sukhen Mahato") == [], "unconfirmed people are in no search"
    (entry,) = seen(bureau, "Sukhen Mahato", status="unconfirmed")
    assert "xxxxxx" in entry["phone"]


def test_people_of_other_districts_cannot_be_brought_in(bureau: Bureau) -> None:
    answer = bureau.nadia.sends(PATH, table(f"Bishu Oraon,{new_phone()},Malda,mason,5"), organisation=ORGANISATION)
    assert set(counted(answer)) == {"wrong"}
    answer = bureau.nadia.sends(
        PATH, table(f"Bishu Oraon,{new_phone()},,mason,5"), organisation=ORGANISATION, district="malda"
    )
    assert answer.status_code == 403


def test_without_the_right_no_list(bureau: Bureau) -> None:
    plain = bureau.official("C. Sen, counter", "--district", "malda", rights=())
    answer = plain.sends(PATH, table(f"Bishu Oraon,{new_phone()},Malda,mason,5"), organisation=ORGANISATION)
    assert answer.status_code == 403


def test_the_question_says_who_gave_the_data_and_what_for(approved: Bureau, people: dict[str, Entered]) -> None:
    message = people["silent"].asked()
    assert message.template == "registration_confirm"
    assert ORGANISATION in message.text and approved.message("entry_subject", "bn") in message.text
    assert len(message.rows[0]) == 3
    assert seen(approved, "Sanatan Besra") == []


def test_a_yes_makes_them_active(approved: Bureau, people: dict[str, Entered]) -> None:
    one = people["yes"]
    yes, _, notice = one.asked().payloads.values()
    told = one.talker.presses(notice)
    assert approved.said.content.notices["registry"].full["bn"].strip()[:60] in told
    told = one.talker.presses(yes)
    assert approved.message("entry_confirmed", "bn") in told
    (entry,) = seen(approved, one.name)
    assert entry["number"].replace("-", "") == number_in(told).replace("-", "")
    assert "already" in one.talker.presses(yes) or approved.message("entry_active", "bn") in one.talker.text
    one.talker.presses("me:card")
    assert number_in(told) in one.talker.text
    one.talker.presses("me:consents")
    assert "consent:share_employers:ask" in one.talker.payloads, "nothing else was agreed to"


def test_a_no_erases_them_for_good(approved: Bureau, people: dict[str, Entered]) -> None:
    one = people["no"]
    _, no, _ = one.asked().payloads.values()
    told = one.talker.presses(no)
    assert approved.message("entry_refused", "bn") in told
    assert seen(approved, one.name) == seen(approved, one.name, status="unconfirmed") == []
    again = approved.malda.sends(
        PATH, table(f"{one.name},{one.number},Malda,mason,7"), organisation=ORGANISATION, apply="true"
    )
    assert again.status_code == 422 or set(counted(again)) == {"left_out"}, "no list brings them back"


def test_the_answer_may_be_typed(approved: Bureau, people: dict[str, Entered]) -> None:
    one = people["words"]
    one.asked()
    told = one.talker.says("হ্যাঁ")
    assert approved.message("entry_confirmed", "bn") in told, told
    assert seen(approved, one.name)


def test_reading_a_number_is_in_the_audit(approved: Bureau) -> None:
    worker = approved.web("en")
    phone = new_phone()
    card = approved.worker(worker, "Bablu Hansda", "mason, Malda", phone=phone)
    assert phone not in approved.malda.gets(f"/workers/{card}").text
    refused = approved.malda.posts(f"/workers/{card}/unmask", reason="")
    assert refused.status_code == 422
    shown = approved.malda.posts(f"/workers/{card}/unmask", reason="She wants a call about her card.")
    assert shown.json()["phone"][-10:] == phone
    noted = approved.service.rows("SELECT * FROM audit_events WHERE reason = 'She wants a call about her card.'")
    assert [row["actor"] for row in noted] == [approved.malda.name]
    assert approved.nadia.posts(f"/workers/{card}/unmask", reason="She wants a call about her card.").status_code == 404


def test_officials_of_another_district_count_list_and_export_nobody(approved: Bureau) -> None:
    card = approved.worker(approved.web("en"), "Bablu Hansda", "conch shell worker, Malda")
    other = approved.nadia
    query = {"trade": "conch-shell-worker"}
    assert approved.malda.gets("/workers/count", **query).json()["number"] == 1
    assert other.gets("/workers/count", **query).json()["number"] == 0
    assert other.gets("/workers", **query).json()["workers"] == []
    assert other.gets("/workers", district="malda", **query).status_code == 403
    assert other.gets(f"/workers/{card}").status_code == 404
    export = other.posts("/workers/export", trade=["conch-shell-worker"], format="csv")
    assert "Hansda" not in export.text
    assert "Hansda" in approved.malda.posts("/workers/export", trade=["conch-shell-worker"], format="csv").text
