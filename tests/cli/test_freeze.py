"""What the collector of garbage need not look at."""

import gc
from collections.abc import Iterator

import pytest

from distributed_chat.cli.serve import freeze


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    thresholds = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*thresholds)


def test_what_the_start_has_made_is_not_looked_at_again() -> None:
    before = len(gc.get_objects())
    freeze()
    assert len(gc.get_objects()) < before / 10
    assert gc.isenabled()
