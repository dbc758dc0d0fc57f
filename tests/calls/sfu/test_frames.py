"""What a browser may say to the relay: the grammar, its limits, and what never gets through."""

import msgspec
import pytest

from distributed_chat.calls.sfu.frames import (
    LARGEST_SDP,
    Answer,
    BadFrame,
    Candidates,
    Layer,
    Ping,
    Publish,
    Restart,
    Source,
    Watch,
    parse,
)
from distributed_chat.kernel.ids import new_id

HEAD = "v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n"
AUDIO = "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\nc=IN IP4 0.0.0.0\r\na=mid:0\r\n"

SOMEBODY = "01890a5d-ac96-774b-bcce-b302099a8057"
"""Fixed: workers that collect the tests must find the same ones."""


def said(frame: str, **members: object) -> str:
    return msgspec.json.encode({"frame": frame, **members}).decode()


def publish(sdp: str) -> str:
    return said("publish", sdp=sdp, sources={"0": "microphone"})


def test_every_frame_of_the_protocol_is_understood() -> None:
    ann = new_id()
    sdp = HEAD + AUDIO
    candidate = {"candidate": "candidate:1 1 udp 1 127.0.0.1 9 typ host", "sdpMid": "0", "sdpMLineIndex": 0}
    assert parse(publish(sdp)) == Publish(sdp, {"0": Source.MICROPHONE})
    assert parse(said("answer", round=1, sdp=sdp)) == Answer(1, sdp)
    assert isinstance(parse(said("candidates", of="in", candidates=[candidate, {"candidate": ""}])), Candidates)
    assert parse(said("watch", layers={ann: "off"})) == Watch({ann: Layer.OFF})
    assert isinstance(parse(said("restart")), Restart)
    assert isinstance(parse(said("ping", newer="member")), Ping)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        said("join"),
        said("publish", sdp=HEAD + AUDIO),
        said("publish", sdp=HEAD + AUDIO, sources={"0": "everything"}),
        said("publish", sdp=HEAD + AUDIO, sources={"0\r\na=x": "camera"}),
        said("answer", round="1", sdp=HEAD + AUDIO),
        said("watch", layers={"not an id": "low"}),
        said("watch", layers={SOMEBODY: "all of it"}),
        said("watch", layers={f"{SOMEBODY[:-3]}{at:03}": "low" for at in range(101)}),
        said("candidates", of="sideways", candidates=[]),
        said("candidates", of="in", candidates=[{"candidate": "candidate:1\r\na=x"}]),
        said("candidates", of="in", candidates=[{"candidate": "x" * 1025}]),
        said("candidates", of="in", candidates=[{"candidate": ""}] * 101),
        said("candidates", of="in", candidates=[{"candidate": "candidate:1 1 udp 1 inside.example.org 9 typ host"}]),
        said("message", body={"request": "destroy"}),
        said("ping")[:-1] + "\ud800",
        "[" * 50_000,
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(BadFrame):
        parse(text)


@pytest.mark.parametrize(
    "sdp",
    [
        "",
        "no description at all",
        HEAD,
        AUDIO,
        HEAD.replace("\r\n", "\n") + AUDIO,
        HEAD + AUDIO + "junk\r\n",
        HEAD + AUDIO + "a=x\x00y\r\n",
        HEAD + AUDIO + "\r\na=x\r\n",
        HEAD + AUDIO.replace("audio", "application"),
        HEAD + AUDIO.replace("UDP/TLS/RTP/SAVPF", "RTP/AVP"),
        HEAD + AUDIO.replace(" 111", ""),
        HEAD + AUDIO * 17,
        HEAD + AUDIO + "a=candidate:1 1 udp 1 inside.example.org 9 typ host\r\n",
        HEAD + AUDIO.replace("111", "\u0661"),
        HEAD + AUDIO + "a=" + "x" * LARGEST_SDP + "\r\n",
    ],
)
def test_a_description_must_be_one_and_of_sound_and_pictures_only(sdp: str) -> None:
    with pytest.raises(BadFrame):
        parse(publish(sdp))


def test_one_sends_sixteen_lines_at_most_and_may_receive_those_of_a_full_room() -> None:
    assert isinstance(parse(publish(HEAD + AUDIO * 16)), Publish)
    full = HEAD + "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\n" * 400
    assert isinstance(parse(said("answer", round=1, sdp=full)), Answer)
    with pytest.raises(BadFrame):
        parse(said("answer", round=1, sdp=full + "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\n"))
