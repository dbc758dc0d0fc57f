"""What can go wrong with calls, in words. `MediaServerIsAway` is with the media servers, in `sfu`."""

from distributed_chat.kernel.errors import Conflict, Malformed, NotAllowed


class CallIsFull(Conflict):
    """Nobody fits in any more: in a mesh everybody sends to everybody, and a media server has its end too."""

    code, message = "call_is_full", "This call is full."


class NotInTheCall(NotAllowed):
    """Of a signal: its sender, or whom it is for, is not in that call, or not on this device."""

    code, message = "not_in_the_call", "That is not said by somebody in the call to somebody in it."


class BadSdp(Malformed):
    code, message = "bad_sdp", "That is no session description that is passed on here."


class BadCandidate(Malformed):
    code, message = "bad_candidate", "That is no ICE candidate that is passed on here."
