"""JSON from strangers: read strictly, so that two readers of the same bytes can't see two different things.

No byte order mark, no NaN, no key twice, no number that loses digits elsewhere, no depth that costs a stack. One read
by the standard library's parser does it all, and msgspec makes the struct.
"""

import json
import re
from collections.abc import Iterable
from typing import Any, NoReturn, TypeVar

import msgspec

from distributed_chat.kernel.errors import Invalid, Malformed
from distributed_chat.kernel.pages import LARGEST_NUMBER

DEEPEST = 32
LONGEST_NUMBER = 400
# Possessive, the last quote optional: a string without an end would else be searched anew from each quote inside it.
_STRING = re.compile(rb'"(?:[^"\\]|\\.)*+"?', re.DOTALL)
_SURROGATE = re.compile("[\ud800-\udfff]")

S = TypeVar("S", bound=msgspec.Struct)


def read(raw: bytes, kind: type[S]) -> S:
    """The body as a struct. Raises `Malformed` for what is no proper JSON, `Invalid` for JSON that breaks a rule."""
    value = parse(raw)
    if b"\\u" in raw:
        refuse_unstorable(value)
    return convert(value, kind)


def parse(raw: bytes) -> Any:
    """Any proper JSON value. Raises `Malformed`, or `Invalid` for a number that is too large."""
    _refuse_depth(raw)
    try:
        return _DECODER.decode(raw.decode())
    except UnicodeDecodeError:
        raise Malformed(message="The body is not UTF-8.") from None
    except (json.JSONDecodeError, RecursionError) as error:
        raise Malformed(message=f"The body is not JSON: {_where(error)}") from None


def convert(value: Any, kind: type[S], *, strict: bool = True) -> S:
    """Raises `Invalid` that names the field. `strict=False` reads numbers out of text, as a query has them."""
    try:
        return msgspec.convert(value, kind, strict=strict)
    except msgspec.ValidationError as error:
        raise invalid_in_words(str(error)) from None


def refuse_unstorable(value: Any, field: str | None = None) -> None:
    """Escapes can spell what no database keeps: NUL, and halves of a surrogate pair."""
    if isinstance(value, str):
        if "\0" in value or _SURROGATE.search(value):
            raise Invalid("text_not_storable", "That contains characters that can't be stored.", field=field)
    elif isinstance(value, dict):
        for key, inner in value.items():
            refuse_unstorable(key)
            refuse_unstorable(inner, field or key)
    elif isinstance(value, list):
        for inner in value:
            refuse_unstorable(inner, field)


def _refuse_depth(raw: bytes) -> None:
    if raw.count(b"[") + raw.count(b"{") <= DEEPEST:
        return
    depth = 0
    for byte in _STRING.sub(b"", raw):
        if byte in b"[{":
            depth += 1
            if depth > DEEPEST:
                raise Malformed("too_deep", f"The body nests deeper than {DEEPEST} levels.")
        elif byte in b"]}":
            depth -= 1


def _where(error: Exception) -> str:
    return f"{error.msg} at character {error.pos}." if isinstance(error, json.JSONDecodeError) else "it nests too deep."


def _object(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    pairs = list(pairs)
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Malformed("repeated_key", "A key stands twice in one object.")
    return found


def _integer(digits: str) -> int:
    value = int(digits) if len(digits) <= LONGEST_NUMBER else LARGEST_NUMBER + 1
    if abs(value) > LARGEST_NUMBER:
        raise Invalid("number_too_large", "A whole number is at most 2^53 - 1.")
    return value


def _fraction(digits: str) -> float:
    value = float(digits)
    if value in {float("inf"), float("-inf")}:
        raise Invalid("number_too_large", "A number is too large.")
    return value


def _no_constant(name: str) -> NoReturn:
    raise Malformed(message=f"{name} is not JSON.")


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_int=_integer, parse_float=_fraction, parse_constant=_no_constant
)

_PATH = re.compile(r" - at `\$\.?([^`]*)`$")
_NAMED = re.compile(r"field `([^`]*)`")


def invalid_in_words(said: str) -> Invalid:
    """msgspec's sentence as an error of ours: a code, words for people, and the outermost field at fault."""
    path = _PATH.search(said)
    sentence = _PATH.sub("", said)
    field = re.split(r"[.\[]", path.group(1))[0] if path else None
    named = _NAMED.search(sentence)
    if named:
        field = field or named.group(1)
        if "missing" in sentence:
            return Invalid("missing", "This is needed.", field=field)
        return Invalid("unknown_field", "There is no such field.", field=field)
    if "length <=" in sentence or "<= " in sentence:
        return Invalid("too_long" if "length" in sentence else "too_large", _limit(sentence), field=field)
    if "length >=" in sentence or ">= " in sentence:
        return Invalid("too_short" if "length" in sentence else "too_small", _limit(sentence), field=field)
    if "enum value" in sentence:
        return Invalid("not_a_choice", "That is not one of the choices.", field=field)
    return Invalid("wrong_type", sentence.replace("`", "") + ".", field=field)


def _limit(sentence: str) -> str:
    most = re.search(r"([<>]=) (-?\d+)", sentence)
    bound = "at most" if most and most.group(1) == "<=" else "at least"
    number = most.group(2) if most else ""
    return f"That has {bound} {number} characters." if "length" in sentence else f"That is {bound} {number}."
