"""The contract of media servers on a real Janus, and what only Janus can show."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from msgspec import convert

from distributed_chat.calls.sfu import MediaServerIsAway, Sfu, sfu_of
from distributed_chat.calls.sfu.frames import Close
from distributed_chat.calls.sfu.janus import JanusSfu
from distributed_chat.config import Settings
from distributed_chat.kernel.ids import new_id
from tests.calls.sfu.contract import CONTRACT
from tests.services.janus import RunningJanus


@pytest.fixture
async def sfu(janus: RunningJanus) -> AsyncIterator[JanusSfu]:
    made = sfu_of(convert(janus.settings, Settings))
    assert isinstance(made, JanusSfu)
    yield made
    await made.stop()


@pytest.mark.parametrize("holds", CONTRACT, ids=lambda holds: holds.__name__)
async def test_it_holds(sfu: Sfu, holds: Callable[[Sfu], Awaitable[None]]) -> None:
    await holds(sfu)


class Seated:
    """Somebody at Janus without a browser: they hear what happens and send nothing."""

    def __init__(self, sfu: JanusSfu, call_id: str, participant_id: str) -> None:
        self.welcome = asyncio.Event()
        self.seat = sfu.seat(call_id, participant_id, self._hear)
        self.stay = asyncio.create_task(self.seat.run())

    async def _hear(self, _frame: str) -> None:
        self.welcome.set()

    async def settle(self) -> None:
        await asyncio.wait_for(self.welcome.wait(), 5)


async def test_who_has_a_seat_is_listed_until_they_are_kicked(sfu: JanusSfu) -> None:
    call, ann, bob = new_id(), new_id(), new_id()
    await sfu.ensure_room(call)
    people = [Seated(sfu, call, one) for one in (ann, bob)]
    for one in people:
        await one.settle()
    assert set(await sfu.participants(call)) == {ann, bob}
    await sfu.kick(call, ann)
    assert await people[0].stay is Close.OUT
    assert await sfu.participants(call) == [bob]
    await sfu.close(call)
    assert await people[1].stay is Close.OUT


async def test_another_copy_of_the_server_can_kick_and_close(sfu: JanusSfu, janus: RunningJanus) -> None:
    """Its pins and secrets are derived, so a copy knows them that never made the room."""
    other = sfu_of(convert(janus.settings, Settings))
    call, ann, bob = new_id(), new_id(), new_id()
    await sfu.ensure_room(call)
    people = [Seated(sfu, call, one) for one in (ann, bob)]
    for one in people:
        await one.settle()
    await other.kick(call, ann)
    assert await asyncio.wait_for(people[0].stay, 5) is Close.OUT
    await other.close(call)
    assert await asyncio.wait_for(people[1].stay, 5) is Close.OUT
    await other.stop()


async def test_whoever_comes_again_with_the_same_id_takes_their_own_place(sfu: JanusSfu) -> None:
    call, ann = new_id(), new_id()
    await sfu.ensure_room(call)
    before = Seated(sfu, call, ann)
    await before.settle()
    after = Seated(sfu, call, ann)
    await sfu.end_others(after.seat)
    assert await before.stay is Close.OUT
    await after.settle()
    assert await sfu.participants(call) == [ann]
    await sfu.close(call)


async def test_without_the_admin_key_or_the_secret_nobody_makes_a_room(janus: RunningJanus) -> None:
    for wrong in ({"sfu_key": "guessed"}, {"sfu_secret": "guessed"}):
        stranger = sfu_of(convert({**janus.settings, **wrong}, Settings))
        with pytest.raises(MediaServerIsAway):
            await stranger.ensure_room(new_id())
        await stranger.stop()


async def test_a_media_server_that_died_loses_its_seats_and_serves_again_when_it_is_back(
    sfu: JanusSfu, janus: RunningJanus
) -> None:
    call, ann = new_id(), new_id()
    await sfu.ensure_room(call)
    before = Seated(sfu, call, ann)
    await before.settle()
    janus.kill()
    assert await asyncio.wait_for(before.stay, 5) is Close.MEDIA_LOST
    for asked in (sfu.ensure_room(call), sfu.kick(call, ann), sfu.close(call)):
        with pytest.raises(MediaServerIsAway):
            await asked
    janus.start()
    await sfu.ensure_room(call)
    after = Seated(sfu, call, ann)
    await after.settle()
    assert await sfu.participants(call) == [ann]
    await sfu.stop()
    assert await after.stay is Close.GOING_AWAY
