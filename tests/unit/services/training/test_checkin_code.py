"""The code that a trainer shows: the published examples, how long it is taken, and how people type it."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.training import checkin_code
from bot.services.training.checkin_code import STEP, current, find_code, matches

SECRET = b"12345678901234567890123456789012"
MOMENTS = st.datetimes(dt.datetime(2020, 1, 1), dt.datetime(2090, 1, 1), timezones=st.just(dt.UTC))
SECRETS = st.binary(min_size=32, max_size=32)


@pytest.mark.parametrize(
    ("seconds", "published"),
    [
        (59, "46119246"), (1111111109, "68084774"), (1111111111, "67062674"), (1234567890, "91819424"),
        (2000000000, "90698825"), (20000000000, "77737706"),
    ],
)  # fmt: skip
def test_published_examples(seconds: int, published: str) -> None:
    """RFC 6238, appendix B, rows of SHA-256: steps of 30 seconds and eight digits, of which ours are the last six. The
    same number of steps of a minute has passed at twice the time."""
    step = seconds // 30
    now = dt.datetime.fromtimestamp(step * 60, dt.UTC)
    assert current(SECRET, now).digits == published[-6:]


@given(SECRETS, MOMENTS)
def test_a_code_is_taken_from_its_minute_to_the_end_of_the_next(secret: bytes, now: dt.datetime) -> None:
    code = current(secret, now)
    assert len(code.digits) == 6 and code.changes_at - STEP <= now < code.changes_at
    assert code.valid_until == code.changes_at + STEP
    second = dt.timedelta(microseconds=1)
    for moment in (now, code.changes_at - STEP, code.changes_at, code.valid_until - second):
        assert matches(secret, code.digits, moment)
    for moment in (code.valid_until, code.changes_at - STEP - second, now + dt.timedelta(hours=1)):
        around = {current(secret, moment).digits, current(secret, moment - STEP).digits}
        assert matches(secret, code.digits, moment) == (code.digits in around)


def test_it_ends_when_it_says() -> None:
    now = dt.datetime(2026, 12, 12, 5, 30, 20, tzinfo=dt.UTC)
    code = current(SECRET, now)
    assert code.changes_at == dt.datetime(2026, 12, 12, 5, 31, tzinfo=dt.UTC)
    assert matches(SECRET, code.digits, dt.datetime(2026, 12, 12, 5, 31, 59, tzinfo=dt.UTC))
    assert not matches(SECRET, code.digits, dt.datetime(2026, 12, 12, 5, 32, tzinfo=dt.UTC))
    assert not matches(SECRET, code.digits, dt.datetime(2026, 12, 12, 5, 29, 59, tzinfo=dt.UTC))
    assert not matches(SECRET[::-1], code.digits, now)


def test_the_zone_of_the_clock_does_not_matter_but_there_must_be_one() -> None:
    now = dt.datetime(2026, 12, 12, 5, 30, tzinfo=dt.UTC)
    india = now.astimezone(dt.timezone(dt.timedelta(hours=5, minutes=30)))
    assert current(SECRET, now) == current(SECRET, india)
    with pytest.raises(ValueError):
        current(SECRET, now.replace(tzinfo=None))


def test_a_secret_is_random_and_long_enough() -> None:
    secrets = {checkin_code.new_secret() for _ in range(50)}
    assert len(secrets) == 50 and {len(one) for one in secrets} == {32}
    with pytest.raises(ValueError):
        current(b"short", dt.datetime(2026, 1, 1, tzinfo=dt.UTC))


@pytest.mark.parametrize(
    "text",
    [
        "482913", "code 482 913", "৪৮২৯১৩", "কোড ৪৮২ ৯১৩ দিলাম", "४८२-९१३", "४८२ ९१३ है", "4 8 2 9 1 3", "48 29 13.",
        "code:482913", "482 - 913", "code482913", "৪৮২৯১৩টা", "class 2, code 482913", "482913, 482913", "code=482913!",
        "(482913)", "４８２９１３", "482–913", "482\u200b913", "482\u00a0913", "amar code holo 482913", "৪৮2৯13",
        "482913\nRahim", "কোড: ৪৮২-৯১৩।",
    ],
)  # fmt: skip
def test_codes_as_people_type_them(text: str) -> None:
    assert find_code(text) == "482913"
    now = dt.datetime(2026, 12, 12, 5, 30, tzinfo=dt.UTC)
    typed = text.replace("482913", current(SECRET, now).digits)
    assert matches(SECRET, typed, now) == (typed != text)


@pytest.mark.parametrize(
    "text",
    [
        "", "hello", "48291", "4829134", "482913 or 482914", "+91 98300 12345", "9830012345", "98300 482913",
        "033-482913", "98300-482913", "98300 - 482913", "(033) 482913", "+91 (98300) 482913", "+482913", "+ 482913",
        "৯৮৩০০ ৪৮২৯১৩", "12-11-26", "12.11.26", "12/11/26", "10:30:45", "₹482913", "₹ 482913", "482913.50",
        "4,82,913", "48-29-13",
        "482913 482913", "four eight two nine one three", "৪৮২৯১",
    ],
)  # fmt: skip
def test_what_is_no_code(text: str) -> None:
    assert find_code(text) is None
    assert not matches(SECRET, text, dt.datetime(2026, 12, 12, 5, 30, tzinfo=dt.UTC))


@given(
    st.from_regex(r"[0-9]{6}", fullmatch=True),
    st.sampled_from([0x30, 0x9E6, 0x966]),
    st.text("abc কলম,!\n", max_size=30),
)
def test_any_code_is_found_among_words(digits: str, zero: int, words: str) -> None:
    written = "".join(chr(zero + int(digit)) for digit in digits)
    assert find_code(f"{words} {written} {words}") == digits


@given(st.from_regex(r"[6-9][0-9]{9}", fullmatch=True), st.integers(1, 9), st.sampled_from(" -"))
def test_no_part_of_a_telephone_number_is_a_code(number: str, cut: int, between: str) -> None:
    assert find_code(f"{number[:cut]}{between}{number[cut:]}") is None


@given(st.text(max_size=300) | st.text("0123456789 -+.,:/()৪८", max_size=1500))
def test_no_text_breaks_it(text: str) -> None:
    found = find_code(text)
    assert found is None or (found.isascii() and found.isdigit() and len(found) == 6)
