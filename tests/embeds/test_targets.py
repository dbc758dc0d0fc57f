"""Addresses as people and attackers write them: what is read in one way only, and everything else refused."""

import pytest

from distributed_chat.embeds.targets import NotFetched, target_of
from tests.embeds.test_addresses import PRIVATE_4, PRIVATE_6, dressed

TRICKS = [
    # other spellings of 127.0.0.1
    "http://127.1/",
    "http://127.0.1/",
    "http://2130706433/",
    "http://017700000001/",
    "http://0x7f000001/",
    "http://0x7f.0.0.1/",
    "http://0177.0.0.1/",
    "http://0177.0x0.0.1/",
    "http://127.0.0.1./",
    "http://127.0.0.1../",
    "http://127.000.000.001/",
    "http://0/",
    "http://00000000000/",
    "http://4294967297/",
    "http://127.0.0.0x1/",
    "http://1\uff12\uff17.0.0.1/",
    "http://\uff11\uff12\uff17.\uff10.\uff10.\uff11/",
    "http://\u2460\u2461\u2466.0.0.1/",
    "http://127\u30020\u30020\u30021/",
    "http://127\uff0e0\uff0e0\uff0e1/",
    "http://%31%32%37.0.0.1/",
    "http://127%2e0%2e0%2e1/",
    "http://[::]/",
    "http://[::1]/",
    "http://[0:0:0:0:0:0:0:1]/",
    "http://[::1%25lo]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[64:ff9b::127.0.0.1]/",
    "http://[2002:7f00:1::]/",
    "http://[fe80::1%25eth0]/",
    "http://[v1.fe80::a+en1]/",
    "http://::1/",
    # names of one's own network
    "http://localhost/",
    "http://LOCALHOST/",
    "http://localhost./",
    "http://localhost.localdomain.localhost/",
    "http://\uff4c\uff4f\uff43\uff41\uff4c\uff48\uff4f\uff53\uff54/",
    "http://\u24db\u24de\u24d2\u24d0\u24db\u24d7\u24de\u24e2\u24e3/",
    "http://printer.local/",
    "http://metadata.google.internal/computeMetadata/v1/",
    "http://router.lan/",
    "http://nas.home.arpa/",
    "http://1.0.0.127.in-addr.arpa/",
    "http://intranet/",
    "http://hidden.onion/",
    "http://example.test..com/",
    "http://-.com/",
    "http://a_b/",
    # where does the host begin?
    "http://user@example.com/",
    "http://user:password@example.com/",
    "http://example.com@127.0.0.1/",
    "http://127.0.0.1@example.com/",
    "http://@example.com/",
    "http://example.com:80@127.0.0.1/",
    "http://example.com\\@127.0.0.1/",
    "http://127.0.0.1\\.example.com/",
    "http://example.com#@127.0.0.1:8080\\/",
    "http:///127.0.0.1/",
    "http:127.0.0.1/",
    "http://",
    "http:///",
    "http://.",
    "http://..",
    "http://exa mple.com/",
    "http://example.com\t/",
    "http://example.com\r\nhost: 127.0.0.1/",
    "http://example.com\x00.evil.example/",
    # other ports and other ways
    "http://example.com:0/",
    "http://example.com:22/",
    "http://example.com:8000/",
    "http://example.com:65616/",
    "http://example.com:-80/",
    "http://example.com:80:80/",
    "ftp://example.com/",
    "file:///etc/passwd",
    "gopher://example.com:80/_GET",
    "dict://example.com:80/",
    "javascript:alert(1)",
    "data:text/html,hello",
    "//example.com/",
    "example.com",
    "",
    "http://example.com/" + "x" * 2_048,
]


@pytest.mark.parametrize("url", TRICKS)
def test_a_trick_is_refused_before_anything_is_looked_up(url: str) -> None:
    with pytest.raises(NotFetched):
        target_of(url)


@pytest.mark.parametrize("address", PRIVATE_4)
def test_a_private_address_is_refused_in_every_dress(address: str) -> None:
    for host in (address, *(f"[{one}]" for one in dressed(address))):
        for scheme in ("http", "https"):
            with pytest.raises(NotFetched):
                target_of(f"{scheme}://{host}/")


@pytest.mark.parametrize("address", PRIVATE_6)
def test_a_private_address_of_version_6_is_refused(address: str) -> None:
    with pytest.raises(NotFetched):
        target_of(f"http://[{address}]/")


@pytest.mark.parametrize(
    ("url", "host", "port", "header"),
    [
        ("http://example.com", "example.com", 80, "example.com"),
        ("https://EXAMPLE.com/A?b=c#d", "example.com", 443, "example.com"),
        ("https://example.com:443/", "example.com", 443, "example.com"),
        ("https://example.com:80/", "example.com", 80, "example.com:80"),
        ("http://example.com:443/", "example.com", 443, "example.com:443"),
        ("http://example.com./", "example.com", 80, "example.com"),
        ("https://b\u00fccher.example/", "xn--bcher-kva.example", 443, "xn--bcher-kva.example"),
        ("https://xn--bcher-kva.example/", "xn--bcher-kva.example", 443, "xn--bcher-kva.example"),
        ("http://8.8.8.8/", "8.8.8.8", 80, "8.8.8.8"),
        ("http://[2606:4700:4700::1111]/", "2606:4700:4700::1111", 80, "[2606:4700:4700::1111]"),
        ("http://localhost.example.com/", "localhost.example.com", 80, "localhost.example.com"),
        ("http://127.0.0.1.nip.io/", "127.0.0.1.nip.io", 80, "127.0.0.1.nip.io"),  # what it resolves to decides
        ("https://my_site.example.com/@somebody", "my_site.example.com", 443, "my_site.example.com"),
    ],
)
def test_an_ordinary_address_is_read(url: str, host: str, port: int, header: str) -> None:
    target = target_of(url)
    assert (target.host, target.port, target.host_header) == (host, port, header)
    assert target.url.fragment == ""
