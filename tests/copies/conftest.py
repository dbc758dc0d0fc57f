"""Copies need PostgreSQL: these tests run in its step."""

import os
import sys
from collections.abc import Callable

import pytest

from tests.services.postgres import ADDRESS


@pytest.fixture(autouse=True)
def _postgres(request: pytest.FixtureRequest) -> None:
    if ADDRESS not in os.environ and "postgres" not in request.fixturenames:
        pytest.skip("Copies need PostgreSQL.")


@pytest.fixture
def figures(capsys: pytest.CaptureFixture[str]) -> Callable[[str], None]:
    """Says what was measured, whether the test passes or not."""

    def tell(line: str) -> None:
        with capsys.disabled():
            sys.stdout.write(f"\n  {line}\n")

    return tell
