"""Somebody at a test: which question is put to them, and what is right."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from bot.knowledge.assessments import Item
from tests.integration.training.lessons import BANK, HOUR, School
from tests.service import Person, Reply

LETTERS = "ABCDE"
TRUTH = {"en": ("right", "wrong"), "bn": ("ঠিক", "ভুল"), "hi": ("सही", "ग़लत")}


@dataclass
class Paper:
    """One person's test of a kind; `last`: what was said last."""

    school: School
    person: Person
    language: str
    mine: str
    kind: str = "post"
    last: Reply = None  # type: ignore[assignment]

    @property
    def row(self) -> Any:
        """The newest go."""
        query = "SELECT * FROM attempts WHERE enrolment_id = ? AND kind = ? ORDER BY number"
        return self.school.service.rows(query, self.mine, self.kind)[-1]

    @property
    def answers(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.row["answers"])
        return found

    @property
    def item(self) -> Item:
        """The question that is open."""
        bank, answered = self.school.content.assessments[BANK], self.answers
        name = next(one for one in json.loads(self.row["sheet"])["items"] if one not in answered)
        return next(item for item in bank.items if item.id == name)

    def begins(self) -> Reply:
        self.last = self.person.presses(f"quiz:start:{self.mine}:{self.kind}")
        return self.last

    def asks(self, reply: Reply) -> bool:
        """Whether the open question stands in the reply, in their language."""
        texts: dict[str, str] = dict(self.item.question)
        return texts[self.language] in reply.text and reply.language == self.language

    def rest(self) -> list[Item]:
        """The questions that are still to come, with the open one."""
        bank, answered = self.school.content.assessments[BANK], self.answers
        return [item for item in bank.items if item.id not in answered]

    def third(self) -> str:
        """The letter (of the file) of the option that is shown in the third place."""
        order: list[str] = json.loads(self.row["sheet"])["options"].get(self.item.id) or list(self.item.letters)
        return order[2]

    def words(self, *, right: bool = True) -> str:
        """An answer as somebody types it: letters as they are shown, a number, right or wrong."""
        item = self.item
        if item.kind == "true_false":
            return TRUTH[self.language][0 if item.answer is right else 1]
        if item.kind == "number":
            return str(item.answer) if right else "7"
        order: list[str] = json.loads(self.row["sheet"])["options"].get(item.id) or list(item.letters)
        wanted = sorted(LETTERS[order.index(letter)] for letter in item.right_letters)
        if right:
            return ", ".join(wanted)
        others = [LETTERS[at] for at in range(len(order)) if LETTERS[at] not in wanted]
        return ", ".join([others[0], wanted[0]]) if item.kind == "multiple" else others[0]

    def types(self, *, right: bool = True) -> Reply:
        self.last = self.person.says(self.words(right=right))
        return self.last

    def presses(self) -> Reply:
        """The right answer by button; a number is typed, since it has none."""
        item, shown = self.item, self.last.payloads
        if item.kind == "number":
            return self.types()
        if item.kind == "multiple":
            for letter in sorted(item.right_letters):
                now = [one for one in self.last.payloads if one.startswith("quiz:m:")]
                order: list[str] = json.loads(self.row["sheet"])["options"].get(item.id) or list(item.letters)
                self.last = self.person.presses(now[order.index(letter)])
            done = next(one for one in self.last.payloads if one.startswith("quiz:d:"))
            self.last = self.person.presses(done)
            return self.last
        said = ("t" if item.answer else "f") if item.kind == "true_false" else str(item.answer)
        self.last = self.person.presses(next(one for one in shown if one.endswith(f":{said}")))
        return self.last

    def until(self, kind: str) -> Item:
        """Answers rightly until a question of this kind is open."""
        while self.item.kind != kind:
            self.types()
        return self.item

    def to_the_end(self, wrong: int = 0) -> Reply:
        """Answers all; so many of the next ones wrongly."""
        while self.row["done_at"] is None:
            self.types(right=wrong <= 0)
            wrong -= 1
        return self.last


def paper(school: School, language: str, kind: str = "post") -> Paper:
    """Somebody who can write a test of this kind now."""
    begins = {"pre": 20 * HOUR, "post": -5 * HOUR, "late": -31 * 24 * HOUR}[kind]
    person, lesson = school.service.person(language), school.lesson(begins, bank=BANK)
    mine = school.place(person, lesson) if kind == "pre" else school.was_there(person, lesson)
    return Paper(school, person, language, mine, kind)
