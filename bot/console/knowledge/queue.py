"""Unanswered questions in groups: make some the examples of a topic, begin a new topic with them, or dismiss them."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence
from typing import Annotated, Any, Final

import yaml
from fastapi import APIRouter, Query, Response
from pydantic import TypeAdapter, ValidationError

from bot.clock import INDIA
from bot.console.guard import visitor
from bot.console.knowledge import labels, typed, work
from bot.console.lists import LENGTH, Page
from bot.console.site import Site
from bot.console.visit import Visit
from bot.console.words import N_
from bot.knowledge.model import AREAS, ASPECTS, REGISTERS, Area, TopicId
from bot.knowledge.rewriting import parsed, rewrite
from bot.knowledge.skeleton import skeleton
from bot.services import content_desk, gap_queue
from bot.services.content_desk import NoDraft, TooLong
from bot.services.gap_groups import Group, Grouping, Question

SHOWN: Final = 60
"""Wordings of a group on its page, the most frequent."""
QUESTION_LIMIT: Final = 300
_PATIENCE: Final = 0.1
"""Seconds that a page waits for the groups."""
NONE_CHOSEN = N_("Choose at least one question.")


class _Queue:
    """The groups, kept from one page to the next; a lock, since pages come at the same time. Putting thousands of
    questions into groups takes seconds: a page does not wait for it, nor does the database."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._grouping, self._stamp = Grouping(), (-1, -1)
        self._groups: list[Group] = []
        self._work: asyncio.Task[list[Group]] | None = None

    async def shown(self, visit: Visit) -> tuple[list[Group], bool]:
        """The groups, and whether they are those of now: while they are being made, those of before, or each question
        by itself, the latest first."""
        stamp = await visit.run(gap_queue.stamp, visit.officer)
        if stamp == self._stamp:
            return self._groups, True
        questions = await visit.run(gap_queue.waiting, visit.officer)
        if self._work is None or self._work.done():
            self._work = asyncio.create_task(asyncio.to_thread(self._take, stamp, questions))
        done, _ = await asyncio.wait({self._work}, timeout=_PATIENCE)
        if done and stamp == self._stamp:
            return self._groups, True
        there = {one.id for one in questions}
        before = [group for group in self._groups if there.issuperset(one.id for one in group.questions)]
        return before or [Group([one]) for one in reversed(questions)], False

    def _take(self, stamp: tuple[int, int], questions: list[Question]) -> list[Group]:
        with self._lock:
            if stamp != self._stamp:
                self._groups, self._stamp = self._grouping.take(questions), stamp
            return self._groups

    def one(self, session: Any, visit: Visit, number: int) -> Group | None:
        """The group that a question is in, as it is now."""
        stamp = gap_queue.stamp(session, visit.officer)
        known = stamp == self._stamp
        groups = self._groups if known else self._take(stamp, gap_queue.waiting(session, visit.officer))
        return _holding(groups, number)


def _holding(groups: Sequence[Group], number: int) -> Group | None:
    return next((group for group in groups if any(one.id == number for one in group.questions)), None)


def router(site: Site) -> APIRouter:
    """The pages."""
    routes = APIRouter()
    queue = _Queue()
    folder = site.settings.content_dir

    @routes.get("/knowledge/questions")
    async def listed(
        q: Annotated[str, Query(max_length=80)] = "",
        language: Annotated[str, Query(pattern=r"^(en|bn|hi)?$")] = "",
        kind: Annotated[str, Query(pattern=r"^(unclear|choices|declined|no_aspect)?$")] = "",
        after: Annotated[str, Query(pattern=r"^\d{0,10}$")] = "",
        visit: Visit = visitor(site, "content"),
    ) -> Response:
        every, ready = await queue.shown(visit)
        found = [group for group in every if _wanted(group, q, language, kind)]
        start = next((at + 1 for at, group in enumerate(found) if str(group.id) == after), 0)
        shown = found[start : start + LENGTH]
        page = Page(shown, str(shown[-1].id) if start + LENGTH < len(found) else "", bool(start))
        asked = sum(len(group.questions) for group in found)
        return visit.page(
            "knowledge/questions.html", page=page, q=q, language_asked=language, kind=kind, groups=len(found),
            asked=asked, ready=ready, may_write=not visit.officer.reads,
            titles={one: labels.title(site.content, one, visit.language) for group in shown for one in group.guesses()},
            **_names(visit),
        )  # fmt: skip

    @routes.get("/knowledge/questions/{number}")
    async def group(number: work.Number, visit: Visit = visitor(site, "content")) -> Response:
        return await _page(visit, queue, number)

    @routes.post("/knowledge/questions/{number}/example")
    async def example(number: work.Number, visit: Visit = visitor(site, "content")) -> Response:
        chosen, errors = _chosen(visit)
        topic, aspect = str(visit.form.get("topic", "")), str(visit.form.get("aspect", ""))
        known = site.content.topics.get(topic)
        if known is None:
            errors["topic"] = visit.say(N_("Choose a topic from the list."))
        elif aspect not in known.aspects:
            errors["aspect"] = visit.say(
                N_("This topic has no answer to that. Choose another, or write the answer first.")
            )
        if errors or known is None:
            return await _page(visit, queue, number, errors)
        path = f"{known.area}/{known.id}.yml"

        def act(session: Any) -> None:
            at_work = content_desk.working(session, visit.officer, folder, path)
            body = _with_examples(at_work.text, aspect, chosen)
            content_desk.save(session, visit.officer, folder, path, body, at_work.seen, visit.now)
            ids = _ids(queue.one(session, visit, number), chosen)
            gap_queue.handle(session, visit.officer, ids, "example", visit.now, known.id)

        try:
            await visit.run(act)
        except (NoDraft, TooLong, yaml.YAMLError):
            return await _page(visit, queue, number, {"topic": visit.say(work.UNREADABLE)})
        said = N_("Added to the draft of %(topic)s. Look at it and publish; the engine learns them afterwards.")
        return await visit.go(
            f"/knowledge/{known.area}/{known.id}/changes", visit.say(said, topic=known.title[visit.language])
        )

    @routes.post("/knowledge/questions/{number}/topic")
    async def begin(number: work.Number, visit: Visit = visitor(site, "content")) -> Response:
        chosen, errors = _chosen(visit)
        name, area = str(visit.form.get("id", "")).strip(), _area(str(visit.form.get("area", "")))
        errors |= _new_errors(visit, name, area)
        if errors or area is None:
            return await _page(visit, queue, number, errors)
        path = f"{area}/{name}.yml"

        def act(session: Any) -> None:
            text = skeleton(name, area, visit.now.astimezone(INDIA).date())
            content_desk.save(session, visit.officer, folder, path, _with_examples(text, "what", chosen), "", visit.now)
            ids = _ids(queue.one(session, visit, number), chosen)
            gap_queue.handle(session, visit.officer, ids, "topic", visit.now, name)

        try:
            await visit.run(act)
        except content_desk.Outdated:
            return await _page(visit, queue, number, {"id": visit.say(N_("There is such a topic already."))})
        return await visit.go(
            f"/knowledge/{area}/{name}/edit/about", visit.say(N_("A draft was begun. Write what is empty."))
        )

    @routes.post("/knowledge/questions/{number}/dismiss")
    async def dismiss(number: work.Number, visit: Visit = visitor(site, "content")) -> Response:
        whole = visit.form.get("all") == "1"
        chosen, errors = ([], {}) if whole else _chosen(visit)
        if errors:
            return await _page(visit, queue, number, errors)

        def act(session: Any) -> int:
            group = queue.one(session, visit, number)
            ids = [q.id for q in group.questions] if whole and group else _ids(group, chosen)
            return gap_queue.handle(session, visit.officer, ids, "dismissed", visit.now)

        done = await visit.run(act)
        return await visit.go("/knowledge/questions", visit.say(N_("Dismissed: %(count)s."), count=done))

    @routes.get("/knowledge/new")
    async def new(visit: Visit = visitor(site, "content")) -> Response:
        return visit.page("knowledge/new.html", id="", area="", like="", errors={}, **_names(visit))

    @routes.post("/knowledge/new")
    async def create(visit: Visit = visitor(site, "content")) -> Response:
        name, area = str(visit.form.get("id", "")).strip(), _area(str(visit.form.get("area", "")))
        like = str(visit.form.get("like", ""))
        errors = _new_errors(visit, name, area)
        if not errors and area is not None:
            today = visit.now.astimezone(INDIA).date()
            text = skeleton(name, area, today, site.content.topics.get(like))
            path = f"{area}/{name}.yml"
            try:
                await visit.run(content_desk.save, visit.officer, folder, path, text, "", visit.now)
            except content_desk.Outdated:
                errors["id"] = visit.say(N_("There is such a topic already."))
        if errors:
            return visit.page(
                "knowledge/new.html", 422, id=name[:64], area=area or "", like=like, errors=errors, **_names(visit)
            )
        return await visit.go(
            f"/knowledge/{area}/{name}/edit/about", visit.say(N_("A draft was begun. Write what is empty."))
        )

    return routes


def _new_errors(visit: Visit, name: str, area: Area | None) -> dict[str, str]:
    errors: dict[str, str] = {}
    try:
        TypeAdapter(TopicId).validate_python(name)
    except ValidationError:
        errors["id"] = visit.say(N_("Small English letters, digits and single hyphens, at most 32: silk-loan."))
    if "id" not in errors and any(visit.site.settings.content_dir.glob(f"*/{name}.yml")):
        errors["id"] = visit.say(N_("There is such a topic already."))
    if area is None:
        errors["area"] = visit.say(N_("Choose an area."))
    return errors


def _area(text: str) -> Area | None:
    return next((area for area in AREAS if area == text), None)


def _chosen(visit: Visit) -> tuple[list[tuple[int, str, str]], dict[str, str]]:
    """The questions that are ticked: id of the wording, its text as the editor left it, register; and what is wrong."""
    chosen: list[tuple[int, str, str]] = []
    for value in visit.form.getlist("pick")[:SHOWN]:
        if not (isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 11):
            continue
        text = " ".join(typed.clean(str(visit.form.get(f"text.{value}", ""))).split())[:QUESTION_LIMIT]
        register = str(visit.form.get(f"register.{value}", ""))
        chosen.append((int(value), text, register if register in REGISTERS else "mixed"))
    return chosen, ({} if chosen else {"pick": visit.say(NONE_CHOSEN)})


def _ids(group: Group | None, chosen: Sequence[tuple[int, str, str]]) -> list[int]:
    """All questions of the chosen wordings, as far as they still wait."""
    wanted = {number for number, _, _ in chosen}
    if group is None:
        return sorted(wanted)
    same = {(q.text, q.register) for q in group.questions if q.id in wanted}
    return [q.id for q in group.questions if (q.text, q.register) in same]


def _with_examples(text: str, aspect: str, chosen: Sequence[tuple[int, str, str]]) -> str:
    """The document with these questions among its examples, none twice."""
    data = parsed(text)
    asked: Any = data.get("questions")
    questions = {key: dict(value) if isinstance(value, dict) else {} for key, value in (asked or {}).items()}
    there = {
        " ".join(str(one).casefold().split())
        for registers in questions.values() for examples in registers.values() for one in examples or ()
    }  # fmt: skip
    of_aspect = questions.setdefault(aspect, {})
    for _, question, register in chosen:
        if question and question.casefold() not in there:
            there.add(question.casefold())
            of_aspect[register] = [*(of_aspect.get(register) or ()), question]
    return rewrite(text, {**data, "questions": questions})


def _wanted(group: Group, q: str, language: str, kind: str) -> bool:
    if (language and language not in dict(group.count("language"))) or (kind and kind not in dict(group.count("kind"))):
        return False
    return not q or any(all(word in one.text.casefold() for word in q.casefold().split()) for one in group.questions)


async def _page(visit: Visit, queue: _Queue, number: int, errors: dict[str, str] | None = None) -> Response:
    found = _holding((await queue.shown(visit))[0], number)
    if found is None:
        return await visit.go("/knowledge/questions", visit.say(N_("These questions were handled already.")), "calm")
    form = {key: value for key, value in visit.form.items() if isinstance(value, str)}
    picked = set(visit.form.getlist("pick")) if form else set()
    wordings = found.wordings()
    guesses = [(name, visit.site.content.topics[name]) for name in found.guesses() if name in visit.site.content.topics]
    return visit.page(
        "knowledge/question.html", 422 if errors else 200, group=found, wordings=wordings[:SHOWN],
        more=max(0, len(wordings) - SHOWN), guesses=guesses, errors=errors or {}, form=form, picked=picked,
        may_write=not visit.officer.reads, **_names(visit),
    )  # fmt: skip


def _names(visit: Visit) -> dict[str, Any]:
    content, language = visit.site.content, visit.language
    topics = [(area, [(topic.id, topic.title[language]) for topic in content.in_area(area)]) for area in AREAS]
    return {
        "areas": labels.areas(content, language), "topics": topics, "letters": labels.LETTERS,
        "aspects": {key: name for key, name in labels.aspects(content, language).items() if key in ASPECTS},
        "registers": {key: visit.say(name) for key, name in labels.REGISTERS.items()},
        "kinds": {key: visit.say(name) for key, name in labels.KINDS.items()},
    }  # fmt: skip
