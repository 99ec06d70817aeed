"""Accounts and the officials' settings, as people use them in a browser."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pyotp
import pytest
from playwright.sync_api import Browser, expect

from bot.clock import utc_now
from bot.services import officials, passwords
from bot.services.officers import Officer
from bot.services.officials import Wanted
from tests.e2e.browsers import Screen, screen
from tests.office import Office

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[3]
FIRST = "Mita Das, MSME Department"
OWN = "copper window monsoon ladder"
THEIRS = "lotus ferry umbrella seven"
KNOWN = frozenset({"malda", "nadia"})


class Moment:
    """A clock that is put forward by hand."""

    def __init__(self) -> None:
        self.now = utc_now()

    def __call__(self) -> dt.datetime:
        return self.now

    def forward(self, **span: float) -> None:
        self.now += dt.timedelta(**span)


@pytest.fixture(scope="module")
def moment() -> Moment:
    return Moment()


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, moment: Moment) -> Iterator[Office]:
    """An empty console with a clock of its own: codes of the second step open once, and accounts rest for minutes."""
    made = Office(tmp_path_factory.mktemp("accounts"), moment, sign_in_limit="1000/minute")
    yield made
    made.close()


@pytest.fixture(scope="module")
def admin(office: Office) -> Officer:
    """An administrator for what is not about signing in."""
    return office.officer("Rina Pal, Nabanna", "state_admin", password=passwords.hashed(OWN), totp="A" * 32,
                          password_at=office.clock())  # fmt: skip


def bot(office: Office, *words: str) -> str:
    """What a command says on the database of the office."""
    values = {"DATA_DIR": str(office.parts.settings.data_dir), "DATABASE_URL": ""}
    made = subprocess.run(
        [sys.executable, "-m", "bot", *words], env=os.environ | values, cwd=ROOT, capture_output=True, text=True,
        timeout=120, check=False,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    return made.stdout


def sign_in(seen: Screen, name: str, password: str) -> Screen:
    seen.fill("Your name, as your administrator entered it", name).fill("Password", password)
    return seen.click("Sign in")


def renew(seen: Screen, password: str) -> Screen:
    seen.fill("New password", password).fill("The new password once more", password)
    return seen.click("Save the password")


def test_the_first_administrator_comes_in_and_goes_out(
    browser: Browser, office: Office, url: str, moment: Moment
) -> None:
    first = bot(office, "admin", "create", FIRST, "--lang", "en").splitlines()[1]
    with screen(browser, office, url, None, name="accounts") as seen:
        seen.open("/").says("Sign in").looks("sign-in")
        sign_in(seen, FIRST, first).says("Set up the second step").looks("second-step-set-up")
        secret = "".join(seen.main.locator("code").inner_text().split())
        seen.fill("Six digits from your app", "000000").click("Switch on").says("This code does not fit")
        assert secret == "".join(seen.main.locator("code").inner_text().split())  # the app has it already
        seen.fill("Six digits from your app", pyotp.TOTP(secret).at(moment())).click("Switch on")
        seen.says("The password you were given is for the first time only.").looks("first-password")
        renew(seen, "short").says("at least 12 characters").looks("first-password-refused")
        renew(seen, OWN).says("What needs you today", "The new password holds.").looks("home")
        seen.click("Sign out").says("Sign in")

        sign_in(seen, FIRST, first).says("Name or password is not right.").looks("sign-in-refused")
        moment.forward(minutes=1)
        sign_in(seen, FIRST, OWN).says("Open the code app on your phone").looks("second-step")
        seen.fill("Six digits from your app", pyotp.TOTP(secret).at(moment())).click("Go on")
        seen.says("What needs you today")

        seen.click(FIRST, role="link").says("Where you are signed in")
        seen.click("বাংলা").says("আমার অ্যাকাউন্ট")
        expect(seen.page.locator("html")).to_have_attribute("lang", "bn")
        seen.click("हिन्दी").says("मेरा खाता")
        seen.click("English").says("My account")


def test_after_five_wrong_passwords_the_account_rests(
    browser: Browser, office: Office, url: str, moment: Moment
) -> None:
    office.officer("Amit Roy", "help_desk", {"malda"}, password=passwords.hashed(THEIRS))
    with screen(browser, office, url, None, name="accounts") as seen:
        seen.open("/sign-in?next=account")
        for _ in range(5):
            sign_in(seen, "Amit Roy", "not the password").says("Name or password is not right.")
        sign_in(seen, "Amit Roy", THEIRS).says("After five wrong tries an account rests for some minutes")
        moment.forward(minutes=2)
        sign_in(seen, "Amit Roy", THEIRS).says("My account", "Where you are signed in")


def test_an_official_is_entered_comes_in_and_is_revoked(
    browser: Browser, office: Office, url: str, admin: Officer
) -> None:
    with screen(browser, office, url, admin, name="settings") as seen:
        seen.open("/").click("Settings", role="link").looks("officials")
        seen.click("Enter an official", role="link").looks("official-new")
        seen.fill("Name and office", "B. Sen, DIC Malda").click("Enter and show the first password")
        seen.says("Please choose at least one district").looks("official-new-refused")
        seen.page.get_by_label("Malda", exact=True).check()
        seen.page.get_by_label("Language of the pages", exact=True).select_option("English")
        seen.click("Enter and show the first password").says("It is shown here only now").looks("first-password")
        first = seen.main.locator("code").inner_text()
        seen.click("I have it, go on", role="link").says("not signed in yet")

        with screen(browser, office, url, None, name="settings") as theirs:
            sign_in(theirs.open("/"), "B. Sen, DIC Malda", first)
            renew(theirs, THEIRS).says("What needs you today")
            expect(theirs.page.get_by_role("link", name="Settings", exact=True)).to_have_count(0)
            seen.click("B. Sen, DIC Malda", role="link").says("Malda", "active").looks("official")
            seen.click("Revoke …", role="link").looks("revoke")
            seen.main.get_by_role("button").first.click()
            seen.says("B. Sen, DIC Malda is revoked and signed out everywhere.")
            theirs.open("/").says("Sign in")
            sign_in(theirs, "B. Sen, DIC Malda", THEIRS).says("Name or password is not right.")


@pytest.mark.parametrize("language, phone", [("bn", True), ("hi", False)])
def test_the_pages_in_other_languages(
    browser: Browser, office: Office, url: str, admin: Officer, language: str, phone: bool
) -> None:
    own = office.officer(f"Sabina Khatun {language}", "state_admin", language=language, totp="A" * 32,
                         password=passwords.hashed(OWN), password_at=office.clock())  # fmt: skip
    with screen(browser, office, url, None, phone=phone, name=f"accounts-{language}") as seen:
        seen.open("/sign-in").click({"bn": "বাংলা", "hi": "हिन्दी"}[language])
        expect(seen.page.locator("html")).to_have_attribute("lang", language)
        seen.looks("sign-in")
    with screen(browser, office, url, own, phone=phone, name=f"accounts-{language}") as seen:
        pages = {
            "account": "/account", "password": "/account/password", "second-step": "/account/second-factor",
            "officials": "/settings", "official-new": "/settings/officials/new",
            "official": f"/settings/officials/{admin.id}", "revoke": f"/settings/officials/{admin.id}/revoke",
            "programs": "/settings/programs",
        }  # fmt: skip
        for name, path in pages.items():
            seen.open(path).looks(name)


def test_sessions_are_ended_without_javascript(
    browser: Browser, office: Office, url: str, admin: Officer, moment: Moment
) -> None:
    with office.database.session() as db:
        wanted = Wanted("C. Ghosh, DIC Nadia", "district_officer", frozenset({"nadia"}), language="en")
        _, first = officials.enter(db, admin, wanted, moment(), KNOWN)
    with (
        screen(browser, office, url, None, script=False, name="plain") as seen,
        screen(browser, office, url, None, script=False, name="plain") as there,
    ):
        for each, password in ((seen, first), (there, THEIRS)):
            sign_in(each.open("/"), "C. Ghosh, DIC Nadia", password)
            if each is seen:
                renew(each, THEIRS)
            each.says("What needs you today")
        seen.open("/account").says("here").click("Sign it out").says("You are signed out there.")
        there.open("/account").says("Sign in")
        seen.click("Show a code for my chat").says("/official")
        seen.open("/account").click("Sign out").says("Sign in")
        seen.open("/account").says("Sign in")
