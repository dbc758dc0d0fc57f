"""What a file is, by its first bytes. What its sender says of it, and its name, count for nothing. Pure.

After the WHATWG's MIME Sniffing Standard, 6 and 7, where it has a pattern. What is not certain is
`application/octet-stream`, which no browser shows.
"""

UNKNOWN = "application/octet-stream"
LOOKED_AT = 4_096
"""Bytes from the start that are enough for every answer."""

_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"%PDF-", "application/pdf"),
    (b"ID3", "audio/mpeg"),
    (b"fLaC", "audio/flac"),
    (b"PK\x03\x04", "application/zip"),
    (b"PK\x05\x06", "application/zip"),
    (b"\x1f\x8b\x08", "application/gzip"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
)
_FOURTH_TO_TWELFTH = {b"WEBP": "image/webp", b"WAVE": "audio/wav"}
_BRANDS = {
    b"avif": "image/avif",
    b"avis": "image/avif",
    b"M4A ": "audio/mp4",
    b"M4B ": "audio/mp4",
    b"isom": "video/mp4",
    b"iso2": "video/mp4",
    b"iso4": "video/mp4",
    b"iso5": "video/mp4",
    b"iso6": "video/mp4",
    b"mp41": "video/mp4",
    b"mp42": "video/mp4",
    b"avc1": "video/mp4",
    b"dash": "video/mp4",
    b"M4V ": "video/mp4",
    b"MSNV": "video/mp4",
    b"qt  ": "video/quicktime",
    b"heic": "image/heic",
    b"heix": "image/heic",
    b"mif1": "image/heif",
}
_MARKUP = b"<"
_SEEN = frozenset(b"\t\n\r\x0c\x1b") | frozenset(range(0x20, 0x7F)) | frozenset(range(0x80, 0x100))


def sniff(head: bytes) -> str:
    """The media type of a file that begins like this."""
    head = head[:LOOKED_AT]
    for start, media_type in _STARTS:
        if head.startswith(start):
            return media_type
    if head[:4] == b"RIFF":
        return _FOURTH_TO_TWELFTH.get(head[8:12], UNKNOWN)
    if head[4:8] == b"ftyp":
        return _BRANDS.get(head[8:12], UNKNOWN)
    if head[:4] == b"OggS":
        return "audio/ogg" if _is_sound(head) else UNKNOWN
    if head[:4] == b"\x1a\x45\xdf\xa3":
        return _matroska(head)
    if _is_mp3(head):
        return "audio/mpeg"
    return "text/plain; charset=utf-8" if _is_text(head) else UNKNOWN


def _is_sound(head: bytes) -> bool:
    """The first page of an Ogg names its codec (RFC 3533, 6)."""
    return any(codec in head[:200] for codec in (b"OpusHead", b"\x01vorbis", b"Speex   ", b"\x7fFLAC"))


def _matroska(head: bytes) -> str:
    """WebM says so in its first element; a Matroska film does too, and browsers don't play it."""
    if b"webm" not in head[:64]:
        return UNKNOWN
    has_picture = b"V_VP" in head or b"V_AV1" in head
    return "video/webm" if has_picture or b"A_" not in head else "audio/webm"


def _is_mp3(head: bytes) -> bool:
    """Two frames, one where the other ends (ISO/IEC 11172-3, 2.4.1.3): the sync word alone is in many files."""
    length = _frame_length(head)
    return length > 0 and _frame_length(head[length : length + 4]) > 0


_KILOBITS = {
    3: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
    0: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_HERTZ = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}


def _frame_length(header: bytes) -> int:
    """Bytes of a layer III frame that begins with this; 0 where none begins."""
    if len(header) < 4 or header[0] != 0xFF or header[1] & 0xE6 != 0xE2:
        return 0
    version, rate, frequency = header[1] >> 3 & 3, header[2] >> 4, header[2] >> 2 & 3
    if version == 1 or rate in {0, 15} or frequency == 3:
        return 0
    samples = 144 if version == 3 else 72
    return samples * 1_000 * _KILOBITS[version][rate] // _HERTZ[version][frequency] + (header[2] >> 1 & 1)


def _is_text(head: bytes) -> bool:
    """UTF-8 without control characters, and no markup: what a browser might run is never called text."""
    if not head or not _SEEN.issuperset(head):
        return False
    try:
        head.decode()
    except UnicodeDecodeError as error:
        if error.start < len(head) - 3:  # a character may be cut in two at the end
            return False
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return not start.startswith(_MARKUP)
