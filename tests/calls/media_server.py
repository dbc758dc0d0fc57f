"""A media server of the tests: remembers what it was asked, and can be away."""

import asyncio
from typing import Literal

from distributed_chat.calls.sfu import SfuGrant
from distributed_chat.calls.sfu.port import MediaServerIsAway


class FakeSfu:
    kind: Literal["livekit"] = "livekit"

    def __init__(self) -> None:
        self.away = False
        self.slow: asyncio.Event | None = None
        """Kicks take until then."""
        self.rooms: dict[str, set[str]] = {}
        """By call, who has a seat there."""
        self.asked: list[tuple[str, str]] = []

    async def ensure_room(self, call_id: str) -> None:
        self._ask("ensure_room", call_id)
        self.rooms.setdefault(call_id, set())

    async def grant(self, call_id: str, participant_id: str, user_id: str) -> SfuGrant:
        return SfuGrant("wss://media.example", f"token of {user_id} for {call_id}")

    async def kick(self, call_id: str, participant_id: str) -> None:
        self._ask("kick", participant_id)
        if self.slow is not None:
            await self.slow.wait()
        self.rooms.get(call_id, set()).discard(participant_id)

    async def participants(self, call_id: str) -> list[str]:
        self._ask("participants", call_id)
        return sorted(self.rooms.get(call_id, ()))

    async def close(self, call_id: str) -> None:
        self._ask("close", call_id)
        self.rooms.pop(call_id, None)

    async def stop(self) -> None:
        """Nothing to let go of."""

    def _ask(self, what: str, about: str) -> None:
        self.asked.append((what, about))
        if self.away:
            raise MediaServerIsAway
