"""Text as the index sees it: words that are folded alike when they are kept and when they are looked for.

One way of cutting for both databases, so that both find the same. Where a script has no spaces (Han, Kana, Thai …)
each character is a word, and a run of them is looked for as a phrase; so are emoji.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

LONGEST_WORD = 64
"""Code points of a folded word that count; what follows them is not compared."""


class Word(NamedTuple):
    """A word of a text: as it is compared, and from where to where it stands (code points)."""

    folded: str
    begin: int
    end: int


def _marks() -> str:
    """Signs that go on with a word: accents, vowel signs, joiners. Not all of Unicode, all that is written today."""
    written = (*range(0x300, 0x2100), *range(0xA800, 0xAC00), *range(0xFE20, 0xFE30))
    return "\u200c\u200d" + "".join(chr(code) for code in written if unicodedata.category(chr(code)).startswith("M"))


_ALONE = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
_EMOJI = "\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2b00-\u2bff\U0001f000-\U0001f3fa\U0001f400-\U0001faff"
_MARKS = _marks()
_LETTER = f"[^\\W_{_ALONE}{_EMOJI}]"
_WORD = re.compile(f"[{_ALONE}{_EMOJI}]|{_LETTER}(?:{_LETTER}|[{_MARKS}])*")
_PLAIN = re.compile("[A-Za-z0-9]+")


def words_in(text: str) -> list[Word]:
    """All words of a text, in order."""
    pattern = _PLAIN if text.isascii() else _WORD
    found = (Word(fold(match.group()), match.start(), match.end()) for match in pattern.finditer(text))
    return [word for word in found if word.folded]


def folded_words(text: str) -> list[str]:
    """As `words_in`, without their places."""
    if text.isascii():
        return [word[:LONGEST_WORD] for word in _PLAIN.findall(text.lower())]
    return [folded for word in _WORD.findall(text) if (folded := fold(word))]


def fold(word: str) -> str:
    """Without case, accents and other forms of the same letter; empty if it was only marks."""
    return word.lower()[:LONGEST_WORD] if word.isascii() else _fold(word)


@lru_cache(maxsize=16_384)
def _fold(word: str) -> str:
    letters = unicodedata.normalize("NFKD", word).casefold()
    if len(word) == 1:
        return letters  # a Thai vowel sign is a mark, and yet a word here
    return "".join(letter for letter in letters if letter.isalnum() or unicodedata.category(letter) == "Mc")[
        :LONGEST_WORD
    ]
