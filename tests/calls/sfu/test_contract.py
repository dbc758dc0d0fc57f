"""The contract of media servers, on a mesh, and on a LiveKit that somebody else started."""

import os
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from distributed_chat.calls.sfu import Sfu, sfu_of
from distributed_chat.config import Settings
from distributed_chat.config.settings import SettingIsWrong
from tests.calls.sfu.contract import CONTRACT

LIVEKIT = "LIVEKIT_URL"


def livekit() -> Settings:
    """LIVEKIT_URL=ws://127.0.0.1:7880 with LIVEKIT_KEY and LIVEKIT_SECRET: any server that may be used for tests."""
    key, secret = os.environ["LIVEKIT_KEY"], os.environ["LIVEKIT_SECRET"]
    return Settings(sfu_url=f"livekit+{os.environ[LIVEKIT]}", sfu_key=key, sfu_secret=secret)


@pytest.fixture(
    params=[
        "mesh",
        pytest.param("livekit", marks=pytest.mark.skipif(LIVEKIT not in os.environ, reason=f"no {LIVEKIT}")),
    ]
)
async def sfu(request: pytest.FixtureRequest) -> AsyncIterator[Sfu]:
    made = sfu_of(livekit() if request.param == "livekit" else Settings())
    assert made.kind == request.param
    yield made
    await made.stop()


@pytest.mark.parametrize("holds", CONTRACT, ids=lambda holds: holds.__name__)
async def test_it_holds(sfu: Sfu, holds: Callable[[Sfu], Awaitable[None]]) -> None:
    await holds(sfu)


@pytest.mark.parametrize(
    ("url", "key", "secret", "said"),
    [
        ("http://127.0.0.1:8188", "k", "s", "begins with"),
        ("janus+http://127.0.0.1:8188", "k", "s", "begins with"),
        ("janus+ws://127.0.0.1:8188", None, None, "Janus needs"),
        ("livekit+wss://livekit.example.org", "k", None, "LiveKit needs"),
    ],
)
def test_settings_that_name_no_media_server_are_refused(
    url: str, key: str | None, secret: str | None, said: str
) -> None:
    with pytest.raises(SettingIsWrong, match=said):
        sfu_of(Settings(sfu_url=url, sfu_key=key, sfu_secret=secret))
