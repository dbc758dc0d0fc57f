"""The guard: one look-up, only global addresses, the connection pinned to them, every redirect begun anew, all bounded.

The canary listens on the loopback addresses of this machine. Whatever is tried, nothing connects to it.
"""

import asyncio
import gzip
import zlib
from collections.abc import AsyncIterator

import httpx2
import pytest

from distributed_chat.embeds.fetching import MOST_BYTES, Fetched, Fetcher, OpenNetwork
from distributed_chat.embeds.targets import NotFetched
from tests.embeds.internet import PUBLIC, Answer, Connection, Pieces, SmallInternet, moved, page, replied
from tests.embeds.test_addresses import PRIVATE_4, PRIVATE_6, dressed
from tests.embeds.test_targets import TRICKS

HTML = ("text/html",)


class Canary:
    """Counts who connects. A real listener, on both loopback addresses and the same port."""

    def __init__(self) -> None:
        self.visits = 0
        self.port = 0
        self._servers: list[asyncio.Server] = []

    async def __aenter__(self) -> "Canary":
        for host in ("127.0.0.1", "::1"):
            server = await asyncio.start_server(self._visit, host, self.port)
            self.port = server.sockets[0].getsockname()[1]
            self._servers.append(server)
        return self

    async def __aexit__(self, *_error: object) -> None:
        for server in self._servers:
            server.close()

    async def _visit(self, _reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.visits += 1
        body = b"<title>secret</title>"
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: %d\r\n\r\n%b" % (len(body), body))
        await writer.drain()
        writer.close()


class LeadsToCanary(OpenNetwork):
    """Real connections to the address that is asked for, but always to the canary's port, by plain HTTP."""

    def __init__(self, port: int, names: dict[str, list[list[str]]]) -> None:
        super().__init__()
        self._port = port
        self._names = names

    async def resolve(self, host: str) -> list[str]:
        answers = self._names.get(host)
        if answers is None:
            return await super().resolve(host)
        return answers.pop(0) if len(answers) > 1 else answers[0]

    async def send(self, request: httpx2.Request) -> httpx2.Response:
        request.url = request.url.copy_with(scheme="http", port=self._port)
        return await super().send(request)


@pytest.fixture
async def canary() -> AsyncIterator[Canary]:
    async with Canary() as listening:
        yield listening


def redirecting(to: str, status: int) -> Answer:
    return lambda _request: moved(to, status)


async def outcome(fetcher: Fetcher, url: str) -> str:
    try:
        async with asyncio.timeout(3):
            return (await fetcher.get(url, types=HTML)).body.decode()
    except (NotFetched, TimeoutError):
        return ""


async def test_the_canary_is_reached_by_whoever_is_not_guarded(canary: Canary) -> None:
    network = LeadsToCanary(canary.port, {})
    for host in ("127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0"):
        request = httpx2.Request("GET", f"http://{host}/")
        await (await network.send(request)).aread()
    assert canary.visits == 4
    await network.close()


async def test_no_trick_in_an_address_reaches_the_canary(canary: Canary) -> None:
    network = LeadsToCanary(canary.port, {"example.com": [["127.0.0.1"]]})
    fetcher = Fetcher(network)
    literal = [f"http://[{one}]/" for private in ("127.0.0.1", "0.0.0.0") for one in dressed(private)]
    for url in [*TRICKS, *literal, "http://127.0.0.1/", "http://0.0.0.0/", "https://127.0.0.1/", "http://[::]/"]:
        assert await outcome(fetcher, url) == "", url
    assert canary.visits == 0
    await fetcher.close()


async def test_no_name_leads_to_the_canary_however_its_address_is_dressed(canary: Canary) -> None:
    answers = [one for private in ("127.0.0.1", "0.0.0.0") for one in (private, *dressed(private))]
    answers += ["::1", "::", "::1%lo", "0:0:0:0:0:0:0:1"]
    for answer in answers:
        fetcher = Fetcher(LeadsToCanary(canary.port, {"evil.example": [[answer]]}))
        assert await outcome(fetcher, "http://evil.example/") == "", answer
        await fetcher.close()
    assert canary.visits == 0


@pytest.mark.parametrize("private", [*PRIVATE_4, *PRIVATE_6])
async def test_a_name_with_any_private_address_is_not_connected_to_at_all(private: str) -> None:
    for answers in ([private], [PUBLIC, private], [private, PUBLIC], [PUBLIC, "2606:4700::1111", private]):
        internet = SmallInternet()
        internet.site("evil.example", lambda _request: replied(b"secret"), *answers)
        assert await outcome(Fetcher(internet), "http://evil.example/") == ""
        assert internet.connections == []


async def test_a_name_that_changes_its_mind_is_asked_once_and_held_to_it(canary: Canary) -> None:
    """Rebinding: the first answer passes the check, the second is what a careless client would connect to."""
    internet = SmallInternet()
    internet.site("evil.example", lambda _request: replied(page("fine")))
    internet.names["evil.example"] = [[PUBLIC], ["127.0.0.1"]]
    assert "fine" in await outcome(Fetcher(internet), "https://evil.example/")
    assert internet.looked_up == ["evil.example"]
    assert internet.connections == [Connection(PUBLIC, 443, "evil.example", "evil.example", "/")]
    rebinding = Fetcher(LeadsToCanary(canary.port, {"evil.example": [["127.0.0.1"], [PUBLIC]]}))
    assert await outcome(rebinding, "http://evil.example/") == ""
    assert canary.visits == 0
    await rebinding.close()


async def test_a_redirect_to_the_same_name_looks_it_up_anew_and_is_checked_anew() -> None:
    internet = SmallInternet()
    internet.site("evil.example", lambda _request: moved("/again"))
    internet.names["evil.example"] = [[PUBLIC], ["10.0.0.1"]]
    with pytest.raises(NotFetched, match="not of the internet"):
        await Fetcher(internet).get("http://evil.example/", types=HTML)
    assert [connection.address for connection in internet.connections] == [PUBLIC]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_no_redirect_leads_to_the_canary(canary: Canary, status: int) -> None:
    for to in [*TRICKS, "http://127.0.0.1/", "//127.0.0.1/", "http://inside.example/", "//[::ffff:7f00:1]/"]:
        if not to.isprintable() or not to.isascii() or to in {"", "example.com"}:
            continue  # no header carries it, or it stays where it is
        internet = SmallInternet()
        internet.site("evil.example", redirecting(to, status))
        internet.names["inside.example"] = [["127.0.0.1"]]
        with pytest.raises(NotFetched):
            await Fetcher(internet).get("http://evil.example/", types=HTML)
        assert {connection.host for connection in internet.connections} <= {"evil.example"}, to
    assert canary.visits == 0


async def test_three_redirects_are_followed_and_a_fourth_is_not() -> None:
    internet = SmallInternet()

    def count_down(request: httpx2.Request) -> httpx2.Response:
        left = int(request.url.path[1:])
        return moved(f"/{left - 1}") if left else replied(page("there"))

    internet.site("example.com", count_down)
    fetched = await Fetcher(internet).get("https://example.com/3", types=HTML)
    assert fetched.url == "https://example.com/0"
    with pytest.raises(NotFetched, match="too many"):
        await Fetcher(internet).get("https://example.com/4", types=HTML)


async def test_the_connection_is_pinned_while_host_and_tls_name_stay_those_of_the_link() -> None:
    internet = SmallInternet()
    internet.site("example.com", lambda _request: replied(page("hello")), "2606:4700::1111", PUBLIC)
    await Fetcher(internet).get("https://EXAMPLE.com./a/../b?c=%20d#e", types=HTML)
    assert internet.connections == [Connection(PUBLIC, 443, "example.com", "example.com", "/b?c=%20d")]


async def test_the_next_address_is_tried_where_nobody_answers_and_no_more_than_three() -> None:
    internet = SmallInternet()
    internet.names["example.com"] = [["1.0.0.1", "1.0.0.2", "1.0.0.3", "1.0.0.4"]]
    with pytest.raises(NotFetched):
        await Fetcher(internet).get("http://example.com/", types=HTML)
    assert [connection.address for connection in internet.connections] == ["1.0.0.1", "1.0.0.2", "1.0.0.3"]


async def test_nothing_of_ours_is_sent_along() -> None:
    seen: list[httpx2.Request] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        seen.append(request)
        return moved("/next") if request.url.path == "/" else replied(page("x"))

    internet = SmallInternet()
    internet.site("example.com", answer)
    await Fetcher(internet).get("https://example.com/", types=HTML)
    allowed = {"host", "accept", "user-agent", "accept-encoding", "accept-language", "connection"}
    assert all(set(request.headers) == allowed for request in seen)
    assert [request.method for request in seen] == ["GET", "GET"]


async def fetch(body: bytes | Pieces, kind: str = "text/html", **headers: str) -> Fetched:
    internet = SmallInternet()
    internet.site("example.com", lambda _request: replied(body, kind, status=200, **headers))
    return await Fetcher(internet).get("https://example.com/", types=("text/html", "image/"))


async def test_no_more_than_a_mebibyte_is_read() -> None:
    endless = Pieces([bytes(64 * 1024)] * 1_000)
    fetched = await fetch(endless)
    assert (len(fetched.body), fetched.whole) == (MOST_BYTES, False)
    assert endless.read <= MOST_BYTES + 64 * 1024
    assert endless.closed
    whole = await fetch(bytes(MOST_BYTES))
    assert (len(whole.body), whole.whole) == (MOST_BYTES, True)


async def test_a_body_that_swells_is_cut_at_a_mebibyte_too() -> None:
    bomb = gzip.compress(bytes(200 * MOST_BYTES), 9)
    assert len(bomb) < MOST_BYTES
    fetched = await fetch(bomb, content_encoding="gzip")
    assert (len(fetched.body), fetched.whole) == (MOST_BYTES, False)
    packed = await fetch(gzip.compress(page("small")), content_encoding="GZip")
    assert (packed.body, packed.whole) == (page("small"), True)


@pytest.mark.parametrize("encoding", ["br", "zstd", "deflate", "gzip, gzip", "compress", "nonsense"])
async def test_another_packing_is_refused(encoding: str) -> None:
    with pytest.raises(NotFetched):
        await fetch(zlib.compress(b"x"), content_encoding=encoding)


async def test_what_is_packed_badly_is_refused() -> None:
    with pytest.raises(NotFetched):
        await fetch(b"this is no gzip", content_encoding="gzip")


@pytest.mark.parametrize(
    "kind",
    ["", "text/plain", "application/json", "application/octet-stream", "text/html-not", "images/png", "video/mp4"],
)
async def test_another_type_is_refused(kind: str) -> None:
    with pytest.raises(NotFetched):
        await fetch(b"<title>x</title>", kind)


async def test_the_type_may_say_more_and_a_charset() -> None:
    fetched = await fetch(b"x", 'Text/HTML ; level=1; charset="ISO-8859-1"')
    assert (fetched.content_type, fetched.charset) == ("text/html", "iso-8859-1")
    assert (await fetch(b"x", "image/png")).content_type == "image/png"


@pytest.mark.parametrize("status", [201, 204, 206, 300, 304, 401, 403, 404, 418, 500, 503])
async def test_any_other_status_than_200_is_nothing(status: int) -> None:
    internet = SmallInternet()
    internet.site("example.com", lambda _request: replied(page("x"), status=status))
    with pytest.raises(NotFetched):
        await Fetcher(internet).get("https://example.com/", types=HTML)


async def test_a_redirect_without_a_place_is_nothing() -> None:
    internet = SmallInternet()
    internet.site("example.com", lambda _request: replied(b"", status=302))
    with pytest.raises(NotFetched):
        await Fetcher(internet).get("https://example.com/", types=HTML)


async def test_tls_is_asked_for_by_the_name_of_the_link_and_what_is_no_tls_is_never_read() -> None:
    """By the network that is used in earnest."""
    hello = b""

    async def listen(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal hello
        hello = await reader.read(4_096)
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        writer.close()

    server = await asyncio.start_server(listen, "127.0.0.1", 0)
    address = f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
    network = OpenNetwork()
    request = httpx2.Request("GET", address, extensions={"sni_hostname": "news.example", "timeout": {}})
    with pytest.raises(httpx2.ConnectError):
        await network.send(request)
    assert b"news.example" in hello
    await network.close()
    server.close()
