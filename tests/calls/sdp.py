"""Session descriptions and candidates for tests: what browsers write, shortened."""

FINGERPRINT = "AB:CD:" * 15 + "AB:CD"

HEAD = ["v=0", "o=- 5720653229078248018 2 IN IP4 127.0.0.1", "s=-", "t=0 0", "a=group:BUNDLE 0 1 2 3"]

AUDIO = [
    "m=audio 9 UDP/TLS/RTP/SAVPF 111 63 9 0 8 13 110 126",
    "c=IN IP4 0.0.0.0",
    "a=rtcp:9 IN IP4 0.0.0.0",
    "a=ice-ufrag:Yix/",
    "a=ice-pwd:8cdT9QRk7GTGiTLYt1TBtvs3",
    "a=ice-options:trickle",
    f"a=fingerprint:sha-256 {FINGERPRINT}",
    "a=setup:actpass",
    "a=mid:0",
    "a=sendrecv",
    "a=rtcp-mux",
    "a=rtpmap:111 opus/48000/2",
    "a=fmtp:111 minptime=10;useinbandfec=1",
]

VIDEO = [
    "m=video 9 UDP/TLS/RTP/SAVPF 96 97 103 104",
    "c=IN IP6 ::",
    f"a=fingerprint:sha-256 {FINGERPRINT}",
    "a=mid:1",
    "a=rtpmap:96 VP8/90000",
    "a=ssrc:1001 cname:é",
]

DATA = ["m=application 9 UDP/DTLS/SCTP webrtc-datachannel", "a=mid:4", "a=sctp-port:5000"]

CANDIDATES = [
    "candidate:2538057060 1 udp 2122194687 127.0.0.1 40754 typ host generation 0 ufrag cXYd network-id 3",
    "candidate:842163049 1 udp 1677729535 203.0.113.7 46154 typ srflx raddr 0.0.0.0 rport 0 generation 0",
    "candidate:3 1 UDP 92217087 2001:db8::7 51234 typ relay raddr 198.51.100.2 rport 1000",
    "candidate:1 1 TCP 2105524479 192.168.1.2 9 typ host tcptype active",
    "candidate:1 1 udp 2122260223 1c1f8bd8-0d2c-4c19-a7b5-6d2ac3c1b0aa.local 58000 typ host",
]


def sdp(*lines: str, head: list[str] | None = None) -> str:
    """With no lines, a whole offer of a browser."""
    whole = [*(HEAD if head is None else head), *(lines or [*AUDIO, *VIDEO, *VIDEO, *AUDIO])]
    return "\r\n".join(whole) + "\r\n"
