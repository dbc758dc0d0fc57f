"""From what somebody typed to a page of what they may read."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from distributed_chat.conversations.queries import all_readable
from distributed_chat.db import Tx
from distributed_chat.kernel.errors import Malformed
from distributed_chat.kernel.pages import LARGEST_NUMBER, page_limit
from distributed_chat.messages.queries import company_of, messages_by_ids
from distributed_chat.search.asking import Question, Wanted, read_question
from distributed_chat.search.asks import Ask, author_mark, has_mark, place_mark
from distributed_chat.search.highlight import ranges_in
from distributed_chat.search.queries.index import entries_of
from distributed_chat.search.queries.names import people_named, places_named
from distributed_chat.search.queries.similar import similar_words
from distributed_chat.search.queries.window import Window
from distributed_chat.search.schemas import Hit, SearchAnswer, SearchCut

HITS = 25
PLACES_IN_AN_ASK = 100
"""Who reads more conversations is held to theirs by the rows alone: naming them all to the index would cost more."""
_CURSOR = re.compile(r"([ts])(\d{1,16})")


class Place(NamedTuple):
    """Where a hit is in what a question finds: all that have the words as typed, then the similar ones."""

    similar: bool
    id: int

    def __str__(self) -> str:
        return f"{'s' if self.similar else 't'}{self.id}"


class Met(NamedTuple):
    """An entry, and the ask that it meets."""

    place: Place
    message_id: str
    ask: Ask


def search_messages(tx: Tx, user_id: str, cut: SearchCut) -> SearchAnswer:
    """Messages and replies that this user may read and that have all of it, the newest first.

    Those with the words as they were typed come before all others: what follows is found by forgiving one typo a word.
    Raises `Invalid` by field, `Malformed` for a cursor that is none.
    """
    question, begin, limit = read_question(cut), _read_cursor(cut.cursor), page_limit(cut.limit, HITS)
    words = tuple((each,) for each in question.wanted)
    ask = Ask(words, _marks(tx, user_id, question), mine=() if question.places else _mine(tx, user_id))
    met = _met(tx, user_id, ask, question, begin, limit + 1)
    return _answer(tx, user_id, met[:limit], more=len(met) > limit)


def _met(tx: Tx, user_id: str, ask: Ask, question: Question, begin: Place, most: int) -> list[Met]:
    """The index is asked for similar words only when there are no more with those that were typed."""
    met: list[Met] = []
    for similar, meant in _stages(tx, ask, begin):
        below = begin.id if similar == begin.similar else LARGEST_NUMBER
        window = Window(question.since or 0, below if question.until is None else min(below, question.until))
        entries = entries_of(tx, user_id, meant, window, most - len(met))
        met += [Met(Place(similar, entry.place), entry.message_id, meant) for entry in entries]
        if len(met) == most:
            break
    return met


def _stages(tx: Tx, ask: Ask, begin: Place) -> Iterator[tuple[bool, Ask]]:
    if not begin.similar:
        yield False, ask
    words = tuple((each, *_similar(tx, each)) for (each,) in ask.words)
    if any(len(choice) > 1 for choice in words):
        yield True, ask._replace(words=words, without=ask.words)


def _similar(tx: Tx, wanted: Wanted) -> list[Wanted]:
    words = [] if wanted.typed is None else similar_words(tx, wanted.typed)
    return [Wanted((word,), may_go_on=False) for word in words]


def _marks(tx: Tx, user_id: str, question: Question) -> tuple[tuple[str, ...], ...]:
    """What an entry must have beside its words."""
    marks: list[Sequence[str]] = [[has_mark(kind)] for kind in question.has]
    if question.people:
        marks.append([author_mark(person) for person in people_named(tx, user_id, question.people)])
    if question.places:
        marks.append([place_mark(place) for place in places_named(tx, user_id, question.places)])
    return tuple(tuple(choice) for choice in marks)


def _mine(tx: Tx, user_id: str) -> tuple[str, ...]:
    """Where this user reads, unless it is too much to name."""
    ids = tx.conn.execute(all_readable(user_id).limit(PLACES_IN_AN_ASK + 1)).scalars().all()
    return tuple(place_mark(str(id)) for id in ids) if len(ids) <= PLACES_IN_AN_ASK else ()


def _read_cursor(text: str | None) -> Place:
    if text is None:
        return Place(similar=False, id=LARGEST_NUMBER)
    read = _CURSOR.fullmatch(text)
    if read is None:
        raise Malformed("malformed", "That is no cursor of a search.", field="cursor")
    return Place(similar=read.group(1) == "s", id=int(read.group(2)))


def _answer(tx: Tx, user_id: str, met: Sequence[Met], *, more: bool) -> SearchAnswer:
    messages = messages_by_ids(tx, [each.message_id for each in met])
    shown = [each for each in met if each.message_id in messages]
    return SearchAnswer(
        hits=[
            Hit(
                message=(message := messages[each.message_id]),
                conversation_id=message.conversation_id,
                ranges=ranges_in(message.text, [wanted for choice in each.ask.words for wanted in choice]),
                similar=each.place.similar,
            )
            for each in shown
        ],
        users=company_of(tx, [messages[each.message_id] for each in shown], user_id).users,
        cursor=str(met[-1].place) if more else None,
    )
