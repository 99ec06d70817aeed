"""Script and language identification, romanisation, folding, and how numbers and dates are written: pure functions.

Values in messages (sums, dates, names, places ...) are in `entities`, answers in roman letters in `roman`.

Nothing here imports from the rest of `bot`, because the engine uses it too, in an environment of its own.
"""

from bot.language.constants import LANGUAGE_NAMES, LANGUAGES, Language, Register, Script
from bot.language.fold import fold_consonants, fold_light, fold_medium, fold_text
from bot.language.identify import Guess, LanguageModel, identify, tells, train_language_model, training_corpus
from bot.language.moments import format_time, format_weekday
from bot.language.normalise import for_matching, normalise
from bot.language.numbers import (
    format_date,
    format_number,
    format_percent,
    format_rupees,
    localise_digits,
    to_ascii_digits,
)
from bot.language.reply import Choice, History, choose_reply_language
from bot.language.romanise import romanise
from bot.language.scripts import dominant_script, has_letters, script_counts
from bot.language.segments import graphemes, split_text, truncate_graphemes
from bot.language.tokens import Token, tokenize

__all__ = [
    "LANGUAGES",
    "LANGUAGE_NAMES",
    "Choice",
    "Guess",
    "History",
    "Language",
    "LanguageModel",
    "Register",
    "Script",
    "Token",
    "choose_reply_language",
    "dominant_script",
    "fold_consonants",
    "fold_light",
    "fold_medium",
    "fold_text",
    "for_matching",
    "format_date",
    "format_number",
    "format_percent",
    "format_rupees",
    "format_time",
    "format_weekday",
    "graphemes",
    "has_letters",
    "identify",
    "localise_digits",
    "normalise",
    "romanise",
    "script_counts",
    "split_text",
    "tells",
    "to_ascii_digits",
    "tokenize",
    "train_language_model",
    "training_corpus",
    "truncate_graphemes",
]
