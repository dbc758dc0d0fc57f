"""Who says too much in a call, or says it to be a nuisance: the others notice nothing."""

from contextlib import AsyncExitStack

from distributed_chat.calls.signalling import SIGNALS_AT_ONCE
from distributed_chat.kernel.clock import SECOND, MovedClock
from distributed_chat.streams.protocol import Close
from tests.calls.conftest import OpenApp
from tests.calls.rooms import furnished, people_in
from tests.calls.talking import listening_in, talking
from tests.journeys.live import listening


async def test_a_flood_of_signals_closes_its_own_socket_alone(open_app: OpenApp, tidy: AsyncExitStack) -> None:
    async with open_app(unlimited=False) as app, listening(app) as live:
        (ann, bob), room_id = await furnished(app, tidy, "ann", "bob")
        [room] = (await ann.get("/api/home"))["groups"][0]["rooms"]
        assert room["id"] == room_id
        async with talking(live, room, ann, bob) as [caller, called]:
            for _ in range(60):
                await caller.candidates(called)
            assert await caller.socket.close_code() == Close.TOO_MANY_FRAMES
            passed_on = [frame for frame in await called.heard() if frame["type"] == "call.candidate"]
            assert 0 < len(passed_on) < 60
            assert await people_in(bob, room_id) == [ann.id, bob.id], "until she is silent for too long"


async def test_several_sockets_say_no_more_than_one(open_app: OpenApp, tidy: AsyncExitStack, clock: MovedClock) -> None:
    async with open_app(unlimited=False) as app, listening(app) as live:
        (ann, bob), _ = await furnished(app, tidy, "ann", "bob")
        [room] = (await ann.get("/api/home"))["groups"][0]["rooms"]
        async with (
            talking(live, room, ann, bob) as [caller, called],
            listening_in(live, caller, ann) as second,
            listening_in(live, caller, ann) as third,
        ):
            for number in range(30):
                for tab in (caller, second, third):
                    await tab.state(hand=number % 2 == 0, muted=tab is second)
            refused = 0
            for tab in (caller, second, third):
                await tab.socket.send(frame="ping")
                while (frame := await tab.socket.frame())["frame"] != "pong":
                    refused += frame.get("code") == "too_many"
            assert refused >= 90 - SIGNALS_AT_ONCE
            heard = [frame for frame in await called.heard() if frame["type"] == "call.state"]
            assert 0 < len(heard) <= SIGNALS_AT_ONCE
            clock.move(SECOND)
            await caller.state(video=True)
            while not (await called.hears("call.state"))["payload"]["video"]:
                pass


async def test_what_strangers_say_is_not_even_read(open_app: OpenApp, tidy: AsyncExitStack) -> None:
    """Sixty kibibytes take a while to check, and everybody waits for it."""
    async with open_app() as app, listening(app) as live:
        (ann, bob, cat), _ = await furnished(app, tidy, "ann", "bob", "cat")
        [room] = (await ann.get("/api/home"))["groups"][0]["rooms"]
        async with (
            talking(live, room, ann, bob) as [caller, called],
            listening_in(live, caller, cat) as stranger,
            listening_in(live, caller, ann) as tab,
        ):
            for other in (stranger, tab):
                await other.offer(called, sdp="hello")
                assert await other.refusal() == "not_in_the_call"
                await other.candidates(called, candidates=[{"candidate": "hello"}])
                assert await other.refusal() == "not_in_the_call"
