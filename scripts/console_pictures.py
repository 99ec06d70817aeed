"""Makes the pictures of docs/console.md: a console with invented people, officials who press what the tour tells, a
headless Chromium.

    .venv/bin/python -m scripts.console_pictures             # into docs/images/console
    .venv/bin/python -m scripts.console_pictures FOLDER

CHROMIUM names the browser; else it is looked for on the PATH. Everything in the pictures is invented.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright
from sqlalchemy import delete, select, update

from bot.broadcasts import running
from bot.db import keys
from bot.db.models import CampaignCount, HandoverWish, OutboxMessage, Worker
from bot.delivery.policy import Rules
from bot.knowledge.programmes import samples as sample_files
from bot.services import contacts, gaps, handover, tallies, workers
from bot.services.gaps import Gap
from bot.services.officers import Officer
from bot.services.tallies import Turn
from bot.services.training import samples
from bot.services.training.plans import Schedule
from bot.services.workers import Registration, Trade
from bot.settings import get_settings
from tests.office import Office, serving
from tests.unit.console import broadcasting, registry

FOLDER: Final = Path(__file__).resolve().parents[1] / "docs" / "images" / "console"
HEAVIEST: Final = 120_000
"""Bytes of a picture."""
NOW: Final = dt.datetime(2026, 11, 25, 6, 0, tzinfo=dt.UTC)
"""Of all pictures: a Wednesday, half past eleven in India, so that nothing falls into the night."""
DESKTOP: Final[ViewportSize] = {"width": 1100, "height": 760}
PHONE: Final[ViewportSize] = {"width": 360, "height": 740}
DISTRICTS: Final = ("malda", "malda", "malda", "murshidabad", "murshidabad", "nadia", "purulia", "bankura", "howrah")
TRADES: Final = ("mason", "tailor", "goldsmith", "plumber", "electrician", "carpenter", "cook")
NAMES: Final = ("Rahim Sk", "Fatima Bibi", "Sunita Mondal", "Bikash Das", "Rekha Mahato", "Anwar Ali", "Mina Soren")


def filled(office: Office) -> tuple[Officer, Officer, str]:
    """Officials, people and what happened to them; the state's administrator, a district's officer, a conversation."""
    state = office.officer("A. Sen, MSME Department", "state_admin")
    district = office.officer("M. Das, DIC Malda", "district_officer", {"malda"})
    content = office.parts.library.content()
    (file,) = sample_files(get_settings().content_dir)
    with office.database.session() as db:
        samples.load(db, file, content, Schedule(content.reminders, Rules()), office.clock())
        _register(db, office.clock())
        _figures(db, office.clock())
        for text in ("handicraft mela te stall kibhabe pabo?", "mela te stall nite koto taka lage?"):
            gaps.record(db, Gap(text, "bn", "bn_roman", "unclear"), NOW.date())
    registry.need(office)
    registry.need(office, employer="Gour Nirman", trade="plumber", count=8, status="open")
    registry.loan(office)
    registry.loan(office, "Sunita Mondal", purpose="stock", amount=120_000)
    for number in range(24):
        broadcasting.person(office, number, language=("bn", "bn", "hi")[number % 3])
    broadcasting.run_telegram(office)
    with office.database.session() as db:
        longer = {"registered_at": NOW - dt.timedelta(days=90), "name": "Rahima Khatun"}
        db.execute(update(Worker).where(Worker.name == "Rahima").values(**longer))
    return state, district, _talk(office)


def _register(db: Any, now: dt.datetime) -> None:
    for number in range(40):
        entry = Registration(
            NAMES[number % len(NAMES)],
            f"+9197330{number:05d}",
            DISTRICTS[number % len(DISTRICTS)],
            (Trade(TRADES[number % len(TRADES)]),),
        )
        person = contacts.find_or_create(db, "web", f"worker-{number}", now).id
        workers.register(db, entry, now - dt.timedelta(hours=9 * number), contact_id=person)


def _figures(db: Any, now: dt.datetime) -> None:
    outcomes = ("answered",) * 7 + ("asked_back", "declined", "handed_over")
    writing = ("bn", "bn_roman", "bn", "hi_roman", "en")
    for day in range(30):
        for number in range(20 + 7 * (day % 5)):
            register = writing[number % len(writing)]
            turn = Turn(
                (now - dt.timedelta(days=day)).date(), ("telegram", "whatsapp", "web")[number % 3], register[:2],
                register, ("pmegp", "udyam-registration", "mudra")[number % 3], outcomes[number % 10],
                DISTRICTS[number % len(DISTRICTS)], 200 + 60 * number,
            )  # fmt: skip
            tallies.count(db, turn)


def _talk(office: Office) -> str:
    """A conversation that waits, with a question."""
    now = office.clock()
    with office.database.session() as db:
        person = contacts.find_or_create(db, "telegram", "tg-talk", now).id
        contacts.set_language(db, person, "bn")
        entry = Registration("Fatima Bibi", "+919733099999", "malda", (Trade("tailor"),))
        workers.register(db, entry, now, contact_id=person)
        handover.wish(db, person, "udyam-registration", "bn", now - dt.timedelta(minutes=25))
        found: str = db.scalars(select(HandoverWish.id).where(HandoverWish.contact_id == person)).one()
        handover.heard_from_person(db, found, "উদ্যম রেজিস্ট্রেশনে টাকা চাইছে একজন দালাল। দিতে হবে?", now)
        return found


def broadcast(office: Office) -> tuple[str, str]:
    """One that waits for approval and one that is being sent; their paths."""
    writer = office.client(office.officer("R. Roy, DIC Malda", "district_officer", {"malda"}))
    approver = office.client(office.officer("M. Das, DIC Malda", "district_officer", {"malda"}))
    paths = []
    texts = (
        ("Handloom fair", "A handloom fair opens in English Bazar on {date}.", "{date} ইংরেজবাজারে তাঁত মেলা শুরু।"),
        ("Craft fair at Gazole", "A craft fair opens at Gazole on {date}.", "{date} গাজোলে হস্তশিল্প মেলা শুরু।"),
    )
    for name, english, bengali in texts:
        path = broadcasting.begin(writer, name)
        broadcasting.write(writer, path, **{"name": name, "texts.en": english, "texts.bn": bengali})
        assert broadcasting.hand_in(writer, path).status_code == 303
        paths.append(path)
    asked = {"version": broadcasting.version(approver, paths[1])}
    assert approver.post(f"{paths[1]}/approve", asked).status_code == 303
    begun = paths[1].rpartition("/")[2]
    with office.database.session() as db:
        made = running.begin(db, begun, office.parts.library.content(), NOW)
        assert made is not None
        ids = db.scalars(select(OutboxMessage.id).where(OutboxMessage.campaign_id == made.campaign_id)).all()
        sent, failed = ids[:17], ids[17:19]
        db.execute(update(OutboxMessage).where(OutboxMessage.id.in_(sent)).values(status="sent", sent_at=NOW))
        db.execute(update(OutboxMessage).where(OutboxMessage.id.in_(failed)).values(status="dead", error="gone"))
        db.execute(delete(CampaignCount).where(CampaignCount.campaign_id == made.campaign_id))
        left = len(ids) - len(sent) - len(failed)
        for state, count in (("sent", len(sent)), ("dead", len(failed)), ("queued", left)):
            db.add(CampaignCount(campaign_id=made.campaign_id, state=state, count=count))
    return paths[0], paths[1]


class Album:
    """Takes the pictures. `url`: of the console; `folder`: where they go."""

    def __init__(self, browser: Browser, office: Office, url: str, folder: Path) -> None:
        self._browser, self._office, self._url, self._folder = browser, office, url, folder

    def take(self, name: str, officer: Officer | None, language: str, path: str, *, phone: bool = False) -> None:
        """A page as an official sees it."""
        size = PHONE if phone else DESKTOP
        context = self._browser.new_context(viewport=size, reduced_motion="reduce", locale="en-IN")
        try:
            cookies = [("console_language", language)]
            if officer is not None:
                self._office.officer(officer.name, officer.role, officer.districts, language=language)
                cookies.append(("console", self._office.cookie(officer)))
            context.add_cookies([{"name": key, "value": value, "url": self._url} for key, value in cookies])
            page = context.new_page()
            answer = page.goto(self._url + path)
            assert answer is not None and answer.status == 200, f"{path}: {answer and answer.status}"
            self._keep(page, self._folder / f"{name}.png")
        finally:
            context.close()

    @staticmethod
    def _keep(page: Page, file: Path) -> None:
        page.screenshot(path=file)
        with Image.open(file) as seen:
            seen.convert("RGB").quantize(64).save(file, optimize=True)
        if file.stat().st_size > HEAVIEST:
            raise SystemExit(f"{file.name} has {file.stat().st_size} bytes, more than {HEAVIEST}")


def main(folder: Path) -> None:
    """Makes all of them."""
    browser_path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not browser_path:
        raise SystemExit("No browser: install Chromium or name one in CHROMIUM.")
    folder.mkdir(parents=True, exist_ok=True)
    ring = keys.Keyring.generate()
    keys.use(ring)
    os.environ["DATA_KEYS"] = ring.dumps()
    with tempfile.TemporaryDirectory() as data:
        office = Office(Path(data) / "office", lambda: NOW, broadcast_small=1)
        state, district, talk = filled(office)
        waiting, sending = broadcast(office)
        with serving(office) as url, sync_playwright() as started:
            browser = started.chromium.launch(executable_path=browser_path, args=["--no-sandbox", "--disable-gpu"])
            album = Album(browser, office, url, folder)
            album.take("sign-in-en", None, "en", "/sign-in", phone=True)
            album.take("home-bn", district, "bn", "/", phone=True)
            album.take("home-en", state, "en", "/")
            album.take("conversation-bn", district, "bn", f"/conversations/{talk}")
            album.take("workers-hi", district, "hi", "/workers")
            album.take("training-bn", state, "bn", "/training")
            album.take("approval-en", district, "en", waiting)
            album.take("sending-hi", district, "hi", sending)
            album.take("answers-bn", state, "bn", "/knowledge/schemes/pmegp/edit/answers")
            album.take("figures-hi", state, "hi", "/insights")
            browser.close()
        office.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
