"""Which entries are asked for, and what is known of one that was found."""

from typing import NamedTuple


class Window(NamedTuple):
    """Places: at or after `since`, before `below`."""

    since: int
    below: int


class Found(NamedTuple):
    place: int
    message_id: str
