"""Facts about messages, in the stream of their conversation. The message is their subject, but not of a deletion."""

from distributed_chat.conversations.schemas import Entity, Message, Pin, Quoted
from distributed_chat.kernel.events import Event


class MessagePosted(Event, frozen=True, kw_only=True):
    """It also moves the author's own marker to its number and clears their `unread_from`, without an event for that.

    A reply in a thread moves no marker; it makes the `thread` of the message above it: one more, now, and its author
    among the people.
    """

    type = "message.posted"

    message: Message


class MessageEdited(Event, frozen=True, kw_only=True):
    type = "message.edited"

    conversation_id: str
    message_id: str
    number: int
    author_id: str
    thread_of: str | None
    reply_to: Quoted | None
    """As in the message: enough to know whom it calls, for those who have not got it."""
    text: str
    entities: list[Entity]
    edited_at: str


class MessageDeleted(Event, frozen=True, kw_only=True):
    """What was in it is gone, here and in the log: `erased` are the seqs of this stream that hold nothing any more.

    A message with more than a thousand events names the oldest; the others are blank a moment later.
    """

    type = "message.deleted"

    conversation_id: str
    message_id: str
    number: int
    thread_of: str | None
    deleted_at: str
    undone: bool
    erased: list[int]


class MessagesExpired(Event, frozen=True, kw_only=True):
    """What was said before `first_number` was older than the group keeps it, and is gone: here, in the log, everywhere.

    With `thread_of` it is about the replies below that message. `erased` as in `message.deleted`.
    """

    type = "messages.expired"

    conversation_id: str
    thread_of: str | None
    first_number: int
    deleted_at: str
    erased: list[int]


class MessagePinned(Event, frozen=True, kw_only=True):
    type = "message.pinned"

    conversation_id: str
    message_id: str
    pinned: Pin


class MessageUnpinned(Event, frozen=True, kw_only=True):
    type = "message.unpinned"

    conversation_id: str
    message_id: str


class ReactionAdded(Event, frozen=True, kw_only=True):
    type = "reaction.added"

    conversation_id: str
    message_id: str
    emoji: str
    user_id: str


class ReactionRemoved(Event, frozen=True, kw_only=True):
    type = "reaction.removed"

    conversation_id: str
    message_id: str
    emoji: str
    user_id: str
