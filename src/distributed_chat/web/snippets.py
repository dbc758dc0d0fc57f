"""Examples of a request in three languages, with values that its schema makes likely."""

import json
from typing import Any

_LIKELY = {
    "text": "Hello from a script",
    "topic": "Kitchen",
    "email": "ann@example.test",
    "url": "https://site.example/hook",
    "emoji": "👍",
    "date": "2026-10-01",
    "stream": "group:0198c0de-0000-7000-8000-000000000000",
    "scopes": ["messages:read", "messages:write"],
}
_AN_ID = "0198c0de-0000-7000-8000-000000000000"
DEEPEST = 4


def likely(name: str, schema: dict[str, Any], components: dict[str, Any], depth: int = 0) -> Any:
    """A value of that schema; of an object only what it can't do without, or the first of its fields."""
    if name in _LIKELY and "$ref" not in schema:
        return _LIKELY[name]
    if "$ref" in schema:
        return likely(name, components[schema["$ref"].rpartition("/")[2]], components, depth + 1)
    if "anyOf" in schema:
        return likely(name, schema["anyOf"][0], components, depth)
    if "enum" in schema:
        return schema["enum"][0]
    match schema.get("type"):
        case "object":
            fields = schema.get("properties", {})
            wanted = schema.get("required") or list(fields)[:2]
            return {one: likely(one, fields[one], components, depth + 1) for one in wanted} if depth < DEEPEST else {}
        case "array":
            return [likely(name, schema.get("items", {}), components, depth + 1)] if depth < DEEPEST else []
        case "integer" | "number":
            return max(1, schema.get("minimum", 1))
        case "boolean":
            return True
        case _:
            return _AN_ID if name == "id" or name.endswith(("_id", "_ids")) else name.replace("_", " ").capitalize()


def snippets(method: str, path: str, body: Any) -> dict[str, str]:
    """By the name of the language. `body` is None for none."""
    return {
        "curl": _curl(method, path, body),
        "Python": _python(method, path, body),
        "JavaScript": _script(method, path, body),
    }


def _curl(method: str, path: str, body: Any) -> str:
    lines = [f'curl -X {method} "$HERE{path}"', '-H "Authorization: Bearer $KEY"']
    if body is not None:
        sent = json.dumps(body, ensure_ascii=False).replace("'", "'\\''")
        lines += ["-H 'Content-Type: application/json'", f"-d '{sent}'"]
    return " \\\n    ".join(lines)


def _python(method: str, path: str, body: Any) -> str:
    sent = "" if body is None else f", {body!r}"
    return (
        "from distributed_chat.client import Distributed\n\n"
        f"with Distributed(here, key) as chat:\n    print(chat.call({method!r}, {path!r}{sent}))"
    )


def _script(method: str, path: str, body: Any) -> str:
    kind = "" if body is None else ', "Content-Type": "application/json"'
    sent = "" if body is None else f"\n  body: JSON.stringify({json.dumps(body, ensure_ascii=False)}),"
    return (
        f'const answer = await fetch(`${{here}}{path}`, {{\n  method: "{method}",\n'
        f"  headers: {{ Authorization: `Bearer ${{key}}`{kind} }},{sent}\n}});\nconsole.log(await answer.json());"
    )
