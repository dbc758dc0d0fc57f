"""Going to a day of a conversation."""

import pytest

from distributed_chat.kernel.clock import DAY, HOUR, MovedClock
from tests.cast import Person
from tests.conversations.rooms import say
from tests.messages.conftest import Crew


@pytest.fixture
async def days(clock: MovedClock, ann: Person, crew: Crew) -> str:
    """At 12:00 UTC of the 25th, 26th and 29th, two messages each; the later of them an hour after the first."""
    for wait in (0, DAY, 3 * DAY):
        clock.move(wait)
        await say(ann, crew.room)
        clock.move(HOUR)
        await say(ann, crew.room)
        clock.move(-HOUR)
    return crew.room


@pytest.mark.parametrize(
    ("day", "offset", "number"),
    [
        ("2026-11-25", 0, 1),
        ("1970-01-01", 0, 1),
        ("2026-11-26", 0, 3),
        ("2026-11-27", 0, 5),
        ("2026-11-29", 0, 5),
        ("2026-11-30", 0, None),
        ("9999-12-31", -840, None),
        ("2026-11-26", 690, 2),  # 12:30 UTC of the 25th is midnight there, half past eleven hours ahead
        ("2026-11-26", 720, 1),
        ("2026-11-25", -720, 1),
        ("2026-11-25", -750, 2),
        ("2026-11-29", -840, None),
    ],
)
async def test_the_first_message_of_a_local_day(
    ann: Person, days: str, day: str, offset: int, number: int | None
) -> None:
    found = await ann.get(f"/api/conversations/{days}/days/{day}", offset_minutes=offset)
    assert found == {"number": number}


@pytest.mark.parametrize("day", ["2026-02-30", "yesterday", "2026", "0", "2026-11-25T00:00"])
async def test_what_is_no_day_is_not_there(ann: Person, days: str, day: str) -> None:
    assert (await ann.client.get(f"/api/conversations/{days}/days/{day}")).status_code == 404


async def test_an_empty_conversation_has_no_first_message(bob: Person, crew: Crew) -> None:
    assert await bob.get(f"/api/conversations/{crew.private}/days/2026-11-25") == {"number": None}


async def test_a_stranger_learns_no_day(cat: Person, dan: Person, days: str, crew: Crew) -> None:
    assert (await cat.client.get(f"/api/conversations/{days}/days/2026-11-25")).status_code == 404
    assert (await dan.client.get(f"/api/conversations/{crew.private}/days/2026-11-25")).status_code == 404
