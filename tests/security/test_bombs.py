"""Small requests that would cost much: each is answered at once, and nobody else waits."""

import time

import httpx2
import pytest

BOMBS = {
    "a string without an end, full of quotes": b"[" * 33 + b'"' + b'\\"' * 120_000,
    "brackets alone": b"[" * 250_000,
    "brackets behind a string": b'{"email":"' + b"[" * 100_000 + b'","password":' + b"[" * 100_000,
    "backslashes": b"[" * 33 + b'"' + b"\\" * 200_001,
}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
async def test_a_body_costs_time_in_proportion_to_its_length(nobody: httpx2.AsyncClient, bomb: bytes) -> None:
    begun = time.perf_counter()
    answer = await nobody.post("/api/sessions", content=bomb, headers={"content-type": "application/json"})
    assert answer.status_code == 400
    assert time.perf_counter() - begun < 2  # it was minutes


@pytest.mark.parametrize("folder", ["/", "/assets/"])
async def test_a_name_that_no_disk_takes_names_nothing(nobody: httpx2.AsyncClient, folder: str) -> None:
    """100 characters of three bytes each: short enough to be looked for, too long to be found."""
    answer = await nobody.get(folder + "€" * 100)
    assert answer.status_code == (404 if folder == "/assets/" else 200)
