"""Debian's Chromium for the browser tests: where it is and how it is started so that it talks to loopback only."""

import shutil
from pathlib import Path

CANDIDATES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # No name resolves but these two: whatever a page or the browser itself asks for, nothing leaves the machine.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]

MEDIA_FLAGS = [
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--allow-loopback-in-peer-connection",
    "--autoplay-policy=no-user-gesture-required",
]


def chromium_path() -> Path | None:
    """The browser to drive, or None when the machine has none (`make test` installs it or says how)."""
    found = (shutil.which(name) for name in CANDIDATES)
    return next((Path(path) for path in found if path), None)
