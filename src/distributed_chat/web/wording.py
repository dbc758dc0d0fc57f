"""The words for fields: what stands below a field in its struct, or what its name means wherever it is used."""

import ast
import inspect
import sys
from functools import cache

import msgspec

from distributed_chat.web.glossary import GLOSSARY


def words_of(struct: type[msgspec.Struct]) -> dict[str, str]:
    """By the field's name in JSON; a field without words is missing."""
    found: dict[str, str] = {}
    for base in reversed(struct.__mro__):
        if issubclass(base, msgspec.Struct):
            found |= _written_in(base.__module__).get(base.__qualname__, {})
    names = {field.name: field.encode_name for field in msgspec.structs.fields(struct)}
    said = {encoded: GLOSSARY[encoded] for encoded in names.values() if encoded in GLOSSARY}
    return said | {names[name]: words for name, words in found.items() if name in names}


@cache
def _written_in(module: str) -> dict[str, dict[str, str]]:
    """By class, then by field: the string below each annotated name of a module."""
    try:
        tree = ast.parse(inspect.getsource(sys.modules[module]))
    except (KeyError, OSError, TypeError):  # made at run time, or in a module that left no source
        return {}
    return {node.name: _below(node) for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}


def _below(node: ast.ClassDef) -> dict[str, str]:
    found: dict[str, str] = {}
    for line, following in zip(node.body, node.body[1:], strict=False):
        if not isinstance(line, ast.AnnAssign) or not isinstance(line.target, ast.Name):
            continue
        if isinstance(following, ast.Expr) and isinstance(following.value, ast.Constant):
            found[line.target.id] = inspect.cleandoc(str(following.value.value))
    return found
