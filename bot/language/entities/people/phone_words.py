"""Digits said as words in Bengali, Hindi and English, as in a telephone number that somebody dictates."""

from __future__ import annotations

import unicodedata

import regex  # type: ignore[import-untyped,unused-ignore]

_SPOKEN_WORDS = (
    "শূন্য শুন্য শূণ্য শুণ্য জিরো शून्य ज़ीरो जीरो सिफर zero ziro jiro zeero jero oh o nil shunno shunyo sunno sunyo shunya sunya"
    " shoonya soonya shuno",
    "এক ওয়ান एक वन one ek aek ak ekk wan",
    "দুই দু টু दो टू two dui dwi duy do tu",
    "তিন থ্রি तीन थ्री three tin teen thri thre",
    "চার ফোর चार फोर four char chaar car for",
    "পাঁচ পাচ ফাইভ पाँच पांच पाच फाइव five panch paanch pach paach pac fiv faiv",
    "ছয় ছ সিক্স छह छः छ छे छै सिक्स six chhoy choy chhay chay chhoi choi chho chhoe soy soi chhe chhah chah chhai che",
    "সাত সেভেন सात सेवन seven sat saat shat shaat seben",
    "আট এইট आठ एट eight at aat aath ath aatt eit",
    "নয় নয় ন নাইন नौ नव नाइन nine noy noi nay noe nou nau naw nain",
)
_SPOKEN = {
    unicodedata.normalize("NFC", word): str(digit) for digit, row in enumerate(_SPOKEN_WORDS) for word in row.split()
}
_TIMES = {
    unicodedata.normalize("NFC", word): times
    for times, row in (
        (2, "double dubble dabol dabal dobol dabble ডবল ডাবল डबल"),
        (3, "triple tripple tripal tripel ট্রিপল ট্রিপিল ट्रिपल"),
    )
    for word in row.split()
}
# At the edge of a number they are rather the next word of the sentence.
_ORDINARY_TOO = frozenset({"at", "do", "o", "oh", "for", "tu", "char"})
# Said between two groups of digits: "nine double seven five, then 112 340".
_THEN = frozenset(
    unicodedata.normalize("NFC", word)
    for words in (
        "তারপর তারপরে এরপর আবার tarpor tarpore erpor then phir fir uske baad",
        "बाद फिर उसके after that and ar",
    )
    for word in words.split()
)
_PIECE = regex.compile(r"[\p{L}\p{M}\u200c\u200d]+|[0-9]+")
_SPOKEN_GAP = regex.compile(r"[\s,.;:/…।—–-]{0,4}")


def spoken_rows(text: str) -> list[tuple[str, int, int]]:
    """Return the rows of digits of which at least two are words, as (digits, start, end); never raises.

    "nine eight double three" -> "9833". Words of the three languages in any mixture; Bengali and Devanagari digits
    must have become 0-9 before.
    """
    rows: list[tuple[str, int, int]] = []
    row: list[tuple[str, str, int, int]] = []  # digits, word, start, end
    times: tuple[int, int] | None = None
    last = 0

    def close() -> None:
        for edge in (-1, 0):
            while len(row) > 10 and row[edge][1] in _ORDINARY_TOO:
                row.pop(edge)
        if sum(not word.isdecimal() for _, word, _, _ in row) >= 2:
            rows.append(("".join(part[0] for part in row), row[0][2], row[-1][3]))
        row.clear()

    for piece in _PIECE.finditer(text):
        if (row or times) and not _SPOKEN_GAP.fullmatch(text[last : piece.start()]):
            close()
            times = None
        last = piece.end()
        word = unicodedata.normalize("NFC", piece.group()).lower()
        digits = word if word.isascii() and word.isdecimal() else _SPOKEN.get(word, "")
        if word in _TIMES and times is None:
            times = (_TIMES[word], piece.start())
        elif digits and (times is None or len(digits) == 1):
            count, start = times or (1, piece.start())
            row.append((digits * count, "double" if times else word, start, piece.end()))
            times = None
        elif not (row and times is None and word in _THEN):
            close()
            times = None
    close()
    return rows
