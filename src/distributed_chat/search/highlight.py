"""Where in a text stands what was looked for. Pure."""

from collections.abc import Iterable

from distributed_chat.search.asking import Wanted
from distributed_chat.search.words import Word, words_in

RANGES_AT_MOST = 100


def ranges_in(text: str, wanted: Iterable[Wanted]) -> list[tuple[int, int]]:
    """(offset, length) in code points, in order and apart from each other."""
    words = words_in(text)
    spans = sorted({span for each in wanted for span in _spans(words, each)})
    found: list[tuple[int, int]] = []
    for begin, end in spans:
        if found and begin <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((begin, end))
    return [(begin, end - begin) for begin, end in found[:RANGES_AT_MOST]]


def _spans(words: list[Word], wanted: Wanted) -> Iterable[tuple[int, int]]:
    """A word is marked as a whole, also where only its beginning was typed."""
    size = len(wanted.words)
    *before, last = wanted.words
    for at in range(len(words) - size + 1):
        end = words[at + size - 1]
        meets = end.folded.startswith(last) if wanted.may_go_on else end.folded == last
        if meets and all(words[at + place].folded == word for place, word in enumerate(before)):
            yield words[at].begin, end.end
