"""Logs tell what went wrong and where, and nothing of what somebody wrote."""

import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from distributed_chat.cli import logs


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    kept, handlers, level = structlog.get_config(), logging.root.handlers[:], logging.root.level
    yield
    structlog.configure(**kept)
    logging.root.handlers[:], logging.root.level = handlers, level


def fail_with_a_secret() -> None:
    password = "tomatoes"
    raise RuntimeError(f"{len(password)} characters")


def test_a_traceback_holds_no_values(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up_logs()
    try:
        fail_with_a_secret()
    except RuntimeError:
        structlog.get_logger("test").exception("request_failed", request_id="1")
    said = capsys.readouterr().err
    line = json.loads(said)
    assert (line["event"], line["level"], line["request_id"]) == ("request_failed", "error", "1")
    assert "fail_with_a_secret" in said
    assert "tomatoes" not in said


def test_what_a_library_warns_of_is_in_the_same_log(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up_logs()
    logging.getLogger("somebody").warning("watch %s", "out")
    assert json.loads(capsys.readouterr().err)["said"] == "watch out"
