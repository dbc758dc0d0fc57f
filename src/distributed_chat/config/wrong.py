"""What is said of a value that its setting can't have: the variable, what is allowed, and what was written."""

import re
from collections.abc import Iterable
from enum import Enum
from pathlib import Path
from types import NoneType, UnionType
from typing import Literal, Union, get_args, get_origin

_SECRET = re.compile(r"secret|password|token|_key$")
_IN_WORDS: dict[object, str] = {
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    Path: "a path",
    str: "text",
}


def variable(name: str) -> str:
    """The setting as the environment names it."""
    return f"DISTRIBUTED_{name.upper()}"


def is_secret(name: str) -> bool:
    """Whether the value of that setting is never shown."""
    return _SECRET.search(name) is not None


def sentence(name: str, kind: object, value: object) -> str:
    said = f"{variable(name)} is {allowed(kind)}"
    return f"{said}." if is_secret(name) else f"{said}, and not {str(value)!r}."


def allowed(kind: object) -> str:
    """What a value of that type is, in words."""
    if get_origin(kind) is Literal:
        return _one_of(get_args(kind))
    if get_origin(kind) in {Union, UnionType}:
        return allowed(next(part for part in get_args(kind) if part is not NoneType))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _one_of(member.value for member in kind)
    return _IN_WORDS[kind]


def _one_of(values: Iterable[object]) -> str:
    *others, last = map(str, values)
    return f"{', '.join(others)} or {last}" if others else last
