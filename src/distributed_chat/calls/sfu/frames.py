"""The protocol of `WS /api/conversations/{id}/call/media?participant=…`: how a browser and we arrange its media.

It is ours, not Janus's: no session, handle, pin or token of Janus is ever said to a browser, and nothing of a browser
reaches Janus that is not checked here. JSON in text frames, each with its name in `frame`; unknown members are ignored.

A browser has two connections to the media server. On the one, `out`, it sends, and makes the offers; on the other,
`in`, it receives, and the media server makes them. At most one offer of either waits for its answer.

    welcome                                    you have your seat; nothing comes before it
    publish {sdp, sources: {mid: source}}      my offer of all that I send; again for a new track and for an ICE restart
    published {sdp}                            the answer to it
    offer {round, sdp, tracks: [{mid, participant_id, source}]}
                                               what you are sent from now on; a track that is not listed has ended
    answer {round, sdp}                        the answer to the offer of that round
    candidates {of: "out" | "in", candidates: [{candidate, sdpMid, sdpMLineIndex}]}
                                               mine, at most 100; an empty one says that there are no more. The media
                                               server's are in its descriptions
    watch {layers: {participant id: layer}}    how much of whose camera I want: off, low, medium, high
    restart                                    ICE restart of `in`, by a new offer
    ping, pong                                 at least one frame a minute, or the seat is taken for given up
    error {code, message, to}                  the frame `to` was refused; the seat stays

Levels and speaking are in the media (the audio level of RFC 6464), muted and sharing in `call.state`.
The socket ends with a `Close`; before it is accepted, with 403 and no word.
"""

import re
from enum import IntEnum, StrEnum
from typing import Annotated, Any

import msgspec

from distributed_chat.calls.errors import BadCandidate
from distributed_chat.calls.grammar import check_candidate
from distributed_chat.kernel.ids import GivenId

LARGEST_SDP = 60 * 1024
MOST_SENT = 16
"""Media lines of what a browser sends."""
MOST_RECEIVED = 400
"""Of what it receives: four each of a hundred people."""


class Close(IntEnum):
    """Why a seat ended. After the last three the page may ask for a new grant and come back."""

    LEFT = 1000
    NOT_ALLOWED = 4003
    TOO_MANY_FRAMES = 4029
    BAD_FRAME = 4400
    OUT = 4404
    """They are not in the call any more, or the call is over."""
    TOO_SLOW = 4008
    GOING_AWAY = 4010
    MEDIA_LOST = 4503
    """The media server went away, or lost the browser."""


class Source(StrEnum):
    MICROPHONE = "microphone"
    CAMERA = "camera"
    SCREEN = "screen"
    SCREEN_SOUND = "screen-sound"

    @property
    def kind(self) -> str:
        return "video" if self in {Source.CAMERA, Source.SCREEN} else "audio"


class Layer(StrEnum):
    OFF = "off"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


Sdp = Annotated[str, msgspec.Meta(max_length=LARGEST_SDP)]
Mid = Annotated[str, msgspec.Meta(min_length=1, max_length=16, pattern=r"\A[!-~]+\Z")]


class Publish(msgspec.Struct, frozen=True, tag_field="frame", tag="publish"):
    sdp: Sdp
    sources: Annotated[dict[Mid, Source], msgspec.Meta(max_length=MOST_SENT)]


class Answer(msgspec.Struct, frozen=True, tag_field="frame", tag="answer"):
    round: int
    sdp: Sdp


class Candidate(msgspec.Struct, frozen=True):
    candidate: Annotated[str, msgspec.Meta(max_length=1024, pattern=r"\A([!-~][ -~]*)?\Z")]
    sdp_mid: Mid | None = msgspec.field(name="sdpMid", default=None)
    sdp_m_line_index: Annotated[int, msgspec.Meta(ge=0, le=MOST_RECEIVED)] | None = msgspec.field(
        name="sdpMLineIndex", default=None
    )


class Way(StrEnum):
    OUT = "out"
    IN = "in"


class Candidates(msgspec.Struct, frozen=True, tag_field="frame", tag="candidates"):
    of: Way
    candidates: Annotated[list[Candidate], msgspec.Meta(max_length=100)]


class Watch(msgspec.Struct, frozen=True, tag_field="frame", tag="watch"):
    layers: Annotated[dict[GivenId, Layer], msgspec.Meta(max_length=100)]


class Restart(msgspec.Struct, frozen=True, tag_field="frame", tag="restart"):
    pass


class Ping(msgspec.Struct, frozen=True, tag_field="frame", tag="ping"):
    pass


Incoming = Publish | Answer | Candidates | Watch | Restart | Ping
_incoming: msgspec.json.Decoder[Incoming] = msgspec.json.Decoder(Incoming)


class BadFrame(Exception):
    """Bytes that are no frame of this protocol."""


def parse(text: str) -> Incoming:
    """One frame of a browser, its descriptions checked. Raises `BadFrame`."""
    try:
        frame = _incoming.decode(text)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise BadFrame(str(error)) from None
    match frame:
        case Publish(sdp=sdp):
            check_sdp(sdp, most=MOST_SENT)
        case Answer(sdp=sdp):
            check_sdp(sdp, most=MOST_RECEIVED)
        case Candidates(candidates=candidates):
            for one in candidates:
                if one.candidate:
                    _check_candidate(one.candidate)
        case _:
            pass
    return frame


def written(name: str, **members: Any) -> str:
    return msgspec.json.encode({"frame": name, **members}).decode()


_LINES = re.compile(r"v=0(?:\r\n[a-z]=[^\x00-\x1f\x7f]*+)*+(?:\r\n)?")
"""All at once and without a way back: line by line, sixty kibibytes take ten times as long."""
_MEDIA_LINES = re.compile(r"\nm=([^\r]*)")
_MEDIA = re.compile(r"(?:audio|video) [0-9]{1,5} UDP/TLS/RTP/SAVPF(?: [0-9]{1,3}){1,64}")
_CANDIDATES = re.compile(r"\na=(candidate[^\r]*)", re.IGNORECASE)


def check_sdp(sdp: str, *, most: int) -> None:
    """Lines of a letter and a text, as RFC 8866 has them, and only sound and pictures over DTLS. Raises `BadFrame`."""
    if _LINES.fullmatch(sdp) is None:
        raise BadFrame("no description")
    media = _MEDIA_LINES.findall(sdp)
    if not 1 <= len(media) <= most or not all(map(_MEDIA.fullmatch, media)):
        raise BadFrame("media lines")
    for one in _CANDIDATES.findall(sdp):
        _check_candidate(one)


def _check_candidate(text: str) -> None:
    """By number or by a name of multicast DNS: the media server must not look up any other. Raises `BadFrame`."""
    try:
        check_candidate(text)
    except BadCandidate:
        raise BadFrame("candidate") from None
