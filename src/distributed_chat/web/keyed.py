"""What the gate for keys is told of a request."""

from collections.abc import Mapping
from typing import Any

from distributed_chat.web.incoming import Incoming
from distributed_chat.web.routes import Route

KEY_PREFIX = "dk_"
"""Bearer tokens that begin so are keys, not sessions."""


class Asked:
    """A request with a key: its secret, the route, and everything that the route is given."""

    __slots__ = ("_request", "again", "given", "route", "secret")

    def __init__(
        self, secret: str, route: Route, given: Mapping[str, Any], request: Incoming, *, again: bool = False
    ) -> None:
        self.secret = secret
        self.route = route
        self.given = given
        self.again = again
        """The writer undid it and runs it once more: it was counted."""
        self._request = request

    @property
    def origin(self) -> str | None:
        return self._request.header(b"origin")

    @property
    def own_page(self) -> bool:
        return self._request.same_origin

    def known_as(self, key_id: str) -> None:
        """From here on its answer counts for this key."""
        self._request.key_id = key_id
