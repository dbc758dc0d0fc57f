"""Calls through LiveKit: browsers connect to it by themselves, with a grant that we sign; rooms are kept by its API.

The grants are LiveKit's access tokens (a JWT, HS256), the API is its RoomService over Twirp: JSON by POST.
"""

import base64
import hashlib
import hmac
import time
from collections.abc import Callable
from typing import Any, Literal

import msgspec
import structlog

from distributed_chat.calls.sfu.port import MOST_PEOPLE, MediaServerIsAway, SfuGrant

GRANT_SECONDS = 600
ERRAND_SECONDS = 60
"""How long a token lasts with which we ask the API something."""
ANSWER_SECONDS = 5.0
EMPTY_SECONDS = 60
"""After these LiveKit lets an empty room go; the next one who comes makes it anew."""

log = structlog.get_logger(__name__)


class LivekitSfu:
    kind: Literal["livekit"] = "livekit"

    def __init__(
        self,
        url: str,
        *,
        key: str,
        secret: str,
        now: Callable[[], float] = time.time,
    ) -> None:
        """`url`: the wss address that browsers are given; the API is at the same one by https."""
        self._url = url
        self._api = "http" + url.removeprefix("ws").rstrip("/")
        self._key = key
        self._secret = secret
        self._now = now

    async def ensure_room(self, call_id: str) -> None:
        body = {"name": call_id, "empty_timeout": EMPTY_SECONDS, "max_participants": MOST_PEOPLE}
        await self._ask("CreateRoom", body, {"roomCreate": True})

    async def grant(self, call_id: str, participant_id: str, user_id: str) -> SfuGrant:
        """For one room and one identity, which is the participant's id; no data channels, no change of the name."""
        may = {
            "room": call_id,
            "roomJoin": True,
            "canPublish": True,
            "canSubscribe": True,
            "canPublishData": False,
            "canUpdateOwnMetadata": False,
            "canPublishSources": ["microphone", "camera", "screen_share", "screen_share_audio"],
        }
        return SfuGrant(self._url, self._token(may, GRANT_SECONDS, identity=participant_id))

    async def kick(self, call_id: str, participant_id: str) -> None:
        """Newer servers refuse their grant from now on; on older ones who comes back is seen and put out again."""
        body = {"room": call_id, "identity": participant_id, "revoke_token_ts": str(int(self._now()) + 1)}
        await self._ask("RemoveParticipant", body, {"room": call_id, "roomAdmin": True})

    async def participants(self, call_id: str) -> list[str]:
        said = await self._ask("ListParticipants", {"room": call_id}, {"room": call_id, "roomAdmin": True})
        return [str(one["identity"]) for one in said.get("participants", [])]

    async def close(self, call_id: str) -> None:
        await self._ask("DeleteRoom", {"room": call_id}, {"roomCreate": True})

    async def stop(self) -> None:
        """Nothing of it is ours: who is in stays in."""

    async def _ask(self, method: str, body: dict[str, Any], may: dict[str, Any]) -> dict[str, Any]:
        """LiveKit's answer; nothing when what we ask about is not there. Raises `MediaServerIsAway`."""
        import httpx2  # a quarter of a second that most servers never need

        headers = {"Authorization": f"Bearer {self._token(may, ERRAND_SECONDS)}"}
        address = f"{self._api}/twirp/livekit.RoomService/{method}"
        try:
            async with httpx2.AsyncClient(timeout=ANSWER_SECONDS, trust_env=False) as client:
                answer = await client.post(address, json=body, headers=headers)
            if answer.status_code == httpx2.codes.NOT_FOUND and b"not_found" in answer.content:
                return {}
            answer.raise_for_status()
            said: dict[str, Any] = msgspec.json.decode(answer.content, type=dict[str, Any])
        except (httpx2.HTTPError, msgspec.DecodeError) as error:
            log.warning("calls.media_server_is_away", asked=method, error=repr(error))
            raise MediaServerIsAway from None
        return said

    def _token(self, may: dict[str, Any], seconds: int, identity: str | None = None) -> str:
        now = int(self._now())
        claims: dict[str, Any] = {"iss": self._key, "nbf": now - 10, "exp": now + seconds, "video": may}
        if identity is not None:
            claims["sub"] = identity
        signed = f"{_part({'alg': 'HS256', 'typ': 'JWT'})}.{_part(claims)}"
        signature = hmac.new(self._secret.encode(), signed.encode(), hashlib.sha256).digest()
        return f"{signed}.{_base64(signature)}"


def _part(value: object) -> str:
    return _base64(msgspec.json.encode(value))


def _base64(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()
