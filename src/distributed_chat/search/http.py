"""The routes of finding."""

from datetime import date

from distributed_chat.conversations.queries import found
from distributed_chat.db import Tx
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.errors import NotFound
from distributed_chat.kernel.ids import ConversationId
from distributed_chat.messages.queries import first_since
from distributed_chat.search import queries
from distributed_chat.search.asking import day_begins
from distributed_chat.search.schemas import DayAnswer, DayCut, SearchAnswer, SearchCut
from distributed_chat.web import Routes

routes = Routes("search", service="messages")


@routes.query(
    "GET",
    "/api/search",
    errors=(
        "nothing_to_search",
        "too_many_words",
        "too_many_filters",
        "not_a_choice",
        "not_a_day",
        "no_such_person",
        "no_such_place",
        "search_takes_too_long",
    ),
    limit="120/minute",
)
def search_messages(tx: Tx, actor: Actor, query: SearchCut) -> SearchAnswer:
    """Messages that I may read and that have all of the words and all that the filters say, the newest first.

    In `q`: words (their beginning is enough, and one typo is forgiven), "a phrase", and from: in: has: before: after:
    as in the parameters of these names. Several from: or in: mean any of them, several has: mean all of them.
    """
    return queries.search_messages(tx, actor.user_id, query)


@routes.query("GET", "/api/conversations/{conversation_id}/days/{date}")
def find_day(tx: Tx, actor: Actor, conversation_id: ConversationId, date: str, query: DayCut) -> DayAnswer:
    """The number of the first message on a day (as 2026-10-01) or after it."""
    conversation = found(tx, conversation_id, actor.user_id)
    since = _begin_of(date, query.offset_minutes)
    first, last = conversation.first_number, conversation.last_number
    return DayAnswer(number=first_since(tx, conversation.id, since, last, first_number=first))


def _begin_of(day: str, offset_minutes: int) -> int:
    """Raises `NotFound` for what is no day: then there is nothing at that address."""
    try:
        return day_begins(date.fromisoformat(day), offset_minutes)
    except (ValueError, OverflowError):
        raise NotFound from None
