"""A client for Python programs: every route as a method, and the stream that goes on where it stopped.

    with Distributed("https://chat.example", key) as chat:
        chat.post_message(room, {"text": "Hello"})
        for item in chat.stream():
            ...

`AsyncDistributed` is the same with `await` and `async for`. It imports nothing of the server.
"""

from distributed_chat.client.aio import AsyncDistributed
from distributed_chat.client.errors import ApiError, NoAnswer, StreamRefused
from distributed_chat.client.resuming import Event, Item, Left, Position, Reset
from distributed_chat.client.sync import Distributed

__all__ = [
    "ApiError",
    "AsyncDistributed",
    "Distributed",
    "Event",
    "Item",
    "Left",
    "NoAnswer",
    "Position",
    "Reset",
    "StreamRefused",
]
