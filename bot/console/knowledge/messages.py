"""The sentences of the assistant itself: one at a time, in three languages, through the same drafts."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, HTTPException, Path, Query, Response

from bot.console.guard import visitor
from bot.console.knowledge import boxes, faults, typed, work
from bot.console.knowledge.boxes import Group
from bot.console.lists import LENGTH, Page
from bot.console.site import Site
from bot.console.visit import Visit
from bot.console.words import N_
from bot.knowledge.check_levels import placeholders
from bot.knowledge.rewriting import rewrite
from bot.services import content_desk, content_files
from bot.services.content_desk import Outdated

Key = Annotated[str, Path(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$", max_length=60)]
KEEP_NAMES = N_("The {names} must be the same as before: %(names)s.")


def router(site: Site) -> APIRouter:
    """Files, sentences of a file, one sentence."""
    routes = APIRouter()
    folder = site.settings.content_dir

    @routes.get("/knowledge/messages")
    async def files(visit: Visit = visitor(site, "content")) -> Response:
        open_ones = {one.path for one in await visit.run(content_desk.drafts, visit.officer)}
        found = [
            (
                path.stem,
                work.title_of(visit, content_files.MESSAGES, path.stem, {}),
                f"{content_files.MESSAGES}/{path.name}" in open_ones,
            )
            for path in sorted((folder / content_files.MESSAGES).glob("*.yml"))
        ]
        return visit.page("knowledge/messages.html", files=found)

    @routes.get("/knowledge/messages/{name}")
    async def texts(
        name: work.Name,
        q: Annotated[str, Query(max_length=80)] = "",
        after: Annotated[str, Query(max_length=60)] = "",
        visit: Visit = visitor(site, "content"),
    ) -> Response:
        found = await work.opened(visit, content_files.MESSAGES, name)
        wanted = q.casefold().split()
        rows = [(str(key), value["text"]) for key, value in found.data.items()
                if isinstance(value, dict) and isinstance(value.get("text"), dict)]  # fmt: skip
        rows = [(key, said) for key, said in rows
                if all(word in f"{key} {' '.join(map(str, said.values()))}".casefold() for word in wanted)]  # fmt: skip
        start = next((at + 1 for at, (key, _) in enumerate(rows) if key == after), 0)
        shown = rows[start : start + LENGTH]
        page = Page(shown, shown[-1][0] if start + LENGTH < len(rows) else "", bool(start))
        return visit.page("knowledge/messages_file.html", page=page, q=q, **work.frame(visit, found, ""))

    @routes.get("/knowledge/messages/{name}/texts/{key}")
    async def form(name: work.Name, key: Key, visit: Visit = visitor(site, "content")) -> Response:
        found = await work.opened(visit, content_files.MESSAGES, name)
        return _page(visit, found, key, _group(visit, found, key))

    @routes.post("/knowledge/messages/{name}/texts/{key}")
    async def save(name: work.Name, key: Key, visit: Visit = visitor(site, "content")) -> Response:
        found = await work.opened(visit, content_files.MESSAGES, name)
        shown = _group(visit, found, key)
        names = {box.name for box in shown.boxes}
        sent = {field: value for field, value in visit.form.items() if isinstance(value, str) and field in names}
        seen = str(visit.form.get("seen", ""))
        before = {box.name: box.value for box in shown.boxes}
        for box in shown.boxes:
            box.value = sent.get(box.name, box.value)
        given = typed.message(sent, found.data, key)
        wrong = _wrong(visit, shown, given.long, before)
        if wrong:
            return _page(visit, found, key, shown, 422)
        if seen == found.working.seen:
            body = rewrite(found.working.text, given.data)
            try:
                await visit.run(content_desk.save, visit.officer, folder, found.path, body, seen, visit.now)
            except Outdated:
                found = await work.opened(visit, content_files.MESSAGES, name)
                before = {box.name: box.value for box in _group(visit, found, key).boxes}
            else:
                said = N_("Saved as a draft. People still see what is live.")
                return await visit.go(f"/knowledge/messages/{name}/texts/{key}", visit.say(said))
        for box in shown.boxes:
            box.now = before[box.name] if before[box.name].strip() != typed.clean(box.value).strip() else ""
        return _page(visit, found, key, shown, 409, [visit.say(work.CHANGED_MEANWHILE)])

    return routes


def _group(visit: Visit, found: work.Opened, key: str) -> Group:
    one = found.data.get(key)
    if not isinstance(one, dict):
        raise HTTPException(404)
    return boxes.trio(visit, (key, "text"), key, one.get("text"), 6)


def _wrong(visit: Visit, shown: Group, long: list[str], before: dict[str, str]) -> bool:
    """Whether something cannot be taken: the service fills in the {names} of a sentence, so they stay."""
    for box in shown.boxes:
        was = placeholders(before[box.name])
        if box.name in long:
            box.errors.append(visit.say(work.TOO_LONG))
        elif not box.value.strip():
            box.errors.append(visit.say(N_("This is still to be written.")))
        elif was is not None and placeholders(box.value) != was:
            said = ", ".join(f"{{{name}}}" for name in sorted(was)) or visit.say(N_("none"))
            box.errors.append(visit.say(KEEP_NAMES, names=said))
    return shown.faulty


def _page(
    visit: Visit, found: work.Opened, key: str, shown: Group, status: int = 200, rest: list[str] | None = None
) -> Response:
    own = [problem for problem in found.problems if problem.place[:1] == (key,)]
    beside, others = faults.placed(own, {shown.name, *(box.name for box in shown.boxes)}, visit.say)
    for box in shown.boxes:
        box.errors += beside.get(box.name, [])
    shown.errors += beside.get(shown.name, [])
    return visit.page(
        "knowledge/message.html", status, groups=[shown], key=key, rest=[*(rest or ()), *others],
        **work.frame(visit, found, ""),
    )  # fmt: skip
