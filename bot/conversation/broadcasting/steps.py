"""The questions of a broadcast one by one, each with its buttons, and what typed words answer."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any, Final, cast

from bot.broadcasts import segments
from bot.broadcasts.checks import problems
from bot.broadcasts.drafts import Draft, goes_in
from bot.broadcasts.segments import Condition, Definition, Group
from bot.conversation.broadcasting import showing
from bot.conversation.broadcasting.commands import FLOW
from bot.conversation.broadcasting.showing import act, tongue
from bot.conversation.broadcasting.talk import Talk, Work, write
from bot.conversation.engine import Say
from bot.knowledge.library import Content
from bot.knowledge.model import Language
from bot.language import LANGUAGES, for_matching
from bot.services.training import office

TYPED: Final = "typed"
"""As in `bot.conversation.reply`: a number is part of the answer, no choice."""
MOST: Final = 6
"""Courses and segments that are offered as buttons."""
NAME: Final = 60
"""Characters of the text that become the name of the broadcast."""
_YEAR: Final = dt.timedelta(days=365)


def following(talk: Talk, work: Work) -> Say:
    """The next open question; when all are answered, the preview."""
    if "sender" not in work.done:
        return ask(talk, work, "sender")
    if not goes_in(work.draft).get(talk.own):
        return ask(talk, work, "text", talk.own)
    for language in LANGUAGES:
        if language not in goes_in(work.draft):
            return ask(talk, work, "text", language)
    for step in ("people", "link"):
        if step not in work.done:
            return ask(talk, work, step)
    return showing.preview(talk, work)


def ask(talk: Talk, work: Work, step: str, value: str = "") -> Say:
    """Puts a question again or for the first time. `value`: of a text, the language."""
    match step:
        case "sender":
            waits = {"hears": f"{FLOW}:sender", TYPED: True}
            name = {"said": office_name(talk)}
            return Say("bc_sender", {"name": name, "acts": [_act(work, "bc_own_office", "sender")], **waits})
        case "text":
            return _ask_text(talk, work, cast(Language, value))
        case "people":
            return _ask_people(talk, work)
        case "trade":
            acts = [_act(work, "bc_back", "ask", "people")]
            return Say("bc_trade", {"hears": f"{FLOW}:trade", TYPED: True, "acts": acts})
        case "course":
            return _ask_course(talk, work)
        case "saved":
            return _ask_saved(talk, work)
        case "link":
            acts = [_act(work, "bc_no_link", "link")]
            return Say("bc_link", {"hears": f"{FLOW}:link", TYPED: True, "acts": acts})
    return following(talk, work)


def chosen(talk: Talk, work: Work, step: str, value: str) -> Say | None:
    """A button of a question was pressed; None: there is none such."""
    draft = work.draft
    match step:
        case "ask":
            what, _, more = value.partition("-")
            return ask(talk, work, what, more)
        case "change":
            return change(talk, work)
        case "sender":
            return following(talk, write(talk, work, "sender", sender=office_name(talk)))
        case "same" if value in LANGUAGES and (text := draft.texts.get(talk.own, "")):
            return following(talk, write(talk, work, **_texts(draft, value, text)))
        case "fill":
            reader, _, other = value.partition("-")
            if reader not in LANGUAGES or other == reader or not draft.texts.get(other, "").strip():
                return following(talk, work)
            texts = {one: text for one, text in draft.texts.items() if one != reader}
            fills = {one: into for one, into in draft.fills.items() if into != reader} | {reader: other}
            return following(talk, write(talk, work, texts=texts, fills=fills))
        case "all":
            return following(talk, write(talk, work, "people", segment={}))
        case "course":
            return _to(talk, work, "course", value)
        case "saved":
            listed = {one.id: one for one in segments.saved(talk.db, talk.officer)}
            if value not in listed:
                return ask(talk, work, "people")
            return following(talk, write(talk, work, "people", segment=segments.dumped(listed[value].definition)))
        case "link":
            return following(talk, write(talk, work, "link", link={}))
    return None


def heard(talk: Talk, work: Work, what: str, about: str, text: str) -> Say | None:
    """Typed words that answer a question."""
    text = text.strip()
    match what:
        case "sender":
            line = " ".join(text.split())
            tried = replace(_whole(work.draft, talk.own), sender={str(one): line for one in LANGUAGES})
            if (wrong := _wrong(talk, tried, "sender")) is not None:
                return _again(ask(talk, work, "sender"), wrong)
            return following(talk, write(talk, work, "sender", sender=tried.sender))
        case "text" if about in LANGUAGES:
            return _text(talk, work, about, text)
        case "trade":
            found = trade(talk.content, text)
            if found is None:
                return _again(ask(talk, work, "trade"), showing.part("bc_trade_unknown"))
            return _to(talk, work, "trade", found)
        case "course":
            return _to(talk, work, "course", text.upper())
        case "link":
            title = {one: talk.content.messages["bc_link_title"].text[one].strip() for one in LANGUAGES}
            link = {"url": text if "://" in text else f"https://{text}", "title": title}
            if (wrong := _wrong(talk, replace(_whole(work.draft, talk.own), link=link), "link")) is not None:
                return _again(ask(talk, work, "link"), wrong)
            return following(talk, write(talk, work, "link", link=link))
    return None


def change(talk: Talk, work: Work) -> Say:
    """What can be changed, as buttons."""
    acts = [_act(work, "bc_change_text", "ask", f"text-{one}", tongue=tongue(one)) for one in LANGUAGES]
    for name in ("people", "link", "sender"):
        acts.append(_act(work, f"bc_change_{name}", "ask", name))
    return Say("bc_change", {"acts": acts})


def office_name(talk: Talk) -> dict[str, str]:
    """Who speaks if nobody says otherwise: the MSME office of the one district, or of the state."""
    districts = sorted(talk.officer.districts or ())
    key = f"district.{districts[0].replace('-', '_')}" if len(districts) == 1 else ""
    choice = talk.content.choices.get(key)
    if choice is None:
        return {one: talk.content.messages["bc_office_state"].text[one].strip() for one in LANGUAGES}
    text = talk.content.messages["bc_office"].text
    return {one: text[one].strip().format(district=choice.title[one]) for one in LANGUAGES}


def trade(content: Content, typed: str) -> str | None:
    """The trade that is meant; None: nobody can say which."""
    wanted = for_matching(typed).strip()
    for one in content.trade_list.values():
        if wanted and wanted in {for_matching(one.id), *(for_matching(one.name[each]) for each in LANGUAGES)}:
            return one.id
    found = content.trades.find(typed, expected=True) if content.trades is not None else []
    return found[0].trades[0] if len(found) == 1 and len(found[0].trades) == 1 else None


# ---- Questions


def _ask_text(talk: Talk, work: Work, language: Language) -> Say:
    waits = {"hears": f"{FLOW}:text:{language}", TYPED: True}
    if language == talk.own:
        return Say("bc_text", {"tongue": tongue(language), "acts": [], **waits})
    acts = []
    if work.draft.texts.get(talk.own, "").strip():
        acts.append(_act(work, "bc_same", "same", language))
    for other in LANGUAGES:
        if other != language and work.draft.texts.get(other, "").strip():
            acts.append(_act(work, f"bc_get_{other}", "fill", f"{language}-{other}"))
    return Say("bc_text_other", {"tongue": tongue(language), "acts": acts, **waits})


def _ask_people(talk: Talk, work: Work) -> Say:
    acts = [_act(work, "bc_to_all", "all"), _act(work, "bc_to_trade", "ask", "trade")]
    if talk.officer.may(office.RIGHT):
        acts.append(_act(work, "bc_to_course", "ask", "course"))
    if segments.saved(talk.db, talk.officer):
        acts.append(_act(work, "bc_to_saved", "ask", "saved"))
    return Say("bc_people", {"where": showing.where(talk.officer.districts), "acts": acts})


def _ask_course(talk: Talk, work: Work) -> Say:
    back = _act(work, "bc_back", "ask", "people")
    if not talk.officer.may(office.RIGHT):
        return ask(talk, work, "people")
    courses: dict[str, dict[str, str]] = {}
    for held in office.listed(talk.db, talk.officer, talk.now - _YEAR, limit=100):
        courses.setdefault(held.upcoming.course.code, held.upcoming.course.title)
    shown = list(courses.items())[-MOST:]
    lines = [
        {"key": "bc_line", "values": {"number": number, "name": {"said": title}}}
        for number, (_, title) in enumerate(shown, 1)
    ]  # fmt: skip
    if not shown:
        return Say("bc_course_none", {"acts": [back]})
    acts = [_act(work, "bc_number", "course", code, number=number) for number, (code, _) in enumerate(shown, 1)]
    return Say("bc_course", {"lines": lines, "acts": [*acts, back]})


def _ask_saved(talk: Talk, work: Work) -> Say:
    shown = sorted(segments.saved(talk.db, talk.officer), key=lambda one: one.updated_at)[-MOST:]
    lines = [{"key": "bc_line", "values": {"number": n, "name": one.name}} for n, one in enumerate(shown, 1)]
    acts = [_act(work, "bc_number", "saved", one.id, number=number) for number, one in enumerate(shown, 1)]
    return Say("bc_saved", {"lines": lines, "acts": [*acts, _act(work, "bc_back", "ask", "people")]})


# ---- Answers


def _text(talk: Talk, work: Work, language: Language, text: str) -> Say:
    before = work.draft.texts.get(language, "")
    wrong = _wrong(talk, _whole(replace(work.draft, texts={**work.draft.texts, language: text}), language), "texts")
    if not text or wrong is not None:
        return _again(ask(talk, work, "text", language), wrong or showing.part("bc_bad_empty"))
    changed = _texts(work.draft, language, text)
    if language == talk.own:
        changed["name"] = _name(text)
        # Where the same words were chosen for another language, they stay the same.
        changed["texts"] |= {one: text for one, said in work.draft.texts.items() if said == before and before}
    return following(talk, write(talk, work, **changed))


def _texts(draft: Draft, language: str, text: str) -> dict[str, Any]:
    fills = {one: other for one, other in draft.fills.items() if one != language}
    return {"texts": {**draft.texts, language: text}, "fills": fills}


def _name(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= NAME else line[:NAME].rsplit(" ", 1)[0] + "…"


def _to(talk: Talk, work: Work, field: Any, value: str) -> Say:
    try:
        condition = Condition.model_validate({"field": field, "values": [value]})
    except ValueError:
        return ask(talk, work, "people")
    segment = segments.dumped(Definition(any=[Group(all=[condition])]))
    return following(talk, write(talk, work, "people", segment=segment))


def _whole(draft: Draft, language: Language) -> Draft:
    """As if all people got the text of one language, and nothing else were open: what is wrong then is wrong with
    this."""
    text = draft.texts.get(language, "") or "…"
    fills: dict[str, str] = {one: language for one in LANGUAGES if one != language}
    sender: dict[str, str] = {one: draft.sender.get(one) or "…" for one in LANGUAGES}
    return replace(draft, name="…", texts={language: text}, fills=fills, sender=sender)


def _wrong(talk: Talk, draft: Draft, field: str) -> dict[str, Any] | None:
    """The first thing that is wrong with a field, as a part of a message."""
    found = problems(talk.content, draft, talk.terms.capabilities)
    return next((showing.wrong(one) for one in found if one.field.partition(".")[0] == field), None)


def _again(question: Say, why: dict[str, Any]) -> Say:
    return Say("bc_wrong", {**question.values, "why": why})


def _act(work: Work, title: str, step: str, value: str = "", **values: Any) -> dict[str, Any]:
    """A button of this draft alone."""
    return act(title, f"{FLOW}:{work.short}:{step}" + (f":{value}" if value else ""), **values)
