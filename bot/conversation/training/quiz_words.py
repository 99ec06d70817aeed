"""What a test says: its questions with their answers as buttons, what an answer was worth, the result at the end.

What is built here are keys and values of messages; the words stand in content/messages/training_after.yml, those of the
questions in content/assessments.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from bot.conversation import payloads
from bot.conversation.engine import Say
from bot.db.models import Attempt
from bot.knowledge.assessments import Assessment, Item, Option
from bot.knowledge.library import Content
from bot.knowledge.strict import LANGUAGES, Language
from bot.knowledge.surveys import ANSWER_LIMIT
from bot.language import fold_text, for_matching, format_number, localise_digits
from bot.services.assessment import attempts
from bot.services.assessment.attempts import Kind, Place

LETTERS: Final = "ABCDE"
"""Of the options as they are shown, in every language: people know them from tests on paper and on television."""
MOST_WORDED: Final = 3
"""Options that are shown as buttons with their own words, if they are short; more are lettered lines."""
MOST_TOPICS: Final = 2
"""Topics that a result offers to read again."""
_NOT_KNOWN: Final = frozenset(
    fold_text(for_matching(words), "medium")
    for words in (
        "don't know", "dont know", "i don't know", "i dont know", "no idea", "not sure", "idk", "জানি না", "জানিনা",
        "আমি জানি না", "বলতে পারব না", "জানা নেই", "jani na", "janina", "ami jani na", "bolte parbo na", "jana nei",
        "नहीं पता", "पता नहीं", "मालूम नहीं", "मुझे नहीं पता", "नहीं मालूम", "pata nahi", "pata nahin", "nahi pata",
        "malum nahi", "maloom nahi", "mujhe nahi pata", "nahi malum",
    )
)  # fmt: skip


def says_not_known(text: str) -> bool:
    """Whether the text says that they do not know, and nothing else."""
    return fold_text(for_matching(text).strip(), "medium") in _NOT_KNOWN


def question(attempt: Attempt, place: Place, picked: str = "", before: Mapping[str, Any] | None = None) -> Say:
    """A question. `picked`: letters (of the file) that are chosen so far, where several may be; `before`: what is said
    first, of the question before."""
    item = place.item
    values: dict[str, Any] = {
        "number": place.number, "count": place.of, "question": {"said": dict(item.question)},
        "options": [
            {"key": "quiz_option", "values": {"letter": letter, "text": {"said": dict(option.text)}}}
            for letter, option in _lettered(attempt, item)
        ] if not _worded(item) else "",
        "hint": _hint(item), "picked": _picked(attempt, item, picked),
        "acts": [*_answers(attempt, place, picked), _act("quiz_later", f"quiz:later:{attempt.id}")],
        "hears": f"quiz:{attempt.id}:{position(attempt, item)}:{picked}", "typed": item.kind == "number",
    }  # fmt: skip
    if before is None:
        return Say("quiz_question", values)
    return Say("quiz_next", {**values, "before": before})


def position(attempt: Attempt, item: Item) -> int:
    """Which question of the sheet it is, as payloads name it: from 1, and the same however the bank changes."""
    return 1 + list(attempt.sheet["items"]).index(item.id)


def verdict(item: Item, given: object, hit: bool, kind: str) -> dict[str, Any]:
    """What is said of an answer. In the test before the course only that it is noted: an explanation now would teach
    what the course is to teach, and the gain could not be measured any more."""
    if kind == "pre":
        return {"key": "quiz_noted", "values": {}}
    explained = {"explanation": {"said": dict(item.explanation)}}
    if hit:
        return {"key": "quiz_right", "values": explained}
    key = "quiz_not_known" if given is None else "quiz_wrong"
    return {"key": key, "values": {**explained, "answer": right_answer(item)}}


def right_answer(item: Item) -> dict[str, Any]:
    """The right answer in words."""
    if item.kind == "true_false":
        return {"key": "quiz_true" if item.answer else "quiz_false", "values": {}}
    if item.kind == "number":
        return {"said": {lang: _figure(item, lang) for lang in LANGUAGES}}
    found = [option for option in item.options if option.id in item.right_letters]
    return {"said": {lang: "; ".join(option.text[lang] for option in found) for lang in LANGUAGES}}


def _figure(item: Item, lang: Language) -> str:
    """What has a unit is counted: "2,400 rupees"; anything else is a telephone number or the like."""
    if item.unit is None or not isinstance(item.answer, int | float):
        return localise_digits(str(item.answer), lang)
    return f"{format_number(item.answer, lang)} {item.unit[lang]}"


def result(
    attempt: Attempt, bank: Assessment, content: Content, title: Mapping[str, str],
    others: Mapping[Kind, Attempt], before: Mapping[str, Any] | None,
) -> Say:  # fmt: skip
    """What is said at the end. `others`: the goes of the other tests that count; `before`: of the last answer."""
    values: dict[str, Any] = {
        "before": before or "", "title": {"said": dict(title)}, "right": attempt.right or 0, "count": attempt.total,
        "time": {"key": "quiz_time", "values": {"minutes": max(1, round(attempt.seconds / 60))}}, "hears": "",
    }  # fmt: skip
    if attempt.kind == "pre":
        # No score: right or wrong would be known of all who had everything right or nothing.
        return Say("quiz_done_pre", values)
    weakest = _weakest(attempt, bank)
    values |= {
        "modules": [
            {"key": "quiz_module", "values": {"title": {"said": dict(module.title)}, "right": got, "count": of}}
            for module in bank.modules
            for got, of in [attempt.modules.get(module.id, (0, 0))]
            if of
        ] if len(attempt.modules) > 1 else "",
        "compared": _compared(attempt, others), "read": "", "acts": [],
    }  # fmt: skip
    topics = _to_read(attempt, bank, content, weakest)
    if weakest is not None and topics:
        module = next(one for one in bank.modules if one.id == weakest)
        values["read"] = {"key": "quiz_read", "values": {"module": {"said": dict(module.title)}}}
        values["acts"] = [
            {"title": "as_said", "payload": payloads.ask(one), "values": {"text": {"said": dict(titles)}}}
            for one, titles in topics
        ]
    return Say(f"quiz_done_{attempt.kind}", values)


def _compared(attempt: Attempt, others: Mapping[Kind, Attempt]) -> Any:
    """How it was before, with the test that it is to be compared with; empty if that was not written."""
    other = others.get("pre" if attempt.kind == "post" else "post")
    if other is None or not other.total or not attempt.total:
        return ""
    better = (attempt.right or 0) * other.total - (other.right or 0) * attempt.total
    values = {"right": other.right or 0, "count": other.total}
    if attempt.kind == "post":
        return {"key": "quiz_gained" if better > 0 else "quiz_as_before", "values": values}
    return {"key": "quiz_kept" if better >= 0 else "quiz_faded", "values": values}


def _weakest(attempt: Attempt, bank: Assessment) -> str | None:
    """The module with the smallest share of right answers, the first of several; None: all was right."""
    shares = {
        module.id: got / of
        for module in bank.modules
        for got, of in [attempt.modules.get(module.id, (0, 0))]
        if of and got < of
    }
    return min(shares, key=lambda one: shares[one], default=None)


def _to_read(
    attempt: Attempt, bank: Assessment, content: Content, module: str | None
) -> list[tuple[str, Mapping[str, str]]]:
    """Topics that the questions of a module that were not right rest on, with the titles of their buttons."""
    missed = [
        item.rests_on for item in bank.items
        if item.module == module and item.id in attempt.answers and not attempt.answers[item.id]["right"]
    ]  # fmt: skip
    topics = [content.topics[one] for one in dict.fromkeys(missed) if one in content.topics]
    return [(topic.id, dict(topic.button)) for topic in topics[:MOST_TOPICS]]


def _lettered(attempt: Attempt, item: Item) -> Sequence[tuple[str, Option]]:
    order = attempts.sheet(attempt).options.get(item.id, item.letters)
    return [(LETTERS[place], item.option(letter)) for place, letter in enumerate(order)]


def _worded(item: Item) -> bool:
    """Whether the buttons say the options themselves."""
    short = all(len(option.text[lang]) <= ANSWER_LIMIT for option in item.options for lang in LANGUAGES)
    return item.kind not in ("single", "multiple") or (
        item.kind == "single" and len(item.options) <= MOST_WORDED and short
    )


def _answers(attempt: Attempt, place: Place, picked: str) -> list[dict[str, Any]]:
    item = place.item
    at = f"{attempt.id}:{position(attempt, item)}"
    if item.kind == "true_false":
        return [_act("quiz_true", f"quiz:a:{at}:t"), _act("quiz_false", f"quiz:a:{at}:f")]
    if item.kind == "number":
        return [_act("quiz_not_known", f"quiz:a:{at}:-")]
    if item.kind == "single" and _worded(item):
        return [
            _act("as_said", f"quiz:a:{at}:{option.id}", text={"said": dict(option.text)})
            for _, option in _lettered(attempt, item)
        ]
    if item.kind == "single":
        return [_act("as_said", f"quiz:a:{at}:{one.id}", text=letter) for letter, one in _lettered(attempt, item)]
    found = []
    for letter, option in _lettered(attempt, item):
        chosen = option.id in picked
        then = "".join(sorted(set(picked) ^ {option.id})) or "-"
        found.append(_act("quiz_picked" if chosen else "as_said", f"quiz:m:{at}:{then}", text=letter))
    return [*found, _act("quiz_ready", f"quiz:d:{at}:{picked}")] if picked else found


def _picked(attempt: Attempt, item: Item, picked: str) -> Any:
    if not picked:
        return ""
    letters = ", ".join(letter for letter, option in _lettered(attempt, item) if option.id in picked)
    return {"key": "quiz_picked_so_far", "values": {"letters": letters}}


def _hint(item: Item) -> Any:
    if item.kind == "multiple":
        return {"key": "quiz_hint_multiple", "values": {}}
    if item.kind == "number":
        if item.unit is None:
            return {"key": "quiz_hint_number", "values": {}}
        return {"key": "quiz_hint_unit", "values": {"unit": {"said": dict(item.unit)}}}
    return {"key": "quiz_hint_true_false", "values": {}} if item.kind == "true_false" else ""


def _act(title: str, payload: str, **values: Any) -> dict[str, Any]:
    return {"title": title, "payload": payload, "values": values}
