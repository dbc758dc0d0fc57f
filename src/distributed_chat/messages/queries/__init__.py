"""Reads of messages: pages, single ones, and the last one of each conversation."""

from distributed_chat.messages.queries.assembling import assembled, company_of, messages_by_ids
from distributed_chat.messages.queries.days import first_since
from distributed_chat.messages.queries.expired import expired_count
from distributed_chat.messages.queries.numbering import timeline_with_a_hole
from distributed_chat.messages.queries.pages import NEWER, OLDER, messages_page
from distributed_chat.messages.queries.rows import Extras, Row, row_of
from distributed_chat.messages.queries.single import (
    MessagePlace,
    at_the_end_of,
    conversations_behind,
    edits_of,
    forwards_of,
    history_of,
    last_messages,
    message_answer,
    message_of,
    message_place,
    number_at,
    pins_in,
    readable_message,
    sent_at_number,
    timeline_after,
    versions_of,
)

__all__ = [
    "NEWER",
    "OLDER",
    "Extras",
    "MessagePlace",
    "Row",
    "assembled",
    "at_the_end_of",
    "company_of",
    "conversations_behind",
    "edits_of",
    "expired_count",
    "first_since",
    "forwards_of",
    "history_of",
    "last_messages",
    "message_answer",
    "message_of",
    "message_place",
    "messages_by_ids",
    "messages_page",
    "number_at",
    "pins_in",
    "readable_message",
    "row_of",
    "sent_at_number",
    "timeline_after",
    "timeline_with_a_hole",
    "versions_of",
]
