"""Rules for files, on plain values: names, kinds, voice notes, limits."""

import re
import unicodedata
from collections.abc import Sequence
from math import isfinite
from typing import Literal

from distributed_chat.files.errors import WaveformIsWrong
from distributed_chat.kernel.clock import DAY, MINUTE

Kind = Literal["media", "voice", "file"]

PIECE = 4 * 1024 * 1024
"""Bytes of a blob at most; also what one upload holds in memory."""
MOST_PIECES = 8_192
UNPOSTED_FOR = DAY
"""An upload that is in no message by then is swept away; so is one that is not done."""
UPLOADS_AT_ONCE = 20
"""Of one person, begun and not done."""
RECEIVED_AT_ONCE = 6
"""Of one person: bodies that are read at this moment."""
LINK_LIFETIME = 5 * MINUTE
LONGEST_NAME = 120
LONGEST_NAME_BYTES = 200
LONGEST_EXTENSION = 16
MOST_STEPS = 64
LONGEST_VOICE_SECONDS = 6 * 3_600.0

SHOWN = frozenset(
    {
        "image/png",
        "image/jpeg",
        "image/gif",
        "image/webp",
        "image/avif",
        "video/mp4",
        "video/webm",
        "audio/mpeg",
        "audio/mp4",
        "audio/ogg",
        "audio/wav",
        "audio/webm",
    }
)
"""What a browser may show by itself; everything else is only ever downloaded."""
PICTURES = frozenset(kind for kind in SHOWN if kind.startswith("image/"))
DRAWN = PICTURES | {"application/pdf"}
"""What the worker is asked to look at."""

_UNFIT = re.compile(r'[<>:"|?*]')
_JOINER = "\u200d"
"""Between the people of a family emoji; the only invisible character that a name keeps."""


def tidy_name(name: str) -> str:
    """The name as it may stand in a list and on a disk: no path, nothing invisible, no direction, not too long.

    A name of which nothing is left is "file".
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    shown = "".join(c for c in last if c == _JOINER or unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co", "Cn"})
    tidy = " ".join(_UNFIT.sub("_", shown).split()).strip(" .")
    stem, dot, extension = tidy.rpartition(".")
    if not dot or not stem or len(extension) > LONGEST_EXTENSION:
        stem, dot, extension = tidy, "", ""
    stem = stem[: LONGEST_NAME - len(dot + extension)]
    while stem and len((stem + dot + extension).encode()) > LONGEST_NAME_BYTES:
        stem = stem[:-1]
    return (stem.strip() + dot + extension).strip(_JOINER) or "file"


def kind_of(media_type: str, waveform: Sequence[int] | None) -> Kind:
    """For the gallery."""
    if waveform is not None and media_type.startswith("audio/"):
        return "voice"
    return "media" if media_type in SHOWN and not media_type.startswith("audio/") else "file"


def check_voice(seconds: float | None, waveform: Sequence[int] | None) -> None:
    """Raises `WaveformIsWrong`."""
    if waveform is not None and not (
        seconds is not None and 1 <= len(waveform) <= MOST_STEPS and all(0 <= step <= 100 for step in waveform)
    ):
        raise WaveformIsWrong(field="waveform")
    if seconds is not None and not (isfinite(seconds) and 0 <= seconds <= LONGEST_VOICE_SECONDS):
        raise WaveformIsWrong(field="seconds")
