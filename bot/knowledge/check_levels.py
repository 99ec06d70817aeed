"""Texts in three languages: the same placeholders and numbers in each, no figure by hand, not too long."""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Iterator

import regex

from bot.knowledge.model import LANGUAGES, Trilingual
from bot.knowledge.problems import Place, Problem, Spot

_FIGURE_BY_HAND = re.compile(r"₹|[0-9০-৯०-९]\s*[%٪]|[0-9০-৯०-९]\s*(?:lakh|lac|crore|লক্ষ|লাখ|কোটি|लाख|करोड़)")
_DIGITS = str.maketrans("০১২৩৪৫৬৭৮৯०१२३४५६७८९", "01234567890123456789")
# A number that belongs to a name in Latin letters (GSTR-3B, REG-01, 15CA, section 43B(h)) is no figure.
_NAMED_NUMBER = re.compile(
    r"[A-Za-z][A-Za-z./()-]*\d[\dA-Za-z()./-]*|\d+[A-Z][A-Za-z0-9()]*|\S*[a-z0-9]\.(?:gov|in|com|org)\S*"
)


def check_level(spot: Spot, path: Place, text: Trilingual) -> Iterator[Problem]:
    """The three languages must hold the same placeholders and the same plain numbers."""
    where = ".".join(map(str, path))
    broken = [language for language in LANGUAGES if placeholders(text[language]) is None]
    for language in broken:
        message = f"{where}: a brace {{ or }} without its partner"
        yield spot.problem((*path, language), message, "write {name} or leave the brace out")
    if broken:
        return
    reference = Counter(_placeholder_list(text["en"]))
    expected = numbers(text["en"])
    for language in ("bn", "hi"):
        if Counter(_placeholder_list(text[language])) != reference:
            message = f"{where}: placeholders differ between en and {language}"
            yield spot.problem((*path, language), message, "use the same {names} equally often")
        if (others := numbers(text[language])) != expected:
            odd = sorted(((others - expected) + (expected - others)).keys())
            message = f"{where}: numbers differ between en and {language}: {', '.join(odd)}"
            yield spot.problem((*path, language), message, "write the same numbers (as digits) in all three languages")


def check_length(spot: Spot, path: Place, text: Trilingual, limit: int) -> Iterator[Problem]:
    """No language may be longer than `limit`, as a reader counts."""
    name = "answer" if path[0] == "aspects" else ".".join(map(str, path))
    for language in LANGUAGES:
        if (characters := length(text[language])) > limit:
            message = f"{name} has {characters} characters, at most {limit}"
            yield spot.problem((*path, language), message, "shorten it")


def check_by_hand(spot: Spot, path: Place, text: Trilingual) -> Iterator[Problem]:
    """Money and percentages come from figures only."""
    for language in LANGUAGES:
        if by_hand := _FIGURE_BY_HAND.search(text[language]):
            message = f"figure written by hand: {by_hand.group()!r}"
            yield spot.problem((*path, language), message, "put it into figures and write {its_name}")


def placeholders(text: str) -> set[str] | None:
    """Names in braces; None if braces do not match, or hold more than a name."""
    try:
        return set(_placeholder_list(text))
    except ValueError:
        return None


def numbers(text: str) -> Counter[str]:
    """The plain numbers of a text in western digits, without step numbers and numbers that belong to a name."""
    plain = _NAMED_NUMBER.sub(" ", re.sub(r"\{[^}]*\}", " ", text.translate(_DIGITS)))
    plain = re.sub(r"(?m)^\s*\d+[.)]\s", " ", plain)  # step numbers
    return Counter(number.replace(",", "") for number in re.findall(r"\d[\d,]*(?:\.\d+)?", plain))


def length(text: str) -> int:
    """Length as a reader sees it: grapheme clusters."""
    return len(regex.findall(r"\X", text))


def _placeholder_list(text: str) -> list[str]:
    found: list[str] = []
    for _, name, layout, conversion in string.Formatter().parse(text):
        if layout or conversion:
            raise ValueError("more than a name in braces")
        if name is not None:
            found.append(name)
    return found
