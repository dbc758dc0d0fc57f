"""What Chromium makes of our STUN, and of coturn with a credential of ours: the candidates that it gathers.

A STUN answer counts only when it tells a browser something new, as it does behind a router: `Router` is one, of forty
lines, that lets datagrams out from a port of its own.
"""

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from types import TracebackType
from typing import Any, Self

import pytest
from playwright.sync_api import Browser

from distributed_chat.calls.ice import IceServer, ice_servers
from distributed_chat.config import Settings
from tests.services.coturn import HOST, Coturn, private_coturn
from tests.services.server import RunningServer

GATHER = """async (iceServers) => {
    const peer = new RTCPeerConnection({iceServers});
    const found = [], errors = [];
    peer.onicecandidateerror = (event) => errors.push(event.errorCode);
    const done = new Promise((resolve) => {
        peer.onicecandidate = ({candidate}) => candidate ? found.push(candidate.toJSON().candidate) : resolve();
        setTimeout(resolve, 8000);
    });
    peer.createDataChannel('');
    await peer.setLocalDescription();
    await done;
    peer.close();
    return {found, errors};
}"""


class Router:
    """Forwards UDP to one address from a port of its own and the answers back to who asked last."""

    def __init__(self, to_port: int) -> None:
        self._inside = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._outside = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._inside.bind((HOST, 0))
        self._outside.connect((HOST, to_port))
        self.port: int = self._inside.getsockname()[1]
        self.outer_port: int = self._outside.getsockname()[1]
        self._threads = [threading.Thread(target=run, daemon=True) for run in (self._go_out, self._come_in)]
        self._client: tuple[str, int] | None = None

    def __enter__(self) -> Self:
        for door in (self._inside, self._outside):
            door.settimeout(0.2)
        self._open = True
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._open = False
        for thread in self._threads:
            thread.join()
        self._inside.close()
        self._outside.close()

    def _go_out(self) -> None:
        while self._open:
            try:
                data, self._client = self._inside.recvfrom(2_000)
                self._outside.send(data)
            except OSError:
                continue

    def _come_in(self) -> None:
        while self._open:
            try:
                data = self._outside.recv(2_000)
            except OSError:
                continue
            if self._client is not None:
                self._inside.sendto(data, self._client)


def gather(browser: Browser, servers: list[IceServer]) -> tuple[list[list[str]], list[int]]:
    """Each candidate as words, and the numbers of what went wrong on the way."""
    told: list[dict[str, Any]] = [
        {"urls": one.urls, **({"username": one.username, "credential": one.credential} if one.username else {})}
        for one in servers
    ]
    page = browser.new_page()
    try:
        said = page.evaluate(GATHER, told)
    finally:
        page.close()
    return [line.split() for line in said["found"]], said["errors"]


def of_kind(candidates: list[list[str]], kind: str) -> list[list[str]]:
    return [words for words in candidates if words[words.index("typ") + 1] == kind]


def test_our_stun_tells_a_browser_behind_a_router_its_outer_port(
    talking_chromium: Browser, server: RunningServer
) -> None:
    with Router(server.port) as router:
        servers = [IceServer(urls=[f"stun:{HOST}:{router.port}"])]
        reflexive = of_kind(gather(talking_chromium, servers)[0], "srflx")
        assert {(words[4], int(words[5])) for words in reflexive} == {(HOST, router.outer_port)}


@pytest.fixture(scope="module")
def coturn() -> Iterator[Coturn]:
    if shutil.which("turnserver") is None:
        pytest.skip("needs coturn (apt-get install coturn)")
    with private_coturn(relays_on_loopback=True) as started:
        yield started


def relays(coturn: Coturn, *, now: float, secret: str | None = None) -> list[IceServer]:
    settings = Settings(stun_port=0, turn_url=coturn.settings["turn_url"], turn_secret=secret or coturn.secret)
    return ice_servers(settings, user_id="ann", call_id="kitchen", now_seconds=int(now))


def test_a_credential_of_ours_opens_relays_by_udp_and_by_tcp(talking_chromium: Browser, coturn: Coturn) -> None:
    candidates, _ = gather(talking_chromium, relays(coturn, now=time.time()))
    assert len({words[5] for words in of_kind(candidates, "relay")}) >= 2


@pytest.mark.parametrize("fault", ["too old", "of another secret"])
def test_a_credential_that_is_not_good_opens_none(talking_chromium: Browser, coturn: Coturn, fault: str) -> None:
    told = relays(coturn, now=time.time() - 700) if fault == "too old" else relays(coturn, now=time.time(), secret="?")
    candidates, errors = gather(talking_chromium, told)
    assert of_kind(candidates, "relay") == []
    assert set(errors) == {401}
