"""The fixture page of the client (`client/dev`), served by Vite, in Chromium: every screen without a server."""

import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

CLIENT = Path(__file__).parents[3] / "client"


@pytest.fixture(scope="session")
def fixture_page() -> Iterator[str]:
    """The address of the fixture page; a scene is named by `?scene=`."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    vite = CLIENT / "node_modules" / ".bin" / "vite"
    if not vite.exists():
        pytest.skip("The client's packages are not installed: run `npm ci` in client/.")
    server = subprocess.Popen(
        [vite, "--port", str(port), "--strictPort"], cwd=CLIENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}/dev/fixture.html"
    try:
        _wait_for(address)
        yield address
    finally:
        server.terminate()
        server.wait(10)


def _wait_for(address: str) -> None:
    for _ in range(100):
        try:
            urllib.request.urlopen(address, timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("Vite did not answer within ten seconds.")
