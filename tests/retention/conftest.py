"""A room of ann's group that bob is in too, and jobs that run when a test says so."""

import pytest

from distributed_chat.app import App
from tests.messages.conftest import crew

__all__ = ["crew"]


@pytest.fixture(autouse=True)
async def _by_hand(app: App) -> None:
    await app.worker.stop()
    await app.link_worker.stop()
