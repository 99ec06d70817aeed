"""Topics whose texts have words in common with a message: choices for one that was not understood.

Full text search of SQLite (FTS5, BM25) over folded keys, so that all scripts and spellings meet. What is found is only
offered as a choice: a text of the content is never said as the answer to a question that it may not answer.
"""

from __future__ import annotations

import sqlite3
import threading
from collections import Counter
from collections.abc import Iterable, Iterator

from bot.knowledge.library import Content
from bot.knowledge.model import LANGUAGES, Topic
from bot.language import fold_medium, tokenize

CHOICES = 5
_WEIGHTS = (8.0, 4.0, 1.0)  # a word in a name tells more than one in a question, and that more than one in an answer
_CLOSE = 0.45
"""A choice scores at least so much of the best one's score."""
_COMMON = 0.2
"""A key that more than this share of the topics hold says nothing."""
_SHORTEST = 3  # letters of a key: shorter ones meet by chance


class Search:
    """An index of one state of the content. Safe to use from several threads."""

    def __init__(self, topics: Iterable[Topic]) -> None:
        self._lock = threading.Lock()
        self._database = sqlite3.connect(":memory:", check_same_thread=False)
        self._database.execute("CREATE VIRTUAL TABLE topics USING fts5(id UNINDEXED, names, questions, answers)")
        rows = [(topic.id, *(" ".join(_keys(texts)) for texts in _fields(topic))) for topic in topics]
        self._database.executemany("INSERT INTO topics VALUES (?, ?, ?, ?)", rows)
        holding = Counter(key for row in rows for key in {key for field in row[1:] for key in field.split()})
        self._telling = {key for key, count in holding.items() if count <= max(3, _COMMON * len(rows))}

    def find(self, text: str) -> list[str]:
        """Ids of at most five topics, the best first; none if no telling word of the text stands in the content."""
        keys = [key for key in dict.fromkeys(_keys([text])) if key in self._telling]
        if not keys:
            return []
        wanted = " OR ".join(f'"{key}"' for key in keys)
        with self._lock:
            found = self._database.execute(
                "SELECT id, -bm25(topics, 0, ?, ?, ?) AS score FROM topics WHERE topics MATCH ? ORDER BY score DESC, id"
                " LIMIT ?",
                (*_WEIGHTS, wanted, CHOICES),
            ).fetchall()
        return [name for name, score in found if score >= _CLOSE * found[0][1]]


class LatestSearch:
    """The index of the content as it is now: made when it is first needed and again when the content was read again."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._made: tuple[Content, Search] | None = None

    def find(self, content: Content, text: str) -> list[str]:
        """As `Search.find`; the first call for a state of the content takes seconds."""
        with self._lock:
            if self._made is None or self._made[0] is not content:
                self._made = content, Search(content.topics.values())
        return self._made[1].find(text)


def _fields(topic: Topic) -> tuple[list[str], list[str], list[str]]:
    """Names, questions and answers of a topic."""
    names = [*topic.aliases, *(text[language] for text in (topic.title, topic.button) for language in LANGUAGES)]
    questions = [q for registers in topic.questions.values() for examples in registers.values() for q in examples]
    answers = [answer[language] for answer in topic.aspects.values() for language in LANGUAGES]
    return names, questions, answers


def _keys(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        for token in tokenize(text):
            key = fold_medium(token.text)
            if len(key) >= _SHORTEST and key.isalnum():
                yield key
