"""What many people cost: groups spread over databases, simulated with numbers that you can change.

    python -m bench.growth --people 1000000
    python -m bench.growth --people 5000000 --messages 60 --copy-price 40

Groups are drawn from a distribution with many small and few large ones, each is put on a database by its id, and what a
database and the copies before it have to do in the busiest hour is added up. docs/growing.md says what it is about.
"""

import argparse
import hashlib
import math
import random
import sys
from dataclasses import dataclass
from typing import NamedTuple

SEED = 2026
BUSIEST = 0.10
"""The part of a day's messages that falls into its busiest hour."""
HEADROOM = 0.5
"""Nothing is planned to do more than half of what it could."""
MOST_IN_A_GROUP = 500


@dataclass(frozen=True)
class Given:
    people: int = 1_000_000
    messages: float = 30.0
    """A person's a day."""
    online: float = 0.25
    """Of all people, in the busiest hour."""
    group_size: float = 20.0
    """The middle group's; the largest have hundreds."""
    groups_of_a_person: float = 2.0
    deliveries_per_cpu: float = 14_000.0
    """A second, of a core of a copy, where groups are spread over several (`make bench-copies`)."""
    sockets_per_copy: int = 20_000
    sends_per_cpu: float = 1_500.0
    """A second, of a core of PostgreSQL."""
    copy_cores: int = 2
    database_cores: int = 8
    copy_price: float = 24.0
    """A month, of such a machine."""
    database_price: float = 220.0
    disk_price: float = 0.10
    """A month, of a gigabyte, kept twice."""
    bytes_of_a_message: float = 1_500.0
    """With its event, its words in the index and its part of the indexes."""


class Plan(NamedTuple):
    groups: int
    databases: int
    fullest: float
    """The busiest database's load, as a part of what it can do."""
    copies: int
    sends: float
    """A second, in the busiest hour."""
    deliveries: float
    gigabytes: float
    """After a year."""
    monthly: float


def plan(given: Given) -> Plan:
    sizes = group_sizes(given)
    a_second = given.people * given.messages * BUSIEST / 3_600
    everybody = sum(sizes)
    sends = [a_second * size / everybody for size in sizes]
    deliveries = sum(rate * size * given.online for rate, size in zip(sends, sizes, strict=True))
    each = given.sends_per_cpu * given.database_cores * HEADROOM
    databases = max(1, math.ceil(sum(sends) / each))
    fullest = max(loads(sends, databases)) / (given.sends_per_cpu * given.database_cores)
    by_work = deliveries / (given.deliveries_per_cpu * given.copy_cores * HEADROOM)
    by_sockets = given.people * given.online / given.sockets_per_copy
    copies = max(2, math.ceil(max(by_work, by_sockets)))
    gigabytes = given.people * given.messages * 365 * given.bytes_of_a_message / 1e9
    monthly = copies * given.copy_price + databases * given.database_price + 2 * gigabytes * given.disk_price
    return Plan(len(sizes), databases, fullest, copies, sum(sends), deliveries, gigabytes, monthly)


def group_sizes(given: Given) -> list[int]:
    """Until everybody is in as many groups as people are in."""
    chance = random.Random(SEED)
    sizes, places = [], 0
    while places < given.people * given.groups_of_a_person:
        size = min(MOST_IN_A_GROUP, max(2, round(chance.lognormvariate(math.log(given.group_size), 0.9))))
        sizes.append(size)
        places += size
    return sizes


def loads(sends: list[float], databases: int) -> list[float]:
    """Each group on the database that its id names; nothing about it needs another group's rows."""
    found = [0.0] * databases
    for number, rate in enumerate(sends):
        digest = hashlib.blake2b(number.to_bytes(8, "big"), digest_size=8).digest()
        found[int.from_bytes(digest, "big") % databases] += rate
    return found


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in vars(Given()).items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(default), default=default)
    given = Given(**vars(parser.parse_args(arguments)))
    found = plan(given)
    print(f"{given.people:,} people in {found.groups:,} groups, {given.messages:g} messages a day each")
    print(f"busiest hour    {found.sends:,.0f} messages a second, {found.deliveries:,.0f} deliveries a second")
    print(f"copies          {found.copies:,} with {given.copy_cores} cores")
    print(f"databases       {found.databases:,} with {given.database_cores} cores, the fullest at {found.fullest:.0%}")
    print(f"kept in a year  {found.gigabytes:,.0f} GB")
    million = found.monthly / given.people * 1e6
    print(f"cost            {found.monthly:,.0f} a month, {million:,.0f} for a million people")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
