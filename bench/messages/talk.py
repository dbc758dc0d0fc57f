"""What a million messages say: made up, the same each time, words as common and as rare as in real talk (Zipf)."""

import itertools
import random
from collections.abc import Iterator

WORDS = 60_000
_SYLLABLES = [
    a + b
    for a in ("b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "st", "tr", "")
    for b in ("a", "e", "i", "o", "u", "an", "er", "in")
]
_LENGTHS = (1, 2, 3, 5, 8, 12, 16, 24, 40, 80)
_LENGTH_WEIGHTS = (4, 6, 10, 16, 20, 18, 12, 8, 4, 2)


class Talk:
    """A language of 60,000 words, the commonest first, and somebody who speaks it."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self.words = _language()
        self._weights = list(itertools.accumulate(1 / (rank + 2.7) for rank in range(WORDS)))

    def sentences(self, many: int) -> Iterator[str]:
        """One in twenty has a link, one in fifty some code."""
        draw = self._random
        for length in draw.choices(_LENGTHS, _LENGTH_WEIGHTS, k=many):
            words = draw.choices(self.words, cum_weights=self._weights, k=length)
            chance = draw.random()
            if chance < 0.05:
                words.append(f"https://{draw.choice(self.words)}.example/{draw.randrange(10_000)}")
            elif chance < 0.07:
                words.append(f"`{draw.choice(self.words)}()`")
            yield " ".join(words)


def _language() -> list[str]:
    """Common words are short. No word is there twice."""
    draw, found = random.Random(20_261_127), dict[str, None]()
    while len(found) < WORDS:
        rank = len(found)
        syllables = 1 if rank < 60 else 2 if rank < 3_000 else 3 if rank < 30_000 else 4
        found["".join(draw.choices(_SYLLABLES, k=syllables + (rank % 2 if rank >= 60 else 0)))] = None
    return list(found)
