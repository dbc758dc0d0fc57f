"""Rules of polls, on plain values."""

from collections.abc import Sequence

from distributed_chat.kernel import text
from distributed_chat.kernel.clock import DAY, instant_of
from distributed_chat.kernel.errors import Invalid, NotAllowed
from distributed_chat.polls.errors import (
    ClosingTimeIsWrong,
    NoSuchOption,
    OneChoiceOnly,
    OptionsAreAlike,
    PollIsClosed,
)
from distributed_chat.polls.schemas import PollForm

LONGEST_OPTION = 200
LONGEST_TIME = 366 * DAY


def option_texts(form: PollForm) -> list[str]:
    """Tidy, each on one line. Raises `OptionsAreAlike`, and `Invalid` for one that is empty or too long."""
    texts = [text.name(option, "poll", longest=LONGEST_OPTION) for option in form.options]
    if len({one.casefold() for one in texts}) != len(texts):
        raise OptionsAreAlike(field="poll")
    return texts


def closing_time(form: PollForm, now: int) -> int | None:
    """When it closes by itself, as an instant. Raises `ClosingTimeIsWrong`."""
    if form.closes_at is None:
        return None
    closes_at = instant_of(form.closes_at)
    if closes_at is None or not now < closes_at <= now + LONGEST_TIME:
        raise ClosingTimeIsWrong(field="poll")
    return closes_at


def chosen(options: Sequence[int], *, count: int, multiple: bool) -> list[int]:
    """What somebody votes for, in order; nothing takes the vote back. Raises `NoSuchOption`, `OneChoiceOnly`."""
    if any(place >= count for place in options):
        raise NoSuchOption(field="options")
    if len(set(options)) != len(options):
        raise Invalid("repeated", "An option is named twice.", field="options")
    if len(options) > 1 and not multiple:
        raise OneChoiceOnly(field="options")
    return sorted(options)


def check_is_open(closes_at: int | None, closed_at: int | None, now: int) -> None:
    if closed_at is not None or (closes_at is not None and closes_at <= now):
        raise PollIsClosed


def check_may_close(author_id: str, user_id: str) -> None:
    if author_id != user_id:
        raise NotAllowed
