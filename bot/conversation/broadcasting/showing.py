"""How broadcasts are shown in the chat: the preview with whom it reaches, and how far one is that runs."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from decimal import ROUND_CEILING, Decimal
from typing import Any, Final, cast

from bot.broadcasts import drafts, reach, record, running
from bot.broadcasts.drafts import Broadcast, Draft, Problem, goes_in
from bot.broadcasts.messages import ParametersError, outgoing
from bot.broadcasts.reach import Reach
from bot.broadcasts.running import Progress
from bot.conversation.broadcasting.commands import FLOW, HOME
from bot.conversation.broadcasting.talk import Talk, Work
from bot.conversation.engine import Say
from bot.knowledge.library import Content
from bot.knowledge.model import Language
from bot.language import LANGUAGE_NAMES, LANGUAGES

_NAMED: Final = 4
"""Districts that are named one by one."""
_CHANNELS: Final = ("telegram", "whatsapp", "web")
_STATES: Final = ("queued", "paused", "sent", "delivered", "read", "failed", "withheld", "expired", "unknown")


def part(key: str, **values: Any) -> dict[str, Any]:
    """A message within a message."""
    return {"key": key, "values": values}


def act(title: str, payload: str, **values: Any) -> dict[str, Any]:
    """A button."""
    return {"title": title, "payload": payload, "values": values}


def tongue(language: str) -> dict[str, Any]:
    """What a language is called."""
    return {"said": LANGUAGE_NAMES[cast(Language, language)]}


def where(districts: Collection[str] | None) -> dict[str, Any]:
    """The districts, or the whole state."""
    if districts is None:
        return part("bc_whole_state")
    if not districts or len(districts) > _NAMED:
        return part("bc_districts", count=len(districts))
    *others, named = ({"choice": f"district.{one.replace('-', '_')}"} for one in sorted(districts))
    for one in reversed(others):
        named = part("bc_and", one=one, more=named)
    return named


def preview(talk: Talk, work: Work) -> Say:
    """The draft as people will read it, whom it reaches and what it costs, with hand in, change and drop. What is still
    wrong with it instead, if it cannot be handed in."""
    one = work.one
    change = act("bc_change", f"{FLOW}:{work.short}:change")
    drop = act("bc_drop", f"{FLOW}:drop:{one.id}:{one.version}")
    found = drafts.problems(talk.content, work.draft, talk.terms.capabilities)
    if found:
        return Say("bc_unready", {"lines": [wrong(each) for each in found[:4]], "acts": [change, drop]})
    hand = act("bc_hand_in", f"{FLOW}:hand:{one.id}:{one.version}")
    return Say("bc_preview", {**body(talk.content, one), **_reached(talk, one), "acts": [hand, change, drop]})


def wrong(problem: Problem) -> dict[str, Any]:
    """What is wrong, in a sentence."""
    kinds = ("long", "template_long", "not_one_message", "place", "marks", "lines", "https", "empty")
    key = problem.key if problem.key in kinds else "other"
    if key in ("template_long", "not_one_message"):
        key = "long"
    values = {"length": problem.values.get("length", ""), "limit": problem.values.get("limit", "")}
    return part(f"bc_bad_{key}", **values, name=str(problem.values.get("name", "")))


def body(content: Content, one: Broadcast) -> dict[str, Any]:
    """The words of a broadcast in each language, who speaks and to whom."""
    draft = one.draft
    reached = goes_in(draft)
    written = list(dict.fromkeys(reached.values()))
    parts = [_in(content, draft, language) for language in written]
    parts += [
        part("bc_stands_in", reader=tongue(reader), tongue=tongue(into))
        for reader, into in reached.items() if reader != into
    ]  # fmt: skip
    sender = {language: draft.sender.get(reached.get(language, language), "") for language in LANGUAGES}
    return {
        "parts": parts, "sender": {"said": sender}, "whom": whom(draft, one.districts),
        "template": _on_whatsapp(content, draft, written), "file": part("bc_file") if draft.upload_id else "",
    }  # fmt: skip


def whom(draft: Draft, districts: Collection[str] | None) -> dict[str, Any]:
    """To whom it goes."""
    place = where(districts)
    groups = draft.segment.get("any") or []
    if not groups:
        return part("bc_whom_all", where=place)
    conditions = groups[0].get("all") or []
    if len(groups) == 1 and len(conditions) == 1 and not conditions[0].get("not") and len(conditions[0]["values"]) == 1:
        field, value = conditions[0]["field"], conditions[0]["values"][0]
        if field == "trade":
            return part("bc_whom_trade", trade={"trade": value}, where=place)
        if field == "course":
            return part("bc_whom_course", course=value, where=place)
    return part("bc_whom_group", where=place)


def estimated(one: Broadcast) -> dict[str, Any]:
    """Whom it reached, and what it would cost, when it was handed in."""
    kept = one.estimate
    return _counts(
        int(kept.get("goes", kept.get("total", 0))), kept.get("by_language") or {}, kept.get("by_channel") or {},
        kept.get("left_out") or {}, Decimal(str(kept.get("cost", "0"))),
    )  # fmt: skip


def progress(talk: Talk, one: Broadcast) -> Say:
    """How far a broadcast is, with what can be done about it."""
    found = running.progress(talk.db, talk.officer, one.id)
    acts = [act("bc_look", f"{FLOW}:see:{one.id}")]
    if talk.writes and one.status in (record.SENDING, record.PAUSED):
        name = "pause" if one.status == record.SENDING else "resume"
        acts = [
            act(f"bc_{name}", f"{FLOW}:{name}:{one.id}"), act("bc_stop", f"{FLOW}:stop:{one.id}"), *acts,
        ]  # fmt: skip
    elif talk.writes and one.status in (record.WAITING, record.APPROVED) and one.campaign_id is None:
        acts = [act("bc_take_back", f"{FLOW}:back:{one.id}:{one.version}"), *acts]
    values = {"name": one.draft.name, "state": part(f"bc_status_{one.status}"), "lines": _numbers(found)}
    return Say("bc_progress", {**values, "done": found.settled, "of": found.recipients, "acts": [*acts, home()]})


def home() -> dict[str, Any]:
    """The button that leads to the list."""
    return act("bc_home", HOME)


def _numbers(found: Progress) -> list[dict[str, Any]]:
    numbers = {state: getattr(found, state) for state in _STATES}
    return [part(f"bc_count_{state}", count=number) for state, number in numbers.items() if number]


def _reached(talk: Talk, one: Broadcast) -> dict[str, Any]:
    draft, terms = one.draft, talk.terms
    found: Reach = reach.of_people(
        talk.db, running.people(talk.db, record.read(talk.db, talk.officer, one.id), talk.now), draft.topic,
        draft.template, goes_in(draft), terms.rules, terms.capabilities, talk.now,
        default_language=terms.default_language,
    )  # fmt: skip
    cost = reach.cost(found, terms.prices).total
    return _counts(found.goes, found.by_language, found.by_channel, found.left_out, cost)


def _counts(
    goes: int, languages: Mapping[str, int], channels: Mapping[str, int], left: Mapping[str, int], cost: Decimal
) -> dict[str, Any]:
    lines = [part("bc_goes", count=goes)]
    lines += [part("bc_count_line", name=tongue(one), count=number) for one, number in languages.items()]
    lines += [
        part("bc_count_line", name=part(f"bc_channel_{one}") if one in _CHANNELS else one, count=number)
        for one, number in channels.items()
    ]
    if left:
        lines.append(part("bc_left_out", count=sum(left.values())))
        lines += [part(f"bc_left_{why}", count=number) for why, number in left.items()]
    return {"counts": lines, "cost": part("bc_cost", rupees=_rupees(cost)) if cost else ""}


def _rupees(sum_: Decimal) -> dict[str, Any]:
    return {"rupees": int(sum_.to_integral_value(ROUND_CEILING))}


def _in(content: Content, draft: Draft, language: Language) -> dict[str, Any]:
    message = outgoing(content, _free(draft), language)
    link = part("bc_shown_link", title=message.link[0], url=message.link[1]) if message.link else ""
    buttons = [part("bc_shown_button", title=one.title) for one in message.buttons]
    return part("bc_shown", tongue=tongue(language), text=message.text, link=link, buttons=buttons)


def _on_whatsapp(content: Content, draft: Draft, written: list[Language]) -> dict[str, Any] | str:
    """What WhatsApp shows to whoever has not written for a day: the template around the words."""
    template = content.templates.get(draft.template)
    if template is None:
        return ""
    said = {}
    for language in written:
        try:
            call = outgoing(content, draft, language).template
        except ParametersError:
            continue
        if call is not None:
            said[language] = template.body(language, call.parameters).strip()
    return part("bc_shown_template", text={"said": said}) if said else ""


def _free(draft: Draft) -> Draft:
    return replace(draft, template="")
