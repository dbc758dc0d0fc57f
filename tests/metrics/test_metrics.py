"""`/metrics`: who sees it, that it is true, and that what we hand out names nothing that is not there."""

import json
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx2
import msgspec
import pytest

from distributed_chat.app import App
from distributed_chat.metrics import Figure, Histogram, text_of
from distributed_chat.web import Incoming
from tests.cast import Person

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
MANY = ("bus_up", "bus_sent_total", "bus_dropped_total", "copy_muted", "copy_leads")
ONLY_WITH_MANY = {f"distributed_{name}" for name in MANY}


@pytest.fixture
async def here(app: App) -> AsyncIterator[httpx2.AsyncClient]:
    """Somebody on the machine itself."""
    transport = httpx2.ASGITransport(app=app, client=("127.0.0.1", 4_000))
    async with httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as client:
        yield client


async def figures(client: httpx2.AsyncClient, **headers: str) -> dict[str, float]:
    answer = await client.get("/metrics", headers=headers)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    found = {}
    for line in answer.text.splitlines():
        if not line.startswith("#"):
            name, _, value = line.rpartition(" ")
            assert re.fullmatch(r'[a-z_]+(\{[a-z]+="[^"]*"(,[a-z]+="[^"]*")*\})?', name), line
            found[name] = float(value)
    return found


async def test_it_counts_what_happens(here: httpx2.AsyncClient, ann: Person) -> None:
    await ann.get("/api/home")
    await ann.get("/api/home")
    await ann.client.get("/api/conversations/nonsense/messages")
    group = (await ann.post("/api/groups", {"name": "Secret plans"}))["group"]["id"]
    found = await figures(here)
    assert found['distributed_requests_total{route="GET /api/home",status="2xx"}'] == 2
    assert (
        found['distributed_requests_total{route="GET /api/conversations/{conversation_id}/messages",status="4xx"}'] == 1
    )
    assert found['distributed_request_seconds_count{route="GET /api/home"}'] == 2
    assert found['distributed_request_seconds_bucket{route="GET /api/home",le="+Inf"}'] == 2
    assert found["distributed_writer_commands_total"] >= found["distributed_writer_batches_total"] > 0
    assert found["distributed_process_resident_bytes"] > 10_000_000
    assert found["distributed_database_up"] == 1
    assert not [name for name in found if group in name or "Secret" in name or ann.id in name]


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "chat.example"},
        {"x-forwarded-for": "203.0.113.1"},
        {"forwarded": "for=203.0.113.1"},
        {"via": "1.1 proxy"},
    ],
)
async def test_whoever_comes_by_a_proxy_finds_nothing(here: httpx2.AsyncClient, headers: dict[str, str]) -> None:
    assert (await here.get("/metrics", headers=headers)).status_code == 404


async def test_nor_does_who_comes_from_elsewhere_or_is_signed_in(app: App, ann: Person) -> None:
    transport = httpx2.ASGITransport(app=app, client=("203.0.113.1", 4_000))
    async with httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as client:
        assert (await client.get("/metrics")).status_code == 404
    assert (await ann.client.get("/metrics")).status_code == 404


@pytest.mark.parametrize(("public_url", "here"), [(None, True), ("https://chat.example.test", False)])
def test_where_others_reach_it_nobody_is_from_here(app: App, public_url: str | None, here: bool) -> None:
    """A plain tunnel passes on what it is given, and anybody may write `Host: localhost`."""
    scope = {"headers": [(b"host", b"localhost")], "method": "GET", "path": "/metrics", "client": ("127.0.0.1", 4_000)}
    settings = msgspec.structs.replace(app.settings, public_url=public_url)
    assert Incoming(scope, nothing, settings).is_from_here is here


async def nothing() -> dict[str, Any]:
    """No body."""
    return {}


async def test_with_a_token_only_that_opens_it(app: App, here: httpx2.AsyncClient, monkeypatch: Any) -> None:
    parts = app.metrics.parts
    settings = msgspec.structs.replace(app.settings, metrics_token="let me see")
    monkeypatch.setattr(app.metrics, "parts", parts._replace(settings=settings))
    assert (await here.get("/metrics")).status_code == 404
    assert (await here.get("/metrics", headers={"authorization": "Bearer let me"})).status_code == 404
    assert await figures(here, authorization="Bearer let me see", host="chat.example")


async def test_what_we_hand_out_names_only_what_is_there(here: httpx2.AsyncClient, ann: Person) -> None:
    await ann.get("/api/home")
    there = {name.partition("{")[0] for name in await figures(here)} | ONLY_WITH_MANY
    there |= {"distributed_jobs_due", "distributed_jobs_late_seconds", "distributed_jobs_failed"}
    dashboard = json.loads((DEPLOY / "grafana" / "dashboard.json").read_text())
    expressions = [target["expr"] for panel in dashboard["panels"] for target in panel["targets"]]
    expressions.append((DEPLOY / "prometheus" / "alerts.yml").read_text())
    named = set(re.findall(r"\bdistributed_[a-z_]+", " ".join(expressions)))
    assert named <= there, named - there


def test_text_is_what_prometheus_reads() -> None:
    took = Histogram()
    took.add(0.003)
    took.add(99)
    text = text_of([Figure("x_seconds", "histogram", "Time.", {(("route", 'a "b" \\'),): took})])
    assert "# TYPE distributed_x_seconds histogram" in text
    assert 'distributed_x_seconds_bucket{route="a \\"b\\" \\\\",le="0.005"} 1' in text
    assert 'distributed_x_seconds_bucket{route="a \\"b\\" \\\\",le="+Inf"} 2' in text
    assert 'distributed_x_seconds_sum{route="a \\"b\\" \\\\"} 99.003' in text
