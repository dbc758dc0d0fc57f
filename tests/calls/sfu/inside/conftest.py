"""The tests of this folder need Janus, and Janus a network of its own: `test_in_a_network.py` runs them there.

python -m tests.services.namespace pytest tests/calls/sfu/inside
"""

from collections.abc import AsyncIterator, Iterator

import pytest
from msgspec import convert

from distributed_chat.config import Settings
from tests.calls.sfu.hall import Hall, open_hall
from tests.services.janus import RunningJanus, why_not
from tests.services.namespace import is_inside

collect_ignore_glob = [] if is_inside() else ["test_*.py"]


@pytest.fixture(scope="session")
def janus() -> Iterator[RunningJanus]:
    reason = why_not()
    if reason is not None:
        pytest.skip(reason)
    with RunningJanus() as running:
        yield running


@pytest.fixture
async def hall(janus: RunningJanus) -> AsyncIterator[Hall]:
    async with open_hall(convert(janus.settings, Settings)) as opened:
        yield opened
