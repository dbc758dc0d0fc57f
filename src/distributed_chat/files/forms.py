"""A form with a file in it (multipart/form-data, RFC 7578), read as it comes."""

from dataclasses import dataclass
from typing import Any

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from distributed_chat.kernel.errors import Malformed

MOST_FIELDS = 10
LONGEST_FIELD = 4_096
OVERHEAD = 64 * 1024
"""Bytes that a form may have beside its file."""


@dataclass(frozen=True, slots=True)
class FileBegins:
    name: str


@dataclass(frozen=True, slots=True)
class FileBytes:
    content: bytes


class FormReader:
    """Feed it the body; what comes of the file is returned, the other fields are in `fields` in the end."""

    def __init__(self, content_type: str) -> None:
        """Raises `Malformed` where the boundary is missing."""
        boundary = parse_options_header(content_type)[1].get(b"boundary", b"")
        if not 1 <= len(boundary) <= 200:
            raise Malformed(message="The form has no boundary.")
        self.fields: dict[str, str] = {}
        self._parser = MultipartParser(
            boundary,
            {
                "on_part_begin": self._part_begins,
                "on_header_field": self._header_name,
                "on_header_value": self._header_value,
                "on_header_end": self._header_ends,
                "on_headers_finished": self._headers_end,
                "on_part_data": self._data,
                "on_part_end": self._part_ends,
                "on_end": self._ends,
            },
        )
        self._header = (b"", b"")
        self._disposition: Any = b""
        self._found: list[FileBegins | FileBytes] = []
        self._field: str | None = None
        self._value = b""
        self._has_file = False
        self._over = False

    def feed(self, piece: bytes) -> list[FileBegins | FileBytes]:
        """What of the file was in this piece, in order. Raises `Malformed`."""
        self._found = []
        try:
            self._parser.write(piece)
        except FormParserError:
            raise Malformed(message="The form can't be read.") from None
        return self._found

    def end(self) -> None:
        """Raises `Malformed` for a form that breaks off, or has no file."""
        if not self._over:
            raise Malformed(message="The form breaks off.")
        if not self._has_file:
            raise Malformed("missing", "The form has a field named file.", field="file")

    def _part_begins(self) -> None:
        self._disposition = b""

    def _header_name(self, data: bytes, start: int, end: int) -> None:
        self._header = (self._header[0] + data[start:end], self._header[1])

    def _header_value(self, data: bytes, start: int, end: int) -> None:
        self._header = (self._header[0], self._header[1] + data[start:end])

    def _header_ends(self) -> None:
        name, value = self._header
        if name.lower() == b"content-disposition":
            self._disposition = value
        self._header = (b"", b"")

    def _headers_end(self) -> None:
        options = parse_options_header(self._disposition)[1]
        name = options.get(b"name", b"").decode("utf-8", "replace")
        self._value, self._field = b"", name
        if name == "file":
            if self._has_file:
                raise Malformed("one_file", "A form has one file.", field="file")
            self._has_file, self._field = True, None
            self._found.append(FileBegins(_file_name(options)))
        elif name in self.fields or len(self.fields) >= MOST_FIELDS:
            raise Malformed(message="The form has too many fields, or one twice.")

    def _data(self, data: bytes, start: int, end: int) -> None:
        if self._field is None:
            self._found.append(FileBytes(data[start:end]))
            return
        self._value += data[start:end]
        if len(self._value) > LONGEST_FIELD:
            raise Malformed(message="A field of the form is too long.")

    def _part_ends(self) -> None:
        if self._field is None:
            return
        try:
            self.fields[self._field] = self._value.decode()
        except UnicodeDecodeError:
            raise Malformed(message="A field of the form is not UTF-8.") from None

    def _ends(self) -> None:
        self._over = True


def _file_name(options: dict[bytes, bytes]) -> str:
    """Browsers write three characters in their own way (the HTML Standard, multipart form data)."""
    name = options.get(b"filename", b"").decode("utf-8", "replace")
    return name.replace("%22", '"').replace("%0D", "").replace("%0A", "")
