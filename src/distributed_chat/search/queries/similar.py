"""Words of the index that are one typo away from a word that was typed."""

from sqlalchemy import bindparam, func, select

from distributed_chat.db import Prepared, Tx
from distributed_chat.search.similar import LONGEST, can_be_mistyped, halves, is_one_typo_away
from distributed_chat.search.tables import search_words

SIMILAR_AT_MOST = 24
CANDIDATES_AT_MOST = 20_000
_LAST = "\U0010ffff"

_of_a_length = func.length(search_words.c.word).between(bindparam("shortest"), bindparam("longest"))
BEGINS = (
    select(search_words.c.word)
    .where(search_words.c.word >= bindparam("begin"), search_words.c.word < bindparam("end"), _of_a_length)
    .limit(CANDIDATES_AT_MOST)
)
ENDS = (
    select(search_words.c.word)
    .where(search_words.c.backwards >= bindparam("begin"), search_words.c.backwards < bindparam("end"), _of_a_length)
    .limit(CANDIDATES_AT_MOST)
)
_begins, _ends = Prepared(BEGINS), Prepared(ENDS)


def similar_words(tx: Tx, word: str) -> list[str]:
    """At most 24, in order; none for a word that is too short. Two walks along an index."""
    if not can_be_mistyped(word):
        return []
    first, second = halves(word)
    lengths = {"shortest": len(word) - 1, "longest": min(len(word) + 1, LONGEST)}
    begin, end = first, second[::-1]
    rows = _begins.all(tx, begin=begin, end=begin + _LAST, **lengths)
    rows += _ends.all(tx, begin=end, end=end + _LAST, **lengths)
    found = {candidate for (candidate,) in rows if is_one_typo_away(word, candidate)}
    return sorted(found)[:SIMILAR_AT_MOST]
