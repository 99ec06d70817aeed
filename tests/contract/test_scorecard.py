"""The scorecard against an independent computation with pandas, and what it must not show."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd
import pytest
from sqlalchemy import event, update

from bot.db.models import Contact, Programme, TrainingSession
from bot.db.session import Database
from bot.delivery.outbox import NOWHERE
from bot.services.officers import Forbidden, Officer
from bot.services.training import scorecard_files
from bot.services.training.scorecard import BadProgramme, Row, Scorecard, find, scorecard
from tests.contract.scorecard_people import NOW, QUESTIONS, Made, made

HELD = ("agency", "course_id", "district")


def card(database: Database, of: Made, officer: Officer | None = None, now: dt.datetime = NOW) -> Scorecard:
    with database.session() as db:
        return scorecard(db, db.get_one(Programme, of.programme), QUESTIONS, now, officer)


def places(of: Made) -> pd.DataFrame:
    """A row for each place in a held session."""
    sessions = pd.DataFrame(of.rows["sessions"]).rename(columns={"id": "session_id", "status": "session_status"})
    sessions["agency"] = sessions["course_id"].map({one["id"]: one["agency_id"] for one in of.rows["courses"]})
    frame = pd.DataFrame(of.rows["enrolments"]).merge(sessions, on="session_id")
    frame = frame[(frame["status"] == "enrolled") & (frame["session_status"] == "held")]
    agreed = pd.DataFrame(of.rows["consents"]).drop_duplicates("holder", keep="last").query("kind == 'granted'")
    learners = pd.DataFrame(of.rows["learners"])
    learners = learners[learners["contact_id"].isin(agreed["holder"])]
    frame = frame.merge(learners, on="contact_id", how="left")
    done = pd.DataFrame(of.rows["attempts"]).query("done_at.notna()").sort_values("number")
    done["score"] = done["right"].astype(float) / done["total"]
    scores = done.drop_duplicates(["enrolment_id", "kind"], keep="last").pivot(
        index="enrolment_id", columns="kind", values="score"
    )
    frame = frame.merge(scores, left_on="id", right_index=True, how="left")
    frame["presence"] = frame["presence"].astype(float)
    return frame


def check(row: Row, frame: pd.DataFrame, of: Made) -> None:
    """Everything that is shown of one row."""
    came = frame[frame["presence"] > 0]
    people = came.drop_duplicates("contact_id")
    tested = {one["id"] for one in of.rows["courses"] if one["assessment"]}
    taken = came[came["course_id"].isin(tested)]
    certified = {one["enrolment_id"] for one in of.rows["certificates"] if one["revoked_at"] is None}
    marginalised = people["group"].isin(["sc", "st", "obc", "minority"])
    wanted: dict[str, int] = {
        "people": len(people), "came": len(came), "absent": int((frame["presence"] == 0).sum()),
        "not_taken": int(frame["presence"].isna().sum()), "women_led": int((people["women_led"] == True).sum()),  # noqa: E712
        "not_women_led": int((people["women_led"] == False).sum()),  # noqa: E712
        "women_led_unsaid": int(people["women_led"].isna().sum()), "marginalised": int(marginalised.sum()),
        "not_marginalised": int((people["group"] == "none").sum()), "group_unsaid": int(people["group"].isna().sum()),
        "certified": int(came["id"].isin(certified).sum()), "not_tested": int(taken["post"].isna().sum()),
        **{group: int((people["group"] == group).sum()) for group in ("sc", "st", "obc", "minority")},
    }  # fmt: skip
    for name, number in wanted.items():
        shown = row.counts[name]
        assert shown == number or (shown is None), name
        assert shown is None or not 0 < shown < 5, name
    if row.presence is not None:
        assert row.presence == pytest.approx(came["presence"].mean())
    if row.shares["women_led"] is not None:
        assert row.shares["women_led"] == pytest.approx((people["women_led"].dropna() == True).mean())  # noqa: E712
    both = came.dropna(subset=["pre", "post"])
    late = came.dropna(subset=["post", "late"])
    if gain := row.learning.get("gain"):
        pre, post = both["pre"].mean(), both["post"].mean()
        assert (gain.people, gain.value) == (len(both), pytest.approx((post - pre) / (1 - pre)))
        assert row.learning["pre"].value == pytest.approx(pre) and row.learning["post"].value == pytest.approx(post)
    if kept := row.learning.get("retention"):
        assert (kept.people, kept.value) == (len(late), pytest.approx(late["late"].mean() / late["post"].mean()))
    answers = {one["enrolment_id"]: one["answers"] for one in of.rows["feedback"]}
    for name, figure in row.feedback.items():
        given = np.array([answers[key][name] for key in came["id"] if name in answers.get(key, {})])
        half = 1.959964 * given.std(ddof=1) / np.sqrt(len(given))
        assert (figure.people, figure.value) == (len(given), pytest.approx(given.mean()))
        if figure.low is not None and len(given) > 200:
            assert figure.low == pytest.approx(given.mean() - half, abs=0.01)


@pytest.mark.parametrize(("people", "sessions", "seed"), [(900, 24, 1), (70, 24, 2), (300, 40, 3)])
def test_every_number_is_the_one_of_pandas(database: Database, people: int, sessions: int, seed: int) -> None:
    of = made(database, people, sessions, seed)
    frame, shown = places(of), card(database, of)
    check(shown.whole, frame, of)
    for rows, column in zip((shown.agencies, shown.courses, shown.districts), HELD, strict=True):
        assert {row.id for row in rows} >= set(frame[column])
        for row in rows:
            check(row, frame[frame[column] == row.id], of)
    came = frame[frame["presence"] > 0].groupby("session_id").size()
    codes = {one["code"]: one["id"] for one in of.rows["sessions"]}
    for one in shown.sessions:
        number = int(came.get(codes[one.code], 0))
        assert one.came in (None, number) and (one.status == "held" or one.came is None)
        assert one.reached is (number >= 20 if one.status == "held" else None)
    statuses = pd.Series([one["status"] for one in of.rows["sessions"]])
    assert shown.whole.held == (statuses == "held").sum() == sum(row.held for row in shown.districts)
    assert shown.whole.cancelled == (statuses == "cancelled").sum()
    assert shown.whole.reached == int((came >= 20).sum())
    assert (shown.whole.planned, shown.whole.people_planned) == (75, 1500)
    tasks = pd.DataFrame(of.rows["tasks"]).groupby(["kind", "status"]).size()
    for kind, outcome, number in shown.sent:
        assert number in (None, tasks[kind, outcome.partition(":")[0]])
    if people == 900:
        assert all(row.learning["gain"].low is not None for row in shown.agencies)
        assert shown.whole.counts["gave_up"] == (pd.DataFrame(of.rows["enrolments"]).query("reason == 'self'").shape[0])


def test_the_rest_adds_up_where_all_is_shown(database: Database) -> None:
    of = made(database, 1500, 24, 4)
    shown = card(database, of)
    counts: Any = shown.whole.counts
    assert counts["people"] == counts["women_led"] + counts["not_women_led"] + counts["women_led_unsaid"]
    assert sum(row.counts["came"] or 0 for row in shown.courses) == counts["came"]
    assert sum(number for _, _, number in shown.days) == counts["came"]
    assert sum(number for _, number, _ in shown.days) == shown.whole.held


def test_no_small_number_is_shown_or_can_be_had_by_taking_away(database: Database) -> None:
    """Two sessions with 3 places each: whoever adds up the others of the course or the district must not find them."""
    of = made(database, 400, 24, 5, sizes=(3,))
    frame, shown = places(of), card(database, of)
    came = frame[frame["presence"] > 0].groupby("session_id").size()
    by_code = {one["code"]: one for one in of.rows["sessions"]}
    few = [one for one in shown.sessions if 0 < came.get(by_code[one.code]["id"], 0) < 5]
    assert few and all(one.came is None for one in few)
    totals = {row.code: row.counts["came"] for row in (*shown.courses, *shown.districts)}
    for one in few:
        for name in (one.course, one.district):
            others = [each for each in shown.sessions if name in (each.course, each.district) and each is not one]
            hidden = [each for each in others if each.status == "held" and each.came is None]
            assert hidden or totals[name] is None


def test_an_official_sees_the_sessions_of_their_districts(database: Database) -> None:
    of = made(database, 600, 24, 6)
    frame = places(of)
    officer = Officer("a" * 32, "A. Roy", frozenset({"malda", "nadia"}), frozenset({"training"}))
    shown = card(database, of, officer)
    assert shown.restricted and {one.district for one in shown.sessions} == {"malda", "nadia"}
    assert {row.id for row in shown.districts} == {"malda", "nadia"}
    check(shown.whole, frame[frame["district"].isin(["malda", "nadia"])], of)
    assert shown.whole.planned is None and all(row.planned is None for row in shown.agencies)
    own = [one for one in of.rows["sessions"] if one["district"] in ("malda", "nadia") and one["status"] == "held"]
    assert shown.milestones[-1].sessions == len(own)
    tasks = sum(number or 0 for _, _, number in shown.sent)
    assert 0 < tasks < len(of.rows["tasks"])
    with pytest.raises(Forbidden):
        card(database, of, Officer("b" * 32, "B. Das", None, frozenset({"export"})))
    nothing = card(database, of, Officer("c" * 32, "C. Sen", frozenset({"bankura"}), frozenset({"training"})))
    assert (nothing.sessions, nothing.agencies, nothing.whole.counts["people"]) == ((), (), 0)


def test_people_who_took_their_consent_back_are_not_counted_by_group(database: Database) -> None:
    of = made(database, 1500, 12, 7)
    before = card(database, of).whole.counts
    with database.session() as db:  # invented people have nothing to agree to
        db.execute(update(Contact).values(channel=NOWHERE))
    after = card(database, of).whole.counts
    assert before["people"] == after["people"]
    assert (before["women_led"] or 0) < (after["women_led"] or 0)
    assert (after["women_led_unsaid"] or 0) < (before["women_led_unsaid"] or 0)


def test_milestones_lie_on_a_straight_line_by_month(database: Database) -> None:
    shown = card(database, made(database, 20, 6, 8))
    assert [str(one.day) for one in shown.milestones] == ["2026-08-31", "2026-09-30", "2026-10-31", "2026-11-30"]
    assert [one.sessions for one in shown.milestones] == [19, 38, 57, 75]
    assert [one.people for one in shown.milestones] == [19 * 20, 38 * 20, 57 * 20, 1500]


def test_which_programme(database: Database) -> None:
    with database.session() as db, pytest.raises(BadProgramme, match="none yet"):
        find(db)
    first = made(database, 5, 2, 9)
    with database.session() as db:
        assert find(db).id == first.programme
        made_code = find(db).code
    second = made(database, 5, 2, 10)
    with database.session() as db:
        with pytest.raises(BadProgramme, match=made_code):
            find(db)
        assert find(db, made_code).id == first.programme
        with pytest.raises(BadProgramme, match="no programme X"):
            find(db, "X")
        db.get_one(Programme, second.programme).sample = True
        db.flush()
        assert find(db).id == first.programme


def test_a_programme_without_sessions_has_a_scorecard(database: Database) -> None:
    of = made(database, 5, 2, 11)
    with database.session() as db:
        for one in db.query(TrainingSession):
            db.delete(one)
    shown = card(database, of)
    assert (shown.whole.held, shown.whole.counts["people"], shown.days, shown.sent) == (0, 0, (), ())
    assert scorecard_files.as_data(shown)["whole"]["learning"] == {}


def test_3000_people_and_60_sessions_take_few_queries(database: Database) -> None:
    of = made(database, 3000, 60, 12)
    queries: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *args: queries.append(args[2]))
    shown = card(database, of)
    assert shown.whole.counts["people"] and shown.whole.counts["people"] > 1500
    assert len(queries) < 20
