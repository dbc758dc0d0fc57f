"""What somebody looks for: read out of the line they type and the parameters beside it. Pure; knows no database.

    from:ann in:"Night train" has:link after:2026-10-01 "see you" boat

Words are all wanted, in any order; the beginning of one is enough. What stands in quotes is wanted as it is, in a row.
Filters of one kind: any of them for from: and in:, all of them for has:.
"""

import re
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple, cast

from distributed_chat.kernel.clock import SECOND, instant_of
from distributed_chat.kernel.errors import Invalid
from distributed_chat.search.schemas import Has, SearchCut
from distributed_chat.search.words import folded_words

WORDS_AT_MOST = 24
FILTERS_AT_MOST = 10
"""Of each kind."""
PREFIX_FROM = 2
"""Letters of a word from which on the rest may be left out."""
PREFIX_FROM_INSIDE = 3
"""The same for a word that others follow, so that "to" does not find "tomorrow" when somebody typed a sentence."""

_PART = re.compile(r'(?:(from|in|has|before|after):)?(?:"([^"]*)"?|(\S+))?', re.IGNORECASE)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_HAS = frozenset(("link", "code", "file", "image", "video", "audio", "poll"))


class Wanted(NamedTuple):
    """Words in a row; `may_go_on`: the last of them may be the beginning of one."""

    words: tuple[str, ...]
    may_go_on: bool

    @property
    def typed(self) -> str | None:
        """The one word that this is, where a typo is forgiven."""
        return self.words[0] if len(self.words) == 1 and self.may_go_on else None


class Question(NamedTuple):
    wanted: tuple[Wanted, ...]
    people: tuple[str, ...]
    places: tuple[str, ...]
    has: tuple[Has, ...]
    since: int | None
    """Microseconds: at or after it."""
    until: int | None
    """Microseconds: before it."""

    @property
    def is_empty(self) -> bool:
        """Days alone are no question: everything was written on some day."""
        return not (self.wanted or self.people or self.places or self.has)


def read_question(cut: SearchCut) -> Question:
    """Raises `Invalid`: for nothing to look for, too much of it, no such kind, and for a day that is none."""
    said: dict[str, list[str]] = {"from": [], "in": [], "has": [], "before": [], "after": []}
    wanted = _typed(cut.q, said)
    for name, value in (("from", cut.author), ("in", cut.place), ("has", cut.has)):
        said[name] += [value] if value else []
    since, until = (
        [_moment(value, cut.offset_minutes, name) for value in (*said[name], *([given] if given else []))]
        for name, given in (("after", cut.after), ("before", cut.before))
    )
    question = Question(
        tuple(wanted),
        _few(said["from"], "from"),
        _few(said["in"], "in"),
        tuple(_kind(value) for value in _few(said["has"], "has")),
        max(since, default=None),
        min(until, default=None),
    )
    if question.is_empty:
        raise Invalid("nothing_to_search", "Write what to look for.", field="q")
    if sum(len(each.words) for each in wanted) > WORDS_AT_MOST:
        raise Invalid("too_many_words", f"At most {WORDS_AT_MOST} words.", field="q")
    return question


def _typed(line: str, said: dict[str, list[str]]) -> list[Wanted]:
    """Puts the filters of the line into `said`, and returns the rest."""
    found: list[Wanted] = []
    for part in _PART.finditer(line):
        name, quoted, plain = part.groups()
        value = quoted if quoted is not None else plain or ""
        if name:
            said[name.lower()] += [value.strip()] if value.strip() else []
        elif words := tuple(folded_words(value)):
            is_last = part.end() == len(line)
            found.append(Wanted(words, quoted is None and _may_go_on(words, is_last=is_last)))
    return list(dict.fromkeys(found))


def _may_go_on(words: tuple[str, ...], *, is_last: bool) -> bool:
    return len(words[-1]) >= (PREFIX_FROM if is_last else PREFIX_FROM_INSIDE)


def _few(values: list[str], name: str) -> tuple[str, ...]:
    if len(values) > FILTERS_AT_MOST:
        raise Invalid("too_many_filters", f"At most {FILTERS_AT_MOST} of {name}:.", field="q")
    return tuple(dict.fromkeys(values))


def _kind(value: str) -> Has:
    kind = value.lower()
    if kind not in _HAS:
        raise Invalid("not_a_choice", "has: knows link, code, file, image, video, audio and poll.", field="has")
    return cast("Has", kind)


def _moment(value: str, offset_minutes: int, name: str) -> int:
    """A day as its first moment where the asker lives, or a moment as RFC 3339 writes it. Microseconds."""
    moment = instant_of(value)
    if moment is not None:
        return moment
    try:
        return day_begins(date.fromisoformat(value), offset_minutes)
    except (ValueError, OverflowError):
        raise Invalid("not_a_day", f"{name}: takes a day, such as 2026-10-01.", field=name) from None


def day_begins(day: date, offset_minutes: int) -> int:
    """Midnight, where clocks are `offset_minutes` ahead of UTC. Microseconds since 1970; raises `OverflowError`."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(minutes=offset_minutes)
    return (midnight - _EPOCH) // timedelta(seconds=1) * SECOND
