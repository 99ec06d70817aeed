"""The answers in the console: writing, checking, publishing, taking back, and the queue of questions."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.clock import utc_now
from bot.console.knowledge import labels
from bot.console.knowledge.faults import UNKNOWN, said
from bot.console.words import words
from bot.db.models import AuditEvent, ContentRevision, Unanswered
from bot.knowledge.check import check_text
from bot.knowledge.library import Content
from bot.knowledge.rewriting import parsed
from bot.services import gaps
from bot.services.gaps import Gap
from bot.services.roles import ROLES
from bot.settings import get_settings
from tests.office import Client, Office

TOPIC = "schemes/artisan-death-benefit"
PAGES = (
    "/knowledge", "/knowledge?show=due", "/knowledge?show=incomplete&q=loan", "/knowledge/stale", "/knowledge/new",
    "/knowledge/messages", "/knowledge/messages/conversation", "/knowledge/messages/conversation/texts/greeting",
    "/knowledge/training", "/knowledge/questions", f"/knowledge/{TOPIC}",
    f"/knowledge/{TOPIC}/preview?channel=whatsapp",
    f"/knowledge/{TOPIC}/changes", f"/knowledge/{TOPIC}/history",
    *(f"/knowledge/{TOPIC}/edit/{part}" for part in ("about", "answers", "sources", "questions")),
)  # fmt: skip


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("knowledge") / "content"
    shutil.copytree(get_settings().content_dir, made)
    return made


@pytest.fixture
def folder(copy: Path) -> Path:
    """A copy of the content that nobody has changed. One for all: places and trades take seconds to be read."""
    live = get_settings().content_dir
    for file in [one for one in copy.rglob("*") if one.is_file()]:
        before = live / file.relative_to(copy)
        if not before.exists():
            file.unlink()
        elif (file.stat().st_mtime_ns, file.stat().st_size) != (before.stat().st_mtime_ns, before.stat().st_size):
            shutil.copy2(before, file)
    return copy


@pytest.fixture
def office(tmp_path: Path, folder: Path) -> Iterator[Office]:
    made = Office(tmp_path, content_dir=folder)
    yield made
    made.close()


def editor(office: Office, language: str = "en", role: str = "content_editor", name: str = "Mita Das") -> Client:
    return office.client(office.officer(name, role, language=language))


def seen(page: str) -> str:
    found = re.search(r'name="seen" value="([0-9a-f]*)"', page)
    assert found
    return found[1]


def fields(page: str) -> dict[str, str]:
    """What the form of the editor holds, as a browser would send it."""
    found = {
        m[1]: unescape(m[2])
        for m in re.finditer(r'<textarea[^>]*? name="([^"]+)"[^>]*>\n?(.*?)</textarea>', page, re.S)
    }
    for m in re.finditer(r"<input [^>]*>", page):
        name, value = re.search(r' name="([^"]+)"', m[0]), re.search(r' value="([^"]*)"', m[0])
        if name and value and name[1] not in ("csrf", "back"):
            found[name[1]] = unescape(value[1])
    for m in re.finditer(r'<select [^>]*name="([^"]+)"[^>]*>(.*?)</select>', page, re.S):
        chosen = re.search(r'value="([^"]*)" selected', m[2])
        found[m[1]] = chosen[1] if chosen else ""
    return found


def save(client: Client, part: str, **changed: str) -> str:
    """Saves a part as a browser would, with some fields changed; where that leads."""
    form = fields(client.get(f"/knowledge/{TOPIC}/edit/{part}").text)
    answer = client.post(f"/knowledge/{TOPIC}/edit/{part}", {**form, **changed})
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def publish(client: Client, note: str = "The office told us so.") -> int:
    mark = seen(client.get(f"/knowledge/{TOPIC}/changes").text)
    return client.post(f"/knowledge/{TOPIC}/publish", {"seen": mark, "note": note}).status_code


def acts(office: Office) -> list[str]:
    with office.database.session() as db:
        return list(db.scalars(select(AuditEvent.act).order_by(AuditEvent.id)))


@pytest.mark.parametrize("language", ["en", "bn", "hi"])
def test_every_page_is_there_in_each_language(office: Office, language: str) -> None:
    client = editor(office, language)
    for path in PAGES:
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert answer.text.count("<h1") == 1 and len(answer.content) < 150_000, path
        if language != "en":
            assert not re.search(r">\s*(Save draft|Publish|Filter|Check again by|Sources|Overview)\s*<", answer.text), (
                path
            )


@pytest.mark.parametrize("role", ROLES)
def test_only_who_writes_content_sees_it_and_who_reads_changes_nothing(office: Office, role: str) -> None:
    client = editor(office, role=role)
    may = "content" in ROLES[role].rights
    assert client.get("/knowledge").status_code == (200 if may else 403)
    form = {"seen": "", "id": "silk-loan", "area": "loans", "note": "A note that is long enough."}
    changes = (f"/knowledge/{TOPIC}/edit/about", f"/knowledge/{TOPIC}/publish", f"/knowledge/{TOPIC}/discard",
               f"/knowledge/{TOPIC}/carry-over", f"/knowledge/{TOPIC}/history/1/restore", "/knowledge/new",
               "/knowledge/training", "/knowledge/questions/1/example", "/knowledge/questions/1/topic",
               "/knowledge/questions/1/dismiss", "/knowledge/messages/conversation/texts/greeting")  # fmt: skip
    for path in changes:
        status = client.post(path, form).status_code
        assert (status == 403) == (not may or ROLES[role].reads), (path, status)


def test_saving_what_was_not_touched_changes_nothing(office: Office) -> None:
    client = editor(office)
    for part in ("about", "answers", "sources", "questions"):
        save(client, part)
    with office.database.session() as db:
        assert db.scalars(select(ContentRevision)).all() == []


def test_a_draft_is_seen_by_editors_only_until_it_is_published(office: Office, folder: Path) -> None:
    client, file = editor(office), folder / f"{TOPIC}.yml"
    file.write_text("# What the writer noted.\n" + file.read_text(encoding="utf-8"), encoding="utf-8")
    before = file.read_text(encoding="utf-8")
    text = "Kin of a dead weaver\r\nget <b>help</b> & more.  "
    save(client, "answers", **{f"aspects.what.{one}": text for one in ("en", "bn", "hi")})
    assert file.read_text(encoding="utf-8") == before
    page = client.get(f"/knowledge/{TOPIC}/changes").text
    assert "&lt;b&gt;help&lt;/b&gt;" in page and "<b>help" not in page and "<del>" in page
    assert "It is not live yet" in client.get(f"/knowledge/{TOPIC}").text
    assert "&lt;b&gt;" in client.get(f"/knowledge/{TOPIC}/preview?channel=whatsapp").text
    assert publish(client) == 303
    after = file.read_text(encoding="utf-8")
    assert after.startswith("# What the writer noted.\n")
    assert parsed(after)["aspects"]["what"]["bn"] == "Kin of a dead weaver\nget <b>help</b> & more.\n"
    kept = [line for line in before.splitlines() if line in after.splitlines()]
    assert len(kept) > len(before.splitlines()) - 5
    assert office.parts.library.content().topics["artisan-death-benefit"].aspects["what"].en.startswith("Kin of")
    assert acts(office)[-2:] == ["content_draft", "content_publish"]
    assert not list(folder.glob("*/.*"))


@pytest.mark.parametrize("language", ["en", "bn", "hi"])
def test_faults_stand_beside_their_fields_and_keep_a_draft_from_going_live(
    office: Office, folder: Path, language: str
) -> None:
    client = editor(office, language)
    before = (folder / f"{TOPIC}.yml").read_bytes()
    save(client, "answers", **{"aspects.what.bn": "মাত্র ₹500 পাবেন"})
    page = client.get(f"/knowledge/{TOPIC}/edit/answers").text
    field = page[page.index('id="f-aspects-what-bn"') :][:900]
    assert 'aria-invalid="true"' in field and 'id="f-aspects-what-bn-error"' in page
    save(client, "about", verified_on="soon", review_by="2026-01-01")
    about = client.get(f"/knowledge/{TOPIC}/edit/about").text
    assert words(language).say("Write a day: year, month, day.") in about
    assert publish(client) == 422
    assert (folder / f"{TOPIC}.yml").read_bytes() == before


def test_all_that_the_check_says_has_a_sentence_of_the_console(folder: Path, office: Office) -> None:
    content: Content = office.parts.library.content()
    text = (folder / f"{TOPIC}.yml").read_text(encoding="utf-8")
    data = parsed(text)
    without = next(name for name, topic in content.topics.items() if "cost" not in topic.aspects and name != data["id"])
    spoilt = [
        text.replace("area: schemes", "area: loans"), text.replace("verified_on: 2026", "verified_on: 2036"),
        text.replace("status_note:", "other_note:"), text.replace("{family_money} once", "₹5 once", 1),
        text.replace("{family_money}", "{nothing}", 1), text.replace("{family_money}", "{family_money", 1),
        text.replace("  - artisan death benefit\n", "  - mudra loan\n"), text.replace("  what:\n    en:",
        "  whom:\n    en:"),
        text.replace("from 18 to 60", "from 19 to 60"), text.replace("facts: [", "facts: [nothing-at-all, "),
        text.replace("    bn: কারিগর মৃত্যু সহায়তা", "    bn: " + "ক" * 70), text + "id: again\n", text + "  - [\n",
        text.replace("questions:", "questions:\n  cost:\n    en: [what does it cost]"), text.replace("url: http",
        "url: htt"),
        re.sub(r"\nquestions:.*", "\nquestions: {}\n", text, flags=re.S), "", "id: artisan-death-benefit\n",
        text.replace("review_by: 2027-02-22", "review_by: 2025-02-22"), text.replace("{rupees: 200000}",
        "{rupees: -1}"),
        text.replace("18 to 60", "19 to 60", 1), text + f"elsewhere: {{cost: {without}}}\n",
        text + "elsewhere: {what: pmegp}\n",
    ]  # fmt: skip
    assert data["id"] == "artisan-death-benefit"
    found = 0
    spoilt = [each for each in spoilt if each != text]
    assert len(spoilt) > 15
    for each in spoilt:
        problems = check_text(folder / f"{TOPIC}.yml", each, folder, content.topics.values())
        assert problems, each[:80]
        for problem in problems:
            assert said(problem, lambda message, **values: message) != UNKNOWN, problem.message
            found += 1
    assert found > len(spoilt)


def test_two_writers_do_not_overwrite_each_other(office: Office) -> None:
    mita, rahim = editor(office), editor(office, name="Rahim Ali")
    form = fields(mita.get(f"/knowledge/{TOPIC}/edit/about").text)
    save(rahim, "about", **{"title.en": "Help for the family"})
    answer = mita.post(f"/knowledge/{TOPIC}/edit/about", {**form, "title.en": "Money for the family"})
    assert answer.status_code == 409
    assert "Money for the family" in answer.text and "Help for the family" in answer.text
    with office.database.session() as db:
        (row,) = db.scalars(select(ContentRevision))
        assert parsed(row.body)["title"]["en"] == "Help for the family" and row.written_by == "Rahim Ali"
    decided = mita.post(f"/knowledge/{TOPIC}/edit/about", {**form, "title.en": "Mine", "seen": seen(answer.text)})
    assert decided.status_code == 303


def test_what_was_typed_stays_when_it_cannot_be_taken(office: Office) -> None:
    client = editor(office)
    form = fields(client.get(f"/knowledge/{TOPIC}/edit/sources").text)
    answer = client.post(f"/knowledge/{TOPIC}/edit/sources", {**form, "figures": "a: {rupees: [5", "facts": "x-y"})
    assert answer.status_code == 422
    assert "a: {rupees: [5" in answer.text and "x-y" in answer.text and 'id="f-figures-error"' in answer.text
    long = client.post(f"/knowledge/{TOPIC}/edit/sources", {**form, "sources.0.title": "x" * 4001})
    assert long.status_code == 422 and 'id="f-sources-0-title-error"' in long.text


def test_a_file_changed_elsewhere_is_not_overwritten_and_the_draft_is_carried_over(
    office: Office, folder: Path
) -> None:
    client, file = editor(office), folder / f"{TOPIC}.yml"
    save(client, "about", **{"title.en": "Help for the family"})
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("en: Artisan death help", "en: Death help"), encoding="utf-8")
    assert publish(client) == 409
    mark = seen(client.get(f"/knowledge/{TOPIC}/changes").text)
    assert client.post(f"/knowledge/{TOPIC}/carry-over", {"seen": mark}).status_code == 303
    assert publish(client) == 303
    data = parsed(file.read_text(encoding="utf-8"))
    assert data["title"]["en"] == "Help for the family" and data["button"]["en"] == "Death help"


def test_publishing_needs_a_note_and_can_be_taken_back(office: Office, folder: Path) -> None:
    client, file = editor(office), folder / f"{TOPIC}.yml"
    before = file.read_bytes()
    save(client, "about", **{"title.en": "Help for the family"})
    assert publish(client, "ok") == 422 and file.read_bytes() == before
    assert publish(client) == 303
    assert publish_gone(client)
    history = client.get(f"/knowledge/{TOPIC}/history").text
    number = re.search(rf"{TOPIC}/history/(\d+)", history)
    assert number and "The office told us so." in history
    where = f"/knowledge/{TOPIC}/history/{number[1]}"
    assert "<ins>" in client.get(where).text
    assert client.post(f"{where}/restore", {"which": "before", "note": ""}).status_code == 422
    assert client.post(f"{where}/restore", {"which": "before", "note": "It was wrong."}).status_code == 303
    assert file.read_bytes() == before
    assert acts(office)[-1] == "content_rollback"
    assert client.get(f"/knowledge/{TOPIC}/history").text.count(f"{TOPIC}/history/") == 2
    assert client.get("/knowledge/loans/mudra/history/1").status_code == 404


def publish_gone(client: Client) -> bool:
    """Whether a second press on the same button finds nothing to publish."""
    answer = client.post(f"/knowledge/{TOPIC}/publish", {"seen": "0" * 64, "note": "Once more, please."})
    return answer.status_code == 303 and 'name="note"' not in client.get(f"/knowledge/{TOPIC}/changes").text


def test_a_folder_that_cannot_be_written_changes_nothing(
    office: Office, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = editor(office)
    save(client, "about", **{"title.en": "Help for the family"})

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("bot.services.content_files.os.replace", full)
    assert publish(client) == 409
    with office.database.session() as db:
        assert db.scalars(select(ContentRevision.status)).all() == ["draft"]
    assert "content_publish" not in acts(office) and not list(folder.glob("*/.*"))


@pytest.mark.parametrize("path", ["places/districts", "schemes/..%2Fx", "messages/../x", "schemes/UPPER", "figures/x"])
def test_other_files_cannot_be_reached(office: Office, path: str) -> None:
    assert editor(office).get(f"/knowledge/{path}/changes").status_code in (404, 422)


def test_every_file_of_sentences_has_a_title() -> None:
    assert {file.stem for file in (get_settings().content_dir / "messages").glob("*.yml")} == labels.MESSAGES.keys()


def test_sentences_keep_the_names_that_are_filled_in(office: Office, folder: Path) -> None:
    client, where = editor(office), "/knowledge/messages/conversation/texts/no_aspect"
    form = fields(client.get(where).text)
    lost = {name: "Nothing here" for name in form if name.startswith("no_aspect")}
    answer = client.post(where, {**form, **lost})
    assert answer.status_code == 422 and "{title}" in answer.text and "Nothing here" in answer.text
    form["no_aspect.text.en"] += " Sorry."
    assert client.post(where, form).status_code == 303
    mark = seen(client.get("/knowledge/messages/conversation/changes").text)
    done = client.post("/knowledge/messages/conversation/publish", {"seen": mark, "note": "Kinder words."})
    assert done.status_code == 303
    assert office.parts.library.content().messages["no_aspect"].text.en.endswith(" Sorry.")


def ask(office: Office, *texts: str) -> None:
    with office.database.session() as db:
        for text in texts:
            gaps.record(db, Gap(text, "bn", "bn_roman", "unclear", ("artisan-death-benefit",)), dt.date(2026, 11, 20))


def handled(office: Office) -> list[str | None]:
    with office.database.session() as db:
        return list(db.scalars(select(Unanswered.handled_as).order_by(Unanswered.id)))


def test_questions_become_examples_and_leave_the_queue(office: Office, folder: Path) -> None:
    client = editor(office)
    ask(office, "karigor mara gele chele ki taka pay", "karigor mara gele chele ki taka pay", "gst cancel <i>korbo</i>")
    page = client.get("/knowledge/questions").text
    assert "karigor mara gele" in page and "<i>korbo" not in page
    where = "/knowledge/questions/2"
    form = {"pick": "1", "text.1": "karigor morle chele ki taka pay", "register.1": "bn_roman",
            "topic": "artisan-death-benefit", "aspect": "benefit"}  # fmt: skip
    assert client.post(f"{where}/example", {**form, "aspect": "cost"}).status_code == 422
    assert client.post(f"{where}/example", {**form, "pick": ""}).status_code == 422
    assert client.post(f"{where}/example", form).status_code == 303
    assert handled(office) == ["example:artisan-death-benefit"] * 2 + [None]
    with office.database.session() as db:
        (row,) = db.scalars(select(ContentRevision))
        assert parsed(row.body)["questions"]["benefit"]["bn_roman"][-1] == "karigor morle chele ki taka pay"
    assert client.get(where).status_code == 303
    mark = seen(client.get(f"/knowledge/{TOPIC}/changes").text)
    assert client.post(f"/knowledge/{TOPIC}/discard", {"seen": mark}).status_code == 303
    assert handled(office) == [None, None, None]
    assert acts(office) == ["content_draft", "gap_handled", "content_draft"]


def test_questions_begin_a_topic_or_are_dismissed(office: Office) -> None:
    client = editor(office, "bn")
    ask(office, "resham loan kothay", "amar goru hariye geche")
    form = {"pick": "1", "text.1": "resham loan kothay", "register.1": "bn_roman", "area": "loans"}
    assert client.post("/knowledge/questions/1/topic", {**form, "id": "Silk Loan"}).status_code == 422
    assert client.post("/knowledge/questions/1/topic", {**form, "id": "mudra"}).status_code == 422
    answer = client.post("/knowledge/questions/1/topic", {**form, "id": "silk-loan"})
    assert answer.headers["location"] == "/console/knowledge/loans/silk-loan/edit/about"
    for page in ("", "/edit/about", "/edit/answers", "/edit/sources", "/edit/questions", "/preview", "/changes"):
        assert client.get(f"/knowledge/loans/silk-loan{page}").status_code == 200, page
    assert "silk-loan" in client.get("/knowledge").text
    assert client.post("/knowledge/questions/2/dismiss", {"all": "1"}).status_code == 303
    assert handled(office) == ["topic:silk-loan", "dismissed"]


def test_a_training_can_be_asked_for_where_one_is_possible(office: Office) -> None:
    client = editor(office)
    models = office.parts.settings.models_dir
    models.mkdir(parents=True, exist_ok=True)
    assert "Train now" not in client.get("/knowledge/training").text
    client.post("/knowledge/training")
    assert not (models / "training-asked").exists()
    office.parts.operations.training = "gate-failed"
    assert "Train now" in client.get("/knowledge/training").text
    client.post("/knowledge/training")
    assert (models / "training-asked").exists() and acts(office) == ["content_train"]
    office.parts.operations.training = "running"
    assert "data-live" in client.get("/knowledge/training").text
    assert "X-Live" not in client.get("/knowledge/training/state").headers


def test_the_last_training_is_shown_against_the_model_of_before(office: Office, folder: Path) -> None:
    from bot.knowledge import states
    from bot.knowledge.training_record import Row, Run, write

    models = office.parts.settings.models_dir
    models.mkdir(parents=True, exist_ok=True)
    rows = (Row("dev, bn", 91.5, 88.0, True), Row("dev, hi", 90.0, 92.5, False))
    write(models, Run(utc_now().isoformat(), "refused", "a.tar.gz", "b.tar.gz", 120, rows))
    states.record(folder, models / "a.tar.gz")
    client = editor(office)
    page = client.get("/knowledge/training").text
    assert "91.5%" in page and "worse" in page and "The model in use knows all" in page
    form = fields(client.get(f"/knowledge/{TOPIC}/edit/questions").text)
    live = parsed((folder / f"{TOPIC}.yml").read_text(encoding="utf-8"))["questions"]["what"]["en"]
    form["questions.what.en"] = "\n".join([*live, "how much for the kin of a potter of ours"])
    assert client.post(f"/knowledge/{TOPIC}/edit/questions", form).status_code == 303
    assert publish(client) == 303
    assert "The model in use knows all" not in client.get("/knowledge/training").text
