"""The log of one conversation. An open room has no stream of its own: its events are picked out of its group's."""

from msgspec import Struct, json

from distributed_chat.conversations import queries as conversations
from distributed_chat.db import Tx
from distributed_chat.home.queries import floor_in, log_event
from distributed_chat.home.schemas import LogEvent, LogPage
from distributed_chat.kernel.ids import group_stream
from distributed_chat.streams import events_after, heads_of

LOOKED_AT = 1_000
"""Events of a busy group that one request looks through; `next_after` says where the next one goes on."""
_AT_ONCE = 200


class _Named(Struct, frozen=True):
    id: str | None = None
    conversation_id: str | None = None


class _About(Struct, frozen=True):
    """Every way in which a payload says which conversation it is about; all else in it is skipped."""

    conversation_id: str | None = None
    room_id: str | None = None
    room: _Named = _Named()
    message: _Named = _Named()
    call: _Named = _Named()

    def __contains__(self, id: str) -> bool:
        inner = (self.message.conversation_id, self.call.conversation_id)
        return id in {self.conversation_id, self.room_id, self.room.id, *inner}


_read = json.Decoder(_About).decode


def room_log_page(tx: Tx, user_id: str, conversation_id: str, *, after: int | None, limit: int) -> LogPage:
    """What happened there after that `seq` of its stream, the oldest first. Raises `NotFound`.

    What was erased in an open room is left out, since nothing says any more where it was; its deletion is there.
    """
    conversation = conversations.found(tx, conversation_id, user_id)
    stream = conversation.stream
    floor = floor_in(tx, user_id, stream)
    head = heads_of(tx, [stream])[stream].seq
    begin = max(after or 0, floor - 1)
    shared = conversation.group_id is not None and stream == group_stream(conversation.group_id)
    found: list[LogEvent] = []
    looked = begin
    while looked < min(head, begin + LOOKED_AT):
        for event in events_after(tx, stream, looked, _AT_ONCE):
            looked = event.seq
            if shared and (event.payload is None or conversation_id not in _read(event.payload)):
                continue
            found.append(log_event(event))
            if len(found) == limit:
                return LogPage(events=found, head=head, next_after=looked)
    return LogPage(events=found, head=head, next_after=min(looked, head))
