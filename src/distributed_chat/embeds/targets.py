"""An address that somebody typed, read strictly: what two programs could read differently is refused, not guessed."""

import re
from ipaddress import IPv4Network, IPv6Network
from typing import NamedTuple

import httpx2

from distributed_chat.embeds.addresses import Address, is_global, parsed
from distributed_chat.embeds.links import LONGEST_URL

PORTS = {80, 443}
Network = IPv4Network | IPv6Network
_USUAL = {"http": 80, "https": 443}
_NAME = re.compile(r"(?=.{4,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])")
"""At least two labels, the last one no number: so no `localhost`, and no `127.1`, `0x7f.1` or `2130706433`."""
_NEVER = re.compile(r"(?:^|\.)(?:localhost|local|internal|intranet|lan|home|corp|arpa|onion|invalid)$")
"""Names that mean something only inside somebody's network (RFC 6761, 6762, 8375, and ICANN's .internal)."""
_PLAIN = re.compile(r"[^\x00-\x20\x7f\\<>\"^`{|}]+")


class NotFetched(Exception):
    """Why nothing is looked at behind a link; for the log, nobody else hears of it."""


class Target(NamedTuple):
    """Where a request goes, before its host is looked up."""

    url: httpx2.URL
    host: str
    """In lower-case ASCII, without a dot at its end; an IPv6 address without brackets."""
    port: int
    address: Address | None
    """The host itself, when it is an address and no name."""

    @property
    def host_header(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _USUAL[self.url.scheme] else f"{host}:{self.port}"


class Reachable(NamedTuple):
    """Where requests may go. By default the open internet at its usual ports."""

    any_port: bool = False
    inside: tuple[Network, ...] = ()
    """Networks of our own that are allowed beside the internet, and then names that mean something only here."""

    def allows(self, address: Address) -> bool:
        return is_global(address) or any(
            address.version == network.version and address in network for network in self.inside
        )


INTERNET = Reachable()


def target_of(url: str, reachable: Reachable = INTERNET) -> Target:
    """Raises `NotFetched`: no http(s), a user in it, another port, a name or an address that is not of the internet."""
    if not _PLAIN.fullmatch(url) or len(url) > LONGEST_URL:
        raise NotFetched("no plain address")
    try:
        read = httpx2.URL(url)
        host, port = read.raw_host.decode("ascii"), read.port
    except (httpx2.InvalidURL, ValueError, TypeError):
        raise NotFetched("no address") from None
    if read.scheme not in _USUAL:
        raise NotFetched("neither http nor https")
    if read.userinfo or "@" in url.partition("://")[2].partition("/")[0]:
        raise NotFetched("a user in the address")
    port = _USUAL[read.scheme] if port is None else port
    if not reachable.any_port and port not in PORTS:
        raise NotFetched("another port")
    return _checked(read.copy_with(fragment=None), host.removesuffix("."), port, reachable)


def _checked(url: httpx2.URL, host: str, port: int, reachable: Reachable) -> Target:
    address = parsed(host)
    if address is not None:
        if not reachable.allows(address):
            raise NotFetched("no address of the internet")
    elif not reachable.inside and (not _NAME.fullmatch(host) or _NEVER.search(host)):
        raise NotFetched("no name of the internet")
    return Target(url, host, port, address)
