"""The description of the API (OpenAPI 3.1), made from the routes' signatures; nothing in it is written by hand."""

import re
from collections.abc import Iterable
from typing import Any, get_args

import msgspec

from distributed_chat import __version__
from distributed_chat.web.answers import Answer, Repeat, Streamed, Told
from distributed_chat.web.failures import examples, failures_of
from distributed_chat.web.glossary import GLOSSARY
from distributed_chat.web.refusals import ErrorBody
from distributed_chat.web.routes import Asks, Route
from distributed_chat.web.wording import words_of

_REF = "#/components/schemas/{name}"
_ID = {"type": "string", "format": "uuid", "pattern": "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"}

_BYTES = {"type": "string", "format": "binary"}
_TEXT = {"type": "string"}

_IN_PATHS = {
    "date": "A day, as `2026-10-01`.",
    "emoji": "One emoji in percent encoding, or the id of one of the group's.",
    "variant": "Which form of it.",
    "secret": "What makes the address a secret.",
    "code": "The code of the invitation.",
    "stream": "`group:<id>`, `room:<id>`, `chat:<id>` or `user:<id>`.",
}
_MEANINGS = {
    400: "The request could not be read.",
    401: "Nobody is signed in, or no longer.",
    403: "A member without the right, or a page of another site.",
    404: "Not there, or not yours.",
    409: "It collides with something that is already there.",
    408: "The body did not arrive in time.",
    413: "The body is larger than 256 KiB, or a file larger than the instance takes.",
    415: "The body is of another media type.",
    422: "A rule is broken; `field` names the input.",
    429: "Too many; `Retry-After` says when again.",
    503: "Not certain or not possible now; sending it again is safe.",
}

_ABOUT_KEYS = "An API key (`dk_…`). What it may do are its scopes: the one beside each route is needed."
_HEADERS = {
    "X-Request-Id": {"description": "By which the server's log tells what happened.", "schema": {"type": "string"}},
    "Retry-After": {"description": "Seconds until it is worth trying again.", "schema": {"type": "integer"}},
}


def describe(routes: Iterable[Route]) -> dict[str, Any]:
    """The whole document. The order is that of the routes, so that two versions can be compared line by line."""
    routes = list(routes)
    schemas = _schemas(routes)
    failures = [found for route in routes for found in failures_of(route, _statuses(route)).values()]
    paths: dict[str, dict[str, Any]] = {}
    for route in routes:
        paths.setdefault(route.path, {})[route.method.lower()] = _operation(route, schemas)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Distributed",
            "version": __version__,
            "description": "Everything our own client does, and anyone may. Live events come over `WS /api/stream`.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": paths,
        "components": {
            "schemas": dict(sorted(schemas.components.items())),
            "securitySchemes": {
                "bearer": {"type": "http", "scheme": "bearer", "description": "A session's token (`ds_…`)."},
                "cookie": {"type": "apiKey", "in": "cookie", "name": "session", "description": "Of our own pages."},
                "key": {"type": "http", "scheme": "bearer", "description": _ABOUT_KEYS},
            },
            "headers": _HEADERS,
            "responses": dict(sorted(schemas.failures.items())),
            "examples": dict(sorted(examples(failures).items())),
        },
    }


class _Described:
    def __init__(self, references: dict[Any, dict[str, Any]], components: dict[str, Any]) -> None:
        self.references = references
        self.components = components
        self.failures: dict[str, dict[str, Any]] = {}

    def failure(self, status: int, sentences: dict[str, str], *, told: bool) -> dict[str, str]:
        """A reference to that answer; routes that refuse alike share it. `told`: or a plain word, as others do."""
        answer: dict[str, Any] = {
            "description": f"{_MEANINGS[status]} Codes: {', '.join(f'`{code}`' for code in sentences)}.",
            "headers": _headers("X-Request-Id", *(["Retry-After"] if status in {429, 503} else [])),
            "content": {
                "application/json": {
                    "schema": self.references[ErrorBody],
                    "examples": {code: {"$ref": f"#/components/examples/{code}"} for code in sentences},
                }
            },
        }
        if told:
            answer["content"]["text/plain"] = {"schema": _TEXT}
        alike = [name for name in self.failures if name.startswith(f"{status}.")]
        name = next((name for name in alike if self.failures[name] == answer), f"{status}.{len(alike) + 1}")
        self.failures[name] = answer
        return {"$ref": f"#/components/responses/{name}"}


def _schemas(routes: list[Route]) -> _Described:
    structs: list[Any] = [ErrorBody]
    for route in routes:
        structs += [struct for struct in (route.body, *route.answers) if struct is not None]
    structs = list(dict.fromkeys(structs))
    choices = {struct: _choices(struct) for struct in structs}
    members = [member for fields in choices.values() for kinds in fields.values() for member in kinds]
    shown = [_without(struct, choices[struct]) for struct in structs] + list(dict.fromkeys(members))
    found, components = msgspec.json.schema_components(shown, ref_template=_REF)
    for struct, fields in choices.items():
        for field, kinds in fields.items():
            components[struct.__name__]["properties"][field] = {"anyOf": [_reference(kind) for kind in kinds]}
    _add_words(components, _reached([*shown, *structs]))
    for struct in _reached([ErrorBody, *(answer for route in routes for answer in route.answers)]):
        if not struct.__struct_config__.omit_defaults:  # what is always written is always there
            components[struct.__name__]["required"] = list(components[struct.__name__]["properties"])
    return _Described(dict(zip(structs, found[: len(structs)], strict=True)), components)


def _reached(waiting: list[Any]) -> set[type[msgspec.Struct]]:
    """Every struct in these, at any depth."""
    found: set[type[msgspec.Struct]] = set()
    while waiting:
        kind = waiting.pop()
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct) and kind not in found:
            found.add(kind)
            waiting += [field.type for field in msgspec.structs.fields(kind)]
        else:
            waiting += get_args(kind)
    return found


def _add_words(components: dict[str, Any], structs: Iterable[type[msgspec.Struct]]) -> None:
    """Says of each field what it means, beside what it is."""
    for struct in structs:
        fields = components.get(struct.__name__, {}).get("properties", {})
        for name, words in words_of(struct).items():
            if name in fields and "description" not in fields[name]:
                fields[name] = {**fields[name], "description": words}


def _choices(struct: type[msgspec.Struct]) -> dict[str, list[Any]]:
    """Fields that hold one of several structs without a tag: msgspec writes such JSON but would not describe it."""
    found: dict[str, list[Any]] = {}
    for field in msgspec.structs.fields(struct):
        kinds = [kind for kind in get_args(field.type) if isinstance(kind, type) and issubclass(kind, msgspec.Struct)]
        if len(kinds) > 1:
            found[field.encode_name] = kinds
    return found


def _without(struct: type[msgspec.Struct], fields: dict[str, list[Any]]) -> type[msgspec.Struct]:
    """The struct with these fields open, to be described; itself when there are none."""
    if not fields:
        return struct
    kept = [(f.name, Any if f.encode_name in fields else f.type) for f in msgspec.structs.fields(struct)]
    return msgspec.defstruct(struct.__name__, kept, kw_only=True, namespace={"__doc__": struct.__doc__})


def _reference(struct: type[msgspec.Struct]) -> dict[str, str]:
    return {"$ref": _REF.format(name=struct.__name__)}


def _operation(route: Route, schemas: _Described) -> dict[str, Any]:
    summary, _, description = route.summary.partition("\n")
    operation: dict[str, Any] = {
        "operationId": route.name,
        "tags": [route.group],
        "summary": summary,
        "parameters": _parameters(route),
        "responses": _responses(route, schemas),
        "security": _security(route),
    }
    if description.strip():
        operation["description"] = description.strip()
    if route.body is not None:
        content = {"application/json": {"schema": schemas.references[route.body]}}
        operation["requestBody"] = {"required": _needs_body(route.body), "content": content}
    if route.takes is not None:
        operation["requestBody"] = {"required": True, "content": {route.takes: {"schema": _taken(route.takes)}}}
    return operation


def _taken(media_type: str) -> dict[str, Any]:
    if media_type != "multipart/form-data":
        return _BYTES
    return {"type": "object", "properties": {"file": _BYTES}, "required": ["file"], "additionalProperties": _TEXT}


def _needs_body(body: type[msgspec.Struct]) -> bool:
    return any(field.required for field in msgspec.structs.fields(body))


def _security(route: Route) -> list[dict[str, list[str]]]:
    known: list[dict[str, list[str]]] = [{"bearer": []}, {"cookie": []}]
    if route.scope is not None:
        known.append({"key": [route.scope]})
    return {Asks.ANYBODY: [], Asks.SIGNED_IN: known, Asks.ANYBODY_KNOWN_OR_NOT: [{}, *known]}[route.asks]


def _parameters(route: Route) -> list[dict[str, Any]]:
    found = [
        {
            "name": name,
            "in": "path",
            "required": True,
            "description": _IN_PATHS.get(name, GLOSSARY.get(name, "The id of what it is about.")),
            "schema": _ID if name in route.ids else {"type": "string"},
        }
        for name in re.findall(r"{(\w+)}", route.path)
    ]
    if route.query is not None:
        schema, definitions = msgspec.json.schema_components([route.query])
        described = definitions[schema[0]["$ref"].rpartition("/")[2]]
        required = described.get("required", [])
        words = words_of(route.query)
        for name, kind in described["properties"].items():
            parameter = {"name": name, "in": "query", "required": name in required, "schema": _not_null(kind)}
            found.append(parameter | ({"description": words[name]} if name in words else {}))
    return found


def _not_null(kind: dict[str, Any]) -> dict[str, Any]:
    """An address can leave a parameter out but not say null."""
    choices = [choice for choice in kind.get("anyOf", []) if choice != {"type": "null"}]
    return choices[0] if len(choices) == 1 else {name: value for name, value in kind.items() if name != "default"}


def _responses(route: Route, schemas: _Described) -> dict[str, Any]:
    responses: dict[str, Any] = {}
    if route.answers_file:
        file = {"content": {"*/*": {"schema": _BYTES}}}
        responses["200"] = {"description": "The bytes.", **file}
        responses["206"] = {"description": "The part of them that `Range` asked for.", **file}
        responses["304"] = {"description": "Those that `If-None-Match` named."}
        responses["416"] = {"description": "There is no such part."}
    elif route.answers:
        content = _content(route.answers, schemas)
        if Streamed.__name__ in _returned(route):
            content["text/event-stream"] = {"schema": _TEXT}
        good = {"description": "Done.", "content": content}
        responses[str(route.status)] = good
        if _repeats(route):
            responses["200"] = {**good, "description": "It was done before: the object as it is now."}
    elif Told.__name__ in _returned(route):
        responses["200"] = {"description": "Done: a plain word.", "content": {"text/plain": {"schema": _TEXT}}}
    else:
        responses["204"] = {"description": "Done."}
    for answer in responses.values():
        answer["headers"] = _headers("X-Request-Id")
    for status, sentences in failures_of(route, _statuses(route)).items():
        responses[str(status)] = schemas.failure(status, sentences, told=Told.__name__ in _returned(route))
    return dict(sorted(responses.items()))


def _headers(*names: str) -> dict[str, Any]:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def _content(answers: Iterable[Any], schemas: _Described) -> dict[str, Any]:
    found = [schemas.references[answer] for answer in answers]
    return {"application/json": {"schema": found[0] if len(found) == 1 else {"anyOf": found}}}


def _repeats(route: Route) -> bool:
    """Whether the same request sent again answers 200: every creation, and whatever says so by its annotation."""
    return route.status == 201 and (
        Repeat.__name__ in _returned(route) or "id" in getattr(route.body, "__struct_fields__", ())
    )


def _returned(route: Route) -> str:
    return str(route.function.__annotations__.get("return", ""))


def _statuses(route: Route) -> set[int]:
    changes = route.method not in {"GET", "HEAD"}
    statuses = {400, 422, 429, 503}
    if route.asks is Asks.SIGNED_IN or Answer.__name__ in _returned(route):
        statuses.add(401)
    if changes:
        # 404 without an id in the path too: a body may name somebody who is not there.
        statuses |= {403, 404, 409, 413, 415}
    if route.takes is not None:
        statuses.add(408)
    if "{" in route.path or "not_found" in route.errors:
        statuses |= {403, 404}
    return statuses
