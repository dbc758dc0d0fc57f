"""What every media server does, whichever it is: the same sentences for a mesh, for Janus and for LiveKit.

Real servers are asked: `inside/test_contract.py` starts Janus, and LiveKit is asked where LIVEKIT_URL names one.
"""

from distributed_chat.calls.sfu import Sfu
from distributed_chat.kernel.ids import new_id


async def a_room_can_be_made_sure_of_again_and_again(sfu: Sfu) -> None:
    call = new_id()
    await sfu.ensure_room(call)
    await sfu.ensure_room(call)
    assert await sfu.participants(call) == []
    await sfu.close(call)


async def a_room_that_never_was_is_empty_and_can_be_closed(sfu: Sfu) -> None:
    call = new_id()
    assert await sfu.participants(call) == []
    await sfu.close(call)
    await sfu.close(call)


async def somebody_who_is_not_there_can_be_kicked(sfu: Sfu) -> None:
    call = new_id()
    await sfu.kick(call, new_id())
    await sfu.ensure_room(call)
    await sfu.kick(call, new_id())
    assert await sfu.participants(call) == []
    await sfu.close(call)


async def a_closed_room_can_be_made_again(sfu: Sfu) -> None:
    call = new_id()
    await sfu.ensure_room(call)
    await sfu.close(call)
    await sfu.ensure_room(call)
    assert await sfu.participants(call) == []
    await sfu.close(call)


async def a_grant_is_for_one_participant(sfu: Sfu) -> None:
    call = new_id()
    grants = [await sfu.grant(call, new_id(), new_id()) for _ in range(2)]
    tokens = [grant.token for grant in grants if grant.token is not None]
    assert len(set(tokens)) == len(tokens)


CONTRACT = (
    a_room_can_be_made_sure_of_again_and_again,
    a_room_that_never_was_is_empty_and_can_be_closed,
    somebody_who_is_not_there_can_be_kicked,
    a_closed_room_can_be_made_again,
    a_grant_is_for_one_participant,
)
