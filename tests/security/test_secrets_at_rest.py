"""Whoever reads the data folder or the log finds no password, token or code that still opens something."""

import json
import re
import stat
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from tests.services.server import RunningServer
from tests.services.smtp import MailSink

PASSWORDS = ("tomatoes and bread", "a wrong guess at it")


def _call(server: RunningServer, path: str, body: Any, token: str | None = None) -> Any:
    headers = {"content-type": "application/json"} | ({"authorization": f"Bearer {token}"} if token else {})
    request = urllib.request.Request(server.url + path, json.dumps(body).encode(), headers)
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as refused:
        return json.load(refused)


def _use_everything(server: RunningServer, sink: MailSink) -> list[str]:
    """Signs up, guesses, invites, resets; returns every secret that was given out or typed on the way."""
    ann = {"first_name": "Ann", "last_name": "Test", "email": "ann@example.test", "password": PASSWORDS[0]}
    token = _call(server, "/api/users", ann)["token"]
    again = _call(server, "/api/sessions", {"email": ann["email"], "password": PASSWORDS[0]})["token"]
    assert _call(server, "/api/sessions", {"email": ann["email"], "password": PASSWORDS[1]})["code"]
    group = _call(server, "/api/groups", {"name": "Sunday Crew"}, token)["group"]["id"]
    invite = _call(server, f"/api/groups/{group}/invites", {"email": "bob@example.test"}, token)["invite"]
    _call(server, f"/api/invites/{invite['code']}/decline", {"extra": invite["code"]}, token)
    _call(server, "/api/password-resets", {"email": ann["email"]})
    mailed = re.search(r"/join/([\w-]{22})", _text(sink, "bob@example.test"))
    reset = re.search(r"\b\d{4} ?\d{4}\b", _text(sink, ann["email"]))
    assert mailed
    assert reset
    return [*PASSWORDS, token, again, invite["code"], mailed.group(1), reset.group()]


def _text(sink: MailSink, to: str) -> str:
    part = sink.wait_for(to).get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def _holds(folder: Path, secret: str) -> list[str]:
    spelled = {secret.encode(), secret.replace(" ", "").encode()}
    files = [file for file in folder.rglob("*") if file.is_file()]
    return [file.name for file in files if any(word in file.read_bytes() for word in spelled)]


def test_no_secret_is_written_down(tmp_path: Path) -> None:
    with MailSink() as sink:
        with RunningServer(tmp_path, smtp_url=f"smtp://{sink.host}:{sink.port}", sign_up="open") as server:
            secrets = _use_everything(server, sink)
            time.sleep(0.2)  # what follows a mail
            found = {secret: _holds(tmp_path, secret) for secret in secrets}  # with the WAL, before it is folded in
            for file in server.data.iterdir():
                assert stat.S_IMODE(file.stat().st_mode) & 0o077 == 0, f"{file.name} is not its owner's alone"
            assert stat.S_IMODE(server.data.stat().st_mode) == 0o700
        assert {name for names in found.values() for name in names} == set(), found
        assert all(_holds(tmp_path, secret) == [] for secret in secrets)
    assert _holds(tmp_path, "Sunday Crew"), "nothing was searched"
