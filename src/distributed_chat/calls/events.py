"""Facts about calls, in the stream of their conversation."""

from typing import Literal

from distributed_chat.conversations.schemas import Call, Participant
from distributed_chat.kernel.events import Event

LeftBecause = Literal["left", "lost", "removed", "elsewhere"]
"""By their own wish; nothing was heard of them; they may no longer read here; they went to another call."""
EndedBecause = Literal["left", "lost", "removed", "elsewhere", "deleted"]
"""Why the last one left, or the place is gone."""


class CallStarted(Event, frozen=True, kw_only=True):
    """The first participant is inside."""

    type = "call.started"

    call: Call


class CallJoined(Event, frozen=True, kw_only=True):
    """Takes the place of a participant of the same person: that device is out, and this one has come last."""

    type = "call.joined"

    conversation_id: str
    call_id: str
    participant: Participant


class CallLeft(Event, frozen=True, kw_only=True):
    """Others are still there."""

    type = "call.left"

    conversation_id: str
    call_id: str
    participant_id: str
    user_id: str
    reason: LeftBecause


class CallMoved(Event, frozen=True, kw_only=True):
    """The media go another way now: every participant asks for a grant again."""

    type = "call.moved"

    conversation_id: str
    call_id: str
    transport: Literal["mesh", "janus", "livekit"]


class CallEnded(Event, frozen=True, kw_only=True):
    """The last one left: this instead of `call.left`. It lasted `seconds`."""

    type = "call.ended"

    conversation_id: str
    call_id: str
    reason: EndedBecause
    seconds: int
