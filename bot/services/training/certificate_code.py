"""Codes of certificates: nine random characters and a check character, which people read from paper and type.

The check character is that of ISO/IEC 7064, the hybrid system MOD M+1,M of which MOD 37,36 is the best known, here with
M = 22: it finds every single wrong character, and nearly every two that changed places.
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Callable
from typing import Final

from stdnum.exceptions import ValidationError
from stdnum.iso7064 import mod_37_36

from bot.language import to_ascii_digits

ALPHABET: Final = "23456789CDFHJKMNPRTWXY"
"""Of two characters that look alike at most one is in it (0 and O, 1 and I and L: none), and no vowel, so that no code
is a word. 22 characters: the check needs M + 1 to be a prime number."""
LENGTH: Final = 10
_READ_AS: Final = str.maketrans("BGQSZ", "86952")
"""What is not in the alphabet, and can only be the character that looks like it."""
_BETWEEN: Final = re.compile(r"[\s\-‐-―−./,_:#\u200b-\u200d]+")


def new(draw: Callable[[int], int] = secrets.randbelow) -> str:
    """A code as it is stored ("7K3XC9DP2W"): one of 10¹², so that nobody finds one by trying. Whether somebody has it
    already, the caller's unique column tells. `draw(n)`: a random number below n."""
    body = "".join(ALPHABET[draw(len(ALPHABET))] for _ in range(LENGTH - 1))
    return body + mod_37_36.calc_check_digit(body, ALPHABET)


def valid(text: str) -> str | None:
    """The code as it is stored, of one that was typed in any grouping, in small letters, with digits of any of our
    scripts; None if it is none: then one character or more is wrong."""
    # NFKC makes one letter of many others that fill a line: no more is read than a code can need.
    plain = unicodedata.normalize("NFKC", text[:100])
    plain = _BETWEEN.sub("", to_ascii_digits(plain)).upper().translate(_READ_AS)
    if len(plain) != LENGTH or not set(plain) <= set(ALPHABET):
        return None
    try:
        mod_37_36.validate(plain, ALPHABET)
    except ValidationError:
        return None
    return plain


def shown(code: str) -> str:
    """As people read it: "7K3XC-9DP2W"."""
    half = LENGTH // 2
    return f"{code[:half]}-{code[half:]}"
