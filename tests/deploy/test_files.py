"""What we hand out for hosting, as far as it can be looked at without running it."""

import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from distributed_chat.config import Settings
from tests.services import haproxy

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
KNOWN = {f"DISTRIBUTED_{name.upper()}" for name in Settings.__struct_fields__}
NOT_FOR_PEOPLE = {"DISTRIBUTED_UNLIMITED", "DISTRIBUTED_NOT_DURABLE", "DISTRIBUTED_GIF_URL"}


def load(name: str) -> Any:
    return yaml.safe_load((DEPLOY / name).read_text())


@pytest.mark.parametrize(
    "file", [path for path in sorted(DEPLOY.rglob("*")) if path.is_file()], ids=lambda path: path.name
)
def test_every_setting_that_is_named_is_one(file: Path) -> None:
    assert set(re.findall(r"\bDISTRIBUTED_[A-Z_]+", file.read_text())) <= KNOWN


def test_every_setting_is_in_the_pages_for_operators() -> None:
    said = (ROOT / "docs" / "operate.md").read_text()
    missing = [name for name in sorted(KNOWN - NOT_FOR_PEOPLE) if not re.search(rf"`{name}[`=]", said)]
    assert missing == []


def test_the_copies_of_compose_may_do_little_and_have_time_to_end() -> None:
    compose = load("compose/compose.yaml")
    for name in ("copy1", "copy2"):
        copy = compose["services"][name]
        assert copy["read_only"] is True
        assert copy["cap_drop"] == ["ALL"]
        assert copy["stop_grace_period"] == "30s"
        assert set(copy["depends_on"]) <= set(compose["services"])
        assert {volume.partition(":")[0] for volume in copy["volumes"]} <= set(compose["volumes"])
        assert all(isinstance(value, str) for value in copy["environment"].values())
    assert "ports" not in compose["services"]["postgres"]
    assert "ports" not in compose["services"]["nats"]
    image = (ROOT / compose["services"]["copy1"]["build"]["dockerfile"]).read_text()
    assert re.search(r"^USER 10001$", image, re.MULTILINE)


def test_the_image_installs_what_is_locked_and_runs_as_nobody_in_particular() -> None:
    lines = (DEPLOY / "Dockerfile").read_text()
    assert "ARG LOCK=requirements.lock\n" in lines
    assert "--require-hashes -r $LOCK " in lines
    assert lines.rindex("USER 10001") < lines.rindex("ENTRYPOINT")
    assert "/readyz" in lines
    assert not re.search(r":latest|ADD http|curl|sudo", lines)
    oldest = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["requires-python"].removeprefix(">=")
    found = re.findall(r"FROM python:(3\.\d+)-slim", lines)
    assert len(set(found)) == 1
    assert tuple(map(int, found[0].split("."))) >= tuple(map(int, oldest.split(".")))


def test_the_spec_for_platforms_asks_whether_a_copy_is_ready() -> None:
    spec = load("app-platform.yaml")
    copies = spec["services"][0]
    assert copies["health_check"]["http_path"] == "/readyz"
    assert (ROOT / copies["dockerfile_path"]).is_file()


def test_one_copy_and_one_of_many_are_hardened_alike() -> None:
    def rules(name: str) -> set[str]:
        text = (DEPLOY / name).read_text()
        return {
            line for line in text.splitlines() if re.match(r"(Protect|Restrict|Private|NoNew|Cap|System|Lock)", line)
        }

    assert rules("distributed.service") == rules("distributed@.service")
    assert int(re.findall(r"TimeoutStopSec=(\d+)", (DEPLOY / "distributed@.service").read_text())[0]) > 25


@pytest.mark.process
def test_haproxy_takes_its_file(tmp_path: Path) -> None:
    program = haproxy.program()
    if program is None:
        pytest.skip("HAProxy is not installed.")
    file = tmp_path / "haproxy.cfg"
    file.write_text(haproxy.configured(18_080, [8_001, 8_002, 8_003]))
    done = subprocess.run([program, "-c", "-f", file], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.process
@pytest.mark.parametrize("unit", ["distributed.service", "distributed@.service"])
def test_systemd_reads_the_units(unit: str, tmp_path: Path) -> None:
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("systemd is not installed.")
    copy = tmp_path / unit.replace("@", "@8001")
    copy.write_text((DEPLOY / unit).read_text().replace("/opt/distributed/bin/distributed", "/bin/true"))
    done = subprocess.run([program, "verify", copy], capture_output=True, text=True, check=False)
    assert "Unknown" not in done.stderr
