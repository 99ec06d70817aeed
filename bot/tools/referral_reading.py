"""What a message says of a loan that is wanted: its purpose, sum and district, the papers that are ready, who asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from bot.knowledge.library import Content
from bot.language.entities.numbers import find_amounts
from bot.language.entities.people import FoundPhone, explain_phone, find_name, find_phones
from bot.tools import reading
from bot.tools.base import Choice, Known, Value
from bot.tools.words import negated
from bot.tools.worker_words import enough

PURPOSE, AMOUNT, PLACE, DISTRICT, DOCUMENTS = "purpose", "amount", "place", "district", "documents"
NAME, PHONE, SHARE, CONFIRM = "name", "phone", "share", "confirm"
DONE, CHANGE = "papers_done", "change"
"""Beside the questions' slots: whether all papers that are ready were named; the slot that is to be asked anew."""
PURPOSES: Final = ("business", "tools", "stock")
"""What the desks of the banks take up; the first one counts if several are named, for it holds the others."""
DECLINED: Final = ("house", "personal")
"""What people ask for as well, and what a loan for a business is not given for."""
PAPERS: Final = (
    "aadhaar", "pan", "bank_passbook", "photo", "udyam", "quotation", "business_proof", "address_proof",
)  # fmt: skip
"""The check list, as the topic `loan-documents` has it, without what a desk helps to write."""
ALL, NONE, ENOUGH = "all", "none", "done"
YES, NO, SKIP = "yes", "no", "skip"
_ANSWERS = (Choice(YES, "loan_share.yes"), Choice(NO, "loan_share.no"))
_BARE = 2  # words of an answer that may end with its yes: "thik ache"
_PURPOSES = tuple(Choice(value, f"loan_purpose.{value}") for value in (*PURPOSES, *DECLINED))
_LONGEST_ANSWER = 5  # words
_NAME_LENGTH = 120  # characters, as the column


class Message(NamedTuple):
    """A typed message, the question it answers (None: none), and what is known before it."""

    text: str
    asked: str | None
    known: Known
    content: Content

    def may_change(self, *slots: str) -> bool:
        """Whether an incidental word may be taken for a slot: it is asked for or not known yet, or the message corrects
        something. "The quotation of the machine is ready" is no new purpose."""
        if self.asked in (None, SHARE, CONFIRM, *slots) or not any(self.known.get(slot) for slot in slots):
            return True
        return reading.yes_no(self.text) is False


def found(message: Message) -> dict[str, Value]:
    """Every slot that a message fills, but for consent and confirmation: these are `agreed`'s."""
    said: dict[str, Value] = {}
    for read in (_purpose, _amount, _place, _papers, _person):
        said.update(read(message))
    return said


def agreed(message: Message) -> bool | None:
    """Yes or no to a question that stands by itself; a yes inside another sentence, or with a question, is none."""
    words = message.text.split()
    if not words or len(words) > _LONGEST_ANSWER or reading.asks(message.text):
        return None
    answer = reading.yes_no(message.text)
    # "I have a shop" ends with a word for yes (ache, hai) and agrees to nothing.
    if answer is not None and (len(words) <= _BARE or reading.yes_no(words[0]) is answer):
        return answer
    chosen = reading.find_choice(message.text, _ANSWERS, message.content, asked=True)
    return None if chosen is None else chosen == YES


def offered_papers(known: Known) -> tuple[Choice, ...]:
    """The papers that are not yet named, and the way on."""
    ready = known.get(DOCUMENTS) or ()
    left = [paper for paper in PAPERS if paper not in ready]
    ends = [ENOUGH] if ready else [ALL, NONE]
    return tuple(Choice(value, f"loan_paper.{value}") for value in (*left, *ends))


def with_paper(value: str, known: Known) -> dict[str, Value]:
    """What a pressed button of the check list says."""
    ready = list(known.get(DOCUMENTS) or ())
    if value == ENOUGH:
        return {DOCUMENTS: ready, DONE: True}
    if value in (ALL, NONE):
        return {DOCUMENTS: list(PAPERS) if value == ALL else [], DONE: True}
    together = _in_order([*ready, value])
    return {DOCUMENTS: together, DONE: len(together) == len(PAPERS)}


def district_choice(name: str) -> Choice:
    """A district as a button; its payload has no hyphens."""
    value = name.replace("-", "_")
    return Choice(value, f"district.{value}")


def district_id(value: str) -> str:
    """The district of a button."""
    return value.replace("_", "-")


def _purpose(message: Message) -> Mapping[str, Value]:
    if not message.may_change(PURPOSE):
        return {}
    named = reading.find_choices(message.text, _PURPOSES, message.content, asked=message.asked == PURPOSE)
    first = next((value for value in (*PURPOSES, *DECLINED) if value in named), None)
    return {PURPOSE: first} if first is not None else {}


def _amount(message: Message) -> Mapping[str, Value]:
    if not message.may_change(AMOUNT):
        return {}
    text, asked = message.text, message.asked == AMOUNT
    sums = [one for one in find_amounts(text, expected=asked) if not _denied(text, one.start, one.end)]
    if sums:
        return {AMOUNT: sums[-1].high}
    return {AMOUNT: None} if asked and reading.unknown(text) else {}


def _place(message: Message) -> Mapping[str, Value]:
    content, known = message.content, message.known
    if message.asked == DISTRICT:
        offered = tuple(district_choice(name) for name in known.get(PLACE) or ())
        if chosen := reading.find_choice(message.text, offered, content, asked=True):
            return {DISTRICT: district_id(chosen)}
    if content.places is None or not message.may_change(PLACE, DISTRICT):
        return {}
    places = content.places.find(message.text, expected=message.asked in (PLACE, DISTRICT))
    named = [one for one in places if not _denied(message.text, one.start, one.end)]
    return located(named[-1].districts) if named else {}


def located(districts: Sequence[str]) -> dict[str, Any]:
    """The districts in which a name lies; one of them is the district, of several one has to be chosen."""
    return {PLACE: list(districts), DISTRICT: districts[0] if len(districts) == 1 else None}


def _papers(message: Message) -> Mapping[str, Value]:
    text, content, known, asked = message.text, message.content, message.known, message.asked == DOCUMENTS
    listed = tuple(Choice(value, f"loan_paper.{value}") for value in PAPERS)
    named = reading.find_choices(text, listed, content, asked=asked, numbers=False)
    if not asked:
        return {DOCUMENTS: _in_order([*(known.get(DOCUMENTS) or ()), *named])} if named else {}
    ends = tuple(Choice(value, f"loan_paper.{value}") for value in (ALL, NONE, ENOUGH))
    # By number only what was offered counts; by name also what is on the list no more.
    numbered = reading.find_choices(text, offered_papers(known), content, asked=True)
    chosen = {*named, *numbered, *reading.find_choices(text, ends, content, asked=True, numbers=False)}
    if papers := [paper for paper in PAPERS if paper in chosen]:
        return {DOCUMENTS: _in_order([*(known.get(DOCUMENTS) or ()), *papers]), DONE: True}
    for end in (NONE, ENOUGH, ALL):
        if end in chosen:
            return with_paper(end, known)
    if reading.unknown(text) or reading.yes_no(text) is False:
        return with_paper(ENOUGH, known)
    return {}


def _person(message: Message) -> Mapping[str, Value]:
    said: dict[str, Value] = {}
    text = message.text
    asked = message.asked == PHONE
    phones = find_phones(text, expected=asked)
    if message.may_change(NAME) and (name := _name(text, phones, asked=message.asked == NAME)):
        said[NAME] = name[:_NAME_LENGTH]
    mobile = [one for one in phones if one.mobile]
    if mobile and message.may_change(PHONE):
        said[PHONE] = mobile[-1].e164
    elif asked and not mobile and any(char.isdecimal() for char in text):
        said[PHONE] = {"problem": explain_phone(text)}
    return said


def _name(text: str, phones: Sequence[FoundPhone], *, asked: bool) -> str | None:
    """A name, to the question for it also one beside a telephone number. "That is all" is none."""
    if asked:
        for phone in reversed(phones):
            text = f"{text[: phone.start]}, {text[phone.end :]}"
    found = find_name(text.strip(" ,"), expected=asked)
    return None if found is None or enough(found.name) else found.name


def _denied(text: str, start: int, end: int) -> bool:
    """ "Malda noy, Nadia", "2 lakh na, 3 lakh": the first of them is not meant."""
    before, after = text[:start].split()[-2:], text[end:].replace(",", " ").split()[:1]
    return negated([*before, "x", *after], len(before), len(before))


def _in_order(papers: Sequence[str]) -> list[str]:
    return [paper for paper in PAPERS if paper in papers]
