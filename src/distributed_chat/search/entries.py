"""What the index keeps of a message: its folded words in order, and its marks. Pure."""

import re
from typing import NamedTuple

from distributed_chat.conversations.schemas import File, Message
from distributed_chat.search.asks import author_mark, beginning_marks, has_mark, pair_marks, place_mark, week_mark
from distributed_chat.search.words import folded_words

_LINK = re.compile(r"\bhttps?://\S", re.IGNORECASE)
_CODE = re.compile(r"```|`[^`\n]+`")
_SHOWN = ("image", "video", "audio")
_LAST_POSITION = 16_383
_POSITIONS_AT_MOST = 255
"""PostgreSQL's limits of a tsvector."""


class Entry(NamedTuple):
    message_id: str
    conversation_id: str
    words: tuple[str, ...]
    marks: tuple[str, ...]

    @property
    def as_text(self) -> str:
        """For FTS5: marks come last, so that no phrase goes on into them."""
        return " ".join((*self.words, *self.marks))

    def as_tsvector(self, place: int) -> str:
        """For a cast to tsvector: words with their positions, and marks without; some are for PostgreSQL alone."""
        places: dict[str, list[str]] = {}
        for position, word in enumerate(self.words[:_LAST_POSITION], start=1):
            places.setdefault(word, []).append(str(position))
        words = [f"'{word}':{','.join(at[:_POSITIONS_AT_MOST])}" for word, at in places.items()]
        more = {*pair_marks(self.words), *(mark for word in places for mark in beginning_marks(word))}
        return " ".join((*words, *(f"'{mark}'" for mark in (*self.marks, *more, week_mark(place)))))


def tsvector_of(text: str, place: int) -> str:
    """Of an entry as SQLite keeps it, what PostgreSQL keeps. Marks have a colon in them, and words have none."""
    parts = text.split(" ") if text else []
    words, marks = [it for it in parts if ":" not in it], [it for it in parts if ":" in it]
    return Entry("", "", tuple(words), tuple(marks)).as_tsvector(place)


def entry_of(message: Message) -> Entry:
    """Its text, the names of its files and the choices of its poll."""
    said = [message.text, *(file.name for file in message.files)]
    if message.poll is not None:
        said += [option.text for option in message.poll.options]
    marks = (place_mark(message.conversation_id), author_mark(message.author_id), *_has(message))
    words = tuple(word for text in said for word in folded_words(text))
    return Entry(message.id, message.conversation_id, words, marks)


def _has(message: Message) -> list[str]:
    kinds = {kind for file in message.files for kind in _kinds(file)}
    if _LINK.search(message.text):
        kinds.add("link")
    if "`" in message.text and _CODE.search(message.text):
        kinds.add("code")
    if message.poll is not None:
        kinds.add("poll")
    return [has_mark(kind) for kind in sorted(kinds)]


def _kinds(file: File) -> list[str]:
    kind = "audio" if file.waveform is not None else file.type.partition("/")[0]
    return ["file", kind] if kind in _SHOWN else ["file"]
