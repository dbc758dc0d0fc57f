"""Archives of our own kind as a stranger may make them: with any row, any table and any part."""

import io
import json
import sqlite3
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from distributed_chat.archive.keeping import SCHEMA
from distributed_chat.kernel.ids import new_id

Rows = dict[str, Sequence[dict[str, Any]]]
ABOUT = json.dumps({"format": 1, "of": "group"}).encode()
OF_INSTANCE = json.dumps({"format": 1, "of": "instance"}).encode()
AT = 1_600_000_000_000_000


def room(id: str, **more: Any) -> dict[str, Any]:
    return {"id": id, "kind": "room", "topic": "Kitchen", "private": 0, "created_at": AT, **more}


def message(room_id: str, author_id: str, text: str, **more: Any) -> dict[str, Any]:
    usual = {"id": new_id(), "conversation_id": room_id, "author_id": author_id, "sent_at": AT}
    return {**usual, "text": text, "kind": "text", **more}


def person(id: str, name: str = "Rosa") -> dict[str, Any]:
    return {"id": id, "first_name": name, "last_name": None}


def group() -> dict[str, Any]:
    return {"id": new_id(), "name": "Sunday Crew"}


def data(rows: Rows, *statements: str, instead: Iterable[str] = ()) -> bytes:
    """`instead`: these tables are left out, for a statement to make them."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "data.sqlite3"
        made = sqlite3.connect(path)
        made.executescript(SCHEMA)
        for table in instead:
            made.execute(f"DROP TABLE {table}")
        for statement in statements:
            made.execute(statement)
        for table, some in rows.items():
            for row in some:
                columns, places = ", ".join(row), ", ".join("?" * len(row))
                made.execute(f"INSERT INTO {table} ({columns}) VALUES ({places})", list(row.values()))
        made.commit()
        made.close()
        return path.read_bytes()


def packed(content: bytes, about: bytes = ABOUT, write: Callable[[zipfile.ZipFile], None] | None = None) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("archive.json", about)
        archive.writestr("data.sqlite3", content)
        if write is not None:
            write(archive)
    return made.getvalue()


def own(rows: Rows, *statements: str, instead: Iterable[str] = ()) -> bytes:
    return packed(data({"groups": [group()], **rows}, *statements, instead=instead))
