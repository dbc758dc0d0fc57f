"""The stream's description names every event, every signal and every way in which a socket is closed."""

import re
from pathlib import Path
from typing import Any

import jsonschema_rs

from distributed_chat.app import App
from distributed_chat.home.asyncapi import SIGNALS, describe_streams
from distributed_chat.streams.protocol import Close
from tests.cast import client_of

SOURCES = Path(__file__).parent.parent.parent / "src" / "distributed_chat"
DOCUMENT = describe_streams()


def references(value: Any) -> set[str]:
    if isinstance(value, dict):
        return {value["$ref"]} if "$ref" in value else set().union(*map(references, value.values()))
    return set().union(*map(references, value)) if isinstance(value, list) else set()


def test_every_event_in_the_sources_is_there() -> None:
    written = {
        name
        for path in SOURCES.glob("*/events.py")
        for name in re.findall(r'^    type = "([a-z.]+)"$', path.read_text(), re.MULTILINE)
    }
    assert len(written) > 40
    assert {f"event.{name}" for name in written} == {
        name for name in DOCUMENT["components"]["messages"] if name.startswith("event.")
    }


def test_every_signal_that_the_server_takes_is_there(app: App) -> None:
    assert set(app.socket.signals) <= set(SIGNALS)


def test_every_close_code_is_there() -> None:
    assert all(str(code.value) in DOCUMENT["info"]["description"] for code in Close)


def test_its_references_lead_somewhere_and_its_payloads_are_schemas() -> None:
    for reference in references(DOCUMENT):
        found: Any = DOCUMENT
        for part in reference.removeprefix("#/").split("/"):
            found = found[part]
    for schema in DOCUMENT["components"]["schemas"].values():
        assert jsonschema_rs.meta.is_valid({"$schema": "https://json-schema.org/draft/2020-12/schema", **schema})


def test_an_event_fits_its_schema() -> None:
    payload = DOCUMENT["components"]["messages"]["event.message.pinned"]["payload"]
    validator = jsonschema_rs.validator_for({**payload, "components": DOCUMENT["components"]})
    frame = {"frame": "event", "stream": "chat:1", "seq": 1, "at": "2026-11-27T12:00:00Z", "hash": "0" * 16}
    pin = {"by": "1", "at": "2026-11-27T12:00:00Z"}
    told = {"conversation_id": "1", "message_id": "2", "pinned": pin}
    assert validator.is_valid({**frame, "type": "message.pinned", "payload": told})
    assert validator.is_valid({**frame, "type": "message.pinned", "payload": None})
    assert not validator.is_valid({**frame, "type": "message.pinned", "payload": {"message_id": 1}})


async def test_it_is_served(app: App) -> None:
    async with client_of(app) as client:
        assert (await client.get("/api/asyncapi.json")).json() == DOCUMENT
