"""Who knocks: origins that are ours and those that only look like it, tokens in headers and cookies."""

import pytest

from distributed_chat.streams.doorway import has_foreign_origin, token_of

OWN = "https://chat.example"
HOST = (b"host", b"192.168.1.7:8000")


@pytest.mark.parametrize("origin", ["https://chat.example", "http://192.168.1.7:8000", "https://192.168.1.7:8000"])
def test_our_own_pages_are_let_in(origin: str) -> None:
    assert not has_foreign_origin([HOST, (b"origin", origin.encode())], OWN)


@pytest.mark.parametrize(
    "origin",
    [
        "null",
        "",
        "https://chat.example.evil.example",
        "http://chat.example",
        "http://192.168.1.7",
        "HTTPS://CHAT.EXAMPLE/",
    ],
)
def test_any_other_page_is_foreign(origin: str) -> None:
    assert has_foreign_origin([HOST, (b"origin", origin.encode())], OWN)


def test_a_program_without_an_origin_is_no_page() -> None:
    assert not has_foreign_origin([HOST], OWN)


TOKENS = {
    "nothing": ([], False, None),
    "a bearer token": ([(b"authorization", b"Bearer abc")], False, "abc"),
    "another scheme": ([(b"authorization", b"Basic abc")], False, None),
    "the cookie": ([(b"cookie", b"session=abc")], False, "abc"),
    "the cookie behind an odd one": ([(b"cookie", b'o[d]d="{; b@d, session=no; session=abc')], False, "abc"),
    "the cookie of http at an https address": ([(b"cookie", b"session=abc")], True, None),
    "the cookie of https": ([(b"cookie", b"session=no; __Host-session=abc")], True, "abc"),
    "a bearer token before the cookie": ([(b"cookie", b"session=no"), (b"authorization", b"bearer abc")], False, "abc"),
}


@pytest.mark.parametrize(("headers", "secure", "token"), TOKENS.values(), ids=TOKENS)
def test_the_token_is_found(headers: list[tuple[bytes, bytes]], secure: bool, token: str | None) -> None:
    assert token_of(headers, secure=secure) == token
