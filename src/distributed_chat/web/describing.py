"""`/api/openapi.json`, and `/api/docs`: the same in words. A page that needs no script; with it one can try routes."""

import json
import re
from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Any

from distributed_chat.web.incoming import Incoming
from distributed_chat.web.openapi import describe
from distributed_chat.web.reply import PAGE_HEADERS, Reply, encode, json_reply
from distributed_chat.web.routes import Route
from distributed_chat.web.snippets import likely, snippets

_FILES = Path(__file__).parent / "docs"


class Description:
    """Made once, when it is first asked for."""

    def __init__(self, routes: Iterable[Route]) -> None:
        self._routes = list(routes)
        self._document: dict[str, Any] | None = None
        self._page = b""
        self._style, self._script = ((_FILES / name).read_bytes() for name in ("docs.css", "docs.js"))

    @property
    def document(self) -> dict[str, Any]:
        if self._document is None:
            self._document = describe(self._routes)
        return self._document

    async def json(self, _request: Incoming) -> Reply:
        return json_reply(200, encode(self.document))

    async def page(self, _request: Incoming) -> Reply:
        self._page = self._page or _Page(self.document).text().encode()
        return _text("text/html", self._page)

    async def style(self, _request: Incoming) -> Reply:
        return _text("text/css", self._style)

    async def script(self, _request: Incoming) -> Reply:
        return _text("text/javascript", self._script)


def _text(kind: str, text: bytes) -> Reply:
    return Reply(200, text, [*PAGE_HEADERS, (b"content-type", f"{kind}; charset=utf-8".encode())])


class _Page:
    """The HTML of one document."""

    def __init__(self, document: dict[str, Any]) -> None:
        self._document = document
        self._schemas: dict[str, Any] = document["components"]["schemas"]
        self._responses: dict[str, Any] = document["components"]["responses"]
        self._sentences = {code: one["value"]["message"] for code, one in document["components"]["examples"].items()}

    def text(self) -> str:
        groups: dict[str, list[tuple[str, str, dict[str, Any]]]] = {}
        for path, operations in self._document["paths"].items():
            for method, operation in operations.items():
                groups.setdefault(operation["tags"][0], []).append((method.upper(), path, operation))
        links = "".join(f"<b>{_title(name)}</b><ul>{''.join(map(_link, rows))}</ul>" for name, rows in groups.items())
        sections = "".join(
            f'<h2 id="{escape(name)}">{_title(name)}</h2>{"".join(self._operation(*row) for row in rows)}'
            for name, rows in groups.items()
        )
        objects = "".join(self._object(name, schema) for name, schema in self._schemas.items())
        return (
            '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
            '<title>API of Distributed</title><link rel="stylesheet" href="/api/docs.css">'
            '<script src="/api/docs.js" defer></script>'
            f'<body><nav aria-label="Routes">{links}<a href="#objects">Objects</a></nav><main>'
            f"<h1>API of Distributed</h1><p>{_with_code(self._document['info']['description'])} The same for programs: "
            f'<a href="/api/openapi.json">openapi.json</a>, and of the stream '
            f'<a href="/api/asyncapi.json">asyncapi.json</a>.</p><div id="key"></div>{sections}'
            f'<h2 id="objects">Objects</h2>{objects}</main>'
        )

    def _operation(self, method: str, path: str, operation: dict[str, Any]) -> str:
        scopes = [way["key"][0] for way in operation["security"] if "key" in way]
        needs = f"<p>A key needs <code>{escape(scopes[0])}</code>.</p>" if scopes else ""
        rows = [(one["name"], f"{one['in']}, {_kind(one['schema'])}", one) for one in operation["parameters"]]
        parameters = "".join(_row(name, kind, one.get("description", "")) for name, kind, one in rows)
        body = _reference(operation.get("requestBody", {}))
        sent = self._body(operation)
        asks = {
            "parameters": [self._asked(one) for one in operation["parameters"]],
            "body": None if sent is None else json.dumps(sent, indent=2, ensure_ascii=False),
        }
        words = escape(f"{method} {path} {operation['summary']} {operation['tags'][0]}")
        heading = f'<b class="method">{method}</b> <code>{escape(path)}</code> {escape(operation["summary"])}'
        return (
            f'<details id="{escape(operation["operationId"])}" data-words="{words}" data-method="{method}" '
            f'data-path="{escape(path)}" data-asks="{escape(json.dumps(asks, ensure_ascii=False))}">'
            f"<summary>{heading}</summary><p>{_with_code(operation.get('description', ''))}</p>{needs}"
            f"<table>{parameters}</table>"
            f"{f'<p>Body: {body}</p>' if body else ''}{self._answers(operation)}{_examples(method, path, sent)}"
            '<div class="try"></div></details>'
        )

    def _answers(self, operation: dict[str, Any]) -> str:
        good, bad = "", ""
        for status, answer in operation["responses"].items():
            if "$ref" not in answer:
                good += f"<tr><td>{status}<td>{_with_code(answer['description'])} {_reference(answer)}"
                continue
            shared = self._responses[answer["$ref"].rpartition("/")[2]]
            for code in shared["content"]["application/json"]["examples"]:
                bad += f"<tr><td>{status}<td><code>{escape(code)}</code><td>{_with_code(self._sentences[code])}"
        return f"<table>{good}</table><details><summary>Errors</summary><table>{bad}</table></details>"

    def _body(self, operation: dict[str, Any]) -> Any:
        schema = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
        return None if schema is None else likely("", schema, self._schemas)

    def _asked(self, one: dict[str, Any]) -> dict[str, str]:
        value = (
            "" if one["in"] == "query" and not one["required"] else likely(one["name"], one["schema"], self._schemas)
        )
        return {"name": one["name"], "where": one["in"], "value": str(value)}

    def _object(self, name: str, schema: dict[str, Any]) -> str:
        needed = schema.get("required", ())
        rows = "".join(
            _row(field, f"{_kind(kind)}{'' if field in needed else ', optional'}", kind.get("description", ""))
            for field, kind in schema.get("properties", {}).items()
        )
        about = _with_code(schema.get("description", ""))
        heading = f'<details id="{escape(name)}"><summary>{escape(name)}</summary>'
        return f"{heading}<p>{about}</p><table>{rows}</table></details>"


def _with_code(words: str) -> str:
    """What stands between backticks is code."""
    return re.sub("`([^`]+)`", r"<code>\1</code>", escape(words))


def _title(name: str) -> str:
    return escape(name.replace("_", " ").capitalize())


def _link(row: tuple[str, str, dict[str, Any]]) -> str:
    method, path, operation = row
    words = escape(f"{method} {path} {operation['summary']} {operation['tags'][0]}")
    name = escape(operation["operationId"])
    return f'<li data-words="{words}"><a href="#{name}">{method} {escape(path.removeprefix("/api"))}</a>'


def _examples(method: str, path: str, body: Any) -> str:
    shown = snippets(method, path, body).items()
    return "".join(f"<details><summary>{name}</summary><pre>{escape(text)}</pre></details>" for name, text in shown)


def _row(name: str, kind: str, words: str) -> str:
    return f'<tr><td><code>{escape(name)}</code><td><code>{escape(kind)}</code><td class="about">{_with_code(words)}'


def _reference(holder: dict[str, Any]) -> str:
    schema = holder.get("content", {}).get("application/json", {}).get("schema", {})
    found = [one["$ref"].rpartition("/")[2] for one in schema.get("anyOf", [schema]) if "$ref" in one]
    return " or ".join(f'<a href="#{escape(name)}">{escape(name)}</a>' for name in found)


def _kind(kind: dict[str, Any]) -> str:
    if "$ref" in kind:
        return str(kind["$ref"]).rpartition("/")[2]
    if "anyOf" in kind:
        return " | ".join(_kind(choice) for choice in kind["anyOf"])
    if "enum" in kind:
        return " | ".join(map(str, kind["enum"]))
    if "prefixItems" in kind:
        return f"[{', '.join(map(_kind, kind['prefixItems']))}]"
    if kind.get("type") == "array":
        return f"[{_kind(kind.get('items', {}))}]{_limits(kind, 'Items')}"
    return f"{kind.get('type', 'anything')}{_limits(kind, 'Length')}{_bounds(kind)}"


def _limits(kind: dict[str, Any], what: str) -> str:
    least, most = kind.get(f"min{what}"), kind.get(f"max{what}")
    return "" if least is None and most is None else f" ({least or 0} to {'any' if most is None else most})"


def _bounds(kind: dict[str, Any]) -> str:
    least, most = kind.get("minimum"), kind.get("maximum")
    return "" if least is None or most is None else f" ({least} to {most})"
