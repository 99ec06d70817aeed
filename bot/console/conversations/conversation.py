"""One conversation: what was said, who the person is, the box for the answer."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Response

from bot.console.conversations import hints, views
from bot.console.conversations.views import WishId
from bot.console.guard import visitor
from bot.console.site import Site
from bot.console.visit import Visit
from bot.console.words import N_
from bot.conversation.handover import Desk
from bot.conversation.handover_acts import OfficerDesk, SaidAlready
from bot.services import canned, handover_desk, handover_person, handover_talk
from bot.services.handover import TEXT_LIMIT, NotNow
from bot.services.handover_desk import RIGHT
from bot.services.handover_talk import NOTE_LIMIT

SHOWN: Final = 50
"""Messages on the page; earlier ones a page further."""
AGREED: Final = {
    "granted": N_("agreed"), "refused": N_("said no"), "withdrawn": N_("taken back"), "": N_("not asked yet"),
}  # fmt: skip
GETS: Final = {
    "service": N_("News about their own requests"), "reminders": N_("Reminders"), "announcements": N_("Announcements"),
}  # fmt: skip


def router(site: Site, pages: Pages) -> APIRouter:
    """The routes."""
    routes = APIRouter()
    by: Any = visitor(site, RIGHT)
    desk = OfficerDesk(site.desk)

    @routes.get("/conversations/{wish_id}")
    async def shown(
        wish_id: WishId,
        topic: Annotated[str, Query(max_length=32, pattern=r"^[a-z0-9-]*$")] = "",
        aspect: Annotated[str, Query(max_length=20, pattern=r"^[a-z-]*$")] = "",
        before: Annotated[int | None, Query(ge=1, le=2**62)] = None,
        visit: Visit = by,
    ) -> Response:
        return await pages.conversation(visit, wish_id, topic=topic, aspect=aspect, before=before)

    @routes.get("/conversations/{wish_id}/messages")
    async def messages(
        wish_id: WishId,
        state: Annotated[str, Query(pattern=r"^(open|mine|other|over)$")] = "over",
        visit: Visit = by,
    ) -> Response:
        wish = await views.found(visit.run(handover_desk.one, visit.officer, wish_id))
        said, earlier = await visit.run(handover_talk.messages, visit.officer, wish_id, None, SHOWN)
        changed = views.state(wish, visit.officer.name) != state
        return visit.page(
            "conversations/messages.html", wish=wish, said=said, earlier=earlier, changed=changed, views=views,
            before=None, theirs=wish.language,
        )  # fmt: skip

    @routes.post("/conversations/{wish_id}")
    async def answer(wish_id: WishId, visit: Visit = by) -> Response:
        text = str(visit.form.get("text", "")).replace("\r\n", "\n").replace("\x00", "").strip()
        act, _, what = str(visit.form.get("do", "send")).partition(":")
        topic, _, aspect = what.partition(":")
        if act in ("fill", "look", "put"):
            return await pages.filled(visit, wish_id, text, act, topic, aspect)
        if not text:
            fault = visit.say(N_("Write the answer first."))
        elif len(text) > TEXT_LIMIT:
            fault = visit.say(
                N_("The answer is too long: %(limit)s characters at most. Shorten it, or send it in two."),
                limit=TEXT_LIMIT,
            )  # fmt: skip
        else:
            try:
                called = await views.found(visit.run(desk.say, visit.officer, wish_id, text, visit.now))
            except SaidAlready:
                return await visit.go(views.path(wish_id), visit.say(N_("This was sent a moment ago.")), "busy")
            except NotNow:
                fault = await why_not(visit, wish_id)
                return await pages.conversation(visit, wish_id, 409, text=text, fault=fault)
            site.wake()
            if called:
                told = visit.say(N_("The person is called by a template first, and gets your answer when they write."))
                return await visit.go(views.path(wish_id), told, "busy")
            return await visit.go(f"{views.path(wish_id)}#answer", visit.say(N_("Sent.")))
        return await pages.conversation(visit, wish_id, 422, text=text, fault=fault)

    return routes


async def why_not(visit: Visit, wish_id: str) -> str:
    """Why an act was refused: how the conversation stands now."""
    wish = await views.found(visit.run(handover_desk.one, visit.officer, wish_id))
    match views.state(wish, visit.officer.name):
        case "open":
            return visit.say(N_("Nobody has this conversation now. Take it first."))
        case "other":
            return visit.say(N_("%(name)s has this conversation."), name=wish.official)
        case "mine":
            return visit.say(N_("You have this conversation already."))
        case _:
            return visit.say(N_("This conversation is over."))


class Pages:
    """The page of a conversation, as it is shown and as it comes back."""

    def __init__(self, desk: Desk) -> None:
        self._matching = hints.Matching()
        self._desk = OfficerDesk(desk)

    async def conversation(
        self, visit: Visit, wish_id: str, status: int = 200, *, topic: str = "", aspect: str = "",
        before: int | None = None, text: str = "", fault: str = "", note: str = "", note_fault: str = "",
    ) -> Response:  # fmt: skip
        """The page. `text`, `note`: what was typed; `fault`, `note_fault`: what was wrong with it."""
        who = visit.officer
        wish = await views.found(visit.run(handover_desk.one, who, wish_id))
        said, earlier = await visit.run(handover_talk.messages, who, wish_id, before, SHOWN)
        person = await visit.run(handover_person.person, who, wish_id)
        heard = await visit.run(handover_talk.last_of_person, who, wish_id)
        theirs = person.language or wish.language
        matched = await self._matching.find(visit, heard)
        shown = topic or wish.topic or (matched[0] if matched else "")
        state = views.state(wish, who.name)
        values: dict[str, Any] = {
            "wish": wish, "said": said, "earlier": earlier, "before": before, "person": person, "theirs": theirs,
            "state": state, "changed": False, "matched": [one for one in matched if one in visit.site.content.topics],
            "hint": hints.hint(visit, shown, aspect, theirs), "names": views.languages(visit),
            "notes_kept": await visit.run(handover_talk.notes, who, wish_id), "notices": visit.site.content.notices,
            "colleagues": await visit.run(handover_desk.colleagues, who, wish_id) if not who.reads else [],
            "replies": await visit.run(canned.listed, who, wish.topic or "") if state == "mine" else [],
            "calls": await visit.run(self._desk.calls_first, who, wish_id, visit.now) if state == "mine" else False,
        }  # fmt: skip
        return visit.page(
            "conversations/conversation.html", status, **values, text=text, fault=fault, note=note,
            note_fault=note_fault, limit=TEXT_LIMIT, note_limit=NOTE_LIMIT, agreed=AGREED, gets=GETS, views=views,
            visit=visit,
        )  # fmt: skip

    async def filled(self, visit: Visit, wish_id: str, text: str, act: str, topic: str, aspect: str) -> Response:
        """The page with a prepared answer (`fill`), or with a topic's answer, put below what was typed (`put`) or only
        shown (`look`)."""
        more, fault = "", ""
        if act == "fill":
            which, _, language = str(visit.form.get("reply", "")).partition(":")
            try:
                reply = await visit.run(canned.get, visit.officer, which)
                more = reply.texts.get(language, "")
            except canned.UnknownReply:
                pass
            fault = "" if more else visit.say(N_("Choose a prepared answer first."))
        if act == "put":
            wish = await views.found(visit.run(handover_desk.one, visit.officer, wish_id))
            person = await visit.run(handover_person.person, visit.officer, wish_id)
            known = hints.hint(visit, topic, aspect, person.language or wish.language)
            more = known.texts[0][1] if known is not None else ""
        whole = "\n\n".join(part for part in (text, more) if part)
        return await self.conversation(
            visit, wish_id, 422 if fault else 200, topic=topic, aspect=aspect, text=whole, fault=fault
        )
