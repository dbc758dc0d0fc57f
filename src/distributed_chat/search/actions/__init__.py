"""Keeping the index: reading the log into it, and taking out what was erased."""

from distributed_chat.search.actions.entries import keep_entries
from distributed_chat.search.actions.erasing import forget_messages, settle_doubts
from distributed_chat.search.actions.reading import CHANGES_WORDS, read_on, streams_behind
from distributed_chat.search.actions.tidying import TIDY, TidyUp, erase_at_once, tidy_step

__all__ = [
    "CHANGES_WORDS",
    "TIDY",
    "TidyUp",
    "erase_at_once",
    "forget_messages",
    "keep_entries",
    "read_on",
    "settle_doubts",
    "streams_behind",
    "tidy_step",
]
