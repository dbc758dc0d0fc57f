"""Makes what the Python client knows of the routes, from docs/openapi.json; `--check` says whether it is the newest."""

import json
import keyword
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
CLIENT = ROOT / "src" / "distributed_chat" / "client"
_SIMPLE = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "null": "None"}


def main(arguments: list[str]) -> int:
    """Writes the files; with `--check` it only says by its status whether they are the newest."""
    files = made(json.loads((ROOT / "docs" / "openapi.json").read_text()))
    if arguments == ["--check"]:
        stale = [name for name, text in files.items() if (CLIENT / name).read_text() != text]
        print(*(f"{name} is stale: run tools/python_client.py" for name in stale), sep="\n")
        return 1 if stale else 0
    for name, text in files.items():
        (CLIENT / name).write_text(text)
    return 0


def made(document: dict[str, Any]) -> dict[str, str]:
    """The text of each file, by its name."""
    operations = [
        (method.upper(), path, operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    ]
    schemas = document["components"]["schemas"]
    rows = [_row(*one, schemas) for one in operations]
    stub = ["from collections.abc import Awaitable", "from typing import Any, NotRequired, TypedDict", ""]
    for name, schema in schemas.items():
        stub += _typed(name, schema)
    for name, wrap in (("SyncRoutes", "{}"), ("AsyncRoutes", "Awaitable[{}]")):
        stub += [f"class {name}:", *(_signature(operation, wrap) for _, _, operation in operations), ""]
    return {
        "routes.json": json.dumps(rows, indent=1, ensure_ascii=False) + "\n",
        "routes.pyi": _formatted("\n".join(stub)),
    }


def _formatted(stub: str) -> str:
    """As `ruff format` leaves it, so that the two never disagree."""
    style = ["--config", str(ROOT / "pyproject.toml"), "--stdin-filename", "routes.pyi"]
    command = [sys.executable, "-m", "ruff", "format", *style, "-"]
    return subprocess.run(command, input=stub, capture_output=True, text=True, check=True).stdout


def _row(method: str, path: str, operation: dict[str, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    content = operation.get("requestBody", {}).get("content", {})
    schema = content.get("application/json", {}).get("schema", {})
    fields = schemas.get(schema.get("$ref", "").rpartition("/")[2], {}).get("properties", {})
    return {
        "name": operation["operationId"],
        "method": method,
        "path": path,
        "parameters": re.findall(r"{(\w+)}", path),
        "body": "application/json" in content,
        "id": method == "POST" and "id" in fields,
        "takes": next((kind for kind in content if kind != "application/json"), None),
        "about": operation["summary"],
    }


def _typed(name: str, schema: dict[str, Any]) -> list[str]:
    needed = schema.get("required", ())
    fields = {
        field: _type(kind) if field in needed else f"NotRequired[{_type(kind)}]"
        for field, kind in schema.get("properties", {}).items()
    }
    if any(keyword.iskeyword(field) for field in fields):
        inside = ", ".join(f'"{field}": {kind}' for field, kind in fields.items())
        return [f'{name} = TypedDict("{name}", {{{inside}}})', ""]
    lines = [f"    {field}: {kind}" for field, kind in fields.items()]
    return [f"class {name}(TypedDict):", *(lines or ["    ..."]), ""]


def _type(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        return str(schema["$ref"].rpartition("/")[2])
    if "anyOf" in schema:
        return " | ".join(dict.fromkeys(map(_type, schema["anyOf"])))
    match schema.get("type"):
        case "array":
            items = schema.get("items")
            return f"list[{_type(items) if isinstance(items, dict) else 'Any'}]"
        case "object":
            values = schema.get("additionalProperties")
            return f"dict[str, {_type(values) if isinstance(values, dict) else 'Any'}]"
        case str() as kind:
            return _SIMPLE[kind]
        case _:
            return "Any"


def _signature(operation: dict[str, Any], wrap: str) -> str:
    parameters = operation["parameters"]
    arguments = ["self", *(f"{one['name']}: str" for one in parameters if one["in"] == "path")]
    body = operation.get("requestBody")
    if body is not None:
        kind = _type(body["content"].get("application/json", {}).get("schema", {}))
        arguments.append(f"body: {kind}" + ("" if body["required"] else " = ..."))
    arguments.append("/")
    asked = [one for one in parameters if one["in"] == "query" and not keyword.iskeyword(one["name"])]
    if body is not None and "multipart/form-data" in body["content"]:
        arguments.append("**fields: str")
    elif asked:
        arguments += ["*", *(f"{one['name']}: {_type(one['schema'])} | None = ..." for one in asked)]
    if arguments == ["self", "/"]:
        arguments = ["self"]
    return f"    def {operation['operationId']}({', '.join(arguments)}) -> {wrap.format(_answer(operation))}: ..."


def _answer(operation: dict[str, Any]) -> str:
    for status, answer in operation["responses"].items():
        content = answer.get("content", {})
        if status.startswith("2") and content:
            return _type(content["application/json"]["schema"]) if "application/json" in content else "bytes"
    return "None"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
