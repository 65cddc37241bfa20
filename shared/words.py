"""Words as they are searched: whatever their capitals and their accents, which databases do not all know."""

from __future__ import annotations

import unicodedata


def searchable(words: str) -> str:
    """Without capitals and without accents: `Vingtième` is found by `vingtieme`."""
    letters = unicodedata.normalize("NFKD", words.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
