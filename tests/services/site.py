"""What `distributed export-site` wrote, served as a host of static sites does: `_headers`, `_redirects`, no more."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path


@contextmanager
def static_host(port: int, folder: Path) -> Iterator[str]:
    """Its origin. `folder` may be written anew meanwhile."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            file = folder / path.lstrip("/")
            if not file.is_file():
                assert (folder / "_redirects").read_text() == "/* /index.html 200\n"
                file = folder / "index.html"
            body = file.read_bytes()
            self.send_response(200)
            for name, value in _headers(folder, path).items():
                self.send_header(name, value)
            self.send_header("content-type", guess_type(file.name)[0] or "application/octet-stream")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _headers(folder: Path, path: str) -> dict[str, str]:
    """All blocks whose pattern fits, in their order; `! name` takes one away."""
    found: dict[str, str] = {}
    fits = False
    for line in (folder / "_headers").read_text().splitlines():
        if not line.startswith(" "):
            fits = path.startswith(line.removesuffix("*"))
        elif fits and line.strip().startswith("! "):
            found.pop(line.strip()[2:], None)
        elif fits:
            name, _, value = line.strip().partition(": ")
            found[name] = value
    return found
