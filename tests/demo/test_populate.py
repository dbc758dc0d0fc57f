"""The demonstration moves into the real application, through the public API alone."""

from collections.abc import AsyncIterator
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
async def lena(tmp_path: Path) -> AsyncIterator[Client]:
    """Signed in as the demonstration tells a visitor to."""
    settings = Settings(data=tmp_path, sign_up=SignUp.OPEN, not_durable=True, unlimited=True)
    clock = beginning(NOW)
    app = create_app(settings, clock=clock, passwords=QuickPasswords())
    await app.start()
    try:
        place = await populate(app, clock, NOW)
        assert {topic for topic, _, _ in read_live()} <= set(place.rooms)
        nobody = Client(app)
        signed_in = await nobody.post("/api/sessions", email=LENA.email, password=PASSWORD)
        yield nobody.as_user(signed_in["token"])
    finally:
        await app.stop()


@pytest.fixture
async def home(lena: Client) -> dict[str, Any]:
    """What Lena's page opens with."""
    opened: dict[str, Any] = await lena.get("/api/home")
    return opened


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


async def test_things_happen_to_what_is_said(lena: Client, home: dict[str, Any]) -> None:
    rooms = {room["topic"]: room["id"] for entry in home["groups"] for room in entry["rooms"]}
    means_lena = {it["conversation_id"] for it in home["markers"] if it.get("mentions")}
    assert means_lena >= {rooms["Kitchen"], rooms["Holiday plans"]}
    assert [saved["conversation_id"] for saved in home["saved"]] == [rooms["War Room"]]

    kitchen = (await lena.get(f"/api/conversations/{rooms['Kitchen']}/messages"))["messages"]
    assert [it["thread"]["count"] for it in kitchen if "thread" in it] == [4]
    assert any(it.get("reply_to") for it in kitchen)
    assert any(len(it.get("reactions", [])) == 2 for it in kitchen)
    holidays = (await lena.get(f"/api/conversations/{rooms['Holiday plans']}/messages"))["messages"]
    options = [[len(option["user_ids"]) for option in it["poll"]["options"]] for it in holidays if "poll" in it]
    assert options == [[2, 1, 3]]
    assert len((await lena.get(f"/api/conversations/{rooms['War Room']}/pins"))["messages"]) == 1
