"""Which IP addresses belong to the whole internet: the only ones that a link in a message may lead this server to.

Our own list, from IANA's registries of special-purpose addresses (RFC 6890 and its updates): what the standard library
calls global changes between its versions, and it knows nothing of addresses that carry another one inside.
"""

from collections.abc import Iterator
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

_NOT_GLOBAL_4 = [
    IPv4Network(network)
    for network in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
]
_GLOBAL_6 = IPv6Network("2000::/3")
"""All that was ever given out; everything beside it is local, special or unknown."""
_NOT_GLOBAL_6 = [IPv6Network(network) for network in ("2001::/23", "2001:db8::/32", "3fff::/20")]
_NAT64 = IPv6Network("64:ff9b::/96")
_IPV4_INSIDE = [
    IPv6Network("::/96"),  # "compatible", obsolete; :: and ::1 are in it too
    IPv6Network("::ffff:0:0/96"),  # mapped
    IPv6Network("::ffff:0:0:0/96"),  # translated (RFC 2765)
    _NAT64,
]
_6TO4 = IPv6Network("2002::/16")
_TEREDO = IPv6Network("2001::/32")
_ISATAP = {0x00005EFE, 0x02005EFE}
_LOW_32 = 0xFFFFFFFF

Address = IPv4Address | IPv6Address


def parsed(text: str) -> Address | None:
    """An address in its one usual spelling; None for a name, for other spellings and for one with a zone."""
    try:
        found = ip_address(text)
    except ValueError:
        return None
    return None if isinstance(found, IPv6Address) and found.scope_id else found


def is_global(address: Address) -> bool:
    """Whether it, and each address that it carries inside, is one of the whole internet."""
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _NOT_GLOBAL_4)
    inside = list(_inside(address))
    if not all(is_global(one) for one in inside):
        return False
    if inside and any(address in network for network in (*_IPV4_INSIDE, _TEREDO)):
        return True  # of these nothing but what is inside is ever reached
    return address in _GLOBAL_6 and not any(address in network for network in _NOT_GLOBAL_6)


def _inside(address: IPv6Address) -> Iterator[IPv4Address]:
    """The IPv4 addresses that are reached by this one: mapped, translated, NAT64, 6to4, Teredo, ISATAP."""
    number = int(address)
    if any(address in network for network in _IPV4_INSIDE):
        yield IPv4Address(number & _LOW_32)
    if address in _6TO4:
        yield IPv4Address(number >> 80 & _LOW_32)
    if address in _TEREDO:
        yield IPv4Address(number >> 64 & _LOW_32)  # its server
        yield IPv4Address(~number & _LOW_32)  # its client, upside down
    if number >> 32 & _LOW_32 in _ISATAP:
        yield IPv4Address(number & _LOW_32)
