"""A place for each transport: a server, its people in one Chromium, and Janus where the media go through it."""

import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import sync_playwright

from bench.calls.callers import Callers, Picture
from bench.calls.machine import chromium_below, tree_seconds, wait_for_network
from tests.services.chromium import FLAGS, MEDIA_FLAGS, chromium_path
from tests.services.janus import RunningJanus
from tests.services.server import RunningServer

_NO_LIMIT = 24
_LIMITS: Mapping[str, Mapping[str, int]] = {
    "mesh": {"mesh_people": _NO_LIMIT, "mesh_video": _NO_LIMIT},
    # The second person is one too many for the mesh, so the call is at Janus before they are in.
    "janus": {"mesh_people": 1, "mesh_video": _NO_LIMIT},
}
TRANSPORTS = tuple(_LIMITS)


@dataclass(frozen=True)
class Place:
    transport: str
    server: RunningServer
    janus: RunningJanus | None
    callers: Callers
    chromium_pid: int

    @property
    def chromium_seconds(self) -> float:
        """Of the whole browser, all people in it."""
        return tree_seconds(self.chromium_pid)


@contextmanager
def open_places(people: Mapping[str, int], picture: Picture, folder: Path) -> Iterator[list[Place]]:
    """One for each transport, with so many people."""
    wait_for_network()
    with ExitStack() as stack:
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=[*FLAGS, *MEDIA_FLAGS])
        stack.callback(browser.close)
        pid = chromium_below(os.getpid())
        found = []
        for transport, count in people.items():
            server, janus = _open(stack, transport, folder / transport)
            callers = Callers(browser, server.url, picture)
            callers.make(count)
            found.append(Place(transport, server, janus, callers, pid))
        yield found


def _open(stack: ExitStack, transport: str, folder: Path) -> tuple[RunningServer, RunningJanus | None]:
    folder.mkdir()
    janus = stack.enter_context(RunningJanus()) if transport == "janus" else None
    media = janus.settings if janus else {}
    settings: dict[str, str | int] = {"unlimited": "true", **_LIMITS[transport], **media}
    server = stack.enter_context(RunningServer(folder, arguments=(), program="distributed_chat", **settings))
    return server, janus
