"""`make dev`: the server, started again when Python is saved, beside Vite, which replaces what the page shows.

Open Vite's address; it passes /api on to the server. Ctrl-C ends both. Options: --port, --page-port.
"""

import argparse
import os
import signal
import subprocess
import sys
import types
from pathlib import Path
from typing import NoReturn

from watchfiles import PythonFilter, watch

import client

SOURCES = client.ROOT / "src"
LOOK_AT_VITE_EVERY = 500  # milliseconds


def main() -> int:
    parser = argparse.ArgumentParser(prog="make dev", description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--page-port", type=int, default=5173)
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, end)
    client.install()
    page = start_page(asked.port, asked.page_port)
    server = start_server(asked.port, asked.page_port)
    print(f"Open http://127.0.0.1:{asked.page_port}  (Ctrl-C ends)", flush=True)
    try:
        for changes in watch(
            SOURCES, watch_filter=PythonFilter(), debounce=50, step=20,
            rust_timeout=LOOK_AT_VITE_EVERY, yield_on_timeout=True,
        ):  # fmt: skip
            if page.poll() is not None:
                return page.returncode or 1
            if changes:
                print("Again, for", *sorted({Path(path).name for _, path in changes}), flush=True)
                stop(server)
                server = start_server(asked.port, asked.page_port)
    except KeyboardInterrupt:
        pass
    finally:
        stop(server)
        stop(page)
    return 0


def start_server(port: int, page_port: int) -> subprocess.Popen[bytes]:
    """The server, its links leading to Vite's page. If it fails, it says why, and the next save tries again."""
    settings = {"DISTRIBUTED_PUBLIC_URL": f"http://127.0.0.1:{page_port}"}
    command = [sys.executable, "-m", "distributed_chat", "serve", "--port", str(port)]
    return subprocess.Popen(command, env={**os.environ, **settings})


def start_page(port: int, page_port: int) -> subprocess.Popen[bytes]:
    """Vite itself rather than `npm run dev`: npm would stand between it and our signals."""
    vite = client.CLIENT / "node_modules" / "vite" / "bin" / "vite.js"
    command = [client.node(), str(vite), "--port", str(page_port), "--strictPort", "--clearScreen", "false"]
    settings = {"DISTRIBUTED_DEV_SERVER": f"http://127.0.0.1:{port}"}
    return subprocess.Popen(command, cwd=client.CLIENT, env={**client.environment(), **settings})


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a process and wait for it: its port must be free for the next one."""
    if process.poll() is None:
        process.terminate()
    try:
        process.wait(timeout=3)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def end(_signal: int, _frame: types.FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
