"""Mentors in the chat: what the best of a course and those who guide them are asked, and what they answer.

Names and numbers are said to both in one and the same moment, after both said yes to this one exchange.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, Final, cast

from sqlalchemy.orm import Session

from bot.conversation.engine import Say
from bot.conversation.surroundings import Surroundings
from bot.conversation.training.desk_words import act
from bot.db.models import Course, Mentor
from bot.services.matching import Land
from bot.services.mentoring import pairs, people, selection_run
from bot.services.mentoring.pairs import Said, Theirs
from bot.services.training import learners, spoken_code
from bot.services.training.plans import Schedule

FLOW: Final = "mentor"
HELPS: Final = "mentor_help"
"""Group of content/choices: what help can be wished for."""
_PRESSED: Final = re.compile(
    r"mentor:(?P<what>want|help|no|yes|not|check|end|mine)(?::(?P<id>[0-9a-f]{32}))?(?::(?P<rest>[a-z0-9_:]{1,20}))?"
)
_VERIFY: Final = re.compile(r"mentor:verify:(?P<code>[0-9A-Za-z-]{4,20})")
_SAYS_MORE: Final = 3  # words: less is no sentence


def fill(db: Session, contact_id: str, say: Say, now: dt.datetime, around: Surroundings) -> list[Say]:
    """For "my mentor": how it stands, on whichever side somebody is."""
    return overview(db, contact_id)


def overview(db: Session, contact_id: str) -> list[Say]:
    """How each of somebody's mentorships stands."""
    found = pairs.of_contact(db, contact_id)
    if found:
        return [standing(db, one) for one in found]
    if people.of_contact(db, contact_id) is not None:
        return [Say("mentor_nobody_yet")]
    return [Say("mentor_nothing", {"hears": f"{FLOW}:verify"})]


def pressed(db: Session, contact_id: str, payload: str, now: dt.datetime, around: Surroundings) -> Say | None:
    """Does what a button about mentors wants; None if it is none of these."""
    if (code := _VERIFY.fullmatch(payload)) is not None:
        return verify(db, contact_id, code["code"], now)
    match = _PRESSED.fullmatch(payload)
    if match is None:
        return None
    if match["what"] == "mine":
        return overview(db, contact_id)[0]
    one = pairs.theirs(db, contact_id, match["id"] or "")
    if one is None:
        return Say("mentor_over")
    rest = match["rest"] or ""
    match match["what"]:
        case "want":
            return which_help(one, around)
        case "help":
            wanted = rest if f"{HELPS}.{rest}" in around.content.choices else None
            done = wanted is not None and pairs.wish(db, one, wanted, now)
            return Say("mentor_noted", {"help": {"choice": f"{HELPS}.{wanted}"}}) if done else Say("mentor_over")
        case "no":
            return Say("mentor_declined" if pairs.wish(db, one, None, now) else "mentor_over")
        case "yes" | "not":
            return _answered(db, one, match["what"] == "yes", around, now)
        case "check":
            return _checked(db, one, rest, now)
        case "end":
            return Say("mentor_ended" if pairs.end(db, one, now) else "mentor_over")
    return None


def heard(db: Session, contact_id: str, hears: str, text: str, now: dt.datetime, around: Surroundings) -> Say | None:
    """A code, or a sentence after the question how it goes; None if the words are something else."""
    _, what, *about = hears.split(":")
    if what == "verify":
        return verify(db, contact_id, text, now) if spoken_code.read(text) is not None else None
    one = pairs.theirs(db, contact_id, about[0]) if len(about) == 2 else None
    # A question is for the assistant.
    if one is None or text.rstrip().endswith("?") or len(text.split()) < _SAYS_MORE:
        return None
    return Say("mentor_words_kept") if pairs.words(db, one, int(about[1]), text) else None


def verify(db: Session, contact_id: str, typed: str, now: dt.datetime) -> Say:
    """Whoever types the code of a mentor is that mentor from now on."""
    mentor = people.verify(db, contact_id, typed, now)
    if mentor is not None:
        return Say("mentor_welcome", {"count": mentor.capacity})
    if people.blocked(db, contact_id, now):
        return Say("desk_code_blocked")
    return Say("mentor_code_wrong", {"hears": f"{FLOW}:verify"})


def work(db: Session, around: Surroundings, now: dt.datetime) -> int:
    """Once a day: chooses the people of courses that are complete, takes silence for a no, and brings together who
    waits with mentors who have a place. How many are newly asked."""
    schedule = Schedule(around.content.reminders, around.rules)
    chosen = [selection_run.run(db, course, schedule, now) for course in selection_run.due(db, now)]
    pairs.silence(db, now)
    land = Land.of(around.content.trade_list, around.content.offices.values())
    return sum(len(one.made) for one in chosen) + len(pairs.match(db, land, schedule, now))


def standing(db: Session, one: Theirs) -> Say:
    """How a mentorship stands, with what can be done about it."""
    row = one.mentorship
    match row.status:
        case "chosen":
            return question(db, one)
        case "wanted":
            help_wanted: Any = {"choice": f"{HELPS}.{row.help}"} if row.help else ""
            leave = [act("mentor_end", f"mentor:end:{row.id}")]
            return Say("mentor_waiting", {"help": help_wanted, "acts": leave})
        case "matched":
            said = row.mentee_said if one.side == "mentee" else row.mentor_said
            return Say("mentor_waits_for_other") if said == "yes" else proposal(db, one)
    return introduction(db, one)


def question(db: Session, one: Theirs) -> Say:
    """Whether the chosen person wants a mentor."""
    row = one.mentorship
    title = db.get_one(Course, row.course_id).title
    acts = [act("mentor_yes", f"mentor:want:{row.id}"), act("mentor_no", f"mentor:no:{row.id}")]
    return Say("mentor_ask", {"title": {"said": title}, "acts": acts})


def which_help(one: Theirs, around: Surroundings) -> Say:
    """What help they want, of what mentors can be asked."""
    keys = [key for key in around.content.choices if key.startswith(f"{HELPS}.")]
    acts = [
        {"title": f"{HELPS}_{key.partition('.')[2]}", "values": {},
         "payload": f"mentor:help:{one.mentorship.id}:{key.partition('.')[2]}"}
        for key in keys
    ]  # fmt: skip
    return (
        Say("mentor_which_help", {"acts": acts})
        if one.mentorship.status in ("chosen", "wanted")
        else Say("mentor_over")
    )


def proposal(db: Session, one: Theirs) -> Say:
    """What fits, without name and number, and whether they agree."""
    row = one.mentorship
    sector, district = pairs.sector_and_district(db, row)
    about: dict[str, Any] = {
        "title": {"said": db.get_one(Course, row.course_id).title},
        "sector": {"choice": f"sector.{sector}"} if sector else "",
        "help": {"choice": f"{HELPS}.{row.help}"} if row.help else "",
        "district": {"choice": f"district.{district.replace('-', '_')}"} if district else "",
        "acts": [act("mentor_agree", f"mentor:yes:{row.id}"), act("mentor_refuse", f"mentor:not:{row.id}")],
    }
    if one.side == "mentor":
        return Say("mentor_proposal_mentor", about)
    mentor = one.mentor or Mentor(sectors=[], districts=[], helps=[])
    about["sectors"] = _together([f"sector.{name}" for name in mentor.sectors])
    about["districts"] = _together([f"district.{name.replace('-', '_')}" for name in mentor.districts])
    return Say("mentor_proposal_mentee", about)


def introduction(db: Session, one: Theirs) -> Say:
    """Name and number of the other; what is known of it, since not everybody has a number here."""
    row = one.mentorship
    end = {"acts": [act("mentor_end", f"mentor:end:{row.id}")]}
    if one.side == "mentee":
        mentor = one.mentor
        if mentor is None:
            return Say("mentor_over")
        return Say("mentor_introduced_mentee", {"name": mentor.name, "phone": _local(mentor.phone), **end})
    phone = pairs.phone_of(db, row.contact_id)
    name: Any = learners.known_name(db, row.contact_id) or {"key": "mentor_no_name", "values": {}}
    values: dict[str, Any] = {
        "name": name, "help": {"choice": f"{HELPS}.{row.help}"} if row.help else "",
        "phone": _local(phone) if phone else {"key": "mentor_they_call", "values": {}}, **end,
    }  # fmt: skip
    return Say("mentor_introduced_mentor", values)


def how_it_goes(one: Theirs, days: int) -> Say:
    """Three buttons; a sentence can follow."""
    acts = [act(f"mentor_{said}", f"mentor:check:{one.mentorship.id}:{days}:{said}") for said in pairs.SAID]
    return Say("mentor_check", {"days": days, "acts": acts})


def _answered(db: Session, one: Theirs, yes: bool, around: Surroundings, now: dt.datetime) -> Say:
    stands = pairs.answer(db, one, yes, Schedule(around.content.reminders, around.rules), now)
    match stands:
        case "introduced":
            # Both are told by the task that was planned; whoever pressed last need not wait for it.
            return Say("mentor_both_agreed")
        case "waiting":
            return Say("mentor_waits_for_other")
        case "again":
            return Say("mentor_other_looked_for" if one.side == "mentee" else "mentor_thanks")
    return Say("mentor_over")


def _checked(db: Session, one: Theirs, rest: str, now: dt.datetime) -> Say:
    days, _, said = rest.partition(":")
    if not days.isdecimal() or said not in pairs.SAID or not pairs.checked(db, one, int(days), cast(Said, said), now):
        return Say("mentor_over")
    row = one.mentorship
    key = "mentor_checked_none" if said == "none" else "mentor_checked"
    acts = [act("mentor_end", f"mentor:end:{row.id}")] if row.status == "introduced" else []
    return Say(key, {"hears": f"{FLOW}:words:{row.id}:{days}", "acts": acts})


def _together(keys: list[str]) -> Any:
    """Names of choices in one line."""
    if not keys:
        return ""
    first, *rest = keys
    if not rest:
        return {"choice": first}
    return {"key": "mentor_and", "values": {"first": {"choice": first}, "rest": _together(rest)}}


def _local(e164: str) -> str:
    return e164.removeprefix("+91")
