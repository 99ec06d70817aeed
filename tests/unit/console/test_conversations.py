"""The pages of conversations: what each official sees there, and what comes of what they press."""

from __future__ import annotations

import datetime as dt
import html
import time
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.conversation.handover import Desk
from bot.db.models import AuditEvent, CannedReply, Contact, HandoverMessage, HandoverNote, HandoverWish, OutboxMessage
from bot.services import contacts, handover, workers
from bot.services.roles import ROLES
from bot.services.workers import Registration, Trade
from tests.office import Client, Office

PHONE = "98311 23456"
EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{ 7*7 }}"
WHY = "She asked us to call her back."


def wished(
    office: Office, sender: str = "1", *, district: str | None = "malda", topic: str | None = "udyam-registration",
    channel: str = "telegram", language: str = "bn", ago: float = 0.5,
) -> str:  # fmt: skip
    """A conversation that waits since some hours; its id."""
    now = office.clock()
    with office.database.session() as db:
        person = contacts.find_or_create(db, channel, sender, now).id
        contacts.set_language(db, person, language)  # type: ignore[arg-type]
        if district:
            entry = Registration("Fatima Bibi", "+919831123456", district, (Trade("tailor"),))
            workers.register(db, entry, now, contact_id=person)
        handover.wish(db, person, topic, language, now - dt.timedelta(hours=ago))
        found: str = db.scalars(select(HandoverWish.id).where(HandoverWish.contact_id == person)).one()
        return found


def heard(office: Office, wish: str, text: str) -> int:
    with office.database.session() as db:
        handover.heard_from_person(db, wish, text, office.clock())
        number: int = db.scalars(select(HandoverMessage.id).order_by(HandoverMessage.id.desc())).all()[0]
        return number


def acts(office: Office) -> list[str]:
    with office.database.session() as db:
        return list(db.scalars(select(AuditEvent.act).order_by(AuditEvent.id)))


def seen(answer: Any) -> str:
    """The page without its markup's escapes."""
    return html.unescape(answer.text)


@pytest.fixture
def mita(office: Office) -> Client:
    return office.client(office.officer("Mita Das", "help_desk", {"malda"}))


@pytest.fixture
def ravi(office: Office) -> Client:
    return office.client(office.officer("Ravi Sen", "district_officer", {"malda", "nadia"}))


@pytest.mark.parametrize("role", ROLES)
def test_who_may_see_conversations(office: Office, role: str) -> None:
    districts = None if ROLES[role].scope == "state" else {"malda"}
    client = office.client(office.officer("Somebody", role, districts))
    may = "handovers" in ROLES[role].rights
    wish = wished(office)
    for path in ("/conversations", f"/conversations/{wish}", "/conversations/replies"):
        assert client.get(path).status_code == (200 if may else 403)
    changes = may and not ROLES[role].reads
    page = client.get(f"/conversations/{wish}").text
    assert ("Take it" in page) == changes and ('name="note"' in page) == changes
    assert (client.post(f"/conversations/{wish}/take").status_code == 303) == changes


def test_only_conversations_of_the_district(office: Office, mita: Client) -> None:
    own, unknown = wished(office), wished(office, "2", district=None, topic=None)
    foreign = wished(office, "3", district="nadia", topic="pmegp")
    page = mita.get("/conversations").text
    assert own in page and unknown in page and foreign not in page
    number = heard(office, foreign, PHONE)
    for path in ("", "/messages", f"/messages/{number}/show"):
        assert mita.get(f"/conversations/{foreign}{path}").status_code in (403, 404)
    for path in ("", "/take", "/close", "/give-back", "/assign", "/notes", "/notes/1/delete"):
        answer = mita.post(f"/conversations/{foreign}{path}", {"text": "x", "note": "x", "reason": WHY})
        assert answer.status_code in (403, 404), path
    assert mita.get("/conversations?district=nadia").status_code == 403
    assert acts(office) == []


@pytest.mark.parametrize("language", ["en", "bn", "hi"])
def test_the_inbox_in_three_languages(office: Office, language: str) -> None:
    client = office.client(office.officer("Mita Das", "help_desk", {"malda"}, language=language))
    wish = wished(office, ago=5)
    page = seen(client.get("/conversations"))
    said = {
        "en": ("waits 5 hours: long", "Malda", "Udyam registration"), "bn": ("৫ ঘণ্টা ধরে অপেক্ষায়", "মালদা", "উদ্যম"),
        "hi": ("5 घंटे से इंतज़ार में", "मालदा", "उद्यम"),
    }  # fmt: skip
    for text in said[language]:
        assert text in page
    page = seen(client.get(f"/conversations/{wish}"))
    assert f'<html lang="{language}">' in page and "98xxxxxx56" in page and PHONE not in page and "Fatima" not in page


def test_filters_search_and_bad_addresses(office: Office, mita: Client) -> None:
    one = wished(office)
    two = wished(office, "2", topic="pmegp", channel="web", language="hi")
    heard(office, two, "मेरा लोन कब आएगा")
    for query, found in {
        "topic=pmegp": {two}, "language=bn": {one}, "channel=web": {two}, "district=malda": {one, two},
        "q=udyam": {one}, "q=लोन": {two}, "q=nothing": set(), "q=23456": set(), "topic=pmegp&language=bn": set(),
    }.items():  # fmt: skip
        page = mita.get(f"/conversations?{query}").text
        assert {wish for wish in (one, two) if wish in page} == found, query
    for bad in ("tab=all", "language=fr", "channel=a%27", "topic=A", f"q={'x' * 101}", f"after={'x' * 201}"):
        assert mita.get(f"/conversations?{bad}").status_code == 422, bad
    for odd in ("after=zzz", "after=WyJhIiwgImIiXQ", "q=%00", "q=%25", "channel=xyz"):
        assert mita.get(f"/conversations?{odd}").status_code == 200, odd
    for bad in ("/conversations/x", f"/conversations/{'0' * 32}/messages/0/show", f"/conversations/{one}?before=0"):
        assert mita.get(bad).status_code in (403, 422), bad
    assert mita.get(f"/conversations/{'0' * 32}").status_code == 404


def test_pages_of_25(office: Office, mita: Client) -> None:
    made = [wished(office, str(n), district=None, ago=3 - n / 20) for n in range(30)]
    first = mita.get("/conversations").text
    assert [one for one in made if one in first] == made[:25]
    link = html.unescape(first.split('rel="next" href="')[1].split('"')[0]).removeprefix("/console")
    rest = mita.get(link).text
    assert [one for one in made if one in rest] == made[25:] and "To the beginning" in rest


def test_a_conversation_from_taking_to_ending(office: Office, mita: Client) -> None:
    wish = wished(office)
    path = f"/conversations/{wish}"
    assert mita.post(f"{path}/take").headers["location"] == f"/console{path}#answer"
    page = seen(mita.get(path))
    assert "The person has been told" in page and '<textarea id="text" name="text" rows="6" lang="bn"' in page
    assert mita.post(path, {"text": " নমস্কার,\r\nবলুন ", "do": "send"}).status_code == 303
    heard(office, wish, "ধন্যবাদ")
    fragment = mita.get(f"{path}/messages?state=mine")
    assert "নমস্কার,\nবলুন" in fragment.text and "ধন্যবাদ" in fragment.text and "<html" not in fragment.text
    assert "This conversation has changed" not in fragment.text
    assert "a new message" in mita.get("/conversations?tab=mine").text
    assert mita.post(f"{path}/close").headers["location"] == "/console/conversations"
    assert "This conversation has changed" in mita.get(f"{path}/messages?state=mine").text
    assert wish in mita.get("/conversations?tab=ended").text
    page = seen(mita.get(path))
    assert "data-live" not in page and 'name="text"' not in page
    assert acts(office) == ["handover_take", "handover_say", "handover_close"]
    with office.database.session() as db:
        texts = [row.body["text"] for row in db.scalars(select(OutboxMessage).order_by(OutboxMessage.id)) if row.body]
        assert len(texts) == 3 and texts[1].endswith("নমস্কার,\nবলুন")


def test_two_officials_at_once(office: Office, mita: Client, ravi: Client) -> None:
    wish = wished(office)
    path = f"/conversations/{wish}"
    assert "Take it" in mita.get(path).text and "Take it" in ravi.get(path).text
    mita.post(f"{path}/take")
    assert ravi.post(f"{path}/take").status_code == 303
    page = ravi.get(path).text
    assert "Mita Das has this conversation." in page and 'class="note bad"' in page and 'name="text"' not in page
    kept = ravi.post(path, {"text": "what I typed", "do": "send"})
    assert kept.status_code == 409 and "Mita Das has this conversation." in kept.text
    for act in ("close", "give-back"):
        ravi.post(f"{path}/{act}")
        assert "Mita Das has this conversation." in ravi.get(path).text
    assert wish in ravi.get("/conversations?tab=others").text and wish not in ravi.get("/conversations").text
    mita.post(f"{path}/give-back")
    assert ravi.post(f"{path}/take").status_code == 303 and "you have it" in ravi.get(path).text
    assert acts(office) == ["handover_take", "handover_give_back", "handover_take"]


def test_answers_that_cannot_be_sent_keep_what_was_typed(office: Office, mita: Client) -> None:
    wish = wished(office)
    path = f"/conversations/{wish}"
    mita.post(f"{path}/take")
    assert mita.post(path, {"text": " "}).status_code == 422
    long = mita.post(path, {"text": "x" * 3501})
    assert long.status_code == 422 and "x" * 3501 in long.text and "3500 characters" in long.text
    mita.post(path, {"text": "twice"})
    mita.post(path, {"text": "twice"})
    with office.database.session() as db:
        assert db.scalars(select(HandoverMessage.body)).all() == ["twice"]
    assert "This was sent a moment ago" in mita.get(path).text
    with office.database.session() as db:
        db.execute(update(HandoverWish).values(status="returned", ended_at=office.clock()))
    over = mita.post(path, {"text": "too late"})
    assert over.status_code == 409 and "went back to the assistant" in over.text


def test_after_a_day_on_whatsapp_the_page_says_that_a_template_calls(
    office: Office, monkeypatch: pytest.MonkeyPatch, mita: Client
) -> None:
    wish = wished(office, "919831000000", channel="whatsapp")
    monkeypatch.setattr(Desk, "away", lambda self, db, who, now: _day_ago(db.get_one(Contact, who).seen_at, now))
    path = f"/conversations/{wish}"
    mita.post(f"{path}/take")
    assert "WhatsApp lets us send a template only" not in mita.get(path).text
    with office.database.session() as db:
        db.execute(update(Contact).values(seen_at=office.clock() - dt.timedelta(hours=25)))
    assert "WhatsApp lets us send a template only" in mita.get(path).text
    mita.post(path, {"text": "Come tomorrow"})
    assert "The person is called by a template first" in mita.get(path).text
    with office.database.session() as db:
        assert any(":call:" in key for key in db.scalars(select(OutboxMessage.key)))


def _day_ago(seen_at: dt.datetime, now: dt.datetime) -> bool:
    return now - seen_at >= dt.timedelta(days=1)


def test_nothing_that_people_write_is_markup(office: Office, mita: Client) -> None:
    wish = wished(office)
    path = f"/conversations/{wish}"
    mita.post(f"{path}/take")
    number = heard(office, wish, f"{EVIL} {PHONE}")
    mita.post(f"{path}/notes", {"note": EVIL})
    mita.post("/conversations/replies/new", {"title": EVIL[:80], "topic": "", "bn": EVIL, "hi": "", "en": ""})
    ravi = office.client(office.officer("Ravi Sen", "district_officer", {"malda"}))
    pages = [
        mita.get(path), mita.get(f"{path}/messages"), mita.get("/conversations/replies"), mita.get("/conversations"),
        mita.post(path, {"text": EVIL, "do": "look:x:y"}), mita.get("/conversations", params={"q": EVIL[:100]}),
        ravi.get(f"{path}/messages/{number}/show"), ravi.post(f"{path}/messages/{number}/show", {"reason": WHY}),
        ravi.post(f"{path}/messages/{number}/show", {"reason": "<b>"}),
    ]  # fmt: skip
    for page in pages:
        assert page.status_code in (200, 422)
        assert "<script>alert" not in page.text and "<img" not in page.text
    assert "{{ 7*7 }}" in pages[0].text and "&lt;script&gt;alert(1)" in pages[0].text


def test_numbers_are_shown_to_whoever_may_and_says_why(office: Office, mita: Client, ravi: Client) -> None:
    wish = wished(office)
    number = heard(office, wish, f"আমার নম্বর {PHONE}")
    show = f"/conversations/{wish}/messages/{number}/show"
    page = ravi.get(f"/conversations/{wish}").text
    assert "98xxxxxx56" in page and PHONE not in page and show in page
    assert show not in mita.get(f"/conversations/{wish}").text  # the help desk has no right to it
    assert mita.get(show).status_code == mita.post(show, {"reason": WHY}).status_code == 403
    asked = ravi.get(show)
    assert asked.status_code == 200 and PHONE not in asked.text
    short = ravi.post(show, {"reason": "why"})
    assert short.status_code == 422 and PHONE not in short.text and 'value="why"' in short.text and acts(office) == []
    shown = ravi.post(show, {"reason": WHY})
    assert shown.status_code == 200 and PHONE in shown.text and shown.headers["cache-control"] == "no-store"
    with office.database.session() as db:
        (event,) = db.scalars(select(AuditEvent)).all()
        assert (event.act, event.actor, event.about, event.reason) == ("handover_unmask", "Ravi Sen", wish, WHY)


def test_notes_are_between_officials(office: Office, mita: Client, ravi: Client) -> None:
    wish = wished(office)
    path = f"/conversations/{wish}"
    assert mita.post(f"{path}/notes", {"note": f"Call {PHONE} tomorrow"}).status_code == 303
    page = ravi.get(path).text
    assert "Call 98xxxxxx56 tomorrow" in page and "Delete this note" not in page
    bad = mita.post(f"{path}/notes", {"note": "x" * 1001})
    assert bad.status_code == 422 and "x" * 1001 in bad.text and "at most 1000 characters" in bad.text
    with office.database.session() as db:
        note = db.scalars(select(HandoverNote.id)).one()
        assert db.scalars(select(OutboxMessage)).all() == []
    ravi.post(f"{path}/notes/{note}/delete")
    assert "This note is not yours" in ravi.get(path).text
    mita.post(f"{path}/notes/{note}/delete")
    assert "tomorrow" not in mita.get(path).text


def test_passing_on(office: Office, mita: Client, ravi: Client) -> None:
    office.officer("Asha Roy", "help_desk", {"nadia"})
    wish = wished(office)
    path = f"/conversations/{wish}"
    page = mita.get(path).text
    assert "<option >Ravi Sen</option>" in page and "Asha Roy" not in page
    mita.post(f"{path}/assign", {"to": "Asha Roy"})
    assert "Asha Roy cannot take this conversation" in mita.get(path).text
    mita.post(f"{path}/assign", {"to": "Ravi Sen"})
    assert "Passed to Ravi Sen." in mita.get(path).text
    own = ravi.get("/conversations?tab=mine").text
    assert wish in own and "assigned to you" in own
    assert wish not in mita.get("/conversations?tab=mine").text
    assert acts(office) == ["handover_assign"]


def test_prepared_answers_and_their_languages(office: Office, mita: Client) -> None:
    values = {"title": "Call back", "topic": "pmegp", "bn": "কাল ফোন করব", "hi": "", "en": ""}
    assert mita.post("/conversations/replies/new", {**values, "title": " "}).status_code == 422
    empty = mita.post("/conversations/replies/new", {**values, "bn": " "})
    assert empty.status_code == 422 and "at least one language" in empty.text and 'value="Call back"' in empty.text
    assert mita.post("/conversations/replies/new", {**values, "topic": "no-such"}).status_code == 422
    assert mita.post("/conversations/replies/new", values).status_code == 303
    again = mita.post("/conversations/replies/new", values)
    assert again.status_code == 422 and "Another prepared answer has this title" in again.text
    with office.database.session() as db:
        reply = db.scalars(select(CannedReply)).one()
        made, seen_at = reply.id, reply.changed_at.isoformat()
    wish = wished(office, language="hi")
    path = f"/conversations/{wish}"
    mita.post(f"{path}/take")
    page = mita.get(path).text
    # There is none in Hindi: that another language is meant is said, and chosen.
    assert f'<optgroup label="Only in Bengali"><option value="{made}:bn">Call back</option>' in page
    filled = mita.post(path, {"text": "नमस्ते", "do": "fill", "reply": f"{made}:bn"})
    assert filled.status_code == 200 and ">नमस्ते\n\nকাল ফোন করব</textarea>" in filled.text
    for nothing in ("", "x", f"{made}:hi", f"{made}:fr"):
        kept = mita.post(path, {"text": "नमस्ते", "do": "fill", "reply": nothing})
        assert kept.status_code == 422 and ">नमस्ते</textarea>" in kept.text
    edit = f"/conversations/replies/{made}"
    assert "কাল ফোন করব" in mita.get(edit).text
    assert mita.post(edit, {**values, "hi": "कल फ़ोन करेंगे", "seen": seen_at}).status_code == 303
    late = mita.post(edit, {**values, "seen": seen_at})
    assert late.status_code == 422 and "A colleague has changed this answer meanwhile" in late.text
    assert f'<optgroup label="Hindi"><option value="{made}:hi">Call back</option>' in mita.get(path).text
    reader = office.client(office.officer("Reader", "auditor"))
    assert "कल फ़ोन करेंगे" in reader.get(edit).text and "<textarea" not in reader.get(edit).text
    assert reader.post(f"{edit}/delete").status_code == 403
    assert mita.post(f"{edit}/delete").status_code == 303 and mita.get(edit).status_code == 404


def test_the_answer_of_the_service_as_a_hint(office: Office, mita: Client) -> None:
    wish = wished(office, topic="udyam-registration")
    path = f"/conversations/{wish}"
    page = seen(mita.get(path))
    assert "বিনা খরচের অনলাইন রেজিস্ট্রেশন" in page and "free online registration" in page and "मुफ़्त सरकारी" in page
    assert "free online registration" not in seen(mita.get(f"{path}?topic=pmegp"))
    mita.post(f"{path}/take")
    put = mita.post(path, {"text": "নমস্কার", "do": "put:udyam-registration:what"})
    box = put.text.split('name="text"')[1].split("</textarea>")[0]
    assert "নমস্কার\n\n" in box and "বিনা খরচের" in box
    assert mita.post(path, {"text": "kept", "do": "look:pmegp:what"}).text.count(">kept</textarea>") == 1
    assert mita.post(path, {"text": "kept", "do": "put:nothing:at-all"}).status_code == 200
    heard(office, wish, "PMEGP loan er kagoj ki ki")
    until = time.monotonic() + 20
    while "Topics that match" not in (page := mita.get(path).text):
        assert time.monotonic() < until, "the search never found a topic"
    assert 'value="look:pmegp:what"' in page


@pytest.mark.parametrize("path", ["/conversations", "/conversations/{}", "/conversations/replies/new"])
def test_pages_are_small(office: Office, mita: Client, path: str) -> None:
    wish = wished(office)
    mita.post(f"/conversations/{wish}/take")
    for number in range(60):
        heard(office, wish, f"{number} " + "ক" * 300)
    assert len(mita.get(path.format(wish)).content) < 150_000
