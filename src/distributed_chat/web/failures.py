"""The errors that a route may answer with: status, code and sentence of each, for the description of the API."""

from typing import Any

from distributed_chat.kernel.errors import DomainError
from distributed_chat.web.routes import Asks, Route

_GLOBAL = [
    (400, "malformed", "The request could not be read."),
    (400, "repeated_parameter", "A parameter stands twice in the address."),
    (400, "key_in_address", "A key belongs into the header Authorization."),
    (401, "not_signed_in", "Sign in first."),
    (403, "cross_site", "That came from a page of another site."),
    (404, "not_found", "There is nothing here, or it is not yours."),
    (408, "body_is_late", "The body did not arrive in time."),
    (409, "conflict", "That collides with something that is already there."),
    (413, "too_large", "A body has at most 256 KiB; a file as much as the instance takes."),
    (415, "content_encoding_refused", "A body is sent as it is, not compressed."),
    (415, "not_json", "The body is application/json."),
    (422, "missing", "This is needed."),
    (422, "wrong_type", "That is of another type than it has to be."),
    (422, "unknown_field", "There is no such field."),
    (429, "too_many", "Too many tries. Wait a little."),
    (503, "unknown", "That could not be confirmed. Send it again."),
]
_OF_KEYS = [
    (403, "not_for_keys", "That is done by a person who is signed in, never with a key."),
    (403, "scope_missing", "This key may not do that: it lacks a scope."),
    (403, "origin_not_allowed", "Pages of that origin may not use this key."),
    (429, "key_limit", "This key is used too often. Wait a little."),
    (429, "key_quota", "This key has done all that it may today."),
]


def failures_of(route: Route, statuses: set[int]) -> dict[int, dict[str, str]]:
    """By status, sentences by code. Every status of the route has one."""
    known = _known()
    found: dict[int, dict[str, str]] = {status: {} for status in statuses}
    common = _GLOBAL if route.asks is Asks.ANYBODY else [*_GLOBAL, *_OF_KEYS]
    for status, code, sentence in common:
        if status in statuses and not _is_other_kind_of_route(route, code):
            found[status][code] = sentence
    for code in route.errors:
        status, sentence = known.get(code, (422, "That is not valid."))
        found.setdefault(status, {})[code] = sentence
    return found


def examples(failures: list[dict[str, str]]) -> dict[str, Any]:
    """Of all these: one whole answer by code."""
    return {
        code: {"value": {"code": code, "message": sentence, "field": None, "request_id": "req_1"}}
        for sentences in failures
        for code, sentence in sentences.items()
    }


def _is_other_kind_of_route(route: Route, code: str) -> bool:
    """A route without a scope lacks none, and one that has a scope is for keys."""
    if route.scope is None:
        return code in {"scope_missing", "key_limit", "key_quota", "origin_not_allowed"}
    return code == "not_for_keys" or (code == "cross_site" and route.method == "GET")


def _known() -> dict[str, tuple[int, str]]:
    """(status, sentence) of every error that is a class of its own, by code."""
    found: dict[str, tuple[int, str]] = {}
    waiting: list[type[DomainError]] = [DomainError]
    while waiting:
        kind = waiting.pop()
        found.setdefault(kind.code, (kind.kind.value, kind.message))
        waiting += kind.__subclasses__()
    return found
