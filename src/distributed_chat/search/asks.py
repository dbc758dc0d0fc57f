"""A question in the words of each index: what has to be there, as FTS5 and as PostgreSQL's tsquery. Pure.

Beside words an entry has marks: where it is, whose it is and what hangs on it. A colon is in no word, so that no word
that anybody types can be a mark.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from distributed_chat.kernel.clock import DAY
from distributed_chat.search.asking import Wanted

WEEK = 7 * DAY
SHORT_WORD = 3
"""Letters: in most languages the commonest words are that short."""
SHORT_BEGINNINGS = (2, 3)
"""Letters. FTS5 has lists of its own for them."""
Choice = tuple[Wanted, ...]
"""Any of them."""


class Ask(NamedTuple):
    """All of `words` and all of `marks` (of each, any of its choices), and not all of `without`."""

    words: tuple[Choice, ...]
    marks: tuple[tuple[str, ...], ...] = ()
    without: tuple[Choice, ...] = ()
    mine: tuple[str, ...] = ()
    """Marks of all places that the asker reads, if they are not too many. No more than a hint: the rows decide."""

    @property
    def all_marks(self) -> tuple[tuple[str, ...], ...]:
        return (*self.marks, self.mine) if self.mine else self.marks


def place_mark(conversation_id: str) -> str:
    return "c:" + conversation_id.replace("-", "")


def author_mark(user_id: str) -> str:
    return "a:" + user_id.replace("-", "")


def has_mark(kind: str) -> str:
    return "has:" + kind


def beginning_marks(word: str) -> list[str]:
    """Its first two and three letters: PostgreSQL would gather half of everything for "th", word by word."""
    return [f"p:{word[:letters]}" for letters in SHORT_BEGINNINGS if len(word) >= letters]


def pair_marks(words: Sequence[str]) -> list[str]:
    """Short words that follow each other: PostgreSQL would look into every message that has all of "out of the"."""
    return [f"b:{one} {two}" for one, two in pairwise(words) if max(len(one), len(two)) <= SHORT_WORD]


def week_mark(place: int) -> str:
    """The week (from a Thursday on, as 1970 began) in which a place is: the index of PostgreSQL is asked by weeks."""
    return f"w:{place // WEEK}"


def weeks_between(since: int, below: int) -> tuple[str, ...]:
    """The marks of all weeks in which places from `since` on and before `below` can be."""
    return tuple(f"w:{week}" for week in range(since // WEEK, (below - 1) // WEEK + 1))


def as_fts5(ask: Ask) -> str:
    """For MATCH. FTS5 refuses an empty text: a question has words or marks."""
    found = _joined(" AND ", (_fts5_choice(choice) for choice in ask.words))
    marks = _joined(" AND ", (f"({' OR '.join(_quoted(mark) for mark in choice)})" for choice in ask.all_marks))
    all_of = " AND ".join(part for part in (found, marks) if part)
    if not ask.without:
        return all_of
    return f"({all_of}) NOT ({_joined(' AND ', (_fts5_choice(choice) for choice in ask.without))})"


def as_tsquery(ask: Ask) -> str:
    """For a cast to tsquery."""
    words = [_tsquery_choice(choice) for choice in ask.words]
    marks = [f"({' | '.join(_lexeme(mark) for mark in choice)})" for choice in ask.all_marks]
    without = [f"!({' & '.join(_tsquery_choice(choice) for choice in ask.without)})"] if ask.without else []
    return " & ".join([*words, *marks, *without])


def _joined(word: str, parts: Iterable[str]) -> str:
    return word.join(parts)


def _fts5_choice(choice: Choice) -> str:
    return f"({' OR '.join(_quoted(' '.join(each.words)) + (' *' if each.may_go_on else '') for each in choice)})"


def _quoted(words: str) -> str:
    return '"' + words.replace('"', '""') + '"'


def _tsquery_choice(choice: Choice) -> str:
    return f"({' | '.join(f'({_tsquery_row(each)})' for each in choice)})"


def _tsquery_row(wanted: Wanted) -> str:
    *before, last = wanted.words
    if wanted.may_go_on and not before and len(last) in SHORT_BEGINNINGS:
        return _lexeme(f"p:{last}")
    lexemes = [*(_lexeme(word) for word in before), _lexeme(last) + (":*" if wanted.may_go_on else "")]
    if not before:
        return lexemes[0]
    pairs = [_lexeme(mark) for mark in pair_marks(before if wanted.may_go_on else wanted.words)]
    return " & ".join([f"({' <-> '.join(lexemes)})", *pairs])


def _lexeme(word: str) -> str:
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"
