"""Hashes, tokens, codes, and the words for a device."""

import asyncio

import pytest

from distributed_chat.accounts.devices import device_name
from distributed_chat.accounts.passwords import WAITING_AT_MOST, Passwords
from distributed_chat.accounts.tokens import new_code, new_setup_code, new_token, token_hash
from distributed_chat.kernel.errors import Unavailable

CHEAP = {"passes": 1, "memory": 8, "cores": 1}


async def test_a_hash_is_argon2id_salted_and_matches_its_password_only() -> None:
    passwords = Passwords(**CHEAP)
    first, second = await passwords.hash("tomato soup"), await passwords.hash("tomato soup")
    assert first.startswith("$argon2id$")
    assert first != second
    assert await passwords.matches("tomato soup", first)
    assert not await passwords.matches("tomato sauce", first)
    passwords.close()


async def test_nobody_and_a_broken_hash_match_no_password() -> None:
    passwords = Passwords(**CHEAP)
    assert not await passwords.matches("tomato soup", None)
    assert not await passwords.matches("tomato soup", "not a hash")
    passwords.close()


async def test_a_hash_with_lower_costs_is_outdated() -> None:
    weak, strong = Passwords(**CHEAP), Passwords(passes=2, memory=16, cores=1)
    assert strong.is_outdated(await weak.hash("tomato soup"))
    assert not strong.is_outdated(await strong.hash("tomato soup"))
    weak.close()
    strong.close()


async def test_more_hashes_than_may_wait_are_refused_at_once() -> None:
    passwords = Passwords(**CHEAP)
    results = await asyncio.gather(
        *(passwords.hash("tomato soup") for _ in range(WAITING_AT_MOST + 3)), return_exceptions=True
    )
    refused = [result for result in results if isinstance(result, Unavailable)]
    assert len(refused) == 3
    assert refused[0].retry_after == 5
    assert await passwords.hash("tomato soup"), "it works again once the crowd is gone"
    passwords.close()


def test_a_token_is_long_random_and_recognisable() -> None:
    tokens = {new_token() for _ in range(100)}
    assert len(tokens) == 100
    assert all(token.startswith("ds_") and len(token) == 46 for token in tokens)
    assert len(token_hash("ds_x")) == 32


def test_codes_are_made_of_what_people_can_read_out() -> None:
    for _ in range(100):
        assert len(new_code()) == 8
        assert new_code().isascii()
        assert new_code().isdigit()
        letters = new_setup_code()
        assert [len(part) for part in letters.split("-")] == [4, 4, 4]
        assert not set(letters) & set("IO01")


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/140.0 Safari/537.36", "Chromium on Linux"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) AppleWebKit/605 Version/18 Safari/605", "Safari on Mac"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Safari/604", "Safari on iPhone"),
        ("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36", "Chrome on Android"),
        ("curl/8.5.0", "curl"),
        ("python-httpx2/2.16", "A Python script"),
        ("<script>alert(1)</script>", "Unknown device"),
        ("", "Unknown device"),
        (None, "Unknown device"),
    ],
)
def test_a_device_is_named_in_words_of_ours(user_agent: str | None, name: str) -> None:
    assert device_name(user_agent) == name
