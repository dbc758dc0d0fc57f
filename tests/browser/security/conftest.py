"""The same server, client and people as in the journeys."""

from tests.browser.journeys.conftest import _built_client, people, server

__all__ = ["_built_client", "people", "server"]
