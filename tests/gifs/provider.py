"""GIPHY and Tenor on a loopback address, as far as we ask them."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

from tests.pictures.samples import moving

SMALL, FULL = moving(2, 100), moving(4, 200)
KEY = "the key of this instance"


class FakeProvider:
    """`asked` are the requests it had: path, query, headers."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, dict[str, list[str]], dict[str, str]]] = []
        self.pictures: dict[str, bytes] = {"/small.gif": SMALL, "/full.gif": FULL}
        self.status = 200
        self.size: tuple[Any, Any] = (100, 100)
        """What it says of the small one."""
        self.elsewhere: str | None = None
        """Where its answers say that the pictures are, if not here."""
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def answer(self, path: str, query: dict[str, list[str]]) -> tuple[int, str, bytes]:
        if self.status != 200:
            return self.status, "text/plain", b"away"
        if path in self.pictures:
            return 200, "image/gif", self.pictures[path]
        known = query.get("api_key", query.get("key")) == [KEY]
        if not known:
            return 403, "application/json", b"{}"
        found = self._giphy(path) if path.startswith("/v1/") else self._tenor(path)
        return (
            (404, "application/json", b"{}") if found is None else (200, "application/json", json.dumps(found).encode())
        )

    def _giphy(self, path: str) -> Any:
        at = self.elsewhere or self.url
        picture = {"url": f"{at}/small.gif", "width": str(self.size[0]), "height": str(self.size[1]), "size": "1"}
        full = {"url": f"{at}/full.gif", "width": "200", "height": "200"}
        gif = {"id": "abc123", "title": "A cat", "images": {"fixed_width": picture, "downsized": full, "x": 1}}
        broken = {"id": "none", "images": {}}
        return {"data": gif if path.endswith("/abc123") else [gif, broken]} if path[-4:] != "gone" else None

    def _tenor(self, path: str) -> Any:
        at = self.elsewhere or self.url
        formats = {
            "tinygif": {"url": f"{at}/small.gif", "dims": list(self.size)},
            "gif": {"url": f"{at}/full.gif", "dims": [200, 200]},
        }
        return {"results": [{"id": "123", "content_description": "A cat", "media_formats": formats}]}


def _handler(provider: FakeProvider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            query = parse_qs(parts.query)
            provider.asked.append((parts.path, query, {name.lower(): value for name, value in self.headers.items()}))
            status, kind, body = provider.answer(parts.path, query)
            self.send_response(status)
            self.send_header("content-type", kind)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    return Handler
