"""What `distributed host` writes, what it refuses, and that `deploy/` shows just that."""

import argparse
import re
import shutil
import subprocess
from ipaddress import ip_address
from pathlib import Path

import pytest

from distributed_chat.cli import host, main
from distributed_chat.cli.host import Plan, files_of
from distributed_chat.cli.words import CannotStart, environment_of
from distributed_chat.config import load

ROOT = Path(__file__).parent.parent.parent
SHOWN = Plan(
    "chat.example.org",
    secret="put-a-long-random-secret-here",
    admin_password="put-another-one-here",
    metrics_token="put-a-third-one-here",
    turn=True,
)
"""What the repository shows: `python -m tests.cli.test_host` writes it."""


def place(name: str) -> Path:
    """Of a shown file."""
    return ROOT / "deploy" / ("coturn" if name == "turnserver.conf" else "") / name


@pytest.mark.parametrize("name", sorted(files_of(SHOWN)))
def test_the_repository_shows_what_is_written(name: str) -> None:
    assert place(name).read_text() == files_of(SHOWN)[name], "write it anew: python -m tests.cli.test_host"


def test_a_host_with_a_relay_gets_all_files_and_the_same_secrets_in_both(tmp_path: Path) -> None:
    assert main(["host", "Chat.Example.org", "--turn", "--write", str(tmp_path)]) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(files_of(SHOWN))
    told = environment_of(tmp_path / "distributed.env")
    relay = (tmp_path / "turnserver.conf").read_text()
    assert f"\nstatic-auth-secret={told['DISTRIBUTED_TURN_SECRET']}\n" in relay
    assert f"\ncli-password={told['DISTRIBUTED_TURN_ADMIN_PASSWORD']}\n" in relay
    assert len(told["DISTRIBUTED_TURN_SECRET"]) >= 40
    assert len(told["DISTRIBUTED_METRICS_TOKEN"]) >= 40
    assert told["DISTRIBUTED_TURN_SECRET"] != told["DISTRIBUTED_TURN_ADMIN_PASSWORD"]


def test_the_server_understands_the_settings_that_are_written(tmp_path: Path) -> None:
    main(["host", "chat.example.org", "--turn", "--port", "8010", "--write", str(tmp_path)])
    settings = load(environment_of(tmp_path / "distributed.env"))
    assert settings.origin == "https://chat.example.org"
    assert settings.port == 8010
    assert settings.loopback_only
    assert settings.turn_url == "turn:chat.example.org:3478"
    assert settings.turn_admin == "127.0.0.1:5766"
    assert "reverse_proxy 127.0.0.1:8010" in (tmp_path / "Caddyfile").read_text()


def test_a_host_without_a_relay_has_no_secrets_of_one(tmp_path: Path) -> None:
    main(["host", "chat.example.org", "--write", str(tmp_path)])
    assert not (tmp_path / "turnserver.conf").exists()
    assert "TURN" not in (tmp_path / "distributed.env").read_text()


def test_secrets_are_for_their_owner_alone(tmp_path: Path) -> None:
    main(["host", "chat.example.org", "--turn", "--write", str(tmp_path)])
    for name in ("distributed.env", "turnserver.conf"):
        assert (tmp_path / name).stat().st_mode & 0o777 == 0o600


def test_a_second_run_changes_nothing(tmp_path: Path) -> None:
    main(["host", "chat.example.org", "--turn", "--write", str(tmp_path)])
    before = {path.name: path.read_text() for path in tmp_path.iterdir()}
    assert main(["host", "chat.example.org", "--turn", "--write", str(tmp_path)]) == 0
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == before


def test_what_somebody_changed_is_overwritten_only_by_force(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "Caddyfile").write_text("mine\n")
    assert main(["host", "chat.example.org", "--write", str(tmp_path)]) == 1
    assert "has another Caddyfile; --force overwrites" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["Caddyfile"]
    assert (tmp_path / "Caddyfile").read_text() == "mine\n"
    assert main(["host", "chat.example.org", "--write", str(tmp_path), "--force"]) == 0
    assert "chat.example.org" in (tmp_path / "Caddyfile").read_text()


def test_printing_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["host", "chat.example.org", "--print", "--turn"]) == 0
    said = capsys.readouterr().out
    assert "reverse_proxy" in said
    assert "static-auth-secret=" in said
    assert "without --print they are written there" in said
    assert list(tmp_path.iterdir()) == []


def test_the_steps_are_numbered_sentences_and_name_every_door(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["host", "chat.example.org", "--turn", "--write", str(tmp_path)])
    said = capsys.readouterr().out
    numbers = [int(number) for number in re.findall(r"^(\d+)\. ", said, flags=re.MULTILINE)]
    assert numbers == list(range(1, len(numbers) + 1))
    for door in ("80 and 443 tcp", "8000 udp", "3478 udp and tcp", "49160-50359 udp"):
        assert door in said
    assert "distributed doctor --env /etc/distributed.env" in said


def test_the_ports_of_relays_that_are_named_are_those_that_are_set() -> None:
    text = files_of(SHOWN)["turnserver.conf"]
    ports = [re.search(rf"^{end}-port=(\d+)$", text, flags=re.MULTILINE) for end in ("min", "max")]
    assert "-".join(found.group(1) for found in ports if found) == host.RELAY_PORTS


def test_every_denied_range_is_one_and_not_from_the_address_that_means_any() -> None:
    ranges = re.findall(r"^denied-peer-ip=(.+)$", files_of(SHOWN)["turnserver.conf"], flags=re.MULTILINE)
    assert len(ranges) >= 20
    for text in ranges:
        first, last = (ip_address(end) for end in text.split("-"))
        assert first.version == last.version
        assert int(first) < int(last)
        assert str(first) != "::", "coturn takes it for every address of v4 too"


@pytest.mark.parametrize(
    ("text", "domain"),
    [
        ("chat.example.org", "chat.example.org"),
        ("Chat.Example.ORG.", "chat.example.org"),
        ("gespräch.example.org", "xn--gesprch-9wa.example.org"),
        ("a-b.c1.example.co", "a-b.c1.example.co"),
    ],
)
def test_a_name_is_taken_as_dns_has_it(text: str, domain: str) -> None:
    assert host.domain_of(text) == domain


@pytest.mark.parametrize(
    "text",
    [
        "",
        ".",
        "localhost",
        "chat",
        "https://chat.example.org",
        "chat.example.org/app",
        "chat.example.org:8000",
        "192.0.2.1",
        "2001:db8::1",
        "[2001:db8::1]",
        "chat..example.org",
        "-chat.example.org",
        "chat-.example.org",
        "chat_1.example.org",
        "chat example.org",
        "chat.example.org\nroot { }",
        "chat.example.org { respond hello }",
        "$secret.example.org",
        "%h.example.org",
        "a" * 64 + ".example.org",
        ".".join(["abcdefgh"] * 40),
        "raspberry.local",
        "chat.test",
        "router.home.arpa",
        "1.2.3.4.5",
    ],
)
def test_what_is_no_name_of_a_server_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(CannotStart) as refusal:
        host.domain_of(text)
    assert str(refusal.value).endswith(".")
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("user", ["root", "", "a b", "-x", "x\nUser=root", "$HOME"])
def test_a_user_that_no_service_should_have_is_refused(user: str, tmp_path: Path) -> None:
    with pytest.raises(CannotStart):
        run("chat.example.org", tmp_path, user=user)
    assert list(tmp_path.iterdir()) == []


def run(domain: str, folder: Path, *, user: str) -> None:
    asked = {
        "domain": domain,
        "user": user,
        "port": 8000,
        "turn": False,
        "print": False,
        "write": folder,
        "force": False,
    }
    host.run(argparse.Namespace(**asked))


@pytest.mark.process
@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd")
def test_systemd_understands_the_unit_and_finds_it_well_shut_in(tmp_path: Path) -> None:
    plan = SHOWN._replace(program="/bin/true", user="daemon")
    unit = tmp_path / "distributed.service"
    unit.write_text(files_of(plan)["distributed.service"])
    checked = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True, check=False)
    assert [line for line in checked.stderr.splitlines() if "distributed.service" in line] == []
    rated = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--threshold=25", unit],
        capture_output=True,
        text=True,
        check=False,
    )
    assert rated.returncode == 0, rated.stdout


if __name__ == "__main__":
    for shown, content in files_of(SHOWN).items():
        place(shown).parent.mkdir(parents=True, exist_ok=True)
        place(shown).write_text(content)
