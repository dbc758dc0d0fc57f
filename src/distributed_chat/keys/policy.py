"""How far a key may reach, and how much may be done with it: rules on plain values."""

import re
from collections.abc import Collection

from distributed_chat.kernel.actor import Reach
from distributed_chat.kernel.clock import DAY
from distributed_chat.kernel.errors import NotAllowed
from distributed_chat.keys.errors import (
    MicroStandsAlone,
    NotAnOrigin,
    NotForKeys,
    OriginNotAllowed,
    ScopeMissing,
    UnknownScope,
)

SERVICES = ("profile", "groups", "rooms", "messages", "files", "streams")
"""What the routes belong to; `web.Routes(service=…)` names one of them."""
READ_ONLY = ("profile", "streams")
MICRO = "micro"
"""The scope of an instance key, which reads and writes as anyone, by the Micro API alone."""
SCOPES = frozenset(
    f"{service}:{right}"
    for service in SERVICES
    for right in ("read", "write")
    if (service, right) not in {(name, "write") for name in READ_ONLY}
)

KEYS_AT_MOST = 50
"""Of one person or bot."""
SECRETS_AT_MOST = 2
OLD_SECRET_LIVES = 7 * DAY
USAGE_KEPT = 90 * DAY
AUDIT_KEPT = 90 * DAY

PLACELESS = frozenset(
    {
        "read_me",
        "upload_file",
        "begin_upload",
        "read_upload",
        "continue_upload",
        "read_uploaded_file",
        "end_upload",
    }
)
"""Routes, by name, that a key of one group or room may call though they name no place: they are about its user."""

_ORIGIN = re.compile(r"https?://(?:[a-z0-9-]+(?:\.[a-z0-9-]+)*|\[[0-9a-f:]+\])(?::\d{1,5})?")


def check_scopes(scopes: Collection[str], *, bound: bool) -> None:
    """Raises `UnknownScope`, `MicroStandsAlone`."""
    for scope in scopes:
        if scope != MICRO and scope not in SCOPES:
            raise UnknownScope(scope)
    if MICRO in scopes and (len(set(scopes)) > 1 or bound):
        raise MicroStandsAlone


def check_kind(scopes: Collection[str], *, is_micro: bool) -> None:
    """The scope of an instance key is no bot's and no person's: it acts as anyone. Raises `NotAllowed`."""
    if (MICRO in scopes) != is_micro:
        raise NotAllowed("not_allowed", "Only the owner of the instance makes its keys.", field="scopes")


def check_origins(origins: Collection[str]) -> None:
    if any(_ORIGIN.fullmatch(origin) is None for origin in origins):
        raise NotAnOrigin


def check_scope(reach: Reach, scope: str | None) -> None:
    """`scope` is what a route asks for; None: no key may. Raises `NotForKeys`, `ScopeMissing`."""
    if scope is None:
        raise NotForKeys
    if scope not in reach.scopes:
        raise ScopeMissing(scope)


def check_origin(origin: str | None, *, own: bool, allowed: Collection[str]) -> None:
    """`origin` is what a browser says of the page that asks; programs say nothing."""
    if origin is not None and not own and origin not in allowed:
        raise OriginNotAllowed
