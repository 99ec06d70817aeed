"""Segments over SQLite and PostgreSQL: the select finds exactly those whom a plain look at each person finds."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import pytest

from bot.broadcasts import segments
from bot.broadcasts.segments import BadSegment, Condition, Definition
from bot.clock import INDIA
from bot.db.models import AuditEvent, WorkerContact
from bot.db.session import Database
from bot.services.officers import Forbidden
from tests.contract.broadcast_world import DAY, NOW, crowd, official, person
from tests.register import entered

SAID: dict[str, list[str]] = {
    "district": ["malda", "nadia", "howrah"], "block": ["Kalyani", "Ratua I"], "sector": ["textile", "food"],
    "trade": ["mason", "tailor", "weaver"], "course": ["GST-1", "ONDC-1"], "session": ["GST-1-1", "ONDC-1-2"],
    "women_led": ["yes", "no"], "social_group": ["sc", "st", "none"], "language": ["bn", "hi", "en"],
    "channel": ["telegram", "whatsapp", "web"], "interest": ["mudra", "pmegp", "cgtmse"],
}  # fmt: skip


def home(who: dict[str, Any]) -> set[str | None]:
    """As the register says, else as at a training."""
    if who["entries"]:
        return {entry["district"] for entry in who["entries"]}
    return {who["learner"]["district"]} if who["learner"] else set()


def moments(who: dict[str, Any]) -> list[dt.datetime]:
    return [entry["registered_at"] for entry in who["entries"]] or [who["created_at"]]


def fits(who: dict[str, Any], one: Condition) -> bool:
    """What a condition means, said once more without the database."""
    learner, values = who["learner"] or {}, set(one.values)
    known: set[Any]
    match one.field:
        case "district":
            known = home(who)
        case "block":
            known = {entry["place"] for entry in who["entries"]}
        case "trade":
            known = {trade for entry in who["entries"] for trade in entry["trades"]}
        case "sector":
            known = {learner.get("sector")}
        case "women_led":
            known = {{True: "yes", False: "no"}.get(learner.get("women_led"))}  # type: ignore[arg-type]
        case "social_group":
            known = {learner.get("group")}
        case "course":
            known = {course for course, _, status in who["places"] if status == "enrolled"}
        case "session":
            known = {code for _, code, status in who["places"] if status == "enrolled"}
        case "language" | "channel":
            known = {who[one.field]}
        case "interest":
            known = {who["topic"], *who["wishes"]}
        case "active_within":
            return bool(who["seen_at"] >= NOW - int(one.values[0]) * DAY) != one.negated
        case _:
            day = dt.datetime.combine(dt.date.fromisoformat(one.values[0]), dt.time(), INDIA)
            before = one.field == "registered_before"
            return any((moment < day) == before for moment in moments(who)) != one.negated
    return bool(known & values) != one.negated


def expected(people: list[dict[str, Any]], definition: Definition, districts: list[str] | None) -> set[str]:
    return {
        who["id"]
        for who in people
        if not who["erased"] and who["channel"] != "sample"
        and (districts is None or home(who) & set(districts))
        and (not definition.any or any(all(fits(who, one) for one in group.all) for group in definition.any))
    }  # fmt: skip


def drawn(dice: random.Random) -> Definition:
    """A random segment."""

    def condition() -> dict[str, Any]:
        field = dice.choice(segments.FIELDS)
        if field == "active_within":
            values = [str(dice.randrange(1, 90))]
        elif field.startswith("registered"):
            values = [(NOW.date() - dt.timedelta(days=dice.randrange(1, 90))).isoformat()]
        else:
            values = dice.sample(SAID[field], dice.randrange(1, len(SAID[field]) + 1))
        return {"field": field, "not": dice.random() < 0.35, "values": values}

    groups = [{"all": [condition() for _ in range(dice.randrange(0, 4))]} for _ in range(dice.randrange(0, 4))]
    return segments.parse({"any": groups})


def found(database: Database, definition: Definition, districts: list[str] | None) -> set[str]:
    with database.session() as session:
        return set(session.scalars(segments.people(session, districts, definition, NOW)))


@pytest.mark.parametrize("seed", [1, 2])
def test_the_select_finds_whom_a_plain_look_finds(database: Database, seed: int) -> None:
    with database.session() as session:
        people = crowd(session, seed)
    dice = random.Random(seed)
    sizes = set()
    for _ in range(150):
        definition, districts = drawn(dice), dice.choice([None, ["malda"], ["malda", "nadia"], []])
        wanted = expected(people, definition, districts)
        assert found(database, definition, districts) == wanted, segments.dumped(definition)
        sizes.add(len(wanted))
    assert len(sizes) > 10, "the segments told nobody apart"


@pytest.mark.parametrize("field", segments.FIELDS)
def test_each_field_finds_some_and_its_opposite_the_others(database: Database, field: Any) -> None:
    with database.session() as session:
        people = crowd(session, 7)
    single = {"active_within": "40", "registered_before": "2026-10-15", "registered_after": "2026-10-15"}
    value = [single[field]] if field in single else SAID[field][:1]
    everybody = found(database, segments.parse({}), None)
    some, others = (
        found(database, segments.parse({"any": [{"all": [{"field": field, "not": no, "values": value}]}]}), None)
        for no in (False, True)
    )
    assert some and others and some | others == everybody and not some & others
    assert everybody == expected(people, segments.parse({}), None)


def test_somebodys_helper_is_not_in_their_district(database: Database) -> None:
    with database.session() as session:
        helper = person(session, "helper", "nadia")
        worker = entered(session, district="malda")
        session.add(WorkerContact(worker_id=worker, contact_id=helper, role="helper", since=NOW))
    assert found(database, segments.parse({}), ["malda"]) == set()
    assert found(database, segments.parse({}), ["nadia"]) == {helper}


def condition(**values: Any) -> dict[str, Any]:
    return {"any": [{"all": [{"field": "district", "values": ["malda"], **values}]}]}


@pytest.mark.parametrize(
    ("data", "field", "key"),
    [
        ([], "", "form"),
        ({"all": []}, "all", "form"),
        (condition(field="phone"), "any.0.all.0.field", "field"),
        (condition(values=[]), "any.0.all.0", "empty"),
        (condition(values=[" "]), "any.0.all.0", "empty"),
        (condition(values=["x"] * 61), "any.0.all.0.values", "many"),
        (condition(values=["'; DROP TABLE contacts"]), "any.0.all.0", "value"),
        (condition(values=[7]), "any.0.all.0.values.0", "form"),
        (condition(field="women_led", values=["perhaps"]), "any.0.all.0", "value"),
        (condition(field="active_within", values=["0"]), "any.0.all.0", "days"),
        (condition(field="active_within", values=["30", "60"]), "any.0.all.0", "many"),
        (condition(field="registered_after", values=["31.12.2025"]), "any.0.all.0", "date"),
        (condition(field="registered_before", values=["2026-02-30"]), "any.0.all.0", "date"),
        ({"any": [{"all": []}] * 7}, "any", "many"),
        ({"any": [{"all": condition()["any"][0]["all"] * 9}]}, "any.0.all", "many"),
        (condition(**{"not": "yes"}), "any.0.all.0.not", "form"),
    ],
)
def test_what_cannot_be_understood_says_where(data: Any, field: str, key: str) -> None:
    with pytest.raises(BadSegment) as caught:
        segments.parse(data)
    assert (caught.value.field, caught.value.key) == (field, key)


def test_a_definition_comes_back_as_it_was_stored() -> None:
    data = condition(**{"not": True})
    assert segments.dumped(segments.parse(data)) == data
    assert segments.parse(segments.dumped(segments.parse(data))) == segments.parse(data)


def test_saved_segments_are_for_those_above(database: Database) -> None:
    definition = segments.parse(condition())
    with database.session() as session:
        author = official(session, "Author")
        other = official(session, "Other", districts=("nadia",))
        above = official(session, "Above", "state_admin", ())
        made = segments.save(session, author, "  Weavers  of Malda ", definition, NOW)
        again = segments.save(session, author, "Weavers of Malda", segments.parse({}), NOW + DAY)
        assert (made.id, made.name) == (again.id, "Weavers of Malda")
        assert [one.definition for one in segments.saved(session, author)] == [segments.parse({})]
        assert [(one.id, one.mine) for one in segments.saved(session, above)] == [(made.id, False)]
        assert segments.saved(session, other) == []
        for name, key in (("", "empty"), ("x" * 81, "long")):
            with pytest.raises(BadSegment) as caught:
                segments.save(session, author, name, definition, NOW)
            assert caught.value.key == key
        assert not segments.remove(session, above, made.id, NOW)
        assert segments.remove(session, author, made.id, NOW)
        assert segments.saved(session, author) == []
        acts = [event.act for event in session.query(AuditEvent).order_by(AuditEvent.id)]
        assert acts == ["segment_save", "segment_save", "segment_remove"]


def test_an_auditor_reads_and_keeps_nothing(database: Database) -> None:
    with database.session() as session:
        auditor = official(session, "Auditor", "auditor", ())
        assert segments.saved(session, auditor) == []
        with pytest.raises(Forbidden):
            segments.save(session, auditor, "x", segments.parse({}), NOW)
