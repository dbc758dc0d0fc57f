"""What may be said between the browsers of a call: the shapes of signals, and the grammar of SDP and ICE candidates.

Not what a description means, that is for the browsers; but lines, kinds and sizes are what they may be (RFC 8866
section 9, RFC 8839 section 5.1), media are encrypted, and no name is looked up that is not of the local network.
"""

import re
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from typing import Annotated, Any, TypeVar

import msgspec
from msgspec import Meta, Struct

from distributed_chat.calls.errors import BadCandidate, BadSdp
from distributed_chat.kernel.errors import Malformed
from distributed_chat.kernel.ids import GivenId

SDP_BYTES = 60 * 1024
MEDIA_LINES = 16
CANDIDATES = 100
PRINTS = 2 * MEDIA_LINES
LINE_BYTES = 4_096
LINES = 4_000
"""Sixteen media lines of a browser have half as many."""

Payload = dict[str, Any]
T = TypeVar("T", bound=Struct)


class CallState(Struct, frozen=True, kw_only=True):
    """What a participant tells of themselves, whole."""

    conversation_id: GivenId
    call_id: GivenId
    participant_id: GivenId
    muted: bool
    deafened: bool
    hand: bool
    video: bool
    sharing: bool


class Envelope(Struct, frozen=True, kw_only=True):
    """From one participant to another, about one pair of connections between them."""

    call_id: GivenId
    participant_id: GivenId
    to_participant: GivenId
    session: Annotated[str, Meta(min_length=1, max_length=64, pattern=r"\A[0-9A-Za-z-]+\Z")]


class Description(Envelope, frozen=True, kw_only=True):
    """`call.offer` and `call.answer`."""

    sdp: str


class Candidate(Struct, frozen=True, kw_only=True, rename={"mid": "sdpMid", "line": "sdpMLineIndex"}):
    candidate: str
    mid: Annotated[str, Meta(max_length=32, pattern=r"\A[0-9A-Za-z_+.-]*\Z")] | None = None
    line: Annotated[int, Meta(ge=0, lt=MEDIA_LINES)] | None = None


class Candidates(Envelope, frozen=True, kw_only=True):
    """`call.candidate`."""

    candidates: list[Candidate]


def state_in(payload: Payload) -> CallState:
    """Raises `Malformed`."""
    return _read(payload, CallState)


def description_in(payload: Payload) -> Description:
    """Not checked yet: see `check_sdp`. Raises `Malformed`."""
    return _read(payload, Description)


def candidates_in(payload: Payload) -> Candidates:
    """Not checked yet: see `check_candidates`. Raises `Malformed`."""
    return _read(payload, Candidates)


def _read(payload: Payload, shape: type[T]) -> T:
    try:
        return msgspec.convert(payload, shape)
    except msgspec.ValidationError:
        raise Malformed(field="payload") from None


_HEAD = re.compile(r"v=0\r\no=[^\r]*\r\ns=")
_TEXT = re.compile(rf"(?:[a-z]=[^\x00-\x1f\x7f]{{0,{LINE_BYTES - 2}}}\r\n){{4,{LINES}}}+")
"""All lines at once, without a way back: line by line, sixty kibibytes held everybody up for 20 ms."""
_MEDIA_LINES = re.compile(r"\nm=([^\r]*)")
_PRINTS = re.compile(r"\na=(fingerprint:[^\r]*)", re.IGNORECASE)
_INSIDE = re.compile(r"\na=(candidate[^\r]*)", re.IGNORECASE)
_MEDIA = re.compile(
    r"(?:(?:audio|video) [0-9]{1,5} UDP/TLS/RTP/SAVPF(?: [0-9]{1,3}){1,64}"
    r"|application [0-9]{1,5} UDP/DTLS/SCTP webrtc-datachannel)"
)
_FINGERPRINT = re.compile(r"fingerprint:sha-(?:256|384|512) [0-9A-F]{2}(?::[0-9A-F]{2}){31,63}", re.IGNORECASE)
_CANDIDATE = re.compile(
    r"candidate:[0-9A-Za-z+/]{1,32} [0-9]{1,5} (?:udp|tcp) [0-9]{1,10} (?P<address>[0-9A-Za-z.:-]{1,128}) [0-9]{1,5}"
    r" typ (?:host|srflx|prflx|relay)(?: raddr (?P<related>[0-9A-Za-z.:-]{1,128}))?(?: rport [0-9]{1,5})?"
    r"(?: [0-9A-Za-z-]{1,32} [!-~]{1,256}){0,8}",
    re.IGNORECASE,
)
_LOCAL_NAME = re.compile(r"[0-9A-Za-z-]{1,63}\.local", re.IGNORECASE)


def check_sdp(text: str) -> None:
    """One session description as browsers write it. Raises `BadSdp`."""
    if len(text) > SDP_BYTES or len(text.encode("utf-8", "replace")) > SDP_BYTES:
        raise BadSdp(field="sdp")
    if _HEAD.match(text) is None or _TEXT.fullmatch(text) is None:
        raise BadSdp(field="sdp")
    media, prints, candidates = (lines.findall(text) for lines in (_MEDIA_LINES, _PRINTS, _INSIDE))
    if not 1 <= len(media) <= MEDIA_LINES or not all(map(_MEDIA.fullmatch, media)):
        raise BadSdp(field="sdp")
    if not 1 <= len(prints) <= PRINTS or not all(map(_FINGERPRINT.fullmatch, prints)):
        raise BadSdp(field="sdp")
    if len(candidates) > CANDIDATES or not all(map(_is_candidate, candidates)):
        raise BadSdp(field="sdp")


def check_candidates(found: list[Candidate]) -> None:
    """Raises `BadCandidate`."""
    if not 1 <= len(found) <= CANDIDATES:
        raise BadCandidate(field="candidates")
    for one in found:
        if one.candidate:  # an empty one says that there are no more
            check_candidate(one.candidate)


def check_candidate(text: str) -> None:
    """`candidate:…`, with addresses that are numbers or names by multicast DNS. Raises `BadCandidate`."""
    if not _is_candidate(text):
        raise BadCandidate(field="candidates")


def _is_candidate(text: str) -> bool:
    found = _CANDIDATE.fullmatch(text) if len(text) <= LINE_BYTES else None
    return found is not None and all(map(_is_address, (found["address"], found["related"] or found["address"])))


def _is_address(text: str) -> bool:
    if _LOCAL_NAME.fullmatch(text):
        return True
    try:
        IPv6Address(text) if ":" in text else IPv4Address(text)
    except AddressValueError:
        return False
    return True
