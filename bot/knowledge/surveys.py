"""What people are asked after a session (`content/surveys/*.yml`): the form of a file.

Each question is answered by one of five answers, from 1 (the worst) to 5 (the best). The ids of questions stand in the
database and in the owner's figures: a question that means something else gets another id.
"""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, model_validator

from bot.knowledge.strict import Strict, Trilingual

FOLDER = "surveys"
ANSWERS = 5
ANSWER_LIMIT = 20
"""Characters of an answer in each language: it is a button."""

QuestionId = Annotated[str, StringConstraints(pattern=r"^[a-z]+(_[a-z]+)*$", max_length=12)]
Mode = Literal["classroom", "online"]
Answers = Annotated[list[Trilingual], Field(min_length=ANSWERS, max_length=ANSWERS)]


class Question(Strict):
    """One question. `answers`: its own, where those of the survey do not fit; `mode`: only of such sessions."""

    id: QuestionId
    text: Trilingual
    answers: Answers | None = None
    mode: Mode | None = None


class Survey(Strict):
    """Questions in the order in which they are asked. `answers`: from 1 to 5, of every question without its own;
    `words`: what asks for a sentence at the end."""

    answers: Answers
    questions: list[Question] = Field(min_length=1)
    words: Trilingual

    def of(self, mode: str) -> list[Question]:
        """The questions of a session of this mode."""
        return [question for question in self.questions if question.mode in (None, mode)]

    def answers_of(self, question: Question) -> list[Trilingual]:
        """What can be answered, from 1 to 5."""
        return question.answers or self.answers

    @model_validator(mode="after")
    def _ids(self) -> Survey:
        twice = [one for one, times in Counter(question.id for question in self.questions).items() if times > 1]
        if twice:
            raise ValueError(f"questions: {', '.join(twice)} stands twice")
        counts = {len(self.of("classroom")), len(self.of("online"))}
        if len(counts) > 1:
            raise ValueError("questions: ask as many of people in a classroom as of people online")
        return self


def parse(data: Any) -> Survey:
    """The survey of a document. Raises pydantic's ValidationError."""
    return Survey.model_validate(data if data is not None else {})
