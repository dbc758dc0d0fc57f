"""No media server: browsers send to each other, and there is nothing to arrange."""

from typing import Literal

from distributed_chat.calls.sfu.port import SfuGrant


class Mesh:
    kind: Literal["mesh"] = "mesh"

    async def ensure_room(self, call_id: str) -> None:
        pass

    async def grant(self, call_id: str, participant_id: str, user_id: str) -> SfuGrant:
        return SfuGrant(None, None)

    async def kick(self, call_id: str, participant_id: str) -> None:
        """Signals of somebody who is not in the call are refused; the others drop their connection by the event."""

    async def participants(self, call_id: str) -> list[str]:
        return []

    async def close(self, call_id: str) -> None:
        pass

    async def stop(self) -> None:
        pass
