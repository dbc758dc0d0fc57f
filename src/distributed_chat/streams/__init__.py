"""Streams: the log of every audience, and how its events reach the people who read it (docs/protocol.md)."""

from distributed_chat.streams.creation import Created, creation, remember
from distributed_chat.streams.log import append, erase, lock, open_stream

__all__ = ["Created", "append", "creation", "erase", "lock", "open_stream", "remember"]
