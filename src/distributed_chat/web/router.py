"""Addresses to routes: a tree of path segments, so that finding one of many costs as little as finding one of few."""

from collections.abc import Iterable

from distributed_chat.kernel.errors import NotFound
from distributed_chat.kernel.ids import is_id
from distributed_chat.web.refusals import MethodNotAllowed
from distributed_chat.web.routes import Route

LONGEST_SEGMENT = 256
_INSIDE_EMOJI = dict.fromkeys([0x200D, *range(0xE0020, 0xE0080)])
"""Joiners and tags, which nobody sees by themselves."""


class RouteTwice(Exception):
    """Two functions for one method and address."""


class _Node:
    __slots__ = ("any", "routes", "words")

    def __init__(self) -> None:
        self.words: dict[str, _Node] = {}
        self.any: _Node | None = None
        self.routes: dict[str, tuple[Route, tuple[str, ...]]] = {}


class Router:
    """A word goes before a name in braces: `/api/sessions/current` before `/api/sessions/{session_id}`."""

    def __init__(self, routes: Iterable[Route]) -> None:
        self._root = _Node()
        for route in routes:
            self._add(route)

    def find(self, method: str, path: str) -> tuple[Route, dict[str, str]]:
        """The route and the values in its path. Raises `NotFound`, `MethodNotAllowed`."""
        segments = path.split("/")[1:]
        values: list[str] = []
        node = _walk(self._root, segments, 0, values)
        if node is None:
            raise NotFound
        found = node.routes.get("GET" if method == "HEAD" else method)
        if found is None:
            raise MethodNotAllowed(_allowed(node))
        route, names = found
        return route, dict(zip(names, values, strict=True))

    def _add(self, route: Route) -> None:
        node = self._root
        names: list[str] = []
        for segment in route.path.split("/")[1:]:
            if segment.startswith("{"):
                names.append(segment[1:-1])
                node.any = node.any or _Node()
                node = node.any
            else:
                node = node.words.setdefault(segment, _Node())
        if route.method in node.routes:
            raise RouteTwice(f"{route.method} {route.path}")
        node.routes[route.method] = (route, tuple(names))


def checked_ids(route: Route, values: dict[str, str]) -> dict[str, str]:
    """The path's values, or `NotFound`: what is no id, or what no database keeps, names nothing."""
    for name, value in values.items():
        if name in route.ids and not is_id(value):
            raise NotFound
        if len(value) > LONGEST_SEGMENT or not value.translate(_INSIDE_EMOJI).isprintable():
            raise NotFound
    return values


def _walk(node: _Node, segments: list[str], at: int, values: list[str]) -> _Node | None:
    if at == len(segments):
        return node if node.routes else None
    word = node.words.get(segments[at])
    if word is not None and (found := _walk(word, segments, at + 1, values)) is not None:
        return found
    if node.any is None or not segments[at]:
        return None
    values.append(segments[at])
    found = _walk(node.any, segments, at + 1, values)
    if found is None:
        values.pop()
    return found


def _allowed(node: _Node) -> list[str]:
    methods = set(node.routes)
    return sorted(methods | {"HEAD"} if "GET" in methods else methods)
