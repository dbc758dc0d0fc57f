"""Copies need PostgreSQL: these tests run in its step."""

import os

import pytest

from tests.services.postgres import ADDRESS


@pytest.fixture(autouse=True)
def _postgres() -> None:
    if ADDRESS not in os.environ:
        pytest.skip("Copies need PostgreSQL.")
