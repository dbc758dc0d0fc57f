"""JSON of joining and leaving calls. `Call` itself is with conversations, which show the one that goes on."""

from typing import Literal

from msgspec import Struct

from distributed_chat.calls.ice import IceServer
from distributed_chat.conversations.schemas import Call
from distributed_chat.kernel.ids import GivenId

Transport = Literal["mesh", "janus", "livekit"]


class JoinForm(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: GivenId | None = None
    """Of the participant: with the same one, joining again changes nothing and gives a new grant."""


class LeaveForm(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: GivenId | None = None
    """Of the participant: one that is out already changes nothing. None: whichever is mine."""


class Grant(Struct, frozen=True, kw_only=True):
    """What a participant needs for its media. Asked for again by joining again."""

    participant_id: str
    transport: Transport
    ice_servers: list[IceServer]
    expires_at: str
    """Of the credentials in `ice_servers`."""
    url: str | None
    """Janus: the address of the relay on this server. LiveKit: that of its own."""
    token: str | None
    """LiveKit's."""
    video_limit: int
    """With more people in a mesh, cameras pause."""
    people_limit: int | None
    """So many are let in; null where a media server takes more."""


class CallJoined(Struct, frozen=True, kw_only=True):
    """`stream` and `seq`: where their coming stands in the log."""

    call: Call
    grant: Grant
    stream: str
    seq: int


class CallAnswer(Struct, frozen=True, kw_only=True):
    """Null when nobody is in it."""

    call: Call | None


class IceCut(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Without a conversation: for a test of one's own network, a minute long."""

    conversation_id: GivenId | None = None


class IceServers(Struct, frozen=True, kw_only=True):
    ice_servers: list[IceServer]
    expires_at: str
