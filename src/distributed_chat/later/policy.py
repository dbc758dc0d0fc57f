"""Rules of what is kept for later, on plain values."""

from distributed_chat.kernel import text
from distributed_chat.kernel.clock import DAY, Instant, instant_of
from distributed_chat.kernel.errors import Invalid
from distributed_chat.later.errors import NotInTheFuture, TooFarAway
from distributed_chat.later.schemas import ScheduledWords

MOST_SAVED = 500
MOST_DRAFTS = 200
MOST_SCHEDULED = 100
LONGEST_WAIT = 5 * 366 * DAY
LONGEST_TEXT = 8_000


def time_to_come(moment: str, now: int, field: str) -> Instant:
    """The instant of a time in the future. Raises `NotInTheFuture` and `TooFarAway`, by field."""
    instant = instant_of(moment)
    if instant is None:
        raise Invalid("time_is_not_valid", "Write the time as in 2026-11-27T09:00:00Z.", field=field)
    if instant <= now:
        raise NotInTheFuture(field=field)
    if instant > now + LONGEST_WAIT:
        raise TooFarAway(field=field)
    return instant


def draft_text(words: str) -> str:
    """As it was typed; nothing at all when there is nothing to see in it. Raises `Invalid` when it is too long."""
    if not text.storable(words, "text").strip():
        return ""
    if len(words) > LONGEST_TEXT:
        raise Invalid("too_long", f"At most {LONGEST_TEXT} characters.", field="text")
    return words


def check_words(words: ScheduledWords) -> None:
    """What can be said of a message before it is sent; the rest is looked at then. Raises `Invalid` for `text`."""
    text.body(words.text, "text", may_be_empty=bool(words.file_ids))
