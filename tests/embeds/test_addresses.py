"""Which addresses are of the internet: the corpus of those that are not, in every dress that they are known to wear."""

from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis.strategies import ip_addresses

from distributed_chat.embeds.addresses import is_global, parsed

PRIVATE_4 = [
    "0.0.0.0",
    "0.1.2.3",
    "10.0.0.1",
    "10.255.255.255",
    "100.64.0.1",
    "100.127.255.255",
    "127.0.0.1",
    "127.255.255.254",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.8",
    "192.0.0.170",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.0.1",
    "198.18.0.1",
    "198.19.255.255",
    "198.51.100.7",
    "203.0.113.9",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
]
PUBLIC_4 = ["1.1.1.1", "8.8.8.8", "93.184.215.14", "100.63.255.255", "100.128.0.1", "172.15.0.1", "172.32.0.1"]
PRIVATE_6 = [
    "::",
    "::1",
    "100::1",
    "fc00::1",
    "fd12:3456:789a::1",
    "fe80::1",
    "fec0::1",
    "ff02::1",
    "64:ff9b:1::808:808",
    "2001::1",
    "2001:2::1",
    "2001:10::1",
    "2001:20::1",
    "2001:db8::1",
    "3fff::1",
    "5f00::1",
    "4000::1",
]
PUBLIC_6 = ["2606:4700:4700::1111", "2001:4860:4860::8888", "2a00:1450:4001:830::200e", "2620:4f:8000::1"]


def dressed(address: str) -> list[str]:
    """An IPv4 address inside of IPv6 ones that lead to it."""
    number = int(ip_address(address))
    high, low = number >> 16, number & 0xFFFF
    turned = number ^ 0xFFFFFFFF
    return [
        f"::ffff:{address}",
        f"::ffff:{high:x}:{low:x}",
        f"::{high:x}:{low:x}",
        f"::ffff:0:{high:x}:{low:x}",
        f"64:ff9b::{high:x}:{low:x}",
        f"2002:{high:x}:{low:x}::1",
        f"2001:0:808:808::{turned >> 16:x}:{turned & 0xFFFF:x}",
        f"2001:0:{high:x}:{low:x}::f7f7:f7f7",
        f"2606:4700::5efe:{high:x}:{low:x}",
        f"2606:4700::200:5efe:{high:x}:{low:x}",
    ]


@pytest.mark.parametrize("address", PRIVATE_4 + PRIVATE_6)
def test_what_is_not_of_the_internet_is_not_global(address: str) -> None:
    found = parsed(address)
    assert found is not None
    assert not is_global(found)


@pytest.mark.parametrize("inside", PRIVATE_4)
def test_no_dress_makes_a_private_address_global(inside: str) -> None:
    for address in dressed(inside):
        found = parsed(address)
        assert found is not None
        assert not is_global(found), address


@pytest.mark.parametrize("address", PUBLIC_4 + PUBLIC_6)
def test_what_is_of_the_internet_is_global(address: str) -> None:
    found = parsed(address)
    assert found is not None
    assert is_global(found)


@pytest.mark.parametrize("inside", PUBLIC_4)
def test_an_internet_with_nat64_is_reached(inside: str) -> None:
    """A network without IPv4 answers every name so."""
    high, low = int(ip_address(inside)) >> 16, int(ip_address(inside)) & 0xFFFF
    assert is_global(ip_address(f"64:ff9b::{high:x}:{low:x}"))


@pytest.mark.parametrize(
    "text", ["fe80::1%eth0", "2606:4700::1%lo", "127.1", "0177.0.0.1", "0x7f.0.0.1", "2130706433", "", "localhost"]
)
def test_other_spellings_are_no_addresses(text: str) -> None:
    assert parsed(text) is None


@given(ip_addresses())
def test_the_standard_library_calls_global_whatever_we_do_unless_something_is_inside(address: object) -> None:
    """The other way about it may err, and in Python 3.11 it does."""
    found = parsed(str(address))
    assert found is not None
    if is_global(found) and not str(found).startswith(("64:ff9b::", "2002:", "2001:", "::")):
        assert found.is_global
