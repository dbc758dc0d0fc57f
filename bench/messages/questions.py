"""What is looked for: kinds of questions, the hard ones too, each with other words every time."""

import random
from collections.abc import Callable
from urllib.parse import urlencode

from bench.messages.instance import Instance
from bench.messages.talk import Talk

Make = Callable[[random.Random], dict[str, str]]


def kinds(talk: Talk, instance: Instance) -> dict[str, Make]:
    """By the words that the report calls them."""
    words = talk.words

    def of(low: int, high: int) -> Callable[[random.Random], str]:
        return lambda draw: words[draw.randrange(low, high)]

    common, usual, rare = of(0, 40), of(300, 3_000), of(30_000, 60_000)
    room = instance.rooms[0].id
    return {
        "a common word": lambda draw: {"q": common(draw)},
        "a usual word": lambda draw: {"q": usual(draw)},
        "a rare word": lambda draw: {"q": rare(draw)},
        "a beginning, 2 letters": lambda draw: {"q": usual(draw)[:2]},
        "a beginning, 4 letters": lambda draw: {"q": usual(draw)[:4]},
        "two usual words": lambda draw: {"q": f"{usual(draw)} {usual(draw)}"},
        "common and rare": lambda draw: {"q": f"{common(draw)} {rare(draw)}"},
        "a phrase of common words": lambda draw: {"q": f'"{common(draw)} {common(draw)} {common(draw)}"'},
        "a typo in a usual word": lambda draw: {"q": _mistyped(usual(draw), draw)},
        "a typo in a rare word": lambda draw: {"q": _mistyped(rare(draw), draw)},
        "no hit": lambda draw: {"q": f"zzq{rare(draw)}"},
        "from: and a common word": lambda draw: {"q": f"from:{draw.choice(instance.rooms[0].people)} {common(draw)}"},
        "in: and a usual word": lambda draw: {"q": usual(draw), "in": room},
        "has:link alone": lambda _draw: {"has": "link"},
        "a common word in an old month": lambda draw: {"q": common(draw), **_month(draw)},
    }


def path_of(question: dict[str, str]) -> str:
    return f"/api/search?{urlencode(question)}"


def _mistyped(word: str, draw: random.Random) -> str:
    """Two letters changed places, or one is another."""
    at = draw.randrange(1, len(word) - 1)
    if draw.random() < 0.5:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + draw.choice("xqzwy") + word[at + 1 :]


def _month(draw: random.Random) -> dict[str, str]:
    month = draw.randrange(1, 12)
    return {"after": f"2024-{month:02d}-01", "before": f"2024-{month + 1:02d}-01"}
