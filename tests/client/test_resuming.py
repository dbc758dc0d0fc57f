"""The stream's state machine and what is sent again, without sockets."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx2
import pytest

from distributed_chat.client import ApiError, Event, Left, Position, Reset
from distributed_chat.client.asking import RETRIES, ROUTES, asking, asking_route, meaning
from distributed_chat.client.resuming import Missing, Resuming
from distributed_chat.client.sync import Distributed

ROOT = Path(__file__).parent.parent.parent
GROUP = "group:1"


def frame(name: str, **members: Any) -> str:
    return json.dumps({"frame": name, **members})


def event(seq: int) -> str:
    return frame("event", stream=GROUP, seq=seq, type="x.done", at="now", payload={}, hash=f"h{seq}")


def welcomed(at: int | None = None) -> Resuming:
    resuming = Resuming(Position(cursors={} if at is None else {GROUP: at}))
    assert list(resuming.feed(frame("welcome", epoch="e", heads={GROUP: 7}, heartbeat_seconds=25))) == []
    return resuming


def test_without_a_position_it_begins_at_the_end() -> None:
    assert welcomed().position == Position(cursors={GROUP: 7}, epoch="e")


def test_what_comes_twice_is_told_once_and_a_gap_ends_the_connection() -> None:
    resuming = welcomed(at=4)
    told = [item for seq in (5, 5, 4, 6) for item in resuming.feed(event(seq))]
    assert told == [Event(GROUP, 5, "x.done", "now", {}), Event(GROUP, 6, "x.done", "now", {})]
    with pytest.raises(Missing):
        list(resuming.feed(event(8)))
    hello = json.loads(resuming.hello())
    assert (hello["cursors"], hello["hashes"], hello["epoch"]) == ({GROUP: 6}, {GROUP: "h6"}, "e")


def test_a_reset_moves_the_cursor_and_who_left_keeps_none() -> None:
    resuming = welcomed(at=4)
    assert list(resuming.feed(frame("reset", stream=GROUP, head=90, reason="too_far"))) == [Reset(GROUP, 90, "too_far")]
    assert resuming.position.cursors == {GROUP: 90}
    assert [item.seq for item in resuming.feed(event(91)) if isinstance(item, Event)] == [91]
    assert list(resuming.feed(frame("left", stream=GROUP, reason="removed"))) == [Left(GROUP, "removed")]
    assert resuming.position.cursors == {}


def test_a_ping_is_answered_and_a_frame_of_tomorrow_is_ignored() -> None:
    resuming = Resuming()
    assert resuming.answer_to(frame("ping")) == '{"frame":"pong"}'
    assert list(resuming.feed(frame("tomorrow"))) == []


def test_only_what_is_safe_is_sent_again() -> None:
    away = httpx2.Response(503)
    assert asking("POST", "/x", {"text": "a"}).pause_after(None, 0) is None
    assert asking("POST", "/x", {"text": "a"}).pause_after(away, 0) is not None
    assert asking("POST", "/x", {"id": "1"}).pause_after(None, 0) is not None
    assert asking("GET", "/x").pause_after(httpx2.Response(429, headers={"retry-after": "2"}), 0) == 2
    assert asking("GET", "/x").pause_after(httpx2.Response(429, headers={"retry-after": "60"}), 0) is None
    assert asking("GET", "/x").pause_after(away, RETRIES) is None


def test_a_server_that_is_started_anew_is_waited_for() -> None:
    pauses = [asking("GET", "/x").pause_after(None, tries) or 0 for tries in range(RETRIES)]
    assert 10 <= sum(pauses) <= 25


def test_whoever_creates_chooses_the_id() -> None:
    [route] = [route for route in ROUTES if (route.method, route.path) == ("POST", "/api/groups")]
    made = asking_route(route, ({"name": "Crew"},), {})
    assert made.repeatable
    assert json.loads(made.options["content"])["id"]


def test_a_name_in_the_path_can_not_leave_its_place() -> None:
    [route] = [route for route in ROUTES if (route.method, route.path) == ("GET", "/api/groups/{group_id}")]
    assert asking_route(route, ("../me?x=1",), {}).path == "/api/groups/..%2Fme%3Fx%3D1"
    with pytest.raises(TypeError, match="group_id"):
        asking_route(route, (), {})


def test_an_error_says_what_the_server_says() -> None:
    with pytest.raises(ApiError) as caught:
        meaning(httpx2.Response(422, json={"code": "too_long", "message": "No.", "field": "text", "request_id": "r"}))
    assert (caught.value.status, caught.value.code, caught.value.field) == (422, "too_long", "text")
    with pytest.raises(ApiError, match="http_502"):
        meaning(httpx2.Response(502, text="<html>"))


def test_the_methods_are_those_of_the_description() -> None:
    """`python tools/python_client.py` writes them."""
    checked = subprocess.run(
        [sys.executable, "tools/python_client.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout
    assert all(hasattr(Distributed, route.name) for route in ROUTES)
