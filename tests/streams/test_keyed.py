"""What programs may signal with a key: nothing of calls, and that they type only when they may write."""

from collections.abc import Sequence

import pytest

from distributed_chat.app import App
from distributed_chat.kernel.ids import new_id
from tests.calls.rooms import seat
from tests.cast import Person
from tests.journeys.live import Listener, listening
from tests.keys.making import make_key
from tests.keys.test_keys import room_of
from tests.keys.test_sockets import program

CALLS = ("call.state", "call.offer", "call.answer", "call.candidate")


async def refusals(socket: Listener, stream: str, kinds: Sequence[str], payload: object) -> list[str]:
    codes = []
    for kind in kinds:
        await socket.send(frame="signal", stream=stream, type=kind, payload=payload)
        codes.append(str((await socket.until_error())["code"]))
    return codes


@pytest.mark.parametrize("scopes", [["streams:read"], ["streams:read", "messages:read", "messages:write"]])
async def test_a_key_takes_nobodys_seat_in_a_call(app: App, ann: Person, scopes: list[str]) -> None:
    group, room = await room_of(ann)
    participant = await seat(ann, room)
    place = app.calls.attendance.places[participant]
    state = {"conversation_id": room, "call_id": place.call.id, "participant_id": participant, "muted": False}
    state |= {"deafened": False, "hand": False, "video": False, "sharing": False}
    async with (
        listening(app) as live,
        make_key(app, ann, scopes=scopes) as key,
        live.socket(program(key, ann)) as socket,
    ):
        codes = await refusals(socket, f"group:{group}", [*CALLS, "unheard.of"], state)
        assert codes == ["not_allowed"] * 5
        assert app.calls.attendance.places[participant].connection is None
        async with live.socket(ann) as own:
            await own.send(frame="signal", stream=f"group:{group}", type="call.state", payload=state)
            await own.send(frame="signal", stream=f"group:{group}", type="unheard.of", payload={})
            await own.until_error()
            assert place.connection is not None
            assert place.connection.id == own.welcome["connection"]
            heard = await refusals(socket, f"group:{group}", ["unheard.of"], state)
            assert heard == ["not_allowed"], "what goes to my other browsers goes to no program"


async def test_a_key_sees_who_is_here(app: App, ann: Person) -> None:
    group, _room = await room_of(ann)
    async with (
        listening(app) as live,
        make_key(app, ann, scopes=["streams:read"]) as key,
        live.socket(program(key, ann)) as socket,
    ):
        await socket.send(frame="signal", stream=f"group:{group}", type="presence.watch", payload={})
        assert (await socket.until_frame("presence"))["payload"]["whole"] is True


async def test_a_key_types_only_where_it_may_write(app: App, ann: Person) -> None:
    group, room = await room_of(ann)
    typing = {"conversation_id": room}
    async with (
        listening(app) as live,
        make_key(app, ann, scopes=["streams:read"]) as reads,
        make_key(app, ann, scopes=["streams:read", "messages:write"]) as writes,
        live.socket(program(reads, ann)) as reader,
        live.socket(program(writes, ann)) as writer,
    ):
        assert await refusals(reader, f"group:{group}", ["typing"], typing) == ["not_allowed"]
        assert await refusals(writer, f"group:{group}", ["typing"], {}) == ["malformed"]  # it came through
        assert await refusals(writer, f"group:{new_id()}", ["typing"], typing) == ["not_found"]
