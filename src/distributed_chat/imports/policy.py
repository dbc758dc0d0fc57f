"""Limits of imports, on plain values."""

from distributed_chat.kernel.clock import DAY

UNDONE_AT_MOST = 10
"""Imports of one person that are neither done nor failed."""
ASKS_FOR = 7 * DAY
"""An import that nobody starts by then is given up."""
MOST_ROOMS = 5_000
MOST_MESSAGES = 5_000_000
LONGEST_TEXT = 8_000
AT_ONCE = 100
"""Messages in one transaction: 20 to 30 ms of the writer's time, with their places in the index."""
SHOWN_AT_ONCE = 20
"""Rooms."""
UNDONE = ("reading", "asks", "waiting", "working")
WORKS = ("waiting", "working")


def parts(text: str) -> list[str]:
    """A text that is longer than a message may be, as several; cut at the end of a line where there is one near."""
    cut: list[str] = []
    while len(text) > LONGEST_TEXT:
        end = text.rfind("\n", LONGEST_TEXT // 2, LONGEST_TEXT)
        end = LONGEST_TEXT if end < 0 else end + 1
        cut.append(text[:end])
        text = text[end:]
    return [*cut, text]


def storable(text: str) -> str:
    """Without NUL and lone surrogates, which the database refuses."""
    if "\0" in text:
        text = text.replace("\0", "")
    return text.encode("utf-8", "replace").decode() if not text.isascii() else text
