"""What is measured: searching, pages of a history, and what indexing takes from those who write."""

import random
from dataclasses import dataclass, field

import msgspec

from bench.messages.asking import Asker
from bench.messages.instance import Instance
from bench.messages.questions import kinds, path_of
from bench.messages.talk import Talk
from bench.scenarios import percentile


class _Hits(msgspec.Struct):
    hits: list[msgspec.Raw]


@dataclass
class Searched:
    """By kind of question and who asked: milliseconds, and how many hits were on the pages."""

    taken: dict[tuple[str, str], list[float]] = field(default_factory=dict)
    hits: dict[tuple[str, str], int] = field(default_factory=dict)

    def all(self) -> list[float]:
        return [one for taken in self.taken.values() for one in taken]


def search(port: int, instance: Instance, times: int) -> Searched:
    """Every kind of question, so often for somebody who reads everything and for a member of one group."""
    found, talk, draw = Searched(), Talk(11), random.Random(5)
    for person in (instance.everywhere, instance.member):
        with Asker(port, person.token) as asker:
            asker.ask("/api/search?q=warm")
            for kind, make in kinds(talk, instance).items():
                for _ in range(times):
                    milliseconds, status, body = asker.ask(path_of(make(draw)))
                    if status != 200:
                        raise RuntimeError(f"{kind}: {status} {body[:200]!r}")
                    hits = len(msgspec.json.decode(body, type=_Hits).hits)
                    found.taken.setdefault((kind, person.name), []).append(milliseconds)
                    found.hits[kind, person.name] = found.hits.get((kind, person.name), 0) + hits
    return found


def pages(small: tuple[int, Instance], large: tuple[int, Instance], times: int) -> tuple[list[float], list[float]]:
    """Pages of the largest room of each, in turn, so that what disturbs the machine falls on both. Milliseconds."""
    draw = random.Random(3)
    with Asker(small[0], small[1].everywhere.token) as few, Asker(large[0], large[1].everywhere.token) as many:
        taken: tuple[list[float], list[float]] = ([], [])
        for turn in range(times + 50):
            for place, (asker, instance) in enumerate(((few, small[1]), (many, large[1]))):
                room, number = instance.rooms[0], draw.randrange(50, instance.numbers[0])
                cut = draw.choice(("", f"&before={number}", f"&after={number - 50}", f"&around={number}"))
                milliseconds, status, body = asker.ask(f"/api/conversations/{room.id}/messages?limit=50{cut}")
                if status != 200:
                    raise RuntimeError(f"a page: {status} {body[:200]!r}")
                if turn >= 50:  # both warm
                    taken[place].append(milliseconds)
    return taken


def p(values: list[float], percent: int) -> float:
    return percentile(values, percent)
