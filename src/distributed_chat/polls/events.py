"""Facts about polls. The message is their subject."""

from distributed_chat.conversations.schemas import Poll
from distributed_chat.kernel.events import Event


class PollVoted(Event, frozen=True, kw_only=True):
    """In a poll that is not anonymous somebody chooses this now, and nothing else; nothing at all: taken back.

    A person stays where they stood with what they had chosen before, and comes last with what is new. The whole poll
    would grow with its voters, and be sent to all of them with every vote.
    """

    type = "poll.voted"

    conversation_id: str
    message_id: str
    user_id: str
    options: list[int]
    """In order."""


class PollChanged(Event, frozen=True, kw_only=True):
    """It was closed, or somebody voted in an anonymous one: this is how it stands."""

    type = "poll.changed"

    conversation_id: str
    message_id: str
    poll: Poll


class VoteCast(Event, frozen=True, kw_only=True):
    """In `user:`, of an anonymous poll: this is what I chose, on all my devices and nowhere else."""

    type = "vote.cast"

    message_id: str
    options: list[int]
