"""What the doctor sees in machines and instances that are well, and in those that are not."""

import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import msgspec
import pytest
import structlog

from distributed_chat.cli import doctor, main
from distributed_chat.cli.checks import Finding, Verdict, calls, instance, machine
from distributed_chat.cli.checks.finding import fail, ok, warn
from distributed_chat.config import Settings
from distributed_chat.db import Database
from tests.services.coturn import HOST, Coturn, private_coturn
from tests.services.server import RunningServer, free_port

needs_coturn = pytest.mark.skipif(shutil.which("turnserver") is None, reason="needs coturn (apt-get install coturn)")


@pytest.fixture
def here(tmp_path: Path) -> Settings:
    """Settings of an instance that has a folder and nothing else."""
    data = tmp_path / "data"
    data.mkdir(mode=0o700)
    return Settings(data=data, port=free_port())


@pytest.mark.parametrize(
    ("version", "verdict", "part"),
    [
        ((3, 34, 1), Verdict.FAIL, "too old"),
        ((3, 40, 1), Verdict.OK, "with nothing but our own commands"),
        ((3, 51, 2), Verdict.OK, "with nothing but our own commands"),
        ((3, 51, 3), Verdict.OK, "3.51.3"),
    ],
)
def test_each_sqlite_is_judged_by_its_version(
    here: Settings, version: tuple[int, ...], verdict: Verdict, part: str
) -> None:
    found = machine.sqlite(here, version)
    assert found.verdict == verdict
    assert part in found.said


def test_with_postgresql_the_version_of_sqlite_does_not_matter() -> None:
    settings = Settings(database_url="postgresql://app@/app")
    assert machine.sqlite(settings, (3, 7, 0)) == ok("SQLite", "not used")


def test_a_clock_of_the_past_fails(here: Settings) -> None:
    assert machine.clock(here, 86_400).verdict == Verdict.FAIL


def test_a_clock_before_the_last_message_fails(here: Settings) -> None:
    file = here.data / "distributed.sqlite"
    file.touch()
    os.utime(file, (1_900_000_000, 1_900_000_000))
    assert "written later" in machine.clock(here, 1_899_999_000).said
    assert machine.clock(here, 1_900_000_000).verdict != Verdict.FAIL


def test_a_folder_that_others_read_is_warned_of(here: Settings) -> None:
    assert machine.data_folder(here).verdict == Verdict.OK
    here.data.chmod(0o755)
    assert machine.data_folder(here) == Finding(
        "data folder", Verdict.WARN, f"{here.data} can be read by other users of this machine: chmod 700 {here.data}"
    )


def test_a_folder_that_is_not_there_is_left_so(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path / "a" / "b")
    found = machine.data_folder(settings)
    assert found.verdict == Verdict.WARN
    assert "another folder (--data, --env)?" in found.said
    assert machine.free_space(settings).about == "disk"
    assert list(tmp_path.iterdir()) == []


def test_a_file_where_the_folder_should_be_fails(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    assert machine.data_folder(Settings(data=tmp_path / "data")).verdict == Verdict.FAIL


async def test_the_schema_of_this_version_is_well_and_of_others_is_told(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    assert "first start" in instance.database(settings).said
    await (await Database.open(settings)).close()
    assert instance.database(settings).verdict == Verdict.OK
    set_schema(tmp_path, "0001")
    assert instance.database(settings).verdict == Verdict.WARN
    set_schema(tmp_path, "9999")
    assert "later version" in instance.database(settings).said


def set_schema(data: Path, revision: str) -> None:
    connection = sqlite3.connect(data / "distributed.sqlite")
    with connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))
    connection.close()


async def test_looking_leaves_nothing_in_the_folder_and_changes_no_byte_there(tmp_path: Path) -> None:
    """Root looks too, and a file of root's would lock the server out."""
    settings = Settings(data=tmp_path)
    await (await Database.open(settings)).close()
    before = contents(tmp_path)
    assert instance.database(settings).verdict == Verdict.OK
    assert machine.data_folder(settings) is not None
    assert instance.running(settings, start="distributed serve") is not None
    assert contents(tmp_path) == before


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_a_file_of_somebody_elses_in_the_folder_fails(here: Settings) -> None:
    (here.data / "distributed.sqlite").touch()
    assert machine.data_folder(here).verdict == Verdict.OK
    os.chown(here.data / "distributed.sqlite", 65_534, -1)
    assert "belongs to somebody else" in machine.data_folder(here).said


def test_what_is_no_database_fails(here: Settings) -> None:
    (here.data / "distributed.sqlite").write_bytes(b"tomatoes" * 1_000)
    assert instance.database(here).verdict == Verdict.FAIL


def test_a_database_that_can_not_be_reached_fails_without_its_password(here: Settings) -> None:
    url = f"postgresql://app:tomatoes@{HOST}:{free_port()}/app"
    found = instance.database(msgspec.structs.replace(here, database_url=url))
    assert found.verdict == Verdict.FAIL
    assert "tomatoes" not in found.said


@pytest.mark.parametrize(
    ("settings", "verdict", "part"),
    [
        (Settings(), Verdict.OK, "this machine"),
        (Settings(host="0.0.0.0"), Verdict.WARN, "distributed host"),
        (Settings(public_url="http://192.0.2.1:8000"), Verdict.WARN, "not https"),
        (Settings(public_url=f"https://{HOST}:1"), Verdict.WARN, "does not answer from here"),
    ],
)
def test_https_is_asked_for_as_soon_as_others_are_to_come(settings: Settings, verdict: Verdict, part: str) -> None:
    found = instance.https(settings)
    assert found.verdict == verdict
    assert part in found.said


class Proxy(BaseHTTPRequestHandler):
    """One that knows HTTP only."""

    def do_GET(self) -> None:
        self.send_response(200 if self.path == "/livez" else 404)
        self.end_headers()

    def log_message(self, *_words: object) -> None:
        """Says nothing."""


def test_a_proxy_that_passes_no_websockets_on_is_found_out() -> None:
    with HTTPServer((HOST, 0), Proxy) as proxy, ThreadPoolExecutor(1) as pool:
        pool.submit(proxy.serve_forever, 0.05)
        try:
            assert instance.trouble_with_websockets(f"http://{HOST}:{proxy.server_port}") == "status 404"
        finally:
            proxy.shutdown()


def test_mail_is_tried_where_it_is_set() -> None:
    assert instance.mail(Settings()).verdict == Verdict.WARN
    assert instance.mail(Settings(smtp_url="nonsense")).verdict == Verdict.FAIL
    away = instance.mail(Settings(smtp_url=f"smtp://ann:tomatoes@{HOST}:{free_port()}"))
    assert away.verdict == Verdict.FAIL
    assert "tomatoes" not in away.said
    with socket.create_server((HOST, 0)) as door:
        assert instance.mail(Settings(smtp_url=f"smtp://{HOST}:{door.getsockname()[1]}")).verdict == Verdict.OK


def test_a_server_that_does_not_run_is_no_failure_but_said(here: Settings) -> None:
    assert instance.running(here, start="distributed serve").verdict == Verdict.WARN
    found = instance.answers(here)
    assert (found.verdict, "is silent" in found.said) == (Verdict.WARN, True)


def test_somebody_else_on_the_port_of_a_server_that_does_not_run_is_no_answer_of_it(here: Settings) -> None:
    with socket.create_server((HOST, here.port)):
        found = instance.answers(here)
    assert found.verdict == Verdict.WARN
    assert "Somebody else answers" in found.said
    assert "--port" in found.said


async def test_stun_that_is_silent_fails_only_when_the_server_runs(here: Settings) -> None:
    assert (await calls.stun(here, runs=False)).verdict == Verdict.WARN
    assert (await calls.stun(here, runs=True)).verdict == Verdict.FAIL
    assert (await calls.stun(Settings(stun_port=0), runs=True)).verdict == Verdict.WARN


async def test_turn_that_is_half_set_fails_in_words() -> None:
    assert [found.verdict for found in await calls.turn(Settings())] == [Verdict.WARN]
    assert [found.verdict for found in await calls.turn(Settings(turn_url="turn:turn.example.test"))] == [Verdict.FAIL]
    wrong = await calls.turn(Settings(turn_url="https://turn.example.test", turn_secret="s"))
    assert "looks like turn:" in wrong[0].said


async def turned(coturn: Coturn, **other: str) -> list[Finding]:
    return await calls.turn(msgspec.convert({**coturn.settings, **other}, Settings))


@needs_coturn
@pytest.mark.process
async def test_a_relay_that_is_well_is_found_so_and_what_is_wrong_with_it_is_named() -> None:
    with private_coturn() as coturn:
        assert {found.verdict for found in await turned(coturn)} == {Verdict.OK}
        assert "refuses our credential" in (await turned(coturn, turn_secret="another"))[0].said
        assert "external-ip" in (await turned(coturn, public_url="https://chat.example.test"))[0].said
        assert (await turned(coturn, turn_admin_password="a guess"))[-1].verdict == Verdict.FAIL
        assert (await turned(coturn, turn_admin=""))[-1].verdict == Verdict.WARN
    assert (await turned(coturn))[0].verdict == Verdict.FAIL


@needs_coturn
@pytest.mark.process
async def test_a_relay_into_the_hosts_network_fails() -> None:
    with private_coturn(denies=False) as coturn:
        found = (await turned(coturn))[0]
    assert found.verdict == Verdict.FAIL
    assert "relays into 169.254.169.254" in found.said


async def test_a_media_server_is_tried_where_it_is_set() -> None:
    assert (await calls.media_server(Settings())).verdict == Verdict.OK
    assert (await calls.media_server(Settings(sfu_url="nonsense"))).verdict == Verdict.FAIL
    away = Settings(sfu_url=f"janus+ws://{HOST}:{free_port()}", sfu_key="tomatoes", sfu_secret="bread")
    found = await calls.media_server(away)
    assert found.verdict == Verdict.FAIL
    assert "tomatoes" not in found.said


def test_it_fails_when_one_thing_does(capsys: pytest.CaptureFixture[str]) -> None:
    assert doctor.report([ok("a", "Fine."), warn("b", "Better.")], as_json=False) == 0
    assert doctor.report([ok("a", "Fine."), fail("b", "Mend it.")], as_json=False) == 1
    assert capsys.readouterr().out.splitlines()[-1].split() == ["fail", "b", "Mend", "it."]


def test_a_folder_that_is_for_another_user_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refused(_settings: Settings) -> Finding:
        raise PermissionError(13, "Permission denied", "/var/lib/distributed/distributed.sqlite")

    monkeypatch.setattr(machine, "clock", refused)
    monkeypatch.setattr(structlog, "configure", lambda **_settings: None)
    assert main(["doctor", "--data", str(tmp_path)]) == 1
    said = capsys.readouterr().err
    assert said.startswith("distributed: /var/lib/distributed/distributed.sqlite is for another user")
    assert "sudo" in said


def distributed_doctor(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "distributed_chat", "doctor", *arguments]
    told = {"PATH": "/usr/bin:/bin", **environment}
    return subprocess.run(command, env=told, capture_output=True, text=True, timeout=50, check=False)


def finding(done: subprocess.CompletedProcess[str], about: str) -> dict[str, str]:
    found: list[dict[str, str]] = json.loads(done.stdout)["findings"]
    return next(each for each in found if each["about"] == about)


SECRETS = {
    "DISTRIBUTED_SMTP_URL": f"smtp://ann:tomatoes-1@{HOST}:1",
    "DISTRIBUTED_TURN_URL": f"turn:{HOST}:1",
    "DISTRIBUTED_TURN_SECRET": "tomatoes-2",
    "DISTRIBUTED_TURN_ADMIN": f"{HOST}:1",
    "DISTRIBUTED_TURN_ADMIN_PASSWORD": "tomatoes-3",
    "DISTRIBUTED_SFU_URL": f"janus+ws://{HOST}:1",
    "DISTRIBUTED_SFU_KEY": "tomatoes-4",
    "DISTRIBUTED_SFU_SECRET": "tomatoes-5",
}


@pytest.mark.process
def test_a_server_that_runs_is_well_and_the_file_of_the_service_is_read(tmp_path: Path) -> None:
    with RunningServer(tmp_path) as server:
        file = tmp_path / "distributed.env"
        file.write_text(f"# a comment\nDISTRIBUTED_PORT={server.port}\nDISTRIBUTED_DATA={server.data}\n")
        done = distributed_doctor("--env", str(file), "--json")
        assert instance.trouble_with_websockets(server.url) is None
    assert (done.returncode, done.stderr) == (0, "")
    report = json.loads(done.stdout)
    verdicts = {found["about"]: found["verdict"] for found in report["findings"]}
    assert report["ok"] is True
    for about in ("server", "database", "port", "STUN", "data folder"):
        assert verdicts[about] == "ok", done.stdout


@pytest.mark.process
def test_what_is_wrong_is_a_line_each_with_exit_code_1_and_no_secret(tmp_path: Path) -> None:
    database = f"postgresql://app:tomatoes-6@{HOST}:1/app"
    told = {**SECRETS, "DISTRIBUTED_DATA": str(tmp_path), "DISTRIBUTED_DATABASE_URL": database}
    done = distributed_doctor("--json", **told)
    assert (done.returncode, done.stderr) == (1, "")
    assert "tomatoes" not in done.stdout
    failed = {found["about"] for found in json.loads(done.stdout)["findings"] if found["verdict"] == "fail"}
    assert failed == {"database", "mail", "TURN", "coturn's door", "media server"}


@pytest.mark.process
def test_the_host_that_the_server_was_started_with_counts(tmp_path: Path) -> None:
    done = distributed_doctor("--data", str(tmp_path), "--host", "0.0.0.0", "--json")
    https = finding(done, "https")
    assert https["verdict"] == "warn"
    assert "no microphone" in https["said"]


@pytest.mark.process
def test_beside_another_server_the_port_is_somebody_elses(tmp_path: Path) -> None:
    other = tmp_path / "other"
    with RunningServer(tmp_path) as server:
        done = distributed_doctor("--data", str(other), "--port", str(server.port), "--json")
    assert done.returncode == 0
    assert "Somebody else answers" in finding(done, "port")["said"]
    assert finding(done, "data folder")["verdict"] == "warn"
    assert finding(done, "server")["said"].endswith(f"distributed serve --data {other} --port {server.port}")


@pytest.mark.process
def test_the_command_that_starts_it_is_as_short_as_it_can_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert finding(distributed_doctor("--json"), "server")["said"].endswith(": distributed serve")
    told = distributed_doctor("--json", DISTRIBUTED_DATA=str(tmp_path / "my data"))
    assert finding(told, "server")["said"].endswith(f": distributed serve --data '{tmp_path}/my data'")
    file = tmp_path / "distributed.env"
    file.write_text(f"DISTRIBUTED_DATA={tmp_path}/served\n")
    said = finding(distributed_doctor("--env", str(file), "--json"), "server")["said"]
    assert said.endswith(f": start its service, or distributed serve --env {file}")


@pytest.mark.process
def test_a_file_of_settings_that_is_not_there_is_one_sentence() -> None:
    done = distributed_doctor("--env", "/nowhere/distributed.env")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "sudo" in done.stderr
