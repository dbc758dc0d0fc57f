"""The archive itself: a zip file with `data.sqlite3` for programs, pages for people, and the files. All of it blocks.

archive.json     {format: 1, version, made_at, of, name, messages}
data.sqlite3     the tables of `SCHEMA`; times are microseconds since 1970, UTC
media/<id>/…     the files, under the names that they were given
index.html       reads `data/*.js` without a server or a network
"""

import json
import sqlite3
import zipfile
from collections.abc import Iterable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec

FORMAT = 1
AT_ONCE = 500
"""Messages in one part of the pages."""
SCHEMA = """
CREATE TABLE people (id TEXT PRIMARY KEY, first_name TEXT, last_name TEXT, kind TEXT);
CREATE TABLE groups (id TEXT PRIMARY KEY, name TEXT, created_at INTEGER);
CREATE TABLE members (group_id TEXT, user_id TEXT, role TEXT, joined_at INTEGER, PRIMARY KEY (group_id, user_id));
CREATE TABLE emoji (id TEXT PRIMARY KEY, group_id TEXT, name TEXT);
CREATE TABLE conversations (
    id TEXT PRIMARY KEY, kind TEXT, group_id TEXT, topic TEXT, private INTEGER, created_by TEXT, created_at INTEGER
);
CREATE TABLE readers (conversation_id TEXT, user_id TEXT, PRIMARY KEY (conversation_id, user_id));
CREATE TABLE messages (
    place INTEGER PRIMARY KEY, id TEXT UNIQUE, conversation_id TEXT, number INTEGER, author_id TEXT, sent_at INTEGER,
    text TEXT, kind TEXT, entities TEXT, reply_to TEXT, thread_of TEXT, edited_at INTEGER, deleted_at INTEGER,
    pinned_at INTEGER, pinned_by TEXT, forwarded_author TEXT, forwarded_at INTEGER
);
CREATE TABLE edits (message_id TEXT, version INTEGER, text TEXT, entities TEXT, written_at INTEGER);
CREATE TABLE reactions (message_id TEXT, emoji TEXT, user_id TEXT, place INTEGER);
CREATE TABLE files (
    id TEXT PRIMARY KEY, message_id TEXT, place INTEGER, name TEXT, type TEXT, size INTEGER, seconds REAL,
    waveform TEXT, path TEXT
);
CREATE TABLE polls (
    message_id TEXT PRIMARY KEY, multiple INTEGER, anonymous INTEGER, closes_at INTEGER, closed_at INTEGER
);
CREATE TABLE poll_options (message_id TEXT, place INTEGER, text TEXT, votes INTEGER);
CREATE TABLE votes (message_id TEXT, place INTEGER, user_id TEXT);
"""


class Keeping:
    """One archive that is being written. `begin`, then rows and files, then `finish`."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "archive.zip"
        self._database = folder / "data.sqlite3"
        self._rows = sqlite3.connect(self._database, check_same_thread=False, isolation_level=None)
        self._rows.executescript(f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; {SCHEMA} BEGIN;")
        self._zip = zipfile.ZipFile(self.path, "w", zipfile.ZIP_DEFLATED, allowZip64=True)
        self._part: list[dict[str, Any]] = []
        self._parts: dict[str, int] = {}
        self.messages = 0

    def rows(self, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
        for row in rows:
            places = ", ".join("?" * len(row))
            self._rows.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({places})", list(row.values()))

    def count(self, conversation_id: str, said: dict[str, Any]) -> None:
        """One message for the pages."""
        self.messages += 1
        self._part.append(said)
        if len(self._part) >= AT_ONCE:
            self.part(conversation_id)

    def part(self, conversation_id: str) -> None:
        """Ends a part of a conversation."""
        if self._part:
            place = self._parts.get(conversation_id, 0)
            self._parts[conversation_id] = place + 1
            self._script(f"data/{conversation_id}-{place}.js", f"{conversation_id}-{place}", self._part)
            self._part = []

    def file(self, path: str) -> Any:
        """To be written to and closed."""
        info = zipfile.ZipInfo(path, date_time=(2020, 1, 1, 0, 0, 0))
        info.compress_type = zipfile.ZIP_STORED
        return self._zip.open(info, "w", force_zip64=True)

    def finish(self, about: dict[str, Any], index: dict[str, Any]) -> None:
        self._rows.execute("COMMIT")
        self._rows.close()
        self._zip.write(self._database, "data.sqlite3")
        self._database.unlink()
        self._script("data/index.js", "index", {**index, "parts": self._parts})
        self._zip.writestr("archive.json", msgspec.json.format(msgspec.json.encode(about), indent=2))
        for name in ("index.html", "reader.js", "reader.css"):
            self._zip.writestr(name, (files("distributed_chat.archive") / "page" / name).read_bytes())
        self._zip.close()

    def close(self) -> None:
        """What was begun and is not wanted any more."""
        self._rows.close()
        self._zip.close()

    def _script(self, path: str, name: str, value: Any) -> None:
        self._zip.writestr(path, f"keep({json.dumps(name)}, {_harmless(value)});\n")


def _harmless(value: Any) -> str:
    """JSON that can stand in a script, whatever people wrote."""
    text = msgspec.json.encode(value).decode()
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def safe_name(name: str) -> str:
    """Of a file in the archive: no folder, nothing that a system minds, never empty."""
    tidy = "".join("_" if c in '/\\:*?"<>|' or not c.isprintable() else c for c in name).strip(". ")
    return tidy[-120:] or "file"
