"""`/api/openapi.json`, and `/api/docs`: the same in words, a page of plain HTML that needs no script."""

from collections.abc import Iterable
from html import escape
from typing import Any

from distributed_chat.web.incoming import Incoming
from distributed_chat.web.openapi import describe
from distributed_chat.web.reply import PAGE_HEADERS, Reply, encode, json_reply
from distributed_chat.web.routes import Route

STYLE = """
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
details { border-bottom: 1px solid color-mix(in srgb, currentColor 20%, transparent); padding: .5rem 0; }
summary { cursor: pointer; }
code { font: .9em ui-monospace, monospace; overflow-wrap: anywhere; }
b { display: inline-block; min-width: 4.5rem; }
td, th { text-align: left; vertical-align: top; padding: .15rem 1rem .15rem 0; }
pre { overflow-x: auto; }
"""


class Description:
    """Made once, when it is first asked for."""

    def __init__(self, routes: Iterable[Route]) -> None:
        self._routes = list(routes)
        self._document: dict[str, Any] | None = None

    @property
    def document(self) -> dict[str, Any]:
        if self._document is None:
            self._document = describe(self._routes)
        return self._document

    async def json(self, _request: Incoming) -> Reply:
        return json_reply(200, encode(self.document))

    async def page(self, _request: Incoming) -> Reply:
        return _text("text/html", _page(self.document))

    async def style(self, _request: Incoming) -> Reply:
        return _text("text/css", STYLE)


def _text(kind: str, text: str) -> Reply:
    return Reply(200, text.encode(), [*PAGE_HEADERS, (b"content-type", f"{kind}; charset=utf-8".encode())])


def _page(document: dict[str, Any]) -> str:
    groups: dict[str, list[str]] = {}
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            groups.setdefault(operation["tags"][0], []).append(_operation(method, path, operation))
    sections = "".join(f"<h2>{escape(name.capitalize())}</h2>{''.join(rows)}" for name, rows in groups.items())
    schemas = "".join(_schema(name, schema) for name, schema in document["components"]["schemas"].items())
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        '<title>API of Distributed</title><link rel="stylesheet" href="/api/docs.css"><body><h1>API of Distributed</h1>'
        f"<p>{escape(document['info']['description'])} The same for programs: "
        f'<a href="/api/openapi.json">openapi.json</a>.</p>{sections}<h2>Objects</h2>{schemas}'
    )


def _operation(method: str, path: str, operation: dict[str, Any]) -> str:
    parameters = "".join(
        f"<tr><td><code>{escape(one['name'])}</code><td>in the {one['in']}{', needed' if one['required'] else ''}"
        for one in operation["parameters"]
    )
    answers = "".join(
        f"<tr><td>{status}<td>{escape(answer['description'])} {_reference(answer)}"
        for status, answer in operation["responses"].items()
    )
    body = f"<p>Body: {_reference(operation['requestBody'])}</p>" if "requestBody" in operation else ""
    heading = f"<b>{method.upper()}</b> <code>{escape(path)}</code> {escape(operation['summary'])}"
    text = f"<p>{escape(operation.get('description', ''))}</p>{body}"
    return f"<details><summary>{heading}</summary>{text}<table>{parameters}{answers}</table></details>"


def _reference(holder: dict[str, Any]) -> str:
    schema = holder.get("content", {}).get("application/json", {}).get("schema", {})
    found = [one["$ref"].rpartition("/")[2] for one in schema.get("anyOf", [schema]) if "$ref" in one]
    return " or ".join(f'<a href="#{escape(name)}">{escape(name)}</a>' for name in found)


def _schema(name: str, schema: dict[str, Any]) -> str:
    fields = "".join(
        f"<tr><td><code>{escape(field)}</code><td><code>{escape(_kind(kind))}</code>"
        for field, kind in schema.get("properties", {}).items()
    )
    text = escape(schema.get("description", ""))
    heading = f'<details id="{escape(name)}" open><summary>{escape(name)}</summary>'
    return f"{heading}<p>{text}</p><table>{fields}</table></details>"


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
        return f"[{_kind(kind.get('items', {}))}]"
    return str(kind.get("type", "anything"))
