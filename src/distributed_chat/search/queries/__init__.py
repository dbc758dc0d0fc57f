"""Reads of the index: what somebody looks for, out of what they may read."""

from distributed_chat.search.queries.searching import search_messages

__all__ = ["search_messages"]
