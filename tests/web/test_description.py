"""The description is made from the routes, is complete, and holds what it says when a machine tries it."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema_rs
import msgspec
import pytest

from distributed_chat.app import ROUTES, App
from distributed_chat.web import Asks, Mode, Route, Routes
from distributed_chat.web.openapi import describe
from distributed_chat.web.router import Router, RouteTwice
from tests.cast import client_of

ROOT = Path(__file__).parent.parent.parent
DOCUMENT = describe(ROUTES)


def references(value: Any) -> set[str]:
    if isinstance(value, dict):
        found = {value["$ref"]} if "$ref" in value else set()
        return found.union(*(references(inner) for inner in value.values()))
    return set().union(*(references(inner) for inner in value)) if isinstance(value, list) else set()


def test_every_route_is_described() -> None:
    described = {(method.upper(), path) for path, methods in DOCUMENT["paths"].items() for method in methods}
    assert described == {(route.method, route.path) for route in ROUTES}


def test_every_reference_leads_somewhere() -> None:
    known = {f"#/components/schemas/{name}" for name in DOCUMENT["components"]["schemas"]}
    for kind in ("headers", "examples", "responses"):
        known |= {f"#/components/{kind}/{name}" for name in DOCUMENT["components"][kind]}
    assert references(DOCUMENT) <= known


def test_every_route_has_its_own_name_and_a_summary() -> None:
    names = [route.name for route in ROUTES]
    assert len(set(names)) == len(names)
    assert all(route.summary for route in ROUTES)


def test_what_needs_a_session_says_so() -> None:
    for route in ROUTES:
        operation = DOCUMENT["paths"][route.path][route.method.lower()]
        if route.asks is Asks.SIGNED_IN:
            assert {"bearer": []} in operation["security"]
            assert "401" in operation["responses"]


def test_the_bodies_of_requests_refuse_unknown_fields() -> None:
    open_doors = [route.name for route in ROUTES if route.body is not None and not _is_closed(route.body)]
    assert open_doors == []


def _is_closed(body: type[msgspec.Struct]) -> bool:
    return body.__struct_config__.forbid_unknown_fields


async def test_the_description_and_its_page_are_served(app: App) -> None:
    async with client_of(app) as client:
        assert (await client.get("/api/openapi.json")).json() == DOCUMENT
        page = (await client.get("/api/docs")).text
        for name, kind in (("docs.js", "text/javascript"), ("docs.css", "text/css")):
            answer = await client.get(f"/api/{name}")
            assert (answer.status_code, answer.headers["content-type"]) == (200, f"{kind}; charset=utf-8")
    # One script of our own, nothing inline: the policy would refuse it.
    assert (page.count("<script"), page.count('<script src="/api/docs.js"')) == (1, 1)
    assert not re.search(r"<[^>]* (?:style|on\w+)=", page)
    assert all(route.path in page for route in ROUTES)


def test_two_functions_for_one_address_are_a_mistake() -> None:
    routes = Routes("x")

    @routes.task("GET", "/api/x")
    async def one() -> None: ...

    @routes.task("GET", "/api/x")
    async def two() -> None: ...

    with pytest.raises(RouteTwice):
        Router(routes.entries)


def test_a_word_goes_before_a_name() -> None:
    routes = Routes("x")

    @routes.task("GET", "/api/x/current")
    async def word() -> None: ...

    @routes.task("GET", "/api/x/{code}")
    async def name(code: str) -> None: ...

    @routes.task("GET", "/api/x/{code}/more")
    async def longer(code: str) -> None: ...

    router = Router(routes.entries)
    assert found(router, "/api/x/current") == ("word", {})
    assert found(router, "/api/x/other") == ("name", {"code": "other"})
    assert found(router, "/api/x/current/more") == ("longer", {"code": "current"})


def found(router: Router, path: str) -> tuple[str, dict[str, str]]:
    route, values = router.find("GET", path)
    return route.name, values


def test_a_parameter_that_nothing_gives_is_found_when_the_module_is_imported() -> None:
    routes = Routes("x")
    with pytest.raises(TypeError, match="colour"):

        @routes.task("GET", "/api/x")
        async def one(colour: str) -> None: ...


def test_every_command_has_a_transaction() -> None:
    for route in ROUTES:
        assert _has_tx(route) == (route.mode is not Mode.TASK), route.name


def _has_tx(route: Route) -> bool:
    return "tx" in route.wanted


def test_the_description_in_the_docs_is_the_newest() -> None:
    """`distributed openapi --output docs/openapi.json` writes it; the client's types are made from it."""
    assert json.loads((ROOT / "docs" / "openapi.json").read_text()) == DOCUMENT


def test_every_field_and_every_parameter_has_words() -> None:
    """Below the field in its struct, or for its name everywhere in `web.glossary`."""
    silent = [
        f"{name}.{field}"
        for name, schema in DOCUMENT["components"]["schemas"].items()
        for field, kind in schema.get("properties", {}).items()
        if not kind.get("description")
    ]
    for path, operations in DOCUMENT["paths"].items():
        for operation in operations.values():
            silent += [f"{path} {one['name']}" for one in operation["parameters"] if not one.get("description")]
    assert silent == []


def test_every_error_says_its_code_and_sentence() -> None:
    for operations in DOCUMENT["paths"].values():
        for operation in operations.values():
            for status, answer in operation["responses"].items():
                if int(status) < 400 or status == "416":
                    continue
                shared = DOCUMENT["components"]["responses"][answer["$ref"].rpartition("/")[2]]
                examples = shared["content"]["application/json"]["examples"]
                assert examples, (operation["operationId"], status)
                for code in examples:
                    said = DOCUMENT["components"]["examples"][code]["value"]
                    assert (said["code"], bool(said["message"])) == (code, True)


def test_a_route_for_keys_names_its_scope() -> None:
    for route in ROUTES:
        security = DOCUMENT["paths"][route.path][route.method.lower()]["security"]
        scopes = [way["key"] for way in security if "key" in way]
        assert scopes == ([[route.scope]] if route.scope is not None and route.asks is not Asks.ANYBODY else [])


def test_every_schema_is_a_json_schema() -> None:
    for name, schema in DOCUMENT["components"]["schemas"].items():
        assert jsonschema_rs.meta.is_valid({"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}), name
