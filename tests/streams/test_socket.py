"""The socket as a client meets it: a real server on loopback, over the transport's own writes and over ASGI sends."""

from contextlib import AsyncExitStack

import pytest

from distributed_chat.kernel.ids import new_id
from distributed_chat.streams.protocol import Close
from tests.streams.conftest import Serve
from tests.streams.server import GROUP, StreamServer


@pytest.mark.parametrize("raw", [True, False])
async def test_a_message_reaches_every_member_and_nobody_else(serve: Serve, raw: bool) -> None:
    async with serve(raw=raw) as server:
        await server.enrol("ann", "bob")
        await server.enrol("cat", stream="group:2")
        async with server.client("ann") as ann, server.client("bob") as bob, server.client("cat") as cat:
            for client in (ann, bob, cat):
                assert (await client.hello())["frame"] == "welcome"
            posted = await server.post("hello")
            for client in (ann, bob):
                event = await client.frame()
                assert (event["stream"], event["seq"], event["type"]) == (GROUP, 1, "message.posted")
                assert event["payload"] == {"text": "hello"}
                assert event["hash"] == posted.hash
            assert await cat.silence()


async def test_the_welcome_says_who_what_and_how_far(server: StreamServer) -> None:
    await server.enrol("ann")
    await server.post("one")
    async with server.client("ann") as ann:
        welcome = await ann.hello(client={"name": "test", "version": "1", "more": "ignored"}, unknown="ignored")
    assert welcome["user"] == "ann"
    assert welcome["heads"] == {"user:ann": 0, GROUP: 1}
    assert welcome["epoch"] == server.database.epoch
    assert welcome["heartbeat_seconds"] == 25


async def test_who_was_away_gets_exactly_the_rest(server: StreamServer) -> None:
    await server.enrol("ann")
    await server.post_many(700)
    async with server.client("ann") as ann:
        await ann.hello(cursors={GROUP: 10, "group:not-mine": 3})
        assert [frame["seq"] for frame in await ann.frames(690)] == list(range(11, 701))
        await server.post("live")
        assert (await ann.frame())["seq"] == 701


async def test_a_removed_member_gets_the_removal_and_nothing_after_it(server: StreamServer) -> None:
    await server.enrol("ann", "bob")
    async with server.client("ann") as ann, server.client("bob") as bob:
        await ann.hello()
        await bob.hello()
        await server.remove("bob")
        await server.post("without bob")
        assert [(await bob.frame())["type"], (await bob.frame())["frame"]] == ["member.removed", "left"]
        assert [frame["type"] for frame in await ann.frames(2)] == ["member.removed", "message.posted"]
        assert await bob.silence()


async def test_who_joins_while_connected_reads_from_the_join_on(server: StreamServer) -> None:
    await server.enrol("ann")
    await server.enrol("bob", stream="group:2")
    await server.post("before bob")
    async with server.client("bob") as bob:
        await bob.hello()
        await server.join("bob")
        await server.post("with bob")
        got = {(frame["stream"], frame["type"]) for frame in await bob.frames(3)}
        assert got == {("user:bob", "stream.opened"), (GROUP, "member.joined"), (GROUP, "message.posted")}


async def test_the_end_of_a_session_closes_its_sockets_before_it_is_acknowledged(server: StreamServer) -> None:
    await server.enrol("ann", "bob")
    async with server.client("ann") as ann, server.client("bob") as bob:
        await ann.hello()
        await bob.hello()
        server.ended.add("ann")
        await server.database.write(lambda tx: tx.after_commit(lambda: server.hub.end_session("session of ann")))
        await server.post("after ann")
        assert await ann.close_code() == Close.NOT_SIGNED_IN
        assert (await bob.frame())["payload"] == {"text": "after ann"}


async def test_typing_is_relayed_to_the_others_with_a_stamp_of_the_server(server: StreamServer) -> None:
    await server.enrol("ann", "bob")
    async with server.client("ann") as ann, server.client("bob") as bob:
        me = await ann.hello()
        await bob.hello()
        room = new_id()
        lie = {"user": "bob", "connection": "x"}
        await ann.send(frame="signal", stream=GROUP, type="typing", payload={"conversation_id": room}, **{"from": lie})
        signal = await bob.frame()
        assert signal["payload"] == {"conversation_id": room}
        assert signal["from"] == {"user": "ann", "connection": me["connection"]}
        assert await ann.silence()


async def test_a_signal_on_a_stream_of_others_is_refused(server: StreamServer) -> None:
    await server.enrol("ann")
    await server.enrol("bob", stream="group:2")
    async with server.client("ann") as ann, server.client("bob") as bob:
        await ann.hello()
        await bob.hello()
        await ann.send(frame="signal", stream="group:2", type="typing", payload={"conversation_id": new_id()})
        assert (await ann.frame())["code"] == "not_found"
        assert await bob.silence()


async def test_a_token_may_come_in_the_hello(server: StreamServer) -> None:
    await server.enrol("ann")
    async with server.client(None) as ann:
        assert (await ann.hello(token="ann"))["user"] == "ann"


async def test_a_cookie_is_enough_for_a_page_of_our_own(server: StreamServer) -> None:
    await server.enrol("ann")
    headers = {"Cookie": "session=ann", "Origin": f"http://127.0.0.1:{server.port}"}
    async with server.client(None, headers=headers) as ann:
        assert (await ann.hello())["user"] == "ann"


@pytest.mark.parametrize("token", [None, "nobody"])
async def test_a_stranger_is_told_to_sign_in(server: StreamServer, token: str | None) -> None:
    async with server.client(token) as stranger:
        await stranger.send(frame="hello")
        assert await stranger.close_code() == Close.NOT_SIGNED_IN


async def test_the_twenty_first_socket_of_a_user_is_refused(server: StreamServer) -> None:
    await server.enrol("ann")
    async with AsyncExitStack() as stack:
        for _ in range(20):
            ann = await stack.enter_async_context(server.client("ann"))
            await ann.hello()
        one_more = await stack.enter_async_context(server.client("ann"))
        await one_more.send(frame="hello")
        assert await one_more.close_code() == Close.TOO_MANY_SOCKETS


async def test_too_many_frames_close_the_socket(server: StreamServer) -> None:
    await server.enrol("ann")
    async with server.client("ann") as ann:
        await ann.hello()
        for _ in range(60):
            await ann.send(frame="ping")
        assert await ann.close_code() == Close.TOO_MANY_FRAMES


async def test_a_ping_is_answered(server: StreamServer) -> None:
    await server.enrol("ann")
    async with server.client("ann") as ann:
        await ann.hello()
        await ann.send(frame="ping")
        assert await ann.frame() == {"frame": "pong"}
