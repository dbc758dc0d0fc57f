"""The demonstration moves into the real application, through the public API alone."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from distributed_chat.app import create_app
from distributed_chat.config import Settings, SignUp
from distributed_chat.demo import LENA, PASSWORD, beginning, populate
from distributed_chat.demo.client import Client
from distributed_chat.demo.script import read_live
from tests.cast import QuickPasswords

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


@pytest.fixture
async def home(tmp_path: Path) -> dict[str, Any]:
    """What Lena's page opens with, after she signed in as the demonstration tells a visitor to."""
    settings = Settings(data=tmp_path, sign_up=SignUp.OPEN, not_durable=True, unlimited=True)
    clock = beginning(NOW)
    app = create_app(settings, clock=clock, passwords=QuickPasswords())
    await app.start()
    try:
        place = await populate(app, clock, NOW)
        assert {topic for topic, _, _ in read_live()} <= set(place.rooms)
        nobody = Client(app)
        signed_in = await nobody.post("/api/sessions", email=LENA.email, password=PASSWORD)
        opened: dict[str, Any] = await nobody.as_user(signed_in["token"]).get("/api/home")
        return opened
    finally:
        await app.stop()


async def test_lena_finds_a_place_that_is_lived_in(home: dict[str, Any]) -> None:
    rooms = [room for entry in home["groups"] for room in entry["rooms"]]
    conversations = [*rooms, *home["chats"]]
    assert len(home["groups"]) == 3
    assert sum(room["private"] for room in rooms) == 1
    assert len(home["chats"]) >= 3
    assert sum(one["last_number"] for one in conversations) >= 200
    sent = [datetime.fromisoformat(one["last_message"]["sent_at"]) for one in conversations]
    assert NOW - timedelta(days=6) < min(sent)
    assert max(sent) <= NOW

    read = {marker["conversation_id"]: marker["number"] for marker in home["markers"]}
    unread = [one["last_number"] - read.get(one["id"], 0) for one in conversations]
    assert any(unread), "something is new to her"
    assert not all(unread), "and something is not"
