"""What a test does with an archive: makes one, fetches it, looks into it."""

import io
import sqlite3
import zipfile
from pathlib import Path
from typing import Any

from distributed_chat.app import App
from tests.cast import Person


async def exported(app: App, person: Person, **form: Any) -> Any:
    """The export once it is ready or has failed."""
    begun = await person.post("/api/exports", form, status=202)
    found: Any = None
    for _ in range(50):
        found = (await person.get(f"/api/exports/{begun['export']['id']}"))["export"]
        if found["state"] in {"ready", "failed"}:
            return found
        await app.long_worker.run_due()
    raise AssertionError(found)


async def archive_of(app: App, person: Person, **form: Any) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(await archive_bytes(app, person, **form)))


async def archive_bytes(app: App, person: Person, **form: Any) -> bytes:
    found = await exported(app, person, **form)
    assert found["state"] == "ready", found
    answer = await person.client.get(found["file"]["url"])
    assert answer.status_code == 200
    return answer.content


def rows(archive: zipfile.ZipFile, folder: Path, statement: str) -> list[tuple[Any, ...]]:
    path = folder / "data.sqlite3"
    path.write_bytes(archive.read("data.sqlite3"))
    with sqlite3.connect(path) as opened:
        found = opened.execute(statement).fetchall()
    opened.close()
    return found


def content(folder: Path, archive: Any) -> dict[str, list[tuple[Any, ...]]]:
    """All that has to be the same in an archive of the same rooms, people aside."""
    opened = zipfile.ZipFile(io.BytesIO(archive)) if isinstance(archive, bytes) else archive
    statements = {
        "messages": "SELECT number, sent_at, text, kind, edited_at, deleted_at, pinned_at FROM messages ORDER BY place",
        "threads": "SELECT a.text, b.text FROM messages a JOIN messages b ON a.thread_of = b.id ORDER BY a.place",
        "answers": "SELECT a.text, b.text FROM messages a JOIN messages b ON a.reply_to = b.id ORDER BY a.place",
        "edits": "SELECT version, text, written_at FROM edits",
        "reactions": "SELECT emoji, place FROM reactions",
        "files": "SELECT place, name, type, size FROM files",
        "polls": "SELECT multiple, anonymous FROM polls",
        "options": "SELECT place, text, votes FROM poll_options",
        "topics": "SELECT topic, private FROM conversations",
    }
    return {name: rows(opened, folder, statement) for name, statement in statements.items()}
