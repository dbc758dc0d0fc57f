"""Rules for hooks and commands, on plain values."""

import re
from collections.abc import Collection

from distributed_chat.hooks.errors import CommandNameIsWrong, UnknownEvent
from distributed_chat.kernel.clock import DAY, HOUR, SECOND

EVENTS = (
    "message.posted",
    "message.edited",
    "message.deleted",
    "messages.expired",
    "message.pinned",
    "message.unpinned",
    "reaction.added",
    "reaction.removed",
    "poll.changed",
    "poll.voted",
    "preview.changed",
    "room.created",
    "room.changed",
    "room.deleted",
    "member.joined",
    "member.changed",
    "member.left",
    "member.removed",
    "group.changed",
    "call.started",
    "call.joined",
    "call.left",
    "call.moved",
    "call.ended",
    "emoji.created",
    "emoji.deleted",
    "gif.added",
    "gif.removed",
)
"""What an outgoing hook may be told of: everything that stands in the stream of a group or a room."""

HOOKS_AT_MOST = 50
"""Of each kind in one group."""
DELIVERIES_WAIT_AT_MOST = 100
"""Of one hook. What comes after them waits in the log, which is there anyhow."""
FIRST_WAIT = 10 * SECOND
LONGEST_WAIT = HOUR
TRIED_FOR = DAY
"""One delivery; then it is given up and the next has its turn."""
FAILS_FOR = 3 * DAY
"""A hook that failed for so long is switched off."""
LOG_KEPT = 7 * DAY
CALLED_AT_MOST = 5.0
"""Seconds that a slash command may take."""
DELIVERED_AT_MOST = 10.0
ANSWER_READ = 4_096
"""Bytes of what a receiver says."""
BUILT_IN = frozenset({"me", "poll", "gif", "topic", "shrug", "tableflip", "unflip"})

_COMMAND = re.compile(r"[a-z][a-z0-9_-]{1,31}")


def check_events(events: Collection[str]) -> None:
    for name in events:
        if name not in EVENTS:
            raise UnknownEvent(name)


def check_command_name(name: str) -> None:
    if _COMMAND.fullmatch(name) is None or name in BUILT_IN:
        raise CommandNameIsWrong(field="name")


def wait_after(tries: int) -> int:
    """10 s, 20 s, 40 s … up to an hour, in microseconds, after so many failures one after another."""
    return min(FIRST_WAIT << min(max(tries - 1, 0), 20), LONGEST_WAIT)
