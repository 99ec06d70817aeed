"""Numbers and what they measure: sums of money, ages, years of work, lengths of time, percentages."""

from bot.language.entities.numbers.ages import Age, Experience, find_ages, find_experience
from bot.language.entities.numbers.amounts import Amount, find_amounts
from bot.language.entities.numbers.numerals import Number, find_numbers, numeral
from bot.language.entities.numbers.quantities import Duration, Percent, find_durations, find_percents

__all__ = [
    "Age",
    "Amount",
    "Duration",
    "Experience",
    "Number",
    "Percent",
    "find_ages",
    "find_amounts",
    "find_durations",
    "find_experience",
    "find_numbers",
    "find_percents",
    "numeral",
]
