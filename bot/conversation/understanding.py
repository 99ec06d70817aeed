"""Before the engine: what kind of message it is, in which language to answer, and what the engine is told with it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.conversation import payloads
from bot.conversation.bare import bare, says_yes
from bot.conversation.broadcasting import commands
from bot.conversation.choices import chosen
from bot.conversation.state import State
from bot.conversation.training import codes, plain, said
from bot.knowledge.model import Language
from bot.knowledge.offices import Point
from bot.language import (
    Guess,
    History,
    LanguageModel,
    choose_reply_language,
    has_letters,
    identify,
    normalise,
    script_counts,
    tells,
    to_ascii_digits,
)

# Commands that people know from Telegram work on every channel.
_COMMANDS = {
    "/start": "greet", "/help": "help", "/language": "language", "/stop": "stop", "/menu": "menu", "/person": "person",
    "/settings": "prefs",
    "/finder": "tool:finder", "/office": "tool:office", "/register": "tool:worker", "/card": "me:card",
    "/mydata": "me:data", "/delete": "me:erase", "/training": "tool:training", "/mytrainings": "me:trainings",
}  # fmt: skip
# What the picture of a session's code puts into the message, where a channel's link can only bring words.
_HERE = re.compile(r"here[ -]?(?P<code>\d{6})", re.IGNORECASE)
_TELLING = 0.3
_OF_A_FORM = 2
"""Words of an answer to a form that are too few to change the language, whatever they tell ("bad din", "jee nahi")."""
_THUMBS = (("👍", "👌"), ("👎",))  # up, down
# Their letters are ours, so that the names in them are found; texts in other letters never reach the engine.
_READ = frozenset({"as", "mr", "ne"})
# Joiners count as blanks here: `normalise` keeps them, and nobody sees them in front of a slash.
_LEADING_SLASHES = re.compile(r"^[\s/\u2044\u2215\u29f8\uff0f\u200c\u200d]+")


@dataclass(frozen=True)
class Understood:
    """`payload`: a choice, pressed or typed; `text`: words for the engine; `remark`: key of a reply at once."""

    language: Language
    learnt: Language | None = None  # the person's language from now on
    payload: str | None = None
    text: str | None = None
    remark: str | None = None
    register: str = ""
    roman: bool = False  # Bengali or Hindi, and not a letter of it native
    other: str | None = None  # code of the language that the message is in, if it is none of ours
    here: Point | None = None  # where the person is, if they shared it


def understand(
    kind: str, body: str, history: History, state: State, model: LanguageModel, default: Language, limit: int
) -> Understood:
    """Pure; never raises. `limit`: longest text, in characters, that goes to the engine."""
    own: Language = history.language or state.language or default
    if kind == "payload":
        return Understood(own, payload=body)
    if kind == "edited":
        return Understood(own, remark="edited_ignored")
    if kind == "location" and (here := _shared(body)) is not None:
        return Understood(own, payload=payloads.choose("office", "place", "here"), here=here)
    if kind == "voice":  # one that nobody listened to
        return Understood(own, remark="voice_unread")
    if kind in ("media", "location"):
        return Understood(own, remark="unsupported_media")
    if len(body) > limit:
        sample = body[:limit]
        return Understood(_language(sample, history, identify(sample, model), own)[0], remark="too_long")
    text = normalise(body)
    command = _COMMANDS.get(text.split("@")[0].strip().lower())
    if command is not None:
        return Understood(own, payload=command)
    if (there := _HERE.fullmatch(text.strip())) is not None:
        return Understood(own, payload=f"here:{to_ascii_digits(there['code'])}")
    if (known_by := codes.typed(text) or commands.typed(text)) is not None:
        return Understood(own, payload=known_by)
    # What is left of a slash command is ordinary text: the engine must never see a leading slash that a person typed.
    text = _LEADING_SLASHES.sub("", text)
    word = bare(text, asking=state.asking)
    if word == "stop":  # before all choices: a stop is always a stop
        return Understood(_of_word(text, history, model, own), payload=word)
    if state.confirms is not None and says_yes(text):
        return Understood(own, payload=state.confirms)
    if not state.asking and (answer := plain.meant(text, state.offered)) is not None:
        return Understood(own, payload=answer)
    choice = chosen(text, state.offered, numbers=not (state.asking or state.typed))
    if choice is not None:
        return Understood(own, payload=choice)
    if word is not None:
        return Understood(_of_word(text, history, model, own), payload=word)
    if commands.takes_words(state.hears) and not state.asking:
        return Understood(own, text=text)
    # Behind a question that wants a yes a form may wait, to which "training" is an answer.
    if not state.asking and state.confirms is None and (wish := said.named(text)) is not None:
        return Understood(_of_word(text, history, model, own), payload=wish)
    if judged := _judged(text, state):
        return Understood(own, payload=judged)
    if not has_letters(text) and not any(char.isdigit() for char in text):
        return Understood(own, remark="empty" if not text.strip() else "only_emoji")
    guess = identify(text, model)
    short = not guess.telling or guess.words <= _OF_A_FORM
    listed = state.asking and guess.script == "Latn" and short and guess.other is None
    if listed and (history.language or state.language):
        # Names of people, places and trades, as forms ask for them, are in no language.
        language, learnt = own, None
    else:
        language, learnt = _language(text, history, guess, own)
    if guess.other is not None and guess.other not in _READ:
        return Understood(language, remark="language_unreadable", other=guess.other)
    register = guess.register
    latin = script_counts(text).keys() <= {"Latn"}
    roman = latin and language != "en" and register in ("bn_roman", "hi_roman", "mixed")
    return Understood(language, learnt, text=text, register=register, roman=roman, other=guess.other)


def _of_word(text: str, history: History, model: LanguageModel, own: Language) -> Language:
    """In which language a bare word is answered: people of every language type "STOP", which says nothing of theirs."""
    known = text.isascii() and history.language is not None
    return own if known else _language(text, history, identify(text, model), own)[0]


def _shared(body: str) -> Point | None:
    """A place as channels write it: degrees north, a comma, degrees east."""
    try:
        lat, lon = map(float, body.split(","))
        return Point(lat=lat, lon=lon)
    except ValueError:
        return None


def _judged(text: str, state: State) -> str | None:
    """A thumb that was typed judges the last answer, whatever the colour of its skin."""
    verdict = next((at for at, signs in enumerate(_THUMBS) if text.strip().startswith(signs)), None)
    only = not has_letters(text) and not any(char.isdigit() for char in text)
    return state.rating[verdict] if verdict is not None and only and len(state.rating) == len(_THUMBS) else None


def _language(text: str, history: History, guess: Guess, own: Language) -> tuple[Language, Language | None]:
    """In which language to answer, and which is the person's from now on (None: as before)."""
    if history.language is not None and text.isascii() and says_yes(text):
        return history.language, None  # "ha" and "ji" are said in Bengali and in Hindi
    choice = choose_reply_language(guess, history)
    # Of a stranger's word or two in roman letters only a word that no other language has is worth more than the
    # service's own.
    vague = (
        guess.script == "Latn" and guess.language != "en" and not choice.confident and not tells(text, guess.language)
    )
    unsure = guess.confidence < _TELLING and guess.other is None
    if history.language is None and (vague or unsure):
        return own, None  # nothing to go by: the service's own language
    return choice.language, choice.language if choice.confident else None
