"""What several readers need of texts and names. Pure."""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from importlib.resources import files

from distributed_chat.imports.policy import storable
from distributed_chat.imports.records import Mark, Meaning

LONGEST_NAME = 60
LONGEST_TOPIC = 80


def tidy(text: str, longest: int, instead: str) -> str:
    """One line that a name or a topic may be; `instead` when nothing of it can be seen."""
    composed = unicodedata.normalize("NFC", storable(text))
    spaced = "".join(" " if c in "\r\n\t" else c for c in composed)
    kept = "".join(c for c in spaced if unicodedata.category(c) not in {"Cc", "Cf", "Cs"})
    return " ".join(kept.split())[:longest].strip() or instead


def left_out(number: int, one: str) -> list[str]:
    """The sentence about direct conversations, if there are any."""
    return [f"{number:,} {one}{'' if number == 1 else 's'} left out: what was said to a few is of no group."] * (
        number > 0
    )


def names_of(full: str) -> dict[str, str]:
    """First and last name, as far as a line of text tells."""
    first, _, last = tidy(full, LONGEST_NAME * 2, "Somebody").partition(" ")
    return {"first_name": first[:LONGEST_NAME], "last_name": last[:LONGEST_NAME]}


def email_of(text: str | None) -> str | None:
    """In lower case, as we compare them."""
    return text.strip().lower() if text and "@" in text and len(text) < 255 and text.isascii() else None


@lru_cache
def emoji_by_name() -> dict[str, str]:
    """Slack's short names of emoji, without colons (`shortcodes.txt`, made from emojibase-data, MIT)."""
    lines = files("distributed_chat.imports.readers").joinpath("shortcodes.txt").read_text().splitlines()
    return {name: _from_hex(code) for name, _, code in (line.partition(" ") for line in lines)}


def _from_hex(code: str) -> str:
    return "".join(chr(int(part, 16)) for part in code.split("-"))


def emoji_of_code(code: str) -> str | None:
    """`1f44d` or `1f1e9-1f1ea` as the emoji; None for what is none."""
    try:
        return _from_hex(code)
    except ValueError:
        return None


class Replacing:
    """A text that is made anew piece by piece, with marks where they then lie."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._made: list[str] = []
        self._length = 0
        self.marks: list[Mark] = []

    def run(self, pattern: re.Pattern[str], change: Callable[["Replacing", re.Match[str]], None]) -> "Replacing":
        """Calls `change` for each match, to `say` what stands in its place."""
        end = 0
        for match in pattern.finditer(self._text):
            self.say(self._text[end : match.start()])
            change(self, match)
            end = match.end()
        self.say(self._text[end:])
        return self

    def say(self, text: str) -> None:
        self._made.append(text)
        self._length += len(text)

    def mark(self, meaning: Meaning, text: str, key: str | None) -> None:
        if text:
            self.marks.append(Mark(type=meaning, offset=self._length, length=len(text), key=key))
            self.say(text)

    @property
    def text(self) -> str:
        return "".join(self._made)
