"""The tests with a real Janus, run in a network of their own (tests.services.namespace)."""

import sys
from pathlib import Path

import pytest

from tests.services import janus, namespace
from tests.services.chromium import chromium_path

INSIDE = Path(__file__).parent / "inside"


@pytest.mark.process
@pytest.mark.timeout(150)
@pytest.mark.parametrize("name", sorted(path.name for path in INSIDE.glob("test_*.py")))
def test_it_holds_with_a_real_janus(name: str) -> None:
    reason = namespace.why_not() or janus.is_missing() or (None if chromium_path() else "Chromium is not installed.")
    if reason is not None:
        pytest.skip(reason)
    done = namespace.run_inside(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(INSIDE / name)], seconds=140
    )
    assert done.returncode == 0, done.stdout
    assert "passed" in done.stdout
    assert "skipped" not in done.stdout
