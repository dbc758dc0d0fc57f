"""An import that is killed goes on where it was; readers hold little, and what is hostile harms nobody."""

import asyncio
import io
import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from distributed_chat.app import App
from distributed_chat.imports import working
from distributed_chat.imports.errors import ArchiveIsWrong
from distributed_chat.imports.readers import mrkdwn
from distributed_chat.imports.readers.discord import open_archive
from distributed_chat.imports.readers.pieces import Members
from tests.cast import Person
from tests.imports.archives import large_discord, large_slack, zipped
from tests.imports.conftest import Importing, history, settled


async def test_a_killed_import_goes_on_and_writes_nothing_twice(
    app: App, ann: Person, looked_into: Importing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(working, "SLICE", 0.0)
    asks = await looked_into(ann, "a.zip", zipped(large_slack(600, people=5, days=3)))
    assert (asks["state"], asks["total"]) == ("asks", 600)
    await ann.post(f"/api/imports/{asks['id']}/start", {}, status=202)
    for turn in range(100):
        await app.long_worker.run_due()
        now = (await ann.get(f"/api/imports/{asks['id']}"))["import"]
        assert (await ann.get("/api/home"))["groups"][0]["rooms"] == [] or now["state"] == "done"
        if now["state"] == "done":
            break
        if turn % 5 == 3 and now["state"] == "working":  # as a kill does: what was open is gone
            await asyncio.to_thread(working.opened_here.pop(asks["id"]).close)
    done = await settled(app, ann, asks["id"])
    assert (done["state"], done["done"]) == ("done", 600)
    for room in done["rooms"]:
        page = await history(ann, room["id"])
        assert page["messages"][-1]["number"] == 270
        threads = [message["thread"]["count"] for message in page["messages"] if "thread" in message]
        assert set(threads) == {1}


async def test_what_is_deleted_on_its_way_leaves_nothing(app: App, ann: Person, looked_into: Importing) -> None:
    asks = await looked_into(ann, "a.zip", zipped(large_slack(300, people=5, days=3)))
    await ann.post(f"/api/imports/{asks['id']}/start", {}, status=202)
    await ann.delete(f"/api/imports/{asks['id']}", status=204)
    await app.long_worker.run_due()
    assert (await ann.get("/api/home"))["groups"][0]["rooms"] == []
    assert (await ann.get("/api/imports"))["imports"] == []
    assert not (app.settings.data / "imports" / asks["id"]).exists()


def test_a_large_channel_of_discord_is_read_in_little_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("distributed_chat.imports.readers.pieces.CHUNK", 32 * 1024)
    path = tmp_path / "large.json"
    with path.open("wb") as file:
        file.writelines(large_discord(4_000))
    tracemalloc.start()
    source = open_archive(path, "large.json")
    assert sum(1 for _ in source.messages()) == 4_000
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert path.stat().st_size > 1_300_000
    assert peak < 600_000


def members(content: bytes) -> list[tuple[str, bytes]]:
    return list(Members(io.BytesIO(content), "messages", "a.json", lambda _: None))


@pytest.mark.parametrize(
    "value",
    [
        {
            "guild": {"a": [1, {"messages": [9]}]},
            "messages": [{"t": 'x"],}\\'}, [1, 2], 3],
            "n": 3,
            "s": "a,b",
            "z": None,
        },
        {"messages": []},
        {"a": "\u00fc", "messages": ["{", "\\"]},
    ],
)
@pytest.mark.parametrize("chunk", [1, 3, 1_000])
def test_json_in_pieces_is_the_same_json(value: Any, chunk: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("distributed_chat.imports.readers.pieces.CHUNK", chunk)
    found = members(json.dumps(value).encode())
    assert [json.loads(part) for key, part in found if key == "messages"] == value["messages"]
    rest = {key: json.loads(part) for key, part in found if key != "messages"}
    assert rest == {key: part for key, part in value.items() if key != "messages"}


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b'"a"', b'{"messages": [', b'{"a": ' + b"[" * 2_000, b'{"messages": ["' + b"x" * (17 * 1024 * 1024)],
)
def test_json_that_never_ends_or_is_none_is_refused(content: bytes) -> None:
    with pytest.raises(ArchiveIsWrong):
        members(content)


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("*bold* and _soft_ and ~gone~", "**bold** and _soft_ and ~~gone~~"),
        ("2 * 3 * 4 = a*b*c", "2 * 3 * 4 = a*b*c"),
        ("`*code*` ```<@U1>\n*x*```", "`*code*` ```<@U1>\n*x*```"),
        ("<https://a.test|https://a.test> <mailto:a@b.test|a@b.test>", "https://a.test a@b.test"),
        ("<https://a.test/x?a=1&amp;b=2|see [this]>", "[see (this)](https://a.test/x?a=1&b=2)"),
        ("&lt;script&gt; &amp;lt;", "<script> &lt;"),
        ("<!channel> <!here|here> <!subteam^S1|@cooks>", "@all here @cooks"),
        ("*<@U1>* :tada: :unknown_one:", "**@Ann** 🎉 :unknown_one:"),
    ],
)
def test_mrkdwn(theirs: str, ours: str) -> None:
    text, marks = mrkdwn.translated(theirs, {"U1": "Ann"}.get, {})
    assert text == ours
    assert [text[mark.offset :][: mark.length] for mark in marks] == (["@Ann"] if "<@U1>*" in theirs else [])


def test_marks_stay_in_place_when_entities_shrink() -> None:
    text, (first, second) = mrkdwn.translated("a &amp; <@U1> &lt;<@U2>", {"U1": "Ann & Co", "U2": "Bob"}.get, {})
    assert text == "a & @Ann & Co <@Bob"
    assert text[first.offset :][: first.length] == "@Ann & Co"
    assert text[second.offset :][: second.length] == "@Bob"
