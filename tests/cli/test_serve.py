"""The command as a person types it: a process, a port, a terminal."""

import json
import re
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests.services.server import RunningServer

pytestmark = pytest.mark.process


def distributed(*arguments: str, data: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "distributed_chat", *arguments]
    environment = {"DISTRIBUTED_DATA": str(data), "PATH": "/usr/bin:/bin"}
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=30, check=False)


def test_it_prints_where_it_is_and_ends_when_asked(tmp_path: Path) -> None:
    with RunningServer(tmp_path) as server:
        assert f"Distributed is running at {server.url}" in server.log
        assert "Set-up code" not in server.log
        began = time.monotonic()
        process = server._process  # noqa: SLF001  # its exit code is what a service manager sees
        assert process is not None
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=10) == 0
        assert time.monotonic() - began < 5
        assert "Traceback" not in server.log
    assert not (server.data / "control.sock").exists()


def test_a_server_that_others_reach_asks_for_a_set_up_code(tmp_path: Path) -> None:
    with RunningServer(tmp_path, arguments=("--host", "0.0.0.0")) as server:
        code = re.search(r"Set-up code for the first account.*: (\S+)", server.log)
        assert code is not None
        with urllib.request.urlopen(f"{server.url}/api/instance", timeout=5) as answer:
            assert json.load(answer)["setup_code_needed"] is True
        server.stop()
        server.start()
        assert server.log.count(code.group(1)) == 2  # the same until somebody has used it


def test_a_second_server_on_the_same_data_is_refused_in_one_sentence(tmp_path: Path) -> None:
    with RunningServer(tmp_path) as server:
        refused = distributed("serve", "--port", "0", data=server.data)
    assert refused.returncode == 1
    assert refused.stderr.count("\n") == 1
    assert f"process {server_pid(refused.stderr)}" in refused.stderr
    assert "is using" in refused.stderr


def server_pid(said: str) -> str:
    found = re.search(r"process (\d+)", said)
    assert found is not None, said
    return found.group(1)


def test_a_taken_port_is_one_sentence(tmp_path: Path) -> None:
    with RunningServer(tmp_path) as server:
        refused = distributed("serve", "--port", str(server.port), data=tmp_path / "other")
    assert refused.returncode == 1
    assert refused.stderr.startswith("distributed: Can't listen on 127.0.0.1")
    assert "Traceback" not in refused.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("serve", "--port", "99999"),
        ("serve", "--port", "x"),
        ("fly",),
        ("serve", "--database-url", "nonsense"),
        ("serve", "--database-url", "mysql://here/there"),
        ("serve", "--database-url", "postgresql:///there?host=/nowhere"),
        ("serve", "--data", "/dev/null/data"),
    ],
)
def test_what_can_not_be_done_is_said_without_a_traceback(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    refused = distributed(*arguments, data=tmp_path / "data")
    assert refused.returncode in {1, 2}
    assert refused.stderr
    assert "Traceback" not in refused.stderr


def test_the_owner_resets_a_password_through_the_server_that_runs(tmp_path: Path) -> None:
    with RunningServer(tmp_path) as server:
        sign_up(server)
        done = distributed("user", "reset", "ann@example.test", data=server.data)
        assert done.returncode == 0, done.stderr
        code = re.search(r"this code: (\d+)", done.stdout)
        assert code is not None
        body = {"email": "ann@example.test", "code": code.group(1), "password": "a quite new password"}
        assert post(server, "/api/password-resets/confirm", body)["user"]["first_name"] == "Ann"
        unknown = distributed("user", "reset", "nobody@example.test", data=server.data)
        assert unknown.returncode == 1
        assert "Nobody here has the email" in unknown.stderr


def test_the_owner_resets_a_password_when_no_server_runs(tmp_path: Path) -> None:
    with RunningServer(tmp_path) as server:
        sign_up(server)
    done = distributed("user", "reset", "ann@example.test", data=server.data)
    assert done.returncode == 0, done.stderr
    assert "this code: " in done.stdout


def test_the_control_socket_is_for_its_owner_alone(tmp_path: Path) -> None:
    with RunningServer(tmp_path) as server:
        assert (server.data / "control.sock").stat().st_mode & 0o777 == 0o600


def test_a_deep_data_folder_has_a_control_socket_too(tmp_path: Path) -> None:
    deep = tmp_path / ("deep" * 20) / ("deeper" * 10)
    deep.mkdir(parents=True)
    with RunningServer(deep) as server:
        sign_up(server)
        assert distributed("user", "reset", "ann@example.test", data=server.data).returncode == 0


def test_the_description_is_written_where_it_is_asked_for(tmp_path: Path) -> None:
    assert distributed("openapi", "--output", str(tmp_path / "api.json"), data=tmp_path).returncode == 0
    assert json.loads((tmp_path / "api.json").read_text())["openapi"] == "3.1.0"


def sign_up(server: RunningServer) -> None:
    person = {"first_name": "Ann", "last_name": "Test", "email": "ann@example.test", "password": "tomatoes and bread"}
    post(server, "/api/users", person)


def post(server: RunningServer, path: str, body: dict[str, str]) -> dict[str, dict[str, str]]:
    headers = {"content-type": "application/json"}
    request = urllib.request.Request(f"{server.url}{path}", json.dumps(body).encode(), headers)
    with urllib.request.urlopen(request, timeout=10) as answer:
        found: dict[str, dict[str, str]] = json.load(answer)
        return found
