"""What settings may be, what is said of those that can't, and how `config show` shows them."""

from pathlib import Path

import pytest

from distributed_chat.cli import main
from distributed_chat.cli.config import shown
from distributed_chat.config import Settings, load
from distributed_chat.config.settings import SettingIsWrong
from distributed_chat.config.wrong import is_secret, sentence


@pytest.fixture(autouse=True)
def nothing_is_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in Settings.__struct_fields__:
        monkeypatch.delenv(f"DISTRIBUTED_{name.upper()}", raising=False)
    monkeypatch.chdir(tmp_path)


def show(capsys: pytest.CaptureFixture[str], *options: object, code: int = 0) -> tuple[str, str]:
    """What it prints, and what it warns of."""
    assert main(["config", "show", *map(str, options)]) == code
    said = capsys.readouterr()
    return said.out, said.err


def rows(block: str) -> dict[str, str]:
    return {name.removeprefix("DISTRIBUTED_"): rest.strip() for name, _, rest in map(parted, block.splitlines())}


def parted(line: str) -> tuple[str, str, str]:
    return line.partition(" ")


@pytest.mark.parametrize(
    "address",
    [
        "https://chat.example.org",
        "https://chat.example.org/",
        "http://192.0.2.1:8000",
        "http://[2001:db8::1]:8000",
        "http://localhost",
        "https://chät.example",
    ],
)
def test_an_address_is_taken(address: str) -> None:
    assert load({"DISTRIBUTED_PUBLIC_URL": address}).origin == address.rstrip("/")


@pytest.mark.parametrize(
    "address",
    [
        "chat.example.org",
        "chat.example.org:8000",
        "localhost:8000",
        "//chat.example.org",
        "ftp://chat.example.org",
        "https://",
        "https:///",
        "https://:8000",
        "https://chat.example.org/chat",
        "https://chat.example.org//",
        "https://chat.example.org?a=b",
        "https://chat.example.org#a",
        "https://chat example.org",
        " https://chat.example.org",
        "https://chat.example.org\n",
        "https://ann:tomatoes@chat.example.org",
        "https://chat.example.org:99999",
        "https://chat.example.org:x",
        "https://[2001:db8::1",
        "https://[:::::]",
    ],
)
def test_what_is_no_address_is_refused_in_words(address: str) -> None:
    with pytest.raises(SettingIsWrong, match=r"DISTRIBUTED_PUBLIC_URL is an address like https://chat") as refused:
        load({}, public_url=address)
    assert "tomatoes" not in str(refused.value)


def test_the_origin_is_as_browsers_write_it() -> None:
    settings = load({"DISTRIBUTED_PUBLIC_URL": "HTTPS://Chat.Example.org"})
    assert (settings.origin, settings.secure) == ("https://chat.example.org", True)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("SIGN_UP", "opne", "is open, invite or closed, and not 'opne'."),
        ("PORT", "abc", "is a whole number, and not 'abc'."),
        ("STUN_PORT", "80.5", "is a whole number, and not '80.5'."),
        ("DRAIN_SECONDS", "soon", "is a number, and not 'soon'."),
        ("FILES_EACH", "0", "is at least 1 byte."),
        ("GIF_PROVIDER", "tenro", "is giphy or tenor, and not 'tenro'."),
        ("PREVIEWS", "no", "is on or off, and not 'no'."),
        ("UNLIMITED", "ja", "is true or false, and not 'ja'."),
        ("PORT", "70000", "is from 0 to 65535."),
        ("STUN_PORT", "-1", "is from 0 to 65535."),
    ],
)
def test_a_wrong_value_is_named_with_what_is_allowed(
    name: str, value: str, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(f"DISTRIBUTED_{name}", value)
    assert show(capsys, code=1) == ("", f"distributed: DISTRIBUTED_{name} {said}\n")


def test_every_wrong_value_is_told_at_once() -> None:
    with pytest.raises(SettingIsWrong) as refused:
        load({"DISTRIBUTED_PORT": "abc", "DISTRIBUTED_WORKER": "yes"})
    assert str(refused.value) == (
        "DISTRIBUTED_PORT is a whole number, and not 'abc'. DISTRIBUTED_WORKER is on or off, and not 'yes'."
    )


@pytest.mark.parametrize("kind", [str, Path, Path | None])
def test_every_type_has_a_word(kind: object) -> None:
    assert sentence("data", kind, "x").startswith("DISTRIBUTED_DATA is ")


def test_a_secret_is_never_in_the_sentence() -> None:
    assert sentence("turn_secret", int | None, "tomatoes") == "DISTRIBUTED_TURN_SECRET is a whole number."


def test_all_secrets_are_known_as_such() -> None:
    assert {name for name in Settings.__struct_fields__ if is_secret(name)} == {
        "turn_secret", "turn_admin_password", "sfu_key", "sfu_secret", "gif_key", "metrics_token",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("address", "hidden"),
    [
        ("smtp://me:tomatoes@mail.example:587", "smtp://me:(hidden)@mail.example:587"),
        ("postgresql://app:toma/toes@db/name", "postgresql://app:(hidden)@db/name"),
        ("postgresql://app:toma@toes@db/name", "postgresql://app:(hidden)@db/name"),
        ("postgresql://db/name?user=a&password=tomatoes&x=y", "postgresql://db/name?user=a&password=(hidden)&x=y"),
        ("nats://tomatoes@a:4222", "nats://(hidden)@a:4222"),
        ("nats://a:tomatoes@b:1,nats://c:tomatoes@d:2", "nats://a:(hidden)@b:1,nats://c:(hidden)@d:2"),
        ("nats://a:tomatoes@b:1,c:tomatoes@d:2,tomatoes@e", "nats://a:(hidden)@b:1,c:(hidden)@d:2,(hidden)@e"),
        ("postgresql://app@/app", "postgresql://app@/app"),
        ("http://127.0.0.1:4318/v1/traces", "http://127.0.0.1:4318/v1/traces"),
    ],
)
def test_what_is_secret_in_an_address_is_hidden(address: str, hidden: str) -> None:
    assert shown("database_url", address) == hidden


def test_what_is_set_comes_first_and_without_its_secrets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DISTRIBUTED_SMTP_URL", "smtp://me:hunter2@mail.example:587")
    monkeypatch.setenv("DISTRIBUTED_METRICS_TOKEN", "hunter3")
    monkeypatch.setenv("DISTRIBUTED_GROUP_SIZE", "24")
    out, _ = show(capsys, "--data", tmp_path)
    assert "hunter" not in out
    first, second = map(rows, out.split("\n\n"))
    assert first == {
        "DATA": f"{tmp_path}  (option)",
        "SMTP_URL": "smtp://me:(hidden)@mail.example:587  (environment)",
        "GROUP_SIZE": "24  (environment)",
        "METRICS_TOKEN": "(hidden)  (environment)",
    }
    assert second["PORT"] == "8000  (default)"
    assert second.keys() & first.keys() == set()


def test_a_default_that_follows_from_others_is_what_it_comes_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DISTRIBUTED_PORT", "8123")
    defaults = rows(show(capsys)[0].split("\n\n")[1])
    assert defaults["PUBLIC_URL"] == "http://127.0.0.1:8123  (default)"
    assert defaults["SIGN_UP"] == "open until the first account, then invite  (default)"
    assert defaults["DATA"] == f"{tmp_path}/data  (default)"
    assert defaults["FILES_URL"] == f"{tmp_path}/data/files  (default)"
    assert defaults["DATABASE_URL"] == f"{tmp_path}/data/distributed.sqlite  (default)"
    assert defaults["STUN_PORT"] == "8123  (default)"


def test_where_nothing_is_set_there_are_only_defaults_and_none_that_is_for_tests(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out, _ = show(capsys)
    assert "\n\n" not in out
    assert rows(out).keys().isdisjoint({"GIF_URL", "UNLIMITED", "NOT_DURABLE"})
    monkeypatch.setenv("DISTRIBUTED_UNLIMITED", "true")
    assert rows(show(capsys)[0].split("\n\n")[0]) == {"UNLIMITED": "True  (environment)"}


def test_the_file_of_the_service_counts_and_names_that_nobody_knows_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DISTRIBUTED_PORT", "8001")
    monkeypatch.setenv("DISTRIBUTED_HOST", "127.0.0.2")
    file = tmp_path / "distributed.env"
    file.write_text("DISTRIBUTED_PORT=8002\nDISTRIBUTED_DATA=/nowhere\nDISTRIBUTED_SIGN_UPS=open\n")
    out, warned = show(capsys, "--env", file, "--data", tmp_path)
    assert rows(out.split("\n\n")[0]) == {
        "HOST": "127.0.0.2  (environment)",
        "PORT": "8002  (file)",
        "DATA": f"{tmp_path}  (option)",
    }
    assert warned == "distributed: DISTRIBUTED_SIGN_UPS is no setting: DISTRIBUTED_SIGN_UP?\n"


def test_what_only_the_start_would_refuse_is_shown_all_the_same(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DISTRIBUTED_DATABASE_URL", "mysql://here/there")
    monkeypatch.setenv("DISTRIBUTED_FILES_URL", "s3://[")
    assert rows(show(capsys)[0].split("\n\n")[0]).keys() == {"DATABASE_URL", "FILES_URL"}
