"""`distributed export-site`: what it writes, and what it does not touch."""

from pathlib import Path

import pytest

from distributed_chat.app import App
from distributed_chat.cli.main import main
from distributed_chat.web import site
from distributed_chat.web.page import Page
from tests.cast import client_of

API = "https://chat.example"


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "built"
    (folder / "assets").mkdir(parents=True)
    page = '<head><meta charset="utf-8" /><meta name="viewport" /><script src="/t.js"></script>'
    (folder / "index.html").write_text(page)
    (folder / "assets" / "index-abc.js").write_text("1")
    (folder / "assets" / "index-abc.js.gz").write_bytes(b"\x1f\x8b")
    (folder / "sw.js").write_text("worker")
    (folder / "sw-off.js").write_text("no worker")
    (folder / ".built-from").write_text("x")
    monkeypatch.setattr(site, "client_folder", lambda: folder)
    return folder


def test_the_page_knows_its_api_and_its_policy(tmp_path: Path, built: Path) -> None:
    folder = tmp_path / "site"
    assert main(["export-site", str(folder), "--api", API + "/"]) == 0
    names = {str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file()}
    files = {"index.html", "404.html", "assets/index-abc.js", "sw.js", "sw-off.js", "_headers", "_redirects", site.MARK}
    assert names == files
    page = (folder / "index.html").read_text()
    assert page == (folder / "404.html").read_text()
    assert f'<meta name="distributed-api" content="{API}" />' in page
    policy = page.partition('Policy" content="')[2].partition('"')[0]
    assert page.index("Content-Security-Policy") < page.index("<script")
    assert f"connect-src 'self' {API} wss://chat.example;" in policy
    assert f"img-src 'self' {API} data: blob:;" in policy
    assert f"media-src 'self' {API} blob:;" in policy
    assert "frame-ancestors" not in policy  # no page can say that of itself
    headers = (folder / "_headers").read_text()
    assert "frame-ancestors 'none'" in headers
    assert "/assets/*\n  ! cache-control\n  cache-control: public, max-age=31536000, immutable\n" in headers


def test_it_is_written_anew_over_its_own_and_over_nothing_else(tmp_path: Path, built: Path) -> None:
    folder = tmp_path / "site"
    site.export_site(folder, api=API)
    (built / "assets" / "index-abc.js").rename(built / "assets" / "index-def.js")
    site.export_site(folder, api="http://127.0.0.1:8000")
    assert sorted(file.name for file in (folder / "assets").iterdir()) == ["index-def.js"]
    assert "ws://127.0.0.1:8000" in (folder / "index.html").read_text()
    holiday = tmp_path / "holiday"
    holiday.mkdir()
    (holiday / "photo.jpg").write_text("the only one")
    assert main(["export-site", str(holiday), "--api", API]) == 1
    assert (holiday / "photo.jpg").read_text() == "the only one"
    assert main(["export-site", str(holiday / "photo.jpg"), "--api", API]) == 1


@pytest.mark.parametrize("api", ["chat.example", "https://chat.example/api", 'https://x"><script>', "ftp://x", ""])
def test_what_is_no_origin_is_refused(tmp_path: Path, built: Path, api: str) -> None:
    with pytest.raises(site.NotAnOrigin):
        site.export_site(tmp_path / "site", api=api)
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize(("worker", "body"), [(True, b"worker"), (False, b"no worker")])
async def test_a_worker_can_be_taken_off_every_device(app: App, built: Path, worker: bool, body: bytes) -> None:
    app.page = Page(built, worker=worker)
    async with client_of(app) as client:
        assert (await client.get("/sw.js")).content == body
