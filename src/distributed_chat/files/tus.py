"""tus 1.0.0 (tus.io/protocols/resumable-upload): what its headers say, and what ours answer."""

import base64
import binascii
from collections.abc import Mapping
from email.utils import formatdate

from distributed_chat.files.actions import Parts
from distributed_chat.files.errors import FileIsEmpty
from distributed_chat.files.queries import Pending
from distributed_chat.files.receiving import read_voice
from distributed_chat.files.schemas import Upload, UploadAnswer
from distributed_chat.kernel.clock import SECOND, rfc3339
from distributed_chat.kernel.errors import Malformed
from distributed_chat.web import Answer, Refused, RequestInfo

VERSION: Mapping[str, str] = {"tus-resumable": "1.0.0"}
LONGEST_METADATA = 8_192
LONGEST_NUMBER = 15


def check_version(request: RequestInfo) -> None:
    """412 for another version; programs that know nothing of tus may leave it out."""
    if request.header("tus-resumable") not in {None, "1.0.0"}:
        raise Refused(412, "unknown_version", "This server speaks tus 1.0.0.")


def parts_of(request: RequestInfo, *, most: int) -> Parts:
    """What a creation announces. Raises `Malformed`, `Refused`, `FileIsEmpty`, `WaveformIsWrong`."""
    check_version(request)
    size = _number(request, "upload-length")
    if size > most:
        raise Refused(413, "too_large", f"A file has at most {most:,} bytes here.".replace(",", " "))
    if not size:
        raise FileIsEmpty
    told = _metadata(request.header("upload-metadata") or "")
    seconds, waveform = read_voice(told.get("seconds"), told.get("waveform"))
    return Parts(told.get("filename", ""), size, seconds, waveform)


def offset_of(request: RequestInfo) -> int:
    check_version(request)
    return _number(request, "upload-offset")


def headers_of(upload: Pending) -> dict[str, str]:
    return {
        **VERSION,
        "upload-offset": str(upload.offset),
        "upload-length": str(upload.size),
        "upload-expires": formatdate(upload.expires_at // SECOND, usegmt=True),
    }


def answer(upload: Pending, *, status: int = 200) -> Answer[UploadAnswer]:
    shown = Upload(
        id=upload.id,
        name=upload.name,
        size=upload.size or upload.offset,
        offset=upload.offset,
        expires_at=rfc3339(upload.expires_at),
    )
    headers = headers_of(upload)
    if status == 201:
        headers["location"] = f"/api/uploads/{upload.id}"
    return Answer(UploadAnswer(upload=shown), status=status, headers=headers)


def _number(request: RequestInfo, name: str) -> int:
    text = request.header(name) or ""
    if not (text.isascii() and text.isdigit()) or len(text) > LONGEST_NUMBER:
        raise Malformed("malformed", f"{name.title()} is a whole number.", field=name)
    return int(text)


def _metadata(header: str) -> dict[str, str]:
    """Pairs by commas, each a name, a space and Base64."""
    if len(header) > LONGEST_METADATA:
        raise Malformed(message="Upload-Metadata is too long.")
    found: dict[str, str] = {}
    for pair in filter(None, (pair.strip() for pair in header.split(","))):
        name, _, value = pair.partition(" ")
        try:
            found[name] = base64.b64decode(value, validate=True).decode()
        except (binascii.Error, ValueError):
            raise Malformed(message="Upload-Metadata can't be read.") from None
    return found
