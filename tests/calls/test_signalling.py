"""Signals of calls over real sockets into the whole app: who hears what, and who does not."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from distributed_chat.app import App
from distributed_chat.calls.attendance import LETTERS_AT_MOST, SILENT_AFTER
from distributed_chat.calls.upkeep import Upkeep
from distributed_chat.kernel.clock import SECOND, MovedClock
from distributed_chat.kernel.ids import new_id
from tests.calls.rooms import join, leave, people_in
from tests.calls.sdp import sdp
from tests.calls.talking import QUIET, listening_in, sitting, talking
from tests.cast import Person
from tests.conversations.rooms import enter, new_room
from tests.journeys.live import Live, listening


@pytest.fixture
async def live(app: App, upkeep: Upkeep) -> AsyncIterator[Live]:
    assert upkeep is app.calls.upkeep
    async with listening(app) as running:
        yield running


@pytest.fixture
async def room(ann: Person, cat: Person, crew: str) -> dict[str, Any]:
    """Open, in a group of all three."""
    await enter(ann, cat, crew)
    return await new_room(ann, crew)


async def test_a_state_reaches_everybody_who_may_read_and_my_other_devices(
    live: Live, room: dict[str, Any], ann: Person, bob: Person, cat: Person
) -> None:
    async with (
        talking(live, room, ann) as [caller],
        listening_in(live, caller, bob) as reader,
        listening_in(live, caller, ann) as second_device,
    ):
        await caller.state(muted=True, hand=True)
        for other in (reader, second_device):
            signal = await other.hears("call.state")
            assert signal["payload"] == {
                "conversation_id": room["id"],
                "call_id": caller.call,
                "participant_id": caller.participant,
                **QUIET,
                "muted": True,
                "hand": True,
            }
            assert signal["from"] == {"user": ann.id, "connection": caller.connection}
        assert await caller.heard() == []


async def test_a_state_of_a_private_room_stays_there(
    live: Live, ann: Person, bob: Person, cat: Person, crew: str
) -> None:
    await enter(ann, cat, crew)
    private = await new_room(ann, crew, bob)
    async with talking(live, private, ann, bob) as [caller, friend], listening_in(live, caller, cat) as outsider:
        await caller.state(video=True)
        await caller.offer(friend)
        assert (await friend.hears("call.state"))["payload"]["video"]
        await friend.hears("call.offer")
        assert await outsider.heard() == []
        caller.stream = f"group:{crew}"
        for say in (caller.state(), caller.offer(friend)):
            await say
            assert await caller.refusal() == "not_in_the_call", "not even its own people carry it out of there"
        assert await outsider.heard() == []
        for stream in (private["stream"], f"group:{crew}"):
            outsider.stream = stream
            await outsider.state()
            assert await outsider.refusal() == ("not_found" if stream == private["stream"] else "not_in_the_call")


async def test_the_same_state_again_keeps_somebody_in_and_bothers_nobody(
    app: App, live: Live, room: dict[str, Any], clock: MovedClock, ann: Person, bob: Person
) -> None:
    async with talking(live, room, ann) as [caller], listening_in(live, caller, bob) as reader:
        for seconds, told in ((1, False), (1, True), (5, True), (0, False)):
            clock.move(seconds * SECOND)
            await caller.bound()
            assert bool(await reader.heard()) == told, seconds
            assert app.calls.attendance.places[caller.participant].heard_at == clock.now()


async def test_an_offer_reaches_the_one_connection_it_is_for(
    live: Live, room: dict[str, Any], ann: Person, bob: Person, cat: Person
) -> None:
    async with (
        talking(live, room, ann, bob, cat) as [caller, called, third],
        listening_in(live, called, bob) as other_tab,
        listening_in(live, called, ann) as own_tab,
    ):
        for kind in ("call.offer", "call.answer"):
            await caller.say(kind, caller.letter(called, sdp=sdp()))
            signal = await called.hears(kind)
            assert signal["payload"] == caller.letter(called, sdp=sdp())
            assert signal["from"] == {"user": ann.id, "connection": caller.connection}
        await caller.candidates(called)
        [candidate] = (await called.hears("call.candidate"))["payload"]["candidates"]
        assert (candidate["sdpMid"], candidate["sdpMLineIndex"]) == ("0", 0)
        for listener in (third, other_tab, own_tab, caller):
            assert await listener.heard() == []


async def test_nobody_speaks_as_somebody_else(
    live: Live, room: dict[str, Any], ann: Person, bob: Person, cat: Person
) -> None:
    async with talking(live, room, ann, bob) as [caller, called], listening_in(live, caller, cat) as liar:
        for say in (liar.state(), liar.offer(called), liar.candidates(called)):
            await say
            assert await liar.refusal() == "not_in_the_call"
        await called.offer(called, participant_id=caller.participant, to_participant=caller.participant)
        assert await called.refusal() == "not_in_the_call"
        await called.state(participant_id=caller.participant)
        assert await called.refusal() == "not_in_the_call"
        assert await caller.heard() == []
        assert [
            frame for frame in await called.heard() if frame["payload"]["participant_id"] != called.participant
        ] == []


async def test_a_second_tab_that_did_not_bind_says_nothing_in_the_call(
    live: Live, room: dict[str, Any], ann: Person, bob: Person
) -> None:
    async with talking(live, room, ann, bob) as [caller, called], listening_in(live, caller, ann) as tab:
        await tab.offer(called)
        assert await tab.refusal() == "not_in_the_call"
        await tab.bound()
        await tab.offer(called)
        assert (await called.hears("call.offer"))["from"]["connection"] == tab.connection
        await caller.offer(called)
        assert await caller.refusal() == "not_in_the_call", "the tab that spoke last speaks for the participant"


async def test_signals_stay_within_one_call(
    live: Live, room: dict[str, Any], crew: str, ann: Person, bob: Person, cat: Person
) -> None:
    attic = await new_room(ann, crew, topic="Attic")
    async with talking(live, room, ann, bob) as [caller, called], talking(live, attic, cat) as [stranger]:
        await stranger.offer(called)
        assert await stranger.refusal() == "not_in_the_call"
        await stranger.offer(called, call_id=called.call)
        assert await stranger.refusal() == "not_in_the_call"
        await stranger.state(call_id=called.call)
        assert await stranger.refusal() == "not_in_the_call"
        await stranger.state(conversation_id=room["id"])
        assert await stranger.refusal() == "not_in_the_call"
        for wrong in (new_id(), caller.participant):
            await caller.offer(called, to_participant=wrong)
            assert await caller.refusal() == "not_in_the_call"
        assert [frame["type"] for frame in await called.heard()] == ["call.state"], "of the attic, which they may see"


async def test_whoever_left_neither_speaks_nor_hears(
    live: Live, room: dict[str, Any], ann: Person, bob: Person, cat: Person
) -> None:
    async with talking(live, room, ann, bob, cat) as [caller, called, third]:
        await leave(bob, room["id"])
        await called.hears("call.left")
        for say in (called.state(), called.offer(caller), called.candidates(caller)):
            await say
            assert await called.refusal() == "not_in_the_call"
        await caller.offer(called)
        assert await caller.refusal() == "not_in_the_call"
        await caller.offer(third)
        await third.hears("call.offer")
        assert await called.heard() == []


async def test_whoever_was_replaced_by_another_device_neither_speaks_nor_hears(
    live: Live, room: dict[str, Any], ann: Person, bob: Person
) -> None:
    async with talking(live, room, ann, bob) as [caller, old], sitting(live, room, bob) as new:
        await old.state()
        assert await old.refusal() == "not_in_the_call"
        await new.bound()
        await caller.offer(new)
        await new.hears("call.offer")
        await caller.offer(old)
        assert await caller.refusal() == "not_in_the_call"
        assert [frame["type"] for frame in await old.heard()] == ["call.state"]


async def test_whoever_is_removed_is_out_of_reach_at_once(
    live: Live, room: dict[str, Any], crew: str, ann: Person, bob: Person, cat: Person
) -> None:
    async with talking(live, room, bob, cat) as [removed, other]:
        await ann.delete(f"/api/groups/{crew}/members/{bob.id}", status=204)
        await removed.state()
        assert await removed.refusal() == "not_found"
        await other.offer(removed)
        assert await other.refusal() == "not_in_the_call"
        await removed.offer(other)
        assert await removed.refusal() == "not_found"
        await other.state(video=True)
        await other.socket.until_mark()
        assert await removed.heard() == []


async def test_what_comes_before_somebody_has_spoken_waits_for_them(
    live: Live, room: dict[str, Any], ann: Person, bob: Person
) -> None:
    async with talking(live, room, ann) as [caller], sitting(live, room, bob) as called:
        await caller.offer(called)
        for _ in range(3):
            await caller.candidates(called)
        await caller.socket.until_mark()
        assert await called.heard() == []
        await called.state()
        kinds = [frame["type"] for frame in await called.heard()]
        assert kinds == ["call.offer", "call.candidate", "call.candidate", "call.candidate"]


async def test_a_socket_that_comes_back_gets_what_came_meanwhile(
    live: Live, room: dict[str, Any], ann: Person, bob: Person
) -> None:
    async with talking(live, room, ann) as [caller]:
        async with sitting(live, room, bob) as called:
            await called.bound()
        await caller.heard()
        async with listening_in(live, called, bob) as back:
            await caller.offer(called)
            await caller.heard()
            await back.state()
            await back.hears("call.offer")


async def test_what_waits_is_bounded(app: App, live: Live, room: dict[str, Any], ann: Person, bob: Person) -> None:
    async with talking(live, room, ann) as [caller], sitting(live, room, bob) as called:
        for number in range(LETTERS_AT_MOST + 5):
            await caller.candidates(called, session=f"s-{number}")
        await caller.heard()
        assert len(app.calls.attendance.places[called.participant].letters) == LETTERS_AT_MOST


async def test_a_page_that_dies_is_gone_after_twelve_seconds(
    live: Live, room: dict[str, Any], upkeep: Upkeep, clock: MovedClock, ann: Person, bob: Person, cat: Person
) -> None:
    async with talking(live, room, ann) as [caller]:
        async with talking(live, room, bob) as [dying]:
            assert dying.socket.socket.transport is not None
            dying.socket.socket.transport.abort()
        for seconds in (5, 5):
            clock.move(seconds * SECOND)
            await caller.bound()
            await upkeep.tick()
            assert await people_in(cat, room["id"]) == [ann.id, bob.id]
        clock.move(SILENT_AFTER - 10 * SECOND)
        await upkeep.tick()
        left = await caller.hears("call.left")
        assert (left["payload"]["user_id"], left["payload"]["reason"]) == (bob.id, "lost")
        assert await people_in(cat, room["id"]) == [ann.id]


async def test_a_state_after_the_loss_is_refused_and_joining_again_is_not(
    live: Live, room: dict[str, Any], upkeep: Upkeep, clock: MovedClock, ann: Person, bob: Person
) -> None:
    async with talking(live, room, ann, bob) as [caller, sleeper]:
        clock.move(SILENT_AFTER)
        await caller.bound()
        await upkeep.tick()
        await sleeper.state()
        assert await sleeper.refusal() == "not_in_the_call"
        await join(bob, room["id"], sleeper.participant)
        await sleeper.bound()
        await caller.offer(sleeper)
        await sleeper.hears("call.offer")


BAD_SIGNALS: dict[str, tuple[str, dict[str, Any], str]] = {
    "a state of words": ("call.state", {"muted": "yes"}, "malformed"),
    "half a state": ("call.state", {"hand": None}, "malformed"),
    "a description that is none": ("call.offer", {"sdp": "hello"}, "bad_sdp"),
    "an answer in the clear": ("call.answer", {"sdp": sdp().replace("UDP/TLS/RTP/SAVPF", "RTP/AVP")}, "bad_sdp"),
    "no description": ("call.offer", {"sdp": 5}, "malformed"),
    "no candidates": ("call.candidate", {"candidates": []}, "bad_candidate"),
    "a candidate of the world": (
        "call.candidate",
        {"candidates": [{"candidate": "candidate:1 1 udp 1 example.com 1 typ host"}]},
        "bad_candidate",
    ),
}


@pytest.mark.parametrize("case", BAD_SIGNALS.values(), ids=BAD_SIGNALS)
async def test_what_is_badly_said_is_refused_and_passed_on_to_nobody(
    live: Live, room: dict[str, Any], ann: Person, bob: Person, case: tuple[str, dict[str, Any], str]
) -> None:
    kind, changes, code = case
    async with talking(live, room, ann, bob) as [caller, called]:
        base = caller.letter(called) | QUIET | {"conversation_id": room["id"]}
        await caller.say(kind, base | changes)
        assert await caller.refusal() == code
        assert await called.heard() == []
        await caller.offer(called)
        await called.hears("call.offer")


async def test_members_that_nobody_knows_are_not_passed_on(
    live: Live, room: dict[str, Any], ann: Person, bob: Person
) -> None:
    async with talking(live, room, ann, bob) as [caller, called]:
        await caller.state(muted=True, name="<b>")
        await caller.offer(called, from_user=bob.id)
        assert set((await called.hears("call.state"))["payload"]) == {
            "conversation_id",
            "call_id",
            "participant_id",
            *QUIET,
        }
        assert (await called.hears("call.offer"))["payload"] == caller.letter(called, sdp=sdp())


async def test_the_receiver_named_in_the_frame_counts_for_nothing(
    live: Live, room: dict[str, Any], ann: Person, bob: Person, cat: Person
) -> None:
    async with talking(live, room, ann, bob, cat) as [caller, called, third]:
        payload = caller.letter(called, sdp=sdp())
        frame = {"frame": "signal", "stream": caller.stream, "type": "call.offer", "payload": payload}
        await caller.socket.send(**frame, to=cat.id, **{"from": {"user": bob.id, "connection": called.connection}})
        assert (await called.hears("call.offer"))["from"]["user"] == ann.id
        assert await third.heard() == []


async def test_without_a_media_server_of_ours_there_is_no_relay(live: Live, room: dict[str, Any], ann: Person) -> None:
    mine = await join(ann, room["id"])
    assert mine["grant"]["url"] is None
    path = f"/api/conversations/{room['id']}/call/media?participant={mine['grant']['participant_id']}"
    with pytest.raises(InvalidStatus) as refused:
        async with connect(
            f"ws://127.0.0.1:{live.port}{path}", additional_headers={"Authorization": f"Bearer {ann.token}"}
        ):
            pass
    assert refused.value.response.status_code == 403
