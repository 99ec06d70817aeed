"""Employers who look for workers, the official who looks at them, and the workers who are asked: the real engine."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from tests.integration.workers.bureau import ascii_digits, new_phone, number_in

if TYPE_CHECKING:
    from tests.integration.workers.bureau import Bureau, Talker

pytestmark = pytest.mark.engine

# register: the wish, the least experience, no papers, how the summary says it
AT_ONCE = [
    ("en", "I want to hire 3 masons in Malda from Monday", "2 years", "none", "Mason: 3"),
    ("bn", "সোমবার থেকে মালদায় ৩ জন রাজমিস্ত্রি চাই", "২ বছর", "নেই", "রাজমিস্ত্রি: ৩ জন"),
    ("hi", "मुझे मालदा में 3 राजमिस्त्री चाहिए, सोमवार से", "2 साल", "नहीं है", "राजमिस्त्री: 3 लोग"),
    ("bn_roman", "3 jon rajmistri lagbe Malda te, somobar theke", "2 bochor", "nei", "রাজমিস্ত্রি: ৩ জন"),
    ("hi_roman", "mujhe 3 rajmistri chahiye Malda mein somvar se", "2 saal", "nahi hai", "राजमिस्त्री: 3 लोग"),
    ("mixed", "need 3 jon rajmistri Malda te from Monday", "2 bochor", "nei", "রাজমিস্ত্রি: ৩ জন"),
]
YES = {"en": "yes", "bn": "হ্যাঁ", "hi": "हाँ", "bn_roman": "hya", "hi_roman": "haan", "mixed": "ok"}
ONE_BY_ONE = {
    "bn": ("লোক চাই", "সাইকেল মিস্ত্রি না, দর্জি", "২ জন", "মালদা", "সোমবার", "যে কেউ", "দে টেলার্স", "নেই"),
    "hi": ("लोग चाहिए", "दर्ज़ी", "2", "मालदा", "तुरंत", "कोई भी", "शर्मा टेलर्स", "नहीं है"),
    "en": ("I need workers", "tailor", "2", "Malda", "Monday", "any", "Dey Tailors", "none"),
    "bn_roman": ("lok chai", "dorji", "2 jon", "Malda", "ekhoni", "je keu cholbe", "Dey Tailors", "nei"),
}


def language_of(register: str) -> str:
    return "bn" if register == "mixed" else register.split("_")[0]


def need_of(bureau: Bureau, employer: Talker, trade: str, count: int = 1, district: str = "Malda") -> str:
    """An employer posts; returns the number."""
    phone = new_phone()
    employer.presses("tool:need")
    employer.all_of(f"{count} {trade} in {district} from 1 December", "any", f"Dey Works, {phone}")
    if "set:need:phone:own" in employer.payloads:
        employer.presses("set:need:phone:own")
    employer.presses("set:need:identity:none")
    return number_in(employer.presses("set:need:confirm:yes"))


def verified(bureau: Bureau, number: str) -> None:
    answer = bureau.malda.posts(f"/needs/{number}/verify", reason="the workshop was visited")
    assert (answer.status_code, answer.json()["status"]) == (200, "open"), answer.text


def offers(bureau: Bureau, number: str) -> dict[str, str]:
    found = bureau.malda.gets(f"/needs/{number}/offers").json()["offers"]
    return {one["worker"]: one["status"] for one in found}


# ---- The wish


@pytest.mark.parametrize(("register", "wish", "years", "papers", "shown"), AT_ONCE, ids=[row[0] for row in AT_ONCE])
def test_a_need_in_one_message(bureau: Bureau, register: str, wish: str, years: str, papers: str, shown: str) -> None:
    language, phone = language_of(register), new_phone()
    employer = bureau.web(language)
    employer.says(wish)
    assert bureau.message("form_ask_need_months", language) in employer.text, employer.text
    employer.all_of(years, f"Pal Builders, {phone}", papers)
    assert bureau.message("form_ask_need_confirm", language) in employer.text, employer.text
    assert shown in employer.text and phone in ascii_digits(employer.text) and "Pal Builders" in employer.text
    told = employer.says(YES[register])
    assert bureau.message("need_posted", language) in told
    need = bureau.malda.gets(f"/needs/{number_in(told)}").json()
    assert (need["trade"], need["count"], need["district"], need["months"], need["status"]) == (
        "mason", 3, "malda", 24, "unverified",
    )  # fmt: skip
    assert dt.date.fromisoformat(need["starts_on"]).strftime("%A") == "Monday"


@pytest.mark.parametrize("register", ONE_BY_ONE)
def test_a_need_one_by_one(bureau: Bureau, register: str) -> None:
    language, phone = language_of(register), new_phone()
    employer = bureau.web(language)
    *answers, papers = ONE_BY_ONE[register]
    employer.all_of(*answers, phone, papers)
    assert bureau.message("form_ask_need_confirm", language) in employer.text, employer.text
    told = employer.says(YES[register])
    need = bureau.malda.gets(f"/needs/{number_in(told)}").json()
    assert (need["trade"], need["count"], need["district"], need["months"]) == ("tailor", 2, "malda", 0)


def test_the_employer_sees_how_it_stands_and_ends_it(bureau: Bureau) -> None:
    employer = bureau.web("bn")
    number = need_of(bureau, employer, "sculptors", 2)
    assert "set:need:again:state" in employer.payloads
    employer.presses("set:need:again:state")
    assert number in employer.text and bureau.message("need_state_unverified", "bn") in employer.text
    employer.says("লোক চাই")  # as the words under the first message say
    assert bureau.message("form_ask_need_again", "bn") in employer.text
    employer.says("কতদূর হল")
    assert number in employer.text
    employer.presses(employer.ends_with(number.replace("-", "").lower()))
    assert number in employer.text
    assert bureau.malda.gets(f"/needs/{number}").json()["status"] == "filled"


@pytest.mark.parametrize(("language", "reason"), [("en", "No shop at that address."), ("bn", "ঠিকানায় দোকান পাওয়া যায়নি।")])
def test_a_refused_employer_reads_the_reason(bureau: Bureau, language: str, reason: str) -> None:
    employer = bureau.web(language)
    number = need_of(bureau, employer, "toy makers")
    assert bureau.malda.posts(f"/needs/{number}/reject", reason=reason).status_code == 200
    assert reason in employer.waits(bureau.minute)


def test_nothing_is_kept_of_a_need_that_was_given_up(bureau: Bureau) -> None:
    employer = bureau.web("bn")
    phone = new_phone()
    employer.all_of("2 jon mukhosh karigar lagbe Malda", "ekhoni", "je keu cholbe", f"Dey Works, {phone}", "না, থাক")
    assert bureau.message("form_cancelled", "bn") in employer.text
    everything = bureau.malda.gets("/needs", status="unverified", limit=200).json()["needs"]
    assert "mask-maker" not in {one["trade"] for one in everything}


# ---- The official


def test_nobody_is_asked_before_an_official_has_looked(bureau: Bureau) -> None:
    worker, employer = bureau.web("en"), bureau.web("en")
    card = bureau.worker(worker, "Dulal Pramanik", "barber, Malda, 5 years")
    number = need_of(bureau, employer, "barbers")
    bureau.minute()
    assert offers(bureau, number) == {}
    verified(bureau, number)
    bureau.minute()
    assert offers(bureau, number) == {card: "asked"}


def test_officials_of_another_district_see_nothing(bureau: Bureau) -> None:
    number = need_of(bureau, bureau.web("en"), "stone workers")
    other = bureau.nadia
    assert number not in [one["number"] for one in other.gets("/needs", limit=200).json()["needs"]]
    reason = {"reason": "I should like to know it"}
    answers = [other.gets(f"/needs/{number}"), other.gets(f"/needs/{number}/offers")]
    answers += [
        other.posts(f"/needs/{number}/{act}", **reason)
        for act in ("verify", "reject", "close", "phone", "introductions")
    ]
    assert {answer.status_code for answer in answers} == {404}
    nobody = other.gets("/needs/N-0000-0000-0").json()
    assert answers[0].json()["detail"] == nobody["detail"].replace("N-0000-0000-0", number), "as of a need that is none"
    assert other.gets("/needs", district="malda").status_code in (200, 403)
    entered = other.posts(
        "/needs", trade="mason", count=1, district="malda", employer="X Y", phone=new_phone(), **reason
    )
    assert entered.status_code == 403


def test_reading_a_number_is_noted(bureau: Bureau) -> None:
    number = need_of(bureau, bureau.web("en"), "boat makers")
    assert "xxxxxx" in bureau.malda.gets(f"/needs/{number}").json()["phone"]
    assert bureau.malda.posts(f"/needs/{number}/phone", reason="short").status_code == 422
    read = bureau.malda.posts(f"/needs/{number}/phone", reason="to ask about the workshop")
    assert read.json()["phone"].startswith("+9198311")
    (noted,) = bureau.service.rows("SELECT * FROM audit_events WHERE reason = 'to ask about the workshop'")
    assert noted["actor"] == bureau.malda.name


# ---- The worker


@pytest.mark.parametrize(
    ("channel", "language", "trade", "words"),
    [
        ("on_telegram", "bn", "cook", "রান্নার কাজ, রাঁধুনি, Malda, 6 years"),
        ("on_whatsapp", "hi", "baker", "baker, Malda, 6 years"),
        ("web", "en", "waiter", "waiter, Malda, 6 years"),
    ],
)
def test_a_yes_gives_each_the_others_number(
    bureau: Bureau, channel: str, language: str, trade: str, words: str
) -> None:
    worker: Talker = getattr(bureau, channel)(language)
    bureau.worker(worker, "Swapan Saha", words)
    employer = bureau.web("en")
    number = need_of(bureau, employer, f"{trade}s")
    verified(bureau, number)
    asked = worker.waits(bureau.minute)
    assert bureau.message("work_question", language).split("\n")[-1] in asked, asked
    assert "Dey Works" in asked and "98311" not in ascii_digits(asked), "no number before the yes"
    told = worker.presses(worker.ends_with(":yes"))
    need = bureau.malda.posts(f"/needs/{number}/phone", reason="to compare it for a test").json()["phone"]
    assert need[-10:] in ascii_digits(told), told
    introduced = employer.waits(bureau.minute)
    card = bureau.malda.posts(f"/needs/{number}/introductions", reason="to compare it for a test").json()["workers"]
    assert [one["name"] for one in card] == ["Swapan Saha"]
    assert "Swapan Saha" in introduced and card[0]["phone"][-10:] in ascii_digits(introduced)


@pytest.mark.parametrize(("said", "key"), [("no", "work_no"), ("later", "work_later")])
def test_a_no_gives_nothing_away(bureau: Bureau, said: str, key: str) -> None:
    trade = {"no": "goldsmith", "later": "beautician"}[said]
    worker, employer = bureau.on_telegram("bn"), bureau.web("en")
    card = bureau.worker(worker, "Sandhya Bagdi", f"{trade}, Malda, 3 years")
    number = need_of(bureau, employer, f"{trade}s")
    verified(bureau, number)
    worker.waits(bureau.minute)
    told = worker.presses(worker.ends_with(f":{said}"))
    assert bureau.message(key, "bn") in told and not any(char.isdigit() for char in ascii_digits(told))
    assert "Sandhya" not in employer.waits(bureau.minute)
    assert offers(bureau, number) == {card: said}
    assert bureau.malda.posts(f"/needs/{number}/introductions", reason="who said yes to it").json()["workers"] == []


def test_a_yes_after_the_permission_was_taken_back_gives_nothing(bureau: Bureau) -> None:
    worker, employer = bureau.on_telegram("en"), bureau.web("en")
    bureau.worker(worker, "Kamal Rajak", "laundry worker, Malda, 3 years")
    number = need_of(bureau, employer, "laundry workers")
    verified(bureau, number)
    worker.waits(bureau.minute)
    yes = worker.ends_with(":yes")
    worker.presses("consent:share_employers:off")
    told = worker.presses(yes)
    assert bureau.message("work_not_agreed", "en") in told or bureau.message("work_gone", "en") in told, told
    assert "98311" not in told
    assert "Kamal" not in employer.waits(bureau.minute)


def test_who_has_not_agreed_or_wants_no_work_is_not_asked(bureau: Bureau) -> None:
    unasked, stopped, fit = bureau.web("en"), bureau.web("en"), bureau.web("en")
    bureau.worker(unasked, "Amal Das", "photographer, Malda", share="")
    bureau.worker(stopped, "Bimal Das", "photographer, Malda")
    stopped.says("STOP")
    card = bureau.worker(fit, "Kamal Das", "photographer, Malda")
    number = need_of(bureau, bureau.web("en"), "photographers")
    verified(bureau, number)
    bureau.minute()
    assert offers(bureau, number) == {card: "asked"}


def test_a_helper_is_asked_for_whom_they_registered(bureau: Bureau) -> None:
    helper: Any = bureau.on_telegram("en")
    helper.presses("set:worker:new:other")
    helper.presses("set:worker:consent:yes")
    helper.says(f"Budhan Soren, {new_phone()}, jute worker, Malda, work nearby")
    while "set:worker:confirm:yes" not in helper.payloads:
        share = [payload for payload in helper.payloads if payload == "set:worker:share:employers"]
        helper.presses(*share or [helper.ends_with(":skip")])
    card = number_in(helper.presses("set:worker:confirm:yes"))
    number = need_of(bureau, bureau.web("en"), "jute workers")
    verified(bureau, number)
    asked = helper.waits(bureau.minute)
    assert "Budhan Soren" in asked, asked
    helper.presses(helper.ends_with(":no"))
    assert offers(bureau, number) == {card: "no"}
