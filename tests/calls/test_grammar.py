"""What is passed on between browsers, and what is not."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from distributed_chat.calls import grammar
from distributed_chat.calls.errors import BadCandidate, BadSdp
from distributed_chat.calls.grammar import check_candidate, check_sdp
from distributed_chat.kernel.errors import Malformed
from distributed_chat.kernel.ids import new_id
from tests.calls.sdp import AUDIO, CANDIDATES, DATA, FINGERPRINT, HEAD, VIDEO, sdp

GOOD = {
    "of a browser": sdp(),
    "one voice": sdp(*AUDIO),
    "with a data channel": sdp(*AUDIO, *DATA),
    "a line that was refused": sdp(*AUDIO, "m=video 0 UDP/TLS/RTP/SAVPF 0"),
    "sixteen media": sdp(*AUDIO * 16),
    "with candidates": sdp(*AUDIO, *(f"a={one}" for one in CANDIDATES), "a=end-of-candidates"),
    "a fingerprint of SHA-512": sdp(*AUDIO[:1], f"a=fingerprint:sha-512 {'AB:' * 63}AB"),
}

BAD = {
    "nothing": "",
    "no line end": sdp().rstrip(),
    "another version": sdp(head=["v=1", *HEAD[1:]]),
    "no origin": sdp(head=[HEAD[0], *HEAD[2:]]),
    "another order": sdp(head=[HEAD[1], HEAD[0], *HEAD[2:]]),
    "no media": sdp(*HEAD[3:], head=HEAD[:3]),
    "seventeen media": sdp(*AUDIO * 17),
    "media in the clear": sdp(AUDIO[0].replace("UDP/TLS/RTP/SAVPF", "RTP/AVP"), *AUDIO[1:]),
    "media of another kind": sdp(AUDIO[0].replace("audio", "message"), *AUDIO[1:]),
    "no fingerprint": sdp(*(line for line in AUDIO if "fingerprint" not in line)),
    "a weak fingerprint": sdp(*AUDIO, "a=fingerprint:sha-1 " + "AB:" * 19 + "AB"),
    "half a fingerprint": sdp(*AUDIO, f"a=fingerprint:sha-256 {FINGERPRINT[:40]}"),
    "a bare line feed": sdp(*AUDIO, "a=x\nm=audio 9 RTP/AVP 0"),
    "a bare return": sdp(*AUDIO, "a=x\rb"),
    "a null": sdp(*AUDIO, "a=x\0"),
    "a line without a type": sdp(*AUDIO, "hello"),
    "an empty line": sdp(*AUDIO, "", *VIDEO),
    "a type in capitals": sdp(*AUDIO, "A=x"),
    "a line of five thousand": sdp(*AUDIO, "a=" + "x" * 5_000),
    "more than sixty kibibytes": sdp(*AUDIO, *["a=" + "x" * 4_000] * 16),
    "as much in other letters": sdp(*AUDIO, *["a=" + "é" * 4_000] * 8),
    "half a letter": sdp(*AUDIO, "a=\ud800" + "x" * 61_440),
    "a candidate that is none": sdp(*AUDIO, "a=candidate:1 1 udp 1 example.com 1 typ host"),
    "a hundred and one candidates": sdp(*AUDIO, *[f"a={CANDIDATES[0]}"] * 101),
    "five thousand lines": sdp(*AUDIO, *["a=x"] * 5_000),
    "forty fingerprints": sdp(*AUDIO, *[f"a=fingerprint:sha-256 {FINGERPRINT}"] * 40),
    "script": "<script>alert(1)</script>\r\n" * 4,
}


@pytest.mark.parametrize("text", GOOD.values(), ids=GOOD)
def test_what_browsers_write_is_passed_on(text: str) -> None:
    check_sdp(text)


@pytest.mark.parametrize("text", BAD.values(), ids=BAD)
def test_what_is_no_description_is_refused(text: str) -> None:
    with pytest.raises(BadSdp):
        check_sdp(text)


@pytest.mark.parametrize("text", CANDIDATES)
def test_candidates_of_browsers_are_passed_on(text: str) -> None:
    check_candidate(text)


BAD_CANDIDATES = {
    "nothing of it": "hello",
    "with its attribute's name": f"a={CANDIDATES[0]}",
    "a name of the world": "candidate:1 1 udp 1 example.com 1 typ host",
    "a name that ends in local": "candidate:1 1 udp 1 evil.example.local 1 typ host",
    "a relation of the world": "candidate:1 1 udp 1 192.0.2.1 1 typ srflx raddr example.com rport 1",
    "an address that is none": "candidate:1 1 udp 1 192.0.2.256 1 typ host",
    "an address with a zone": "candidate:1 1 udp 1 fe80::1%eth0 1 typ host",
    "another transport": "candidate:1 1 sctp 1 192.0.2.1 1 typ host",
    "another kind": "candidate:1 1 udp 1 192.0.2.1 1 typ ghost",
    "a foundation of 33": f"candidate:{'1' * 33} 1 udp 1 192.0.2.1 1 typ host",
    "two lines": f"{CANDIDATES[0]}\r\nm=audio 9 RTP/AVP 0",
    "a line feed at the end": f"{CANDIDATES[0]}\n",
    "nine more words": CANDIDATES[0] + " x y" * 9,
    "five thousand letters": CANDIDATES[0] + " x " + "y" * 5_000,
}


@pytest.mark.parametrize("text", BAD_CANDIDATES.values(), ids=BAD_CANDIDATES)
def test_what_is_no_candidate_is_refused(text: str) -> None:
    with pytest.raises(BadCandidate):
        check_candidate(text)


@given(st.text())
def test_any_text_is_passed_on_or_refused(text: str) -> None:
    for check, refusal in ((check_sdp, BadSdp), (check_candidate, BadCandidate)):
        try:
            check(text)
        except refusal:
            continue


def letter(**changes: Any) -> dict[str, Any]:
    envelope = {"call_id": new_id(), "participant_id": new_id(), "to_participant": new_id(), "session": "s-1"}
    return {name: value for name, value in (envelope | changes).items() if value is not ...}


BAD_LETTERS = {
    "no call": {"call_id": ...},
    "a call that is no id": {"call_id": "<b>"},
    "no receiver": {"to_participant": ...},
    "a number for a receiver": {"to_participant": 5},
    "no session": {"session": ...},
    "an empty session": {"session": ""},
    "a session with a line feed": {"session": "a\n"},
    "a long session": {"session": "x" * 65},
    "no description": {"sdp": ...},
    "a description that is no text": {"sdp": {"type": "offer"}},
}


@pytest.mark.parametrize("changes", BAD_LETTERS.values(), ids=BAD_LETTERS)
def test_a_letter_without_its_parts_is_malformed(changes: dict[str, Any]) -> None:
    with pytest.raises(Malformed):
        grammar.description_in(letter(**({"sdp": sdp(*AUDIO)} | changes)))


def test_only_what_is_known_is_passed_on() -> None:
    found = grammar.description_in(letter(sdp=sdp(), more="<script>"))
    assert not hasattr(found, "more")


@pytest.mark.parametrize(
    "candidates",
    [
        [],
        "candidate",
        [{"candidate": one} for one in CANDIDATES[:1]] * 101,
        [{"candidate": 5}],
        [{}],
        [{"candidate": CANDIDATES[0], "sdpMid": "x" * 33}],
        [{"candidate": CANDIDATES[0], "sdpMLineIndex": 16}],
        [{"candidate": CANDIDATES[0], "sdpMLineIndex": -1}],
        [{"candidate": "hello"}],
    ],
)
def test_bad_lists_of_candidates_are_refused(candidates: Any) -> None:
    with pytest.raises(Malformed):
        grammar.check_candidates(grammar.candidates_in(letter(candidates=candidates)).candidates)


def test_an_empty_candidate_says_that_there_are_no_more() -> None:
    given = [{"candidate": "", "sdpMid": "0", "sdpMLineIndex": 0}, {"candidate": CANDIDATES[0], "sdpMid": None}]
    found = grammar.candidates_in(letter(candidates=given))
    grammar.check_candidates(found.candidates)
    assert [one.candidate for one in found.candidates] == ["", CANDIDATES[0]]
