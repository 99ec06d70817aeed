"""People: their names, in Latin and Bengali letters, and their telephone numbers."""

from bot.language.entities.people.names import FoundName, find_name
from bot.language.entities.people.phones import FoundPhone, explain_phone, find_phones
from bot.language.entities.people.transliterate import to_bengali, to_latin

__all__ = [
    "FoundName",
    "FoundPhone",
    "explain_phone",
    "find_name",
    "find_phones",
    "to_bengali",
    "to_latin",
]
