"""The client's files: cached as long as their name allows, compressed, and nothing beside them."""

import gzip
from collections.abc import AsyncIterator
from pathlib import Path

import httpx2
import pytest

from distributed_chat.app import App
from distributed_chat.web import Page
from tests.cast import client_of


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    built = tmp_path / "built"
    (built / "assets").mkdir(parents=True)
    (built / "index.html").write_text("<!doctype html><title>The page</title>")
    (built / "assets" / "index-abc123.js").write_text("console.log('hello'); " * 100)
    (built / "favicon.svg").write_text("<svg/>")
    (built / ".built-from").write_text("secret of the build")
    (tmp_path / "outside.txt").write_text("not for you")
    return built


@pytest.fixture
async def browser(app: App, folder: Path) -> AsyncIterator[httpx2.AsyncClient]:
    app.page = Page(folder)
    async with client_of(app) as client:
        yield client


@pytest.mark.parametrize("path", ["/", "/sign-in", "/g/01890a5d", "/c/x/y", "/index.html"])
async def test_every_address_of_the_client_is_the_page(browser: httpx2.AsyncClient, path: str) -> None:
    answer = await browser.get(path)
    assert answer.status_code == 200
    assert "The page" in answer.text
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "no-cache"


async def test_a_hashed_file_is_kept_for_ever_and_sent_packed(browser: httpx2.AsyncClient, folder: Path) -> None:
    answer = await browser.get("/assets/index-abc123.js")
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["content-type"].startswith("text/javascript")
    assert int(answer.headers["content-length"]) < len(answer.text) / 5
    plain = await browser.get("/assets/index-abc123.js", headers={"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.text == answer.text == (folder / "assets" / "index-abc123.js").read_text()


async def test_the_packed_file_of_the_build_is_used(browser: httpx2.AsyncClient, folder: Path) -> None:
    (folder / "assets" / "index-abc123.js.gz").write_bytes(gzip.compress(b"packed by the build"))
    assert (await browser.get("/assets/index-abc123.js")).text == "packed by the build"


async def test_a_browser_that_has_it_gets_no_second_copy(browser: httpx2.AsyncClient) -> None:
    first = await browser.get("/")
    again = await browser.get("/", headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304
    assert again.content == b""


async def test_a_missing_asset_is_not_the_page(browser: httpx2.AsyncClient) -> None:
    assert (await browser.get("/assets/index-old.js")).status_code == 404


@pytest.mark.parametrize(
    "path", ["/.built-from", "/../outside.txt", "/%2e%2e/outside.txt", "/..%2foutside.txt", "/assets/..%2f.built-from"]
)
async def test_nothing_outside_the_build_is_served(browser: httpx2.AsyncClient, path: str) -> None:
    answer = await browser.get(path)
    assert "not for you" not in answer.text
    assert "secret" not in answer.text


async def test_the_page_takes_no_other_methods(browser: httpx2.AsyncClient) -> None:
    answer = await browser.post("/")
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD"


async def test_without_a_build_the_page_says_how_to_make_one(app: App) -> None:
    app.page = Page(None)
    async with client_of(app) as client:
        assert "make run" in (await client.get("/")).text
