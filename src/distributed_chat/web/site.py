"""The page as a folder of files for any web server: the built client, told where the API is.

Hosts that read `_headers` and `_redirects` (most that serve static sites) send the policy and the page for every
address of the client; others need the two rules that docs/operate.md names. Without any, the page has its policy in
itself and `404.html` leads to it.
"""

import re
import shutil
from pathlib import Path
from urllib.parse import urlsplit

from distributed_chat.web.page import FOR_EVER, client_folder
from distributed_chat.web.reply import page_headers

_ORIGIN = re.compile(r"https?://[a-z0-9.\[\]:-]+", re.IGNORECASE)
MARK = ".distributed-site"
"""Lies in what was exported, so that the next export knows that it may replace it."""


class NotAnOrigin(Exception):
    """`--api` is no origin."""


class NotOurs(Exception):
    """The folder holds something that no export has written, or there is nothing to export."""


def export_site(folder: Path, *, api: str) -> int:
    """Writes the site; how many files it has. Raises `NotAnOrigin` and `NotOurs`, with nothing written."""
    api = api.rstrip("/")
    if _ORIGIN.fullmatch(api) is None:
        raise NotAnOrigin(f"{api} is no origin. It is a scheme and a host, and no path: https://chat.example.")
    built = client_folder()
    if built is None:
        raise NotOurs("The page is not built yet: `make run` builds it.")
    if folder.exists() and not (folder.is_dir() and ((folder / MARK).exists() or not any(folder.iterdir()))):
        raise NotOurs(f"{folder} is there and no earlier export. Name a new folder.")
    fresh = folder.with_name(folder.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(built, fresh, ignore=shutil.ignore_patterns("*.gz", ".*"))
    _write(fresh, api)
    shutil.rmtree(folder, ignore_errors=True)
    fresh.rename(folder)
    return sum(1 for file in folder.rglob("*") if file.is_file())


def _write(folder: Path, api: str) -> None:
    headers = {name.decode(): value.decode() for name, value in page_headers(reaches(api), shows=(api,))}
    page = (folder / "index.html").read_text()
    # What a page can't say of itself, a host has to: who may frame it.
    policy = re.sub(r" frame-ancestors [^;]*;", "", headers["content-security-policy"])
    meta = (
        f'<meta http-equiv="Content-Security-Policy" content="{policy}" />\n'
        f'    <meta name="distributed-api" content="{api}" />\n    <meta name="referrer" content="no-referrer" />\n    '
    )
    before = page.index("<meta name=")
    page = page[:before] + meta + page[before:]
    (folder / "index.html").write_text(page)
    (folder / "404.html").write_text(page)
    (folder / "_redirects").write_text("/* /index.html 200\n")
    lines = "".join(f"  {name}: {value}\n" for name, value in headers.items())
    kept = FOR_EVER.decode()
    (folder / "_headers").write_text(
        f"/*\n{lines}  cache-control: no-cache\n/assets/*\n  ! cache-control\n  cache-control: {kept}\n"
    )
    (folder / MARK).write_text(f"{api}\n")


def reaches(api: str) -> tuple[str, str]:
    """The API by http and by socket, as a policy names them."""
    parts = urlsplit(api)
    return api, f"{'wss' if parts.scheme == 'https' else 'ws'}://{parts.netloc}"
