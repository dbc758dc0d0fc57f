"""What a new private room and a new chat have in common: a stream of their own, and the people who read it."""

from collections.abc import Sequence

from sqlalchemy import insert

from distributed_chat import streams
from distributed_chat.conversations.tables import conversations, readers
from distributed_chat.db import Tx
from distributed_chat.groups.actions import open_streams
from distributed_chat.groups.schemas import StreamFloor
from distributed_chat.kernel.ids import UserId

FROM_THE_START = 0
"""The floor of those who are there when the stream begins."""


def insert_conversation(tx: Tx, **columns: object) -> None:
    tx.conn.execute(insert(conversations).values(created_at=tx.now, last_number=0, **columns))


def open_for(tx: Tx, conversation_id: str, stream: str, people: Sequence[UserId]) -> None:
    """The stream, and a row for each of those who read it."""
    streams.open_stream(tx, stream)
    rows = [{"conversation_id": conversation_id, "user_id": person, "floor": FROM_THE_START} for person in people]
    tx.conn.execute(insert(readers), rows)


def tell_opened(tx: Tx, stream: str, people: Sequence[UserId]) -> None:
    """Emits `stream.opened` in `user:` of each, which also attaches the sockets that they have open."""
    for person in people:
        open_streams(tx, person, [StreamFloor(stream=stream, floor=FROM_THE_START)])
