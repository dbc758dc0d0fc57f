"""Spans say which route, how long and how it ended; nothing of what was said, and nothing at all by default."""

import http.server
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from distributed_chat import traces
from distributed_chat.app import App
from tests.cast import Person
from tests.conversations.rooms import new_group, new_room, say
from tests.messages.words import jobs_done
from tests.services.server import RunningServer

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"


class Kept:
    """Spans in memory instead of a collector."""

    def __init__(self) -> None:
        self._exporter = InMemorySpanExporter()
        self._provider = traces.start("http://127.0.0.1:9", version="1", exporter=self._exporter)

    def take(self) -> list[ReadableSpan]:
        self._provider.force_flush()
        found = list(self._exporter.get_finished_spans())
        self._exporter.clear()
        return found


@pytest.fixture
def kept() -> Iterator[Kept]:
    yield Kept()
    traces.stop()


def the(found: list[ReadableSpan], name: str) -> ReadableSpan:
    [one] = [each for each in found if each.name == name]
    return one


async def test_a_request_and_its_transaction_are_one_trace(app: App, ann: Person, kept: Kept) -> None:
    room = (await new_room(ann, await new_group(ann)))["id"]
    kept.take()
    await say(ann, room, "a very secret sentence")
    found = kept.take()
    request = the(found, "POST /api/conversations/{conversation_id}/messages")
    transaction = the(found, "write post_message")
    assert request.attributes is not None
    told = dict(request.attributes)
    assert told.pop("distributed.request_id")
    assert told == {
        "http.request.method": "POST",
        "http.response.status_code": 201,
        "http.route": "/api/conversations/{conversation_id}/messages",
    }
    assert request.context is not None
    assert transaction.parent is not None
    assert transaction.parent.span_id == request.context.span_id
    everything = "".join(span.to_json() for span in found)
    for secret in ("secret sentence", room, ann.id, ann.token, "127.0.0.1"):
        assert secret not in everything


async def test_a_trace_that_somebody_brings_is_linked_and_decides_nothing(app: App, ann: Person, kept: Kept) -> None:
    """Not whether it is kept either: `-00` asks that it is not."""
    kept.take()
    await ann.client.get("/api/home", headers={"traceparent": f"00-{TRACE}-00f067aa0ba902b7-00"})
    await ann.client.get("/api/groups", headers={"traceparent": "nonsense"})
    found = kept.take()
    ours, other = the(found, "GET /api/home"), the(found, "GET /api/groups")
    assert [f"{link.context.trace_id:032x}" for link in ours.links] == [TRACE]
    assert ours.context is not None
    assert f"{ours.context.trace_id:032x}" != TRACE
    assert not [link for link in other.links if link.context.is_valid]


async def test_refusals_are_no_faults_and_addresses_that_are_none_have_no_name(
    app: App, ann: Person, kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.take()
    await ann.client.get("/api/nothing/of/the/kind")
    await ann.client.get(f"/api/messages/{ann.id}")

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("a fault with words in it")

    monkeypatch.setattr(app.database, "read", broken)
    await ann.client.get("/api/groups")
    nowhere, missing, fault = (one for one in kept.take() if one.kind.name == "SERVER")
    assert [one.status.is_ok for one in (nowhere, missing, fault)] == [True, True, False]
    assert nowhere.name == "GET"
    assert "words in it" not in fault.to_json()


async def test_jobs_are_traced_by_their_kind(app: App, ann: Person, kept: Kept) -> None:
    await app.worker.stop()
    group = await new_group(ann)
    await ann.put(f"/api/groups/{group}/retention", {"days": 1})
    await new_room(ann, group)
    await ann.put(f"/api/groups/{group}/retention", {"days": 2})
    kept.take()
    await jobs_done(app)
    found = kept.take()
    job = the(found, "job retention.shorten")
    assert job.kind.name == "CONSUMER"
    assert job.context is not None
    assert any(one.parent is not None and one.parent.span_id == job.context.span_id for one in found)


def test_without_the_setting_nothing_of_it_is_loaded() -> None:
    script = "import sys, distributed_chat.cli.main; sys.exit('opentelemetry' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://127.0.0.1:4318/v1/traces", "pip install 'distributed-chat[traces]'"),
        ("grpc://127.0.0.1:4317", "OTLP over HTTP"),
    ],
)
def test_without_the_extra_the_server_says_what_to_install(tmp_path: Path, url: str, words: str) -> None:
    script = "import sys; sys.modules['opentelemetry.sdk.trace'] = None; from distributed_chat.cli import main; main()"
    command = [sys.executable, "-c", script, "serve", "--data", str(tmp_path)]
    environment = os.environ | {"DISTRIBUTED_TRACES_URL": url}
    said = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=30)
    assert words in said.stderr
    assert "Traceback" not in said.stderr


class Collector(http.server.ThreadingHTTPServer):
    """Takes what comes."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Door)
        self.got: list[tuple[str, bytes]] = []


class Door(http.server.BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        assert isinstance(self.server, Collector)
        self.server.got.append((self.path, self.rfile.read(int(self.headers["content-length"]))))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_args: object) -> None:
        """Quietly."""


@pytest.mark.long
@pytest.mark.process
def test_a_server_sends_them_and_ends_in_time_without_a_collector(tmp_path: Path) -> None:
    with Collector() as collector:
        threading.Thread(target=collector.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{collector.server_port}/v1/traces"
        with RunningServer(tmp_path, traces_url=url) as server:
            httpx2.get(f"{server.url}/api/home")
            server.stop()
        collector.shutdown()
        [(path, body), *_] = collector.got
    assert path == "/v1/traces"
    assert b"GET /api/home" in body
    with RunningServer(tmp_path, traces_url=url) as server:
        assert httpx2.get(f"{server.url}/api/home").status_code == 401
