"""A machine tries every route with what the description allows and with what it forbids, against the real server."""

import json
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import ignored_auth, positive_data_acceptance

from distributed_chat.app import ROUTES
from distributed_chat.web import Route
from tests.cast import PASSWORD
from tests.services.server import RunningServer
from tests.web.requests import name_of

pytestmark = pytest.mark.process


@schemathesis.serializer("application/offset+octet-stream")
def piece_of_an_upload(_context: Any, value: Any) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode(errors="replace")


ENDS_THE_SESSION = {"/api/sessions/current"}
NOT_ASKED = [positive_data_acceptance, ignored_auth]
"""That what the description allows is accepted: names, passwords and memberships have rules that no schema says.
That nobody gets in: it leaves our token in its requests; test_bad_input.py asks that of every route.
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    with RunningServer(tmp_path_factory.mktemp("server"), unlimited="true", sign_up="open") as running:
        yield running


@pytest.fixture(scope="module")
def token(server: RunningServer) -> str:
    person = {"first_name": "Ann", "last_name": "Test", "email": "ann@example.test", "password": PASSWORD}
    headers = {"content-type": "application/json"}
    request = urllib.request.Request(f"{server.url}/api/users", json.dumps(person).encode(), headers)
    with urllib.request.urlopen(request, timeout=10) as answer:
        return str(json.load(answer)["token"])


@pytest.fixture(scope="module")
def description(server: RunningServer) -> Any:
    return schemathesis.openapi.from_url(f"{server.url}/api/openapi.json")


@pytest.mark.parametrize("route", [route for route in ROUTES if route.path not in ENDS_THE_SESSION], ids=name_of)
def test_the_server_does_what_its_description_says(description: Any, token: str, route: Route) -> None:
    @given(case=description[route.path][route.method].as_strategy())
    @settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
    def try_it(case: Any) -> None:
        case.call_and_validate(headers={"authorization": f"Bearer {token}"}, excluded_checks=NOT_ASKED)

    try_it()
