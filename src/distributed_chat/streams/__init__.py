"""Streams: the log of every audience, and how its events reach the people who read it (docs/protocol.md)."""

from distributed_chat.streams.creation import Created, creation, forget_request, remember, taken_among
from distributed_chat.streams.driver import Driver
from distributed_chat.streams.hub import Hub
from distributed_chat.streams.log import append, erase, lock, open_stream
from distributed_chat.streams.passing import pass_signals
from distributed_chat.streams.reading import Head, conversation_heads, events_after, heads_of, subjects_after
from distributed_chat.streams.signals import SignalHandler, signal_frame
from distributed_chat.streams.socket import StreamSocket

__all__ = [
    "Created",
    "Driver",
    "Head",
    "Hub",
    "SignalHandler",
    "StreamSocket",
    "append",
    "conversation_heads",
    "creation",
    "erase",
    "events_after",
    "forget_request",
    "heads_of",
    "lock",
    "open_stream",
    "pass_signals",
    "remember",
    "signal_frame",
    "subjects_after",
    "taken_among",
]
