"""Letters without their accents, as people type them in chat.

>>> plain("milhões"), plain("să")
('milhoes', 'sa')
"""

from __future__ import annotations

import unicodedata
from functools import cache


@cache
def plain(word: str) -> str:
    """The word without its combining marks."""
    if word.isascii():
        return word
    return "".join(letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))
