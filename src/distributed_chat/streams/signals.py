"""Signals: typing, presence. They have no `seq`, are never stored and may be lost.

The socket hands each to the handler of its type; who sent it is stamped here and never believed from the client.
"""

from collections.abc import Callable

from distributed_chat.kernel.errors import Malformed
from distributed_chat.kernel.ids import is_id
from distributed_chat.streams.connection import Connection
from distributed_chat.streams.hub import Hub
from distributed_chat.streams.protocol import Signal, frame

SignalHandler = Callable[[Connection, Signal], None]
"""Called on the event loop for a signal on a stream that the connection reads. May raise a `DomainError`."""


def signal_frame(stream: str, type: str, payload: object, sender: Connection | None = None) -> bytes:  # noqa: A002
    """A signal as its receivers see it; `sender` is None when the server itself speaks."""
    if sender is None:
        return frame("signal", stream=stream, type=type, payload=payload)
    stamp = {"user": sender.user_id, "connection": sender.id}
    return frame("signal", stream=stream, type=type, payload=payload, **{"from": stamp})


def typing_relay(hub: Hub) -> SignalHandler:
    """`typing {conversation_id}` goes to the stream's other readers."""

    def relay(connection: Connection, signal: Signal) -> None:
        conversation = signal.payload.get("conversation_id")
        if not isinstance(conversation, str) or not is_id(conversation):
            raise Malformed(field="conversation_id")
        typing = signal_frame(signal.stream, "typing", {"conversation_id": conversation}, connection)
        hub.signal(signal.stream, typing, connection, signal.to)

    return relay
